"""How like the reports of a record are to each other, for whoever asks about a pair."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.datamodel import Report
from dragoman.linking.likeness import Profile, likeness, make_profiles, pair_up
from dragoman.resources.scoring import StoryScoring
from dragoman.resources.word_rates import WordRates

_NEAREST = 24


@dataclass(frozen=True, slots=True, eq=False)
class AlikeReports:
    """The profiles of all reports; `near` are for each those on the same matter, itself among them.

    `nearest` are at most so many of these, the likest: of a matter that hundreds tell, each is held against a few.
    """

    profiles: Mapping[str, Profile]
    near: Mapping[str, frozenset[str]]
    nearest: Mapping[str, frozenset[str]]
    scoring: StoryScoring
    weighed: dict[tuple[str, str], float]  # each pair once

    def of(self, a: str, b: str) -> float:
        """The likeness of two reports, by words and days alone."""
        if a == b:
            return 1.0
        pair = (a, b) if a < b else (b, a)
        if pair not in self.weighed:
            self.weighed[pair] = likeness(self.profiles[pair[0]], self.profiles[pair[1]], self.scoring)
        return self.weighed[pair]


def find_alike(
    reports: Sequence[Report], texts: Mapping[str, str], scoring: StoryScoring, rates: WordRates
) -> AlikeReports:
    """Which reports are on the same matter, by words and days alone: before events are known."""
    ordered = sorted(reports, key=lambda r: r.id)
    profiles = make_profiles(ordered, texts, (), scoring, rates)
    near: dict[str, set[str]] = {r.id: {r.id} for r in ordered}
    weighed: dict[tuple[str, str], float] = {}
    for i, j in pair_up(profiles):
        score = likeness(profiles[i], profiles[j], scoring)
        if score >= scoring.like:
            a, b = ordered[i].id, ordered[j].id
            near[a].add(b)
            near[b].add(a)
            weighed[min(a, b), max(a, b)] = score
    by_id = {r.id: p for r, p in zip(ordered, profiles, strict=True)}
    nearest = {report: _likest(report, found, weighed) for report, found in near.items()}
    return AlikeReports(by_id, {r: frozenset(found) for r, found in near.items()}, nearest, scoring, weighed)


def _likest(report: str, near: Iterable[str], weighed: Mapping[tuple[str, str], float]) -> frozenset[str]:
    """The report and the likest of those on its matter."""
    others = [o for o in near if o != report]
    if len(others) > _NEAREST:
        others = sorted(others, key=lambda o: (-weighed[min(o, report), max(o, report)], o))[:_NEAREST]
    return frozenset((report, *others))
