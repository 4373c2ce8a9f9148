"""Options for how far one document is gone into: `--max-size`, `--max-seconds`, `--max-memory`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dragoman.intake.options import IntakeOptions
    from dragoman.supervised.limits import ReadingLimits

Command = Callable[..., Any]
_UNITS = {"": 1, "b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000}
_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,3})?) ?([kmg]?b?)", re.IGNORECASE)
_LEAST_MEMORY = 300_000_000  # below it the parsers themselves do not fit


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may be and take: bytes, seconds, bytes of memory."""

    size: int
    seconds: float
    memory: int


class ByteSize(click.ParamType[int]):
    """A number of bytes, as 500kB, 20MB or 2GB."""

    name = "size"

    def __init__(self, least: int = 1) -> None:
        self._least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes."""
        if isinstance(value, int):
            return value
        match = _SIZE.fullmatch(value.strip())
        if match is None:
            self.fail(f"{value!r} is no size: write it as 500kB, 20MB or 2GB", param, ctx)
        unit = match[2].lower()
        count = int(float(match[1]) * _UNITS[unit if unit in _UNITS else f"{unit}b"])
        if count < self._least:
            self.fail(f"{value} is too little: give at least {self._least // 1_000_000 or 1} MB", param, ctx)
        return count


def limit_options(command: Command) -> Command:
    """`--max-size`, `--max-seconds`, `--max-memory`, which the command gets as `limits`."""

    @wraps(command)
    def limited(*args: Any, max_size: int, max_seconds: float, max_memory: int, **named: Any) -> Any:
        return command(*args, limits=Limits(max_size, max_seconds, max_memory), **named)

    options = (
        click.option(
            "--max-size", type=ByteSize(), default="20MB", show_default=True, metavar="SIZE",
            help="Set aside a file, page, row or archive member that is larger.",
        ),
        click.option(
            "--max-seconds", type=click.FloatRange(0.1, 86_400), default=30, show_default=True, metavar="N",
            help="Stop reading a document after N seconds of computing; one of over 50,000 characters is given more "
            "in proportion.",
        ),
        click.option(
            "--max-memory", type=ByteSize(_LEAST_MEMORY), default="2GB", show_default=True, metavar="SIZE",
            help="Stop reading a document that needs more memory (beyond the models' own, about 0.8 GB).",
        ),
    )  # fmt: skip
    for option in reversed(options):
        limited = option(limited)
    return limited


def intake_options(limits: Limits, *, follow_links: bool = False, passed_over: tuple[str, ...] = ()) -> "IntakeOptions":
    """Intake's options under the limits."""
    from dragoman.intake.options import FetchPolicy, IntakeOptions

    usual = IntakeOptions()
    return IntakeOptions(
        max_bytes=limits.size,
        max_archive_bytes=max(usual.max_archive_bytes, limits.size),
        timeout_seconds=limits.seconds,
        max_memory_bytes=limits.memory,
        follow_links=follow_links,
        passed_over=passed_over,
        fetch=FetchPolicy(max_bytes=limits.size),
    )


def reading_limits(limits: Limits) -> "ReadingLimits":
    """The limits for the processes that read."""
    from dragoman.supervised.limits import ReadingLimits

    return ReadingLimits(limits.seconds, limits.memory)
