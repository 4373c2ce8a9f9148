"""Weights and thresholds of linking and weighing (`data/scoring.yaml`)."""

from typing import Literal

import msgspec

from dragoman.resources.loading import data_folder, load_yaml


class EventScoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When two mentions are one event; `points` by the name of the finding in linking/comparison.py."""

    start: float
    join: float
    mean: float
    narrow_days: int
    wide_days: int
    near_days: int
    far_days: int
    points: dict[str, float | Literal["never"]]
    kindred: tuple[frozenset[str], ...]
    directed: frozenset[str]
    statements: frozenset[str]


class StoryScoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When two reports are about the same main event."""

    join: float
    headline: int
    words: int
    shared_event: float
    apart_days: int


class Scoring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's sections."""

    events: EventScoring
    state_arms: frozenset[str]
    stories: StoryScoring


def load_scoring() -> Scoring:
    """The weights of the installed package."""
    return load_yaml(data_folder() / "scoring.yaml", Scoring)
