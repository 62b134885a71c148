//! Where the ways out of blocks lead, and whether they come to rest.

use std::collections::BTreeMap;

use super::problem::{Fault, Problem};
use crate::block::{AiReply, Answer, Block, BlockId, BlockKind, Branch, Condition, Known, Reply};

/// Where the first block of each id stands.
type Places<'a> = BTreeMap<&'a BlockId, usize>;

pub(super) fn check_exits(block: &Block, places: &Places<'_>, problems: &mut Vec<Problem>) {
    let exits = block.exits();
    let must_choose = matches!(
        block.kind,
        BlockKind::Condition(_) | BlockKind::Random(_) | BlockKind::InOrder(_)
    );
    if must_choose && exits.is_empty() {
        problems.push(Fault::NoEntries.of(&block.id).at("branches"));
        return;
    }
    // The script that it leads to may be the end of this one.
    let may_end = matches!(block.kind, BlockKind::Script(_));
    for (exit, to) in exits {
        let fault = match to {
            Some(to) if places.contains_key(to) => continue,
            Some(to) => Fault::LeadsToMissing { to: to.clone() },
            None if may_end => continue,
            None => Fault::LeadsNowhere,
        };
        let branch: Option<usize> = exit.into();
        problems.push(fault.of(&block.id).in_branch(branch).at("next"));
    }
    check_doubles(block, problems);
    let faults = faults_of_branches(block).into_iter();
    problems.extend(faults.map(|fault| fault.of(&block.id).at("branches")));
}

/// Finds branches that are never taken because an earlier one is.
fn check_doubles(block: &Block, problems: &mut Vec<Problem>) {
    let doubles = match &block.kind {
        BlockKind::Question(question) => doubles(&question.branches, |a, b| match (a, b) {
            (Answer::NoAnswer { .. }, Answer::NoAnswer { .. }) => true,
            // Their titles are compared as clients would type them.
            (Answer::Button { .. }, Answer::Button { .. }) => false,
            (a, b) => a == b,
        }),
        BlockKind::Condition(condition) => doubles(&condition.branches, Known::eq),
        BlockKind::Request(request) => doubles(&request.branches, Reply::eq),
        BlockKind::Transfer(transfer) => doubles(&transfer.branches, PartialEq::eq),
        BlockKind::Ai(ai) => doubles(&ai.branches, AiReply::eq),
        _ => return,
    };
    for (branch, earlier) in doubles {
        let problem = Fault::BranchTwice { earlier }.of(&block.id);
        problems.push(problem.in_branch(branch).at("when"));
    }
}

/// The branches that are the same as an earlier one, and which that is.
fn doubles<When>(
    branches: &[Branch<When>],
    is_same: impl Fn(&When, &When) -> bool,
) -> Vec<(usize, usize)> {
    let numbered = branches.iter().enumerate();
    let doubles = numbered.filter_map(|(number, branch)| {
        let mut earlier = branches[..number].iter();
        let earlier = earlier.position(|earlier| is_same(&earlier.when, &branch.when));
        earlier.map(|earlier| (number, earlier))
    });
    doubles.collect()
}

/// What can happen that the branches of a block have no way for.
fn faults_of_branches(block: &Block) -> Vec<Fault> {
    let mut faults = Vec::new();
    match &block.kind {
        BlockKind::Question(question) => {
            let has = |is: fn(&Answer) -> bool| has(&question.branches, is);
            if !has(|when| !matches!(when, Answer::NoAnswer { .. })) {
                faults.push(Fault::NoAnswerLeadsOn);
            } else if !has(|when| *when == Answer::Else {}) {
                faults.push(Fault::AnswersWithoutElse);
            }
        }
        BlockKind::Condition(Condition { branches })
            if !has(branches, |when| *when == Known::Else {}) =>
        {
            faults.push(Fault::ChoiceWithoutElse);
        }
        BlockKind::Request(request) => {
            if !has(&request.branches, |when| *when != Reply::Failed {}) {
                faults.push(Fault::NothingForSuccess);
            }
            if !has(&request.branches, |when| *when == Reply::Failed {}) {
                faults.push(Fault::NothingForFailure);
            }
        }
        BlockKind::Ai(ai) => {
            if !has(&ai.branches, |when| *when == AiReply::Answered {}) {
                faults.push(Fault::NothingForSuccess);
            }
            if !has(&ai.branches, |when| *when == AiReply::Failed {}) {
                faults.push(Fault::NothingForFailure);
            }
        }
        _ => {}
    }
    faults
}

fn has<When>(branches: &[Branch<When>], is: impl Fn(&When) -> bool) -> bool {
    branches.iter().any(|branch| is(&branch.when))
}

