"""Words by which few reports on other matters tell anything: "extradited" tells more than "held"."""

from collections import Counter
from collections.abc import Collection, Mapping

from dragoman.datamodel import ReportStems

_RARE = 0.02  # of the reports on other matters tell something by a rare word
_ENOUGH = 40  # reports on other matters; with fewer nothing is known of how usual a word is


def find_rare(
    words: Mapping[str, Collection[str]], like: Mapping[str, Collection[str]], usual: frozenset[str]
) -> dict[str, frozenset[str]]:
    """For each report the words of its events that are rare in reports on other matters, and in no way usual ones.

    `words` are those of each report's events. Where there are few other reports, all words count as rare that are not
    usual.
    """
    spread = Counter(word for told in words.values() for word in told)
    rare: dict[str, frozenset[str]] = {}
    for report, others in like.items():
        most = most_tellers(len(like) - len(others))
        beside = Counter(word for other in others for word in words.get(other, ()))
        told = (w for w in words.get(report, ()) if w not in usual)
        rare[report] = frozenset(w for w in told if spread[w] - beside[w] <= most)
    return rare


def most_tellers(elsewhere: int) -> float:
    """By how many of the reports on other matters a rare word may be told."""
    return _RARE * elsewhere if elsewhere >= _ENOUGH else elsewhere


def list_stems(words: Mapping[str, Collection[str]], rare: Mapping[str, frozenset[str]]) -> tuple[ReportStems, ...]:
    """By which words each report tells its events, and which of these are rare; in order of the reports."""
    return tuple(
        ReportStems(report, tuple(sorted(words[report])), tuple(sorted(rare[report].intersection(words[report]))))
        for report in sorted(words)
    )
