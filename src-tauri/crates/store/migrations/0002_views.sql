-- For people who open the file with another program: ids as text, times ISO 8601 in UTC. Columns whose
-- source is not there yet are null.

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
  (SELECT group_concat(author, ', ') FROM (SELECT DISTINCT author FROM messages m WHERE m.dialog_id = d.id AND m.author_type = 'operator' AND author IS NOT NULL)) AS operators,
  NULL AS operator_group,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.handed_over_at / 1000.0, 'unixepoch') AS handed_over_at,
  NULL AS taken_at,
  NULL AS first_response_s,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.closed_at / 1000.0, 'unixepoch') AS closed_at,
  d.closed_by AS closed_by,
  d.ending AS ending,
  (d.closed_at - d.created_at) / 1000.0 AS duration_s,
  d.client_messages AS client_messages,
  d.bot_messages AS bot_messages,
  d.operator_messages AS operator_messages,
  NULL AS markers,
  NULL AS rating,
  NULL AS scale,
  NULL AS csi_percent,
  NULL AS rating_comment,
  NULL AS client_result,
  NULL AS operator_result,
  NULL AS tags,
  CASE WHEN d.previous_id IS NOT NULL THEN lower(printf('%s-%s-%s-%s-%s', substr(hex(d.previous_id), 1, 8), substr(hex(d.previous_id), 9, 4), substr(hex(d.previous_id), 13, 4), substr(hex(d.previous_id), 17, 4), substr(hex(d.previous_id), 21))) END AS previous_session_id,
  d.cost / 1000000.0 AS dialog_cost,
  d.currency AS currency,
  (SELECT group_concat(line, char(10)) FROM (SELECT coalesce(m.author, m.author_type) || ': ' || m.text AS line FROM messages m WHERE m.dialog_id = d.id ORDER BY m.seq)) AS dialog
FROM dialogs d
JOIN chats c ON c.id = d.chat_id
JOIN clients k ON k.id = d.client_id
LEFT JOIN scripts s ON s.id = d.script_id
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
