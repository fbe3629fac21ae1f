// watchfloor.db, version 4: incidents, what entries of the journal concern them, and words and files that can be taken away
// again without tearing the chain.
export const incidents = `
ALTER TABLE journal ADD COLUMN incident_id TEXT;
ALTER TABLE journal ADD COLUMN corrects TEXT;     -- uuid of an entry

CREATE TABLE incident (
  id TEXT PRIMARY KEY,
  year INTEGER NOT NULL,                  -- UTC, of opened_at
  serial INTEGER NOT NULL,                -- 1, 2, 3 … of that year, without a hole
  status TEXT NOT NULL,
  severity INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  ended_at INTEGER,                       -- NULL while it is not closed or cancelled
  incident TEXT NOT NULL,                 -- JSON: Incident, without its clocks
  UNIQUE (year, serial)
) STRICT;
CREATE INDEX incident_standing ON incident(opened_at) WHERE ended_at IS NULL;
CREATE INDEX incident_ended ON incident(ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX incident_opened ON incident(opened_at);
CREATE TRIGGER incident_in_order BEFORE INSERT ON incident
WHEN NEW.serial IS NOT (SELECT coalesce(max(serial), 0) + 1 FROM incident WHERE year = NEW.year)
BEGIN SELECT RAISE(ABORT, 'the numbers of a year have no holes: an incident takes the next one'); END;
CREATE TRIGGER incident_never_forgets BEFORE DELETE ON incident
BEGIN SELECT RAISE(ABORT, 'an incident is never deleted: it is closed or cancelled'); END;

-- Which problems an incident ever had, also when they went over to another one: a policy opens none for what people have
-- dealt with already.
CREATE TABLE incident_problem (
  problem_id TEXT NOT NULL,
  incident_id TEXT NOT NULL,
  left_at INTEGER,                        -- the engine's clock when the incident ended with it
  PRIMARY KEY (problem_id, incident_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_problem_of ON incident_problem(incident_id);

-- Which entries of the journal an incident's timeline shows: an index over the one history, no second one. Written in the
-- transaction that writes the entry, and for older entries when a problem is added.
CREATE TABLE incident_entry (
  incident_id TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES journal(seq),
  kind TEXT NOT NULL,
  person TEXT,                            -- who; NULL: the engine
  host_id TEXT,
  pinned INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (incident_id, occurred_at, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_entry_seq ON incident_entry(seq);

-- What later entries say of an entry. As with the timelines: an index over the journal.
CREATE TABLE entry_mark (
  seq INTEGER PRIMARY KEY REFERENCES journal(seq),
  corrected_by INTEGER REFERENCES journal(seq),
  redacted_by INTEGER REFERENCES journal(seq)
) STRICT;

-- Words and files that entries name by their hash. 'content' is NULL when it was redacted.
CREATE TABLE payload (
  sha256 TEXT PRIMARY KEY,                -- hex, of salt and content
  salt BLOB NOT NULL,                     -- so that a redacted short text cannot be guessed from its hash
  bytes INTEGER NOT NULL,
  name TEXT,                              -- of a file
  type TEXT,                              -- of a file, by what is in it
  remark TEXT,                            -- of a file whose name lies about it
  created_at INTEGER NOT NULL,
  content BLOB
) STRICT;
CREATE TABLE payload_use (
  sha256 TEXT NOT NULL REFERENCES payload(sha256),
  incident_id TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES journal(seq),
  PRIMARY KEY (sha256, incident_id, seq)
) STRICT, WITHOUT ROWID;

-- Words of entries (rowid: seq) and of incidents (rowid: -(year * 10,000,000 + serial)). It keeps no text of its own: what
-- is found is read where it lies, and what was redacted there cannot be read here.
CREATE VIRTUAL TABLE timeline_search USING fts5(title, body, content='', contentless_delete=1,
  tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
`;
