use serde::Serialize;
use ts_rs::TS;

use crate::Messenger;
use crate::code::codes;

/// What a messenger can carry: what a text or a button is cut, split or refused by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Capabilities {
    /// The longest text of one message; 0 where nothing can be sent.
    pub max_text: u32,
    /// What `max_text` counts.
    pub text_unit: TextUnit,
    /// The most buttons under one message; 0 where there are none.
    pub max_buttons: u32,
    /// The most characters on a button; 0 where there are none.
    pub button_title_max: u32,
    /// When the company may write.
    pub writes_first: WritesFirst,
}

codes! {
    /// What the length of a text is counted in.
    TextUnit, "unit of text":
    /// Unicode scalar values.
    Chars = "chars",
    /// Code units of UTF-16: an emoji has two.
    Utf16 = "utf16",
    /// Bytes of UTF-8: a Cyrillic letter has two, a Chinese character three.
    Bytes = "bytes",
}

/// When the company may write to a client who has ever written to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum WritesFirst {
    /// At any time.
    Always,
    /// For some hours after the client's last message.
    WithinWindow {
        /// How many.
        hours: u32,
    },
    /// Only in the answer to a message, or not at all.
    Never,
}

impl Messenger {
    /// What the messenger can carry, as its own documents of 2026 say.
    ///
    /// Where they set no limit to buttons, the number is one of ours that people can still read.
    #[must_use]
    pub const fn capabilities(self) -> Capabilities {
        use TextUnit::{Bytes, Chars, Utf16};
        use WritesFirst::{Always, Never, WithinWindow};
        let day = WithinWindow { hours: 24 };
        let (max_text, text_unit, max_buttons, button_title_max, writes_first) = match self {
            // Limits of our own protocol.
            Self::Web => (4000, Chars, 13, 40, Always),
            // Bot API, sendMessage and "Limits": 100 buttons under a message. Titles have none.
            Self::Telegram => (4096, Utf16, 100, 64, Always),
            // Cloud API, "Interactive messages": up to three buttons of 20, beyond them a list of
            // ten. Outside the window only templates go through.
            Self::Whatsapp => (4096, Chars, 10, 20, day),
            // REST Bot API, "Keyboards": six columns, twelve rows. Beyond its free day a session
            // costs money, but is not refused.
            Self::Viber => (7000, Chars, 72, 250, Always),
            // Send API, "Quick Replies".
            Self::Facebook => (2000, Chars, 13, 20, day),
            // Dialogs, "Response format": an answer is all there is. The number of buttons has none.
            Self::Alice => (1024, Chars, 25, 64, Never),
            // Bot API, sendText and "Suggest buttons".
            Self::Yandex => (6000, Chars, 100, 255, Always),
            // "Keyboards for bots": ten rows, forty buttons. The API takes 9000 characters, the
            // applications show 4096.
            Self::Vk => (4096, Chars, 40, 40, Always),
            // Teams, "Messages in bot conversations": 28 KB of UTF-16 went everywhere; six buttons
            // on a hero card. Titles have none.
            Self::Skype => (14_000, Utf16, 6, 64, Always),
            // Web API, chat.postMessage and "Block elements": 25 in an actions block.
            Self::Slack => (4000, Chars, 25, 75, Always),
            // "Customer service messages": 2048 bytes, of which we keep off the last; a menu of ten with 128 bytes each, which is
            // 42 Chinese characters; 48 hours, and five messages in them.
            Self::Wechat => (2000, Bytes, 10, 42, WithinWindow { hours: 48 }),
            // Has no way to write to people; its archives are read only.
            Self::Snapchat => (0, Chars, 0, 0, Never),
            // Messaging API, "Text message" and "Quick replies".
            Self::Line => (5000, Utf16, 13, 20, Always),
        };
        Capabilities {
            max_text,
            text_unit,
            max_buttons,
            button_title_max,
            writes_first,
        }
    }
}

impl TextUnit {
    /// The length of a text.
    #[must_use]
    pub fn length(self, text: &str) -> usize {
        match self {
            Self::Chars => text.chars().count(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Bytes => text.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_long_as_its_messenger_counts() {
        for (text, chars, utf16, bytes) in [
            ("", 0, 0, 0),
            ("hi", 2, 2, 2),
            ("ёж", 2, 2, 4),
            ("你好", 2, 2, 6),
            ("👋", 1, 2, 4),
        ] {
            let length = |unit: TextUnit| unit.length(text);
            let found = [TextUnit::Chars, TextUnit::Utf16, TextUnit::Bytes].map(length);
            assert_eq!(found, [chars, utf16, bytes], "{text}");
        }
    }

    #[test]
    fn limits_agree_with_each_other() {
        for messenger in Messenger::ALL {
            let can = messenger.capabilities();
            assert_eq!(
                can.max_buttons == 0,
                can.button_title_max == 0,
                "{messenger}"
            );
            if can.max_text == 0 {
                assert_eq!(
                    can.writes_first,
                    WritesFirst::Never,
                    "{messenger} sends nothing"
                );
            }
            if let WritesFirst::WithinWindow { hours } = can.writes_first {
                assert!(hours > 0, "{messenger}");
            }
        }
        assert_eq!(
            Messenger::Web.capabilities().max_text as usize,
            crate::TEXT_MAX
        );
    }

    #[test]
    fn it_crosses_to_the_window_in_plain_words() {
        assert_eq!(
            serde_json::to_value(Messenger::Wechat.capabilities()).unwrap(),
            serde_json::json!({
                "max_text": 2000,
                "text_unit": "bytes",
                "max_buttons": 10,
                "button_title_max": 42,
                "writes_first": { "when": "within_window", "hours": 48 },
            })
        );
    }
}
