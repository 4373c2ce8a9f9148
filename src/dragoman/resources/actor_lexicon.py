"""English words for people and bodies, their titles, pronouns, labels and ties (`data/languages/en/actors.yaml`)."""

from typing import Literal

import msgspec

from dragoman.resources.loading import data_folder, load_yaml

Gender = Literal["male", "female"]


class PronounSense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a pronoun can stand for; `person` is None where it can be either."""

    number: Literal["one", "many", "any"]
    gender: Gender | None = None
    person: bool | None = None


class MemberWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for membership: "includes", "belongs to", "a member of"."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    of_verbs: frozenset[str]


class BackingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for support: "backs", "a sponsor of", "X-backed"."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    participles: frozenset[str]


class OpposingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for enmity: "opposes", "an enemy of", "hostile to"."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]


class ActorLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's lists, by their names there."""

    persons: frozenset[str]
    masses: frozenset[str]
    groups: frozenset[str]
    hypernyms: dict[str, frozenset[str]]
    paired: frozenset[str]
    kind_words: frozenset[str]
    same_as_name: frozenset[str]
    part_of_name: frozenset[str]
    titles: dict[str, Gender | None]
    particles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    pronouns: dict[str, PronounSense]
    relative_pronouns: frozenset[str]
    addressing: frozenset[str]
    opening_prepositions: frozenset[str]
    nobodys: frozenset[str]
    suspicions: frozenset[str]
    definite: frozenset[str]
    negative: frozenset[str]
    numbers: dict[str, int]
    vague_numbers: frozenset[str]
    bounding: frozenset[str]
    nameless: frozenset[str]
    one_in_plural: frozenset[str]
    place_prepositions: frozenset[str]
    place_nouns: frozenset[str]
    motion_verbs: frozenset[str]
    copulas: frozenset[str]
    owner_prepositions: frozenset[str]
    complement_prepositions: frozenset[str]
    office_modifiers: frozenset[str]
    not_names: frozenset[str]
    crafts: frozenset[str]
    craft_parts: frozenset[str]
    ship_prefixes: frozenset[str]
    name_prefixes: frozenset[str]
    label_heads: frozenset[str]
    plain_heads: frozenset[str]
    label_modifiers: frozenset[str]
    labelling_verbs: frozenset[str]
    offices: frozenset[str]
    kin: frozenset[str]
    members: MemberWords
    backing: BackingWords
    opposing: OpposingWords
    parts: frozenset[str]


def load_actor_lexicon() -> ActorLexicon:
    """The English lexicon of the installed package."""
    return load_yaml(data_folder() / "languages" / "en" / "actors.yaml", ActorLexicon)
