//! What scripts ask of servers and language models: taken from the store, asked, and the answer put
//! back. An ask is sent once; after a crash only one that can be repeated is sent again.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use domain::{DialogId, Timestamp};
use engine::Answer;
use net::{Method, Request};
use script::Ask;
use store::{Change, StoreError};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinSet;

use crate::ai::{ANSWER_MAX, lines};
use crate::{ApiError, App};

/// How many are asked at once.
const AT_ONCE: usize = 16;
/// A dialog does not wait longer than this after the time-out of its ask, in seconds; then it must
/// not be sent any more.
const GRACE_S: u32 = 60;
/// Of a dialog's messages some are nobody's words; so many more are looked at.
const UNSAID: u32 = 20;

/// Asks whatever scripts want asked, until the store is gone.
pub(crate) fn run(app: App) -> impl Future<Output = ()> {
    let changes = app.store().changes();
    ask_all(app, changes)
}

async fn ask_all(app: App, mut changes: Receiver<Arc<[Change]>>) {
    let mut again = VecDeque::from(take_up(&app).await);
    let mut asking = JoinSet::new();
    loop {
        while asking.len() < AT_ONCE {
            let Some(ask) = again.pop_front() else { break };
            asking.spawn(settle(app.clone(), ask));
        }
        for ask in take(&app, AT_ONCE - asking.len()).await {
            asking.spawn(settle(app.clone(), ask));
        }
        tokio::select! {
            _ = asking.join_next(), if !asking.is_empty() => {}
            open = asks_change(&mut changes) => if !open { return },
        }
    }
}

/// What a killed process sent and got no answer to, and may be sent again.
async fn take_up(app: &App) -> Vec<store::Ask> {
    let sent = match app.store().read(|r| r.asks_sent()).await {
        Ok(sent) => sent,
        Err(error) => {
            tracing::error!(%error, "what was asked before cannot be read");
            return Vec::new();
        }
    };
    let (again, lost): (Vec<_>, Vec<_>) = sent
        .into_iter()
        .partition(|ask| read(ask).is_ok_and(|asked| asked.is_repeatable()));
    for ask in lost {
        let why = "the program was stopped before the answer came; it may have been carried out";
        let why = why.to_owned();
        answer(app, &ask, &Answer::Failed { why }).await;
    }
    again
}

/// Takes at most `limit` of those that wait, so that nobody takes them again.
async fn take(app: &App, limit: usize) -> Vec<store::Ask> {
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    if limit == 0 {
        return Vec::new();
    }
    let waiting = app.store().read(move |r| r.asks_pending(limit)).await;
    if waiting.as_ref().is_ok_and(Vec::is_empty) {
        return Vec::new();
    }
    let now = app.now();
    let taken = app.store().write(move |w| {
        let mut taken = Vec::new();
        for ask in w.asks_pending(limit)? {
            if w.ask_sent(ask.dialog, ask.step, now)? {
                taken.push(ask);
            }
        }
        Ok::<_, StoreError>(taken)
    });
    taken.await.unwrap_or_else(|error| {
        tracing::error!(%error, "what scripts ask cannot be taken");
        Vec::new()
    })
}

/// Asks, and keeps the answer.
async fn settle(app: App, ask: store::Ask) {
    let answered = match read(&ask) {
        Ok(asked) if is_late(&asked, ask.created_at, app.now()) => {
            Err("it was too late to ask".to_owned())
        }
        Ok(asked) => outside(&app, ask.dialog, asked).await,
        Err(error) => Err(format!("what is to be asked cannot be read: {error}")),
    };
    let answered = answered.unwrap_or_else(|why| Answer::Failed { why });
    answer(&app, &ask, &answered).await;
}

async fn answer(app: &App, ask: &store::Ask, answered: &Answer) {
    let (dialog, step) = (ask.dialog, ask.step);
    if let Answer::Failed { why } = answered {
        tracing::info!(%dialog, step, why, "what a script asked was not answered");
    }
    let text = answered.to_json();
    let kept = app
        .store()
        .write(move |w| w.ask_answered(dialog, step, &text).map(drop));
    if let Err(error) = kept.await {
        tracing::error!(%error, %dialog, step, "an answer cannot be kept");
    }
}

fn read(ask: &store::Ask) -> serde_json::Result<Ask> {
    serde_json::from_str(&ask.body)
}

fn is_late(ask: &Ask, since: Timestamp, now: Timestamp) -> bool {
    now > since.plus_seconds(ask.timeout_s().saturating_add(GRACE_S))
}

/// The answer of whoever is asked, or why there is none.
async fn outside(app: &App, dialog: DialogId, ask: Ask) -> Result<Answer, String> {
    let timeout = Duration::from_secs(ask.timeout_s().into());
    match ask {
        Ask::Http {
            method,
            url,
            headers,
            body,
            ..
        } => {
            let request = request(method, url, headers, body, timeout);
            let client = app.client().await.map_err(|error| error.to_string())?;
            let response = client
                .send(request)
                .await
                .map_err(|error| error.to_string())?;
            Ok(Answer::Http {
                status: response.status,
                body: String::from_utf8_lossy(&response.body).into_owned(),
            })
        }
        Ask::Ai {
            service,
            instructions,
            messages,
            ..
        } => {
            let look = messages.saturating_mul(2).saturating_add(UNSAID);
            let talk = app
                .store()
                .read(move |r| r.last_messages(dialog, look))
                .await;
            let talk = talk.map_err(|error| ApiError::from(error).to_string())?;
            let talk = lines(&talk, messages as usize);
            let said = app.ask_model(&service, &instructions, talk, timeout).await;
            let text = said.map_err(|error| error.to_string())?;
            Ok(Answer::Said { text })
        }
    }
}

fn request(
    method: script::Method,
    url: String,
    mut headers: Vec<(String, String)>,
    body: Option<String>,
    timeout: Duration,
) -> Request {
    let is_told = headers
        .iter()
        .any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    if let Some(body) = body.as_ref().filter(|_| !is_told) {
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(body).is_ok();
        let kind = if is_json {
            "application/json"
        } else {
            "text/plain; charset=utf-8"
        };
        headers.push(("content-type".to_owned(), kind.to_owned()));
    }
    Request {
        method: match method {
            script::Method::Get => Method::GET,
            script::Method::Post => Method::POST,
            script::Method::Put => Method::PUT,
            script::Method::Patch => Method::PATCH,
            script::Method::Delete => Method::DELETE,
        },
        url,
        headers,
        body: body.map(String::into_bytes),
        timeout,
        limit: ANSWER_MAX,
    }
}

/// Waits until there may be something to ask; false when the store is gone.
async fn asks_change(changes: &mut Receiver<Arc<[Change]>>) -> bool {
    loop {
        match changes.recv().await {
            Ok(commit)
                if commit.contains(&Change::Asks) || commit.contains(&Change::Everything) =>
            {
                return true;
            }
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}

#[cfg(test)]
mod tests;
