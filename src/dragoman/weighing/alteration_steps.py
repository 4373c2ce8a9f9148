"""The steps by which a claim went from report to report, and the record made of them."""

from dragoman.datamodel import Alteration, Report, Step, content_id
from dragoman.linking.tellings import Telling
from dragoman.weighing.material import Material, chains_of


def make_alteration(what: str, steps: tuple[Step, ...], explanation: str, event: str | None = None) -> Alteration:
    """An alteration with the id that its content gives it."""
    key = content_id("alteration", what, event, *((s.span, s.value) for s in steps))
    return Alteration(key, what, event, steps, explanation)  # type: ignore[arg-type]


def day_of(report: Report) -> str | None:
    """The day on which a report ran, where it is known to the day."""
    low, high = report.published.earliest, report.published.latest
    return low[:10] if low and high and low[:10] == high[:10] else None


def make_step(material: Material, telling: Telling, value: str) -> Step:
    """What one telling makes of it (`value`), where and on whose word."""
    mention, around = telling.mention, material.around
    report = around.reports[mention.report]
    source = next((c[-1].name for c in chains_of(mention, around) if c), None)
    span = mention.sentence or mention.extent
    return Step(mention.report, around.outlet(mention.report), day_of(report), source, value, span)
