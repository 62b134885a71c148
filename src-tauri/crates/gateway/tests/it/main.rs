//! The gateway over real sockets on loopback, with a real store in a folder of its own. The bot is
//! played by writing to the store as the engine does.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod access;
mod bad_input;
mod conversation;
mod desk;
mod events;
mod files;
mod limits;
mod looks;
mod passages;
mod pictures;
mod running;
mod support;
