//! What `parleyctl` promises to whoever calls it, a person or a script: how it ends, what it says,
//! and what it leaves behind when it refuses.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

mod chats;
mod export;
mod folder;
mod inbox;
mod operators;
mod owner;
mod port;
mod request;
mod scripts;

use support::Done;

/// A refusal ends with its code, says nothing on stdout and one line on stderr, and that line names
/// what is wrong.
#[track_caller]
fn assert_refused(done: &Done, code: i32, names: &[&str]) {
    assert_eq!(done.code, Some(code), "{done:?}");
    assert_eq!(done.out, "");
    let line = done.err.strip_suffix('\n').unwrap_or_default();
    assert!(
        line.starts_with("parleyctl: ") && !line.contains('\n'),
        "{done:?}"
    );
    for name in names {
        assert!(line.contains(name), "{name:?} is not in {line:?}");
    }
}
