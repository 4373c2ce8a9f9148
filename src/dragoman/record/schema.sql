-- The record, version 1. Read by record/store.py.
-- Kept: document, report, reading, problem, judgement. All else is derived from them and replaced as a whole.

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

-- ---- derived ----
CREATE TABLE item (  -- one row a record of the export: report, reading, actor, event, story, discrepancy, reuse, …
    kind TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, payload TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE sentence USING fts5 (  -- what `trace` searches
    text, report UNINDEXED, start UNINDEXED, finish UNINDEXED, tokenize = "porter unicode61 remove_diacritics 2"
);
