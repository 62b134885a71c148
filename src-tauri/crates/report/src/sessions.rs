//! Report `sessions`: all chat sessions, and every message of them.

use domain::AuthorType;
use language::report::{column, sheet};
use language::{name, report};
use store::SessionRow;

use crate::definition::{Column, Report, Table};
use crate::source::{Dialog, Dialogs, Messages};
use crate::{Cell, Kind, Transcript};

pub(crate) static REPORT: Report = Report {
    id: "sessions",
    title: report::SESSIONS,
    sheets: &[&SESSIONS, &MESSAGES],
};

static SESSIONS: Table<Dialogs> = Table {
    name: sheet::SESSIONS,
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
            Cell::Code(
                of.session.messenger.code(),
                name::messenger(of.session.messenger),
            )
        }),
        Column::new("status", Kind::Code, column::STATUS, |of| {
            Cell::Code(
                of.session.state.code(),
                name::dialog_state(of.session.state),
            )
        }),
        Column::new("started_by", Kind::Code, column::STARTED_BY, |of| {
            Cell::Code(
                of.session.started_by.code(),
                name::started_by(of.session.started_by),
            )
        }),
        Column::new("client_id", Kind::Id, column::CLIENT_ID, |of| {
            Cell::id(of.session.client_id)
        }),
        Column::new("client_name", Kind::Text, column::CLIENT_NAME, |of| {
            Cell::text_or_none(of.session.client_name.as_deref())
        }),
        Column::new(
            "client_remote_id",
            Kind::Text,
            column::CLIENT_REMOTE_ID,
            |of| Cell::text(&of.session.client_remote_id),
        ),
        Column::new("client_phone", Kind::Text, column::CLIENT_PHONE, |of| {
            Cell::text_or_none(of.session.client_phone.as_deref())
        }),
        Column::new(
            "client_language",
            Kind::Text,
            column::CLIENT_LANGUAGE,
            |of| Cell::text_or_none(of.session.client_language.as_deref()),
        ),
        Column::new("first_page", Kind::Text, column::FIRST_PAGE, |of| {
            Cell::text_or_none(of.session.first_page.as_deref())
        }),
        Column::new("referrer", Kind::Text, column::REFERRER, |of| {
            Cell::text_or_none(of.session.referrer.as_deref())
        }),
        Column::new("script", Kind::Text, column::SCRIPT, |of| {
            Cell::text_or_none(of.session.script.as_deref())
        }),
        Column::new("operators", Kind::Text, column::OPERATORS, |of| {
            Cell::text_or_none(of.session.operators.as_deref())
        }),
        Column::new("operator_group", Kind::Text, column::OPERATOR_GROUP, |of| {
            Cell::text_or_none(of.session.operator_group.as_deref())
        }),
        Column::new("handed_over_at", Kind::Time, column::HANDED_OVER_AT, |of| {
            Cell::time_or_none(of.session.handed_over_at)
        }),
        Column::new("taken_at", Kind::Time, column::TAKEN_AT, |of| {
            Cell::time_or_none(of.session.taken_at)
        }),
        Column::new(
            "first_response_s",
            Kind::Seconds,
            column::FIRST_RESPONSE,
            |of| {
                let millis = of.session.first_response_ms;
                millis.map_or(Cell::None, |millis| Cell::Seconds(millis / 1000))
            },
        ),
        Column::new("closed_at", Kind::Time, column::CLOSED_AT, |of| {
            Cell::time_or_none(of.session.closed_at)
        }),
        Column::new("closed_by", Kind::Code, column::CLOSED_BY, |of| {
            let who = of.session.closed_by;
            who.map_or(Cell::None, |who| {
                Cell::Code(who.code(), name::closed_by(who))
            })
        }),
        Column::new("ending", Kind::Code, column::ENDING, |of| {
            let ending = of.session.ending;
            ending.map_or(Cell::None, |ending| {
                Cell::Code(ending.code(), name::ending(ending))
            })
        }),
        Column::new("duration_s", Kind::Seconds, column::DURATION, |of| {
            let closed = of.session.closed_at;
            closed.map_or(Cell::None, |at| {
                Cell::Seconds(at.since(of.session.created_at).as_secs())
            })
        }),
        Column::new(
            "client_messages",
            Kind::Number,
            column::CLIENT_MESSAGES,
            |of| Cell::Number(of.session.client_messages.into()),
        ),
        Column::new("bot_messages", Kind::Number, column::BOT_MESSAGES, |of| {
            Cell::Number(of.session.bot_messages.into())
        }),
        Column::new(
            "operator_messages",
            Kind::Number,
            column::OPERATOR_MESSAGES,
            |of| Cell::Number(of.session.operator_messages.into()),
        ),
        Column::new("markers", Kind::Text, column::MARKERS, |of| {
            Cell::text_or_none(of.session.markers.as_deref())
        }),
        Column::new("rating", Kind::Number, column::RATING, |of| {
            Cell::number_or_none(of.session.rating)
        }),
        Column::new("scale", Kind::Number, column::SCALE, |of| {
            Cell::number_or_none(of.session.scale)
        }),
        Column::new("csi_percent", Kind::Number, column::CSI, |of| {
            Cell::number_or_none(csi_percent(of.session))
        }),
        Column::new("rating_comment", Kind::Text, column::RATING_COMMENT, |of| {
            Cell::text_or_none(of.session.rating_comment.as_deref())
        }),
        Column::new("client_result", Kind::Code, column::CLIENT_RESULT, |of| {
            let solved = of.session.client_result;
            solved.map_or(Cell::None, |solved| {
                let code = if solved { "yes" } else { "no" };
                Cell::Code(code, name::solved(solved))
            })
        }),
        Column::new(
            "operator_result",
            Kind::Text,
            column::OPERATOR_RESULT,
            |of| Cell::text_or_none(of.session.operator_result.as_deref()),
        ),
        Column::new("tags", Kind::Text, column::TAGS, |of| {
            Cell::text_or_none(of.session.tags.as_deref())
        }),
        Column::new(
            "previous_session_id",
            Kind::Id,
            column::PREVIOUS_SESSION,
            |of| of.session.previous.map_or(Cell::None, Cell::id),
        ),
        Column::new("dialog_cost", Kind::Money, column::DIALOG_COST, |of| {
            Cell::Money(of.session.cost, of.session.currency)
        }),
        Column::new("currency", Kind::Code, column::CURRENCY, |of| {
            of.session.currency.map_or(Cell::None, Cell::id)
        }),
        Column::new("dialog", Kind::Transcript, column::DIALOG, |of| {
            Cell::Transcript(Transcript {
                messages: of.messages,
                client: of.session.client_name.as_deref(),
                with_time: of.with_time,
            })
        }),
    ],
};

