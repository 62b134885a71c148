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

export type Appearance = { 
/**
 * Colours of the bubbles and the buttons.
 */
colours: ChatColours, 
/**
 * Pictures of who writes.
 */
pictures: Pictures, };

export type AppearanceInput = { 
/**
 * Colours of the bubbles and the buttons.
 */
colours: ColoursInput, 
/**
 * Pictures of who writes.
 */
pictures: Pictures, };

export type AsOperator = Record<string, never>;

export type Attachment = { 
/**
 * The SHA-256 of its content.
 */
id: ContentId, 
/**
 * Its name, safe to save under.
 */
name: string, 
/**
 * How many bytes it has.
 */
bytes: number, 
/**
 * What it is by its content, as a MIME type; `application/octet-stream` when nothing tells.
 */
mime: string, 
/**
 * Whether it may be shown in place: a picture that browsers draw and nothing else.
 */
is_picture: boolean, };

export type Attribute = { id: AttributeId, name: string, kind: AttributeKind, 
/**
 * What can be chosen, where something is.
 */
choices: Array<string>, };

export type AttributeById = { id: AttributeId, };

export type AttributeCreate = { input: AttributeInput, };

export type AttributeId = string;

export type AttributeInput = { 
/**
 * What it is called; unique.
 */
name: string, 
/**
 * What it takes.
 */
kind: AttributeKind, 
/**
 * What can be chosen, where something is.
 */
choices: Array<string>, };

export type AttributeKind = "text" | "number" | "date" | "choice" | "flag" | "link";

export type AttributeUpdate = { id: AttributeId, input: AttributeInput, };

export type AttributeValue = { attribute: Attribute, value: string | null, };

export type AttributesOrder = { 
/**
 * In the order they are to stand in; the others stay behind them.
 */
ids: Array<AttributeId>, };

export type AuditAction = "work_as" | "work_ended" | "presence" | "dialog_taken" | "dialog_transferred" | "dialog_closed" | "dialog_spam" | "operator_created" | "operator_changed" | "operator_deleted" | "operator_restored" | "pin_set" | "pin_removed" | "wrong_pins" | "group_created" | "group_changed" | "group_deleted" | "group_restored" | "chat_deleted" | "chat_restored" | "tag_deleted" | "attribute_deleted";

export type AuditOperator = { id: OperatorId, name: string, };

export type AuditPage = { 
/**
 * The oldest one shown; none asks for the newest.
 */
before: number | null, 
/**
 * At most so many, and at most 500.
 */
limit: number, };

export type AuditRow = { 
/**
 * Its number.
 */
no: number, at: Timestamp, from: MadeFrom, 
/**
 * The name of whoever did it on their computer.
 */
by: string | null, 
/**
 * As which operator they did it.
 */
operator: AuditOperator | null, 
/**
 * Whether that operator had shown their PIN.
 */
verified: boolean, action: AuditAction, 
/**
 * The id of what it was done to.
 */
subject: string, 
/**
 * Names and values as they were then.
 */
details: Record<string, unknown>, };

export type AuthorColours = { bot: Colour, operator: Colour, user: Colour, };

export type AuthorType = "client" | "bot" | "operator" | "system";

export type ButtonTitle = { title: string, };

export type ByChannel = { 
/**
 * In the web widget.
 */
web: number, 
/**
 * In every messenger.
 */
messengers: number, };

export type CanWrite = "yes" | "waits";

export type Card = { client: ClientFacts, 
/**
 * The same person in other channels.
 */
joined: Array<JoinedClient>, 
/**
 * Every field there is, in order.
 */
attributes: Array<AttributeValue>, 
/**
 * The latest first, 50 at most.
 */
pages: Array<PageVisit>, 
/**
 * The latest first, 20 at most.
 */
former: Array<FormerDialog>, former_count: number, 
/**
 * The latest first.
 */
notes: Array<Note>, tags: Array<TagMark>, dialog: CardDialog, };

export type CardDialog = { id: DialogId, state: DialogState, chat: ChatMark, colours: AuthorColours, 
/**
 * How the client writes.
 */
messenger: Messenger, created_at: Timestamp, 
/**
 * Who holds it.
 */
operator: OperatorMark | null, group: GroupMark | null, 
/**
 * What the chat offers to say of how a dialog went.
 */
results: Array<string>, 
/**
 * Whether closing it needs a result.
 */
ask_result: boolean, cost: Money, currency: Currency | null, can_write: CanWrite, };

export type CardOf = { dialog: DialogId, };

export type ChannelId = string;

export type ChannelRow = { id: ChannelId, messenger: Messenger, on: boolean, 
/**
 * What a page that embeds the widget names; only web channels have one.
 */
site_key: string | null, };

export type ChannelSwitch = { id: ChannelId, on: boolean, };

export type ChannelsOf = { chat: ChatId, };

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
 * What holds for the whole chat.
 */
general: General, 
/**
 * The bot.
 */
script: ScriptSettings, 
/**
 * What is asked at the end.
 */
feedback: Feedback, 
/**
 * Waiting for an operator.
 */
queue: Queue, 
/**
 * How soon operators should answer.
 */
service_level: ServiceLevel, 
/**
 * How it looks.
 */
appearance: Appearance, 
/**
 * Addresses under which clients reach the company in messengers.
 */
links: { [key in Messenger]?: string }, 
/**
 * What messages cost, in the order of the days they hold from.
 */
prices: Array<PriceList>, 
/**
 * Where the widget may stand.
 */
widget: WidgetSettings, };

export type ChatById = { id: ChatId, };

export type ChatCheck = { 
/**
 * The chat that is being changed; none while it does not exist.
 */
id: ChatId | null, input: ChatInput, };

export type ChatChecked = { 
/**
 * What must be mended before it can be saved.
 */
problems: Array<Problem>, 
/**
 * What a channel of the chat cannot do.
 */
warnings: Array<Warning>, };

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

export type ChatForm = { settings: Array<SettingForm>, 
/**
 * What is said where a text is left empty, by the setting's path.
 */
own_texts: { [key in string]: Words }, 
/**
 * An address of each messenger in its usual form, in the order messengers are shown.
 */
link_examples: Array<[Messenger, string]>, 
/**
 * The IANA name of this computer's zone; none when it cannot be told.
 */
zone: string | null, };

export type ChatId = string;

