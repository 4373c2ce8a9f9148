import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.datamodel import Comparison
from dragoman.linking.joining import join_compared, join_in_parts
from dragoman.linking.pairs import Findings, Pairs

NAMES = tuple("hbdcafge")
PAIR = st.sets(st.sampled_from(NAMES), min_size=2, max_size=2).map(lambda p: tuple(sorted(p)))
SCORE = st.none() | st.integers(0, 1000).map(lambda n: n / 1000)


def kept(found):
    every = Pairs(NAMES, np.empty(0, np.int64))
    findings = Findings(Pairs(NAMES, np.array(sorted(map(every.code, found)), np.int64)), {"a": "a2"})
    findings.keep(np.arange(len(found)), [(found[pair].score, found[pair].reasons) for pair in findings.pairs])
    return findings


def compare(pair, score):
    ids = sorted("a2" if name == "a" else name for name in pair)
    return Comparison(*ids, score, ("both met", f"they are {'near' if score else 'far'}"))


found_of_pairs = st.dictionaries(PAIR, SCORE, max_size=20).map(lambda d: {p: compare(p, s) for p, s in d.items()})


@given(found_of_pairs)
def test_what_was_found_comes_back_as_it_was_kept(found):
    findings = kept(found)
    assert dict(findings.items()) == found
    assert [findings.pairs[at] for at in range(len(findings))] == list(findings)
    assert not np.isnan(findings.scores()).sum() - sum(c.score is None for c in found.values())


def test_a_pair_that_was_not_compared_is_not_found():
    findings = kept({("a", "b"): compare(("a", "b"), 0.5)})
    assert ("a", "c") not in findings
    assert ("a", "nobody") not in findings
    assert findings.get(("b", "c")) is None


@given(found_of_pairs)
def test_parts_that_nothing_binds_together_join_as_all_at_once(resources, found):
    scoring = resources.scoring.events
    groups, joins = join_in_parts(kept(found), scoring)
    whole, all_joins = join_compared(NAMES, found, scoring)
    assert groups == dict(whole)
    assert sorted(joins, key=repr) == sorted(all_joins, key=repr)


@given(st.sets(PAIR), st.sets(st.sampled_from(NAMES)))
def test_the_pairs_of_some_names_are_those_in_which_one_of_them_stands(pairs, asked):
    every = kept({pair: compare(pair, None) for pair in pairs}).pairs
    assert set(every.of(asked)) == {pair for pair in pairs if not asked.isdisjoint(pair)}
