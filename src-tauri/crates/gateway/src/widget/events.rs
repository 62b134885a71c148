//! `GET /events` and `GET /poll`: what was written, as it is written, and how the dialog stands.
//!
//! Both read the store after the number the visitor has seen last, so that a broken connection, a
//! restart or a slow reader skips nothing and doubles nothing.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::{AuthorType, Button, ClientId, DialogId, MessageId, MessageKind, Timestamp};
use futures_util::stream;
use serde::Serialize;
use store::{Conversation, Message, StoreError};

use super::visitor::Visiting;
use crate::error::Refusal;
use crate::guard::Cors;
use crate::hub::Watch;
use crate::request::{number, parameter};
use crate::server::{App, End};

/// Messages read at once; the rest follows as fast as the visitor reads.
const PAGE: u32 = 100;
/// The most seconds a poll may wait.
const WAIT_MAX: u64 = 25;
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
const KEEP_ALIVE: &[u8] = b": keep-alive\n\n";

/// A message as the widget reads it.
#[derive(Debug, Serialize)]
struct Event {
    id: MessageId,
    seq: u64,
    ts: Timestamp,
    dialog: DialogId,
    author: AuthorType,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_name: Option<String>,
    #[serde(rename = "type")]
    kind: MessageKind,
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    buttons: Vec<Button>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_msg_id: Option<String>,
}

impl From<Message> for Event {
    fn from(message: Message) -> Self {
        Self {
            id: message.id,
            seq: message.seq,
            ts: message.at,
            dialog: message.dialog,
            author: message.author_type,
            author_name: message.author,
            kind: message.kind,
            text: message.text,
            buttons: message.buttons,
            client_msg_id: message.remote_id,
        }
    }
}

/// How the visitor's latest dialog stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Standing {
    pub(super) state: &'static str,
    dialog: Option<DialogId>,
}

impl Standing {
    pub(super) fn of(conversation: &Conversation) -> Self {
        match conversation.dialog {
            Some((dialog, state)) => Self {
                state: state.code(),
                dialog: Some(dialog),
            },
            None => Self {
                state: "none",
                dialog: None,
            },
        }
    }
}

/// What one look at the store showed, all of the same moment.
struct News {
    messages: Vec<Message>,
    standing: Standing,
    last_seq: u64,
}

impl News {
    /// Whether there may be more messages than were read.
    fn is_partial(&self) -> bool {
        self.messages.len() >= PAGE as usize
    }
}

async fn look(app: &App, client: ClientId, after: u64) -> Result<News, StoreError> {
    app.store
        .read(move |reader| {
            let conversation = reader.conversation(client)?;
            // A number that was not given yet is from before a backup was restored.
            let after = after.min(conversation.last_seq);
            Ok(News {
                messages: reader.stream(client, after, PAGE)?,
                standing: Standing::of(&conversation),
                last_seq: conversation.last_seq,
            })
        })
        .await
}

/// A stream of events that ends when the visitor goes or the gateway stops.
pub(super) async fn stream(
    State(app): State<Arc<App>>,
    Visiting { visitor, cors }: Visiting,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Refusal> {
    let seen = match headers.get(LAST_EVENT_ID) {
        Some(id) => number("Last-Event-ID", &String::from_utf8_lossy(id.as_bytes()))?,
        None => cursor(&uri)?,
    };
    let reading = Reading {
        watch: app.hub.watch(visitor.client),
        end: app.end.clone(),
        app,
        client: visitor.client,
        seen,
        told: None,
        due: true,
        ready: VecDeque::new(),
    };
    let body = Body::from_stream(stream::unfold(reading, |mut reading| async move {
        let chunk = reading.next().await?;
        Some((Ok::<_, Infallible>(chunk), reading))
    }));
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream; charset=utf-8"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((cors, headers, body).into_response())
}

/// One visitor reading the stream.
struct Reading {
    app: Arc<App>,
    client: ClientId,
    watch: Watch,
    end: End,
    /// The number of the last message handed out.
    seen: u64,
    /// The standing that was told last.
    told: Option<Standing>,
    /// Whether the store has to be looked at.
    due: bool,
    /// What was read and not handed out yet.
    ready: VecDeque<Bytes>,
}

impl Reading {
    /// The next piece of the stream. It is asked for when the connection has room for it.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(frame) = self.ready.pop_front() {
                return Some(frame);
            }
            if self.end.has_come() {
                return None;
            }
            if self.due {
                // The place in the hub was taken before, so that what is committed from here on
                // wakes it.
                self.read().await?;
                continue;
            }
            let silence = tokio::time::sleep(self.app.limits.keep_alive);
            tokio::select! {
                () = self.end.comes() => return None,
                () = self.watch.woken() => self.due = true,
                () = silence => return Some(Bytes::from_static(KEEP_ALIVE)),
            }
        }
    }

    /// Reads what is new. None ends the stream: the visitor resumes it when the store is well again.
    async fn read(&mut self) -> Option<()> {
        let news = look(&self.app, self.client, self.seen)
            .await
            .inspect_err(|error| tracing::error!(%error, "a stream was ended: nothing can be read"))
            .ok()?;
        self.due = news.is_partial();
        self.seen = news
            .messages
            .last()
            .map_or(news.last_seq.min(self.seen), |last| last.seq);
        // What a standing follows from is told before it.
        let standing = (!self.due && self.told != Some(news.standing)).then_some(news.standing);
        for message in news.messages {
            let seq = message.seq;
            let data = serde_json::to_string(&Event::from(message)).ok()?;
            self.ready
                .push_back(format!("id: {seq}\nevent: message\ndata: {data}\n\n").into());
        }
        if let Some(standing) = standing {
            let data = serde_json::to_string(&standing).ok()?;
            self.ready
                .push_back(format!("event: state\ndata: {data}\n\n").into());
            self.told = Some(standing);
        }
        Some(())
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Polled {
    events: Vec<Event>,
    #[serde(flatten)]
    standing: Standing,
    cursor: u64,
}

/// What is new, at once when something is, else when something comes or the wait is over.
pub(super) async fn poll(
    State(app): State<Arc<App>>,
    Visiting { visitor, cors }: Visiting,
    uri: Uri,
) -> Result<(Cors, axum::Json<Polled>), Refusal> {
    let seen = cursor(&uri)?;
    let wait = match parameter(&uri, "wait") {
        Some(wait) => number("wait", &wait)?,
        None => 0,
    };
    if wait > WAIT_MAX {
        let reason = format!("is {wait}; the most is {WAIT_MAX} seconds");
        return Err(Refusal::invalid("wait", reason));
    }
    let mut watch = app.hub.watch(visitor.client);
    let mut end = app.end.clone();
    let over = tokio::time::sleep(Duration::from_secs(wait));
    tokio::pin!(over);
    let mut news = look(&app, visitor.client, seen).await?;
    let told = news.standing;
    while news.messages.is_empty() && news.standing == told {
        tokio::select! {
            biased;
            () = end.comes() => break,
            () = &mut over => break,
            () = watch.woken() => news = look(&app, visitor.client, seen).await?,
        }
    }
    let cursor = news
        .messages
        .last()
        .map_or(news.last_seq.min(seen), |last| last.seq);
    let events = news.messages.into_iter().map(Event::from).collect();
    Ok((
        cors,
        axum::Json(Polled {
            events,
            standing: news.standing,
            cursor,
        }),
    ))
}

/// The number of the last message the visitor has; without it, the stream begins at the first.
fn cursor(uri: &Uri) -> Result<u64, Refusal> {
    match parameter(uri, "cursor") {
        Some(text) => number("cursor", &text),
        None => Ok(0),
    }
}
