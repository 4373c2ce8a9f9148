"""Mentions that name nobody ("the talks went on", "it was seized"): to which event of its report each belongs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import log2

from dragoman.datamodel import AHEAD, Comparison
from dragoman.linking.findings.parties import matched
from dragoman.linking.findings.wording import kindred
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_SURE = 0.6  # by so much the best event must fit better than the next
_SCORE = 0.6
_MOST = 60  # events of one report that are looked at


def find_homes(told: Mapping[str, Telling], scoring: EventScoring) -> Iterator[tuple[str, str]]:
    """Each group of mentions that names nobody, with the group of its report that it belongs to beyond doubt."""
    by_report: dict[str, list[str]] = defaultdict(list)
    for name in sorted(told):
        by_report[told[name].mention.report].append(name)
    for names in by_report.values():
        strays = [n for n in names if _is_stray(told[n])]
        homes = sorted((n for n in names if n not in strays), key=lambda n: (-len(told[n].ids), n))[:_MOST]
        for stray in strays:
            fits = sorted(
                ((_fit(told[stray], told[h]), h) for h in homes if _may_be(told[stray], told[h], scoring)), reverse=True
            )
            if fits and (len(fits) == 1 or fits[0][0] - fits[1][0] >= _SURE):
                yield stray, fits[0][1]


def fits_best(stray: str, home: str) -> Comparison:
    """The reason that a reader sees."""
    a, b = sorted((stray, home))
    return Comparison(a, b, _SCORE, ("one names nobody, and fits no other event of its report",))


def _is_stray(telling: Telling) -> bool:
    """True where nobody with a name and no day is told, and no new event is brought in ("an attack", "more talks")."""
    named = any(telling.kin.named(a) or len(telling.kin.of(a)) > 1 for a in telling.involved)
    named |= any(p.role == "mediator" and telling.kin.named(p.actor) for p in telling.mention.participants)
    new = telling.fresh or telling.other or telling.beside or bool(telling.mention.quantities)
    return not named and not new and telling.days.width is None


def _may_be(stray: Telling, home: Telling, scoring: EventScoring) -> bool:
    """The same word tells both, or, of equals, a word of like meaning; and both are told as done, or both as ahead."""
    if not kindred(stray, home, scoring) or (stray.mention.status in AHEAD) != (home.mention.status in AHEAD):
        return False
    indefinite = stray.noun and not stray.definite and not stray.series
    if indefinite and stray.words.isdisjoint(home.words):  # "indirect talks" may be other ones
        return False
    if not stray.stems.isdisjoint(home.stems):
        return stray.series <= home.series
    return stray.mention.type not in scoring.directed and not stray.families.isdisjoint(home.families)


def _fit(stray: Telling, home: Telling) -> float:
    """The word first, then the words around it, how much of the report is about it, and whether it is many."""
    word = 1.0 if not stray.stems.isdisjoint(home.stems) else 0.0
    shared = 0.5 * min(4, len(stray.words & home.words))
    shared += min(2, len(matched(stray.around, home.involved, stray.kin)))
    return word + shared + 0.25 * log2(len(home.ids)) + 0.5 * (stray.series == home.series)
