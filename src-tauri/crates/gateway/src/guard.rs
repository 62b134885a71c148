//! Who is asking, and whether they may: the host they asked for, the page they ask from, the address
//! they come from. Pure: it knows what a request says and what was configured, and nothing else.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use axum::response::{IntoResponseParts, ResponseParts};
use domain::{Site, SiteError};

use crate::error::{GatewayError, Refusal, shown};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// What was configured about who may ask.
#[derive(Debug)]
pub(crate) struct Guard {
    public: Option<Site>,
    trusted_proxies: Vec<IpAddr>,
}

/// Who a request comes from.
#[derive(Debug, Clone)]
pub(crate) struct Asker {
    /// The address of the client itself, as far as trusted proxies tell.
    pub(crate) address: IpAddr,
    /// What the client calls this gateway.
    site: Option<Site>,
    /// The page's site, when a browser names it.
    origin: Option<String>,
}

impl Guard {
    pub(crate) fn new(
        public_url: Option<&str>,
        trusted_proxies: &[IpAddr],
    ) -> Result<Self, GatewayError> {
        let public = match public_url {
            Some(url) => Some(
                public_site(url).map_err(|reason| GatewayError::BadPublicUrl {
                    url: shown(url),
                    reason,
                })?,
            ),
            None => None,
        };
        Ok(Self {
            public,
            trusted_proxies: trusted_proxies.iter().map(IpAddr::to_canonical).collect(),
        })
    }

    /// Who asks, when they asked for a host that is ours.
    ///
    /// A page of a stranger can point its own name at this computer (DNS rebinding) and would then
    /// be allowed by the browser to read every answer. Such a request still carries that name; so
    /// only addresses, `localhost` and the public host are answered for.
    pub(crate) fn admit(
        &self,
        peer: SocketAddr,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<Asker, Refusal> {
        let peer = peer.ip().to_canonical();
        let authority = asked_authority(uri, headers)?;
        let host = authority.host().trim_matches(['[', ']']);
        let ours = host.parse::<IpAddr>().is_ok()
            || host.eq_ignore_ascii_case("localhost")
            || (self.public.as_ref()).is_some_and(|site| {
                site.host()
                    .trim_matches(['[', ']'])
                    .eq_ignore_ascii_case(host)
            });
        if !ours {
            return Err(Refusal::WrongHost { host: shown(host) });
        }
        let scheme = match headers.get(FORWARDED_PROTO) {
            Some(proto) if self.trusts(peer) && proto.as_bytes() == b"https" => "https",
            _ => "http",
        };
        Ok(Asker {
            address: self.client(peer, headers),
            site: Site::parse(&format!("{scheme}://{authority}")),
            origin: headers
                .get(header::ORIGIN)
                .map(|origin| String::from_utf8_lossy(origin.as_bytes()).into_owned()),
        })
    }

    /// Whether a page of another site asks. Our own pages, and programs that are no browsers, are
    /// from nowhere else.
    pub(crate) fn is_from_elsewhere(&self, asker: &Asker) -> bool {
        let Some(origin) = &asker.origin else {
            return false;
        };
        let site = Site::parse(origin);
        site.is_none() || (site != asker.site && site != self.public)
    }

    /// Whether the page that asks may use a chat with this list of sites; an empty list allows all.
    pub(crate) fn allow(&self, asker: &Asker, sites: &[String]) -> Result<Cors, Refusal> {
        let origin = match &asker.origin {
            Some(origin) if self.is_from_elsewhere(asker) => origin,
            _ => return Ok(Cors::Nobody),
        };
        if sites.is_empty() {
            return Ok(Cors::Anyone);
        }
        let listed = Site::parse(origin).is_some_and(|site| {
            (sites.iter().filter_map(|text| Site::parse(text))).any(|listed| listed.covers(&site))
        });
        match HeaderValue::from_str(origin) {
            Ok(value) if listed => Ok(Cors::Site(value)),
            _ => Err(Refusal::OriginNotAllowed {
                origin: shown(origin),
            }),
        }
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted_proxies.contains(&address)
    }

    /// The right-most address that is no trusted proxy's: what stands left of it, anyone may have
    /// written.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer;
        let hops = headers.get_all(FORWARDED_FOR).iter();
        let hops: Vec<&str> = hops
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        for hop in hops.iter().rev() {
            if !self.trusts(client) {
                break;
            }
            match hop_address(hop.trim()) {
                Some(address) => client = address,
                None => break,
            }
        }
        client
    }
}

/// What an answer says about which pages may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cors {
    /// Any page.
    Anyone,
    /// Pages of this site.
    Site(HeaderValue),
    /// No page but ours, which needs no permission.
    Nobody,
}

impl IntoResponseParts for Cors {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        let headers = parts.headers_mut();
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
        let readers = match self {
            Self::Anyone => HeaderValue::from_static("*"),
            Self::Site(site) => site,
            Self::Nobody => return Ok(parts),
        };
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, readers);
        Ok(parts)
    }
}

