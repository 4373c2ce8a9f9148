"""Event mentions made ready to be compared: days as numbers, parties, words, which of several."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.datamodel import ActorMention, EventMention, Place, Report
from dragoman.linking.contexts import Context, Weigher
from dragoman.linking.days import Days, day_number, read_days
from dragoman.linking.kinship import Kin
from dragoman.linking.words import fold_words
from dragoman.resources.linking import LinkingWords

_BEFORE = 40  # characters before the trigger in which its determiner and number stand
_NEAR_WORDS = 3
_HOLDING = ("COERCE", "MOBILIZE")  # types under which somebody is held or stationed
_PARTY_ROLES = ("actor", "recipient")
_SHORTEST_CONTENT_WORD = 4
_FURTHEST = 220  # characters behind a trigger in which its sentence is read to the end
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s|\n|$")
_WORDS = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SHORTEST_STEM = _FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention with what comparing needs.

    `parties` are actors and recipients, by role, as `doers` and `targets`; `kin` knows their sides.
    `involved` are the parties and all who are named in the clause, `things` those of them that are ships, papers
    and the like, `newcomers` those described for the first time ("an adviser"); `stems` and `families` tell which
    word it is told by; `noun` tells "the talks" from "they talked", `fresh` "an attack" from both, `lasting` "the
    hostages held", `beside` marks "they also struck"; `topical` that a place behind it may be what it was about,
    `around` is who is named in its sentence, `heard` who is so or involved; `rank` is 0 in the headline, 1 in the
    standfirst, then the paragraph's number; `like` are the reports on the same matter, `likest` the nearest of them;
    `refers_to` is the mention of the same report that "the talks" takes up, `sums_up` the one of the body that a
    headline is about; `contexts` are what the learned likeness (`weigher`) sees of it; `types` are its words where it
    has no type. A group of mentions is a telling too (linking/groups.py): `ids`, `reports`, `types`, `statuses`
    ("doubted" among them) and `sentences` (linking/echoes.py) are those of all, `mention` tells most.
    """

    mention: EventMention
    parties: tuple[tuple[str, str], ...]
    kin: Kin
    days: Days
    published: Days
    words: frozenset[str]
    round: int | None = None
    other: bool = False
    definite: bool = False
    newcomers: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    involved: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    rare: frozenset[str] = frozenset()
    noun: bool = False
    fresh: bool = False
    beside: bool = False
    plural: bool = False
    series: bool = False
    lasting: bool = False
    place: Place | None = None
    topical: bool = False
    around: frozenset[str] = frozenset()
    rank: int = 0
    starts: frozenset[int] = frozenset()
    ids: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    like: frozenset[str] = frozenset()
    likest: frozenset[str] = frozenset()
    refers_to: frozenset[str] = frozenset()
    sums_up: frozenset[str] = frozenset()
    sentences: frozenset[str] = frozenset()
    contexts: tuple[Context, ...] = ()
    weigher: Weigher | None = None
    doers: frozenset[str] = field(init=False, compare=False)
    targets: frozenset[str] = field(init=False, compare=False)
    heard: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Note what follows from the rest, and is asked of each pair."""
        doers, targets = (frozenset(a for r, a in self.parties if r == role) for role in _PARTY_ROLES)
        object.__setattr__(self, "doers", doers)
        object.__setattr__(self, "targets", targets)
        object.__setattr__(self, "heard", self.around if self.involved <= self.around else self.around | self.involved)

    @property
    def id(self) -> str:
        """The mention's id."""
        return self.mention.id

    def of_role(self, role: str) -> frozenset[str]:
        """The parties of one role."""
        return self.doers if role == "actor" else self.targets


def read_telling(
    mention: EventMention,
    report: Report,
    texts: Mapping[str, str],
    kin: Kin,
    lexicon: LinkingWords,
    near: Sequence[ActorMention] = (),
) -> Telling:
    """Prepare one mention; its participants are global ids and its time is resolved; `near` are named in its clause."""
    text = texts[mention.trigger.document]
    parties = {(p.role, part) for p in mention.participants if p.role in _PARTY_ROLES for part in kin.parts(p.actor)}
    involved = _involved(mention, near, kin)
    telling = Telling(
        mention=mention,
        parties=tuple(sorted(parties)),
        kin=kin,
        days=_days(mention, text, lexicon),
        published=Days(day_number(report.published.earliest), day_number(report.published.latest)),
        words=_words_told(text, mention, near, lexicon),
        newcomers=frozenset(a for _, a in parties if not lexicon.indefinite.isdisjoint(_first_word(kin, a))),
        actors=frozenset(actor for _, actor in parties),
        involved=involved,
        things=involved & kin.things,
        place=_place(mention, parties, near, kin),
        topical=mention.lemma in lexicon.topical,
        rank=_rank(mention, report),
        starts=frozenset((mention.trigger.start,)),
        ids=frozenset((mention.id,)),
        reports=frozenset((mention.report,)),
        types=frozenset((mention.type,)) - {""},
        statuses=frozenset(("doubted" if mention.doubted else mention.status,)),
    )
    return _read_trigger(telling, report, text, lexicon, near)


