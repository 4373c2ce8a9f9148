"""What each report is about, as one vector: its headline, and headline and lead together, read by the encoder."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.datamodel import Report
from dragoman.linking.days import Days

_LEAD = 500  # characters: more than the encoder reads
_NEAR = 40  # reports that each is compared with for what they are about alone
_AT_ONCE = 1000  # rows of the table of all likenesses that are held at once

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """Reads what a report opens with."""

    def read(self, headline: str, lead: str) -> Floats:
        """(2, width): the mean of the whole, and that of the headline alone."""


def find_meanings(reports: Sequence[Report], texts: Mapping[str, str], encoder: Encoder, at_large: int) -> list[Floats]:
    """A vector of length 1 for each report; the product of two is the mean cosine of their headlines and of the whole.

    What all reports at hand have in common tells none of them apart, so their mean is taken away: by half where
    there are as many as `at_large`.
    """
    if not reports:
        return []
    read = read_openings(reports, texts, encoder)
    return tell_apart(read, read.mean(0), len(reports), at_large)


def read_openings(reports: Sequence[Report], texts: Mapping[str, str], encoder: Encoder) -> Floats:
    """(reports, 2, width): what the encoder reads of each, at length 1."""
    return _to_length_one(np.stack([encoder.read(*_opening(r, texts[r.document])) for r in reports]))


def tell_apart(read: Floats, mean: Floats, reports: int, at_large: int) -> list[Floats]:
    """The vectors of `find_meanings`, where so many reports have this mean; those read may be some of them."""
    read = _to_length_one(read - mean * (reports / (reports + at_large)))
    return list(read.reshape(len(read), -1) / np.float32(np.sqrt(read.shape[1])))


def find_nearest(meanings: Sequence[Floats], days: Sequence[Days], apart: int) -> Iterator[tuple[int, int]]:
    """Each report with those that are nearest in what they are about, the lower number first.

    Of the reports that ran at most so many days apart: some at a time, in the order of time.
    """
    table = np.stack(meanings)
    first, last = np.array([d.ends for d in days]).T
    in_time = np.argsort(first, kind="stable")
    for at in range(0, len(table), _AT_ONCE):
        ours = in_time[at : at + _AT_ONCE]
        others = np.flatnonzero((first <= last[ours].max() + apart) & (last >= first[ours].min() - apart))
        near = min(_NEAR + 1, len(others))
        likest = np.argpartition(-(table[ours] @ table[others].T), near - 1, axis=1)[:, :near]
        for one, found in zip(ours.tolist(), others[likest].tolist(), strict=True):
            yield from ((min(one, other), max(one, other)) for other in found if other != one)


def _opening(report: Report, text: str) -> tuple[str, str]:
    """The headline, and the first words below it; a feed's text may say the headline again."""
    headline = " ".join(" ".join(text[b.start : b.end] for b in report.blocks if b.role == "headline").split())
    told = (text[b.start : min(b.end, b.start + _LEAD)] for b in report.blocks if b.role in {"standfirst", "body"})
    lead = " ".join(" ".join(told).split())[: len(headline) + _LEAD]
    return headline, lead.removeprefix(headline).strip()


def _to_length_one(vectors: Floats) -> Floats:
    lengths: Floats = np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32(1e-9))
    return np.divide(vectors, lengths)
