//! Reading and writing the values that SQLite does not know.

use std::str::FromStr;

use rusqlite::types::Type;
use rusqlite::{Row, RowIndex};
use serde::Serialize;
use serde::de::DeserializeOwned;

use domain::Timestamp;

/// Columns as the words of the trade.
pub(crate) trait RowExt {
    fn time(&self, column: &str) -> rusqlite::Result<Timestamp>;
    fn time_or_none(&self, column: &str) -> rusqlite::Result<Option<Timestamp>>;
    fn code<T: FromStr<Err = domain::UnknownCode>>(&self, column: &str) -> rusqlite::Result<T>;
    fn code_or_none<T: FromStr<Err = domain::UnknownCode>>(
        &self,
        column: &str,
    ) -> rusqlite::Result<Option<T>>;
    fn json<T: DeserializeOwned>(&self, column: &str) -> rusqlite::Result<T>;
}

impl RowExt for Row<'_> {
    fn time(&self, column: &str) -> rusqlite::Result<Timestamp> {
        self.get(column).map(Timestamp::from_millis)
    }

    fn time_or_none(&self, column: &str) -> rusqlite::Result<Option<Timestamp>> {
        Ok(self
            .get::<_, Option<i64>>(column)?
            .map(Timestamp::from_millis))
    }

    fn code<T: FromStr<Err = domain::UnknownCode>>(&self, column: &str) -> rusqlite::Result<T> {
        let text: String = self.get(column)?;
        text.parse()
            .map_err(|error| unreadable(self, column, error))
    }

    fn code_or_none<T: FromStr<Err = domain::UnknownCode>>(
        &self,
        column: &str,
    ) -> rusqlite::Result<Option<T>> {
        let text: Option<String> = self.get(column)?;
        text.map(|text| {
            text.parse()
                .map_err(|error| unreadable(self, column, error))
        })
        .transpose()
    }

    fn json<T: DeserializeOwned>(&self, column: &str) -> rusqlite::Result<T> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|error| unreadable(self, column, error))
    }
}

fn unreadable(
    row: &Row<'_>,
    column: &str,
    error: impl std::error::Error + Send + Sync + 'static,
) -> rusqlite::Error {
    let index = column.idx(row.as_ref()).unwrap_or(0);
    rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
}

/// The JSON text of a value of ours.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("our own values have text keys and finite numbers")
}
