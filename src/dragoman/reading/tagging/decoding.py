"""The likeliest source, cue and content of each cue, from a tagger's logits."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.reading.tagging.windows import Window

# The tagger's labels in the order of its last layer: O, then B- and I- of each role.
ROLES = ("source", "cue", "content")
LABELS = 1 + 2 * len(ROLES)
_NEVER = -1e4
_OPENING = 0.7  # taken off a label that opens a source or a content: one that goes on is likelier than two

Floats = NDArray[np.float32]
Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as (start, end) offsets in the document; `at` is where the word that heads its cue begins."""

    at: int
    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    certainty: float


def decode_roles(window: Window, heads: Sequence[int], scores: Floats, logits: Floats) -> list[Tagged]:
    """The attributions of a window: `heads` are the places of the words that head a cue, `scores` how sure each is.

    `logits` (cues, pieces, labels) are of the whole window; only the first piece of each word counts.
    """
    words = np.array(window.words, dtype=np.int64)
    if not len(heads) or not len(words):
        return []
    paths = best_paths(logits[:, words])
    starts, ends = [window.pieces[i].start for i in words], window.word_ends()
    place = {int(piece): word for word, piece in enumerate(words)}
    found = []
    for head, score, path in zip(heads, scores, paths, strict=True):
        word = place[head]
        runs = [_runs_of(path, 1 + 2 * role) for role in range(len(ROLES))]
        cue = [r for r in runs[1] if r[0] <= word <= r[1]] or [(word, word)]
        spans = [tuple((starts[low], ends[high]) for low, high in part) for part in (_longest(runs[0]), cue, runs[2])]
        found.append(Tagged(starts[word], spans[0], spans[1], spans[2], float(score)))
    return found


def best_paths(logits: Floats) -> NDArray[np.int64]:
    """Viterbi over labels where I- of a role follows only B- or I- of that role; (cues, words)."""
    count, length, _ = logits.shape
    allowed = _transitions()
    logits = logits - _opening_cost()
    scores = np.where(allowed[0], logits[:, 0], _NEVER)
    back = np.zeros((count, length, LABELS), dtype=np.int64)
    steps = np.where(allowed, 0.0, _NEVER).astype(np.float32)
    for at in range(1, length):
        moves = scores[:, :, None] + steps
        back[:, at] = moves.argmax(axis=1)
        scores = moves.max(axis=1) + logits[:, at]
    paths = np.zeros((count, length), dtype=np.int64)
    paths[:, -1] = scores.argmax(axis=1)
    rows = np.arange(count)
    for at in range(length - 1, 0, -1):
        paths[:, at - 1] = back[rows, at, paths[:, at]]
    return paths


def _opening_cost() -> Floats:
    cost = np.zeros(LABELS, dtype=np.float32)
    cost[[1, 5]] = _OPENING
    return cost


def _transitions() -> NDArray[np.bool_]:
    """allowed[before, after]; the first row, after O, also serves for a window's beginning."""
    allowed = np.ones((LABELS, LABELS), dtype=np.bool_)
    for inside in range(2, LABELS, 2):
        allowed[:, inside] = False
        allowed[inside - 1, inside] = allowed[inside, inside] = True
    return allowed


def _runs_of(path: NDArray[np.int64], opening: int) -> list[Run]:
    """First and last word of each run of one role."""
    runs: list[Run] = []
    for at in np.flatnonzero((path == opening) | (path == opening + 1)):
        if path[at] == opening or not runs or runs[-1][1] != at - 1:
            runs.append((int(at), int(at)))
        else:
            runs[-1] = (runs[-1][0], int(at))
    return runs


def _longest(runs: Sequence[Run]) -> Sequence[Run]:
    """A cue has one source: of several the longest."""
    return sorted(runs, key=lambda r: r[0] - r[1])[:1]