def _read_trigger(
    telling: Telling, report: Report, text: str, lexicon: LinkingWords, near: Sequence[ActorMention]
) -> Telling:
    """The telling with what its trigger and the words beside it say: which of several, one or many, told before."""
    mention = telling.mention
    start, end = mention.trigger.start, mention.trigger.end
    trigger = text[start:end]
    before = fold_words(text[max(report.start, start - _BEFORE) : start])[-_NEAR_WORDS:]
    after = fold_words(text[end : end + _BEFORE])[:_NEAR_WORDS]
    clause = fold_words(text[mention.extent.start : mention.extent.end])
    stems = _stems(mention.lemma or trigger, lexicon)
    families = frozenset(lexicon.family_of[s] for s in stems if s in lexicon.family_of)
    noun = _is_noun(trigger, mention.lemma) and not _does_something(text, mention, near, lexicon)
    plural = noun and _is_plural(trigger, mention.lemma, lexicon) and not dated_itself(telling)
    going_on = trigger.endswith("ing") and (mention.status == "ongoing" or not lexicon.going_on.isdisjoint(before))
    return replace(
        telling,
        round=next((lexicon.rounds[w] for w in (*reversed(before), *after) if w in lexicon.rounds), None),
        other=any(w in lexicon.others for w in before),
        noun=noun,
        fresh=noun and not plural and not lexicon.indefinite.isdisjoint(before),
        beside=not lexicon.besides.isdisjoint((*before, *after[:1])),
        definite=noun and _is_definite(text, mention, near, lexicon),
        stems=stems,
        families=families,
        types=telling.types or families or stems or frozenset((mention.lemma,)),
        plural=plural,
        lasting=mention.type in _HOLDING and bool(stems) and stems <= lexicon.lasting_stems,
        series=plural or (going_on and not noun) or not lexicon.repeatedly.isdisjoint((*clause, *before)),
    )


def dated_itself(telling: Telling) -> bool:
    """True for "the May 7 attacks": the day stands before the noun and makes all of them one event."""
    when = telling.mention.when
    if when is None or telling.days.width is None or telling.days.width > 1:
        return False
    return 0 <= telling.mention.trigger.start - when.span.end <= 1


def _days(mention: EventMention, text: str, lexicon: LinkingWords) -> Days:
    """Its time; what goes on "since October 7" is open behind."""
    days = read_days(mention.time)
    if mention.when is None or days.latest is None:
        return days
    if 0 <= mention.trigger.start - mention.when.span.end <= 1:  # "since the May 7 attacks": their own day
        return days
    before = fold_words(text[max(0, mention.when.span.start - _BEFORE) : mention.when.span.end])
    said = fold_words(text[mention.when.span.start : mention.when.span.end])
    since = not lexicon.since.isdisjoint(before[-len(said) - 2 :])
    return Days(days.earliest, None) if since else days


def _involved(mention: EventMention, near: Sequence[ActorMention], kin: Kin) -> frozenset[str]:
    """Who takes part in any role, and who else is named in the clause: of "Northland's envoy" the envoy.

    The country that is only the place, or only says whose somebody is ("the Northland militia"), and the paper that
    tells it, take no part.
    """
    where = mention.place.span if mention.place else None
    told = [m for m in near if not (where and where.overlaps(m.span))]
    starts = {m.span.start - 1 for m in told}
    whole = [m for m in told if not any(o.span != m.span and o.span.contains(m.span) for o in told)]
    whole = [m for m in whole if not (m.span.end in starts and kin.types.get(m.actor) == "state")]
    named = {m.actor for m in whole} - kin.media
    return frozenset(part for a in named | {p.actor for p in mention.participants} for part in kin.parts(a))


def _first_word(kin: Kin, actor: str) -> tuple[str, ...]:
    return fold_words(kin.names.get(actor, "")[:_BEFORE])[:1]


def _place(
    mention: EventMention, parties: Collection[tuple[str, str]], near: Sequence[ActorMention], kin: Kin
) -> Place | None:
    """Where, unless it is only the state that takes part, or where somebody is ("the factions in Northland")."""
    place = mention.place
    if place is None or any(kin.names.get(actor) == place.name for _, actor in parties):
        return None
    if any(m.span != place.span and m.span.contains(place.span) for m in near):
        return None
    return place


