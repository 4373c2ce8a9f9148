"""Disagreements on one matter that share a side are told once."""

from dragoman.datamodel import Discrepancy, DiscrepancyValue, Span
from dragoman.presenting.differing import join_alike, name_matter


def told(key: str, slot: str, *values: str) -> Discrepancy:
    sides = tuple(DiscrepancyValue(v, (Span("doc-1", n, n + 1),), (f"{v}'s",)) for n, v in enumerate(values))
    return Discrepancy(key, "evt-1", slot, sides, f"Reports differ on it: {'; '.join(values)}.")


def test_what_shares_a_side_is_one_and_the_rest_stays() -> None:
    found = [
        told("a", "topic", "ships", "oil"),
        told("b", "topic", "oil", "grain"),
        told("c", "time", "Monday", "Friday"),
    ]
    joined = join_alike(found)
    assert [(d.slot, [v.value for v in d.values]) for d in joined] == [
        ("topic", ["ships", "oil", "grain"]),
        ("time", ["Monday", "Friday"]),
    ]
    assert joined[0].explanation == "Reports differ on it."
    assert joined[1].explanation == "Reports differ on it: Monday; Friday."


def test_matters_are_told_in_words() -> None:
    assert name_matter("quantity") == "how many"
    assert name_matter("something new") == "something new"
