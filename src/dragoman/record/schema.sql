-- The record, version 6. Read by record/store.py.
-- Kept: document, report, reading, problem, judgement, former_event. All else is derived from them and replaced as a whole.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE document (
    id TEXT PRIMARY KEY, uri TEXT NOT NULL, media_type TEXT NOT NULL, sha256 TEXT NOT NULL, text TEXT NOT NULL,
    facts TEXT NOT NULL, blocks TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE report (  -- as read, each seen alone
    id TEXT PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id), headline TEXT, outlet TEXT, language TEXT,
    payload TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX report_document ON report (document);

CREATE TABLE reading (report TEXT PRIMARY KEY REFERENCES report (id), payload TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE problem (
    input TEXT NOT NULL, stage TEXT NOT NULL, what TEXT NOT NULL, place TEXT NOT NULL, remedy TEXT,
    PRIMARY KEY (input, stage, what, place)
) WITHOUT ROWID;

CREATE TABLE judgement (  -- what a person decided; every rebuild keeps it
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, object TEXT, note TEXT
) WITHOUT ROWID;

CREATE TABLE former_event (  -- an id that an event had before; its first mention leads to the event of now
    event TEXT PRIMARY KEY, mention TEXT NOT NULL, reports TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE meaning (opening TEXT PRIMARY KEY, vectors BLOB NOT NULL) WITHOUT ROWID;  -- what an encoder made of words

-- ---- derived ----
CREATE TABLE item (  -- one row a record of the export: report, reading, actor, event, story, discrepancy, reuse, …
    kind TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, payload TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE sentence USING fts5 (  -- what `trace` searches
    text, report UNINDEXED, start UNINDEXED, finish UNINDEXED, tokenize = "porter unicode61 remove_diacritics 2"
);

-- What listings, search and facets read, so that no page needs the whole record. Read by record/queries.py.
-- What refers to what is told for those who look at the tables; it is not enforced.
CREATE TABLE event_row (
    number INTEGER PRIMARY KEY, event TEXT NOT NULL UNIQUE, type TEXT NOT NULL, mode TEXT, status TEXT NOT NULL,
    title TEXT NOT NULL, earliest TEXT, latest TEXT, reports INTEGER NOT NULL, mentions INTEGER NOT NULL,
    origins INTEGER NOT NULL, at_least INTEGER NOT NULL, at_most INTEGER NOT NULL, disputes INTEGER NOT NULL
);
CREATE INDEX event_row_day ON event_row (earliest);

CREATE TABLE facet (  -- name: actor, outlet, place, report, source, story
    name TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL REFERENCES event_row (number),
    PRIMARY KEY (name, value, number)
) WITHOUT ROWID;
CREATE INDEX facet_number ON facet (number, name);

CREATE TABLE report_row (
    report TEXT PRIMARY KEY, document TEXT NOT NULL, outlet TEXT NOT NULL, headline TEXT NOT NULL, earliest TEXT,
    latest TEXT, story TEXT REFERENCES story_row (story)
) WITHOUT ROWID;
CREATE INDEX report_row_outlet ON report_row (outlet, earliest);

CREATE TABLE actor_row (
    actor TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, mentions INTEGER NOT NULL, events INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX actor_row_rank ON actor_row (mentions DESC, name);

CREATE TABLE appears (
    actor TEXT NOT NULL REFERENCES actor_row (actor), report TEXT NOT NULL REFERENCES report_row (report),
    PRIMARY KEY (actor, report)
) WITHOUT ROWID;

CREATE TABLE story_row (
    story TEXT PRIMARY KEY, title TEXT NOT NULL, earliest TEXT, latest TEXT, reports INTEGER NOT NULL,
    outlets INTEGER NOT NULL, events INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX story_row_day ON story_row (latest);

CREATE TABLE label_row (  -- what an outlet calls an actor, in its own voice or quoted, with the first place
    actor TEXT NOT NULL REFERENCES actor_row (actor), outlet TEXT NOT NULL, label TEXT NOT NULL, voice TEXT NOT NULL,
    times INTEGER NOT NULL, report TEXT NOT NULL REFERENCES report_row (report), start INTEGER NOT NULL,
    finish INTEGER NOT NULL, PRIMARY KEY (actor, outlet, label, voice)
) WITHOUT ROWID;
CREATE INDEX label_row_outlet ON label_row (outlet, times);

CREATE TABLE cited_row (  -- whom an outlet cites, with the first place
    outlet TEXT NOT NULL, name TEXT NOT NULL, named INTEGER NOT NULL, medium INTEGER NOT NULL,
    actor TEXT REFERENCES actor_row (actor), times INTEGER NOT NULL,
    report TEXT NOT NULL REFERENCES report_row (report), start INTEGER NOT NULL, finish INTEGER NOT NULL,
    PRIMARY KEY (outlet, name, named, medium)
) WITHOUT ROWID;

CREATE TABLE reuse_row (
    item TEXT PRIMARY KEY, a TEXT NOT NULL REFERENCES report_row (report),
    b TEXT NOT NULL REFERENCES report_row (report), outlet_a TEXT NOT NULL, outlet_b TEXT NOT NULL,
    source TEXT NOT NULL, agency TEXT, share_a REAL NOT NULL, share_b REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX reuse_row_a ON reuse_row (a);
CREATE INDEX reuse_row_b ON reuse_row (b);
CREATE INDEX reuse_row_outlet_a ON reuse_row (outlet_a);
CREATE INDEX reuse_row_outlet_b ON reuse_row (outlet_b);

CREATE TABLE altered (event TEXT NOT NULL REFERENCES event_row (event), item TEXT NOT NULL, PRIMARY KEY (event, item)) WITHOUT ROWID;

CREATE VIRTUAL TABLE event_words USING fts5(words, tokenize = "porter unicode61 remove_diacritics 2");

-- By what a report that is added finds its neighbours. Kept of large records alone; read by record/bearings.py.
CREATE TABLE near_word (  -- the weightiest words of each report, with its day; 0 where it has none
    word TEXT NOT NULL, day INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY (word, day, report)
) WITHOUT ROWID;

CREATE TABLE near_report (  -- its words and their weights; by which it tells its events, which of these are rare
    report TEXT PRIMARY KEY, words TEXT NOT NULL, told TEXT NOT NULL, rare TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE word_spread (  -- in how many reports a word stands; kind: text, event
    kind TEXT NOT NULL, word TEXT NOT NULL, reports INTEGER NOT NULL, PRIMARY KEY (kind, word)
) WITHOUT ROWID;

CREATE TABLE actor_name (name TEXT NOT NULL, actor TEXT NOT NULL, PRIMARY KEY (name, actor)) WITHOUT ROWID;

CREATE TABLE actor_side (actor TEXT NOT NULL, side TEXT NOT NULL, PRIMARY KEY (actor, side)) WITHOUT ROWID;

CREATE TABLE apart (  -- `event` tells of `other` that it was kept apart
    other TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (other, event)
) WITHOUT ROWID;
