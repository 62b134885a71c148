use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

/// Where the gateway listens, what it is called outside, and what it allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The address to listen on; port 0 takes any free one.
    pub listen: SocketAddr,
    /// The address that pages outside use, such as `https://chat.example.com`, when a proxy or a
    /// tunnel leads here. A path in it is for the proxy to take off.
    pub public_url: Option<String>,
    /// Proxies whose word about the client's address and scheme is taken.
    pub trusted_proxies: Vec<IpAddr>,
    /// What is allowed.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 7420)),
            public_url: None,
            trusted_proxies: Vec::new(),
            limits: Limits::default(),
        }
    }
}

/// How much, how often and how long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Messages of one visitor in a minute.
    pub messages_per_minute: u32,
    /// Files of one visitor in a minute.
    pub files_per_minute: u32,
    /// Page visits of one visitor in a minute.
    pub visits_per_minute: u32,
    /// Passages to a messenger of one visitor in a minute.
    pub passages_per_minute: u32,
    /// Files that one visitor sends at once.
    pub files_at_once: usize,
    /// Files that all visitors send at once.
    pub files_at_once_in_all: usize,
    /// New visitors from one address (from one /64 network of IPv6) in a minute.
    pub new_visitors_per_minute: u32,
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Connections open at once; more wait in the system's queue.
    pub connections: usize,
    /// For a request's head to arrive, and for a connection to stay silent between requests.
    pub head_time: Duration,
    /// For a request's body to arrive, and for the next piece of a file to.
    pub body_time: Duration,
    /// For a whole file to arrive.
    pub file_time: Duration,
    /// Of silence, after which a stream of events says that it is alive.
    pub keep_alive: Duration,
    /// For requests in flight to finish when the gateway stops.
    pub drain_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            messages_per_minute: 20,
            files_per_minute: 10,
            visits_per_minute: 30,
            passages_per_minute: 10,
            files_at_once: 2,
            files_at_once_in_all: 64,
            new_visitors_per_minute: 60,
            body_bytes: 64 * 1024,
            connections: 2048,
            head_time: Duration::from_secs(10),
            body_time: Duration::from_secs(10),
            file_time: Duration::from_secs(15 * 60),
            keep_alive: Duration::from_secs(15),
            drain_time: Duration::from_secs(5),
        }
    }
}
