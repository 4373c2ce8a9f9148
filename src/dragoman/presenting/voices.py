"""Who says what: the tellings of an event by origin, each way through which it came, each quotation once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.datamodel import Event, Origin, Report, Span
from dragoman.presenting.views import ARROW, Claim, RecordView, describe_published, name_hop, name_origin

NO_SOURCE = "Told without a source"


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence that tells the event; `parts` are runs of it, True where they name the event.

    `repeated` are the other reports with the same words, each with their place in it.
    """

    report: Report
    outlet: str
    day: str
    status: str
    parts: tuple[tuple[str, bool], ...]
    span: Span
    repeated: tuple[tuple[str, Report, Span], ...] = ()

    @property
    def words(self) -> str:
        """The sentence in one line."""
        return " ".join("".join(text for text, _ in self.parts).split())


@dataclass(frozen=True, slots=True)
class Way:
    """Through whom it came, outlet first, and what is told so."""

    through: str
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin with all that is told on its word; `stance` where it is not said as a fact ("denies it")."""

    name: str
    named: bool = False
    party: bool = False
    standing: str = ""
    actor: str | None = None
    stance: str = ""
    ways: tuple[Way, ...] = ()

    @property
    def sourced(self) -> bool:
        """False for the outlets' own voice."""
        return self.name != NO_SOURCE

    @property
    def reports(self) -> int:
        """In how many reports it is heard."""
        return len({t.report.id for w in self.ways for t in w.tellings})


@dataclass(slots=True)
class _Gathered:
    claims: list[Claim] = field(default_factory=list)
    origin: Origin | None = None


_Key = tuple[str, str, str]


def find_voices(view: RecordView, event: Event) -> tuple[Voice, ...]:
    """Origins by how many reports rest on them, then who denies it or says nothing, then the outlets' own voice."""
    groups: dict[_Key, _Gathered] = {}
    for claim in view.claims(event):
        origin = view.origin_of(event, claim)
        name = name_origin(origin) if origin else name_hop(claim.chain[-1]) if claim.chain else NO_SOURCE
        stance = "" if origin or not claim.chain else _stance(view, claim)
        group = groups.setdefault((name, stance, _apart(origin, claim)), _Gathered(origin=origin))
        group.claims.append(claim)
    voices = [_make_voice(view, event, key, group) for key, group in groups.items()]
    return tuple(sorted(voices, key=lambda v: (v.name == NO_SOURCE, bool(v.stance), -v.reports, v.name)))


def _apart(origin: Origin | None, claim: Claim) -> str:
    """What keeps unnamed sources apart that go by the same words: who passed them on."""
    chain = origin.chain if origin else claim.chain
    return chain[-2].name if len(chain) > 1 and not chain[-1].named else ""


def _stance(view: RecordView, claim: Claim) -> str:
    stance = view.stance_of(claim)
    if stance in ("denies", "declines"):
        return "denies it" if stance == "denies" else "declines to comment"
    return "does not show its source" if claim.chain[-1].medium else ""


def _make_voice(view: RecordView, event: Event, key: _Key, group: _Gathered) -> Voice:
    name, stance, _ = key
    ways: dict[str, list[Claim]] = {}
    for claim in group.claims:
        ways.setdefault(_through(view, claim), []).append(claim)
    last = group.claims[0].chain[-1] if group.claims[0].chain else None
    made = tuple(Way(through, tuple(_tellings(view, event, claims))) for through, claims in ways.items())
    if last is None:
        return Voice(name, ways=made)
    origin = group.origin
    actor = (origin.actor if origin else last.actor) if last.named else None
    standing = view.standing_words(origin) if origin else ""
    return Voice(name, last.named, bool(origin and origin.party), standing, actor, stance, made)


def _through(view: RecordView, claim: Claim) -> str:
    """The outlet and its relays; a copy that shows no source with whose text it repeats."""
    outlet = view.outlet_name(claim.report)
    if not claim.chain:
        copied = view.copied_from(claim.report)
        return f"{outlet}{ARROW}the text of {copied}" if copied else outlet
    relays = [name_hop(h) for h in claim.chain[:-1]]
    return ARROW.join(dict.fromkeys([outlet, *relays]))


def _tellings(view: RecordView, event: Event, claims: Sequence[Claim]) -> Iterator[Telling]:
    """Each sentence once; where it tells the event twice in different ways, its status is the event's."""
    same: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.mention.status != event.status):
        same.setdefault(claim.text, []).append(claim)
    order = [c.text for c in claims]
    for first, *others in sorted(same.values(), key=lambda found: order.index(found[0].text)):
        text = view.documents[first.sentence.document].text
        places = {(o.report.id, o.sentence): o for o in others if o.sentence != first.sentence}
        yield Telling(
            report=first.report,
            outlet=view.outlet_name(first.report),
            day=describe_published(first.report.published),
            status=first.mention.status,
            parts=tuple(cut_runs(text, first.sentence, [*first.triggers, *(t for o in others for t in o.triggers)])),
            span=first.sentence,
            repeated=tuple((view.outlet_name(o.report), o.report, o.sentence) for o in places.values()),
        )


def cut_runs(text: str, run: Span, marked: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """The words of a span in runs, marked or not."""
    at = run.start
    for span in sorted(marked):
        low, high = max(span.start, at), min(span.end, run.end)
        if low >= high or span.document != run.document:
            continue
        if at < low:
            yield text[at:low], False
        yield text[low:high], True
        at = high
    if at < run.end:
        yield text[at : run.end], False
