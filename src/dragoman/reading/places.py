"""Find where a report says that something is: "in Sanaa", "off the coast of Yemen", but not "Tehran believes"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dragoman.datamodel import Place, Span
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.resources.places import KnownPlace, LocationWords, PlaceGazetteer, fold_place

# "BEIRUT, Lebanon (AP) — …", "OSLO, March 3 — …": the place is in capitals, a dash ends it.
_DATELINE = re.compile(r"[^\W\d_a-z][^a-z\n]{2,60}?(?:,[^\n—–(-]{1,40})?(?:\([^()\n]{2,40}\)\s?)?\s?[—–-]{1,2}\s")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_LISTING = re.compile(r",?\s(?:and\s|or\s)?")
_LARGER = frozenset({"PERSON", "ORG", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_NO_PLACE = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "LANGUAGE"})
_LARGE = 5.5  # the log of a city's people
_FAR = 5  # characters between a place and the country that says which one is meant


@dataclass(frozen=True, slots=True)
class _Named:
    """A place's name in the text, with all that it could mean; `located` where it stands for a location."""

    span: Span
    choices: tuple[KnownPlace, ...]
    located: bool


def find_places(parsed: ParsedReport, places: PlaceGazetteer) -> tuple[Place, ...]:
    """Every name that stands for a location, in reading order, resolved to the likeliest place of that name."""
    named = _with_listed(parsed, sorted(_all_named(parsed, places), key=lambda n: n.span))
    countries = _countries_spoken_of(parsed, named, places)
    found = []
    for i, name in enumerate(named):
        container = named[i + 1] if i + 1 < len(named) else None
        around = _container_country(parsed, name, container, places.words)
        if name.located and not (i and _names_container_of(parsed, named[i - 1], name, places.words)):
            place = _resolve(name, around, countries)
            town = _town_of(parsed, name, container, places.words)
            found.append(replace(place, name=f"{place.name}, {town}") if town else place)
    return tuple(found)


def _all_named(parsed: ParsedReport, places: PlaceGazetteer) -> Iterator[_Named]:
    for block in parsed.blocks:
        opening = _DATELINE.match(block.doc.text) if block.role == "body" else None
        for tokens in _scan(block, places):
            choices = places.named(tokens.text)
            in_dateline = opening is not None and tokens.end_char <= opening.end()
            yield _Named(block.span_of(tokens), choices, in_dateline or _is_located(tokens, choices, places))
    for stated in parsed.report.blocks:
        if stated.role == "dateline":
            yield from _in_dateline(parsed, stated.start, stated.end, places)


def _with_listed(parsed: ParsedReport, named: list[_Named]) -> list[_Named]:
    """In Saada, Marib and Taiz: what stands in a list between two locations is one."""
    found = list(named)
    for i in range(1, len(named) - 1):
        before, here, after = named[i - 1 : i + 2]
        gaps = (parsed.text[before.span.end : here.span.start], parsed.text[here.span.end : after.span.start])
        if before.located and after.located and all(_LISTING.fullmatch(gap) for gap in gaps):
            found[i] = replace(here, located=True)
    return found


def _in_dateline(parsed: ParsedReport, start: int, end: int, places: PlaceGazetteer) -> Iterator[_Named]:
    """The places of a dateline that stands apart from the text."""
    words = list(_NAME_WORD.finditer(parsed.text, start, min(end, start + 200)))
    i = 0
    while i < len(words):
        for j in range(min(len(words), i + places.longest), i, -1):
            span = Span(parsed.report.document, words[i].start(), words[j - 1].end())
            if choices := places.named(parsed.words(span)):
                yield _Named(span, choices, located=True)
                i = j - 1
                break
        i += 1


def _scan(block: ParsedBlock, places: PlaceGazetteer) -> Iterator[Tokens]:
    """Every listed name of the block, the longest first, but for those within a larger name ("Bank of Oslo")."""
    doc, i = block.doc, 0
    words = [t.text for t in doc]
    starts = [fold_place(word).split(" ", 1)[0] in places.heads for word in words]
    capital = [word != word.lower() and any(map(str.isupper, word)) for word in words]
    while i < len(doc):
        found = _longest_at(doc, words, capital, i, places) if starts[i] else None
        if found is not None and not _is_part_of_name(found) and not _is_something_else(found, places):
            yield found
        i = found.end if found is not None else i + 1


def _longest_at(
    doc: Doc, words: Sequence[str], capital: Sequence[bool], i: int, places: PlaceGazetteer
) -> Tokens | None:
    last = min(len(words), i + places.longest + 2)
    if not any(capital[i:last]):
        return None
    for j in range(last, i, -1):
        if words[j - 1][:1].isalnum() and any(capital[i:j]):
            tokens = doc[i:j]
            if places.named(tokens.text):
                return tokens
    return None


def _is_part_of_name(tokens: Tokens) -> bool:
    """The Oslo Herald, Bank of Oslo, Jordan Smith: a body or person that is called by a place."""
    first, last = tokens[0], tokens[-1]
    entity = _entity_around(first) if first.ent_type_ in _LARGER else None
    others = (t for t in entity if not tokens.start <= t.i < tokens.end) if entity is not None else ()
    if entity is not None and tokens.end <= entity.end and any(t.text[:1].isupper() for t in others):
        return True
    following = last.nbor() if last.i + 1 < len(tokens.doc) else None
    leads = following is not None and following.pos_ == "PROPN" and last.dep_ == "compound" and last.head.i > last.i
    follows = first.i > 0 and first.nbor(-1).dep_ == "compound" and first.nbor(-1).head in tokens
    return leads or (follows and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).text[:1].isupper())


