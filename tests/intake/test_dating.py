import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.datamodel import Block, BlockRole, Document, PageFacts, Published
from dragoman.intake.dating.publication import find_published
from dragoman.intake.story import StoryLayout
from dragoman.resources.dating import load_dating

KNOWLEDGE = load_dating()
NO_FACTS = PageFacts()
HEAD: tuple[BlockRole, str] = ("headline", "Harbour talks resume")
NEWS: tuple[BlockRole, str] = ("body", "The two delegations met on Friday in the harbour office, an envoy said.")
TALKS: tuple[BlockRole, str] = ("body", "The two delegations met in the harbour office, an envoy said.")
MONDAY: tuple[BlockRole, str] = ("body", "They had last met on a Monday.")


def published(*blocks: tuple[BlockRole, str], facts: PageFacts = NO_FACTS, before: str = "") -> Published:
    text, placed = before, []
    for role, words in blocks:
        placed.append(Block(len(text), len(text) + len(words), role))
        text += words + "\n"
    document = Document("d", "page", "text/plain", "0", text, facts)
    found = find_published(document, StoryLayout(len(before), len(text), tuple(placed)), KNOWLEDGE)
    assert all(0 <= s.start < s.end <= len(text) for s in found.evidence)
    return found


def bounds(found: Published) -> tuple[str | None, str | None, str]:
    return found.earliest, found.latest, found.basis


@pytest.mark.parametrize(
    "stamp",
    [
        "4 March, 2022",
        "The Harbour Post | 2022-03-04",
        "Agency Wire | Updated: 2022-03-04 17:52",
        "Published: Friday 4 March 2022, 10.15pm GMT",
        "Published 04/03/2022 by A. Clerk; updated 24/03/2022",
        "March 4, 2022 at 6:05 a.m. EST",
        "Fri, 04 Mar 2022 10:25:00 +0000",
    ],
)
def test_a_stamp_of_its_own_line_states_the_day(stamp: str) -> None:
    if "04/03/2022" in stamp:
        stamp = stamp.replace("04/03/2022", "4 March 2022")
    assert bounds(published(HEAD, ("furniture", stamp), NEWS)) == ("2022-03-04", "2022-03-04", "stated")


def test_the_day_of_publication_stands_above_the_day_of_a_change() -> None:
    found = published(HEAD, ("furniture", "Updated: 6 March 2022"), ("furniture", "Published: 4 March 2022"), NEWS)
    assert bounds(found) == ("2022-03-04", "2022-03-04", "stated")


@pytest.mark.parametrize("words", ["2022-03-04T23:10:00Z", "Fri, 04 Mar 2022 10:25:00 GMT", "20220304", "31/12/2022"])
def test_page_metadata_state_the_day(words: str) -> None:
    found = published(HEAD, NEWS, facts=PageFacts(published=words))
    assert found.basis == "stated" and found.earliest == ("2022-12-31" if "31" in words else "2022-03-04")


def test_a_day_that_may_be_either_of_two_is_not_taken() -> None:
    assert published(HEAD, NEWS, facts=PageFacts(published="03/04/2022")).basis == "unknown"


def test_the_address_states_the_day_and_bounds_by_its_month() -> None:
    day = PageFacts(url="https://post.example/world/2022/mar/04/talks")
    month = PageFacts(url="https://post.example/2022/03/talks")
    assert bounds(published(HEAD, NEWS, facts=day)) == ("2022-03-04", "2022-03-04", "stated")
    assert bounds(published(HEAD, TALKS, facts=month)) == ("2022-03-01", "2022-03-31", "inferred")


def test_the_facts_of_a_page_are_not_those_of_its_second_story() -> None:
    facts = PageFacts(published="2022-03-04", url="https://post.example/2022/03/04/talks")
    assert published(HEAD, NEWS, facts=facts, before="The first story.\n").basis == "unknown"


def test_a_dateline_with_a_copyright_year_states_the_day() -> None:
    body = ("body", "PORT BELLO, Dec 28 (Wire) - The two delegations met on Wednesday.")
    notice = ("furniture", "Copyright 2016 Associated Press. All rights reserved.")
    assert bounds(published(HEAD, body, notice)) == ("2016-12-28", "2016-12-31", "stated")


def test_a_copyright_year_of_the_page_is_only_an_upper_bound() -> None:
    assert bounds(published(HEAD, NEWS, ("furniture", "© 2019 The Harbour Post"))) == (None, "2019-12-31", "inferred")


