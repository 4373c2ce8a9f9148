"""Bytes as they come: streams that are counted, and the budget that one given input may unpack to."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from dragoman.errors import AGAIN, IntakeError
from dragoman.intake.containers.sniffing import Kind
from dragoman.intake.options import IntakeOptions

SNIFF_BYTES = 65_536


class Budget:
    """What one given input may still unpack, shared by every archive inside it (a bomb may hide at any depth)."""

    def __init__(self, options: IntakeOptions, source_bytes: int | None) -> None:
        self._options = options
        self._size_known = source_bytes is not None
        self._source_bytes = source_bytes or 0
        self._unpacked = 0
        self._members = 0
        self._spent: str | None = None

    def take_source(self, count: int) -> None:
        """Count bytes of an input whose size is not known beforehand (a pipe)."""
        if not self._size_known:
            self._source_bytes += count

    def take_unpacked(self, count: int) -> None:
        """Count bytes that came out of a decompressor; raises when they are too many."""
        self._unpacked += count
        by_ratio = max(self._options.max_bytes, self._options.max_ratio * self._source_bytes)
        if self._unpacked > self._options.max_decompressed_bytes:
            self._spent = f"unpacks to more than {self._options.max_decompressed_bytes:,} bytes"
        elif self._unpacked > by_ratio:
            self._spent = f"unpacks to more than {self._options.max_ratio} times its size"
        self.check()

    def take_member(self) -> None:
        """Count one more member; raises when they are too many, or the budget is spent."""
        self._members += 1
        if self._members > self._options.max_members:
            self._spent = f"holds more than {self._options.max_members:,} members"
        self.check()

    def check(self) -> None:
        """Raise if the budget is spent: the rest of the input stays unread."""
        if self._spent:
            raise IntakeError(
                f"{self._spent}; the rest was left unread", remedy="if you trust it, unpack it and read the folder"
            )


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes with a name: a file, an answer from the net, or a member of an archive.

    `uri` is how it is kept, `name` what its extension is read from, `size` its bytes where known beforehand, `depth`
    how many archives it lies in; `url`, `charset` and `media_type` what the server or the archive said of it; `kind`
    what it was found to be, where that is known already.
    """

    uri: str
    name: str
    stream: "io.BufferedReader[Any]"
    budget: Budget
    size: int | None = None
    depth: int = 0
    url: str | None = None
    charset: str | None = None
    media_type: str | None = None
    kind: Kind | None = None


class _FullReads(io.RawIOBase):
    """A stream whose reads are whole unless the input ends, each counted by `meter`."""

    def __init__(self, inner: IO[bytes], meter: Callable[[int], None] | None) -> None:
        self._inner = inner
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        filled = 0
        while filled < len(buffer):
            chunk = self._inner.read(len(buffer) - filled)
            if not chunk:
                break
            if self._meter:
                self._meter(len(chunk))
            buffer[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        return filled


class ShortReads:
    """A file that refuses a single read over `most` bytes: what a lying index or header makes a reader ask for."""

    def __init__(self, inner: BinaryIO, most: int) -> None:
        self._inner = inner
        self._most = most
        self.seek = inner.seek
        self.tell = inner.tell
        self.seekable = inner.seekable

    def read(self, count: int = -1) -> bytes:
        """Up to `count` bytes; raises `IntakeError` where that is more than allowed."""
        data = self._inner.read(self._most + 1) if count < 0 else b""
        if max(count, len(data)) > self._most:
            raise IntakeError("the archive's index is too large or damaged", remedy=AGAIN)
        return data if count < 0 else self._inner.read(count)


def stream_of(data: bytes) -> "io.BufferedReader[Any]":
    """Bytes in memory as a stream."""
    return io.BufferedReader(io.BytesIO(data), SNIFF_BYTES)


def metered(inner: IO[bytes], meter: Callable[[int], None] | None = None) -> "io.BufferedReader[Any]":
    """A stream over another one, counted, which can be peeked into (`SNIFF_BYTES` at once) but not rewound."""
    return io.BufferedReader(_FullReads(inner, meter), SNIFF_BYTES)


def read_whole(item: Item, most: int) -> bytes:
    """All bytes of an item; raises `IntakeError` where they are more than `most`, before holding them."""
    known = item.size is not None and item.size > most
    data = b"" if known else item.stream.read(most + 1)
    if known or len(data) > most:
        raise IntakeError(f"larger than the limit of {most:,} bytes", remedy="split it into smaller files")
    return data