export type ChatInput = { 
/**
 * What people call it.
 */
name: string, 
/**
 * What holds for the whole chat.
 */
general: General, 
/**
 * The bot.
 */
script: ScriptSettings, 
/**
 * What is asked at the end.
 */
feedback: Feedback, 
/**
 * Waiting for an operator.
 */
queue: Queue, 
/**
 * How soon operators should answer.
 */
service_level: ServiceLevel, 
/**
 * How it looks.
 */
appearance: AppearanceInput, 
/**
 * Addresses under which clients reach the company in messengers; an empty one counts as none.
 */
links: { [key in Messenger]?: string }, 
/**
 * What messages cost.
 */
prices: Array<PriceList>, 
/**
 * Where the widget may stand.
 */
widget: WidgetSettings, };

export type ChatMark = { id: ChatId, name: string, colour: Colour, };

export type ChatPreview = { input: ChatInput, 
/**
 * The language of a visitor, for a chat that has none of its own.
 */
language: Language, };

export type ChatRow = { id: ChatId, name: string, 
/**
 * Its buttons' colour, by which people tell chats apart.
 */
colour: Colour, 
/**
 * Whether any channel of it is switched on.
 */
on: boolean, channels: Array<ChannelRow>, dialogs_today: number, active_now: number, 
/**
 * What clients rated in the last 30 days; none while nobody did.
 */
rating: MeanRating | null, 
/**
 * First turns of the last 30 days that were answered in time, in per cent.
 */
sl1: number | null, updated_at: Timestamp, };

export type ChatUpdate = { id: ChatId, 
/**
 * The revision the change began from; none changes whatever stands there now.
 */
revision: number | null, input: ChatInput, };

export type ChatsList = { 
/**
 * Part of the name; empty means all.
 */
search: string, 
/**
 * Which of them.
 */
shown: Shown, 
/**
 * By what they are sorted; chats that are alike there by their names.
 */
sort: Sort, 
/**
 * Whether the greatest comes first.
 */
descending: boolean, };

export type ClientAttribute = { client: ClientId, attribute: AttributeId, 
/**
 * None forgets it.
 */
value: string | null, };

export type ClientFacts = { id: ClientId, name: string | null, 
/**
 * For those without a name.
 */
no: number, phone: string | null, email: string | null, 
/**
 * The language their channel tells.
 */
language: string | null, 
/**
 * By what their channel knows them.
 */
remote_id: string, since: Timestamp, };

export type ClientId = string;

export type ClientMark = { id: ClientId, name: string | null, 
/**
 * For those without a name.
 */
no: number, };

export type ClientUpdate = { client: ClientId, 
/**
 * None forgets it, as with the others.
 */
name: string | null, phone: string | null, email: string | null, };

export type ClosedBy = "bot" | "operator" | "client" | "system";

export type Colour = string;

export type ColourModel = "rgba" | "hsla" | "hex";

export type ColourRead = { 
/**
 * A colour as somebody typed or pasted it: any that CSS knows.
 */
text: string, 
/**
 * The fields of a model as somebody typed them; they are read in place of the text.
 */
typed?: TypedColour, 
/**
 * The other colour of the pair; none asks for black or white text, whichever reads better.
 */
beside: string | null, 
/**
 * Whether the colour is that of a text and the other one its ground.
 */
is_text?: boolean, };

export type ColourShown = { 
/**
 * As it is kept: `#rrggbb`, or `#rrggbbaa` when it is not opaque.
 */
colour: Colour, 
/**
 * Red, green and blue from 0 to 255, alpha from 0 to 1.
 */
rgba: Array<string>, 
/**
 * Hue in degrees, saturation and lightness in per cent, alpha from 0 to 1.
 */
hsla: Array<string>, 
/**
 * The colour it is seen with.
 */
beside: Colour, 
/**
 * Contrast ratio of the two (WCAG 2.2), from 1 to 21.
 */
contrast: number, level: ContrastLevel, 
/**
 * The nearest colour whose contrast is at least 4.5; none when this one's is, or none has it.
 */
nearest: Nearest | null, };

export type ColoursInput = { bot: string, operator: string, user: string, buttons: string, buttons_text: string, };

export type ColumnTitle = { id: string, title: string, };

export type Compare = { one: ChatId, other: ChatId, };

export type Consumer = "engine" | "widget" | "window";

export type ContentId = string;

export type ContrastLevel = "aaa" | "aa" | "below";

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

export type Crop = { 
/**
 * From the left edge.
 */
x: number, 
/**
 * From the upper edge.
 */
y: number, 
/**
 * Width and height, at least 1.
 */
side: number, };

export type Currency = string;

export type DeletePreview = { name: string, dialogs: number, messages: number, active: number, };

export type Delivery = "received" | "pending" | "delivered" | "read" | "undelivered" | "cancelled";

export type Desk = { 
/**
 * Who does; none while nobody was chosen.
 */
operator: DeskOperator | null, 
/**
 * Who can, by their names.
 */
operators: Array<DeskChoice>, 
/**
 * What they are told of.
 */
notify: Notify, };

export type DeskChoice = { id: OperatorId, name: string, picture: Picture | null, needs_pin: boolean, presence: Presence, };

export type DeskOperator = { id: OperatorId, name: string, picture: Picture | null, 
/**
 * Whether they have shown their PIN.
 */
verified: boolean, presence: Presence, 
/**
 * How many dialogs they are given at most; 0 means as many as come.
 */
limit: number, 
/**
 * How many open dialogs they hold.
 */
load: number, };

export type DeskPresence = { presence: Presence, };

export type DialogById = { id: DialogId, };

export type DialogClose = { id: DialogId, 
/**
 * One of the chat's results.
 */
result: string | null, spam: boolean, };

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

export type DialogOfOperator = { id: DialogId, };

export type DialogRow = { id: DialogId, created_at: Timestamp, chat: ChatMark, messenger: Messenger, state: DialogState, ending: Ending | null, handed_over: boolean, no_operator_response: boolean, 
/**
 * The client's name.
 */
client: string | null, 
/**
 * The client's number, for those without a name.
 */
client_no: number, last_text: string, last_at: Timestamp, messages: number, };

export type DialogSend = { id: DialogId, 
/**
 * May be empty when files are sent.
 */
text: string, files: Array<FileToSend>, 
/**
 * The sender's own id of this: the same again changes nothing.
 */
key: string, };

