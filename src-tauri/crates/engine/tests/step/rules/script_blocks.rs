//! What the blocks of a script do to a dialog, beyond what they say.

use domain::{DialogState, Messenger};
use engine::{Context, Effect, Event, Session, Staff, step};
use expect_test::expect;
use script::{Replied, Script};

use crate::world::Happens::{
    Looks, Opens, OperatorCloses, Replies, ReturnedToBot, SentTo, Taken, Writes,
};
use crate::world::{World, script};
use crate::{BEGIN, check, dialog, settings};

/// Waits ten seconds between two texts, and then asks.
const PAUSE: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","text":"One moment.","next":"wait"},
    {"id":"wait","type":"pause","seconds":10,"next":"ask"},
    {"id":"ask","type":"question","text":"Your name?","save_to":"name","branches":[{"when":"else","next":"hello"}]},
    {"id":"hello","type":"message","text":"Hello, {name}!","next":"end"},
    {"id":"end","type":"end"}]}"#;

/// Asks a server, and then a language model.
const ASKING: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","next":"order"},
    {"id":"order","type":"question","text":"Which order?","save_to":"order","branches":[{"when":"else","next":"look"}]},
    {"id":"look","type":"request","url":"https://shop.example/orders/{order}","timeout_s":5,
        "save":[{"from":"/status","to":"status"}],
        "branches":[{"when":"status","status":404,"next":"unknown"},{"when":"ok","next":"tell"},{"when":"failed","next":"sorry"}]},
    {"id":"unknown","type":"message","text":"There is no order {order}.","next":"order"},
    {"id":"tell","type":"message","text":"It is {status}.","next":"model"},
    {"id":"sorry","type":"message","text":"Nobody knows.","next":"end"},
    {"id":"model","type":"ai","service":"helper","instructions":"Be kind.","messages":5,
        "branches":[{"when":"answered","next":"more"},{"when":"failed","next":"sorry"}]},
    {"id":"more","type":"question","branches":[{"when":"else","next":"end"}]},
    {"id":"end","type":"end"}]}"#;

const SENT: Replied<'_> = Replied::Http {
    status: 200,
    body: r#"{"status":"on its way"}"#,
};

