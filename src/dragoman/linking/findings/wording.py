"""Findings about what is told, and in which words."""

from collections.abc import Collection

from dragoman.datamodel import AHEAD
from dragoman.linking.findings.parties import strangers
from dragoman.linking.findings.times import days_meet
from dragoman.linking.findings.two import FEW_WORDS, Two
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_SAME = 0.6
_SIMILAR = 0.3
_DIFFERENT = 0.15
_ENOUGH_WORDS = 3
_HAPPENED = frozenset(("happened", "ongoing", "doubted"))
_PASSAGE = 600  # characters in which somebody's words may be told in several sentences


def types_differ(two: Two, scoring: EventScoring) -> bool:
    """they are events of different types."""
    return not kindred(two.a, two.b, scoring)


def types_only_kindred(two: Two, scoring: EventScoring) -> bool:
    """their types are related only, and their words mean different things."""
    if two.same_word or two.same_family or not two.a.types.isdisjoint(two.b.types):
        return False
    return kindred(two.a, two.b, scoring)


def same_trigger(two: Two, _: EventScoring) -> bool:
    """the same word is used for both."""
    return two.same_word


def same_rare_word(two: Two, _: EventScoring) -> bool:
    """the word used for both is rare in other reports."""
    return not two.a.rare.isdisjoint(two.b.rare)


def only_usual_word(two: Two, _: EventScoring) -> bool:
    """the word that two reports use for both is an everyday one."""
    return two.same_word and not two.one_report and two.a.rare.isdisjoint(two.b.rare)


def no_common_word(two: Two, _: EventScoring) -> bool:
    """two reports use words of different meaning for them."""
    return not (two.one_report or two.same_word or two.same_family)


def same_family(two: Two, _: EventScoring) -> bool:
    """words of like meaning are used for both."""
    return two.same_family and not two.same_word


def told_otherwise(two: Two, scoring: EventScoring) -> bool:
    """the words used for them mean different things."""
    if two.same_word or two.same_family or not (two.a.families and two.b.families):
        return False
    return not refers_back(two, scoring) and not headline_tells_it(two, scoring)


def modes_differ(two: Two, _: EventScoring) -> bool:
    """they are of one type, but of different kinds."""
    one, other = two.a.mention.mode, two.b.mention.mode
    return one is not None and other is not None and one != other


def same_words(two: Two, _: EventScoring) -> bool:
    """the words around them are much the same."""
    return two.likeness >= _SAME


def similar_words(two: Two, _: EventScoring) -> bool:
    """the words around them are similar."""
    a, b = two.a, two.b
    if two.one_report and a.noun and b.noun and two.fewer_words < FEW_WORDS:
        return not a.words.isdisjoint(b.words) and a.words != b.words  # "truce talks", "talks on a harbour truce"
    return _SIMILAR <= two.likeness < _SAME


def content_differs(two: Two, scoring: EventScoring) -> bool:
    """what was said differs."""
    if not two.statements or two.fewer_words < _ENOUGH_WORDS:
        return False
    return two.likeness < _DIFFERENT and not goes_on_speaking(two, scoring)


def content_unknown(two: Two, scoring: EventScoring) -> bool:
    """what was said is not told of one."""
    return two.statements and two.fewer_words < _ENOUGH_WORDS and not goes_on_speaking(two, scoring)


def goes_on_speaking(two: Two, _: EventScoring) -> bool:
    """one passage goes on with what the same speaker said."""
    a, b = two.a, two.b
    if not (two.one_report and two.statements) or a.reports != b.reports or len(a.reports) > 1 or a.beside or b.beside:
        return False
    if min(abs(x - y) for x in a.starts for y in b.starts) > _PASSAGE:
        return False
    return bool(a.kin.match(a.doers, b.doers)) and not strangers(a.targets, b.targets, a.kin)


def same_campaign(two: Two, scoring: EventScoring) -> bool:
    """the same side does both again and again, in the same place or to the same target."""
    a, b = two.a, two.b
    if not (a.series and b.series and two.directed) or {a.mention.type, b.mention.type} & scoring.statements:
        return False
    if a.place and b.place and a.place.name != b.place.name:
        return False
    at_place = a.place is not None and b.place is not None
    return bool(a.kin.match(a.doers, b.doers)) and (at_place or bool(a.kin.match(a.targets, b.targets)))


def rounds_differ(two: Two, _: EventScoring) -> bool:
    """they are different events of a series."""
    a, b = two.a, two.b
    if a.round is not None and b.round is not None:
        return a.round != b.round
    return two.one_report and a.other != b.other


