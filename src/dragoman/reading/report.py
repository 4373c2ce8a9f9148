"""One report to its reading: the readers of each subject, in the order in which they build on each other."""

from dragoman.datamodel import Problem, Reading, Report
from dragoman.reading.actors.finding import find_actors
from dragoman.reading.actors.labels import find_labels
from dragoman.reading.actors.ties import find_ties
from dragoman.reading.attribution.describing import describe_sources
from dragoman.reading.attribution.finding import find_attributions
from dragoman.reading.attribution.introducing import name_introduced
from dragoman.reading.attribution.media import name_media_alike
from dragoman.reading.events.finding import find_events
from dragoman.reading.parsing import parse_report
from dragoman.reading.places import find_places
from dragoman.reading.quantities import find_quantities
from dragoman.reading.senses import with_senses
from dragoman.reading.tagging.signs import find_unread
from dragoman.reading.times import find_times
from dragoman.resources import Resources

READERS = frozenset({"en"})


def read_report(report: Report, text: str, resources: Resources) -> Reading:
    """All that the report says, seen alone; one in a language without a reader is left unread, and says so."""
    if report.language not in READERS:
        return _unread(report)
    parsed = parse_report(report, text, resources.nlp)
    index = find_actors(parsed, resources.gazetteer, resources.actors, resources.places)
    tagger, encoder = resources.attribution_tagger, resources.sense_encoder
    attributions = find_attributions(parsed, index, resources.attribution, resources.outlets, tagger=tagger)
    attributions = name_media_alike(attributions, resources.outlets)
    attributions = name_introduced(attributions, parsed)
    attributions = describe_sources(attributions, parsed, resources.gazetteer, resources.actors)
    times = find_times(parsed, resources.times)
    places = find_places(parsed, resources.places)
    quantities = find_quantities(parsed, resources.quantities)
    events = find_events(parsed, index, attributions, times, places, quantities, resources.events)
    return Reading(
        report=report.id,
        actors=tuple(index.actors.values()),
        mentions=index.mentions,
        attributions=attributions,
        events=with_senses(events, report, text, encoder) if encoder else events,
        ties=find_ties(parsed, index, attributions, resources.actors),
        labels=find_labels(parsed, index, attributions, resources.actors),
        problems=find_unread(parsed),
    )


def _unread(report: Report) -> Reading:
    language = report.language or "unknown"
    problem = Problem(
        input=report.document,
        stage="reading",
        what=f"no reader for this language ({language}): the report is kept but not read",
        where=report.headline,
    )
    return Reading(report.id, (), (), (), (), (), (), (problem,))
