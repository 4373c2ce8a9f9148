"""How long the pages of `dragoman serve` take over a generated record of 10,000 events in 50,000 reports.

usage: python benchmarks/serve_pages.py [--events 10000] [--chunks 1] [--parts 5] [--each 20] [--record FILE]

Prints the median and the 95th percentile of every kind of page in milliseconds, as the application answers them (no
network), over `each` addresses drawn by a fixed seed. With --record the generated file is kept
there and used again. With --chunks 20 and --parts 2 the record has twenty times as many reports (a million), made and
written part by part, each report of two paragraphs.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import msgspec
from starlette.testclient import TestClient

from dragoman.datamodel import (
    Actor,
    ActorMention,
    Attribution,
    Block,
    Bounds,
    Discrepancy,
    DiscrepancyValue,
    Document,
    Event,
    EventMention,
    EventParticipant,
    Hop,
    Interval,
    Label,
    Origin,
    OutletName,
    Participant,
    Place,
    Published,
    Reading,
    Record,
    Report,
    Reuse,
    Span,
    Story,
)
from dragoman.presenting.web.application import make_application
from dragoman.record.counting import keep_counts
from dragoman.record.indexing import Index, keep_index, make_index
from dragoman.record.loading import rank_events, record_items, record_sentences
from dragoman.record.store import Batch, Store, open_store

SYLLABLES = (
    "ba",
    "cor",
    "den",
    "fal",
    "gri",
    "hol",
    "jan",
    "kel",
    "lom",
    "mir",
    "nor",
    "pel",
    "quo",
    "ras",
    "sul",
    "tov",
)
TYPES = ("CONSULT", "AGREE", "ACCUSE", "AID", "ASSAULT", "COERCE", "PROTEST", "REQUEST", "SANCTION", "THREATEN")
VERBS = ("met", "thanked", "accused", "supplied", "attacked", "held", "marched against", "asked", "punished", "warned")
STATUSES = ("happened", "happened", "happened", "planned", "possible", "denied")


class Generator:
    """Draws a record from a fixed seed: few actors and outlets are told of often, most seldom.

    `chunk`: which part of a larger record it is; the parts share their actors, outlets and places.
    """

    def __init__(self, events: int, chunk: int = 0, parts: int = 5) -> None:
        self.draw = random.Random(7)  # the figures need no secrets
        self.events, self.reports, self.parts = events, events * 5, parts
        self.first_event, self.first_report = chunk * self.events, chunk * self.reports
        self.names = [self._name() for _ in range(max(40, events // 4))]
        self.outlets = [f"The {self._name()} {kind}" for kind in ("Post", "Courier", "Wire") for _ in range(60)]
        self.places = [self._name() for _ in range(300)]
        self.at = [(self.draw.uniform(-50, 65), self.draw.uniform(-120, 140)) for _ in self.places]
        self.draw = random.Random(7 + chunk)

    def make(self) -> Record:
        """The whole record."""
        told: list[list[int]] = [[] for _ in range(self.events)]
        made = []
        for number in range(self.reports):
            main, other = (
                number % self.events if number < self.events else self._often(self.events),
                self._often(self.events),
            )
            made.append(self._report(self.first_report + number, (main, other, main)))
            for event in {main, other}:
                told[event].append(self.first_report + number)
        stories = self._stories()
        actors = tuple(Actor(f"act-{n}", name, "person", (name,), (), (), ()) for n, name in enumerate(self.names))
        discrepancies = [self._discrepancy(n, told[n]) for n in range(0, self.events, 6) if len(told[n]) > 1]
        contested = {d.event: (d.id,) for d in discrepancies}
        keys = [f"evt-{self.first_event + n}" for n in range(self.events)]
        events = rank_events(self._event(n, told[n], contested.get(keys[n], ())) for n in range(self.events))
        return Record(
            documents=tuple(m[0] for m in made),
            reports=tuple(m[1] for m in made),
            readings=tuple(m[2] for m in made),
            actors=actors,
            events=events,
            stories=stories,
            discrepancies=tuple(discrepancies),
            reuse=tuple(self._reuse(self.first_report + n) for n in range(0, self.reports - 1, 5)),
            shared_wording=(),
            problems=(),
        )

    def _name(self) -> str:
        return " ".join("".join(self.draw.choices(SYLLABLES, k=2)).capitalize() for _ in range(2))

    def _often(self, size: int) -> int:
        return int(size * self.draw.random() ** 3)

    def _day(self) -> str:
        return f"2025-{self.draw.randint(1, 12):02}-{self.draw.randint(1, 28):02}"

    def _report(self, number: int, events: tuple[int, ...]) -> tuple[Document, Report, Reading]:
        key, document = f"rep-{number}", f"doc-{number}"
        parts, mentions, said, people, at = [], [], [], [], 0
        for order in range(self.parts):
            event = events[order % len(events)]
            a, b, source = (self._often(len(self.names)) for _ in range(3))
            verb, place = VERBS[event % len(VERBS)], self.places[event % len(self.places)]
            text = f"{self.names[a]} {verb} {self.names[b]} in {place} on Monday, {self.names[source]} told the paper."
            whole = Span(document, at, at + len(text))
            spans = {w: Span(document, at + text.index(w), at + text.index(w) + len(w)) for w in (verb, place, "told")}
            ends = {
                n: Span(document, at + text.index(self.names[n]), at + text.index(self.names[n]) + len(self.names[n]))
                for n in (a, b, source)
            }
            hop = Hop(self.names[source], f"act-{source}", True, 1, None, ends[source])
            words = (ends[source],), (spans["told"],), (whole,)
            said.append(Attribution(f"att-{number}-{order}", key, *words, "indirect", "states", (hop,)))
            people += [ActorMention(f"per-{number}-{order}-{n}", key, s, "name", f"act-{n}") for n, s in ends.items()]
            taking = (Participant("actor", f"act-{a}", ends[a]), Participant("recipient", f"act-{b}", ends[b]))
            mentions.append(
                EventMention(
                    f"men-{number}-{order}", key, TYPES[event % len(TYPES)], None, (), verb, spans[verb], whole,
                    "happened", taking, None, Interval("2025-03-03", "2025-03-03"),
                    Place(place, None, None, None, spans[place]), (said[-1].id,), (), whole,
                )
            )  # fmt: skip
            parts.append(text)
            at += len(text) + 2
        text, day = "\n\n".join(parts), self._day()
        outlet = OutletName(self.outlets[self._often(len(self.outlets))], None)
        blocks, start = [], 0
        for part in parts:
            blocks.append(Block(start, start + len(part), "body"))
            start += len(part) + 2
        report = Report(
            key, document, 0, len(text), parts[0][:70], outlet, None, (), None, "en",
            Published(day, day, "stated"), tuple(blocks),
        )  # fmt: skip
        labels = (Label(people[0].actor, f"veteran {VERBS[number % 10]} hand", key, people[0].span, "outlet"),)
        reading = Reading(key, (), tuple(people), tuple(said), tuple(mentions), (), labels, ())
        return Document(document, f"{key}.txt", "text/plain", "0" * 64, text), report, reading

    def _event(self, number: int, told: list[int], disputes: tuple[str, ...]) -> Event:
        a, b = self._often(len(self.names)), self._often(len(self.names))
        status, day, place = self.draw.choice(STATUSES), self._day(), self.places[number % len(self.places)]
        reports = tuple(f"rep-{n}" for n in told)
        hop = Hop(self.names[b], f"act-{b}", True, 1, None, Span(f"doc-{told[0]}", 0, 5)) if told else None
        origins = (Origin(hop.name, hop.actor, True, (hop,), reports),) if hop else ()
        title = f"{TYPES[number % len(TYPES)].capitalize()}: {self.names[a]} and {self.names[b]} in {place}"
        mentions = tuple(f"men-{n}-{o}" for n in told for o in range(min(2, self.parts)))
        low = min(len(reports), self.draw.randint(1, 3))
        return Event(
            f"evt-{self.first_event + number}", title, TYPES[number % len(TYPES)], None, status,
            tuple(EventParticipant(f"act-{n}", r, 1) for n, r in ((a, "actor"), (b, "recipient"))), Interval(day, day),
            (Place(place, None, *self.at[number % len(self.places)], Span(f"doc-{told[0]}", 0, 5)),) if told else (),
            reports, mentions, origins,
            Bounds(low, low + 1, "drawn at random"), disputes, lead=Span(f"doc-{told[0]}", 0, 90) if told else None,
        )  # fmt: skip

    def _discrepancy(self, number: int, told: list[int]) -> Discrepancy:
        values = tuple(DiscrepancyValue(f"{n} people", (Span(f"doc-{n}", 0, 40),), ()) for n in told[:3])
        key = self.first_event + number
        return Discrepancy(f"dis-{key}", f"evt-{key}", "quantity", values, "Reports give different numbers.")

    def _reuse(self, number: int) -> Reuse:
        return Reuse(f"rep-{number}", f"rep-{number + 1}", 0.4, 0.5, "a", None, False, (Span(f"doc-{number}", 0, 40),))

    def _stories(self) -> tuple[Story, ...]:
        size, first = 10, self.first_report // 10
        return tuple(
            Story(
                f"sto-{n}", f"Story of {self.names[n % len(self.names)]}",
                tuple(f"rep-{r}" for r in range(n * size, (n + 1) * size)),
                tuple(f"evt-{e}" for e in range(n * 2, n * 2 + 2)), self._day(), "2025-12-30",
            )
            for n in range(first, first + self.reports // size)
        )  # fmt: skip


def write_record(path: Path, events: int, chunks: int = 1, parts: int = 5) -> None:
    """The generated record as a file."""
    with open_store(path, create=True) as store:
        for chunk in range(chunks):
            record = Generator(events, chunk, parts).make()
            index = make_index(record)
            store.add(Batch(record.documents, record.reports, record.readings, ()))
            if chunk:
                store.in_one_step(lambda r=record, i=index, n=chunk * events: _append(store, r, i, n))
            else:
                items, sentences = record_items(record), record_sentences(record)
                store.replace_derived("x", items, sentences, lambda s, i=index: keep_index(s, i))
            if chunks > 1:
                print(f"part {chunk + 1} of {chunks}", flush=True)


def _append(store: Store, record: Record, index: Index, before: int) -> None:
    """One more part behind what is there: its events are numbered on, actors that are known stay as they are."""
    execute = store.connection.executemany
    encode = msgspec.json.encode
    items = ((kind, key, title, encode(each).decode()) for kind, key, title, each in record_items(record))
    execute("INSERT OR IGNORE INTO item VALUES (?,?,?,?)", items)
    execute("INSERT INTO sentence VALUES (?,?,?,?)", record_sentences(record))
    for table, rows in index.rows.items():
        if table == "event_row":
            numbered = [(row[0] + before, *row[1:]) for row in rows]
        elif table == "facet":
            numbered = [(*row[:2], row[2] + before) for row in rows]
        elif table == "reuse_row":
            numbered = [(f"{before:08}-{row[0]}", *row[1:]) for row in rows]
        else:
            numbered = list(rows)
        if not numbered:
            continue
        marks = ",".join("?" * len(numbered[0]))
        execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", numbered)
    execute("INSERT INTO event_words (rowid, words) VALUES (?,?)", [(n + before, words) for n, words in index.words])
    keep_counts(store)


def addresses(events: int, each: int) -> Iterator[tuple[str, list[str]]]:
    """The kinds of pages, each with the addresses that are measured."""
    generator, draw = Generator(events), random.Random(11)
    numbers = [0, *(draw.randrange(events) for _ in range(each - 1))]
    people = [generator.names[n % len(generator.names)] for n in numbers]
    outlets = [generator.outlets[n % len(generator.outlets)] for n in numbers]
    yield "home", ["/"] * each
    yield "search, no words", [f"/search?page={n % 30 + 1}" for n in range(each)]
    yield "search, words", ["/search?" + urlencode({"q": name}) for name in people]
    yield (
        "search, facets",
        [f"/search?actor=act-{n % 200}&status=happened&origins=several&order=newest" for n in numbers],
    )
    yield "story", [f"/story/sto-{n % (events // 2)}" for n in numbers]
    yield "event", [f"/event/evt-{n}" for n in numbers]
    yield "event, most told", [f"/event/evt-{n}" for n in range(each)]
    yield "actor", [f"/actor/act-{n % len(generator.names)}" for n in numbers]
    yield "actor, most told of", [f"/actor/act-{n}" for n in range(each)]
    yield "outlet", ["/outlet?" + urlencode({"name": name}) for name in outlets]
    yield "report", [f"/report/rep-{n * 5}" for n in numbers]
    yield "compare", [f"/compare?a=rep-{n * 5}&b=rep-{n * 5 + 1}" for n in numbers]
    yield "timeline", [f"/timeline?since=2025-{n % 12 + 1:02}&until=2025-{n % 12 + 1:02}-31" for n in range(each)]
    yield "network", [f"/network?since=2025-{n % 12 + 1:02}" for n in range(each)]
    yield "map", [f"/map?since=2025-{n % 12 + 1:02}" for n in range(each)]
    yield "disagreements", [f"/disagreements?page={n % 30 + 1}" for n in range(each)]
    yield "trace", ["/trace?" + urlencode({"q": f"{name} met ministers on Monday"}) for name in people]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, default=10_000)
    options.add_argument("--each", type=int, default=20)
    options.add_argument("--chunks", type=int, default=1)
    options.add_argument("--parts", type=int, default=5, help="paragraphs of a report")
    options.add_argument("--record", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.record or Path(folder) / "pages.db"
        if not path.exists():
            begun = time.perf_counter()
            write_record(path, asked.events, asked.chunks, asked.parts)
            print(f"generated in {time.perf_counter() - begun:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        client = TestClient(make_application(path), base_url="http://localhost")
        client.get("/trace?q=warm")  # the first trace loads the language model
        print(f"{'page':22}{'median':>9}{'95 %':>9}{'KB':>8}")
        for kind, wanted in addresses(asked.events, asked.each):
            print(_measure(client, kind, wanted))


def _measure(client: TestClient, kind: str, wanted: list[str]) -> str:
    times, size = [], 0
    for address in wanted:
        begun = time.perf_counter()
        response = client.get(address)
        times.append(1000 * (time.perf_counter() - begun))
        size = max(size, len(response.content))
        assert response.status_code == 200, (address, response.status_code)
    worst = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return f"{kind:22}{statistics.median(times):9.0f}{worst:9.0f}{size / 1000:8.0f}"


if __name__ == "__main__":
    main()
