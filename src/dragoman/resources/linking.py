"""Words that link or tell apart two tellings of an event (`data/languages/*/linking.yaml`)."""

import re
from functools import cached_property, lru_cache

import msgspec

from dragoman.resources.loading import data_folder, load_yaml

_SHORTEST_STEM = 3


class LinkingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One language's lists, by their names in the file."""

    rounds: dict[str, int]
    others: frozenset[str]
    besides: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    behind_nouns: frozenset[str]
    going_on: frozenset[str]
    topical: frozenset[str]
    repeatedly: frozenset[str]
    plural_of_one: frozenset[str]
    lasting: frozenset[str]
    since: frozenset[str]
    empty: frozenset[str]
    usual: frozenset[str]
    endings: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]
    asides: tuple[str, ...]

    @cached_property
    def family_of(self) -> dict[str, str]:
        """From a stem to the first word of its family."""
        return {self.stem(word): family[0] for family in self.families for word in family}

    @cached_property
    def aside(self) -> re.Pattern[str]:
        """What a report says of other reports."""
        return re.compile("|".join(self.asides))

    @cached_property
    def usual_stems(self) -> frozenset[str]:
        """Stems of the words that tell of anything."""
        return frozenset(self.stem(word) for word in self.usual)

    @cached_property
    def lasting_stems(self) -> frozenset[str]:
        """Stems of the words that tell how somebody fares."""
        return frozenset(self.stem(word) for word in self.lasting)

    @cached_property
    def stem(self) -> "Stemmer":
        """`stem("seizure")` and `stem("seized")` are the same."""
        return Stemmer(self.endings)


class Stemmer:
    """Cuts the first ending of the list that leaves three letters or more; remembers what it cut."""

    def __init__(self, endings: tuple[str, ...]) -> None:
        self._endings = sorted(endings, key=lambda e: (-len(e), e))
        self._cut = lru_cache(maxsize=100_000)(self._cut_ending)

    def __call__(self, word: str) -> str:
        """The stem of a word in small letters."""
        return self._cut(word)

    def _cut_ending(self, word: str) -> str:
        if word[:1].isdigit():
            return word
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                word = word[: -len(ending)]
                break
        if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "els":
            word = word[:-1]
        if len(word) > _SHORTEST_STEM and word[-1] in "ey":
            word = word[:-1] + ("i" if word[-1] == "y" else "")
        return word


def load_linking_words() -> LinkingWords:
    """The English words of the installed package."""
    return load_yaml(data_folder() / "languages" / "en" / "linking.yaml", LinkingWords)
