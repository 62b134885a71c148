//! How a language model is asked, and what of its answer is taken: values in, values out.

use std::time::Duration;

use domain::{AiServiceInput, AuthorType, MessageKind, Secret};
use net::{Method, Request, Response};
use serde::{Deserialize, Serialize};
use store::Message;

/// The most of an answer that is read, in bytes.
pub(crate) const ANSWER_MAX: usize = 1 << 20;
/// The most of what a model says that is said to a client, in characters.
const SAID_MAX: usize = 4096;
/// The most of what a service complains that is told on, in characters.
const COMPLAINT_MAX: usize = 200;

/// Why what a service answered is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NoAnswer {
    /// The service refused.
    #[error("the service answered with status {status}{}", complaint(said))]
    Refused { status: u16, said: String },
    /// The answer is not what such services answer.
    #[error("the service answered something that is no answer of a language model: {why}")]
    Nonsense { why: String },
    /// The model said nothing.
    #[error("the model said nothing")]
    Silence,
}

fn complaint(said: &str) -> String {
    match said {
        "" => String::new(),
        said => format!(": {said}"),
    }
}

/// One part of the talk that a model is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Line {
    role: &'static str,
    content: String,
}

impl Line {
    /// A line of the client.
    pub(crate) fn of_client(content: &str) -> Self {
        Self {
            role: "user",
            content: content.to_owned(),
        }
    }
}

/// The last `count` things that were said in a dialog, oldest first; notices are nobody's words.
pub(crate) fn lines(messages: &[Message], count: usize) -> Vec<Line> {
    let said = messages.iter().filter_map(|message| {
        let role = match message.author_type {
            AuthorType::Client => "user",
            AuthorType::Bot | AuthorType::Operator => "assistant",
            AuthorType::System => return None,
        };
        let is_said = matches!(
            message.kind,
            MessageKind::Text | MessageKind::Postback | MessageKind::File
        );
        let file = message
            .attachment
            .as_ref()
            .map(|file| format!("[{}]", file.name));
        let words = Some(message.text.clone()).filter(|text| !text.trim().is_empty());
        let content = [file, words]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        (is_said && !content.is_empty()).then_some(Line { role, content })
    });
    let said: Vec<_> = said.collect();
    said[said.len().saturating_sub(count)..].to_vec()
}

/// What a service is asked.
pub(crate) fn request(
    service: &AiServiceInput,
    key: Option<&Secret>,
    instructions: &str,
    lines: Vec<Line>,
    timeout: Duration,
) -> Request {
    #[derive(Serialize)]
    struct Question<'a> {
        model: &'a str,
        messages: Vec<Line>,
    }
    let task = Some(instructions).filter(|task| !task.trim().is_empty());
    let task = task.map(|task| Line {
        role: "system",
        content: task.to_owned(),
    });
    let question = Question {
        model: &service.model,
        messages: task.into_iter().chain(lines).collect(),
    };
    let mut headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    if let Some(key) = key {
        headers.push((
            "authorization".to_owned(),
            format!("Bearer {}", key.expose()),
        ));
    }
    Request {
        method: Method::POST,
        url: service.endpoint(),
        headers,
        body: Some(serde_json::to_vec(&question).expect("a question is made of texts alone")),
        timeout,
        limit: ANSWER_MAX,
    }
}

/// What a model said.
pub(crate) fn said(response: &Response) -> Result<String, NoAnswer> {
    #[derive(Deserialize)]
    struct Answer {
        choices: Vec<Choice>,
    }
    #[derive(Deserialize)]
    struct Choice {
        message: Said,
    }
    #[derive(Deserialize)]
    struct Said {
        content: Option<String>,
    }
    let status = response.status;
    if !(200..300).contains(&status) {
        let said = refusal(&response.body);
        return Err(NoAnswer::Refused { status, said });
    }
    let answer: Answer =
        serde_json::from_slice(&response.body).map_err(|error| NoAnswer::Nonsense {
            why: error.to_string(),
        })?;
    let said = answer.choices.into_iter().next();
    let said = said
        .and_then(|choice| choice.message.content)
        .unwrap_or_default();
    let said: String = said.trim().chars().take(SAID_MAX).collect();
    Some(said)
        .filter(|said| !said.is_empty())
        .ok_or(NoAnswer::Silence)
}

