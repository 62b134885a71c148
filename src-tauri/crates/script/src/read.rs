use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_path_to_error::Segment;

use crate::block::{Block, BlockId, BlockKind, Draft, FORMAT, Settings};
use crate::wire::{Entries, Unambiguous, Wrong, follow, reason, value};

/// The longest file a script is read from, in bytes.
pub const FILE_MAX: usize = 4 << 20;
/// The most blocks a script may have.
pub const BLOCKS_MAX: usize = 5_000;
/// The most branches a block may have.
pub const BRANCHES_MAX: usize = 200;

/// Why a text is not a script, with the line to look at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages name the fields")]
pub enum ReadError {
    /// The text is longer than any script.
    #[error("the file has {bytes} bytes; a script has at most {FILE_MAX}")]
    TooLong { bytes: usize },
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
    /// Nobody could look through so many blocks.
    #[error("the script has {count} blocks; the limit is {BLOCKS_MAX}")]
    TooManyBlocks { count: usize },
    /// Nobody could look through so many branches.
    #[error("line {line}: block \"{block}\" has {count} branches; the limit is {BRANCHES_MAX}")]
    TooManyBranches {
        line: usize,
        block: BlockId,
        count: usize,
    },
    /// A block is of no type that this program knows.
    #[error(
        "line {line}: block \"{block}\" has the unknown type `{kind}`; this program knows {}; a \
         newer version of the program may have written it",
        TYPES.join(", ")
    )]
    UnknownType {
        line: usize,
        block: BlockId,
        kind: String,
    },
    /// Something is not as the format has it.
    #[error("line {line}: {place}: {reason}")]
    Malformed {
        line: usize,
        place: Place,
        reason: String,
    },
}

/// Where in a script something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The block; none for what holds for the whole script.
    pub block: Option<InBlock>,
    /// The field, as in `settings.repeats` or `values[0].name`; empty for all of it.
    pub field: String,
}

/// Where in a block something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InBlock {
    /// The number of the block in the file, from 1.
    pub number: usize,
    /// Its id, if that could be read.
    pub id: Option<BlockId>,
    /// The number of the branch, from 1.
    pub branch: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.block {
            None => f.write_str("the script")?,
            Some(InBlock { number, id, branch }) => {
                match id {
                    None => write!(f, "block number {number}")?,
                    Some(id) => write!(f, "block \"{id}\"")?,
                }
                if let Some(branch) = branch {
                    write!(f, ", branch {branch}")?;
                }
            }
        }
        if !self.field.is_empty() {
            write!(f, ", `{}`", self.field)?;
        }
        Ok(())
    }
}

impl Draft {
    /// Reads a script; whether it makes sense is not looked at.
    ///
    /// # Errors
    /// The first thing that is not as the format has it.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut fields = fields_of(text)?;
        // A newer format may differ in everything else, so this is the first thing to know.
        let format = fields.take("format");
        check_format(format.map_err(|wrong| malformed(text, None, wrong))?)?;
        Self::of(text, fields)
    }

    fn of(text: &str, mut fields: Entries<'_>) -> Result<Self, ReadError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields<'a> {
            name: String,
            language: language::Language,
            #[serde(default)]
            settings: Settings,
            #[serde(borrow)]
            blocks: Vec<&'a RawValue>,
        }

        let malformed = |wrong| malformed(text, None, wrong);
        // Editors of JSON know by it how to help.
        let _: Option<IgnoredAny> = fields.take_if_there("$schema").map_err(malformed)?;
        let fields: Fields<'_> = fields.rest().map_err(malformed)?;
        let count = fields.blocks.len();
        if count > BLOCKS_MAX {
            return Err(ReadError::TooManyBlocks { count });
        }
        let blocks = fields.blocks.into_iter().enumerate();
        let blocks = blocks.map(|(index, block)| read_block(text, block.get(), index + 1));
        Ok(Self {
            name: fields.name,
            language: fields.language,
            settings: fields.settings,
            blocks: blocks.collect::<Result<_, _>>()?,
        })
    }

    /// The script as a file: always the same text for the same script, made to be read in a diff.
    #[must_use]
    pub fn write(&self) -> String {
        #[derive(Serialize)]
        struct File<'a> {
            format: u64,
            #[serde(flatten)]
            draft: &'a Draft,
        }
        let file = File {
            format: FORMAT,
            draft: self,
        };
        let mut text = serde_json::to_string_pretty(&file)
            .expect("a script has text keys only, and nothing in it can fail to be written");
        text.push('\n');
        text
    }
}

fn fields_of(text: &str) -> Result<Entries<'_>, ReadError> {
    let bytes = text.len();
    if bytes > FILE_MAX {
        return Err(ReadError::TooLong { bytes });
    }
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| ReadError::NotJson {
        line: error.line(),
        column: error.column(),
        reason: reason(&error),
    })?;
    let entries = value(whole.get()).and_then(|Unambiguous| Entries::of(whole.get()));
    entries.map_err(|wrong| malformed(text, None, wrong))
}

