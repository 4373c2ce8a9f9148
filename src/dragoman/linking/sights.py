"""What is seen of each telling at first sight, as numbers: enough to tell who could meet whom, and who is likest."""

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from dragoman.linking.blocking import block_keys, type_families
from dragoman.linking.findings.times import days_differ, reports_months_apart
from dragoman.linking.pairs import Codes
from dragoman.linking.rows import Places, Rows, RowsMaker, edges, holds
from dragoman.linking.tellings import Telling
from dragoman.resources.scoring import EventScoring

_WORTH = {"stems": 2, "families": 1, "rare": 1}  # of what two tellings share; any member counts for all of them
_MOST_SHARED = 2  # who is in both counts one each, up to so many
_COUNTED = 100  # more in common are not told from this
_ON_ONE_MATTER = 2
_AT_ONCE = 1 << 18  # pairs that are looked at together
_PLAIN = 8  # numbers of a telling: report, start, two days each of two times, two flags

APART = (days_differ, reports_months_apart)  # what is seen at once to keep two apart, the first that holds alone


@dataclass(frozen=True, slots=True, eq=False)
class Sights:
    """All tellings as numbers, in the order of `names`, which is by time (`moments`).

    `reports` are the numbers of their reports, `starts` where in these they stand, `keys` the numbers of their blocks,
    `types` those of what they are told as; `sets` are their stems, families, rare words and who is involved. `nearest`
    are for each report those on its matter. Of `days` and `published` the first and the last day each; `series` go on
    for long, of the `sensed` the word's senses are known.
    """

    names: list[str]
    moments: NDArray[np.int64]
    reports: NDArray[np.int64]
    starts: NDArray[np.int64]
    keys: Rows
    types: Rows
    sets: Mapping[str, Rows]
    nearest: Rows
    days: NDArray[np.int64]
    published: NDArray[np.int64]
    series: NDArray[np.bool_]
    sensed: NDArray[np.bool_]

    def sides(self, codes: Codes) -> tuple[Places, Places]:
        """The places of both of each pair."""
        return np.divmod(codes, max(1, len(self.names)))

    def of_two_reports(self, codes: Codes) -> Codes:
        """The pairs that one report does not tell alone."""
        low, high = self.sides(codes)
        apart: Codes = codes[self.reports[low] != self.reports[high]]
        return apart

    def kept_apart(self, low: Places, high: Places, scoring: EventScoring) -> NDArray[np.int8]:
        """What their days alone tell to keep each two apart: the number of one of APART, the first being 1; else 0."""
        found = np.zeros(len(low), np.int8)
        for part in _parts(len(low)):
            self._keep_apart(found[part], low[part], high[part], scoring)
        return found

    def _keep_apart(self, found: NDArray[np.int8], low: Places, high: Places, scoring: EventScoring) -> None:
        gap, published_gap = (_gaps(days[low], days[high]) for days in (self.days, self.published))
        widest = np.maximum(*(self.days[side, 1] - self.days[side, 0] + 1 for side in (low, high)))
        tied = (self.series[low] & self.series[high]) | ((gap == 0) & (widest <= scoring.narrow_days))
        if _rules_out(reports_months_apart, scoring):
            found[(published_gap > scoring.apart_days) & ~tied] = 1 + APART.index(reports_months_apart)
        if _rules_out(days_differ, scoring):
            found[gap > scoring.near_days] = 1 + APART.index(days_differ)

    def share(self, low: Places, high: Places, kind: str) -> NDArray[np.bool_]:
        """Whether each two have stems, families, rare words or involved actors in common."""
        return self._shared(low, high, kind) > 0

    def likeness(self, low: Places, high: Places) -> NDArray[np.int8]:
        """How much each two share at first sight: their matter, their word, who is in them."""
        count = len(self.nearest.sizes)
        known = self.nearest.owners() * count + self.nearest.values
        found = np.minimum(self._shared(low, high, "involved"), _MOST_SHARED)
        for kind, worth in _WORTH.items():
            found += worth * self.share(low, high, kind)
        for part in _parts(len(low)):
            ours, theirs = self.reports[low[part]], self.reports[high[part]]
            matter = holds(known, ours * count + theirs) | holds(known, theirs * count + ours)
            found[part] += _ON_ONE_MATTER * matter
        return found

    def _shared(self, low: Places, high: Places, kind: str) -> NDArray[np.int8]:
        """How many members they have in common."""
        found = np.empty(len(low), np.int8)
        for part in _parts(len(low)):
            found[part] = np.minimum(self.sets[kind].in_common(low[part], high[part]), _COUNTED)
        return found


