use std::fmt;

use serde::Serialize;

use crate::block::{Answer, Block, BlockId, BlockKind, Branch, Draft, FORMAT, Handover, Settings};
use crate::wire::{Fields, cut};

/// Why a text is not a script, with the line to look at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages name the fields")]
pub enum ReadError {
    /// The text is not JSON at all.
    #[error("line {line}, column {column}: not JSON: {reason}")]
    NotJson {
        line: usize,
        column: usize,
        reason: String,
    },
    /// A newer program wrote it.
    #[error(
        "this script has format {format}, and this program reads formats up to {FORMAT}; open it \
         with a newer version of the program"
    )]
    FromTheFuture { format: u64 },
    /// There never was a format 0.
    #[error("`format` is 0; the first format is 1")]
    NoSuchFormat,
    /// Something that must be an object is not.
    #[error("line {line}: {place} must be an object in `{{` and `}}`")]
    NotAnObject { place: Place, line: usize },
    /// A field is not there.
    #[error("line {line}: {place} has no `{field}`")]
    Missing {
        place: Place,
        line: usize,
        field: &'static str,
    },
    /// A field stands there twice.
    #[error("line {line}: {place} has `{field}` twice")]
    FieldTwice {
        place: Place,
        line: usize,
        field: String,
    },
    /// A field is not one that this program knows there.
    #[error("line {line}: {place} has an unknown field `{field}`; it may have {known}")]
    UnknownField {
        place: Place,
        line: usize,
        field: String,
        known: &'static str,
    },
    /// A field holds something it cannot.
    #[error("line {line}: {place}, `{field}`: {reason}")]
    WrongValue {
        place: Place,
        line: usize,
        field: &'static str,
        reason: String,
    },
    /// A block is of no type that this program knows.
    #[error("line {line}: {place} has the unknown type `{kind}`; it may be {BLOCK_TYPES}")]
    UnknownType {
        place: Place,
        line: usize,
        kind: String,
    },
    /// A branch is of no kind that such a block may have.
    #[error(
        "line {line}: {place} is taken when `{when}`, which is unknown here; it may be {known}"
    )]
    UnknownBranch {
        place: Place,
        line: usize,
        when: String,
        known: &'static str,
    },
}

/// Where in a script something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The whole script.
    Script,
    /// Its settings.
    Settings,
    /// The block with this number, from 1, whose id is not known yet.
    NthBlock(usize),
    /// A block.
    Block(BlockId),
    /// A branch of a block.
    Branch {
        /// The block.
        block: BlockId,
        /// The number of the branch, from 1.
        number: usize,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Script => f.write_str("the script"),
            Self::Settings => f.write_str("`settings`"),
            Self::NthBlock(number) => write!(f, "block number {number}"),
            Self::Block(id) => write!(f, "block \"{id}\""),
            Self::Branch { block, number } => write!(f, "block \"{block}\", branch {number}"),
        }
    }
}

const BLOCK_TYPES: &str = "start, message, question, transfer, end";

impl Draft {
    /// Reads a script; whether it makes sense is not looked at.
    ///
    /// # Errors
    /// The first thing that is not as the format has it.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut script = Fields::of_file(text)?;
        // A newer format may differ in everything else, so this is the first thing to know.
        let format: u64 = script.take("format")?;
        if format > FORMAT {
            return Err(ReadError::FromTheFuture { format });
        }
        if format == 0 {
            return Err(ReadError::NoSuchFormat);
        }
        let draft = Self {
            name: script.take("name")?,
            language: script.take("language")?,
            settings: match script.object_if_there("settings", Place::Settings)? {
                Some(fields) => read_settings(fields)?,
                None => Settings::default(),
            },
            blocks: script
                .objects("blocks", Place::NthBlock)?
                .into_iter()
                .map(read_block)
                .collect::<Result<_, _>>()?,
        };
        script.finish("format, name, language, settings, blocks")?;
        Ok(draft)
    }

    /// The script as a file: always the same text for the same script, made to be read in a diff.
    #[must_use]
    pub fn write(&self) -> String {
        #[derive(Serialize)]
        struct File<'a> {
            format: u64,
            name: &'a str,
            language: language::Language,
            settings: Settings,
            blocks: &'a [Block],
        }
        let file = File {
            format: FORMAT,
            name: &self.name,
            language: self.language,
            settings: self.settings,
            blocks: &self.blocks,
        };
        let mut text = serde_json::to_string_pretty(&file)
            .expect("a script has text keys only, and nothing in it can fail to be written");
        text.push('\n');
        text
    }
}

