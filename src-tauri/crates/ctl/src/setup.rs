//! What people set up for operators: the same verbs for operators, groups and tags, each told by its
//! id or by its name.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use domain::{GroupInput, OperatorId, OperatorInput, TagInput};
use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};

use crate::door::{Door, pretty, word};
use crate::failure::Failure;

/// The longest file that is read, in bytes.
const FILE_MAX: u64 = 1 << 20;

#[derive(Debug, Subcommand)]
pub(crate) enum SetupCommand {
    /// Every one
    List,
    /// One, as a file for `update`
    Show {
        /// Its id or its name
        #[arg(value_name = "ID")]
        named: String,
    },
    /// Make one from a JSON file; `-` reads standard input
    Create {
        /// Only what has no default must be in it
        file: PathBuf,
    },
    /// Change one to what a JSON file says; `-` reads standard input
    Update {
        /// Its id or its name
        #[arg(value_name = "ID")]
        named: String,
        /// What is left out of it gets its default; a `revision` in it must be the present one
        file: PathBuf,
        /// Take the place of whatever was saved since the file's `revision`
        #[arg(long)]
        force: bool,
    },
    /// Delete one
    Delete {
        /// Its id or its name
        #[arg(value_name = "ID")]
        named: String,
    },
    /// Take a deletion back
    Restore {
        /// Its id
        id: String,
    },
}

/// What is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Thing {
    Operator,
    Group,
    Tag,
}

impl Thing {
    const fn word(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Group => "group",
            Self::Tag => "tag",
        }
    }

    async fn all(self, door: &Door) -> Result<Vec<Value>, Failure> {
        let list = door
            .call(&format!("{}s_list", self.word()), json!({}))
            .await?;
        Ok(match list {
            Value::Array(list) => list,
            _ => Vec::new(),
        })
    }

    /// The one with this id or this name.
    async fn one(self, door: &Door, named: &str) -> Result<Value, Failure> {
        let mut all = self.all(door).await?.into_iter();
        all.find(|one| is_called(one, named))
            .ok_or_else(|| Failure::Work(format!("there is no {} `{named}`", self.word())))
    }

    /// The id of the one with this id or this name.
    pub(crate) async fn id(self, door: &Door, named: &str) -> Result<String, Failure> {
        if is_id(named) {
            return Ok(named.trim().to_owned());
        }
        Ok(word(&self.one(door, named).await?, "id").to_owned())
    }

    /// What it names others in, and what those are.
    const fn names(self) -> Option<(&'static str, Self)> {
        match self {
            Self::Operator => Some(("groups", Self::Group)),
            Self::Group => Some(("members", Self::Operator)),
            Self::Tag => None,
        }
    }

    /// What is told of it but cannot be written.
    const fn only_told(self) -> &'static [&'static str] {
        match self {
            Self::Operator => &["has_pin", "presence", "load"],
            Self::Group => &["online", "waiting"],
            Self::Tag => &["dialogs"],
        }
    }

    /// It as a file for `update`, which names others by their names.
    async fn file(self, door: &Door, mut one: Value) -> Result<Value, Failure> {
        if let (Some((field, others)), Some(file)) = (self.names(), one.as_object_mut()) {
            let all = others.all(door).await?;
            for other in listed(file, field) {
                let id = other.as_str().unwrap_or_else(|| word(other, "id"));
                let found = all.iter().find(|one| word(one, "id") == id);
                *other = found.map_or_else(|| json!(id), |found| found["name"].clone());
            }
        }
        if let Some(file) = one.as_object_mut() {
            file.retain(|field, _| !self.only_told().contains(&field.as_str()));
        }
        Ok(one)
    }

    /// What a file says of it, in the form a command takes.
    async fn input(
        self,
        door: &Door,
        path: &Path,
        mut file: Map<String, Value>,
    ) -> Result<Value, Failure> {
        if let Some((field, others)) = self.names() {
            for (index, other) in listed(&mut file, field).iter_mut().enumerate() {
                if let Some(named) = other.as_str() {
                    let id = others.id(door, named).await.map_err(|failure| {
                        Failure::file(path, format!("{field}.{index}: {failure}"))
                    })?;
                    *other = json!(id);
                }
            }
        }
        let file = Value::Object(file);
        match self {
            Self::Operator => shaped::<OperatorInput>(path, file),
            Self::Group => shaped::<GroupInput>(path, file),
            Self::Tag => shaped::<TagInput>(path, file),
        }
    }
}

/// Whether a text is an id; those of operators look like all others.
fn is_id(text: &str) -> bool {
    text.parse::<OperatorId>().is_ok()
}

fn is_called(one: &Value, named: &str) -> bool {
    if is_id(named) {
        word(one, "id").eq_ignore_ascii_case(named.trim())
    } else {
        api::is_same_name(word(one, "name"), named)
    }
}

