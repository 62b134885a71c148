//! Drafts of all kinds: well formed, and right only by luck.

use domain::{GroupId, ScriptId};
use language::Language;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use script::{
    AfterLast, Ai, AiReply, Answer, Assignment, Block, BlockId, BlockKind, Branch, Comparison,
    Condition, DialogResult, Draft, End, Entity, Handover, Header, InOrder, InTurn, Known, Marker,
    Message, Method, Pause, Question, Random, Reply, Request, Save, Set, Settings, Start, Test,
    ToScript, Transfer, ValueKind, Weight, WordsHow,
};

/// Any draft that can be written down.
pub(crate) fn draft() -> impl Strategy<Value = Draft> {
    let settings = (of(any::<u32>()), any::<u32>(), any::<u32>());
    let settings = settings.prop_map(|(client_silence_s, repeats, blocks_per_message)| Settings {
        client_silence_s,
        repeats,
        blocks_per_message,
    });
    let language = select(vec![Language::En, Language::Ru]);
    let draft = (text(), language, settings, vec(block(), 0..12));
    draft.prop_map(|(name, language, settings, blocks)| Draft {
        name,
        language,
        settings,
        blocks,
    })
}

/// One of a few, so that ways often lead somewhere.
fn id() -> impl Strategy<Value = BlockId> {
    const IDS: &[&str] = &["a", "b", "c", "d", "меню", "e-1", "f.2"];
    select(IDS).prop_map(|id| id.parse().expect("each is letters, digits, `-` or `.`"))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ \\PC]{0,12}",
        Just("Hello, {clientName}! {answer} {nothing}".to_owned()),
        Just("\u{0}\n\"\\".to_owned()),
    ]
}

/// A name that may be a variable's.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        select(["answer", "city", "now", "request.status"].as_slice()).prop_map(str::to_owned),
        text(),
    ]
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 0..4)
}

fn next() -> impl Strategy<Value = Option<BlockId>> {
    of(id())
}

fn branches<When: std::fmt::Debug + Clone>(
    when: impl Strategy<Value = When>,
) -> impl Strategy<Value = Vec<Branch<When>>> {
    let branch = (when, next()).prop_map(|(when, next)| Branch { when, next });
    vec(branch, 0..6)
}

fn block() -> impl Strategy<Value = Block> {
    let block = (id(), kind(), of(text()), of(any::<[i32; 2]>()));
    block.prop_map(|(id, kind, title, at)| Block {
        id,
        kind,
        title,
        at,
    })
}

fn kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![talking(), choosing(), doing(), leaving()]
}

fn talking() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        (of(text()), vec(name(), 0..3), next())
            .prop_map(|(text, takes, next)| BlockKind::Start(Start { text, takes, next })),
        (text(), next()).prop_map(|(text, next)| BlockKind::Message(Message { text, next })),
        (of(text()), of(name()), branches(answer())).prop_map(|(text, save_to, branches)| {
            BlockKind::Question(Question {
                text,
                save_to,
                branches,
            })
        }),
        (
            text(),
            text(),
            any::<u32>(),
            any::<u32>(),
            of(name()),
            branches(ai_reply())
        )
            .prop_map(
                |(service, instructions, messages, timeout_s, save_to, branches)| {
                    BlockKind::Ai(Ai {
                        service,
                        instructions,
                        messages,
                        timeout_s,
                        save_to,
                        branches,
                    })
                }
            ),
    ]
}

fn choosing() -> impl Strategy<Value = BlockKind> {
    let after_last = select(vec![AfterLast::First, AfterLast::Last]);
    prop_oneof![
        branches(known()).prop_map(|branches| BlockKind::Condition(Condition { branches })),
        branches(any::<u32>().prop_map(|weight| Weight { weight }))
            .prop_map(|branches| BlockKind::Random(Random { branches })),
        (after_last, branches(Just(InTurn {}))).prop_map(|(after_last, branches)| {
            BlockKind::InOrder(InOrder {
                after_last,
                branches,
            })
        }),
    ]
}

