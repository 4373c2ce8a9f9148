"""Find reports that share text, by copying one another or a common wire."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from dragoman.datamodel import Report, Reuse, Span
from dragoman.linking.grams import match_grams
from dragoman.linking.kept_words import KeptWords, keep_words
from dragoman.linking.words import ReportWords, fold_words

MOSTLY = 0.6  # share of a report's sentences from which it counts as a copy
_GRAM = 5
_LEAST_SHARE = 0.1  # of the sentences of either: less is a common phrase
_LEAST_MATCHES = 0.05  # of the shorter report's grams: fewer are not worth a closer look
_STANDS = 0.5  # share of a sentence's grams that stand in the other report
_NEAR = 0.7  # share of a sentence's words that stand in one sentence of the other, where it was re-worded
_NEAR_WORDS = 8  # shorter sentences are too easily alike
_NEAR_GRAMS = 1  # runs of five words that a re-worded sentence still shares
_PARTLY = 0.4  # the same, where the sentence was recast around words that were kept
_PARTLY_GRAMS = 4  # runs of five words in what was kept: eight words in a row, or two pieces
_AT_HAND = 256  # reports whose sentences are kept while others are held against them
_OWN_WORDS = 3  # of five, outside quotation marks: two who quote one speaker did not copy each other

Direction = Literal["a", "b", "common", "unknown"]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A body sentence as it is compared: its grams outside quotations, its words outside quotations."""

    first: int
    behind: int
    grams: frozenset[tuple[str, ...]]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Prose:
    """A report's comparable sentences, and all its grams."""

    words: ReportWords
    sentences: tuple[_Sentence, ...]
    grams: frozenset[tuple[str, ...]]
    by_word: Mapping[str, tuple[int, ...]]


def find_reuse(
    reports: Iterable[Report],
    texts: Mapping[str, str],
    wires: Collection[str] = (),
    words: KeptWords | None = None,
) -> tuple[Reuse, ...]:
    """Pairs of reports that share sentences; `wires` are the keys of the outlets that are news agencies.

    `words` are those of the reports by id, where they were read before. Quotations alone are no copying: two reporters
    may have heard one speaker.
    """
    ordered = sorted(reports, key=lambda r: r.id)
    words = words or keep_words(ordered, texts)
    prose = lru_cache(_AT_HAND)(lambda n: _read_prose(words[n]))
    found = []
    for (i, j), matches in match_grams(words, _GRAM):
        shorter = max(1, min(words.size(i), words.size(j)) - _GRAM)
        if len(matches) < _LEAST_MATCHES * shorter:
            continue
        a, b = prose(i), prose(j)
        in_a, in_b = _standing(a, b), _standing(b, a)
        share_a, share_b = len(in_a) / max(1, len(a.sentences)), len(in_b) / max(1, len(b.sentences))
        if max(share_a, share_b) >= _LEAST_SHARE:
            spans = tuple(sorted(_merge_spans(a.words, in_a) + _merge_spans(b.words, in_b)))
            found.append(_describe(ordered[i], ordered[j], texts, wires, (share_a, share_b), spans))
    return tuple(found)


def mark_copies(reports: Sequence[Report], reuse: Iterable[Reuse]) -> tuple[Report, ...]:
    """The reports, each with the one that it mostly repeats: the wire's own, the earlier, else the lower id."""
    by_id = {r.id: r for r in reports}
    choices: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for pair in reuse:
        for copy, model, share, back in (
            (pair.a, pair.b, pair.share_a, pair.share_b),
            (pair.b, pair.a, pair.share_b, pair.share_a),
        ):
            is_model = pair.source == ("a" if copy == pair.a else "b")
            first = back >= MOSTLY and _comes_first(by_id[copy], by_id[model])
            known = pair.source in ("a", "b")
            if share >= MOSTLY and not is_model and (known or not first):
                choices[copy].append((-share, model))
    copy_of: dict[str, tuple[str, float]] = {}
    for report in sorted(choices):
        for share, model in sorted(choices[report]):
            if report not in _line(model, copy_of):
                copy_of[report] = (model, round(-share, 3))
                break
    return tuple(
        replace(r, copy_of=copy_of[r.id][0], copied=copy_of[r.id][1]) if r.id in copy_of else r for r in reports
    )


def _line(report: str, copy_of: Mapping[str, tuple[str, float]]) -> Iterator[str]:
    """The report, what it copies, what that copies, and so on."""
    yield report
    while report in copy_of:
        report = copy_of[report][0]
        yield report


def _comes_first(a: Report, b: Report) -> bool:
    """True when a ran before b as far as the dates tell, else when its id is lower."""
    if a.published.latest and b.published.earliest and a.published.latest < b.published.earliest:
        return True
    if b.published.latest and a.published.earliest and b.published.latest < a.published.earliest:
        return False
    return a.id < b.id


