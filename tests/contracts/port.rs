//! Ports that somebody else has.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::Stdio;

use serde_json::Value;
use support::{Ctl, Server};
use tokio::io::{AsyncBufReadExt as _, BufReader};

use crate::assert_refused;

/// The first port that is asked for when nobody names one.
const FIRST: u16 = 7420;

#[tokio::test]
async fn a_port_that_was_asked_for_and_is_taken_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let done = Ctl::on(folder.path())
        .run(&["serve", "--listen", &address])
        .await;
    let port = format!("port {}", taken.local_addr().unwrap().port());
    assert_refused(&done, 1, &[&port, "taken by another program"]);
}

#[tokio::test]
async fn another_port_is_taken_only_until_a_frame_code_was_handed_out() {
    let folder = tempfile::tempdir().unwrap();
    let ctl = Ctl::on(folder.path());
    let file = r#"{"name":"Orders"}"#;
    let chat = ctl.json_with(&["chats", "create", "-"], file).await;
    let chat = chat["id"].as_str().unwrap();

    // When it cannot be had, it is taken, whoever has it.
    let _first = TcpListener::bind((Ipv4Addr::LOCALHOST, FIRST));
    let mut server = Server::start_at(folder.path(), None, &[]).await;
    let address = server.address();
    assert!(
        address.ip().is_loopback() && address.port() > FIRST,
        "{address}"
    );
    let code = ctl.run(&["chats", "frame-code", chat]).await;
    let source = format!("http://{address}/widget/v1/loader.js?k=");
    assert!(code.out.contains(&source), "{code:?}");
    assert!(server.stop().await.success());

    let mut again = Server::start_at(folder.path(), None, &[]).await;
    assert_eq!(again.address(), address, "pages point there now");
    again.kill().await;
    let taken = TcpListener::bind(address).unwrap();
    let done = ctl.run(&["serve"]).await;
    let port = format!("port {}", address.port());
    assert_refused(&done, 1, &[&port, "Pages that embed a chat point to"]);
    drop(taken);
}

#[tokio::test]
async fn a_program_is_told_as_json_where_it_listens() {
    let folder = tempfile::tempdir().unwrap();
    let mut running = Ctl::on(folder.path())
        .command(&["--json", "serve", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(running.stdout.take().unwrap());
    out.read_line(&mut line).await.unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    let address: SocketAddr = told["listening"].as_str().unwrap().parse().unwrap();
    assert!(
        address.ip().is_loopback() && address.port() != 0,
        "{address}"
    );
    running.kill().await.unwrap();
}