/// Finds blocks that no way leads to.
pub(super) fn check_reach(
    blocks: &[Block],
    places: &Places<'_>,
    start: usize,
    problems: &mut Vec<Problem>,
) {
    let mut is_reached = vec![false; blocks.len()];
    let mut open = vec![start];
    while let Some(place) = open.pop() {
        if !std::mem::replace(&mut is_reached[place], true) {
            open.extend(ways_on(&blocks[place], places));
        }
    }
    let blocks = blocks.iter().zip(is_reached);
    let unreached = blocks.filter(|(_, is_reached)| !is_reached);
    problems.extend(unreached.map(|(block, _)| Fault::Unreachable.of(&block.id)));
}

/// Finds ways that lead back to where they began without coming to rest.
pub(super) fn check_loops(blocks: &[Block], places: &Places<'_>, problems: &mut Vec<Problem>) {
    let ways: Vec<Vec<usize>> = blocks
        .iter()
        .map(|block| match rests(block) {
            true => Vec::new(),
            false => ways_on(block, places).collect(),
        })
        .collect();
    let knots = knots(&ways);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, knot) in knots.iter().enumerate() {
        members.entry(*knot).or_default().push(place);
    }
    for (knot, members) in members {
        let first = members[0];
        let is_loop = members.len() > 1 || ways[first].contains(&first);
        if is_loop {
            let mut ways = members.iter().flat_map(|place| &ways[*place]);
            let fault = match ways.all(|to| knots[*to] == knot) {
                true => Fault::LoopWithoutQuestion,
                false => Fault::MayLoop,
            };
            problems.push(fault.of(&blocks[first].id));
        }
    }
}

/// Whether the script waits here for people, or is at its end.
fn rests(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Question(_) | BlockKind::Transfer(_) | BlockKind::End(_) | BlockKind::Script(_)
    )
}

fn ways_on(block: &Block, places: &Places<'_>) -> impl Iterator<Item = usize> {
    let exits = block.exits().into_iter();
    exits.filter_map(|(_, to)| places.get(to?).copied())
}

/// For each place a number that it shares with those it can lead to and come back from: the
/// strongly connected components, by Tarjan's walk, with a stack of its own instead of recursion.
fn knots(ways: &[Vec<usize>]) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let mut seen = vec![UNSEEN; ways.len()];
    let mut lowest = vec![0; ways.len()];
    let mut knots = vec![UNSEEN; ways.len()];
    let mut open = Vec::new();
    let mut count = 0;
    for root in 0..ways.len() {
        if seen[root] != UNSEEN {
            continue;
        }
        let mut walk = vec![(root, 0)];
        while let Some((place, way)) = walk.pop() {
            if way == 0 {
                seen[place] = count;
                lowest[place] = count;
                count += 1;
                open.push(place);
            } else {
                // Back from the way before this one.
                let from = ways[place][way - 1];
                if knots[from] == UNSEEN {
                    lowest[place] = lowest[place].min(lowest[from]);
                }
            }
            if let Some(to) = ways[place].get(way) {
                walk.push((place, way + 1));
                if seen[*to] == UNSEEN {
                    walk.push((*to, 0));
                }
            } else if lowest[place] == seen[place] {
                while let Some(member) = open.pop() {
                    knots[member] = place;
                    if member == place {
                        break;
                    }
                }
            }
        }
    }
    knots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_lead_to_each_other_are_one_knot() {
        for (ways, together) in [
            (vec![vec![]], vec![vec![0]]),
            (vec![vec![0]], vec![vec![0]]),
            (vec![vec![1], vec![0]], vec![vec![0, 1]]),
            (vec![vec![1], vec![]], vec![vec![0], vec![1]]),
            (
                vec![vec![1], vec![2, 3], vec![0], vec![4], vec![3, 5], vec![]],
                vec![vec![0, 1, 2], vec![3, 4], vec![5]],
            ),
            (
                vec![vec![1, 2], vec![2], vec![1, 0], vec![2, 3]],
                vec![vec![0, 1, 2], vec![3]],
            ),
        ] {
            let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (place, knot) in knots(&ways).into_iter().enumerate() {
                found.entry(knot).or_default().push(place);
            }
            let mut found: Vec<_> = found.into_values().collect();
            found.sort();
            assert_eq!(found, together, "{ways:?}");
        }
    }

    #[test]
    fn a_way_of_any_length_is_walked() {
        let long: Vec<Vec<usize>> = (0..100_000)
            .map(|place| vec![(place + 1) % 100_000])
            .collect();
        assert!(knots(&long).iter().all(|knot| *knot == 0));
    }
}
