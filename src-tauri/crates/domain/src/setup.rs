//! What people set up for operators to work with, as somebody wrote it, and what is wrong with it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::chat::variables_in;
use crate::check::check_text;
use crate::{
    AttributeKind, Colour, GroupId, LIMIT_DEFAULT, OperatorId, Picture, Problem, ProblemCode,
    WorkingHours,
};

/// The most characters of the name of an operator, a group, a tag or an attribute.
const NAME_MAX: usize = 100;
/// The highest limit of dialogs, and the most groups, members and choices.
const MANY: u32 = 100;
/// The longest goal of answers, in seconds.
const GOAL_MAX: u32 = 86_400;
/// The most operators of a group.
const MEMBERS_MAX: usize = 1_000;
/// The most characters of a shortcut.
const SHORTCUT_MAX: usize = 32;
/// The most characters of a text that is sent often.
const REPLY_MAX: usize = 4_000;
/// What may stand between braces in such a text.
const REPLY_VARIABLES: &[&str] = &["name", "operator", "chat"];
/// How many digits a PIN has.
const PIN_DIGITS: std::ops::RangeInclusive<usize> = 4..=12;

/// An operator, as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OperatorInput {
    /// What clients and colleagues know them by; unique.
    pub name: String,
    /// Their picture; none means the chat's.
    #[serde(default)]
    pub picture: Option<Picture>,
    /// How many dialogs they are given at most; 0 means as many as come.
    #[serde(default = "limit_default")]
    pub dialogs_max: u32,
    /// The groups they are in.
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// When they work; none means whenever they are online.
    #[serde(default)]
    pub working_hours: Option<WorkingHours>,
    /// The IANA name of the zone of these hours; none means that of this
    /// computer.
    #[serde(default)]
    pub time_zone: Option<String>,
}

const fn limit_default() -> u32 {
    LIMIT_DEFAULT
}

/// A group of operators, as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GroupInput {
    /// What it is called; unique.
    pub name: String,
    /// How soon the first answer should come, in seconds; none means as the chat says.
    #[serde(default)]
    pub sl_first_s: Option<u32>,
    /// How soon later answers should come, in seconds; none means as the chat says.
    #[serde(default)]
    pub sl_next_s: Option<u32>,
    /// Who is in it.
    #[serde(default)]
    pub members: Vec<OperatorId>,
}

/// A tag, as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TagInput {
    /// What it is called; unique.
    pub name: String,
    /// How it is shown.
    pub colour: Colour,
}

/// A text that operators send often, as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct QuickReplyInput {
    /// Whether only its owner sees it.
    pub own: bool,
    /// What is typed for it: letters, digits, `-` and `_`; unique for its owner.
    pub shortcut: String,
    /// What is sent; `{name}`, `{operator}` and `{chat}` are filled in.
    pub text: String,
}

/// A field of every client's card, as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AttributeInput {
    /// What it is called; unique.
    pub name: String,
    /// What it takes.
    #[serde(default)]
    pub kind: AttributeKind,
    /// What can be chosen, where something is.
    #[serde(default)]
    pub choices: Vec<String>,
}

fn name(name: &mut String, problems: &mut Vec<Problem>) {
    *name = name.trim().to_owned();
    problems.extend(wrong_line(name).map(|code| Problem::new("name", code)));
}

/// What is wrong with a line that has to be there.
fn wrong_line(line: &str) -> Option<ProblemCode> {
    if line.trim().is_empty() {
        return Some(ProblemCode::Empty);
    }
    check_text(line, NAME_MAX, true)
}

fn too_many(count: usize, limit: usize) -> Option<ProblemCode> {
    (count > limit).then_some(ProblemCode::TooMany { count, limit })
}

/// The fields of a list that hold what an earlier one holds.
fn twice<T: PartialEq>(field: &str, list: &[T]) -> Vec<Problem> {
    let is_twice = |index: &usize| list[..*index].contains(&list[*index]);
    (0..list.len())
        .filter(is_twice)
        .map(|index| Problem::new(format!("{field}.{index}"), ProblemCode::Twice))
        .collect()
}

impl OperatorInput {
    /// What it means, and what is wrong with it. Whether the groups, the picture and the zone exist,
    /// and whether the name is free, is not looked at.
    #[must_use]
    pub fn read(mut self) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        name(&mut self.name, &mut problems);
        // Where operators are told by their id or their name, it would mean somebody else.
        if self.name.parse::<OperatorId>().is_ok() {
            let (text, examples) = (self.name.clone(), vec!["Anna Berg".to_owned()]);
            problems.push(Problem::new(
                "name",
                ProblemCode::WrongForm { text, examples },
            ));
        }
        if self.dialogs_max > MANY {
            let (least, most) = (0, MANY);
            let code = ProblemCode::OutOfRange { least, most };
            problems.push(Problem::new("dialogs_max", code));
        }
        match too_many(self.groups.len(), MANY as usize) {
            Some(code) => problems.push(Problem::new("groups", code)),
            None => problems.extend(twice("groups", &self.groups)),
        }
        if let Some(hours) = &self.working_hours {
            hours.check("working_hours", &mut problems);
        }
        (self, problems)
    }
}

