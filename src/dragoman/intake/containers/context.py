"""What every reader of one run shares: the options, the guarded worker, the fetcher, the names of dump fields."""

from collections.abc import Callable
from functools import cached_property
from types import TracebackType
from typing import Self, TypeVar

from dragoman.intake.guard.sandbox import Guard, GuardLimits
from dragoman.intake.options import IntakeOptions
from dragoman.intake.web.fetching import Fetcher
from dragoman.resources.dump_fields import DumpFields, load_dump_fields

T = TypeVar("T")


class IntakeContext:
    """Opened for one run of intake, and closed after it. Nothing is started before it is needed."""

    def __init__(self, options: IntakeOptions) -> None:
        self.options = options
        self._guard = Guard(GuardLimits(options.timeout_seconds, options.max_memory_bytes))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._guard.close()

    @cached_property
    def fetcher(self) -> Fetcher:
        """Fetches addresses, and remembers each host's robots.txt."""
        return Fetcher(self.options.fetch)

    @cached_property
    def dump_fields(self) -> DumpFields:
        """The names under which dumps keep things."""
        return load_dump_fields()

    def guarded(self, parse: Callable[..., T], *arguments: object) -> T:
        """What `parse` makes of the arguments, in the worker; raises `IntakeError`."""
        return self._guard.run(parse, *arguments)
