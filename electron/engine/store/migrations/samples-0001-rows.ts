// samples.db, version 1: measured figures of the running time as rows, and the last result of each check.
// Why two tables for one thing: sample-log.ts.
export const sampleRows = `
CREATE TABLE check_ref (
  ref INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: rows of a removed check go away later
  check_id TEXT UNIQUE,                   -- NULL: removed, its rows are being deleted
  settled_id INTEGER NOT NULL DEFAULT 0   -- its rows in sample_log up to this id are in sample
) STRICT;

CREATE TABLE metric_set (
  ref INTEGER PRIMARY KEY,
  metrics TEXT NOT NULL UNIQUE            -- JSON: [[name, unit], …] in the order of vals
) STRICT;

CREATE TABLE sample_log (
  id INTEGER PRIMARY KEY,
  prev INTEGER,                           -- the row before of the same check
  check_ref INTEGER NOT NULL,
  at INTEGER NOT NULL,
  late_ms REAL NOT NULL,
  duration_ms REAL NOT NULL,
  status INTEGER NOT NULL,                -- 0..3 as the plugin exit codes
  set_ref INTEGER NOT NULL,
  vals BLOB NOT NULL                      -- float64, little-endian; NaN: not measured
) STRICT;

CREATE TABLE sample (
  check_ref INTEGER NOT NULL,
  at INTEGER NOT NULL,
  late_ms REAL NOT NULL,
  duration_ms REAL NOT NULL,
  status INTEGER NOT NULL,
  set_ref INTEGER NOT NULL,
  vals BLOB NOT NULL,
  PRIMARY KEY (check_ref, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE last_result (
  check_ref INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  late_ms REAL NOT NULL,
  duration_ms REAL NOT NULL,
  status INTEGER NOT NULL,
  summary TEXT NOT NULL,
  detail TEXT,
  output TEXT,
  metrics TEXT NOT NULL                   -- JSON: Metric[] with thresholds
) STRICT;
`;
