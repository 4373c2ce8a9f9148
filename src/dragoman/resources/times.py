"""The words and forms in which a language tells times (`times.yaml`), read by intake/calendar/expressions.py."""

import msgspec

from dragoman.resources.loading import data_folder, load_yaml


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a word means: "three" is 3, "last" is -1, "evening" is 18:00-24:00."""

    forms: tuple[str, ...]
    value: str = ""
    hours: str = ""


class MonthName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A month; `doubtful` where its name is also another word ("May", "March")."""

    number: str
    forms: tuple[str, ...]
    doubtful: bool = False


class WeekdayName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day of the week, Monday being 1; `short` forms count only beside a date."""

    number: str
    forms: tuple[str, ...]
    short: tuple[str, ...]


class UnitName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of time with its letter in values (H D W E M Q Y C)."""

    code: str
    one: tuple[str, ...]
    many: tuple[str, ...]


class TimeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form of expression and the value it means; no value: it only looks like a time."""

    form: str
    value: str | None = None
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    followed: str = ""
    not_followed: str = ""


class TimeLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that one language's reader of times knows."""

    months: tuple[MonthName, ...]
    weekdays: tuple[WeekdayName, ...]
    numbers: tuple[Named, ...]
    units: tuple[UnitName, ...]
    shifts: tuple[Named, ...]
    day_parts: tuple[Named, ...]
    future_cues: tuple[str, ...]
    planned_cues: tuple[str, ...]
    past_cues: tuple[str, ...]
    leading_cues: tuple[str, ...]
    rules: tuple[TimeRule, ...]


def load_times(language: str = "en") -> TimeLexicon:
    """The time lexicon of a language."""
    return load_yaml(data_folder() / "languages" / language / "times.yaml", TimeLexicon)
