//! What people tell apart by its name, and what they change at the same time.

use domain::{Problem, ProblemCode};
use language::fold;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::ApiError;

/// Whether two names are the same: neither case nor spaces make another name.
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// The problem of a name that another one has.
pub(crate) fn taken<'a>(
    name: &str,
    mut others: impl Iterator<Item = &'a String>,
) -> Option<Problem> {
    others
        .any(|other| is_same_name(name, other))
        .then(|| Problem::new("name", ProblemCode::Taken))
}

/// What was written, unless something is wrong with it.
pub(crate) fn sound<T>(written: T, problems: &[Problem]) -> Result<T, ApiError> {
    if problems.is_empty() {
        Ok(written)
    } else {
        Err(ApiError::invalid(problems))
    }
}

/// The fields in which two values of one type differ.
pub(crate) fn changed_fields<T: Serialize>(before: &T, after: &T) -> Vec<String> {
    let fields = |value: &T| -> Map<String, Value> {
        match serde_json::to_value(value) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    };
    let before = fields(before);
    fields(after)
        .into_iter()
        .filter(|(field, value)| before.get(field) != Some(value))
        .map(|(field, _)| field)
        .collect()
}

/// Why a change that began from `revision` of something was not made: `now` stands there since, at
/// another one.
pub(crate) fn changed_since<T: Serialize>(
    what: &str,
    revision: i64,
    now: &T,
    now_at: i64,
) -> ApiError {
    let since = format!("the {what} stands at revision {now_at} now, not at {revision}");
    ApiError::conflict(&since).with(json!({ "revision": now_at, what: now }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_in_another_case_and_with_other_spaces() {
        let others = ["Пётр  Ильич".to_owned(), "Anna".to_owned()];
        assert!(taken("петр ильич", others.iter()).is_some());
        assert!(taken(" ANNA", others.iter()).is_some());
        assert!(taken("Ann", others.iter()).is_none());
    }

    #[test]
    fn fields_that_differ_are_named() {
        let one = json!({ "a": 1, "b": [1], "c": null });
        let other = json!({ "a": 1, "b": [2], "c": 3 });
        assert_eq!(changed_fields(&one, &other), ["b", "c"]);
    }
}
