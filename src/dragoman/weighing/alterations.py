"""What became of an event's claims from report to report: hardened, cited in vain, corrected late, drifting."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from dragoman.datamodel import Alteration, EventMention, Report
from dragoman.linking.tellings import Telling
from dragoman.weighing.alteration_steps import day_of, make_alteration, make_step
from dragoman.weighing.claims import fold_source
from dragoman.weighing.differences.certainty import is_flat, is_hedged
from dragoman.weighing.drift import drifting_days, drifting_numbers
from dragoman.weighing.material import Material, chains_of

_FLAT = ("happened", "ongoing")
_UNDONE = ("denied", "called-off")
_FURTHEST = 3  # days after which a flat telling may rest on what has happened since


def find_alterations(event: str, material: Material) -> tuple[Alteration, ...]:
    """Every alteration of one event, each with its steps in the order in which the reports ran."""
    finders: tuple[Callable[[Material], Iterator[Alteration]], ...] = (
        _hardened,
        _dangling,
        _late,
        drifting_numbers,
        drifting_days,
    )
    return tuple(_of_event(event, a) for finder in finders for a in finder(material))


def _of_event(event: str, found: Alteration) -> Alteration:
    return make_alteration(found.what, found.steps, found.explanation, event)


def _by_report(tellings: Iterable[Telling]) -> dict[str, list[Telling]]:
    found: dict[str, list[Telling]] = {}
    for telling in sorted(tellings, key=lambda t: (t.mention.report, t.mention.trigger.start)):
        found.setdefault(telling.mention.report, []).append(telling)
    return found


def _ran_after(later: Report, earlier: Report) -> bool:
    """True where the dates leave no doubt of the order."""
    low, high = later.published.earliest, earlier.published.latest
    return bool(low and high and low[:10] > high[:10])


def _within_days(later: Report, earlier: Report) -> bool:
    low, high = earlier.published.earliest, later.published.latest
    return bool(low and high) and (date.fromisoformat(high[:10]) - date.fromisoformat(low[:10])).days <= _FURTHEST  # type: ignore[index]


def _shows_source(mention: EventMention, material: Material) -> bool:
    return any(c and not c[-1].medium for c in chains_of(mention, material.around))


def _hardened(material: Material) -> Iterator[Alteration]:
    """ "may have sunk, officials say" in one report, "sank" without a source in one that copied it or came after."""
    reports = _by_report(material.tellings)
    unsure = {key: next((t for t in told if _is_unsure(t, material)), None) for key, told in reports.items()}
    for key, told in reports.items():
        flat = [t for t in told if t.rank and is_flat(t, material)]
        if not flat or any(is_hedged(t, material) or _shows_source(t.mention, material) for t in told):
            continue
        before = (first for other, first in unsure.items() if first and _is_downstream(key, other, material))
        first = next(before, None)
        if first is not None:
            steps = (make_step(material, first, "possible"), make_step(material, flat[0], "told flatly"))
            source = f", on the word of {steps[0].source}" if steps[0].source else ""
            text = f"{steps[0].outlet} tells it as possible{source}; {steps[1].outlet} tells it as a fact"
            yield make_alteration("hardened", steps, f"{text}, and shows no source.")


def _is_downstream(later: str, earlier: str, material: Material) -> bool:
    """True where the later report ran within days of the other, or shares its text and did not run before it."""
    if later == earlier:
        return False
    a, b = material.around.reports[earlier], material.around.reports[later]
    if _ran_after(b, a):
        return _within_days(b, a)
    pairs = {frozenset((r.a, r.b)) for r in material.around.reuse}
    return frozenset((later, earlier)) in pairs and not _ran_after(a, b)


def _is_unsure(telling: Telling, material: Material) -> bool:
    """Told as suspected, or as possible, on somebody's word."""
    return bool(telling.rank) and is_hedged(telling, material) and _shows_source(telling.mention, material)


def _dangling(material: Material) -> Iterator[Alteration]:
    """A cites B, and B's report of the event in the record ran later, or says that it did not happen."""
    reports = _by_report(material.tellings)
    outlets: dict[str, list[str]] = {}
    for key in reports:
        outlets.setdefault(fold_source(material.around.outlet(key)), []).append(key)
    for key, told in reports.items():
        for telling in told:
            media = {fold_source(h.name) for c in chains_of(telling.mention, material.around) for h in c if h.medium}
            for cited in sorted(media & outlets.keys()):
                found = _cited_in_vain(material, telling, [reports[k] for k in outlets[cited] if k != key])
                if found is not None:
                    yield found


def _cited_in_vain(material: Material, telling: Telling, theirs: list[list[Telling]]) -> Alteration | None:
    """What is wrong with a citation, where something is."""
    around, mention = material.around, telling.mention
    if not theirs:
        return None
    first = theirs[0][0]
    cites = f"{around.outlet(mention.report)} cites {around.outlet(first.mention.report)}, whose report in the record"
    if all(_ran_after(around.reports[t[0].mention.report], around.reports[mention.report]) for t in theirs):
        steps = (make_step(material, telling, "cites it"), make_step(material, first, "ran later"))
        return make_alteration("dangling", steps, f"{cites} ran later.")
    if mention.status in _FLAT and all(material.is_denied(t) for told in theirs for t in told):
        steps = (make_step(material, telling, mention.status), make_step(material, first, "denied"))
        return make_alteration("dangling", steps, f"{cites} says that it did not happen.")
    return None


def _late(material: Material) -> Iterator[Alteration]:
    """After a denial: which later reports give it, and which tell the event as if nothing had been said."""
    reports = _by_report(material.tellings)
    days = {key: day_of(material.around.reports[key]) for key in reports}
    denials = {key: next((t for t in told if _undoes(t, material)), None) for key, told in reports.items()}
    first = (
        min((d, k) for k, d in days.items() if d and denials[k]) if any(days[k] and denials[k] for k in days) else None
    )
    if first is None:
        return
    after = sorted((d, k) for k, d in days.items() if d and d > first[0])
    silent = [k for _, k in after if denials[k] is None and any(t.mention.status in _FLAT for t in reports[k])]
    denial = denials[first[1]]
    if not silent or denial is None:
        return
    steps = [make_step(material, denial, denial.mention.status)]
    for _, key in after:
        later = denials[key]
        if later is not None or key in silent:
            shown = later or next(t for t in reports[key] if t.mention.status in _FLAT)
            steps.append(make_step(material, shown, "gives the denial" if later else "does not give the denial"))
    missing = [f"{s.outlet} ({s.day})" for s in steps[1:] if s.value.startswith("does not")]
    given = [f"{s.outlet} ({s.day})" for s in steps[1:] if s.value.startswith("gives")]
    follow = f"; {' and '.join(given)} followed" if given else ""
    text = f"{steps[0].outlet} gave a denial on {first[0]}{follow}; {' and '.join(missing)} tell it without the denial."
    yield make_alteration("late", tuple(steps), text)


def _undoes(telling: Telling, material: Material) -> bool:
    return material.is_denied(telling) or telling.mention.status == "called-off"
