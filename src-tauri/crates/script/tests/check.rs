//! The checks: what keeps a draft from being published, what its author should know, and with which
//! words.

mod support;

use domain::{GroupId, Messenger, ScriptId};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use script::{Around, Draft, Problem, Script, Severity};

fn blocks(blocks: &str) -> String {
    format!(r#"{{"format":1,"name":"A","language":"en","blocks":[{blocks}]}}"#)
}

/// What is said about these blocks when everything around them is there.
fn check(text: &str, problems: Expect) {
    whole(&blocks(text), problems);
}

/// What is said about one block that a start leads to, and that can lead to an `end`.
fn one(block: &str, problems: Expect) {
    check(
        &format!(
            r#"{{"id":"s","type":"start","next":"b"}}, {block}, {{"id":"e","type":"end"}},
               {{"id":"q","type":"question","branches":[{{"when":"else","next":"e"}}]}}"#
        ),
        problems,
    );
}

fn whole(text: &str, problems: Expect) {
    let draft = Draft::read(text).expect("the text can be read");
    let found = draft.problems(&Around::default());
    problems.assert_eq(&said(found.iter()));
    let errors: Vec<Problem> = found.into_iter().filter(Problem::is_error).collect();
    match draft.check() {
        Ok(_) => assert!(errors.is_empty(), "an error was overlooked: {errors:?}"),
        Err(found) => assert_eq!(found, errors, "both ways of looking find the same errors"),
    }
}

fn around(text: &str, around: &Around<'_>, problems: Expect) {
    let draft = Draft::read(&blocks(text)).expect("the text can be read");
    problems.assert_eq(&said(draft.problems(around).iter()));
}

fn said<'a>(problems: impl Iterator<Item = &'a Problem>) -> String {
    let lines = problems.map(|problem| match problem.severity {
        Severity::Error => problem.to_string(),
        Severity::Warning => format!("warning: {problem}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_right_script_has_no_problem() {
    let script: ScriptId = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4".parse().unwrap();
    let all = Around {
        channels: &[Messenger::Web],
        scripts: &[script],
        groups: &[],
        services: &["x".to_owned()],
    };
    let text = blocks(
        r#"{"id":"s","type":"start","next":"q"},
           {"id":"q","type":"question","text":"?","save_to":"city","branches":[
             {"when":"button","title":"A","next":"c"},
             {"when":"words","words":["a b"],"next":"r"},
             {"when":"pattern","pattern":"\\d+","next":"o"},
             {"when":"phrases","phrases":["where is it"],"at_least":80,"next":"p"},
             {"when":"entity","entity":"date","next":"p"},
             {"when":"entity","entity":"phone","next":"p"},
             {"when":"file","next":"m"},
             {"when":"else","next":"q"},
             {"when":"no_answer","after_s":1,"next":"t"}]},
           {"id":"c","type":"condition","branches":[
             {"when":"all","tests":[{"left":"{city}","is":"equal","right":"Riga"}],"next":"q"},
             {"when":"open","next":"q"},
             {"when":"else","next":"q"}]},
           {"id":"r","type":"random","branches":[{"weight":1,"next":"q"},{"weight":1000,"next":"t"}]},
           {"id":"o","type":"in_order","branches":[{"next":"q"},{"next":"t"}]},
           {"id":"p","type":"pause","seconds":86400,"next":"set"},
           {"id":"set","type":"set","values":[
             {"name":"sum","is":"number","value":"2 * ({count} + 1)"},
             {"name":"count","value":""}],"next":"http"},
           {"id":"http","type":"request","method":"POST","url":"https://example.com/{city}?a={sum}",
             "headers":[{"name":"X-Key","value":"{city}"}],"body":"{\"a\":\"{city}\"}",
             "save":[{"from":"/a","to":"got"}],
             "branches":[{"when":"status","status":404,"next":"q"},{"when":"ok","next":"ai"},{"when":"failed","next":"q"}]},
           {"id":"ai","type":"ai","service":"x","instructions":"Help {clientName}.",
             "branches":[{"when":"answered","next":"q"},{"when":"failed","next":"t"}]},
           {"id":"m","type":"marker","marker":"seen","value":"{got} {now} {request.status}","next":"res"},
           {"id":"res","type":"result","result":"{city}","next":"more"},
           {"id":"more","type":"script","script":"01a1dae5-e570-7a83-9e55-d01f6a7be0c4"},
           {"id":"t","type":"transfer","branches":[]}"#,
    );
    let draft = Draft::read(&text).unwrap();
    assert_eq!(draft.problems(&all), []);
    draft.check().unwrap();
}

#[test]
fn ways_that_lead_nowhere() {
    check(
        r#"{"id":"s","type":"start","next":"menu"},
           {"id":"menu","type":"question","text":"?","branches":[
             {"when":"button","title":"A","next":"menu"},
             {"when":"button","title":"B","next":"x"},
             {"when":"else"},
             {"when":"no_answer","after_s":5,"next":"y"},
             {"when":"file","next":"m"},
             {"when":"entity","entity":"email","next":"t"}]},
           {"id":"m","type":"message","text":"Hi"},
           {"id":"t","type":"transfer","branches":[{"when":"operator_idle","next":"z"},{"when":"no_operator"}]}"#,
        expect![[r#"
            block "menu", branch 2, `next`: leads to "x", which does not exist
            block "menu", branch 3, `next`: leads nowhere; connect it to a block
            block "menu", branch 4, `next`: leads to "y", which does not exist
            block "m", `next`: leads nowhere; connect it to a block
            block "t", branch 1, `next`: leads to "z", which does not exist
            block "t", branch 2, `next`: leads nowhere; connect it to a block"#]],
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
            block "island": cannot be reached: no way leads here from the start
            block "beach": cannot be reached: no way leads here from the start"#]],
    );
}

#[test]
fn starts_and_ids() {
    check("", expect!["the script: has no block of type `start`"]);
    check(
        r#"{"id":"s","type":"start","next":"e"},
           {"id":"e","type":"start","next":"s"},
           {"id":"s","type":"end"}"#,
        expect![[r#"
            block "s": has the same id as another block
            block "s": cannot be reached: no way leads here from the start
            block "s": leads back to itself without a question in between, and no way leads out
            block "e": is a second start; a script has one"#]],
    );
}

#[test]
fn a_loop_without_a_question_would_talk_for_ever() {
    // Of blocks that only go on.
    check(
        r#"{"id":"s","type":"start","next":"a"},
           {"id":"a","type":"message","text":"Hi","next":"b"},
           {"id":"b","type":"message","text":"Ho","next":"c"},
           {"id":"c","type":"pause","seconds":1,"next":"b"}"#,
        expect![[
            r#"block "b": leads back to itself without a question in between, and no way leads out"#
        ]],
    );
    // Of blocks that choose, but always a way that stays within.
    check(
        r#"{"id":"s","type":"start","next":"a"},
           {"id":"a","type":"random","branches":[{"next":"b"},{"next":"a"}]},
           {"id":"b","type":"message","text":"Ho","next":"a"}"#,
        expect![[
            r#"block "a": leads back to itself without a question in between, and no way leads out"#
        ]],
    );
    // That may be left.
    check(
        r#"{"id":"s","type":"start","next":"a"},
           {"id":"a","type":"message","text":"Hi","next":"b"},
           {"id":"b","type":"request","url":"https://example.com","branches":[
             {"when":"ok","next":"t"},{"when":"failed","next":"a"}]},
           {"id":"t","type":"transfer","branches":[]}"#,
        expect![[
            r#"warning: block "a": can lead back to itself without a question in between; the dialog goes to the operators when it comes by too often"#
        ]],
    );
    // That waits for a client, an operator or another script on its way.
    for rest in [
        r#"{"id":"r","type":"question","branches":[{"when":"else","next":"s"}]}"#,
        r#"{"id":"r","type":"transfer","branches":[{"when":"no_operator","next":"s"}]}"#,
        r#"{"id":"r","type":"script","script":"01a1dae5-e570-7a83-9e55-d01f6a7be0c4","next":"s"}"#,
    ] {
        let text = format!(r#"{{"id":"s","type":"start","next":"r"}}, {rest}"#);
        Script::read(&blocks(&text)).unwrap();
    }
}

#[test]
fn texts_and_titles() {
    let long = "я".repeat(4001);
    let title = "t".repeat(41);
    check(
        &format!(
            r#"{{"id":"s","type":"start","text":" ","next":"m"}},
               {{"id":"m","type":"message","text":"{long}","next":"q"}},
               {{"id":"q","type":"question","text":"\n","branches":[
                 {{"when":"button","title":"Ёлка","next":"r"}},
                 {{"when":"button","title":"\t","next":"r"}},
                 {{"when":"button","title":"{title}","next":"r"}},
                 {{"when":"button","title":"елка ","next":"r"}},
                 {{"when":"else","next":"r"}}]}},
               {{"id":"r","type":"question","branches":[
                 {{"when":"button","title":"A","next":"e"}},
                 {{"when":"else","next":"e"}}]}},
               {{"id":"e","type":"end"}}"#
        ),
        expect![[r#"
            block "s", `text`: is empty; write something in it
            block "m", `text`: has 4001 characters; the limit is 4000
            block "q", `text`: is empty; write something in it
            block "q", branch 2, `title`: is empty; write something in it
            block "q", branch 3, `title`: has 41 characters; the limit is 40
            block "q", branch 4, `title`: is the same title as that of branch 1
            block "r", `text`: has buttons, but no text to show them under"#]],
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
               {{"id":"q","type":"question","text":"?","branches":[{},
                 {{"when":"words","words":["r"],"next":"r"}},
                 {{"when":"words","words":["o"],"next":"o"}},
                 {{"when":"else","next":"n"}}]}},
               {{"id":"r","type":"question","text":"?","branches":[{{"when":"no_answer","after_s":0,"next":"q"}}]}},
               {{"id":"o","type":"question","text":"?","branches":[
                 {{"when":"else","next":"q"}},{{"when":"else","next":"r"}},
                 {{"when":"file","next":"q"}},{{"when":"file","next":"q"}},
                 {{"when":"entity","entity":"date","next":"q"}},{{"when":"entity","entity":"date","next":"q"}},
                 {{"when":"no_answer","after_s":1,"next":"q"}},{{"when":"no_answer","after_s":2,"next":"q"}}]}},
               {{"id":"n","type":"question","text":"?","branches":[]}}"#,
            buttons.join(",")
        ),
        expect![[r#"
            block "q", `branches`: has 14 buttons; the limit is 13
            block "r", branch 1, `after_s`: must be from 1 to 604800
            block "r", `branches`: no answer leads on; add a button or a branch `else`
            block "o", branch 2, `when`: is the same as branch 1, which is always taken first
            block "o", branch 4, `when`: is the same as branch 3, which is always taken first
            block "o", branch 6, `when`: is the same as branch 5, which is always taken first
            block "o", branch 8, `when`: is the same as branch 7, which is always taken first
            block "n", `branches`: no answer leads on; add a button or a branch `else`"#]],
    );
}

#[test]
fn what_clients_are_understood_by() {
    one(
        r#"{"id":"b","type":"question","text":"?","branches":[
             {"when":"words","words":[],"next":"q"},
             {"when":"words","words":["a"," "],"next":"q"},
             {"when":"phrases","phrases":[],"next":"q"},
             {"when":"phrases","phrases":[""],"at_least":0,"next":"q"},
             {"when":"phrases","phrases":["a"],"at_least":101,"next":"q"},
             {"when":"pattern","pattern":"","next":"q"},
             {"when":"pattern","pattern":"(a","next":"q"},
             {"when":"pattern","pattern":"[","next":"q"}]}"#,
        expect![[r#"
            block "b", branch 1, `words`: has no entries; add one
            block "b", branch 2, `words[1]`: is empty; write something in it
            block "b", branch 3, `phrases`: has no entries; add one
            block "b", branch 4, `phrases[0]`: is empty; write something in it
            block "b", branch 4, `at_least`: must be from 1 to 100
            block "b", branch 5, `at_least`: must be from 1 to 100
            block "b", branch 6, `pattern`: is empty; write something in it
            block "b", branch 7, `pattern`: is not a pattern: a group is not closed at character 1
            block "b", branch 8, `pattern`: is not a pattern: a `[` is not closed at character 1
            warning: block "b", `branches`: has no branch `else`: the question is asked again, and then the dialog goes to the operators"#]],
    );
}

#[test]
fn variables_are_set_somewhere_and_have_names() {
    one(
        r#"{"id":"b","type":"message","text":"{ a } {} {{clientName}} {nothing} {nothing} {own.x} {later}","next":"c"},
           {"id":"c","type":"question","text":"{a1}","save_to":"later","branches":[
             {"when":"button","title":"{a2}","next":"d"},{"when":"else","next":"q"}]},
           {"id":"d","type":"condition","branches":[
             {"when":"all","tests":[{"left":"{a3}","is":"equal","right":"{a4}"},{"left":"x","is":"filled","right":"{not_read}"}],"next":"q"},
             {"when":"else","next":"f"}]},
           {"id":"f","type":"request","url":"https://example.com/{a5}","headers":[{"name":"X","value":"{a6}"}],"body":"{a7}",
             "branches":[{"when":"ok","next":"g"},{"when":"failed","next":"q"}]},
           {"id":"g","type":"ai","service":"x","instructions":"{a8}","branches":[{"when":"answered","next":"h"},{"when":"failed","next":"q"}]},
           {"id":"h","type":"marker","marker":"{never_filled_in}","value":"{a9}","next":"i"},
           {"id":"i","type":"result","result":"{b1}","next":"j"},
           {"id":"j","type":"set","values":[{"name":"ok","value":"{b2}"},{"name":"ok","is":"number","value":"{b3}+1"}],"next":"q"}"#,
        expect![[r#"
            block "b", `text`: there is no variable `{nothing}`; no block gives it a value
            block "b", `text`: there is no variable `{own.x}`; no block gives it a value
            block "c", `text`: there is no variable `{a1}`; no block gives it a value
            block "c", branch 1, `title`: there is no variable `{a2}`; no block gives it a value
            block "d", branch 1, `tests[0].left`: there is no variable `{a3}`; no block gives it a value
            block "d", branch 1, `tests[0].right`: there is no variable `{a4}`; no block gives it a value
            block "f", `url`: there is no variable `{a5}`; no block gives it a value
            block "f", `body`: there is no variable `{a7}`; no block gives it a value
            block "f", `headers[0].value`: there is no variable `{a6}`; no block gives it a value
            block "g", `instructions`: there is no variable `{a8}`; no block gives it a value
            warning: block "g", `service`: there is no service "x" in the settings of the program
            block "h", `value`: there is no variable `{a9}`; no block gives it a value
            block "i", `result`: there is no variable `{b1}`; no block gives it a value
            block "j", `values[0].value`: there is no variable `{b2}`; no block gives it a value
            block "j", `values[1].value`: there is no variable `{b3}`; no block gives it a value"#]],
    );
    let long = "n".repeat(65);
    one(
        &format!(
            r#"{{"id":"b","type":"set","values":[
                 {{"name":"имя_2","value":"1"}},{{"name":"","value":"1"}},{{"name":"a b","value":"1"}},
                 {{"name":"a.b","value":"1"}},{{"name":"now","value":"1"}},{{"name":"request.status","value":"1"}},
                 {{"name":"{long}","value":"1"}}],"next":"c"}},
               {{"id":"c","type":"question","save_to":"page","branches":[{{"when":"else","next":"d"}}]}},
               {{"id":"d","type":"request","url":"https://example.com","save":[{{"from":"","to":"-"}}],
                 "branches":[{{"when":"ok","next":"f"}},{{"when":"failed","next":"q"}}]}},
               {{"id":"f","type":"ai","service":"x","instructions":"x","save_to":"{{a}}",
                 "branches":[{{"when":"answered","next":"q"}},{{"when":"failed","next":"q"}}]}}"#
        ),
        expect![[r#"
            block "b", `values[1].name`: is empty; write something in it
            block "b", `values[2].name`: `a b` cannot be the name of a variable; use 1 to 64 letters, digits or `_`
            block "b", `values[3].name`: `a.b` cannot be the name of a variable; use 1 to 64 letters, digits or `_`
            block "b", `values[4].name`: `now` is set by the program and cannot be changed; choose another name
            block "b", `values[5].name`: `request.status` is set by the program and cannot be changed; choose another name
            block "b", `values[6].name`: `nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn` cannot be the name of a variable; use 1 to 64 letters, digits or `_`
            block "c", `save_to`: `page` is set by the program and cannot be changed; choose another name
            block "d", `save[0].to`: `-` cannot be the name of a variable; use 1 to 64 letters, digits or `_`
            block "f", `save_to`: `{a}` cannot be the name of a variable; use 1 to 64 letters, digits or `_`
            warning: block "f", `service`: there is no service "x" in the settings of the program"#]],
    );
}

#[test]
fn a_script_may_take_variables_of_the_one_before() {
    check(
        r#"{"id":"s","type":"start","takes":["city","a b","now"],"text":"{city}","next":"e"},
           {"id":"e","type":"end"}"#,
        expect![[r#"
            block "s", `takes[1]`: `a b` cannot be the name of a variable; use 1 to 64 letters, digits or `_`
            block "s", `takes[2]`: `now` is set by the program and cannot be changed; choose another name"#]],
    );
}

#[test]
fn numbers_within_their_limits() {
    one(
        r#"{"id":"b","type":"pause","seconds":0,"next":"c"},
           {"id":"c","type":"pause","seconds":86401,"next":"d"},
           {"id":"d","type":"random","branches":[{"weight":0,"next":"q"},{"weight":1001,"next":"f"}]},
           {"id":"f","type":"question","branches":[{"when":"else","next":"g"},{"when":"no_answer","after_s":604801,"next":"q"}]},
           {"id":"g","type":"ai","service":" ","instructions":"","messages":101,"timeout_s":121,
             "branches":[{"when":"answered","next":"q"},{"when":"failed","next":"q"}]}"#,
        expect![[r#"
            block "b", `seconds`: must be from 1 to 86400
            block "c", `seconds`: must be from 1 to 86400
            block "d", branch 1, `weight`: must be from 1 to 1000
            block "d", branch 2, `weight`: must be from 1 to 1000
            block "f", branch 2, `after_s`: must be from 1 to 604800
            block "g", `service`: is empty; write something in it
            block "g", `instructions`: is empty; write something in it
            block "g", `messages`: must be from 0 to 100
            block "g", `timeout_s`: must be from 1 to 120"#]],
    );
    whole(
        r#"{"format":1,"name":" ","language":"en",
            "settings":{"blocks_per_message":0,"repeats":101,"client_silence_s":604801},
            "blocks":[{"id":"s","type":"start","next":"e"},{"id":"e","type":"end"}]}"#,
        expect![[r#"
            the script, `name`: is empty; write something in it
            the script, `settings.client_silence_s`: must be from 0 to 604800
            the script, `settings.repeats`: must be from 0 to 100
            the script, `settings.blocks_per_message`: must be from 1 to 1000"#]],
    );
    let name = "n".repeat(101);
    whole(
        &format!(
            r#"{{"format":1,"name":"{name}","language":"en","settings":{{"blocks_per_message":1001}},
                "blocks":[{{"id":"s","type":"start","next":"e"}},{{"id":"e","type":"end"}}]}}"#
        ),
        expect![[r#"
            the script, `name`: has 101 characters; the limit is 100
            the script, `settings.blocks_per_message`: must be from 1 to 1000"#]],
    );
}

#[test]
fn choices_have_something_to_choose() {
    one(
        r#"{"id":"b","type":"condition","branches":[
             {"when":"all","tests":[],"next":"c"},
             {"when":"any","tests":[],"next":"d"},
             {"when":"any","tests":[{"left":" ","is":"empty"}],"next":"q"},
             {"when":"open","next":"q"},
             {"when":"open","next":"q"}]},
           {"id":"c","type":"random","branches":[]},
           {"id":"d","type":"in_order","branches":[]}"#,
        expect![[r#"
            block "b", branch 1, `tests`: has no entries; add one
            block "b", branch 2, `tests`: has no entries; add one
            block "b", branch 3, `tests[0].left`: is empty; write something in it
            block "b", branch 5, `when`: is the same as branch 4, which is always taken first
            warning: block "b", `branches`: has no branch `else`: when no other holds, the dialog goes to the operators
            block "c", `branches`: has no entries; add one
            block "d", `branches`: has no entries; add one"#]],
    );
    one(
        r#"{"id":"b","type":"condition","branches":[]}"#,
        expect![[r#"
            block "b", `branches`: has no entries; add one
            block "e": cannot be reached: no way leads here from the start
            block "q": cannot be reached: no way leads here from the start"#]],
    );
}

#[test]
fn calculations_can_be_made() {
    one(
        r#"{"id":"b","type":"set","values":[],"next":"c"},
           {"id":"c","type":"set","next":"q","values":[
             {"name":"a","is":"number","value":"1 +"},
             {"name":"a","is":"number","value":""},
             {"name":"a","is":"number","value":"two"},
             {"name":"a","is":"number","value":"({a} - 1) / 3 % 2"}]}"#,
        expect![[r#"
            block "b", `values`: has no entries; add one
            block "c", `values[0].value`: cannot be calculated: a number is missing at the end
            block "c", `values[1].value`: cannot be calculated: there is nothing to reckon
            block "c", `values[2].value`: cannot be calculated: `t` at character 1 does not fit there"#]],
    );
}

#[test]
fn requests_go_where_their_author_says() {
    one(
        r#"{"id":"b","type":"request","url":"https://{clientName}.example.com/","timeout_s":0,
             "headers":[{"name":"","value":"x"},{"name":"Host","value":"x"},{"name":"a b","value":"x"},{"name":"X","value":"a\r\nb"}],
             "save":[{"from":"order","to":"a"}],
             "branches":[{"when":"failed","next":"c"}]},
           {"id":"c","type":"request","url":"ftp://example.com","timeout_s":61,
             "branches":[{"when":"ok","next":"d"},{"when":"ok","next":"q"},{"when":"status","status":99,"next":"q"},{"when":"status","status":99,"next":"q"}]},
           {"id":"d","type":"request","url":"https://me:secret@example.com/","branches":[]},
           {"id":"f","type":"ai","service":"x","instructions":"x","branches":[]}"#,
        expect![[r#"
            block "b", `url`: has a variable before the path; the server must be the same for everybody
            block "b", `headers[0].name`: is empty; write something in it
            block "b", `headers[1].name`: `Host` is a header that the program writes itself; remove it
            block "b", `headers[2].name`: `a b` cannot be the name of a header
            block "b", `headers[3].value`: has a line break or another control character in it
            block "b", `timeout_s`: must be from 1 to 60
            block "b", `save[0].from`: is not a pointer into JSON; write it like /order/status, or leave it empty
            block "b", `branches`: has no branch for an answer; add one
            block "c", `url`: is not an address; write it like https://example.com/orders/{order}
            block "c", `timeout_s`: must be from 1 to 60
            block "c", branch 3, `status`: must be from 100 to 599
            block "c", branch 4, `status`: must be from 100 to 599
            block "c", branch 2, `when`: is the same as branch 1, which is always taken first
            block "c", branch 4, `when`: is the same as branch 3, which is always taken first
            warning: block "c", `branches`: has no branch `failed`: after a failure the dialog goes to the operators
            block "d", `url`: carries a user name or a password; send them in a header instead
            block "d", `branches`: has no branch for an answer; add one
            warning: block "d", `branches`: has no branch `failed`: after a failure the dialog goes to the operators
            block "f", `branches`: has no branch for an answer; add one
            warning: block "f", `branches`: has no branch `failed`: after a failure the dialog goes to the operators
            block "f": cannot be reached: no way leads here from the start
            warning: block "f", `service`: there is no service "x" in the settings of the program"#]],
    );
}

#[test]
fn markers_and_results_are_named() {
    let long = "m".repeat(101);
    one(
        &format!(
            r#"{{"id":"b","type":"marker","marker":" ","next":"c"}},
               {{"id":"c","type":"marker","marker":"{long}","next":"d"}},
               {{"id":"d","type":"result","result":"","next":"f"}},
               {{"id":"f","type":"result","result":"{long}","next":"q"}}"#
        ),
        expect![[r#"
            block "b", `marker`: is empty; write something in it
            block "c", `marker`: has 101 characters; the limit is 100
            block "d", `result`: is empty; write something in it
            block "f", `result`: has 101 characters; the limit is 100"#]],
    );
}

#[test]
fn what_is_not_around_is_told() {
    let text = r#"{"id":"s","type":"start","next":"q"},
        {"id":"q","type":"question","branches":[
          {"when":"words","words":["a"],"next":"t"},
          {"when":"words","words":["b"],"next":"ai"},
          {"when":"else","next":"to"}]},
        {"id":"t","type":"transfer","group":"01a1dae5-e570-7a83-9e55-d01f6a7be0c4","branches":[]},
        {"id":"ai","type":"ai","service":"local","instructions":"x",
          "branches":[{"when":"answered","next":"q"},{"when":"failed","next":"q"}]},
        {"id":"to","type":"script","script":"01a1dae5-e570-7a83-9e55-d01f6a7be0c5"}"#;
    around(
        text,
        &Around::default(),
        expect![[r#"
            warning: block "t", `group`: names a group that does not exist
            warning: block "ai", `service`: there is no service "local" in the settings of the program
            warning: block "to", `script`: leads to a script that does not exist or was never published"#]],
    );
    let group: GroupId = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4".parse().unwrap();
    let script: ScriptId = "01a1dae5-e570-7a83-9e55-d01f6a7be0c5".parse().unwrap();
    let all = Around {
        channels: &[],
        scripts: &[script],
        groups: &[group],
        services: &["local".to_owned()],
    };
    around(text, &all, expect![[""]]);
}

#[test]
fn connected_channels_have_their_limits() {
    let long = "я".repeat(1025);
    let buttons: Vec<String> = (0..11)
        .map(|n| format!(r#"{{"when":"button","title":"{n}","next":"r"}}"#))
        .collect();
    let text = format!(
        r#"{{"id":"s","type":"start","text":"{long}","next":"m"}},
           {{"id":"m","type":"message","text":"{long}","next":"q"}},
           {{"id":"q","type":"question","text":"{long}","branches":[{},{{"when":"else","next":"q"}}]}},
           {{"id":"r","type":"question","text":"?","branches":[
             {{"when":"button","title":"Twenty-one characters","next":"q"}},{{"when":"else","next":"q"}}]}}"#,
        buttons.join(",")
    );
    let with = |channels: &[Messenger], problems| {
        let channels = Around {
            channels,
            ..Around::default()
        };
        around(&text, &channels, problems);
    };
    with(&[Messenger::Web, Messenger::Telegram], expect![[""]]);
    with(
        &[Messenger::Whatsapp, Messenger::Whatsapp],
        expect![[r#"
        warning: block "q": has 11 buttons, whatsapp shows 10; they will be sent there as a numbered list
        warning: block "r", branch 1, `title`: has 21 characters, a button of whatsapp shows 20; the buttons will be sent there as a numbered list"#]],
    );
    with(
        &[Messenger::Alice, Messenger::Wechat],
        expect![[r#"
        block "s", `text`: is 1025 long as alice counts; the limit there is 1024
        block "s", `text`: is 2050 long as wechat counts; the limit there is 2000
        block "m", `text`: is 1025 long as alice counts; the limit there is 1024
        block "m", `text`: is 2050 long as wechat counts; the limit there is 2000
        block "q", `text`: is 1025 long as alice counts; the limit there is 1024
        block "q", `text`: is 2050 long as wechat counts; the limit there is 2000
        warning: block "q": has 11 buttons, wechat shows 10; they will be sent there as a numbered list"#]],
    );
    // Nothing is ever sent there.
    with(&[Messenger::Snapchat], expect![[""]]);
}

#[test]
fn problems_cross_to_the_window_by_their_codes() {
    let text = blocks(
        r#"{"id":"s","type":"start","next":"q"},
           {"id":"q","type":"question","text":"{x}","branches":[
             {"when":"button","title":"A","next":"s"},{"when":"button","title":"a"}]}"#,
    );
    let draft = Draft::read(&text).unwrap();
    let problems = serde_json::to_value(draft.problems(&Around::default())).unwrap();
    expect![[r#"
        [
          {
            "block": "q",
            "code": "title_twice",
            "earlier": 0,
            "exit": 1,
            "field": "title",
            "severity": "error"
          },
          {
            "block": "q",
            "code": "unknown_variable",
            "exit": null,
            "field": "text",
            "name": "x",
            "severity": "error"
          },
          {
            "block": "q",
            "code": "leads_nowhere",
            "exit": 1,
            "field": "next",
            "severity": "error"
          },
          {
            "block": "q",
            "code": "answers_without_else",
            "exit": null,
            "field": "branches",
            "severity": "warning"
          }
        ]"#]]
    .assert_eq(&serde_json::to_string_pretty(&problems).unwrap());
    let back: Vec<Problem> = serde_json::from_value(problems).unwrap();
    assert_eq!(back, draft.problems(&Around::default()));
}

#[test]
fn a_script_tells_what_it_uses() {
    let script = Script::read(&blocks(
        r#"{"id":"s","type":"start","text":"{dialog}","next":"m"},
           {"id":"m","type":"marker","marker":"b","next":"n"},
           {"id":"n","type":"marker","marker":"a","next":"q"},
           {"id":"q","type":"question","save_to":"city","branches":[
             {"when":"words","words":["x"],"next":"to"},{"when":"else","next":"to2"}]},
           {"id":"to","type":"script","script":"01a1dae5-e570-7a83-9e55-d01f6a7be0c4"},
           {"id":"to2","type":"script","script":"01a1dae5-e570-7a83-9e55-d01f6a7be0c4"}"#,
    ))
    .unwrap();
    let to: ScriptId = "01a1dae5-e570-7a83-9e55-d01f6a7be0c4".parse().unwrap();
    assert_eq!(script.markers().into_iter().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(script.references().into_iter().collect::<Vec<_>>(), [to]);
    assert!(script.mentions("dialog"));
    assert!(!script.mentions("city"), "it is kept, and never used");
    assert!(!script.uses_network());
    for block in [
        r#"{"id":"b","type":"request","url":"https://example.com","branches":[{"when":"ok","next":"e"}]}"#,
        r#"{"id":"b","type":"ai","service":"x","instructions":"x","branches":[{"when":"answered","next":"e"}]}"#,
    ] {
        let text =
            format!(r#"{{"id":"s","type":"start","next":"b"}},{block},{{"id":"e","type":"end"}}"#);
        assert!(
            Script::read(&blocks(&text)).unwrap().uses_network(),
            "{block}"
        );
    }
}

#[test]
fn the_largest_script_is_checked_without_going_in_circles() {
    // Each block leads to all places a walk could come back from.
    let mut list = vec![r#"{"id":"s","type":"start","next":"b0"}"#.to_owned()];
    list.extend((0..4_998).map(|n| {
        let (next, back) = (n + 1, n / 2);
        format!(
            r#"{{"id":"b{n}","type":"condition","branches":[
                 {{"when":"open","next":"b{next}"}},{{"when":"else","next":"b{back}"}}]}}"#
        )
    }));
    list.push(r#"{"id":"b4998","type":"end"}"#.to_owned());
    let draft = Draft::read(&blocks(&list.join(","))).unwrap();
    assert_eq!(draft.blocks.len(), script::BLOCKS_MAX);
    let problems = draft.problems(&Around::default());
    expect![[r#"warning: block "b0": can lead back to itself without a question in between; the dialog goes to the operators when it comes by too often"#]].assert_eq(&said(problems.iter()));
    draft.check().unwrap();
}

proptest! {
    #[test]
    fn any_draft_can_be_checked(draft in support::draft()) {
        let channels = Around { channels: Messenger::ALL, ..Around::default() };
        for problem in draft.problems(&channels) {
            prop_assert!(!problem.to_string().is_empty());
        }
        let errors = draft.problems(&Around::default());
        let errors = errors.into_iter().filter(Problem::is_error).collect::<Vec<_>>();
        match draft.clone().check() {
            Ok(script) => prop_assert_eq!(script.draft(), &draft),
            Err(found) => prop_assert_eq!(found, errors),
        }
    }
}
