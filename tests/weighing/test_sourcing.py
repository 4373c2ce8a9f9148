from hypothesis import given
from hypothesis import strategies as st

from dragoman.datamodel import ActorRole
from dragoman.resources import load_resources
from dragoman.weighing.descriptions import make_source_words, read_description
from dragoman.weighing.sourcing import clean_chain, find_chains
from tests.invented import make_actor, make_attribution, make_hop, make_report

RESOURCES = load_resources()
KNOWN = make_source_words(RESOURCES.attribution, RESOURCES.weighing_words)
TEXT = (
    "Islands met, minister confirms\n"
    "The islands met, two northern diplomats said.\n"
    "They talked, the diplomats said. They ate, one of the diplomats said.\n"
    "It is so, Foreign Minister Mara Ollin said."
)


def said(words, *hops, at=None):
    """An attribution to the last hop, which stands at the words in the text."""
    start = TEXT.index(words)
    placed = [make_hop(h.name, named=h.named, medium=h.medium, actor=h.actor, key="r", at=start) for h in hops]
    return make_attribution("r", TEXT, words, words, placed)


def ends(*attributions, actors=()):
    chains = find_chains([make_report("r", TEXT)], attributions, actors, KNOWN)
    return [chains[a.id][-1].name if chains[a.id] else None for a in attributions]


def unnamed(name):
    return make_hop(name, named=False)


def test_descriptions_come_apart():
    told = read_description("one of the two senior northern diplomats from Port Amber", KNOWN)
    assert (told.head, told.definite, told.plural) == ("diplomat", True, False)
    assert {"senior", "northern", "amber"} <= told.modifiers


def test_what_can_say_nothing_is_no_source():
    for words in (
        "the exchange of rocket fire",
        "things",
        "addition to asking the North",
        "no one",
        "long time frames",
    ):
        assert read_description(words, KNOWN) is None, words


def test_fragments_leave_the_chain_to_whoever_stands_before_them():
    chain = (make_hop("Mara Ollin"), unnamed("the islands act"))
    assert [h.name for h in clean_chain(chain, KNOWN)] == ["Mara Ollin"]


def test_the_diplomats_are_the_two_that_were_introduced():
    first = said("two northern diplomats", unnamed("two northern diplomats"))
    again = said("the diplomats", unnamed("the diplomats"))
    one = said("one of the diplomats", unnamed("one of the diplomats"))
    assert ends(first, again, one) == ["two northern diplomats"] * 3


def test_a_headlines_minister_is_the_one_named_below():
    minister = make_actor("ollin", "Mara Ollin", roles=[ActorRole("foreign minister", None, ())])
    head = said("minister", unnamed("minister"))
    below = said("Mara Ollin", make_hop("Mara Ollin", actor="ollin"))
    assert ends(head, below, actors=[minister]) == ["Mara Ollin", "Mara Ollin"]


def test_another_official_is_not_the_one_before():
    first = said("two northern diplomats", unnamed("a northern diplomat"))
    other = said("the diplomats", unnamed("another diplomat"))
    assert ends(first, other) == ["a northern diplomat", "another diplomat"]


def test_a_headlines_report_is_the_medium_that_the_body_cites():
    head = said("minister", unnamed("report"))
    cited = said("two northern diplomats", make_hop("Quay Gazette", medium=True), unnamed("two northern diplomats"))
    assert ends(head, cited) == ["two northern diplomats", "two northern diplomats"]


@given(st.text(max_size=400))
def test_any_text_can_be_asked_for_a_description(name):
    told = read_description(name, KNOWN)
    assert told is None or told.head in KNOWN.speakers