const fn check_format(format: u64) -> Result<(), ReadError> {
    match format {
        0 => Err(ReadError::NoSuchFormat),
        1..=FORMAT => Ok(()),
        format => Err(ReadError::FromTheFuture { format }),
    }
}

/// As in a file, but `format` may be left out. From JSON alone, and never as a flattened part of
/// something: what is wrong is told by its place.
impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        let read = || {
            let mut fields = fields_of(text)?;
            let format = fields.take_if_there("format");
            let format = format.map_err(|wrong| malformed(text, None, wrong))?;
            check_format(format.unwrap_or(FORMAT))?;
            Self::of(text, fields)
        };
        read().map_err(D::Error::custom)
    }
}

/// From JSON alone, and never as a flattened part of something: what is wrong is told by its place.
impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        read_block(raw.get(), raw.get(), 1).map_err(D::Error::custom)
    }
}

macro_rules! types {
    ($($name:literal => $kind:ident,)*) => {
        const TYPES: &[&str] = &[$($name),*];

        /// What a block of this type does; none for a type that is not known.
        fn read_kind<'a>(name: &str, fields: Entries<'a>) -> Result<Option<BlockKind>, Wrong<'a>> {
            match name {
                $($name => fields.rest().map(|kind| Some(BlockKind::$kind(kind))),)*
                _ => Ok(None),
            }
        }
    };
}

types! {
    "start" => Start,
    "message" => Message,
    "question" => Question,
    "condition" => Condition,
    "random" => Random,
    "in_order" => InOrder,
    "set" => Set,
    "pause" => Pause,
    "request" => Request,
    "marker" => Marker,
    "transfer" => Transfer,
    "script" => Script,
    "result" => Result,
    "ai" => Ai,
    "end" => End,
}

fn read_block(file: &str, text: &str, number: usize) -> Result<Block, ReadError> {
    let mut place = InBlock {
        number,
        id: None,
        branch: None,
    };
    let wrong = |place: &InBlock, wrong| malformed(file, Some(place.clone()), wrong);

    let mut fields = Entries::of(text).map_err(|error| wrong(&place, error))?;
    let id: BlockId = fields.take("id").map_err(|error| wrong(&place, error))?;
    place.id = Some(id.clone());
    let wrong = |error| wrong(&place, error);
    let title = fields.take_if_there("title").map_err(wrong)?.flatten();
    let at = fields.take_if_there("at").map_err(wrong)?.flatten();
    let kind: String = fields.take("type").map_err(wrong)?;
    let Some(kind) = read_kind(&kind, fields).map_err(wrong)? else {
        return Err(ReadError::UnknownType {
            line: line_of(file, text),
            block: id,
            kind: kind.chars().take(40).collect(),
        });
    };
    let block = Block {
        id,
        kind,
        title,
        at,
    };
    match block.exits().len() {
        0..=BRANCHES_MAX => Ok(block),
        count => Err(ReadError::TooManyBranches {
            line: line_of(file, text),
            block: block.id,
            count,
        }),
    }
}

fn malformed(file: &str, mut block: Option<InBlock>, wrong: Wrong<'_>) -> ReadError {
    let mut path = wrong.path.as_slice();
    if let [Segment::Map { key }, Segment::Seq { index }, rest @ ..] = path
        && block.is_none()
        && key == "blocks"
    {
        let text = follow(file, &wrong.path[..2]);
        let id = Entries::of(text).and_then(|mut fields| fields.take("id"));
        block = Some(InBlock {
            number: index + 1,
            id: id.ok(),
            branch: None,
        });
        path = rest;
    }
    if let (Some(block), [Segment::Map { key }, Segment::Seq { index }, rest @ ..]) =
        (&mut block, path)
        && key == "branches"
    {
        block.branch = Some(index + 1);
        path = rest;
    }
    let mut field = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => field.push_str(&format!("[{index}]")),
            Segment::Map { key: name } | Segment::Enum { variant: name } => {
                if !field.is_empty() {
                    field.push('.');
                }
                field.extend(name.chars().take(40));
            }
            Segment::Unknown => {}
        }
    }
    ReadError::Malformed {
        line: line_of(file, wrong.part),
        place: Place { block, field },
        reason: wrong.reason,
    }
}

/// The line, from 1, on which a part of the file begins. Counted only for a complaint: it is a walk
/// through the file.
fn line_of(file: &str, part: &str) -> usize {
    let offset = (part.as_ptr() as usize).saturating_sub(file.as_ptr() as usize);
    let before = file.as_bytes().iter().take(offset);
    before.filter(|byte| **byte == b'\n').count() + 1
}
