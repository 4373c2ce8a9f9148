"""Are two names one person's? Spelling variants meet in a skeleton of consonants; given names must not differ."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from dragoman.resources.name_forms import NameForms

SAME = 0.8  # from here on two names are taken for one person's

# Letters that transliterations exchange, longest first; vowels and the h inside a word fall away.
_HEARD = {
    **dict.fromkeys(("shch", "sch", "tch", "sh", "ch", "zh", "ts", "tz", "z"), "s"),
    **dict.fromkeys(("kh", "gh", "ck", "q", "c", "g"), "k"),
    **{"ph": "f", "th": "t", "dh": "d", "dj": "j", "x": "ks", "w": "v"},
}
_SOUND = re.compile("|".join(sorted(_HEARD, key=len, reverse=True)))
_GLIDE = re.compile(r"(?<=[aeiou])[yw](?![aeiou])|(?<=.)y")
_WEAK = re.compile("(?<=.)[vy]")  # written or not in scripts without vowels
_DARK, _OPEN = frozenset("ou"), frozenset("a")


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How likely two names are one person's, 0 to 1, and why in words for the reader."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    skeleton: str
    vowel: str
    scripted: bool


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; `junior` where it says so."""

    words: tuple[_Word, ...]
    junior: bool

    @property
    def skeletons(self) -> tuple[str, ...]:
        """The consonant skeleton of each word."""
        return tuple(w.skeleton for w in self.words)


def compare_names(a: str, b: str, forms: NameForms) -> NameComparison:
    """As in "Karim al-Haddad" and "Kareem Haddad": one; "Karim bin Farid" and "Karim bin Yusuf": two."""
    return compare_parsed(parse_name(a, forms), parse_name(b, forms), forms)


def parse_name(name: str, forms: NameForms) -> PersonName:
    """The words of a name without titles and particles, in Latin letters."""
    words = _split(name, forms)
    junior = any(w in forms.juniors for w in words)
    dropped = forms.juniors | forms.seniors
    kept = [w for w in words if w not in dropped]
    plain = [w for w in kept if w not in forms.particles and w not in forms.titles] or kept
    scripted = any(ord(c) > 0x24F and c.isalpha() for c in name)
    parts = [p for w in plain for p in _unfold_servant(w, forms)]
    return PersonName(tuple(_Word(w, *_sound(w), scripted) for w in parts), junior)


def compare_parsed(a: PersonName, b: PersonName, forms: NameForms) -> NameComparison:
    """The comparison of two names that were taken apart before."""
    if not a.words or not b.words:
        return NameComparison(0.0, "a name without letters")
    if [w.text for w in a.words] == [w.text for w in b.words]:
        return NameComparison(*((0.4, "father and son") if a.junior != b.junior else (1.0, "the same words")))
    if "".join(a.skeletons) == "".join(b.skeletons) and _vowels_agree(a, b):
        return NameComparison(0.9, "they sound the same")
    pairs = _pair_words(a, b, forms)
    left_a, left_b = len(a.words) - len(pairs), len(b.words) - len(pairs)
    if left_a and left_b:
        return NameComparison(0.1 if pairs else 0.0, "each has a word that the other lacks")
    if not left_a and not left_b:
        return NameComparison(0.9, "each word has its partner")
    if len(pairs) >= 2:
        return NameComparison(0.85, "the shorter is part of the longer")
    return NameComparison(0.5, "one word in common, the other name is longer")


# ---- words ---------------------------------------------------------------------------------------------------


def _split(name: str, forms: NameForms) -> list[str]:
    folded = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    latin = "".join(_latin(c, forms) for c in folded)
    return [w for w in re.split(r"[\s\-‐‑–.,/_]+", re.sub(r"[’‘'`´ʼ\"]", "", latin)) if w]


def _latin(char: str, forms: NameForms) -> str:
    if "가" <= char <= "힣":
        return char  # syllables are compared as they are
    return forms.letters.get(char, char)


def _unfold_servant(word: str, forms: NameForms) -> list[str]:
    """As in "abdulkarim" as "abd", "karim"; "abdel" as "abd"."""
    if word in forms.servants:
        return ["abd"]
    for start in sorted(forms.servants, key=len, reverse=True):
        rest = word.removeprefix(start)
        if rest != word and len(rest) >= 4 and rest[0] not in "aeiou":
            return ["abd", rest]
    return [word]


@lru_cache(maxsize=200_000)
def _sound(word: str) -> tuple[str, str]:
    """The consonants of a word as heard, and its first vowel: "mohammed" is ("mmd", "o")."""
    vowel = next((c for c in word if c in "aeiou"), "")
    heard = _GLIDE.sub("", word) if len(word) > 2 else word
    heard = _SOUND.sub(lambda m: _HEARD[m[0]], heard)
    first, rest = heard[:1], re.sub(r"[aeiouh]", "", heard[1:])
    skeleton = ("" if first in "aeiou" else first) + rest
    return re.sub(r"(.)\1+", r"\1", skeleton) or heard[:1], vowel


def _vowels_agree(a: PersonName, b: PersonName) -> bool:
    return len(a.words) != len(b.words) or all(map(_alike, a.words, b.words))


# ---- partners ------------------------------------------------------------------------------------------------


def _pair_words(a: PersonName, b: PersonName, forms: NameForms) -> list[tuple[int, int]]:
    """One partner a word, in the best way first: the same letters, then nicknames, sounds, initials."""
    pairs: list[tuple[int, int]] = []
    for test in (_spelled_alike, lambda x, y: _nicknames(x, y, forms), _alike, _initial):
        for i, word in enumerate(a.words[:12]):
            for j, other in enumerate(b.words[:12]):
                free = all(i != p and j != q for p, q in pairs)
                if free and test(word, other):
                    pairs.append((i, j))
    return pairs


def _spelled_alike(a: _Word, b: _Word) -> bool:
    return a.text == b.text


def _nicknames(a: _Word, b: _Word, forms: NameForms) -> bool:
    return any(a.text in group and b.text in group for group in forms.nicknames)


def _alike(a: _Word, b: _Word) -> bool:
    """The same consonants, and no "a" against "o": so "Hassan" is not "Hussein"."""
    if a.scripted or b.scripted:
        return _WEAK.sub("", a.skeleton) == _WEAK.sub("", b.skeleton)
    if a.skeleton != b.skeleton:
        return False
    if not a.vowel or not b.vowel:
        return True
    differ = (a.vowel in _DARK and b.vowel in _OPEN) or (a.vowel in _OPEN and b.vowel in _DARK)
    return not differ and (len(a.skeleton) > 1 or a.text[0] == b.text[0] or len(a.text) > 3)


def _initial(a: _Word, b: _Word) -> bool:
    return (len(a.text) == 1 or len(b.text) == 1) and a.text[0] == b.text[0]
