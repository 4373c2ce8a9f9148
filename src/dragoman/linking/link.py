"""Link the readings of many reports: shared text, dates, copies, actors, events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.datamodel import Judgements, Linked, Reading, Report
from dragoman.linking.actors import resolve_actors
from dragoman.linking.alike import AlikeReports, find_alike
from dragoman.linking.bystanders import with_actors
from dragoman.linking.clustering import cluster
from dragoman.linking.contexts import Lexis, Weigher, read_context
from dragoman.linking.dating import refine_dates
from dragoman.linking.echoes import read_sentence
from dragoman.linking.globalising import global_ids, globalise
from dragoman.linking.judging import judge_clusters
from dragoman.linking.kinship import Kin, find_kin
from dragoman.linking.rarity import find_rare, gather_stems
from dragoman.linking.reference import find_references
from dragoman.linking.reuse import find_reuse, mark_copies
from dragoman.linking.tellings import Telling, read_telling
from dragoman.linking.wording import find_shared_wording
from dragoman.resources import Resources


def link(
    reports: Sequence[Report],
    texts: Mapping[str, str],
    readings: Sequence[Reading],
    resources: Resources,
    judgements: Judgements | None = None,
) -> Linked:
    """All readings together; the same content and judgements give the same links, in whatever order reports come."""
    judgements = judgements or Judgements()
    linked, tellings = prepare(reports, texts, readings, resources, judgements)
    order = {t.id: (t.mention.report, t.mention.trigger.start, t.id) for t in tellings}
    clusters = judge_clusters(cluster(tellings, resources.scoring.events), order, judgements.decided)
    return replace(linked, clusters=clusters, stems=gather_stems(tellings))


def prepare(
    reports: Sequence[Report],
    texts: Mapping[str, str],
    readings: Sequence[Reading],
    resources: Resources,
    judgements: Judgements,
) -> tuple[Linked, tuple[Telling, ...]]:
    """All that is linked but events, and every event mention, made ready to be compared with the others."""
    reports = sorted(reports, key=lambda r: r.id)
    readings = sorted(readings, key=lambda r: r.report)
    wires = {outlet.key for outlet in resources.outlets.outlets if outlet.is_wire}

    shared = find_shared_wording(reports, texts)
    dated = refine_dates(reports, texts, readings, shared, resources.dating, resources.outlets)
    reuse = find_reuse(dated, texts, wires)
    marked = {r.id: r for r in mark_copies(dated, reuse)}
    actors = resolve_actors(readings, resources.gazetteer, judgements)
    ids = global_ids(actors)
    known = tuple(globalise(reading, marked[reading.report], ids) for reading in readings)
    linked = Linked(tuple(marked.values()), known, actors, reuse, shared, clusters=())

    alike = find_alike(linked.reports, texts, resources.scoring.stories, resources.word_rates)
    told = read_tellings(linked, texts, find_linked_kin(linked, resources), resources)
    rare = find_rare(told, alike.near, resources.linking_words.usual_stems)
    tellings = [
        replace(t, like=alike.near[r], likest=alike.nearest[r], rare=t.stems & rare[r])
        for t in told
        for r in (t.mention.report,)
    ]
    seen = with_contexts(tellings, linked, texts, alike, resources)
    return linked, tuple(find_references(seen, resources.scoring.events))


def with_contexts(
    tellings: Iterable[Telling], linked: Linked, texts: Mapping[str, str], alike: AlikeReports, resources: Resources
) -> Iterator[Telling]:
    """The tellings with what the learned likeness sees of each; as they were where there is no model."""
    model = resources.coreference
    if model is None:
        yield from tellings
        return
    reports = {r.id: r for r in linked.reports}
    lexis, weigher = Lexis.of(resources), Weigher(model, alike.of)
    for telling in tellings:
        report = reports[telling.mention.report]
        context = read_context(telling.mention, report, texts[report.document], lexis)
        yield replace(telling, contexts=(context,), weigher=weigher)


def find_linked_kin(linked: Linked, resources: Resources) -> Kin:
    """Whom each actor of the record belongs to."""
    locals_ = (actor for reading in linked.readings for actor in reading.actors)
    return find_kin(linked.actors, locals_, resources.gazetteer.entries, resources.scoring.state_arms)


def read_tellings(linked: Linked, texts: Mapping[str, str], kin: Kin, resources: Resources) -> tuple[Telling, ...]:
    """Every event mention, made ready to be compared."""
    reports = {r.id: r for r in linked.reports}
    return tuple(
        replace(
            read_telling(event, reports[reading.report], texts, kin, resources.linking_words, near),
            around=around - kin.media,
            sentences=read_sentence(event, text),
        )
        for reading in linked.readings
        for text in (texts[reports[reading.report].document],)
        for event, near, around in with_actors(reading, text)
    )
