//! Every command of the program, declared once, and the program itself without a window.
//!
//! [`App`] opens the store, starts the engine and the gateway, and answers commands by name; the
//! window, the command line and a process that asks through the owner's socket all go through
//! [`App::call`]. This room knows no Tauri, no HTTP and no SQL.

mod app;
mod channels;
mod chat_check;
mod chat_file;
mod chat_versions;
mod chats;
mod colours;
mod command;
mod dialogs;
mod eraser;
mod error;
mod frame_code;
mod host;
mod jobs;
mod news;
mod pictures;
mod reports;
mod sample;
mod serving;
mod settings;
mod socket;
mod typescript;

pub use app::{App, Options, default_folder};
pub use chat_file::{CHAT_FILE_MAX, read_chat};
pub use command::{Caller, From};
pub use error::ApiError;
pub use gateway::Limits;
pub use host::{Headless, Host, Pick, Picked};
pub use jobs::{Job, JobState};
pub use news::News;
pub use serving::{GatewayState, GatewayStatus, Listen};
pub use socket::ask_owner;
pub use typescript::typescript;
