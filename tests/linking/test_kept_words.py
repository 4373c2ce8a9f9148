from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking import grams
from dragoman.linking.grams import match_grams
from dragoman.linking.kept_words import KeptWords, in_order
from dragoman.linking.reuse import find_reuse
from dragoman.linking.wording import find_shared_wording
from dragoman.linking.words import read_words
from tests.invented import make_report

TOLD = st.lists(st.sampled_from(["ferry", "fees", "“are", "fair”", "and.\nThe", "line", "reopens"]), max_size=40).map(
    " ".join
)


def read(texts):
    return [read_words(make_report(f"r{n}", text), text) for n, text in enumerate(texts)]


def plainly(reports, size):
    """For each two reports the first places of what both have, as one would look for them in few reports."""
    firsts = [
        {
            r.words[at : at + size]: at
            for at in reversed(range(len(r.words) - size + 1))
            if r.blocks[at] == r.blocks[at + size - 1]
        }
        for r in reports
    ]
    pairs = [(i, j) for i in range(len(firsts)) for j in range(i + 1, len(firsts))]
    shared = {(i, j): sorted((firsts[i][g], firsts[j][g]) for g in firsts[i].keys() & firsts[j]) for i, j in pairs}
    return {pair: found for pair, found in shared.items() if found}


@given(st.lists(TOLD, max_size=6))
def test_words_come_back_as_they_were(texts):
    reports = read(texts)
    assert list(KeptWords(reports)) == reports


@given(st.lists(TOLD, max_size=6), st.sampled_from([2, 3]), st.sampled_from([1, 8]))
def test_runs_that_reports_share_are_found_in_one_round_or_many(texts, size, rounds):
    reports = read(texts)
    at_once, grams._AT_ONCE = grams._AT_ONCE, grams._AT_ONCE if rounds == 1 else 1
    try:
        found = {pair: sorted(matches) for pair, matches in match_grams(KeptWords(reports), size)}
    finally:
        grams._AT_ONCE = at_once
    assert found == plainly(reports, size)
    assert list(found) == sorted(found)


def test_no_reports_share_nothing():
    assert find_shared_wording([], {}) == () == find_reuse([], {})


def test_reports_come_by_id():
    reports = [make_report(key, "The line reopens.") for key in ("b", "c", "a")]
    assert [r.id for r in in_order(reports)] == ["a", "b", "c"]
