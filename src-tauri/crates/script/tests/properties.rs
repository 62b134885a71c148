//! What holds for every script that is right, whatever it is told: a turn ends, within its limits
//! and the same each time.

use domain::{DialogId, Messenger, ScriptId, Timestamp};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use script::{Draft, Facts, Input, Output, Replied, Script, State, Turn, Waits, run, understands};

/// The most characters a variable keeps.
const VALUE_MAX: usize = 4_096;

fn facts(dialog: u8) -> Facts<'static> {
    static ZONE: TimeZone = TimeZone::UTC;
    Facts {
        now: Timestamp::from_millis(1_795_392_000_000 + i64::from(dialog) * 3_600_000),
        zone: &ZONE,
        dialog: DialogId::from_bytes([dialog; 16]),
        transcript: "Client: Hi",
        client_name: Some("Анна"),
        client_phone: None,
        channel: Messenger::Web,
        page: None,
        previous_script: None,
        is_open: dialog.is_multiple_of(2),
    }
}

/// What a script is told, with texts of its own.
#[derive(Debug, Clone)]
enum Told {
    Start(Option<String>),
    Followed([u8; 16]),
    Text(String),
    Button(usize),
    File(String),
    Http(u16, String),
    Said(String),
    Failed,
    Late(u32),
    Other(Input<'static>),
}

impl Told {
    fn input(&self, state: &State) -> Input<'_> {
        let step = match state.waits_for() {
            Waits::Reply { step } => step,
            _ => 1,
        };
        let replied = |reply| Input::Replied { step, reply };
        match self {
            Self::Start(first) => Input::Start {
                first: first.as_deref(),
            },
            Self::Followed(from) => Input::Followed {
                from: Some(ScriptId::from_bytes(*from)),
            },
            Self::Text(text) => Input::Text(text),
            Self::Button(number) => Input::Button(*number),
            Self::File(text) => Input::File { text },
            Self::Http(status, body) => replied(Replied::Http {
                status: *status,
                body,
            }),
            Self::Said(text) => replied(Replied::Said(text)),
            Self::Failed => replied(Replied::Failed { why: "refused" }),
            Self::Late(step) => Input::Replied {
                step: *step,
                reply: Replied::Said("late"),
            },
            Self::Other(input) => *input,
        }
    }

    /// Whether the client did it, or the dialog begins with it.
    fn counts_anew(&self) -> bool {
        matches!(
            self,
            Self::Start(_)
                | Self::Text(_)
                | Self::Button(_)
                | Self::File(_)
                | Self::Other(Input::AskAgain)
        )
    }
}

fn said() -> impl Strategy<Value = String> {
    prop_oneof![
        select(
            [
                "yes",
                "два",
                "завтра",
                "a@b.com",
                "+7 916 123-45-67",
                "",
                "👍",
                "שלום"
            ]
            .as_slice()
        )
        .prop_map(str::to_owned),
        "\\PC{0,20}",
        (4_000usize..5_000).prop_map(|times| "ж".repeat(times)),
    ]
}

fn told() -> impl Strategy<Value = Told> {
    let body = prop_oneof![
        Just(r#"{"a":{"b":[1,null,"x"]},"c":"d"}"#.to_owned()),
        said(),
    ];
    let other = [
        Input::NoAnswer,
        Input::AskAgain,
        Input::PauseOver,
        Input::NoOperator,
        Input::OperatorIdle,
        Input::NoScript,
    ];
    prop_oneof![
        1 => proptest::option::of(said()).prop_map(Told::Start),
        1 => any::<[u8; 16]>().prop_map(Told::Followed),
        6 => said().prop_map(Told::Text),
        4 => prop_oneof![0usize..4, Just(usize::MAX)].prop_map(Told::Button),
        1 => said().prop_map(Told::File),
        3 => (select([200u16, 201, 301, 404, 500, 0, u16::MAX].as_slice()), body)
            .prop_map(|(status, body)| Told::Http(status, body)),
        2 => said().prop_map(Told::Said),
        1 => Just(Told::Failed),
        1 => any::<u32>().prop_map(Told::Late),
        8 => select(other.to_vec()).prop_map(Told::Other),
    ]
}

/// A script that is right: any blocks with their ways mended until the checks find no error.
fn script() -> impl Strategy<Value = Script> {
    let blocks = proptest::collection::vec(right_block(), 1..14);
    let targets = proptest::collection::vec(any::<Index>(), 200);
    let settings = (0u32..4, prop_oneof![1u32..6, Just(200)]);
    let script = (blocks, targets, settings);
    script.prop_filter_map(
        "goes round without a question",
        |(blocks, targets, settings)| {
            let mut draft = written(&blocks, &targets, settings);
            let problems = draft.problems(&script::Around::default());
            let unreachable: Vec<_> = problems
                .iter()
                .filter(|problem| problem.fault == script::Fault::Unreachable)
                .filter_map(|problem| problem.block.clone())
                .collect();
            draft
                .blocks
                .retain(|block| !unreachable.contains(&block.id));
            draft.check().ok()
        },
    )
}

/// A block that is right but for its ways, which lead to `?`.
fn right_block() -> impl Strategy<Value = &'static str> {
    select(BLOCKS)
}

