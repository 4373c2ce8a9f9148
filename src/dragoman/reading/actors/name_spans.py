"""Find the runs of words that name an actor: those that are listed, and what the recogniser sees beside them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dragoman.datamodel import ActorType
from dragoman.reading.actors.listed_names import MODIFIERS, FoundName, NameReader, find_listed_names
from dragoman.resources.actor_lexicon import ActorLexicon
from dragoman.resources.gazetteer import Gazetteer
from dragoman.resources.places import PlaceGazetteer

_TYPES: dict[str, ActorType] = {"PERSON": "person", "ORG": "organisation", "NORP": "group"}
_LARGE = 5.0  # a city of 100,000 people and more; smaller ones share their names with firms
_LONGEST_HOLDER = 3  # words of a person's name
_HOLDS = ("nsubj", "nsubjpass")
_NO_NAME_STARTS = ("DET", "ADV", "ADP", "CCONJ", "SCONJ", "PRON", "INTJ")
_NAME_ENDS = frozenset(("/", "|", "(", "•", "--", "—", "–", ":", ";", "a.k.a", "a.k.a.", "aka"))


def find_names(
    block: int, doc: Doc, gazetteer: Gazetteer, lexicon: ActorLexicon, places: PlaceGazetteer | None = None
) -> list[FoundName]:
    """All names of a block in reading order; a state's adjective may stand within a longer name."""
    reader = NameReader(block, doc, gazetteer, lexicon, places)
    listed = list(find_listed_names(reader))
    headlined = _is_title_case(doc)
    places_listed = _ByPlace(listed)
    recognised = [_without_owner(n, reader, places_listed) for n in _recognised_names(reader)]
    recognised = [n for n in recognised if not _hidden(n, places_listed, headlined)]
    places_recognised = _ByPlace(recognised)
    listed = [n for n in listed if not _swallowed(n, places_recognised)]
    taken = {i for n in (*listed, *recognised) for i in range(n.start, n.end)}
    recognised += _titled_names(reader, taken)
    recognised += () if headlined else _craft_names(reader, taken)
    return sorted((*listed, *recognised), key=lambda n: (n.start, -n.end))


# ---- names that the recogniser sees -----------------------------------------------------------------------


def _recognised_names(reader: NameReader) -> Iterator[FoundName]:
    entities = reader.doc.ents
    whole = [ent for ent in entities if len(ent) > 1]
    full = {ent.text for ent in whole} | {ent[-1].text for ent in whole if ent.label_ == "PERSON"}
    for entity in entities:
        kind = _TYPES.get(entity.label_)
        span = _repair(reader, entity) if kind else None
        if kind is None or span is None or _is_compound(span, reader, full) or _is_place(span, kind, reader):
            continue
        if kind == "group" and (span[-1].dep_ in MODIFIERS or span[-1].tag_ not in ("NNS", "NNPS")):
            continue  # "Shiite" in "Shiite leaders" names nobody
        if (
            kind == "organisation"
            and 1 < len(span) < 4
            and span.start
            and _announces_person(reader, _word_before(span))
        ):
            kind = "person"
        if kind == "person" and (any(t.like_num for t in span) or span[0].lower_ in reader.lexicon.ship_prefixes):
            kind = "organisation"  # a ship, a flight, a rocket
        name = _start_of_holder(span, reader) if kind == "organisation" else span.start
        if name > span.start:
            yield reader.found(span.start, name, kind)
        yield reader.found(name, span.end, "person" if name > span.start else kind)


def _start_of_holder(span: Tokens, reader: NameReader) -> int:
    """Where a person's name begins in "commander of the Harbour Guard Abara Nuru", which the recogniser takes for one.

    A noun for an office that has no article is a title, and a name must follow it.
    """
    lexicon, start = reader.lexicon, span.start
    bodies = [t.i for t in span[:-1] if _is_body_word(t, lexicon)]
    if not bodies or not 2 <= span.end - bodies[-1] - 1 <= _LONGEST_HOLDER or span.root.dep_ not in _HOLDS:
        return start
    of = start - 2 if start > 1 and span.doc[start - 1].lower_ == "the" else start - 1
    office = span.doc[of - 1] if of > 0 and span.doc[of].lower_ == "of" else None
    if office is None or office.lemma_.lower() not in lexicon.offices or office.dep_ in _HOLDS:
        return start
    return bodies[-1] + 1


def _is_body_word(token: Token, lexicon: ActorLexicon) -> bool:
    """True for "Guard", "Forces", "Council" in a name."""
    words = {token.lower_, token.lower_.removesuffix("s")}
    return bool(words & lexicon.groups) or any(words & nouns for nouns in lexicon.hypernyms.values())


def _word_before(span: Tokens) -> Token:
    """ "spokesman" of "spokesman Gastón Ferro", and of "the spokesman, Gastón Ferro" which only adds his name."""
    before: Token = span.doc[span.start - 1]
    return span.root.head if before.text == "," and span.root.dep_ == "appos" else before


def _is_compound(span: Tokens, reader: NameReader, names: set[str]) -> bool:
    """As in "pro-Dahl", "Dahl-Norway", "Dahl-Moreno": two names, or a name and a prefix, but nobody's name."""
    first, _, second = span.text.partition("-")
    if not second or "-" in second:
        return False
    if " " not in span.text and _is_prefix_or_state(first, second, reader):
        return True
    return first in names and second in names


