"""Count an event's origins anew under what a reader chooses to assume."""

from dataclasses import replace

from dragoman.datamodel import Event, Linked, Record
from dragoman.linking.kinship import find_kin
from dragoman.linking.told import read_tellings
from dragoman.resources import Resources
from dragoman.weighing.agencies import find_wires
from dragoman.weighing.descriptions import make_source_words
from dragoman.weighing.independence import count_independent
from dragoman.weighing.joins import Assumptions
from dragoman.weighing.material import Material, Surroundings
from dragoman.weighing.weigh import make_ground


def recount(event: Event, record: Record, resources: Resources, assumptions: Assumptions) -> Event:
    """The event with its origins and bounds as they are if one assumes so; all else stays as the record has it."""
    texts = {d.id: d.text for d in record.documents}
    locals_ = (actor for reading in record.readings for actor in reading.actors)
    kin = find_kin(record.actors, locals_, resources.gazetteer.entries, resources.scoring.state_arms)
    linked = Linked(record.reports, record.readings, record.actors, record.reuse, record.shared_wording, ())
    said = {a.id: a for reading in record.readings for a in reading.attributions}
    around = Surroundings(
        reports={r.id: r for r in record.reports},
        texts=texts,
        actors={a.id: a for a in record.actors},
        attributions=said,
        chains={key: a.hops for key, a in said.items()},
        shared_wording=record.shared_wording,
        kin=kin,
        words=resources.weighing_words,
        known=make_source_words(resources.attribution, resources.weighing_words),
        wires=find_wires(record.reports, texts, record.reuse, resources.outlets),
        reuse=record.reuse,
    )
    tellings = {t.id: t for t in read_tellings(linked, texts, kin, resources)}
    material = Material(tuple(tellings[m] for m in event.mentions), around)
    parties = frozenset(p.actor for p in event.participants)
    ground = replace(make_ground(linked, texts, kin, resources), parties=parties)
    origins, bounds = count_independent(material.claims(), ground, assumptions)
    return replace(event, origins=origins, independent_origins=bounds)
