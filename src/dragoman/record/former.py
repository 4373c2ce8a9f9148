"""Addresses that last: the id that an event had before its mentions changed leads to the event of now."""

from dragoman.datamodel import Event
from dragoman.record.store import Store


def find_present(store: Store, key: str) -> str | None:
    """The event that now holds the first mention of a former one; None for an id that never was."""
    row = store.connection.execute("SELECT mention, reports FROM former_event WHERE event = ?", (key,)).fetchone()
    if row is None:
        return None
    mention, reports = row
    query = (
        "SELECT DISTINCT event_row.event FROM json_each(?) JOIN facet ON facet.name = 'report' "
        "AND facet.value = json_each.value JOIN event_row ON event_row.number = facet.number ORDER BY 1"
    )
    near = [found[0] for found in store.connection.execute(query, (reports,))]
    return next((e.id for e in store.items_of("event", near, Event) if mention in e.mentions), None)
