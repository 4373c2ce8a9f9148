"""Which outlet ran a story, and which wires it credits: invented outlets, invented stories."""

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.datamodel import Block, BlockRole, Document, PageFacts
from dragoman.intake.outlets.naming import find_agencies, find_outlet
from dragoman.intake.story import StoryLayout
from dragoman.resources.outlets import Outlet, OutletTable, load_outlets

CASES = Path(__file__).parent.parent / "cases" / "outlets"
TABLE = OutletTable(
    (
        Outlet(
            "riverton-post", "Riverton Post", "XA", "en", "newspaper", ("rivertonpost.example",), short=("The Post",)
        ),
        Outlet("hilltown-tv", "Hilltown TV", "XA", "en", "broadcaster", ("hilltown.example",), names=("HTV",)),
        Outlet("lamp", "The Lamp", "XB", "en", "online", ("lamp.example",), short=("The Lamp",), bylines=("TL staff",)),
        Outlet(
            "owned", "Daily Anchor", "XB", "en", "newspaper", ("anchor.example",), companies=("Harbour Media Group",)
        ),
        Outlet("northwire", "Northwire", "XC", "en", "wire", ("northwire.example",), names=("NW", "North Wire Agency")),
        Outlet("statewire", "Sarvan News Agency", "XD", "en", "state-wire", ("sna.example",), short=("SNA",)),
        Outlet("reuters", "Reuters", "GB", "en", "wire", ("reuters.com",)),
    ),
    load_outlets().signs,
)


def story_of(lines: list[str]) -> tuple[str, StoryLayout]:
    """Lines "role: text" as one story; a line without a role is body."""
    text, blocks = "", []
    for line in lines:
        head, _, rest = line.partition(": ")
        known = head in ("headline", "standfirst", "byline", "dateline", "caption", "furniture", "repeat")
        role: BlockRole = head if known else "body"  # type: ignore[assignment]
        shown = rest if known else line
        blocks.append(Block(len(text), len(text) + len(shown), role))
        text += shown + "\n\n"
    return text, StoryLayout(0, len(text), tuple(blocks))


def document(text: str, **facts: str) -> Document:
    return Document("d", "story.txt", "text/plain", "0", text, PageFacts(**facts))  # type: ignore[arg-type]


def load_cases(name: str) -> list[dict[str, object]]:
    return yaml.safe_load((CASES / name).read_text())


@pytest.mark.parametrize("case", [*load_cases("synthetic.yaml"), *load_cases("negative.yaml")], ids=lambda c: c["what"])
def test_outlet_and_wires(case: dict[str, object]) -> None:
    text, story = story_of(case["lines"])  # type: ignore[arg-type]
    page = document(text, **case.get("facts", {}))  # type: ignore[arg-type]
    found = find_outlet(page, story, TABLE)
    assert (found.name if found else None) == case.get("outlet")
    assert (found.key if found else None) == case.get("key")
    assert list(find_agencies(page, story, TABLE)) == case.get("wires", [])


def test_a_second_story_shares_the_masthead_of_the_page() -> None:
    text, whole = story_of(["Ships met at dawn.", "Rain fell.", "furniture: © 2024 Riverton Post Company, LLC."])
    second = StoryLayout(whole.blocks[1].start, whole.blocks[1].end, whole.blocks[1:2])
    found = find_outlet(document(text), second, TABLE)
    assert found and found.key == "riverton-post"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Riverton Post | 3 May 2021", "riverton-post"),
        ("Riverton Post, 2021-05-03", "riverton-post"),
        ("Riverton Post (May 3, 2021)", "riverton-post"),
        ("Riverton Post: 3 ships lost in 2021", None),
        ("Riverton, 3 May 2021", None),
    ],
)
def test_a_line_of_outlet_and_day_tells_the_outlet(line: str, key: str | None) -> None:
    text = f"Ships met\n{line}\n\nThey met at dawn."
    found = find_outlet(document(text), StoryLayout(0, len(text), ()), TABLE)
    assert (found.key if found else None) == key


@given(st.text(max_size=400))
def test_never_raises_on_any_text(text: str) -> None:
    page = document(text, url=text[:50], site_name=text[:30], title=text)
    story = StoryLayout(0, len(text), ())
    find_outlet(page, story, TABLE)
    assert find_agencies(page, story, TABLE) is not None


@pytest.mark.parametrize(
    "unit", ["told the ", "(", "© 2024 ", "Northwire ", "a@b.", "https://", "“", "By / ", "| ", "@x"]
)
def test_long_hostile_lines_are_quick(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.monotonic()
    find_agencies(document(text), StoryLayout(0, len(text), ()), TABLE)
    assert time.monotonic() - start < 2
