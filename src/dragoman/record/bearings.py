"""By what a report that is added finds its neighbours: words, days, names. Made of a whole linking, then kept up."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from dragoman.datamodel import Actor, Event, Reading, Record, Report, ReportStems
from dragoman.linking.alike import AlikeReports
from dragoman.linking.days import Days
from dragoman.linking.globalising import global_ids
from dragoman.linking.likeness import Profile, count_words, likeness, make_profile, weigh_words, weightiest
from dragoman.linking.meanings import Encoder, Floats, read_openings
from dragoman.linking.newcomers import is_own, names_of
from dragoman.linking.rarity import most_tellers
from dragoman.linking.stories import blank_asides
from dragoman.record.indexing import Sides, find_sides
from dragoman.record.store import Store
from dragoman.resources import Resources

_MEAN = "mean opening"
_ANY_DAY = 0  # of a report without a day, or with many
_DIGITS = 5
_KNOWN_ONCE = 1
Row = tuple[str | int, ...]
_TABLES = {"near_word": 3, "near_report": 4, "word_spread": 3, "actor_name": 2, "actor_side": 2, "apart": 2}


@dataclass(frozen=True, slots=True)
class Bearings:
    """Rows by table, and what the openings of all reports have in common (linking/meanings.py)."""

    rows: Mapping[str, tuple[Row, ...]]
    mean: Floats | None


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """The reports on a new one's matter, the likest first, and those beside; all profiles are in `alike`."""

    matter: tuple[str, ...]
    beside: tuple[str, ...]
    alike: AlikeReports


def make_bearings(
    record: Record, stems: Sequence[ReportStems], resources: Resources, encoder: Encoder | None = None
) -> Bearings:
    """Those of a whole record; `encoder` is one that remembers what it read of its reports."""
    scoring, rates = resources.scoring.stories, resources.word_rates
    texts = {d.id: d.text for d in record.documents}
    counts = {r.id: count_words(r, texts[r.document], scoring) for r in record.reports}
    spread = Counter(word for count in counts.values() for word in count)
    rarity = weigh_words(spread, len(counts), scoring, rates)
    profiles = {r.id: make_profile(r, counts[r.id], rarity, scoring) for r in record.reports}
    told = Counter(word for each in stems for word in each.told)
    by_report = {each.report: each for each in stems}
    return Bearings(
        {
            "near_word": tuple(_word_rows(profiles)),
            "near_report": tuple(
                _report_row(by_report.get(key, ReportStems(key, (), ())), p) for key, p in sorted(profiles.items())
            ),
            "word_spread": tuple(
                (kind, word, n) for kind, counted in (("event", told), ("text", spread)) for word, n in counted.items()
            ),
            "actor_name": tuple(sorted(name_rows(record.readings, record.actors, resources))),
            "actor_side": tuple(sorted(side_rows(find_sides(record)))),
            "apart": tuple(sorted(apart_rows(record.events))),
        },
        _mean(record.reports, texts, resources, encoder),
    )


def keep_bearings(store: Store, bearings: Bearings | None) -> None:
    """Replace them inside the caller's transaction; none are kept of a small record."""
    for table, width in _TABLES.items():
        store.connection.execute(f"DELETE FROM {table}")  # noqa: S608 (constants)
        if bearings is not None:
            marks = ",".join("?" * width)
            store.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", bearings.rows[table])  # noqa: S608
    store.connection.execute("DELETE FROM meta WHERE key = ?", (_MEAN,))
    if bearings is not None and bearings.mean is not None:
        row = (_MEAN, _json(bearings.mean.tolist()))
        store.connection.execute("INSERT INTO meta VALUES (?,?)", row)


