// watchfloor.db, version 5: runs of runbooks, the texts they are pinned to, and every attempt at a step, written before it
// is made.
export const runs = `
ALTER TABLE journal ADD COLUMN run_id TEXT;

-- What was pinned: the canonical JSON of a runbook by its hash, with the text of its file.
CREATE TABLE runbook_text (
  hash TEXT PRIMARY KEY,                  -- SHA-256, hex, of the canonical JSON
  runbook_id TEXT NOT NULL,
  runbook TEXT NOT NULL,                  -- canonical JSON
  source TEXT NOT NULL,                   -- the file as it was
  first_used_at INTEGER NOT NULL
) STRICT;

CREATE TABLE run (
  id TEXT PRIMARY KEY,
  runbook_id TEXT NOT NULL,
  hash TEXT NOT NULL REFERENCES runbook_text(hash),
  mode TEXT NOT NULL,                     -- live, dry, instruct
  started_at INTEGER NOT NULL,
  ended_at INTEGER,                       -- NULL while it goes on
  outcome TEXT,
  incident_id TEXT,
  problem_id TEXT,
  rev INTEGER NOT NULL,
  run TEXT NOT NULL                       -- JSON: the run without its attempts
) STRICT;
CREATE INDEX run_going_on ON run(started_at) WHERE ended_at IS NULL;
CREATE INDEX run_ended ON run(ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX run_of_runbook ON run(runbook_id, started_at);
CREATE INDEX run_of_incident ON run(incident_id) WHERE incident_id IS NOT NULL;
CREATE TRIGGER run_never_forgets BEFORE DELETE ON run
BEGIN SELECT RAISE(ABORT, 'a run is never deleted'); END;

-- An attempt is committed before anything is started; its end after. One without an end at a start was interrupted.
CREATE TABLE run_attempt (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES run(id),
  path TEXT NOT NULL,
  n INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  attempt TEXT NOT NULL,                  -- JSON: Attempt
  UNIQUE (run_id, path, n)
) STRICT;
CREATE INDEX run_attempt_open ON run_attempt(run_id) WHERE ended_at IS NULL;
CREATE TRIGGER run_attempt_once BEFORE UPDATE ON run_attempt
WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'how an attempt ended is written once'); END;
CREATE TRIGGER run_attempt_never_forgets BEFORE DELETE ON run_attempt
BEGIN SELECT RAISE(ABORT, 'an attempt is never deleted'); END;
`;
