//! What speaking to any WebDriver needs.

use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;

/// How long a program may take to come up on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often a driver that just started is asked before it is taken for dead.
const TRIES: u32 = 200;

/// A port nobody listens on at this moment.
///
/// # Panics
/// When the system has none left.
#[must_use]
pub(crate) fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a port is free")
        .port()
}

/// Opens a session as soon as the driver at `port` listens.
///
/// # Panics
/// When the driver does not come, or refuses.
pub(crate) async fn connect(port: u16, capabilities: Value) -> Client {
    for _ in 0..TRIES {
        if tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port))
            .await
            .is_ok()
        {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let Value::Object(capabilities) = capabilities else {
        panic!("capabilities are an object");
    };
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let address = format!("http://127.0.0.1:{port}");
    // A driver whose program does not come up waits for it without end.
    tokio::time::timeout(
        PATIENCE,
        builder.capabilities(capabilities).connect(&address),
    )
    .await
    .expect("the driver answers")
    .expect("the driver opens a session")
}
