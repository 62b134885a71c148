use std::ops::ControlFlow;

use store::{DialogFilter, Message, Reader, SessionRow};

use crate::ReportError;

/// How far a report has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Dialogs read so far; a dialog counts once for each sheet it is read for.
    pub done: u64,
    /// How many there will be in all.
    pub total: u64,
}

/// What the rows of a report are made from, all of it inside one read transaction.
pub(crate) struct Source<'a> {
    reader: &'a Reader<'a>,
    filter: &'a DialogFilter,
    with_time: bool,
    progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    so_far: Progress,
}

impl<'a> Source<'a> {
    /// The dialogs of `filter`, which will be read `passes` times.
    pub(crate) fn new(
        reader: &'a Reader<'a>,
        filter: &'a DialogFilter,
        with_time: bool,
        passes: u64,
        progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Self, ReportError> {
        let total = reader.count_sessions(filter)?.saturating_mul(passes);
        let mut source = Self {
            reader,
            filter,
            with_time,
            progress,
            so_far: Progress { done: 0, total },
        };
        source.report_progress()?;
        Ok(source)
    }

    pub(crate) const fn with_time(&self) -> bool {
        self.with_time
    }

    fn each_dialog(
        &mut self,
        visit: &mut dyn for<'row> FnMut(&'row Dialog<'row>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        let (reader, filter, with_time) = (self.reader, self.filter, self.with_time);
        reader.each_session(filter, |session, messages| {
            visit(&Dialog {
                session,
                messages,
                with_time,
            })?;
            self.so_far.done += 1;
            self.report_progress()
        })
    }

    fn report_progress(&mut self) -> Result<(), ReportError> {
        match (self.progress)(self.so_far) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ReportError::Cancelled),
        }
    }
}

/// What a table has one row for each of.
pub(crate) trait Subject: Sized + 'static {
    /// One of them, as the source lends it.
    type Of<'row>;

    /// Shows `visit` each of them, oldest dialog first, until it fails.
    fn each(
        source: &mut Source<'_>,
        visit: &mut dyn for<'row> FnMut(&'row Self::Of<'row>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError>;
}

/// A row for each dialog.
pub(crate) enum Dialogs {}

/// A dialog.
pub(crate) struct Dialog<'a> {
    pub(crate) session: &'a SessionRow,
    pub(crate) messages: &'a [Message],
    pub(crate) with_time: bool,
}

impl Subject for Dialogs {
    type Of<'row> = Dialog<'row>;

    fn each(
        source: &mut Source<'_>,
        visit: &mut dyn for<'row> FnMut(&'row Dialog<'row>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        source.each_dialog(visit)
    }
}

/// A row for each message.
pub(crate) enum Messages {}

/// A message of a dialog.
pub(crate) struct Spoken<'a> {
    pub(crate) session: &'a SessionRow,
    pub(crate) message: &'a Message,
    /// Its number in the dialog, from 1.
    pub(crate) no: u64,
}

impl Subject for Messages {
    type Of<'row> = Spoken<'row>;

    fn each(
        source: &mut Source<'_>,
        visit: &mut dyn for<'row> FnMut(&'row Spoken<'row>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        source.each_dialog(&mut |dialog| {
            (1..).zip(dialog.messages).try_for_each(|(no, message)| {
                visit(&Spoken {
                    session: dialog.session,
                    message,
                    no,
                })
            })
        })
    }
}
