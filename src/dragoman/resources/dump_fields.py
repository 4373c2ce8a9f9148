"""Under which names dumps of articles keep their title, text, date and so on."""

import msgspec

from dragoman.resources.loading import data_folder, load_yaml


class DumpFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For each fact of an article the names of fields that hold it, lower case, the likeliest first."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    url: tuple[str, ...]
    site_name: tuple[str, ...]
    language: tuple[str, ...]
    authors: tuple[str, ...]
    rows: tuple[str, ...]


def load_dump_fields() -> DumpFields:
    """The names in `data/intake/dump_fields.yaml`."""
    return load_yaml(data_folder() / "intake" / "dump_fields.yaml", DumpFields)
