//! The sheet *About*: what the workbook holds, of what, and how to prove it.

use std::borrow::Cow;

use domain::Timestamp;
use language::report::about;
use language::{Language, Words, name};

use crate::book::{self, Book};
use crate::definition::ColumnFacts;
use crate::digest::Digested;
use crate::workbook::{Entry, Losses, NumberFormat};

/// Widths of its columns, in characters.
pub(crate) const WIDTHS: [usize; 3] = [36, 36, 80];

/// A sheet that was written.
pub(crate) struct Done {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<ColumnFacts>,
    pub(crate) digested: Digested,
}

/// The rows of the sheet: what was asked for, what came out, notes, and the columns.
pub(crate) fn rows<'a>(book: &'a Book<'_>, done: &[Done], losses: Losses) -> Vec<Vec<Entry<'a>>> {
    let Book {
        request,
        wording,
        chats,
        script,
        limits,
    } = book;
    let language = wording.language;
    let filter = &request.filter;
    let say = |words: Words| text(words.of(language));
    let yes_or_no = |yes| say(if yes { about::YES } else { about::NO });
    let moment = |at: Option<Timestamp>| {
        at.map_or_else(|| say(about::NO_LIMIT), |at| book::time(at, wording))
    };

    let messengers: Vec<_> = filter
        .messengers
        .iter()
        .map(|messenger| name::messenger(*messenger).of(language))
        .collect();
    let chats: Vec<_> = chats.iter().map(String::as_str).collect();
    let dialogs = if filter.all {
        about::WITH_AND_WITHOUT_CLIENT_MESSAGES
    } else {
        about::WITH_CLIENT_MESSAGES
    };
    let mut rows = Vec::new();
    let mut fact = |label: Words, value| rows.push(vec![Entry::Title(label.of(language)), value]);
    fact(about::REPORT, say(request.report.title()));
    fact(about::MESSENGERS, list(&messengers, language));
    fact(about::CHATS, list(&chats, language));
    let chosen = |one: Option<&str>| {
        one.map_or_else(
            || say(about::ANY),
            |one| Entry::Text(Cow::Owned(one.to_owned())),
        )
    };
    fact(about::SCRIPT, chosen(script.as_deref()));
    fact(about::MARKER, chosen(filter.marker.as_deref()));
    fact(about::STATUS, say(name::status(filter.status)));
    fact(about::DIALOGS, say(dialogs));
    fact(about::FROM, moment(filter.from));
    fact(about::TO, moment(filter.to));
    fact(about::ZONE, text(&request.zone));
    fact(about::WITH_TIME, yes_or_no(request.with_time));
    fact(about::VERSION, text(&request.program_version));
    fact(about::MADE_AT, book::time(request.made_at, wording));
    for Done { name, digested, .. } in done {
        let mut of_sheet = |label: Words, value| {
            rows.push(vec![Entry::Title(label.of(language)), value, text(name)]);
        };
        of_sheet(
            about::ROWS,
            Entry::Number(digested.rows as f64, NumberFormat::Whole),
        );
        of_sheet(
            about::DIGEST,
            Entry::Text(Cow::Owned(digested.sha256.clone())),
        );
    }

    let mut notes = vec![Cow::Borrowed(about::DIGEST_NOTE.of(language))];
    if losses.unlinked > 0 {
        notes.push(Cow::Owned(about::links_end(language, limits.linked_rows)));
    }
    if losses.replaced > 0 {
        notes.push(Cow::Owned(about::replaced(language, losses.replaced)));
    }
    if losses.continued > 0 {
        notes.push(Cow::Borrowed(about::LONG_TEXTS.of(language)));
    }
    let label = about::NOTE.of(language);
    rows.extend(
        notes
            .into_iter()
            .map(|note| vec![Entry::Title(label), Entry::Text(note)]),
    );

    for Done { name, columns, .. } in done {
        rows.push(Vec::new());
        rows.push(vec![Entry::Title(name)]);
        rows.push(
            [about::COLUMN_ID, about::COLUMN_TITLE, about::COLUMN_MEANING]
                .map(|words| Entry::Title(words.of(language)))
                .into(),
        );
        rows.extend(columns.iter().map(|column| {
            vec![
                Entry::Text(Cow::Owned(column.id.to_string())),
                Entry::Text(Cow::Owned(column.title(language).to_owned())),
                say(column.words.meaning),
            ]
        }));
    }
    rows
}

fn list<'a>(names: &[&str], language: Language) -> Entry<'a> {
    if names.is_empty() {
        text(about::ALL.of(language))
    } else {
        Entry::Text(Cow::Owned(names.join(", ")))
    }
}

fn text(text: &str) -> Entry<'_> {
    Entry::Text(Cow::Borrowed(text))
}
