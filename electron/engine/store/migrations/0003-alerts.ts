// watchfloor.db, version 3: from states to people. Maintenance and mutes, ways and routes, alerts on their way, on call.
export const alerts = `
ALTER TABLE host_check ADD COLUMN depends_on TEXT NOT NULL DEFAULT '[]';   -- JSON: names of checks of the same host

CREATE TABLE maintenance_window (
  id TEXT PRIMARY KEY,
  window TEXT NOT NULL,                   -- JSON: MaintenanceWindow
  versions TEXT NOT NULL,                 -- JSON: the plans it had and has, and which starts each speaks for
  running INTEGER                         -- start of the occurrence that the journal has begun and not ended
) STRICT;

CREATE TABLE mute (
  id TEXT PRIMARY KEY,
  until INTEGER NOT NULL,
  mute TEXT NOT NULL                      -- JSON: Mute
) STRICT;

CREATE TABLE channel (
  id TEXT PRIMARY KEY,
  name_key TEXT NOT NULL UNIQUE,          -- the name as it is compared: NFKC, lower case
  channel TEXT NOT NULL                   -- JSON: Channel, secrets as references
) STRICT;

CREATE TABLE route (
  position INTEGER PRIMARY KEY,           -- routes are tried in this order
  route TEXT NOT NULL                     -- JSON: Route
) STRICT;

-- What people are to be told. Written in the transaction that decided it; taken over by notifying in a later one.
CREATE TABLE alert (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  taken_at INTEGER,                       -- NULL until it is part of a group (or nobody wants it)
  alert TEXT NOT NULL                     -- JSON: Alert
) STRICT;
CREATE INDEX alert_waiting ON alert(at) WHERE taken_at IS NULL;
CREATE INDEX alert_at ON alert(at);

-- Groups of alerts that are told together: what waits, what was told, when next.
CREATE TABLE alert_group (
  key TEXT PRIMARY KEY,
  state TEXT NOT NULL                     -- JSON, core/alert-groups.ts
) STRICT;

CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  notice TEXT NOT NULL                    -- JSON: Notice
) STRICT;
CREATE INDEX notice_at ON notice(at);

CREATE TABLE delivery (
  seq INTEGER PRIMARY KEY,                -- the order within a conversation
  id TEXT NOT NULL UNIQUE,                -- also the idempotency key
  notice_id TEXT NOT NULL REFERENCES notice(id),
  channel_id TEXT NOT NULL,               -- no foreign key: what was sent outlives the channel
  conversation TEXT NOT NULL,
  severity INTEGER NOT NULL,
  state TEXT NOT NULL,
  next_at INTEGER,                        -- NULL when it is not tried again
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  put_aside INTEGER NOT NULL DEFAULT 0,   -- 1: dead, and an operator has seen it
  delivery TEXT NOT NULL                  -- JSON: Delivery
) STRICT;
CREATE INDEX delivery_due ON delivery(channel_id, severity, next_at) WHERE state = 'queued';
CREATE INDEX delivery_next ON delivery(next_at) WHERE state = 'queued';
CREATE INDEX delivery_order ON delivery(channel_id, conversation, seq) WHERE state = 'queued';
CREATE INDEX delivery_created ON delivery(created_at);
CREATE INDEX delivery_state ON delivery(state, created_at);
CREATE INDEX delivery_dead ON delivery(ended_at) WHERE state = 'dead';
CREATE INDEX delivery_notice ON delivery(notice_id);

CREATE TABLE alarm (
  id TEXT PRIMARY KEY,
  alarm TEXT NOT NULL                     -- JSON: Alarm, while it sounds
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name_key TEXT NOT NULL UNIQUE,
  person TEXT NOT NULL                    -- JSON: Person
) STRICT;

CREATE TABLE on_call_schedule (
  id TEXT PRIMARY KEY,
  name_key TEXT NOT NULL UNIQUE,
  schedule TEXT NOT NULL                  -- JSON: Schedule
) STRICT;

CREATE TABLE escalation_policy (
  id TEXT PRIMARY KEY,
  name_key TEXT NOT NULL UNIQUE,
  policy TEXT NOT NULL                    -- JSON: EscalationPolicy
) STRICT;

CREATE TABLE escalation (
  id TEXT PRIMARY KEY,
  ended_at INTEGER,                       -- NULL while it climbs
  escalation TEXT NOT NULL                -- JSON: Escalation
) STRICT;
CREATE INDEX escalation_open ON escalation(id) WHERE ended_at IS NULL;

ALTER TABLE beat ADD COLUMN detail TEXT NOT NULL DEFAULT '';   -- long text it brought

-- The alarm load of a period is counted from entries of a few kinds among very many.
CREATE INDEX journal_kind ON journal(kind, occurred_at);
CREATE INDEX problem_closed ON problem(closed_at) WHERE closed_at IS NOT NULL;

-- Alerts of other systems, by the name they have there: which check each became.
CREATE TABLE inbound_alert (
  source TEXT NOT NULL,                   -- 'alertmanager', 'zabbix', …
  key TEXT NOT NULL,                      -- fingerprint or id over there
  check_id TEXT NOT NULL REFERENCES host_check(id) ON DELETE CASCADE,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbound_alert_check ON inbound_alert(check_id);
`;
