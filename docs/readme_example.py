"""Paste into README.md what the example's commands print today: `python docs/readme_example.py`."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
REPORTS = " ".join(f"examples/valletta/{name}.txt" for name in ("01-atlantica", "03-plata-mirror", "05-plata-herald"))
COMMANDS = (f"read {REPORTS}", "events --most 4", "show 1", "dossier 1 -o dossier.html")
MOST_LINES = 34


def run(command: str, folder: Path) -> str:
    """What a command prints, with its first lines only where it is long."""
    words = [str(ROOT / w) if w.startswith("examples/") else w for w in command.split()]
    arguments = [sys.executable, "-m", "dragoman", *words]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=True)
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    return "\n".join(lines[:MOST_LINES] + ["…"] * (len(lines) > MOST_LINES))


def main() -> None:
    """Run every command in a fresh folder and replace the example in the README."""
    with tempfile.TemporaryDirectory() as folder:
        blocks = [f"```\n$ dragoman {c}\n{run(c, Path(folder))}\n```" for c in COMMANDS]
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    example = "\n\n".join(blocks)
    pattern = re.compile(r"(<!-- example: [^\n]*-->\n).*?(<!-- end of example -->)", re.DOTALL)
    readme.write_text(pattern.sub(lambda m: f"{m[1]}\n{example}\n\n{m[2]}", text), encoding="utf-8")


if __name__ == "__main__":
    main()