export type DialogSent = { messages: Array<Message>, };

export type DialogState = "bot" | "queued" | "operator" | "ending" | "feedback" | "closed";

export type DialogTags = { dialog: DialogId, 
/**
 * All that it is to have.
 */
tags: Array<TagId>, };

export type DialogTake = { id: DialogId, 
/**
 * The holder it is taken over from.
 */
over: OperatorId | null, };

export type DialogTransfer = { id: DialogId, to: TransferTo, };

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

export type Difference = { 
/**
 * The path of the setting; that of a link ends in its messenger.
 */
path: string, 
/**
 * Its value in the one.
 */
before: unknown, 
/**
 * Its value in the other.
 */
after: unknown, };

export type DraftKeep = { dialog: DialogId, 
/**
 * Empty removes the draft.
 */
text: string, };

export type Ending = "bot_ended" | "operator_closed" | "client_timeout" | "lifetime" | "queue_time" | "client_left" | "spam" | "administrator";

export type Entry = { "type": "dialog", dialog: DialogId, chat: ChatMark, messenger: Messenger, at: Timestamp, rating: number | null, 
/**
 * The best rating there is.
 */
scale: number | null, } | { "type": "message", dialog: DialogId, message: Message, } | { "type": "happening", dialog: DialogId, at: Timestamp, what: Happening, } | { "type": "note", dialog: DialogId | null, note: Note, };

export type Feedback = { 
/**
 * Whether clients are asked to rate the dialog.
 */
ask: boolean, 
/**
 * How long after its start they are asked while it still runs, in seconds; 0 means only at its end.
 */
after_s: number, 
/**
 * The scale they rate on.
 */
scale: RatingScale, 
/**
 * How they are asked; empty means in the program's own words.
 */
text: string, 
/**
 * Whether an operator has to choose a result when closing a dialog, and a client whom no
 * operator has served is asked whether the question is solved.
 */
ask_result: boolean, 
/**
 * The results an operator chooses from.
 */
results: Array<string>, };

export type FileRefused = { name: string, error: ApiError, };

export type FileSave = { message: MessageId, };

export type FileTaken = Attachment;

export type FileToSend = { id: ContentId, name: string, };

export type FilesChosen = { taken: Array<FileTaken>, refused: Array<FileRefused>, };

export type FormerDialog = { id: DialogId, at: Timestamp, chat: ChatMark, messenger: Messenger, rating: number | null, 
/**
 * The best rating there is.
 */
scale: number | null, ending: Ending | null, };

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

export type General = { 
/**
 * The language of the bot and the widget; none means each visitor's own.
 */
language: Language | null, 
/**
 * Address of the company's help pages, shown in the widget; empty means none.
 */
knowledge_base: string, 
/**
 * IANA name of the zone in which hours and holidays are meant; none means that of the computer
 * Parley runs on.
 */
time_zone: string | null, 
/**
 * When operators work; none means around the clock.
 */
working_hours: WorkingHours | null, 
/**
 * Days on which nobody works.
 */
holidays: Array<Holiday>, };

export type GoBack = { id: ChatId, 
/**
 * The revision that is seen now.
 */
revision: number, 
/**
 * The revision to go back to.
 */
to: number, };

export type Group = { id: GroupId, name: string, 
/**
 * How soon the first answer should come, in seconds; none means as the chat says.
 */
sl_first_s: number | null, 
/**
 * How soon later answers should come, in seconds; none means as the chat says.
 */
sl_next_s: number | null, members: Array<OperatorId>, 
/**
 * How many of them are there.
 */
online: number, 
/**
 * How many dialogs wait for them.
 */
waiting: number, revision: number, };

export type GroupById = { id: GroupId, };

export type GroupCreate = { input: GroupInput, };

export type GroupId = string;

export type GroupInput = { 
/**
 * What it is called; unique.
 */
name: string, 
/**
 * How soon the first answer should come, in seconds; none means as the chat says.
 */
sl_first_s: number | null, 
/**
 * How soon later answers should come, in seconds; none means as the chat says.
 */
sl_next_s: number | null, 
/**
 * Who is in it.
 */
members: Array<OperatorId>, };

export type GroupMark = { id: GroupId, name: string, };

export type GroupUpdate = { id: GroupId, 
/**
 * The revision the change began from; none changes whatever stands there now.
 */
revision: number | null, input: GroupInput, };

export type Happening = { "what": "handed_over", group: string | null, } | { "what": "assigned", operator: string, wait_s: number, } | { "what": "taken", operator: string, wait_s: number | null, } | { "what": "transferred", from: string, operator: string | null, group: string | null, } | { "what": "taken_away", operator: string, } | { "what": "returned_to_bot", operator: string, } | { "what": "script", script: string, operator: string, } | { "what": "queue_over" } | { "what": "help" } | { "what": "rating_asked" } | { "what": "rated", rating: number, scale: number, } | { "what": "comment", text: string, } | { "what": "client_result", solved: boolean, } | { "what": "operator_result", result: string, operator: string, } | { "what": "moved", from: Messenger, to: Messenger, } | { "what": "closed", ending: Ending, operator: string | null, };

export type Holiday = { 
/**
 * The first day.
 */
first: string, 
/**
 * The last day; the first one again for a single day.
 */
last: string, 
/**
 * What people call it.
 */
name: string, };

export type IdleTo = "bot" | "next_operator" | "queue";

export type InboxCounters = { rating: MeanRating | null, 
/**
 * First turns answered in time, in per cent.
 */
sl1: number | null, 
/**
 * Later turns answered in time, in per cent.
 */
sl2: number | null, 
/**
 * In per cent.
 */
csi: number | null, 
/**
 * Since midnight.
 */
closed_today: number, };

export type InboxCounts = { my: number, 
/**
 * Of mine, those in which an answer is owed.
 */
to_answer: number, queue: number, help: number, all: number, 
/**
 * Taken from this operator.
 */
taken: number, };

export type InboxList = { tab: InboxTab, 
/**
 * Where the page before ended.
 */
after: string | null, limit: number, };

export type InboxPage = { rows: Array<InboxRow>, 
/**
 * Where the next page begins; none when this is the last.
 */
next: string | null, };

