"""Words that link or tell apart two tellings of an event (`data/languages/*/linking.yaml`)."""

import msgspec

from dragoman.resources.loading import data_folder, load_yaml


class LinkingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's lists, by their names in the file."""

    rounds: dict[str, int]
    others: frozenset[str]
    definite: frozenset[str]


def load_linking_words() -> LinkingWords:
    """The English words of the installed package."""
    return load_yaml(data_folder() / "languages" / "en" / "linking.yaml", LinkingWords)
