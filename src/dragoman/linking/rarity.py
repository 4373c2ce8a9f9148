"""Words by which few reports on other matters tell anything: "extradited" tells more than "held"."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from dragoman.datamodel import ReportStems
from dragoman.linking.tellings import Telling

_RARE = 0.02  # of the reports on other matters tell something by a rare word
_ENOUGH = 40  # reports on other matters; with fewer nothing is known of how usual a word is


def find_rare(
    tellings: Iterable[Telling], like: Mapping[str, Collection[str]], usual: frozenset[str]
) -> dict[str, frozenset[str]]:
    """For each report the words of its events that are rare in reports on other matters, and in no way usual ones.

    Where there are few other reports, all words count as rare that are not usual.
    """
    once: dict[str, str] = {}
    words: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        words[telling.mention.report].update(once.setdefault(stem, stem) for stem in telling.stems)
    spread = Counter(word for told in words.values() for word in told)
    rare: dict[str, frozenset[str]] = {}
    for report, others in like.items():
        most = most_tellers(len(like) - len(others))
        beside = Counter(word for other in others for word in words.get(other, ()))
        told = words.get(report, set()) - usual
        rare[report] = frozenset(w for w in told if spread[w] - beside[w] <= most)
    return rare


def most_tellers(elsewhere: int) -> float:
    """By how many of the reports on other matters a rare word may be told."""
    return _RARE * elsewhere if elsewhere >= _ENOUGH else elsewhere


def gather_stems(tellings: Iterable[Telling]) -> tuple[ReportStems, ...]:
    """By which words each report tells its events, and which of these are rare; in order of the reports."""
    told: dict[str, set[str]] = defaultdict(set)
    rare: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        told[telling.mention.report] |= telling.stems
        rare[telling.mention.report] |= telling.rare
    return tuple(ReportStems(key, tuple(sorted(told[key])), tuple(sorted(rare[key]))) for key in sorted(told))
