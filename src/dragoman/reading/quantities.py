"""Find what a report counts and measures: "more than a dozen sites", "nearly 300 missiles", "killing 20"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.datamodel import Quantity
from dragoman.reading.parsing import ParsedBlock, ParsedReport
from dragoman.resources.quantities import QuantityLexicon

_REACH = 7  # words between a number and what it counts: "three Iranian-made anti-ship ballistic missiles"
_JOINED = re.compile(r"\s?(?:[-–—]|to|and|or)\s?", re.IGNORECASE)
_SKIPPED = frozenset({"ADJ", "NOUN", "PROPN", "PUNCT", "DET", "NUM", "ADP", "ADV", "PRON", "PART", "VERB"})
_NOT_COUNTED = frozenset({"DATE", "TIME", "ORDINAL", "ORG", "PERSON", "PRODUCT"})


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number in the text: `value` as said, the bounds that it gives; `unit` where a currency sign told it."""

    start: int
    end: int
    value: float | None
    at_least: float | None
    at_most: float | None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class _Counted:
    what: str
    unit: str | None
    end: int


def find_quantities(parsed: ParsedReport, lexicon: QuantityLexicon) -> tuple[Quantity, ...]:
    """Every amount of something that the lexicon knows, in reading order; dates, ages and ranks are left out."""
    found = []
    for block in parsed.blocks:
        for amount in _join_ranges(block.doc.text, list(_amounts(block.doc.text, lexicon))):
            counted = _counted(block, amount, lexicon)
            if counted is not None:
                span = block.span_at(amount.start, max(amount.end, counted.end))
                unit = counted.unit or amount.unit
                found.append(Quantity(counted.what, amount.value, amount.at_least, amount.at_most, unit, span))
    return tuple(found)


def _amounts(text: str, lexicon: QuantityLexicon) -> Iterator[_Amount]:
    """Numbers with the words before them that make bounds of them: "at least 20"."""
    for match in lexicon.amount.finditer(text):
        qualifier = lexicon.qualifier.search(text[max(0, match.start() - 40) : match.start()])
        kind = lexicon.qualifiers[_words(qualifier[0])] if qualifier else None
        start = match.start() - len(qualifier[0]) if qualifier else match.start()
        sign = match["sign"]
        unit = lexicon.currencies[sign.lower()] if sign else None
        if match["vague"]:
            low = float(lexicon.rows.vague[" ".join(match["vague"].lower().split())])
            yield _Amount(start, match.end(), None, low, None, unit)
            continue
        value = _value(match, lexicon)
        yield _Amount(start, match.end(), value, *_bounds(value, kind), unit)


def _words(qualifier: str) -> str:
    words = qualifier.lower().split()
    return " ".join(words[:-1] if words[-1] in ("the", "a", "an") and len(words) > 1 else words)


def _value(match: re.Match[str], lexicon: QuantityLexicon) -> float:
    """Two dozen is 24; 1.5 million is 1,500,000; four hundred and twelve is 412."""
    rows = lexicon.rows
    if match["words"]:
        return _spelled(re.split(r"[\s-]", match["words"].lower()), lexicon)
    value = float(match["figures"].replace(",", "") + (match["decimals"] or ""))
    for word in re.findall(r"[a-z]+", (match["magnitude"] or "").lower()):
        value *= rows.attached.get(word) or rows.magnitudes[word]
    return value


def _spelled(words: list[str], lexicon: QuantityLexicon) -> float:
    """One thousand two hundred: each magnitude lifts what was counted before it, a larger one all of it."""
    total, current = 0, 0
    for word in words:
        size = lexicon.rows.magnitudes.get(word)
        if size is None:
            current += lexicon.rows.numbers.get(word, 0)
        elif size >= 1000:
            total, current = total * size if total and not current else total + max(current, 1) * size, 0
        else:
            current = max(current, 1) * size
    return float(total + current)


def _bounds(value: float, kind: str | None) -> tuple[float | None, float | None]:
    """More than twelve is thirteen or more; nearly 300 is 300 or less; about 300 has no sure bound."""
    step = 1.0 if value.is_integer() and value < 10_000 else 0.0
    bounds: dict[str | None, tuple[float | None, float | None]] = {
        "above": (value + step, None),
        "below": (None, value - step),
        "from": (value, None),
        "to": (None, value),
        "about": (None, None),
    }
    return bounds.get(kind, (value, value))


def _join_ranges(text: str, amounts: list[_Amount]) -> Iterator[_Amount]:
    """Between 5 and 7, 5-7, 5 to 7: one amount with two bounds."""
    i = 0
    while i < len(amounts):
        first = amounts[i]
        second = amounts[i + 1] if i + 1 < len(amounts) else None
        if second and first.value is not None and second.value is not None and _is_range(text, first, second):
            opening = 8 if text[max(0, first.start - 8) : first.start].lower() == "between " else 0
            low = first.value * (_scale(second) if first.value < second.value / 100 else 1)
            yield _Amount(first.start - opening, second.end, None, low, second.value, first.unit or second.unit)
            i += 2
            continue
        yield first
        i += 1


