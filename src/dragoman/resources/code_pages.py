"""Which encodings a text without a mark may be in."""

import msgspec

from dragoman.resources.loading import data_folder, load_yaml


class CodePages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The encodings to try, and for those of the Latin script the languages that are written in each."""

    candidates: tuple[str, ...]
    latin: dict[str, tuple[str, ...]]


def load_code_pages() -> CodePages:
    """The encodings in `data/intake/code_pages.yaml`."""
    return load_yaml(data_folder() / "intake" / "code_pages.yaml", CodePages)
