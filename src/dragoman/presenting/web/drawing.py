"""Pictures in a page: one for a wide window, one for a phone; the page's style shows the one that fits."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from dragoman.presenting.chain_picture import NARROW

WIDE = 860


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture at both widths; empty where there was nothing to draw."""

    wide: Markup
    narrow: Markup


def draw(picture: Callable[[float], str]) -> Drawn:
    """What a function draws at each width; all text in it is escaped there."""
    return Drawn(Markup(picture(WIDE)), Markup(picture(NARROW)))  # noqa: S704
