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
const LATEST: &str = "SELECT d.no FROM clients k
     JOIN dialogs d INDEXED BY dialogs_of_client ON d.client_id = k.id
     WHERE k.no = ? ORDER BY d.no DESC LIMIT 1";

impl Reader<'_> {
    /// The latest dialogs, open and closed, of at most `limit` clients: those with `text` in their
    /// name or phone number, from three letters or digits on, or with that number; or the one dialog
    /// with that id. The latest clients come first.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn desk_search(
        &self,
        text: &str,
        viewer: Option<OperatorId>,
        limit: u32,
    ) -> Result<Vec<DeskRow>, StoreError> {
        let text: String = text.trim().chars().take(LOOKED_FOR).collect();
        let id = text.rsplit('/').next().unwrap_or_default();
        if let Ok(id) = id.parse::<DialogId>() {
            return Ok(self.desk_row(id, viewer)?.into_iter().collect());
        }
        let mut clients: Vec<i64> = Vec::new();
        let is_between = |sign: char| sign.is_whitespace() || matches!(sign, '-' | '(' | ')');
        let dense: String = text.chars().filter(|sign| !is_between(*sign)).collect();
        clients.extend(dense.parse::<i64>().ok());
        let queries = [words("name", &text), words("phone", &dense)];
        for query in queries.iter().flatten() {
            clients.extend(self.all(BY_WORDS, params![query, limit], |row| row.get::<_, i64>(0))?);
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
        let latest = plan(&connection, LATEST);
        assert!(
            latest.contains("SEARCH k USING INTEGER PRIMARY KEY")
                && latest.contains("INDEX dialogs_of_client (client_id=?)")
                && !latest.contains("B-TREE"),
            "{latest}"
        );
    }
}