def add_bearings(store: Store, report: Report, profile: Profile, stems: ReportStems) -> None:
    """Those of one more report."""
    execute = store.connection.executemany
    execute("INSERT OR IGNORE INTO near_word VALUES (?,?,?)", _word_rows({report.id: profile}))
    execute("INSERT OR REPLACE INTO near_report VALUES (?,?,?,?)", [_report_row(stems, profile)])
    words = [("text", word) for word in profile.weights] + [("event", word) for word in stems.told]
    more = "INSERT INTO word_spread VALUES (?,?,1) ON CONFLICT DO UPDATE SET reports = reports + 1"
    execute(more, words)


def name_rows(readings: Iterable[Reading], actors: Iterable[Actor], resources: Resources) -> set[tuple[str, str]]:
    """By which names and keys the actors are known beyond one report."""
    known = list(actors)
    ids = global_ids(known)
    single = {a.id for a in known if is_own(a)}
    return {
        (name, ids[local])
        for reading in readings
        for local, name in names_of(reading, resources.gazetteer, ids).items()
        if local in ids and ids[local] not in single
    }


def side_rows(sides: Sides) -> Iterator[tuple[str, str]]:
    """Each actor with the states and bodies for which it acts."""
    yield from ((actor, side) for actor, found in sides.items() for side in found)


def apart_rows(events: Iterable[Event]) -> set[tuple[str, str]]:
    """Who tells of whom that they were kept apart."""
    return {(kept.event, event.id) for event in events for kept in event.kept_apart}


# ---- finding -----------------------------------------------------------------------------------------------


def profile_of(store: Store, report: Report, text: str, resources: Resources) -> Profile:
    """The profile of a report that is not in the record yet, by the record's words."""
    scoring = resources.scoring.stories
    count = count_words(report, text, scoring)
    spread = _spread(store, "text", count)
    reports = store.connection.execute("SELECT count(*) FROM report_row").fetchone()[0]
    rarity = weigh_words({w: spread.get(w, 0) + 1 for w in count}, reports + 1, scoring, resources.word_rates)
    return make_profile(report, count, rarity, scoring)


def find_near(store: Store, report: str, profile: Profile, resources: Resources) -> Near:
    """The reports that are like a new one: of all that share one of its weightiest words, in days that are near."""
    scoring, wanted = resources.scoring.stories, resources.scoring.adding
    shared: Counter[str] = Counter()
    for word in weightiest(profile):
        shared.update(_with_word(store, word, profile.days, scoring.apart_days))
    met = sorted(shared, key=lambda r: (-shared[r], r))[: wanted.met]
    profiles = load_profiles(store, met) | {report: profile}
    scores = {r: likeness(profile, profiles[r], scoring) for r in met}
    ordered = sorted(scores, key=lambda r: (-scores[r], r))
    matter = [r for r in ordered if scores[r] >= scoring.like]
    beside = tuple(r for r in ordered[: wanted.worded] if scores[r] > 0)
    near, nearest = (frozenset((report, *found)) for found in (matter, matter[: wanted.nearest]))
    alike = AlikeReports(profiles, {report: near}, {report: nearest}, scoring, {})
    return Near(tuple(matter), beside, alike)


def load_profiles(store: Store, reports: Collection[str]) -> dict[str, Profile]:
    """The profiles of some reports of the record."""
    asked = sorted(set(reports))
    found = {}
    for start in range(0, len(asked), 500):
        part = asked[start : start + 500]
        marks = ",".join("?" * len(part))
        query = f"SELECT report, words FROM near_report WHERE report IN ({marks})"  # noqa: S608 (question marks)
        found.update({key: _unpack(words) for key, words in store.connection.execute(query, part)})
    return found


def load_stems(store: Store, reports: Iterable[str]) -> dict[str, ReportStems]:
    """By which words some reports tell their events."""
    query = "SELECT told, rare FROM near_report WHERE report = ?"
    rows = ((key, store.connection.execute(query, (key,)).fetchone()) for key in reports)
    return {
        key: ReportStems(key, *(msgspec.json.decode(words, type=tuple[str, ...]) for words in row))
        for key, row in rows
        if row
    }


