"""Where the real reports lie: `../shared` beside the repository, or the folder that DRAGOMAN_SHARED names."""

import os
import sys
from pathlib import Path


def shared_folder() -> Path:
    """The folder with data and scorers; ends the program in one line where it is missing."""
    folder = Path(os.environ.get("DRAGOMAN_SHARED") or Path(__file__).parents[2] / "shared")
    if not (folder / "data").is_dir():
        sys.exit(f"skipped: no real reports at {folder} (set DRAGOMAN_SHARED to their folder)")
    return folder


def data_folder() -> Path:
    """The real reports and their gold labels."""
    return shared_folder() / "data"
