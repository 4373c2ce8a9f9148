"""Readings with the ids of the record: local actors become global ones, times are read by the dates of the reports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.datamodel import Actor, Attribution, EventMention, Hop, Reading, Report
from dragoman.linking.on_demand import OnDemand
from dragoman.reading.times import resolve_time


class GlobalReadings(OnDemand[Reading]):
    """The readings in the record's terms, each made when it is asked for."""

    def __init__(self, readings: Sequence[Reading], reports: Mapping[str, Report], ids: Mapping[str, str]) -> None:
        self._readings, self._reports, self._ids = readings, reports, ids

    def make(self, at: int) -> Reading:
        """The reading at a place."""
        return self._of(self._readings[at])

    def __len__(self) -> int:
        return len(self._readings)

    def __iter__(self) -> Iterator[Reading]:
        return map(self._of, self._readings)

    def _of(self, reading: Reading) -> Reading:
        return globalise(reading, self._reports[reading.report], self._ids)


def globalise(reading: Reading, report: Report, ids: Mapping[str, str]) -> Reading:
    """The reading in the record's terms; `ids` leads from local actors to global ones."""
    return replace(
        reading,
        mentions=tuple(replace(m, actor=ids.get(m.actor, m.actor)) for m in reading.mentions),
        attributions=tuple(_attribution(a, ids) for a in reading.attributions),
        events=tuple(_event(e, report, ids) for e in reading.events),
        ties=tuple(replace(t, a=ids.get(t.a, t.a), b=ids.get(t.b, t.b)) for t in reading.ties),
        labels=tuple(replace(x, actor=ids.get(x.actor, x.actor)) for x in reading.labels),
    )


def global_ids(actors: Iterable[Actor]) -> dict[str, str]:
    """From each local actor to the actor that it is part of."""
    return {member: actor.id for actor in actors for member in actor.members}


def _attribution(attribution: Attribution, ids: Mapping[str, str]) -> Attribution:
    return replace(attribution, hops=tuple(_hop(h, ids) for h in attribution.hops))


def _hop(hop: Hop, ids: Mapping[str, str]) -> Hop:
    return hop if hop.actor is None else replace(hop, actor=ids.get(hop.actor, hop.actor))


def _event(event: EventMention, report: Report, ids: Mapping[str, str]) -> EventMention:
    """An event with its time as the report's date, better known now, makes it."""
    time = resolve_time(event.when, report.published) if event.when is not None else event.time
    participants = tuple(replace(p, actor=ids.get(p.actor, p.actor)) for p in event.participants)
    return replace(event, participants=participants, time=time)
