//! Rehearsals of scripts on the archive: what was asked for, the figures, and the dialogs behind
//! each of them. One that is not done is shown to nobody.

use std::fmt::{self, Write as _};

use domain::{DialogId, MessageId, RealEnd, RehearsedEnd, ScriptId, Timestamp};
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

use crate::dialogs::{DIALOG_JOINS, DIALOG_ROW, dialog_row};
use crate::row::RowExt;
use crate::{Change, DialogRow, Reader, StoreError, Writer};

/// Rows that are erased in one job: more would hold up the messages that come in meanwhile.
const PIECE: usize = 5_000;

/// A rehearsal that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    /// Its number, from 1.
    pub no: i64,
    /// The script.
    pub script: ScriptId,
    /// JSON of what was asked for.
    pub request: String,
    /// JSON of the figures.
    pub result: String,
    /// When it was begun.
    pub made_at: Timestamp,
}

/// How one dialog went in a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RehearsedDialog {
    /// Which of the rehearsed versions: 0 or 1.
    pub variant: u8,
    /// The dialog.
    pub dialog: DialogId,
    /// How it had really ended.
    pub really: RealEnd,
    /// How its rehearsal ended.
    pub ended: RehearsedEnd,
    /// Whether it ended otherwise with the other version.
    pub differs: bool,
    /// How often the client was not understood.
    pub elses: u32,
    /// The number of the block where it ended.
    pub last_block: Option<u32>,
    /// The numbers of the blocks where it came by.
    pub blocks: Vec<u32>,
    /// The numbers of the questions that did not understand the client.
    pub else_blocks: Vec<u32>,
    /// The numbers of the markers that it passed.
    pub markers: Vec<u32>,
}

/// The dialogs that a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// All of them.
    All,
    /// Those that had ended, and whose rehearsal ended, in a certain way; none means any.
    Ended {
        /// How it had really ended.
        really: Option<RealEnd>,
        /// How its rehearsal ended.
        ended: Option<RehearsedEnd>,
    },
    /// Those in which the client was not understood at least once.
    NotUnderstood,
    /// Those that ended otherwise with the other version.
    Differing,
    /// Those that passed the marker of this number.
    Marked(u32),
    /// Those that came by the block of this number.
    CameBy(u32),
    /// Those that ended at the block of this number.
    EndedAt(u32),
    /// Those whose client the question of this number did not understand.
    NotUnderstoodAt(u32),
}

/// A dialog behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RehearsedRow {
    /// The dialog.
    pub dialog: DialogRow,
    /// How it had really ended.
    pub really: RealEnd,
    /// How its rehearsal ended.
    pub ended: RehearsedEnd,
    /// Whether it ended otherwise with the other version.
    pub differs: bool,
    /// How often the client was not understood.
    pub elses: u32,
}

/// Numbers as the table keeps them: each between two commas, so that it is found by itself.
struct Numbers<'a>(&'a [u32]);

impl fmt::Display for Numbers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        f.write_char(',')?;
        self.0.iter().try_for_each(|number| write!(f, "{number},"))
    }
}

impl Counted {
    /// The figure as SQL over `rehearsal_dialogs r`.
    fn clause(self) -> (&'static str, Vec<Value>) {
        let number = |number: u32| vec![Value::from(format!(",{number},"))];
        match self {
            Self::All => ("true", Vec::new()),
            Self::Ended { really, ended } => (
                "r.really = coalesce(?, r.really) AND r.ended = coalesce(?, r.ended)",
                vec![
                    Value::from(really.map(|really| really.code().to_owned())),
                    Value::from(ended.map(|ended| ended.code().to_owned())),
                ],
            ),
            Self::NotUnderstood => ("r.elses > 0", Vec::new()),
            Self::Differing => ("r.differs", Vec::new()),
            Self::Marked(marker) => ("instr(r.markers, ?) > 0", number(marker)),
            Self::CameBy(block) => ("instr(r.blocks, ?) > 0", number(block)),
            Self::EndedAt(block) => ("r.last_block = ?", vec![Value::from(block)]),
            Self::NotUnderstoodAt(block) => ("instr(r.else_blocks, ?) > 0", number(block)),
        }
    }
}

