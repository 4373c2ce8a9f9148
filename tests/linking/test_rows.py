from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.linking.rows import RowsMaker, edges, holds, spread
from dragoman.linking.runs import begins, ranks

SETS = st.lists(st.frozensets(st.sampled_from("abcde")), min_size=1, max_size=8)


@given(SETS, st.data())
def test_rows_have_in_common_what_the_sets_have(sets, data):
    made = RowsMaker()
    for each in sets:
        made.add(each)
    order = np.array(data.draw(st.permutations(range(len(sets)))))
    rows, sets = made.rows().reordered(order), [sets[n] for n in order]
    ones, others = (np.array(side) for side in zip(*product(range(len(sets)), repeat=2), strict=True))
    assert rows.in_common(ones, others).tolist() == [len(a & b) for a in sets for b in sets]
    assert np.bincount(rows.owners(), minlength=len(sets)).tolist() == list(map(len, sets))


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_an_ordered_array_holds_what_stands_in_it(known, asked):
    held = np.array(sorted(known), np.int64)
    assert holds(held, np.array(asked, np.int64)).tolist() == [n in known for n in asked]


def test_runs_are_spread_and_ranked():
    assert edges(np.array([2, 0, 1])).tolist() == [0, 2, 2, 3]
    assert spread(np.array([5, 7, 9]), np.array([2, 0, 1])).tolist() == [5, 6, 9]
    values = np.array([4, 4, 4, 7, 9, 9])
    assert begins(values).tolist() == [True, False, False, True, True, False]
    assert ranks(values).tolist() == [0, 1, 2, 0, 0, 1]
    assert ranks(values[:0]).tolist() == []
