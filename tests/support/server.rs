use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout};
use tokio::sync::watch;

use crate::{Ctl, Gateway, within};

/// A `parleyctl serve` of its own process, which can be killed and started again.
#[derive(Debug)]
pub struct Server {
    folder: PathBuf,
    options: Vec<String>,
    address: SocketAddr,
    running: Child,
    // Nothing more is read from it, but a closed pipe would be another world for the program.
    _out: BufReader<ChildStdout>,
    up: watch::Sender<Option<SocketAddr>>,
}

impl Server {
    /// Starts it on any free port of this computer, and returns once it listens.
    ///
    /// # Panics
    /// When it does not come to listen.
    pub async fn start(folder: &Path, options: &[&str]) -> Self {
        let any_port = SocketAddr::from(([127, 0, 0, 1], 0));
        Self::start_at(folder, Some(any_port), options).await
    }

    /// Starts it at an address, or, without one, where it chooses to listen.
    ///
    /// # Panics
    /// When it does not come to listen.
    pub async fn start_at(folder: &Path, listen: Option<SocketAddr>, options: &[&str]) -> Self {
        let options: Vec<String> = options.iter().map(|&option| option.to_owned()).collect();
        let (running, out, address) = serve(folder, listen, &options).await;
        Self {
            folder: folder.to_owned(),
            options,
            address,
            running,
            _out: out,
            up: watch::Sender::new(Some(address)),
        }
    }

    /// Where it listens; that stays when it is started again.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The way to it for visitors, who wait while it is down.
    #[must_use]
    pub fn gateway(&self) -> Gateway {
        Gateway::new(self.up.subscribe())
    }

    /// Ends it at once, whatever it is doing (SIGKILL).
    ///
    /// # Panics
    /// When the system does not let us.
    pub async fn kill(&mut self) {
        self.up.send_replace(None);
        self.running.kill().await.expect("a child can be killed");
    }

    /// Asks it to end (SIGTERM), and returns how it did.
    ///
    /// # Panics
    /// When it does not end.
    #[cfg(unix)]
    pub async fn stop(&mut self) -> ExitStatus {
        use rustix::process::{Pid, Signal, kill_process};
        self.up.send_replace(None);
        let pid = self.running.id().expect("it was not stopped before");
        let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
        kill_process(pid.expect("the system gave the id"), Signal::TERM)
            .expect("a child can be asked to end");
        let ended = within("an end after SIGTERM", self.running.wait()).await;
        ended.expect("a child can be waited for")
    }

    /// Starts it again, on the same folder and the same port.
    ///
    /// # Panics
    /// When it does not come to listen.
    pub async fn restart(&mut self) {
        let (running, out, _) = serve(&self.folder, Some(self.address), &self.options).await;
        self.running = running;
        self._out = out;
        self.up.send_replace(Some(self.address));
    }
}

async fn serve(
    folder: &Path,
    listen: Option<SocketAddr>,
    options: &[String],
) -> (Child, BufReader<ChildStdout>, SocketAddr) {
    let mut command = Ctl::on(folder).command(&["serve"]);
    if let Some(listen) = listen {
        command.arg("--listen").arg(listen.to_string());
    }
    let mut running = command
        .args(options)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("parleyctl can be started");
    let out = running.stdout.take().expect("its output is a pipe");
    let mut out = BufReader::new(out);
    let mut line = String::new();
    let read = within("`listening on`", out.read_line(&mut line)).await;
    read.expect("a pipe can be read");
    let address = line
        .trim_end()
        .strip_prefix("listening on ")
        .and_then(|address| address.parse().ok());
    let Some(address) = address else {
        panic!("parleyctl serve said {line:?} instead of where it listens; its error is above");
    };
    (running, out, address)
}
