//! Every command of the program, declared once, and the program itself without a window.
//!
//! [`App`] opens the store, starts the engine and the gateway, and answers commands by name; the
//! window, the command line and a process that asks through the owner's socket all go through
//! [`App::call`]. This room knows no Tauri, no HTTP and no SQL.

mod acts;
mod ai;
mod ai_services;
mod app;
mod asks;
mod attention;
mod attributes;
mod audit;
mod card;
mod channels;
mod chat_check;
mod chat_file;
mod chat_versions;
mod chats;
mod colours;
mod command;
mod connections;
mod desk;
mod dialogs;
mod eraser;
mod error;
mod files;
mod frame_code;
mod groups;
mod host;
mod inbox;
mod jobs;
mod links;
#[cfg(test)]
mod loopback;
mod names;
mod news;
mod notes;
mod operators;
mod pictures;
mod pin;
mod quick_replies;
mod rehearse;
mod reports;
mod sample;
mod script_check;
mod script_file;
mod script_history;
mod script_ready;
mod script_try;
mod scripts;
mod serving;
mod settings;
mod socket;
mod tags;
mod thread;
mod typescript;

pub use app::{App, Options, default_folder};
pub use chat_file::{CHAT_FILE_MAX, read_chat};
pub use command::{Caller, From};
pub use desk::Desk;
pub use error::ApiError;
pub use gateway::Limits;
pub use host::{Headless, Host, Notification, Pick, Picked, PickedFiles};
pub use jobs::{Job, JobState};
pub use names::is_same_name;
pub use news::{News, Wants};
pub use script::Problem as ScriptProblem;
pub use serving::{GatewayState, GatewayStatus, Listen};
pub use socket::ask_owner;
pub use typescript::typescript;
