"""What reports call the actors: in the outlet's own voice, and in the words of those it quotes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.datamodel import Label, Report
from dragoman.presenting.views import Passage, RecordView


@dataclass(frozen=True, slots=True)
class Called:
    """A label, where it first stands and how often it is used."""

    label: str
    passage: Passage
    times: int


@dataclass(frozen=True, slots=True)
class Naming:
    """What one outlet calls one actor."""

    actor: str
    outlet: str
    own: tuple[Called, ...]
    quoted: tuple[Called, ...]


def find_naming(view: RecordView, reports: Iterable[Report]) -> tuple[Naming, ...]:
    """By actor, then outlet."""
    used: dict[tuple[str, str], dict[str, dict[str, list[Label]]]] = {}
    for report in reports:
        reading = view.readings.get(report.id)
        for label in reading.labels if reading else ():
            voices = used.setdefault((view.actor_name(label.actor), view.outlet_name(report)), {})
            voices.setdefault(label.voice, {}).setdefault(" ".join(label.label.split()), []).append(label)
    return tuple(
        Naming(actor, outlet, _called(view, voices.get("outlet", {})), _called(view, voices.get("quoted", {})))
        for (actor, outlet), voices in sorted(used.items())
    )


def _called(view: RecordView, labels: Mapping[str, list[Label]]) -> tuple[Called, ...]:
    found = [Called(words, next(iter(view.passages((same[0].span,)))), len(same)) for words, same in labels.items()]
    return tuple(sorted(found, key=lambda c: (-c.times, c.label)))
