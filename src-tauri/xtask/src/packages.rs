//! The system packages that a build and the tests need: which there are, which are missing, and
//! how they come. Installs only on Debian and Ubuntu; elsewhere it shows the command and stops.

use std::process::Command;

use crate::command;
use crate::error::Error;
use crate::system::System;

/// What the packages are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To build and run the window.
    Build,
    /// To build it, and to drive it and a Chromium on a screen of their own.
    Tests,
}

/// Sees to it that the packages are there: does nothing when none is missing, installs on Debian
/// and Ubuntu, stops with the command to run elsewhere.
pub(crate) fn provide(system: System, purpose: Purpose) -> Result<(), Error> {
    let missing = missing(system, purpose)?;
    if missing.is_empty() {
        return Ok(());
    }
    match system {
        System::Debian | System::Ubuntu => install(purpose, &missing),
        _ => Err(Error::PackagesMissing {
            command: by_hand(system, &missing),
        }),
    }
}

fn missing(system: System, purpose: Purpose) -> Result<Vec<&'static str>, Error> {
    let wanted = wanted(system, purpose);
    let Some((program, args)) = question(system) else {
        return Ok(Vec::new());
    };
    let output = match command::output(Command::new(program).args(args).args(&wanted)) {
        // Without pkg-config nothing can be found, so all of it is missing.
        Err(_) if system == System::OtherLinux => return Ok(wanted),
        // The web view is part of newer Windows; where winget is not, nothing better can be asked.
        Err(_) if system == System::Windows => return Ok(Vec::new()),
        output => output?,
    };
    let answer = String::from_utf8_lossy(&output.stdout);
    Ok(unmet(system, &wanted, &answer, output.status.success()))
}

/// The names by which the system knows what is needed.
fn wanted(system: System, purpose: Purpose) -> Vec<&'static str> {
    let build: &[&str] = match system {
        System::Debian | System::Ubuntu => &[
            "libwebkit2gtk-4.1-dev",
            "libayatana-appindicator3-dev",
            "librsvg2-dev",
            "libxdo-dev",
            "libssl-dev",
            "build-essential",
            "pkg-config",
        ],
        System::Fedora => &[
            "webkit2gtk4.1-devel",
            "libappindicator-gtk3-devel",
            "librsvg2-devel",
            "libxdo-devel",
            "openssl-devel",
            "gcc",
            "gcc-c++",
            "make",
            "/usr/bin/pkg-config",
        ],
        System::Arch => &[
            "webkit2gtk-4.1",
            "libappindicator-gtk3",
            "librsvg",
            "xdotool",
            "openssl",
            "base-devel",
        ],
        System::OtherLinux => &["webkit2gtk-4.1", "librsvg-2.0"],
        System::MacOs => &[],
        System::Windows => &["Microsoft.EdgeWebView2Runtime"],
    };
    let tests: &[&str] = match (purpose, system) {
        (Purpose::Build, _) => &[],
        (Purpose::Tests, System::Debian) => &[
            "webkit2gtk-driver",
            "xvfb",
            "xauth",
            "dbus",
            "dbus-x11",
            "openbox",
            "gnome-keyring",
            "imagemagick",
            "fonts-dejavu-core",
            "fonts-noto-core",
            "chromium",
            "chromium-driver",
            "chromium-sandbox",
            "xdg-utils",
            "xdotool",
        ],
        (Purpose::Tests, System::Ubuntu) => &[
            "webkit2gtk-driver",
            "xvfb",
            "xauth",
            "dbus",
            "dbus-x11",
            "openbox",
            "gnome-keyring",
            "imagemagick",
            "fonts-dejavu-core",
            "fonts-noto-core",
            "chromium-browser",
            "chromium-chromedriver",
            "xdg-utils",
            "xdotool",
        ],
        // A path names the package that holds it.
        (Purpose::Tests, System::Fedora) => &[
            "/usr/bin/WebKitWebDriver",
            "/usr/bin/xvfb-run",
            "/usr/bin/dbus-run-session",
            "/usr/bin/openbox",
            "/usr/bin/gnome-keyring-daemon",
            "/usr/bin/import",
            "/usr/bin/chromedriver",
            "/usr/bin/xdg-mime",
            "/usr/bin/xdotool",
            "dejavu-sans-fonts",
            "google-noto-sans-fonts",
        ],
        (Purpose::Tests, System::Arch) => &[
            "xorg-server-xvfb",
            "xorg-xauth",
            "dbus",
            "openbox",
            "gnome-keyring",
            "imagemagick",
            "ttf-dejavu",
            "noto-fonts",
            "chromium",
            "xdg-utils",
            "xdotool",
        ],
        // No question finds these; the tests name the program that they miss.
        (Purpose::Tests, System::OtherLinux | System::MacOs | System::Windows) => &[],
    };
    [build, tests].concat()
}

