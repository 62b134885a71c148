//! `cargo xtask start`: from a clean clone to Parley on the screen, or, without a screen, to
//! addresses that a browser opens.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::build::WINDOW_INSIDE;
use crate::command;
use crate::display;
use crate::error::Error;
use crate::packages::{self, Purpose};
use crate::repository::{Profile, Repository};
use crate::system::System;
use crate::{toolchain, ui};

/// The gateway's port of choice and the last that is tried in its place.
const PORTS: (u16, u16) = (7420, 7439);

/// How many dialogs the sample holds: enough to scroll, made in seconds.
const SAMPLE: [&str; 5] = ["sample", "--dialogs", "300", "--seed", "1"];

/// Builds and runs; `args` go to the program.
pub(crate) fn start(repository: &Repository, args: &[OsString]) -> Result<(), Error> {
    toolchain::check()?;
    if display::is_there(System::here()) {
        open_window(repository, args)
    } else {
        println!("There is no display here, so sample data is served to a browser instead.");
        serve_sample(repository, args)
    }
}

fn open_window(repository: &Repository, args: &[OsString]) -> Result<(), Error> {
    packages::provide(System::here(), Purpose::Build)?;
    ui::install(repository)?;
    ui::script(repository, "build:widget")?;
    ui::script(repository, "build")?;
    println!("Building Parley. The first time takes several minutes.");
    command::run(command::cargo().args(["build", "--package=parley", WINDOW_INSIDE]))?;
    let parley = repository.program(Profile::Debug, "parley");
    command::become_program(Command::new(parley).args(args))
}

fn serve_sample(repository: &Repository, args: &[OsString]) -> Result<(), Error> {
    ui::install(repository)?;
    ui::script(repository, "build:widget")?;
    println!("Building parleyctl. The first time takes a few minutes.");
    command::run(command::cargo().args(["build", "--package=ctl", "--bin=parleyctl"]))?;

    let data = sample(repository)?;
    let chats: Vec<Chat> =
        command::read_json(parleyctl(repository, &data).args(["--json", "chats", "list"]))?;
    let listen = match listen_argument(args) {
        Some(address) => address,
        None => format!("127.0.0.1:{}", free_port(PORTS)?),
    };
    println!(
        "Data: {} (remove the folder for a fresh sample).",
        data.display()
    );
    println!("Once it listens, open in a browser; Ctrl-C ends it:");
    for chat in chats {
        println!("    {}  {}", test_page(&listen, &chat.site_key), chat.name);
    }
    let mut serve = parleyctl(repository, &data);
    serve.arg("serve");
    if listen_argument(args).is_none() {
        serve.args(["--listen", &listen]);
    }
    command::become_program(serve.args(args))
}

/// A chat, as `parleyctl --json chats list` gives it.
#[derive(Deserialize)]
struct Chat {
    name: String,
    site_key: String,
}

fn parleyctl(repository: &Repository, data: &Path) -> Command {
    let mut parleyctl = Command::new(repository.program(Profile::Debug, "parleyctl"));
    parleyctl.arg("--data").arg(data);
    parleyctl
}

/// A data folder of its own with sample data, made once and kept. It gets its name only when it is
/// whole, so that an interrupted start leaves no half.
fn sample(repository: &Repository) -> Result<PathBuf, Error> {
    let data = repository.target.join("sample-data");
    if data.exists() {
        return Ok(data);
    }
    let unfinished = repository.target.join("sample-data.unfinished");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(Error::file(&unfinished))?;
    }
    command::run(parleyctl(repository, &unfinished).args(SAMPLE))?;
    fs::rename(&unfinished, &data).map_err(Error::file(&data))?;
    Ok(data)
}

/// What a person wrote after or in `--listen`.
fn listen_argument(args: &[OsString]) -> Option<String> {
    let mut args = args.iter().filter_map(|arg| OsStr::to_str(arg));
    args.find_map(|arg| match arg.strip_prefix("--listen")? {
        "" => Some(None),
        value => value
            .strip_prefix('=')
            .map(|address| Some(address.to_owned())),
    })?
    .or_else(|| args.next().map(str::to_owned))
}

/// The first port that nobody listens on. Somebody may take it before the gateway does; the gateway
/// then says so itself.
fn free_port((first, last): (u16, u16)) -> Result<u16, Error> {
    (first..=last)
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .ok_or(Error::NoFreePort { first, last })
}

fn test_page(address: &str, site_key: &str) -> String {
    format!("http://{address}/widget/v1/test?k={site_key}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listen(args: &[&str]) -> Option<String> {
        listen_argument(&args.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn a_persons_own_address_is_seen() {
        assert_eq!(
            listen(&["--listen", "0.0.0.0:80"]).as_deref(),
            Some("0.0.0.0:80")
        );
        assert_eq!(
            listen(&["-v", "--listen=[::1]:0"]).as_deref(),
            Some("[::1]:0")
        );
        assert_eq!(listen(&["--public-url", "https://x.example"]), None);
        assert_eq!(
            listen(&["--listen"]),
            None,
            "parleyctl says what is missing"
        );
    }

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(matches!(
            free_port((port, port)),
            Err(Error::NoFreePort { .. })
        ));
        drop(taken);
        assert_eq!(free_port((port, port)).unwrap(), port);
    }

    #[test]
    fn the_test_page_is_an_address_to_click() {
        assert_eq!(
            test_page("127.0.0.1:7420", "abc"),
            "http://127.0.0.1:7420/widget/v1/test?k=abc"
        );
    }
}