export type InboxRow = { id: DialogId, client: ClientMark, messenger: Messenger, chat: ChatMark, state: DialogState, group: GroupMark | null, 
/**
 * Who holds it.
 */
operator: OperatorMark | null, last_text: string, last_at: Timestamp, 
/**
 * Who wrote the last message; none while there is none.
 */
last_author: AuthorType | null, 
/**
 * Which operator did, when one did.
 */
last_operator: OperatorMark | null, 
/**
 * Whether the last message is a file.
 */
last_file: boolean, unread: number, turn: OpenTurn | null, section: Section, 
/**
 * What this operator began to write.
 */
draft: string | null, queued_at: Timestamp | null, 
/**
 * The place in the queue of its group, from 1.
 */
position: number | null, 
/**
 * Whether this operator holds it.
 */
mine: boolean, };

export type InboxSearch = { 
/**
 * A part of a name or of a phone number, how a client's number begins, alone or in what a client
 * without a name is called, or a dialog's id.
 */
text: string, limit: number, };

export type InboxTab = "my" | "queue" | "help" | "all";

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

export type JoinedClient = { client: ClientId, messenger: Messenger, name: string | null, };

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

export type Language = "en" | "ru";

export type LinkOpen = { 
/**
 * An absolute `http` or `https` address without a user name or a password.
 */
url: string, };

export type MadeFrom = "window" | "command_line" | "program";

export type MeanRating = { mean: number, 
/**
 * The best rating there is.
 */
scale: number, };

export type Message = { id: MessageId, seq: number, at: Timestamp, author_type: AuthorType, author: string | null, kind: MessageKind, text: string, buttons: Array<ButtonTitle>, delivery: Delivery, 
/**
 * The file it brought.
 */
attachment: Attachment | null, 
/**
 * Who wrote it, of an operator's.
 */
operator: OperatorMark | null, };

export type MessageId = string;

export type MessageKind = "text" | "postback" | "notice" | "queue_notice" | "rating_request" | "result_request" | "file";

export type MessagesPage = { messages: Array<Message>, 
/**
 * Whether there are later ones.
 */
more: boolean, };

export type Messenger = "web" | "telegram" | "whatsapp" | "viber" | "facebook" | "alice" | "yandex" | "vk" | "skype" | "slack" | "wechat" | "snapchat" | "line";

export type Money = number;

export type Nearest = { colour: Colour, contrast: number, };

export type News = { "type": "chats" } | { "type": "settings" } | { "type": "dialogs", 
/**
 * Which; empty means so many that none is named.
 */
ids: Array<DialogId>, } | { "type": "operators" } | { "type": "desk", 
/**
 * How it stands.
 */
desk: Desk, } | { "type": "gateway", 
/**
 * How.
 */
status: GatewayStatus, } | { "type": "job", 
/**
 * How it stands.
 */
job: Job, } | { "type": "link" } | { "type": "inbox", 
/**
 * Which dialogs; empty means that any may have changed.
 */
ids: Array<DialogId>, } | { "type": "typing", 
/**
 * The dialog.
 */
dialog: DialogId, 
/**
 * Who: the client or an operator.
 */
by: AuthorType, 
/**
 * The operator's name.
 */
name: string | null, } | { "type": "attention", 
/**
 * What.
 */
kind: Wants, 
/**
 * The dialog.
 */
dialog: DialogId, 
/**
 * What the client is called.
 */
client: string, 
/**
 * The last thing that was written.
 */
text: string, 
/**
 * Whether a sound is wanted.
 */
sound: boolean, };

export type Note = { id: NoteId, 
/**
 * Whose name stands under it.
 */
author: string, operator: OperatorId | null, at: Timestamp, text: string, 
/**
 * The dialog it was written in.
 */
dialog: DialogId | null, 
/**
 * Whether this operator wrote it.
 */
mine: boolean, };

export type NoteAdd = { dialog: DialogId, text: string, };

export type NoteDelete = { id: NoteId, };

export type NoteId = string;

export type Nothing = Record<string, never>;

export type Notify = { 
/**
 * By a sound.
 */
sound: NotifyOf, 
/**
 * By a notification on the desktop.
 */
desktop: NotifyOf, };

export type NotifyOf = { 
/**
 * A dialog came to the operator, or into the queue of a group of theirs.
 */
new_dialog: boolean, 
/**
 * A client wrote in a dialog the operator holds.
 */
client_message: boolean, 
/**
 * An answer is about to come later than it should.
 */
sl_soon: boolean, };

export type NotifyUpdate = { notify: Notify, };

export type OpenTurn = { opened_at: Timestamp, 
/**
 * Until when the goal is met.
 */
due_at: Timestamp, 
/**
 * The goal in seconds.
 */
sl_s: number, 
/**
 * Whether a handover opened it.
 */
first: boolean, };

export type Operator = { id: OperatorId, name: string, picture: Picture | null, 
/**
 * How many dialogs they are given at most; 0 means as many as come.
 */
dialogs_max: number, groups: Array<GroupMark>, 
/**
 * None means whenever they are online.
 */
working_hours: WorkingHours | null, 
/**
 * The IANA name of the zone of these hours; none means this computer's.
 */
time_zone: string | null, has_pin: boolean, presence: Presence, 
/**
 * How many open dialogs they hold.
 */
load: number, revision: number, };

export type OperatorById = { id: OperatorId, };

export type OperatorCreate = { input: OperatorInput, };

export type OperatorId = string;

export type OperatorInput = { 
/**
 * What clients and colleagues know them by; unique.
 */
name: string, 
/**
 * Their picture; none means the chat's.
 */
picture: Picture | null, 
/**
 * How many dialogs they are given at most; 0 means as many as come.
 */
dialogs_max: number, 
/**
 * The groups they are in.
 */
groups: Array<GroupId>, 
/**
 * When they work; none means whenever they are online.
 */
working_hours: WorkingHours | null, 
/**
 * The IANA name of the zone of these hours; none means that of this
 * computer.
 */
time_zone: string | null, };

export type OperatorMark = { id: OperatorId, name: string, };

export type OperatorPin = { id: OperatorId, 
/**
 * 4 to 12 digits; none takes the PIN away.
 */
pin: string | null, 
/**
 * The one that is set, which the window has to know.
 */
current: string | null, };

export type OperatorUpdate = { id: OperatorId, 
/**
 * The revision the change began from; none changes whatever stands there now.
 */
revision: number | null, input: OperatorInput, };

