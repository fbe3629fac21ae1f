// watchfloor.db, version 1: what operators entered, what was decided, what happened.
// Migrations are never edited after a release: a change is a new file with the next number.
export const firstLight = `
CREATE TABLE host (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,          -- the name as it is compared: NFKC, lower case
  address TEXT NOT NULL,
  site TEXT NOT NULL,
  role TEXT NOT NULL,
  tags TEXT NOT NULL,                     -- JSON: string[]
  parents TEXT NOT NULL,                  -- JSON: ParentLink[]
  notes TEXT NOT NULL
) STRICT;

CREATE TABLE host_check (
  id TEXT PRIMARY KEY,
  host_id TEXT NOT NULL REFERENCES host(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  alive INTEGER NOT NULL,
  config TEXT NOT NULL,                   -- JSON, parsed by the probe kind
  policy TEXT NOT NULL                    -- JSON
) STRICT;
CREATE INDEX host_check_host ON host_check(host_id);

CREATE TABLE check_state (
  check_id TEXT PRIMARY KEY REFERENCES host_check(id) ON DELETE CASCADE,
  state TEXT NOT NULL,                    -- JSON: CheckState
  memory TEXT NOT NULL,                   -- JSON: what the state machine carries from result to result
  status TEXT GENERATED ALWAYS AS (json_extract(state, '$.status')) VIRTUAL,
  hard_status TEXT GENERATED ALWAYS AS (json_extract(state, '$.hardStatus')) VIRTUAL,
  hard_since INTEGER GENERATED ALWAYS AS (json_extract(state, '$.hardSince')) VIRTUAL
) STRICT;

CREATE TABLE host_state (
  host_id TEXT PRIMARY KEY REFERENCES host(id) ON DELETE CASCADE,
  state TEXT NOT NULL,                    -- JSON: HostState
  reach TEXT GENERATED ALWAYS AS (json_extract(state, '$.reach')) VIRTUAL
) STRICT;

CREATE TABLE problem (
  id TEXT PRIMARY KEY,
  host_id TEXT NOT NULL REFERENCES host(id) ON DELETE CASCADE,
  check_id TEXT NOT NULL REFERENCES host_check(id) ON DELETE CASCADE,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,                      -- NULL while open
  problem TEXT NOT NULL                   -- JSON: Problem
) STRICT;
CREATE INDEX problem_open ON problem(opened_at) WHERE closed_at IS NULL;
CREATE INDEX problem_host ON problem(host_id);
CREATE INDEX problem_check ON problem(check_id);

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  actor TEXT NOT NULL,                    -- JSON
  host_id TEXT,                           -- no foreign key: history outlives what it is about
  check_id TEXT,
  problem_id TEXT,
  text TEXT NOT NULL,
  data TEXT NOT NULL,                     -- JSON
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
-- The rowid (seq) is part of every index: these serve "newest first" too.
CREATE INDEX journal_host ON journal(host_id) WHERE host_id IS NOT NULL;
CREATE INDEX journal_check ON journal(check_id) WHERE check_id IS NOT NULL;

CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: entries are never changed'); END;
CREATE TRIGGER journal_never_forgets BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: entries are never deleted'); END;
-- Stands in the way of REPLACE as well, whatever recursive_triggers is set to.
CREATE TRIGGER journal_in_order BEFORE INSERT ON journal
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
  OR NEW.prev_hash IS NOT coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), '${'0'.repeat(64)}')
  OR EXISTS (SELECT 1 FROM journal WHERE uuid = NEW.uuid)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only: an entry takes the next place in the chain'); END;

CREATE TABLE state_log (
  subject TEXT NOT NULL,                  -- 'host:<id>' or 'check:<id>'; outlives the host
  at INTEGER NOT NULL,
  status TEXT NOT NULL,
  previous TEXT,
  PRIMARY KEY (subject, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE watch_gap (
  id INTEGER PRIMARY KEY,
  reason TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER                           -- NULL while it lasts
) STRICT;
CREATE INDEX watch_gap_open ON watch_gap(reason) WHERE to_at IS NULL;
CREATE INDEX watch_gap_from ON watch_gap(from_at);

CREATE TABLE heartbeat (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  alive_at INTEGER NOT NULL
) STRICT;

CREATE TABLE secret (
  id TEXT PRIMARY KEY,
  sealed BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL                     -- JSON
) STRICT;
`;
