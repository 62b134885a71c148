use std::fmt;
use std::str::FromStr;

use domain::DialogId;

/// What a button of the bot sends back when it is pressed: enough to know a late press from one
/// that answers the question on the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Press {
    pub(crate) dialog: DialogId,
    /// The number of the question within the dialog.
    pub(crate) question: u32,
    /// The number of the button below it, from 0.
    pub(crate) button: usize,
}

/// A payload that no button of the bot carries.
#[derive(Debug)]
pub(crate) struct NotAPress;

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.dialog, self.question, self.button)
    }
}

impl FromStr for Press {
    type Err = NotAPress;

    fn from_str(payload: &str) -> Result<Self, NotAPress> {
        let mut parts = payload.splitn(3, '.');
        let mut part = || parts.next().ok_or(NotAPress);
        Ok(Self {
            dialog: part()?.parse().map_err(|_| NotAPress)?,
            question: part()?.parse().map_err(|_| NotAPress)?,
            button: part()?.parse().map_err(|_| NotAPress)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_comes_back_as_it_went_and_fits_every_messenger() {
        let press = Press {
            dialog: DialogId::from_bytes([0xab; 16]),
            question: 12_345,
            button: 12,
        };
        let payload = press.to_string();
        assert_eq!(payload.parse::<Press>().unwrap(), press);
        assert!(payload.len() <= 64, "Telegram takes 64 bytes: {payload}");
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
            "🙂.🙂.🙂".to_owned(),
        ] {
            assert!(payload.parse::<Press>().is_err(), "{payload}");
        }
    }
}
