//! Which system this is, as far as installing things goes.

use std::{env, fs};

/// A family of systems that installs packages in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    Debian,
    /// As Debian, but Chromium has other names.
    Ubuntu,
    Fedora,
    Arch,
    OtherLinux,
    MacOs,
    Windows,
}

impl System {
    /// This computer's.
    pub(crate) fn here() -> Self {
        Self::of(
            env::consts::OS,
            &fs::read_to_string("/etc/os-release").unwrap_or_default(),
        )
    }

    /// By the operating system's name in Rust and the text of `/etc/os-release`: its `ID`, or else
    /// the first known name among `ID_LIKE`, which lists the closest relative first.
    fn of(os: &str, os_release: &str) -> Self {
        match os {
            "macos" => return Self::MacOs,
            "windows" => return Self::Windows,
            _ => {}
        }
        let field = |name: &str| {
            let value = os_release.lines().find_map(|line| line.strip_prefix(name));
            value.unwrap_or_default().trim().trim_matches(['"', '\''])
        };
        field("ID=")
            .split_whitespace()
            .chain(field("ID_LIKE=").split_whitespace())
            .find_map(|id| match id {
                "debian" => Some(Self::Debian),
                "ubuntu" => Some(Self::Ubuntu),
                "fedora" | "rhel" => Some(Self::Fedora),
                "arch" => Some(Self::Arch),
                _ => None,
            })
            .unwrap_or(Self::OtherLinux)
    }
}

#[cfg(test)]
mod tests {
    use super::System;

    #[test]
    fn a_system_is_known_by_its_own_name_or_by_its_relatives() {
        let debian = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian";
        assert_eq!(System::of("linux", debian), System::Debian);
        assert_eq!(
            System::of("linux", "ID=ubuntu\nID_LIKE=debian\n"),
            System::Ubuntu
        );
        assert_eq!(
            System::of("linux", "ID=linuxmint\nID_LIKE=\"ubuntu debian\""),
            System::Ubuntu
        );
        assert_eq!(
            System::of("linux", "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\""),
            System::Fedora
        );
        assert_eq!(
            System::of("linux", "ID=manjaro\nID_LIKE=arch"),
            System::Arch
        );
        assert_eq!(System::of("linux", "ID=nixos"), System::OtherLinux);
        assert_eq!(System::of("linux", ""), System::OtherLinux);
        assert_eq!(System::of("macos", ""), System::MacOs);
        assert_eq!(System::of("windows", ""), System::Windows);
    }
}
