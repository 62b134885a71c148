//! What one visitor does while the program behind the widget is killed over and over.

use rand::rngs::StdRng;
use rand::seq::IteratorRandom as _;
use rand::{Rng as _, SeedableRng as _};
use support::{Button, Gateway, Listening, Message, Posted, Sent, Visitor};
use tokio::sync::watch;

/// Buttons that keep the bot talking, or end the dialog so that the next text opens another; the
/// rest lead to the queue, where nobody answers.
const PRESSED: [&str; 4] = [
    "Delivery and payment",
    "Return or exchange",
    "Yes, show the topics",
    THE_END,
];
const THE_END: &str = "No, thank you";
/// Texts in a row that the bot answers; after more of them it would call a colleague.
const UNDERSTOOD: u32 = 2;

/// A visitor in talk with the bot.
pub(crate) struct Talk {
    pub(crate) visitor: Visitor,
    /// Everything the stream brought, in the order it came.
    pub(crate) heard: Vec<Message>,
    /// Everything that was posted, with what the gateway said once it had kept it.
    pub(crate) said: Vec<(Posted, Sent)>,
    listening: Listening,
    random: StdRng,
    texts_in_a_row: u32,
}

impl Talk {
    /// A visitor opens the widget and hears the greeting.
    pub(crate) async fn begin(gateway: Gateway, site_key: &str, seed: u64) -> Self {
        let visitor = Visitor::open(gateway, site_key).await;
        let mut talk = Self {
            listening: visitor.listen(0),
            visitor,
            heard: Vec::new(),
            said: Vec::new(),
            random: StdRng::seed_from_u64(seed),
            texts_in_a_row: 0,
        };
        talk.hear_questions(1).await;
        talk
    }

    /// Talks until `end` says so, and counts in `kept` what the gateway kept.
    pub(crate) async fn go_on(&mut self, kept: &watch::Sender<u64>, end: &watch::Receiver<bool>) {
        while !*end.borrow() {
            let button = self.button_to_press();
            let texts = UNDERSTOOD - self.texts_in_a_row;
            match button {
                Some(button) if texts == 0 || self.random.random_bool(0.5) => {
                    self.press(&button, kept).await;
                }
                _ => {
                    let texts = self.random.random_range(1..=texts);
                    self.write(texts, kept).await;
                }
            }
            let last = self.heard.last().map_or(0, |last| last.seq);
            self.visitor.receipt("read", last).await;
        }
    }

    /// Opens the widget again, writes once more, hears the answer, and gives the number of the last
    /// message there is.
    pub(crate) async fn come_back(&mut self, kept: &watch::Sender<u64>) -> u64 {
        let conversation = self.visitor.conversation.clone();
        let session = self.visitor.session().await;
        assert_eq!(
            session["conversation_id"], *conversation,
            "the session resumes"
        );
        if self
            .heard
            .last()
            .is_some_and(|last| last.buttons.is_empty())
        {
            // The dialog was over, so the widget, opened again, begins another.
            self.hear_questions(1).await;
            self.texts_in_a_row = 0;
        }
        if self.texts_in_a_row == UNDERSTOOD {
            let button = self.button_to_press().expect("a question is on the table");
            self.press(&button, kept).await;
        } else {
            self.write(1, kept).await;
        }
        let session = self.visitor.session().await;
        session["last_seq"]
            .as_u64()
            .expect("a session says where the exchange stands")
    }

    /// Reads the whole exchange again from its beginning.
    pub(crate) async fn read_again(&self) -> Vec<Message> {
        let mut listening = self.visitor.listen(0);
        let mut read = Vec::new();
        for _ in &self.heard {
            read.push(listening.message().await);
        }
        read
    }

    fn button_to_press(&mut self) -> Option<Button> {
        let last = self.heard.last()?;
        let buttons = last.buttons.iter();
        let pressed = buttons.filter(|button| PRESSED.contains(&button.title.as_str()));
        pressed.choose(&mut self.random).cloned()
    }

    async fn press(&mut self, button: &Button, kept: &watch::Sender<u64>) {
        self.texts_in_a_row = 0;
        let posted = Posted::press(&self.visitor.next_id(), button);
        self.say(posted, kept).await;
        if button.title == THE_END {
            self.hear().await;
        } else {
            self.hear_questions(1).await;
        }
    }

    /// Writes one text after the other, without waiting for an answer between them.
    async fn write(&mut self, texts: u32, kept: &watch::Sender<u64>) {
        self.texts_in_a_row += texts;
        for _ in 0..texts {
            let id = self.visitor.next_id();
            let text = format!("{} of {}: где мой заказ?", id, self.visitor.conversation);
            self.say(Posted::text(&id, &text), kept).await;
        }
        self.hear_questions(texts).await;
    }

    async fn say(&mut self, posted: Posted, kept: &watch::Sender<u64>) {
        let sent = self.visitor.send(&posted).await;
        self.said.push((posted, sent));
        kept.send_modify(|kept| *kept += 1);
    }

    /// Listens until the bot has asked so many times.
    async fn hear_questions(&mut self, questions: u32) {
        for _ in 0..questions {
            while self.hear().await.buttons.is_empty() {}
        }
    }

    /// The next message of somebody else.
    async fn hear(&mut self) -> &Message {
        loop {
            let message = self.listening.message().await;
            let own = message.author == "client";
            self.heard.push(message);
            if !own {
                return self.heard.last().expect("one was just added");
            }
        }
    }
}
