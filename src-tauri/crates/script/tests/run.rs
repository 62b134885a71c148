//! The runner: a script and what it is told in, what it wants done out.

use domain::{DialogId, Messenger, Timestamp};
use expect_test::{Expect, expect};
use jiff::tz::TimeZone;
use language::Language;
use proptest::prelude::*;
use script::{Facts, Input, Output, Script, State, builtin};

const MENU: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","text":"Hello!","next":"menu"},
    {"id":"menu","type":"question","text":"What is it?","branches":[
        {"when":"button","title":"Delivery","next":"delivery"},
        {"when":"button","title":"Ещё вопрос","next":"operator"},
        {"when":"else","next":"pardon"},
        {"when":"no_answer","after_s":60,"next":"bye"}]},
    {"id":"delivery","type":"message","text":"Two days.","next":"menu"},
    {"id":"pardon","type":"message","text":"Pardon?","next":"menu"},
    {"id":"operator","type":"transfer","branches":[{"when":"no_operator","next":"sorry"}]},
    {"id":"sorry","type":"message","text":"Nobody is here.","next":"bye"},
    {"id":"bye","type":"end"}]}"#;

/// One turn of a dialog of nobody in particular.
fn run(script: &Script, state: State, input: Input<'_>) -> (State, Vec<Output>) {
    let facts = Facts {
        now: Timestamp::from_millis(1_795_392_000_000),
        zone: &TimeZone::UTC,
        dialog: DialogId::from_bytes([7; 16]),
        transcript: "",
        client_name: None,
        client_phone: None,
        channel: Messenger::Web,
        page: None,
        previous_script: None,
        is_open: true,
    };
    let turn = script::run(script, state, input, &facts);
    (turn.state, turn.outputs)
}

const START: Input<'_> = Input::Start { first: None };