static MESSAGES: Table<Messages> = Table {
    name: sheet::MESSAGES,
    columns: &[
        Column::new("session_id", Kind::Id, column::SESSION_ID, |of| {
            Cell::Dialog(of.session.id)
        }),
        Column::new("no", Kind::Number, column::NO, |of| Cell::Number(of.no)),
        Column::<Messages>::new("sent_at", Kind::Time, column::SENT_AT, |of| {
            Cell::Time(of.message.at)
        })
        .only_with_time(),
        Column::new("author_type", Kind::Code, column::AUTHOR_TYPE, |of| {
            Cell::Code(
                of.message.author_type.code(),
                name::author(of.message.author_type),
            )
        }),
        Column::new("author", Kind::Text, column::AUTHOR, |of| {
            let client = || match of.message.author_type {
                AuthorType::Client => of.session.client_name.as_deref(),
                _ => None,
            };
            Cell::text_or_none(of.message.author.as_deref().or_else(client))
        }),
        Column::new("kind", Kind::Code, column::KIND, |of| {
            Cell::Code(of.message.kind.code(), name::message_kind(of.message.kind))
        }),
        Column::new("text", Kind::Text, column::TEXT, |of| {
            Cell::text(&of.message.text)
        }),
        Column::new("attachment", Kind::Text, column::ATTACHMENT, |of| {
            let file = of.message.attachment.as_ref();
            Cell::text_or_none(file.map(|file| file.name.as_str()))
        }),
        Column::new("delivery", Kind::Code, column::DELIVERY, |of| {
            Cell::Code(
                of.message.delivery.code(),
                name::delivery(of.message.delivery),
            )
        }),
    ],
};

/// Where the rating lies between the worst (0) and the best (100), to the nearest whole per cent.
fn csi_percent(session: &SessionRow) -> Option<u32> {
    let (above, most) = (
        session.rating?.checked_sub(1)?,
        session.scale?.checked_sub(1)?,
    );
    (200 * above + most).checked_div(2 * most)
}

/// What `tell` makes of every column of report `sessions` but the transcript: it is given the
/// column's id and the dialog's value, never a [`Cell::Transcript`].
pub fn parameters<T>(
    session: &SessionRow,
    mut tell: impl FnMut(&'static str, Cell<'_>) -> T,
) -> Vec<T> {
    let of = Dialog {
        session,
        messages: &[],
        with_time: false,
    };
    SESSIONS
        .columns
        .iter()
        .filter(|column| column.kind != Kind::Transcript)
        .map(|column| tell(column.id, (column.value)(&of)))
        .collect()
}