def _is_prefix_or_state(first: str, second: str, reader: NameReader) -> bool:
    if first.lower() in reader.lexicon.name_prefixes:
        return True
    return any((sense := reader.gazetteer.lookup(part)) and sense.key.startswith("state:") for part in (first, second))


def _is_place(span: Tokens, kind: ActorType, reader: NameReader) -> bool:
    """True for what the recogniser takes for a body though it is a large city, a region or a water."""
    if kind != "organisation" or reader.places is None or reader.gazetteer.lookup(span.text):
        return False
    return any(p.kind in ("region", "land", "water") or p.weight >= _LARGE for p in reader.places.named(span.text))


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
    if token.is_punct or token.is_space or token.pos_ in _NO_NAME_STARTS or token.tag_ == "POS":
        return True
    is_title = any(
        lower in words for words in (reader.lexicon.titles, reader.lexicon.offices, reader.lexicon.office_modifiers)
    )
    return token.ent_type_ == "PERSON" and is_title


def _whole_name(reader: NameReader, start: int, end: int) -> tuple[int, int]:
    doc, whole = reader.doc, end - start > 1
    while end < len(doc) and _continues_name(reader, doc[end]) and not (whole and _opens_second(reader, doc[end])):
        end += 1
    while start > 0 and doc[start - 1].pos_ == "PROPN" and _continues_name(reader, doc[start - 1]):
        if whole and doc[start - 1].text == "-":
            break
        if doc[start - 1].head.i not in range(start, end) or reader.gazetteer.lookup(doc[start - 1].text):
            break
        start -= 1
    return start, end


def _opens_second(reader: NameReader, token: Token) -> bool:
    """True for the "-" of "Ana Dahl-Per Moreno", where a second whole name follows."""
    first, second = token.i + 1, token.i + 2
    if token.text != "-" or second >= len(token.doc):
        return False
    return all(_continues_name(reader, token.doc[i]) for i in (first, second)) and token.doc[second].text != "-"


def _continues_name(reader: NameReader, token: Token) -> bool:
    """True for the "-" and "Haddad" after "Karim al"."""
    if token.text == "-":
        inner = 0 < token.i < len(token.doc) - 1
        return inner and not token.whitespace_ and not token.nbor(-1).whitespace_ and token.nbor().text[:1].isupper()
    lower = token.lower_.rstrip(".")
    if lower in reader.lexicon.titles or token.ent_type_ not in ("", "PERSON", "GPE"):
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


def _craft_names(reader: NameReader, taken: set[int]) -> Iterator[FoundName]:
    """Ships that the recogniser missed: "the tanker Blue Heron", "the vessel, the Blue Heron, was stopped"."""
    doc = reader.doc
    for craft in doc[:-1]:
        if craft.lemma_.lower() not in reader.lexicon.crafts or craft.tag_ != "NN":
            continue
        at = craft.i + 1
        if doc[at].text == "," and at + 2 < len(doc):
            at += 2 if doc[at + 1].lower_ == "the" else 1
        end = at
        while end < len(doc) and end not in taken and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
            end += 1
        if end > at and (at == craft.i + 1 or (doc[end - 1].dep_ == "appos" and doc[end - 1].head == craft)):
            yield reader.found(at, end, "organisation")


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


class _ByPlace:
    """Names of a block, to be asked which of them a name touches: a text may name thousands."""

    def __init__(self, names: Sequence[FoundName]) -> None:
        self._sorted = sorted(enumerate(names), key=lambda pair: pair[1].start)
        self._starts = [name.start for _, name in self._sorted]
        self._longest = max((name.end - name.start for name in names), default=0)

    def touching(self, name: FoundName) -> list[FoundName]:
        """Those that share a token with the name, in the order in which they were given."""
        first = bisect_left(self._starts, name.start - self._longest)
        near = sorted(self._sorted[first : bisect_left(self._starts, name.end)], key=lambda pair: pair[0])
        return [other for _, other in near if other.end > name.start]


def _without_owner(name: FoundName, reader: NameReader, listed: _ByPlace) -> FoundName:
    """As in "the World Bank’s Rescue Unit": the unit alone, its owner is a name of its own."""
    for owner in listed.touching(name):
        if owner.start == name.start and owner.end + 1 < name.end and reader.doc[owner.end].tag_ == "POS":
            return reader.found(owner.end + 1, name.end, name.type)
    return name


def _is_title_case(doc: Doc) -> bool:
    """True for a headline in which nearly every word has a capital, so that capitals tell no names."""
    words = [t for t in doc if t.is_alpha and len(t) > 3]
    return len(words) > 4 and sum(t.text[0].isupper() for t in words) >= 0.7 * len(words)


def _hidden(name: FoundName, listed: _ByPlace, headlined: bool) -> bool:
    """True where a listed name says it better: the same words, around them, or a body within a loose run."""
    for other in listed.touching(name):
        if other.start <= name.start and name.end <= other.end:
            return True
        inside = name.start <= other.start and other.end <= name.end
        if inside and (headlined or (other.type != "state" and name.type != "person" and other.end == name.end)):
            return True
        if not inside and other.start < name.end and name.start < other.end:
            return True
    return False


def _swallowed(name: FoundName, recognised: _ByPlace) -> bool:
    """True for "Jordan" within a person's name, or a plain place within a body's ("University of Chad")."""
    for other in recognised.touching(name):
        if other.start <= name.start and name.end <= other.end:
            return (
                other.type == "person" or name.sense not in ("adjective", "name", "office") or name.start > other.start
            )
    return False
