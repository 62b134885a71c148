//! Whole days of a contact centre in virtual time, each made up from a seed: clients who write, press,
//! fall silent and rate; operators who come, go and stall; channels that repeat and delay; kills at any
//! step, also in the middle of a transaction; clocks that jump. After every transaction what must hold
//! is looked at by a model that knows nothing of the engine.
//!
//! `PARLEY_SIM_SEEDS` says how many days, `PARLEY_SIM_FROM` from which seed on. A day that goes wrong
//! is shrunk to a short story.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that fails says where"
)]

mod centre;
mod check;
mod eye;
mod model;
mod plan;
mod scripts;
mod shrink;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use centre::Centre;
use plan::Plan;

const SEEDS: u64 = 200;

/// A day that went wrong.
struct Failure {
    /// How many acts of the plan it took.
    acts: usize,
    wrong: String,
    told: Vec<String>,
}

#[test]
fn days_of_a_contact_centre() {
    let from = number("PARLEY_SIM_FROM").unwrap_or(0);
    let until = from + number("PARLEY_SIM_SEEDS").unwrap_or(SEEDS);
    let next = AtomicU64::new(from);
    let failed = Mutex::new(None);
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= until || failed.lock().unwrap().is_some() {
                        return;
                    }
                    if live(&Plan::of(seed), false).is_err() {
                        failed.lock().unwrap().get_or_insert(seed);
                        return;
                    }
                }
            });
        }
    });
    if let Some(seed) = failed.into_inner().unwrap() {
        panic!("{}", shrink::story(Plan::of(seed)));
    }
    println!("{} days went well, from seed {from}", until - from);
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// Lives through one day; `tells` what was done in it when it goes wrong.
fn live(plan: &Plan, tells: bool) -> Result<(), Failure> {
    let lived = catch_unwind(AssertUnwindSafe(|| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(async {
            let failure = |acts, wrong, told| Failure { acts, wrong, told };
            let mut centre = Centre::open(plan, tells)
                .await
                .map_err(|wrong| failure(0, wrong, Vec::new()))?;
            let lived = centre.live().await;
            lived.map_err(|(acts, wrong)| failure(acts + 1, wrong, centre.told.unwrap_or_default()))
        })
    }));
    lived.unwrap_or_else(|_| {
        let (wrong, told) = ("a panic".to_owned(), Vec::new());
        let acts = plan.acts.len();
        Err(Failure { acts, wrong, told })
    })
}
