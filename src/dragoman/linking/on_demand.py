"""What is made when it is asked for, since all of it would not fit into memory; some of it stays at hand."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypeVar, overload
from weakref import proxy

Item = TypeVar("Item")
Key = TypeVar("Key")


class OnDemand(Sequence[Item]):
    """A sequence of which an item is made whenever it is asked for."""

    @abstractmethod
    def make(self, at: int) -> Item:
        """The item at a place, counted from the front."""

    @overload
    def __getitem__(self, at: int) -> Item: ...
    @overload
    def __getitem__(self, at: slice) -> list[Item]: ...
    def __getitem__(self, at: int | slice) -> Item | list[Item]:
        places = range(len(self))[at]
        return self.make(places) if isinstance(places, int) else [self.make(place) for place in places]


def at_hand(method: Callable[[Key], Item], most: int) -> Callable[[Key], Item]:
    """An object's method with its latest answers; these do not hold the object, and so both go with the last user."""
    owner: Any = proxy(method.__self__)  # type: ignore[attr-defined]
    plain: Callable[[Any, Key], Item] = method.__func__  # type: ignore[attr-defined]
    return lru_cache(most)(lambda key: plain(owner, key))
