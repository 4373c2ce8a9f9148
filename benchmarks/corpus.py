"""Scores on the real reports, each against its floor in floors.json; exit status 1 where one is lower.

usage: python benchmarks/corpus.py [--write-floors]

`--write-floors` sets every floor a little below what was measured: for after a gain.
Lowering one needs a line in CHANGELOG.md.
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from attribution import measure_polnear
from dragoman.intake.options import IntakeOptions
from dragoman.pipeline import link_record, read_into
from dragoman.presenting.exports.jsonl import export_jsonl
from dragoman.record.loading import load_record
from dragoman.record.store import open_store
from dragoman.resources import load_resources
from dragoman.weighing.joins import Assumptions
from layout_lines import measure_lines
from names import measure_names
from pages import measure_pages
from plover import measure_plover
from shared_data import data_folder, shared_folder
from stories import measure_stories

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.02  # another processor adds up a network's numbers in another order: a borderline case may fall otherwise
EXACT = ("spans re-extract", "lines: right", "day", "headline", "outlet")  # no network has a part in these
Figures = dict[str, float]


def export_folder(folder: Path, work: Path) -> Path:
    """Read a folder into a record and export it, as a user would."""
    target = work / f"{folder.name}.jsonl"
    with open_store(work / f"{folder.name}.db", create=True) as store:
        read_into(store, [str(p) for p in sorted(folder.glob("*.txt"))], IntakeOptions())
        link_record(store, load_resources(), Assumptions())
        target.write_text("".join(export_jsonl(load_record(store), {})), encoding="utf-8")
    return target


def measure_cluster(name: str, work: Path) -> Figures:
    """Every area of score_cluster.py, and their mean."""
    folder = data_folder() / name
    scorer = shared_folder() / "tools" / "score_cluster.py"
    command = [sys.executable, str(scorer), str(export_folder(folder, work)), str(folder / "gold.json"), "--json"]
    answer = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    areas = {area: right / asked for area, (right, asked) in answer["areas"].items()}
    return {"mean": answer["mean"], **areas}


def measures(work: Path) -> Iterator[tuple[str, Callable[[], Figures]]]:
    yield "first_five", lambda: measure_cluster("first_five", work)
    yield "nkoil", lambda: measure_cluster("nkoil", work)
    yield "lines", measure_lines
    yield "names", measure_names
    yield "pages", measure_pages
    yield "plover", measure_plover
    yield "polnear", measure_polnear
    yield "stories", measure_stories


def main() -> int:
    floors: Figures = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    measured: Figures = {}
    with tempfile.TemporaryDirectory() as work:
        for name, measure in measures(Path(work)):
            start = time.perf_counter()
            figures = {f"{name}: {area}": round(value, 4) for area, value in measure().items()}
            measured |= figures
            print(f"{name}, {time.perf_counter() - start:.0f} s")
            for key, value in figures.items():
                below = " BELOW ITS FLOOR" if value < floors.get(key, 0) else ""
                print(f"  {key:45} {value:.3f}  floor {floors.get(key, 0):.3f}{below}")
    if "--write-floors" in sys.argv:
        down = {
            key: math.floor((value - SLACK * (not key.endswith(EXACT))) * 100) / 100 for key, value in measured.items()
        }
        FLOORS.write_text(json.dumps(down, indent=1, sort_keys=True) + "\n")
    failed = [key for key, floor in floors.items() if measured.get(key, 0.0) < floor]
    print(f"{len(floors) - len(failed)} floors held, {len(failed)} missed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
