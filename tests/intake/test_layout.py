"""Pasted pages, all invented: what each line is, where a second story begins, and that nothing is lost."""

import time
from itertools import pairwise
from textwrap import fill

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.datamodel import Block, Document, PageFacts
from dragoman.intake.layout.laying_out import lay_out
from dragoman.intake.story import StoryLayout, block_text
from dragoman.resources.layout import load_layout

LAYOUT = load_layout()
LEAD = "The foreign ministers of Norland and Sudland met in Riverton on Monday, officials of both sides said."
MORE = "They spoke about fishing rights in the strait and the return of a ship, the Norland ministry said."
LAST = "A second round of talks is planned for June, a spokeswoman told reporters in Riverton."
PAGE = f"""\
Skip to main content
Home
World
Sport
Opinion

Ministers of Norland and Sudland meet in Riverton

Talks are the first in two years, Norland’s ministry says

By\xa0Jane Doe\xa0and\xa0POST STAFFToday, 10:25 am
3 min read
100% Font Size
The ministers shake hands in Riverton. (Ann Other/AFP)
The ministers shake hands in Riverton. (Ann Other/AFP)

RIVERTON, May 3 (Reuters) - {LEAD}

{MORE} Read more: Norland shuts its border

Ships at anchor off Riverton, May 1, 2021. (AP Photo/John Roe)

Old quarrel

The two states have quarrelled over the strait since the war, and both claim its islands.

For the latest news on the strait, follow our channel.

{LAST}

Contact the writers at news@post.example

Riverton Post

© 2021 Riverton Post Ltd. All rights reserved.

Sign in or create a free account
"""


def document(text: str, title: str | None = None, blocks: tuple[Block, ...] = ()) -> Document:
    return Document("doc-1", "page.txt", "text/plain", "0" * 64, text, PageFacts(title=title), blocks)


def roles(text: str, title: str | None = None) -> list[list[tuple[str, str]]]:
    """For each story its roles with the first words that have them."""
    given = document(text, title)
    return [[(b.role, " ".join(block_text(given, b).split())[:28]) for b in s.blocks] for s in lay_out(given, LAYOUT)]


def role_of(text: str, words: str) -> str:
    """The role of the block in which the words stand."""
    given, at = document(text), text.index(words)
    return next(b.role for s in lay_out(given, LAYOUT) for b in s.blocks if b.start <= at < b.end)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Skip to", "furniture"),
        ("World", "furniture"),
        ("Ministers of", "headline"),
        ("Talks are", "standfirst"),
        ("By\xa0Jane", "byline"),
        ("3 min", "furniture"),
        ("100%", "furniture"),
        ("The ministers shake", "caption"),
        ("RIVERTON, May 3", "dateline"),
        ("The foreign ministers", "body"),
        ("They spoke", "body"),
        ("Read more", "furniture"),
        ("Ships at", "caption"),
        ("Old quarrel", "headline"),
        ("The two states", "body"),
        ("For the latest", "furniture"),
        ("A second round", "body"),
        ("Contact", "furniture"),
        ("Riverton Post\n", "furniture"),
        ("© 2021", "furniture"),
        ("Sign in or", "furniture"),
    ],
)
def test_each_line_of_a_page_gets_its_role(words: str, role: str) -> None:
    assert role_of(PAGE, words) == role


def test_a_menu_in_one_line_is_no_headline() -> None:
    page = f"HOME   NEWS   HARBOUR   SPORT\nMinisters meet in Riverton\nBy Jane Doe\n\n{LEAD}\n\n{MORE}\n"
    (story,) = roles(page)
    assert story[:2] == [("furniture", "HOME NEWS HARBOUR SPORT"), ("headline", "Ministers meet in Riverton")]


def test_a_credit_to_an_unknown_paper_makes_a_caption() -> None:
    line = "Gulls over the new breakwater in Riverton. (Jane Doe/Riverton Post)"
    assert role_of(f"Ministers meet\n\n{LEAD}\n\n{line}\n\n{MORE}\n", line) == "caption"


def test_a_caption_given_twice_is_once_a_repeat() -> None:
    assert [r for r, words in roles(PAGE)[0] if words.startswith("The ministers shake")] == ["caption", "repeat"]


def test_saved_text_has_headline_and_stamp_above_the_body() -> None:
    text = f"Ministers meet in Riverton\nThe Sun of Riverton | 2021-05-03\n\n{LEAD}\n{MORE}\nPhoto\n{LAST}\n"
    assert [r for r, _ in roles(text)[0]] == ["headline", "byline", "body", "body", "furniture", "body"]


def test_who_ran_it_and_when_may_stand_above_the_headline() -> None:
    text = f"Sun of Riverton, May 3, 2021\n\nMinisters meet in Riverton\n\n{LEAD}\n{MORE}"
    assert [r for r, _ in roles(text)[0]] == ["dateline", "headline", "body", "body"]
    text = f"What happened in Riverton on 3 May 2021\n\nMinisters meet again.\n\n{LEAD}\n{MORE}"
    assert roles(text)[0][0][0] == "headline"


