use domain::{ChatId, Timestamp};
use store::{Change, StoreError};
use tokio::sync::broadcast::error::RecvError;

use crate::App;

/// How long a deletion can be taken back, in seconds.
pub(crate) const UNDO_SECONDS: u32 = 30;

/// Erases the dialogs of chats that were deleted with them, once that can no longer be taken back;
/// what a killed process left is taken up at the next start.
pub(crate) async fn run(app: App) {
    let mut changes = app.store().changes();
    loop {
        let waiting = match app.store().read(|r| r.chats_to_erase()).await {
            Ok(waiting) => waiting,
            Err(error) => {
                tracing::error!(%error, "the chats to erase cannot be read");
                Vec::new()
            }
        };
        let next = waiting
            .iter()
            .map(|(_, deleted)| deleted.plus_seconds(UNDO_SECONDS))
            .min();
        let due: Vec<ChatId> = waiting
            .iter()
            .filter(|(_, deleted)| deleted.plus_seconds(UNDO_SECONDS) <= app.now())
            .map(|(chat, _)| *chat)
            .collect();
        for chat in &due {
            if let Err(error) = erase(&app, *chat).await {
                tracing::error!(%error, %chat, "a deleted chat cannot be erased");
                return;
            }
        }
        if due.is_empty() {
            tokio::select! {
                () = sleep_until(&app, next) => {}
                open = chats_change(&mut changes) => if !open { return },
            }
        }
    }
}

async fn erase(app: &App, chat: ChatId) -> Result<(), StoreError> {
    while app.store().write(move |w| w.erase_some(chat)).await? {}
    tracing::info!(%chat, "a deleted chat was erased with its dialogs");
    Ok(())
}

async fn sleep_until(app: &App, at: Option<Timestamp>) {
    match at {
        Some(at) => tokio::time::sleep(at.since(app.now())).await,
        None => std::future::pending().await,
    }
}

/// Waits until chats change; false when the store is gone.
async fn chats_change(
    changes: &mut tokio::sync::broadcast::Receiver<std::sync::Arc<[Change]>>,
) -> bool {
    loop {
        match changes.recv().await {
            Ok(commit)
                if commit.contains(&Change::Chats) || commit.contains(&Change::Everything) =>
            {
                return true;
            }
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}
