use std::future::Future;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    ApiError, App, acts, ai_services, attributes, audit, card, channels, chat_check, chat_file,
    chat_versions, chats, colours, connections, desk, dialogs, files, frame_code, groups, inbox,
    jobs, links, notes, operators, pictures, quick_replies, rehearse, reports, sample,
    script_check, script_file, script_history, script_ready, script_try, scripts, serving,
    settings, tags, thread,
};

/// Where a command comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The window, whose page is not trusted with paths.
    Window,
    /// The command line, run by the person who owns the data folder.
    CommandLine,
}

/// Who calls a command, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caller {
    /// The owner of the data folder.
    Owner(From),
}

impl Caller {
    const fn from(self) -> From {
        match self {
            Self::Owner(from) => from,
        }
    }
}

async fn run<Request, Response, Done>(
    app: &App,
    request: Value,
    command: impl FnOnce(App, Request) -> Done,
) -> Result<Value, ApiError>
where
    Request: DeserializeOwned,
    Response: Serialize,
    Done: Future<Output = Result<Response, ApiError>>,
{
    let request = serde_json::from_value(request).map_err(ApiError::malformed)?;
    // A command's future may be large; on the heap it does not weigh on its caller's.
    let response = Box::pin(command(app.clone(), request)).await?;
    serde_json::to_value(response).map_err(|error| ApiError::new("internal", error.to_string()))
}

macro_rules! commands {
    ($($name:ident: $room:ident($request:ty $(, $caller:ident)?) -> $response:ty, from $($from:ident)|+;)+) => {
        impl App {
            /// Runs the command `name` and returns its response as JSON.
            ///
            /// # Errors
            /// `unknown_command`, `malformed_request`, `not_allowed`, and those of the command.
            pub async fn call(&self, caller: Caller, name: &str, request: Value) -> Result<Value, ApiError> {
                match name {
                    $(stringify!($name) => {
                        if ![$(From::$from),+].contains(&caller.from()) {
                            return Err(ApiError::new("not_allowed", format!("`{name}` cannot be called from here")));
                        }
                        $(let $caller = caller.from();)?
                        run(self, request, |app, request| $room::$name(app, $($caller,)? request)).await
                    })+
                    _ => Err(ApiError::new("unknown_command", format!("there is no command `{name}`"))),
                }
            }
        }

        /// Shows `visit` the types of every command the window may call.
        pub(crate) fn window_commands(visit: &mut impl crate::typescript::Visit) {
            $(if [$(From::$from),+].contains(&From::Window) {
                visit.command::<$request, $response>(stringify!($name));
            })+
        }
    };
}

