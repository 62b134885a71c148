//! Screens: whether there is one, and a virtual one for tests and pictures.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::command;
use crate::system::System;

/// Whether a window can be opened. Only on Linux may there be no display server, and GTK ends the
/// program then.
pub(crate) fn is_there(system: System) -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    matches!(system, System::MacOs | System::Windows) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A command that runs `program` on a screen of its own, with a window manager and a session bus.
///
/// It is virtual even where there is a real one: pictures come out alike everywhere, and nobody's
/// desk is disturbed. macOS and Windows have no such thing, so there it is the real one.
pub(crate) fn of_its_own(system: System, program: &Path) -> Command {
    if matches!(system, System::MacOs | System::Windows) {
        return Command::new(program);
    }
    let mut command = Command::new("xvfb-run");
    command
        .args(["--auto-servernum", "--server-args=-screen 0 1280x800x24"])
        .args([
            "dbus-run-session",
            "--",
            "bash",
            "-c",
            r#"openbox & exec "$@""#,
            "bash",
        ])
        .arg(program)
        // GTK and Chromium would choose a real Wayland display over the virtual one.
        .env_remove("WAYLAND_DISPLAY");
    command
}

/// As [`of_its_own`], for a cargo command.
pub(crate) fn cargo_on_its_own(system: System) -> Command {
    let cargo = command::cargo();
    let mut command = of_its_own(system, Path::new(cargo.get_program()));
    for (name, value) in cargo.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_and_its_arguments_come_last() {
        let mut command = of_its_own(System::Debian, Path::new("/x/shots"));
        command.arg("--dark");
        let shown = command::shown(&command);
        assert!(shown.starts_with("xvfb-run "), "{shown}");
        assert!(
            shown.ends_with(r#"'openbox & exec "$@"' bash /x/shots --dark"#),
            "{shown}"
        );
    }

    #[test]
    fn macos_has_only_its_real_screen() {
        let command = of_its_own(System::MacOs, Path::new("/x/shots"));
        assert_eq!(command::shown(&command), "shots");
    }
}