def test_a_headline_again_above_the_body_is_a_repeat() -> None:
    text = f"Ministers meet in Riverton\nPost | 2021-05-03\nMinisters meet in Riverton\n{LEAD}\n{MORE}"
    assert [r for r, _ in roles(text)[0]] == ["headline", "byline", "repeat", "body", "body"]


def test_a_known_title_leaves_other_first_lines_to_be_standfirsts() -> None:
    text = f"Talks are the first in two years, ministry says\n\n{LEAD}\n\n{MORE}"
    assert roles(text, "Ministers meet in Riverton")[0][0][0] == "standfirst"
    assert roles(text)[0][0][0] == "headline"


SECOND_HEADS = {
    "stamp": "Norland wins the sailing cup again\nRiverton Post | 2021-05-04\n\n",
    "byline and date": "Norland wins the sailing cup again\n\nBy Ann Other\n4 May 2021\n\n",
    "same widgets, captions and headline twice": (
        "Norland wins the sailing cup again\n\nThe boat in June. (Ann Other/AFP)\nThe boat in June. (Ann Other/AFP)\n"
        "3 min read\n\nNorland wins the sailing cup again\n\nThe boat in June. (Ann Other/AFP)\n\n"
    ),
}
RACE = "Norland’s boat won the race off Riverton on Tuesday, the sailing club said in a statement."
CROWD = "Some two thousand people watched from the shore, the club said, twice as many as last year."


@pytest.mark.parametrize("head", SECOND_HEADS.values(), ids=SECOND_HEADS)
def test_a_second_story_begins_at_its_headline(head: str) -> None:
    first, second = roles(f"{PAGE}\n\n{head}{RACE}\n\n{CROWD}\n")
    assert second[0] == ("headline", "Norland wins the sailing cup")
    assert [r for r, _ in second if r == "body"] == ["body", "body"]
    assert ("body", RACE[:28]) not in first


def test_a_third_story_is_found_too() -> None:
    stories = [
        f"Story number {n} from Riverton town\nPost | 2021-05-0{n}\n\n{LEAD}\n{MORE}\n{LAST}\n" for n in (1, 2, 3)
    ]
    assert [s[0][1] for s in roles("\n".join(stories))] == [f"Story number {n} from Riverton" for n in (1, 2, 3)]


def test_a_crosshead_with_a_picture_begins_no_story() -> None:
    crosshead = "An old quarrel about ships\n\nShips off Riverton. (Ann Other/AP)"
    text = f"Ministers meet in Riverton\n\n{LEAD}\n\n{MORE}\n\n{crosshead}\n\n{LAST}"
    assert len(roles(text)) == 1


def test_a_live_blog_is_one_story() -> None:
    notes = [f"News of the flood at {n}\nBy Jane Doe\n{n} May 2021\n{LEAD}\n{MORE}\n" for n in range(1, 9)]
    assert len(roles("\n".join(["Riverton flood: live", *notes]))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "(Photo by Ann Other / AFP)",
        "Ships off Riverton. AP",
        "FILE - In this May 3, 2019, file photo, ships lie off Riverton. They have since been sold.",
        "Ships off Riverton on June 3, 2020. REUTERS/Ann Other/File Photo",
        "Ships lie off Riverton on Monday [Getty]",
        "Image copyright Getty Images Image caption Ships off Riverton",
        "Photograph: Ann Other/Getty Images",
    ],
)
def test_a_picture_line_among_paragraphs_is_a_caption(line: str) -> None:
    assert (
        role_of(f"Ministers meet in Riverton\n\n{LEAD}\n\n{MORE}\n\n{line}\n\n{LAST}\n\n{LEAD[:-1]} again.", line)
        == "caption"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Watchdogs said that ships had entered the strait without permission.",
        "Also on Monday, the defence minister of Norland told a panel: “We do not know.”",
        "By Friday the army had closed both bridges, the mayor said.",
        "“Read more books,” the minister told pupils in Riverton.",
        "Advertisement of ships for sale has fallen by half, the council said.",
        "Sponsored by Norland, the talks began on Monday, a diplomat said.",
        "The two sides agreed to the terms of the truce, he told Reuters.",
        "Sudland's news agency reported that the ship was free.",
        "For more than a year he could not visit his family, he said.",
    ],
)
def test_a_paragraph_that_sounds_like_furniture_stays_text(line: str) -> None:
    assert role_of(f"Ministers meet in Riverton\n\n{LEAD}\n\n{line}\n\n{LAST}", line) == "body"