/// The network an address is counted under: one customer of IPv6 has a whole /64.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        v4 => v4,
    }
}

fn public_site(url: &str) -> Result<Site, &'static str> {
    if !url.is_ascii() {
        return Err("it has letters outside ASCII (a national domain is written as xn--…)");
    }
    let uri: Uri = url.trim().parse().map_err(|_| "it is not an address")?;
    if uri.query().is_some() || url.contains('#') {
        return Err("it has a ? or # part");
    }
    if url.contains('*') {
        return Err("it has a *, and this address is one place");
    }
    let site = match (uri.scheme(), uri.authority()) {
        (Some(scheme), Some(authority)) => format!("{scheme}://{authority}").parse(),
        _ => Err(SiteError::NoScheme),
    };
    site.map_err(|error| match error {
        SiteError::NoScheme => "it does not begin with https:// or http://",
        SiteError::Login => "it carries a user name or a password",
        _ => "it is not an address",
    })
}

/// The host and port that were asked for. A target in absolute form outranks the header (RFC 9112,
/// 3.2.2); several headers, or none, name no host.
fn asked_authority(uri: &Uri, headers: &HeaderMap) -> Result<Authority, Refusal> {
    if let Some(authority) = uri.authority() {
        return Ok(authority.clone());
    }
    let mut hosts = headers.get_all(header::HOST).iter();
    let (host, more) = (hosts.next(), hosts.next());
    let host = match (host, more) {
        (Some(host), None) => String::from_utf8_lossy(host.as_bytes()).into_owned(),
        (Some(_), Some(_)) => "(two Host headers)".to_owned(),
        (None, _) => "(no Host header)".to_owned(),
    };
    match host.parse::<Authority>() {
        Ok(authority) if !host.contains('@') => Ok(authority),
        _ => Err(Refusal::WrongHost { host: shown(&host) }),
    }
}