impl GroupInput {
    /// What it means, and what is wrong with it. Whether the members exist, and whether the name is
    /// free, is not looked at.
    #[must_use]
    pub fn read(mut self) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        name(&mut self.name, &mut problems);
        for (field, goal) in [
            ("sl_first_s", self.sl_first_s),
            ("sl_next_s", self.sl_next_s),
        ] {
            if goal.is_some_and(|goal| !(1..=GOAL_MAX).contains(&goal)) {
                let (least, most) = (1, GOAL_MAX);
                let code = ProblemCode::OutOfRange { least, most };
                problems.push(Problem::new(field, code));
            }
        }
        match too_many(self.members.len(), MEMBERS_MAX) {
            Some(code) => problems.push(Problem::new("members", code)),
            None => problems.extend(twice("members", &self.members)),
        }
        (self, problems)
    }
}

impl TagInput {
    /// What it means, and what is wrong with it. Whether the name is free is not looked at.
    #[must_use]
    pub fn read(mut self) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        name(&mut self.name, &mut problems);
        (self, problems)
    }
}

impl QuickReplyInput {
    /// What it means, and what is wrong with it. Whether the shortcut is free is not looked at.
    #[must_use]
    pub fn read(mut self) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        self.shortcut = self.shortcut.trim().to_owned();
        self.text = self.text.trim().to_owned();
        let code = wrong_shortcut(&self.shortcut);
        problems.extend(code.map(|code| Problem::new("shortcut", code)));
        let code = wrong_reply(&self.text);
        problems.extend(code.map(|code| Problem::new("text", code)));
        (self, problems)
    }
}

fn wrong_shortcut(shortcut: &str) -> Option<ProblemCode> {
    if shortcut.is_empty() {
        return Some(ProblemCode::Empty);
    }
    check_text(shortcut, SHORTCUT_MAX, true).or_else(|| {
        let is_wrong = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'));
        shortcut
            .contains(is_wrong)
            .then_some(ProblemCode::NotAShortcut)
    })
}

fn wrong_reply(text: &str) -> Option<ProblemCode> {
    if text.is_empty() {
        return Some(ProblemCode::Empty);
    }
    check_text(text, REPLY_MAX, false).or_else(|| {
        let unknown = variables_in(text).find(|name| !REPLY_VARIABLES.contains(name))?;
        Some(ProblemCode::UnknownVariable {
            name: unknown.chars().take(40).collect(),
            known: REPLY_VARIABLES.iter().map(ToString::to_string).collect(),
        })
    })
}

impl AttributeInput {
    /// What it means, and what is wrong with it: choices only where something is chosen. Whether the
    /// name is free is not looked at.
    #[must_use]
    pub fn read(mut self) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        name(&mut self.name, &mut problems);
        if self.kind != AttributeKind::Choice {
            self.choices.clear();
            return (self, problems);
        }
        for choice in &mut self.choices {
            *choice = choice.trim().to_owned();
        }
        if self.choices.is_empty() {
            problems.push(Problem::new("choices", ProblemCode::Empty));
        }
        if let Some(code) = too_many(self.choices.len(), MANY as usize) {
            problems.push(Problem::new("choices", code));
            return (self, problems);
        }
        for (index, choice) in self.choices.iter().enumerate() {
            let code = wrong_line(choice);
            problems.extend(code.map(|code| Problem::new(format!("choices.{index}"), code)));
        }
        problems.extend(twice("choices", &self.choices));
        (self, problems)
    }
}

