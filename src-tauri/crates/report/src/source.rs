use std::ops::ControlFlow;

use store::{DialogFilter, Mark, Message, Reader, SessionRow, StoreError};

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
    /// The dialogs of `filter`, of which `total` will be read.
    pub(crate) fn new(
        reader: &'a Reader<'a>,
        filter: &'a DialogFilter,
        with_time: bool,
        total: u64,
        progress: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Self, ReportError> {
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

    fn each_marked(
        &mut self,
        visit: &mut dyn for<'row> FnMut(&'row Marked<'row>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        let (reader, filter) = (self.reader, self.filter);
        reader.each_marked(filter, |session, marks| {
            visit(&Marked { session, marks })?;
            self.so_far.done += 1;
            self.report_progress()
        })
    }

    /// How many dialogs there are in all, with markers and without.
    pub(crate) fn count_dialogs(&self) -> Result<u64, ReportError> {
        Ok(self.reader.count_sessions(self.filter)?)
    }

    /// The markers that the dialogs passed, in the order of their names.
    pub(crate) fn markers(&self) -> Result<Vec<String>, ReportError> {
        Ok(self.reader.markers_of(self.filter)?)
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

    /// How many dialogs are read for them.
    fn dialogs(reader: &Reader<'_>, filter: &DialogFilter) -> Result<u64, StoreError> {
        reader.count_sessions(filter)
    }

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

/// A row for each dialog that passed a marker.
pub(crate) enum MarkedDialogs {}

/// A dialog that passed markers.
pub(crate) struct Marked<'a> {
    pub(crate) session: &'a SessionRow,
    /// What it passed, in order; never empty.
    pub(crate) marks: &'a [Mark],
}

impl Subject for MarkedDialogs {
    type Of<'row> = Marked<'row>;

    fn dialogs(reader: &Reader<'_>, filter: &DialogFilter) -> Result<u64, StoreError> {
        reader.count_marked(filter)
    }

    fn each(
        source: &mut Source<'_>,
        visit: &mut dyn for<'row> FnMut(&'row Marked<'row>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        source.each_marked(visit)
    }
}

/// A row for each pass of a marker.
pub(crate) enum Passes {}

/// A pass of a marker.
pub(crate) struct Pass<'a> {
    pub(crate) session: &'a SessionRow,
    pub(crate) mark: &'a Mark,
}

impl Subject for Passes {
    type Of<'row> = Pass<'row>;

    fn dialogs(reader: &Reader<'_>, filter: &DialogFilter) -> Result<u64, StoreError> {
        MarkedDialogs::dialogs(reader, filter)
    }

    fn each(
        source: &mut Source<'_>,
        visit: &mut dyn for<'row> FnMut(&'row Pass<'row>) -> Result<(), ReportError>,
    ) -> Result<(), ReportError> {
        source.each_marked(&mut |dialog| {
            let session = dialog.session;
            let mut marks = dialog.marks.iter();
            marks.try_for_each(|mark| visit(&Pass { session, mark }))
        })
    }
}