fn listed<'a>(file: &'a mut Map<String, Value>, field: &str) -> &'a mut [Value] {
    match file.get_mut(field) {
        Some(Value::Array(list)) => list,
        _ => &mut [],
    }
}

/// Checks the form of a file, so that an error names the file and the field.
fn shaped<T: Serialize + DeserializeOwned>(path: &Path, file: Value) -> Result<Value, Failure> {
    let input: T =
        serde_path_to_error::deserialize(file).map_err(|error| Failure::file(path, error))?;
    serde_json::to_value(input).map_err(|error| Failure::file(path, error))
}

/// The fields of a file, each of which stands there once.
struct Fields(Map<String, Value>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Fields, A::Error> {
        let mut fields = Map::new();
        while let Some((field, value)) = object.next_entry::<String, Value>()? {
            if fields.contains_key(&field) {
                return Err(A::Error::custom(format_args!(
                    "`{field}` stands there twice"
                )));
            }
            fields.insert(field, value);
        }
        Ok(Fields(fields))
    }
}

fn read(path: &Path) -> Result<Map<String, Value>, Failure> {
    let mut text = String::new();
    let read = if path == Path::new("-") {
        let input = std::io::stdin().lock();
        input.take(FILE_MAX + 1).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(FILE_MAX + 1).read_to_string(&mut text))
    };
    let length = read.map_err(|error| Failure::file(path, error))?;
    if u64::try_from(length).is_ok_and(|length| length > FILE_MAX) {
        return Err(Failure::file(path, "is longer than 1 MiB"));
    }
    let fields: Fields = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Failure::file(path, error))?;
    Ok(fields.0)
}

pub(crate) async fn run(
    door: &Door,
    thing: Thing,
    command: SetupCommand,
    json: bool,
) -> Result<String, Failure> {
    let what = thing.word();
    let done = match command {
        SetupCommand::List => {
            let all = thing.all(door).await?;
            return Ok(if json {
                pretty(&Value::Array(all))
            } else {
                list(thing, &all)
            });
        }
        SetupCommand::Show { named } => {
            let one = thing.one(door, &named).await?;
            return Ok(pretty(&thing.file(door, one).await?));
        }
        SetupCommand::Create { file } => {
            let mut written = read(&file)?;
            written.remove("id");
            written.remove("revision");
            let input = thing.input(door, &file, written).await?;
            let request = json!({ "input": input });
            door.call(&format!("{what}_create"), request).await?
        }
        SetupCommand::Update { named, file, force } => {
            let id = thing.id(door, &named).await?;
            let mut written = read(&file)?;
            let of = written.remove("id");
            if let Some(of) = of.as_ref().and_then(Value::as_str)
                && !of.eq_ignore_ascii_case(&id)
                && !force
            {
                let message = format!("is of the {what} {of}, not of {id}; `--force` takes it");
                return Err(Failure::file(&file, message));
            }
            let revision = written.remove("revision").filter(|_| !force);
            let input = thing.input(door, &file, written).await?;
            let mut request = json!({ "id": id, "input": input });
            if thing != Thing::Tag {
                request["revision"] = revision.unwrap_or_default();
            }
            door.call(&format!("{what}_update"), request).await?
        }
        SetupCommand::Delete { named } => {
            let id = thing.id(door, &named).await?;
            let done = door
                .call(&format!("{what}_delete"), json!({ "id": id }))
                .await?;
            return Ok(if json {
                pretty(&done)
            } else {
                format!("deleted {id}\n")
            });
        }
        SetupCommand::Restore { id } => {
            door.call(&format!("{what}_restore"), json!({ "id": id }))
                .await?
        }
    };
    Ok(told(&done, json))
}

/// What was made or changed: its id, or all of it as JSON.
pub(crate) fn told(one: &Value, json: bool) -> String {
    if json {
        pretty(one)
    } else {
        format!("{}\n", word(one, "id"))
    }
}

fn list(thing: Thing, all: &[Value]) -> String {
    let mut text = String::new();
    for one in all {
        let (id, name) = (word(one, "id"), word(one, "name"));
        let number = |key: &str| one[key].as_u64().unwrap_or_default();
        let _ = match thing {
            Thing::Operator => {
                let (presence, load) = (word(one, "presence"), number("load"));
                let most = match number("dialogs_max") {
                    0 => "any".to_owned(),
                    most => most.to_string(),
                };
                writeln!(text, "{id}  {presence:6}  {load:>3} of {most:<3}  {name}")
            }
            Thing::Group => {
                let members = one["members"].as_array().map_or(0, Vec::len);
                let (online, waiting) = (number("online"), number("waiting"));
                writeln!(
                    text,
                    "{id}  {online:>3} of {members:<3} online  {waiting:>4} waiting  {name}"
                )
            }
            Thing::Tag => {
                let (colour, dialogs) = (word(one, "colour"), number("dialogs"));
                writeln!(text, "{id}  {colour:9}  {dialogs:>6} dialogs  {name}")
            }
        };
    }
    text
}
