//! The gateway: the only HTTP server of the program. Visitors' browsers talk to it through the
//! widget.
//!
//! It keeps what came in and says so only once it is on the disk; it shows what the engine wrote. It
//! never decides what a bot answers, holds no state that a killed process would miss, and trusts no
//! byte it is sent.

mod assets;
mod config;
mod error;
mod guard;
mod html;
mod hub;
mod limit;
mod request;
mod server;
mod site;
mod widget;

pub use config::{Config, Limits};
pub use error::GatewayError;
pub use server::{Gateway, start};
pub use widget::WidgetConfig;
