"""What one report tells in another's sentences, word for word: it follows the original and is weighed with no other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

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


def find_echoes(told: Mapping[str, Telling], among: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What only repeats another report's sentences on an event, and what it repeats, which itself repeats nothing.

    `among` hold all those with a sentence that another has too.
    """
    names = list(among)
    holders: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for sentence in told[name].sentences:
            holders[sentence].add(name)
    for name in names:
        yield from _originals(name, told, holders)


def _originals(name: str, told: Mapping[str, Telling], holders: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    telling = told[name]
    if not telling.sentences:
        return
    common = set.intersection(*(holders[s] for s in telling.sentences))
    original = min((o for o in common if o == name or _may_be_one(telling, told[o])), key=lambda o: _rank(told[o], o))
    if original != name:
        yield name, original


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
