"""Time expressions of `first_five`: found, exact on the calendar, lengths of durations, false alarms.

The gold values are told with the right date of publication, so that is given. An expression is found where it
overlaps with the gold's; a calendar value is exact where both days are the gold's; a duration where its length is.
"""

import json
import os
import sys
from pathlib import Path

from dragoman.datamodel import Interval, Published
from dragoman.intake.calendar.expressions import CalendarExpression, find_calendar_expressions
from dragoman.intake.calendar.values import resolve_value
from dragoman.resources.times import load_times

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parent.parent.parent / "shared"))
CALENDAR = {"date", "month", "year", "week", "wday", "time", "pub"}


def gold_days(value: str) -> tuple[str, str]:
    """First and last day of a gold value: "2024-01" is 2024-01-01 to 2024-01-31."""
    day = Published("2000-01-01", "2000-01-01", "stated")
    ends = [resolve_value(v[:10], day) or Interval(None, None) for v in value.split("/")]
    return (ends[0].earliest or "")[:10], (ends[-1].latest or "")[:10]


def days_of(expression: CalendarExpression, published: str) -> tuple[str, str]:
    found = resolve_value(expression.value, Published(published, published, "stated"))
    return ((found.earliest or "")[:10], (found.latest or "")[:10]) if found else ("", "")


def main() -> None:
    gold = json.loads((SHARED / "data/timex/first_five.json").read_text())
    lexicon, verbose = load_times(), "-v" in sys.argv
    found = exact = lengths = calendar = durations = alarms = 0
    for name, dct in gold["_dct"].items():
        text = (SHARED / "data/first_five" / name).read_text()
        rows = [t for t in gold["timex"] if t["file"] == name]
        expressions = find_calendar_expressions(text, lexicon)
        spare = set(expressions)
        for row in rows:
            hits = [e for e in expressions if e.start < row["end"] and row["start"] < e.end]
            spare -= set(hits)
            second = row["start"] >= dct.get("second_story_start", len(text))
            published = dct["second_story_dct"] if second else dct["dct"]
            right_days = any(days_of(h, published) == gold_days(row["value"]) for h in hits)
            right_length = any(h.value.split(":")[0] == row["timex3"].split("/")[0] for h in hits)
            found += bool(hits)
            calendar += row["cls"] in CALENDAR
            durations += row["cls"] == "dur"
            exact += row["cls"] in CALENDAR and right_days
            lengths += row["cls"] == "dur" and right_length
            good = right_days if row["cls"] in CALENDAR else right_length if row["cls"] == "dur" else bool(hits)
            if verbose and not good:
                got = [(text[h.start : h.end], h.value, days_of(h, published)) for h in hits]
                print(name[:3], row["cls"], repr(row["text"]), row["value"], row["timex3"], got)
        alarms += len(spare)
        if verbose and spare:
            print(name[:3], "false:", [(text[e.start - 20 : e.end + 20], e.value) for e in spare])
    total = len(gold["timex"])
    print(f"found {found}/{total}; exact on the calendar {exact}/{calendar}", end="; ")
    print(f"lengths {lengths}/{durations}; false {alarms}")


if __name__ == "__main__":
    main()
