//! Wakes the streams of a client when something was committed for it. It carries no messages: who is
//! woken reads the store, so that nothing is skipped when two things happen at once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::ClientId;
use store::Change;
use tokio::sync::{broadcast, watch};

/// Where streams wait, by client.
#[derive(Debug, Default)]
pub(crate) struct Hub {
    waiting: Mutex<HashMap<ClientId, watch::Sender<()>>>,
}

/// One stream's place in the hub, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Watch {
    hub: Arc<Hub>,
    client: ClientId,
    woken: watch::Receiver<()>,
}

impl Hub {
    /// Wakes streams until the store is gone.
    pub(crate) async fn follow(self: Arc<Self>, mut changes: broadcast::Receiver<Arc<[Change]>>) {
        loop {
            match changes.recv().await {
                Ok(changes) => changes.iter().for_each(|change| self.tell(change)),
                Err(broadcast::error::RecvError::Lagged(_)) => self.wake_all(),
                Err(broadcast::error::RecvError::Closed) => return,
            }
        }
    }

    /// A place for a stream of `client`: whatever is committed from now on wakes it.
    pub(crate) fn watch(self: &Arc<Self>, client: ClientId) -> Watch {
        let mut waiting = self.waiting();
        let sender = waiting
            .entry(client)
            .or_insert_with(|| watch::Sender::new(()));
        Watch {
            hub: Arc::clone(self),
            client,
            woken: sender.subscribe(),
        }
    }

    fn tell(&self, change: &Change) {
        match change {
            Change::Messages { client, .. } | Change::Dialog { client, .. } => {
                if let Some(sender) = self.waiting().get(client) {
                    sender.send_replace(());
                }
            }
            Change::Everything => self.wake_all(),
            Change::Chats
            | Change::Settings
            | Change::Inbox
            | Change::Deadlines
            | Change::Queue
            | Change::Operators
            | Change::Typing { .. } => {}
        }
    }

    fn wake_all(&self) {
        for sender in self.waiting().values() {
            sender.send_replace(());
        }
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<ClientId, watch::Sender<()>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch {
    /// Waits until something was committed since the last call, or since the place was taken.
    pub(crate) async fn woken(&mut self) {
        // The sender stands in the hub for as long as this place does.
        if self.woken.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut waiting = self.hub.waiting();
        let is_last =
            (waiting.get(&self.client)).is_some_and(|sender| sender.receiver_count() <= 1);
        if is_last {
            waiting.remove(&self.client);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{DialogId, Timestamp};
    use futures_util::FutureExt;

    use super::*;

    fn message_for(client: ClientId) -> Change {
        Change::Messages {
            client,
            dialog: DialogId::new(Timestamp::from_millis(1)),
            last_seq: 1,
        }
    }

    #[test]
    fn only_the_clients_own_streams_are_woken_and_each_of_them() {
        let hub = Arc::new(Hub::default());
        let (ann, bob) = (
            ClientId::new(Timestamp::default()),
            ClientId::new(Timestamp::default()),
        );
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
    fn a_place_is_forgotten_with_its_last_stream() {
        let hub = Arc::new(Hub::default());
        let client = ClientId::new(Timestamp::default());
        let (first, second) = (hub.watch(client), hub.watch(client));
        drop(first);
        assert_eq!(hub.waiting().len(), 1);
        drop(second);
        assert!(hub.waiting().is_empty());
    }

    #[tokio::test]
    async fn who_lags_behind_the_changes_wakes_everyone() {
        let hub = Arc::new(Hub::default());
        let mut stream = hub.watch(ClientId::new(Timestamp::default()));
        let (sender, changes) = broadcast::channel::<Arc<[Change]>>(1);
        for _ in 0..3 {
            sender.send(Arc::from([Change::Settings])).unwrap();
        }
        drop(sender);
        Arc::clone(&hub).follow(changes).await;
        assert!(stream.woken().now_or_never().is_some());
    }
}
