from dragoman.datamodel import Quantity
from dragoman.linking.tellings import read_telling
from dragoman.weighing.disagreement import find_other_disagreements
from dragoman.weighing.material import Material
from tests.invented import make_mention, span_of
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