def find_stems(
    store: Store, report: str, told: Collection[str], near: Collection[str], usual: frozenset[str]
) -> ReportStems:
    """Which words of a new report's events are rare on other matters, as linking/rarity.py has it."""
    spread = _spread(store, "event", told)
    beside = Counter(word for stems in load_stems(store, near).values() for word in stems.told)
    reports = store.connection.execute("SELECT count(*) FROM report_row").fetchone()[0]
    most = most_tellers(reports - len(near))
    rare = [w for w in sorted(told) if w not in usual and spread.get(w, 0) - beside[w] <= most]
    return ReportStems(report, tuple(sorted(told)), tuple(rare))


def load_mean(store: Store) -> Floats | None:
    """What the openings of the record's reports had in common when all were linked."""
    noted = store.noted(_MEAN)
    return None if noted is None else np.array(msgspec.json.decode(noted), dtype=np.float32)


def find_holders(store: Store, names: Iterable[str]) -> dict[str, list[str]]:
    """The actors that each name or key leads to."""
    query = "SELECT actor FROM actor_name WHERE name = ? ORDER BY actor LIMIT 2"
    return {name: [r[0] for r in store.connection.execute(query, (name,))] for name in dict.fromkeys(names)}


def load_sides(store: Store, actors: Iterable[str]) -> Sides:
    """The sides of some actors."""
    found: dict[str, set[str]] = defaultdict(set)
    for actor in sorted(set(actors)):
        rows = store.connection.execute("SELECT side FROM actor_side WHERE actor = ?", (actor,))
        found[actor].update(side for (side,) in rows)
    return {actor: frozenset(sides) for actor, sides in found.items() if sides}


def _with_word(store: Store, word: str, days: Days, apart: int) -> Iterator[str]:
    """The reports that have a word among their weightiest, those of near days."""
    low = (days.earliest or 0) - 2 * apart if days.earliest is not None else 0
    high = days.latest + 2 * apart if days.latest is not None else 10**7
    query = "SELECT report FROM near_word WHERE word = ? AND (day = ? OR day BETWEEN ? AND ?)"
    yield from (row[0] for row in store.connection.execute(query, (word, _ANY_DAY, low, high)))


def _spread(store: Store, kind: str, words: Iterable[str]) -> dict[str, int]:
    query = "SELECT reports FROM word_spread WHERE kind = ? AND word = ?"
    rows = ((word, store.connection.execute(query, (kind, word)).fetchone()) for word in words)
    return {word: row[0] for word, row in rows if row}


# ---- rows --------------------------------------------------------------------------------------------------


def _mean(
    reports: Sequence[Report], texts: Mapping[str, str], resources: Resources, encoder: Encoder | None
) -> Floats | None:
    if encoder is None or not reports:
        return None
    mean: Floats = read_openings(reports, blank_asides(reports, texts, resources), encoder).mean(0)
    return mean


def _word_rows(profiles: Mapping[str, Profile]) -> Iterator[Row]:
    for key, profile in sorted(profiles.items()):
        yield from ((word, _day(profile.days), key) for word in weightiest(profile))


def _report_row(stems: ReportStems, profile: Profile) -> Row:
    return stems.report, _pack(profile), _json(stems.told), _json(stems.rare)


def _day(days: Days) -> int:
    narrow = days.earliest is not None and days.latest is not None and days.latest - days.earliest <= _KNOWN_ONCE
    return days.latest or _ANY_DAY if narrow else _ANY_DAY


def _pack(profile: Profile) -> str:
    days, weights = profile.days, {w: round(v, _DIGITS) for w, v in profile.weights.items()}
    return _json((days.earliest, days.latest, profile.full, weights))


def _unpack(words: str) -> Profile:
    first, last, full, weights = msgspec.json.decode(words, type=tuple[int | None, int | None, bool, dict[str, float]])
    return Profile(weights, Days(first, last), frozenset(), full=full)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
