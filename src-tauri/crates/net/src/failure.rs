use std::error::Error;
use std::time::Duration;

use crate::address::Private;

/// Why there is no answer. No variant carries a header, a body or the query of an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The address cannot be read.
    #[error("the address cannot be read: {why}")]
    BadAddress {
        /// What is wrong with it.
        why: String,
    },
    /// The address is neither `http` nor `https`.
    #[error("the address begins with `{scheme}:`; only http and https are asked")]
    NotHttp {
        /// What it begins with.
        scheme: String,
    },
    /// The address carries a user name or a password.
    #[error("the address carries a user name or a password; send them as a header")]
    LoginInAddress,
    /// A header cannot be sent.
    #[error("the header `{name}` cannot be sent: {why}")]
    BadHeader {
        /// Its name.
        name: String,
        /// Why.
        why: &'static str,
    },
    /// The address lies inside a private network, and was not allowed.
    #[error("{at} is inside a private network; allow it by its host and port first")]
    PrivateAddress {
        /// The host and port.
        at: String,
    },
    /// One redirect followed another.
    #[error("the server redirected more than {limit} times")]
    TooManyRedirects {
        /// How many are followed.
        limit: usize,
    },
    /// The whole of it took too long.
    #[error("there was no whole answer within {} s", after.as_secs_f32())]
    TimedOut {
        /// How long was waited.
        after: Duration,
    },
    /// The server could not be reached, or not be trusted.
    #[error("{at} cannot be reached: {why}")]
    NotReached {
        /// The host and port.
        at: String,
        /// What the system says.
        why: String,
    },
    /// The answer ended before its end, or was no HTTP.
    #[error("the answer of {at} broke off: {why}")]
    BrokeOff {
        /// The host and port.
        at: String,
        /// What the system says.
        why: String,
    },
    /// The answer is too long.
    #[error("the answer is longer than {limit} bytes")]
    TooLong {
        /// How many bytes are read.
        limit: usize,
    },
}

impl Failure {
    /// What became of an exchange with `at`.
    pub(crate) fn of(error: &reqwest::Error, at: &str) -> Self {
        let at = at.to_owned();
        let mut cause: &dyn Error = error;
        while let Some(deeper) = cause.source() {
            cause = deeper;
            if cause.is::<Private>() {
                return Self::PrivateAddress { at };
            }
        }
        let why = cause.to_string();
        if error.is_connect() {
            Self::NotReached { at, why }
        } else {
            Self::BrokeOff { at, why }
        }
    }
}
