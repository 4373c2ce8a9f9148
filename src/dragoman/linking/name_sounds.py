"""How the words of names sound: consonants, vowels, scripts; and when two words can be spellings of one name."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from dragoman.resources.name_forms import NameForms

# Letters that transliterations exchange, longest first; vowels and the h inside a word fall away.
_HEARD = {
    **dict.fromkeys(("shch", "sch", "tch", "sh", "ch", "zh", "ts", "tz", "z"), "s"),
    **dict.fromkeys(("kh", "gh", "ck", "q", "c", "g"), "k"),
    **{"ph": "f", "th": "t", "dh": "d", "dj": "j", "x": "ks", "w": "v"},
}
_SOUND = re.compile("|".join(sorted(_HEARD, key=len, reverse=True)))
_GLIDE = re.compile(r"(?<=[aeiou])[yw](?![aeiou])|(?<=.)y")
_WEAK = re.compile("(?<=.)[vyj]")  # written or not in scripts without vowels
_HEBREW_WEAK = re.compile("(?<=.)[vyjb]")  # one letter for b and v
_VOWELS = re.compile(r"[aeiou]+(?:[yw][aeiou]+)*(?:y(?![aeiou]))?|(?<=[^aeiou])y(?![aeiou])")
_BLOCKED = str.maketrans("pdD", "fss")
_NO_CONSONANT = "-"
_DARK, _OPEN = frozenset("ou"), frozenset("a")
_CLASSES = (
    ("dark", re.compile(r"[aei]?[ou]+[ei]?$|eo$")),
    ("i", re.compile(r"i+$|ee$|ie$|ea$|y$|a[ei]e$")),
    ("e", re.compile(r"[ae]?e$|[ae][iy]$")),
    ("a", re.compile(r"a$")),
    ("long a", re.compile(r"aa$")),
)
_NEVER_ONE = ({"a", "i"}, {"long a", "i"}, {"long a", "e"})
_ENDINGS = (  # pairs that no two spellings of one name have
    (re.compile(r"(?:[aiouy]|ee|([lnst])\1e)$"), re.compile(r"[^aeiouhyw]$")),
    (re.compile(r"[^aeiou]i$"), re.compile(r"[^aeiouyw]$")),
)

_HAN = re.compile(r"[㐀-䶿一-鿿]")
_SYLLABIC = re.compile(r"[㐀-䶿一-鿿가-힣]")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)ال(?=\w{3})")
_UNSEEN = re.compile("[’‘'`´ʼʻ\"\u200b-\u200f\u0640\ufeff]")
_BETWEEN = re.compile(r"[\s\-‐‑–.,/_·•]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name; `after` is the small word before it ("al", "bin"), `script` where it is not Latin."""

    text: str
    skeleton: str
    vowels: tuple[str, ...]
    after: str = ""
    script: str = ""

    @property
    def vowel(self) -> str:
        """The first vowel."""
        return self.vowels[0][:1] if self.vowels else ""


def split_words(name: str, forms: NameForms) -> tuple[list[str], str]:
    """The words in Latin letters, and their script: "han", "hangul", "hebrew", "other", or "" for Latin."""
    spread = _SYLLABIC.sub(lambda m: f" {anyascii(m[0])} ", name) if _SYLLABIC.search(name) else name
    folded = "".join(c for c in unicodedata.normalize("NFKD", spread.casefold()) if not unicodedata.combining(c))
    bare = _ARABIC_ARTICLE.sub("", _UNSEEN.sub("", folded))
    latin = "".join(c if c.isascii() else forms.letters.get(c, anyascii(c).lower()) for c in bare)
    return [w for w in _BETWEEN.split(latin) if w], _script(name)


@lru_cache(maxsize=200_000)
def make_word(text: str, script: str, after: str = "") -> Word:
    """A word with its sound: "mohammed" has the consonants "mmd" and the vowels "o", "a", "e"."""
    return Word(text, *_sound(text), after, script)


def can_be_one(a: Word, b: Word, *, strict: bool = False) -> bool:
    """The same consonants, and vowels that spellings exchange: so "Hassan" is not "Hussein", nor "Karim" "Karima".

    `strict` where each word is one syllable, as in "Wang Yi" and "Wang Yu": there vowels tell names apart.
    """
    scripts = {a.script, b.script} - {"", "hangul"}
    if scripts:
        weak = _HEBREW_WEAK if "hebrew" in scripts else _WEAK
        return not _script_sounds(a.skeleton, weak).isdisjoint(_script_sounds(b.skeleton, weak))
    if a.skeleton != b.skeleton:
        return _led_by_glide(a, b) or _led_by_glide(b, a) or _with_article(a, b) or _with_article(b, a)
    if not a.vowels or not b.vowels:
        return True
    if _endings_differ(a.text, b.text) or _vowels_differ(a, b, strict=strict):
        return False
    alike = a.text[0] == b.text[0] or _vowel_class(a.vowels[-1]) == _vowel_class(b.vowels[-1])
    return len(a.skeleton) > 1 or alike or len(a.text) > 3


