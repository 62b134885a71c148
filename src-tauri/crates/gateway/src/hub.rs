//! Wakes the streams of a client when something was committed for it. It carries no messages: who is
//! woken reads the store, so that nothing is skipped when two things happen at once. That an operator
//! is writing is passed on as it is, since nothing of it is kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{AuthorType, ClientId};
use store::Change;
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;

/// How often those who wait in the queue are told of it at most: each reads its place then.
const QUEUE_REST: Duration = Duration::from_secs(1);

/// Where streams wait, by client.
#[derive(Debug, Default)]
pub(crate) struct Hub {
    places: Mutex<HashMap<ClientId, Place>>,
}

/// Where the streams of one client wait.
#[derive(Debug, Default)]
struct Place {
    calls: watch::Sender<Calls>,
    /// Whether its dialog waits in the queue.
    queued: bool,
}

/// How often the streams of a client were called, by what for.
#[derive(Debug, Default, Clone, Copy)]
struct Calls {
    news: u64,
    typing: u64,
}

/// What a stream is woken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Woken {
    /// The store has something new.
    News,
    /// An operator is writing.
    Typing,
}

/// One stream's place in the hub, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Watch {
    hub: Arc<Hub>,
    client: ClientId,
    calls: watch::Receiver<Calls>,
    heard: Calls,
}

/// When those who wait in the queue are to be told that it changed. Pure.
#[derive(Debug, Default)]
struct QueueCalls {
    due: Option<Instant>,
    told: Option<Instant>,
}

impl QueueCalls {
    fn changed(&mut self, now: Instant) {
        let rested = self.told.map_or(now, |told| now.max(told + QUEUE_REST));
        self.due.get_or_insert(rested);
    }

    fn told(&mut self, now: Instant) {
        *self = Self {
            due: None,
            told: Some(now),
        };
    }
}

