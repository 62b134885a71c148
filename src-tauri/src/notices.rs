//! Notifications on the desktop. A desktop that shows none, or is slow to, holds nobody up and is
//! told of once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use api::Notification;

/// Notifications that wait for a slow desktop; more are of no use any more.
const WAITING: usize = 8;
/// Notifications whose click is waited for at once; a desktop may keep them for days.
#[cfg(target_os = "linux")]
const OPEN: usize = 16;

/// Where notifications are handed in.
pub(crate) struct Notices {
    waiting: SyncSender<Notification>,
}

impl Notices {
    /// Starts showing; `clicked` is told the place of a notification that was clicked, where the
    /// desktop says so.
    pub(crate) fn start(clicked: impl Fn(&str) + Send + Sync + 'static) -> std::io::Result<Self> {
        let (waiting, next) = sync_channel(WAITING);
        let clicked = Arc::new(clicked);
        std::thread::Builder::new()
            .name("notices".to_owned())
            .spawn(move || show(&next, &clicked))?;
        Ok(Self { waiting })
    }

    /// Has a notification shown; where too many wait, it is dropped.
    pub(crate) fn show(&self, notification: Notification) {
        let _ = self.waiting.try_send(notification);
    }
}

fn show<C: Fn(&str) + Send + Sync + 'static>(next: &Receiver<Notification>, clicked: &Arc<C>) {
    let open = Arc::new(AtomicUsize::new(0));
    let mut told = false;
    while let Ok(Notification { title, text, place }) = next.recv() {
        let mut shown = notify_rust::Notification::new();
        shown.appname("Parley").summary(&title).body(&text);
        // Named so, a click on the whole notification is told.
        #[cfg(target_os = "linux")]
        shown
            .action("default", "")
            .hint(notify_rust::Hint::DesktopEntry("parley".to_owned()));
        match shown.show() {
            Ok(handle) => wait(handle, place, &open, clicked),
            Err(error) if !told => {
                tracing::warn!(%error, "this desktop shows no notifications");
                told = true;
            }
            Err(_) => {}
        }
    }
}

#[cfg(target_os = "linux")]
fn wait<C: Fn(&str) + Send + Sync + 'static>(
    handle: notify_rust::NotificationHandle,
    place: String,
    open: &Arc<AtomicUsize>,
    clicked: &Arc<C>,
) {
    if open.fetch_add(1, Ordering::Relaxed) >= OPEN {
        open.fetch_sub(1, Ordering::Relaxed);
        return;
    }
    let (open, clicked) = (Arc::clone(open), Arc::clone(clicked));
    let waits = move || {
        handle.wait_for_action(|action| {
            if action == "default" {
                clicked(&place);
            }
        });
        open.fetch_sub(1, Ordering::Relaxed);
    };
    // Without a thread the notification is shown all the same.
    let _ = std::thread::Builder::new()
        .name("notice".to_owned())
        .spawn(waits);
}

#[cfg(not(target_os = "linux"))]
fn wait<C>(_: notify_rust::NotificationHandle, _: String, _: &Arc<AtomicUsize>, _: &Arc<C>) {}