fn doing() -> impl Strategy<Value = BlockKind> {
    let is = select(vec![ValueKind::Text, ValueKind::Number]);
    let assignment = (name(), is, text());
    let assignment = assignment.prop_map(|(name, is, value)| Assignment { name, is, value });
    prop_oneof![
        (vec(assignment, 0..4), next())
            .prop_map(|(values, next)| BlockKind::Set(Set { values, next })),
        (any::<u32>(), next())
            .prop_map(|(seconds, next)| BlockKind::Pause(Pause { seconds, next })),
        request(),
        (text(), of(text()), next()).prop_map(|(marker, value, next)| {
            BlockKind::Marker(Marker {
                marker,
                value,
                next,
            })
        }),
        (text(), next())
            .prop_map(|(result, next)| BlockKind::Result(DialogResult { result, next })),
    ]
}

fn leaving() -> impl Strategy<Value = BlockKind> {
    let handover = select(vec![Handover::NoOperator {}, Handover::OperatorIdle {}]);
    let group = of(any::<[u8; 16]>().prop_map(GroupId::from_bytes));
    let script = any::<[u8; 16]>().prop_map(ScriptId::from_bytes);
    prop_oneof![
        (group, branches(handover))
            .prop_map(|(group, branches)| { BlockKind::Transfer(Transfer { group, branches }) }),
        (script, next()).prop_map(|(script, next)| BlockKind::Script(ToScript { script, next })),
        Just(BlockKind::End(End {})),
    ]
}

fn request() -> impl Strategy<Value = BlockKind> {
    let method = select(vec![
        Method::Get,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
    ]);
    let url = prop_oneof![text(), Just("https://example.com/{answer}".to_owned())];
    let header = (text(), text()).prop_map(|(name, value)| Header { name, value });
    let save = (text(), name()).prop_map(|(from, to)| Save { from, to });
    let reply = prop_oneof![
        any::<u16>().prop_map(|status| Reply::Status { status }),
        Just(Reply::Ok {}),
        Just(Reply::Failed {}),
    ];
    let request = (
        (method, url, vec(header, 0..3), of(text())),
        (any::<u32>(), vec(save, 0..3), branches(reply)),
    );
    request.prop_map(
        |((method, url, headers, body), (timeout_s, save, branches))| {
            BlockKind::Request(Request {
                method,
                url,
                headers,
                body,
                timeout_s,
                save,
                branches,
            })
        },
    )
}

fn answer() -> impl Strategy<Value = Answer> {
    let how = select(vec![WordsHow::Exact, WordsHow::Contains, WordsHow::Stems]);
    let entity = select(vec![
        Entity::Number,
        Entity::Date,
        Entity::Phone,
        Entity::Email,
    ]);
    prop_oneof![
        text().prop_map(|title| Answer::Button { title }),
        (texts(), how).prop_map(|(words, how)| Answer::Words { words, how }),
        text().prop_map(|pattern| Answer::Pattern { pattern }),
        (texts(), any::<u8>())
            .prop_map(|(phrases, at_least)| Answer::Phrases { phrases, at_least }),
        entity.prop_map(|entity| Answer::Entity { entity }),
        Just(Answer::File {}),
        Just(Answer::Else {}),
        any::<u32>().prop_map(|after_s| Answer::NoAnswer { after_s }),
    ]
}

fn known() -> impl Strategy<Value = Known> {
    let is = select(vec![
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Less,
        Comparison::AtMost,
        Comparison::More,
        Comparison::AtLeast,
        Comparison::Contains,
        Comparison::NotContains,
        Comparison::Filled,
        Comparison::Empty,
    ]);
    let test = (text(), is, text()).prop_map(|(left, is, right)| Test { left, is, right });
    let tests = vec(test, 0..3);
    prop_oneof![
        (tests, any::<bool>()).prop_map(|(tests, all)| match all {
            true => Known::All { tests },
            false => Known::Any { tests },
        }),
        Just(Known::Open {}),
        Just(Known::Else {}),
    ]
}

fn ai_reply() -> impl Strategy<Value = AiReply> {
    select(vec![AiReply::Answered {}, AiReply::Failed {}])
}