#[test]
fn a_pause_goes_on_by_itself_and_what_is_written_meanwhile_answers_nothing() {
    check(
        PAUSE,
        &[
            (0, Opens),
            (3, Writes("hello?")),
            (10, Looks),
            (20, Writes("Ann")),
        ],
        expect![[r#"
            0 opens
                One moment.
            3 writes hello?
            10 Pause
                Your name?
            20 writes Ann
                Hello, Ann!
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn a_pause_found_over_much_later_says_nothing_any_more() {
    check(
        PAUSE,
        &[
            (0, Opens),
            (5, Writes("hello?")),
            (700, Looks),
            (710, Writes("Ann")),
            (720, Writes("Ann")),
        ],
        expect![[r#"
            0 opens
                One moment.
            5 writes hello?
            10 Pause
            710 writes Ann
                Your name?
            720 writes Ann
                Hello, Ann!
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn an_operator_ends_a_pause() {
    World::staffed(PAUSE).check(
        &[(0, Opens), (5, Taken(1)), (15, Looks), (20, OperatorCloses)],
        expect![[r#"
            0 opens
                One moment.
            5 taken by 1
                handed over
                owes a first answer within 30 s, by 35
                joined: 1 taken
            20 operator closes
                never answered
                left: closed
                closed: operator_closed by operator
            = closed 
        "#]],
    );
}

#[test]
fn a_server_and_a_model_are_asked_and_answered() {
    check(
        ASKING,
        &[
            (0, Opens),
            (1, Writes("7/8")),
            (2, Writes("well?")),
            (3, Replies(1, SENT)),
            (4, Replies(2, Replied::Said(" It comes tomorrow. "))),
            (5, Writes("thanks")),
        ],
        expect![[r#"
            0 opens
                Which order?
            1 writes 7/8
                ask 1: Get https://shop.example/orders/7%2F8
            2 writes well?
            3 ask 1 is answered
                It is on its way.
                ask 2: helper, 5 messages
            4 ask 2 is answered
                It comes tomorrow.
            5 writes thanks
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn a_status_takes_its_branch_and_an_unusable_answer_the_one_for_failure() {
    let http = |status, body| Replied::Http { status, body };
    check(
        ASKING,
        &[
            (0, Opens),
            (1, Writes("1")),
            (2, Replies(1, http(404, ""))),
            (3, Writes("2")),
            (4, Replies(2, http(200, "{}"))),
        ],
        expect![[r#"
            0 opens
                Which order?
            1 writes 1
                ask 1: Get https://shop.example/orders/1
            2 ask 1 is answered
                There is no order 1.
                Which order?
            3 writes 2
                ask 2: Get https://shop.example/orders/2
            4 ask 2 is answered
                log: block "look": no use could be made of the answer: nothing stands at `/status`
                Nobody knows.
                closed: bot_ended by bot
            = closed 
        "#]],
    );
    check(
        ASKING,
        &[(0, Opens), (1, Writes("1")), (2, Replies(1, http(500, "")))],
        expect![[r#"
            0 opens
                Which order?
            1 writes 1
                ask 1: Get https://shop.example/orders/1
            2 ask 1 is answered
                log: block "look": no use could be made of the answer: the status is 500
                Nobody knows.
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn an_answer_that_never_comes_is_a_failure_in_time() {
    check(
        ASKING,
        &[(0, Opens), (1, Writes("1")), (65, Looks), (66, Looks)],
        expect![[r#"
            0 opens
                Which order?
            1 writes 1
                ask 1: Get https://shop.example/orders/1
            66 Reply
                stops asking
                log: block "look": no use could be made of the answer: nobody answered in time
                Nobody knows.
                closed: bot_ended by bot
            = closed 
        "#]],
    );
}

#[test]
fn an_answer_to_an_older_ask_is_ignored() {
    check(
        ASKING,
        &[
            (0, Opens),
            (1, Writes("1")),
            (2, Replies(1, SENT)),
            (3, Replies(1, SENT)),
            (4, Replies(2, Replied::Failed { why: "down" })),
            (5, Replies(2, Replied::Said("late"))),
        ],
        expect![[r#"
            0 opens
                Which order?
            1 writes 1
                ask 1: Get https://shop.example/orders/1
            2 ask 1 is answered
                It is on its way.
                ask 2: helper, 5 messages
            3 ask 1 is answered
                log: an answer to ask 1 came too late and was ignored
            4 ask 2 is answered
                log: block "model": no use could be made of the answer: down
                Nobody knows.
                closed: bot_ended by bot
            5 ask 2 is answered
            = closed 
        "#]],
    );
}

#[test]
fn an_answer_comes_too_late_for_a_dialog_that_an_operator_took() {
    World::staffed(ASKING).check(
        &[
            (0, Opens),
            (1, Writes("1")),
            (2, Taken(1)),
            (3, Replies(1, SENT)),
            (4, ReturnedToBot),
            (5, Replies(1, SENT)),
        ],
        expect![[r#"
            0 opens
                Which order?
            1 writes 1
                ask 1: Get https://shop.example/orders/1
            2 taken by 1
                handed over
                owes a first answer within 30 s, by 32
                stops asking
                joined: 1 taken
            3 ask 1 is answered
                log: it came too late and was ignored: an answer to what the script asked
            4 returned to the bot
                never answered
                left: returned
                Which order?
            5 ask 1 is answered
                log: an answer to ask 1 came too late and was ignored
            = bot ClientTimeout at 904, Lifetime at 3601
        "#]],
    );
}

/// Says a result, passes markers and goes on in script 1.
const PASSING: &str = r#"{"format":1,"name":"A","language":"en","blocks":[
    {"id":"start","type":"start","next":"set"},
    {"id":"set","type":"set","values":[{"name":"n","value":"7"},{"name":"sum","is":"number","value":"{n} * 2 - 0.5"}],"next":"mark"},
    {"id":"mark","type":"marker","marker":"came","value":"{sum}","next":"result"},
    {"id":"result","type":"result","result":"Helped","next":"on"},
    {"id":"on","type":"script","script":"01010101-0101-0101-0101-010101010101"}]}"#;

const NEXT: &str = r#"{"format":1,"name":"B","language":"en","blocks":[
    {"id":"start","type":"start","takes":["sum"],"text":"Sum {sum}, before: {previousScriptId}.","next":"q"},
    {"id":"q","type":"question","text":"?","branches":[{"when":"else","next":"end"}]},
    {"id":"end","type":"end"}]}"#;

#[test]
fn markers_results_and_variables_go_along_into_another_script() {
    World {
        others: &[(1, NEXT)],
        ..World::of(PASSING)
    }
    .check(
        &[(0, Opens), (1, Writes("a"))],
        expect![[r#"
        0 opens
            marked at mark: came = 13.5
            result: Helped
            Sum 13.5, before: 09090909-0909-0909-0909-090909090909.
            ?
        1 writes a
            closed: bot_ended by bot
        = closed 
    "#]],
    );
}

#[test]
fn a_script_that_is_not_there_calls_an_operator() {
    World::of(PASSING).check(
        &[(0, Opens)],
        expect![[r#"
        0 opens
            marked at mark: came = 13.5
            result: Helped
            log: block "on": the script it leads to is not there
            handed over
            queued
            owes a first answer within 30 s, by 30
            help
            notice Busy.
        = queued QueueTime at 300, Lifetime at 3600
    "#]],
    );
}

/// Goes on in itself for ever.
const CIRCLE: &str = r#"{"format":1,"name":"C","language":"en","blocks":[
    {"id":"start","type":"start","next":"on"},
    {"id":"on","type":"script","script":"01010101-0101-0101-0101-010101010101"}]}"#;

#[test]
fn scripts_that_lead_to_each_other_come_to_rest() {
    World {
        others: &[(1, CIRCLE)],
        ..World::of(PASSING)
    }
    .check(
        &[(0, Opens)],
        expect![[r#"
        0 opens
            marked at mark: came = 13.5
            result: Helped
            log: block "on": more than 200 blocks in a row without waiting for the client
            handed over
            queued
            owes a first answer within 30 s, by 30
            help
            notice Busy.
        = queued QueueTime at 300, Lifetime at 3600
    "#]],
    );
}

#[test]
fn the_script_that_an_operator_chose_begins_afresh() {
    World {
        others: &[(1, NEXT)],
        ..World::staffed(ASKING)
    }
    .check(
        &[
            (0, Opens),
            (1, Writes("1")),
            (2, Taken(1)),
            (3, SentTo(1)),
            (4, Replies(1, SENT)),
        ],
        expect![[r#"
            0 opens
                Which order?
            1 writes 1
                ask 1: Get https://shop.example/orders/1
            2 taken by 1
                handed over
                owes a first answer within 30 s, by 32
                stops asking
                joined: 1 taken
            3 sent to script 1
                never answered
                left: returned
                Sum , before: 09090909-0909-0909-0909-090909090909.
                ?
            4 ask 1 is answered
                log: an answer to ask 1 came too late and was ignored
            = bot ClientTimeout at 903, Lifetime at 3601
        "#]],
    );
}

#[test]
fn what_the_client_wrote_is_kept_with_the_branch_that_took_it() {
    let read = Script::read(ASKING).unwrap();
    let (settings, staff) = (settings(), Staff::default());
    let context = Context::of(&settings, &read, &staff);
    let opened = step(
        &context,
        Session::new(dialog(), BEGIN),
        Event::Opened,
        BEGIN,
    );
    let event = Event::ClientMessage {
        text: "17",
        payload: None,
        file: false,
    };
    let answered = step(&context, opened.session, event, BEGIN);
    let understood = Effect::Recognised {
        block: "order".parse().unwrap(),
        branch: "else".to_owned(),
    };
    assert_eq!(answered.effects.first(), Some(&understood));
    assert_eq!(answered.session.state(), DialogState::Bot);
}

#[test]
fn a_script_knows_who_writes_and_when() {
    let text = r#"{"format":1,"name":"A","language":"en","blocks":[
        {"id":"start","type":"start","text":"{clientName} {clientPhone} {channel} {page} {today} {time} {dialogId} {dialog}","next":"end"},
        {"id":"end","type":"end"}]}"#;
    let read = Script::read(text).unwrap();
    let (settings, staff) = (settings(), Staff::default());
    let zone = jiff::tz::TimeZone::get("Europe/Riga").unwrap();
    let context = Context {
        script_id: Some(script(1)),
        zone: &zone,
        client_name: Some("Ann"),
        world: engine::World {
            channel: Messenger::Telegram,
            client_phone: Some("+371 20"),
            page: Some("https://shop.example/"),
            transcript: "Ann: hi",
        },
        ..Context::of(&settings, &read, &staff)
    };
    let opened = step(
        &context,
        Session::new(dialog(), BEGIN),
        Event::Opened,
        BEGIN,
    );
    let Some(Effect::Say { text, .. }) = opened.effects.first() else {
        panic!("{:?}", opened.effects);
    };
    assert_eq!(
        text,
        "Ann +371 20 telegram https://shop.example/ 2023-11-15 00:13 07070707-0707-0707-0707-070707070707 Ann: hi"
    );
}
