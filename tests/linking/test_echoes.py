"""What a report tells in another's very words follows the other's event and adds no weight to it."""

from dataclasses import replace

from dragoman.linking.clustering import cluster
from dragoman.linking.echoes import find_echoes, read_sentence
from tests.linking.test_clustering import tell, visit


def echoing(resources, key, sentences, *day):
    return replace(visit(resources, key, *day), sentences=frozenset(sentences))


def test_the_one_that_tells_more_is_the_original(resources):
    told = {"a": echoing(resources, "a", ["one"]), "b": echoing(resources, "b", ["one", "two"])}
    assert list(find_echoes(told, told)) == [("a", "b")]


def test_a_sentence_of_its_own_makes_it_no_copy(resources):
    told = {"a": echoing(resources, "a", ["one", "three"]), "b": echoing(resources, "b", ["one", "two"])}
    assert list(find_echoes(told, told)) == []


def test_the_same_words_of_another_day_are_another_event(resources):
    days = ["2031-05-01"] * 2, ["2031-06-01"] * 2
    told = {key: echoing(resources, key, ["one"], *day) for key, day in zip("ab", days, strict=True)}
    assert list(find_echoes(told, told)) == []


def test_a_copy_joins_with_its_reason_and_no_say(resources):
    two = [echoing(resources, "a", ["one"]), echoing(resources, "b", ["one"])]
    (found,) = cluster(two, resources.scoring.events)
    assert [c.reasons for c in found.reasons] == [("one report tells it in the other's very words",)]


def test_short_sentences_are_written_twice_by_chance(resources):
    text = "The talks failed.\nThe envoys of both sides met again on the island last night."
    told = tell(resources, "a", text, "The talks failed.", "talks")
    assert read_sentence(told.mention, text) == frozenset()
    longer = tell(resources, "a", text, text.split("\n")[1], "met")
    assert read_sentence(longer.mention, text) == {"5 the envoys of both sides met again on the island last night"}
