"""Every event mention of a record, made ready to be compared with the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dragoman.datamodel import Linked, Reading, Report
from dragoman.linking.alike import AlikeReports
from dragoman.linking.bystanders import with_actors
from dragoman.linking.contexts import Lexis, Weigher, read_context
from dragoman.linking.echoes import read_sentence
from dragoman.linking.kinship import Kin, find_kin
from dragoman.linking.reference import find_references
from dragoman.linking.shelf import Common
from dragoman.linking.tellings import Telling, read_telling
from dragoman.resources import Resources

_TOGETHER = 256  # reports whose mentions are compared with each other in one go


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The mentions of all readings, some reports at a time, made anew whenever they are walked through."""

    linked: Linked
    texts: Mapping[str, str]
    resources: Resources
    rare: Mapping[str, frozenset[str]]
    common: Common

    def __iter__(self) -> Iterator[tuple[Telling, ...]]:
        reports = {r.id: r for r in self.linked.reports}
        lexis, readings = Lexis.of(self.resources), self.linked.readings
        for at in range(0, len(readings), _TOGETHER):
            told = (t for r in readings[at : at + _TOGETHER] for t in self._make_ready(r, reports[r.report], lexis))
            yield find_references(told, self.resources.scoring.events)

    def _make_ready(self, reading: Reading, report: Report, lexis: Lexis) -> Iterator[Telling]:
        near, nearest, rare = self.common.near[report.id], self.common.nearest[report.id], self.rare[report.id]
        weigher, text = self.common.weigher, self.texts[report.document]
        for telling, more in _tell(reading, report, self.texts, self.common.kin, self.resources):
            yield replace(
                telling,
                **more,
                like=near,
                likest=nearest,
                rare=telling.stems & rare,
                contexts=(read_context(telling.mention, report, text, lexis),) if weigher else (),
                weigher=weigher,
            )


def find_common(linked: Linked, alike: AlikeReports, resources: Resources) -> Common:
    """What all mentions of the record have in common."""
    model = resources.coreference
    weigher = Weigher(model, alike.of) if model else None
    return Common(find_linked_kin(linked, resources), weigher, alike.near, alike.nearest)


def find_linked_kin(linked: Linked, resources: Resources) -> Kin:
    """Whom each actor of the record belongs to."""
    locals_ = (actor for reading in linked.readings for actor in reading.actors)
    return find_kin(linked.actors, locals_, resources.gazetteer.entries, resources.scoring.state_arms)


def read_tellings(linked: Linked, texts: Mapping[str, str], kin: Kin, resources: Resources) -> tuple[Telling, ...]:
    """Every event mention by itself, in the order of the readings."""
    reports = {r.id: r for r in linked.reports}
    told = (_tell(reading, reports[reading.report], texts, kin, resources) for reading in linked.readings)
    return tuple(replace(telling, **more) for of_one in told for telling, more in of_one)


def _tell(
    reading: Reading, report: Report, texts: Mapping[str, str], kin: Kin, resources: Resources
) -> Iterator[tuple[Telling, dict[str, Any]]]:
    """The event mentions of one reading, each by itself, and what its sentence tells beside."""
    text = texts[report.document]
    for event, near, around in with_actors(reading, text):
        telling = read_telling(event, report, texts, kin, resources.linking_words, near)
        yield telling, {"around": around - kin.media, "sentences": read_sentence(event, text)}
