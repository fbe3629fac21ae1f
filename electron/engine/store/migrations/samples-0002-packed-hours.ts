// samples.db, version 2: closed hours packed (store/sample-hours.ts). `sample` stays and holds what is not packed yet: the
// running hour, and in a file of version 1 all that came before, until it has been packed in slices.
// An id below is ref * 2^24 + hour since 1970: one series lies together, in the order of time.
export const packedHours = `
CREATE TABLE series (
  ref INTEGER PRIMARY KEY,
  check_ref INTEGER NOT NULL,
  metric TEXT NOT NULL,
  unit TEXT NOT NULL,
  nth INTEGER NOT NULL,                   -- 0; more when a result names the same metric again
  UNIQUE (check_ref, metric, unit, nth)
) STRICT;

-- Roll-ups, kept for years.
CREATE TABLE check_hour (
  id INTEGER PRIMARY KEY,                 -- of a check
  count INTEGER NOT NULL,
  worst INTEGER NOT NULL,                 -- ok < warning < unknown < critical, as 0, 1, 3, 2
  ok_ms INTEGER NOT NULL,
  warning_ms INTEGER NOT NULL,
  critical_ms INTEGER NOT NULL,
  unknown_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE series_hour (
  id INTEGER PRIMARY KEY,                 -- of a series
  count INTEGER NOT NULL,                 -- of finite figures; the others of them too
  min REAL,
  max REAL,
  sum REAL,
  last REAL
) STRICT;

-- Values, kept for months.
CREATE TABLE check_values (
  id INTEGER PRIMARY KEY,
  packed BLOB NOT NULL                    -- times, metric sets, statuses, lateness, durations
) STRICT;

CREATE TABLE series_values (
  id INTEGER PRIMARY KEY,
  packed BLOB NOT NULL
) STRICT;
`;
