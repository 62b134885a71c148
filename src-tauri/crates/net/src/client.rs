use std::collections::BTreeSet;
use std::sync::Arc;

use reqwest::dns::Resolve;
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Method, StatusCode};
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;
use url::{Host, Url};

use crate::address::{Guarded, System, is_public};
use crate::request::headers;
use crate::{Failure, HostPort, Request, Response};

/// How many redirects are followed.
const REDIRECTS: usize = 5;

/// What the program calls itself.
const NAME: &str = concat!("Parley/", env!("CARGO_PKG_VERSION"));

/// Sends requests to public addresses, and to private ones that were allowed. Making one reads the
/// system's certificates; clones share its connections.
#[derive(Clone)]
pub struct Client {
    allowed: Arc<BTreeSet<HostPort>>,
    /// Connects to public addresses alone.
    guarded: reqwest::Client,
    /// Connects to anything; for what was allowed.
    open: reqwest::Client,
}

impl Client {
    /// A client that may also reach these hosts at these ports, wherever they are.
    #[must_use]
    pub fn new(allowed: impl IntoIterator<Item = HostPort>) -> Self {
        Self::finding_by(allowed, Arc::new(System))
    }

    fn finding_by(allowed: impl IntoIterator<Item = HostPort>, names: Arc<dyn Resolve>) -> Self {
        let tls = tls();
        Self {
            allowed: Arc::new(allowed.into_iter().collect()),
            guarded: connecting(tls.clone(), Arc::new(Guarded(Arc::clone(&names)))),
            open: connecting(tls, names),
        }
    }

    /// Sends a request and reads all of its answer, whatever the status. A `GET` follows up to five
    /// redirects, each looked at like the first address; other methods follow none. Dropping the
    /// future gives the request up, but what was sent stays sent.
    ///
    /// # Errors
    /// [`Failure`]; after [`Failure::TimedOut`] and [`Failure::BrokeOff`] the server may have done
    /// what was asked.
    pub async fn send(&self, request: Request) -> Result<Response, Failure> {
        let after = request.timeout;
        tokio::time::timeout(after, self.follow(request))
            .await
            .unwrap_or(Err(Failure::TimedOut { after }))
    }

    async fn follow(&self, request: Request) -> Result<Response, Failure> {
        let mut headers = headers(&request.headers)?;
        let mut url = read(&request.url)?;
        for _ in 0..=REDIRECTS {
            let (at, client) = self.way(&url)?;
            let mut exchange = client.request(request.method.clone(), url.clone());
            exchange = exchange.headers(headers.clone());
            if let Some(body) = &request.body {
                exchange = exchange.body(body.clone());
            }
            let answer = exchange.send().await;
            let answer = answer.map_err(|error| Failure::of(&error, &at.to_string()))?;
            let Some(next) = redirect(&request.method, &answer) else {
                return whole(answer, &at, request.limit).await;
            };
            let next = url.join(&next).map_err(bad)?;
            let next = checked(next)?;
            if next.origin() != url.origin() {
                headers = HeaderMap::new();
            }
            url = next;
        }
        Err(Failure::TooManyRedirects { limit: REDIRECTS })
    }

    /// Where an address leads, and the client that may go there.
    fn way(&self, url: &Url) -> Result<(HostPort, &reqwest::Client), Failure> {
        let at = HostPort::of(url).ok_or_else(|| Failure::BadAddress {
            why: "it names no host".to_owned(),
        })?;
        if self.allowed.contains(&at) {
            return Ok((at, &self.open));
        }
        // Only names are resolved, and so looked at, while connecting.
        let written = match at.host() {
            Host::Domain(_) => None,
            Host::Ipv4(address) => Some((*address).into()),
            Host::Ipv6(address) => Some((*address).into()),
        };
        if written.is_some_and(|address| !is_public(address)) {
            return Err(Failure::PrivateAddress { at: at.to_string() });
        }
        Ok((at, &self.guarded))
    }
}

/// A client that follows no redirect by itself and knows no proxy, which would connect in its place.
fn connecting(tls: ClientConfig, names: Arc<dyn Resolve>) -> reqwest::Client {
    reqwest::Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .user_agent(NAME)
        .dns_resolver(names)
        .tls_backend_preconfigured(tls)
        .build()
        .expect("building reads nothing, and the configuration is of the rustls that reqwest uses")
}

/// TLS with the certificates that this computer trusts.
fn tls() -> ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let trusting = builder(Arc::clone(&provider)).with_platform_verifier();
    match trusting {
        Ok(trusting) => trusting.with_no_client_auth(),
        Err(error) => {
            tracing::warn!(%error, "no certificates are trusted here; only plain http can be asked");
            builder(provider)
                .with_root_certificates(RootCertStore::empty())
                .with_no_client_auth()
        }
    }
}

fn builder(
    provider: Arc<CryptoProvider>,
) -> rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier> {
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has cipher suites for TLS 1.2 and 1.3")
}

fn bad(error: url::ParseError) -> Failure {
    Failure::BadAddress {
        why: error.to_string(),
    }
}

fn read(text: &str) -> Result<Url, Failure> {
    checked(Url::parse(text.trim()).map_err(bad)?)
}

fn checked(url: Url) -> Result<Url, Failure> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Failure::NotHttp {
            scheme: url.scheme().chars().take(40).collect(),
        });
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Failure::LoginInAddress);
    }
    Ok(url)
}

/// Where a `GET` is sent on to.
fn redirect(method: &Method, answer: &reqwest::Response) -> Option<String> {
    let moves = matches!(
        answer.status(),
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    );
    let to = answer.headers().get(LOCATION)?.to_str().ok()?;
    (moves && method == Method::GET).then(|| to.to_owned())
}

async fn whole(
    mut answer: reqwest::Response,
    at: &HostPort,
    limit: usize,
) -> Result<Response, Failure> {
    let status = answer.status().as_u16();
    let told = answer.content_length().unwrap_or_default();
    if usize::try_from(told).map_or(true, |told| told > limit) {
        return Err(Failure::TooLong { limit });
    }
    let mut body = Vec::new();
    loop {
        let part = answer.chunk().await;
        match part.map_err(|error| Failure::of(&error, &at.to_string()))? {
            None => return Ok(Response { status, body }),
            Some(part) if part.len() > limit - body.len() => {
                return Err(Failure::TooLong { limit });
            }
            Some(part) => body.extend_from_slice(&part),
        }
    }
}

#[cfg(test)]
mod tests;
