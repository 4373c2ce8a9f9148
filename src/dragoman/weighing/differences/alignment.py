"""Do two tellings tell the same thing, so that what differs in them is a disagreement? Stricter than merging."""

from collections.abc import Callable, Mapping

from dragoman.datamodel import Span
from dragoman.linking.tellings import Telling
from dragoman.linking.words import fold_words
from dragoman.weighing.differences.assertions import stems_of
from dragoman.weighing.material import Material

Sides = Mapping[str, list[tuple[Telling, Span]]]
Alike = Callable[[Telling, Telling, Material], bool]
_MOST_A_SIDE = 4
_MOST_DAYS = 10  # between the reports of one happening
_ENOUGH = 3  # details that two clauses share, the verb among them
_NARROW = 2  # days of a time that tells which happening it is
_FEW = 2
_WORDS_BEFORE, _WORDS_AFTER = 6, 10  # of a clause, beside its verb or noun
_BODY = 2  # the rank of a body's first paragraph


def keep_aligned(sides: Sides, same: Alike, material: Material) -> Sides:
    """Of each value the tellings that tell the same as one of another value; nothing where no two values are left."""
    kept: dict[str, list[tuple[Telling, Span]]] = {}
    for value, side in sides.items():
        others = [t for other, told in sides.items() if other != value for t, _ in told]
        alike = [(t, span) for t, span in side if any(same(t, o, material) for o in others)]
        if alike:
            kept[value] = sorted(alike, key=lambda told: told[1])[:_MOST_A_SIDE]
    return kept if len(kept) > 1 else {}


def same_happening(a: Telling, b: Telling, material: Material) -> bool:
    """The same verb or noun, no party that excludes another's, and details that both clauses tell."""
    if not _told_alike(a, b) or a.published.gap(b.published) > _MOST_DAYS or a.plural != b.plural:
        return False
    if a.round != b.round and None not in (a.round, b.round):
        return False
    return not _parties_apart(a, b) and details_in_common(a, b, material) >= _ENOUGH


def same_act(a: Telling, b: Telling, material: Material) -> bool:
    """The same is told to have been done to the same, at a time that both leave room for, whoever did it."""
    near = a.published.gap(b.published) <= _MOST_DAYS and a.days.gap(b.days) == 0 and _told_alike(a, b)
    ours, theirs = _named(a, "recipient"), _named(b, "recipient")
    apart = bool(ours and theirs) and not _meet(a, ours, theirs)
    return near and not apart and details_in_common(a, b, material) >= _ENOUGH


def same_target(a: Telling, b: Telling, material: Material) -> bool:
    """The same is told to have been done to the same, whoever did it."""
    ours, theirs = (frozenset(r for r in t.of_role("recipient") if t.kin.named(r)) for t in (a, b))
    near = a.published.gap(b.published) <= _MOST_DAYS and a.days.gap(b.days) == 0
    return near and _told_alike(a, b) and _meet(a, ours, theirs) and details_in_common(a, b, material) >= _ENOUGH


def details_in_common(a: Telling, b: Telling, material: Material) -> int:
    """How much both clauses tell: words, the verb among them, and parties in one role that words do not show."""
    empty = material.around.words.small_words | material.around.words.said_of_claims
    ours, theirs = (stems_of(fold_words(_beside_trigger(t, material)), empty) for t in (a, b))
    parties = sum(_meet(a, _named(a, role), _named(b, role)) for role in ("actor", "recipient"))
    days = {None if t.days.width is None or t.days.width > _NARROW else t.days.earliest for t in (a, b)}
    places = {t.place.name if t.place else None for t in (a, b)}
    known = sum(len(told) == 1 and None not in told for told in (days, places))
    return 1 + max(len(ours & theirs), parties) + known


def share_told(a: Telling, b: Telling, material: Material) -> float:
    """How much of what stands around the one's verb or noun the other clause tells too, 0 to 1."""
    empty = material.around.words.small_words | material.around.words.said_of_claims | material.around.words.negations
    extent, trigger = a.mention.extent, a.mention.trigger
    text = material.around.texts[extent.document]
    after = fold_words(text[trigger.end : extent.end])[:_WORDS_AFTER]
    ours = stems_of(after, empty)
    theirs = stems_of(fold_words(material.around.quote(b.mention.extent)), empty)
    first = next((stem for word in after for stem in stems_of((word,), empty)), None)
    if first is not None and first not in theirs:
        return 0.0  # what it was done to: "never discussed the fund"
    if len(ours) < _FEW:  # "no deal": what it was stands before
        before = fold_words(text[extent.start : max(extent.start, trigger.start)])[-_WORDS_BEFORE:]
        ours |= stems_of(before, empty)
    return len(ours & theirs) / len(ours) if ours else 1.0


def sums_up(head: Telling, body: Telling) -> bool:
    """A report's headline or standfirst tells by the same verb what its body tells."""
    return (
        head.mention.report == body.mention.report and head.rank < _BODY <= body.rank and bool(head.stems & body.stems)
    )


def both_parties_meet(a: Telling, b: Telling) -> bool:
    """Both tell by name who did it, and to whom, and they are the same."""
    ours, theirs = ([_named(t, role) for role in ("actor", "recipient")] for t in (a, b))
    straight = all(_meet(a, o, t) for o, t in zip(ours, theirs, strict=True))
    return straight or all(_meet(a, o, t) for o, t in zip(ours, reversed(theirs), strict=True))


def _told_alike(a: Telling, b: Telling) -> bool:
    return bool(a.stems & b.stems or a.families & b.families)


def _parties_apart(a: Telling, b: Telling) -> bool:
    """Both name who did it, or to whom, and they are not the same; "A met B" and "B met A" are."""
    for role, other in (("actor", "recipient"), ("recipient", "actor")):
        ours, theirs = _named(a, role), _named(b, role)
        if ours and theirs and not _meet(a, ours, theirs) and not _meet(a, ours, _named(b, other)):
            return True
    return False


def _named(telling: Telling, role: str) -> frozenset[str]:
    """Who has a name; "at least 500 people" may be anybody."""
    return frozenset(actor for actor in telling.of_role(role) if telling.kin.named(actor) and _has_name(telling, actor))


def _has_name(telling: Telling, actor: str) -> bool:
    first = telling.kin.names.get(actor, actor)[:1]
    return not first.isdigit() and (first.isupper() or actor not in telling.kin.names)


def _meet(telling: Telling, ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(telling.kin.match(ours, theirs) or telling.kin.match(theirs, ours))


def _beside_trigger(telling: Telling, material: Material) -> str:
    extent, trigger = telling.mention.extent, telling.mention.trigger
    text = material.around.texts[extent.document]
    return f"{text[extent.start : max(extent.start, trigger.start)]} {text[trigger.end : extent.end]}"
