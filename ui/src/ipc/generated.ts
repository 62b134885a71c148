// Made from the Rust declarations by `cargo xtask types`; change those.

export type ApiError = { 
/**
 * Stable, lower case with underscores.
 */
code: string, 
/**
 * One English sentence: what, where, what to do.
 */
message: string, 
/**
 * What the words need: numbers, names, problems of fields.
 */
details: unknown, };

export type AppStatus = { version: string, data_folder: string, 
/**
 * The language in force.
 */
language: Language, settings: Settings, gateway: GatewayStatus, 
/**
 * No chat was ever made.
 */
welcome: boolean, platform: Platform, };

export type AuthorType = "client" | "bot" | "operator" | "system";

export type ButtonTitle = { title: string, };

export type ChannelMark = { messenger: Messenger, on: boolean, };

export type Chat = { 
/**
 * Its id.
 */
id: ChatId, 
/**
 * Counts the changes; an edit names the revision it began from, so that two editors do not
 * undo each other.
 */
revision: number, 
/**
 * What people call it, 1 to [`NAME_MAX`] characters.
 */
name: string, 
/**
 * When it was made.
 */
created_at: Timestamp, 
/**
 * When it was last changed.
 */
updated_at: Timestamp, 
/**
 * The script the bot follows; none means the built-in greeting.
 */
script: ScriptId | null, 
/**
 * Colours of the bubbles and the buttons.
 */
colours: ChatColours, 
/**
 * Whether the bot, greeting a client who wrote first, also answers that message.
 */
reply_to_first_message: boolean, };

export type ChatById = { id: ChatId, };

export type ChatCheck = { input: ChatInput, };

export type ChatColours = { 
/**
 * Ground of the bot's messages.
 */
bot: Colour, 
/**
 * Ground of the operator's messages.
 */
operator: Colour, 
/**
 * Ground of the client's messages.
 */
user: Colour, 
/**
 * Ground of buttons and of the widget's head.
 */
buttons: Colour, 
/**
 * Text on buttons and on the widget's head.
 */
buttons_text: Colour, };

export type ChatCreate = { input: ChatInput, };

export type ChatDelete = { id: ChatId, dialogs: DialogsFate, };

export type ChatDeleted = { 
/**
 * Until when it can be taken back.
 */
undo_until: Timestamp, };

export type ChatId = string;

export type ChatInput = { 
/**
 * See [`Chat::name`].
 */
name: string, 
/**
 * See [`ChatSettings::script`].
 */
script: ScriptId | null, 
/**
 * See [`ChatSettings::colours`].
 */
colours: ColoursInput, 
/**
 * See [`ChatSettings::reply_to_first_message`].
 */
reply_to_first_message: boolean, };

export type ChatMark = { id: ChatId, name: string, colour: Colour, };

export type ChatRow = { id: ChatId, name: string, 
/**
 * Its buttons' colour, by which people tell chats apart.
 */
colour: Colour, 
/**
 * What a page that embeds the widget names.
 */
site_key: string, channels: Array<ChannelMark>, dialogs_today: number, active_now: number, updated_at: Timestamp, };

export type ChatUpdate = { id: ChatId, 
/**
 * The revision the change began from; none changes whatever stands there now.
 */
revision: number | null, input: ChatInput, };

export type ChatsList = { 
/**
 * Part of the name; empty means all.
 */
search: string, };

export type ClientId = string;

export type ClosedBy = "bot" | "operator" | "client" | "system";

export type Colour = string;

export type ColourCheck = { 
/**
 * A colour as somebody typed it.
 */
text: string, 
/**
 * The colour it is seen with.
 */
on: string, };

export type ColourChecked = { 
/**
 * The colour as it is kept; none when it is not one.
 */
colour: Colour | null, 
/**
 * Contrast ratio of the two, from 1 to 21.
 */
contrast: number | null, };

export type ColoursInput = { bot: string, operator: string, user: string, buttons: string, buttons_text: string, };

export type ColumnTitle = { id: string, title: string, };

export type CopyText = { text: string, };

export type Count = { 
/**
 * The number, or where counting stopped.
 */
n: number, 
/**
 * Whether that is all of them.
 */
exact: boolean, };

