"""The pipeline that computes with less gives what spaCy's own gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.resources import models
from dragoman.resources.entity_spans import quicken_entities
from dragoman.resources.token_vectors import quicken_vectors
from dragoman.resources.word_forms import quicken_forms

TEXTS = (
    "Envoys of Norland and Sundia met in Port Vale on Monday, an official told the Coastal Tribune.",
    "Let's go, said Ida Quist; there is no treaty, and it ain't over. \n They're gonna wait in the Gulf of Aden.",
    "",
    " ",
    "\t\n\n  \n",
    "U.S. President Anna Holm, 54, paid $3.5 million to Harlan & Sons Ltd. of New York City on 3 May 2021",
    "The Hague",
    "“He was lyin’,” she said. “Them boats? Sunk.” 漢字 😀 e-mail a@b.example https://example.org/x?y=1",
    "MINISTERS OF NORLAND SIGN PACT WITH SUNDIA AFTER TALKS IN PORT VALE",
    "One. Two. Three hundred dockers. In Port Vale. On Tuesday. The Norland Port Authority. Mr. Quist.",
)


@pytest.fixture(scope="module")
def both():
    return models.load_plain_spacy(), models.load_spacy()


def annotations(doc):
    return [
        (t.text, t.tag, t.pos, t.morph.key, t.lemma, t.dep, t.head.i, t.ent_iob, t.ent_type, t.is_sent_start)
        for t in doc
    ]


def test_every_part_is_in_place(both):
    plain, quick = both
    assert {"attribute_ruler", "lemmatizer", "ner"} <= set(plain.pipe_names)
    assert not {"attribute_ruler", "lemmatizer", "ner"} & set(quick.pipe_names)
    assert quick.get_pipe("tok2vec").model.name == "quick_vectors"


def test_a_text_is_parsed_as_by_spacy_itself(both):
    plain, quick = both
    for _ in range(2):  # what was looked up is known the second time
        for ours, theirs in zip(quick.pipe(TEXTS), plain.pipe(TEXTS), strict=True):
            assert annotations(ours) == annotations(theirs)
    assert any(doc.ents for doc in quick.pipe(TEXTS))


def test_vectors_differ_by_rounding_only(both):
    plain, quick = both
    for ours, theirs in zip(quick.pipe(TEXTS), plain.pipe(TEXTS), strict=True):
        assert np.allclose(ours.tensor, theirs.tensor, atol=1e-4)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcA BI. ,’'“”$-\n\t 19éß漢😀thereislgonat", max_size=200))
def test_any_characters_are_parsed_as_by_spacy_itself(both, text):
    plain, quick = both
    assert annotations(quick(text)) == annotations(plain(text))


def test_what_is_kept_of_words_stays_bounded(both, monkeypatch):
    _, quick = both
    monkeypatch.setattr("dragoman.resources.token_vectors._MOST_WORDS", 5)
    monkeypatch.setattr("dragoman.resources.word_forms._MOST_WORDS", 5)
    before = [annotations(doc) for doc in quick.pipe(TEXTS)]
    assert [annotations(doc) for doc in quick.pipe(TEXTS)] == before


def test_a_pipeline_of_another_make_is_left_alone():
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    assert quicken_entities(quicken_forms(quicken_vectors(blank))).pipe_names == ["sentencizer"]