export type PageVisit = { url: string, title: string | null, at: Timestamp, 
/**
 * Until they went to the next one; none for the last.
 */
seconds: number | null, };

export type Parameter = { column: string, value: ParameterValue, };

export type ParameterValue = { "type": "text", text: string, } | { "type": "time", at: Timestamp, } | { "type": "seconds", seconds: number, } | { "type": "number", number: number, } | { "type": "money", millionths: Money, currency: Currency | null, } | { "type": "none" };

export type Picture = { 
/**
 * The square as it is shown.
 */
id: ContentId, 
/**
 * The picture it was cut from.
 */
source: ContentId, 
/**
 * Where it was cut.
 */
crop: Crop, };

export type PictureCrop = { source: ContentId, crop: Crop, };

export type PictureTaken = { 
/**
 * By what it is found.
 */
source: ContentId, 
/**
 * In pixels.
 */
width: number, 
/**
 * In pixels.
 */
height: number, };

export type Pictures = { 
/**
 * Of the bot, also in the widget's head.
 */
bot: Picture | null, 
/**
 * Of operators without one of their own.
 */
operator: Picture | null, 
/**
 * Of the client.
 */
user: Picture | null, };

export type PlaceWanted = { 
/**
 * The address of a screen: `/dialogs/…`; none when nobody followed a link.
 */
path: string | null, };

export type Platform = "linux" | "macos" | "windows";

export type Presence = "online" | "pause";

export type Price = { 
/**
 * Of the bot.
 */
bot: Money, 
/**
 * Of an operator.
 */
operator: Money, 
/**
 * Of the client.
 */
client: Money, };

export type PriceList = { 
/**
 * The first day it holds, in the chat's time zone.
 */
from: string, 
/**
 * The currency of every price in it.
 */
currency: Currency, 
/**
 * The fee of a dialog, in millionths of a unit.
 */
dialog: Money, 
/**
 * How many messages of a month are free.
 */
free_messages: number, 
/**
 * The prices of messages by channel; a channel left out costs nothing.
 */
channels: { [key in Messenger]?: Price }, };

export type Problem = { 
/**
 * The field's path, as in the JSON a chat is written in: `appearance.colours.bot`.
 */
field: string, } & ({ "code": "empty" } | { "code": "too_long", 
/**
 * How many characters it has.
 */
length: number, 
/**
 * How many it may have.
 */
limit: number, } | { "code": "too_many", 
/**
 * How many entries it has.
 */
count: number, 
/**
 * How many it may have.
 */
limit: number, } | { "code": "out_of_range", 
/**
 * The least it may be.
 */
least: number, 
/**
 * The most it may be.
 */
most: number, } | { "code": "not_a_colour", 
/**
 * What was written, cut to 40 characters.
 */
text: string, } | { "code": "wrong_form", 
/**
 * What was written, cut to 80 characters.
 */
text: string, 
/**
 * Good ones.
 */
examples: Array<string>, } | { "code": "login" } | { "code": "page" } | { "code": "not_needed" } | { "code": "unknown_variable", 
/**
 * What stands between the braces, cut to 40 characters.
 */
name: string, 
/**
 * What may stand there.
 */
known: Array<string>, } | { "code": "control_character", 
/**
 * Which, as in `U+202E`.
 */
character: string, } | { "code": "twice" } | { "code": "ends_before_it_begins" } | { "code": "overlaps" } | { "code": "never_open" } | { "code": "not_a_price", 
/**
 * The highest price, in whole units.
 */
limit: number, } | { "code": "unknown_script" } | { "code": "unknown_zone" } | { "code": "unknown_operator" } | { "code": "unknown_group" } | { "code": "taken" } | { "code": "not_a_pin" } | { "code": "not_a_shortcut" } | { "code": "unknown_picture" });

export type Queue = { 
/**
 * How long an operator may leave a client unanswered, in seconds; 0 means for ever.
 */
operator_idle_s: number, 
/**
 * Where the dialog goes then.
 */
operator_idle_to: IdleTo, 
/**
 * How long a dialog waits for an operator, in seconds; 0 means for ever.
 */
time_s: number, 
/**
 * How often a waiting client is told how it stands, in minutes; 0 means never.
 */
notify_min: ByChannel, 
/**
 * What a waiting client is told, with `{position}`, `{wait}` and `{name}` to be filled in; empty
 * means the program's own words.
 */
text: string, 
/**
 * What a client is told when no operator is there; empty means the program's own words.
 */
busy_text: string, };

export type QuickRepliesOf = Record<string, never>;

export type QuickReply = { id: QuickReplyId, 
/**
 * Whether only its owner sees it.
 */
own: boolean, shortcut: string, text: string, };

export type QuickReplyById = { id: QuickReplyId, };

export type QuickReplyCreate = { input: QuickReplyInput, };

export type QuickReplyId = string;

export type QuickReplyInput = { 
/**
 * Whether only its owner sees it.
 */
own: boolean, 
/**
 * What is typed for it: letters, digits, `-` and `_`; unique for its owner.
 */
shortcut: string, 
/**
 * What is sent; `{name}`, `{operator}` and `{chat}` are filled in.
 */
text: string, };

export type QuickReplyUpdate = { id: QuickReplyId, input: QuickReplyInput, };

export type RatingScale = "two" | "five" | "ten";

export type ReportById = { report: string, };

export type ReportExport = { report: string, filter: DialogFilter, with_time: boolean, time_zone: string, };

export type ReportRow = { id: string, title: string, };

export type SampleLoad = { dialogs: number, };

export type ScriptId = string;

export type ScriptRow = { id: ScriptId, name: string, 
/**
 * It comes with the program.
 */
builtin: boolean, 
/**
 * The language it speaks, of one that comes with the program.
 */
language: Language | null, };

export type ScriptSettings = { 
/**
 * The script the bot follows; none means the built-in greeting.
 */
main: ScriptId | null, 
/**
 * Whether the bot, greeting a client who wrote first, also answers that message.
 */
reply_to_first_message: boolean, 
/**
 * The script that runs after the bot has ended a dialog.
 */
after_bot: ScriptId | null, 
/**
 * The script that runs after an operator has closed a dialog.
 */
after_operator: ScriptId | null, 
/**
 * The script that runs after a client has been silent for too long.
 */
after_client_timeout: ScriptId | null, 
/**
 * How long a client may leave a question unanswered, in seconds; 0 means for ever.
 */
client_silence_s: ByChannel, 
/**
 * How long a dialog goes on after its last message, in seconds.
 */
lifetime_s: ByChannel, };