export type Currency = string;

export type DeletePreview = { name: string, dialogs: number, messages: number, active: number, };

export type Delivery = "received" | "pending" | "delivered" | "read" | "undelivered";

export type DialogById = { id: DialogId, };

export type DialogDetails = { closed_at: Timestamp | null, closed_by: ClosedBy | null, cost: Money, currency: Currency | null, client_id: ClientId, 
/**
 * Opens the dialog from anywhere on this computer.
 */
link: string, 
/**
 * Every column of report `sessions` but the transcript.
 */
parameters: Array<Parameter>, id: DialogId, created_at: Timestamp, chat: ChatMark, messenger: Messenger, state: DialogState, ending: Ending | null, handed_over: boolean, no_operator_response: boolean, 
/**
 * The client's name.
 */
client: string | null, 
/**
 * The client's number, for those without a name.
 */
client_no: number, last_text: string, last_at: Timestamp, messages: number, };

export type DialogFilter = { 
/**
 * Reached through these; empty means any.
 */
messengers: Array<Messenger>, 
/**
 * Of these chats; empty means any.
 */
chats: Array<ChatId>, 
/**
 * Which stand like this.
 */
status: StatusFilter, 
/**
 * Begun at or after.
 */
from: Timestamp | null, 
/**
 * Begun before.
 */
to: Timestamp | null, 
/**
 * Also those in which the client never wrote.
 */
all: boolean, };

export type DialogId = string;

export type DialogMessages = { id: DialogId, 
/**
 * The seq of the last message that is known.
 */
after: number | null, limit: number, };

export type DialogRow = { id: DialogId, created_at: Timestamp, chat: ChatMark, messenger: Messenger, state: DialogState, ending: Ending | null, handed_over: boolean, no_operator_response: boolean, 
/**
 * The client's name.
 */
client: string | null, 
/**
 * The client's number, for those without a name.
 */
client_no: number, last_text: string, last_at: Timestamp, messages: number, };

export type DialogState = "bot" | "queued" | "closed";

export type DialogsCount = { filter: DialogFilter, };

export type DialogsFate = "keep" | "delete";

export type DialogsPage = { rows: Array<DialogRow>, 
/**
 * Where the next page begins; none when this is the last.
 */
next: string | null, };

export type DialogsPageOf = { filter: DialogFilter, 
/**
 * Where the page before ended.
 */
after: string | null, limit: number, };

export type Ending = "bot_ended" | "operator_closed" | "client_timeout" | "lifetime" | "queue_time" | "client_left" | "spam" | "administrator";

export type FrameCode = { 
/**
 * One line of HTML.
 */
snippet: string, 
/**
 * The address in it.
 */
address: string, 
/**
 * A page of the gateway that shows the chat.
 */
test_page: string, 
/**
 * Whether others than this computer can reach the address.
 */
public: boolean, };

export type FrameCodeOf = { chat: ChatId, };

export type GatewayState = "starting" | "listening" | "failed" | "off";

export type GatewayStatus = { 
/**
 * In a word.
 */
state: GatewayState, 
/**
 * Where it listens: `127.0.0.1:7420`.
 */
address: string | null, 
/**
 * The address pages outside use.
 */
public_url: string | null, 
/**
 * How many channels are switched on.
 */
channels_on: number, 
/**
 * Why it does not listen.
 */
error: ApiError | null, };

export type Job = { id: string, kind: JobKind, 
/**
 * What it makes, in words or as a file's name.
 */
title: string, done: number, total: number | null, state: JobState, error: ApiError | null, 
/**
 * What it made: a file's name.
 */
result: string | null, };

export type JobById = { id: string, };

export type JobKind = "export" | "sample";

export type JobState = "running" | "done" | "cancelled" | "failed";

export type Language = "en" | "ru";

export type Message = { id: MessageId, seq: number, at: Timestamp, author_type: AuthorType, author: string | null, kind: MessageKind, text: string, buttons: Array<ButtonTitle>, delivery: Delivery, };

export type MessageId = string;

export type MessageKind = "text" | "postback" | "notice";

export type MessagesPage = { messages: Array<Message>, 
/**
 * Whether there are later ones.
 */
more: boolean, };

