-- Settings are grouped by the sections of the editor; the sites that may embed the widget are one of them.
UPDATE chats SET settings = json_object(
  'script', json_object(
    'main', json_extract(settings, '$.script'),
    'reply_to_first_message', json(coalesce(settings -> '$.reply_to_first_message', 'true'))
  ),
  'appearance', json_object('colours', json(coalesce(settings -> '$.colours', '{}'))),
  'widget', json_object('allowed_sites', json(coalesce(
    (SELECT config -> '$.allowed_sites' FROM channels
     WHERE chat_id = chats.id AND messenger = 'web' ORDER BY id LIMIT 1), '[]')))
);
UPDATE channels SET config = '{}';

-- How a chat stood after each change, the present one included.
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

INSERT INTO chat_versions (chat_id, revision, name, settings, made_from, created_at)
SELECT id, revision, name, settings, 'program', updated_at FROM chats;
