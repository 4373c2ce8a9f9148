"""Values of a claim beside those of a passage: other days, numbers and places; vaguer words are no other value."""

import pytest

from dragoman.datamodel import Published, Span
from dragoman.weighing.clauses import clause_of, find_told, is_negated
from dragoman.weighing.passages import TraceLexicon, content_words
from dragoman.weighing.values import compare_values, read_values
from tests.invented import make_report

LEXICON = TraceLexicon(
    frozenset({"the", "a", "in", "on", "that", "said"}),
    frozenset({"no", "not", "nobody", "denied"}),
    {},
    judging=frozenset({"condemn"}),
)
DAY = Published("2031-05-16", "2031-05-16", "stated")  # a Friday


def differing(claim, passage, deed, resources):
    asked = read_values(resources.nlp(claim), Span("claim", 0, len(claim)), None, resources)
    doc = resources.nlp(passage)
    report = make_report("r", passage)
    told = find_told(doc, set(content_words(deed, LEXICON)), LEXICON)
    values = read_values(doc, Span("r", 0, len(passage)), (report, passage), resources)
    return [(d.what, d.told) for d in compare_values(asked, values, told, [clause_of(t) for t in told], DAY)]


@pytest.mark.parametrize(
    ("claim", "passage", "found"),
    [
        ("The envoys met on Wednesday", "The envoys met on Thursday.", [("time", "Thursday")]),
        ("The envoys met on Wednesday", "A clerk said on Thursday that the envoys met.", []),
        ("The envoys met on 5 January 2031", "The envoys met in January 2031.", []),
        ("The envoys met in January 2031", "The envoys met on 5 January 2031.", []),
        ("The envoys met on 5 January 2031", "The envoys met in March 2031.", [("time", "March 2031")]),
        ("The envoys met on Wednesday", "The envoys met this week.", []),
        ("The envoys met in Vienna", "The envoys met in Geneva.", [("place", "Geneva")]),
        ("The envoys met in Vienna", "The envoys met in Austria.", []),
    ],
)
def test_another_day_or_place_of_the_deed_is_told_otherwise(claim, passage, found, resources):
    assert differing(claim, passage, "met", resources) == found


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("The ships made 20 transfers.", [("quantity", "20 transfers")]),
        ("The ships made 30 transfers.", []),
        ("The ships made dozens of transfers.", []),
        ("The ships made more than 20 transfers.", []),
        ("The ships made several transfers and hired 20 sailors.", []),
    ],
)
def test_another_number_of_the_same_thing_is_told_otherwise(passage, found, resources):
    assert differing("The ships made 30 transfers", passage, "transfers", resources) == found


def test_people_are_counted_by_what_befell_them(resources):
    passage = "At least 57 prisoners were killed and 20 guards fled."
    assert differing("40 inmates were killed", passage, "killed", resources) == [("quantity", "At least 57 prisoners")]


def test_five_thousand_million_is_five_billion(resources):
    assert (
        differing("It took a hit of five thousand million dollars", "It took a $5 billion hit.", "hit", resources) == []
    )


def test_who_condemns_a_deed_does_not_tell_it(resources):
    told = find_told(resources.nlp("Northland condemned the seizure."), {"seizure"}, LEXICON)
    assert told == ()
    assert find_told(resources.nlp("Northland reported the seizure."), {"seizure"}, LEXICON)


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The envoys did not meet.", True),
        ("Nobody met.", True),
        ("The mayor denied that the envoys met.", True),
        ("The mayor had no doubt that the envoys met.", False),
    ],
)
def test_a_negation_counts_where_it_stands_with_the_deed(text, negated, resources):
    doc = resources.nlp(text)
    assert is_negated(doc, find_told(doc, {"meet", "met"}, LEXICON), LEXICON) is negated
