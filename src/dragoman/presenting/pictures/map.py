"""A map of places without tiles from elsewhere: coasts, a dot for each place; names never meet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.presenting.pictures.coasts import SEEN, draw_coasts
from dragoman.presenting.pictures.crowding import without_far_ends
from dragoman.presenting.pictures.lettering import (
    Box,
    safe,
    shorten,
    text_width,
    wrap_lines,
    write_picture,
    write_text,
)

MOST_PLACES = 60  # more are not drawn, and that is said
_FEW, _NARROWER = 0.2, 2.0  # so many may be left out where the picture becomes so much narrower
_LEAST_WIDE = 24.0  # degrees
_GRIDS = (1, 2, 5, 10, 15, 30)
_CLOSE = 9  # pixels from a dot to its words
_FINE = 70.0  # degrees; a picture of fewer shows the coasts in more detail


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in degrees with how often it is told; `link` is where its name leads.

    `wide`: a whole country, told without a place in it; the degrees are those of its middle.
    """

    name: str
    lat: float
    lon: float
    times: int = 1
    link: str = ""
    wide: bool = False


class Shores(Protocol):
    """The lines of coasts, in degrees (longitude, latitude)."""

    def within(
        self, west: float, south: float, east: float, north: float, least: float
    ) -> Iterable[NDArray[np.float32]]:
        """Those in a frame of the world that are so wide or high."""


class ShoresOfDetail(Protocol):
    """Where they come from."""

    def __call__(self, *, fine: bool) -> Shores:
        """All of them; `fine` for a region."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of the world that is shown, and how large."""

    west: float
    north: float
    scale: float
    width: float
    height: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.scale, (self.north - lat) * self.scale


def draw_map(spots: Sequence[Spot], shores: ShoresOfDetail, title: str, width: float = 860) -> str:
    """The picture, in plate carrée; empty without places. Names for which there is no room are numbered below."""
    if not spots:
        return ""
    ranked = sorted(spots, key=lambda s: (-s.times, s.name, s.lat, s.lon))
    kept, left = ranked[:MOST_PLACES], ranked[MOST_PLACES:]
    near = find_core(kept)
    shown, far = [s for s in kept if s in near], [s for s in kept if s not in near]
    frame = _make_frame(shown, width)
    size = 13.0 if width > 500 else 11.0
    labels = place_labels(shown, [frame.at(s.lon, s.lat) for s in shown], (width, frame.height), size)
    body = f'<rect class="sea" x="0" y="0" width="{width:.0f}" height="{frame.height:.0f}"/>'
    body += _draw_land(frame, shores) + _draw_grid(frame)
    body += "".join(_draw_spot(s, frame, label, size) for s, label in zip(shown, labels, strict=True))
    notes = [f"{label[0]} {s.name}." for s, label in zip(shown, labels, strict=True) if label[2] and label[1]]
    crowded = [s.name for s, label in zip(shown, labels, strict=True) if label[1] is None]
    notes += [f"Without room for a name: {', '.join(crowded)}."] if crowded else []
    notes += [f"Beyond the picture: {', '.join(s.name for s in far)}."] if far else []
    notes += [f"{len(left)} more places are not drawn."] if left else []
    low = frame.height
    if notes:
        lines = wrap_lines(" ".join(notes), width - 8, size, most=30)
        body += write_text(lines, 4, low + size * 1.6, size, "note")
        low += size * 1.3 * (len(lines) + 1)
    told = "; ".join(map(_say, kept))
    return write_picture("map", (width, low + 2), title, told, body)


def find_core(spots: Sequence[Spot]) -> list[Spot]:
    """The places without a few that lie so far off, west or east, that the others would be crowded together."""
    ordered = sorted(spots, key=lambda s: (s.lon, s.lat, s.name))
    return list(without_far_ends(ordered, _span_of, _FEW, _NARROWER))


def _span_of(ordered: Sequence[Spot]) -> float:
    """Degrees from the first to the last, as wide as a picture is at least."""
    return max(ordered[-1].lon - ordered[0].lon, _LEAST_WIDE)


