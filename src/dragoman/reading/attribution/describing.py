"""Unnamed sources in parts: "two senior Zubrowkan officials" -> 2, "senior officials", Zubrowka."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from dragoman.datamodel import Attribution, Hop
from dragoman.reading.parsing import ParsedReport
from dragoman.resources.actor_lexicon import ActorLexicon
from dragoman.resources.gazetteer import Entry, Gazetteer, fold_name

_LONGEST = 200  # characters of a description that are looked at
_COMPARING = frozenset(("more", "fewer", "less"))
_WIDEST = 6  # words of a name within it
_EDGES = ' ,;:."“”()'
_JOINING = frozenset({"and", "or", "&"})
_WHOSE = frozenset({"name", "adjective", "people", "capital", "seat"})


def describe_sources(
    attributions: Iterable[Attribution], parsed: ParsedReport, gazetteer: Gazetteer, lexicon: ActorLexicon
) -> tuple[Attribution, ...]:
    """The attributions with each unnamed hop taken apart."""

    def described(hop: Hop) -> Hop:
        if hop.named:
            return hop
        found = describe_source(hop, parsed.text[: hop.span.start], gazetteer, lexicon)
        begins = found.noun is not None and hop.name.startswith(found.noun) and not _is_proper(parsed, hop)
        return replace(found, noun=_lower_first(found.noun or "")) if begins else found

    return tuple(replace(a, hops=tuple(map(described, a.hops))) for a in attributions)


def _is_proper(parsed: ParsedReport, hop: Hop) -> bool:
    """True where the description begins with a name, which keeps its capital inside a line."""
    tokens = next((t for t in (b.tokens_of(hop.span) for b in parsed.blocks) if t is not None), None)
    return tokens is None or tokens[0].pos_ == "PROPN" or tokens[0].ent_type_ != ""


def _lower_first(noun: str) -> str:
    return noun[:1].lower() + noun[1:] if noun[1:2].islower() else noun


def describe_source(hop: Hop, before: str, gazetteer: Gazetteer, lexicon: ActorLexicon) -> Hop:
    """One unnamed hop with its noun, whose it is, and whether its number is exact; `before` is the text before it."""
    words = [w for w in hop.name[:_LONGEST].split() if w.strip(_EDGES)]
    kept: list[str] = []
    owners: dict[str, None] = {}
    at = 0
    while at < len(words):
        entry, width = _owner_at(words, at, gazetteer)
        if entry is None and hop.affiliation:
            width = _same_words(words, at, hop.affiliation)
        if width:
            owners[_short(entry) if entry else hop.affiliation or ""] = None
            kept.append("")  # a name stood here
            at += width
        else:
            kept.append(words[at])
            at += 1
    noun = " ".join(_without_frame(kept, lexicon))
    if hop.affiliation and not owners:
        owners[_short_name(hop.affiliation, gazetteer)] = None
    count = None if _is_one_body(noun, lexicon) or _is_at_most(words) else hop.count
    counted = count is not None and _is_counted(words, before, lexicon)
    return replace(hop, count=count, noun=noun or None, affiliations=tuple(owners), counted=counted)


def _is_at_most(words: list[str]) -> bool:
    """True for "fewer than 30 teachers", of whom there is no least number."""
    plain = [w.casefold() for w in words]
    return any(pair in (("fewer", "than"), ("less", "than")) for pair in pairwise(plain))


def _is_one_body(noun: str, lexicon: ActorLexicon) -> bool:
    return not lexicon.one_in_plural.isdisjoint(noun.casefold().split())


def _owner_at(words: list[str], at: int, gazetteer: Gazetteer) -> tuple[Entry | None, int]:
    """The state or body named from one word on, and how many words that takes; the longest goes first."""
    for width in range(min(_WIDEST, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + width]).strip(_EDGES)
        sense = gazetteer.lookup(phrase.removesuffix("’s").removesuffix("'s"))
        if sense is not None and sense.sense in _WHOSE and phrase[:1].isupper():
            return gazetteer.entry(sense.key), width
    return None, 0


def _same_words(words: list[str], at: int, name: str) -> int:
    width = len(name.split())
    phrase = " ".join(words[at : at + width]).strip(_EDGES).removesuffix("’s").removesuffix("'s")
    return width if name[:1].isupper() and fold_name(phrase) == fold_name(name) else 0


def _short(entry: Entry) -> str:
    return entry.short or entry.name


def _short_name(name: str, gazetteer: Gazetteer) -> str:
    sense = gazetteer.lookup(name)
    entry = gazetteer.entry(sense.key) if sense else None
    return _short(entry) if entry and sense and sense.sense in _WHOSE else name


def _without_frame(kept: list[str], lexicon: ActorLexicon) -> Iterator[str]:
    """The words without article, number, "unnamed", and what joined the names: "from … and …"."""
    begun = False
    for place, word in enumerate(kept):
        plain = word.strip(_EDGES).casefold()
        if not plain:
            continue
        beside = "" in kept[max(0, place - 1) : place + 2]
        following = next((w for w in kept[place + 1 :] if w and w.casefold() not in _JOINING | {"the"}), None)
        joins = beside and plain in _JOINING
        opens = plain in lexicon.complement_prepositions and (following is None or not begun)
        opening = not begun or kept[place + 1 : place + 2] == [""]
        plain = "than" if plain in _COMPARING and following == "than" else plain  # "more than 300 teachers"
        points = opening and (plain in lexicon.definite or plain in lexicon.pronouns)
        if joins or opens or points or _says_how_many(plain, lexicon) or plain in lexicon.nameless:
            continue
        begun = True
        yield word.strip(' ,;:"“”()')


def _says_how_many(word: str, lexicon: ActorLexicon) -> bool:
    return word in lexicon.numbers or word in lexicon.bounding or word.replace(",", "").isdecimal()


def _is_counted(words: list[str], before: str, lexicon: ActorLexicon) -> bool:
    """True for "two officials", not for "officials", "several officials", "at least two officials"."""
    plain = [w.strip(_EDGES).casefold() for w in words]
    if not lexicon.bounding.isdisjoint([*plain, *before[-20:].casefold().split()[-1:]]):
        return False
    return any(w.isdecimal() or (w in lexicon.numbers and w not in lexicon.vague_numbers) for w in plain)
