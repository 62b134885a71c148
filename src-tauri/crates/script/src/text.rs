//! Texts with variables in them, as in `Hello, {clientName}!`.
//!
//! A name is letters, digits, `_` and `.` between braces; braces with anything else between them are
//! text, so that JSON can be written without escapes.

/// The text with each `{name}` replaced by what `value` gives for it, or by nothing.
///
/// What is filled in is not looked through again.
pub(crate) fn fill(template: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(template.len());
    for part in parts(template) {
        match part {
            Part::Text(text) => filled.push_str(text),
            Part::Name(name) => filled.push_str(&value(name).unwrap_or_default()),
        }
    }
    filled
}

/// A JSON text with each `{name}` replaced, so that a value stays one value whatever is in it: within
/// quotes it is a piece of that text, elsewhere a number, `true`, `false` or `null` when it is one,
/// else a text of its own.
pub(crate) fn fill_json(template: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(template.len());
    let (mut is_quoted, mut is_escaped) = (false, false);
    for part in parts(template) {
        match part {
            Part::Text(text) => {
                for c in text.chars() {
                    match c {
                        '"' if !is_escaped => is_quoted = !is_quoted,
                        _ => {}
                    }
                    is_escaped = is_quoted && c == '\\' && !is_escaped;
                }
                filled.push_str(text);
            }
            Part::Name(name) => {
                let value = value(name).unwrap_or_default();
                let quoted = serde_json::Value::from(value.as_str()).to_string();
                let bare = &quoted[1..quoted.len() - 1];
                let is_scalar = || {
                    let read = serde_json::from_str::<serde_json::Value>(&value);
                    read.is_ok_and(|read| {
                        !(read.is_string() || read.is_array() || read.is_object())
                    })
                };
                filled.push_str(match is_quoted {
                    true => bare,
                    false if is_scalar() => value.trim(),
                    false => &quoted,
                });
            }
        }
    }
    filled
}

/// The names in a text, in the order they stand there, each as often as it does.
pub(crate) fn names(template: &str) -> impl Iterator<Item = &str> {
    parts(template).filter_map(|part| match part {
        Part::Name(name) => Some(name),
        Part::Text(_) => None,
    })
}

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
enum Part<'a> {
    /// Stands for itself.
    Text(&'a str),
    /// Stands for the value of the variable.
    Name(&'a str),
}

fn parts(template: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = name_first(rest) {
            rest = after;
            return Some(Part::Name(name));
        }
        // The first character is text even when it is a brace.
        let skipped = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[skipped..]
            .find('{')
            .map_or(rest.len(), |brace| skipped + brace);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Part::Text(text))
    })
}

/// The name that a text begins with, braces and all, and what follows it.
pub(crate) fn name_first(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')))?;
    let (name, after) = inner.split_at(end);
    let after = after.strip_prefix('}')?;
    (!name.is_empty()).then_some((name, after))
}

#[cfg(test)]
mod tests {
    use super::{fill, fill_json, names};

    fn filled(template: &str) -> String {
        fill(template, &|name| match name {
            "name" => Some("Анна".to_owned()),
            "braces" => Some("{name}".to_owned()),
            "request.status" => Some("200".to_owned()),
            _ => None,
        })
    }

    #[test]
    fn names_are_filled_in_and_all_else_stays() {
        for (template, expected) in [
            ("", ""),
            ("No names", "No names"),
            ("Hello, {name}!", "Hello, Анна!"),
            ("{name}{name}", "АннаАнна"),
            ("{unknown}", ""),
            ("[{unknown}]", "[]"),
            ("{request.status}", "200"),
            ("{braces}", "{name}"),
            ("{{name}}", "{Анна}"),
            ("{", "{"),
            ("{}", "{}"),
            ("{name", "{name"),
            ("name}", "name}"),
            ("{ name }", "{ name }"),
            ("{na{name}me}", "{naАннаme}"),
            (r#"{"who":"{name}"}"#, r#"{"who":"Анна"}"#),
            ("🙂{name}🙂", "🙂Анна🙂"),
        ] {
            assert_eq!(filled(template), expected, "{template}");
        }
    }

    #[test]
    fn a_value_in_json_stays_one_value() {
        let fill = |template: &str, value: &str| {
            fill_json(template, &|name| (name == "v").then(|| value.to_owned()))
        };
        for (template, value, expected) in [
            (
                r#"{"a":"{v}"}"#,
                r#"x","admin":true,"z":"y"#,
                r#"{"a":"x\",\"admin\":true,\"z\":\"y"}"#,
            ),
            (r#"{"a":"{v}"}"#, "one\ntwo\\", r#"{"a":"one\ntwo\\"}"#),
            (r#"{"a":{v}}"#, "5", r#"{"a":5}"#),
            (
                r#"{"a":{v}}"#,
                r#"5,"admin":true"#,
                r#"{"a":"5,\"admin\":true"}"#,
            ),
            (r#"{"a":{v}}"#, "[1]", r#"{"a":"[1]"}"#),
            (r#"{"a":{v}}"#, "true", r#"{"a":true}"#),
            (r#"{"a":{v}}"#, "", r#"{"a":""}"#),
            (r#"{"a":"\"{v}"}"#, r#"""#, r#"{"a":"\"\""}"#),
            (r#"[{v},"{unknown}"]"#, "Анна", r#"["Анна",""]"#),
        ] {
            let filled = fill(template, value);
            assert_eq!(filled, expected, "{template} {value}");
            assert!(serde_json::from_str::<serde_json::Value>(&filled).is_ok());
        }
    }

    #[test]
    fn the_names_are_those_that_would_be_filled_in() {
        let found: Vec<&str> = names("{a} {b_1} {} {a} {c d} {город}").collect();
        assert_eq!(found, ["a", "b_1", "a", "город"]);
    }

    #[test]
    fn a_text_of_braces_is_gone_through_once() {
        let braces = "{a".repeat(50_000);
        assert_eq!(filled(&braces), braces);
    }
}
