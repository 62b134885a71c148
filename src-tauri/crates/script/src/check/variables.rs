//! The variables: which names there are, where they get their values, and where they are used.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::problem::{Fault, Problem};
use crate::block::{
    Ai, Answer, Block, BlockKind, Branch, Comparison, Condition, DialogResult, Known, Marker,
    Message, Question, Request, Set, Start, Test,
};
use crate::run::SystemVariable;
use crate::text;

/// The most characters in the name of a variable.
const NAME_MAX: usize = 64;

/// The names in a script.
pub(super) struct Names<'a> {
    /// Those that blocks give a value.
    set: BTreeSet<&'a str>,
    /// Those that stand in texts.
    pub(super) used: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(blocks: &'a [Block]) -> Self {
        let mut used = BTreeSet::new();
        for block in blocks {
            each_template(block, &mut |_, _, template| {
                used.extend(text::names(template));
            });
        }
        Self {
            set: blocks.iter().flat_map(Block::sets).collect(),
            used,
        }
    }

    pub(super) fn check(&self, block: &Block, problems: &mut Vec<Problem>) {
        each_template(block, &mut |branch, field, template| {
            let unknown = text::names(template).filter(|name| !self.is_known(name));
            // Each name once, however often it stands there.
            for name in unknown.collect::<BTreeSet<_>>() {
                let name = name.to_owned();
                let problem = Fault::UnknownVariable { name }.of(&block.id);
                problems.push(problem.in_branch(branch).at(field.clone()));
            }
        });
        each_set(block, &mut |field, name| {
            let owned = || name.chars().take(NAME_MAX).collect();
            let fault = if name.is_empty() {
                Fault::Empty
            } else if is_system(name) {
                Fault::SystemVariableSet { name: owned() }
            } else if !is_name(name) {
                Fault::BadVariableName { name: owned() }
            } else {
                return;
            };
            problems.push(fault.of(&block.id).at(field));
        });
    }

    fn is_known(&self, name: &str) -> bool {
        is_system(name) || self.set.contains(name)
    }
}

fn is_system(name: &str) -> bool {
    name.parse::<SystemVariable>().is_ok()
}

fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || c == '_';
    (1..=NAME_MAX).contains(&name.chars().count()) && name.chars().all(fits)
}

/// Names the variables that a block gives a value, with the fields they stand in.
fn each_set(block: &Block, found: &mut dyn FnMut(Cow<'static, str>, &str)) {
    match &block.kind {
        BlockKind::Start(Start { takes, .. }) => {
            for (index, name) in takes.iter().enumerate() {
                found(format!("takes[{index}]").into(), name);
            }
        }
        BlockKind::Question(Question { save_to, .. }) | BlockKind::Ai(Ai { save_to, .. }) => {
            if let Some(name) = save_to {
                found("save_to".into(), name);
            }
        }
        BlockKind::Set(Set { values, .. }) => {
            for (index, value) in values.iter().enumerate() {
                found(format!("values[{index}].name").into(), &value.name);
            }
        }
        BlockKind::Request(Request { save, .. }) => {
            for (index, save) in save.iter().enumerate() {
                found(format!("save[{index}].to").into(), &save.to);
            }
        }
        _ => {}
    }
}

/// The texts of a block in which variables are filled in, with their branches and fields.
fn each_template<'a>(
    block: &'a Block,
    found: &mut dyn FnMut(Option<usize>, Cow<'static, str>, &'a str),
) {
    let mut in_block = |field: &'static str, template: &'a str| found(None, field.into(), template);
    match &block.kind {
        BlockKind::Start(Start { text, .. }) => {
            if let Some(text) = text {
                in_block("text", text);
            }
        }
        BlockKind::Message(Message { text, .. }) => in_block("text", text),
        BlockKind::Marker(Marker { value, .. }) => {
            if let Some(value) = value {
                in_block("value", value);
            }
        }
        BlockKind::Result(DialogResult { result, .. }) => in_block("result", result),
        BlockKind::Ai(Ai { instructions, .. }) => in_block("instructions", instructions),
        BlockKind::Question(Question { text, branches, .. }) => {
            if let Some(text) = text {
                in_block("text", text);
            }
            for (number, branch) in branches.iter().enumerate() {
                if let Answer::Button { title } = &branch.when {
                    found(Some(number), "title".into(), title);
                }
            }
        }
        BlockKind::Condition(Condition { branches }) => {
            for (number, test, index) in tests(branches) {
                let field = |side| format!("tests[{index}].{side}").into();
                found(Some(number), field("left"), &test.left);
                if !matches!(test.is, Comparison::Filled | Comparison::Empty) {
                    found(Some(number), field("right"), &test.right);
                }
            }
        }
        BlockKind::Set(Set { values, .. }) => {
            for (index, value) in values.iter().enumerate() {
                found(None, format!("values[{index}].value").into(), &value.value);
            }
        }
        BlockKind::Request(Request {
            url, headers, body, ..
        }) => {
            in_block("url", url);
            if let Some(body) = body {
                in_block("body", body);
            }
            for (index, header) in headers.iter().enumerate() {
                found(
                    None,
                    format!("headers[{index}].value").into(),
                    &header.value,
                );
            }
        }
        BlockKind::Random(_)
        | BlockKind::InOrder(_)
        | BlockKind::Pause(_)
        | BlockKind::Transfer(_)
        | BlockKind::Script(_)
        | BlockKind::End(_) => {}
    }
}

/// The tests of a condition, each with the number of its branch and its own number there.
pub(super) fn tests(branches: &[Branch<Known>]) -> impl Iterator<Item = (usize, &Test, usize)> {
    branches.iter().enumerate().flat_map(|(number, branch)| {
        let tests: &[Test] = match &branch.when {
            Known::All { tests } | Known::Any { tests } => tests,
            Known::Open {} | Known::Else {} => &[],
        };
        let tests = tests.iter().enumerate();
        tests.map(move |(index, test)| (number, test, index))
    })
}