def _read_prose(words: ReportWords) -> _Prose:
    """Cut the body into sentences that have enough words outside quotation marks to be compared."""
    sentences: list[_Sentence] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for first, behind in words.sentences:
        grams = frozenset(_own_grams(words, first, behind))
        if grams:
            own = frozenset(
                w for w, quoted in zip(words.words[first:behind], words.quoted[first:behind], strict=True) if not quoted
            )
            for word in own:
                by_word[word].append(len(sentences))
            sentences.append(_Sentence(first, behind, grams, own))
    everything = frozenset(words.words[k : k + _GRAM] for k in range(len(words.words) - _GRAM + 1))
    return _Prose(words, tuple(sentences), everything, {w: tuple(n) for w, n in by_word.items()})


def _own_grams(words: ReportWords, first: int, behind: int) -> Iterator[tuple[str, ...]]:
    """The sentence's grams of which most words stand outside quotation marks."""
    for k in range(first, behind - _GRAM + 1):
        if _GRAM - sum(words.quoted[k : k + _GRAM]) >= _OWN_WORDS:
            yield words.words[k : k + _GRAM]


def _standing(a: _Prose, b: _Prose) -> list[_Sentence]:
    """The sentences of a that stand in b: word for word, and where one does, also those that were re-worded."""
    if not any(_stands(s, b) for s in a.sentences):
        return []
    return [s for s in a.sentences if _stands(s, b) or _is_near(s, b)]


def _stands(sentence: _Sentence, other: _Prose) -> bool:
    return len(sentence.grams & other.grams) >= _STANDS * len(sentence.grams)


def _is_near(sentence: _Sentence, other: _Prose) -> bool:
    shared = len(sentence.grams & other.grams)
    if shared < _NEAR_GRAMS or len(sentence.words) < _NEAR_WORDS:
        return False
    votes = Counter(n for word in sentence.words for n in other.by_word.get(word, ()))
    least = _PARTLY if shared >= _PARTLY_GRAMS else _NEAR
    return bool(votes) and max(votes.values()) >= least * len(sentence.words)


def _merge_spans(words: ReportWords, sentences: Iterable[_Sentence]) -> list[Span]:
    """The sentences' spans; neighbours become one."""
    spans: list[Span] = []
    last = -1
    for sentence in sentences:
        span = words.span(sentence.first, sentence.behind)
        if sentence.first == last:
            span = Span(span.document, spans.pop().start, span.end)
        spans.append(span)
        last = sentence.behind
    return spans


def _describe(
    a: Report,
    b: Report,
    texts: Mapping[str, str],
    wires: Collection[str],
    shares: tuple[float, float],
    spans: tuple[Span, ...],
) -> Reuse:
    """The pair with what is known of who had the text first, and through which agency."""
    source = _direction(a, b, texts, wires)
    agency = _agency(a, b, source, wires)
    copies = {"a": (b,), "b": (a,)}.get(source, (a, b))
    credited = agency is not None and all(_names(c, agency, texts) for c in copies)
    return Reuse(a.id, b.id, round(shares[0], 3), round(shares[1], 3), source, agency, credited, spans)


def _direction(a: Report, b: Report, texts: Mapping[str, str], wires: Collection[str]) -> Direction:
    """A wire's own report, or an outlet that the other credits, had the text first; two that credit a wire share it."""
    own_a, own_b = _is_wire(a, wires), _is_wire(b, wires)
    if own_a != own_b:
        return "a" if own_a else "b"
    if a.agencies or b.agencies:
        return "common"
    cites_a = a.outlet is not None and _names(b, a.outlet.name, texts)
    cites_b = b.outlet is not None and _names(a, b.outlet.name, texts)
    if cites_a != cites_b and a.outlet != b.outlet:
        return "a" if cites_a else "b"
    return "unknown"


def _is_wire(report: Report, wires: Collection[str]) -> bool:
    return report.outlet is not None and report.outlet.key in wires


def _agency(a: Report, b: Report, source: Direction, wires: Collection[str]) -> str | None:
    """The agency whose text it is: the wire itself, the one that both credit, or the only one that is credited."""
    owner = {"a": a, "b": b}.get(source)
    if owner is not None and owner.outlet is not None and _is_wire(owner, wires):
        return owner.outlet.name
    both = sorted(set(a.agencies) & set(b.agencies)) or sorted({*a.agencies, *b.agencies})
    return both[0] if len(both) == 1 else None


def _names(report: Report, name: str, texts: Mapping[str, str]) -> bool:
    """True when the report credits the name or has it in its text, blocks of any role."""
    if name in report.agencies:
        return True
    words, wanted = fold_words(texts[report.document][report.start : report.end]), fold_words(name)
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(words)} "