export type Messenger = "web" | "telegram" | "whatsapp" | "viber" | "facebook" | "alice" | "yandex" | "vk" | "skype" | "slack" | "wechat" | "snapchat" | "line";

export type Money = number;

export type News = { "type": "chats" } | { "type": "settings" } | { "type": "dialogs", 
/**
 * Which; empty means so many that none is named.
 */
ids: Array<DialogId>, } | { "type": "gateway", 
/**
 * How.
 */
status: GatewayStatus, } | { "type": "job", 
/**
 * How it stands.
 */
job: Job, } | { "type": "link" };

export type Nothing = Record<string, never>;

export type Parameter = { column: string, value: ParameterValue, };

export type ParameterValue = { "type": "text", text: string, } | { "type": "time", at: Timestamp, } | { "type": "seconds", seconds: number, } | { "type": "number", number: number, } | { "type": "money", millionths: Money, currency: Currency | null, } | { "type": "none" };

export type PlaceWanted = { 
/**
 * The address of a screen: `/dialogs/…`; none when nobody followed a link.
 */
path: string | null, };

export type Platform = "linux" | "macos" | "windows";

export type Problem = { 
/**
 * The field's path, as in the JSON a chat is written in: `colours.bot`.
 */
field: string, } & ({ "code": "empty" } | { "code": "too_long", 
/**
 * How many characters it has.
 */
length: number, 
/**
 * How many it may have.
 */
limit: number, } | { "code": "not_a_colour", 
/**
 * What was written, cut to 40 characters.
 */
text: string, } | { "code": "unknown_script" });

export type ReportById = { report: string, };

export type ReportExport = { report: string, filter: DialogFilter, with_time: boolean, time_zone: string, };

export type ReportRow = { id: string, title: string, };

export type SampleLoad = { dialogs: number, };

export type ScriptId = string;

export type ScriptRow = { id: ScriptId, name: string, 
/**
 * It comes with the program.
 */
builtin: boolean, };

export type Settings = { 
/**
 * The language; none means the system's.
 */
language: Language | null, 
/**
 * Light or dark.
 */
theme: Theme, };

export type SettingsUpdate = { settings: Settings, };

export type StatusFilter = "any" | "active" | "closed" | "no_operator_response";

export type Theme = "system" | "light" | "dark";

export type Timestamp = number;

export type Commands = {
  app_status: { request: Nothing; response: AppStatus };
  place_wanted: { request: Nothing; response: PlaceWanted };
  settings_update: { request: SettingsUpdate; response: Settings };
  gateway_retry: { request: Nothing; response: GatewayStatus };
  chats_list: { request: ChatsList; response: Array<ChatRow> };
  chat_get: { request: ChatById; response: Chat };
  chat_new: { request: Nothing; response: ChatInput };
  chat_check: { request: ChatCheck; response: Array<Problem> };
  colour_check: { request: ColourCheck; response: ColourChecked };
  chat_create: { request: ChatCreate; response: Chat };
  chat_update: { request: ChatUpdate; response: Chat };
  chat_delete: { request: ChatDelete; response: ChatDeleted };
  chat_restore: { request: ChatById; response: Chat };
  chat_delete_preview: { request: ChatById; response: DeletePreview };
  scripts_list: { request: Nothing; response: Array<ScriptRow> };
  frame_code: { request: FrameCodeOf; response: FrameCode };
  open_test_page: { request: FrameCodeOf; response: Nothing };
  copy_text: { request: CopyText; response: Nothing };
  dialogs_page: { request: DialogsPageOf; response: DialogsPage };
  dialogs_count: { request: DialogsCount; response: Count };
  dialog_get: { request: DialogById; response: DialogDetails };
  dialog_messages: { request: DialogMessages; response: MessagesPage };
  reports_list: { request: Nothing; response: Array<ReportRow> };
  report_columns: { request: ReportById; response: Array<ColumnTitle> };
  report_export: { request: ReportExport; response: Job | null };
  jobs_list: { request: Nothing; response: Array<Job> };
  job_cancel: { request: JobById; response: Nothing };
  job_reveal: { request: JobById; response: Nothing };
  sample_load: { request: SampleLoad; response: Job };
};
