//! Parley with a window.
//!
//! The window's pages are put into the program when it is compiled, by way of a folder that all
//! compilers of this package share. Compiled for its tests at the same time, one compiler would read
//! a page that the other has half written. So the tests of this package do without the window.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

#[cfg(not(test))]
mod desktop;
mod link;
#[cfg(not(test))]
mod notices;
#[cfg(not(test))]
mod shell;

#[cfg(not(test))]
fn main() -> std::process::ExitCode {
    use tracing_subscriber::EnvFilter;

    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            EnvFilter::try_from_env("PARLEY_LOG").unwrap_or_else(|_| EnvFilter::new("warn")),
        )
        .init();
    shell::run()
}
