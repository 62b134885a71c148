-- What a script was rehearsed on, and how each dialog went then.

CREATE TABLE rehearsals (
  no           INTEGER PRIMARY KEY AUTOINCREMENT,
  script_id    BLOB NOT NULL REFERENCES scripts(id),
  state        TEXT NOT NULL,               -- running, done, or gone: what is left of it is to be erased
  request      TEXT NOT NULL,               -- JSON of what was asked for
  result       TEXT,                        -- JSON of the figures, once it is done
  made_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX rehearsals_of_script ON rehearsals(script_id, no) WHERE state = 'done';
CREATE INDEX rehearsals_gone ON rehearsals(no) WHERE state = 'gone';

-- The dialogs behind the figures. Lists of numbers stand between commas, as in ',0,3,5,'; the numbers
-- of blocks and markers are explained by the rehearsal's result. A dialog that was erased since is
-- not there any more.
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
