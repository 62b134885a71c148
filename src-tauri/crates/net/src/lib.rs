//! The one outgoing HTTP client.
//!
//! Addresses come from people and scripts, so [`Client::send`] goes nowhere but to public addresses:
//! it looks at what a name resolves to and connects to just that, on every redirect anew, unless the
//! host and port were allowed by name. This room knows nothing of what is sent, keeps nothing, and
//! never writes a header, a body or an address with its query into the log.

mod address;
mod client;
mod failure;
mod host_port;
mod request;

pub use client::Client;
pub use failure::Failure;
pub use host_port::{HostPort, HostPortError};
pub use request::{Request, Response};
pub use reqwest::Method;
