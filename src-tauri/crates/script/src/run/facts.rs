use std::str::FromStr;

use domain::{DialogId, Messenger, ScriptId, Timestamp};
use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What a script may know of the world, as it is at this turn.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The time.
    pub now: Timestamp,
    /// Where the chat's clock stands.
    pub zone: &'a TimeZone,
    /// The dialog.
    pub dialog: DialogId,
    /// The dialog so far, `Author: text` a line; only where [`Script::mentions`] asks for it.
    ///
    /// [`Script::mentions`]: crate::Script::mentions
    pub transcript: &'a str,
    /// What the client is called.
    pub client_name: Option<&'a str>,
    /// The client's phone number.
    pub client_phone: Option<&'a str>,
    /// Through which messenger the client writes.
    pub channel: Messenger,
    /// The page the client looks at.
    pub page: Option<&'a str>,
    /// The script that ran before this one in the dialog.
    pub previous_script: Option<ScriptId>,
    /// Whether it is within the chat's working hours.
    pub is_open: bool,
}

/// A variable that nobody has to set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemVariable {
    /// The date and the time, as in `2026-11-23 14:05`.
    Now,
    /// The date, as in `2026-11-23`.
    Today,
    /// The time, as in `14:05`.
    Time,
    /// The id of the dialog.
    DialogId,
    /// The dialog so far.
    Dialog,
    /// What the client is called.
    ClientName,
    /// The client's phone number.
    ClientPhone,
    /// The code of the messenger.
    Channel,
    /// The page the client looks at.
    Page,
    /// What was found in the client's last answer.
    Percept,
    /// The id of the script that ran before.
    PreviousScriptId,
    /// The status of the last answer of a server.
    RequestStatus,
}

impl SystemVariable {
    /// Every one, as scripts name it.
    pub const ALL: [(&'static str, Self); 12] = [
        ("now", Self::Now),
        ("today", Self::Today),
        ("time", Self::Time),
        ("dialogId", Self::DialogId),
        ("dialog", Self::Dialog),
        ("clientName", Self::ClientName),
        ("clientPhone", Self::ClientPhone),
        ("channel", Self::Channel),
        ("page", Self::Page),
        ("percept", Self::Percept),
        ("previousScriptId", Self::PreviousScriptId),
        ("request.status", Self::RequestStatus),
    ];
}

/// A name that no system variable has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no such system variable")]
pub struct NotASystemVariable;

impl FromStr for SystemVariable {
    type Err = NotASystemVariable;

    fn from_str(name: &str) -> Result<Self, NotASystemVariable> {
        let mut all = Self::ALL.into_iter();
        let found = all.find(|(known, _)| *known == name);
        found
            .map(|(_, variable)| variable)
            .ok_or(NotASystemVariable)
    }
}

impl Facts<'_> {
    pub(crate) fn today(&self) -> Date {
        self.zoned().date()
    }

    /// What a system variable stands for, as far as the world knows it.
    pub(crate) fn value(&self, variable: SystemVariable) -> Option<String> {
        let owned = |text: Option<&str>| text.map(ToOwned::to_owned);
        match variable {
            SystemVariable::Now => Some(self.zoned().strftime("%Y-%m-%d %H:%M").to_string()),
            SystemVariable::Today => Some(self.today().to_string()),
            SystemVariable::Time => Some(self.zoned().strftime("%H:%M").to_string()),
            SystemVariable::DialogId => Some(self.dialog.to_string()),
            SystemVariable::Dialog => Some(self.transcript.to_owned()),
            SystemVariable::ClientName => owned(self.client_name),
            SystemVariable::ClientPhone => owned(self.client_phone),
            SystemVariable::Channel => Some(self.channel.code().to_owned()),
            SystemVariable::Page => owned(self.page),
            SystemVariable::PreviousScriptId => self.previous_script.map(|id| id.to_string()),
            SystemVariable::Percept | SystemVariable::RequestStatus => None,
        }
    }

    fn zoned(&self) -> Zoned {
        let now = jiff::Timestamp::from_millisecond(self.now.millis());
        // What no calendar reaches is shown as the end of it.
        now.unwrap_or(jiff::Timestamp::MAX)
            .to_zoned(self.zone.clone())
    }
}
