"""What one report tells in another's sentences, word for word: it follows the original and is weighed with no other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from hashlib import blake2b

from dragoman.datamodel import Comparison, EventMention
from dragoman.linking.tellings import Telling
from dragoman.linking.words import fold_words

_SHORTEST = 8  # words of a sentence: shorter ones ("The talks failed.") are written twice by chance
_LONGEST = 600  # characters


def read_sentence(mention: EventMention, text: str) -> frozenset[str]:
    """The sentence's words with the place of the mention among them; empty where it is short."""
    whole = mention.sentence or mention.extent
    start, end = max(whole.start, mention.trigger.start - _LONGEST), min(whole.end, mention.trigger.end + _LONGEST)
    before = fold_words(text[start : mention.trigger.start])
    words = (*before, *fold_words(text[mention.trigger.start : end]))
    return frozenset((f"{len(before)} {' '.join(words)}",)) if len(words) >= _SHORTEST else frozenset()


def find_echoes(told: Mapping[str, Telling]) -> Iterator[tuple[str, str]]:
    """What only repeats another report's sentences on an event, and what it repeats, which itself repeats nothing."""
    by_sentence: dict[bytes, list[str]] = defaultdict(list)
    for name, telling in told.items():
        for sentence in telling.sentences:
            by_sentence[_mark(sentence)].append(name)
    shared = {mark: frozenset(names) for mark, names in by_sentence.items() if len(names) > 1}
    by_sentence.clear()
    echoing = frozenset().union(*shared.values())
    for name in told:
        if name in echoing:
            yield from _originals(name, told, shared)


def _originals(
    name: str, told: Mapping[str, Telling], shared: Mapping[bytes, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    telling = told[name]
    holders = frozenset.intersection(*(shared.get(_mark(s), frozenset((name,))) for s in telling.sentences))
    originals = [o for o in holders if o == name or _may_be_one(telling, told[o])]
    original = min(originals, key=lambda o: _rank(told[o], o))
    if original != name:
        yield name, original


def _mark(sentence: str) -> bytes:
    """A short stand-in for a sentence: a million of them fit into memory."""
    return blake2b(sentence.encode(), digest_size=12).digest()


def repeats(name: str, original: str) -> Comparison:
    """The reason that a reader sees."""
    a, b = sorted((name, original))
    return Comparison(a, b, 1.0, ("one report tells it in the other's very words",))


def _may_be_one(a: Telling, b: Telling) -> bool:
    """Two reports, and the same time: of another week, "on Friday" is another day."""
    return a.reports.isdisjoint(b.reports) and a.days.gap(b.days) == 0 and not a.types.isdisjoint(b.types)


def _rank(telling: Telling, name: str) -> tuple[int, int, str]:
    """The original tells most, or ran first."""
    published = telling.published
    return -len(telling.sentences), published.latest or published.earliest or 0, name
