//! Report `markers`: the dialogs that passed markers, every pass, and how far dialogs came.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use language::report::{column, sheet};
use language::{Words, name, report};
use store::{DialogFilter, Mark, Reader, StoreError};

use crate::definition::{Column, ColumnFacts, Report, Sheet, Table};
use crate::source::{MarkedDialogs, Passes, Source, Subject};
use crate::{Cell, Kind, ReportError};

pub(crate) static REPORT: Report = Report {
    id: "markers",
    title: report::MARKERS,
    sheets: &[&ByDialog, &PASSES, &FUNNEL],
};

/// A row for each dialog, with a column for each marker after the others.
struct ByDialog;

static DIALOGS: Table<MarkedDialogs> = Table {
    name: sheet::MARKED,
    columns: &[
        Column::new("session_id", Kind::Id, column::SESSION_ID, |of| {
            Cell::Dialog(of.session.id)
        }),
        Column::new("chat_date", Kind::Time, column::CHAT_DATE, |of| {
            Cell::Time(of.session.created_at)
        }),
        Column::new("chat_name", Kind::Text, column::CHAT_NAME, |of| {
            Cell::text(&of.session.chat_name)
        }),
        Column::new("messenger", Kind::Code, column::MESSENGER, |of| {
            let messenger = of.session.messenger;
            Cell::Code(messenger.code(), name::messenger(messenger))
        }),
        Column::new("client_id", Kind::Id, column::CLIENT_ID, |of| {
            Cell::id(of.session.client_id)
        }),
        Column::new("client_name", Kind::Text, column::CLIENT_NAME, |of| {
            Cell::text_or_none(of.session.client_name.as_deref())
        }),
        Column::new("script", Kind::Text, column::SCRIPT, |of| {
            Cell::text_or_none(of.session.script.as_deref())
        }),
        Column::new(
            "script_version",
            Kind::Number,
            column::SCRIPT_VERSION,
            |of| Cell::number_or_none(of.session.script_version),
        ),
        Column::new("operators", Kind::Text, column::OPERATORS, |of| {
            Cell::text_or_none(of.session.operators.as_deref())
        }),
        Column::new("status", Kind::Code, column::STATUS, |of| {
            let state = of.session.state;
            Cell::Code(state.code(), name::dialog_state(state))
        }),
        Column::new("rating", Kind::Number, column::RATING, |of| {
            Cell::number_or_none(of.session.rating)
        }),
    ],
};

impl Sheet for ByDialog {
    fn name(&self) -> Words {
        DIALOGS.name
    }

    fn columns(&self, with_time: bool) -> Vec<ColumnFacts> {
        DIALOGS.columns(with_time)
    }

    fn columns_of_source(&self, source: &mut Source<'_>) -> Result<Vec<ColumnFacts>, ReportError> {
        let markers = source.markers()?.into_iter();
        let columns = markers.map(|marker| ColumnFacts {
            // A marker may be called what one of our columns is.
            id: Cow::Owned(format!("marker.{marker}")),
            kind: Kind::Text,
            words: column::MARKER_VALUE,
            called: Some(marker),
        });
        Ok(columns.collect())
    }

    fn dialogs(&self, reader: &Reader<'_>, filter: &DialogFilter) -> Result<u64, StoreError> {
        DIALOGS.dialogs(reader, filter)
    }

    fn each_row(
        &self,
        source: &mut Source<'_>,
        visit: &mut dyn FnMut(&[Cell<'_>]) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        let columns: Vec<_> = DIALOGS.shown(source.with_time()).collect();
        let markers = source.markers()?;
        MarkedDialogs::each(source, &mut |of| {
            let own = columns.iter().map(|column| (column.value)(of));
            let passed = markers.iter().map(|marker| last(of.marks, marker));
            let cells: Vec<_> = own.chain(passed).collect();
            visit(&cells)
        })
    }
}

/// What a dialog last recorded with a marker, or when it last passed it.
fn last<'a>(marks: &'a [Mark], marker: &str) -> Cell<'a> {
    let last = marks.iter().rev().find(|mark| mark.marker == marker);
    last.map_or(Cell::None, |mark| match &mark.value {
        Some(value) => Cell::text(value),
        None => Cell::Time(mark.at),
    })
}

