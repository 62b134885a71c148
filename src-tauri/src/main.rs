//! Parley with a window.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod desktop;
mod link;
mod shell;

use std::process::ExitCode;

use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            EnvFilter::try_from_env("PARLEY_LOG").unwrap_or_else(|_| EnvFilter::new("warn")),
        )
        .init();
    shell::run()
}