commands! {
    app_status: settings(settings::Nothing) -> settings::AppStatus, from Window | CommandLine;
    place_wanted: settings(settings::Nothing) -> settings::PlaceWanted, from Window;
    settings_update: settings(settings::SettingsUpdate) -> settings::Settings, from Window | CommandLine;
    gateway_retry: serving(settings::Nothing) -> serving::GatewayStatus, from Window | CommandLine;

    chats_list: chats(chats::ChatsList) -> Vec<chats::ChatRow>, from Window | CommandLine;
    chat_get: chats(chats::ChatById) -> domain::Chat, from Window | CommandLine;
    chat_new: chats(settings::Nothing) -> domain::ChatInput, from Window | CommandLine;
    chat_create: chats(chats::ChatCreate, from) -> domain::Chat, from Window | CommandLine;
    chat_update: chats(chats::ChatUpdate, from) -> domain::Chat, from Window | CommandLine;
    chat_duplicate: chats(chats::ChatById, from) -> domain::Chat, from Window | CommandLine;
    chat_delete: chats(chats::ChatDelete, from) -> chats::ChatDeleted, from Window | CommandLine;
    chat_restore: chats(chats::ChatById, from) -> domain::Chat, from Window | CommandLine;
    chat_delete_preview: chats(chats::ChatById) -> chats::DeletePreview, from Window | CommandLine;

    chat_settings: chat_check(settings::Nothing) -> chat_check::ChatForm, from Window | CommandLine;
    chat_check: chat_check(chat_check::ChatCheck) -> chat_check::ChatChecked, from Window | CommandLine;

    chat_versions: chat_versions(chat_versions::VersionsOf) -> Vec<chat_versions::Version>, from Window | CommandLine;
    chat_go_back: chat_versions(chat_versions::GoBack, from) -> domain::Chat, from Window | CommandLine;
    chats_compare: chat_versions(chat_versions::Compare) -> Vec<domain::Difference>, from Window | CommandLine;

    chat_preview: chat_check(chat_check::ChatPreview) -> serde_json::Value, from Window;
    chat_export: chat_file(chats::ChatById) -> Option<String>, from Window;
    chat_import: chat_file(settings::Nothing, from) -> Option<domain::Chat>, from Window;
    chat_file: chat_file(chat_file::ChatFileOf) -> serde_json::Value, from CommandLine;
    chat_from_file: chat_file(chat_file::ChatFromFile, from) -> domain::Chat, from CommandLine;
    chat_to_file: chat_file(chat_file::ChatToFile, from) -> domain::Chat, from CommandLine;
    chat_schema: chat_file(settings::Nothing) -> serde_json::Value, from CommandLine;

    colour_read: colours(colours::ColourRead) -> Option<colours::ColourShown>, from Window | CommandLine;
    picture_choose: pictures(settings::Nothing) -> Option<pictures::PictureTaken>, from Window;
    picture_crop: pictures(pictures::PictureCrop) -> domain::Picture, from Window;

    channels_list: channels(channels::ChannelsOf) -> Vec<channels::ChannelRow>, from Window | CommandLine;
    channel_switch: channels(channels::ChannelSwitch) -> settings::Nothing, from Window | CommandLine;

    scripts_list: scripts(scripts::ScriptsList) -> Vec<scripts::ScriptRow>, from Window | CommandLine;
    ready_scripts: script_ready(settings::Nothing) -> Vec<script_ready::ReadyScript>, from Window | CommandLine;
    script_open: scripts(scripts::ScriptById) -> scripts::ScriptOpen, from Window | CommandLine;
    script_create: scripts(scripts::ScriptCreate, from) -> scripts::ScriptOpen, from Window | CommandLine;
    script_save: scripts(scripts::ScriptSave, from) -> scripts::ScriptSaved, from Window | CommandLine;
    script_delete: scripts(scripts::ScriptById, from) -> settings::Nothing, from Window | CommandLine;
    script_restore: scripts(scripts::ScriptById, from) -> settings::Nothing, from Window | CommandLine;
    script_check: script_check(script_check::ScriptCheck) -> Vec<script::Problem>, from Window | CommandLine;
    script_publish: script_check(script_check::ScriptPublish, from) -> script_check::ScriptPublished, from Window | CommandLine;
    script_history: script_history(script_history::MomentsOf) -> Vec<script_history::ScriptMoment>, from Window | CommandLine;
    script_snapshot: script_history(script_history::ScriptSnapshot, from) -> script_history::ScriptMoment, from Window | CommandLine;
    script_at: script_history(script_history::MomentOf) -> script_history::ScriptThen, from Window | CommandLine;
    script_go_back: script_history(script_history::ScriptGoBack, from) -> scripts::ScriptOpen, from Window | CommandLine;
    script_export: script_file(scripts::ScriptById) -> Option<String>, from Window;
    script_import: script_file(settings::Nothing, from) -> Option<scripts::ScriptOpen>, from Window;
    script_text: script_file(script_file::ScriptTextOf) -> script_file::ScriptText, from CommandLine;
    script_text_check: script_file(script_file::ScriptTextCheck) -> Vec<script::Problem>, from CommandLine;
    script_take: script_file(script_file::ScriptTake, from) -> scripts::ScriptOpen, from CommandLine;
    script_schema: script_file(settings::Nothing) -> script_file::ScriptSchema, from CommandLine;
    script_try: script_try(script_try::ScriptTry) -> script_try::Tried, from Window | CommandLine;
    capabilities: script_try(settings::Nothing) -> Vec<script_try::MessengerCapabilities>, from Window | CommandLine;

    rehearse: rehearse(rehearse::RehearsalRequest) -> jobs::Job, from Window;
    rehearse_now: rehearse(rehearse::RehearseNow) -> rehearse::Rehearsal, from CommandLine;
    rehearsals_list: rehearse(rehearse::RehearsalsOf) -> Vec<rehearse::RehearsalRow>, from Window | CommandLine;
    rehearsal_get: rehearse(rehearse::RehearsalByNo) -> rehearse::Rehearsal, from Window | CommandLine;
    rehearsal_dialogs: rehearse(rehearse::RehearsalDialogs) -> rehearse::RehearsedPage, from Window | CommandLine;
    rehearsal_delete: rehearse(rehearse::RehearsalByNo) -> settings::Nothing, from Window | CommandLine;

    frame_code: frame_code(frame_code::FrameCodeOf) -> frame_code::FrameCode, from Window | CommandLine;
    open_test_page: frame_code(frame_code::FrameCodeOf) -> settings::Nothing, from Window;
    copy_text: settings(settings::CopyText) -> settings::Nothing, from Window;

    dialogs_page: dialogs(dialogs::DialogsPageOf) -> dialogs::DialogsPage, from Window | CommandLine;
    dialogs_count: dialogs(dialogs::DialogsCount) -> store::Count, from Window | CommandLine;
    dialog_get: dialogs(dialogs::DialogById) -> dialogs::DialogDetails, from Window | CommandLine;
    markers_list: dialogs(settings::Nothing) -> Vec<String>, from Window | CommandLine;
    dialog_messages: dialogs(dialogs::DialogMessages) -> dialogs::MessagesPage, from Window | CommandLine;

    inbox_list: inbox(inbox::InboxList, from) -> inbox::InboxPage, from Window | CommandLine;
    inbox_counts: inbox(inbox::AsOperator, from) -> inbox::InboxCounts, from Window | CommandLine;
    inbox_counters: inbox(inbox::AsOperator, from) -> inbox::InboxCounters, from Window | CommandLine;
    inbox_search: inbox(inbox::InboxSearch, from) -> Vec<inbox::InboxRow>, from Window | CommandLine;
    thread: thread(thread::ThreadOf, from) -> thread::Thread, from Window | CommandLine;
    card: card(card::CardOf, from) -> card::Card, from Window | CommandLine;
    client_update: card(card::ClientUpdate, from) -> settings::Nothing, from Window | CommandLine;
    client_attribute: card(card::ClientAttribute, from) -> settings::Nothing, from Window | CommandLine;
    dialog_tags: card(card::DialogTags, from) -> Vec<card::TagMark>, from Window | CommandLine;
    note_add: notes(notes::NoteAdd, from) -> notes::Note, from Window | CommandLine;
    note_delete: notes(notes::NoteDelete, from) -> settings::Nothing, from Window | CommandLine;
    dialog_take: acts(acts::DialogTake, from) -> inbox::InboxRow, from Window | CommandLine;
    dialog_send: acts(acts::DialogSend, from) -> acts::DialogSent, from Window | CommandLine;
    dialog_transfer: acts(acts::DialogTransfer, from) -> settings::Nothing, from Window | CommandLine;
    dialog_close: acts(acts::DialogClose, from) -> settings::Nothing, from Window | CommandLine;
    dialog_typing: acts(acts::DialogOfOperator, from) -> settings::Nothing, from Window | CommandLine;
    dialog_read: acts(acts::DialogOfOperator, from) -> settings::Nothing, from Window | CommandLine;
    draft_keep: acts(acts::DraftKeep, from) -> settings::Nothing, from Window | CommandLine;
    file_choose: files(settings::Nothing) -> files::FilesChosen, from Window;
    file_of_bytes: files(files::FileOfBytes) -> files::FileTaken, from CommandLine;
    file_save: files(files::FileSave) -> Option<String>, from Window;
    link_open: links(links::LinkOpen) -> settings::Nothing, from Window;

    desk_status: desk(settings::Nothing) -> desk::Desk, from Window | CommandLine;
    desk_work_as: desk(desk::WorkAs, from) -> desk::Desk, from Window;
    desk_presence: desk(desk::DeskPresence, from) -> desk::Desk, from Window;
    desk_renew: desk(settings::Nothing) -> settings::Nothing, from Window;
    notify_update: desk(desk::NotifyUpdate) -> desk::Desk, from Window | CommandLine;

    operators_list: operators(settings::Nothing) -> Vec<operators::Operator>, from Window | CommandLine;
    operator_create: operators(operators::OperatorCreate, from) -> operators::Operator, from Window | CommandLine;
    operator_update: operators(operators::OperatorUpdate, from) -> operators::Operator, from Window | CommandLine;
    operator_delete: operators(operators::OperatorById, from) -> settings::Nothing, from Window | CommandLine;
    operator_restore: operators(operators::OperatorById, from) -> operators::Operator, from Window | CommandLine;
    operator_pin: operators(operators::OperatorPin, from) -> operators::Operator, from Window | CommandLine;
    operator_presence: operators(operators::OperatorPresence, from) -> operators::Operator, from CommandLine;

    groups_list: groups(settings::Nothing) -> Vec<groups::Group>, from Window | CommandLine;
    group_create: groups(groups::GroupCreate, from) -> groups::Group, from Window | CommandLine;
    group_update: groups(groups::GroupUpdate, from) -> groups::Group, from Window | CommandLine;
    group_delete: groups(groups::GroupById, from) -> settings::Nothing, from Window | CommandLine;
    group_restore: groups(groups::GroupById, from) -> groups::Group, from Window | CommandLine;

    tags_list: tags(settings::Nothing) -> Vec<tags::Tag>, from Window | CommandLine;
    tag_create: tags(tags::TagCreate) -> tags::Tag, from Window | CommandLine;
    tag_update: tags(tags::TagUpdate) -> tags::Tag, from Window | CommandLine;
    tag_delete: tags(tags::TagById, from) -> settings::Nothing, from Window | CommandLine;
    tag_restore: tags(tags::TagById) -> tags::Tag, from Window | CommandLine;

    quick_replies_list: quick_replies(quick_replies::QuickRepliesOf, from) -> Vec<quick_replies::QuickReply>, from Window | CommandLine;
    quick_reply_create: quick_replies(quick_replies::QuickReplyCreate, from) -> quick_replies::QuickReply, from Window | CommandLine;
    quick_reply_update: quick_replies(quick_replies::QuickReplyUpdate, from) -> quick_replies::QuickReply, from Window | CommandLine;
    quick_reply_delete: quick_replies(quick_replies::QuickReplyById, from) -> settings::Nothing, from Window | CommandLine;
    quick_reply_restore: quick_replies(quick_replies::QuickReplyById, from) -> quick_replies::QuickReply, from Window | CommandLine;

    attributes_list: attributes(settings::Nothing) -> Vec<attributes::Attribute>, from Window | CommandLine;
    attribute_create: attributes(attributes::AttributeCreate) -> attributes::Attribute, from Window | CommandLine;
    attribute_update: attributes(attributes::AttributeUpdate) -> attributes::Attribute, from Window | CommandLine;
    attribute_delete: attributes(attributes::AttributeById, from) -> settings::Nothing, from Window | CommandLine;
    attribute_restore: attributes(attributes::AttributeById) -> attributes::Attribute, from Window | CommandLine;
    attributes_order: attributes(attributes::AttributesOrder) -> Vec<attributes::Attribute>, from Window | CommandLine;

    ai_services_list: ai_services(settings::Nothing) -> Vec<ai_services::AiService>, from Window | CommandLine;
    ai_service_save: ai_services(ai_services::AiServiceSave, from) -> ai_services::AiService, from Window | CommandLine;
    ai_service_delete: ai_services(ai_services::AiServiceByName, from) -> settings::Nothing, from Window | CommandLine;
    ai_service_test: ai_services(ai_services::AiServiceByName) -> ai_services::AiSaid, from Window | CommandLine;
    allowed_addresses: connections(settings::Nothing) -> Vec<String>, from Window | CommandLine;
    allowed_addresses_save: connections(connections::AllowedAddressesSave, from) -> Vec<String>, from Window | CommandLine;

    audit_list: audit(audit::AuditPage) -> Vec<audit::AuditRow>, from Window | CommandLine;

    reports_list: reports(settings::Nothing) -> Vec<reports::ReportRow>, from Window | CommandLine;
    report_columns: reports(reports::ReportById) -> Vec<reports::ColumnTitle>, from Window | CommandLine;
    report_export: reports(reports::ReportExport) -> Option<jobs::Job>, from Window;
    report_write: reports(reports::ReportWrite) -> reports::ReportWritten, from CommandLine;

    jobs_list: jobs(settings::Nothing) -> Vec<jobs::Job>, from Window | CommandLine;
    job_cancel: jobs(jobs::JobById) -> settings::Nothing, from Window | CommandLine;
    job_reveal: jobs(jobs::JobById) -> settings::Nothing, from Window;

    sample_load: sample(sample::SampleLoad) -> jobs::Job, from Window;
    sample_write: sample(sample::SampleWrite) -> sample::SampleWritten, from CommandLine;
    schema: settings(settings::Nothing) -> String, from CommandLine;
}
