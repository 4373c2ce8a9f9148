"""Link the readings of many reports: shared text, dates, copies, actors, events."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace

from dragoman.datamodel import Judgements, Linked, Reading, Report
from dragoman.linking.actors import resolve_actors
from dragoman.linking.alike import find_alike
from dragoman.linking.clustering import join_reports
from dragoman.linking.dating import refine_dates
from dragoman.linking.globalising import GlobalReadings, global_ids
from dragoman.linking.judging import judge_clusters
from dragoman.linking.kept_words import keep_words
from dragoman.linking.on_demand import OnDemand
from dragoman.linking.parcels import CompareParcels
from dragoman.linking.rarity import find_rare, list_stems
from dragoman.linking.reuse import find_reuse, mark_copies
from dragoman.linking.shelf import Shelf
from dragoman.linking.tellings import Telling, stems_of
from dragoman.linking.told import Told, find_common
from dragoman.linking.within import gather_reports
from dragoman.linking.wording import share_wording
from dragoman.resources import Resources
from dragoman.resources.linking import LinkingWords
from dragoman.resources.settling import seldom_collecting

IN_MEMORY = 20_000  # reports; of more, readings and texts are read when asked for, and mentions lie on disk meanwhile


@seldom_collecting()
def link(
    reports: Sequence[Report],
    texts: Mapping[str, str],
    readings: Sequence[Reading],
    resources: Resources,
    judgements: Judgements | None = None,
    elsewhere: CompareParcels | None = None,
) -> Linked:
    """All readings together; the same content and judgements give the same links, in whatever order reports come.

    `elsewhere` is where mentions are compared, if not in this process: the links are the same.
    """
    judgements = judgements or Judgements()
    linked, told = prepare(reports, texts, readings, resources, judgements)
    held: MutableMapping[str, Telling] = Shelf(told.common) if len(reports) > IN_MEMORY else {}
    scoring = resources.scoring.events
    events = gather_reports(told, scoring, held)
    clusters = join_reports(events, scoring, elsewhere)
    judged = judge_clusters(clusters, events.order, judgements.decided)
    return replace(linked, clusters=judged, crowded=events.crowded)


def prepare(
    reports: Sequence[Report],
    texts: Mapping[str, str],
    readings: Sequence[Reading],
    resources: Resources,
    judgements: Judgements,
) -> tuple[Linked, Told]:
    """All that is linked but events, and every event mention, made ready to be compared with the others."""
    reports = sorted(reports, key=lambda r: r.id)
    readings = _in_order(readings)
    wires = {outlet.key for outlet in resources.outlets.outlets if outlet.is_wire}

    words = keep_words(reports, texts)
    shared = share_wording(words, texts)
    dated = refine_dates(reports, texts, readings, shared, resources.dating, resources.outlets)
    reuse = find_reuse(dated, texts, wires, words)
    del words  # a large record's are many
    marked = {r.id: r for r in mark_copies(dated, reuse)}
    actors = resolve_actors(readings, resources.gazetteer, judgements)
    known: Sequence[Reading] = GlobalReadings(readings, marked, global_ids(actors))
    known = known if len(reports) > IN_MEMORY else tuple(known)
    linked = Linked(tuple(marked.values()), known, actors, reuse, shared, clusters=())

    alike = find_alike(linked.reports, texts, resources.scoring.stories, resources.word_rates)
    lexicon = resources.linking_words
    stems = {r.report: _stems(r, texts[marked[r.report].document], lexicon) for r in readings if r.events}
    rare = find_rare(stems, alike.near, lexicon.usual_stems)
    common = find_common(replace(linked, readings=readings), alike, resources)
    told = Told(linked, texts, resources, rare, common)
    return replace(linked, stems=list_stems(stems, rare)), told


def _in_order(readings: Sequence[Reading]) -> Sequence[Reading]:
    """By report; those that are made on demand come so, and are not all held."""
    return readings if isinstance(readings, OnDemand) else sorted(readings, key=lambda r: r.report)


def _stems(reading: Reading, text: str, lexicon: LinkingWords) -> frozenset[str]:
    """The words by which a report tells its events."""
    return frozenset(stem for event in reading.events for stem in stems_of(event, text, lexicon))
