"""From what was given to things that can be read: files, folders, globs, standard input."""

import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.datamodel import Problem
from dragoman.errors import IntakeError
from dragoman.intake.containers.archives import show_name
from dragoman.intake.containers.streams import SNIFF_BYTES, Budget, Item, metered
from dragoman.intake.options import IntakeOptions

_MAGIC = re.compile(r"[*?\[]")
_OWN_PIPES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")  # the shell's `<(command)`


def open_path(given: str, options: IntakeOptions) -> Iterator[Item | Problem]:
    """Every file that a path stands for, in name order, opened one after another; problems for what is none."""
    if given == "-":
        yield _open_stdin(options)
        return
    path = Path(given)
    try:
        if path.is_dir():
            yield from _open_folder(path, options)
        elif not os.path.lexists(path) and _MAGIC.search(given):
            yield from _open_glob(given, options)
        else:
            yield from _open_each(path, options)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield _unreadable(given, error)


def _open_stdin(options: IntakeOptions) -> Item:
    budget = Budget(options, None)
    return Item("-", "", metered(sys.stdin.buffer, budget.take_source), budget)


def find_files(given: str, options: IntakeOptions) -> Iterator[Path | Problem]:
    """The files that a path stands for, unopened, in the order in which `open_path` has them."""
    path = Path(given)
    try:
        if path.is_dir():
            yield from _walk(path, options)
        elif not os.path.lexists(path) and _MAGIC.search(given):
            for match in _matches(given, options):
                yield from _walk(match, options) if match.is_dir() else (match,)
        else:
            yield path
    except IntakeError as error:
        yield _problem(given, error.what, error.remedy)
    except (OSError, ValueError) as error:
        yield _unreadable(given, error)


def _open_folder(folder: Path, options: IntakeOptions) -> Iterator[Item | Problem]:
    for found in _walk(folder, options):
        yield from (found,) if isinstance(found, Problem) else _open_each(found, options)


def _walk(folder: Path, options: IntakeOptions) -> Iterator[Path | Problem]:
    """A folder's files and those of its folders, in name order; hidden ones are passed over, links not followed."""
    pending = [folder]
    found = False
    while pending:
        path = pending.pop()
        if path != folder and path.is_symlink():
            yield _problem(path, "a symbolic link, which is not followed", "give its target as an input")
        elif path.is_dir():
            try:
                inside = sorted((p for p in path.iterdir() if _is_wanted(p, options)), reverse=True)
            except OSError as error:
                yield _unreadable(path, error)
                found = True
                continue
            pending += inside
            continue
        else:
            yield path
        found = True
    if not found:
        yield _problem(folder, "empty: there is no file in the folder")


def _is_wanted(path: Path, options: IntakeOptions) -> bool:
    return not path.name.startswith(".") and str(path.absolute()) not in options.passed_over


def _open_glob(pattern: str, options: IntakeOptions) -> Iterator[Item | Problem]:
    try:
        files = _matches(pattern, options)
    except IntakeError as error:
        yield _problem(pattern, error.what, error.remedy)
        return
    for match in files:
        yield from _open_folder(match, options) if match.is_dir() else _open_each(match, options)


def _matches(pattern: str, options: IntakeOptions) -> list[Path]:
    """What matches, in name order. `**` follows no links, so that none can lead in circles."""
    parts = Path(pattern).parts
    first = next(i for i, part in enumerate(parts) if _MAGIC.search(part))
    anchor, rest = Path(*parts[:first]), parts[first:]
    shows_hidden = any(part.startswith(".") for part in rest)
    matches = sorted(set(anchor.glob("/".join(rest))))
    if not shows_hidden:
        matches = [m for m in matches if not any(p.startswith(".") for p in m.relative_to(anchor).parts)]
    wanted = [m for m in matches if str(m.absolute()) not in options.passed_over]
    files = [m for m in wanted if not m.is_dir()] if "**" in pattern else wanted
    if not files:
        raise IntakeError("no file matches", remedy="quote the pattern, and look whether the folder is right")
    return files


def _open_each(path: Path, options: IntakeOptions) -> Iterator[Item | Problem]:
    try:
        item = _open_file(path, options)
    except IntakeError as error:
        yield _problem(path, error.what, error.remedy)
    except (OSError, ValueError) as error:
        yield _unreadable(path, error)
    else:
        with item.stream:
            yield item


def _open_file(path: Path, options: IntakeOptions) -> Item:
    """Opened without waiting (a pipe may have no writer), and looked at when open, so that nothing changes between."""
    pipe = str(path).startswith(_OWN_PIPES)
    flags = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    descriptor = os.open(path, flags if pipe else flags | getattr(os, "O_NONBLOCK", 0))
    raw = io.FileIO(descriptor)
    status = os.fstat(descriptor)
    budget = Budget(options, status.st_size if stat.S_ISREG(status.st_mode) else None)
    name = show_name(path.name)
    if stat.S_ISREG(status.st_mode):
        stream = io.BufferedReader(raw, SNIFF_BYTES)
        return Item(show_name(str(path)), name, stream, budget, size=status.st_size)
    if pipe and stat.S_ISFIFO(status.st_mode):
        return Item(show_name(str(path)), name, metered(raw, budget.take_source), budget)
    raw.close()
    raise IntakeError("not a file but a pipe or device", remedy="pipe its content in: COMMAND | dragoman read -")


def _unreadable(path: Path | str, error: OSError | ValueError) -> Problem:
    remedy = "ask its owner for leave to read it" if isinstance(error, PermissionError) else None
    remedy = "look whether its name is right" if isinstance(error, FileNotFoundError) else remedy
    return _problem(path, f"cannot be read ({_reason(error)})", remedy)


def _problem(path: Path | str, what: str, remedy: str | None = None) -> Problem:
    return Problem(show_name(str(path)), "intake", what, remedy=remedy)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
