"""The records that every stage reads and writes: frozen, with their place in the source.

Offsets count Unicode code points into `Document.text`, end exclusive. Dates are ISO 8601 days or instants.
Unknown is `None`; an empty tuple is "none found". Records derive nothing but properties.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

BlockRole = Literal["headline", "standfirst", "byline", "dateline", "body", "caption", "furniture", "repeat"]
MentionForm = Literal["name", "nominal", "pronoun"]
ActorType = Literal["person", "organisation", "state", "group", "unnamed"]
Manner = Literal["direct", "indirect", "mixed"]
Stance = Literal["states", "confirms", "denies", "declines", "hedges"]
Certainty = Literal["probable", "possible"]
Status = Literal["happened", "ongoing", "planned", "called-off", "possible", "denied"]
Role = Literal["actor", "recipient", "mediator", "host", "subject"]
DateBasis = Literal["stated", "inferred", "unknown"]
DONE: frozenset[str] = frozenset(("happened", "ongoing"))  # statuses of what is told as having come about
AHEAD: frozenset[str] = frozenset(("planned", "possible"))  # statuses of what nobody says has come about


def content_id(kind: str, *parts: object) -> str:
    """A stable id: the kind's letter(s) and 16 hex digits of the SHA-256 of the parts."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}-{digest[:16]}"


def state_of(status: Status, deniers: tuple[str, ...]) -> str:
    """A status in words: denied is what somebody denies; what is only told as not so did not happen."""
    return "did not happen" if status == "denied" and not deniers else status


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of one document."""

    document: str
    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """True when both share at least one character of one document."""
        return self.document == other.document and self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """True when the other lies whole within this one."""
        return self.document == other.document and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """A time, inclusive at both ends, as ISO days or instants; `None` is an open end."""

    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Problem:
    """Trouble with an input, kept in the record: which input, at which stage, what, where in it, and what to do."""

    input: str
    stage: str
    what: str
    where: str | None = None
    remedy: str | None = None


# ---- intake ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A run of a document with one role. Blocks of a report are in order and never overlap."""

    start: int
    end: int
    role: BlockRole


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page, feed item or dump row says of itself beside its text; each as given, unparsed but trimmed."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    site_name: str | None = None
    url: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One input as text. For plain text `text` is exactly the decoded input; for a page, what was taken from it.

    `blocks` are set where the markup already told the roles (a page, a feed item), else empty and found by layout.
    """

    id: str
    uri: str
    media_type: str
    sha256: str
    text: str
    facts: PageFacts = PageFacts()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class OutletName:
    """An outlet as resolved: its usual name and its key in `data/outlets` (None when not listed there)."""

    name: str
    key: str | None


@dataclass(frozen=True, slots=True)
class Published:
    """When a report ran, as far as the evidence goes; `evidence` are the spans that each bound rests on."""

    earliest: str | None
    latest: str | None
    basis: DateBasis
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One story as one outlet ran it: a run of a document."""

    id: str
    document: str
    start: int
    end: int
    headline: str | None
    outlet: OutletName | None
    byline: str | None
    agencies: tuple[str, ...]
    dateline: str | None
    language: str | None
    published: Published
    blocks: tuple[Block, ...]
    copy_of: str | None = None
    copied: float = 0.0


# ---- reading --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A run of text that refers to an actor; `actor` is a `LocalActor.id` of the same report."""

    id: str
    report: str
    span: Span
    form: MentionForm
    actor: str


