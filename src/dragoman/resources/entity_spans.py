"""The names that a spaCy pipeline's entity recogniser finds, read off its own scores for a whole text at once.

Greedy transitions over BILUO tags ask each word in turn. As long as no name is open a word's scores rest on that word
alone, so those of all words are one matrix product; only within a name is one word read after the other. The network,
its weights and what is allowed are spaCy's (`ner.pyx`), and so are the names that come out (tests compare them).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

_FEATURES = 3  # the word, the first word of the open name, the word before it
_NEVER = np.float32(-1e9)
_NAME = "dragoman_names"

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class EntityReader:
    """The recogniser's layers: `hidden` (features, inputs, pieces, outputs) with `pads` for a feature that is missing.

    `moves` are the names of its classes ("B-ORG"), in the order of the rows of `upper`.
    """

    vectors: Any
    hidden: Floats
    bias: Floats
    pads: Floats
    upper: Floats
    upper_bias: Floats
    moves: Sequence[str]
    opening: Flags
    single: Flags

    def __call__(self, doc: Doc) -> Doc:
        """One text, its names set."""
        return next(self.pipe((doc,)))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
        """Texts in order; those of a batch go through the network together."""
        batch: list[Doc] = []
        for doc in docs:
            batch.append(doc)
            if len(batch) == batch_size:
                yield from self._read(batch)
                batch = []
        yield from self._read(batch)

    def _read(self, docs: Sequence[Doc]) -> Sequence[Doc]:
        if any(len(doc) for doc in docs):
            for doc, vectors in zip(docs, _apart(self.vectors.predict(docs), docs), strict=True):
                doc.set_ents([Tokens(doc, *name) for name in self._names(doc, vectors)], default="outside")
        return docs

    def _names(self, doc: Doc, vectors: Floats) -> Iterator[tuple[int, int, str]]:
        """First word, the word behind the last, and label of each name."""
        if not len(doc):
            return
        goes_on = np.append(doc.to_array("SENT_START")[1:] != 1, False)
        # What each word says of itself, and what it would be where no name is open.
        itself = np.tensordot(vectors, self.hidden[0], axes=1) + self.bias
        scores = self._scores(itself + self.pads[1] + self.pads[2])
        scores[:, ~self.free] = _NEVER
        scores[~goes_on[:, None] & self.opening] = _NEVER
        scores[(doc.to_array("IS_SPACE") != 0)[:, None] & (self.opening | self.single)] = _NEVER
        best = scores.argmax(axis=1)
        behind = 0
        for at in np.flatnonzero((self.opening | self.single)[best]).tolist():
            if at < behind:
                continue
            kind, _, label = self.moves[best[at]].partition("-")
            behind = at + 1 if kind == "U" else self._end(vectors, itself, at, label, goes_on)
            yield at, behind, label

    def _end(self, vectors: Floats, itself: Floats, start: int, label: str, goes_on: Flags) -> int:
        """Behind which word a name ends that begins at `start`."""
        first = np.tensordot(vectors[start], self.hidden[1], axes=1)
        inside, last = self.moves.index(f"I-{label}"), self.moves.index(f"L-{label}")
        at = start + 1
        while goes_on[at]:
            before = np.tensordot(vectors[at - 1], self.hidden[2], axes=1)
            scores = self._scores((itself[at] + first + before)[None])[0]
            if not _is_first_best(scores, inside, last):
                break
            at += 1
        return at + 1

    def _scores(self, states: Floats) -> Floats:
        """(words, pieces, outputs) of the hidden layer to (words, moves)."""
        scores: Floats = states.max(axis=1) @ self.upper.T + self.upper_bias
        return scores

    @property
    def free(self) -> Flags:
        """Moves that are allowed where no name is open."""
        outside: Flags = np.array([move == "O" for move in self.moves])
        return self.opening | self.single | outside


def _is_first_best(scores: Floats, move: int, other: int) -> bool:
    """Of two of one score the first counts."""
    return bool(scores[move] > scores[other] or (scores[move] == scores[other] and move < other))


def _apart(rows: Any, docs: Sequence[Doc]) -> list[Floats]:
    """The rows of each document."""
    return np.split(rows, np.cumsum([len(doc) for doc in docs])[:-1])


def quicken_entities(nlp: Language) -> Language:
    """Let the pipeline's recogniser be read so; one that is made otherwise stays as it is."""
    ner: Any = nlp.get_pipe("ner") if nlp.has_pipe("ner") else None
    reader = _read_recogniser(ner)
    if reader is None:
        return nlp
    Language.component(_NAME, func=reader)
    nlp.add_pipe(_NAME, before="ner")
    nlp.disable_pipe("ner")
    return nlp


def _read_recogniser(ner: Any) -> EntityReader | None:
    if ner is None or ner.cfg.get("beam_width") != 1 or not ner.model.attrs["has_upper"]:
        return None
    lower, upper = ner.model.get_ref("lower"), ner.model.get_ref("upper")
    weights, moves = (
        lower.get_param("W"),
        [ner.moves.get_class_name(n) for n in range(ner.moves.n_moves)],
    )  # (features, outputs, pieces, inputs)
    if len(weights) != _FEATURES or ner.model.attrs["unseen_classes"]:
        return None
    return EntityReader(
        vectors=ner.model.get_ref("tok2vec"),
        hidden=np.ascontiguousarray(weights.transpose(0, 3, 2, 1)),
        bias=np.ascontiguousarray(lower.get_param("b").T),
        pads=np.ascontiguousarray(lower.get_param("pad")[0].transpose(0, 2, 1)),
        upper=upper.get_param("W"),
        upper_bias=upper.get_param("b"),
        moves=moves,
        opening=np.array([move.startswith("B-") for move in moves]),
        single=np.array([move.startswith("U-") and len(move) > 2 for move in moves]),
    )