/// An address as proxies write it: bare, or with a port.
fn hop_address(hop: &str) -> Option<IpAddr> {
    hop.parse::<IpAddr>()
        .or_else(|_| hop.parse::<SocketAddr>().map(|address| address.ip()))
        .ok()
        .map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEER: &str = "203.0.113.9:5000";

    fn guard(public_url: Option<&str>, trusted: &[&str]) -> Guard {
        let trusted: Vec<IpAddr> = trusted.iter().map(|text| text.parse().unwrap()).collect();
        Guard::new(public_url, &trusted).unwrap()
    }

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        headers
    }

    fn admit(guard: &Guard, peer: &str, pairs: &[(&'static str, &str)]) -> Result<Asker, Refusal> {
        guard.admit(
            peer.parse().unwrap(),
            &Uri::from_static("/health"),
            &headers(pairs),
        )
    }

    #[test]
    fn only_hosts_that_are_ours_are_answered_for() {
        let guard = guard(Some("https://Chat.Example.com:443/parley/"), &[]);
        for host in [
            "127.0.0.1:7420",
            "192.168.1.5",
            "[::1]:7420",
            "localhost",
            "LocalHost:7420",
            "chat.example.com",
            "CHAT.example.com:8443",
        ] {
            assert!(admit(&guard, PEER, &[("host", host)]).is_ok(), "{host}");
        }
        for host in [
            "evil.example",
            "chat.example.com.evil.example",
            "example.com",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "127.1",
            "user@127.0.0.1",
            "127.0.0.1, evil.example",
            "",
        ] {
            let refusal = admit(&guard, PEER, &[("host", host)]).unwrap_err();
            assert!(
                matches!(refusal, Refusal::WrongHost { .. }),
                "{host}: {refusal}"
            );
        }
    }

    #[test]
    fn no_host_and_two_hosts_are_no_host() {
        let guard = guard(None, &[]);
        let refusal = admit(&guard, PEER, &[]).unwrap_err().to_string();
        assert!(refusal.contains("(no Host header)"), "{refusal}");
        let two = [("host", "127.0.0.1"), ("host", "127.0.0.1")];
        let refusal = admit(&guard, PEER, &two).unwrap_err().to_string();
        assert!(refusal.contains("(two Host headers)"), "{refusal}");
    }

    #[test]
    fn a_target_in_absolute_form_outranks_the_header() {
        let uri = Uri::from_static("http://evil.example/health");
        let headers = headers(&[("host", "127.0.0.1")]);
        let refusal = guard(None, &[])
            .admit(PEER.parse().unwrap(), &uri, &headers)
            .unwrap_err();
        assert!(refusal.to_string().contains("`evil.example`"), "{refusal}");
    }

    #[test]
    fn the_clients_address_is_the_right_most_one_no_proxy_has() {
        let trusting = guard(None, &["10.0.0.1", "10.0.0.2"]);
        for (peer, forwarded, client) in [
            ("203.0.113.9:1", "1.2.3.4", "203.0.113.9"),
            ("10.0.0.1:1", "1.2.3.4", "1.2.3.4"),
            ("[::ffff:10.0.0.1]:1", "1.2.3.4", "1.2.3.4"),
            ("10.0.0.1:1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
            ("10.0.0.1:1", "1.2.3.4:5678", "1.2.3.4"),
            ("10.0.0.1:1", "[2001:db8::1]:80", "2001:db8::1"),
            ("10.0.0.1:1", "1.2.3.4, rubbish", "10.0.0.1"),
            ("10.0.0.1:1", "10.0.0.2", "10.0.0.2"),
            ("10.0.0.1:1", "", "10.0.0.1"),
        ] {
            let pairs = [("host", "localhost"), ("x-forwarded-for", forwarded)];
            let asker = admit(&trusting, peer, &pairs).unwrap();
            assert_eq!(
                asker.address.to_string(),
                client,
                "{peer} forwarding {forwarded:?}"
            );
        }
        let several = [
            ("host", "localhost"),
            ("x-forwarded-for", "6.6.6.6"),
            ("x-forwarded-for", "1.2.3.4, 10.0.0.2"),
        ];
        let asker = admit(&trusting, "10.0.0.1:1", &several).unwrap();
        assert_eq!(
            asker.address.to_string(),
            "1.2.3.4",
            "several headers are one list"
        );
    }

    #[test]
    fn pages_are_allowed_by_the_list() {
        let listed = [
            "https://shop.example/",
            "https://*.group.example",
            "not a site",
            "http://a:81",
        ];
        let listed = listed.map(str::to_owned);
        let guard = guard(Some("https://chat.example.com"), &[]);
        let allow = |origin: &str, sites: &[String]| {
            let pairs = [("host", "127.0.0.1:7420"), ("origin", origin)];
            guard.allow(&admit(&guard, PEER, &pairs).unwrap(), sites)
        };
        for own in ["http://127.0.0.1:7420", "https://chat.example.com"] {
            assert_eq!(allow(own, &listed).unwrap(), Cors::Nobody, "{own} is ours");
            assert_eq!(allow(own, &[]).unwrap(), Cors::Nobody, "{own} is ours");
        }
        for origin in [
            "https://shop.example",
            "https://de.group.example",
            "http://a:81",
        ] {
            let cors = allow(origin, &listed).unwrap();
            assert_eq!(cors, Cors::Site(origin.parse().unwrap()), "{origin}");
        }
        for origin in [
            "http://shop.example",
            "https://shop.example:444",
            "https://shop.example.evil.example",
            "https://group.example",
            "https://evilgroup.example",
            "http://127.0.0.1:7421",
            "https://127.0.0.1:7420",
            "null",
            "x",
        ] {
            let refusal = allow(origin, &listed).unwrap_err().to_string();
            assert!(refusal.contains(origin), "{refusal}");
            assert_eq!(
                allow(origin, &[]).unwrap(),
                Cors::Anyone,
                "an empty list allows all"
            );
        }
        let no_browser = admit(&guard, PEER, &[("host", "localhost")]).unwrap();
        assert_eq!(guard.allow(&no_browser, &listed).unwrap(), Cors::Nobody);
    }

    #[test]
    fn the_scheme_is_taken_from_trusted_proxies_only() {
        let guard = guard(None, &["10.0.0.1"]);
        let pairs = [
            ("host", "192.168.1.5"),
            ("origin", "https://192.168.1.5"),
            ("x-forwarded-proto", "https"),
        ];
        let behind = admit(&guard, "10.0.0.1:1", &pairs).unwrap();
        assert!(!guard.is_from_elsewhere(&behind));
        let direct = admit(&guard, PEER, &pairs).unwrap();
        assert!(guard.is_from_elsewhere(&direct));
    }

    #[test]
    fn a_public_address_is_an_address() {
        for url in [
            "https://chat.example.com",
            "http://10.1.1.1:8080/parley",
            " https://x ",
        ] {
            assert!(Guard::new(Some(url), &[]).is_ok(), "{url}");
        }
        for (url, reason) in [
            ("", "not an address"),
            ("chat.example.com", "does not begin with https://"),
            ("ftp://chat.example.com", "does not begin with https://"),
            ("https://", "not an address"),
            ("https://чат.example", "xn--"),
            (
                "https://user:secret@chat.example",
                "a user name or a password",
            ),
            ("https://chat.example/?k=1", "? or #"),
            ("https://chat.example/#top", "? or #"),
            ("https://*.chat.example", "one place"),
            ("https://chat;example", "not an address"),
        ] {
            let error = Guard::new(Some(url), &[]).unwrap_err().to_string();
            assert!(error.contains(reason), "{url}: {error}");
        }
    }

    #[test]
    fn a_customer_of_ipv6_is_one_network() {
        let network = |text: &str| super::network(text.parse().unwrap()).to_string();
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(network("::ffff:1.2.3.4"), "1.2.3.4");
        assert_eq!(network("1.2.3.4"), "1.2.3.4");
    }
}
