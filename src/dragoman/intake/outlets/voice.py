"""Find the outlet that a story speaks for: whom its sources told, and who "has learned"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.intake.outlets.source_lines import SourcePage, only_one
from dragoman.resources.outlets import NamedOutlet, Outlet, OutletSigns

_QUOTED = re.compile(r"[\"“][^\"“”\n]{0,2000}[\"”]")
_PRINT = ("newspaper", "magazine")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Telling:
    outlet: Outlet
    unnamed: bool


def find_speaking_outlet(page: SourcePage) -> Outlet | None:
    """A US official told the Riverton Post: the outlet itself, if it alone is so addressed and never cited.

    Papers quote each other's interviews with named people as "told OUTLET" all the time, but cite each other for what
    unnamed sources say; so it counts only where a source is unnamed. Papers call themselves by a shorter name ("told
    the Post"), so their full name must stand there twice.
    """
    texts = [_QUOTED.sub(lambda m: " " * len(m.group()), line.text) for line in page.body()]
    signs = page.outlets.signs
    named = [(text, n) for text in texts for n in page.outlets.named_in(text)]
    cited = {n.outlet.key for text, n in named if _is_cited(text, n, signs)}
    speaking = only_one(n.outlet for text, n in named if _after(text, n).startswith(signs.own_voice))
    if speaking and speaking.key not in cited and not speaking.is_wire:
        return speaking
    told = [t for text, n in named for t in _tellings(text, n, signs) if n.outlet.key not in cited]
    addressed = only_one(t.outlet for t in told)
    if addressed is None or addressed.is_wire or not any(t.unnamed for t in told):
        return None
    return addressed if len(told) > 1 or addressed.kind not in _PRINT else None


def _tellings(text: str, named: NamedOutlet, signs: OutletSigns) -> Iterator[_Telling]:
    before = _before(text, named)
    phrase = next((p for p in signs.telling_phrases if before.endswith(f" {p}") or before == p), None)
    if phrase:
        said = text[max(0, named.start - 160) : named.start].rpartition(". ")[2]
        words = _WORDS.findall(said[: said.lower().rfind(phrase)])
        by_name = bool(words) and words[-1][0].isupper() and words[-1].lower() not in signs.unnamed_sources
        to_show = text[named.end : named.end + 1] in ("'", "’")  # told Riverton News' Jane Doe: an interview on air
        unnamed = bool({w.lower() for w in words} & signs.unnamed_sources) and not by_name and not to_show
        yield _Telling(named.outlet, unnamed)


def _is_cited(text: str, named: NamedOutlet, signs: OutletSigns) -> bool:
    """According to the Riverton Post; the Riverton Post reported."""
    before, after = _before(text, named), _after(text, named)
    return before.endswith(signs.citing_before) or after.startswith(signs.citing_after)


def _before(text: str, named: NamedOutlet) -> str:
    """What stands before the name, without "the"."""
    before = text[max(0, named.start - 80) : named.start].lower().rstrip()
    return before.removesuffix(" the").rstrip()


def _after(text: str, named: NamedOutlet) -> str:
    return text[named.end : named.end + 60].lower().lstrip(" '’s,")
