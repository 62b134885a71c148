use std::fmt;
use std::str::FromStr;

use crate::address::{has_login, parsed};

/// A site as browsers name it: `scheme://host[:port]`, in small letters, national names as `xn--…`,
/// without a default port. A host that begins with `*.` stands for every site under it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Site {
    scheme: Scheme,
    host: String,
    port: Option<u16>,
}

/// Why a text is no site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    /// There is nothing in it.
    #[error("it is empty; write it like https://shop.example")]
    Empty,
    /// It has no `https://` or `http://` before it.
    #[error("it does not begin with https:// or http://; write it like https://shop.example")]
    NoScheme,
    /// It is not an address.
    #[error("it is not an address; write it like https://shop.example")]
    NotAnAddress,
    /// It carries a user name or a password.
    #[error("it carries a user name or a password; take it out")]
    Login,
    /// Something follows the host and the port.
    #[error("a page is named after the site; leave out what follows the host")]
    Page,
    /// Its `*` is not the whole first part of the host, or stands for every site of a country.
    #[error(
        "the * may only be the first part of a host, with two more after it; write it like https://*.shop.example"
    )]
    Star,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Scheme {
    Http,
    Https,
}

impl Site {
    /// The site that a text names, for whoever needs no reason when it names none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    /// The host: a name, an IPv4 address or an IPv6 address in brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether `other` is this site, or one under it when this one begins with `*.`.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let host = match self.host.strip_prefix('*') {
            Some(rest) => other.host.len() > rest.len() && other.host.ends_with(rest),
            None => self.host == other.host,
        };
        host && self.scheme == other.scheme && self.port == other.port
    }
}

impl FromStr for Site {
    type Err = SiteError;

    fn from_str(text: &str) -> Result<Self, SiteError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(SiteError::Empty);
        }
        let scheme = match text.split_once("://") {
            Some((scheme, _)) if scheme.eq_ignore_ascii_case("https") => Scheme::Https,
            Some((scheme, _)) if scheme.eq_ignore_ascii_case("http") => Scheme::Http,
            _ => return Err(SiteError::NoScheme),
        };
        let url = parsed(text).ok_or(SiteError::NotAnAddress)?;
        if has_login(&url) {
            return Err(SiteError::Login);
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(SiteError::Page);
        }
        let host = url.host_str().ok_or(SiteError::NotAnAddress)?;
        check_host(host)?;
        Ok(Self {
            scheme,
            host: host.to_owned(),
            port: url.port(),
        })
    }
}

/// Browsers take more characters in a host than any name has; some of them would end a policy that
/// the host is written into.
fn check_host(host: &str) -> Result<(), SiteError> {
    if host.starts_with('[') {
        return Ok(());
    }
    let name = host.strip_prefix("*.").unwrap_or(host);
    if name.contains('*') || (name != host && !name.contains('.')) {
        return Err(SiteError::Star);
    }
    let is_label = |label: &str| {
        !label.is_empty()
            && (label.bytes()).all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    match name.split('.').all(is_label) {
        true => Ok(()),
        false => Err(SiteError::NotAnAddress),
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.scheme {
            Scheme::Http => "http",
            Scheme::Https => "https",
        };
        write!(f, "{scheme}://{}", self.host)?;
        match self.port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn site(text: &str) -> Site {
        text.parse()
            .unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn a_site_is_kept_as_browsers_name_it() {
        for (text, kept) in [
            (" HTTPS://Shop.Example:443/ ", "https://shop.example"),
            ("https://shop.example", "https://shop.example"),
            ("https://*.Shop.example", "https://*.shop.example"),
            ("https://магазин.рф", "https://xn--80aairftm.xn--p1ai"),
            (
                "https://*.магазин.рф:8443",
                "https://*.xn--80aairftm.xn--p1ai:8443",
            ),
            ("http://a:80", "http://a"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://192.168.1.5", "http://192.168.1.5"),
            ("http://[::1]:7420", "http://[::1]:7420"),
            ("https://my_shop.example", "https://my_shop.example"),
        ] {
            assert_eq!(site(text).to_string(), kept, "{text}");
            assert_eq!(site(kept), site(text));
        }
    }

    #[test]
    fn what_is_wrong_with_it_is_said() {
        use SiteError::{Empty, Login, NoScheme, NotAnAddress, Page, Star};
        for (text, error) in [
            (" ", Empty),
            ("shop.example", NoScheme),
            ("shop.example:443", NoScheme),
            ("//shop.example", NoScheme),
            ("null", NoScheme),
            ("*", NoScheme),
            ("ftp://shop.example", NoScheme),
            ("file:///etc", NoScheme),
            ("javascript://shop.example", NoScheme),
            ("https://", NotAnAddress),
            ("https:///shop.example", NotAnAddress),
            ("https://shop..example", NotAnAddress),
            ("https://shop.example:99999", NotAnAddress),
            ("https://shop example", NotAnAddress),
            ("https://shop.example\\evil.example", NotAnAddress),
            ("https://x;script-src", NotAnAddress),
            ("https://x, https://y", NotAnAddress),
            ("https://x'y", NotAnAddress),
            ("https://user@shop.example", Login),
            ("https://:secret@shop.example", Login),
            ("https://shop.example/path", Page),
            ("https://shop.example/?q", Page),
            ("https://shop.example?", Page),
            ("https://shop.example/#top", Page),
            ("https://*", Star),
            ("https://*.", Star),
            ("https://*.example", Star),
            ("https://*shop.example.com", Star),
            ("https://shop.*.com", Star),
            ("https://*.*.example.com", Star),
        ] {
            assert_eq!(text.parse::<Site>(), Err(error), "{text}");
        }
        assert_eq!(
            "shop.example".parse::<Site>().unwrap_err().to_string(),
            "it does not begin with https:// or http://; write it like https://shop.example"
        );
    }

    #[test]
    fn a_star_covers_every_site_under_it_and_nothing_beside_it() {
        let covers = |pattern: &str, other: &str| site(pattern).covers(&site(other));
        assert!(covers("https://shop.example", "https://SHOP.example:443"));
        assert!(covers("https://*.shop.example", "https://de.shop.example"));
        assert!(covers("https://*.shop.example", "https://a.b.shop.example"));
        assert!(covers(
            "https://*.магазин.рф",
            "https://xn--e1aybc.xn--80aairftm.xn--p1ai"
        ));
        for other in [
            "https://shop.example",
            "https://evilshop.example",
            "https://de.shop.example.evil.example",
            "http://de.shop.example",
            "https://de.shop.example:8443",
        ] {
            assert!(!covers("https://*.shop.example", other), "{other}");
        }
        assert!(!covers("https://shop.example", "https://de.shop.example"));
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_is_answered(text in "(https?://)?.*") {
            if let Ok(site) = text.parse::<Site>() {
                let shown = site.to_string();
                prop_assert!(!shown.contains([' ', ';', ',', '\'', '"']), "{}", shown);
                prop_assert_eq!(shown.parse::<Site>(), Ok(site));
            }
        }
    }
}
