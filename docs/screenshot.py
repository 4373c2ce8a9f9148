"""Draw the README's picture: `python docs/screenshot.py` reads the invented examples and takes the top of a dossier.

Needs Playwright and a Chromium, found as `chromium` or at CHROMIUM.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "dossier.png"
WIDTH, HEIGHT = 1060, 1120
MOST_BYTES = 200_000


def write_page(folder: Path) -> Path:
    """The dossier of the first event in the examples."""
    for command in (
        ["read", str(ROOT / "examples" / "valletta"), "--jobs", "1"],
        ["dossier", "1", "-o", "dossier.html"],
    ):
        subprocess.run([sys.executable, "-m", "dragoman", *command], cwd=folder, check=True, capture_output=True)
    return folder / "dossier.html"


def take(page_file: Path) -> bytes:
    """The top of a page as PNG."""
    from playwright.sync_api import sync_playwright

    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(page_file.as_uri())
        return page.screenshot()


def main() -> None:
    """Write the picture; refuse one that is too large for a README."""
    with tempfile.TemporaryDirectory() as folder:
        picture = take(write_page(Path(folder)))
    if len(picture) > MOST_BYTES:
        sys.exit(f"{len(picture)} bytes are more than {MOST_BYTES}")
    TARGET.write_bytes(picture)


if __name__ == "__main__":
    main()
