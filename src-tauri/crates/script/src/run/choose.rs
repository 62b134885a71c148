//! How a block that chooses for itself does it.

use domain::DialogId;
use language::fold;
use rand::Rng as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use crate::block::{AfterLast, Comparison, Condition, InOrder, Known, Random, Test};
use crate::calc;

/// The branch of a condition that holds.
pub(super) fn way_by_what_is_known(
    condition: &Condition,
    is_open: bool,
    fill: &impl Fn(&str) -> String,
) -> Option<usize> {
    let holds = |test: &Test| holds(test.is, &fill(&test.left), &fill(&test.right));
    let taken = |known: &Known| match known {
        Known::All { tests } => tests.iter().all(holds),
        Known::Any { tests } => tests.iter().any(holds),
        Known::Open {} => is_open,
        Known::Else {} => false,
    };
    let mut branches = condition.branches.iter();
    branches.position(|branch| taken(&branch.when)).or_else(|| {
        let mut branches = condition.branches.iter();
        branches.position(|branch| branch.when == Known::Else {})
    })
}

fn holds(comparison: Comparison, left: &str, right: &str) -> bool {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let order = || match (calc::number(left), calc::number(right)) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => fold(left).cmp(&fold(right)),
    };
    match comparison {
        Comparison::Equal => order() == Equal,
        Comparison::NotEqual => order() != Equal,
        Comparison::Less => order() == Less,
        Comparison::AtMost => order() != Greater,
        Comparison::More => order() == Greater,
        Comparison::AtLeast => order() != Less,
        Comparison::Contains => fold(left).contains(&*fold(right)),
        Comparison::NotContains => !fold(left).contains(&*fold(right)),
        Comparison::Filled => !left.trim().is_empty(),
        Comparison::Empty => left.trim().is_empty(),
    }
}

/// The branch that the lot falls on: the same for the same dialog and draw, so that a dialog that is
/// gone through again goes the same way.
pub(super) fn lot(random: &Random, (dialog, draw): (DialogId, u32)) -> Option<usize> {
    let weights = random
        .branches
        .iter()
        .map(|branch| u64::from(branch.when.weight));
    let sum: u64 = weights.clone().sum();
    if sum == 0 {
        return None;
    }
    let mut seed = [0; 32];
    seed[..16].copy_from_slice(&dialog.as_bytes()[..]);
    seed[16..20].copy_from_slice(&draw.to_le_bytes());
    let mut drawn = ChaCha8Rng::from_seed(seed).random_range(0..sum);
    for (place, weight) in weights.enumerate() {
        match drawn.checked_sub(weight) {
            None => return Some(place),
            Some(left) => drawn = left,
        }
    }
    None
}

/// The branch whose turn it is when the dialog came by `passed` times before.
pub(super) fn next_in_order(in_order: &InOrder, passed: u32) -> Option<usize> {
    let passed = usize::try_from(passed).unwrap_or(usize::MAX);
    let ways = in_order.branches.len();
    let last = ways.checked_sub(1)?;
    Some(match in_order.after_last {
        AfterLast::First => passed % ways,
        AfterLast::Last => passed.min(last),
    })
}
