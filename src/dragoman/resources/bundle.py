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
    from dragoman.resources.gazetteer import Gazetteer
    from dragoman.resources.times import TimeLexicon

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
    def gazetteer(self) -> Gazetteer:
        """States, bodies and offices by all their names."""
        from dragoman.resources.gazetteer import load_gazetteer

        return load_gazetteer()

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


def load_resources() -> Resources:
    """The resources of the installed package."""
    return Resources()