/// What is wrong with a PIN: it has 4 to 12 digits.
///
/// # Errors
/// The problem, of the field `pin`.
pub fn check_pin(pin: &str) -> Result<(), Problem> {
    let is_pin = PIN_DIGITS.contains(&pin.len()) && pin.bytes().all(|byte| byte.is_ascii_digit());
    if is_pin {
        Ok(())
    } else {
        Err(Problem::new("pin", ProblemCode::NotAPin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_problems(found: &[Problem], wanted: &[&str]) {
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        let all_told = wanted
            .iter()
            .zip(&found)
            .all(|(wanted, found)| found.starts_with(wanted));
        assert!(
            all_told && found.len() == wanted.len(),
            "{found:?} are not {wanted:?}"
        );
    }

    fn operator(json: &str) -> Vec<Problem> {
        let input: OperatorInput = serde_json::from_str(json).unwrap();
        input.read().1
    }

    #[test]
    fn an_operator_is_refused_by_what_is_wrong_with_them() {
        let long = format!(r#"{{"name":"{}"}}"#, "я".repeat(101));
        for (json, wanted) in [
            (r#"{"name":"Anna"}"#, &[][..]),
            (r#"{"name":" \t"}"#, &["name: is empty"]),
            (
                r#"{"name":" 01a1dae5-e570-7a83-9e55-d01f6a7be0c4"}"#,
                &["name: `01a1dae5-e570-7a83-9e55-d01f6a7be0c4` does not have the form"],
            ),
            (&long, &["name: has 101 characters; the limit is 100"]),
            (
                "{\"name\":\"An\\u202ena\"}",
                &["name: holds the invisible character U+202E"],
            ),
            (
                r#"{"name":"A","dialogs_max":101}"#,
                &["dialogs_max: must be from 0 to 100"],
            ),
            (
                r#"{"name":"A","working_hours":{"monday":[{"from":"18:00","to":"09:00"}]}}"#,
                &["working_hours.monday.0: ends before it begins"],
            ),
            (
                r#"{"name":"A","working_hours":{}}"#,
                &["working_hours: has no working hour"],
            ),
            (
                r#"{"name":"A","groups":["01a1dae5-e570-7a83-9e55-d01f6a7be0c4","01a1dae5-e570-7a83-9e55-d01f6a7be0c4"]}"#,
                &["groups.1: is there twice"],
            ),
        ] {
            assert_problems(&operator(json), wanted);
        }
    }

    #[test]
    fn an_operator_has_five_dialogs_at_most_unless_somebody_says_otherwise() {
        let input: OperatorInput = serde_json::from_str(r#"{"name":" Anna "}"#).unwrap();
        let (input, _) = input.read();
        assert_eq!((input.name.as_str(), input.dialogs_max), ("Anna", 5));
    }

    #[test]
    fn a_groups_goals_are_from_a_second_to_a_day() {
        for (goal, wanted) in [
            (0, &["sl_first_s: must be from 1 to 86400"][..]),
            (1, &[]),
            (86_400, &[]),
            (86_401, &["sl_first_s: must be from 1 to 86400"]),
        ] {
            let input = GroupInput {
                name: "Sales".to_owned(),
                sl_first_s: Some(goal),
                sl_next_s: None,
                members: Vec::new(),
            };
            assert_problems(&input.read().1, wanted);
        }
    }

    #[test]
    fn a_quick_reply_is_refused_by_what_is_wrong_with_it() {
        let (short, long) = ("x".repeat(33), "x".repeat(4001));
        for (shortcut, text, wanted) in [
            ("привет-1_a", "Hello {name}, {operator} of {chat}", &[][..]),
            ("", "", &["shortcut: is empty", "text: is empty"]),
            ("a b", "x", &["shortcut: is no shortcut"]),
            ("/hi", "x", &["shortcut: is no shortcut"]),
            (&short, "x", &["shortcut: has 33 characters"]),
            ("hi", &long, &["text: has 4001 characters"]),
            (
                "hi",
                "Hello {phone}",
                &["text: nothing fills in {phone}; known are {name}, {operator}, {chat}"],
            ),
        ] {
            let input = QuickReplyInput {
                own: false,
                shortcut: shortcut.to_owned(),
                text: text.to_owned(),
            };
            assert_problems(&input.read().1, wanted);
        }
    }

    #[test]
    fn choices_belong_to_a_choice() {
        let read = |kind, choices: &[&str]| {
            let choices = choices.iter().map(ToString::to_string).collect();
            AttributeInput {
                name: "Plan".to_owned(),
                kind,
                choices,
            }
            .read()
        };
        assert_problems(&read(AttributeKind::Choice, &[]).1, &["choices: is empty"]);
        assert_problems(
            &read(AttributeKind::Choice, &["a", " ", "a "]).1,
            &["choices.1: is empty", "choices.2: is there twice"],
        );
        let (text, problems) = read(AttributeKind::Text, &["a"]);
        assert_eq!((text.choices.len(), problems.len()), (0, 0));
    }

    #[test]
    fn a_pin_has_four_to_twelve_digits() {
        for pin in ["0000", "123456789012"] {
            assert_eq!(check_pin(pin), Ok(()));
        }
        for pin in ["", "123", "1234567890123", "12a4", "١٢٣٤", " 1234"] {
            assert!(check_pin(pin).is_err(), "{pin:?}");
        }
    }
}
