"""What dating a report needs to know: stamp words, terms of office, well-known beginnings, and its weights."""

from datetime import date

import msgspec

from dragoman.resources.loading import data_folder, load_yaml
from dragoman.resources.scoring import DatingScoring, load_scoring
from dragoman.resources.times import TimeLexicon, load_times


class DatingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a language that stand beside a date of publication (`languages/*/dating.yaml`)."""

    published_words: tuple[str, ...]
    updated_words: tuple[str, ...]
    beside_words: tuple[str, ...]
    calendar_words: tuple[str, ...]
    story_copyright: tuple[str, ...]
    copyright_marks: tuple[str, ...]
    archive_marks: tuple[str, ...]
    caption_marks: tuple[str, ...]
    not_in_office: frozenset[str]
    lasting: tuple[str, ...]
    not_quite: frozenset[str]
    year_leads: frozenset[str]
    to_come: frozenset[str]


class OfficeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of `gazetteer/terms.yaml`: holders who share their titles."""

    titles: tuple[str, ...]
    holders: dict[str, str]
    after: tuple[str, ...] = ()


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: its groups, and the day up to which they were written down."""

    known_until: date
    offices: tuple[OfficeRow, ...]


class Office(msgspec.Struct, frozen=True):
    """The same, with (names, terms) in pairs."""

    titles: tuple[str, ...]
    after: tuple[str, ...]
    holders: tuple[tuple[str, str], ...]


class Episode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of `gazetteer/episodes.yaml`: a beginning that is known to the day."""

    key: str
    began: date
    certain: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    known_by_day: bool = False


class DatingKnowledge(msgspec.Struct, frozen=True):
    """All of it."""

    times: TimeLexicon
    words: DatingWords
    offices: tuple[Office, ...]
    known_until: date
    episodes: tuple[Episode, ...]
    weights: DatingScoring


def load_dating(language: str = "en") -> DatingKnowledge:
    """The knowledge of the installed package."""
    gazetteer = data_folder() / "gazetteer"
    terms = load_yaml(gazetteer / "terms.yaml", Terms)
    return DatingKnowledge(
        times=load_times(language),
        words=load_yaml(data_folder() / "languages" / language / "dating.yaml", DatingWords),
        offices=tuple(Office(row.titles, row.after, tuple(row.holders.items())) for row in terms.offices),
        known_until=terms.known_until,
        episodes=load_yaml(gazetteer / "episodes.yaml", tuple[Episode, ...]),
        weights=load_scoring().dating,
    )
