//! Things of a kind that can be found in a text: numbers, dates, phone numbers, addresses.

mod calendar;
mod contact;
mod date;
mod number;
mod token;

use jiff::civil::Date;

use crate::block::Entity;

/// The first thing of this kind in a text, written in the one form its kind is kept in.
pub(super) fn find(entity: Entity, text: &str, today: Date) -> Option<String> {
    match entity {
        Entity::Number => number::find(text).map(|number| number.to_string()),
        Entity::Date => date::find(text, today).map(|date| date.to_string()),
        Entity::Phone => contact::phone(text),
        Entity::Email => contact::email(text),
    }
}
