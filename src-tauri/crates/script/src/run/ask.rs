//! Asking somebody outside, and what comes of the answer.

use domain::TEXT_MAX;

use super::reply::{BodyKind, climbs, found_at, url_part};
use super::{Ask, Note, Output, Position, Replied, Running, by};
use crate::block::{Ai, AiReply, Block, BlockKind, Exit, Reply, Request};
use crate::text;

impl<'a> Running<'a> {
    /// The request with its variables filled in; what a client wrote stays a value in it, wherever it
    /// stands. Says why there is none.
    pub(super) fn http(&self, request: &Request) -> Result<Ask, &'static str> {
        let url = text::fill(&request.url, &|name| {
            self.value(name).map(|value| url_part(&value))
        });
        if climbs(&url) && !climbs(&request.url) {
            return Err("a variable would lead the address elsewhere");
        }
        let headers = request.headers.iter();
        let headers = headers.map(|header| (header.name.clone(), self.fill(&header.value)));
        let value = |name: &str| self.value(name);
        let body = request
            .body
            .as_ref()
            .map(|body| match BodyKind::of(request) {
                BodyKind::Json => text::fill_json(body, &value),
                BodyKind::Form => {
                    text::fill(body, &|name| value(name).map(|value| url_part(&value)))
                }
                BodyKind::Text => self.fill(body),
            });
        Ok(Ask::Http {
            method: request.method,
            url,
            headers: headers.collect(),
            body,
            timeout_s: request.timeout_s,
        })
    }

    pub(super) fn ai(&self, ai: &Ai) -> Ask {
        Ask::Ai {
            service: ai.service.clone(),
            instructions: self.fill(&ai.instructions),
            messages: ai.messages,
            timeout_s: ai.timeout_s,
        }
    }

    pub(super) fn inquire(&mut self, block: &Block, ask: Ask) {
        self.turn.state.asks = self.turn.state.asks.wrapping_add(1);
        let step = self.turn.state.asks;
        self.stand(|block| Position::Reply { block }, block);
        self.want(Output::Inquire { step, ask });
    }

    pub(super) fn replied(&mut self, block: &'a Block, step: u32, reply: Replied<'_>) {
        let exit = match &block.kind {
            BlockKind::Request(request) => self.take_reply(block, request, reply),
            BlockKind::Ai(ai) => self.take_ai_reply(block, ai, reply),
            _ => return self.log(Note::LateReply { step }),
        };
        match exit {
            Some(exit) => self.leave(block, exit),
            None => self.hand_over_lost(Note::NoWayOut {
                block: block.id.clone(),
            }),
        }
    }

    fn take_reply(&mut self, block: &Block, request: &Request, reply: Replied<'_>) -> Option<Exit> {
        let failed = by(&request.branches, |when| *when == Reply::Failed {});
        let (status, body) = match reply {
            Replied::Http { status, body } => (status, body),
            Replied::Said(_) => return failed,
            Replied::Failed { why } => {
                self.turn.state.status.clear();
                self.no_reply(block, why);
                return failed;
            }
        };
        self.turn.state.status = status.to_string();
        let wanted = Reply::Status { status };
        let by_status = by(&request.branches, |when| *when == wanted);
        let ok = by(&request.branches, |when| *when == Reply::Ok {});
        let is_success = (200..300).contains(&status);
        let Some(exit) = by_status.or(ok.filter(|_| is_success)) else {
            self.no_reply(block, &format!("the status is {status}"));
            return failed;
        };
        // What an error says is looked at as far as it has it; a success must have all of it, or
        // none of it is kept.
        let mut kept = Vec::new();
        for save in &request.save {
            match found_at(body, &save.from) {
                Some(found) => kept.push((&save.to, found)),
                None if !is_success => kept.push((&save.to, String::new())),
                None => {
                    self.no_reply(block, &format!("nothing stands at `{}`", save.from));
                    return failed;
                }
            }
        }
        for (name, value) in kept {
            self.turn.state.keep(name, &value);
        }
        Some(exit)
    }

    fn take_ai_reply(&mut self, block: &Block, ai: &Ai, reply: Replied<'_>) -> Option<Exit> {
        let failed = by(&ai.branches, |when| *when == AiReply::Failed {});
        let said = match reply {
            Replied::Said(said) if !said.trim().is_empty() => said.trim(),
            Replied::Failed { why } => {
                self.no_reply(block, why);
                return failed;
            }
            Replied::Said(_) | Replied::Http { .. } => {
                self.no_reply(block, "the answer is empty");
                return failed;
            }
        };
        match &ai.save_to {
            Some(name) => self.turn.state.keep(name, said),
            None => self.want(Output::Say {
                text: said.chars().take(TEXT_MAX).collect(),
            }),
        }
        by(&ai.branches, |when| *when == AiReply::Answered {})
    }

    pub(super) fn no_reply(&mut self, block: &Block, why: &str) {
        self.log(Note::NoReply {
            block: block.id.clone(),
            why: why.chars().take(300).collect(),
        });
    }
}
