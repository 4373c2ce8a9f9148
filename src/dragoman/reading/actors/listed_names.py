"""Find the names that the gazetteer lists, the offices of states, and capitals that stand for governments."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.datamodel import ActorType
from dragoman.resources.actor_lexicon import ActorLexicon
from dragoman.resources.gazetteer import Gazetteer, NameSense, Sense, fold_name
from dragoman.resources.places import PlaceGazetteer

_TOLD_BARE = ("ministry", "service", "military", "bank")  # kinds of office that a name without its state can be
_LONGEST_LIST = 100  # names that stand as the first does
MODIFIERS = ("amod", "compound", "nmod", "npadvmod")


@dataclass(frozen=True, slots=True)
class FoundName:
    """Tokens `start` to `end` of a block that name an actor; `office` is the kind of office, its state untold."""

    block: int
    start: int
    end: int
    text: str
    type: ActorType
    key: str | None = None
    sense: Sense | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class NameReader:
    """What the finding of names needs to know, and the block that it reads."""

    block: int
    doc: Doc
    gazetteer: Gazetteer
    lexicon: ActorLexicon
    places: PlaceGazetteer | None = None

    def found(self, start: int, end: int, kind: ActorType, **more: str | None) -> FoundName:
        """A name at tokens `start` to `end`."""
        return replace(FoundName(self.block, start, end, self.doc[start:end].text, kind), **more)  # type: ignore[arg-type]


def find_listed_names(reader: NameReader) -> Iterator[FoundName]:
    """As in "Iranian Foreign Ministry": the office, and "Iranian" within it as its state."""
    doc, at, gazetteer = reader.doc, 0, reader.gazetteer
    heads = [fold_name(token.text) for token in doc]
    firsts = [head.split(" ", 1)[0] for head in heads]
    while at < len(doc):
        match = _longest_match(reader, at)
        if match is None:
            found = _leaders_office(reader, at) if heads[at] in gazetteer.leaders else None
            found = found or (_bare_office(reader, at) if firsts[at] in gazetteer.office_starts else None)
            if found:
                yield found
            at = found.end if found else at + 1
            continue
        end, sense = match
        office = _states_office(reader, at, end, sense)
        if office:
            yield office
        if not office or office.key != sense.key:
            yield from _listed_name(reader, at, end, sense)
        at = office.end if office else end


def _longest_match(reader: NameReader, at: int) -> tuple[int, NameSense] | None:
    doc, gazetteer = reader.doc, reader.gazetteer
    head = fold_name(doc[at].text)
    longest = gazetteer.starts.get(head.split()[0]) if head else None
    if longest is None or _follows_particle(reader, at):
        return None
    for end in range(min(len(doc), at + 2 * longest + 2), at, -1):  # a hyphen is a token of its own
        last = doc[end - 1]
        if not (last.is_punct or last.is_space or last.tag_ == "POS"):
            sense = gazetteer.lookup(doc[at:end].text)
            if sense:
                return end, sense
    return None


def _listed_name(reader: NameReader, start: int, end: int, sense: NameSense) -> Iterator[FoundName]:
    entry = reader.gazetteer.entry(sense.key)
    if entry is None or (sense.sense == "capital" and not stands_for_government(reader.doc[end - 1], reader.lexicon)):
        return
    if end - start == 1 and entry.type != "state" and not _is_name_like(reader.doc[start]):
        return
    if sense.form[:4] == "The " and end - start == 1 and (start == 0 or reader.doc[start - 1].lower_ != "the"):
        return  # "Sun" is an outlet only as "the Sun"
    if entry.country and _is_of_another_state(reader, start, end, entry.country):
        yield reader.found(start, end, entry.type)
        return
    yield reader.found(start, end, entry.type, key=sense.key, sense=sense.sense)


def _is_of_another_state(reader: NameReader, start: int, end: int, country: str) -> bool:
    """True for the Congress in "Peru’s Congress", listed under that name for another state."""
    for child in reader.doc[start:end].root.lefts:
        if child.i < start and child.dep_ in ("poss", "amod", "compound", "nmod"):
            sense = reader.gazetteer.lookup(reader.doc[child.left_edge.i : child.i + 1].text)
            if sense and sense.key.startswith("state:"):
                return sense.key != country
    return False


def _is_name_like(token: Token) -> bool:
    """A one-word name must be a noun, and not a mere capital that opens the sentence ("Total" is not)."""
    return token.pos_ in ("PROPN", "NOUN", "ADJ") or token.ent_type_ == "ORG"


def _follows_particle(reader: NameReader, at: int) -> bool:
    """True for the second part of "al-Haddad"."""
    doc = reader.doc
    joined = at >= 2 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_
    return joined and doc[at - 2].lower_ in reader.lexicon.particles


def _states_office(reader: NameReader, start: int, end: int, sense: NameSense) -> FoundName | None:
    """The office that follows a state: "Iran’s Ministry of Defence"."""
    if not sense.key.startswith("state:") or sense.sense not in ("name", "adjective", "people"):
        return None
    doc = reader.doc
    first = end + 1 if end < len(doc) and doc[end].tag_ == "POS" else end
    for stop in range(min(len(doc), first + 6), first, -1):
        office = reader.gazetteer.office(doc[first:stop].text) if doc[stop - 1].tag_ != "POS" else None
        if office:
            key = reader.gazetteer.office_key(sense.key, office)
            kind: ActorType = "state" if office.government else "organisation"
            return reader.found(start, stop, kind, key=key, sense="office", office=office.key)
    return None


def _leaders_office(reader: NameReader, at: int) -> FoundName | None:
    """As in "Obama administration" stands for the state."""
    doc = reader.doc
    state = reader.gazetteer.leaders.get(fold_name(doc[at].text)) if doc[at].text[:1].isupper() else None
    if state is None or at + 1 >= len(doc):
        return None
    after = at + 2 if doc[at + 1].tag_ == "POS" and at + 2 < len(doc) else at + 1
    office = reader.gazetteer.office(doc[after].text)
    if office is None or not office.government:
        return None
    return reader.found(at, after + 1, "state", key=state, sense="office")


def _bare_office(reader: NameReader, at: int) -> FoundName | None:
    """As in "the Foreign Ministry", and with its state behind it: "Ministry of Defence of Kenya"."""
    doc, gazetteer = reader.doc, reader.gazetteer
    for stop in range(min(len(doc), at + 6), at, -1):
        office = gazetteer.office(doc[at:stop].text)
        if office is None or doc[at].lower_ == "the":
            continue
        state = _state_behind(reader, stop)
        if state:
            key, kind = gazetteer.office_key(state[1], office), "state" if office.government else "organisation"
            return reader.found(at, state[0], kind, key=key, sense="office", office=office.key)  # type: ignore[arg-type]
        is_name = office.kind == "ministry" or doc[at].text[:1].isupper()
        if office.kind in _TOLD_BARE and stop - at > 1 and is_name:
            return reader.found(at, stop, "organisation", sense="office", office=office.key)
        return None
    return None


def _state_behind(reader: NameReader, at: int) -> tuple[int, str] | None:
    if at + 1 >= len(reader.doc) or reader.doc[at].lower_ != "of":
        return None
    first = at + 2 if reader.doc[at + 1].lower_ == "the" and at + 2 < len(reader.doc) else at + 1
    match = _longest_match(reader, first)
    if match and match[1].key.startswith("state:") and match[1].sense == "name":
        return match[0], match[1].key
    return None


def stands_for_government(token: Token, lexicon: ActorLexicon) -> bool:
    """True for the capital in "Oslo believes" and "urged Oslo", not in "in Oslo" or "Oslo University"."""
    for _ in range(_LONGEST_LIST):
        if token.dep_ != "conj" or token.head == token:
            break
        token = token.head
    if token.dep_ in MODIFIERS:
        return token.i + 1 < len(token.doc) and token.nbor().text in ("-", "–")
    head = token.head
    if token.dep_ == "poss":
        return head.lemma_.lower() not in lexicon.place_nouns
    if token.dep_ == "pobj":
        if head.lower_ in lexicon.place_prepositions:
            return False
        return head.lower_ not in ("to", "from", "on", "of") or not _is_motion(head.head, lexicon)
    if token.dep_ in ("dobj", "nsubjpass"):
        return not _is_motion(head, lexicon)
    return token.dep_ in ("nsubj", "dative", "agent")


def _is_motion(token: Token, lexicon: ActorLexicon) -> bool:
    lemma = token.lemma_.lower()
    return lemma in lexicon.motion_verbs or lemma in lexicon.place_nouns
