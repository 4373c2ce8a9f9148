"""Average linkage: groups whose members are alike in the mean become one, the likest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

Pair = tuple[str, str]


class Linkage:
    """Groups that grow, by the least name of their members.

    `likeness` is that of each pair of names that was compared, the lesser name first; all others count as `unknown`. Of
    the pairs of two groups a share of `stray` may be in `apart`. What runs with `together` are groups from the start,
    and no two of these join.
    Sums over pairs are carried along, so that a join costs as much as the two groups have neighbours.
    """

    def __init__(
        self, likeness: Mapping[Pair, float], apart: Collection[Pair], unknown: float, join: float, stray: float
    ) -> None:
        self.members: dict[str, list[str]] = {}
        self._unknown, self._join, self._stray = unknown, join, stray
        self._above: dict[str, dict[str, float]] = defaultdict(dict)  # sums of what the pairs are liker than unknown
        self._apart: dict[str, dict[str, float]] = defaultdict(dict)  # how many pairs must stay apart
        self._versions: dict[str, int] = defaultdict(int)
        self._settled: set[str] = set()
        for (a, b), value in likeness.items():
            self._above[a][b] = self._above[b][a] = value - unknown
        for a, b in apart:
            self._apart[a][b] = self._apart[b][a] = 1.0

    def run(
        self, names: Iterable[str], together: Iterable[Sequence[str]] = ()
    ) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], float]]:
        """Join until none are like enough; yields the members of both sides and their mean before each join."""
        self.members = {name: [name] for name in names}
        for first, *others in map(sorted, together):
            for other in others:
                self._merge(first, other)
            self._settled.add(first)
        steps = [step for a in self.members for b in self._above[a] if a < b for step in self._steps(a, b)]
        heapify(steps)
        while steps:
            less, a, b, *versions = heappop(steps)
            if versions != [self._versions[a], self._versions[b]]:
                continue
            yield tuple(self.members[a]), tuple(self.members[b]), -less
            self._merge(a, b)
            for other in self._above[a]:
                for step in self._steps(min(a, other), max(a, other)):
                    heappush(steps, step)

    def mean(self, a: str, b: str) -> float:
        """How like two groups are."""
        return self._unknown + self._above[a].get(b, 0.0) / self._pairs(a, b)

    def _pairs(self, a: str, b: str) -> int:
        return len(self.members[a]) * len(self.members[b])

    def _steps(self, a: str, b: str) -> Iterator[tuple[float, str, str, int, int]]:
        """The join of two groups, where they are like enough and few of their pairs must stay apart."""
        if a in self._settled and b in self._settled:
            return
        mean = round(self.mean(a, b), 6)
        if mean >= self._join and self._apart[a].get(b, 0) <= self._stray * self._pairs(a, b):
            yield -mean, a, b, self._versions[a], self._versions[b]

    def _merge(self, a: str, b: str) -> None:
        self.members[a] = sorted((*self.members[a], *self.members.pop(b)))
        self._versions[a] += 1
        self._versions[b] = -1
        if b in self._settled:
            self._settled.add(a)
        for sums in (self._above, self._apart):
            _carry_over(sums, a, b)


def _carry_over(sums: dict[str, dict[str, float]], a: str, b: str) -> None:
    """What the second group had with each of its neighbours is the first's from now on."""
    for other, value in sums.pop(b, {}).items():
        sums[other].pop(b)
        if other != a:
            sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + value
