"""Readings to the record: link, weigh, and lay out what the store keeps of it."""

from dataclasses import replace

from dragoman.datamodel import (
    Document,
    Linked,
    Reading,
    Record,
)
from dragoman.linking.link import link
from dragoman.linking.parcels import CompareParcels
from dragoman.record.judgements import kept_judgements
from dragoman.record.lazily import linking_inputs
from dragoman.record.loading import rank_events, rank_stories
from dragoman.record.remembering import remembering
from dragoman.record.store import Store
from dragoman.resources import Resources
from dragoman.weighing.joins import Assumptions
from dragoman.weighing.weigh import Weighed, weigh


def assemble(
    store: Store, resources: Resources, assumptions: Assumptions, elsewhere: CompareParcels | None = None
) -> tuple[Record, Linked]:
    """The whole record from what is kept; the same content gives the same record, in whatever order it was read.

    Beside it what was linked. `elsewhere` is where mentions are compared, if not here.
    """
    reports, texts, readings = linking_inputs(store)
    linked = link(reports, texts, readings, resources, kept_judgements(store), elsewhere)
    encoder = remembering(store, resources)
    weighed = weigh(linked, texts, assumptions, resources, encoder)
    if encoder:
        encoder.keep()
    return _record(tuple(store.documents()), linked, weighed, store), linked


def _record(documents: tuple[Document, ...], linked: Linked, weighed: Weighed, store: Store) -> Record:
    return Record(
        documents=documents,
        reports=linked.reports,
        readings=_with_chains(linked, weighed),
        actors=linked.actors,
        events=rank_events(weighed.events),
        stories=rank_stories(weighed.stories),
        discrepancies=weighed.discrepancies,
        reuse=linked.reuse,
        shared_wording=linked.shared_wording,
        problems=store.problems(),
        alterations=weighed.alterations,
    )


def _with_chains(linked: Linked, weighed: Weighed) -> tuple[Reading, ...]:
    """The readings with each attribution's whole chain: those that hold it, the credited wire, its own hops."""
    return tuple(
        replace(reading, attributions=tuple(replace(a, hops=weighed.chains[a.id]) for a in reading.attributions))
        for reading in linked.readings
    )