static PASSES: Table<Passes> = Table {
    name: sheet::PASSES,
    columns: &[
        Column::new("session_id", Kind::Id, column::SESSION_ID, |of| {
            Cell::Dialog(of.session.id)
        }),
        Column::new("marker", Kind::Text, column::MARKER, |of| {
            Cell::text(&of.mark.marker)
        }),
        Column::new("value", Kind::Text, column::VALUE, |of| {
            Cell::text_or_none(of.mark.value.as_deref())
        }),
        Column::new("passed_at", Kind::Time, column::PASSED_AT, |of| {
            Cell::Time(of.mark.at)
        }),
        Column::new("block", Kind::Text, column::BLOCK, |of| {
            Cell::text(&of.mark.block)
        }),
    ],
};

static FUNNEL: Table<Funnel> = Table {
    name: sheet::FUNNEL,
    columns: &[
        Column::new("marker", Kind::Text, column::MARKER, |of| {
            Cell::text(&of.marker)
        }),
        Column::new("dialogs", Kind::Number, column::DIALOGS, |of| {
            Cell::Number(of.dialogs)
        }),
        Column::new("share_percent", Kind::Number, column::SHARE, |of| {
            Cell::Number(of.share_percent)
        }),
        Column::new(
            "median_from_start_s",
            Kind::Seconds,
            column::MEDIAN_FROM_START,
            |of| Cell::Seconds(of.median_s),
        ),
    ],
};

/// A row for each marker, the one most dialogs passed first.
enum Funnel {}

/// How many dialogs came as far as a marker, and when.
#[derive(Debug, PartialEq, Eq)]
struct Reached {
    marker: String,
    dialogs: u64,
    share_percent: u64,
    median_s: u64,
}

impl Subject for Funnel {
    type Of<'row> = Reached;

    fn dialogs(reader: &Reader<'_>, filter: &DialogFilter) -> Result<u64, StoreError> {
        MarkedDialogs::dialogs(reader, filter)
    }

    fn each(
        source: &mut Source<'_>,
        visit: &mut dyn for<'row> FnMut(&'row Reached) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        let all = source.count_dialogs()?;
        let mut seconds: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        MarkedDialogs::each(source, &mut |of| {
            let mut first: BTreeMap<&str, u32> = BTreeMap::new();
            for mark in of.marks {
                first.entry(&mark.marker).or_insert_with(|| {
                    let after = mark.at.since(of.session.created_at).as_secs();
                    u32::try_from(after).unwrap_or(u32::MAX)
                });
            }
            for (marker, after) in first {
                match seconds.get_mut(marker) {
                    Some(of_marker) => of_marker.push(after),
                    None => drop(seconds.insert(marker.to_owned(), vec![after])),
                }
            }
            Ok(())
        })?;
        reached(seconds, all).iter().try_for_each(visit)
    }
}

/// The rows of the funnel, from the seconds after which each dialog first passed each marker.
fn reached(seconds: BTreeMap<String, Vec<u32>>, all: u64) -> Vec<Reached> {
    let rows = seconds.into_iter().map(|(marker, mut seconds)| {
        let dialogs = seconds.len() as u64;
        Reached {
            marker,
            dialogs,
            share_percent: (200 * dialogs + all).checked_div(2 * all).unwrap_or(0),
            median_s: median(&mut seconds),
        }
    });
    let mut rows: Vec<_> = rows.collect();
    // Alike ones stay in the order of their names.
    rows.sort_by_key(|row| Reverse(row.dialogs));
    rows
}

fn median(seconds: &mut [u32]) -> u64 {
    seconds.sort_unstable();
    let middle = seconds.len() / 2;
    match seconds.len() {
        0 => 0,
        odd if odd % 2 == 1 => seconds[middle].into(),
        _ => u64::midpoint(seconds[middle - 1].into(), seconds[middle].into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_funnel_begins_with_the_marker_most_dialogs_passed() {
        let seconds = BTreeMap::from([
            ("asked".to_owned(), vec![5, 1, 9]),
            ("bought".to_owned(), vec![30, 10]),
            ("called".to_owned(), vec![7, 8, 2]),
        ]);
        let row = |marker: &str, dialogs, share_percent, median_s| Reached {
            marker: marker.to_owned(),
            dialogs,
            share_percent,
            median_s,
        };
        assert_eq!(
            reached(seconds, 8),
            [
                row("asked", 3, 38, 5),
                row("called", 3, 38, 7),
                row("bought", 2, 25, 20),
            ]
        );
    }
}
