"""How well copying is found and origins are counted: six events, 36 reports, by the shared scorer.

usage: python benchmarks/origins.py [-v]
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))


def main() -> int:
    """Run the scorer over this checkout's command."""
    folder = SHARED / "data" / "origins"
    command = [sys.executable, str(SHARED / "tools" / "score_origins.py"), str(folder / "origins.json"), str(folder)]
    return subprocess.run(
        [*command, "--dragoman", f"{sys.executable} -m dragoman", *sys.argv[1:]], check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
