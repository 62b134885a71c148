use sha2::{Digest as _, Sha256};

use crate::definition::ColumnFacts;
use crate::{Cell, wording};

/// How many rows there were, and their SHA-256 in lower-case hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Digested {
    pub(crate) rows: u64,
    pub(crate) sha256: String,
}

/// Counts the rows of a sheet and digests them in their canonical form: CSV in UTF-8 with commas
/// and line feeds, column ids as titles.
pub(crate) struct Digest {
    csv: csv::Writer<Sha256>,
    rows: u64,
}

impl Digest {
    pub(crate) fn of(columns: &[ColumnFacts]) -> Self {
        let csv = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .from_writer(Sha256::new());
        let mut digest = Self { csv, rows: 0 };
        digest.take(columns.iter().map(|column| &column.id));
        digest
    }

    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) {
        self.take(cells.iter().map(wording::canonical));
        self.rows += 1;
    }

    pub(crate) fn finish(self) -> Digested {
        let hash = self
            .csv
            .into_inner()
            .expect("a hash takes every byte")
            .finalize();
        Digested {
            rows: self.rows,
            sha256: format!("{hash:x}"),
        }
    }

    fn take(&mut self, fields: impl Iterator<Item = impl AsRef<str>>) {
        const PROOF: &str = "a hash takes every byte, and every row is as long as the titles";
        for field in fields {
            self.csv.write_field(field.as_ref()).expect(PROOF);
        }
        self.csv.write_record(None::<&[u8]>).expect(PROOF);
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use domain::{Money, Timestamp};
    use language::{name, report::column};

    use super::*;
    use crate::Kind;

    #[test]
    fn the_digest_is_that_of_the_documented_form() {
        let facts = |id: &'static str| ColumnFacts {
            id: id.into(),
            kind: Kind::Text,
            words: column::TEXT,
            called: None,
        };
        let mut digest = Digest::of(&["a", "b", "c", "d", "e", "f"].map(facts));
        digest.row(&[
            Cell::Text(Cow::Borrowed("=1, \"x\"\nё")),
            Cell::None,
            Cell::Time(Timestamp::from_millis(1_795_341_603_123)),
            Cell::Seconds(61),
            Cell::Money(Money::from_millionths(34_000), None),
            Cell::Code("web", name::messenger(domain::Messenger::Web)),
        ]);
        // Counted by sha256sum over these bytes.
        let form = "a,b,c,d,e,f\n\"=1, \"\"x\"\"\nё\",,2026-11-22T10:00:03.123Z,61,0.034,web\n";
        let hash = Sha256::digest(form.as_bytes());
        assert_eq!(
            digest.finish(),
            Digested {
                rows: 1,
                sha256: format!("{hash:x}")
            }
        );
    }
}