/// The program and arguments that tell, with package names after them, which packages are there.
/// None on macOS: the developer tools that let Rust build this program hold all the rest.
fn question(system: System) -> Option<(&'static str, &'static [&'static str])> {
    match system {
        System::Debian | System::Ubuntu => Some((
            "dpkg-query",
            &["--show", "--showformat=${Package} ${db:Status-Status}\\n"],
        )),
        System::Fedora => Some(("rpm", &["--query", "--whatprovides"])),
        System::Arch => Some(("pacman", &["--deptest"])),
        System::OtherLinux => Some(("pkg-config", &["--exists"])),
        System::Windows => Some(("winget", &["list", "--exact", "--id"])),
        System::MacOs => None,
    }
}

/// Which of the wanted packages are missing, by the answer to [`question`].
fn unmet(
    system: System,
    wanted: &[&'static str],
    answer: &str,
    success: bool,
) -> Vec<&'static str> {
    match system {
        // A package that was removed may still be listed, with another word behind it.
        System::Debian | System::Ubuntu => {
            let there = |name: &str| {
                answer
                    .lines()
                    .any(|line| line.split_once(' ') == Some((name, "installed")))
            };
            wanted.iter().copied().filter(|name| !there(name)).collect()
        }
        // These say no in words of their own; to install what is there already does no harm.
        _ if success => Vec::new(),
        _ => wanted.to_vec(),
    }
}

/// What a person types, or does where no one command is known.
fn by_hand(system: System, missing: &[&str]) -> String {
    let names = missing.join(" ");
    match system {
        System::Debian | System::Ubuntu => format!("sudo apt-get install {names}"),
        System::Fedora => format!("sudo dnf install {names}"),
        System::Arch => format!("sudo pacman -S --needed {names}"),
        System::Windows => format!("winget install --exact --id {names}"),
        System::OtherLinux | System::MacOs => {
            format!("(your package manager) install the development files of: pkg-config {names}")
        }
    }
}

fn install(purpose: Purpose, missing: &[&'static str]) -> Result<(), Error> {
    let reason = match purpose {
        Purpose::Build => "to build and run the window",
        Purpose::Tests => "to build the window, and to test it on a screen of its own",
    };
    println!(
        "Installing {} system packages {reason}: {}",
        missing.len(),
        missing.join(" ")
    );
    let privilege = if is_root() {
        None
    } else if command::succeeds(Command::new("sudo").arg("--version")) {
        println!("Only the system's administrator may do that, so sudo may ask for your password.");
        Some("sudo")
    } else {
        return Err(Error::PackagesMissing {
            command: format!(
                "(as root) apt-get update && apt-get install {}",
                missing.join(" ")
            ),
        });
    };
    let once = || {
        command::run(&mut apt_get(privilege, &["update"]))?;
        command::run(&mut apt_get(
            privilege,
            &[&["install", "--yes"], missing].concat(),
        ))
    };
    once().or_else(|error| {
        println!("{error}. Trying once more, since mirrors and locks often recover.");
        once()
    })
}

/// `env` stands behind sudo, because sudo clears the environment.
fn apt_get(privilege: Option<&str>, args: &[&str]) -> Command {
    let mut words = privilege
        .into_iter()
        .chain(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .chain(args.iter().copied());
    let mut command = Command::new(words.next().unwrap_or("env"));
    command.args(words);
    command
}

fn is_root() -> bool {
    command::read(Command::new("id").arg("--user")).is_ok_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_dpkg_calls_installed_is_there() {
        let answer = "xvfb installed\nopenbox config-files\nlibxdo-dev installed\n";
        let wanted = ["libxdo-dev", "xvfb", "openbox", "chromium"];
        // dpkg-query fails as soon as one name is unknown to it, and lists the others all the same.
        assert_eq!(
            unmet(System::Debian, &wanted, answer, false),
            ["openbox", "chromium"]
        );
    }

    #[test]
    fn a_name_is_not_taken_for_a_longer_one() {
        assert_eq!(
            unmet(System::Debian, &["dbus"], "dbus-x11 installed\n", true),
            ["dbus"]
        );
    }

    #[test]
    fn elsewhere_the_exit_code_answers() {
        assert!(unmet(System::Fedora, &["gcc"], "gcc-14.2\n", true).is_empty());
        assert_eq!(
            unmet(System::Arch, &["openssl", "librsvg"], "librsvg\n", false).len(),
            2
        );
    }

    #[test]
    fn a_person_gets_a_command_that_can_be_pasted() {
        let command = by_hand(System::Fedora, &wanted(System::Fedora, Purpose::Build));
        assert!(
            command.starts_with("sudo dnf install webkit2gtk4.1-devel "),
            "{command}"
        );
        let command = by_hand(System::Arch, &["librsvg"]);
        assert_eq!(command, "sudo pacman -S --needed librsvg");
        let command = by_hand(System::Windows, &wanted(System::Windows, Purpose::Tests));
        assert_eq!(
            command,
            "winget install --exact --id Microsoft.EdgeWebView2Runtime"
        );
    }

    #[test]
    fn tests_need_what_the_build_needs_and_more() {
        for system in [System::Debian, System::Ubuntu, System::Fedora, System::Arch] {
            let build = wanted(system, Purpose::Build);
            let tests = wanted(system, Purpose::Tests);
            assert!(
                tests.starts_with(&build) && tests.len() > build.len(),
                "{system:?}"
            );
        }
    }

    #[test]
    fn sudo_hands_the_environment_to_apt() {
        assert_eq!(
            command::shown(&apt_get(Some("sudo"), &["update"])),
            "sudo env DEBIAN_FRONTEND=noninteractive apt-get update"
        );
        assert_eq!(
            command::shown(&apt_get(None, &["install", "--yes", "xvfb"])),
            "env DEBIAN_FRONTEND=noninteractive apt-get install --yes xvfb"
        );
    }
}
