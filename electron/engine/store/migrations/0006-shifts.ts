// watchfloor.db, version 6: planned shifts, who sits at which desk and by which PIN, hand-overs, reports that schedules made.
export const shifts = `
CREATE TABLE shift_plan (
  id TEXT PRIMARY KEY,
  name_key TEXT NOT NULL UNIQUE,
  planned_at INTEGER NOT NULL,            -- first
  plan TEXT NOT NULL                      -- JSON: ShiftPlan
) STRICT;

-- Plans as they were before they were changed or removed: shifts that are over stay as they were planned.
CREATE TABLE shift_plan_before (
  nth INTEGER PRIMARY KEY,
  plan_id TEXT NOT NULL,
  planned_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  plan TEXT NOT NULL                      -- JSON: ShiftPlan
) STRICT;

-- What removed people were called: shifts that were name them.
CREATE TABLE person_before (
  person_id TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE person_pin (
  person_id TEXT PRIMARY KEY,
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,                     -- scrypt
  set_at INTEGER NOT NULL
) STRICT;

-- Who acts in place of a user of the operating system.
CREATE TABLE desk (
  user TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT;

CREATE TABLE handoff (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER,                       -- NULL while it is written or signed
  shift_from INTEGER NOT NULL,
  shift_to INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  summary TEXT NOT NULL,                  -- JSON: HandoffSummary, for lists: a whole one has a briefing in it
  handoff TEXT NOT NULL                   -- JSON: Handoff
) STRICT;
CREATE INDEX handoff_open ON handoff(created_at) WHERE ended_at IS NULL;
CREATE INDEX handoff_by_time ON handoff(created_at);
CREATE TRIGGER handoff_never_forgets BEFORE DELETE ON handoff
BEGIN SELECT RAISE(ABORT, 'a hand-over is never deleted'); END;
CREATE TRIGGER handoff_once_signed BEFORE UPDATE ON handoff
WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a hand-over that was signed or declined stays as it is'); END;

CREATE TABLE made_report (
  id TEXT PRIMARY KEY,
  schedule_id TEXT NOT NULL,
  period_from INTEGER NOT NULL,
  period_to INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL,                    -- waiting, delivered, failed
  report TEXT NOT NULL,                   -- JSON: MadeReport
  UNIQUE (schedule_id, period_from, period_to)
) STRICT;
CREATE INDEX made_report_by_time ON made_report(made_at);
CREATE INDEX made_report_waiting ON made_report(made_at) WHERE state = 'waiting';

-- A review reads a stretch by when things happened; the kind is in it so that most of what it leaves out is not looked at.
CREATE INDEX journal_time ON journal(occurred_at, kind);
`;
