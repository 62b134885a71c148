//! A long command as steps: each has a heading and a time, the first that fails ends the command,
//! and the times are summed up at the end either way.

use std::time::{Duration, Instant};

use crate::error::Error;

/// The steps taken so far.
pub(crate) struct Steps {
    taken: Vec<(&'static str, Duration)>,
}

impl Steps {
    /// Runs a command made of steps and says how long each took, after a failure too.
    pub(crate) fn summed_up(
        command: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut steps = Self { taken: Vec::new() };
        let outcome = command(&mut steps);
        println!("\n{}", summary(&steps.taken));
        outcome
    }

    /// Takes one step; its failure carries its name.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<(), Error>,
    ) -> Result<(), Error> {
        println!("\n== {name}");
        let started = Instant::now();
        let outcome = work();
        let took = started.elapsed();
        self.taken.push((name, took));
        println!("   {}", seconds(took));
        outcome.map_err(|source| Error::Step {
            step: name.to_owned(),
            source: Box::new(source),
        })
    }
}

fn summary(taken: &[(&str, Duration)]) -> String {
    let total = taken.iter().map(|(_, took)| *took).sum();
    let each = taken
        .iter()
        .map(|(name, took)| format!("{name} {}", seconds(*took)));
    format!(
        "{} in all: {}",
        seconds(total),
        each.collect::<Vec<_>>().join(" · ")
    )
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failing_step_ends_the_command_with_its_name() {
        let mut later = false;
        let error = Steps::summed_up(|steps| {
            steps.step("format", || Ok(()))?;
            steps.step("lints", || Err(Error::NoFreePort { first: 1, last: 2 }))?;
            later = true;
            Ok(())
        })
        .unwrap_err();
        assert!(
            error.to_string().starts_with("step \"lints\": no port"),
            "{error}"
        );
        assert!(!later, "nothing runs after a failure");
    }

    #[test]
    fn times_are_summed_up() {
        let taken = [
            ("format", Duration::from_millis(1_240)),
            ("lints", Duration::from_millis(90_000)),
        ];
        assert_eq!(
            summary(&taken),
            "91.2 s in all: format 1.2 s · lints 90.0 s"
        );
    }
}