impl Hub {
    /// Wakes streams until the store is gone.
    pub(crate) async fn follow(self: Arc<Self>, mut changes: broadcast::Receiver<Arc<[Change]>>) {
        let mut queue = QueueCalls::default();
        loop {
            let due = async {
                match queue.due {
                    Some(due) => tokio::time::sleep_until(due).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                received = changes.recv() => match received {
                    Ok(changes) => {
                        changes.iter().for_each(|change| self.tell(change));
                        if changes.contains(&Change::Queue) {
                            queue.changed(Instant::now());
                        }
                    }
                    Err(broadcast::error::RecvError::Lagged(_)) => self.wake(|_| true),
                    Err(broadcast::error::RecvError::Closed) => return,
                },
                () = due => {
                    queue.told(Instant::now());
                    self.wake(|place| place.queued);
                }
            }
        }
    }

    /// A place for a stream of `client`: whatever is committed from now on wakes it.
    pub(crate) fn watch(self: &Arc<Self>, client: ClientId) -> Watch {
        let mut places = self.places();
        let place = places.entry(client).or_default();
        let calls = place.calls.subscribe();
        let heard = *calls.borrow();
        Watch {
            hub: Arc::clone(self),
            client,
            calls,
            heard,
        }
    }

    fn tell(&self, change: &Change) {
        match change {
            Change::Messages { client, .. } | Change::Dialog { client, .. } => {
                self.call(client, |calls| calls.news += 1);
            }
            Change::Typing {
                client,
                by: AuthorType::Operator,
                ..
            } => self.call(client, |calls| calls.typing += 1),
            Change::Everything => self.wake(|_| true),
            Change::Chats
            | Change::Settings
            | Change::Scripts
            | Change::Asks
            | Change::Inbox
            | Change::Deadlines
            | Change::Queue
            | Change::Operators
            | Change::Typing { .. } => {}
        }
    }

    fn call(&self, client: &ClientId, call: impl FnOnce(&mut Calls)) {
        if let Some(place) = self.places().get(client) {
            place.calls.send_modify(call);
        }
    }

    fn wake(&self, whom: impl Fn(&Place) -> bool) {
        for place in self.places().values().filter(|place| whom(place)) {
            place.calls.send_modify(|calls| calls.news += 1);
        }
    }

    fn places(&self) -> MutexGuard<'_, HashMap<ClientId, Place>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch {
    /// Waits until something happened since the last call, or since the place was taken.
    pub(crate) async fn woken(&mut self) -> Woken {
        loop {
            let calls = *self.calls.borrow_and_update();
            if calls.news != self.heard.news {
                self.heard.news = calls.news;
                return Woken::News;
            }
            if calls.typing != self.heard.typing {
                self.heard.typing = calls.typing;
                return Woken::Typing;
            }
            // The sender stands in the hub for as long as this place does.
            if self.calls.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// Says whether the client's dialog waits in the queue, so that changes of the queue wake it.
    /// True when it did not say so before: what changed until now has passed it by.
    pub(crate) fn queues(&self, queued: bool) -> bool {
        let mut places = self.hub.places();
        let place = places.entry(self.client).or_default();
        let before = std::mem::replace(&mut place.queued, queued);
        queued && !before
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut places = self.hub.places();
        let is_last =
            (places.get(&self.client)).is_some_and(|place| place.calls.receiver_count() <= 1);
        if is_last {
            places.remove(&self.client);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{DialogId, Timestamp};
    use futures_util::FutureExt;

    use super::*;

    fn client() -> ClientId {
        ClientId::new(Timestamp::default())
    }

    fn dialog() -> DialogId {
        DialogId::new(Timestamp::from_millis(1))
    }

    fn message_for(client: ClientId) -> Change {
        Change::Messages {
            client,
            dialog: dialog(),
            last_seq: 1,
        }
    }

    fn typing(client: ClientId, by: AuthorType) -> Change {
        Change::Typing {
            client,
            dialog: dialog(),
            by,
        }
    }

    #[test]
    fn only_the_clients_own_streams_are_woken_and_each_of_them() {
        let hub = Arc::new(Hub::default());
        let (ann, bob) = (client(), client());
        let (mut first, mut second, mut other) = (hub.watch(ann), hub.watch(ann), hub.watch(bob));
        hub.tell(&message_for(ann));
        assert!(first.woken().now_or_never().is_some());
        assert!(second.woken().now_or_never().is_some());
        assert!(other.woken().now_or_never().is_none());
        assert!(
            first.woken().now_or_never().is_none(),
            "one commit wakes once"
        );
    }

    #[test]
    fn that_an_operator_writes_is_passed_on_after_what_the_store_has() {
        let hub = Arc::new(Hub::default());
        let ann = client();
        let mut stream = hub.watch(ann);
        hub.tell(&typing(ann, AuthorType::Client));
        assert_eq!(
            stream.woken().now_or_never(),
            None,
            "visitors know what they do themselves"
        );
        hub.tell(&typing(ann, AuthorType::Operator));
        hub.tell(&message_for(ann));
        assert_eq!(stream.woken().now_or_never(), Some(Woken::News));
        assert_eq!(stream.woken().now_or_never(), Some(Woken::Typing));
        assert_eq!(stream.woken().now_or_never(), None);
    }

    #[test]
    fn the_queue_is_told_at_once_and_then_once_a_second_for_all_that_changed() {
        let mut calls = QueueCalls::default();
        let now = Instant::now();
        calls.changed(now);
        assert_eq!(calls.due, Some(now));
        calls.told(now);
        assert_eq!(calls.due, None, "nothing changed since");
        let soon = now + QUEUE_REST / 4;
        calls.changed(soon);
        calls.changed(soon + QUEUE_REST / 4);
        assert_eq!(calls.due, Some(now + QUEUE_REST));
        calls.told(now + QUEUE_REST);
        let later = now + QUEUE_REST * 3;
        calls.changed(later);
        assert_eq!(
            calls.due,
            Some(later),
            "who rested long enough is told at once"
        );
    }

    #[tokio::test]
    async fn the_queue_wakes_those_alone_who_wait_in_it() {
        let hub = Arc::new(Hub::default());
        let (mut waits, mut talks) = (hub.watch(client()), hub.watch(client()));
        assert!(waits.queues(true), "it is to look once more");
        assert!(!waits.queues(true));
        assert!(!talks.queues(false));
        let (sender, changes) = broadcast::channel::<Arc<[Change]>>(1);
        let following = tokio::spawn(Arc::clone(&hub).follow(changes));
        sender.send(Arc::from([Change::Queue])).unwrap();
        assert_eq!(waits.woken().await, Woken::News);
        assert_eq!(talks.woken().now_or_never(), None);
        following.abort();
    }

    #[test]
    fn a_place_is_forgotten_with_its_last_stream() {
        let hub = Arc::new(Hub::default());
        let client = client();
        let (first, second) = (hub.watch(client), hub.watch(client));
        drop(first);
        assert_eq!(hub.places().len(), 1);
        drop(second);
        assert!(hub.places().is_empty());
    }

    #[tokio::test]
    async fn who_lags_behind_the_changes_wakes_everyone() {
        let hub = Arc::new(Hub::default());
        let mut stream = hub.watch(client());
        let (sender, changes) = broadcast::channel::<Arc<[Change]>>(1);
        for _ in 0..3 {
            sender.send(Arc::from([Change::Settings])).unwrap();
        }
        drop(sender);
        Arc::clone(&hub).follow(changes).await;
        assert!(stream.woken().now_or_never().is_some());
    }
}
