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
use domain::{
    Attachment, AuthorType, Button, ClientId, Delivery, DialogId, MessageId, MessageKind, Timestamp,
};
use futures_util::stream;
use serde::Serialize;
use store::{Message, StoreError};

use super::links::Links;
use super::standing::Standing;
use super::visitor::Visiting;
use crate::error::Refusal;
use crate::guard::Cors;
use crate::hub::{Watch, Woken};
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
    /// The best rating that a question for one asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    scale: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attachment: Option<Sent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_msg_id: Option<String>,
}

/// A file, with an address relative to the panel's that needs no token for a while.
#[derive(Debug, Serialize)]
struct Sent {
    #[serde(flatten)]
    file: Attachment,
    url: String,
}

impl Event {
    fn of(message: Message, client: ClientId, links: &Links, now: Timestamp) -> Self {
        let is_rating = message.kind == MessageKind::RatingRequest;
        Self {
            id: message.id,
            seq: message.seq,
            ts: message.at,
            dialog: message.dialog,
            author: message.author_type,
            author_name: message.author,
            kind: message.kind,
            text: message.text,
            scale: is_rating.then_some(message.buttons.len()),
            buttons: message.buttons,
            attachment: message.attachment.map(|file| Sent {
                url: links.to(client, &file, now),
                file,
            }),
            client_msg_id: message.remote_id,
        }
    }
}

/// An operator is writing.
#[derive(Debug, Clone, Serialize)]
struct Typing {
    by: AuthorType,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

impl Typing {
    /// By the operator who holds the dialog, as far as is known.
    fn by_operator(standing: Option<&Standing>) -> Self {
        Self {
            by: AuthorType::Operator,
            name: (standing.and_then(Standing::operator)).map(str::to_owned),
        }
    }
}

/// What one look at the store showed, all of the same moment.
struct News {
    events: Vec<Event>,
    standing: Standing,
    /// The number to look on from.
    seen: u64,
    /// Whether there may be more messages than were read.
    is_partial: bool,
}

async fn look(app: &App, client: ClientId, after: u64) -> Result<News, StoreError> {
    let (messages, standing, last_seq) = app
        .store
        .read(move |reader| {
            let conversation = reader.conversation(client)?;
            // A number that was not given yet is from before a backup was restored.
            let after = after.min(conversation.last_seq);
            Ok::<_, StoreError>((
                reader.stream(client, after, PAGE)?,
                Standing::read(reader, &conversation)?,
                conversation.last_seq,
            ))
        })
        .await?;
    let now = app.clock.now();
    Ok(News {
        seen: (messages.last()).map_or(last_seq.min(after), |last| last.seq),
        is_partial: messages.len() >= PAGE as usize,
        events: messages
            .into_iter()
            .filter(|message| message.delivery != Delivery::Cancelled)
            .map(|message| Event::of(message, client, &app.links, now))
            .collect(),
        standing,
    })
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
                woken = self.watch.woken() => match woken {
                    Woken::News => self.due = true,
                    Woken::Typing => {
                        let typing = Typing::by_operator(self.told.as_ref());
                        let data = serde_json::to_string(&typing).ok()?;
                        return Some(format!("event: typing\ndata: {data}\n\n").into());
                    }
                },
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
        self.seen = news.seen;
        self.due = news.is_partial;
        for event in news.events {
            let seq = event.seq;
            let data = serde_json::to_string(&event).ok()?;
            self.ready
                .push_back(format!("id: {seq}\nevent: message\ndata: {data}\n\n").into());
        }
        if self.watch.queues(news.standing.is_queued()) {
            self.due = true;
        }
        // What a standing follows from is told before it.
        if !self.due && self.told.as_ref() != Some(&news.standing) {
            let data = serde_json::to_string(&news.standing).ok()?;
            self.ready
                .push_back(format!("event: state\ndata: {data}\n\n").into());
            self.told = Some(news.standing);
        }
        Some(())
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Polled {
    events: Vec<Event>,
    #[serde(flatten)]
    standing: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    typing: Option<Typing>,
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
    if watch.queues(news.standing.is_queued()) {
        news = look(&app, visitor.client, seen).await?;
    }
    let told = news.standing.clone();
    let mut typing = None;
    while news.events.is_empty() && news.standing == told && typing.is_none() {
        tokio::select! {
            biased;
            () = end.comes() => break,
            () = &mut over => break,
            woken = watch.woken() => match woken {
                Woken::News => news = look(&app, visitor.client, seen).await?,
                Woken::Typing => typing = Some(Typing::by_operator(Some(&told))),
            },
        }
    }
    Ok((
        cors,
        axum::Json(Polled {
            events: news.events,
            standing: news.standing,
            typing,
            cursor: news.seen,
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
