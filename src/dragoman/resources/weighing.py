"""Words by which reports disagree (`data/languages/*/weighing.yaml`), and names of events (`data/titles.yaml`)."""

import msgspec

from dragoman.resources.loading import data_folder, load_yaml


class WeighingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's lists, by their names in the file."""

    face_to_face: tuple[str, ...]
    go_between: tuple[str, ...]
    ranks: frozenset[str]
    telling: frozenset[str]
    publishing: frozenset[str]
    not_counts: frozenset[str]
    negations: frozenset[str]
    modals: frozenset[str]
    denying: tuple[str, ...]
    claims: frozenset[str]
    accusations: frozenset[str]
    utterances: frozenset[str]
    clefts: tuple[str, ...]
    flat_denials: tuple[str, ...]
    judging: frozenset[str]
    manners: frozenset[str]
    own_denials: tuple[str, ...]
    left_open: tuple[str, ...]
    restrictions: frozenset[str]
    parts_of_counts: frozenset[str]
    growing_counts: frozenset[str]
    not_claims: frozenset[str]
    rejecting: tuple[str, ...]
    clause_openers: frozenset[str]
    proposals: frozenset[str]
    court_words: frozenset[str]
    media_words: frozenset[str]
    unsure: frozenset[str]
    questions: frozenset[str]
    pronouns: frozenset[str]
    demonstratives: frozenset[str]
    guilt: frozenset[str]
    said_of_claims: frozenset[str]
    papers: frozenset[str]
    by_the_way: frozenset[str]
    courts: frozenset[str]
    denying_words: tuple[str, ...]
    themselves: frozenset[str]
    owners: frozenset[str]
    openings: frozenset[str]
    not_asserting: tuple[str, ...]
    accusing: frozenset[str]
    warning: tuple[str, ...]
    alleging: tuple[str, ...]
    turning: frozenset[str]
    abbreviated: frozenset[str]
    obliging: frozenset[str]
    conditions: frozenset[str]
    pointing_back: frozenset[str]
    claim_openers: frozenset[str]
    blaming: tuple[str, ...]
    blaming_a_deed: tuple[str, ...]
    put_down_to: frozenset[str]
    hanging: frozenset[str]
    opposing: frozenset[str]
    contrasts: tuple[str, ...]
    hedges: tuple[str, ...]
    passives: frozenset[str]
    deeds: frozenset[str]
    topics: tuple[str, ...]
    sole_topics: tuple[str, ...]
    small_words: frozenset[str]
    no_sources: frozenset[str]
    not_any: frozenset[str]
    articles: frozenset[str]
    pointing: frozenset[str]
    numbers: frozenset[str]
    after_head: frozenset[str]
    by_author: frozenset[str]
    further: frozenset[str]
    outsiders: frozenset[str]
    regions: frozenset[str]
    offices: frozenset[str]


class TitleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How events of one type are called; `alone` where only who does it is named, `taking` modes that take things."""

    event: str
    to: str | None = None
    alone: bool = False
    modes: dict[str, str] = {}
    taking: frozenset[str] = frozenset()


def load_weighing_words() -> WeighingWords:
    """The English words of the installed package."""
    return load_yaml(data_folder() / "languages" / "en" / "weighing.yaml", WeighingWords)


def load_titles() -> dict[str, TitleWords]:
    """The title words of each PLOVER type."""
    return load_yaml(data_folder() / "titles.yaml", dict[str, TitleWords])
