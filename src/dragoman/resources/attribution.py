"""The words that show who says what: cue verbs and nouns, kinds of media, heads of unnamed sources."""

from functools import cached_property
from typing import Literal

import msgspec

from dragoman.datamodel import Stance
from dragoman.resources.loading import data_folder, load_yaml

CueClass = Literal["speech", "writing", "belief", "denial", "confirmation", "evidence", "intention", "attitude"]
Frame = Literal["clause", "quote", "infinitive", "object", "naming", "addressee"]


class CueVerbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Verbs that take their content in the same places; `says` is False where they show a wish and no statement."""

    class_: CueClass = msgspec.field(name="class")
    stance: Stance
    frames: frozenset[Frame]
    lemmas: tuple[str, ...]
    about: frozenset[str] = frozenset()
    says: bool = True


class CueNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that carry content: "the claim that …"; with `of` also "reports of …"."""

    stance: Stance
    of: bool
    lemmas: tuple[str, ...]


class LightPhrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs that say something only together with a noun or adjective: "made clear", "raised questions"."""

    verbs: frozenset[str]
    with_: frozenset[str] = msgspec.field(name="with")


class Pronouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pronouns by what they can stand for."""

    person: frozenset[str]
    thing: frozenset[str]
    plural: frozenset[str]
    relative: frozenset[str]


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell how an unnamed source comes to know."""

    openers: frozenset[str]
    nouns: frozenset[str]


class Anonymity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words on being unnamed, and why."""

    nouns: frozenset[str]
    adjectives: frozenset[str]
    naming: frozenset[str]
    allowing: frozenset[str]
    speaking: frozenset[str]
    terms: frozenset[str]
    asking: frozenset[str]
    reasons: frozenset[str]


class Unsure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show a source less than certain, by how far."""

    probable: frozenset[str]
    possible: frozenset[str]


class AttributionLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """`data/languages/<language>/attribution.yaml`; each field is explained there."""

    verbs: tuple[CueVerbs, ...]
    carriers: frozenset[str]
    citing: frozenset[str]
    carrying: frozenset[str]
    light: tuple[LightPhrases, ...]
    stance_adjectives: frozenset[str]
    saying_forms: frozenset[str]
    agentless: frozenset[str]
    hearsay_adverbs: frozenset[str]
    background: frozenset[str]
    background_nouns: frozenset[str]
    according: frozenset[str]
    negations: frozenset[str]
    nouns: tuple[CueNouns, ...]
    documents: frozenset[str]
    media_nouns: frozenset[str]
    weak_media_nouns: frozenset[str]
    media_modifiers: frozenset[str]
    media_name_words: frozenset[str]
    media_names: frozenset[str]
    unnamed_nouns: frozenset[str]
    speaker_nouns: frozenset[str]
    exhibits: frozenset[str]
    quantity_nouns: frozenset[str]
    people_endings: tuple[str, ...]
    things: frozenset[str]
    institution_nouns: frozenset[str]
    pronouns: Pronouns
    first_person: frozenset[str]
    number_words: dict[str, int]
    headline_sources: frozenset[str]
    seeming: frozenset[str]
    withholding: frozenset[str]
    asking: frozenset[str]
    staff: frozenset[str]
    former: frozenset[str]
    witnessing: frozenset[str]
    vouching: frozenset[str]
    obtaining: frozenset[str]
    needs_words: frozenset[str]
    obligation: frozenset[str]
    comments: frozenset[str]
    conditions: frozenset[str]
    unsure_cues: Unsure
    unsure_words: Unsure
    standing: Standing
    anonymity: Anonymity

    @cached_property
    def verb(self) -> dict[str, CueVerbs]:
        """The group of each cue verb, by lemma; the first group that lists it."""
        return {lemma: group for group in reversed(self.verbs) for lemma in group.lemmas}

    @cached_property
    def light_words(self) -> dict[str, frozenset[str]]:
        """For each word that makes a light phrase the verbs that it does so with."""
        words = {word for phrase in self.light for word in phrase.with_}
        return {w: frozenset().union(*(p.verbs for p in self.light if w in p.with_)) for w in sorted(words)}

    @cached_property
    def noun(self) -> dict[str, CueNouns]:
        """The group of each cue noun, by lemma."""
        return {lemma: group for group in reversed(self.nouns) for lemma in group.lemmas}


def load_attribution_lexicon(language: str = "en") -> AttributionLexicon:
    """The lexicon of a language."""
    return load_yaml(data_folder() / "languages" / language / "attribution.yaml", AttributionLexicon)
