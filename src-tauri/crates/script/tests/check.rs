//! The checks: what keeps a draft from being published, and with which words.

use expect_test::{Expect, expect};
use script::Script;

fn check(blocks: &str, problems: Expect) {
    whole(
        &format!(r#"{{"format":1,"name":"A","language":"en","blocks":[{blocks}]}}"#),
        problems,
    );
}

fn whole(text: &str, problems: Expect) {
    let said = Script::read(text).map_or_else(|error| error.to_string(), |_| String::new());
    problems.assert_eq(&said);
}

#[test]
fn a_right_script_has_no_problem() {
    check(
        r#"{"id":"s","type":"start","next":"q"},
           {"id":"q","type":"question","text":"?","branches":[
             {"when":"button","title":"A","next":"q"},{"when":"no_answer","after_s":1,"next":"t"}]},
           {"id":"t","type":"transfer","branches":[]}"#,
        expect![""],
    );
}

#[test]
fn ways_that_lead_nowhere() {
    check(
        r#"{"id":"s","type":"start","next":"menu"},
           {"id":"menu","type":"question","text":"?","branches":[
             {"when":"button","title":"A","next":"menu"},
             {"when":"button","title":"B","next":"x"},
             {"when":"else"},
             {"when":"no_answer","after_s":5,"next":"y"}]},
           {"id":"m","type":"message","text":"Hi"},
           {"id":"t","type":"transfer","branches":[{"when":"operator_idle","next":"z"},{"when":"no_operator"}]}"#,
        expect![[r#"
            block "menu": button 2 leads to "x", which does not exist
            block "menu": branch `else` leads nowhere
            block "menu": branch `no_answer` leads to "y", which does not exist
            block "m": its `next` leads nowhere
            block "t": branch `operator_idle` leads to "z", which does not exist
            block "t": branch `no_operator` leads nowhere"#]],
    );
}

#[test]
fn blocks_that_nothing_leads_to() {
    check(
        r#"{"id":"s","type":"start","next":"bye"},
           {"id":"bye","type":"end"},
           {"id":"island","type":"message","text":"Hi","next":"beach"},
           {"id":"beach","type":"question","text":"?","branches":[{"when":"else","next":"island"}]}"#,
        expect![[r#"
            block "island": no way leads here from the start
            block "beach": no way leads here from the start"#]],
    );
}

#[test]
fn starts_and_ids() {
    check("", expect!["there is no block of type `start`"]);
    check(
        r#"{"id":"s","type":"start","next":"e"},
           {"id":"e","type":"start","next":"s"},
           {"id":"s","type":"end"}"#,
        expect![[r#"
            block "e": is a second start; a script has one
            block "s": another block has this id too"#]],
    );
}

#[test]
fn a_loop_without_a_question_would_talk_for_ever() {
    check(
        r#"{"id":"s","type":"start","next":"a"},
           {"id":"a","type":"message","text":"Hi","next":"b"},
           {"id":"b","type":"message","text":"Ho","next":"c"},
           {"id":"c","type":"message","text":"Hu","next":"b"}"#,
        expect![[r#"block "b": leads back to itself without a question in between"#]],
    );
    check(
        r#"{"id":"s","type":"start","next":"a"},
           {"id":"a","type":"message","text":"Hi","next":"t"},
           {"id":"t","type":"transfer","branches":[{"when":"no_operator","next":"a"}]}"#,
        expect![""],
    );
}

#[test]
fn texts_and_titles() {
    let long = "я".repeat(4001);
    let title = "t".repeat(41);
    check(
        &format!(
            r#"{{"id":"s","type":"start","text":" ","next":"m"}},
               {{"id":"m","type":"message","text":"{long}","next":"q"}},
               {{"id":"q","type":"question","text":"Dear {{clientName}}, {{ }} {{}}: {{own_1.x}}","branches":[
                 {{"when":"button","title":"Ёлка","next":"e"}},
                 {{"when":"button","title":"\t","next":"e"}},
                 {{"when":"button","title":"{title}","next":"e"}},
                 {{"when":"button","title":"елка ","next":"e"}}]}},
               {{"id":"e","type":"end"}}"#
        ),
        expect![[r#"
            block "s": its text is empty
            block "m": its text has 4001 characters; the limit is 4000
            block "q": there is no variable `{clientName}`
            block "q": there is no variable `{own_1.x}`
            block "q": button 2 has no title
            block "q": the title of button 3 has 41 characters; the limit is 40
            block "q": buttons 1 and 4 have the same title"#]],
    );
}

#[test]
fn questions_that_cannot_be_answered() {
    let buttons: Vec<String> = (0..14)
        .map(|n| format!(r#"{{"when":"button","title":"{n}","next":"q"}}"#))
        .collect();
    check(
        &format!(
            r#"{{"id":"s","type":"start","next":"q"}},
               {{"id":"q","type":"question","text":"?","branches":[{}]}},
               {{"id":"r","type":"question","text":"?","branches":[{{"when":"no_answer","after_s":0,"next":"q"}}]}},
               {{"id":"o","type":"question","text":"?","branches":[{{"when":"else","next":"q"}},{{"when":"else","next":"r"}}]}}"#,
            buttons.join(",")
        ),
        expect![[r#"
            block "q": has 14 buttons; the limit is 13
            block "r": `after_s` is 0; it must be 1 or more
            block "r": no answer leads on; give it a button or a branch `else`
            block "o": has branch `else` twice"#]],
    );
}

#[test]
fn the_script_as_a_whole() {
    whole(
        r#"{"format":1,"name":" ","language":"en","settings":{"blocks_per_message":0},
            "blocks":[{"id":"s","type":"start","next":"e"},{"id":"e","type":"end"}]}"#,
        expect![[r#"
            the script has no name
            `blocks_per_message` is 0; it must be 1 or more"#]],
    );
    let name = "n".repeat(101);
    whole(
        &format!(
            r#"{{"format":1,"name":"{name}","language":"en",
                "blocks":[{{"id":"s","type":"start","next":"e"}},{{"id":"e","type":"end"}}]}}"#
        ),
        expect!["the script's name has 101 characters; the limit is 100"],
    );
}
