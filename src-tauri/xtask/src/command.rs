//! Starting other programs: their output goes straight to the terminal, or comes back as text.

use std::env;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde::de::DeserializeOwned;

use crate::error::Error;

/// The cargo that runs this program, so that a chosen toolchain stays chosen.
///
/// What cargo told this program about its own package is taken away again: some build scripts
/// (ring's, for one) look at those variables and would be run anew after every plain `cargo build`.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(describes_package) {
            cargo.env_remove(name);
        }
    }
    cargo
}

fn describes_package(variable: &str) -> bool {
    variable.starts_with("CARGO_PKG_") || variable.starts_with("CARGO_MANIFEST_")
}

/// Runs to the end; anything but success is an error that shows the command.
pub(crate) fn run(command: &mut Command) -> Result<(), Error> {
    let status = command.status().map_err(not_started(command))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::CommandFailed {
        command: shown(command),
        status,
        complaint: String::new(),
    })
}

/// Runs to the end, whatever the end is, and gives back everything it wrote.
pub(crate) fn output(command: &mut Command) -> Result<Output, Error> {
    command
        .stdin(Stdio::null())
        .output()
        .map_err(not_started(command))
}

/// Runs to the end and gives back its standard output; failure is an error that holds what it
/// wrote to standard error.
pub(crate) fn read(command: &mut Command) -> Result<String, Error> {
    let output = output(command)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(Error::CommandFailed {
        command: shown(command),
        status: output.status,
        complaint: match complaint.trim() {
            "" => String::new(),
            said => format!(":\n{said}"),
        },
    })
}

/// As [`read`], for programs that answer in JSON.
pub(crate) fn read_json<T: DeserializeOwned>(command: &mut Command) -> Result<T, Error> {
    serde_json::from_str(&read(command)?).map_err(|source| Error::AnswerNotJson {
        command: shown(command),
        source,
    })
}

/// Whether the program runs and ends well, with nothing shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    output(command).is_ok_and(|output| output.status.success())
}

/// Lets the program take the place of this one where the system can do that, so that Ctrl-C and
/// other signals reach it alone; elsewhere waits for it.
pub(crate) fn become_program(command: &mut Command) -> Result<(), Error> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let failure = command.exec();
        Err(not_started(command)(failure))
    }
    #[cfg(not(unix))]
    run(command)
}

/// The command as a person would type it, without the folder of the program.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![
        program
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    ];
    words.extend(command.get_args().map(|arg| {
        match arg.to_string_lossy() {
            plain
                if plain
                    .chars()
                    .all(|c| c.is_alphanumeric() || "-_=+./:@,%".contains(c)) =>
            {
                plain.into_owned()
            }
            special => format!("'{}'", special.replace('\'', r"'\''")),
        }
    }));
    words.join(" ")
}

fn not_started(command: &Command) -> impl FnOnce(std::io::Error) -> Error + use<> {
    let program = command.get_program().to_string_lossy().into_owned();
    move |source| Error::NotStarted { program, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "echo it's", "--x=1"]);
        assert_eq!(shown(&command), r"sh -c 'echo it'\''s' --x=1");
    }

    #[test]
    fn what_describes_this_package_is_not_handed_on() {
        assert!(describes_package("CARGO_PKG_NAME"));
        assert!(describes_package("CARGO_MANIFEST_DIR"));
        assert!(
            !describes_package("CARGO_TARGET_DIR"),
            "the target folder is the caller's choice"
        );
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = run(&mut Command::new("no-such-program-anywhere")).unwrap_err();
        assert!(
            error.to_string().contains("no-such-program-anywhere"),
            "{error}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_failure_holds_the_command_and_its_complaint() {
        let error = read(Command::new("sh").args(["-c", "echo the disk is full >&2; exit 3"]))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("exit status: 3") && error.contains("the disk is full"),
            "{error}"
        );
    }
}
