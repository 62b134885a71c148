//! What people write on a client's card, and what is wrong with it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::check_text;
use crate::{AttributeKind, Problem, ProblemCode, check_web_address};

/// The most characters of a client's name.
const NAME_MAX: usize = 200;
/// The most characters of a phone number, with what stands between its digits.
const PHONE_MAX: usize = 40;
/// The most characters of an e-mail address.
const EMAIL_MAX: usize = 254;
/// The most characters of a value.
const VALUE_MAX: usize = 1_000;
/// How many characters of a wrong text are said again.
const SHOWN: usize = 80;

/// Who a client is, as somebody wrote it; what is empty or none is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ClientInput {
    /// What they are called.
    pub name: Option<String>,
    /// Their phone number, from five digits on.
    pub phone: Option<String>,
    /// Their e-mail address.
    pub email: Option<String>,
}

impl ClientInput {
    /// The same without spaces around it and without what is empty.
    ///
    /// # Errors
    /// Every problem, with its field: `name`, `phone` or `email`.
    pub fn read(&self) -> Result<Self, Vec<Problem>> {
        let known = Self {
            name: filled(self.name.as_deref()),
            phone: filled(self.phone.as_deref()),
            email: filled(self.email.as_deref()),
        };
        let wrong = [
            ("name", &known.name, NAME_MAX, None),
            (
                "phone",
                &known.phone,
                PHONE_MAX,
                Some((is_phone as Form, "+47 412 66 908")),
            ),
            (
                "email",
                &known.email,
                EMAIL_MAX,
                Some((is_email as Form, "liv@example.com")),
            ),
        ];
        let problems: Vec<_> = wrong
            .into_iter()
            .filter_map(|(field, text, most, form)| {
                let text = text.as_deref()?;
                let code = check_text(text, most, true).or_else(|| {
                    let (is_right, example) = form?;
                    (!is_right(text)).then(|| wrong_form(text, &[example]))
                })?;
                Some(Problem::new(field, code))
            })
            .collect();
        if problems.is_empty() {
            Ok(known)
        } else {
            Err(problems)
        }
    }
}

impl AttributeKind {
    /// What `text` means as a value of this kind; `choices` are those of a choice. None when there
    /// is nothing but spaces.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(self, text: &str, choices: &[String]) -> Result<Option<String>, ProblemCode> {
        let Some(text) = filled(Some(text)) else {
            return Ok(None);
        };
        if let Some(code) = check_text(&text, VALUE_MAX, true) {
            return Err(code);
        }
        let (is_right, examples): (bool, Vec<&str>) = match self {
            Self::Text => (true, vec![]),
            Self::Number => (is_number(&text), vec!["42", "-0.5"]),
            Self::Date => (is_date(&text), vec!["2026-11-22"]),
            Self::Choice => {
                let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
                (choices.contains(&text.as_str()), choices)
            }
            Self::Flag => (matches!(text.as_str(), "yes" | "no"), vec!["yes", "no"]),
            Self::Link => (
                check_web_address(&text).is_ok(),
                vec!["https://example.com/order/7"],
            ),
        };
        if is_right {
            Ok(Some(text))
        } else {
            Err(wrong_form(&text, &examples))
        }
    }
}

type Form = fn(&str) -> bool;

fn filled(text: Option<&str>) -> Option<String> {
    let text = text?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn wrong_form(text: &str, examples: &[&str]) -> ProblemCode {
    ProblemCode::WrongForm {
        text: text.chars().take(SHOWN).collect(),
        examples: examples.iter().map(|&example| example.to_owned()).collect(),
    }
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let number = text.strip_prefix('+').unwrap_or(text);
    digits >= 5
        && number
            .chars()
            .all(|sign| sign.is_ascii_digit() || " -()".contains(sign))
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let whole = !text.contains(char::is_whitespace);
    whole
        && parts
            .is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit());
    all(whole) && all(part)
}

/// Whether it is a day of the Gregorian calendar as ISO 8601 writes it.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-').map(|part| {
        let all = part.bytes().all(|sign| sign.is_ascii_digit());
        (part.len(), part.parse::<u32>().ok().filter(|_| all))
    });
    let (Some((4, Some(year))), Some((2, Some(month))), Some((2, Some(day))), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let leaps = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leaps => 29,
        2 => 28,
        _ => 0,
    };
    year > 0 && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_written_down_without_spaces_and_every_problem_is_told() {
        let input = |name: &str, phone: &str, email: &str| ClientInput {
            name: Some(name.to_owned()),
            phone: Some(phone.to_owned()),
            email: Some(email.to_owned()),
        };
        let known = input("  Liv Aasen ", "+47 (412) 66-908", " ")
            .read()
            .unwrap();
        assert_eq!(known.name.as_deref(), Some("Liv Aasen"));
        assert_eq!((known.phone.is_some(), known.email), (true, None));
        let fields = |input: ClientInput| -> Vec<String> {
            let problems = input.read().unwrap_err();
            problems.into_iter().map(|problem| problem.field).collect()
        };
        let long = "x".repeat(201);
        assert_eq!(
            fields(input(&long, "12", "liv")),
            ["name", "phone", "email"]
        );
        assert_eq!(
            fields(input("a\nb", "12345x", "a@b@c")),
            ["name", "phone", "email"]
        );
        assert_eq!(fields(input("a", "", "a b@c")), ["email"]);
    }

    #[test]
    fn a_value_is_of_its_kind() {
        use AttributeKind::{Choice, Date, Flag, Link, Number, Text};
        let choices = ["gold".to_owned(), "silver".to_owned()];
        for (kind, text, right) in [
            (Text, "anything at all", true),
            (Text, "two\nlines", false),
            (Number, "42", true),
            (Number, "-0.50", true),
            (Number, "1e9", false),
            (Number, "1.", false),
            (Number, "٤", false),
            (Date, "2028-02-29", true),
            (Date, "2026-02-29", false),
            (Date, "2000-02-29", true),
            (Date, "1900-02-29", false),
            (Date, "2026-13-01", false),
            (Date, "2026-1-1", false),
            (Date, "0000-01-01", false),
            (Date, "+026-01-01", false),
            (Choice, "gold", true),
            (Choice, "Gold", false),
            (Flag, "yes", true),
            (Flag, "true", false),
            (Link, "https://example.com/a?b=c", true),
            (Link, "javascript:alert(1)", false),
        ] {
            let read = kind.read(text, &choices);
            assert_eq!(read.is_ok(), right, "{kind:?} {text}: {read:?}");
            assert_eq!(kind.read("  ", &choices), Ok(None));
        }
    }
}
