"""How the cost of linking grows: real readings, multiplied as if as much news again had come on other days.

usage: python benchmarks/linking_growth.py --record FILE [--sizes 1 4 16] [--reports 1000] [--folder DIR]

FILE is a record of real reports (`dragoman read … --record FILE`). Its first so many reports are taken once, four times
and sixteen times over; in every copy the days are moved on and all but states, their capitals and large bodies have
other names, and the letters of the text are exchanged, so that no copy repeats another's words: what
meets whom meets as often as in the original, and common parties and deeds in all copies. Each size is written to a
record of its own (kept in DIR where one is given), and linked from it in a process of its own. Prints mentions, CPU
seconds and peak memory, and the exponent with which CPU grows.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from dragoman.datamodel import Document
from dragoman.linking.link import link
from dragoman.record.lazily import StoredReadings, linking_inputs
from dragoman.record.store import Batch, open_store
from dragoman.resources import load_resources

DAYS = 45  # between one copy and the next: more than linking looks back


def fill(target: Path, reports: int, times: int, record: Path) -> None:
    """Write the reports with their documents and readings, so many times over, to a record."""
    with open_store(record) as store:
        taken = store.reports_as_read()[:reports]
        documents = store.documents_of(r.document for r in taken)
        known = {r.id for r in taken}
        readings = tuple(r for r in store.readings_as_read() if r.report in known)
    with open_store(target, create=True) as store:
        for copy in range(times):
            moved = (tuple(_moved(each, copy) for each in kind) for kind in (documents, taken, readings))
            store.add(Batch(*moved, problems=()))


def _moved(each: Any, copy: int) -> Any:
    """Everything of a record under other ids, on other days, with other names."""
    if not copy:
        return each
    plain = _change(json.loads(msgspec.json.encode(each)), copy, "")
    if isinstance(each, Document):
        plain["text"] = each.text.translate(_cipher(copy))
    return msgspec.convert(plain, type(each), strict=False)


def _cipher(copy: int) -> dict[int, int]:
    """Each letter to another one."""
    order = list(range(26))
    random.Random(copy).shuffle(order)
    return {ord(first) + n: ord(first) + to for first in "aA" for n, to in enumerate(order)}


IDS = ("id", "document", "report", "actor", "a", "b", "outer", "attributions", "affiliation_actor")


def _change(value: Any, copy: int, key: str) -> Any:
    if isinstance(value, dict):
        named = value.get("key") is None and "names" in value  # an actor that no list knows
        changed = {k: _change(v, copy, k) for k, v in value.items()}
        if named and value.get("type") != "state":
            changed["name"] = f"{value['name']} {copy}"
            changed["names"] = [f"{n} {copy}" for n in value["names"]]
        return changed
    if isinstance(value, list):
        return [_change(v, copy, key) for v in value]
    if isinstance(value, str) and key in IDS:
        return f"{value}x{copy}"
    if isinstance(value, str) and key in ("earliest", "latest") and len(value) >= 10:
        try:
            return (date.fromisoformat(value[:10]) + timedelta(days=DAYS * copy)).isoformat() + value[10:]
        except (ValueError, OverflowError):
            return value
    return value


def measure(record: Path) -> dict[str, float]:
    """Link one record in this process."""
    resources = load_resources()
    with open_store(record) as store:
        begun = time.process_time()
        linked = link(*linking_inputs(store), resources)
        spent = time.process_time() - begun
        mentions = sum(len(r.events) for r in StoredReadings(store))
    return {
        "seconds": spent,
        "mentions": mentions,
        "events": len(linked.clusters),
        "reports": len(linked.reports),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


def main() -> None:
    """Measure every size, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--record", type=Path, required=True)
    options.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16])
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--folder", type=Path)
    options.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.one)))
        return
    print(f"{'reports':>9}{'mentions':>10}{'events':>9}{'CPU s':>9}{'MB':>8}{'exponent':>10}")
    last: dict[str, float] = {}
    with TemporaryDirectory() as own:
        for times in asked.sizes:
            found = measure_apart((asked.folder or Path(own)) / f"growth_{times}.db", times, asked)
            grown = ""
            if last:
                ratio = log(found["seconds"] / last["seconds"]) / log(found["mentions"] / last["mentions"])
                grown = f"{ratio:10.2f}"
            shown = f"{found['reports']:9.0f}{found['mentions']:10.0f}{found['events']:9.0f}{found['seconds']:9.1f}"
            print(f"{shown}{found['megabytes']:8.0f}{grown}", flush=True)
            last = found


def measure_apart(target: Path, times: int, asked: argparse.Namespace) -> dict[str, float]:
    """Link one size in a process of its own; its record is made where it is not there yet."""
    if not target.is_file():
        fill(target, asked.reports, times, asked.record)
    command = [sys.executable, __file__, "--record", str(asked.record), "--one", str(target)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = json.loads(told.splitlines()[-1])
    return found


if __name__ == "__main__":
    main()
