"""Find the runs of words that name an actor: listed names, offices of states, and what the recogniser sees."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dragoman.datamodel import ActorType
from dragoman.resources.actor_lexicon import ActorLexicon
from dragoman.resources.gazetteer import Gazetteer, NameSense, Sense, fold_name

_TYPES: dict[str, ActorType] = {"PERSON": "person", "ORG": "organisation", "NORP": "group"}
_TOLD_BARE = ("ministry", "service", "military", "bank")  # kinds of office that a name without its state can be
_NAME_ENDS = frozenset(("/", "|", "(", "•", "--", "—", "–", ":", ";", "a.k.a", "a.k.a.", "aka"))
_MODIFIERS = ("amod", "compound", "nmod", "npadvmod")


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

    def found(self, start: int, end: int, kind: ActorType, **more: str | None) -> FoundName:
        """A name at tokens `start` to `end`."""
        return replace(FoundName(self.block, start, end, self.doc[start:end].text, kind), **more)  # type: ignore[arg-type]


def find_names(block: int, doc: Doc, gazetteer: Gazetteer, lexicon: ActorLexicon) -> list[FoundName]:
    """All names of a block in reading order; a state's adjective may stand within a longer name."""
    reader = NameReader(block, doc, gazetteer, lexicon)
    listed = list(_listed_names(reader))
    headlined = _is_title_case(doc)
    recognised = [e for e in _recognised_names(reader) if not _hidden(e, listed, headlined)]
    listed = [n for n in listed if not _swallowed(n, recognised)]
    taken = {i for n in (*listed, *recognised) for i in range(n.start, n.end)}
    recognised += _titled_names(reader, taken)
    return sorted((*listed, *recognised), key=lambda n: (n.start, -n.end))


# ---- listed names -----------------------------------------------------------------------------------------


def _listed_names(reader: NameReader) -> Iterator[FoundName]:
    """ "Iranian Foreign Ministry": the office, and "Iranian" within it as its state."""
    doc, at = reader.doc, 0
    while at < len(doc):
        match = _longest_match(reader, at)
        if match is None:
            found = _leaders_office(reader, at) or _bare_office(reader, at)
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
    if not head or head.split()[0] not in gazetteer.starts or _follows_particle(reader, at):
        return None
    for end in range(min(len(doc), at + gazetteer.longest + 4), at, -1):
        if not doc[end - 1].is_punct and not doc[end - 1].is_space and doc[end - 1].tag_ != "POS":
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
    yield reader.found(start, end, entry.type, key=sense.key, sense=sense.sense)


def _is_name_like(token: Token) -> bool:
    """A one-word name must be a noun, and not a mere capital that opens the sentence ("Total" is not)."""
    return token.pos_ in ("PROPN", "NOUN", "ADJ") or token.ent_type_ == "ORG"


def _follows_particle(reader: NameReader, at: int) -> bool:
    """True for the second part of "al-Houthi"."""
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
    """ "Biden administration" stands for the state."""
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
    """ "the Foreign Ministry", and with its state behind it: "Ministry of Defence of Kenya"."""
    doc, gazetteer = reader.doc, reader.gazetteer
    for stop in range(min(len(doc), at + 6), at, -1):
        office = gazetteer.office(doc[at:stop].text)
        if office is None or doc[at].lower_ == "the":
            continue
        state = _state_behind(reader, stop)
        if state:
            key, kind = gazetteer.office_key(state[1], office), "state" if office.government else "organisation"
            return reader.found(at, state[0], kind, key=key, sense="office", office=office.key)  # type: ignore[arg-type]
        if office.kind in _TOLD_BARE and stop - at > 1:
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
    """True for the capital in "Tehran believes" and "pressed Tehran", not in "in Tehran" or "Tehran University"."""
    if token.dep_ in _MODIFIERS:
        return token.i + 1 < len(token.doc) and token.nbor().text in ("-", "–")
    head = token.head
    if token.dep_ == "poss":
        return head.lemma_.lower() not in lexicon.place_nouns
    if token.dep_ == "conj" and head != token:
        return stands_for_government(head, lexicon)
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


# ---- names that the recogniser sees -----------------------------------------------------------------------


def _recognised_names(reader: NameReader) -> Iterator[FoundName]:
    for entity in reader.doc.ents:
        kind = _TYPES.get(entity.label_)
        span = _repair(reader, entity) if kind else None
        if kind is None or span is None:
            continue
        if kind == "group" and span[-1].dep_ in _MODIFIERS:
            continue  # "Shiite" in "Shiite leaders" names nobody
        if kind == "person" and any(t.like_num for t in span):
            kind = "organisation"  # a ship, a flight, a rocket
        yield reader.found(span.start, span.end, kind)