def _entity_around(token: Token) -> Tokens:
    """The recogniser's entity that holds the token; `Doc.ents` makes all of them anew each time."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return doc[start:end]


def _is_something_else(tokens: Tokens, places: PlaceGazetteer) -> bool:
    """March is a month, and Warren mostly a person: a small town's name needs the recogniser's consent."""
    likeliest = places.named(tokens.text)[0]
    small = likeliest.kind == "city" and likeliest.weight < _LARGE
    return tokens[0].ent_type_ in _NO_PLACE or (small and tokens[0].ent_type_ == "PERSON")


def _is_located(tokens: Tokens, choices: tuple[KnownPlace, ...], places: PlaceGazetteer) -> bool:
    acts = choices[0].kind in ("country", "seat") or places.is_capital(tokens.text)
    root, words = _first_conjunct(tokens.root), places.words
    if root.dep_ in ("pobj", "pcomp"):
        return _prepared(root.head, acts, words) and not (choices[0].kind == "seat" and root.head.lower_ == "of")
    if choices[0].kind == "seat":
        return False
    if root.dep_ == "poss":
        return root.head.lower_ in words.place_nouns or root.head.lemma_ in words.place_nouns
    if root.dep_ in ("dobj", "nsubjpass"):
        return root.head.lemma_ in words.reaching_verbs
    if root.dep_ in ("compound", "nmod"):  # Red Sea shipping
        return choices[0].kind == "water" and root.head.pos_ == "NOUN"
    before = tokens[0].nbor(-1) if tokens.start > 0 else None
    return before is not None and before.lower_ in words.always


def _first_conjunct(token: Token) -> Token:
    """In Iraq and Syria: "Syria" stands as "Iraq" does; so does a name that explains another."""
    for _ in range(20):
        if token.dep_ not in ("conj", "appos") or token.head.pos_ not in ("PROPN", "NOUN"):
            return token
        token = token.head
    return token


def _prepared(preposition: Token, acts: bool, words: LocationWords) -> bool:
    """True for a preposition that makes its object a location, with a governed motion where the object could act."""
    if preposition.lower_ in words.always:
        return True
    governor = preposition.head
    for _ in range(3):  # out of the port, from near the coast
        if governor.pos_ != "ADP":
            break
        governor = governor.head
    if preposition.lower_ == "of":
        return governor.lower_ in words.place_nouns or governor.lemma_ in words.place_nouns
    moving = words.motion_words | words.reaching_verbs
    moves = governor.lemma_.lower() in moving or any(  # stepped up his trips to Norland
        c.dep_ == "dobj" and c.lemma_.lower() in moving for c in governor.children
    )
    return preposition.lower_ in words.in_motion and (moves or (preposition.lower_ in words.plain and not acts))


def _countries_spoken_of(parsed: ParsedReport, named: list[_Named], places: PlaceGazetteer) -> Counter[str]:
    """How often the report names each country, its people, or a place that can only be there."""
    counts: Counter[str] = Counter()
    for name in named:
        sure = {c.country for c in name.choices}
        if name.choices[0].kind == "country" or len(sure) == 1:
            counts.update(c for c in (name.choices[0].country,) if c)
    for block in parsed.blocks:
        words = (fold_place(t.text) for t in block.doc if t.text[:1].isupper())
        counts.update(places.adjectives[w] for w in words if w in places.adjectives)
    return counts


def _container_country(parsed: ParsedReport, name: _Named, after: _Named | None, words: LocationWords) -> str | None:
    """Tripoli, Lebanon: the country that is named right behind."""
    if after is not None and _names_container_of(parsed, name, after, words):
        return after.choices[0].country
    return None


def _names_container_of(parsed: ParsedReport, inner: _Named, outer: _Named, words: LocationWords) -> bool:
    """True where the second only says in which country or region the first lies."""
    between, kind = parsed.text[inner.span.end : outer.span.start], outer.choices[0].kind
    wider = kind == "country" or (kind == "region" and inner.choices[0].kind in ("city", "site"))
    if not wider or between.strip() not in words.bridges or len(between) > _FAR:
        return False
    return any(c.country == outer.choices[0].country for c in inner.choices if c.kind != "country")


def _town_of(parsed: ParsedReport, site: _Named, town: _Named | None, words: LocationWords) -> str | None:
    """The Green Zone in Baghdad: a site goes by its town too where that is named right behind."""
    if town is None or site.choices[0].kind != "site" or town.choices[0].kind != "city":
        return None
    between = parsed.text[site.span.end : town.span.start]
    return town.choices[0].name if between.strip() in words.bridges and len(between) <= _FAR else None


def _resolve(name: _Named, around: str | None, countries: Counter[str]) -> Place:
    """By the country named beside it, else by the countries that the report speaks of, else by size."""
    most = max(countries.values(), default=0)

    def fits(choice: KnownPlace) -> tuple[bool, float]:
        spoken = max((countries[c] for c in choice.countries), default=0)
        return around in choice.countries, choice.weight + (1.0 + 0.7 * spoken / most if spoken else 0.0)

    best = max(name.choices, key=fits)
    return Place(best.name, best.country, best.lat, best.lon, name.span)
