"""The sixty sentences of tests/cases/attribution/constructions: reading one, and telling what was missed in it.

The expected spans were written before the reader was run on them, as a careful annotator of PARC or PolNeAR sets them,
and nothing was tuned on them. "|" parts paragraphs of a text and spans of a content. Words of a cue in [brackets] are
those that annotators as often leave out; all other spans are exact but for punctuation and quotation marks. A chain is
compared by names, without "the" or "a". `python -m tests.reading.construction_cases` prints how many pass.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from dragoman.datamodel import Attribution, Block, Published, Report, Span
from dragoman.reading.report import read_report
from dragoman.resources import Resources, load_resources

CASES = Path(__file__).parent.parent / "cases" / "attribution" / "constructions"
KNOWN_FAILURES = CASES / "known_failures.yaml"
DETERMINER = re.compile(r"^(the|an?) ")


@dataclass(frozen=True)
class Case:
    """One text with what is said in it; `said` are rows of source, cue, content and at times stance and chain."""

    construction: str
    name: str
    text: str
    headline: bool
    said: tuple[dict, ...]


def all_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.yaml")):
        if path != KNOWN_FAILURES:
            for row in yaml.safe_load(path.read_text(encoding="utf-8")):
                text = row["text"].replace("|", "\n")
                yield Case(path.stem, row["name"], text, row.get("headline", False), tuple(row["said"]))


def known_failures() -> dict[str, str]:
    """Names of the cases that fail today, with the reason."""
    return yaml.safe_load(KNOWN_FAILURES.read_text(encoding="utf-8"))


def missed(case: Case, resources: Resources) -> list[dict]:
    """The expected attributions that the whole reader, as shipped, does not find just so."""
    found = read_report(_report(case), case.text, resources).attributions
    return [row for row in case.said if not any(_agrees(row, a, case.text) for a in found)]


def _report(case: Case) -> Report:
    blocks = [Block(*m.span(), "body") for m in re.finditer(r"[^\n]+", case.text)]
    if case.headline:
        blocks[0] = Block(blocks[0].start, blocks[0].end, "headline")
    published = Published(None, None, "unknown")
    return Report("r", "d", 0, len(case.text), None, None, None, (), None, "en", published, tuple(blocks))


def _agrees(row: dict, found: Attribution, text: str) -> bool:
    return (
        spoken(text, found.source) == words(row["source"] or "")
        and _cue_agrees(row["cue"], spoken(text, found.cue))
        and spoken(text, found.content) == words(row["content"])
        and row.get("stance", found.stance) == found.stance
        and ("chain" not in row or [_bare(n) for n in row["chain"]] == [_bare(h.name) for h in found.hops])
    )


def _cue_agrees(asked: str, found: list[str]) -> bool:
    needed, allowed = words(re.sub(r"\[.*?\]", "", asked)), words(re.sub(r"[\[\]]", "", asked))
    return set(needed) <= set(found) <= set(allowed)


def _bare(name: str) -> str:
    return DETERMINER.sub("", name.lower())


def spoken(text: str, spans: tuple[Span, ...]) -> list[str]:
    """The words of spans, one after another."""
    return [w for s in spans for w in words(text[s.start : s.end])]


def words(text: str) -> list[str]:
    """Words alone, as PolNeAR's scorer cuts them; the marks where there are none (":")."""
    return re.findall(r"\w+", text) or text.split()


def main() -> None:
    cases, resources = list(all_cases()), load_resources()
    failed = {case.name for case in cases if missed(case, resources)}
    sys.stdout.write("constructions: passed of 4\n")
    for construction in sorted({c.construction for c in cases}):
        names = {c.name for c in cases if c.construction == construction}
        sys.stdout.write(f"{construction:16s} {len(names - failed)}\n")
    sys.stdout.write(f"{'all':16s} {len(cases) - len(failed)} of {len(cases)}\n")


if __name__ == "__main__":
    main()
