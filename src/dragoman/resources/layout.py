"""The phrases by which a pasted page shows its parts (`data/languages/*/layout.yaml`), read by intake/layout*.py."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from dragoman.resources.loading import data_folder, load_yaml

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)?")
_NUMBER = "#"
_ANY_NUMBER = " nnn "  # how a set of phrases holds it
_GAP = 80  # characters that "*" stands for at most


class LayoutPhrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as written: lists of phrases, each for one purpose."""

    widgets: tuple[str, ...]
    labels: tuple[str, ...]
    teasers: tuple[str, ...]
    menu: tuple[str, ...]
    openings: tuple[str, ...]
    closings: tuple[str, ...]
    inside: tuple[str, ...]
    end_matter: tuple[str, ...]
    rights: tuple[str, ...]
    endings: tuple[str, ...]
    caption_openings: tuple[str, ...]
    caption_words: tuple[str, ...]
    credit_names: tuple[str, ...]
    dateline_names: tuple[str, ...]
    credit_words: tuple[str, ...]
    credit_openings: tuple[str, ...]
    byline_openings: tuple[str, ...]
    byline_links: tuple[str, ...]
    byline_roles: tuple[str, ...]
    contributions: tuple[str, ...]
    date_words: tuple[str, ...]
    day_words: tuple[str, ...]


class PhraseSet:
    """Phrases that together make up a line: "Share Tweet Email" of "share", "tweet", "email"."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = {}
        for phrase in phrases:
            tokens = tuple(_TOKEN.findall(phrase.replace(_NUMBER, _ANY_NUMBER).lower()))
            self._by_first.setdefault(tokens[0] if tokens else "", set()).add(tokens)

    def make_up(self, text: str) -> bool:
        """True when the text is one or more of the phrases in a row; loose numbers between them do not count."""
        spelled = _TOKEN.findall(fold_line(text).lower())
        tokens = [_ANY_NUMBER.strip() if t.isdigit() else t for t in spelled]
        at = matched = 0
        while at < len(tokens):
            step = self._longest_at(tokens, at)
            if not step and not spelled[at].isdigit():
                return False
            at += step or 1
            matched += bool(step)
        return matched > 0

    def _longest_at(self, tokens: list[str], at: int) -> int:
        phrases = self._by_first.get(tokens[at], ())
        return max((len(p) for p in phrases if tuple(tokens[at : at + len(p)]) == p), default=0)


@dataclass(frozen=True, slots=True)
class LayoutLexicon:
    """All that the layout of plain text knows of one language, ready to match.

    `openings`, `caption_openings`, `byline_openings`: to be matched at the start of a line; `closings`, `inside`,
    `end_matter`, `rights`, `endings`, `caption_words`, `contributions`: to be searched.
    """

    widgets: PhraseSet
    labels: PhraseSet
    teasers: PhraseSet
    menu: PhraseSet
    openings: re.Pattern[str]
    closings: re.Pattern[str]
    inside: re.Pattern[str]
    end_matter: re.Pattern[str]
    rights: re.Pattern[str]
    endings: re.Pattern[str]
    caption_openings: re.Pattern[str]
    caption_words: re.Pattern[str]
    credit_names: re.Pattern[str]
    dateline_names: re.Pattern[str]
    credit_words: re.Pattern[str]
    credit_openings: re.Pattern[str]
    byline_openings: re.Pattern[str]
    byline_links: frozenset[str]
    byline_roles: re.Pattern[str]
    contributions: re.Pattern[str]
    date_words: frozenset[str]
    day_words: PhraseSet


def load_layout() -> LayoutLexicon:
    """The phrases of English pages."""
    words = load_yaml(data_folder() / "languages" / "en" / "layout.yaml", LayoutPhrases)
    return LayoutLexicon(
        widgets=PhraseSet(words.widgets),
        labels=PhraseSet((*words.labels, *words.teasers, *words.widgets)),
        teasers=PhraseSet(words.teasers),
        menu=PhraseSet(words.menu),
        openings=_pattern(words.openings),
        closings=_pattern(words.closings),
        inside=_pattern(words.inside),
        end_matter=_pattern(words.end_matter),
        rights=_pattern(words.rights),
        endings=_pattern(words.endings),
        caption_openings=_pattern(words.caption_openings),
        caption_words=_pattern(words.caption_words),
        credit_names=_names(words.credit_names),
        dateline_names=_names(words.dateline_names),
        credit_words=_pattern(words.credit_words),
        credit_openings=_pattern(words.credit_openings),
        byline_openings=_pattern(words.byline_openings),
        byline_links=frozenset(words.byline_links),
        byline_roles=_pattern(words.byline_roles),
        contributions=_pattern(words.contributions),
        date_words=frozenset(words.date_words),
        day_words=PhraseSet(words.day_words),
    )


def fold_line(text: str) -> str:
    """One apostrophe for all, as long as the text."""
    return text.replace("’", "'").replace("‘", "'").replace("\xa0", " ")


def tokens_of(text: str) -> list[str]:
    """The line's words and numbers in lower case: "5th May" gives "5", "th", "may"."""
    return _TOKEN.findall(fold_line(text).lower())


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, longest first; where no phrase can begin, one look says so."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    worded = [p for p in ordered if p[0].isalnum()]
    marked = [_spell_pattern(p) for p in ordered if not p[0].isalnum()]
    if worded:
        firsts = "".join(sorted({p[0] for p in worded}))
        marked.append(rf"(?<!\w)(?=[{firsts}])(?:{'|'.join(map(_spell_pattern, worded))})")
    return re.compile("|".join(marked), re.IGNORECASE | re.DOTALL)


def _spell_pattern(phrase: str) -> str:
    parts = {" ": r"\s{1,3}", "*": f".{{0,{_GAP}}}?", _NUMBER: r"\d{1,9}"}
    body = "".join(parts.get(c, re.escape(c)) for c in phrase.strip())
    return body + (r"(?!\w)" if phrase.strip()[-1].isalnum() or phrase.endswith(_NUMBER) else "")


def _names(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, as written or in capitals, as whole words."""
    spelled = {n for name in names for n in (name, name.upper())}
    ordered = sorted(spelled, key=lambda n: (-len(n), n))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")