def partner_sounds(word: Word) -> set[str]:
    """Sounds of a word: two words for which `can_be_one` holds share one of them."""
    heard = {word.skeleton}
    if word.text.startswith("ye"):
        heard.add(word.skeleton.removeprefix("y"))
    if word.text[:2] in ("al", "el"):
        heard.add(_sound(word.text[2:])[0])
    return {_blocked(skeleton) for skeleton in heard}


@lru_cache(maxsize=200_000)
def blocking_sound(word: str) -> str:
    """What all spellings of a word share that `can_be_one` lets meet: fewer sounds than its skeleton."""
    bare = word[2:] if len(word) > 5 and word[:2] in ("al", "el") else word
    bare = bare[1:] if bare.startswith("ye") else bare
    return _blocked(_sound(bare)[0])


def _blocked(skeleton: str) -> str:
    """A skeleton without the sounds that scripts leave open."""
    return re.sub(r"(.)\1+", r"\1", _HEBREW_WEAK.sub("", skeleton.translate(_BLOCKED)))


def is_syllable(word: Word) -> bool:
    """True for a word of one syllable: "jong", "yi"."""
    return len(word.vowels) <= 1


@lru_cache(maxsize=200_000)
def _sound(word: str) -> tuple[str, tuple[str, ...]]:
    heard = _GLIDE.sub("", word) if len(word) > 2 else word
    heard = _SOUND.sub(lambda m: _HEARD[m[0]], heard)
    first, rest = heard[:1], re.sub(r"[aeiouh]", "", heard[1:])
    skeleton = ("" if first in "aeiou" else first) + rest
    return re.sub(r"(.)\1+", r"\1", skeleton) or _NO_CONSONANT, tuple(_VOWELS.findall(word))


def _script_sounds(skeleton: str, weak: re.Pattern[str]) -> set[str]:
    """What is left of a skeleton where scripts leave sounds open: p or f, d or z, v and y written or not."""
    plain = weak.sub("", skeleton).replace("p", "f")
    return {re.sub(r"(.)\1+", r"\1", plain.replace("D", sound)) for sound in "ds"}


def _script(name: str) -> str:
    if _SYLLABIC.search(name):
        return "han" if _HAN.search(name) else "hangul"
    letters = [c for c in name if ord(c) > 0x24F and c.isalpha() and not 0x1E00 <= ord(c) <= 0x1EFF]
    if not letters:
        return ""
    return "hebrew" if "א" <= letters[0] <= "ת" else "other"


# ---- vowels ----------------------------------------------------------------------------------------------


def _endings_differ(a: str, b: str) -> bool:
    """As in "Karim" and "Karima", "Soleiman" and "Soleimani", "Michel" and "Michelle"."""
    pairs = (*_ENDINGS, *(pair[::-1] for pair in _ENDINGS))
    return any(one.search(a) and other.search(b) for one, other in pairs)


def _vowels_differ(a: Word, b: Word, *, strict: bool) -> bool:
    if (a.vowel in _DARK and b.vowel in _OPEN) or (a.vowel in _OPEN and b.vowel in _DARK):
        return True
    last_a, last_b = _vowel_class(a.vowels[-1]), _vowel_class(b.vowels[-1])
    if {last_a, last_b} in _NEVER_ONE:  # "Jamal" and "Jamil", "Saad" and "Saeed"
        return True
    if is_syllable(a) and is_syllable(b) and last_a != last_b:
        return (strict and "long a" not in (last_a, last_b)) or "dark" in (last_a, last_b)  # "Tim" and "Tom"
    return False


def _vowel_class(vowels: str) -> str:
    return next((name for name, pattern in _CLASSES if pattern.fullmatch(vowels)), vowels)


def _led_by_glide(a: Word, b: Word) -> bool:
    """As in "Yevgeny" and "Evgeny"."""
    return a.text.startswith("ye") and b.text.startswith("e") and a.skeleton == f"y{b.skeleton}"


def _with_article(a: Word, b: Word) -> bool:
    """As in "Albusaidi" and "al-Busaidi"."""
    rest = a.text[2:]
    return b.after in ("al", "el") and len(rest) > 3 and a.text[:2] in ("al", "el") and _sound(rest)[0] == b.skeleton