def _repair(reader: NameReader, entity: Tokens) -> Tokens | None:
    """Without article, title, possessive ending and stray marks; a person's name gets back the rest of its words."""
    doc, start, end = reader.doc, entity.start, entity.end
    while start < end and _is_no_part(reader, doc[start]):
        start += 1
    end = next((t.i for t in doc[start:end] if t.text in _NAME_ENDS), end)  # "Abara Nuru/NRN"
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if start >= end:
        return None
    if end - start > 1 and entity.label_ == "ORG" and _is_rank(doc[end - 1], reader.lexicon):
        end -= 1  # "Ruritanian Army Col"
    if entity.label_ == "PERSON":
        start, end = _whole_name(reader, start, end)
    words = doc[start:end]
    if not any(t.text[:1].isupper() for t in words) or words[-1].lower_ in reader.lexicon.not_names:
        return None
    if len(words) > 2 and any(t.pos_ in ("VERB", "AUX", "PRON") for t in words):
        return None  # a run of a headline
    plain = len(words) == 1 and not words.text.isupper() and _is_plain_noun(words[0], reader.lexicon)
    return words if not plain and any(c.isalpha() for c in words.text) else None


def _is_rank(token: Token, lexicon: ActorLexicon) -> bool:
    lower = token.lower_.rstrip(".")
    return lower in lexicon.titles and len(lower) <= 3


def _is_plain_noun(token: Token, lexicon: ActorLexicon) -> bool:
    """True for "Council" alone, which describes rather than names."""
    lemma = token.lower_
    if lemma in lexicon.office_modifiers or len(lemma.strip(".")) < 2:
        return True
    return lemma in lexicon.groups or lemma in lexicon.persons or lemma in lexicon.label_heads


def _is_no_part(reader: NameReader, token: Token) -> bool:
    lower = token.lower_.rstrip(".")
    if token.is_punct or token.is_space or token.pos_ == "DET" or token.tag_ == "POS":
        return True
    is_title = lower in reader.lexicon.titles or lower in reader.lexicon.offices
    return token.ent_type_ == "PERSON" and is_title


def _whole_name(reader: NameReader, start: int, end: int) -> tuple[int, int]:
    doc = reader.doc
    while end < len(doc) and _continues_name(reader, doc[end]):
        end += 1
    while start > 0 and doc[start - 1].pos_ == "PROPN" and _continues_name(reader, doc[start - 1]):
        if doc[start - 1].head.i not in range(start, end):
            break
        start -= 1
    return start, end


def _continues_name(reader: NameReader, token: Token) -> bool:
    """True for the "-" and "Houthi" after "Malik al"."""
    if token.text == "-":
        inner = 0 < token.i < len(token.doc) - 1
        return inner and not token.whitespace_ and not token.nbor(-1).whitespace_ and token.nbor().text[:1].isupper()
    lower = token.lower_.rstrip(".")
    if lower in reader.lexicon.titles or token.ent_type_ not in ("", "PERSON"):
        return False
    joined = token.i > 0 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_
    return token.text[:1].isupper() and token.pos_ == "PROPN" and (joined or token.dep_ != "ROOT")


def _titled_names(reader: NameReader, taken: set[int]) -> list[FoundName]:
    """Capitalised words after a person's noun that the recogniser missed: "spokesman Abara Nuru"."""
    doc, found, at = reader.doc, [], 1
    while at < len(doc):
        before = doc[at - 1]
        opens = at not in taken and _opens_name(doc[at]) and not _announces_person(reader, doc[at])
        if not opens or not _announces_person(reader, before):
            at += 1
            continue
        end = at + 1
        while end < len(doc) and end not in taken and _continues_name(reader, doc[end]):
            end += 1
        if end == len(doc) or not _announces_person(reader, doc[end]):
            found.append(reader.found(at, end, "person"))
        at = end
    return found


def _opens_name(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and not token.is_upper
        and token.ent_type_ in ("", "PERSON", "ORG")
    )


def _announces_person(reader: NameReader, token: Token) -> bool:
    lower = token.lower_.rstrip(".")
    return lower in reader.lexicon.titles or (token.pos_ in ("NOUN", "PROPN") and lower in reader.lexicon.offices)


def _is_title_case(doc: Doc) -> bool:
    """True for a headline in which nearly every word has a capital, so that capitals tell no names."""
    words = [t for t in doc if t.is_alpha and len(t) > 3]
    return len(words) > 4 and sum(t.text[0].isupper() for t in words) >= 0.7 * len(words)


def _hidden(name: FoundName, listed: list[FoundName], headlined: bool) -> bool:
    """True where a listed name says it better: the same words, around them, or a body within a loose run."""
    for other in listed:
        if other.start <= name.start and name.end <= other.end:
            return True
        inside = name.start <= other.start and other.end <= name.end
        if inside and (headlined or (other.type != "state" and name.type != "person" and other.end == name.end)):
            return True
        if not inside and other.start < name.end and name.start < other.end:
            return True
    return False


def _swallowed(name: FoundName, recognised: list[FoundName]) -> bool:
    """True for "Jordan" within a person's name, or a plain place within a body's ("University of Chad")."""
    for other in recognised:
        if other.start <= name.start and name.end <= other.end:
            return (
                other.type == "person" or name.sense not in ("adjective", "name", "office") or name.start > other.start
            )
    return False
