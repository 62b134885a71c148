//! Ways through the whole program without its window: what people do with the commands of `api`,
//! what visitors do over HTTP, and what then stands in the archive and in a workbook.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails says where"
)]

mod chats;
mod desk;
mod dialog;
mod interrupted;
mod operators;
mod passage;
mod place;
mod scripts;
mod settings;
