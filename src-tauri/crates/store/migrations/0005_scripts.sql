-- Scripts that people write: drafts and their history, what the bot recognised and passed in a
-- dialog, and what it waits for from servers.

ALTER TABLE scripts ADD COLUMN draft TEXT;                -- JSON in the script format; none is the published version
ALTER TABLE scripts ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE scripts ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE scripts ADD COLUMN updated_by TEXT;           -- the person's name on their computer
ALTER TABLE scripts ADD COLUMN deleted_at INTEGER;        -- dialogs that follow a version finish on it
UPDATE scripts SET updated_at = created_at;
ALTER TABLE script_versions ADD COLUMN published_by TEXT;

CREATE TABLE script_snapshots (
  script_id    BLOB NOT NULL REFERENCES scripts(id),
  no           INTEGER NOT NULL,
  what         TEXT NOT NULL,               -- published, snapshot, went_back, saved or imported
  name         TEXT,                        -- what people call it
  version      INTEGER,                     -- the version that was published
  made_by      TEXT,                        -- the person's name on their computer
  at           INTEGER NOT NULL,
  body         TEXT NOT NULL,               -- JSON in the script format
  PRIMARY KEY (script_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE marks (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  no           INTEGER NOT NULL,
  marker       TEXT NOT NULL,
  value        TEXT,
  block        TEXT NOT NULL,               -- the id of the block in its script
  at           INTEGER NOT NULL,
  PRIMARY KEY (dialog_id, no)
) STRICT, WITHOUT ROWID;

-- Each marker of a dialog once, so that the list of a marker's dialogs is in order without a sort.
CREATE TABLE dialog_markers (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  marker       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,            -- when the dialog began
  PRIMARY KEY (dialog_id, marker)
) STRICT, WITHOUT ROWID;
CREATE INDEX dialogs_of_marker ON dialog_markers(marker, created_at, dialog_id);

CREATE INDEX dialogs_list_script ON dialogs(script_id, created_at, id, client_messages);

ALTER TABLE messages ADD COLUMN script_block TEXT;        -- the block that waited for what the client wrote
ALTER TABLE messages ADD COLUMN recognised_as TEXT;       -- the branch that took it

CREATE TABLE asks (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  step         INTEGER NOT NULL,
  kind         TEXT NOT NULL,               -- request or ai
  body         TEXT NOT NULL,               -- JSON of what is asked
  state        TEXT NOT NULL,               -- pending, sent or answered
  answer       TEXT,                        -- JSON
  created_at   INTEGER NOT NULL,
  sent_at      INTEGER,
  PRIMARY KEY (dialog_id, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX asks_of_state ON asks(state, created_at);

DROP VIEW v_dialogs;
CREATE VIEW v_dialogs AS
SELECT
  lower(printf('%s-%s-%s-%s-%s', substr(hex(d.id), 1, 8), substr(hex(d.id), 9, 4), substr(hex(d.id), 13, 4), substr(hex(d.id), 17, 4), substr(hex(d.id), 21))) AS session_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.created_at / 1000.0, 'unixepoch') AS chat_date,
  c.name AS chat_name,
  d.messenger AS messenger,
  CASE WHEN d.closed_at IS NULL THEN 'active' ELSE 'closed' END AS status,
  d.started_by AS started_by,
  lower(printf('%s-%s-%s-%s-%s', substr(hex(k.id), 1, 8), substr(hex(k.id), 9, 4), substr(hex(k.id), 13, 4), substr(hex(k.id), 17, 4), substr(hex(k.id), 21))) AS client_id,
  k.name AS client_name,
  k.remote_id AS client_remote_id,
  k.phone AS client_phone,
  k.language AS client_language,
  d.first_page AS first_page,
  d.referrer AS referrer,
  s.name AS script,
  (SELECT group_concat(name, ', ') FROM (SELECT o.name FROM stays v JOIN operators o ON o.id = v.operator_id WHERE v.dialog_id = d.id GROUP BY o.id ORDER BY min(v.no))) AS operators,
  g.name AS operator_group,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.handed_over_at / 1000.0, 'unixepoch') AS handed_over_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.taken_at / 1000.0, 'unixepoch') AS taken_at,
  d.first_response_ms / 1000.0 AS first_response_s,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.closed_at / 1000.0, 'unixepoch') AS closed_at,
  d.closed_by AS closed_by,
  d.ending AS ending,
  (d.closed_at - d.created_at) / 1000.0 AS duration_s,
  d.client_messages AS client_messages,
  d.bot_messages AS bot_messages,
  d.operator_messages AS operator_messages,
  (SELECT group_concat(marker, ', ') FROM (SELECT w.marker FROM dialog_markers w WHERE w.dialog_id = d.id ORDER BY w.marker)) AS markers,
  d.rating AS rating,
  d.scale AS scale,
  CAST(round(100.0 * (d.rating - 1) / (d.scale - 1)) AS INTEGER) AS csi_percent,
  d.rating_comment AS rating_comment,
  d.client_result AS client_result,
  d.operator_result AS operator_result,
  (SELECT group_concat(name, ', ') FROM (SELECT t.name FROM dialog_tags w JOIN tags t ON t.id = w.tag_id WHERE w.dialog_id = d.id ORDER BY t.name)) AS tags,
  CASE WHEN d.previous_id IS NOT NULL THEN lower(printf('%s-%s-%s-%s-%s', substr(hex(d.previous_id), 1, 8), substr(hex(d.previous_id), 9, 4), substr(hex(d.previous_id), 13, 4), substr(hex(d.previous_id), 17, 4), substr(hex(d.previous_id), 21))) END AS previous_session_id,
  d.cost / 1000000.0 AS dialog_cost,
  d.currency AS currency,
  (SELECT group_concat(line, char(10)) FROM (SELECT coalesce(m.author, m.author_type) || ': ' || CASE WHEN m.text = '' AND m.attachment IS NOT NULL THEN m.attachment ->> '$.name' ELSE m.text END AS line FROM messages m WHERE m.dialog_id = d.id ORDER BY m.seq)) AS dialog
FROM dialogs d
JOIN chats c ON c.id = d.chat_id
JOIN clients k ON k.id = d.client_id
LEFT JOIN scripts s ON s.id = d.script_id
LEFT JOIN groups g ON g.id = d.group_id
WHERE c.erases = 0;
