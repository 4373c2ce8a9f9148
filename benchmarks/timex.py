"""Time expressions of `first_five`: found, exact on the calendar, lengths of durations, false alarms.

The gold values are told with the right date of publication, so that is given. An expression is found where it
overlaps with the gold's; a calendar value is exact where both days are the gold's; a duration where its length is.
The program reads times with patterns of its own; beside it stands dateparser alone, which the page reader brings along:
it knows single days, so a week or month is exact for it where it gives their first day.
"""

import json
import os
import sys
from datetime import datetime
from pathlib import Path

from dateparser.search import search_dates

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


def show_library(gold: dict) -> None:
    """What dateparser finds by itself, told the day of publication of each report."""
    found = exact = calendar = alarms = 0
    for name, dct in gold["_dct"].items():
        text = (SHARED / "data/first_five" / name).read_text()
        rows = [t for t in gold["timex"] if t["file"] == name]
        calendar += sum(r["cls"] in CALENDAR for r in rows)
        halves = ((0, dct.get("second_story_start", len(text)), dct["dct"]),)
        if "second_story_start" in dct:
            halves += ((dct["second_story_start"], len(text), dct["second_story_dct"]),)
        for start, end, published in halves:
            settings = {"RELATIVE_BASE": datetime.fromisoformat(published), "PREFER_DATES_FROM": "past"}
            hits, at = [], start
            for words, day in search_dates(text[start:end], languages=["en"], settings=settings) or ():
                at = text.find(words, at)
                hits.append((at, at + len(words), day.date().isoformat()))
            for row in (r for r in rows if start <= r["start"] < end):
                own = [h for h in hits if h[0] < row["end"] and row["start"] < h[1]]
                hits = [h for h in hits if h not in own]
                found += bool(own)
                exact += row["cls"] in CALENDAR and any(h[2] == gold_days(row["value"])[0] for h in own)
            alarms += len(hits)
    print(f"dateparser alone: found {found}/{len(gold['timex'])}; first day {exact}/{calendar}; false {alarms}")


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
    show_library(gold)


if __name__ == "__main__":
    main()
