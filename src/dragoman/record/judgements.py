"""A person's own word in the record: what they decided, and the actors of their lists. Kept; never derived."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from dragoman.datamodel import Judgement, Judgements, KnownActor
from dragoman.record.store import Store

_KNOWN = "known-actor"


@dataclass(frozen=True, slots=True)
class ImportedList:
    """A list of actors as it was imported: its name, and how many actors it gave."""

    id: str
    name: str
    actors: int


def kept_judgements(store: Store) -> Judgements:
    """All of them: decisions in the order in which they were made, known actors by id."""
    rows = store.connection.execute("SELECT kind, subject FROM judgement ORDER BY id").fetchall()
    decided = tuple(msgspec.json.decode(subject, type=Judgement) for kind, subject in rows if kind != _KNOWN)
    known = tuple(msgspec.json.decode(subject, type=KnownActor) for kind, subject in rows if kind == _KNOWN)
    return Judgements(decided, known)


def keep_judgement(store: Store, judgement: Judgement) -> Judgement:
    """Add a decision after all that were made before; returns it with its id."""
    ids = [row[0] for row in store.connection.execute("SELECT id FROM judgement WHERE kind <> ?", (_KNOWN,))]
    number = 1 + max((int(i.split("-")[1]) for i in ids), default=0)
    content = msgspec.json.encode(replace(judgement, id=""))
    kept = replace(judgement, id=f"j-{number:06}-{hashlib.sha256(content).hexdigest()[:8]}")
    row = (kept.id, kept.kind, msgspec.json.encode(kept).decode(), None, kept.note)
    store.change("INSERT INTO judgement VALUES (?,?,?,?,?)", [row])
    return kept


def keep_known(store: Store, actors: Iterable[KnownActor]) -> None:
    """Add the actors of a list; those that are there already stay as they are."""
    rows = ((f"k-{a.id}", _KNOWN, msgspec.json.encode(a).decode(), a.source, None) for a in actors)
    store.change("INSERT OR REPLACE INTO judgement VALUES (?,?,?,?,?)", rows)


def imported_lists(store: Store) -> Sequence[ImportedList]:
    """Every list whose actors are kept, by name."""
    query = "SELECT object, count(*) FROM judgement WHERE kind = ? GROUP BY object ORDER BY object"
    return [ImportedList(f"list:{name}", name, count) for name, count in store.connection.execute(query, (_KNOWN,))]


def take_back(store: Store, key: str) -> int:
    """Forget a decision by its id, or a list by "list:" and its name; returns how many rows went."""
    if key.startswith("list:"):
        return store.change("DELETE FROM judgement WHERE kind = ? AND object = ?", [(_KNOWN, key[5:])])
    return store.change("DELETE FROM judgement WHERE kind <> ? AND id = ?", [(_KNOWN, key)])
