"""`Resources`: each subject's knowledge, loaded when first asked for and kept.

A subject is a module beside this one with a `load_…` function and the frozen records that it returns.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from dragoman.resources.actor_lexicon import ActorLexicon
    from dragoman.resources.attribution import AttributionLexicon
    from dragoman.resources.coreference import CoreferenceModel
    from dragoman.resources.dating import DatingKnowledge
    from dragoman.resources.encoder import SentenceEncoder
    from dragoman.resources.events import EventLexicon
    from dragoman.resources.gazetteer import Gazetteer
    from dragoman.resources.layout import LayoutLexicon
    from dragoman.resources.linking import LinkingWords
    from dragoman.resources.outlets import OutletTable
    from dragoman.resources.places import PlaceGazetteer
    from dragoman.resources.quantities import QuantityLexicon
    from dragoman.resources.scoring import Scoring
    from dragoman.resources.times import TimeLexicon
    from dragoman.resources.tracing import TraceWords
    from dragoman.resources.vectors import WordVectors
    from dragoman.resources.weighing import TitleWords, WeighingWords
    from dragoman.resources.windows import WindowNetwork
    from dragoman.resources.word_rates import WordRates


class Resources:
    """The knowledge and the models of one run. Nothing here changes after it is loaded."""

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline: tagger, parser, lemmatizer, entity recogniser."""
        from dragoman.resources.models import load_spacy

        return load_spacy()

    @cached_property
    def attribution(self) -> AttributionLexicon:
        """Cue verbs and nouns, kinds of media, heads of unnamed sources."""
        from dragoman.resources.attribution import load_attribution_lexicon

        return load_attribution_lexicon()

    @cached_property
    def window_network(self) -> WindowNetwork | None:
        """What finds attributions and the senses of words, window by window; None where its model is not there."""
        from dragoman.resources.windows import load_window_network

        return load_window_network()

    @cached_property
    def sentence_encoder(self) -> SentenceEncoder | None:
        """What a report's first sentences are about; None where its package is not there."""
        from dragoman.resources.encoder import load_sentence_encoder

        return load_sentence_encoder()

    @cached_property
    def coreference(self) -> CoreferenceModel | None:
        """The learned likeness of two mentions' contexts; None where its model is not there."""
        from dragoman.resources.coreference import load_coreference_model

        return load_coreference_model()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """States, bodies, offices and outlets by all their names."""
        from dragoman.resources.gazetteer import load_gazetteer

        return load_gazetteer(self.outlets.outlets)

    @cached_property
    def actors(self) -> ActorLexicon:
        """Words for people and bodies, titles, pronouns, labels, ties."""
        from dragoman.resources.actor_lexicon import load_actor_lexicon

        return load_actor_lexicon()

    @cached_property
    def times(self) -> TimeLexicon:
        """The forms and words in which times are told."""
        from dragoman.resources.times import load_times

        return load_times()

    @cached_property
    def layout(self) -> LayoutLexicon:
        """The phrases by which a pasted page shows its parts."""
        from dragoman.resources.layout import load_layout

        return load_layout()

    @cached_property
    def outlets(self) -> OutletTable:
        """Outlets and agencies by key, address and name."""
        from dragoman.resources.outlets import load_outlets

        return load_outlets()

    @cached_property
    def scoring(self) -> Scoring:
        """Weights and thresholds of linking and weighing."""
        from dragoman.resources.scoring import load_scoring

        return load_scoring()

    @cached_property
    def linking_words(self) -> LinkingWords:
        """Words that link or tell apart two tellings of an event."""
        from dragoman.resources.linking import load_linking_words

        return load_linking_words()

    @cached_property
    def weighing_words(self) -> WeighingWords:
        """Words by which reports disagree."""
        from dragoman.resources.weighing import load_weighing_words

        return load_weighing_words()

    @cached_property
    def titles(self) -> dict[str, TitleWords]:
        """What events of each type are called."""
        from dragoman.resources.weighing import load_titles

        return load_titles()

    @cached_property
    def dating(self) -> DatingKnowledge:
        """Stamp words, terms of office, well-known beginnings."""
        from dragoman.resources.dating import load_dating

        return load_dating()

    @cached_property
    def tracing(self) -> TraceWords:
        """Words with a part in tracing a claim."""
        from dragoman.resources.tracing import load_tracing

        return load_tracing()

    @cached_property
    def word_rates(self) -> WordRates:
        """How common words are."""
        from dragoman.resources.word_rates import load_word_rates

        return load_word_rates()

    @cached_property
    def word_vectors(self) -> WordVectors:
        """Which words mean much the same."""
        from dragoman.resources.vectors import load_word_vectors

        return load_word_vectors()

    @cached_property
    def events(self) -> EventLexicon:
        """PLOVER's event types with their triggers; words for factuality and contexts."""
        from dragoman.resources.events import load_events

        return load_events()

    @cached_property
    def places(self) -> PlaceGazetteer:
        """Cities, states, seas, regions and sites by all their names."""
        from dragoman.resources.places import load_places

        return load_places()

    @cached_property
    def quantities(self) -> QuantityLexicon:
        """Number words, what is counted, what is measured."""
        from dragoman.resources.quantities import load_quantities

        return load_quantities()


def load_resources() -> Resources:
    """The resources of the installed package."""
    return Resources()
