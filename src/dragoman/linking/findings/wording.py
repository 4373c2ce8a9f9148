"""Findings about what is told, and in which words."""

from collections.abc import Collection

from dragoman.datamodel import AHEAD
from dragoman.linking.findings.parties import matched, strangers
from dragoman.linking.findings.times import days_meet
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_SAME = 0.6
_SIMILAR = 0.3
_DIFFERENT = 0.15
_ENOUGH_WORDS = 3
_FEW_WORDS = 2
_HAPPENED = frozenset(("happened", "ongoing", "doubted"))
_PASSAGE = 600  # characters in which somebody's words may be told in several sentences


def types_differ(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """they are events of different types."""
    return not kindred(a, b, scoring)


def types_only_kindred(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """their types are related only, and their words mean different things."""
    alike = not a.stems.isdisjoint(b.stems) or not a.families.isdisjoint(b.families)
    return a.types.isdisjoint(b.types) and kindred(a, b, scoring) and not alike


def same_trigger(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the same word is used for both."""
    return bool(a.stems & b.stems)


def same_rare_word(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the word used for both is rare in other reports."""
    return not a.rare.isdisjoint(b.rare)


def only_usual_word(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the word that two reports use for both is an everyday one."""
    return not _same_report(a, b) and bool(a.stems & b.stems) and a.rare.isdisjoint(b.rare)


def no_common_word(a: Telling, b: Telling, _: EventScoring) -> bool:
    """two reports use words of different meaning for them."""
    return not _same_report(a, b) and a.stems.isdisjoint(b.stems) and a.families.isdisjoint(b.families)


def same_family(a: Telling, b: Telling, _: EventScoring) -> bool:
    """words of like meaning are used for both."""
    return not a.stems & b.stems and bool(a.families & b.families)


def told_otherwise(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """the words used for them mean different things."""
    if not (a.families and b.families) or not a.families.isdisjoint(b.families) or not a.stems.isdisjoint(b.stems):
        return False
    return not refers_back(a, b, scoring) and not headline_tells_it(a, b, scoring)


def modes_differ(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they are of one type, but of different kinds."""
    return None not in (a.mention.mode, b.mention.mode) and a.mention.mode != b.mention.mode


def same_words(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the words around them are much the same."""
    return _likeness(a, b) >= _SAME


def similar_words(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the words around them are similar."""
    if a.noun and b.noun and _same_report(a, b) and min(len(a.words), len(b.words)) < _FEW_WORDS:
        return not a.words.isdisjoint(b.words) and a.words != b.words  # "truce talks", "talks on a harbour truce"
    return _SIMILAR <= _likeness(a, b) < _SAME


def content_differs(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """what was said differs."""
    if goes_on_speaking(a, b, scoring):
        return False
    both = a.mention.type in scoring.statements and b.mention.type in scoring.statements
    return both and min(len(a.words), len(b.words)) >= _ENOUGH_WORDS and _likeness(a, b) < _DIFFERENT


def content_unknown(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """what was said is not told of one."""
    if goes_on_speaking(a, b, scoring):
        return False
    both = a.mention.type in scoring.statements and b.mention.type in scoring.statements
    return both and min(len(a.words), len(b.words)) < _ENOUGH_WORDS


def goes_on_speaking(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """one passage goes on with what the same speaker said."""
    if (
        a.reports != b.reports
        or len(a.reports) > 1
        or a.beside
        or b.beside
        or not {a.mention.type, b.mention.type} <= scoring.statements
    ):
        return False
    if min(abs(x - y) for x in a.starts for y in b.starts) > _PASSAGE:
        return False
    if not matched(a.of_role("actor"), b.of_role("actor"), a.kin):
        return False
    return not strangers(a.of_role("recipient"), b.of_role("recipient"), a.kin)


def same_campaign(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """the same side does both again and again, in the same place or to the same target."""
    if not (a.series and b.series) or not {a.mention.type, b.mention.type} <= scoring.directed - scoring.statements:
        return False
    if a.place and b.place and a.place.name != b.place.name:
        return False
    at_place = a.place is not None and b.place is not None
    doers = matched(a.of_role("actor"), b.of_role("actor"), a.kin)
    targets = matched(a.of_role("recipient"), b.of_role("recipient"), a.kin)
    return bool(doers) and (at_place or bool(targets))


def rounds_differ(a: Telling, b: Telling, _: EventScoring) -> bool:
    """they are different events of a series."""
    if a.round is not None and b.round is not None:
        return a.round != b.round
    one_more = (a.other and not b.other) or (b.other and not a.other)
    return one_more and _same_report(a, b)


def one_of_many(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """one is told as a single event, the other as many."""
    if a.series == b.series or {a.mention.type, b.mention.type} <= scoring.statements:
        return False  # of somebody's words "the reports" and "dozens of times" tell what they are about
    single = b if a.series else a
    narrow = single.days.width is not None and single.days.width <= scoring.narrow_days
    return narrow or bool(single.mention.quantities) or bool(single.things)


def plan_and_deed(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one is told as planned or hoped for or feared, the other as done."""
    return (_only_ahead(a) and _done(b)) or (_only_ahead(b) and _done(a))


def plan_beside_deed(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one report tells one as planned and the other as done."""
    return _same_report(a, b) and _statuses(a, b, ("planned",), _HAPPENED)


def called_off_beside_deed(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one report tells one as called off and the other as done."""
    return _same_report(a, b) and _statuses(a, b, ("called-off",), _HAPPENED)


def one_more_ahead(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one report tells of a further one that may follow."""
    ahead = a if a.mention.status in AHEAD else b
    return _same_report(a, b) and ahead.beside and _statuses(a, b, AHEAD, _HAPPENED)


def called_off_and_deed(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one is told as called off, the other as done."""
    return _statuses(a, b, ("called-off",), _HAPPENED)


def states_of_unnamed(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """each tells how people fare, and none of them is named in both."""
    if not (a.lasting and b.lasting) or not a.reports.isdisjoint(b.reports) or days_meet(a, b, scoring):
        return False
    return not a.things & b.things and all(a.kin.types.get(x) != "person" for x in a.involved & b.involved)


def refers_back(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one refers back to the other."""
    return not (a.refers_to.isdisjoint(b.ids) and b.refers_to.isdisjoint(a.ids))


def headline_tells_it(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one is the headline of what the other tells."""
    return not (a.sums_up.isdisjoint(b.ids) and b.sums_up.isdisjoint(a.ids))


def one_sentence(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """one sentence tells both, by different verbs."""
    if (
        not {a.mention.type, b.mention.type} <= scoring.directed
        or a.noun
        or b.noun
        or not a.stems.isdisjoint(b.stems)
        or len(a.ids) + len(b.ids) > 2
    ):
        return False
    ours, theirs = (t.mention.sentence or t.mention.extent for t in (a, b))
    return ours.overlaps(theirs)


def same_report(a: Telling, b: Telling, _: EventScoring) -> bool:
    """one report tells both."""
    return _same_report(a, b)


def same_story(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the reports are on the same matter."""
    return not _same_report(a, b) and not a.like.isdisjoint(b.reports)


def other_story(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the reports are on different matters."""
    return bool(a.like and b.like) and a.like.isdisjoint(b.reports)


def same_number(a: Telling, b: Telling, _: EventScoring) -> bool:
    """the same number of the same thing is given."""
    if not (a.mention.quantities and b.mention.quantities):
        return False
    numbers_a = {(q.what.casefold(), q.value) for q in a.mention.quantities if q.value is not None}
    numbers_b = {(q.what.casefold(), q.value) for q in b.mention.quantities if q.value is not None}
    return bool(numbers_a & numbers_b)


def kindred(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """True for the same type, or types under which one event may be told."""
    if not a.types.isdisjoint(b.types):
        return True
    return any({a.mention.type, b.mention.type} <= family for family in scoring.kindred)


def _same_report(a: Telling, b: Telling) -> bool:
    return not a.reports.isdisjoint(b.reports)


def _likeness(a: Telling, b: Telling) -> float:
    """Share of the words of the shorter one that the other has too."""
    few = min(len(a.words), len(b.words))
    if few < _FEW_WORDS:
        return float(bool(a.words) and a.words == b.words)
    return len(a.words & b.words) / few


def _only_ahead(telling: Telling) -> bool:
    """True where nobody says that it came about."""
    return telling.statuses <= AHEAD


def _done(telling: Telling) -> bool:
    """True where it is told as done, and not also as planned."""
    return telling.statuses.isdisjoint(AHEAD) and not telling.statuses.isdisjoint(_HAPPENED)


def _statuses(a: Telling, b: Telling, one: Collection[str], other: Collection[str]) -> bool:
    """True when one mention has a status of the first kind and the other of the second."""
    x, y = a.mention.status, b.mention.status
    return (x in one and y in other) or (y in one and x in other)


FINDINGS = (
    types_differ,
    types_only_kindred,
    same_trigger,
    same_rare_word,
    only_usual_word,
    no_common_word,
    same_family,
    told_otherwise,
    modes_differ,
    same_words,
    similar_words,
    content_differs,
    content_unknown,
    goes_on_speaking,
    same_campaign,
    rounds_differ,
    one_of_many,
    plan_and_deed,
    plan_beside_deed,
    called_off_beside_deed,
    one_more_ahead,
    called_off_and_deed,
    states_of_unnamed,
    refers_back,
    headline_tells_it,
    one_sentence,
    same_report,
    same_story,
    other_story,
    same_number,
)
