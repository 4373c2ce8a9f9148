-- The next whole linking of a large record fills these.
-- By what a report that is added finds its neighbours. Kept of large records alone; read by record/bearings.py.
CREATE TABLE IF NOT EXISTS near_word (  -- the weightiest words of each report, with its day; 0 where it has none
    word TEXT NOT NULL, day INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY (word, day, report)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS near_report (  -- its words and their weights; by which it tells its events, which of these are rare
    report TEXT PRIMARY KEY, words TEXT NOT NULL, told TEXT NOT NULL, rare TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS word_spread (  -- in how many reports a word stands; kind: text, event
    kind TEXT NOT NULL, word TEXT NOT NULL, reports INTEGER NOT NULL, PRIMARY KEY (kind, word)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS actor_name (name TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (name, actor)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS actor_side (actor TEXT NOT NULL, side TEXT NOT NULL, PRIMARY KEY (actor, side)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS apart (  -- `event` tells of `other` that it was kept apart
    other TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (other, event)
) WITHOUT ROWID;
