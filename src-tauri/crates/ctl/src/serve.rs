use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use api::Listen;
use clap::Args;
use serde_json::json;

use crate::door;
use crate::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct ServeOptions {
    /// Listen here and nowhere else; port 0 takes any free one [default: 127.0.0.1:7420]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// The address pages outside use, when a proxy or a tunnel leads here
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// A proxy whose word about a visitor's address is taken; may be repeated
    #[arg(long, value_name = "ADDRESS")]
    trusted_proxy: Vec<IpAddr>,
    /// Messages one visitor may send in a minute
    #[arg(long, value_name = "N", default_value_t = api::Limits::default().messages_per_minute)]
    messages_per_minute: u32,
    /// New visitors from one address in a minute
    #[arg(long, value_name = "N", default_value_t = api::Limits::default().new_visitors_per_minute)]
    visitors_per_minute: u32,
}

/// Serves until it is told to end; then what is in flight finishes.
pub(crate) async fn run(
    folder: PathBuf,
    passphrase_file: Option<PathBuf>,
    options: ServeOptions,
    json: bool,
) -> Result<String, Failure> {
    let mut end = End::new().map_err(|error| Failure::Work(error.to_string()))?;
    let app = door::open(&folder).await?;
    if let Some(file) = passphrase_file {
        app.lock_keys_with(file);
    }
    app.start().await?;
    let listen = Listen {
        address: options.listen,
        public_url: options.public_url,
        trusted_proxies: options.trusted_proxy,
        limits: api::Limits {
            messages_per_minute: options.messages_per_minute,
            new_visitors_per_minute: options.visitors_per_minute,
            ..api::Limits::default()
        },
    };
    let started = app.start_gateway(&listen).await;
    match started {
        Ok(address) => {
            let told = if json {
                json!({ "listening": address }).to_string()
            } else {
                format!("listening on {address}")
            };
            let mut out = std::io::stdout().lock();
            // Nobody may be reading; serving goes on all the same.
            let _ = writeln!(out, "{told}").and_then(|()| out.flush());
        }
        Err(error) => {
            app.stop().await;
            return Err(error.into());
        }
    }
    end.comes().await;
    app.stop().await;
    Ok(String::new())
}

/// The signals by which a system ends a program.
struct End {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl End {
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?,
        })
    }

    #[cfg(unix)]
    async fn comes(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    }

    #[cfg(not(unix))]
    async fn comes(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