@dataclass(frozen=True, slots=True)
class LocalActor:
    """All that one report calls by one name, or describes without one; linking makes `Actor`s of these.

    `key` is the id of the gazetteer entry ("state:IR", "body:IRGC") where a name is listed there. For unnamed ones
    `name` is the description ("two US officials"), `count` how many at least, `affiliations` whose they are (by usual
    name); `members` are the local actors that a plural covers ("the two groups").
    """

    id: str
    report: str
    name: str
    type: ActorType
    names: tuple[str, ...]
    key: str | None = None
    count: int | None = None
    affiliations: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """One station of a chain: who passed it on. `actor` is a local id in a reading, a global one in the record.

    `medium` is true for an outlet, an agency or its report, which relays rather than knows. Of an unnamed one `noun`
    are its words without number and whose it is ("senior officials"), `affiliations` all whose it is, in short ("US");
    `counted` is true where the text says how many they are, neither more nor less; `standing` is what is said of how
    it comes to know ("briefed on the trip"), `anonymity` on what terms it goes unnamed ("asked not to be named").
    """

    name: str
    actor: str | None
    named: bool
    count: int | None
    affiliation: str | None
    span: Span
    medium: bool = False
    noun: str | None = None
    affiliations: tuple[str, ...] = ()
    counted: bool = False
    standing: tuple[Span, ...] = ()
    anonymity: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, in PARC's terms. `hops` run from the one nearest to the outlet to the origin.

    `outer` is the attribution whose content holds this one, if any. `certainty` is how far the source itself vouches
    for it, where its words (`unsure`) weaken it: "believes", "may have"; None where none do.
    `own` is true where the report's own outlet vouches: it has seen, learned or confirmed it.
    """

    id: str
    report: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    manner: Manner
    stance: Stance
    hops: tuple[Hop, ...]
    outer: str | None = None
    certainty: Certainty | None = None
    unsure: tuple[Span, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time in the text (TimeML's TIMEX3) as found: `value` is the calendar-free meaning that `resolve_time` reads."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part, in which role; `actor` is a local id in a reading, a global one in the record."""

    role: Role
    actor: str
    span: Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where: the gazetteer's name, ISO 3166 alpha-2 country, degrees; span is where the text says it."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    span: Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what. `value` is the number as said, `at_least` and `at_most` what it means; None where open."""

    what: str
    value: float | None
    at_least: float | None
    at_most: float | None
    unit: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of an event in PLOVER's terms, with FactBank's factuality as `status`.

    `doubted` tells of what is `possible` that it may have happened ("allegedly sold"), not that it may yet. `sense` is
    what a network makes of its word in context: two vectors of 8-bit numbers, in Base64.
    """

    id: str
    report: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    lemma: str
    trigger: Span
    extent: Span
    status: Status
    participants: tuple[Participant, ...]
    when: TimeExpression | None
    time: Interval | None
    place: Place | None
    attributions: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    sentence: Span | None = None
    sense: str | None = None
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A standing relation that a report states; `a` and `b` are local ids in a reading, global in the record.

    `words` name an office as the report does ("deputy foreign minister").
    """

    a: str
    relation: str
    b: str
    spans: tuple[Span, ...]
    attributions: tuple[str, ...]
    stance: Stance
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a report calls an actor, in its own voice or inside a source's quotation."""

    actor: str
    label: str
    report: str
    span: Span
    voice: Literal["outlet", "quoted"]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one report, seen alone."""

    report: str
    actors: tuple[LocalActor, ...]
    mentions: tuple[ActorMention, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[EventMention, ...]
    ties: tuple[Tie, ...]
    labels: tuple[Label, ...]
    problems: tuple[Problem, ...]


# ---- linking and weighing -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActorRole:
    """An office or function: "commander" of an actor (global id) or of a body that is only named."""

    role: str
    of: str | None
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor across reports. `members` are the local actors that it is made of."""

    id: str
    name: str
    type: ActorType
    names: tuple[str, ...]
    roles: tuple[ActorRole, ...]
    external_ids: tuple[tuple[str, str], ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two reports that share text. `source` says which one had it first, where that is known."""

    a: str
    b: str
    share_a: float
    share_b: float
    source: Literal["a", "b", "common", "unknown"]
    agency: str | None
    credited: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SharedWording:
    """The same words in two or more reports."""

    id: str
    text: str
    spans: tuple[Span, ...]
    quoted: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Are two mentions one event? A score in 0..1 (None: nothing to compare), and why, in words for the reader.

    `against` are those of the reasons that speak against it. A mention may stand for several that were joined before:
    `sizes` is for how many each does, and the reasons are then those of all of them.
    """

    a: str
    b: str
    score: float | None
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    sizes: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions that are one event; `reasons` are the comparisons that joined them.

    `refusals` are those that kept the nearest others apart: `a` is one of the mentions, `b` one of another cluster.
    """

    mentions: tuple[str, ...]
    reasons: tuple[Comparison, ...]
    refusals: tuple[Comparison, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim comes from, with the chain that leads there. `party` marks a participant of the event."""

    name: str
    actor: str | None
    named: bool
    chain: tuple[Hop, ...]
    reports: tuple[str, ...]
    party: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many independent origins stand behind a claim."""

    at_least: int
    at_most: int
    why: str


@dataclass(frozen=True, slots=True)
class DiscrepancyValue:
    """One side of a disagreement."""

    value: str
    spans: tuple[Span, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where reports part ways on one slot of an event (or of no event)."""

    id: str
    event: str | None
    slot: str
    values: tuple[DiscrepancyValue, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Step:
    """One station of what became of a claim: which report tells it how (`value`), where, on whose word."""

    report: str
    outlet: str
    day: str | None
    source: str | None
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Alteration:
    """What became of a claim on its way from report to report; the steps are in the order in which it went.

    `stripped`: a copy lost whose word it was. `hardened`: what was possible is told flatly. `dangling`: who is cited
    tells it later, or otherwise. `late`: who followed a denial and who did not. `drift`: one number or date, with whose
    each value is.
    """

    id: str
    what: Literal["stripped", "hardened", "dangling", "late", "drift"]
    event: str | None
    steps: tuple[Step, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class EventParticipant:
    """An actor of a merged event, with the number of mentions that show it in this role."""

    actor: str
    role: Role
    mentions: int


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Another event that came near: mention `a` of this one and `b` of the other, which stands in `report`.

    `score` is what the comparison found, what rules it out left aside; `sizes` as in a comparison.
    """

    event: str
    a: str
    b: str
    report: str
    score: float | None
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    sizes: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Event:
    """Mentions merged: what reportedly happened, and on how many independent origins it rests.

    `why_merged` are the comparisons that joined its mentions, `kept_apart` those that kept the nearest others out.
    `deniers` are those who say that it is not so. `lead` is the sentence that tells most of it.
    """

    id: str
    title: str
    type: str
    mode: str | None
    status: Status
    participants: tuple[EventParticipant, ...]
    time: Interval | None
    places: tuple[Place, ...]
    reports: tuple[str, ...]
    mentions: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent_origins: Bounds
    discrepancies: tuple[str, ...]
    why_merged: tuple[Comparison, ...] = ()
    kept_apart: tuple[KeptApart, ...] = ()
    deniers: tuple[str, ...] = ()
    lead: Span | None = None

    @property
    def state(self) -> str:
        """The status in words."""
        return state_of(self.status, self.deniers)


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about the same main event."""

    id: str
    title: str
    reports: tuple[str, ...]
    events: tuple[str, ...]
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class ReportStems:
    """By which words a report tells its events; `rare` are those by which few reports on other matters tell any."""

    report: str
    told: tuple[str, ...]
    rare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking makes of all readings together; reports come back with what the others tell of their dates.

    `crowded` tells how often a report's event could have been any of so many that it was compared with the likeliest.
    """

    reports: tuple[Report, ...]
    readings: Sequence[Reading]
    actors: tuple[Actor, ...]
    reuse: tuple[Reuse, ...]
    shared_wording: tuple[SharedWording, ...]
    clusters: tuple[Cluster, ...]
    stems: tuple[ReportStems, ...] = ()
    crowded: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record, as the export writes it."""

    documents: tuple[Document, ...]
    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    stories: tuple[Story, ...]
    discrepancies: tuple[Discrepancy, ...]
    reuse: tuple[Reuse, ...]
    shared_wording: tuple[SharedWording, ...]
    problems: tuple[Problem, ...]
    alterations: tuple[Alteration, ...] = ()


# ---- a person's own word ---------------------------------------------------------------------------------

JudgementKind = Literal["merge-actors", "split-actor", "merge-events", "split-event", "note", "grade"]


@dataclass(frozen=True, slots=True)
class Judged:
    """How a judgement knows its actor or event again, though more reports were read since.

    By its `members` (local actors, or event mentions); an actor of which none is there any more by its gazetteer
    `keys` or its folded `names`. `shown` is the name or title that the person saw.
    """

    shown: str
    members: tuple[str, ...]
    keys: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, which every rebuild keeps: `of` are one; or the parts of one are another.

    `parts` that leave are folded names of an actor, or mentions of an event; with `reports`, all that stands in these.
    A note says something of an actor or event and changes nothing; a grade is an Admiralty grade that a person gives,
    `parts` are then its letter and its figure.
    """

    id: str
    kind: JudgementKind
    of: tuple[Judged, ...]
    parts: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    by: str | None = None
    when: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of a person's own list, from which line of which file; `weak_names` are not enough to know it by."""

    id: str
    name: str
    type: ActorType | None
    names: tuple[str, ...]
    weak_names: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    external_ids: tuple[tuple[str, str], ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Judgements:
    """All that a person decided, in the order of deciding, and all that their own lists tell."""

    decided: tuple[Judgement, ...] = ()
    known: tuple[KnownActor, ...] = ()
