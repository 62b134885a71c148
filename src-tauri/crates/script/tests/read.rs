//! The file format: what is read, what is refused, and with which words.

mod support;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use script::{Draft, ReadError};
use serde_json::{Value, json};

fn check(text: &str, error: Expect) {
    let found = Draft::read(text).expect_err("the text is no script");
    error.assert_eq(&found.to_string());
}

/// A script of these blocks, the first of which begins on line 2.
fn script(blocks: &str) -> String {
    format!("{{\"format\":1,\"name\":\"A\",\"language\":\"en\",\"blocks\":[\n{blocks}\n]}}")
}

#[test]
fn the_shape_of_the_file_is_pinned() {
    let text = r#"{"blocks":[
        {"type":"start","at":[-20,40],"id":"start","next":"q"},
        {"type":"question","branches":[
            {"next":"bye","title":"Bye","when":"button"},
            {"when":"no_answer","after_s":60,"next":"op"},
            {"when":"else"}],"text":"?","id":"q"},
        {"id":"op","type":"transfer","branches":[{"when":"no_operator","next":"bye"},{"when":"operator_idle","next":"m"}]},
        {"id":"m","type":"message","text":"Sorry","next":"q"},
        {"id":"bye","type":"end"}],
        "settings":{"client_silence_s":30},"language":"ru","name":"A","format":1}"#;
    let written = Draft::read(text).unwrap().write();
    expect![[r#"
        {
          "format": 1,
          "name": "A",
          "language": "ru",
          "settings": {
            "client_silence_s": 30,
            "repeats": 3,
            "blocks_per_message": 200
          },
          "blocks": [
            {
              "id": "start",
              "type": "start",
              "next": "q",
              "at": [
                -20,
                40
              ]
            },
            {
              "id": "q",
              "type": "question",
              "text": "?",
              "branches": [
                {
                  "when": "button",
                  "title": "Bye",
                  "next": "bye"
                },
                {
                  "when": "no_answer",
                  "after_s": 60,
                  "next": "op"
                },
                {
                  "when": "else"
                }
              ]
            },
            {
              "id": "op",
              "type": "transfer",
              "branches": [
                {
                  "when": "no_operator",
                  "next": "bye"
                },
                {
                  "when": "operator_idle",
                  "next": "m"
                }
              ]
            },
            {
              "id": "m",
              "type": "message",
              "text": "Sorry",
              "next": "q"
            },
            {
              "id": "bye",
              "type": "end"
            }
          ]
        }
    "#]]
    .assert_eq(&written);
    assert_eq!(
        Draft::read(&written).unwrap(),
        Draft::read(text).unwrap(),
        "what is written reads back as the same script"
    );
}

#[test]
fn the_example_of_the_documentation_is_a_script() {
    let documentation = include_str!("../src/lib.rs");
    let example = documentation.split("```").nth(1).unwrap();
    let example = example.trim_start_matches("json").replace("\n//!", "\n");
    script::Script::read(&example).unwrap();
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_file() {
    Draft::read(&format!("\u{feff}{}", script(""))).unwrap();
}

#[test]
fn what_is_not_json_is_named_with_its_place() {
    check(
        "",
        expect!["line 1, column 0: not JSON: EOF while parsing a value"],
    );
    check(
        "{\"format\":1,\n \"name\" \"A\"}",
        expect!["line 2, column 9: not JSON: expected `:`"],
    );
    check(
        "[1]",
        expect!["line 1: the script: invalid type: sequence, expected an object in `{` and `}`"],
    );
    let deep = "[".repeat(100_000);
    let error = Draft::read(&deep).unwrap_err();
    assert!(matches!(error, ReadError::NotJson { .. }), "{error}");
}

#[test]
fn a_script_from_the_future_is_refused_before_anything_else_in_it() {
    check(
        r#"{"format":2,"title":"A","steps":{}}"#,
        expect![
            "this script has format 2, and this program reads formats up to 1; open it with a newer version of the program"
        ],
    );
    check(
        r#"{"format":0}"#,
        expect!["`format` is 0; the first format is 1"],
    );
    check(
        r#"{"format":"1"}"#,
        expect![[r#"line 1: the script, `format`: invalid type: string "1", expected u64"#]],
    );
    check(
        r#"{"name":"A"}"#,
        expect!["line 1: the script: missing field `format`"],
    );
}

#[test]
fn unknown_types_fields_and_branches_name_the_block_and_the_line() {
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"start\"},\n{\"id\":\"b\",\"type\":\"teleport\",\"text\":\"x\"}",
        ),
        expect![[
            r#"line 3: block "b" has the unknown type `teleport`; this program knows start, message, question, condition, random, in_order, set, pause, request, marker, transfer, script, result, ai, end; a newer version of the program may have written it"#
        ]],
    );
    check(
        &script("{\"id\":\"a\",\n\"type\":\"message\",\n\"text\":\"x\",\n\"colour\":\"red\"}"),
        expect![[
            r#"line 5: block "a", `colour`: unknown field `colour`, expected `text` or `next`"#
        ]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"question\",\"text\":\"x\",\"branches\":[\n{\"when\":\"else\"},\n{\"when\":\"moon\",\"phase\":1}]}",
        ),
        expect![[
            r#"line 4: block "a", branch 2, `when`: unknown variant `moon`, expected one of `button`, `words`, `pattern`, `phrases`, `entity`, `file`, `else`, `no_answer`"#
        ]],
    );
    check(
        &script("{\"id\":\"a\",\"type\":\"transfer\",\"branches\":[\n{\"when\":\"else\"}]}"),
        expect![[
            r#"line 3: block "a", branch 1, `when`: unknown variant `else`, expected `no_operator` or `operator_idle`"#
        ]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"transfer\",\"branches\":[\n{\"when\":\"no_operator\",\n\"after_s\":1}]}",
        ),
        expect![[
            r#"line 4: block "a", branch 1, `after_s`: unknown field `after_s`, there are no fields"#
        ]],
    );
    check(
        r#"{"format":1,"name":"A","language":"en","settings":{"speed":9},"blocks":[]}"#,
        expect![
            "line 1: the script, `settings.speed`: unknown field `speed`, expected one of `client_silence_s`, `repeats`, `blocks_per_message`"
        ],
    );
    check(
        r#"{"format":1,"name":"A","language":"en","blocks":[],"author":"me"}"#,
        expect![
            "line 1: the script, `author`: unknown field `author`, expected one of `name`, `language`, `settings`, `blocks`"
        ],
    );
}

#[test]
fn missing_wrong_and_doubled_values_name_the_block_and_the_line() {
    check(
        &script("{\"type\":\"end\"}"),
        expect!["line 2: block number 1: missing field `id`"],
    );
    check(
        &script("{\"id\":\"a\"}"),
        expect![[r#"line 2: block "a": missing field `type`"#]],
    );
    check(
        &script("{\"id\":\"a b\",\"type\":\"end\"}"),
        expect![
            "line 2: block number 1, `id`: `a b` cannot be the id of a block; an id has 1 to 64 letters, digits, `_`, `-` or `.`"
        ],
    );
    check(
        &script("{\"id\":\"a\",\"type\":\"message\",\n\"text\":7}"),
        expect![[r#"
            line 3: block "a", `text`: invalid type: integer `7`, expected a string"#]],
    );
    check(
        &script("{\"id\":\"a\",\"type\":\"end\",\"at\":[\n1,\n\"x\"]}"),
        expect![[r#"line 4: block "a", `at[1]`: invalid type: string "x", expected i32"#]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"question\",\"text\":\"x\",\"branches\":[{\"when\":\"no_answer\",\"after_s\":-1}]}",
        ),
        expect![[r#"
            line 2: block "a", branch 1, `after_s`: invalid value: integer `-1`, expected u32"#]],
    );
    check(
        &script("{\"id\":\"a\",\n\"id\":\"b\",\"type\":\"end\"}"),
        expect![[r#"line 3: block "a", `id`: stands there twice"#]],
    );
    check(
        &script("7"),
        expect![
            "line 2: block number 1: invalid type: integer `7`, expected an object in `{` and `}`"
        ],
    );
    check(
        r#"{"format":1,"name":"A","language":"de","blocks":[]}"#,
        expect!["line 1: the script, `language`: unknown variant `de`, expected `en` or `ru`"],
    );
}

#[test]
fn doubles_are_refused_wherever_they_stand() {
    check(
        "{\"format\":1,\n\"format\":1}",
        expect!["line 2: the script, `format`: stands there twice"],
    );
    check(
        "{\"format\":1,\"name\":\"A\",\n\"name\":\"B\",\"language\":\"en\",\"blocks\":[]}",
        expect!["line 2: the script, `name`: stands there twice"],
    );
    check(
        "{\"format\":1,\"name\":\"A\",\"language\":\"en\",\"settings\":{\"repeats\":1,\n\"repeats\":2},\"blocks\":[]}",
        expect!["line 2: the script, `settings.repeats`: stands there twice"],
    );
    check(
        &script("{\"id\":\"a\",\"type\":\"message\",\"text\":\"x\",\n\"text\":\"y\"}"),
        expect![[r#"line 3: block "a", `text`: stands there twice"#]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"question\",\"branches\":[{\"when\":\"else\"},\n{\"when\":\"button\",\"title\":\"x\",\n\"title\":\"y\"}]}",
        ),
        expect![[r#"line 4: block "a", branch 2, `title`: stands there twice"#]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"question\",\"branches\":[{\"when\":\"else\",\"next\":\"a\",\n\"next\":\"b\"}]}",
        ),
        expect![[r#"line 3: block "a", branch 1, `next`: stands there twice"#]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"condition\",\"branches\":[{\"when\":\"all\",\"tests\":[{\"left\":\"x\",\"is\":\"filled\",\"is\":\"empty\"}]}]}",
        ),
        expect![[r#"line 2: block "a", branch 1, `tests[0].is`: stands there twice"#]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"set\",\"values\":[{\"name\":\"x\",\"value\":\"1\"},\n{\"name\":\"x\",\n\"value\":\"1\",\n\"value\":\"2\"}]}",
        ),
        expect![[r#"line 5: block "a", `values[1].value`: stands there twice"#]],
    );
}

#[test]
fn a_complaint_names_the_place_within_the_block() {
    check(
        &script("{\"id\":\"a\",\"type\":\"set\",\"values\":[\n{\"name\":\"x\",\n\"value\":1}]}"),
        expect![[
            r#"line 4: block "a", `values[0].value`: invalid type: integer `1`, expected a string"#
        ]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"request\",\"url\":\"x\",\"headers\":[\n{\"name\":\"x\",\n\"values\":\"1\"}],\"branches\":[]}",
        ),
        expect![[
            r#"line 4: block "a", `headers[0].values`: unknown field `values`, expected `name` or `value`"#
        ]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"request\",\"url\":\"x\",\"branches\":[\n{\"when\":\"status\",\n\"status\":70000}]}",
        ),
        expect![[
            r#"line 4: block "a", branch 1, `status`: invalid value: integer `70000`, expected u16"#
        ]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"random\",\"branches\":[\n{\"weight\":1},\n{\"next\":7}]}",
        ),
        expect![[
            r#"line 4: block "a", branch 2, `next`: invalid type: integer `7`, expected a string"#
        ]],
    );
    check(
        &script("{\"id\":\"a\",\"type\":\"in_order\",\"branches\":[\n{\"weight\":1}]}"),
        expect![[
            r#"line 3: block "a", branch 1, `weight`: unknown field `weight`, there are no fields"#
        ]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"condition\",\"branches\":[\n{\"when\":\"any\",\n\"tests\":[{\"left\":\"x\",\"is\":\"like\"}]}]}",
        ),
        expect![[
            r#"line 4: block "a", branch 1, `tests`: unknown variant `like`, expected one of `equal`, `not_equal`, `less`, `at_most`, `more`, `at_least`, `contains`, `not_contains`, `filled`, `empty`"#
        ]],
    );
    check(
        &script("{\"id\":\"a\",\"type\":\"question\",\"branches\":[\n{\"when\":\"button\"}]}"),
        expect![[r#"line 3: block "a", branch 1: missing field `title`"#]],
    );
    check(
        &script("{\"id\":\"a\",\"type\":\"transfer\",\"group\":\"sales\",\"branches\":[]}"),
        expect![[
            r#"line 2: block "a", `group`: UUID parsing failed: invalid character: found `s` at 0"#
        ]],
    );
    check(
        &script("{\"id\":\"a\",\"type\":\"end\",\"next\":\"b\"}"),
        expect![[r#"line 2: block "a", `next`: unknown field `next`, there are no fields"#]],
    );
}

#[test]
fn what_is_too_large_is_refused_by_its_size() {
    check(
        &" ".repeat(4 * 1024 * 1024 + 1),
        expect!["the file has 4194305 bytes; a script has at most 4194304"],
    );
    let blocks: Vec<String> = (0..5_001)
        .map(|n| format!(r#"{{"id":"b{n}","type":"end"}}"#))
        .collect();
    check(
        &script(&blocks.join(",")),
        expect!["the script has 5001 blocks; the limit is 5000"],
    );
    let branches = vec![r#"{"when":"else"}"#; 201].join(",");
    check(
        &script(&format!(
            r#"{{"id":"q","type":"question","branches":[{branches}]}}"#
        )),
        expect![[r#"line 2: block "q" has 201 branches; the limit is 200"#]],
    );
}

#[test]
fn json_of_any_depth_is_refused_without_falling_over() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for text in [
        deep.clone(),
        script(&deep),
        script(&format!(r#"{{"id":"a","type":"message","text":{deep}}}"#)),
        script(&format!(r#"{{"id":"a","type":"end","more":{deep}}}"#)),
        script(&format!(
            r#"{{"id":"a","type":"question","branches":[{{"when":"else","more":{deep}}}]}}"#
        )),
        format!(r#"{{"format":1,"$schema":{deep}}}"#),
    ] {
        let error = Draft::read(&text).expect_err("it is no script");
        assert!(error.to_string().len() < 500, "{error}");
    }
}

#[test]
fn the_name_of_its_schema_may_stand_in_a_file() {
    let text = r#"{"$schema":"https://example.com/s.json","format":1,"name":"A","language":"en","blocks":[]}"#;
    let draft = Draft::read(text).unwrap();
    assert!(
        !draft.write().contains("$schema"),
        "it is no part of the script"
    );
}

#[test]
fn a_draft_comes_out_of_any_json_as_out_of_a_file() {
    let draft = script::builtin(language::Language::En).draft().clone();
    let value = serde_json::to_value(&draft).unwrap();
    let text = value.to_string();
    assert_eq!(serde_json::from_value::<Draft>(value).unwrap(), draft);
    assert_eq!(serde_json::from_str::<Draft>(&text).unwrap(), draft);
    let file = serde_json::from_str::<Value>(&draft.write()).unwrap();
    assert_eq!(serde_json::from_value::<Draft>(file).unwrap(), draft);

    for (block, why) in [
        (
            json!({"id": "a", "type": "message"}),
            r#"line 1: block "a": missing field `text`"#,
        ),
        (
            json!({"id": "a", "type": "end", "more": 1}),
            r#"line 1: block "a", `more`: unknown field `more`, there are no fields"#,
        ),
    ] {
        let value = json!({"name": "A", "language": "en", "blocks": [block]});
        let error = serde_json::from_value::<Draft>(value).unwrap_err();
        assert_eq!(error.to_string(), why);
        let error = serde_json::from_value::<script::Block>(block).unwrap_err();
        assert_eq!(error.to_string(), why);
    }
    let newer = json!({"format": 2, "name": "A", "language": "en", "blocks": []});
    let error = serde_json::from_value::<Draft>(newer).unwrap_err();
    assert!(error.to_string().contains("format 2"), "{error}");
}

/// Any JSON, with the words of scripts in it more often than others.
fn any_json() -> impl Strategy<Value = Value> {
    const WORDS: &[&str] = &[
        "id", "type", "branches", "when", "next", "at", "title", "text", "start", "question",
        "else", "button", "values", "tests", "settings", "blocks", "format", "name", "language",
    ];
    let word = prop_oneof![
        3 => proptest::sample::select(WORDS).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            proptest::collection::btree_map(word.clone(), inner, 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back_as_the_same(draft in support::draft()) {
        let written = draft.write();
        let read = Draft::read(&written);
        prop_assert_eq!(read.as_ref(), Ok(&draft), "{}", written);
        prop_assert_eq!(draft.write(), written, "the same script is always the same text");
        let value = serde_json::to_value(&draft).unwrap();
        prop_assert_eq!(serde_json::from_value::<Draft>(value).unwrap(), draft);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*") {
        let _ = Draft::read(&text);
    }

    #[test]
    fn no_json_makes_the_reader_panic(value in any_json()) {
        let _ = Draft::read(&value.to_string());
        let _ = serde_json::from_value::<script::Block>(value.clone());
        let _ = serde_json::from_value::<Draft>(value.clone());
        let file = json!({"format": 1, "name": "A", "language": "en", "blocks": [value]});
        let _ = Draft::read(&file.to_string());
    }

    #[test]
    fn no_damage_to_a_script_makes_the_reader_panic(
        draft in support::draft(),
        at in any::<proptest::sample::Index>(),
        with in "\\PC{0,4}",
        cut in 0usize..40,
    ) {
        let mut text = draft.write();
        let at = text.floor_char_boundary(at.index(text.len()));
        let end = text.ceil_char_boundary((at + cut).min(text.len()));
        text.replace_range(at..end, &with);
        if let Ok(draft) = Draft::read(&text) {
            let again = Draft::read(&draft.write()).unwrap();
            prop_assert_eq!(&again, &draft);
            let _ = draft.check();
        }
    }
}
