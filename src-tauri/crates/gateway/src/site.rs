//! Sites as browsers name them, and lists of sites as people write them. Pure.

use axum::http::Uri;
use axum::http::uri::{Authority, Scheme};

/// A site as browsers name it: `scheme://host[:port]`, in small letters, without a default port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Site {
    scheme: &'static str,
    pub(crate) host: String,
    port: Option<u16>,
}

impl Site {
    /// The site named by `text`, which may end in `/` but has no path.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let uri: Uri = text.trim().parse().ok()?;
        (uri.path() == "/" && uri.query().is_none())
            .then(|| Self::of(&uri).ok())
            .flatten()
    }

    pub(crate) fn of(uri: &Uri) -> Result<Self, &'static str> {
        let scheme = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => "https",
            Some(scheme) if *scheme == Scheme::HTTP => "http",
            _ => return Err("it does not begin with https:// or http://"),
        };
        let authority = uri.authority().ok_or("it names no host")?;
        Self::at(scheme, authority)
    }

    pub(crate) fn at(scheme: &'static str, authority: &Authority) -> Result<Self, &'static str> {
        if authority.as_str().contains('@') {
            return Err("it carries a user name or a password");
        }
        if authority.host().is_empty() {
            return Err("it names no host");
        }
        let default = if scheme == "https" { 443 } else { 80 };
        Ok(Self {
            scheme,
            host: authority.host().to_ascii_lowercase(),
            port: authority.port_u16().filter(|port| *port != default),
        })
    }

    /// Whether `other` is this site, or one under it when this is a pattern `https://*.example.com`.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        let host = match self.host.strip_prefix('*') {
            Some(rest) if rest.starts_with('.') => {
                other.host.len() > rest.len() && other.host.ends_with(rest)
            }
            _ => self.host == other.host,
        };
        host && self.scheme == other.scheme && self.port == other.port
    }
}

impl std::fmt::Display for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        match self.port {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

/// The value of `frame-ancestors`: who may show the panel in a frame. Our own pages always may; a
/// list in which nothing is a site lets nobody else.
pub(crate) fn frame_ancestors(sites: &[String]) -> String {
    if sites.is_empty() {
        return "*".to_owned();
    }
    let mut ancestors = "'self'".to_owned();
    for site in sites.iter().filter_map(|text| Site::parse(text)) {
        ancestors.push(' ');
        ancestors.push_str(&site.to_string());
    }
    ancestors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_for_the_listed_sites_and_nothing_else_enters_the_policy() {
        assert_eq!(frame_ancestors(&[]), "*");
        let sites = [
            "https://Shop.example:443/",
            "https://*.group.example",
            "https://x; script-src *",
        ];
        assert_eq!(
            frame_ancestors(&sites.map(str::to_owned)),
            "'self' https://shop.example https://*.group.example"
        );
        assert_eq!(frame_ancestors(&["rubbish".to_owned()]), "'self'");
    }

    #[test]
    fn a_site_is_shown_as_browsers_name_it() {
        for (text, shown) in [
            (" HTTPS://Shop.Example:443/ ", Some("https://shop.example")),
            ("http://[::1]:7420", Some("http://[::1]:7420")),
            ("http://a:80", Some("http://a")),
            ("https://shop.example/path", None),
            ("https://shop.example/?q", None),
            ("https://user@shop.example", None),
            ("shop.example", None),
            ("null", None),
            ("", None),
        ] {
            let site = Site::parse(text).map(|site| site.to_string());
            assert_eq!(site.as_deref(), shown, "{text}");
        }
    }
}