impl Reader<'_> {
    /// The rehearsals of a script that are done, the latest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn rehearsals(&self, script: ScriptId) -> Result<Vec<Rehearsal>, StoreError> {
        self.all(
            "SELECT * FROM rehearsals WHERE script_id = ? AND state = 'done' ORDER BY no DESC",
            [script.as_bytes()],
            rehearsal,
        )
    }

    /// A rehearsal that is done.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn rehearsal(&self, no: i64) -> Result<Option<Rehearsal>, StoreError> {
        self.one(
            "SELECT * FROM rehearsals WHERE no = ? AND state = 'done'",
            [no],
            rehearsal,
        )
    }

    /// At most `limit` dialogs that a figure of a rehearsal counts, newest first, from just before
    /// `before`. Those that were erased since are left out.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn rehearsed_dialogs(
        &self,
        (rehearsal, variant): (i64, u8),
        counted: Counted,
        before: Option<DialogId>,
        limit: u32,
    ) -> Result<Vec<RehearsedRow>, StoreError> {
        let (condition, of_figure) = counted.clause();
        let before = before.map_or([0xff; 16], |before| *before.as_bytes());
        let mut values = vec![
            Value::from(rehearsal),
            Value::from(variant),
            Value::from(before.to_vec()),
        ];
        values.extend(of_figure);
        values.push(Value::from(limit));
        // The rehearsal's own rows lead: they are in the order that is wanted.
        let sql = format!(
            "SELECT {DIALOG_ROW}, r.really, r.ended, r.differs, r.elses
             FROM rehearsal_dialogs r CROSS JOIN dialogs d ON d.id = r.dialog_id {DIALOG_JOINS}
             WHERE r.rehearsal = (SELECT no FROM rehearsals WHERE no = ? AND state = 'done') AND r.variant = ? AND r.dialog_id < ? AND c.erases = 0
               AND {condition}
             ORDER BY r.dialog_id DESC LIMIT ?"
        );
        self.all(&sql, params_from_iter(values), |row| {
            Ok(RehearsedRow {
                dialog: dialog_row(row)?,
                really: row.parsed("really")?,
                ended: row.parsed("ended")?,
                differs: row.get("differs")?,
                elses: row.get("elses")?,
            })
        })
    }

    /// The dialog and the text of a message; none when it was erased.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn message_text(&self, id: MessageId) -> Result<Option<(DialogId, String)>, StoreError> {
        self.one(
            "SELECT m.dialog_id, m.text FROM messages m JOIN dialogs d ON d.id = m.dialog_id
             JOIN chats c ON c.id = d.chat_id WHERE m.id = ? AND c.erases = 0",
            [id.as_bytes()],
            |row| Ok((DialogId::from_bytes(row.get(0)?), row.get(1)?)),
        )
    }
}

fn rehearsal(row: &rusqlite::Row<'_>) -> rusqlite::Result<Rehearsal> {
    Ok(Rehearsal {
        no: row.get("no")?,
        script: ScriptId::from_bytes(row.get("script_id")?),
        request: row.get("request")?,
        result: row.get("result")?,
        made_at: row.time("made_at")?,
    })
}

impl Writer<'_> {
    /// Begins a rehearsal; gives its number.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin_rehearsal(
        &mut self,
        script: ScriptId,
        request: &str,
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        self.execute(
            "INSERT INTO rehearsals (script_id, state, request, made_at) VALUES (?, 'running', ?, ?)",
            params![script.as_bytes(), request, now.millis()],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Adds dialogs to a rehearsal that runs.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add_rehearsed(
        &mut self,
        rehearsal: i64,
        dialogs: &[RehearsedDialog],
    ) -> Result<(), StoreError> {
        for dialog in dialogs {
            self.execute(
                "INSERT INTO rehearsal_dialogs (rehearsal, variant, dialog_id, really, ended, differs,
                                                elses, last_block, blocks, else_blocks, markers)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    rehearsal,
                    dialog.variant,
                    dialog.dialog.as_bytes(),
                    dialog.really.code(),
                    dialog.ended.code(),
                    dialog.differs,
                    dialog.elses,
                    dialog.last_block,
                    Numbers(&dialog.blocks).to_string(),
                    Numbers(&dialog.else_blocks).to_string(),
                    Numbers(&dialog.markers).to_string()
                ],
            )?;
        }
        Ok(())
    }

    /// A rehearsal is done, and is shown from now on.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish_rehearsal(&mut self, rehearsal: i64, result: &str) -> Result<(), StoreError> {
        self.execute(
            "UPDATE rehearsals SET state = 'done', result = ? WHERE no = ? AND state = 'running'",
            params![result, rehearsal],
        )?;
        self.changed(Change::Scripts);
        Ok(())
    }

    /// A rehearsal is not wanted any more; says whether there was one. What it left is erased by
    /// [`Writer::erase_rehearsals`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn drop_rehearsal(&mut self, rehearsal: i64) -> Result<bool, StoreError> {
        let dropped = self.execute(
            "UPDATE rehearsals SET state = 'gone' WHERE no = ? AND state <> 'gone'",
            [rehearsal],
        )?;
        self.changed(Change::Scripts);
        Ok(dropped > 0)
    }

    /// Nobody works any more on the rehearsals that run: the program begins.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn drop_unfinished_rehearsals(&mut self) -> Result<(), StoreError> {
        self.execute(
            "UPDATE rehearsals SET state = 'gone' WHERE state = 'running'",
            [],
        )?;
        Ok(())
    }

    /// Erases a piece of what dropped rehearsals left; says whether anything is left.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn erase_rehearsals(&mut self) -> Result<bool, StoreError> {
        let gone: Option<i64> = self.one(
            "SELECT no FROM rehearsals WHERE state = 'gone' LIMIT 1",
            [],
            |row| row.get(0),
        )?;
        let Some(gone) = gone else {
            return Ok(false);
        };
        let erased = self.execute(
            "DELETE FROM rehearsal_dialogs WHERE (rehearsal, variant, dialog_id) IN
               (SELECT rehearsal, variant, dialog_id FROM rehearsal_dialogs WHERE rehearsal = ? LIMIT ?)",
            params![gone, PIECE],
        )?;
        if erased < PIECE {
            self.execute("DELETE FROM rehearsals WHERE no = ?", [gone])?;
        }
        Ok(true)
    }
}
