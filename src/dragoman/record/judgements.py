"""A person's own word in the record: what they decided, and the actors of their lists. Kept; never derived."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from dragoman.datamodel import Actor, Judged, Judgement, Judgements, KnownActor, Reading
from dragoman.record.store import Store
from dragoman.resources.gazetteer import fold_name

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


def decided_in(store: Store, kinds: Sequence[str]) -> tuple[Judgement, ...]:
    """The decisions of some kinds, in the order in which they were made."""
    marks = ",".join("?" * len(kinds))
    query = f"SELECT subject FROM judgement WHERE kind IN ({marks}) ORDER BY id"  # noqa: S608 (question marks)
    return tuple(msgspec.json.decode(row[0], type=Judgement) for row in store.connection.execute(query, list(kinds)))


def remarks_on(store: Store, members: Iterable[str]) -> tuple[Judgement, ...]:
    """Notes and grades on an actor or event, known by its members."""
    own = set(members)
    return tuple(j for j in decided_in(store, ("note", "grade")) if not own.isdisjoint(j.of[0].members))


def judged_actor(readings: Iterable[Reading], actor: Actor) -> Judged:
    """How a judgement knows an actor again: by its local actors, its keys, its full names."""
    members = set(actor.members)
    held = [a for r in readings for a in r.actors if a.id in members]
    keys = {a.key for a in held if a.key}
    names = {fold_name(a.name) for a in held} if actor.type != "unnamed" else set()
    full = {n for n in names if " " in n} or names
    return Judged(actor.name, actor.members, tuple(sorted(keys)), tuple(sorted(full)))


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
