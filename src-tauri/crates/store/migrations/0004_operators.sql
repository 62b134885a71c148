-- Operators, what they do in dialogs, and what is measured of it.

CREATE TABLE operators (
  id            BLOB PRIMARY KEY,
  name          TEXT NOT NULL,
  picture       TEXT,                        -- JSON of domain::Picture
  dialogs_max   INTEGER NOT NULL,            -- 0 means as many as come
  working_hours TEXT,                        -- JSON of domain::WorkingHours; none means always
  time_zone     TEXT,
  pin           TEXT,                        -- Argon2id in PHC form
  presence      TEXT NOT NULL,
  lease_until   INTEGER,                     -- online until then, unless it is renewed
  idle_since    INTEGER NOT NULL,            -- when they last got, or left, a dialog
  revision      INTEGER NOT NULL,
  created_at    INTEGER NOT NULL,
  deleted_at    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX operators_leased ON operators(lease_until) WHERE lease_until IS NOT NULL;

CREATE TABLE groups (
  id           BLOB PRIMARY KEY,
  name         TEXT NOT NULL,
  sl_first_s   INTEGER,                      -- instead of the chat's
  sl_next_s    INTEGER,
  revision     INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  deleted_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE group_members (
  group_id     BLOB NOT NULL REFERENCES groups(id),
  operator_id  BLOB NOT NULL REFERENCES operators(id),
  PRIMARY KEY (group_id, operator_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX groups_of_operator ON group_members(operator_id);

ALTER TABLE dialogs ADD COLUMN operator_id BLOB;          -- who holds it
ALTER TABLE dialogs ADD COLUMN group_id BLOB;             -- it was last handed to; none means any
ALTER TABLE dialogs ADD COLUMN queue_rank INTEGER;        -- while it waits: 0 at the head, 1 in its turn
ALTER TABLE dialogs ADD COLUMN queued_at INTEGER;         -- while it waits: since when
ALTER TABLE dialogs ADD COLUMN given_from INTEGER;        -- while it waits: not before the chat opens
ALTER TABLE dialogs ADD COLUMN help INTEGER NOT NULL DEFAULT 0; -- nobody is there to be given it
ALTER TABLE dialogs ADD COLUMN taken_at INTEGER;          -- by an operator for the first time
ALTER TABLE dialogs ADD COLUMN first_response_ms INTEGER; -- of the first turn that was answered
ALTER TABLE dialogs ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dialogs ADD COLUMN rating INTEGER;
ALTER TABLE dialogs ADD COLUMN scale INTEGER;             -- the best rating
ALTER TABLE dialogs ADD COLUMN rated_at INTEGER;
ALTER TABLE dialogs ADD COLUMN rated_operator_id BLOB;    -- the last operator in it by then
ALTER TABLE dialogs ADD COLUMN rating_comment TEXT;
ALTER TABLE dialogs ADD COLUMN client_result TEXT;        -- yes or no
ALTER TABLE dialogs ADD COLUMN operator_result TEXT;
CREATE INDEX dialogs_queued ON dialogs(group_id, queue_rank, queued_at, no) WHERE queued_at IS NOT NULL;
CREATE INDEX dialogs_given_from ON dialogs(given_from) WHERE given_from IS NOT NULL;
CREATE INDEX dialogs_held ON dialogs(operator_id, last_at) WHERE operator_id IS NOT NULL AND closed_at IS NULL;
CREATE INDEX dialogs_rated ON dialogs(rated_operator_id, rated_at, scale, rating) WHERE rated_at IS NOT NULL;
CREATE INDEX dialogs_rated_chat ON dialogs(chat_id, rated_at, scale, rating) WHERE rated_at IS NOT NULL;

ALTER TABLE messages ADD COLUMN operator_id BLOB;         -- which operator wrote it
ALTER TABLE messages ADD COLUMN attachment TEXT;          -- JSON of domain::Attachment
ALTER TABLE messages ADD COLUMN price INTEGER;            -- what it cost; none while nothing was laid down
ALTER TABLE messages ADD COLUMN key TEXT;                 -- the operator's window's own id of it
ALTER TABLE messages ADD COLUMN free INTEGER NOT NULL DEFAULT 0; -- one of the free ones of its month
CREATE INDEX messages_attached ON messages(client_id, json_extract(attachment, '$.id')) WHERE attachment IS NOT NULL;

-- A stretch of a dialog in which an answer was owed to the client.
CREATE TABLE turns (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  no           INTEGER NOT NULL,
  chat_id      BLOB NOT NULL,
  first        INTEGER NOT NULL,             -- whether a handover opened it
  group_id     BLOB,
  operator_id  BLOB,                         -- who answered, or held it when it was missed
  opened_at    INTEGER NOT NULL,
  sl_s         INTEGER NOT NULL,             -- the goal in force
  due_at       INTEGER NOT NULL,             -- until when the goal is met
  closed_at    INTEGER,
  response_ms  INTEGER,                      -- none when it was missed; counted as the chat lays down
  PRIMARY KEY (dialog_id, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX turns_open ON turns(due_at) WHERE closed_at IS NULL;
CREATE INDEX turns_of_operator ON turns(operator_id, closed_at, first, response_ms, sl_s) WHERE operator_id IS NOT NULL;
CREATE INDEX turns_of_chat ON turns(chat_id, closed_at, first, response_ms, sl_s) WHERE closed_at IS NOT NULL;

-- An operator's stay in a dialog.
CREATE TABLE stays (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  no           INTEGER NOT NULL,
  operator_id  BLOB NOT NULL,
  group_id     BLOB,
  began_at     INTEGER NOT NULL,
  began_by     TEXT NOT NULL,                -- assigned, taken or transferred
  ended_at     INTEGER,
  ended_by     TEXT,                         -- closed, idle, transferred, returned or left
  PRIMARY KEY (dialog_id, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX stays_of_operator ON stays(operator_id, ended_at);

-- A wait in the queue.
CREATE TABLE waits (
  no           INTEGER PRIMARY KEY,
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  group_id     BLOB,
  began_at     INTEGER NOT NULL,
  ended_at     INTEGER,
  outcome      TEXT                          -- taken, time, closed or bot
) STRICT;
CREATE INDEX waits_of_dialog ON waits(dialog_id);
CREATE INDEX waits_of_group ON waits(group_id, ended_at) WHERE outcome = 'taken';

-- What happened in a dialog beside its messages.
CREATE TABLE happenings (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  no           INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  after_seq    INTEGER NOT NULL,             -- the last message by then
  what         TEXT NOT NULL,                -- JSON of store::Happening
  PRIMARY KEY (dialog_id, no)
) STRICT, WITHOUT ROWID;

-- Messages of a calendar month that had a price, to find the free ones.
CREATE TABLE chat_months (
  chat_id      BLOB NOT NULL REFERENCES chats(id),
  month        TEXT NOT NULL,                -- 2026-11, in the chat's zone
  paid         INTEGER NOT NULL,
  PRIMARY KEY (chat_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE tags (
  id           BLOB PRIMARY KEY,
  name         TEXT NOT NULL,
  colour       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  deleted_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE dialog_tags (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  tag_id       BLOB NOT NULL REFERENCES tags(id),
  at           INTEGER NOT NULL,
  PRIMARY KEY (dialog_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dialogs_of_tag ON dialog_tags(tag_id);

CREATE TABLE notes (
  id           BLOB PRIMARY KEY,
  client_id    BLOB NOT NULL REFERENCES clients(id),
  dialog_id    BLOB REFERENCES dialogs(id),
  operator_id  BLOB,
  author       TEXT NOT NULL,
  text         TEXT NOT NULL,
  created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notes_of_client ON notes(client_id, created_at);
CREATE INDEX notes_of_dialog ON notes(dialog_id);

CREATE TABLE quick_replies (
  id           BLOB PRIMARY KEY,
  operator_id  BLOB REFERENCES operators(id), -- none means everybody's
  shortcut     TEXT NOT NULL,
  text         TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  deleted_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE attributes (
  id           BLOB PRIMARY KEY,
  name         TEXT NOT NULL,
  kind         TEXT NOT NULL,
  choices      TEXT NOT NULL DEFAULT '[]',   -- JSON
  position     INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  deleted_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE client_attributes (
  client_id    BLOB NOT NULL REFERENCES clients(id),
  attribute_id BLOB NOT NULL REFERENCES attributes(id),
  value        TEXT NOT NULL,
  PRIMARY KEY (client_id, attribute_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX clients_of_attribute ON client_attributes(attribute_id);

CREATE TABLE drafts (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  operator_id  BLOB NOT NULL REFERENCES operators(id),
  text         TEXT NOT NULL,
  at           INTEGER NOT NULL,
  PRIMARY KEY (dialog_id, operator_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX drafts_of_operator ON drafts(operator_id);

-- Clients with the same person are one human being in several channels.
ALTER TABLE clients ADD COLUMN person_id BLOB;
ALTER TABLE clients ADD COLUMN email TEXT;
CREATE INDEX clients_of_person ON clients(person_id) WHERE person_id IS NOT NULL;

-- One-use tokens by which a dialog goes on in a messenger.
CREATE TABLE passages (
  token        BLOB PRIMARY KEY,             -- SHA-256
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  messenger    TEXT NOT NULL,
  expires_at   INTEGER NOT NULL,
  used_at      INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX passages_of_dialog ON passages(dialog_id);

CREATE TABLE audit (
  no           INTEGER PRIMARY KEY,
  at           INTEGER NOT NULL,
  made_from    TEXT NOT NULL,
  made_by      TEXT,                         -- the person's name on their computer
  operator_id  BLOB,
  operator     TEXT,
  verified     INTEGER NOT NULL,             -- whether the operator had shown their PIN
  action       TEXT NOT NULL,
  subject      TEXT NOT NULL,
  details      TEXT NOT NULL DEFAULT '{}'    -- JSON
) STRICT;
CREATE INDEX audit_of_subject ON audit(subject);

-- The lists of the inbox: what waits, by group and where nobody is there; what is open, latest first;
-- what was taken from an operator who did not answer. Columns that only repeat an index's condition let it
-- be counted from the index alone.
CREATE INDEX dialogs_waiting ON dialogs(help, group_id, queue_rank, queued_at, no) WHERE queued_at IS NOT NULL;
CREATE INDEX dialogs_help ON dialogs(queue_rank, queued_at, no) WHERE queued_at IS NOT NULL AND help = 1;
CREATE INDEX dialogs_talked ON dialogs(last_at, no, client_messages, closed_at) WHERE closed_at IS NULL AND client_messages > 0;
CREATE INDEX stays_idle ON stays(operator_id, ended_at) WHERE ended_by = 'idle';

-- Clients by any part of a name, and of a phone number without what stands between its digits.
CREATE VIRTUAL TABLE client_words USING fts5(name, phone, content = '', contentless_delete = 1, tokenize = 'trigram');
CREATE TRIGGER client_words_added AFTER INSERT ON clients WHEN new.name IS NOT NULL OR new.phone IS NOT NULL BEGIN
  INSERT INTO client_words(rowid, name, phone) VALUES
    (new.no, new.name, replace(replace(replace(replace(new.phone, ' ', ''), '-', ''), '(', ''), ')', ''));
END;
CREATE TRIGGER client_words_changed AFTER UPDATE OF name, phone ON clients BEGIN
  DELETE FROM client_words WHERE rowid = old.no;
  INSERT INTO client_words(rowid, name, phone) VALUES
    (new.no, new.name, replace(replace(replace(replace(new.phone, ' ', ''), '-', ''), '(', ''), ')', ''));
END;
CREATE TRIGGER client_words_gone AFTER DELETE ON clients BEGIN
  DELETE FROM client_words WHERE rowid = old.no;
END;
INSERT INTO client_words(rowid, name, phone)
  SELECT no, name, replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', '')
  FROM clients WHERE name IS NOT NULL OR phone IS NOT NULL;

-- What waited before there were operators goes on waiting.
UPDATE dialogs SET queued_at = coalesce(handed_over_at, created_at), queue_rank = 1
WHERE state = 'queued' AND closed_at IS NULL;
INSERT INTO waits (dialog_id, began_at)
SELECT id, queued_at FROM dialogs WHERE queued_at IS NOT NULL;

-- The views as 0002 describes them, with what there is of operators by now.
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
  NULL AS markers,
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

CREATE VIEW v_operators AS
SELECT
  lower(printf('%s-%s-%s-%s-%s', substr(hex(o.id), 1, 8), substr(hex(o.id), 9, 4), substr(hex(o.id), 13, 4), substr(hex(o.id), 17, 4), substr(hex(o.id), 21))) AS operator_id,
  o.name AS name,
  (SELECT group_concat(name, ', ') FROM (SELECT g.name FROM group_members m JOIN groups g ON g.id = m.group_id WHERE m.operator_id = o.id AND g.deleted_at IS NULL ORDER BY g.name)) AS groups,
  o.dialogs_max AS dialogs_max,
  o.presence AS presence,
  strftime('%Y-%m-%dT%H:%M:%fZ', o.created_at / 1000.0, 'unixepoch') AS created_at,
  strftime('%Y-%m-%dT%H:%M:%fZ', o.deleted_at / 1000.0, 'unixepoch') AS deleted_at,
  (SELECT count(DISTINCT v.dialog_id) FROM stays v WHERE v.operator_id = o.id) AS dialogs,
  (SELECT count(*) FROM turns t WHERE t.operator_id = o.id AND t.response_ms IS NOT NULL) AS answered_turns,
  (SELECT count(*) FROM turns t WHERE t.operator_id = o.id AND t.closed_at IS NOT NULL AND t.response_ms IS NULL) AS missed_turns
FROM operators o;