/// Each type of block and each kind of branch.
const BLOCKS: &[&str] = &[
    r#""type":"message","text":"Hello, {clientName} {a} {request.status}","next":"?""#,
    r#""type":"message","text":"{a}{a}{b}","next":"?""#,
    r#""type":"question","text":"{a}?","save_to":"a","branches":[{"when":"button","title":"Yes","next":"?"},
        {"when":"button","title":"{b}","next":"?"},{"when":"no_answer","after_s":5,"next":"?"},{"when":"else","next":"?"}]"#,
    r#""type":"question","save_to":"b","branches":[{"when":"words","words":["yes"],"next":"?"},
        {"when":"pattern","pattern":"(\\d+)|x","next":"?"},{"when":"file","next":"?"},
        {"when":"phrases","phrases":["where is my order","да"],"at_least":50,"next":"?"}]"#,
    r#""type":"question","text":"When?","save_to":"a","branches":[{"when":"entity","entity":"date","next":"?"},
        {"when":"entity","entity":"phone","next":"?"},{"when":"entity","entity":"email","next":"?"},
        {"when":"entity","entity":"number","next":"?"},{"when":"else","next":"?"}]"#,
    r#""type":"question","text":"Any","branches":[{"when":"else","next":"?"}]"#,
    r#""type":"condition","branches":[{"when":"all","tests":[{"left":"{a}","is":"more","right":"{b}"}],"next":"?"},
        {"when":"any","tests":[{"left":"{a}","is":"contains","right":"1"},{"left":"{b}","is":"empty"}],"next":"?"},
        {"when":"open","next":"?"}]"#,
    r#""type":"condition","branches":[{"when":"all","tests":[{"left":"{n}","is":"at_most","right":"9"}],"next":"?"},
        {"when":"else","next":"?"}]"#,
    r#""type":"random","branches":[{"weight":1,"next":"?"},{"weight":1000,"next":"?"}]"#,
    r#""type":"in_order","branches":[{"next":"?"},{"next":"?"}]"#,
    r#""type":"in_order","after_last":"last","branches":[{"next":"?"},{"next":"?"},{"next":"?"}]"#,
    r#""type":"set","values":[{"name":"n","is":"number","value":"{n} + 1"},{"name":"b","value":"{b}{a}{percept}"}],"next":"?""#,
    r#""type":"set","values":[{"name":"n","is":"number","value":"9999999999 * {a} / {n}"}],"next":"?""#,
    r#""type":"pause","seconds":3,"next":"?""#,
    r#""type":"request","url":"https://example.com/{a}?b={b}","body":"{a}","headers":[{"name":"X","value":"{b}"}],
        "save":[{"from":"/a/b","to":"a"},{"from":"","to":"b"}],
        "branches":[{"when":"status","status":404,"next":"?"},{"when":"ok","next":"?"},{"when":"failed","next":"?"}]"#,
    r#""type":"request","url":"https://example.com/","branches":[{"when":"status","status":500,"next":"?"}]"#,
    r#""type":"ai","service":"s","instructions":"{a}","save_to":"b","branches":[{"when":"answered","next":"?"}]"#,
    r#""type":"ai","service":"s","instructions":"{a}","branches":[{"when":"answered","next":"?"},{"when":"failed","next":"?"}]"#,
    r#""type":"marker","marker":"m","value":"{a}","next":"?""#,
    r#""type":"result","result":"{a}{b}","next":"?""#,
    r#""type":"transfer","branches":[{"when":"no_operator","next":"?"},{"when":"operator_idle","next":"?"}]"#,
    r#""type":"transfer","branches":[]"#,
    r#""type":"script","script":"018f0000-0000-7000-8000-00000000000b","next":"?""#,
    r#""type":"script","script":"018f0000-0000-7000-8000-00000000000b""#,
];

