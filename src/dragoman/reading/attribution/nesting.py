"""Attributions inside the content of others: "The paper reported that two aides said …"."""

from collections.abc import Sequence

from dragoman.datamodel import Span
from dragoman.reading.attribution.drafts import Draft


def find_outer(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the place of the tightest one whose content holds its cue and content; None where none does."""
    opening = sorted(((s.start, s.end, i) for i, d in enumerate(drafts) for s in d.content))
    outer: list[int | None] = [None] * len(drafts)
    active: list[tuple[int, int]] = []
    following = 0
    for i in sorted(range(len(drafts)), key=lambda i: drafts[i].at):
        at = drafts[i].at
        while following < len(opening) and opening[following][0] <= at:
            active.append((opening[following][1], opening[following][2]))
            following += 1
        active = [(end, j) for end, j in active if end > at]
        holders = {j for _, j in active if j != i and _holds(drafts[j], drafts[i])}
        outer[i] = min(holders, key=lambda j: (_length(drafts[j].content), j), default=None)
        if outer[i] is None:
            around = {j for _, j in active if j != i and _holds_most(drafts[j], drafts[i]) and not _is_in(j, i, outer)}
            outer[i] = min(around, key=lambda j: (_length(drafts[j].content), j), default=None)
    return outer


def _is_in(one: int, other: int, outer: Sequence[int | None]) -> bool:
    """True where `one` lies in `other`, at whatever depth: to put that into it would make a circle."""
    above: int | None = one
    while above is not None and above != other:
        above = outer[above]
    return above is not None


def _holds(outer: Draft, inner: Draft) -> bool:
    """True when every part of the inner content lies in the outer one, which is longer: so there are no circles."""
    if _length(outer.content) <= _length(inner.content):
        return False
    return all(any(o.contains(s) for o in outer.content) for s in inner.content)


def _holds_most(outer: Draft, inner: Draft) -> bool:
    """ "Critics say Norland had expected the ruling": the inner content may run on past the outer one."""
    if inner.source is None or not any(o.contains(inner.source.span) for o in outer.content):
        return False
    if any(s.contains(c) for s in inner.content for c in outer.cue):
        return False
    shared = sum(max(0, min(o.end, s.end) - max(o.start, s.start)) for o in outer.content for s in inner.content)
    return 2 * shared >= _length(inner.content)


def _length(spans: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in spans)
