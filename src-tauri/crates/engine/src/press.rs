use std::fmt;
use std::str::FromStr;

use domain::DialogId;

/// What a button of the program sends back when it is pressed: enough to know a late press from one
/// that answers the question on the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Press {
    pub(crate) dialog: DialogId,
    pub(crate) pressed: Pressed,
}

/// Which button it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pressed {
    /// One of the bot's.
    Answer {
        /// The number of the question within the dialog.
        question: u32,
        /// The number of the button below it, from 0.
        button: usize,
    },
    /// A rating.
    Rating(u32),
    /// Whether the question is solved.
    Solved(bool),
}

/// A payload that no button of the program carries.
#[derive(Debug)]
pub(crate) struct NotAPress;

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.", self.dialog)?;
        match self.pressed {
            Pressed::Answer { question, button } => write!(f, "{question}.{button}"),
            Pressed::Rating(rating) => write!(f, "rate.{rating}"),
            Pressed::Solved(solved) => write!(f, "solved.{}", if solved { "yes" } else { "no" }),
        }
    }
}

impl FromStr for Press {
    type Err = NotAPress;

    fn from_str(payload: &str) -> Result<Self, NotAPress> {
        let mut parts = payload.splitn(3, '.');
        let mut part = || parts.next().ok_or(NotAPress);
        let dialog = part()?.parse().map_err(|_| NotAPress)?;
        let pressed = match (part()?, part()?) {
            ("rate", rating) => Pressed::Rating(rating.parse().map_err(|_| NotAPress)?),
            ("solved", "yes") => Pressed::Solved(true),
            ("solved", "no") => Pressed::Solved(false),
            (question, button) => Pressed::Answer {
                question: question.parse().map_err(|_| NotAPress)?,
                button: button.parse().map_err(|_| NotAPress)?,
            },
        };
        Ok(Self { dialog, pressed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_comes_back_as_it_went_and_fits_every_messenger() {
        let answer = Pressed::Answer {
            question: 12_345,
            button: 12,
        };
        for pressed in [
            answer,
            Pressed::Rating(10),
            Pressed::Solved(true),
            Pressed::Solved(false),
        ] {
            let dialog = DialogId::from_bytes([0xab; 16]);
            let press = Press { dialog, pressed };
            let payload = press.to_string();
            assert_eq!(payload.parse::<Press>().unwrap(), press);
            assert!(payload.len() <= 64, "Telegram takes 64 bytes: {payload}");
        }
    }

    #[test]
    fn foreign_payloads_are_no_press() {
        let dialog = DialogId::from_bytes([1; 16]);
        for payload in [
            String::new(),
            "..".to_owned(),
            "menu.1.1".to_owned(),
            format!("{dialog}.1"),
            format!("{dialog}.1.1.1"),
            format!("{dialog}.-1.1"),
            format!("{dialog}.99999999999.1"),
            format!("{dialog}.rate.-1"),
            format!("{dialog}.solved.perhaps"),
            "🙂.🙂.🙂".to_owned(),
        ] {
            assert!(payload.parse::<Press>().is_err(), "{payload}");
        }
    }
}
