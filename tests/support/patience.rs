use std::time::Duration;

/// Nothing here takes this long unless it is broken.
const BROKEN: Duration = Duration::from_secs(60);

/// What `future` comes to, unless it comes to nothing.
///
/// # Panics
/// When it takes so long that something must be broken; `what` says what was waited for.
pub async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(BROKEN, future).await {
        Ok(value) => value,
        Err(_) => panic!("{what}: not within {} s", BROKEN.as_secs()),
    }
}