/// Runs a script through inputs and shows what it wants done after each.
fn check(script: &str, inputs: &[Input<'_>], shown: Expect) {
    let script = Script::read(script).expect("the test's own script is right");
    let mut state = State::default();
    let mut text = String::new();
    for input in inputs {
        let (next, outputs) = run(&script, state, *input);
        state = next;
        text += &format!("> {input:?}\n");
        for output in outputs {
            text += &match output {
                Output::Say { text } => format!("say {text}\n"),
                Output::Ask {
                    text,
                    buttons,
                    no_answer_s,
                } => {
                    let wait = no_answer_s.map_or(String::new(), |s| format!(" within {s} s"));
                    let text = text.unwrap_or_default();
                    format!("ask {text} {buttons:?}{wait}\n")
                }
                Output::Log(note) => format!("log {note}\n"),
                output => format!("{output:?}\n"),
            };
        }
    }
    shown.assert_eq(&text);
}

#[test]
fn greets_asks_answers_and_asks_on() {
    check(
        MENU,
        &[START, Input::Button(0)],
        expect![[r#"
            > Start { first: None }
            say Hello!
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
            > Button(0)
            say Two days.
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
        "#]],
    );
}

#[test]
fn a_typed_title_is_a_press() {
    check(
        MENU,
        &[START, Input::Text("  ЕЩЕ   вопрос ")],
        expect![[r#"
            > Start { first: None }
            say Hello!
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
            > Text("  ЕЩЕ   вопрос ")
            Transfer { group: None }
        "#]],
    );
}

#[test]
fn the_first_message_answers_the_first_question_unasked() {
    check(
        MENU,
        &[Input::Start {
            first: Some("delivery"),
        }],
        expect![[r#"
            > Start { first: Some("delivery") }
            say Hello!
            say Two days.
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
        "#]],
    );
    check(
        MENU,
        &[Input::Start { first: Some("Hi") }],
        expect![[r#"
            > Start { first: Some("Hi") }
            say Hello!
            say Pardon?
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
        "#]],
    );
}

#[test]
fn a_first_message_that_no_branch_takes_is_only_greeted() {
    check(
        r#"{"format":1,"name":"A","language":"en","blocks":[
            {"id":"s","type":"start","text":"Hello!","next":"q"},
            {"id":"q","type":"question","text":"?","branches":[{"when":"button","title":"A","next":"q"}]}]}"#,
        &[Input::Start { first: Some("Hi") }],
        expect![[r#"
            > Start { first: Some("Hi") }
            say Hello!
            ask ? ["A"]
        "#]],
    );
}

#[test]
fn silence_and_missing_operators_take_their_branches() {
    check(
        MENU,
        &[START, Input::NoAnswer, Input::Text("hm"), Input::NoAnswer],
        expect![[r#"
            > Start { first: None }
            say Hello!
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
            > NoAnswer
            End
            > Text("hm")
            > NoAnswer
        "#]],
    );
    check(
        MENU,
        &[
            START,
            Input::Button(1),
            Input::OperatorIdle,
            Input::NoOperator,
        ],
        expect![[r#"
            > Start { first: None }
            say Hello!
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
            > Button(1)
            Transfer { group: None }
            > OperatorIdle
            NoBranch
            > NoOperator
            say Nobody is here.
            End
        "#]],
    );
}

#[test]
fn else_is_followed_three_times_and_then_an_operator_is_called() {
    let hm = Input::Text("hm");
    check(
        MENU,
        &[START, hm, hm, hm, hm, Input::NoOperator],
        expect![[r#"
            > Start { first: None }
            say Hello!
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
            > Text("hm")
            say Pardon?
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
            > Text("hm")
            say Pardon?
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
            > Text("hm")
            say Pardon?
            ask What is it? ["Delivery", "Ещё вопрос"] within 60 s
            > Text("hm")
            say Pardon?
            log block "menu": was asked 4 times without an answer that it takes
            Transfer { group: None }
            > NoOperator
            NoBranch
        "#]],
    );
}

#[test]
fn an_understood_answer_starts_the_count_again() {
    let hm = Input::Text("hm");
    let script = Script::read(MENU).unwrap();
    let mut state = run(&script, State::default(), START).0;
    for round in 0..10 {
        for input in [hm, hm, hm, Input::Button(0)] {
            let (next, outputs) = run(&script, state, input);
            assert!(
                matches!(outputs.last(), Some(Output::Ask { .. })),
                "round {round}: {outputs:?}"
            );
            state = next;
        }
    }
}

const NUDGE: &str = r#"{"format":1,"name":"A","language":"en","settings":{"repeats":1},"blocks":[
    {"id":"s","type":"start","next":"q"},
    {"id":"q","type":"question","text":"?","branches":[
        {"when":"button","title":"A","next":"e"},
        {"when":"else","next":"sorry"},
        {"when":"no_answer","after_s":9,"next":"q"}]},
    {"id":"sorry","type":"message","text":"Sorry.","next":"e"},
    {"id":"e","type":"end"}]}"#;

#[test]
fn a_question_repeated_without_its_else_tries_that_first() {
    check(
        NUDGE,
        &[START, Input::NoAnswer, Input::NoAnswer],
        expect![[r#"
            > Start { first: None }
            ask ? ["A"] within 9 s
            > NoAnswer
            ask ? ["A"] within 9 s
            > NoAnswer
            log block "q": was asked 2 times without an answer that it takes
            say Sorry.
            End
        "#]],
    );
}

#[test]
fn a_question_without_else_is_asked_again_and_then_an_operator_is_called() {
    let hm = Input::Text("hm");
    check(
        r#"{"format":1,"name":"A","language":"en","settings":{"repeats":1},"blocks":[
            {"id":"s","type":"start","next":"q"},
            {"id":"q","type":"question","text":"?","branches":[{"when":"button","title":"A","next":"q"}]}]}"#,
        &[START, hm, hm, hm],
        expect![[r#"
            > Start { first: None }
            ask ? ["A"]
            > Text("hm")
            ask ? ["A"]
            > Text("hm")
            log block "q": was asked 2 times without an answer that it takes
            Transfer { group: None }
            > Text("hm")
        "#]],
    );
}

#[test]
fn a_question_without_buttons_takes_any_text_as_its_answer() {
    let number = Input::Text("42");
    check(
        r#"{"format":1,"name":"A","language":"en","settings":{"repeats":0},"blocks":[
            {"id":"s","type":"start","next":"q"},
            {"id":"q","type":"question","text":"Number?","branches":[{"when":"else","next":"q"}]}]}"#,
        &[START, number, number, number],
        expect![[r#"
            > Start { first: None }
            ask Number? []
            > Text("42")
            ask Number? []
            > Text("42")
            ask Number? []
            > Text("42")
            ask Number? []
        "#]],
    );
}

#[test]
fn a_question_that_was_not_seen_is_asked_again_without_counting() {
    let again = Input::AskAgain;
    check(
        NUDGE,
        &[START, again, again, again, Input::NoAnswer],
        expect![[r#"
            > Start { first: None }
            ask ? ["A"] within 9 s
            > AskAgain
            ask ? ["A"] within 9 s
            > AskAgain
            ask ? ["A"] within 9 s
            > AskAgain
            ask ? ["A"] within 9 s
            > NoAnswer
            ask ? ["A"] within 9 s
        "#]],
    );
}

#[test]
fn too_many_blocks_in_a_row_call_an_operator() {
    check(
        r#"{"format":1,"name":"A","language":"en","settings":{"blocks_per_message":2},"blocks":[
            {"id":"s","type":"start","text":"1","next":"a"},
            {"id":"a","type":"message","text":"2","next":"b"},
            {"id":"b","type":"message","text":"3","next":"e"},
            {"id":"e","type":"end"}]}"#,
        &[START],
        expect![[r#"
            > Start { first: None }
            say 1
            say 2
            log block "b": more than 2 blocks in a row without waiting for the client
            Transfer { group: None }
        "#]],
    );
}

#[test]
fn a_state_of_another_script_calls_an_operator() {
    let (state, _) = run(&Script::read(MENU).unwrap(), State::default(), START);
    let (_, outputs) = run(builtin(Language::En), state, Input::Text("hm"));
    let said: Vec<String> = outputs.iter().map(|output| format!("{output:?}")).collect();
    assert_eq!(
        said,
        [
            r#"Log(BlockIsGone { block: BlockId("menu") })"#,
            "Transfer { group: None }"
        ]
    );
}

fn inputs() -> impl Strategy<Value = Vec<(u8, usize)>> {
    proptest::collection::vec((0u8..8, 0usize..6), 0..60)
}

proptest! {
    /// A turn ends by waiting or ending, a state survives being stored, and the same turn twice is
    /// the same.
    #[test]
    fn any_inputs_in_any_order(inputs in inputs(), russian: bool) {
        let script = builtin(if russian { Language::Ru } else { Language::En });
        let mut state = State::default();
        for (kind, number) in inputs {
            let input = match kind {
                0 => START,
                1 => Input::Start { first: Some("где мой заказ?") },
                2 => Input::Text("нет, СПАСИБО"),
                3 => Input::Button(if number == 5 { usize::MAX } else { number }),
                4 => Input::NoAnswer,
                5 => Input::AskAgain,
                6 => Input::NoOperator,
                _ => Input::OperatorIdle,
            };
            let (next, outputs) = run(script, state.clone(), input);
            prop_assert_eq!(&run(script, state, input), &(next.clone(), outputs.clone()));
            let rests = outputs.iter().filter(|output| !matches!(output, Output::Say { .. } | Output::Log(_)));
            prop_assert!(rests.count() <= 1, "a turn comes to rest once: {:?}", outputs);
            let last = outputs.last();
            let open = matches!(last, Some(Output::Say { .. } | Output::Log(_)));
            prop_assert!(!open, "a turn ends by coming to rest: {:?}", outputs);
            let stored = serde_json::to_string(&next).unwrap();
            state = serde_json::from_str(&stored).unwrap();
            prop_assert_eq!(&state, &next);
        }
    }
}
