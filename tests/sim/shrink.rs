//! A day that goes wrong, made as short as it still goes wrong.

use crate::plan::{Plan, What};
use crate::{Failure, live};

/// Days lived in search of a shorter one, at most.
const TRIES: u32 = 400;
/// Lines of what was done last that are shown.
const SHOWN: usize = 60;

/// The story of the shortest day that was found to go wrong like this one.
pub(crate) fn story(plan: Plan) -> String {
    let seed = plan.seed;
    let Err(failure) = live(&plan, true) else {
        return format!("seed {seed} went wrong once, and not a second time");
    };
    let (plan, failure) = shortest(plan, failure);
    let skipped = failure.told.len().saturating_sub(SHOWN);
    let told: Vec<_> = failure.told.into_iter().skip(skipped).collect();
    let chats: Vec<_> = plan
        .chats
        .iter()
        .map(|chat| format!("{:?} {:?} {}", chat.main, chat.after, chat.settings))
        .collect();
    let acts: Vec<_> = plan
        .acts
        .iter()
        .map(|act| format!("{:>6} {}", act.second, said(&plan, &act.what)))
        .collect();
    format!(
        "seed {seed} goes wrong (PARLEY_SIM_FROM={seed} PARLEY_SIM_SEEDS=1): {}\n\nchats:\n{}\n\
         operators' limits {:?}, groups {:?}\n\nthe shortest day:\n{}\n\nwhat was done last:\n{}",
        failure.wrong,
        chats.join("\n"),
        plan.operators,
        plan.groups,
        acts.join("\n"),
        told.join("\n"),
    )
}

fn said(plan: &Plan, what: &What) -> String {
    match what {
        What::Brings { client, message } => {
            let brings = &plan.messages[*message];
            format!("client {client} brings message {message}: {brings:?}")
        }
        what => format!("{what:?}"),
    }
}

fn shortest(mut plan: Plan, mut failure: Failure) -> (Plan, Failure) {
    plan.acts.truncate(failure.acts);
    let mut tries = 0;
    let mut shorter = |plan: &mut Plan, failure: &mut Failure, acts| {
        tries += 1;
        let less = Plan {
            acts,
            ..plan.clone()
        };
        match live(&less, true) {
            Err(found) if tries <= TRIES => {
                *plan = less;
                plan.acts.truncate(found.acts);
                *failure = found;
                true
            }
            _ => false,
        }
    };
    // Without one of the clients or operators.
    for client in 0..plan.clients.len() {
        let acts = plan.acts.iter().filter(|act| {
            !matches!(act.what, What::Opens { client: of } | What::Brings { client: of, .. }
                | What::Receipt { client: of } if of == client)
        });
        let acts = acts.cloned().collect();
        shorter(&mut plan, &mut failure, acts);
    }
    for operator in 0..plan.operators.len() {
        let acts = plan.acts.iter().filter(|act| {
            !matches!(act.what, What::Presence { operator: of, .. } | What::Does { operator: of, .. }
                | What::OperatorLeaves { operator: of, .. } | What::OperatorReturns { operator: of }
                if of == operator)
        });
        let acts = acts.cloned().collect();
        shorter(&mut plan, &mut failure, acts);
    }
    // Without a stretch of acts, shorter and shorter ones.
    let mut length = plan.acts.len() / 2;
    while length > 0 {
        let mut at = 0;
        while at < plan.acts.len() {
            let end = (at + length).min(plan.acts.len());
            let acts = [&plan.acts[..at], &plan.acts[end..]].concat();
            if !shorter(&mut plan, &mut failure, acts) {
                at += length;
            }
        }
        length /= 2;
    }
    (plan, failure)
}