/// What a service says of its refusal, where it says it as services do.
fn refusal(body: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Refusal {
        error: Told,
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Told {
        Plain(String),
        Whole { message: String },
    }
    let said = match serde_json::from_slice(body) {
        Ok(Refusal {
            error: Told::Plain(said) | Told::Whole { message: said },
        }) => said,
        Err(_) => String::new(),
    };
    let shown = said.chars().filter(|c| !c.is_control());
    shown.take(COMPLAINT_MAX).collect()
}

#[cfg(test)]
mod tests {
    use domain::{Attachment, ContentId, Delivery, DialogId, MessageId, Timestamp};
    use serde_json::{Value, json};

    use super::*;

    const NOON: Timestamp = Timestamp::from_millis(1_795_000_000_000);

    fn message(author_type: AuthorType, kind: MessageKind, text: &str) -> Message {
        Message {
            id: MessageId::new(NOON),
            dialog: DialogId::new(NOON),
            seq: 1,
            at: NOON,
            author_type,
            author: None,
            operator: None,
            kind,
            text: text.to_owned(),
            buttons: Vec::new(),
            attachment: None,
            remote_id: None,
            delivery: Delivery::Read,
        }
    }

    fn service() -> AiServiceInput {
        AiServiceInput {
            name: "Support".to_owned(),
            address: "https://ai.example/v1".to_owned(),
            model: "small".to_owned(),
        }
    }

    fn answered(status: u16, body: impl Into<Vec<u8>>) -> Result<String, NoAnswer> {
        said(&Response {
            status,
            body: body.into(),
        })
    }

    #[test]
    fn a_model_is_shown_what_people_and_the_bot_said() {
        let file = Attachment {
            id: ContentId::of_sha256([7; 32]),
            name: "bill.pdf".to_owned(),
            bytes: 1,
            mime: "application/pdf".to_owned(),
            is_picture: false,
        };
        let mut sent = message(AuthorType::Client, MessageKind::File, "look");
        sent.attachment = Some(file);
        let talk = [
            message(AuthorType::Client, MessageKind::Text, "too long ago"),
            message(AuthorType::Bot, MessageKind::Text, "Hello"),
            message(AuthorType::System, MessageKind::Notice, "Anna joined"),
            message(AuthorType::Client, MessageKind::Postback, "Delivery"),
            message(AuthorType::Bot, MessageKind::RatingRequest, "How was it?"),
            message(AuthorType::Operator, MessageKind::Text, "Which order?"),
            message(AuthorType::Client, MessageKind::Text, "  "),
            sent,
        ];
        let shown = lines(&talk, 4);
        let shown: Vec<_> = shown
            .iter()
            .map(|line| (line.role, &*line.content))
            .collect();
        assert_eq!(
            shown,
            [
                ("assistant", "Hello"),
                ("user", "Delivery"),
                ("assistant", "Which order?"),
                ("user", "[bill.pdf] look"),
            ]
        );
        assert_eq!(lines(&talk, 0), []);
    }

    #[test]
    fn a_question_has_the_form_that_services_know() {
        let key = Secret::from("key-1".to_owned());
        let talk = lines(
            &[message(AuthorType::Client, MessageKind::Text, "Привет")],
            20,
        );
        let asked = request(
            &service(),
            Some(&key),
            "Be brief.",
            talk,
            Duration::from_secs(30),
        );
        assert_eq!(asked.url, "https://ai.example/v1/chat/completions");
        assert_eq!(
            asked.headers[1],
            ("authorization".to_owned(), "Bearer key-1".to_owned())
        );
        let body: Value = serde_json::from_slice(&asked.body.unwrap()).unwrap();
        assert_eq!(
            body,
            json!({
                "model": "small",
                "messages": [
                    { "role": "system", "content": "Be brief." },
                    { "role": "user", "content": "Привет" },
                ],
            })
        );
        let asked = request(&service(), None, " ", Vec::new(), Duration::from_secs(30));
        assert_eq!(asked.headers.len(), 1, "a local service needs no key");
    }

    #[test]
    fn the_first_choice_is_said_trimmed_and_cut() {
        let one = |text: &str| {
            let choices = json!([{ "message": { "role": "assistant", "content": text } }]);
            json!({ "id": 1, "choices": choices }).to_string()
        };
        assert_eq!(answered(200, one("\n Hi! \n")).unwrap(), "Hi!");
        let long = answered(200, one(&"ё".repeat(5000))).unwrap();
        assert_eq!(long.chars().count(), SAID_MAX);
        assert_eq!(answered(200, one(" \n")), Err(NoAnswer::Silence));
    }

    #[test]
    fn nonsense_is_no_answer() {
        for body in [
            &b""[..],
            b"hello",
            b"<html>",
            b"[]",
            b"{}",
            b"{\"choices\":{}}",
            b"{\"choices\":[{}]}",
            b"{\"choices\":[{\"message\":{\"content\":[1]}}]}",
            b"{\"choices\":[{\"message\":{\"content\":\"\xff\"}}]}",
            b"\xff\xfe",
        ] {
            let nothing = answered(200, body);
            assert!(
                matches!(nothing, Err(NoAnswer::Nonsense { .. })),
                "{nothing:?}"
            );
        }
        for body in [
            "{\"choices\":[]}",
            "{\"choices\":[{\"message\":{\"content\":null}}]}",
        ] {
            assert_eq!(answered(200, body), Err(NoAnswer::Silence), "{body}");
        }
    }

    #[test]
    fn a_refusal_is_told_in_the_words_of_the_service() {
        let refused = |status, body: &str| answered(status, body).unwrap_err().to_string();
        let wordy = json!({ "error": { "message": "Incorrect\n API key", "type": "x" } });
        assert_eq!(
            refused(401, &wordy.to_string()),
            "the service answered with status 401: Incorrect API key"
        );
        assert_eq!(
            refused(404, "{\"error\":\"model not found\"}"),
            "the service answered with status 404: model not found"
        );
        assert_eq!(
            refused(502, "<html>"),
            "the service answered with status 502"
        );
        let long = json!({ "error": "x".repeat(5000) }).to_string();
        assert!(refused(500, &long).len() < 300);
    }
}
