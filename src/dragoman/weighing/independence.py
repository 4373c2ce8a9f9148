"""Count the independent origins of a claim: an upper and a lower bound, and why (DESIGN.md)."""

from collections.abc import Iterable, Sequence

from dragoman.datamodel import Bounds, Origin
from dragoman.weighing.claims import Claim, Ground, Source, find_sources, make_origin
from dragoman.weighing.joins import Assumptions, Join, find_joins

__all__ = ["Assumptions", "Claim", "Ground", "count_independent"]

_MOST_DOUBTS = 2
_MOST_JOINS = 1
_MOST_NAMES = 5


def count_independent(
    claims: Iterable[Claim], ground: Ground, assumptions: Assumptions | None = None
) -> tuple[tuple[Origin, ...], Bounds]:
    """The origins behind a claim, and between how many of them are independent of each other.

    `at_most` merges what must be one, `at_least` also what could be one. An outlet's own voice shows no source and
    raises neither; where no report shows one, both are 1, and where none tells it, 0.
    """
    told = sorted(claims, key=lambda c: (c.report, c.outlet))
    if not told:
        return (), Bounds(0, 0, "Nobody in these reports says it.")
    sources = find_sources(told, ground)
    if not sources:
        return (), Bounds(1, 1, "No report shows whose word it is.")
    joins = tuple(find_joins(sources, ground, assumptions or Assumptions()))
    musts, coulds = [j for j in joins if j.must], [j for j in joins if not j.must]
    must_groups, must_used = _components(sources, sorted(musts, key=lambda j: not j.within))
    all_groups, could_used = _components(sources, musts + coulds)
    origins = sorted(
        (make_origin(g, _reports(g, told), ground) for g in must_groups),
        key=lambda o: (not o.named, -len(o.reports), o.name, o.reports),
    )
    coulds_used = [j for j in could_used if not j.must]
    why = _explain(origins, must_used, coulds_used, _silent(told, sources))
    return tuple(origins), Bounds(len(all_groups), len(must_groups), why)


def _components(sources: Sequence[Source], joins: Iterable[Join]) -> tuple[list[list[Source]], list[Join]]:
    """Connected components, and the joins that made them."""
    group_of = {s.number: s.number for s in sources}

    def root(number: int) -> int:
        while group_of[number] != number:
            group_of[number] = group_of[group_of[number]]
            number = group_of[number]
        return number

    used = []
    for join in joins:
        a, b = sorted((root(join.a), root(join.b)))
        if a != b:
            group_of[b] = a
            used.append(join)
    groups: dict[int, list[Source]] = {}
    for source in sources:
        groups.setdefault(root(source.number), []).append(source)
    return list(groups.values()), used


def _reports(group: Iterable[Source], claims: Iterable[Claim]) -> list[str]:
    """The reports that show one of these sources."""
    shown = {(s.claim.report, s.origin.name) for s in group}
    return [c.report for c in claims if c.chain and (c.report, c.chain[-1].name) in shown]


def _silent(claims: Iterable[Claim], sources: Iterable[Source]) -> int:
    """How many reports tell the claim without a source."""
    told = list(claims)
    shown = {s.claim.report for s in sources} | {c.report for c in told if c.chain}
    return len({c.report for c in told} - shown)


def _explain(origins: Sequence[Origin], musts: Sequence[Join], coulds: Sequence[Join], silent: int) -> str:
    """The joins that matter, in words; what could be one comes first."""
    if len(origins) == 1:
        parts = [f"All goes back to {origins[0].name}"]
    else:
        parts = [f"{len(origins)} origins are shown: {_list([o.name for o in origins])}"]
    parts += _first_few([j.why for j in sorted(coulds, key=lambda j: j.bare)], _MOST_DOUBTS)
    parts += _first_few([j.why for j in musts if not j.within], _MOST_JOINS)
    if silent:
        parts.append(f"{silent} further report{'s show' if silent > 1 else ' shows'} no source")
    return "; ".join(parts) + "."


def _first_few(reasons: Iterable[str], most: int) -> list[str]:
    distinct = list(dict.fromkeys(reasons))
    rest = len(distinct) - most
    return distinct[:most] + ([f"{rest} more pair{'s' if rest > 1 else ''} alike"] if rest > 0 else [])


def _list(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMES:
        return ", ".join(names[:_MOST_NAMES]) + f" and {len(names) - _MOST_NAMES} more"
    return ", ".join(names[:-1]) + " and " + names[-1]
