"""Words with a part in tracing a claim."""

import msgspec

from dragoman.resources.loading import data_folder, load_yaml


class TraceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`negations` and the sides of `opposites` turn a claim round, `stop` carry no content, a row of `same` is one
    thing; the rest: see the file.
    """

    negations: frozenset[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    stop: frozenset[str]
    same: tuple[tuple[str, ...], ...]
    breaks: frozenset[str]
    light: frozenset[str]
    judging: frozenset[str]
    mutual: frozenset[str]


def load_tracing() -> TraceWords:
    """The shipped words."""
    return load_yaml(data_folder() / "languages" / "en" / "tracing.yaml", TraceWords)
