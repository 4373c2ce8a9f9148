"""One report to its reading: the readers of each subject, in the order in which they build on each other."""

from dragoman.datamodel import Attribution, Problem, Reading, Report
from dragoman.reading.actors.finding import find_actors
from dragoman.reading.actors.index import ActorIndex
from dragoman.reading.actors.labels import find_labels
from dragoman.reading.actors.ties import find_ties
from dragoman.reading.attribution.describing import describe_sources
from dragoman.reading.attribution.finding import find_attributions
from dragoman.reading.attribution.introducing import name_introduced
from dragoman.reading.attribution.media import name_media_alike
from dragoman.reading.events.finding import find_events
from dragoman.reading.parsing import ParsedReport, parse_report
from dragoman.reading.places import find_places
from dragoman.reading.quantities import find_quantities
from dragoman.reading.senses import with_senses
from dragoman.reading.tagging.signs import find_unread
from dragoman.reading.tagging.windowing import WindowReader
from dragoman.reading.times import find_times
from dragoman.resources import Resources
from dragoman.resources.profiling import count_tokens, timed

READERS = frozenset({"en"})


def read_report(report: Report, text: str, resources: Resources) -> Reading:
    """All that the report says, seen alone; what cannot be read (its language, a paragraph without end) says so."""
    if report.language not in READERS:
        what = f"no reader for this language ({report.language or 'unknown'}): the report is kept but not read"
        return _unread(report, what, "English alone is read")
    longest, most = max((b.end - b.start for b in report.blocks), default=0), resources.nlp.max_length
    if longest > most:
        what = f"a paragraph of {longest:,} characters, more than {most:,}: the report is kept but not read"
        return _unread(report, what, "break it into paragraphs, or its reports into files")
    parsed = timed("parse", parse_report, report, text, resources.nlp)
    count_tokens(sum(len(block.doc) for block in parsed.blocks))
    index = timed("actors", find_actors, parsed, resources.gazetteer, resources.actors, resources.places)
    network = resources.window_network
    windows = timed("windows", WindowReader.of, parsed, network) if network else None
    attributions = timed("attributions", _read_attributions, parsed, index, resources, windows)
    times = timed("times", find_times, parsed, resources.times)
    places = timed("places", find_places, parsed, resources.places)
    quantities = timed("quantities", find_quantities, parsed, resources.quantities)
    events = timed("events", find_events, parsed, index, attributions, times, places, quantities, resources.events)
    return Reading(
        report=report.id,
        actors=tuple(index.actors.values()),
        mentions=index.mentions,
        attributions=attributions,
        events=timed("senses", with_senses, events, windows) if windows else events,
        ties=timed("ties", find_ties, parsed, index, attributions, resources.actors),
        labels=timed("labels", find_labels, parsed, index, attributions, resources.actors),
        problems=find_unread(parsed),
    )


def _read_attributions(
    parsed: ParsedReport, index: ActorIndex, resources: Resources, windows: WindowReader | None
) -> tuple[Attribution, ...]:
    found = find_attributions(parsed, index, resources.attribution, resources.outlets, windows=windows)
    found = name_introduced(name_media_alike(found, resources.outlets), parsed)
    return describe_sources(found, parsed, resources.gazetteer, resources.actors)


def _unread(report: Report, what: str, remedy: str) -> Reading:
    problem = Problem(report.document, "reading", what, report.headline, remedy)
    return Reading(report.id, (), (), (), (), (), (), (problem,))