def _words_told(
    text: str, mention: EventMention, near: Sequence[ActorMention], lexicon: LinkingWords
) -> frozenset[str]:
    """The words of the clause but its trigger and its actors; of a short one ("he called for") also what follows."""
    start, end = mention.extent.start, max(mention.extent.end, mention.trigger.end)
    spans = [mention.trigger, *(m.span for m in near)]
    spans += [x.span for x in (mention.when, mention.place) if x is not None]
    known = sorted((max(start, s.start), s.end) for s in spans)
    words = _content_words(_cut_out(text, start, end, known), lexicon)
    noun = _is_noun(text[mention.trigger.start : mention.trigger.end], mention.lemma)
    if noun or len(words) >= _FEW_WORDS:
        return words
    stop = _SENTENCE_END.search(text, end, end + _FURTHEST)
    return words | (_content_words(text[end : stop.start()], lexicon) if stop else frozenset())


def _cut_out(text: str, start: int, end: int, known: Sequence[tuple[int, int]]) -> str:
    """The text between two places without the runs that are known."""
    kept = []
    for first, behind in known:
        kept.append(text[start:first] if first > start else "")
        start = max(start, behind)
    return " ".join((*kept, text[start:end]))


def _content_words(text: str, lexicon: LinkingWords) -> frozenset[str]:
    """Stems of the words long enough to say something, and numbers."""
    return frozenset(
        lexicon.stem(w)
        for w in fold_words(text)
        if w[:1].isdigit() or (len(w) >= _SHORTEST_CONTENT_WORD and w not in lexicon.empty)
    )


def _stems(lemma: str, lexicon: LinkingWords) -> frozenset[str]:
    """Which words tell it: of "express concern" both, of "call for" the first."""
    words = [w for w in fold_words(lemma) if w not in lexicon.empty]
    return frozenset([lexicon.stem(w) for w in words if len(w) >= _SHORTEST_STEM] or words)


def stems_of(mention: EventMention, text: str, lexicon: LinkingWords) -> frozenset[str]:
    """The words by which a mention tells its event."""
    return _stems(mention.lemma or text[mention.trigger.start : mention.trigger.end], lexicon)


def _is_definite(text: str, mention: EventMention, near: Sequence[ActorMention], lexicon: LinkingWords) -> bool:
    """True for "the secret talks", "that US strike"; not for "the envoys hold talks"."""
    start = mention.trigger.start
    said = _WORDS.findall(text, max(0, start - _BEFORE), start)[-_NEAR_WORDS:]
    at = next((i for i, w in enumerate(said) if w.casefold() in lexicon.definite), None)
    if at is None:
        return False
    first = start - sum(len(w) + 1 for w in said[at + 1 :])
    return all(m.span.end >= start - 1 for m in near if first <= m.span.start < start)


def _is_noun(trigger: str, lemma: str) -> bool:
    """True where the trigger's last word looks like a noun ("talks" of talk) and not like a verb ("met" of meet)."""
    *front, last = fold_words(trigger) or ("",)
    *known, head = fold_words(lemma) or ("",)
    plural = last in (f"{head}s", f"{head}es") or (last.endswith("ies") and last[:-3] == head[:-1])
    return front == known and (last == head or plural)


def _does_something(text: str, mention: EventMention, near: Sequence[ActorMention], lexicon: LinkingWords) -> bool:
    """True for a verb that looks like a noun: "Envoy warns the islands"; not in "the Northland-Westland war"."""
    start, end = mention.trigger.start, mention.trigger.end
    if not any(start - 2 <= m.span.end <= start and text[m.span.start - 1 : m.span.start] != "-" for m in near):
        return False
    behind = _WORDS.match(text, end + 1, end + _BEFORE)
    return behind is not None and behind.group().casefold() not in lexicon.behind_nouns


def _is_plural(trigger: str, lemma: str, lexicon: LinkingWords) -> bool:
    """True for several happenings: "attacks", and not "talks", which are one."""
    last = (fold_words(trigger) or ("",))[-1]
    return last != (fold_words(lemma) or ("",))[-1] and _is_noun(trigger, lemma) and last not in lexicon.plural_of_one


def _rank(mention: EventMention, report: Report) -> int:
    """0 in the headline, 1 in the standfirst, else the number of the body's paragraph, from 2 on."""
    at = mention.trigger.start
    paragraph = 1
    for block in report.blocks:
        paragraph += block.role == "body"
        if block.start <= at < block.end:
            return 0 if block.role == "headline" else 1 if block.role == "standfirst" else paragraph
    return paragraph + 1
