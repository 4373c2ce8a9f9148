-- Tables for listings and search; the next reading, or `dragoman serve`, fills them.
-- What listings, search and facets read, so that no page needs the whole record. Read by record/queries.py.
CREATE TABLE event_row (
    number INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, type TEXT NOT NULL, mode TEXT, status TEXT NOT NULL,
    title TEXT NOT NULL, earliest TEXT, latest TEXT, reports INTEGER NOT NULL, mentions INTEGER NOT NULL,
    origins INTEGER NOT NULL, at_least INTEGER NOT NULL, at_most INTEGER NOT NULL, disputes INTEGER NOT NULL
);
CREATE INDEX event_row_day ON event_row (earliest);

CREATE TABLE facet (  -- name: actor, outlet, place, report, source, story
    name TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (name, value, number)
) WITHOUT ROWID;
CREATE INDEX facet_number ON facet (number, name);

CREATE TABLE report_row (
    report TEXT PRIMARY KEY, document TEXT NOT NULL, outlet TEXT NOT NULL, headline TEXT NOT NULL, earliest TEXT,
    latest TEXT, story TEXT
) WITHOUT ROWID;
CREATE INDEX report_row_outlet ON report_row (outlet, earliest);

CREATE TABLE actor_row (
    actor TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, mentions INTEGER NOT NULL, events INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX actor_row_rank ON actor_row (mentions DESC, name);

CREATE TABLE appears (actor TEXT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (actor, report)) WITHOUT ROWID;

CREATE VIRTUAL TABLE event_words USING fts5(words, tokenize = "porter unicode61 remove_diacritics 2");
