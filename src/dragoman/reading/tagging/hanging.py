"""How the words of a sentence hang on a cue in the parse: what the network is told of syntax."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.datamodel import Span
from dragoman.reading.parsing import ParsedBlock
from dragoman.reading.tagging.windows import Piece

# The labels of the parse that are told apart; all others count as one.
LABELS = (
    "nsubj", "nsubjpass", "ccomp", "xcomp", "dobj", "dative", "prep", "pobj", "pcomp", "agent", "advcl", "acl", "relcl",
    "conj", "cc", "punct", "aux", "auxpass", "neg", "mark", "advmod", "appos", "parataxis", "attr", "acomp", "npadvmod",
    "compound", "amod", "det", "poss", "case", "nmod", "prt", "oprd", "csubj", "expl", "intj", "dep", "nummod",
)  # fmt: skip
_OTHER = len(LABELS)
_COUNT = _OTHER + 1
NONE, ITSELF, HEAD = 0, 1, 2
_BELOW, _BESIDE = 3, 3 + _COUNT  # under the cue, and under the word that the cue hangs on: by the branch's label
_ABOVE, _ELSEWHERE = 3 + 2 * _COUNT, 4 + 2 * _COUNT  # one step further up, and in the rest of the sentence
KINDS = 5 + 2 * _COUNT
_NUMBERS = {label: number for number, label in enumerate(LABELS)}

Kinds = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Hanging:
    """The parsed blocks of a report in reading order, for whoever asks how words hang together."""

    blocks: Sequence[ParsedBlock]

    def kinds_for(self, pieces: Sequence[Piece], heads: Sequence[int]) -> Kinds:
        """(cues, pieces): how each piece's word hangs on the word of each cue, given by its piece."""
        kinds = np.zeros((len(heads), len(pieces)), dtype=np.int64)
        for row, head in zip(kinds, heads, strict=True):
            self._fill(row, pieces, head)
        return kinds

    def _fill(self, row: Kinds, pieces: Sequence[Piece], head: int) -> None:
        at = bisect_right(self.blocks, pieces[head].start, key=lambda b: b.start) - 1
        if at < 0:
            return
        block = self.blocks[at]
        cue = block.tokens_of(Span(block.document, pieces[head].start, pieces[head].end))
        if cue is None:
            return
        sentence = cue[0].sent
        first, places = sentence.start, [block.start + t.idx for t in sentence]
        told = _kinds_of([t.head.i - first for t in sentence], [t.dep_ for t in sentence], cue.start - first)
        behind = places[-1] + len(sentence[-1])
        for number, piece in enumerate(pieces):
            if places[0] <= piece.start < behind:
                row[number] = told[bisect_right(places, piece.start) - 1]


def _kinds_of(heads: Sequence[int], labels: Sequence[str], cue: int) -> list[int]:
    """Of each word of a sentence how it hangs on the cue; a root is its own head."""
    above = heads[cue]
    further = heads[above]
    known: dict[int, int] = {cue: ITSELF}
    if above != cue:
        known[above] = HEAD
    for word in range(len(heads)):
        path = []
        at = word
        while at not in known and heads[at] != at:
            path.append(at)
            at = heads[at]
        kind = _kind_under(known.get(at, _ELSEWHERE), labels[path[-1]] if path else "", at, further)
        known.update(dict.fromkeys(path, kind))
    return [known.get(word, _ELSEWHERE) for word in range(len(heads))]


def _kind_under(top: int, label: str, at: int, further: int) -> int:
    """The kind of what hangs, by a branch of this label, under a word whose kind is known."""
    if top == ITSELF:
        return _BELOW + _NUMBERS.get(label, _OTHER)
    if top == HEAD:
        return _BESIDE + _NUMBERS.get(label, _OTHER)
    if top == _ELSEWHERE and at == further:
        return _ABOVE
    return top