def look_through(told: Mapping[str, Telling], scoring: EventScoring) -> Sights:
    """One walk through all tellings, each of one report."""
    made = SightsMaker()
    for name, telling in told.items():
        made.add(name, telling, scoring)
    return made.sights(told)


class SightsMaker:
    """What was seen so far, one telling after the other."""

    def __init__(self) -> None:
        self._named: list[tuple[int, str]] = []
        self._numbers: dict[str, int] = {}
        self._nearest: list[frozenset[str]] = []  # of each report
        self._plain = array("q")  # _PLAIN of each telling
        self._keys, self._sentences = _Marks(), _Marks()
        self._sets = {kind: RowsMaker() for kind in (*_WORTH, "involved", "types")}

    def add(self, name: str, telling: Telling, scoring: EventScoring) -> None:
        """The next telling."""
        report = self._numbers.setdefault(telling.mention.report, len(self._numbers))
        if report == len(self._nearest):
            self._nearest.append(telling.likest)
        self._named.append((moment(telling), name))
        flags = telling.series, senses_of(telling) is not None
        days = *telling.days.ends, *telling.published.ends
        self._plain.extend((report, telling.mention.trigger.start, *days, *flags))
        self._keys.add(block_keys(telling, scoring))
        self._sentences.add(telling.sentences)
        for kind in (*_WORTH, "involved"):
            self._sets[kind].add(getattr(telling, kind))
        self._sets["types"].add(type_families(telling, scoring))

    def _near(self) -> Rows:
        """For each report the numbers of those on its matter that tell anything, in order."""
        rows = [sorted(self._numbers[o] for o in found if o in self._numbers) for found in self._nearest]
        return Rows(np.array([n for row in rows for n in row], np.int64), edges(np.array([*map(len, rows)], np.int64)))

    def echoing(self) -> list[str]:
        """Those with a sentence that another has too."""
        marks = self._sentences.rows()
        _, number, times = np.unique(marks.values, return_inverse=True, return_counts=True)
        return [self._named[n][1] for n in np.unique(marks.owners()[times[number] > 1]).tolist()]

    def sights(self, told: Collection[str]) -> Sights:
        """Of the tellings that are still told."""
        order = sorted((n for n, (_, name) in enumerate(self._named) if name in told), key=self._named.__getitem__)
        places = np.array(order, np.int64)
        report, start, *days, series, sensed = np.array(self._plain, np.int64).reshape(-1, _PLAIN)[places].T
        sets = {kind: made.rows().reordered(places) for kind, made in self._sets.items()}
        return Sights(
            names=[self._named[n][1] for n in order],
            moments=np.array([self._named[n][0] for n in order], np.int64),
            reports=report,
            starts=start,
            keys=self._keys.rows().reordered(places),
            types=sets.pop("types"),
            sets=sets,
            nearest=self._near(),
            days=np.stack(days[:2], axis=1),
            published=np.stack(days[2:], axis=1),
            series=series > 0,
            sensed=sensed > 0,
        )


class _Marks:
    """Rows of words, each as a number of eight bytes that stands for it."""

    def __init__(self) -> None:
        self._marks, self._sizes = bytearray(), array("q")

    def add(self, words: Collection[str]) -> None:
        for word in words:
            self._marks += blake2b(word.encode(), digest_size=8).digest()
        self._sizes.append(len(words))

    def rows(self) -> Rows:
        return Rows(np.frombuffer(bytes(self._marks), np.uint64), edges(np.array(self._sizes, np.int64)))


def moment(telling: Telling) -> int:
    """The first day that is known of it: its own, else that of the report."""
    days, published = telling.days, telling.published
    return days.earliest or days.latest or published.latest or published.earliest or 0


def senses_of(telling: Telling) -> NDArray[np.float32] | None:
    """The senses of the word by which it is told, if they are known."""
    return telling.contexts[0].senses if telling.contexts else None


def _parts(pairs: int) -> Iterator[slice]:
    return (slice(at, at + _AT_ONCE) for at in range(0, pairs, _AT_ONCE))


def _gaps(ours: NDArray[np.int64], theirs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Days between both, as Days.gap."""
    gaps: NDArray[np.int64] = np.maximum(0, np.maximum(theirs[:, 0] - ours[:, 1], ours[:, 0] - theirs[:, 1]))
    return gaps


def _rules_out(finding: Callable[..., bool], scoring: EventScoring) -> bool:
    return scoring.points[finding.__name__] == "never"