def test_text_below_a_newsletter_line_stays_text() -> None:
    text = (
        f"{LEAD}\n\nGet our stories delivered to your inbox. By signing up, you agree to our Privacy Policy\n\n{LAST}"
    )
    assert [r for r, _ in roles(text)[0]] == ["body", "furniture", "body"]


def test_the_items_of_a_list_stay_text() -> None:
    items = "Norland gives back the ship that it has held since the spring\nSudland opens the strait to fishing boats"
    text = f"Ministers meet in Riverton\n\n{LEAD}\n\nThey agreed on two points:\n{items}\n\n{MORE}\n\n{LAST}"
    assert role_of(text, "Norland gives") == role_of(text, "Sudland opens") == "body"


def test_furniture_inside_a_line_is_cut_out_of_it() -> None:
    text = f"{LEAD} Advertisement Continue reading the main story {MORE}"
    assert [r for r, _ in roles(text)[0]] == ["body", "furniture", "body"]


def test_a_caption_run_together_with_text_ends_at_its_credit() -> None:
    text = f"{LEAD}\n\nShips off Riverton. (AP Photo/Ann Other) {MORE}\n\n{LAST}"
    assert [r for r, _ in roles(text)[0]] == ["body", "caption", "body", "body"]


def test_credits_below_the_text_are_bylines() -> None:
    credit = "The Associated Press contributed to this report."
    text = f"{LEAD}\n\n{MORE} (Reporting by Jane Doe; Editing by John Roe)\n\n{credit}"
    assert [r for r, _ in roles(text)[0]] == ["body", "body", "byline", "byline"]


@pytest.mark.parametrize(
    "start", ["RIVERTON — ", "RIVERTON, Norland (AP) — ", "Riverton (dpa) - ", "(CNN) ", "RIVERTON: "]
)
def test_a_dateline_is_cut_from_the_first_paragraph(start: str) -> None:
    assert roles(start + LEAD)[0] == [("dateline", start.strip()), ("body", LEAD[:28])]


def test_who_speaks_in_a_transcript_is_no_dateline() -> None:
    assert {r for r, _ in roles(f"JANE DOE, HOST: {LEAD}\nJOHN ROE: {MORE}\nDOE: {LAST}")[0]} == {"body"}


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "\n\n".join(["Ministers meet in Riverton", fill(f"{LEAD} {MORE}", 50), fill(f"{LAST} {LEAD}", 50)])
    assert [r for r, _ in roles(text)[0]] == ["headline", "body", "body"]


def test_text_that_begins_at_once_is_all_body() -> None:
    assert [r for r, _ in roles(f"{LEAD}\n{MORE}\n{LAST}")[0]] == ["body"] * 3


def test_a_page_in_another_language_is_laid_out_by_form() -> None:
    lead = "Die Minister von Nordland und Südland haben sich am Montag getroffen."
    text = f"Minister treffen sich in Riverton\n\n3. Mai 2021\n\n{lead}\n"
    assert [r for r, _ in roles(text)[0]] == ["headline", "dateline", "body"]


def test_roles_that_the_markup_told_stay() -> None:
    blocks = (Block(0, 5, "headline"), Block(7, 12, "furniture"))
    assert lay_out(document("Title\n\nWords", blocks=blocks), LAYOUT) == (StoryLayout(0, 12, blocks),)


def test_blank_text_has_no_story() -> None:
    assert lay_out(document(" \n\t\n"), LAYOUT) == ()


PIECES = st.sampled_from(
    [
        *PAGE.splitlines(),
        *SECOND_HEADS.values(),
        RACE,
        CROWD,
        "By A",
        "AP",
        "___",
        "(",
        "中文。",
        "\u2028",
        "\x85",
        "\x00",
        "\ud800",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map("\n".join), st.lists(PIECES).map(" ".join)))
def test_blocks_lie_in_order_and_cover_all_but_blanks(text: str) -> None:
    blocks = [b for s in lay_out(document(text), LAYOUT) for b in s.blocks]
    assert all(a.end <= b.start for a, b in pairwise(blocks))
    kept = "".join(text[b.start : b.end] for b in blocks)
    assert "".join(kept.split()) == "".join(text.split())


@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES, max_size=30).map("\n".join))
def test_blocks_lie_within_their_story_and_have_no_blank_ends(text: str) -> None:
    given = document(text)
    for story in lay_out(given, LAYOUT):
        assert (story.start, story.end) == (story.blocks[0].start, story.blocks[-1].end)
        assert all(block_text(given, b) == block_text(given, b).strip() != "" for b in story.blocks)


@pytest.mark.parametrize("unit", ["AP ", "(AP Photo/X) text ", "A. ", "By A ", "Read more: ", "/ ", "© ", "1 ", "x"])
def test_a_long_hostile_line_takes_no_long_time(unit: str) -> None:
    started = time.process_time()
    lay_out(document((unit * 49_000)[:49_000]), LAYOUT)
    assert time.process_time() - started < 2