def place_labels(
    spots: Sequence[Spot], dots: Sequence[tuple[float, float]], room: tuple[float, float], size: float
) -> list[tuple[str, Box | None, bool]]:
    """For each place its words, where they stand, and whether they are a number only; None where nothing has room."""
    taken = [Box(x - 5, y - 5, 10, 10) for x, y in dots]
    found: list[tuple[str, Box | None, bool]] = []
    for number, (spot, dot) in enumerate(zip(spots, dots, strict=True), 1):
        for words, numbered in ((shorten(spot.name, 190, size), False), (str(number), True)):
            box = next((b for b in _beside(words, dot, size) if _fits(b, taken, room)), None)
            if box is not None or numbered:
                found.append((words, box, numbered))
                taken += [box] if box is not None else []
                break
    return found


def _beside(words: str, dot: tuple[float, float], size: float) -> Iterator[Box]:
    x, y = dot
    wide, high = text_width(words, size) + 4, size * 1.3
    for gap in (7, 20, 34):
        yield Box(x + gap, y - high / 2, wide, high)
        yield Box(x - gap - wide, y - high / 2, wide, high)
        yield Box(x - wide / 2, y - gap - high, wide, high)
        yield Box(x - wide / 2, y + gap, wide, high)


def _fits(box: Box, taken: Sequence[Box], room: tuple[float, float]) -> bool:
    inside = box.x >= 0 and box.y >= 0 and box.x + box.width <= room[0] and box.y + box.height <= room[1]
    return inside and not any(box.overlaps(t) for t in taken)


def _make_frame(spots: Sequence[Spot], width: float) -> _Frame:
    """All places with some room around; a single one with its region."""
    west, east = min(s.lon for s in spots), max(s.lon for s in spots)
    south, north = min(s.lat for s in spots), max(s.lat for s in spots)
    wide = min(360.0, max((east - west) * 1.3, _LEAST_WIDE))
    high = min(180.0, max((north - south) * 1.35, wide * 0.42))
    wide = min(360.0, max(wide, high * 1.2))
    left = min(max((west + east - wide) / 2, -180.0), 180.0 - wide)
    top = max(min((south + north + high) / 2, 90.0), -90.0 + high)
    return _Frame(left, top, width / wide, width, high * width / wide)


def _draw_land(frame: _Frame, shores: ShoresOfDetail) -> str:
    wide, high = frame.width / frame.scale, frame.height / frame.scale
    fine = wide < _FINE
    least = SEEN / frame.scale
    lines = shores(fine=fine).within(frame.west, frame.north - high, frame.west + wide, frame.north, least)
    corner, size = (frame.west, frame.north), (frame.width, frame.height)
    return draw_coasts(lines, corner, frame.scale, size, grain=2 if fine else 1)


def _draw_grid(frame: _Frame) -> str:
    step = next((g for g in _GRIDS if frame.width / frame.scale / g <= 12), _GRIDS[-1])
    lons = [n for n in range(-180, 181, step) if 0 < (n - frame.west) * frame.scale < frame.width]
    lats = [n for n in range(-90, 91, step) if 0 < (frame.north - n) * frame.scale < frame.height]
    lines = [f"M{frame.at(n, 0)[0]:.0f} 0V{frame.height:.0f}" for n in lons]
    lines += [f"M0 {frame.at(0, n)[1]:.0f}H{frame.width:.0f}" for n in lats]
    return f'<path class="grid" d="{"".join(lines)}"/>' if lines else ""


def _lead(box: Box, x: float, y: float) -> str:
    """A line from a dot to words that stand further off."""
    near_x = min(max(x, box.x), box.x + box.width)
    near_y = min(max(y, box.y), box.y + box.height)
    far = max(abs(near_x - x), abs(near_y - y)) > _CLOSE
    return f'<path class="lead" d="M{x:.1f} {y:.1f}L{near_x:.1f} {near_y:.1f}"/>' if far else ""


def _draw_spot(spot: Spot, frame: _Frame, label: tuple[str, Box | None, bool], size: float) -> str:
    x, y = frame.at(spot.lon, spot.lat)
    words, box, _ = label
    text = write_text([words], box.x + 2, box.y + size, size) if box else ""
    radius = min(4 + spot.times**0.5, 12.0)
    body = f"<g><title>{safe(_say(spot))}</title>"
    dot = f'<circle class="{"country" if spot.wide else "dot"}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    body += f"{_lead(box, x, y) if box else ''}{dot}{text}</g>"
    return f'<a href="{safe(spot.link)}">{body}</a>' if spot.link else body


def _say(spot: Spot) -> str:
    where = "the whole country" if spot.wide else f"{spot.lat:.1f}, {spot.lon:.1f}"
    return f"{spot.name} ({where}): told {'once' if spot.times == 1 else f'{spot.times} times'}"