def one_of_many(two: Two, scoring: EventScoring) -> bool:
    """one is told as a single event, the other as many."""
    a, b = two.a, two.b
    if a.series == b.series or two.statements:
        return False  # of somebody's words "the reports" and "dozens of times" tell what they are about
    single = b if a.series else a
    narrow = single.days.width is not None and single.days.width <= scoring.narrow_days
    return narrow or bool(single.mention.quantities) or bool(single.things)


def plan_and_deed(two: Two, _: EventScoring) -> bool:
    """one is told as planned or hoped for or feared, the other as done."""
    a, b = two.a, two.b
    return (_only_ahead(a) and _done(b)) or (_only_ahead(b) and _done(a))


def plan_beside_deed(two: Two, _: EventScoring) -> bool:
    """one report tells one as planned and the other as done."""
    return two.one_report and _statuses(two, ("planned",), _HAPPENED)


def called_off_beside_deed(two: Two, _: EventScoring) -> bool:
    """one report tells one as called off and the other as done."""
    return two.one_report and _statuses(two, ("called-off",), _HAPPENED)


def one_more_ahead(two: Two, _: EventScoring) -> bool:
    """one report tells of a further one that may follow."""
    ahead = two.a if two.a.mention.status in AHEAD else two.b
    return two.one_report and ahead.beside and _statuses(two, AHEAD, _HAPPENED)


def called_off_and_deed(two: Two, _: EventScoring) -> bool:
    """one is told as called off, the other as done."""
    return _statuses(two, ("called-off",), _HAPPENED)


def states_of_unnamed(two: Two, scoring: EventScoring) -> bool:
    """each tells how people fare, and none of them is named in both."""
    a, b = two.a, two.b
    if not (a.lasting and b.lasting) or two.one_report or days_meet(two, scoring):
        return False
    return a.things.isdisjoint(b.things) and all(a.kin.types.get(x) != "person" for x in a.involved & b.involved)


def refers_back(two: Two, _: EventScoring) -> bool:
    """one refers back to the other."""
    return not (two.a.refers_to.isdisjoint(two.b.ids) and two.b.refers_to.isdisjoint(two.a.ids))


def headline_tells_it(two: Two, _: EventScoring) -> bool:
    """one is the headline of what the other tells."""
    return not (two.a.sums_up.isdisjoint(two.b.ids) and two.b.sums_up.isdisjoint(two.a.ids))


def one_sentence(two: Two, _: EventScoring) -> bool:
    """one sentence tells both, by different verbs."""
    a, b = two.a, two.b
    if not two.directed or two.same_word or a.noun or b.noun or len(a.ids) + len(b.ids) > 2:
        return False
    ours, theirs = (t.mention.sentence or t.mention.extent for t in (a, b))
    return ours.overlaps(theirs)


def same_report(two: Two, _: EventScoring) -> bool:
    """one report tells both."""
    return two.one_report


def same_story(two: Two, _: EventScoring) -> bool:
    """the reports are on the same matter."""
    return not two.one_report and not two.a.like.isdisjoint(two.b.reports)


def other_story(two: Two, _: EventScoring) -> bool:
    """the reports are on different matters."""
    return bool(two.a.like and two.b.like) and two.a.like.isdisjoint(two.b.reports)


def same_number(two: Two, _: EventScoring) -> bool:
    """the same number of the same thing is given."""
    ours, theirs = two.a.mention.quantities, two.b.mention.quantities
    if not (ours and theirs):
        return False
    numbers = {(q.what.casefold(), q.value) for q in ours if q.value is not None}
    return any(q.value is not None and (q.what.casefold(), q.value) in numbers for q in theirs)


def kindred(a: Telling, b: Telling, scoring: EventScoring) -> bool:
    """True for the same type, or types under which one event may be told."""
    if not a.types.isdisjoint(b.types):
        return True
    return any({a.mention.type, b.mention.type} <= family for family in scoring.kindred)


def _only_ahead(telling: Telling) -> bool:
    """True where nobody says that it came about."""
    return telling.statuses <= AHEAD


def _done(telling: Telling) -> bool:
    """True where it is told as done, and not also as planned."""
    return telling.statuses.isdisjoint(AHEAD) and not telling.statuses.isdisjoint(_HAPPENED)


def _statuses(two: Two, one: Collection[str], other: Collection[str]) -> bool:
    """True when one mention has a status of the first kind and the other of the second."""
    x, y = two.a.mention.status, two.b.mention.status
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
