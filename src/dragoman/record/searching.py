"""Which paragraphs of a record hold some words: what `trace` looks through."""

from collections.abc import Sequence

from dragoman.record.store import Store

_COMMON = 10_000  # paragraphs; a word that stands in as many tells little


def search_sentences(store: Store, words: Sequence[str], most: int) -> list[tuple[str, str, int, int]]:
    """The paragraphs that hold most of the words: (text, report, start, end), best first (BM25).

    In a big record the words that stand everywhere find nothing of their own.
    """
    spread = {w: _stands_in(store, w) for w in words}
    known = [w for w in words if spread[w]]
    telling = [w for w in known if spread[w] < _COMMON]
    phrase = " OR ".join(map(_quoted, telling)) or " AND ".join(map(_quoted, known))
    if not phrase:
        return []
    query = (
        "SELECT text, report, start, finish FROM sentence JOIN "
        "(SELECT rowid AS found, rank AS score FROM sentence WHERE sentence MATCH ? ORDER BY rank, rowid LIMIT ?) "
        "ON sentence.rowid = found ORDER BY score, report, start"
    )
    return list(store.connection.execute(query, (phrase, most)))


def _stands_in(store: Store, word: str) -> int:
    """In how many paragraphs a word stands; not counted on beyond what is common."""
    query = "SELECT count(*) FROM (SELECT 1 FROM sentence WHERE sentence MATCH ? LIMIT ?)"
    return int(store.connection.execute(query, (_quoted(word), _COMMON)).fetchone()[0])


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