export type Section = "to_answer" | "waiting_for_client" | "taken_from_you" | "queue" | "other";

export type ServiceLevel = { 
/**
 * The first answer after a dialog was handed over, in seconds.
 */
first_s: number, 
/**
 * Every later answer, in seconds.
 */
next_s: number, 
/**
 * Whether time outside working hours does not count.
 */
working_hours_only: boolean, };

export type SettingForm = { default: unknown, 
/**
 * Where it stands in the JSON of a chat, its parts separated by dots; it begins with the name
 * of the section of the editor.
 */
path: string, 
/**
 * Who acts by it.
 */
consumer: Consumer, } & ({ "kind": "number", 
/**
 * The unit.
 */
unit: Unit, 
/**
 * The least it may be.
 */
least: number, 
/**
 * The most it may be.
 */
most: number, 
/**
 * Whether 0 means "without limit" or "never".
 */
zero_is_off: boolean, } | { "kind": "text", 
/**
 * The most characters it may have.
 */
most: number, 
/**
 * Whether it must not be empty.
 */
required: boolean, 
/**
 * What stands for something else in it, between braces.
 */
variables: Array<string>, } | { "kind": "list", 
/**
 * The most entries it may have.
 */
most: number, } | { "kind": "other" });

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

export type Shown = "all" | "on" | "off";

export type Sort = "name" | "dialogs_today" | "active_now" | "updated_at";

export type Span = { 
/**
 * When it begins.
 */
from: TimeOfDay, 
/**
 * When it is over; later than `from`. Work past midnight is a second span on the next day.
 */
to: TimeOfDay, };

export type StatusFilter = "any" | "active" | "closed" | "no_operator_response";

export type Tag = { id: TagId, name: string, colour: Colour, 
/**
 * On how many dialogs it is.
 */
dialogs: number, };

export type TagById = { id: TagId, };

export type TagCreate = { input: TagInput, };

export type TagId = string;

export type TagInput = { 
/**
 * What it is called; unique.
 */
name: string, 
/**
 * How it is shown.
 */
colour: Colour, };

export type TagMark = { id: TagId, name: string, colour: Colour, };

export type TagUpdate = { id: TagId, input: TagInput, };

export type Theme = "system" | "light" | "dark";

export type Thread = { 
/**
 * The oldest first.
 */
entries: Array<Entry>, 
/**
 * Where what came before is found; none when this is the beginning.
 */
earlier: string | null, };

export type ThreadOf = { dialog: DialogId, 
/**
 * What a former answer called `earlier`; none begins with the latest.
 */
before: string | null, 
/**
 * The most messages to give.
 */
limit: number, };

export type TimeOfDay = string;

export type Timestamp = number;

export type TransferTo = { "type": "operator", operator: OperatorId, } | { "type": "group", group: GroupId | null, } | { "type": "bot" } | { "type": "script", script: ScriptId, };

export type TypedColour = { model: ColourModel, 
/**
 * In the order of the model's channels.
 */
fields: Array<string>, };

export type Unit = "seconds" | "minutes";

export type Version = { 
/**
 * The revision it made.
 */
revision: number, at: Timestamp, from: MadeFrom, 
/**
 * The name of whoever made it on their computer.
 */
by: string | null, 
/**
 * What it changed; nothing for the first version.
 */
changes: Array<Difference>, };

export type VersionsOf = { id: ChatId, 
/**
 * The oldest one shown; none asks for the newest.
 */
before: number | null, };

export type Wants = "new_dialog" | "client_message" | "sl_soon";

export type Warning = { 
/**
 * The setting's path.
 */
field: string, messenger: Messenger, } & ({ "code": "sends_nothing" } | { "code": "too_long", length: number, limit: number, } | { "code": "fewer_buttons", count: number, limit: number, } | { "code": "no_buttons" } | { "code": "cannot_write_first" } | { "code": "only_within", hours: number, });

export type WidgetSettings = { 
/**
 * Sites that may embed it, like `https://shop.example` or `https://*.shop.example`; none means
 * any site.
 */
allowed_sites: Array<string>, };

export type Words = { 
/**
 * In English.
 */
en: string, 
/**
 * In Russian.
 */
ru: string, };

export type WorkAs = { 
/**
 * None means that nobody works here any more.
 */
operator: OperatorId | null, 
/**
 * Where the operator has set one.
 */
pin: string | null, };

export type WorkingHours = { monday: Array<Span>, tuesday: Array<Span>, wednesday: Array<Span>, thursday: Array<Span>, friday: Array<Span>, saturday: Array<Span>, sunday: Array<Span>, };

