"""What was loaded to stay is taken out of the garbage collector's rounds, which would walk through all of it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW, _YOUNG = 200_000, 50  # objects and rounds after which the collector looks at what is newer, then older


def settle() -> None:
    """Call when models and lists are loaded: a page or a report then costs the same whatever is loaded."""
    gc.collect()
    gc.freeze()


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """While much is built that stays, the collector walks through it seldom."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW, _YOUNG, _YOUNG)
    try:
        yield
    finally:
        gc.set_threshold(*before)
