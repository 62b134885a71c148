//! Conversations: what a script is told and what it answers, written down beforehand.
//!
//! `NAME.talk` is about the script `NAME.json` beside it, or about the ready script of that name and
//! language, as in `order_status.en.talk`. A line of a talk is one of
//! ```text
//! # a remark
//! case what it shows
//! given KEY VALUE         a fact of the world, from here on
//! > TEXT                  the client writes
//! ! WHAT                  anything else the script is told
//! < TEXT                  the script says
//! ? TEXT [BUTTON] 60 s    the script asks, and waits for so long
//! = WHAT                  the script wants anything else done
//! ~ BRANCH 100            what the client was understood to mean, and how surely
//! vars A=1 | B=2          all variables in the end; none without this line
//! path A B.2 @C           the blocks that were left, by which branch, and where it stands in the end
//! ```
//! `\n`, `\s` and `\0` stand for what cannot be seen, and `⟨x 9⟩` for nine times `x`.

mod told;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use script::{Exit, Ready, Script, State, ready};
use told::{World, shown, told};

/// A turn of a conversation as it is written down.
#[derive(Default)]
struct Turn {
    line: usize,
    given: Vec<String>,
    told: String,
    answers: Vec<String>,
    understood: Option<String>,
}

/// A conversation as it is written down.
#[derive(Default)]
struct Case {
    line: usize,
    name: String,
    turns: Vec<Turn>,
    given: Vec<String>,
    vars: String,
    path: Option<String>,
}

fn cases(talk: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    for (line, text) in (1..).zip(talk.lines()) {
        let (mark, rest) = text.split_once(' ').unwrap_or((text, ""));
        let rest = unfolded(rest);
        if let "" | "#" = mark {
            continue;
        }
        if mark == "case" {
            cases.push(Case {
                line,
                name: rest,
                ..Case::default()
            });
            continue;
        }
        let case = cases.last_mut().ok_or(format!("{line}: no case yet"))?;
        match (mark, case.turns.last_mut()) {
            ("given", _) => case.given.push(rest),
            (">" | "!", _) => case.turns.push(Turn {
                line,
                given: std::mem::take(&mut case.given),
                told: format!("{mark} {rest}"),
                ..Turn::default()
            }),
            ("<" | "?" | "=", Some(turn)) => turn.answers.push(format!("{mark} {rest}")),
            ("~", Some(turn)) => turn.understood = Some(rest),
            ("vars", Some(_)) => case.vars = rest,
            ("path", Some(_)) => case.path = Some(rest),
            _ => return Err(format!("{line}: cannot be read: {text}")),
        }
    }
    Ok(cases)
}

/// What a line stands for.
fn unfolded(text: &str) -> String {
    let text = text
        .replace("\\n", "\n")
        .replace("\\s", " ")
        .replace("\\0", "\0");
    let mut parts = text.split('⟨');
    let mut unfolded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (repeated, after) = part
            .split_once('⟩')
            .expect("what is repeated ends with `⟩`");
        let (piece, times) = repeated
            .rsplit_once(' ')
            .expect("a number follows what is repeated");
        unfolded += &piece.repeat(times.parse().expect("a number follows what is repeated"));
        unfolded += after;
    }
    unfolded
}

/// Goes through a conversation; what was not as it is written down.
fn differences(script: &Script, case: &Case) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut differ = |line, what: &str, expected: &str, shown: &str| {
        if expected != shown {
            let text = format!("{what}\n  expected {expected:.600}\n  but got  {shown:.600}");
            found.push((line, text));
        }
    };
    let mut world = World::default();
    let mut state = State::default();
    let mut path = String::new();
    for turn in &case.turns {
        let mut given = turn.given.iter();
        let learnt = given.try_for_each(|given| world.learn(given));
        let input = match learnt.and_then(|()| told(&turn.told)) {
            Ok(input) => input,
            Err(error) => return vec![(turn.line, error)],
        };
        let run = script::run(script, state, input, &world.facts());
        state = run.state;
        for passed in &run.path {
            let branch = match passed.exit {
                Exit::Next => String::new(),
                Exit::Branch(number) => format!(".{}", number + 1),
            };
            let _ = write!(path, "{}{branch} ", passed.block);
        }
        let answers: Vec<String> = run.outputs.iter().map(shown).collect();
        let what = format!("after `{:.60}`", turn.told);
        differ(
            turn.line,
            &what,
            &turn.answers.join("\n           "),
            &answers.join("\n           "),
        );
        if let Some(understood) = &turn.understood {
            let shown = match run.recognised {
                Some(how) if understood.ends_with(char::is_numeric) => {
                    format!("{} {}", how.branch, how.score)
                }
                Some(how) => how.branch,
                None => "nothing".to_owned(),
            };
            differ(turn.line, &what, understood, &shown);
        }
    }
    match state.block() {
        Some(block) => path += &format!("@{block}"),
        None => path += "@",
    }
    differ(
        case.line,
        "path",
        case.path.as_deref().unwrap_or("a line `path`"),
        &path,
    );
    let vars = state.variables().iter();
    let vars: Vec<String> = vars
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    differ(case.line, "vars", &case.vars, &vars.join(" | "));
    found
}

/// The script that a talk is about.
fn script_of(talk: &Path) -> Result<Script, String> {
    let beside = fs::read_to_string(talk.with_extension("json")).ok();
    let is_named =
        |ready: &&Ready| talk.ends_with(format!("{}.{}.talk", ready.code, ready.language));
    let ready = || {
        ready()
            .iter()
            .find(is_named)
            .map(|ready| ready.text.to_owned())
    };
    let text = beside.or_else(ready).ok_or("there is no such script")?;
    Script::read(&text).map_err(|error| error.to_string())
}

#[test]
fn conversations_go_as_they_are_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conversations");
    let files = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut talks: Vec<_> = files
        .filter(|file| file.extension().is_some_and(|e| e == "talk"))
        .collect();
    talks.sort();
    let mut count = 0;
    let mut failed = String::new();
    for talk in &talks {
        let name = talk.file_name().unwrap().to_string_lossy();
        let script = script_of(talk).unwrap_or_else(|error| panic!("{name}: {error}"));
        let cases = cases(&fs::read_to_string(talk).unwrap());
        for case in cases.unwrap_or_else(|error| panic!("{name}:{error}")) {
            count += 1;
            for (line, difference) in differences(&script, &case) {
                let _ = writeln!(failed, "{name}:{line}: {}: {difference}", case.name);
            }
        }
    }
    println!("{count} conversations");
    assert!(failed.is_empty(), "of {count} conversations:\n{failed}");
}