export type Commands = {
  app_status: { request: Nothing; response: AppStatus };
  place_wanted: { request: Nothing; response: PlaceWanted };
  settings_update: { request: SettingsUpdate; response: Settings };
  gateway_retry: { request: Nothing; response: GatewayStatus };
  chats_list: { request: ChatsList; response: Array<ChatRow> };
  chat_get: { request: ChatById; response: Chat };
  chat_new: { request: Nothing; response: ChatInput };
  chat_create: { request: ChatCreate; response: Chat };
  chat_update: { request: ChatUpdate; response: Chat };
  chat_duplicate: { request: ChatById; response: Chat };
  chat_delete: { request: ChatDelete; response: ChatDeleted };
  chat_restore: { request: ChatById; response: Chat };
  chat_delete_preview: { request: ChatById; response: DeletePreview };
  chat_settings: { request: Nothing; response: ChatForm };
  chat_check: { request: ChatCheck; response: ChatChecked };
  chat_versions: { request: VersionsOf; response: Array<Version> };
  chat_go_back: { request: GoBack; response: Chat };
  chats_compare: { request: Compare; response: Array<Difference> };
  chat_preview: { request: ChatPreview; response: JsonValue };
  chat_export: { request: ChatById; response: string | null };
  chat_import: { request: Nothing; response: Chat | null };
  colour_read: { request: ColourRead; response: ColourShown | null };
  picture_choose: { request: Nothing; response: PictureTaken | null };
  picture_crop: { request: PictureCrop; response: Picture };
  channels_list: { request: ChannelsOf; response: Array<ChannelRow> };
  channel_switch: { request: ChannelSwitch; response: Nothing };
  scripts_list: { request: Nothing; response: Array<ScriptRow> };
  frame_code: { request: FrameCodeOf; response: FrameCode };
  open_test_page: { request: FrameCodeOf; response: Nothing };
  copy_text: { request: CopyText; response: Nothing };
  dialogs_page: { request: DialogsPageOf; response: DialogsPage };
  dialogs_count: { request: DialogsCount; response: Count };
  dialog_get: { request: DialogById; response: DialogDetails };
  dialog_messages: { request: DialogMessages; response: MessagesPage };
  inbox_list: { request: InboxList; response: InboxPage };
  inbox_counts: { request: AsOperator; response: InboxCounts };
  inbox_counters: { request: AsOperator; response: InboxCounters };
  inbox_search: { request: InboxSearch; response: Array<InboxRow> };
  thread: { request: ThreadOf; response: Thread };
  card: { request: CardOf; response: Card };
  client_update: { request: ClientUpdate; response: Nothing };
  client_attribute: { request: ClientAttribute; response: Nothing };
  dialog_tags: { request: DialogTags; response: Array<TagMark> };
  note_add: { request: NoteAdd; response: Note };
  note_delete: { request: NoteDelete; response: Nothing };
  dialog_take: { request: DialogTake; response: InboxRow };
  dialog_send: { request: DialogSend; response: DialogSent };
  dialog_transfer: { request: DialogTransfer; response: Nothing };
  dialog_close: { request: DialogClose; response: Nothing };
  dialog_typing: { request: DialogOfOperator; response: Nothing };
  dialog_read: { request: DialogOfOperator; response: Nothing };
  draft_keep: { request: DraftKeep; response: Nothing };
  file_choose: { request: Nothing; response: FilesChosen };
  file_save: { request: FileSave; response: string | null };
  link_open: { request: LinkOpen; response: Nothing };
  desk_status: { request: Nothing; response: Desk };
  desk_work_as: { request: WorkAs; response: Desk };
  desk_presence: { request: DeskPresence; response: Desk };
  desk_renew: { request: Nothing; response: Nothing };
  notify_update: { request: NotifyUpdate; response: Desk };
  operators_list: { request: Nothing; response: Array<Operator> };
  operator_create: { request: OperatorCreate; response: Operator };
  operator_update: { request: OperatorUpdate; response: Operator };
  operator_delete: { request: OperatorById; response: Nothing };
  operator_restore: { request: OperatorById; response: Operator };
  operator_pin: { request: OperatorPin; response: Operator };
  groups_list: { request: Nothing; response: Array<Group> };
  group_create: { request: GroupCreate; response: Group };
  group_update: { request: GroupUpdate; response: Group };
  group_delete: { request: GroupById; response: Nothing };
  group_restore: { request: GroupById; response: Group };
  tags_list: { request: Nothing; response: Array<Tag> };
  tag_create: { request: TagCreate; response: Tag };
  tag_update: { request: TagUpdate; response: Tag };
  tag_delete: { request: TagById; response: Nothing };
  tag_restore: { request: TagById; response: Tag };
  quick_replies_list: { request: QuickRepliesOf; response: Array<QuickReply> };
  quick_reply_create: { request: QuickReplyCreate; response: QuickReply };
  quick_reply_update: { request: QuickReplyUpdate; response: QuickReply };
  quick_reply_delete: { request: QuickReplyById; response: Nothing };
  quick_reply_restore: { request: QuickReplyById; response: QuickReply };
  attributes_list: { request: Nothing; response: Array<Attribute> };
  attribute_create: { request: AttributeCreate; response: Attribute };
  attribute_update: { request: AttributeUpdate; response: Attribute };
  attribute_delete: { request: AttributeById; response: Nothing };
  attribute_restore: { request: AttributeById; response: Attribute };
  attributes_order: { request: AttributesOrder; response: Array<Attribute> };
  audit_list: { request: AuditPage; response: Array<AuditRow> };
  reports_list: { request: Nothing; response: Array<ReportRow> };
  report_columns: { request: ReportById; response: Array<ColumnTitle> };
  report_export: { request: ReportExport; response: Job | null };
  jobs_list: { request: Nothing; response: Array<Job> };
  job_cancel: { request: JobById; response: Nothing };
  job_reveal: { request: JobById; response: Nothing };
  sample_load: { request: SampleLoad; response: Job };
};

