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

CREATE TABLE attributes (
  id           BLOB PRIMARY KEY,
  name         TEXT NOT NULL,
  kind         TEXT NOT NULL,
  choices      TEXT NOT NULL DEFAULT '[]',   -- JSON
  position     INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  deleted_at   INTEGER
) STRICT, WITHOUT ROWID;

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

CREATE TABLE channels (
  id           BLOB PRIMARY KEY,
  chat_id      BLOB NOT NULL REFERENCES chats(id),
  messenger    TEXT NOT NULL,
  site_key     TEXT UNIQUE,                 -- what a page that embeds the widget names
  config       TEXT NOT NULL DEFAULT '{}',  -- JSON
  enabled      INTEGER NOT NULL DEFAULT 1,
  created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE chat_months (
  chat_id      BLOB NOT NULL REFERENCES chats(id),
  month        TEXT NOT NULL,                -- 2026-11, in the chat's zone
  paid         INTEGER NOT NULL,
  PRIMARY KEY (chat_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE chat_versions (
  chat_id      BLOB NOT NULL REFERENCES chats(id),
  revision     INTEGER NOT NULL,
  name         TEXT NOT NULL,
  settings     TEXT NOT NULL,
  made_from    TEXT NOT NULL,               -- window, command_line or program
  made_by      TEXT,                        -- the person's name on their computer
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (chat_id, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE chats (
  id           BLOB PRIMARY KEY,
  revision     INTEGER NOT NULL,
  name         TEXT NOT NULL,
  settings     TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  deleted_at   INTEGER,                     -- its dialogs stay readable under its name
  erases       INTEGER NOT NULL DEFAULT 0   -- deleted with its dialogs: hidden now, erased soon
) STRICT, WITHOUT ROWID;

CREATE TABLE client_attributes (
  client_id    BLOB NOT NULL REFERENCES clients(id),
  attribute_id BLOB NOT NULL REFERENCES attributes(id),
  value        TEXT NOT NULL,
  PRIMARY KEY (client_id, attribute_id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE client_words USING fts5(name, phone, content = '', contentless_delete = 1, tokenize = 'trigram');

CREATE TABLE 'client_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'client_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'client_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'client_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE clients (
  no           INTEGER PRIMARY KEY,         -- "Visitor 81 204"
  id           BLOB NOT NULL UNIQUE,
  channel_id   BLOB NOT NULL REFERENCES channels(id),
  remote_id    TEXT NOT NULL,
  name         TEXT,
  phone        TEXT,
  language     TEXT,
  last_seq     INTEGER NOT NULL DEFAULT 0,  -- of the messages exchanged with this client
  created_at   INTEGER NOT NULL, person_id BLOB, email TEXT,
  UNIQUE (channel_id, remote_id)
) STRICT;

CREATE TABLE dialog_markers (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  marker       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,            -- when the dialog began
  PRIMARY KEY (dialog_id, marker)
) STRICT, WITHOUT ROWID;

CREATE TABLE dialog_tags (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  tag_id       BLOB NOT NULL REFERENCES tags(id),
  at           INTEGER NOT NULL,
  PRIMARY KEY (dialog_id, tag_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE dialogs (
  no                INTEGER PRIMARY KEY,
  id                BLOB NOT NULL UNIQUE,
  chat_id           BLOB NOT NULL REFERENCES chats(id),
  channel_id        BLOB NOT NULL REFERENCES channels(id),
  client_id         BLOB NOT NULL REFERENCES clients(id),
  messenger         TEXT NOT NULL,
  state             TEXT NOT NULL,
  started_by        TEXT NOT NULL,
  created_at        INTEGER NOT NULL,
  last_at           INTEGER NOT NULL,       -- of the last message
  last_text         TEXT NOT NULL DEFAULT '',
  first_seq         INTEGER NOT NULL,       -- the seq its first message has or will have
  script_id         BLOB,
  script_version    INTEGER,
  previous_id       BLOB,
  first_page        TEXT,
  referrer          TEXT,
  handed_over_at    INTEGER,
  closed_at         INTEGER,
  closed_by         TEXT,
  ending            TEXT,
  client_messages   INTEGER NOT NULL DEFAULT 0,
  bot_messages      INTEGER NOT NULL DEFAULT 0,
  operator_messages INTEGER NOT NULL DEFAULT 0,
  cost              INTEGER NOT NULL DEFAULT 0,
  currency          TEXT
, operator_id BLOB, group_id BLOB, queue_rank INTEGER, queued_at INTEGER, given_from INTEGER, help INTEGER NOT NULL DEFAULT 0, taken_at INTEGER, first_response_ms INTEGER, unread INTEGER NOT NULL DEFAULT 0, rating INTEGER, scale INTEGER, rated_at INTEGER, rated_operator_id BLOB, rating_comment TEXT, client_result TEXT, operator_result TEXT) STRICT;

CREATE TABLE drafts (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  operator_id  BLOB NOT NULL REFERENCES operators(id),
  text         TEXT NOT NULL,
  at           INTEGER NOT NULL,
  PRIMARY KEY (dialog_id, operator_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_members (
  group_id     BLOB NOT NULL REFERENCES groups(id),
  operator_id  BLOB NOT NULL REFERENCES operators(id),
  PRIMARY KEY (group_id, operator_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE groups (
  id           BLOB PRIMARY KEY,
  name         TEXT NOT NULL,
  sl_first_s   INTEGER,                      -- instead of the chat's
  sl_next_s    INTEGER,
  revision     INTEGER NOT NULL,
  created_at   INTEGER NOT NULL,
  deleted_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE happenings (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  no           INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  after_seq    INTEGER NOT NULL,             -- the last message by then
  what         TEXT NOT NULL,                -- JSON of store::Happening
  PRIMARY KEY (dialog_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox (
  no           INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id   BLOB NOT NULL REFERENCES channels(id),
  remote_id    TEXT NOT NULL,
  client_id    BLOB NOT NULL REFERENCES clients(id),
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  message_id   BLOB,
  seq          INTEGER,
  event        TEXT NOT NULL,               -- JSON of store::InboxEvent
  received_at  INTEGER NOT NULL,
  handled_at   INTEGER,
  failure      TEXT,                        -- why the engine could not handle it
  UNIQUE (channel_id, remote_id)
) STRICT;

CREATE TABLE marks (
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  no           INTEGER NOT NULL,
  marker       TEXT NOT NULL,
  value        TEXT,
  block        TEXT NOT NULL,               -- the id of the block in its script
  at           INTEGER NOT NULL,
  PRIMARY KEY (dialog_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  no           INTEGER PRIMARY KEY,
  id           BLOB NOT NULL UNIQUE,
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  client_id    BLOB NOT NULL REFERENCES clients(id),
  seq          INTEGER NOT NULL,            -- gap-free for each client
  at           INTEGER NOT NULL,
  author_type  TEXT NOT NULL,
  author       TEXT,                        -- the operator's name
  kind         TEXT NOT NULL,
  text         TEXT NOT NULL,
  buttons      TEXT,                        -- JSON
  remote_id    TEXT,                        -- the messenger's or the visitor's own id
  delivery     TEXT NOT NULL
, operator_id BLOB, attachment TEXT, price INTEGER, key TEXT, free INTEGER NOT NULL DEFAULT 0, script_block TEXT, recognised_as TEXT) STRICT;

CREATE TABLE migrations (
           version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL
         ) STRICT;

CREATE TABLE notes (
  id           BLOB PRIMARY KEY,
  client_id    BLOB NOT NULL REFERENCES clients(id),
  dialog_id    BLOB REFERENCES dialogs(id),
  operator_id  BLOB,
  author       TEXT NOT NULL,
  text         TEXT NOT NULL,
  created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE outbox (
  client_id    BLOB NOT NULL REFERENCES clients(id),
  seq          INTEGER NOT NULL,
  channel_id   BLOB NOT NULL REFERENCES channels(id),
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (client_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE passages (
  token        BLOB PRIMARY KEY,             -- SHA-256
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  messenger    TEXT NOT NULL,
  expires_at   INTEGER NOT NULL,
  used_at      INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE quick_replies (
  id           BLOB PRIMARY KEY,
  operator_id  BLOB REFERENCES operators(id), -- none means everybody's
  shortcut     TEXT NOT NULL,
  text         TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  deleted_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE rehearsal_dialogs (
  rehearsal    INTEGER NOT NULL,
  variant      INTEGER NOT NULL,            -- 0 or 1: which of the rehearsed versions
  dialog_id    BLOB NOT NULL,
  really       TEXT NOT NULL,               -- how it had ended
  ended        TEXT NOT NULL,               -- how the rehearsal of it ended
  differs      INTEGER NOT NULL,            -- whether it ended otherwise with the other version
  elses        INTEGER NOT NULL,            -- how often the client was not understood
  last_block   INTEGER,                     -- where it ended
  blocks       TEXT NOT NULL,               -- where it came by
  else_blocks  TEXT NOT NULL,               -- which questions did not understand the client
  markers      TEXT NOT NULL,
  PRIMARY KEY (rehearsal, variant, dialog_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rehearsals (
  no           INTEGER PRIMARY KEY AUTOINCREMENT,
  script_id    BLOB NOT NULL REFERENCES scripts(id),
  state        TEXT NOT NULL,               -- running, done, or gone: what is left of it is to be erased
  request      TEXT NOT NULL,               -- JSON of what was asked for
  result       TEXT,                        -- JSON of the figures, once it is done
  made_at      INTEGER NOT NULL
) STRICT;

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

CREATE TABLE script_versions (
  script_id    BLOB NOT NULL REFERENCES scripts(id),
  version      INTEGER NOT NULL,
  body         TEXT NOT NULL,               -- JSON in the script format
  created_at   INTEGER NOT NULL, published_by TEXT,
  PRIMARY KEY (script_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE scripts (
  id           BLOB PRIMARY KEY,
  name         TEXT NOT NULL,
  builtin      TEXT UNIQUE,                 -- code of a script that comes with the program
  version      INTEGER NOT NULL,            -- the published one
  created_at   INTEGER NOT NULL
, draft TEXT, revision INTEGER NOT NULL DEFAULT 1, updated_at INTEGER NOT NULL DEFAULT 0, updated_by TEXT, deleted_at INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  dialog_id    BLOB PRIMARY KEY REFERENCES dialogs(id),
  state        TEXT NOT NULL,               -- JSON of engine::Session
  due_at       INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL                       -- JSON
) STRICT, WITHOUT ROWID;

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

CREATE TABLE tags (
  id           BLOB PRIMARY KEY,
  name         TEXT NOT NULL,
  colour       TEXT NOT NULL,
  created_at   INTEGER NOT NULL,
  deleted_at   INTEGER
) STRICT, WITHOUT ROWID;

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

CREATE TABLE visitor_tokens (
  token        BLOB PRIMARY KEY,
  client_id    BLOB NOT NULL REFERENCES clients(id),
  expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
  no           INTEGER PRIMARY KEY,
  client_id    BLOB NOT NULL REFERENCES clients(id),
  at           INTEGER NOT NULL,
  url          TEXT NOT NULL,
  title        TEXT,
  referrer     TEXT
) STRICT;

CREATE TABLE waits (
  no           INTEGER PRIMARY KEY,
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  group_id     BLOB,
  began_at     INTEGER NOT NULL,
  ended_at     INTEGER,
  outcome      TEXT                          -- taken, time, closed or bot
) STRICT;

CREATE INDEX asks_of_state ON asks(state, created_at);

CREATE INDEX audit_of_subject ON audit(subject);

CREATE INDEX channels_of_chat ON channels(chat_id);

CREATE INDEX clients_of_attribute ON client_attributes(attribute_id);

CREATE INDEX clients_of_person ON clients(person_id) WHERE person_id IS NOT NULL;

CREATE INDEX dialogs_given_from ON dialogs(given_from) WHERE given_from IS NOT NULL;

CREATE INDEX dialogs_held ON dialogs(operator_id, last_at) WHERE operator_id IS NOT NULL AND closed_at IS NULL;

CREATE INDEX dialogs_help ON dialogs(queue_rank, queued_at, no) WHERE queued_at IS NOT NULL AND help = 1;

CREATE INDEX dialogs_list ON dialogs(created_at, id, client_messages);

CREATE INDEX dialogs_list_active ON dialogs(created_at, id, client_messages, chat_id) WHERE closed_at IS NULL;

CREATE INDEX dialogs_list_chat ON dialogs(chat_id, created_at, id, client_messages);

CREATE INDEX dialogs_list_messenger ON dialogs(messenger, created_at, id, client_messages);

CREATE INDEX dialogs_list_no_response ON dialogs(created_at, id, client_messages) WHERE handed_over_at IS NOT NULL AND operator_messages = 0;

CREATE INDEX dialogs_list_script ON dialogs(script_id, created_at, id, client_messages);

CREATE INDEX dialogs_of_client ON dialogs(client_id);

CREATE INDEX dialogs_of_marker ON dialog_markers(marker, created_at, dialog_id);

CREATE INDEX dialogs_of_tag ON dialog_tags(tag_id);

CREATE UNIQUE INDEX dialogs_open ON dialogs(client_id) WHERE closed_at IS NULL;

CREATE INDEX dialogs_queued ON dialogs(group_id, queue_rank, queued_at, no) WHERE queued_at IS NOT NULL;

CREATE INDEX dialogs_rated ON dialogs(rated_operator_id, rated_at, scale, rating) WHERE rated_at IS NOT NULL;

CREATE INDEX dialogs_rated_chat ON dialogs(chat_id, rated_at, scale, rating) WHERE rated_at IS NOT NULL;

CREATE INDEX dialogs_talked ON dialogs(last_at, no, client_messages, closed_at) WHERE closed_at IS NULL AND client_messages > 0;

CREATE INDEX dialogs_waiting ON dialogs(help, group_id, queue_rank, queued_at, no) WHERE queued_at IS NOT NULL;

CREATE INDEX drafts_of_operator ON drafts(operator_id);

CREATE INDEX groups_of_operator ON group_members(operator_id);

CREATE INDEX inbox_handled ON inbox(handled_at) WHERE handled_at IS NOT NULL;

CREATE INDEX inbox_of_dialog ON inbox(dialog_id);

CREATE INDEX inbox_pending ON inbox(no) WHERE handled_at IS NULL;

CREATE INDEX messages_attached ON messages(client_id, json_extract(attachment, '$.id')) WHERE attachment IS NOT NULL;

CREATE UNIQUE INDEX messages_of_client ON messages(client_id, seq);

CREATE INDEX messages_of_dialog ON messages(dialog_id, seq);

CREATE INDEX notes_of_client ON notes(client_id, created_at);

CREATE INDEX notes_of_dialog ON notes(dialog_id);

CREATE INDEX operators_leased ON operators(lease_until) WHERE lease_until IS NOT NULL;

CREATE INDEX outbox_of_channel ON outbox(channel_id, created_at);

CREATE INDEX outbox_of_dialog ON outbox(dialog_id);

CREATE INDEX passages_of_dialog ON passages(dialog_id);

CREATE INDEX rehearsals_gone ON rehearsals(no) WHERE state = 'gone';

CREATE INDEX rehearsals_of_script ON rehearsals(script_id, no) WHERE state = 'done';

CREATE INDEX sessions_due ON sessions(due_at) WHERE due_at IS NOT NULL;

CREATE INDEX stays_idle ON stays(operator_id, ended_at) WHERE ended_by = 'idle';

CREATE INDEX stays_of_operator ON stays(operator_id, ended_at);

CREATE INDEX turns_of_chat ON turns(chat_id, closed_at, first, response_ms, sl_s) WHERE closed_at IS NOT NULL;

CREATE INDEX turns_of_operator ON turns(operator_id, closed_at, first, response_ms, sl_s) WHERE operator_id IS NOT NULL;

CREATE INDEX turns_open ON turns(due_at) WHERE closed_at IS NULL;

CREATE INDEX visitor_tokens_by_client ON visitor_tokens(client_id);

CREATE INDEX visits_of_client ON visits(client_id, at);

CREATE INDEX waits_of_dialog ON waits(dialog_id);

CREATE INDEX waits_of_group ON waits(group_id, ended_at) WHERE outcome = 'taken';

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

CREATE VIEW v_messages AS
SELECT
  lower(printf('%s-%s-%s-%s-%s', substr(hex(m.dialog_id), 1, 8), substr(hex(m.dialog_id), 9, 4), substr(hex(m.dialog_id), 13, 4), substr(hex(m.dialog_id), 17, 4), substr(hex(m.dialog_id), 21))) AS session_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', m.at / 1000.0, 'unixepoch') AS sent_at,
  m.author_type AS author_type,
  m.author AS author,
  m.kind AS kind,
  m.text AS text
FROM messages m
JOIN dialogs d ON d.id = m.dialog_id
JOIN chats c ON c.id = d.chat_id
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
