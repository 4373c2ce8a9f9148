import pytest

from dragoman.datamodel import Quantity
from dragoman.linking.tellings import read_telling
from dragoman.weighing.disagreement import find_other_disagreements
from dragoman.weighing.material import Material
from tests.invented import make_attribution, make_hop, make_mention, span_of
from tests.weighing.test_disagreement import BOTH, KIN, slots, surround, two, weigh

DAYS = ({"when": "Tuesday", "days": ("2031-05-06",) * 2}, {"when": "Wednesday", "days": ("2031-05-07",) * 2})


def test_meetings_of_other_parties_are_no_disagreement(resources):
    others = (("actor", "east"), ("recipient", "west"))
    assert two(resources, DAYS[0], DAYS[1] | {"actors": others}) == ()
    assert slots(two(resources, DAYS[0], DAYS[1])) == ["time"]


def test_days_far_apart_are_two_meetings(resources):
    later = {"when": "Wednesday", "days": ("2031-06-18",) * 2}
    assert two(resources, DAYS[0], later) == ()


def test_one_report_on_two_days_tells_of_two_meetings(resources):
    text = "Islands\nThe councils met in Quay on Tuesday.\nThe councils met in Quay on Wednesday."
    told = [
        make_mention("post", text, f"The councils met in Quay on {day['when']}", "met", actors=BOTH, **day)
        for day in DAYS
    ]
    assert weigh(resources, {"post": text}, *told) == ()


def count(key, text, words, number, what="killed"):
    return Quantity(what, None, number, number, None, span_of(key, text, words))


def killed(resources, first, second, **given):
    texts = {
        "post": f"Pier\nNorthland shelled the eastern pier and killed {first}.",
        "gazette": f"Pier\nNorthland shelled the eastern pier and killed {second}.",
    }
    told = [
        make_mention(
            k, t, t.split("\n")[1][:-1], "shelled", type="ASSAULT", actors=BOTH, quantities=[count(k, t, w, n)]
        )
        for (k, t), (w, n) in zip(texts.items(), ((first, 3), (second, 4)), strict=True)
    ]
    return weigh(resources, texts, *told, **given)


def test_two_tolls_of_one_day_differ(resources):
    (found,) = killed(resources, "three guards", "four guards")
    assert (found.slot, [v.value for v in found.values]) == ("quantity", ["3", "4"])


def test_a_part_of_a_count_is_no_other_count(resources):
    assert killed(resources, "three other guards", "four guards") == ()


def test_tolls_of_tellings_that_were_not_merged_differ_where_they_share_most(resources):
    texts = {
        "post": "Pier\nNorthland shelled the eastern pier of Port Amber and killed three guards.",
        "gazette": "Pier\nNorthland shelled the eastern pier of Port Amber and killed four guards.",
    }
    around = surround(resources, texts)
    materials = []
    for (key, text), (words, number) in zip(texts.items(), (("three guards", 3), ("four guards", 4)), strict=True):
        counts = [count(key, text, words, number)]
        told = make_mention(key, text, text.split("\n")[1][:-1], "shelled", type="ASSAULT", quantities=counts)
        materials.append(
            Material((read_telling(told, around.reports[key], texts, KIN, resources.linking_words),), around)
        )
    (found,) = find_other_disagreements(around, materials)
    assert (found.event, [v.value for v in found.values]) == (None, ["3", "4"])


@pytest.mark.parametrize(
    ("numbers", "differ"),
    [
        ((3, 4), True),
        ((3, 1400), False),
        ((1_100_000, 1_000_000), False),
        ((1400, 1000), True),
        ((1420, 1400), False),
        ((10_590, 10_500), False),
    ],
)
def test_a_round_number_and_one_of_another_size_do_not_differ(resources, numbers, differ):
    texts = {
        k: f"Pier\nNorthland shelled the eastern pier and hit {n} sheds."
        for k, n in zip(("post", "gazette"), numbers, strict=True)
    }
    told = [
        make_mention(
            key,
            texts[key],
            texts[key].split("\n")[1][:-1],
            "shelled",
            type="ASSAULT",
            actors=BOTH,
            quantities=[count(key, texts[key], f"{number} sheds", number, "sheds")],
        )
        for key, number in zip(texts, numbers, strict=True)
    ]
    assert bool(weigh(resources, texts, *told)) is differ


@pytest.mark.parametrize(("behind", "differ"), [("", True), (" while 40 others stood", False)])
def test_a_sentence_with_both_numbers_counts_two_things(resources, behind, differ):
    texts = {
        "post": f"Pier\nNorthland shelled the eastern pier and hit 30 sheds{behind}.",
        "gazette": "Pier\nNorthland shelled the eastern pier and hit 40 sheds.",
    }
    told = [
        make_mention(
            key,
            text,
            text.split("\n")[1][:-1],
            "shelled",
            type="ASSAULT",
            actors=BOTH,
            quantities=[count(key, text, f"{number} sheds", number, "sheds")],
        )
        for (key, text), number in zip(texts.items(), (30, 40), strict=True)
    ]
    assert bool(weigh(resources, texts, *told)) is differ


def test_a_town_in_a_region_is_no_other_place(resources):
    places = ({"place": ("Port Amber", "XA")}, {"place": ("the Amber Strip", "XA")})
    assert slots(two(resources, *places)) == ["place"]
    assert two(resources, *places, wide={"the Amber Strip"}) == ()


def test_what_is_denied_is_no_other_thing_of_the_same_word(resources):
    texts = {
        "post": "Fund\nMara Ollin never discussed the harbour fund with northern guards.",
        "gazette": "Trip\nMara Ollin discussed fishing ties with the northern council at Quay.",
    }
    said = make_attribution("post", texts["post"], "Mara Ollin", "never discussed", [make_hop("Mara Ollin")])
    denied = make_mention(
        "post", texts["post"], texts["post"][5:-1], "discussed", status="denied", actors=BOTH, attributions=[said.id]
    )
    held = make_mention("gazette", texts["gazette"], texts["gazette"][5:-1], "discussed", actors=BOTH)
    assert weigh(resources, texts, denied, held, attributions=[said]) == ()


def test_a_meeting_that_somebody_pulled_out_of_did_not_take_place(resources):
    texts = {
        "post": "Trip\nMara Ollin pulled out of the meeting with the councils.",
        "gazette": "Trip\nThe meeting with the councils is cancelled.",
    }
    told = [
        make_mention(k, t, t.split("\n")[1][:-1], "meeting", actors=BOTH, status=s)
        for (k, t), s in zip(texts.items(), ("happened", "called-off"), strict=True)
    ]
    assert weigh(resources, texts, *told) == ()
