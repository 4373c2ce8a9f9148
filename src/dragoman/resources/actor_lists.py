"""What the columns, types and properties of a person's own lists of actors mean (`data/names/actor_lists.yaml`)."""

import msgspec

from dragoman.datamodel import ActorType
from dragoman.resources.loading import data_folder, load_yaml


class ActorListForms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's tables, by their names there."""

    columns: dict[str, tuple[str, ...]]
    types: dict[str, ActorType]
    schemata: dict[str, ActorType]
    properties: dict[str, tuple[str, ...]]
    id_properties: dict[str, str]

    @property
    def known_columns(self) -> frozenset[str]:
        """Every column that a plain list may have, beside `<scheme>_id`."""
        return frozenset(column for names in self.columns.values() for column in names)


def load_actor_list_forms() -> ActorListForms:
    """The tables of the installed package."""
    return load_yaml(data_folder() / "names" / "actor_lists.yaml", ActorListForms)
