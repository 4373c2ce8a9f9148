-- Events keep the sentence that tells most of them; the next reading derives them anew.
DELETE FROM meta WHERE key = 'derived_from';
-- Ids of events that were derived once lead to the event that now holds their first mention.
CREATE TABLE IF NOT EXISTS former_event (event TEXT PRIMARY KEY, mention TEXT NOT NULL, reports TEXT NOT NULL) WITHOUT ROWID;
