"""Words by which few reports on other matters tell anything: "extradited" tells more than "held"."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from dragoman.linking.tellings import Telling

_RARE = 0.02  # of the reports on other matters tell something by a rare word
_ENOUGH = 40  # reports on other matters; with fewer nothing is known of how usual a word is


def find_rare(
    tellings: Iterable[Telling], like: Mapping[str, Collection[str]], usual: frozenset[str]
) -> dict[str, frozenset[str]]:
    """For each report the words of its events that are rare in reports on other matters, and in no way usual ones.

    Where there are few other reports, all words count as rare that are not usual.
    """
    told_by: dict[str, set[str]] = defaultdict(set)
    words: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        for stem in telling.stems:
            told_by[stem].add(telling.mention.report)
            words[telling.mention.report].add(stem)
    rare: dict[str, frozenset[str]] = {}
    for report, others in like.items():
        elsewhere = len(like) - len(others)
        most = _RARE * elsewhere if elsewhere >= _ENOUGH else elsewhere
        rare[report] = frozenset(w for w in words[report] - usual if len(told_by[w].difference(others)) <= most)
    return rare
