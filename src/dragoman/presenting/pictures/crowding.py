"""What lies so far off that the rest of a picture would be crowded together."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def without_far_ends(
    ordered: Sequence[T], length: Callable[[Sequence[T]], float], few: float, narrower: float
) -> Sequence[T]:
    """The items without a few at both ends, where what they span becomes so much narrower; else all of them.

    `few` is the share that may be left out, `narrower` by how much the `length` of the rest must shrink.
    """
    whole, most = length(ordered), int(len(ordered) * few)
    best, span = ordered, whole
    for before in range(most + 1):
        for after in range(most + 1 - before):
            part = ordered[before : len(ordered) - after]
            if length(part) * narrower <= whole and length(part) < span:
                best, span = part, length(part)
    return best
