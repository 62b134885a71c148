//! The file format: what is read, what is refused, and with which words.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use script::{Draft, ReadError};

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
        expect!["line 1: the script must be an object in `{` and `}`"],
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
        expect!["line 1: the script has no `format`"],
    );
}

#[test]
fn unknown_types_fields_and_branches_name_the_block_and_the_line() {
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"start\"},\n{\"id\":\"b\",\"type\":\"teleport\",\"text\":\"x\"}",
        ),
        expect![[r#"
            line 3: block "b" has the unknown type `teleport`; it may be start, message, question, transfer, end"#]],
    );
    check(
        &script("{\"id\":\"a\",\n\"type\":\"message\",\n\"text\":\"x\",\n\"colour\":\"red\"}"),
        expect![[r#"
            line 5: block "a" has an unknown field `colour`; it may have id, type, text, next, at"#]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"question\",\"text\":\"x\",\"branches\":[\n{\"when\":\"else\"},\n{\"when\":\"moon\",\"phase\":1}]}",
        ),
        expect![[r#"
            line 4: block "a", branch 2 is taken when `moon`, which is unknown here; it may be button, else, no_answer"#]],
    );
    check(
        &script("{\"id\":\"a\",\"type\":\"transfer\",\"branches\":[\n{\"when\":\"else\"}]}"),
        expect![[r#"
            line 3: block "a", branch 1 is taken when `else`, which is unknown here; it may be no_operator, operator_idle"#]],
    );
    check(
        &script(
            "{\"id\":\"a\",\"type\":\"transfer\",\"branches\":[\n{\"when\":\"no_operator\",\n\"after_s\":1}]}",
        ),
        expect![[r#"
            line 4: block "a", branch 1 has an unknown field `after_s`; it may have when, next"#]],
    );
    check(
        r#"{"format":1,"name":"A","language":"en","settings":{"speed":9},"blocks":[]}"#,
        expect![
            "line 1: `settings` has an unknown field `speed`; it may have client_silence_s, repeats, blocks_per_message"
        ],
    );
    check(
        r#"{"format":1,"name":"A","language":"en","blocks":[],"author":"me"}"#,
        expect![
            "line 1: the script has an unknown field `author`; it may have format, name, language, settings, blocks"
        ],
    );
}

#[test]
fn missing_wrong_and_doubled_values_name_the_block_and_the_line() {
    check(
        &script("{\"type\":\"end\"}"),
        expect!["line 2: block number 1 has no `id`"],
    );
    check(
        &script("{\"id\":\"a\"}"),
        expect![[r#"line 2: block "a" has no `type`"#]],
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
        expect![[r#"
            line 4: block "a", `at`: invalid type: string "x", expected i32"#]],
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
        expect!["line 3: block number 1 has `id` twice"],
    );
    check(
        &script("7"),
        expect!["line 2: block number 1 must be an object in `{` and `}`"],
    );
    check(
        r#"{"format":1,"name":"A","language":"de","blocks":[]}"#,
        expect!["line 1: the script, `language`: unknown variant `de`, expected `en` or `ru`"],
    );
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*") {
        let _ = Draft::read(&text);
    }

    #[test]
    fn no_damage_to_a_script_makes_the_reader_panic(at in 0usize..6000, with in "\\PC{0,4}", cut in 0usize..40) {
        let mut text = script::builtin(language::Language::Ru).draft().write();
        let at = text.floor_char_boundary(at);
        let end = text.floor_char_boundary((at + cut).min(text.len()));
        text.replace_range(at.min(end)..end.max(at), &with);
        if let Ok(draft) = Draft::read(&text) {
            let again = Draft::read(&draft.write()).unwrap();
            prop_assert_eq!(&again, &draft);
            let _ = draft.check();
        }
    }
}