/** What `chat_settings` answers, for a made-up program. */
export const FORM: ChatForm = {
  "settings": [
    {
      "path": "name",
      "kind": "text",
      "most": 100,
      "required": true,
      "variables": [],
      "consumer": "window",
      "default": ""
    },
    {
      "path": "general.language",
      "kind": "other",
      "consumer": "widget",
      "default": null
    },
    {
      "path": "general.knowledge_base",
      "kind": "other",
      "consumer": "widget",
      "default": ""
    },
    {
      "path": "general.time_zone",
      "kind": "other",
      "consumer": "engine",
      "default": null
    },
    {
      "path": "general.working_hours",
      "kind": "other",
      "consumer": "engine",
      "default": null
    },
    {
      "path": "general.holidays",
      "kind": "list",
      "most": 400,
      "consumer": "engine",
      "default": []
    },
    {
      "path": "script.main",
      "kind": "other",
      "consumer": "engine",
      "default": null
    },
    {
      "path": "script.reply_to_first_message",
      "kind": "other",
      "consumer": "engine",
      "default": true
    },
    {
      "path": "script.after_bot",
      "kind": "other",
      "consumer": "engine",
      "default": null
    },
    {
      "path": "script.after_operator",
      "kind": "other",
      "consumer": "engine",
      "default": null
    },
    {
      "path": "script.after_client_timeout",
      "kind": "other",
      "consumer": "engine",
      "default": null
    },
    {
      "path": "script.client_silence_s.web",
      "kind": "number",
      "unit": "seconds",
      "least": 0,
      "most": 604800,
      "zero_is_off": true,
      "consumer": "engine",
      "default": 900
    },
    {
      "path": "script.client_silence_s.messengers",
      "kind": "number",
      "unit": "seconds",
      "least": 0,
      "most": 604800,
      "zero_is_off": true,
      "consumer": "engine",
      "default": 86400
    },
    {
      "path": "script.lifetime_s.web",
      "kind": "number",
      "unit": "seconds",
      "least": 60,
      "most": 604800,
      "zero_is_off": false,
      "consumer": "engine",
      "default": 3600
    },
    {
      "path": "script.lifetime_s.messengers",
      "kind": "number",
      "unit": "seconds",
      "least": 60,
      "most": 604800,
      "zero_is_off": false,
      "consumer": "engine",
      "default": 86400
    },
    {
      "path": "feedback.ask",
      "kind": "other",
      "consumer": "engine",
      "default": false
    },
    {
      "path": "feedback.after_s",
      "kind": "number",
      "unit": "seconds",
      "least": 0,
      "most": 86400,
      "zero_is_off": true,
      "consumer": "engine",
      "default": 0
    },
    {
      "path": "feedback.scale",
      "kind": "other",
      "consumer": "engine",
      "default": "five"
    },
    {
      "path": "feedback.text",
      "kind": "text",
      "most": 4000,
      "required": false,
      "variables": [],
      "consumer": "engine",
      "default": ""
    },
    {
      "path": "feedback.ask_result",
      "kind": "other",
      "consumer": "engine",
      "default": false
    },
    {
      "path": "feedback.results",
      "kind": "list",
      "most": 50,
      "consumer": "engine",
      "default": []
    },
    {
      "path": "queue.operator_idle_s",
      "kind": "number",
      "unit": "seconds",
      "least": 0,
      "most": 86400,
      "zero_is_off": true,
      "consumer": "engine",
      "default": 0
    },
    {
      "path": "queue.operator_idle_to",
      "kind": "other",
      "consumer": "engine",
      "default": "bot"
    },
    {
      "path": "queue.time_s",
      "kind": "number",
      "unit": "seconds",
      "least": 0,
      "most": 86400,
      "zero_is_off": true,
      "consumer": "engine",
      "default": 300
    },
    {
      "path": "queue.notify_min.web",
      "kind": "number",
      "unit": "minutes",
      "least": 0,
      "most": 1440,
      "zero_is_off": true,
      "consumer": "engine",
      "default": 1
    },
    {
      "path": "queue.notify_min.messengers",
      "kind": "number",
      "unit": "minutes",
      "least": 0,
      "most": 1440,
      "zero_is_off": true,
      "consumer": "engine",
      "default": 0
    },
    {
      "path": "queue.text",
      "kind": "text",
      "most": 4000,
      "required": false,
      "variables": [
        "position",
        "wait",
        "name"
      ],
      "consumer": "engine",
      "default": ""
    },
    {
      "path": "queue.busy_text",
      "kind": "text",
      "most": 4000,
      "required": false,
      "variables": [],
      "consumer": "engine",
      "default": ""
    },
    {
      "path": "service_level.first_s",
      "kind": "number",
      "unit": "seconds",
      "least": 1,
      "most": 86400,
      "zero_is_off": false,
      "consumer": "engine",
      "default": 30
    },
    {
      "path": "service_level.next_s",
      "kind": "number",
      "unit": "seconds",
      "least": 1,
      "most": 86400,
      "zero_is_off": false,
      "consumer": "engine",
      "default": 60
    },
    {
      "path": "service_level.working_hours_only",
      "kind": "other",
      "consumer": "engine",
      "default": false
    },
    {
      "path": "appearance.colours.bot",
      "kind": "other",
      "consumer": "widget",
      "default": "#eeeff2"
    },
    {
      "path": "appearance.colours.operator",
      "kind": "other",
      "consumer": "widget",
      "default": "#dbe9fe"
    },
    {
      "path": "appearance.colours.user",
      "kind": "other",
      "consumer": "widget",
      "default": "#1e69d0"
    },
    {
      "path": "appearance.colours.buttons",
      "kind": "other",
      "consumer": "widget",
      "default": "#1e69d0"
    },
    {
      "path": "appearance.colours.buttons_text",
      "kind": "other",
      "consumer": "widget",
      "default": "#ffffff"
    },
    {
      "path": "appearance.pictures.bot",
      "kind": "other",
      "consumer": "widget",
      "default": null
    },
    {
      "path": "appearance.pictures.operator",
      "kind": "other",
      "consumer": "widget",
      "default": null
    },
    {
      "path": "appearance.pictures.user",
      "kind": "other",
      "consumer": "widget",
      "default": null
    },
    {
      "path": "links",
      "kind": "other",
      "consumer": "widget",
      "default": {}
    },
    {
      "path": "prices",
      "kind": "list",
      "most": 100,
      "consumer": "engine",
      "default": []
    },
    {
      "path": "widget.allowed_sites",
      "kind": "list",
      "most": 200,
      "consumer": "widget",
      "default": []
    }
  ],
  "own_texts": {
    "feedback.text": {
      "en": "Please rate our conversation.",
      "ru": "Пожалуйста, оцените наш разговор."
    },
    "queue.busy_text": {
      "en": "All our colleagues are busy right now. Please stay here: whoever is free first will answer.",
      "ru": "Сейчас все сотрудники заняты. Пожалуйста, подождите: ответит первый, кто освободится."
    },
    "queue.text": {
      "en": "You are number {position} in the queue. The usual wait is {wait}.",
      "ru": "Вы в очереди под номером {position}. Обычно ждать {wait}."
    }
  },
  "link_examples": [
    [
      "telegram",
      "https://t.me/name"
    ],
    [
      "whatsapp",
      "https://wa.me/4791234567"
    ],
    [
      "viber",
      "viber://pa?chatURI=name"
    ],
    [
      "facebook",
      "https://m.me/name"
    ],
    [
      "alice",
      "https://dialogs.yandex.ru/store/skills/0a1b2c3d-name"
    ],
    [
      "yandex",
      "https://yandex.ru/chat#/user/840c4ce4-ed25-4c66-a7c7-ba8c001e02d9"
    ],
    [
      "vk",
      "https://vk.me/name"
    ],
    [
      "skype",
      "https://teams.microsoft.com/l/chat/0/0?users=name@example.com"
    ],
    [
      "slack",
      "https://join.slack.com/t/team/shared_invite/zt-1a2b3c"
    ],
    [
      "wechat",
      "https://u.wechat.com/abcDEF123"
    ],
    [
      "snapchat",
      "https://www.snapchat.com/add/name"
    ],
    [
      "line",
      "https://line.me/R/ti/p/@name"
    ]
  ],
  "zone": null
};
