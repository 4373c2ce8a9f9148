"""The words of many reports, kept in arrays: some twenty bytes a word, and each report's read out when it is asked."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.datamodel import Report
from dragoman.linking.on_demand import OnDemand, at_hand
from dragoman.linking.words import ReportWords, read_words

_AT_HAND = 256  # reports whose words are not packed up again at once

Ints = NDArray[np.int32]


class KeptWords(OnDemand[ReportWords]):
    """`ReportWords` of many reports in few bytes; `numbers` are the words in one row, `blocks` never fall in it."""

    def __init__(self, reports: Iterable[ReportWords]) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[tuple[str, str]] = []
        self._rows = {name: array("i") for name in ("word", "start", "end", "block", "sentence", "behind")}
        self._quoted = bytearray()
        self._firsts = array("q", [0])
        self._sentences = array("q", [0])
        for report in reports:
            self._add(report)
        self._words = list(self._numbers)
        self._read = at_hand(self._unpack, _AT_HAND)

    @property
    def numbers(self) -> Ints:
        """Each word as a number, those of all reports in a row."""
        return np.frombuffer(self._rows["word"], dtype=np.int32)

    @property
    def blocks(self) -> Ints:
        """The block that each word stands in, numbered through all reports."""
        return np.frombuffer(self._rows["block"], dtype=np.int32)

    @property
    def firsts(self) -> NDArray[np.int64]:
        """Where each report begins in the row, and behind them where the last one ends."""
        return np.frombuffer(self._firsts, dtype=np.int64)

    def size(self, report: int) -> int:
        """How many words a report has."""
        return self._firsts[report + 1] - self._firsts[report]

    def __len__(self) -> int:
        return len(self._names)

    def make(self, at: int) -> ReportWords:
        """The words of a report."""
        return self._read(at)

    def _add(self, report: ReportWords) -> None:
        rows, numbers = self._rows, self._numbers
        before = rows["block"][-1] + 1 if rows["block"] else 0
        rows["word"].extend([numbers.setdefault(word, len(numbers)) for word in report.words])
        rows["start"].extend(report.starts)
        rows["end"].extend(report.ends)
        rows["block"].extend([before + block for block in report.blocks])
        rows["sentence"].extend([first for first, _ in report.sentences])
        rows["behind"].extend([behind for _, behind in report.sentences])
        self._quoted.extend(report.quoted)
        self._names.append((report.report, report.document))
        self._firsts.append(len(rows["word"]))
        self._sentences.append(len(rows["sentence"]))

    def _unpack(self, at: int) -> ReportWords:
        rows, words = self._rows, self._words
        first, behind = self._firsts[at], self._firsts[at + 1]
        begin, end = self._sentences[at], self._sentences[at + 1]
        blocks = rows["block"][first:behind]
        return ReportWords(
            *self._names[at],
            words=tuple([words[n] for n in rows["word"][first:behind]]),
            starts=tuple(rows["start"][first:behind]),
            ends=tuple(rows["end"][first:behind]),
            blocks=tuple([block - blocks[0] for block in blocks]),
            quoted=tuple(map(bool, self._quoted[first:behind])),
            sentences=tuple(zip(rows["sentence"][begin:end], rows["behind"][begin:end], strict=True)),
        )


def keep_words(reports: Iterable[Report], texts: Mapping[str, str]) -> KeptWords:
    """The words of reports, in their order."""
    return KeptWords(read_words(r, texts[r.document]) for r in reports)


def in_order(reports: Sequence[Report]) -> Iterator[Report]:
    """The reports by id, one at a time: they may be read from a record each time that they are asked for."""
    yield from (reports[n] for _, n in sorted((r.id, n) for n, r in enumerate(reports)))
