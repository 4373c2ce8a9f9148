"""What the learned likeness weighs of two mentions: contexts, names, where they stand, what was found."""

from collections.abc import Collection
from functools import lru_cache
from math import log1p, nan

from dragoman.datamodel import AHEAD
from dragoman.linking import contexts
from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_DEEPEST = 10  # paragraphs
_MOST_DAYS = 60

FOUND = (
    "same_parties", "same_named", "same_only_party", "a_party_shared", "one_named_in_both", "same_person",
    "other_parties", "others_named", "no_party_shared", "other_doers", "other_speakers", "newcomer_does_it",
    "roles_reversed", "roles_crossed", "same_place", "place_within", "places_differ", "countries_differ",
    "visits_elsewhere", "days_meet", "same_past_day", "months_meet", "days_near", "days_differ", "told_too_early",
    "reports_far_apart", "reports_months_apart", "rounds_differ", "modes_differ", "types_only_kindred", "same_trigger",
    "only_usual_word", "same_family", "told_otherwise", "one_of_many", "same_number", "same_thing", "other_things",
    "same_words", "similar_words", "content_differs", "content_unknown", "goes_on_speaking", "same_campaign",
    "no_common_word", "nobody_named", "plan_and_deed", "plan_beside_deed", "called_off_beside_deed",
    "one_more_ahead", "called_off_and_deed", "same_rare_word", "same_story", "other_story", "refers_back",
    "headline_tells_it", "one_sentence",
)  # fmt: skip

FEATURES = (
    *contexts.FEATURES,
    "points by hand", "names shared", "of the fewer names", "of all names", "both at the top", "deeper paragraph",
    "days between reports", "words shared", "of the fewer words", "definite", "nouns", "plurals", "placed", "ahead",
    "somebody's words", "fewer parties", "fewer names", "doers shared", "targets shared",
    *FOUND,
    "apart in the report", "later definite", "later a noun", "later names", "earlier names", "one paragraph",
    "later at the top", "refers to it", "sums it up", "fewer mentions", "more mentions",
)  # fmt: skip


def gather_evidence(
    a: Telling, b: Telling, found: Collection[str], points: float, scoring: EventScoring
) -> tuple[float, ...]:
    """The features behind those of the contexts, in the order of FEATURES; NaN where unknown.

    `found` are the names of what linking/comparison.py found of the two, `points` what that comes to.
    """
    ours, theirs = a.heard, b.heard
    shared, fewer = len(a.kin.match(ours, theirs)), min(len(ours), len(theirs))
    words = len(a.words & b.words)
    return (
        points,
        shared,
        _share(shared, fewer),
        _share(shared, len(ours) + len(theirs) - len(ours & theirs)),
        a.rank <= 1 and b.rank <= 1,
        min(max(a.rank, b.rank), _DEEPEST),
        _days_between(a, b),
        words,
        _share(words, min(len(a.words), len(b.words))),
        a.definite + b.definite,
        a.noun + b.noun,
        a.plural + b.plural,
        (a.place is not None) + (b.place is not None),
        (not a.statuses.isdisjoint(AHEAD)) + (not b.statuses.isdisjoint(AHEAD)),
        a.mention.type in scoring.statements,
        min(len(a.actors), len(b.actors)),
        fewer,
        _shared_in_role(a.doers, b.doers, a.kin),
        _shared_in_role(a.targets, b.targets, a.kin),
        *_marks(frozenset(found)),
        *_in_report(a, b),
        min(len(a.ids), len(b.ids)),
        max(len(a.ids), len(b.ids)),
    )


def _in_report(a: Telling, b: Telling) -> tuple[float, ...]:
    """What the order of two mentions of one report tells; NaN for those of two."""
    if a.reports != b.reports or len(a.reports) > 1:
        return (nan,) * 9
    first, second = sorted((a, b), key=lambda t: (min(t.starts), t.id))
    gap = min(abs(one - other) for one in first.starts for other in second.starts)
    return (
        log1p(gap),
        second.definite,
        second.noun,
        len(second.involved),
        len(first.involved),
        first.rank == second.rank,
        second.rank <= 1,
        not first.ids.isdisjoint(second.refers_to),
        not second.ids.isdisjoint(first.sums_up),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else nan


def _days_between(a: Telling, b: Telling) -> float:
    if not (a.published.latest and b.published.latest):
        return nan
    return min(a.published.gap(b.published), _MOST_DAYS)


def _shared_in_role(ours: frozenset[str], theirs: frozenset[str], kin: Kin) -> float:
    return _share(len(kin.match(ours, theirs)), min(len(ours), len(theirs)))


@lru_cache(maxsize=4096)  # many pairs have the same findings
def _marks(found: frozenset[str]) -> tuple[bool, ...]:
    """For each of FOUND whether it is among them."""
    return tuple(name in found for name in FOUND)
