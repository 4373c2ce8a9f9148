-- Tables for the pages of stories, actors and outlets; emptied here, so that `dragoman serve` fills all of them.
DELETE FROM event_row;

CREATE TABLE story_row (
    story TEXT PRIMARY KEY, title TEXT NOT NULL, earliest TEXT, latest TEXT, reports INTEGER NOT NULL,
    outlets INTEGER NOT NULL, events INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX story_row_day ON story_row (latest);

CREATE TABLE label_row (  -- what an outlet calls an actor, in its own voice or quoted, with the first place
    actor TEXT NOT NULL, outlet TEXT NOT NULL, label TEXT NOT NULL, voice TEXT NOT NULL, times INTEGER NOT NULL,
    report TEXT NOT NULL, start INTEGER NOT NULL, finish INTEGER NOT NULL, PRIMARY KEY (actor, outlet, label, voice)
) WITHOUT ROWID;
CREATE INDEX label_row_outlet ON label_row (outlet, times);

CREATE TABLE cited_row (  -- whom an outlet cites, with the first place
    outlet TEXT NOT NULL, name TEXT NOT NULL, named INTEGER NOT NULL, medium INTEGER NOT NULL, actor TEXT,
    times INTEGER NOT NULL, report TEXT NOT NULL, start INTEGER NOT NULL, finish INTEGER NOT NULL,
    PRIMARY KEY (outlet, name, named, medium)
) WITHOUT ROWID;

CREATE TABLE reuse_row (
    item TEXT PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, outlet_a TEXT NOT NULL, outlet_b TEXT NOT NULL,
    source TEXT NOT NULL, agency TEXT, share_a REAL NOT NULL, share_b REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX reuse_row_a ON reuse_row (a);
CREATE INDEX reuse_row_b ON reuse_row (b);
CREATE INDEX reuse_row_outlet_a ON reuse_row (outlet_a);
CREATE INDEX reuse_row_outlet_b ON reuse_row (outlet_b);

CREATE TABLE altered (event TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (event, item)) WITHOUT ROWID;
