"""Which full names of persons are to be compared, and of these which can be one person's."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from dragoman.linking.name_sounds import Word, blocking_sound, partner_sounds
from dragoman.linking.names import SAME, PersonName, compare_parsed, nickname_groups
from dragoman.resources.name_forms import NameForms

_CROWDED = 400  # names under one key; beyond that the key tells nothing


@dataclass(frozen=True, slots=True)
class _Sought:
    """What each word of a name seeks in another name to be its partner there, and what all of them show."""

    seeks: tuple[frozenset[str], ...]
    shows: frozenset[str]
    run: str  # the consonants of all words
    by_letters: bool  # names in Chinese characters are compared letter by letter

    def may_fit(self, other: "_Sought") -> bool:
        """False where each has a word that finds no partner in the other: such names are never one."""
        if self.run == other.run or self.by_letters or other.by_letters:
            return True
        return _all_find(self.seeks, other.shows) or _all_find(other.seeks, self.shows)


def find_fitting(full: Mapping[str, PersonName], forms: NameForms) -> Iterator[tuple[str, str]]:
    """Any two names that can be one person's."""
    names = list(full)
    blocks: dict[str, list[int]] = defaultdict(list)
    keys = [[blocks[key] for key in name_keys(parts, forms)] for parts in full.values()]
    for number, block in enumerate(keys):
        for held in block:
            held.append(number)
    words = _Words(forms)
    sought = [words.sought(parts) for parts in full.values()]
    for number, name in enumerate(names):
        met = {n for block in keys[number] if len(block) <= _CROWDED for n in block[bisect_right(block, number) :]}
        own = sought[number]
        for other in sorted(met):
            if own.may_fit(sought[other]) and compare_parsed(full[name], full[names[other]], forms).score >= SAME:
                yield name, names[other]


def name_keys(name: PersonName, forms: NameForms) -> set[str]:
    """Two sounds that one-person names share: the first with any other, neighbours, or all run together."""
    groups = nickname_groups(forms.nicknames)
    heads = [_plain_form(w.text, groups, forms) for w in name.words[:8]]
    pairs = {" ".join(sorted((heads[0], other))) for other in heads[1:]}
    pairs |= {" ".join(sorted(pair)) for pair in pairwise(heads)}
    return pairs | {"".join(blocking_sound(w.text) for w in name.words), heads[0][:1] + "." + heads[-1]}


def _plain_form(text: str, groups: Mapping[str, tuple[int, ...]], forms: NameForms) -> str:
    """A nickname's group in place of its sound."""
    return min(forms.nicknames[groups[text][0]]) if text in groups else blocking_sound(text)


def _all_find(seeks: tuple[frozenset[str], ...], shown: frozenset[str]) -> bool:
    return not any(map(shown.isdisjoint, seeks))


class _Words:
    """What words seek and show; those of one spelling are kept once."""

    def __init__(self, forms: NameForms) -> None:
        self._groups = nickname_groups(forms.nicknames)
        self._known: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def sought(self, name: PersonName) -> _Sought:
        """What a name's words seek and show."""
        found = [self._of(word) for word in name.words]
        shows = frozenset().union(*(shown for _, shown in found))
        return _Sought(tuple(seeks for seeks, _ in found), shows, "".join(name.skeletons), name.script == "han")

    def _of(self, word: Word) -> tuple[frozenset[str], frozenset[str]]:
        """A letter alone finds any word that begins with it, and a word such a letter: "=j" and "~j"."""
        known = self._known.get(word.text)
        if known is None:
            both = partner_sounds(word) | {f"#{group}" for group in self._groups.get(word.text, ())}
            letter, begun = f"={word.text[0]}", f"~{word.text[0]}"
            single = len(word.text) == 1
            seeks, shows = both | {begun if single else letter}, both | ({begun, letter} if single else {begun})
            known = self._known[word.text] = frozenset(seeks), frozenset(shows)
        return known