def _scale(amount: _Amount) -> float:
    """Between 2 and 3 million: the magnitude stands once."""
    value = amount.value or 1.0
    return 1_000_000_000.0 if value >= 1e9 else 1_000_000.0 if value >= 1e6 else 1_000.0 if value >= 1e3 else 1.0


def _is_range(text: str, first: _Amount, second: _Amount) -> bool:
    between = text[first.end : second.start]
    if not _JOINED.fullmatch(between) or (first.value or 0) >= (second.value or 0):
        return False
    return between.strip().lower() != "and" or text[max(0, first.start - 8) : first.start].lower() == "between "


def _counted(block: ParsedBlock, amount: _Amount, lexicon: QuantityLexicon) -> _Counted | None:
    """What the amount is of: a unit, money, a thing, people by their fate."""
    tokens = block.doc.char_span(amount.start, amount.end, alignment_mode="expand")
    if tokens is None:
        return None
    after = _following(tokens[-1])
    measured = _measured(amount, after, lexicon)
    if measured is not None:
        return measured
    number = next((t for t in reversed(tokens) if t.text[:1].isalnum()), tokens[-1])
    if number.ent_type_ in _NOT_COUNTED or (after and after[0].lower_ == "of" and amount.value == 1):
        return None
    return _by_noun(after, lexicon) or _by_fate(number, after, amount.end, lexicon)


def _following(last: Token) -> tuple[Token, ...]:
    """The words behind a number, up to the first that cannot belong to what it counts."""
    found: list[Token] = []
    for token in last.doc[last.i + 1 : last.i + 2 + _REACH]:
        apart = (
            token.is_sent_start
            or token.text in (",", ";", ".", "(", "—")
            or (token.pos_ == "ADP" and token.lower_ != "of")
        )
        if len(found) == _REACH or token.pos_ not in _SKIPPED or apart or (token.text == "-" and not found):
            break
        found.append(token)
    return tuple(found)


def _measured(amount: _Amount, after: tuple[Token, ...], lexicon: QuantityLexicon) -> _Counted | None:
    """600 tons of flour: what is measured is flour, the unit a ton; money counts as money."""
    if amount.unit is not None:
        return _Counted("money", amount.unit, amount.end)
    word = after[0].lower_ if after else ""
    if word in lexicon.units:
        of = (
            [t for t in after[1:] if t.pos_ in ("NOUN", "PROPN", "ADJ")]
            if after[1:2] and after[1].lower_ == "of"
            else []
        )
        run = _noun_run(of)
        what = " ".join(t.lower_ for t in run) or lexicon.units[word]
        return _Counted(what, lexicon.units[word], _end(run[-1] if run else after[0]))
    if word in lexicon.currencies:
        return _Counted("money", lexicon.currencies[word], _end(after[0]))
    return None


def _noun_run(tokens: list[Token]) -> list[Token]:
    """The first words that stand side by side, up to a noun."""
    run = [t for i, t in enumerate(tokens) if t.i == tokens[0].i + i]
    while run and (run[-1].pos_ == "ADJ" or run[-1].dep_ in ("poss", "compound")):
        run.pop()
    return run


def _by_noun(after: tuple[Token, ...], lexicon: QuantityLexicon) -> _Counted | None:
    """Three ballistic missiles; 20 civilians were wounded; dozens of arrests."""
    for token in after:
        if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound"):
            return None
        word, lemma = token.lower_, token.lemma_.lower()
        fate = next((f.what for f in lexicon.rows.fates if word in f.nouns or word in f.adjectives), None)
        if fate is not None:
            return _Counted(fate, None, _end(token))
        heading = lexicon.things.get(lemma) or ("people" if word in lexicon.rows.people else None)
        if _modifies(token):
            continue
        if heading:
            return _Counted(_fate_of(token, lexicon) or heading, None, _end(token))
        if token.pos_ in ("NOUN", "PROPN"):
            return None
    return None


def _modifies(token: Token) -> bool:
    """True for a word that only says more of the noun behind it: "anti-ship", "other", "tank shells"."""
    beside = token.nbor(-1).text, token.nbor().text if token.i + 1 < len(token.doc) else ""
    leads = token.dep_ in ("compound", "amod", "poss", "nmod") and token.head.i > token.i
    return leads or "-" in beside


def _by_fate(number: Token, after: tuple[Token, ...], end: int, lexicon: QuantityLexicon) -> _Counted | None:
    """Killing at least 20; 20 were wounded: nobody is named, the verb says what."""
    if after and after[0].pos_ in ("NOUN", "PROPN"):
        return None
    what = _fate_of(number, lexicon)
    return _Counted(what, None, end) if what else None


def _fate_of(token: Token, lexicon: QuantityLexicon) -> str | None:
    """The fate that the governing verb gives: as object, as subject of a passive, or of dying and fleeing."""
    for _ in range(3):
        if token.dep_ not in ("nummod", "quantmod", "conj", "pobj", "prep", "advmod", "appos"):
            break
        token = token.head
    verb = token.head
    fate = next((f.what for f in lexicon.rows.fates if verb.lemma_.lower() in f.verbs), None)
    if token.dep_ in ("dobj", "nsubjpass") or (
        token.dep_ == "nsubj" and not any(c.dep_ == "dobj" for c in verb.children)
    ):
        return fate
    return None


def _end(token: Token) -> int:
    return token.idx + len(token)
