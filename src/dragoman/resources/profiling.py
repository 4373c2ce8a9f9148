"""Where the time of reading goes: CPU seconds by stage, counted only while somebody asks."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Profile:
    """CPU seconds by stage, in the order in which stages first came, and how many tokens were parsed."""

    seconds: dict[str, float] = field(default_factory=dict)
    tokens: int = 0

    def add(self, stage: str, seconds: float) -> None:
        """Count some time for a stage."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds


_current: ContextVar[Profile | None] = ContextVar("profile", default=None)


@contextmanager
def profiling() -> Iterator[Profile]:
    """While this is open the stages of this process are timed, and those of the processes that read for it."""
    profile = Profile()
    token = _current.set(profile)
    try:
        yield profile
    finally:
        _current.reset(token)


def timed(stage: str, work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What the work gives; its CPU time counts for the stage where somebody asks."""
    profile = _current.get()
    if profile is None:
        return work(*arguments, **named)
    start = time.process_time()
    try:
        return work(*arguments, **named)
    finally:
        profile.add(stage, time.process_time() - start)


def count_tokens(tokens: int) -> None:
    """So many more tokens were parsed."""
    profile = _current.get()
    if profile is not None:
        profile.tokens += tokens


def is_profiled() -> bool:
    """Whether somebody asks."""
    return _current.get() is not None


def add_profile(seconds: Mapping[str, float], tokens: int) -> None:
    """What another process counted by stage, and the tokens that it parsed."""
    profile = _current.get()
    if profile is not None:
        for stage, taken in seconds.items():
            profile.add(stage, taken)
        profile.tokens += tokens


def peak_memory() -> int | None:
    """The most memory that this process or one that it began has held, in bytes; None where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    held = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return held if sys.platform == "darwin" else held * 1024
