"""Readings and texts of a large record, read from it when they are asked for: they would not all fit into memory."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dragoman.datamodel import Reading, Report
from dragoman.linking.link import IN_MEMORY
from dragoman.linking.on_demand import OnDemand, at_hand
from dragoman.record.store import Store

_TEXTS_AT_HAND = 4096

Inputs = tuple[Sequence[Report], Mapping[str, str], Sequence[Reading]]


def linking_inputs(store: Store) -> Inputs:
    """What linking asks for: reports, texts and readings, in order of the reports."""
    reports = store.reports_as_read()
    if len(reports) <= IN_MEMORY:
        return reports, {d.id: d.text for d in store.documents()}, store.readings_as_read()
    return reports, StoredTexts(store), StoredReadings(store)


class StoredReadings(OnDemand[Reading]):
    """Every reading as read, by report."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reports = [row[0] for row in store.connection.execute("SELECT report FROM reading ORDER BY report")]
        self._decoder = msgspec.json.Decoder(Reading)

    def make(self, at: int) -> Reading:
        """The reading at a place."""
        query = "SELECT payload FROM reading WHERE report = ?"
        return self._decoder.decode(self._store.connection.execute(query, (self._reports[at],)).fetchone()[0])

    def __len__(self) -> int:
        return len(self._reports)

    def __iter__(self) -> Iterator[Reading]:
        for row in self._store.connection.execute("SELECT payload FROM reading ORDER BY report"):
            yield self._decoder.decode(row[0])


class StoredTexts(Mapping[str, str]):
    """The texts of all documents, by id."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ids = dict.fromkeys(row[0] for row in store.connection.execute("SELECT id FROM document ORDER BY id"))
        self._text = at_hand(self._read, _TEXTS_AT_HAND)

    def __getitem__(self, document: str) -> str:
        return self._text(document)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def _read(self, document: str) -> str:
        row = self._store.connection.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
        if row is None:
            raise KeyError(document)
        return str(row[0])
