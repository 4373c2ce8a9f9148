"""What the intake tests share: inputs read into documents and problems, with counts that must add up."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from dragoman.datamodel import Document, Problem
from dragoman.intake.files import Counts, IntakeOptions, read_documents

SMALL = IntakeOptions(max_bytes=50_000, max_archive_bytes=500_000, max_decompressed_bytes=2_000_000, timeout_seconds=20)


def read_all(inputs: Sequence[str | Path], options: IntakeOptions = SMALL) -> tuple[list[Document], list[Problem]]:
    counts = Counts()
    outcomes = list(read_documents([str(i) for i in inputs], options, counts))
    documents = [o for o in outcomes if isinstance(o, Document)]
    problems = [o for o in outcomes if isinstance(o, Problem)]
    assert (counts.read, counts.set_aside, counts.given) == (len(documents), len(problems), len(outcomes))
    return documents, problems


def read_bytes(
    folder: Path, name: str, data: bytes, options: IntakeOptions = SMALL
) -> tuple[list[Document], list[Problem]]:
    path = folder / name
    path.write_bytes(data)
    return read_all([path], options)


def zip_of(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()
