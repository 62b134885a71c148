//! Values out of the text of a script, with the place of everything that is wrong with them.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use serde_path_to_error::Segment;

use crate::block::Branch;

/// The field of a branch that says what the others are.
const TAG: &str = "when";

/// Why a text is not the value that was wanted.
#[derive(Debug)]
pub(crate) struct Wrong<'a> {
    /// The part of the text to look at.
    pub(crate) part: &'a str,
    /// The way there from the value.
    pub(crate) path: Vec<Segment>,
    pub(crate) reason: String,
}

/// Reads a text that is known to be JSON.
pub(crate) fn value<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Wrong<'a>> {
    let mut reader = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| Wrong::of(&error, text))
}

/// The fields of an object and those of them that nobody took yet.
pub(crate) struct Entries<'a> {
    object: &'a str,
    left: Vec<(String, &'a RawValue)>,
}

impl<'a> Entries<'a> {
    pub(crate) fn of(object: &'a str) -> Result<Self, Wrong<'a>> {
        let Object(left) = value(object)?;
        Ok(Self { object, left })
    }

    /// The value of a field that must be there.
    pub(crate) fn take<T: Deserialize<'a>>(&mut self, field: &'static str) -> Result<T, Wrong<'a>> {
        self.take_if_there(field)?.ok_or_else(|| Wrong {
            part: self.object,
            path: Vec::new(),
            reason: format!("missing field `{field}`"),
        })
    }

    /// The value of a field that may be left out.
    pub(crate) fn take_if_there<T: Deserialize<'a>>(
        &mut self,
        field: &'static str,
    ) -> Result<Option<T>, Wrong<'a>> {
        let Some(index) = self.left.iter().position(|(name, _)| name == field) else {
            return Ok(None);
        };
        let (name, found) = self.left.remove(index);
        value(found.get()).map(Some).map_err(|mut wrong| {
            wrong.path.insert(0, Segment::Map { key: name });
            wrong
        })
    }

    /// All that is left, as one value.
    pub(crate) fn rest<T: Deserialize<'a>>(self) -> Result<T, Wrong<'a>> {
        let fields = MapDeserializer::new(self.left.into_iter());
        serde_path_to_error::deserialize(fields).map_err(|error| Wrong::of(&error, self.object))
    }
}

impl<'a> Wrong<'a> {
    fn of(error: &serde_path_to_error::Error<serde_json::Error>, whole: &'a str) -> Self {
        let mut path: Vec<_> = error.path().iter().cloned().collect();
        let mut reason = reason(error.inner());
        // The path may end at an object that names the field itself.
        if let Some((field, rest)) = field_and_rest(&reason) {
            path.push(Segment::Map {
                key: field.to_owned(),
            });
            reason = rest.to_owned();
        }
        let part = follow(whole, &path);
        Self { part, path, reason }
    }
}

fn field_and_rest(reason: &str) -> Option<(&str, &str)> {
    reason.strip_prefix('`')?.split_once("`: ")
}

/// The part of an object or a list that a path leads to, as far as it can be followed.
pub(crate) fn follow<'a>(whole: &'a str, path: &[Segment]) -> &'a str {
    path.iter().fold(whole, |part, segment| {
        let next = match segment {
            Segment::Map { key } => last(part, key),
            Segment::Seq { index } => serde_json::from_str::<Vec<&RawValue>>(part)
                .ok()
                .and_then(|items| items.get(*index).map(|item| item.get())),
            Segment::Enum { .. } | Segment::Unknown => None,
        };
        next.unwrap_or(part)
    })
}

/// The value of a field; the last one if there are several.
fn last<'a>(object: &'a str, field: &str) -> Option<&'a str> {
    let Object(entries) = serde_json::from_str(object).ok()?;
    let entry = entries.iter().rfind(|(name, _)| name == field);
    entry.map(|(_, value)| value.get())
}

/// What a JSON error says, without the place it says it about.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text[..end].chars().take(300).collect()
}

/// What an object holds.
struct Object<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object in `{` and `}`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Object(entries))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// Any value in which no object has a field twice.
pub(crate) struct Unambiguous;

impl<'de> Deserialize<'de> for Unambiguous {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Anything;

