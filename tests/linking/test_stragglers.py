import pytest

from dragoman.linking.clustering import cluster
from dragoman.linking.kinship import Kin
from dragoman.linking.tellings import read_telling
from tests.invented import make_mention, make_report

KIN = Kin(types={"north": "state", "south": "state", "west": "state"})
STORY = """Islands
The northern navy seized the ferry.
{}
The southern navy sank a tug."""


def grouped(resources, sentence, trigger, lemma):
    text = STORY.format(sentence)
    report = make_report("a", text)
    lines = text.split("\n")
    told = [
        make_mention("a", text, lines[1], "seized", lemma="seize", type="COERCE", actors=(("actor", "north"),)),
        make_mention("a", text, lines[2], trigger, lemma=lemma, type="COERCE"),
        make_mention("a", text, lines[3], "sank", lemma="sink", type="ASSAULT", actors=(("actor", "south"),)),
    ]
    tellings = [read_telling(m, report, {"a": text}, KIN, resources.linking_words) for m in told]
    by_id = {m.id: n for n, m in enumerate(told)}
    found = cluster(tellings, resources.scoring.events)
    return sorted(sorted(by_id[m] for m in c.mentions) for c in found)


@pytest.mark.parametrize(
    ("sentence", "trigger", "lemma", "groups"),
    [
        ("The ferry was seized with its crew.", "seized", "seize", [[0, 1], [2]]),
        ("A seizure is nothing new here.", "seizure", "seizure", [[0], [1], [2]]),
        ("Two more ferries were also seized.", "seized", "seize", [[0], [1], [2]]),
    ],
)
def test_what_names_nobody_goes_to_the_event_that_fits_unless_it_is_a_new_one(
    resources, sentence, trigger, lemma, groups
):
    assert grouped(resources, sentence, trigger, lemma) == groups
