use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use domain::{AuthorType, DialogId};
use serde::Serialize;
use store::Change;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use ts_rs::TS;

use crate::{App, Desk, GatewayStatus, Job};

/// Changes are gathered for this long, so that a busy gateway does not flood the window.
pub(crate) const GATHER: Duration = Duration::from_millis(50);
/// More dialogs than this are told as "everything".
const NAMED: usize = 200;

/// What the window is told without asking.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum News {
    /// Chats changed.
    Chats,
    /// Settings changed.
    Settings,
    /// Scripts changed: their drafts, what is published of them, or which there are.
    Scripts,
    /// Dialogs changed.
    Dialogs {
        /// Which; empty means so many that none is named.
        ids: Vec<DialogId>,
    },
    /// Operators, groups, tags, quick replies or attributes changed.
    Operators,
    /// Who works here, or how they stand, changed.
    Desk {
        /// How it stands.
        desk: Desk,
    },
    /// The gateway stands differently.
    Gateway {
        /// How.
        status: GatewayStatus,
    },
    /// A job began, went on or ended.
    Job {
        /// How it stands.
        job: Job,
    },
    /// Somebody followed a link; the place is to be asked for.
    Link,
    /// The lists of the inbox, or their counts, changed.
    Inbox {
        /// Which dialogs; empty means that any may have changed.
        ids: Vec<DialogId>,
    },
    /// Somebody is writing; it holds for a few seconds.
    Typing {
        /// The dialog.
        dialog: DialogId,
        /// Who: the client or an operator.
        by: AuthorType,
        /// The operator's name.
        name: Option<String>,
    },
    /// Something wants the operator who works here.
    Attention {
        /// What.
        kind: Wants,
        /// The dialog.
        dialog: DialogId,
        /// What the client is called.
        client: String,
        /// The last thing that was written.
        text: String,
        /// Whether a sound is wanted.
        sound: bool,
    },
}

/// What wants an operator's attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Wants {
    /// A dialog was given to them, or waits in a group of theirs.
    NewDialog,
    /// The client wrote in a dialog they hold.
    ClientMessage,
    /// The goal of an answer is about to be missed.
    SlSoon,
}

#[derive(Default)]
struct Gathered {
    chats: bool,
    settings: bool,
    scripts: bool,
    operators: bool,
    everything: bool,
    queue: bool,
    dialogs: BTreeSet<DialogId>,
    typing: Vec<(DialogId, AuthorType)>,
}

impl Gathered {
    fn add(&mut self, change: &Change) {
        match change {
            Change::Chats => self.chats = true,
            Change::Settings => self.settings = true,
            Change::Scripts => self.scripts = true,
            Change::Dialog { dialog, .. } | Change::Messages { dialog, .. } => {
                self.dialogs.insert(*dialog);
            }
            Change::Operators => self.operators = true,
            Change::Queue => self.queue = true,
            Change::Typing { dialog, by, .. } => {
                if !self.typing.contains(&(*dialog, *by)) {
                    self.typing.push((*dialog, *by));
                }
            }
            Change::Everything => self.everything = true,
            Change::Asks | Change::Inbox | Change::Deadlines => {}
        }
    }

    fn news(self) -> impl Iterator<Item = News> {
        let everything = self.everything;
        let unnamed = everything || self.dialogs.len() > NAMED;
        let ids: Vec<_> = if unnamed {
            Vec::new()
        } else {
            self.dialogs.into_iter().collect()
        };
        let some = unnamed || !ids.is_empty();
        // Whoever comes into the queue or leaves it changes the places of others.
        let listed = if self.queue { Vec::new() } else { ids.clone() };
        let inbox = (some || self.queue).then_some(News::Inbox { ids: listed });
        let dialogs = some.then_some(News::Dialogs { ids });
        [
            (self.chats || everything).then_some(News::Chats),
            (self.settings || everything).then_some(News::Settings),
            (self.scripts || everything).then_some(News::Scripts),
            (self.operators || everything).then_some(News::Operators),
            dialogs,
            inbox,
        ]
        .into_iter()
        .flatten()
    }
}

/// Turns what commits change from now on into news, until the store is gone.
pub(crate) fn follow(app: App) -> impl Future<Output = ()> {
    let changes = app.store().changes();
    tell(app, changes)
}

async fn tell(app: App, mut changes: Receiver<Arc<[Change]>>) {
    loop {
        let mut gathered = Gathered::default();
        match changes.recv().await {
            Ok(commit) => commit.iter().for_each(|change| gathered.add(change)),
            Err(RecvError::Lagged(_)) => gathered.everything = true,
            Err(RecvError::Closed) => return,
        }
        tokio::time::sleep(GATHER).await;
        loop {
            match changes.try_recv() {
                Ok(commit) => commit.iter().for_each(|change| gathered.add(change)),
                Err(tokio::sync::broadcast::error::TryRecvError::Lagged(_)) => {
                    gathered.everything = true;
                }
                Err(_) => break,
            }
        }
        if gathered.chats || gathered.everything {
            app.recount_channels().await;
        }
        for (dialog, by) in std::mem::take(&mut gathered.typing) {
            let name = writer(&app, dialog, by).await;
            app.tell(News::Typing { dialog, by, name });
        }
        gathered.news().for_each(|news| app.tell(news));
    }
}

/// The name of the operator who is writing.
async fn writer(app: &App, dialog: DialogId, by: AuthorType) -> Option<String> {
    if by != AuthorType::Operator {
        return None;
    }
    let holder = app.store().read(move |r| r.holder(dialog)).await;
    holder.ok().flatten().map(|holder| holder.name)
}

#[cfg(test)]
mod tests {
    use domain::{ClientId, Timestamp};

    use super::*;

    #[test]
    fn many_dialogs_become_one_piece_of_news_and_none_becomes_nothing() {
        let now = Timestamp::from_millis(0);
        let client = ClientId::new(now);
        let mut few = Gathered::default();
        let dialog = DialogId::new(now);
        few.add(&Change::Dialog { dialog, client });
        few.add(&Change::Messages {
            client,
            dialog,
            last_seq: 1,
        });
        few.add(&Change::Inbox);
        let news: Vec<_> = few.news().collect();
        assert!(
            matches!(
                news.as_slice(),
                [News::Dialogs { ids }, News::Inbox { ids: listed }]
                    if ids == &[dialog] && listed == ids
            ),
            "{news:?}"
        );

        let mut many = Gathered::default();
        for _ in 0..=NAMED {
            many.add(&Change::Dialog {
                dialog: DialogId::new(now),
                client,
            });
        }
        let news: Vec<_> = many.news().collect();
        assert!(
            matches!(
                news.as_slice(),
                [News::Dialogs { ids }, News::Inbox { ids: listed }]
                    if ids.is_empty() && listed.is_empty()
            ),
            "{news:?}"
        );

        let mut queue = Gathered::default();
        queue.add(&Change::Dialog { dialog, client });
        queue.add(&Change::Queue);
        let news: Vec<_> = queue.news().collect();
        assert!(
            matches!(
                news.as_slice(),
                [News::Dialogs { ids }, News::Inbox { ids: listed }]
                    if ids == &[dialog] && listed.is_empty()
            ),
            "others move up: {news:?}"
        );
        assert_eq!(Gathered::default().news().count(), 0);
    }
}
