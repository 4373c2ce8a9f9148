"""How the cost of linking grows: real readings, multiplied as if as much news again had come on other days.

usage: python benchmarks/linking_growth.py --record FILE [--sizes 1 4 16] [--reports 1000]

FILE is a record of real reports (`dragoman read … --record FILE`). Its first so many reports are taken once, four times
and sixteen times over; in every copy the days are moved on and all but states, their capitals and large bodies have
other names, and the letters of the text are moved on in the alphabet, so that no copy repeats another's words: what
meets whom meets as often as in the original, and common parties and deeds in all copies. Each size is
linked in a process of its own. Prints mentions, CPU seconds and peak memory, and the exponent with which CPU grows.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from math import log
from pathlib import Path
from typing import Any

import msgspec

from dragoman.datamodel import Document, Reading, Report
from dragoman.linking.link import link
from dragoman.record.store import open_store
from dragoman.resources import load_resources

DAYS = 45  # between one copy and the next: more than linking looks back


def copies(reports: int, times: int, record: Path) -> Iterator[tuple[Report, Document, Reading]]:
    """The reports with their documents and readings, so many times over."""
    with open_store(record) as store:
        taken = store.reports_as_read()[:reports]
        documents = {d.id: d for d in store.documents_of(r.document for r in taken)}
        readings = {r.report: r for r in store.readings_as_read()}
    for copy in range(times):
        for report in taken:
            triple = report, documents[report.document], readings[report.id]
            yield tuple(_moved(each, copy) for each in triple)  # type: ignore[misc]


def _moved(each: Any, copy: int) -> Any:
    """Everything of a record under other ids, on other days, with other names."""
    if not copy:
        return each
    plain = _change(json.loads(msgspec.json.encode(each)), copy, "")
    if isinstance(each, Document):
        plain["text"] = each.text.translate(_shift(copy))
    return msgspec.convert(plain, type(each), strict=False)


def _shift(copy: int) -> dict[int, int]:
    """Each letter to the one so many further on."""
    step = copy % 25 + 1
    return {ord(first) + n: ord(first) + (n + step) % 26 for first in "aA" for n in range(26)}


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


def measure(reports: int, times: int, record: Path) -> dict[str, float]:
    """Link one size in this process."""
    triples = list(copies(reports, times, record))
    resources = load_resources()
    texts = {d.id: d.text for _, d, _ in triples}
    begun = time.process_time()
    linked = link([r for r, _, _ in triples], texts, [r for _, _, r in triples], resources)
    return {
        "seconds": time.process_time() - begun,
        "mentions": sum(len(r.events) for r in linked.readings),
        "events": len(linked.clusters),
        "reports": len(triples),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


def main() -> None:
    """Measure every size, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--record", type=Path, required=True)
    options.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16])
    options.add_argument("--reports", type=int, default=1000)
    options.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.reports, asked.one, asked.record)))
        return
    print(f"{'reports':>9}{'mentions':>10}{'events':>9}{'CPU s':>9}{'MB':>8}{'exponent':>10}")
    last: dict[str, float] = {}
    for times in asked.sizes:
        command = [sys.executable, __file__, "--record", str(asked.record), "--reports", str(asked.reports)]
        told = subprocess.run([*command, "--one", str(times)], capture_output=True, text=True, check=True).stdout
        found: dict[str, float] = json.loads(told.splitlines()[-1])
        grown = ""
        if last:
            ratio = log(found["seconds"] / last["seconds"]) / log(found["mentions"] / last["mentions"])
            grown = f"{ratio:10.2f}"
        shown = f"{found['reports']:9.0f}{found['mentions']:10.0f}{found['events']:9.0f}{found['seconds']:9.1f}"
        print(f"{shown}{found['megabytes']:8.0f}{grown}", flush=True)
        last = found


if __name__ == "__main__":
    main()
