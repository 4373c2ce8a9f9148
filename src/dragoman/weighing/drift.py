"""One number or date through the reports, with whose each value is."""

from collections.abc import Iterable, Iterator

from dragoman.datamodel import Alteration, Quantity, Step
from dragoman.linking.tellings import Telling
from dragoman.weighing.alteration_steps import make_alteration, make_step
from dragoman.weighing.material import Material

_ONE_THING = 2.5  # times as much: what differs by more counts another thing


def drifting_numbers(material: Material) -> Iterator[Alteration]:
    """ "ten miners hurt" on Monday (Post), "twelve miners hurt" on Tuesday (Gazette)."""
    told: dict[tuple[str, str], list[tuple[Telling, Quantity]]] = {}
    for telling in material.tellings:
        for quantity in telling.mention.quantities:
            if quantity.value and quantity.what:
                counted = _last_word(material.around.quote(quantity.span))
                told.setdefault((quantity.what.casefold(), f"{quantity.unit} {counted}"), []).append(
                    (telling, quantity)
                )
    for (what, _), rows in sorted(told.items(), key=lambda item: item[0]):
        sizes = [q.value or 0.0 for _, q in rows]
        near = max(sizes) <= _ONE_THING * min(sizes)
        if near and _one_a_report((t.mention.report, q.value) for t, q in rows):
            values = [(t, " ".join(material.around.quote(q.span).split())) for t, q in rows]
            yield from _tell_drift(what, _in_order(values, material))


def drifting_days(material: Material) -> Iterator[Alteration]:
    """One day through the reports."""
    rows = []
    for telling in material.tellings:
        time = telling.mention.time
        if time and time.earliest and time.latest and time.earliest[:10] == time.latest[:10] and telling.mention.when:
            rows.append((telling, time.earliest[:10]))
    if _one_a_report((t.mention.report, d) for t, d in rows):
        yield from _tell_drift("the day", _in_order(rows, material))


def _last_word(words: str) -> str:
    """What is counted, as a report words it: "ten miners" counts miners, "at least ten" leaves it open."""
    last = words.rsplit(maxsplit=1)[-1].casefold() if words.split() else ""
    return last if last.isalpha() else ""


def _one_a_report(rows: Iterable[tuple[str, object]]) -> bool:
    """True where no report gives two values: then it counts one thing, and the reports differ."""
    values = set(rows)
    return len({value for _, value in values}) > 1 and len({report for report, _ in values}) == len(values)


def _in_order(rows: Iterable[tuple[Telling, str]], material: Material) -> tuple[Step, ...]:
    """One step a report, by the day on which it ran; none where a day is not known, or all ran on one day."""
    first: dict[str, Step] = {}
    for telling, value in sorted(rows, key=lambda row: row[0].mention.trigger.start):
        first.setdefault(telling.mention.report, make_step(material, telling, value))
    days = {s.day for s in first.values()}
    if None in days or len(days) < 2 or len({s.value for s in first.values()}) < 2:
        return ()
    return tuple(sorted(first.values(), key=lambda s: (s.day or "", s.report)))


def _tell_drift(what: str, steps: tuple[Step, ...]) -> Iterator[Alteration]:
    if steps:
        parts = [f"{s.value} ({s.outlet}{', ' + s.source if s.source else ''}, {s.day})" for s in steps]
        yield make_alteration("drift", steps, f"Through the reports, {what}: {'; '.join(parts)}.")
