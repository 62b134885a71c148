//! The two tools that people install themselves: Rust and Node.

use std::process::Command;

use semver::Version;

use crate::command;
use crate::error::Error;

/// A tool, the oldest version that serves, and what to do without it.
struct Tool {
    program: &'static str,
    /// What is run; on Windows npm is a script and needs its ending.
    command: &'static str,
    needed: Version,
    remedy: &'static str,
}

const RUST: Tool = Tool {
    program: "Rust",
    command: "rustc",
    needed: Version::new(1, 95, 0),
    remedy: "`rustup update stable` brings the newest; rustup itself is at https://rustup.rs",
};

const NODE: Tool = Tool {
    program: "Node",
    command: "node",
    needed: Version::new(20, 0, 0),
    remedy: "https://nodejs.org/en/download has installers and package managers for every system",
};

const NPM: Tool = Tool {
    program: "npm",
    command: NPM_COMMAND,
    needed: Version::new(10, 0, 0),
    remedy: "It comes with Node from https://nodejs.org/en/download; some systems pack it apart, as `npm`",
};

/// What npm is called on this system.
pub(crate) const NPM_COMMAND: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Stops with what to do when Rust, Node or npm is missing or too old.
pub(crate) fn check() -> Result<(), Error> {
    for tool in [RUST, NODE, NPM] {
        let mut asked = Command::new(tool.command);
        asked.arg("--version");
        let Ok(answer) = command::read(&mut asked) else {
            return Err(Error::ToolMissing {
                program: tool.program,
                remedy: tool.remedy,
            });
        };
        let Some(found) = version(&answer) else {
            return Err(Error::AnswerNotVersion {
                command: command::shown(&asked),
                answer,
            });
        };
        recent_enough(tool, found)?;
    }
    Ok(())
}

fn recent_enough(tool: Tool, found: Version) -> Result<(), Error> {
    if found >= tool.needed {
        return Ok(());
    }
    Err(Error::ToolTooOld {
        program: tool.program,
        found,
        needed: tool.needed,
        remedy: tool.remedy,
    })
}

/// The first word that is a version: `rustc 1.95.0 (…)`, `v20.20.2`, `11.19.1`.
fn version(answer: &str) -> Option<Version> {
    answer
        .split_whitespace()
        .find_map(|word| Version::parse(word.trim_start_matches('v')).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_the_tools_say() {
        assert_eq!(
            version("rustc 1.95.0 (59807616e 2026-04-14)\n"),
            Some(Version::new(1, 95, 0))
        );
        assert_eq!(version("v20.20.2\n"), Some(Version::new(20, 20, 2)));
        assert_eq!(version("11.19.1\n"), Some(Version::new(11, 19, 1)));
        assert_eq!(version("node: not found"), None);
    }

    #[test]
    fn an_old_tool_is_refused_with_what_to_do() {
        let error = recent_enough(NODE, Version::new(18, 20, 4))
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("Node 18.20.4 is too old: 20.0.0 or newer"),
            "{error}"
        );
        assert!(error.contains("https://nodejs.org"), "{error}");
        recent_enough(NODE, Version::new(20, 0, 0)).unwrap();
    }
}
