"""Kills `dragoman read` at drawn moments and looks at the record each time.

usage: python benchmarks/crashes.py [KILLS]

Prints how many reads were killed before they ended, how many records were damaged, how many documents that had been
kept were lost, and whether the re-run ends in the same bytes as a read that was never killed.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.record.crashing import exported, kill_reads, look_at, start_read, write_reports


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as work:
        folder, record, whole = Path(work) / "in", Path(work) / "killed.db", Path(work) / "whole.db"
        write_reports(folder, 64 * kills)
        killed, damaged, lost = kill_reads(folder, record, kills, longest=1.5, seed=1)
        print(f"{kills} reads, {killed} killed before they ended: {damaged} records damaged, {lost} documents lost")
        kept = len(look_at(record)[1])
        for target in (record, whole):
            if start_read(folder, target).wait():
                return 1
        same = exported(record) == exported(whole)
        print(f"{kept} of {64 * kills} documents were kept before the last run; the same bytes after it: {same}")
        return int(bool(damaged or lost or not same))


if __name__ == "__main__":
    sys.exit(main())
