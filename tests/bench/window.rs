//! The real window: from the start of the program until its first list is on the screen, with a full
//! archive beside an empty one.

use std::path::Path;
use std::time::Duration;

use domain::{Clock as _, SystemClock};
use support::window::Window;

use crate::archive::Archive;
use crate::figures::{Times, millis, ratio};
use crate::{Failure, archive};

/// How often the program is started with each archive.
const STARTS: usize = 5;

/// Starts the program with a full and with an empty archive, in turn.
pub(crate) async fn measure(full: &Archive, empty: &Path) -> Result<String, Failure> {
    archive::one_chat(empty).await?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        with.push(painted(full.folder()).await?);
        without.push(painted(empty).await?);
    }
    let (with, without) = (Times::of(with), Times::of(without));
    Ok(format!(
        "From the start of the program to its first list on the screen, {} build, {STARTS} starts each\n\
         \x20 {} messages: {with}\n\
         \x20 none: {without}\n\
         \x20   {} more, {} times\n",
        if cfg!(debug_assertions) {
            "debug"
        } else {
            "release"
        },
        full.messages(),
        millis(with.median().saturating_sub(without.median())),
        ratio(with.median(), without.median()),
    ))
}

/// How long one start takes.
async fn painted(data: &Path) -> Result<Duration, Failure> {
    let home = tempfile::tempdir()?;
    std::os::unix::fs::symlink(data, home.path().join("data"))?;
    let begun = SystemClock.now();
    let window = Window::open_in(home).await;
    let painted = window.first_list().await;
    drop(window.quit().await);
    Ok(painted.since(begun))
}
