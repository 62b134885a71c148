//! The published schema: that it is of this program, and that it accepts what can be read.

mod support;

use boon::{Compiler, SchemaIndex, Schemas};
use language::Language;
use proptest::prelude::*;
use script::{Draft, SCRIPT_SCHEMA, builtin, schema};
use serde_json::{Value, json};

struct Judge {
    schemas: Schemas,
    script: SchemaIndex,
}

impl Judge {
    fn new() -> Self {
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler
            .add_resource(SCRIPT_SCHEMA, schema())
            .expect("its name is an address");
        let script = compiler
            .compile(SCRIPT_SCHEMA, &mut schemas)
            .expect("it is a schema");
        Self { schemas, script }
    }

    fn complaint(&self, script: &Value) -> Option<String> {
        let judged = self.schemas.validate(script, self.script);
        judged.err().map(|error| error.to_string())
    }
}

thread_local! {
    /// Made once for all cases: it has dozens of patterns.
    static JUDGE: Judge = Judge::new();
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the text is JSON")
}

#[test]
fn the_committed_schema_is_the_one_of_this_program() {
    let committed = include_str!("../script.schema.json");
    let mut current = serde_json::to_string_pretty(&schema()).unwrap();
    current.push('\n');
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/script.schema.json"),
            current,
        )
        .unwrap();
        return;
    }
    assert!(
        committed == current,
        "script.schema.json is stale; UPDATE_EXPECT=1 cargo test -p script --test schema writes it anew"
    );
}

#[test]
fn scripts_that_come_with_the_program_conform() {
    let judge = Judge::new();
    for language in Language::ALL {
        let text = builtin(*language).draft().write();
        assert_eq!(judge.complaint(&json(&text)), None, "{language}");
    }
}

#[test]
fn what_cannot_be_read_does_not_conform() {
    let judge = Judge::new();
    for (field, value) in [
        ("format", json!(2)),
        ("language", json!("de")),
        ("blocks", json!({})),
        ("settings", json!({ "speed": 1 })),
        ("author", json!("me")),
        ("blocks", json!([{ "id": "a" }])),
        ("blocks", json!([{ "id": "a b", "type": "end" }])),
        ("blocks", json!([{ "id": "a", "type": "teleport" }])),
        ("blocks", json!([{ "id": "a", "type": "end", "colour": 1 }])),
        ("blocks", json!([{ "id": "a", "type": "message" }])),
        (
            "blocks",
            json!([{ "id": "a", "type": "question", "branches": [{ "when": "moon" }] }]),
        ),
        (
            "blocks",
            json!([{ "id": "a", "type": "question", "branches": [{ "when": "else", "then": 1 }] }]),
        ),
        (
            "blocks",
            json!([{ "id": "a", "type": "random", "branches": [{ "when": "else" }] }]),
        ),
        (
            "blocks",
            json!([{ "id": "a", "type": "pause", "seconds": -1 }]),
        ),
    ] {
        let mut script = json!({ "format": 1, "name": "A", "language": "en", "blocks": [] });
        assert_eq!(judge.complaint(&script), None, "an empty script conforms");
        script[field] = value;
        assert!(judge.complaint(&script).is_some(), "{script}");
        assert!(Draft::read(&script.to_string()).is_err(), "{script}");
    }
}

proptest! {
    #[test]
    fn whatever_the_program_writes_conforms(draft in support::draft()) {
        let written = json(&draft.write());
        let complaint = JUDGE.with(|judge| judge.complaint(&written));
        prop_assert_eq!(complaint, None);
    }
}
