-- One row: the store's clock, its sequence, the bells that other processes watch, and the change feed's bounds.
-- Every write transaction reads and writes it. Times are microseconds since 1970 UTC, here and everywhere.
CREATE TABLE store (
  one            INTEGER PRIMARY KEY CHECK (one = 1),
  now            INTEGER NOT NULL,
  sequence       INTEGER NOT NULL,
  doorbell       INTEGER NOT NULL,
  schedule       INTEGER NOT NULL,
  cancels        INTEGER NOT NULL,
  routing        INTEGER NOT NULL,
  listened_until INTEGER NOT NULL,
  last_change    INTEGER NOT NULL,
  first_change   INTEGER NOT NULL
) STRICT;
INSERT INTO store VALUES (1, 0, 0, 0, 0, 0, 1, 0, 0, 1);

-- What a submit said. Written once, so that large parameters are never copied by a change of status.
CREATE TABLE tasks (
  seq                INTEGER PRIMARY KEY,
  name               TEXT    NOT NULL,
  version            INTEGER NOT NULL,
  priority           INTEGER NOT NULL,
  parameters         BLOB    NOT NULL,
  first_submitted_at INTEGER NOT NULL,
  max_crashes        INTEGER NOT NULL,
  beat_interval      INTEGER,
  idempotency_key    TEXT,
  unique_key         TEXT,
  trace_parent       TEXT,
  tags               TEXT
) STRICT;

-- Where a task stands. Small rows, because every verb rewrites them; in the order of their submits, so that those claimed together lie together.
--   shelf: status * 2, plus 1 for suspects (submitted) and dead letters (failed, stalled)
--   score: its place on the shelf: submitted = place, scheduled = due time, started = end of lease, ended = end
--   flags: 1 holds a unique key, 2 saves dead letters, 4 watched by interval, 8 has an idempotency key
--   settled: the outcome its last token wrote, so that a repeat is known
CREATE TABLE states (
  seq           INTEGER PRIMARY KEY,
  id            BLOB    NOT NULL UNIQUE,
  queue         TEXT    NOT NULL,
  shelf         INTEGER NOT NULL,
  score         INTEGER NOT NULL,
  place         INTEGER NOT NULL,
  flags         INTEGER NOT NULL,
  submitted_at  INTEGER NOT NULL,
  run_at        INTEGER,
  token         INTEGER NOT NULL,
  worker        TEXT,
  started_at    INTEGER,
  beat_at       INTEGER,
  cancel_at     INTEGER,
  settled       INTEGER,
  retry_attempt INTEGER NOT NULL,
  crash_count   INTEGER NOT NULL,
  attempts      INTEGER NOT NULL
) STRICT;

-- The index of tasks by what they do: every task is on exactly one shelf, and every order that is asked for is an order of a shelf.
CREATE INDEX shelves ON states (queue, shelf, score, id);

-- Cancel requests of running tasks, for the hints to workers of other processes. 4 is started.
CREATE INDEX cancel_requests ON states (cancel_at) WHERE cancel_at IS NOT NULL AND shelf = 4;

-- Sizes of shelves, kept by the transactions that change them; shelf -1 is the sum of the queue's rate window.
CREATE TABLE counts (
  queue TEXT    NOT NULL,
  shelf INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (queue, shelf)
) STRICT, WITHOUT ROWID;

-- What attempts said of themselves; only for tasks that said something.
CREATE TABLE reports (
  seq        INTEGER PRIMARY KEY,
  progress   REAL,
  message    TEXT,
  error_type TEXT,
  error      TEXT,
  result     BLOB
) STRICT;

-- Ended attempts, but for the completion a task ended with: that one is read from its state.
CREATE TABLE history (
  seq           INTEGER NOT NULL,
  number        INTEGER NOT NULL,
  worker        TEXT    NOT NULL,
  token         INTEGER NOT NULL,
  started_at    INTEGER NOT NULL,
  ended_at      INTEGER NOT NULL,
  outcome       TEXT    NOT NULL,
  error_type    TEXT,
  error_message TEXT,
  error_stack   TEXT,
  next_run_at   INTEGER,
  PRIMARY KEY (seq, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE unique_keys (
  key TEXT NOT NULL PRIMARY KEY,
  id  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  name TEXT NOT NULL,
  key  TEXT NOT NULL,
  id   BLOB NOT NULL,
  PRIMARY KEY (name, key)
) STRICT, WITHOUT ROWID;

-- A NULL limit is no limit. period: 0 second, 1 minute, 2 hour, 3 day.
CREATE TABLE queues (
  name                 TEXT    NOT NULL PRIMARY KEY,
  max_concurrent       INTEGER,
  max_concurrent_total INTEGER,
  rate_numerator       INTEGER,
  rate_denominator     INTEGER,
  rate_period          INTEGER,
  max_length           INTEGER,
  paused               INTEGER NOT NULL,
  deleting             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO queues VALUES ('default', NULL, NULL, NULL, NULL, NULL, NULL, 0, 0);

CREATE TABLE roles (
  name   TEXT NOT NULL PRIMARY KEY,
  queues TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Starts per claim, for queues with a rate; trimmed to the window by the claims.
CREATE TABLE rate_starts (
  queue TEXT    NOT NULL,
  at    INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (queue, at)
) STRICT, WITHOUT ROWID;

-- Worker processes: what they said of themselves (host is NULL before the first heartbeat), the suspect they hold, and what their last numbered
-- claim or settle came to.
CREATE TABLE workers (
  id              TEXT    NOT NULL PRIMARY KEY,
  seen_at         INTEGER NOT NULL DEFAULT 0,
  called_at       INTEGER NOT NULL DEFAULT 0,
  suspect         BLOB,
  suspect_token   INTEGER NOT NULL DEFAULT 0,
  number          INTEGER NOT NULL DEFAULT 0,
  host            TEXT,
  process_id      INTEGER,
  version         TEXT,
  role            TEXT,
  slots           INTEGER,
  started_at      INTEGER,
  tasks           TEXT,
  queues          TEXT,
  slots_used      INTEGER,
  slots_abandoned INTEGER,
  draining        INTEGER,
  reply           BLOB
) STRICT;

CREATE TABLE changes (
  position INTEGER PRIMARY KEY,
  id       BLOB    NOT NULL,
  queue    TEXT    NOT NULL,
  status   INTEGER NOT NULL
) STRICT;
