use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::check_text;
use crate::code::codes;
use crate::{Problem, ProblemCode};

/// The most results an operator may choose from.
pub(super) const RESULTS_MAX: usize = 50;
/// The most characters of a result.
const RESULT_MAX: usize = 100;

codes! {
    /// How a client rates a dialog.
    #[derive(Default)]
    RatingScale, "rating scale":
    /// 1 is bad, 2 is good.
    Two = "two",
    /// 1 to 5.
    #[default]
    Five = "five",
    /// 1 to 10.
    Ten = "ten",
}

impl RatingScale {
    /// The best rating; the worst is 1.
    #[must_use]
    pub const fn best(self) -> u32 {
        match self {
            Self::Two => 2,
            Self::Five => 5,
            Self::Ten => 10,
        }
    }
}

/// What is asked when a dialog ends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Feedback {
    /// Whether clients are asked to rate the dialog.
    pub ask: bool,
    /// How long after its start they are asked while it still runs, in seconds; 0 means only at its end.
    pub after_s: u32,
    /// The scale they rate on.
    pub scale: RatingScale,
    /// How they are asked; empty means in the program's own words.
    pub text: String,
    /// Whether an operator has to choose a result when closing a dialog, and a client whom no
    /// operator has served is asked whether the question is solved.
    pub ask_result: bool,
    /// The results an operator chooses from.
    #[schemars(inner(length(min = 1, max = 100)))]
    pub results: Vec<String>,
}

impl Feedback {
    pub(super) fn check(&self, problems: &mut Vec<Problem>) {
        let results = &self.results;
        if self.ask_result && results.is_empty() {
            problems.push(Problem::new("feedback.results", ProblemCode::Empty));
        }
        // That there are too many is said already; each of millions would not help.
        if results.len() > RESULTS_MAX {
            return;
        }
        for (index, result) in results.iter().enumerate() {
            let code = if result.trim().is_empty() {
                ProblemCode::Empty
            } else if let Some(code) = check_text(result, RESULT_MAX, true) {
                code
            } else if results[..index].iter().any(|other| same(other, result)) {
                ProblemCode::Twice
            } else {
                continue;
            };
            problems.push(Problem::new(format!("feedback.results.{index}"), code));
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
