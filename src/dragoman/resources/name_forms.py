"""How names vary in spelling: scripts, particles, titles, nicknames (`data/names/forms.yaml`)."""

import msgspec

from dragoman.resources.loading import data_folder, load_yaml


class NameForms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's tables, by their names there."""

    letters: dict[str, str] = {}
    particles: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    juniors: frozenset[str] = frozenset()
    seniors: frozenset[str] = frozenset()
    servants: frozenset[str] = frozenset()
    patronymics: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    places_bodies: frozenset[str] = frozenset()
    nicknames: tuple[frozenset[str], ...] = ()
    given_sounds: frozenset[str] = frozenset()


def load_name_forms() -> NameForms:
    """The tables of the installed package."""
    return load_yaml(data_folder() / "names" / "forms.yaml", NameForms)
