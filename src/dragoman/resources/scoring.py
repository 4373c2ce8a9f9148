"""Weights and thresholds of linking and weighing (`data/scoring.yaml`)."""

from typing import Literal

import msgspec

from dragoman.resources.loading import data_folder, load_yaml


class AskedOdds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The log-odds from which on mentions of two reports are one: `join`, or `join_single` where each tells it once.

    Where the reports are less alike than those of a story, `unlike` more.
    """

    join: float
    join_single: float
    unlike: float


class LearnedScoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the learned log-odds of two mentions count: from `meet` on, of their senses alone, they are compared at all.

    What is asked of two reports: `full`, and `brief` where one is shorter than `brief_length` characters; they are of
    one story from the likeness `alike` on; `standing` more where one is told as done and the other is not so yet;
    `same_day` less where both give the same past day. In one report two are one, with `points` for each point by hand,
    from `join_in_report` on. So far off, `says`, the reader is told. `untyped` and `untyped_in_report` stand for these
    where a mention is of no type of the ontology.
    """

    meet: float
    points: float
    full: AskedOdds
    brief: AskedOdds
    brief_length: int
    alike: float
    standing: float
    same_day: float
    join_in_report: float
    untyped: float
    untyped_in_report: float
    says: float


class EventScoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When two mentions are one event; `points` by the name of the finding in linking/comparison.py."""

    start: float
    stray: float
    mean: float
    hold: float
    unknown: float
    near: float
    narrow_days: int
    wide_days: int
    near_days: int
    far_days: int
    apart_days: int
    learned: LearnedScoring
    points: dict[str, float | Literal["never"]]
    neutral: frozenset[str]
    evidence_needed: int
    evidence_common: frozenset[str]
    evidence: dict[str, frozenset[str]]
    kindred: tuple[frozenset[str], ...]
    directed: frozenset[str]
    statements: frozenset[str]


class StoryScoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When two reports are about the same main event."""

    join: float
    join_by_words: float
    meaning: float
    least: float
    like: float
    headline: int
    number: float
    at_large: int
    words: int
    shared_event: float
    full: int
    both_full: float
    apart_days: int
    day: float
    stem: int


class DatingScoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How fresh a report is taken to be, in days, and which evidence stands above which."""

    order: tuple[str, ...]
    fresh: int
    fresh_soon: int
    fresh_shown: int
    fresh_named: int
    after_weekday: int
    ahead: int
    dateline: int
    newest: int
    age_slack: tuple[float, float]
    widest: int
    shared_quotation: int
    shared_wording: int
    shared_quotation_words: int
    shared_wording_words: int
    same_medium: int
    same_medium_names: int
    common_name: int


class AddingScoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a report is linked to its neighbours alone: sizes and shares of the record, and how many neighbours."""

    least: int
    at_once: float
    most: float
    met: int
    nearest: int
    worded: int
    reports: int
    weighed: int
    story: int


class Scoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's sections."""

    events: EventScoring
    state_arms: frozenset[str]
    stories: StoryScoring
    dating: DatingScoring
    adding: AddingScoring


def load_scoring() -> Scoring:
    """The weights of the installed package."""
    return load_yaml(data_folder() / "scoring.yaml", Scoring)
