-- Ids are UUIDv7 in sixteen bytes, times milliseconds since 1970 in UTC, money millionths.

CREATE TABLE settings (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL                       -- JSON
) STRICT, WITHOUT ROWID;

-- What people configured; `settings` is the JSON of domain::ChatSettings.
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

CREATE TABLE channels (
  id           BLOB PRIMARY KEY,
  chat_id      BLOB NOT NULL REFERENCES chats(id),
  messenger    TEXT NOT NULL,
  site_key     TEXT UNIQUE,                 -- what a page that embeds the widget names
  config       TEXT NOT NULL DEFAULT '{}',  -- JSON
  enabled      INTEGER NOT NULL DEFAULT 1,
  created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX channels_of_chat ON channels(chat_id);

-- A script's versions stay as long as a dialog may hold one.
CREATE TABLE scripts (
  id           BLOB PRIMARY KEY,
  name         TEXT NOT NULL,
  builtin      TEXT UNIQUE,                 -- code of a script that comes with the program
  version      INTEGER NOT NULL,            -- the published one
  created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE script_versions (
  script_id    BLOB NOT NULL REFERENCES scripts(id),
  version      INTEGER NOT NULL,
  body         TEXT NOT NULL,               -- JSON in the script format
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (script_id, version)
) STRICT, WITHOUT ROWID;

-- A person as one channel knows them.
CREATE TABLE clients (
  no           INTEGER PRIMARY KEY,         -- "Visitor 81 204"
  id           BLOB NOT NULL UNIQUE,
  channel_id   BLOB NOT NULL REFERENCES channels(id),
  remote_id    TEXT NOT NULL,
  name         TEXT,
  phone        TEXT,
  language     TEXT,
  last_seq     INTEGER NOT NULL DEFAULT 0,  -- of the messages exchanged with this client
  created_at   INTEGER NOT NULL,
  UNIQUE (channel_id, remote_id)
) STRICT;

-- The tokens by which the widget's visitors are known again; only the SHA-256 is kept.
CREATE TABLE visitor_tokens (
  token        BLOB PRIMARY KEY,
  client_id    BLOB NOT NULL REFERENCES clients(id),
  expires_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX visitor_tokens_by_client ON visitor_tokens(client_id);

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
) STRICT;
-- One dialog at a time for a client.
CREATE UNIQUE INDEX dialogs_open ON dialogs(client_id) WHERE closed_at IS NULL;
CREATE INDEX dialogs_of_client ON dialogs(client_id);
-- The archive's list: newest first over all, of a chat, of a messenger, of a narrow status.
-- `client_messages` stands last, so that dialogs in which nobody wrote are passed over in the index.
CREATE INDEX dialogs_list ON dialogs(created_at, id, client_messages);
CREATE INDEX dialogs_list_chat ON dialogs(chat_id, created_at, id, client_messages);
CREATE INDEX dialogs_list_messenger ON dialogs(messenger, created_at, id, client_messages);
CREATE INDEX dialogs_list_active ON dialogs(created_at, id, client_messages, chat_id) WHERE closed_at IS NULL;
CREATE INDEX dialogs_list_no_response ON dialogs(created_at, id, client_messages) WHERE handed_over_at IS NOT NULL AND operator_messages = 0;

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
) STRICT;
CREATE UNIQUE INDEX messages_of_client ON messages(client_id, seq);
CREATE INDEX messages_of_dialog ON messages(dialog_id, seq);

-- What the engine needs to go on with an open dialog; `due_at` is its next deadline.
CREATE TABLE sessions (
  dialog_id    BLOB PRIMARY KEY REFERENCES dialogs(id),
  state        TEXT NOT NULL,               -- JSON of engine::Session
  due_at       INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_due ON sessions(due_at) WHERE due_at IS NOT NULL;

-- What came in, once: a known remote id changes nothing. Handled rows are kept for two weeks, since
-- messengers deliver again for up to one.
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
CREATE INDEX inbox_pending ON inbox(no) WHERE handled_at IS NULL;
CREATE INDEX inbox_handled ON inbox(handled_at) WHERE handled_at IS NOT NULL;
CREATE INDEX inbox_of_dialog ON inbox(dialog_id);

-- What is to be delivered, in order for each client; the row goes when the client's side has it.
CREATE TABLE outbox (
  client_id    BLOB NOT NULL REFERENCES clients(id),
  seq          INTEGER NOT NULL,
  channel_id   BLOB NOT NULL REFERENCES channels(id),
  dialog_id    BLOB NOT NULL REFERENCES dialogs(id),
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (client_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_of_dialog ON outbox(dialog_id);
CREATE INDEX outbox_of_channel ON outbox(channel_id, created_at);

-- The pages a visitor opened while a dialog could be had.
CREATE TABLE visits (
  no           INTEGER PRIMARY KEY,
  client_id    BLOB NOT NULL REFERENCES clients(id),
  at           INTEGER NOT NULL,
  url          TEXT NOT NULL,
  title        TEXT,
  referrer     TEXT
) STRICT;
CREATE INDEX visits_of_client ON visits(client_id, at);