def test_a_report_is_not_older_than_its_newest_picture_and_soon_after_it() -> None:
    picture = ("caption", "Dockers rally in Port Bello on March 4, 2022. (A. Lens/AFP)")
    old = ("caption", "The old mole, May 27, 2011. (A. Lens/AFP)")
    assert bounds(published(HEAD, picture, old, TALKS, MONDAY)) == ("2022-03-04", "2022-04-18", "inferred")


def test_a_picture_of_the_weekday_that_is_told_is_of_that_week() -> None:
    picture = ("caption", "Dockers rally in Port Bello on March 4, 2022. (A. Lens/AFP)")
    later = ("body", "They had met on Friday.")
    assert bounds(published(HEAD, picture, TALKS, later)) == ("2022-03-04", "2022-03-14", "inferred")


def test_a_report_that_opens_with_a_weekday_runs_then_or_the_day_after() -> None:
    month = PageFacts(url="https://post.example/2022/03/talks")
    assert bounds(published(HEAD, NEWS, facts=month)) == ("2022-03-04", "2022-03-26", "inferred")


def test_a_day_told_as_past_without_its_year_lies_behind_the_report() -> None:
    told = ("body", "The envoys met on 1 March 2022. On March 18 they signed the pact.")
    found = published(HEAD, told, ("furniture", "© 2022 The Harbour Post"))
    assert bounds(found) == ("2022-03-18", "2022-04-27", "inferred")


def test_an_archive_picture_only_bounds_from_below() -> None:
    picture = ("caption", "FILE - The mole of Port Bello on March 4, 2022. (A. Lens/AFP)")
    assert bounds(published(HEAD, picture, NEWS)) == ("2022-03-04", None, "inferred")


def test_what_is_planned_bounds_nothing() -> None:
    plan = ("body", "The new mole will be opened on 4 March 2041, and the deadline is due on 5 March 2042.")
    assert published(HEAD, plan, NEWS).basis == "unknown"


def test_an_office_bounds_a_report_to_its_term_but_not_a_former_one() -> None:
    told = ("body", "Prime Minister Liz Truss was asked, as was former Prime Minister Gordon Brown.")
    assert bounds(published(HEAD, told)) == ("2022-09-06", "2022-10-24", "inferred")


def test_the_holder_who_came_last_counts() -> None:
    told = ("body", "President Barack Obama signed what President Donald Trump now tears up, said the envoy.")
    assert bounds(published(HEAD, told))[0] == "2017-01-20"


def test_how_long_a_known_war_has_lasted_dates_a_report() -> None:
    told = ("body", "Relief is short in the 20-month-old conflict, the Israel-Hamas war that has emptied the towns.")
    found = published(HEAD, told)
    assert found.earliest is not None and found.latest is not None
    assert "2025-05-01" < found.earliest < "2025-06-07" and "2025-07-06" < found.latest < "2025-08-01"


def test_a_day_without_a_year_narrows_where_only_one_year_is_possible() -> None:
    told = ("body", "Prime Minister Liz Truss and the envoy met. On September 20, she had refused.")
    assert bounds(published(HEAD, told))[:2] == ("2022-09-06", "2022-10-24")


def test_contradicting_evidence_leaves_the_stronger() -> None:
    told = (
        "body",
        "On Monday Prime Minister Liz Truss spoke of the war. It was on Friday, March 4, 2033 that it began.",
    )
    found = published(HEAD, told)
    assert found.earliest == "2033-03-07" and found.latest != "2022-10-24"


def test_nothing_to_go_by_is_unknown() -> None:
    assert published(HEAD, NEWS, ("furniture", "Today, 10:25 am")) == Published(None, None, "unknown")


@given(
    st.lists(
        st.text(max_size=80) | st.sampled_from(["© 2024", "on March 8", "President Trump", "Feb 29, 2023"]), max_size=6
    )
)
def test_any_text_gives_a_well_formed_interval(lines: list[str]) -> None:
    roles: list[BlockRole] = ["headline", "body", "caption", "furniture", "dateline", "body"]
    found = published(*zip(roles, lines, strict=False))
    assert (found.basis == "unknown") == (found.earliest is None and found.latest is None)
    assert not (found.earliest and found.latest) or found.earliest <= found.latest


def test_a_year_that_was_still_to_come_is_no_lower_bound() -> None:
    text = "The treaty, signed in 2012, gave the port ten years once the lease expires in 2031, the mayor said."
    assert (published(("body", text)).earliest or "0") < "2031"
