//! One object of the file at a time, read so that every complaint can name the block and the line.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::read::{Place, ReadError};

/// An object of the file and those of its fields that nobody took yet.
pub(crate) struct Fields<'a> {
    file: &'a str,
    object: &'a str,
    pub(crate) place: Place,
    left: Vec<(String, &'a RawValue)>,
}

impl<'a> Fields<'a> {
    /// The object that is the whole file.
    pub(crate) fn of_file(file: &'a str) -> Result<Self, ReadError> {
        let whole: &RawValue = serde_json::from_str(file).map_err(|error| ReadError::NotJson {
            line: error.line(),
            column: error.column(),
            reason: reason(&error),
        })?;
        Self::of(file, whole, Place::Script)
    }

    fn of(file: &'a str, object: &'a RawValue, place: Place) -> Result<Self, ReadError> {
        // Lines are counted only for a complaint: counting is a walk through the file.
        let Object(left) =
            serde_json::from_str(object.get()).map_err(|_| ReadError::NotAnObject {
                place: place.clone(),
                line: line_of(file, object.get()),
            })?;
        let mut names = BTreeSet::new();
        for (name, value) in &left {
            if !names.insert(name) {
                return Err(ReadError::FieldTwice {
                    place,
                    line: line_of(file, value.get()),
                    field: cut(name),
                });
            }
        }
        Ok(Self {
            file,
            object: object.get(),
            place,
            left,
        })
    }

    /// The line the object begins on.
    pub(crate) fn line(&self) -> usize {
        line_of(self.file, self.object)
    }

    /// The value of a field that must be there.
    pub(crate) fn take<T: Deserialize<'a>>(&mut self, field: &'static str) -> Result<T, ReadError> {
        self.take_if_there(field)?
            .ok_or_else(|| self.missing(field))
    }

    /// The value of a field that may be left out.
    pub(crate) fn take_if_there<T: Deserialize<'a>>(
        &mut self,
        field: &'static str,
    ) -> Result<Option<T>, ReadError> {
        let Some(value) = self.take_raw(field) else {
            return Ok(None);
        };
        serde_json::from_str(value.get())
            .map(Some)
            .map_err(|error| ReadError::WrongValue {
                place: self.place.clone(),
                line: line_of(self.file, value.get()) + error.line().saturating_sub(1),
                field,
                reason: reason(&error),
            })
    }

    /// The object in a field that may be left out.
    pub(crate) fn object_if_there(
        &mut self,
        field: &'static str,
        place: Place,
    ) -> Result<Option<Self>, ReadError> {
        self.take_raw(field)
            .map(|value| Self::of(self.file, value, place))
            .transpose()
    }

    /// The objects of a list that must be there; `place` is told the number of each, from 1.
    pub(crate) fn objects(
        &mut self,
        field: &'static str,
        place: impl Fn(usize) -> Place,
    ) -> Result<Vec<Self>, ReadError> {
        let values: Vec<&RawValue> = self.take(field)?;
        let objects = values.into_iter().enumerate();
        objects
            .map(|(index, value)| Self::of(self.file, value, place(index + 1)))
            .collect()
    }

    /// Refuses what nobody took; `known` are the fields such an object may have.
    pub(crate) fn finish(self, known: &'static str) -> Result<(), ReadError> {
        match self.left.first() {
            None => Ok(()),
            Some((name, value)) => Err(ReadError::UnknownField {
                line: line_of(self.file, value.get()),
                place: self.place,
                field: cut(name),
                known,
            }),
        }
    }

    fn take_raw(&mut self, field: &str) -> Option<&'a RawValue> {
        let index = self.left.iter().position(|(name, _)| name == field)?;
        Some(self.left.remove(index).1)
    }

    fn missing(&self, field: &'static str) -> ReadError {
        ReadError::Missing {
            place: self.place.clone(),
            line: self.line(),
            field,
        }
    }
}

/// What somebody wrote, short enough to be shown in a message.
pub(crate) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The fields of an object in their order, with those that stand there twice.
struct Object<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
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

/// The line, from 1, on which a part of the file begins.
fn line_of(file: &str, part: &str) -> usize {
    let offset = (part.as_ptr() as usize).saturating_sub(file.as_ptr() as usize);
    let before = file.as_bytes().iter().take(offset);
    before.filter(|byte| **byte == b'\n').count() + 1
}

/// What a JSON error says, without the place it says it about.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text[..end].chars().take(200).collect()
}
