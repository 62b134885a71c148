//! Numbers, names and calculations.

use super::problem::{Fault, OfBlock, range_fault, text_fault};
use super::request;
use super::variables::tests;
use crate::block::{
    Ai, Answer, Block, BlockKind, Condition, DialogResult, Known, Marker, Pause, Question, Random,
    Set, ValueKind,
};
use crate::calc;

/// The most characters in a marker or a result.
pub const LABEL_MAX: usize = 100;
/// The longest pause, in seconds: a day.
pub const PAUSE_MAX_S: u32 = 86_400;
/// The longest a question may wait for its branch `no_answer`, in seconds: as long as a dialog may
/// live.
pub const NO_ANSWER_MAX_S: u32 = 604_800;
/// The longest instructions to a language model, in characters.
const INSTRUCTIONS_MAX: usize = 20_000;

pub(super) fn check(block: &Block, found: &mut OfBlock<'_>) {
    match &block.kind {
        BlockKind::Question(Question { branches, .. }) => {
            for (number, branch) in branches.iter().enumerate() {
                if let Answer::NoAnswer { after_s } = branch.when {
                    let fault = range_fault(after_s, 1..=NO_ANSWER_MAX_S);
                    found.add(number, "after_s", fault);
                }
            }
        }
        BlockKind::Condition(Condition { branches }) => {
            for (number, branch) in branches.iter().enumerate() {
                if let Known::All { tests } | Known::Any { tests } = &branch.when
                    && tests.is_empty()
                {
                    found.add(number, "tests", Fault::NoEntries);
                }
            }
            for (number, test, index) in tests(branches) {
                let is_empty = test.left.trim().is_empty();
                let fault = is_empty.then_some(Fault::Empty);
                found.add(number, &format!("tests[{index}].left"), fault);
            }
        }
        BlockKind::Random(Random { branches }) => {
            for (number, branch) in branches.iter().enumerate() {
                found.add(number, "weight", range_fault(branch.when.weight, 1..=1_000));
            }
        }
        BlockKind::Set(Set { values, .. }) => {
            if values.is_empty() {
                found.add(None, "values", Fault::NoEntries);
            }
            for (index, value) in values.iter().enumerate() {
                let fault = match value.is {
                    ValueKind::Text => None,
                    ValueKind::Number => calc::check(&value.value).err(),
                };
                let fault = fault.map(|error| Fault::BadCalculation {
                    reason: error.to_string(),
                });
                found.add(None, &format!("values[{index}].value"), fault);
            }
        }
        BlockKind::Pause(Pause { seconds, .. }) => {
            found.add(None, "seconds", range_fault(*seconds, 1..=PAUSE_MAX_S));
        }
        BlockKind::Marker(Marker { marker, .. }) => {
            found.add(None, "marker", text_fault(marker, LABEL_MAX));
        }
        BlockKind::Result(DialogResult { result, .. }) => {
            found.add(None, "result", text_fault(result, LABEL_MAX));
        }
        BlockKind::Ai(ai) => {
            let Ai {
                service,
                instructions,
                messages,
                timeout_s,
                ..
            } = ai;
            found.add(None, "service", text_fault(service, LABEL_MAX));
            found.add(
                None,
                "instructions",
                text_fault(instructions, INSTRUCTIONS_MAX),
            );
            found.add(None, "messages", range_fault(*messages, 0..=100));
            found.add(None, "timeout_s", range_fault(*timeout_s, 1..=120));
        }
        BlockKind::Request(of) => request::check(of, found),
        BlockKind::Start(_)
        | BlockKind::Message(_)
        | BlockKind::InOrder(_)
        | BlockKind::Transfer(_)
        | BlockKind::Script(_)
        | BlockKind::End(_) => {}
    }
}
