//! Finding a client's dialog by what somebody knows of them.

use domain::{DialogId, OperatorId};
use rusqlite::params;

use crate::{DeskRow, Reader, StoreError};

/// Fewer letters than this are in too many names to look for.
const LETTERS: usize = 3;
/// The most characters that are looked for.
const LOOKED_FOR: usize = 100;

const BY_WORDS: &str =
    "SELECT rowid FROM client_words WHERE client_words MATCH ? ORDER BY rowid DESC LIMIT ?";
const BY_NUMBER: &str = "SELECT no FROM clients WHERE no BETWEEN ? AND ? ORDER BY no LIMIT ?";
const LATEST: &str = "SELECT d.no FROM clients k
     JOIN dialogs d INDEXED BY dialogs_of_client ON d.client_id = k.id
     WHERE k.no = ? ORDER BY d.no DESC LIMIT 1";

impl Reader<'_> {
    /// The latest dialogs, open and closed, of at most `limit` clients: the one with the number `no`;
    /// those with `text` in their name or phone number, from three letters or digits on, the latest
    /// clients first; those whose numbers begin with `no`, the smallest first. Or the one dialog whose
    /// id `text` is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn desk_search(
        &self,
        text: &str,
        no: Option<u64>,
        viewer: Option<OperatorId>,
        limit: u32,
    ) -> Result<Vec<DeskRow>, StoreError> {
        let text: String = text.trim().chars().take(LOOKED_FOR).collect();
        let id = text.rsplit('/').next().unwrap_or_default();
        if let Ok(id) = id.parse::<DialogId>() {
            return Ok(self.desk_row(id, viewer)?.into_iter().collect());
        }
        let no = no.and_then(|no| i64::try_from(no).ok());
        let mut clients: Vec<i64> = no.into_iter().collect();
        let is_between = |sign: char| sign.is_whitespace() || matches!(sign, '-' | '(' | ')');
        let dense: String = text.chars().filter(|sign| !is_between(*sign)).collect();
        let queries = [words("name", &text), words("phone", &dense)];
        for query in queries.iter().flatten() {
            clients.extend(self.all(BY_WORDS, params![query, limit], |row| row.get::<_, i64>(0))?);
        }
        for (first, last) in no.into_iter().flat_map(beginning_with) {
            clients.extend(self.all(BY_NUMBER, (first, last, limit), |row| row.get::<_, i64>(0))?);
        }
        let mut rows: Vec<DeskRow> = Vec::new();
        for client in clients {
            if rows.len() == limit as usize {
                break;
            }
            let no: Option<i64> = self.one(LATEST, [client], |row| row.get(0))?;
            let Some(no) = no else { continue };
            if let Some(row) = self.desk_row_of(no, viewer)?
                && rows.iter().all(|known| known.id != row.id)
            {
                rows.push(row);
            }
        }
        self.number(&mut rows)?;
        Ok(rows)
    }
}

/// The stretches of numbers that begin with the digits of `no` and have more of them: for 4 those from
/// 40 to 49, from 400 to 499 and so on.
fn beginning_with(no: i64) -> impl Iterator<Item = (i64, i64)> {
    let wider = |(first, last): &(i64, i64)| {
        let last = last.checked_mul(10)?.checked_add(9)?;
        Some((first.checked_mul(10)?, last))
    };
    // No number begins with a nought.
    let itself = (no > 0).then_some((no, no));
    std::iter::successors(itself, wider).skip(1)
}

/// The query for a text within a column; none when it is too short to be looked for.
fn words(column: &str, text: &str) -> Option<String> {
    let long = text.chars().count() >= LETTERS;
    long.then(|| format!("{column} : \"{}\"", text.replace('"', "\"\"")))
}

#[cfg(test)]
mod tests {
    use domain::Timestamp;

    use super::*;
    use crate::desk_list::plan;

    #[test]
    fn a_search_walks_no_table() {
        let folder = tempfile::tempdir().unwrap();
        let connection = crate::open::writer(folder.path(), Timestamp::from_millis(0)).unwrap();
        let found = plan(&connection, BY_WORDS);
        assert!(
            found.contains("VIRTUAL TABLE INDEX") && !found.contains("B-TREE"),
            "{found}"
        );
        let numbered = plan(&connection, BY_NUMBER);
        assert!(
            numbered.contains("SEARCH clients USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")
                && !numbered.contains("B-TREE"),
            "{numbered}"
        );
        let latest = plan(&connection, LATEST);
        assert!(
            latest.contains("SEARCH k USING INTEGER PRIMARY KEY")
                && latest.contains("INDEX dialogs_of_client (client_id=?)")
                && !latest.contains("B-TREE"),
            "{latest}"
        );
    }
}
