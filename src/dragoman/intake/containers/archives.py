"""Archives of files: zip, tar, gzip, zstd. Members are read as streams; nothing is ever written to disk."""

import gzip
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, BinaryIO, Self, cast

import zstandard

from dragoman.datamodel import Problem
from dragoman.errors import AGAIN, IntakeError
from dragoman.intake.containers.context import IntakeContext
from dragoman.intake.containers.streams import Item, ShortReads, metered, read_whole, stream_of

_INDEX_BYTES = 64_000_000  # a zip's list of members; some hundred thousand
_HEADER_BYTES = 1_000_000  # a tar's long names and extended headers
_EXTENDING = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)
_ZSTD_WINDOW = 2**27
_WORD_TEXT = "word/document.xml"
_OFFICE_MARK = "[Content_Types].xml"


def unpack_zip(item: Item, context: IntakeContext) -> Iterator[Item | Problem]:
    """The members of a zip file, in its order; of a web archive (WACZ) only the pages; a Word file as itself."""
    seekable = item.stream
    if not seekable.seekable():
        seekable = stream_of(read_whole(item, context.options.max_archive_bytes))
    with zipfile.ZipFile(cast("IO[bytes]", ShortReads(cast("BinaryIO", seekable), _INDEX_BYTES))) as archive:
        names = set(archive.namelist())
        if _WORD_TEXT in names:
            seekable.seek(0)
            yield replace(item, stream=seekable, kind="docx")
            return
        if _OFFICE_MARK in names:
            raise IntakeError("an office file that is no text document")
        for info in archive.infolist():
            if not info.is_dir() and not _is_hidden(info.filename) and _is_wanted(info.filename, names):
                item.budget.take_member()
                yield _zip_member(archive, info, item)


def unpack_tar(item: Item, context: IntakeContext) -> Iterator[Item | Problem]:
    """The members of a tar file, in its order."""
    # What lies behind a member is reached by reading on, to wherever it claims to end.
    most = item.size if item.size is not None and not item.depth else context.options.max_decompressed_bytes
    for archive, info in _tar_members(item, most):
        if info.isdir() or _is_hidden(info.name):
            continue
        item.budget.take_member()
        file = archive.extractfile(info) if info.isreg() and not info.issparse() else None
        if file is None:
            yield _refused(item, info.name, "a link, device or sparse file inside an archive")
        else:
            yield _member(item, info.name, file, info.size, counted=False)


def _tar_members(item: Item, most: int) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    try:
        with tarfile.open(fileobj=item.stream, mode="r|", tarinfo=_ShortHeader) as archive:
            for info in archive:
                if archive.offset - info.offset_data > most:
                    raise IntakeError("damaged: a member claims to be longer than the archive", remedy=AGAIN)
                yield archive, info
    except ValueError as error:  # a number of an extended header that is none
        raise IntakeError(f"damaged: a header inside the archive cannot be read ({error})", remedy=AGAIN) from error


def unpack_gzip(item: Item, context: IntakeContext) -> Iterator[Item | Problem]:  # noqa: ARG001
    """The one stream inside; it keeps the archive's address."""
    with gzip.GzipFile(fileobj=item.stream) as inner:
        yield _inner_stream(item, cast("IO[bytes]", inner))


def unpack_zstd(item: Item, context: IntakeContext) -> Iterator[Item | Problem]:  # noqa: ARG001
    """The one stream inside; it keeps the archive's address."""
    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    with decompressor.stream_reader(item.stream, read_across_frames=True) as inner:
        yield _inner_stream(item, cast("IO[bytes]", inner))


class _ShortHeader(tarfile.TarInfo):
    """A tar header whose extension is read only where it is short: its length is whatever it claims."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        info = super().frombuf(buf, encoding, errors)
        if info.type in _EXTENDING and info.size > _HEADER_BYTES:
            raise IntakeError("a header inside the archive is too large")
        return info


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, item: Item) -> Item | Problem:
    if info.flag_bits & 1:
        return _refused(item, info.filename, "encrypted")
    if stat.S_ISLNK(info.external_attr >> 16):
        return _refused(item, info.filename, "a link inside an archive")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # The others unpack a chunk whole, however much it swells.
        return _refused(item, info.filename, "compressed in a way that is not read", "pack it again with deflate")
    try:
        return _member(item, info.filename, archive.open(info), info.file_size)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        return _refused(item, info.filename, f"damaged inside the archive ({error})")


def _member(item: Item, name: str, stream: IO[bytes], size: int, counted: bool = True) -> Item:
    counter = item.budget.take_unpacked if counted else None
    shown = show_name(name)
    inner = metered(stream, counter)
    return Item(f"{item.uri}!/{shown}", shown, inner, item.budget, size=size, depth=item.depth + 1)


def _inner_stream(item: Item, inner: IO[bytes]) -> Item:
    stem, _, extension = item.name.rpartition(".")
    name = f"{stem}.tar" if extension.lower() == "tgz" else stem
    stream = metered(inner, item.budget.take_unpacked)
    return replace(item, name=name, stream=stream, size=None, depth=item.depth + 1, media_type=None)


def _refused(item: Item, name: str, what: str, remedy: str | None = None) -> Problem:
    return Problem(f"{item.uri}!/{show_name(name)}", "intake", what, remedy=remedy)


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or any(p.startswith(".") and p not in (".", "..") for p in parts)


def _is_wanted(name: str, names: set[str]) -> bool:
    """Of a WACZ (a zip of web archives with an index) only the archives themselves."""
    return (
        "datapackage.json" not in names
        or name.startswith("archive/")
        or not any(n.startswith("archive/") for n in names)
    )


def show_name(name: str) -> str:
    """A name that any text can hold: bytes that are no UTF-8 and control characters are spelled out."""
    plain = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in plain)
