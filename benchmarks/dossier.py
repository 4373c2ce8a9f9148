"""Size and time of a story's dossier: the invented examples under 28 outlets' names, 40 reports in one story.

usage: python -m benchmarks.dossier
"""

import tempfile
import time
from dataclasses import replace
from pathlib import Path

from dragoman import api
from dragoman.presenting.dossier import write_story_dossier
from dragoman.presenting.views import RecordView

EXAMPLES = Path(__file__).parent.parent / "examples" / "valletta"
OUTLETS = (
    "Atlantica", "Harbour Gazette", "Plata Mirror", "Northern Courier", "Plata Herald", "Malta Ledger", "Meridian Post",
)  # fmt: skip
COPIES, REPORTS = 5, 40


def write_reports(folder: Path) -> None:
    """Every example several times, each time under other outlets' names."""
    for number in range(COPIES):
        for path in sorted(EXAMPLES.glob("0[1-8]*.txt")):
            text = path.read_text(encoding="utf-8")
            for name in OUTLETS if number else ():
                text = text.replace(name, f"{name} {'ABCD'[number - 1]}")
            (folder / f"{number}-{path.name}").write_text(text, encoding="utf-8")


def main() -> None:
    """Print bytes and seconds."""
    with tempfile.TemporaryDirectory() as folder:
        write_reports(Path(folder))
        record = api.read([folder], record=Path(folder) / "record.db").record
    story = replace(
        record.stories[0],
        reports=tuple(r.id for r in record.reports)[:REPORTS],
        events=tuple(e.id for e in record.events),
    )
    start = time.perf_counter()
    page = write_story_dossier(RecordView(record), story)
    print(f"{len(story.reports)} reports, {len(story.events)} events: {len(page.encode()):,} bytes")
    print(f"written in {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()
