"""What stands behind an event or a story, in one sentence."""

from collections.abc import Sequence

from dragoman.datamodel import Event, Hop, Origin, Report, Story
from dragoman.presenting.printable import clean
from dragoman.presenting.views import RecordView, name_hop
from dragoman.weighing.leading import LONGEST

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MOST_NAMES = 3
STATE_WORDS: dict[str, str] = {
    "happened": "Reported as having happened",
    "ongoing": "Reported as going on",
    "planned": "Reported as planned",
    "called-off": "Reported as called off",
    "possible": "Reported as possible, not as a fact",
    "denied": "Reported as denied",
    "did not happen": "Reported as not having happened",
}


def summarise(event: Event) -> str:
    """`Reported as having happened: 2 of 5 reports rest on the same two unnamed officials: between 1 and 2 …`."""
    count = len(event.reports)
    start = STATE_WORDS[event.state]
    if event.independent_origins.at_most == 0:
        return f"{start}. Nobody says that it happened; it is denied by {', '.join(event.deniers)}."
    if not event.origins:
        word = f"None of the {count} reports says" if count > 1 else "The only report does not say"
        return f"{start}. {word} whose word it is."
    bare = len(set(event.reports) - {r for o in event.origins for r in o.reports})
    silent = f", and {bare} show{'s' * (bare == 1)} no source" if bare else ""
    against = f" Denied by {_list(event.deniers)}." if event.deniers else ""
    return f"{start}. {_legs(event.origins, count)}{silent}: {count_words(event)}.{against}"


def in_their_words(view: RecordView, event: Event) -> str:
    """The sentence that tells most of an event as it stands, quoted, with its outlet; a very long one is cut."""
    lead = event.lead
    report = view.report_at(lead) if lead and lead.document in view.documents else None
    if lead is None or report is None:
        return ""
    return f"{quote(view.words(lead))} ({clean(view.outlet_name(report))})"


def quote(text: str, longest: int = LONGEST) -> str:
    """Words of a report in quotation marks of their own; a very long sentence is cut."""
    whole = " ".join(clean(text).split())
    words = whole if len(whole) <= longest else f"{whole[:longest].rsplit(' ', 1)[0]} …"
    inner = words.removeprefix("“").removesuffix("”") if not {"“", "”"} & set(words[1:-1]) else words
    return f"“{inner}”"


def count_words(event: Event) -> str:
    """`1 independent origin`, `between 1 and 3 independent origins`; of none, that nobody shows one."""
    low, high = event.independent_origins.at_least, event.independent_origins.at_most
    if not event.origins:
        return "no source is shown" if high else "nobody says it"
    if low == high:
        return f"{low} independent origin{'s' * (low != 1)}"
    return f"between {low} and {high} independent origins"


def summarise_story(view: RecordView, story: Story, events: Sequence[Event]) -> str:
    """`12 reports by 9 outlets, 2026-03-12 to 2026-03-16, tell 8 events: 3 rest on one origin at most, …`."""
    reports = [view.reports[r] for r in story.reports if r in view.reports]
    outlets = {view.outlet_name(r) for r in reports}
    days = " to ".join(dict.fromkeys(d[:10] for d in (story.earliest, story.latest) if d))
    single = sum(bool(e.origins) and e.independent_origins.at_most == 1 for e in events)
    bare, disputed = sum(not e.origins for e in events), sum(bool(e.discrepancies) for e in events)
    parts = [
        (single, f"{_verb(single, 'rests', 'rest')} on one origin at most"),
        (bare, f"{_verb(bare, 'shows', 'show')} no source"),
        (disputed, f"{_verb(disputed, 'is', 'are')} told differently"),
    ]
    told = "; ".join(f"{n} {words}" for n, words in parts if n)
    return (
        f"{_counted(len(reports), 'report')} by {_counted(len(outlets), 'outlet')}{f', {days},' if days else ''} "
        f"{_verb(len(reports), 'tells', 'tell')} {_counted(len(events), 'event')}{f': {told}' if told else ''}."
    )


def copied_from(view: RecordView, report: Report) -> str:
    """How much of a report stands in another, in words; empty where it is nobody's copy."""
    original = view.reports.get(report.copy_of or "")
    return f"{report.copied:.0%} of its sentences stand in {view.outlet_name(original)}" if original else ""


def say_source(hop: Hop) -> str:
    """`two unnamed diplomats (Malta)`, `unnamed officials (US, Iran)`, `an unnamed official`."""
    words = name_hop(hop)
    if hop.named or not hop.noun:
        return words
    bare = words[words.index("unnamed") :]
    if hop.count is None or hop.count < 2:
        plural = hop.noun.split()[-1].endswith("s")
        return bare if plural else f"an {bare}"
    return f"{number_word(hop.count)} {bare}" if hop.counted else bare


def number_word(number: int) -> str:
    """`two`; digits from thirteen on."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def _legs(origins: Sequence[Origin], count: int) -> str:
    """Whose word the reports rest on, the word that carries most of them first."""
    order = sorted(origins, key=lambda o: -len(o.reports))
    first = order[0]
    shared = len(first.reports)
    if shared < 2:
        names = _list([_say_origin(o) for o in order])
        sourced = len({r for o in origins for r in o.reports})
        return f"{'The only report' if count == 1 else f'{sourced} of {count} reports'} {_rest(sourced)} on {names}"
    same = _say_origin(first) if first.named else f"the same {_say_origin(first).removeprefix('an ')}"
    lead = f"{'All' if shared == count else f'{shared} of'} {count} reports rest on {same}"
    others = [_say_origin(o) for o in order[1:]]
    return f"{lead}, {'some also' if shared == count else 'others'} on {_list(others)}" if others else lead


def _rest(number: int) -> str:
    return _verb(number, "rests", "rest")


def _say_origin(origin: Origin) -> str:
    return say_source(origin.chain[-1]) if origin.chain else origin.name


def name_sources(event: Event) -> str:
    """Whose word an event is told on, most reports first; empty where no report shows it."""
    return _list([_say_origin(o) for o in sorted(event.origins, key=lambda o: -len(o.reports))])


def _list(names: Sequence[str]) -> str:
    once = list(dict.fromkeys(names)) or [""]
    if len(once) > _MOST_NAMES:
        return f"{', '.join(once[:_MOST_NAMES])} and {len(once) - _MOST_NAMES} more"
    return " and ".join(filter(None, [", ".join(once[:-1]), once[-1]]))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
