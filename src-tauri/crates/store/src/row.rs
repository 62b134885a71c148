//! Reading and writing the values that SQLite does not know.

use std::error::Error;
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
    fn parsed<T: FromStr<Err: Error + Send + Sync + 'static>>(
        &self,
        column: &str,
    ) -> rusqlite::Result<T>;
    fn parsed_or_none<T: FromStr<Err: Error + Send + Sync + 'static>>(
        &self,
        column: &str,
    ) -> rusqlite::Result<Option<T>>;
    fn json<T: DeserializeOwned>(&self, column: &str) -> rusqlite::Result<T>;
    fn json_or_none<T: DeserializeOwned>(&self, column: &str) -> rusqlite::Result<Option<T>>;
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

    fn parsed<T: FromStr<Err: Error + Send + Sync + 'static>>(
        &self,
        column: &str,
    ) -> rusqlite::Result<T> {
        let text: String = self.get(column)?;
        text.parse()
            .map_err(|error| unreadable(self, column, error))
    }

    fn parsed_or_none<T: FromStr<Err: Error + Send + Sync + 'static>>(
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

    fn json_or_none<T: DeserializeOwned>(&self, column: &str) -> rusqlite::Result<Option<T>> {
        let text: Option<String> = self.get(column)?;
        text.map(|text| {
            serde_json::from_str(&text).map_err(|error| unreadable(self, column, error))
        })
        .transpose()
    }
}

fn unreadable(
    row: &Row<'_>,
    column: &str,
    error: impl Error + Send + Sync + 'static,
) -> rusqlite::Error {
    let index = column.idx(row.as_ref()).unwrap_or(0);
    rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
}

/// The JSON text of a value of ours.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("our own values have text keys and finite numbers")
}
