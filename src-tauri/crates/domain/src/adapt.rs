//! How a message looks in a messenger that cannot carry it as it is.

use crate::{Capabilities, TextUnit};

/// A message as a messenger shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adapted {
    /// Its texts, one message each; none where nothing can be sent.
    pub texts: Vec<String>,
    /// The buttons below the last of them.
    pub buttons: Vec<String>,
    /// How many buttons became a numbered list at the end of the text; the client answers with a
    /// number.
    pub numbered: usize,
}

impl Capabilities {
    /// The message with this text and these titles of buttons. Buttons that are too many or whose
    /// titles are too long become a numbered list, all of them, so that they stay together; a text
    /// that is too long is split.
    #[must_use]
    pub fn adapt(&self, text: &str, titles: &[String]) -> Adapted {
        if self.max_text == 0 {
            return Adapted::default();
        }
        let max_title = self.button_title_max as usize;
        let fits = titles.len() <= self.max_buttons as usize
            && titles
                .iter()
                .all(|title| title.chars().count() <= max_title);
        let (text, buttons, numbered) = if fits {
            (text.to_owned(), titles.to_vec(), 0)
        } else {
            (with_list(text, titles), Vec::new(), titles.len())
        };
        Adapted {
            texts: parts(&text, self.text_unit, self.max_text as usize),
            buttons,
            numbered,
        }
    }
}

/// The number, from 0, of the entry that a client chose from a numbered list of `count`: "2", "2." or
/// "2)".
#[must_use]
pub fn chosen(text: &str, count: usize) -> Option<usize> {
    let number = text.trim().trim_end_matches(['.', ')']);
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let number: usize = digits.then(|| number.parse().ok()).flatten()?;
    number.checked_sub(1).filter(|&index| index < count)
}

fn with_list(text: &str, titles: &[String]) -> String {
    let mut lines = vec![text.to_owned()];
    let entries = (1..).zip(titles);
    lines.extend(entries.map(|(number, title)| format!("{number}. {title}")));
    lines.join("\n")
}

/// A text in parts of at most `most` units, split at line breaks, else at spaces, else anywhere.
fn parts(text: &str, unit: TextUnit, most: usize) -> Vec<String> {
    let mut parts = Vec::new();
    let mut left = text;
    while unit.length(left) > most {
        let end = end_of_part(left, unit, most);
        let (part, rest) = left.split_at(end);
        parts.push(part.trim_end().to_owned());
        left = rest.trim_start();
    }
    parts.push(left.to_owned());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Where the first part ends, in bytes: never at the front.
fn end_of_part(text: &str, unit: TextUnit, most: usize) -> usize {
    let (mut length, mut end) = (0, 0);
    let mut buffer = [0; 4];
    for (at, character) in text.char_indices() {
        length += unit.length(character.encode_utf8(&mut buffer));
        if length > most && at > 0 {
            break;
        }
        end = at + character.len_utf8();
    }
    let part = &text[..end];
    let good = |at: &usize| *at >= end / 2 && *at > 0;
    let line = part.rfind('\n').filter(good);
    line.or_else(|| part.rfind(char::is_whitespace).filter(good))
        .unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Messenger;

    fn titles(titles: &[&str]) -> Vec<String> {
        titles.iter().map(|&title| title.to_owned()).collect()
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        let buttons = titles(&["Yes", "No"]);
        let adapted = Messenger::Web.capabilities().adapt("Sure?", &buttons);
        assert_eq!(
            adapted,
            Adapted {
                texts: vec!["Sure?".to_owned()],
                buttons,
                numbered: 0,
            }
        );
    }

    #[test]
    fn buttons_that_do_not_fit_become_a_list_together() {
        let many: Vec<String> = (1..=11).map(|n| format!("Way {n}")).collect();
        let adapted = Messenger::Whatsapp.capabilities().adapt("Where?", &many);
        assert_eq!(adapted.buttons, [""; 0]);
        assert_eq!(adapted.numbered, 11);
        assert!(adapted.texts[0].starts_with("Where?\n1. Way 1\n2. Way 2\n"));
        assert!(adapted.texts[0].ends_with("\n11. Way 11"));
        let long = titles(&["Yes", "A title of more than twenty characters"]);
        let adapted = Messenger::Whatsapp.capabilities().adapt("Sure?", &long);
        assert_eq!(adapted.numbered, 2, "{adapted:?}");
    }

    #[test]
    fn a_long_text_is_split_where_people_would() {
        let can = Capabilities {
            max_text: 10,
            ..Messenger::Web.capabilities()
        };
        let split = |text: &str| can.adapt(text, &[]).texts;
        assert_eq!(split("one two three"), ["one two", "three"]);
        assert_eq!(split("one two\nthree"), ["one two", "three"]);
        assert_eq!(
            split("a bcdefghijklm"),
            ["a bcdefghi", "jklm"],
            "no tiny part"
        );
        assert_eq!(split("яяяяяяяяяяяя"), ["яяяяяяяяяя", "яя"]);
        assert_eq!(split(""), [""; 0]);
        let utf16 = Capabilities {
            text_unit: TextUnit::Utf16,
            max_text: 3,
            ..can
        };
        assert_eq!(utf16.adapt("👋👋", &[]).texts, ["👋", "👋"]);
        let bytes = Capabilities {
            text_unit: TextUnit::Bytes,
            max_text: 1,
            ..can
        };
        assert_eq!(bytes.adapt("ёж", &[]).texts, ["ё", "ж"], "it always ends");
    }

    #[test]
    fn nothing_is_sent_where_nothing_can_be() {
        let adapted = Messenger::Snapchat
            .capabilities()
            .adapt("Hello", &titles(&["Yes"]));
        assert_eq!(adapted, Adapted::default());
    }

    #[test]
    fn an_entry_is_chosen_by_its_number_alone() {
        for (text, expected) in [
            ("1", Some(0)),
            (" 3) ", Some(2)),
            ("2.", Some(1)),
            ("0", None),
            ("4", None),
            ("2 of them", None),
            ("", None),
            (".", None),
            ("-1", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(chosen(text, 3), expected, "{text}");
        }
    }
}
