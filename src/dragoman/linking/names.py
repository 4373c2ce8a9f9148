"""Are two names one person's? Spelling variants meet in a skeleton of consonants; given names must not differ."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.linking.name_sounds import Word, can_be_one, is_syllable, make_word, split_words
from dragoman.resources.name_forms import NameForms

SAME = 0.8  # from here on two names are taken for one person's


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How likely two names are one person's, 0 to 1, and why in words for the reader."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; `junior` where it says so, `script` where it is not written in Latin letters."""

    words: tuple[Word, ...]
    junior: bool
    script: str = ""

    @property
    def skeletons(self) -> tuple[str, ...]:
        """The consonant skeleton of each word."""
        return tuple(w.skeleton for w in self.words)

    @property
    def initials(self) -> tuple[str, ...]:
        """Single letters, as in "H.W."."""
        return tuple(w.text for w in self.words if len(w.text) == 1)


def compare_names(a: str, b: str, forms: NameForms) -> NameComparison:
    """As in "Karim al-Haddad" and "Kareem Haddad": one; "Karim bin Farid" and "Karim bin Yusuf": two."""
    return compare_parsed(parse_name(a, forms), parse_name(b, forms), forms)


def parse_name(name: str, forms: NameForms) -> PersonName:
    """The words of a name without titles and particles, in Latin letters."""
    words, script = split_words(name, forms)
    junior = any(w in forms.juniors for w in words)
    dropped = forms.juniors | forms.seniors
    kept = [w for w in words if w not in dropped]
    return PersonName(tuple(_words(kept, script, forms)), junior, script)


@lru_cache(maxsize=4)
def nickname_groups(nicknames: tuple[frozenset[str], ...]) -> dict[str, tuple[int, ...]]:
    """For each nickname the numbers of its groups, in their order."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(nicknames):
        for word in group:
            found[word].append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


def compare_parsed(a: PersonName, b: PersonName, forms: NameForms) -> NameComparison:
    """The comparison of two names that were taken apart before."""
    if not a.words or not b.words:
        return NameComparison(0.0, "a name without letters")
    if [w.text for w in a.words] == [w.text for w in b.words]:
        return NameComparison(*((0.4, "father and son") if a.junior != b.junior else (1.0, "the same words")))
    if "han" in (a.script, b.script):
        return _compare_letters(a, b)
    if a.junior != b.junior and _same_but_initials(a, b):
        return NameComparison(0.4, "father and son")
    if a.initials and b.initials and set(a.initials) != set(b.initials) and _same_but_initials(a, b):
        return NameComparison(0.3, "their initials differ")
    strict = all(map(is_syllable, (*a.words, *b.words)))
    if "".join(a.skeletons) == "".join(b.skeletons) and _vowels_agree(a, b, strict=strict):
        return NameComparison(0.9, "they sound the same")
    return _compare_partners(a, b, _pair_words(a, b, forms, strict=strict), forms)


def _compare_partners(a: PersonName, b: PersonName, pairs: list[tuple[int, int]], forms: NameForms) -> NameComparison:
    left_a, left_b = len(a.words) - len(pairs), len(b.words) - len(pairs)
    if left_a and left_b:
        return NameComparison(0.1 if pairs else 0.0, "each has a word that the other lacks")
    if not left_a and not left_b:
        if _turned(pairs) and not _may_turn(a, b, forms):
            return NameComparison(0.4, "the same words, but the other way round")
        return NameComparison(0.9, "each word has its partner")
    if len(pairs) >= 2 and [j for _, j in sorted(pairs)] == sorted(j for _, j in pairs):
        return NameComparison(0.85, "the shorter is part of the longer")
    return NameComparison(0.5, "too little in common, the other name is longer")


# ---- words ---------------------------------------------------------------------------------------------------


def _words(kept: list[str], script: str, forms: NameForms) -> Iterator[Word]:
    """Titles fall away at the start and small words before another; the last word always stays ("Larry King")."""
    after, started = "", script in ("han", "hangul")
    for at, word in enumerate(kept):
        last = at == len(kept) - 1
        given = not started and any(word in group for group in forms.nicknames)  # "Ben" is no "son of" here
        if not last and script not in ("han", "hangul") and word in forms.particles and not given:
            after = word
            continue
        if not last and not started and word in forms.titles:
            continue
        for part in _unfold_servant(word, forms):
            yield make_word(part, script, after)
        after, started = "", True


def _unfold_servant(word: str, forms: NameForms) -> list[str]:
    """As in "abdulkarim" as "abd", "karim"; "abdel" as "abd"."""
    if word in forms.servants:
        return ["abd"]
    for start in sorted(forms.servants, key=len, reverse=True):
        rest = word.removeprefix(start)
        if rest != word and len(rest) >= 4 and rest[0] not in "aeiou" and not rest.startswith("ll"):
            return ["abd", rest]
    return [word]


def _compare_letters(a: PersonName, b: PersonName) -> NameComparison:
    """As in 王 (Wang): a Chinese character has one spelling in Latin letters."""
    if "".join(w.text for w in a.words) == "".join(w.text for w in b.words):
        return NameComparison(0.95, "the same letters when spelled out")
    return NameComparison(0.1, "other letters when spelled out")


def _same_but_initials(a: PersonName, b: PersonName) -> bool:
    """As in "Jan K. Moen" and "Jan L. Moen"."""
    plain_a, plain_b = ([w.text for w in n.words if len(w.text) > 1] for n in (a, b))
    return plain_a == plain_b and len(plain_a) > 1


def _vowels_agree(a: PersonName, b: PersonName, *, strict: bool) -> bool:
    return len(a.words) != len(b.words) or all(
        can_be_one(x, y, strict=strict) for x, y in zip(a.words, b.words, strict=True)
    )


# ---- partners ------------------------------------------------------------------------------------------------


def _pair_words(a: PersonName, b: PersonName, forms: NameForms, *, strict: bool) -> list[tuple[int, int]]:
    """One partner a word, in the best way first: the same letters, then nicknames, sounds, initials."""
    pairs: list[tuple[int, int]] = []
    groups = nickname_groups(forms.nicknames)
    tests = (
        lambda x, y: x.text == y.text,
        lambda x, y: not set(groups.get(x.text, ())).isdisjoint(groups.get(y.text, ())),
        lambda x, y: can_be_one(x, y, strict=strict),
        lambda x, y: (len(x.text) == 1 or len(y.text) == 1) and x.text[0] == y.text[0],
    )
    for test in tests:
        for i, word in enumerate(a.words[:12]):
            for j, other in enumerate(b.words[:12]):
                free = all(i != p and j != q for p, q in pairs)
                if free and test(word, other):
                    pairs.append((i, j))
    return pairs


def _turned(pairs: list[tuple[int, int]]) -> bool:
    return sorted(pairs) == [(0, 1), (1, 0)]


def _may_turn(a: PersonName, b: PersonName, forms: NameForms) -> bool:
    """As in "Jang Min" and "Min Jang", spelled alike; not where both are given names: a man and his father."""
    if all(w.skeleton in forms.given_sounds for w in a.words):
        return False
    return bool(a.script or b.script) or {w.text for w in a.words} == {w.text for w in b.words}
