use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// A host and a port, as in `localhost:11434` or `[::1]:8080`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostPort {
    host: Host<String>,
    port: u16,
}

/// A text is no host with a port.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a host with its port; write it as in `localhost:11434`")]
pub struct HostPortError {
    text: String,
}

impl HostPort {
    /// Where an address leads; none when it names no host.
    #[must_use]
    pub fn of(url: &Url) -> Option<Self> {
        Some(Self {
            host: whole(url.host()?.to_owned()),
            port: url.port_or_known_default()?,
        })
    }

    pub(crate) const fn host(&self) -> &Host<String> {
        &self.host
    }
}

/// A name with its last dot and without it is the same host.
fn whole(host: Host<String>) -> Host<String> {
    match host {
        Host::Domain(name) => {
            Host::Domain(name.strip_suffix('.').map_or(name.clone(), str::to_owned))
        }
        address => address,
    }
}

impl FromStr for HostPort {
    type Err = HostPortError;

    fn from_str(text: &str) -> Result<Self, HostPortError> {
        let text = text.trim();
        let error = || HostPortError {
            text: text.chars().take(100).collect(),
        };
        let (host, port) = text.rsplit_once(':').ok_or_else(error)?;
        if port.is_empty() || !port.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(error());
        }
        let port = port.parse().ok().filter(|port| *port > 0);
        let host = Host::parse(host).ok().map(whole);
        match (host, port) {
            (Some(Host::Domain(name)), _) if name.is_empty() => Err(error()),
            (Some(host), Some(port)) => Ok(Self { host, port }),
            _ => Err(error()),
        }
    }
}

impl fmt::Display for HostPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_as_it_is_read_in_one_spelling() {
        for (text, written) in [
            ("localhost:11434", "localhost:11434"),
            ("  AI.Office.Example.:443 ", "ai.office.example:443"),
            ("192.168.1.5:8080", "192.168.1.5:8080"),
            ("0x7f.1:80", "127.0.0.1:80"),
            ("[::1]:8080", "[::1]:8080"),
            ("пример.рф:80", "xn--e1afmkfd.xn--p1ai:80"),
        ] {
            let read: HostPort = text.parse().unwrap();
            assert_eq!(read.to_string(), written);
            assert_eq!(written.parse(), Ok(read), "{written}");
        }
    }

    #[test]
    fn what_is_no_host_with_a_port_is_named() {
        for text in [
            "",
            ":80",
            ".:80",
            "localhost",
            "localhost:",
            "localhost:0",
            "localhost:65536",
            "localhost:+80",
            "http://localhost:80",
            "a b:80",
            "user@host:80",
            "::1:80",
            "host/path:80",
        ] {
            let error = text.parse::<HostPort>().unwrap_err().to_string();
            assert!(error.contains(&format!("`{text}`")), "{error}");
        }
    }

    #[test]
    fn an_address_leads_to_the_port_of_its_scheme() {
        let of = |text: &str| {
            HostPort::of(&Url::parse(text).unwrap())
                .unwrap()
                .to_string()
        };
        assert_eq!(of("https://example.com./a"), "example.com:443");
        assert_eq!(of("http://example.com/a"), "example.com:80");
        assert_eq!(of("http://2130706433:81/"), "127.0.0.1:81");
    }
}