        impl<'de> Visitor<'de> for Anything {
            type Value = Unambiguous;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Unambiguous)
            }

            fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Unambiguous)
            }

            fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
                Ok(Unambiguous)
            }

            fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
                Ok(Unambiguous)
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
                Ok(Unambiguous)
            }

            fn visit_str<E: Error>(self, _: &str) -> Result<Self::Value, E> {
                Ok(Unambiguous)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                while list.next_element::<Unambiguous>()?.is_some() {}
                Ok(Unambiguous)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = HashSet::new();
                while let Some(field) = map.next_key::<String>()? {
                    if fields.contains(&field) {
                        return Err(A::Error::custom(format_args!(
                            "`{field}`: stands there twice"
                        )));
                    }
                    fields.insert(field);
                    map.next_value::<Unambiguous>()?;
                }
                Ok(Unambiguous)
            }
        }

        deserializer.deserialize_any(Anything)
    }
}

/// `next`, and all other fields together are when the branch is taken.
impl<'de, When: DeserializeOwned> Deserialize<'de> for Branch<When> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields<When>(PhantomData<When>);

        impl<'de, When: DeserializeOwned> Visitor<'de> for Fields<When> {
            type Value = Branch<When>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a branch in `{` and `}`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut next = None;
                let mut rest: Vec<(String, Value)> = Vec::new();
                while let Some(field) = map.next_key::<String>()? {
                    match field.as_str() {
                        "next" => next = map.next_value()?,
                        _ => rest.push((field, map.next_value()?)),
                    }
                }
                let when = when(rest.iter()).map_err(|error| {
                    let is_incomplete = error.to_string().starts_with("missing field");
                    match to_blame::<When>(&rest) {
                        Some(field) if !is_incomplete => {
                            A::Error::custom(format_args!("`{field}`: {error}"))
                        }
                        _ => A::Error::custom(error),
                    }
                })?;
                Ok(Branch { when, next })
            }
        }

        deserializer.deserialize_map(Fields(PhantomData))
    }
}

fn when<'a, When: DeserializeOwned>(
    fields: impl Iterator<Item = &'a (String, Value)>,
) -> Result<When, serde_json::Error> {
    When::deserialize(MapDeserializer::new(
        fields.map(|(name, value)| (name.as_str(), value)),
    ))
}

/// The field without which there would be nothing wrong with the others. A value that is chosen by
/// its tag is looked at as a whole, so its error does not say where in it it is.
fn to_blame<When: DeserializeOwned>(fields: &[(String, Value)]) -> Option<&str> {
    let names = || fields.iter().map(|(name, _)| name.as_str());
    let is_blameless_without =
        |left_out: &str| match when::<When>(fields.iter().filter(|(name, _)| name != left_out)) {
            Ok(_) => true,
            Err(error) => error.to_string() == format!("missing field `{left_out}`"),
        };
    // Nothing can be said about the others without the tag, so it comes last.
    names()
        .filter(|name| *name != TAG)
        .chain(names().filter(|name| *name == TAG))
        .find(|name| is_blameless_without(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::{Answer, Question};

    #[test]
    fn what_is_wrong_in_a_branch_is_found_by_its_field() {
        for (branch, path, part) in [
            (r#"{"when":"button","title":7}"#, ".title", "7"),
            (r#"{"title":7,"when":"button"}"#, ".title", "7"),
            (r#"{"when":"moon"}"#, ".when", "\"moon\""),
            (
                r#"{"when":"words","words":["a"],"how":"loud"}"#,
                ".how",
                "\"loud\"",
            ),
            (
                r#"{"when":"words","words":["a",1]}"#,
                ".words",
                r#"["a",1]"#,
            ),
            (r#"{"when":"else","then":1}"#, ".then", "1"),
            (r#"{"when":"else","next":1}"#, ".next", "1"),
            (r#"{"when":"button"}"#, "", r#"{"when":"button"}"#),
            (r#"{"title":"a"}"#, "", r#"{"title":"a"}"#),
            ("7", "", "7"),
        ] {
            let text = format!(r#"{{"branches":[{{"when":"else"}}, {branch}]}}"#);
            let wrong = value::<Question>(&text).unwrap_err();
            let found: String = wrong
                .path
                .iter()
                .map(|segment| match segment {
                    Segment::Seq { index } => format!("[{index}]"),
                    segment => format!(".{segment}"),
                })
                .collect();
            assert_eq!(
                found,
                format!(".branches[1]{path}"),
                "{branch}: {}",
                wrong.reason
            );
            assert_eq!(wrong.part, part, "{branch}: {}", wrong.reason);
        }
    }

    #[test]
    fn the_tag_may_stand_anywhere() {
        let branch: Branch<Answer> = value(r#"{"next":"b","title":"A","when":"button"}"#).unwrap();
        assert_eq!(
            branch.when,
            Answer::Button {
                title: "A".to_owned()
            }
        );
    }
}