/// A draft of these blocks, whose ways lead where `targets` say.
fn written(blocks: &[&str], targets: &[Index], (repeats, blocks_per_message): (u32, u32)) -> Draft {
    let mut targets = targets.iter();
    // Every variable that a text may name is given a value somewhere.
    let first = r#""type":"set","values":[{"name":"a","value":""},{"name":"b","value":""},{"name":"n","is":"number","value":"1"}],"next":"?""#;
    let all = [r#""type":"start","text":"Hi","next":"b1""#, first];
    let all = all.iter().chain(blocks).chain([&r#""type":"end""#]);
    let end = blocks.len() + 2;
    let texts = all.enumerate().map(|(number, block)| {
        let mut text = format!(r#"{{"id":"b{number}",{block}}}"#);
        let mut is_first = true;
        while let Some(place) = text.find("\"?\"") {
            // The first way mostly leads on, so that most blocks are reached and most scripts end; no
            // way leads back to the start or the first values.
            let to = match targets.next() {
                Some(lot) if is_first && lot.index(8) > 0 => number + 1,
                Some(lot) => 2 + lot.index(end - 1),
                None => end,
            };
            is_first = false;
            text.replace_range(place..place + 3, &format!("\"b{to}\""));
        }
        text
    });
    let texts: Vec<String> = texts.collect();
    let text = format!(
        r#"{{"format":1,"name":"P","language":"en","settings":{{"repeats":{repeats},"blocks_per_message":{blocks_per_message}}},"blocks":[{}]}}"#,
        texts.join(",")
    );
    Draft::read(&text).expect("the test writes what can be read")
}

/// What must hold for each turn; how many blocks were entered by it.
fn check_turn(
    script: &Script,
    before: &State,
    told: &Told,
    turn: &Turn,
) -> Result<(), TestCaseError> {
    let outputs = &turn.outputs;
    let rests = |output: &&Output| {
        !matches!(
            output,
            Output::Say { .. } | Output::Mark { .. } | Output::Result { .. } | Output::Log(_)
        )
    };
    prop_assert!(
        outputs.iter().filter(rests).count() <= 1,
        "a turn comes to rest once: {outputs:?}"
    );
    let is_ignored = matches!(
        outputs.as_slice(),
        [Output::Log(script::Note::LateReply { .. })]
    );
    let last_rests = outputs.last().as_ref().is_none_or(rests);
    prop_assert!(
        is_ignored || last_rests,
        "a turn ends by coming to rest: {outputs:?}"
    );
    if outputs.is_empty() || is_ignored {
        let mut waits = (before.waits_for(), turn.state.waits_for());
        if let Told::Start(_) | Told::Followed(_) = told {
            waits.0 = Waits::Start;
        }
        prop_assert_eq!(waits.0, waits.1, "what has no answer moves nothing");
    }
    let rest = match outputs.last() {
        Some(Output::Ask { .. }) => Some(Waits::Answer),
        Some(Output::Wait { .. }) => Some(Waits::Pause),
        Some(Output::Inquire { step, .. }) => Some(Waits::Reply { step: *step }),
        Some(Output::Transfer { .. }) => Some(Waits::Operators),
        Some(Output::End | Output::Follow { .. }) => Some(Waits::Nothing),
        _ => None,
    };
    if let Some(rest) = rest {
        prop_assert_eq!(
            rest,
            turn.state.waits_for(),
            "it waits for what it said it does"
        );
    }
    for (name, value) in turn.state.variables() {
        let length = value.chars().count();
        prop_assert!(length <= VALUE_MAX, "{name} has {length} characters");
        let is_known = script
            .draft()
            .blocks
            .iter()
            .any(|block| block.sets().any(|set| set == name));
        prop_assert!(is_known, "{name} is a variable of the script");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 20_000, ..ProptestConfig::default() })]

    /// A turn comes to rest once and at its end, says what it waits for, and keeps within the limits
    /// of blocks and variables; a state survives being stored, and the same turn twice is the same.
    #[test]
    fn a_script_that_is_right_ends_each_turn(
        script in script(),
        all in proptest::collection::vec(told(), 0..40),
        dialog: u8,
    ) {
        let facts = facts(dialog);
        let limit = script.settings().blocks_per_message as usize;
        let mut state = State::default();
        let mut passed = 0;
        for told in std::iter::once(&Told::Start(None)).chain(&all) {
            let turn = run(&script, state.clone(), told.input(&state), &facts);
            prop_assert_eq!(&turn, &run(&script, state.clone(), told.input(&state), &facts));
            check_turn(&script, &state, told, &turn)?;
            if told.counts_anew() {
                // The question that is left was counted when it was asked.
                passed = 0;
            }
            passed += turn.path.len();
            prop_assert!(passed <= limit + 1, "{passed} blocks with a limit of {limit}");
            if let Told::Text(text) = told {
                let understood = understands(&script, &state, text, &facts);
                let has_own = turn.recognised.as_ref().is_some_and(|how| how.score > 0);
                prop_assert!(understood || !has_own, "what is understood is an answer: {turn:?}");
            }
            let stored = serde_json::to_string(&turn.state).unwrap();
            state = serde_json::from_str(&stored).unwrap();
            prop_assert_eq!(&state, &turn.state);
        }
    }

    /// A dialog may stand where another version of the script left it.
    #[test]
    fn a_state_of_another_script_makes_no_turn_fail(
        one in script(),
        other in script(),
        all in proptest::collection::vec(told(), 1..20),
    ) {
        let facts = facts(1);
        let mut state = State::default();
        for (number, told) in all.iter().enumerate() {
            let script = if number % 2 == 0 { &one } else { &other };
            state = run(script, state.clone(), told.input(&state), &facts).state;
        }
    }

    #[test]
    fn no_text_is_a_state_that_makes_a_turn_fail(script in script(), told in told(), text in state_text()) {
        if let Ok(state) = serde_json::from_str::<State>(&text) {
            let _ = run(&script, state.clone(), told.input(&state), &facts(3));
        }
    }
}

/// States that were stored by no program, and some that may have been.
fn state_text() -> impl Strategy<Value = String> {
    let at = select(["question", "pause", "reply", "operators", "end", "nowhere"].as_slice());
    let times = prop_oneof![Just(0), Just(1), Just(u32::MAX)];
    let block = 0u8..16;
    let state = (at, block, times, any::<bool>(), said());
    let state = state.prop_map(|(at, block, times, went_else, value)| {
        serde_json::json!({
            "position": {"at": at, "block": format!("b{block}")},
            "unanswered": {format!("b{block}"): {"times": times, "went_else": went_else}},
            "variables": {"a": value, "other": value},
            "turns": {format!("b{block}"): times},
            "draws": times, "passed": times, "asks": times, "percept": value,
        })
        .to_string()
    });
    prop_oneof![4 => state, 1 => "\\PC*"]
}

/// The lot falls on each branch about as often as its weight says, over many dialogs and over many
/// draws in one.
#[test]
fn lots_fall_as_they_are_weighed() {
    let script = Script::read(
        r#"{"format":1,"name":"Lots","language":"en","blocks":[
            {"id":"start","type":"start","next":"lot"},
            {"id":"lot","type":"random","branches":[
                {"weight":1,"next":"one"},{"weight":2,"next":"two"},{"weight":7,"next":"seven"}]},
            {"id":"one","type":"message","text":"0","next":"q"},
            {"id":"two","type":"message","text":"1","next":"q"},
            {"id":"seven","type":"message","text":"2","next":"q"},
            {"id":"q","type":"question","text":"?","branches":[{"when":"else","next":"lot"}]}]}"#,
    )
    .unwrap();
    let drawn = |turn: &Turn| match turn.outputs.first() {
        Some(Output::Say { text }) => text.parse::<usize>().unwrap(),
        other => panic!("a lot is told first: {other:?}"),
    };
    let start = Input::Start { first: None };
    let mut over_dialogs = [0u32; 3];
    let mut in_one = [0u32; 3];
    let mut state = run(&script, State::default(), start, &facts(1)).state;
    for number in 0..10_000u64 {
        let mut id = [0; 16];
        id[8..].copy_from_slice(&number.to_be_bytes());
        let of_dialog = Facts {
            dialog: DialogId::from_bytes(id),
            ..facts(1)
        };
        let turn = run(&script, State::default(), start, &of_dialog);
        over_dialogs[drawn(&turn)] += 1;
        let turn = run(&script, state, Input::Text("on"), &facts(1));
        in_one[drawn(&turn)] += 1;
        state = turn.state;
    }
    for counts in [over_dialogs, in_one] {
        for (count, expected) in counts.into_iter().zip([1_000u32, 2_000, 7_000]) {
            // Five times the standard deviation, which is at most 46.
            assert!(count.abs_diff(expected) < 230, "{counts:?}");
        }
    }
}
