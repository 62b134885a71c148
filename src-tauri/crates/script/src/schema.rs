use language::Language;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::block::{Block, FORMAT, Settings};
use crate::read::{BLOCKS_MAX, BRANCHES_MAX};

/// The name of the format's schema; it may stand in a file as `$schema`.
pub const SCRIPT_SCHEMA: &str = "https://parley.app/schemas/script-1.json";

/// The JSON Schema (draft 2020-12) of a script's file, for editors and for other programs. What it
/// accepts can be read; whether it makes sense is for the checks to say.
#[must_use]
pub fn schema() -> Value {
    let mut blocks = of::<Vec<Block>>();
    blocks["maxItems"] = json!(BLOCKS_MAX);
    let block = &mut blocks["items"];
    close(block);
    if let Some(kinds) = block["oneOf"].as_array_mut() {
        let branches = kinds.iter_mut().filter_map(|kind| {
            let branches = kind.pointer_mut("/properties/branches")?;
            branches["maxItems"] = json!(BRANCHES_MAX);
            branches.get_mut("items")
        });
        branches.for_each(close);
    }
    let languages: Vec<_> = Language::ALL
        .iter()
        .map(|language| language.code())
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCRIPT_SCHEMA,
        "title": "Script",
        "description": "A script of Parley.",
        "type": "object",
        "required": ["format", "name", "language", "blocks"],
        "additionalProperties": false,
        "properties": {
            "$schema": { "description": "The name of this schema." },
            "format": { "description": "The version of the format.", "const": FORMAT },
            "name": { "description": "What people call it.", "type": "string" },
            "language": {
                "description": "The language its texts are written in.",
                "enum": languages,
            },
            "settings": of::<Settings>(),
            "blocks": blocks,
        },
    })
}

fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let mut schema = schema.to_value();
    if let Some(fields) = schema.as_object_mut() {
        // It is the name of the type in the program.
        fields.remove("title");
    }
    schema
}

/// Refuses fields that neither the object itself nor the kind it is of has.
fn close(object: &mut Value) {
    object["unevaluatedProperties"] = json!(false);
}
