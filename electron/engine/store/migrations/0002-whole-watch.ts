// watchfloor.db, version 2: the asset record and links of hosts, templates, named credentials, signs of life.
export const wholeWatch = `
ALTER TABLE host ADD COLUMN asset TEXT NOT NULL DEFAULT '{}';   -- JSON: AssetRecord
ALTER TABLE host ADD COLUMN links TEXT NOT NULL DEFAULT '[]';   -- JSON: HostLink[]
ALTER TABLE host_check ADD COLUMN template TEXT;                -- the template it came from; NULL: the host's own

CREATE TABLE template (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,          -- the name as it is compared: NFKC, lower case
  tag TEXT NOT NULL,
  checks TEXT NOT NULL                    -- JSON: NewCheck[], secrets as references
) STRICT;

CREATE TABLE credential (
  name_key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  about TEXT NOT NULL,
  secret_id TEXT NOT NULL,                -- in the table secret
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE beat (
  check_id TEXT PRIMARY KEY REFERENCES host_check(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  status TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
`;
