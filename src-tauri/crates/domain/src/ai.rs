//! The language models that scripts ask, as somebody wrote them, and what is wrong with it.

use crate::check::check_text;
use crate::{Problem, ProblemCode, WebAddressError, check_web_address};

/// The most characters of a name.
const NAME_MAX: usize = 60;
/// The most characters of what a model is called.
const MODEL_MAX: usize = 200;
/// What stands after the address of a service where it is asked.
const ENDPOINT: &str = "/chat/completions";
/// Good addresses: one on the internet, one on this computer.
const EXAMPLES: [&str; 2] = ["https://api.openai.com/v1", "http://localhost:11434/v1"];

/// A service that answers like OpenAI's, as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AiServiceInput {
    /// What scripts call it; unique.
    pub name: String,
    /// Where it is, without `/chat/completions`: `https://api.openai.com/v1`.
    pub address: String,
    /// Which of its models answers.
    pub model: String,
}

impl AiServiceInput {
    /// The input as it is kept, and what is wrong with it.
    #[must_use]
    pub fn read(mut self) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        for (field, line, most) in [
            ("name", &mut self.name, NAME_MAX),
            ("model", &mut self.model, MODEL_MAX),
        ] {
            *line = line.trim().to_owned();
            let wrong = match line.is_empty() {
                true => Some(ProblemCode::Empty),
                false => check_text(line, most, true),
            };
            problems.extend(wrong.map(|code| Problem::new(field, code)));
        }
        match address(&self.address) {
            Ok(address) => self.address = address,
            Err(code) => problems.push(Problem::new("address", code)),
        }
        (self, problems)
    }

    /// Where it is asked.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("{}{ENDPOINT}", self.address)
    }
}

/// The address without what every service has after it.
fn address(text: &str) -> Result<String, ProblemCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ProblemCode::Empty);
    }
    let other_form = || ProblemCode::WrongForm {
        text: text.chars().take(80).collect(),
        examples: EXAMPLES.map(str::to_owned).to_vec(),
    };
    let address = check_web_address(text).map_err(|error| match error {
        WebAddressError::WrongForm { .. } => other_form(),
        other => other.into(),
    })?;
    if address.contains(['?', '#']) {
        return Err(other_form());
    }
    let address = address.trim_end_matches('/');
    let address = address.strip_suffix(ENDPOINT).unwrap_or(address);
    Ok(address.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(name: &str, address: &str, model: &str) -> AiServiceInput {
        let [name, address, model] = [name, address, model].map(str::to_owned);
        AiServiceInput {
            name,
            address,
            model,
        }
    }

    #[test]
    fn an_address_is_kept_in_one_form_however_much_of_it_was_copied() {
        for address in [
            "https://ai.example/v1",
            " https://AI.example/v1/ ",
            "https://ai.example/v1/chat/completions",
            "https://ai.example/v1/chat/completions/",
        ] {
            let (kept, problems) = input(" Support ", address, " small ").read();
            assert_eq!(problems, [], "{address}");
            assert_eq!(kept, input("Support", "https://ai.example/v1", "small"));
            assert_eq!(kept.endpoint(), "https://ai.example/v1/chat/completions");
        }
        let (kept, _) = input("a", "http://localhost:11434", "b").read();
        assert_eq!(kept.endpoint(), "http://localhost:11434/chat/completions");
    }

    #[test]
    fn what_is_wrong_is_told_by_field() {
        let wrong = |input: AiServiceInput| -> Vec<String> {
            let (_, problems) = input.read();
            problems.iter().map(ToString::to_string).collect()
        };
        let empty = wrong(input(" ", "", ""));
        assert_eq!(empty.len(), 3, "{empty:?}");
        for address in [
            "ai.example/v1",
            "ftp://ai.example",
            "https://ai.example/v1?key=1",
        ] {
            let said = wrong(input("a", address, "b"));
            assert!(
                said[0].contains(address) && said[0].starts_with("address"),
                "{said:?}"
            );
        }
        let login = wrong(input("a", "https://me:word@ai.example/v1", "b"));
        assert!(login[0].contains("user name"), "{login:?}");
        let long = wrong(input(&"x".repeat(61), "https://ai.example", "a\nb"));
        assert!(
            long[0].contains("limit is 60") && long[1].contains("U+000A"),
            "{long:?}"
        );
    }
}