fn read_settings(mut fields: Fields<'_>) -> Result<Settings, ReadError> {
    let otherwise = Settings::default();
    let settings = Settings {
        client_silence_s: fields.take_if_there("client_silence_s")?,
        repeats: fields
            .take_if_there("repeats")?
            .unwrap_or(otherwise.repeats),
        blocks_per_message: fields
            .take_if_there("blocks_per_message")?
            .unwrap_or(otherwise.blocks_per_message),
    };
    fields.finish("client_silence_s, repeats, blocks_per_message")?;
    Ok(settings)
}

fn read_block(mut fields: Fields<'_>) -> Result<Block, ReadError> {
    let id: BlockId = fields.take("id")?;
    fields.place = Place::Block(id.clone());
    let at = fields.take_if_there("at")?;
    let kind: String = fields.take("type")?;
    let (kind, known) = match kind.as_str() {
        "start" => {
            let start = BlockKind::Start {
                text: fields.take_if_there("text")?,
                next: fields.take_if_there("next")?,
            };
            (start, "id, type, text, next, at")
        }
        "message" => {
            let message = BlockKind::Message {
                text: fields.take("text")?,
                next: fields.take_if_there("next")?,
            };
            (message, "id, type, text, next, at")
        }
        "question" => {
            let question = BlockKind::Question {
                text: fields.take("text")?,
                branches: read_branches(&mut fields, &id, read_answer)?,
            };
            (question, "id, type, text, branches, at")
        }
        "transfer" => {
            let transfer = BlockKind::Transfer {
                group: fields.take_if_there("group")?,
                branches: read_branches(&mut fields, &id, read_handover)?,
            };
            (transfer, "id, type, group, branches, at")
        }
        "end" => (BlockKind::End {}, "id, type, at"),
        unknown => {
            return Err(ReadError::UnknownType {
                line: fields.line(),
                place: fields.place,
                kind: cut(unknown),
            });
        }
    };
    fields.finish(known)?;
    Ok(Block { id, kind, at })
}

fn read_branches<'a, When>(
    fields: &mut Fields<'a>,
    block: &BlockId,
    read: impl Fn(&str, &mut Fields<'a>) -> Result<(When, &'static str), ReadError>,
) -> Result<Vec<Branch<When>>, ReadError> {
    let branches = fields.objects("branches", |number| Place::Branch {
        block: block.clone(),
        number,
    })?;
    let branches = branches.into_iter().map(|mut fields| {
        let when: String = fields.take("when")?;
        let next = fields.take_if_there("next")?;
        let (when, known) = read(&when, &mut fields)?;
        fields.finish(known)?;
        Ok(Branch { when, next })
    });
    branches.collect()
}

fn read_answer(when: &str, fields: &mut Fields<'_>) -> Result<(Answer, &'static str), ReadError> {
    Ok(match when {
        "button" => {
            let title = fields.take("title")?;
            (Answer::Button { title }, "when, title, next")
        }
        "else" => (Answer::Else, "when, next"),
        "no_answer" => {
            let after_s = fields.take("after_s")?;
            (Answer::NoAnswer { after_s }, "when, after_s, next")
        }
        unknown => return Err(unknown_branch(unknown, fields, "button, else, no_answer")),
    })
}

fn read_handover(
    when: &str,
    fields: &mut Fields<'_>,
) -> Result<(Handover, &'static str), ReadError> {
    Ok(match when {
        "no_operator" => (Handover::NoOperator, "when, next"),
        "operator_idle" => (Handover::OperatorIdle, "when, next"),
        unknown => {
            return Err(unknown_branch(
                unknown,
                fields,
                "no_operator, operator_idle",
            ));
        }
    })
}

fn unknown_branch(when: &str, fields: &Fields<'_>, known: &'static str) -> ReadError {
    ReadError::UnknownBranch {
        place: fields.place.clone(),
        line: fields.line(),
        when: cut(when),
        known,
    }
}
