// Made from the Rust declarations by `cargo xtask types`; change those.

export type AfterLast = "first" | "last";

export type AiBlock = { 
/**
 * The name of the service, as it stands in the settings of the program.
 */
service: string, 
/**
 * What the model is told about its task.
 */
instructions: string, 
/**
 * How many of the dialog's last messages it is shown: 0 to 100.
 */
messages: number, 
/**
 * How long an answer is waited for, in seconds: 1 to 120.
 */
timeout_s: number, 
/**
 * The variable that keeps the answer, which is then not said; none says it.
 */
save_to?: string, 
/**
 * Where it goes on.
 */
branches: Array<Branch<AiReply>>, };

export type AiReply = { "when": "answered", } | { "when": "failed", };

export type AiSaid = { said: string, 
/**
 * How long it took, in milliseconds.
 */
ms: number, };

export type AiService = { 
/**
 * What scripts call it.
 */
name: string, 
/**
 * Where it is.
 */
address: string, 
/**
 * Which of its models answers.
 */
model: string, 
/**
 * Whether a key for it is kept.
 */
has_key: boolean, };

export type AiServiceByName = { name: string, };

export type AiServiceSave = { name: string, address: string, model: string, 
/**
 * The key; none keeps the one there, an empty one takes it away.
 */
key: Secret | null, 
/**
 * What it was called before; none makes a new one.
 */
was: string | null, };

export type AllowedAddressesSave = { 
/**
 * Hosts with their ports, as in `localhost:11434`.
 */
addresses: Array<string>, };

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

export type Assignment = { 
/**
 * The variable: letters, digits and `_`.
 */
name: string, 
/**
 * What the value is.
 */
is: ValueKind, 
/**
 * The text, or what is to be reckoned, as in `{price} * {count} + 1`.
 */
value: string, };

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

export type AuditAction = "work_as" | "work_ended" | "presence" | "dialog_taken" | "dialog_transferred" | "dialog_closed" | "dialog_spam" | "operator_created" | "operator_changed" | "operator_deleted" | "operator_restored" | "pin_set" | "pin_removed" | "wrong_pins" | "group_created" | "group_changed" | "group_deleted" | "group_restored" | "chat_deleted" | "chat_restored" | "script_published" | "script_imported" | "script_deleted" | "script_restored" | "tag_deleted" | "attribute_deleted" | "addresses_allowed" | "ai_service_saved" | "ai_service_deleted";

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

export type Block = { 
/**
 * What other blocks, reports and people know it by; it stays when the block is moved or edited.
 */
id: BlockId, 
/**
 * What people call it on the canvas.
 */
title?: string, 
/**
 * Where it lies on the canvas: x to the right and y down, in pixels.
 */
at?: [number, number], } & ({ "type": "start" } & StartBlock | { "type": "message" } & MessageBlock | { "type": "question" } & QuestionBlock | { "type": "condition" } & ConditionBlock | { "type": "random" } & RandomBlock | { "type": "in_order" } & InOrderBlock | { "type": "set" } & SetBlock | { "type": "pause" } & PauseBlock | { "type": "request" } & RequestBlock | { "type": "marker" } & MarkerBlock | { "type": "transfer" } & TransferBlock | { "type": "script" } & ScriptBlock | { "type": "result" } & ResultBlock | { "type": "ai" } & AiBlock | { "type": "end" } & EndBlock);

export type BlockCounted = { block: BlockId, 
/**
 * The script it stands in; none means the one that is rehearsed.
 */
script: ScriptId | null, 
/**
 * What people call it, else its id.
 */
title: string, 
/**
 * How often dialogs came by.
 */
visits: number, 
/**
 * How many dialogs came by.
 */
dialogs: number, 
/**
 * How many dialogs ended here.
 */
ended: number, 
/**
 * In how many dialogs the client was not understood here.
 */
elses: number, };

export type BlockId = string;

export type Branch<When> = { 
/**
 * Where it leads.
 */
next?: BlockId, } & When;

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

export type ChatOfScript = { id: ChatId, name: string, };

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

export type Comparison = "equal" | "not_equal" | "less" | "at_most" | "more" | "at_least" | "contains" | "not_contains" | "filled" | "empty";

export type ConditionBlock = { 
/**
 * The ways to go; the first that holds is taken.
 */
branches: Array<Branch<Known>>, };

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

export type Counted = { "type": "all" } | { "type": "ended", 
/**
 * How they had ended.
 */
really: RealEnd | null, 
/**
 * How their rehearsal ended.
 */
ended: RehearsedEnd | null, } | { "type": "not_understood" } | { "type": "differing" } | { "type": "marked", 
/**
 * Which.
 */
marker: string, } | { "type": "came_by", 
/**
 * Which.
 */
block: BlockId, 
/**
 * Of which script; none means the rehearsed one.
 */
script?: ScriptId, } | { "type": "ended_at", 
/**
 * Which.
 */
block: BlockId, 
/**
 * Of which script; none means the rehearsed one.
 */
script?: ScriptId, } | { "type": "not_understood_at", 
/**
 * Which.
 */
block: BlockId, 
/**
 * Of which script; none means the rehearsed one.
 */
script?: ScriptId, };

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
parameters: Array<Parameter>, 
/**
 * The markers that it passed, in order.
 */
markers: Array<MarkRow>, id: DialogId, created_at: Timestamp, chat: ChatMark, messenger: Messenger, state: DialogState, ending: Ending | null, handed_over: boolean, no_operator_response: boolean, 
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
 * In which the bot followed this script, whatever its version.
 */
script: ScriptId | null, 
/**
 * Which passed this marker.
 */
marker: string | null, 
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

export type EndBlock = Record<symbol, never>;

export type Ending = "bot_ended" | "operator_closed" | "client_timeout" | "lifetime" | "queue_time" | "client_left" | "spam" | "administrator";

export type EndsCounted = { really: RealEnd, ended: RehearsedEnd, dialogs: number, };

export type Entity = "number" | "date" | "phone" | "email";

export type Entry = { "type": "dialog", dialog: DialogId, chat: ChatMark, messenger: Messenger, at: Timestamp, rating: number | null, 
/**
 * The best rating there is.
 */
scale: number | null, } | { "type": "message", dialog: DialogId, message: Message, } | { "type": "happening", dialog: DialogId, at: Timestamp, what: Happening, } | { "type": "note", dialog: DialogId | null, note: Note, };

export type Exit = number | null;

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

export type Handover = { "when": "no_operator", } | { "when": "operator_idle", };

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

export type InOrderBlock = { 
/**
 * What follows the last way: the first again, or the last for good.
 */
after_last: AfterLast, 
/**
 * The ways to go.
 */
branches: Array<Branch<InTurn>>, };

export type InTurn = Record<symbol, never>;

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

export type JobKind = "export" | "sample" | "rehearsal";

export type JobState = "running" | "done" | "cancelled" | "failed";

export type JoinedClient = { client: ClientId, messenger: Messenger, name: string | null, };

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

export type Known = { "when": "all", 
/**
 * The tests.
 */
tests: Array<ScriptTest>, } | { "when": "any", 
/**
 * The tests.
 */
tests: Array<ScriptTest>, } | { "when": "open", } | { "when": "else", };

export type Language = "en" | "ru";

export type LinkOpen = { 
/**
 * An absolute `http` or `https` address without a user name or a password.
 */
url: string, };

export type MadeFrom = "window" | "command_line" | "program";

export type MadeOf = { "type": "empty" } | { "type": "ready", 
/**
 * Which.
 */
code: string, } | { "type": "copy", 
/**
 * Which.
 */
id: ScriptId, };

export type MarkRow = { marker: string, 
/**
 * What was recorded with it.
 */
value: string | null, at: Timestamp, 
/**
 * The id of the block in its script.
 */
block: string, };

export type MarkerBlock = { 
/**
 * What reports call it.
 */
marker: string, 
/**
 * What is recorded with it.
 */
value?: string, 
/**
 * Where it goes on.
 */
next?: BlockId, };

export type MarkerCounted = { marker: string, times: number, dialogs: number, };

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

export type MessageBlock = { 
/**
 * What is said; `{name}` stands for a variable.
 */
text: string, 
/**
 * Where it goes on.
 */
next?: BlockId, };

export type MessageId = string;

export type MessageKind = "text" | "postback" | "notice" | "queue_notice" | "rating_request" | "result_request" | "file";

export type MessagesPage = { messages: Array<Message>, 
/**
 * Whether there are later ones.
 */
more: boolean, };

export type Messenger = "web" | "telegram" | "whatsapp" | "viber" | "facebook" | "alice" | "yandex" | "vk" | "skype" | "slack" | "wechat" | "snapchat" | "line";

export type MessengerCapabilities = { messenger: Messenger, 
/**
 * The longest text of one message; nothing can be sent where it is 0.
 */
text_max: number, 
/**
 * What that counts.
 */
text_unit: TextUnit, buttons_max: number, 
/**
 * The most characters on a button.
 */
title_max: number, };

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type MomentOf = { id: ScriptId, no: number, };

export type MomentsOf = { id: ScriptId, 
/**
 * The oldest one shown; none asks for the newest.
 */
before: number | null, };

export type Money = number;

export type Nearest = { colour: Colour, contrast: number, };

export type News = { "type": "chats" } | { "type": "settings" } | { "type": "scripts" } | { "type": "dialogs", 
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

export type Passed = { block: BlockId, exit: Exit, 
/**
 * How alike the client's answer was, in percent.
 */
score: number | null, };

export type PauseBlock = { 
/**
 * How long, in seconds; at most a day.
 */
seconds: number, 
/**
 * Where it goes on.
 */
next?: BlockId, };

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

export type QuestionBlock = { 
/**
 * What is asked; none only waits for the client.
 */
text?: string, 
/**
 * The variable that keeps the answer: the title of a button, what a branch found in the text,
 * else the text itself.
 */
save_to?: string, 
/**
 * Where the answers lead.
 */
branches: Array<Branch<ScriptAnswer>>, };

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

export type RandomBlock = { 
/**
 * The ways to go.
 */
branches: Array<Branch<Weight>>, };

export type RatingScale = "two" | "five" | "ten";

export type ReadyScript = { code: string, name: string, 
/**
 * What it is for.
 */
text: string, language: Language, };

export type RealEnd = "bot" | "operator" | "no_operator" | "client_left" | "other";

export type Recognised = { 
/**
 * The question.
 */
block: BlockId, 
/**
 * What stands on the button or in the branch; `else` when nothing was.
 */
branch: string, 
/**
 * How alike, in percent.
 */
score: number, };

export type Rehearsal = { 
/**
 * The figures of each version, in the order of the request.
 */
variants: Array<RehearsedVariant>, no: number, script: ScriptId, made_at: Timestamp, request: RehearsalRequest, dialogs: number, };

export type RehearsalByNo = { no: number, };

export type RehearsalDialogs = { no: number, 
/**
 * Which of the rehearsed versions: 0 or 1.
 */
variant: number, counted: Counted, 
/**
 * From just before this dialog; none asks for the newest.
 */
before: DialogId | null, };

export type RehearsalRequest = { script: ScriptId, 
/**
 * One version, or two to be compared.
 */
versions: Array<RehearsedVersion>, 
/**
 * Dialogs begun at or after.
 */
from: Timestamp, 
/**
 * Dialogs begun before.
 */
to: Timestamp, 
/**
 * Of these chats; none means any.
 */
chats: Array<ChatId> | null, 
/**
 * Reached through these; none means any.
 */
messengers: Array<Messenger> | null, requests: RehearsedRequests, };

export type RehearsalRow = { no: number, script: ScriptId, made_at: Timestamp, request: RehearsalRequest, dialogs: number, };

export type RehearsalsOf = { script: ScriptId, };

export type RehearsedEnd = "bot" | "operator" | "client_left" | "lost";

export type RehearsedPage = { rows: Array<RehearsedRow>, 
/**
 * Before which the next page begins; none when this is the last.
 */
next: DialogId | null, };

export type RehearsedRequests = "answered" | "failed";

export type RehearsedRow = { dialog: DialogRow, really: RealEnd, ended: RehearsedEnd, 
/**
 * Whether it ended otherwise with the other version.
 */
differs: boolean, 
/**
 * How often the client was not understood.
 */
elses: number, };

export type RehearsedVariant = { version: RehearsedVersion, 
/**
 * How many of the dialogs that had ended one way ended which way here.
 */
ends: Array<EndsCounted>, 
/**
 * How often the client was not understood, and in how many dialogs.
 */
elses: TimesCounted, 
/**
 * Every marker that could be passed.
 */
markers: Array<MarkerCounted>, 
/**
 * Each block that a dialog came by.
 */
blocks: Array<BlockCounted>, 
/**
 * What was not understood most often.
 */
not_understood: Array<TextCounted>, };

export type RehearsedVersion = { "draft": boolean } | { "version": number };

export type ReportById = { report: string, };

export type ReportExport = { report: string, filter: DialogFilter, with_time: boolean, time_zone: string, };

export type ReportRow = { id: string, title: string, };

export type RequestBlock = { 
/**
 * The HTTP method.
 */
method: Method, 
/**
 * The address; no variable may stand in its host.
 */
url: string, 
/**
 * What goes with it.
 */
headers?: Array<RequestHeader>, 
/**
 * What is sent. In JSON and in a form, as the header `Content-Type` says, a variable stays one
 * value whatever is in it.
 */
body?: string, 
/**
 * How long an answer is waited for, in seconds: 1 to 60.
 */
timeout_s: number, 
/**
 * What is kept of the answer.
 */
save?: Array<RequestSave>, 
/**
 * Where the answers lead.
 */
branches: Array<Branch<RequestReply>>, };

export type RequestHeader = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its value.
 */
value: string, };

export type RequestReply = { "when": "status", 
/**
 * 100 to 599.
 */
status: number, } | { "when": "ok", } | { "when": "failed", };

export type RequestSave = { 
/**
 * Where in the JSON it stands, as a pointer (RFC 6901) like `/order/status`; empty for all of
 * the answer.
 */
from: string, 
/**
 * The variable that keeps it.
 */
to: string, };

export type ResultBlock = { 
/**
 * The result.
 */
result: string, 
/**
 * Where it goes on.
 */
next?: BlockId, };

export type SampleLoad = { dialogs: number, };

export type ScriptAnswer = { "when": "button", 
/**
 * What stands on it.
 */
title: string, } | { "when": "words", 
/**
 * The words.
 */
words: Array<string>, 
/**
 * How they are looked for.
 */
how: WordsHow, } | { "when": "pattern", 
/**
 * A regular expression; case does not matter. Its first group is what was found, else all
 * that fits.
 */
pattern: string, } | { "when": "phrases", 
/**
 * Examples of what clients write.
 */
phrases: Array<string>, 
/**
 * How alike at least, in percent.
 */
at_least: number, } | { "when": "entity", 
/**
 * What is looked for.
 */
entity: Entity, } | { "when": "file", } | { "when": "else", } | { "when": "no_answer", 
/**
 * For how many seconds, from the question on.
 */
after_s: number, };

export type ScriptBlock = { 
/**
 * The script.
 */
script: ScriptId, 
/**
 * Where it goes on when that script is not there any more.
 */
next?: BlockId, };

export type ScriptById = { id: ScriptId, };

export type ScriptCheck = { 
/**
 * Whose draft it is; none while it is nobody's.
 */
script: ScriptId | null, draft: ScriptDraft, };

export type ScriptCreate = { from: MadeOf, 
/**
 * None gives it the name of what it is made of; a copy gets a number.
 */
name: string | null, 
/**
 * None is that of the program. A copy stays in its language.
 */
language: Language | null, };

export type ScriptDraft = { 
/**
 * What people call it.
 */
name: string, 
/**
 * The language its texts are written in.
 */
language: Language, 
/**
 * What holds for the whole script.
 */
settings: ScriptLimits, 
/**
 * Its blocks in the order of the file, which means nothing to the runner.
 */
blocks: Array<Block>, };

export type ScriptGoBack = { id: ScriptId, 
/**
 * The moment to go back to.
 */
no: number, 
/**
 * The revision that is seen now.
 */
revision: number, };

export type ScriptId = string;

export type ScriptLimits = { 
/**
 * Seconds a client may leave a question unanswered before the dialog ends; 0 is for ever, none
 * leaves it to the chat.
 */
client_silence_s?: number, 
/**
 * How many times a question is asked again before somebody answers it.
 */
repeats: number, 
/**
 * How many blocks one message of the client may pass through.
 */
blocks_per_message: number, };

export type ScriptMoment = { no: number, 
/**
 * Why it was kept.
 */
what: ScriptMomentKind, 
/**
 * What people call it.
 */
name: string | null, at: Timestamp, 
/**
 * The name of whoever made it so on their computer.
 */
by: string | null, 
/**
 * The version that was published then.
 */
version: number | null, };

export type ScriptMomentKind = "published" | "snapshot" | "went_back" | "saved" | "imported";

export type ScriptOpen = { id: ScriptId, 
/**
 * It comes with the program; nobody changes it.
 */
builtin: boolean, revision: number, draft: ScriptDraft, problems: Array<ScriptProblem>, 
/**
 * The newest published version; none yet.
 */
published: number | null, 
/**
 * The draft is not what was published.
 */
changed: boolean, 
/**
 * The chats that use it.
 */
chats: Array<ChatOfScript>, };

export type ScriptProblem = { 
/**
 * Whether it keeps the draft from being published.
 */
severity: ScriptSeverity, 
/**
 * The block; none when it is about the script as a whole.
 */
block: BlockId | null, 
/**
 * The branch, by its number in the block's list from 0.
 */
exit: number | null, 
/**
 * The field within the branch, the block or the script, as in `values[0].name`.
 */
field: string | null, } & ({ "code": "empty" } | { "code": "no_entries" } | { "code": "too_long", length: number, limit: number, } | { "code": "out_of_range", least: number, most: number, } | { "code": "no_start" } | { "code": "second_start" } | { "code": "id_twice" } | { "code": "leads_nowhere" } | { "code": "leads_to_missing", to: BlockId, } | { "code": "unreachable" } | { "code": "loop_without_question" } | { "code": "may_loop" } | { "code": "branch_twice", earlier: number, } | { "code": "no_answer_leads_on" } | { "code": "answers_without_else" } | { "code": "choice_without_else" } | { "code": "nothing_for_failure" } | { "code": "nothing_for_success" } | { "code": "buttons_without_text" } | { "code": "too_many_buttons", count: number, limit: number, } | { "code": "title_twice", earlier: number, } | { "code": "unknown_variable", name: string, } | { "code": "bad_variable_name", name: string, } | { "code": "system_variable_set", name: string, } | { "code": "bad_pattern", reason: string, } | { "code": "bad_calculation", reason: string, } | { "code": "not_an_address" } | { "code": "variable_in_host" } | { "code": "credentials_in_address" } | { "code": "bad_header_name", name: string, } | { "code": "header_of_ours", name: string, } | { "code": "control_character" } | { "code": "bad_pointer" } | { "code": "unknown_script", script: ScriptId, } | { "code": "unknown_group", group: GroupId, } | { "code": "unknown_service", name: string, } | { "code": "text_over_channel", messenger: Messenger, length: number, limit: number, } | { "code": "buttons_over_channel", messenger: Messenger, count: number, limit: number, } | { "code": "title_over_channel", messenger: Messenger, length: number, limit: number, });

export type ScriptPublish = { id: ScriptId, 
/**
 * The revision that is seen now.
 */
revision: number, };

export type ScriptPublished = { version: number, };

export type ScriptRow = { id: ScriptId, name: string, 
/**
 * The language of its texts.
 */
language: Language, 
/**
 * It comes with the program.
 */
builtin: boolean, 
/**
 * The newest published version; none yet.
 */
published: number | null, 
/**
 * The draft is not what was published.
 */
changed: boolean, 
/**
 * What keeps its draft from being published.
 */
errors: number, 
/**
 * What its author should know.
 */
warnings: number, 
/**
 * The chats that use it.
 */
chats: Array<ChatOfScript>, updated_at: Timestamp, 
/**
 * The name of whoever changed it last on their computer.
 */
updated_by: string | null, };

export type ScriptSave = { id: ScriptId, 
/**
 * The revision the change began from.
 */
revision: number, draft: ScriptDraft, };

export type ScriptSaved = { revision: number, problems: Array<ScriptProblem>, };

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

export type ScriptSeverity = "error" | "warning";

export type ScriptSnapshot = { id: ScriptId, name: string, };

export type ScriptTest = { 
/**
 * What is compared, as in `{city}`.
 */
left: string, 
/**
 * How.
 */
is: Comparison, 
/**
 * With what; `filled` and `empty` need nothing here.
 */
right?: string, };

export type ScriptThen = { draft: ScriptDraft, };

export type ScriptTry = { draft: ScriptDraft, 
/**
 * Where the answer before left it; none begins anew.
 */
state: unknown, input: TryInput, facts: TryFacts, };

export type ScriptsList = { 
/**
 * Part of the name; empty means all.
 */
search: string, };

export type Secret = string;

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

export type SetBlock = { 
/**
 * What is set, one after the other.
 */
values: Array<Assignment>, 
/**
 * Where it goes on.
 */
next?: BlockId, };

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

export type StartBlock = { 
/**
 * The greeting; none when the first question greets.
 */
text?: string, 
/**
 * The variables that the script before brings along, when another one goes on to this.
 */
takes?: Array<string>, 
/**
 * Where it goes on.
 */
next?: BlockId, };

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

export type TextCounted = { text: string, times: number, 
/**
 * Where it was first written.
 */
dialog: DialogId, };

export type TextUnit = "chars" | "utf16" | "bytes";

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

export type TimesCounted = { times: number, dialogs: number, };

export type Timestamp = number;

export type TransferBlock = { 
/**
 * The group it is handed to; none means whoever is free.
 */
group?: GroupId, 
/**
 * Where it goes on when they do not come.
 */
branches: Array<Branch<Handover>>, };

export type TransferTo = { "type": "operator", operator: OperatorId, } | { "type": "group", group: GroupId | null, } | { "type": "bot" } | { "type": "script", script: ScriptId, };

export type Tried = { 
/**
 * What the next call brings along.
 */
state: unknown, said: Array<TrySaid>, 
/**
 * The blocks of the draft that were left, in order; not those of a script it went on to.
 */
path: Array<Passed>, 
/**
 * The block of the draft it stands at.
 */
block: BlockId | null, variables: Array<TryVariable>, waits: TryWaits, recognised: Recognised | null, };

export type TryFacts = { channel: Messenger, 
/**
 * Whether it is within working hours.
 */
is_open: boolean, now: Timestamp, client_name: string | null, phone: string | null, page: string | null, };

export type TryInput = { "type": "start" } | { "type": "text", text: string, } | { "type": "button", index: number, } | { "type": "file", text: string, } | { "type": "no_answer" } | { "type": "pause_over" } | { "type": "replied", status: number, body: string, } | { "type": "said", text: string, } | { "type": "failed" } | { "type": "no_operator" } | { "type": "operator_idle" };

export type TrySaid = { "type": "text", text: string, buttons: Array<string>, } | { "type": "wait", seconds: number, } | { "type": "request", method: Method, url: string, body: string | null, } | { "type": "ai", service: string, instructions: string, } | { "type": "mark", marker: string, value: string | null, } | { "type": "result", result: string, } | { "type": "transfer", group: GroupId | null, } | { "type": "script", script: ScriptId, } | { "type": "end" } | { "type": "no_branch" } | { "type": "log", text: string, };

export type TryVariable = { name: string, value: string, };

export type TryWaits = { "for": "start" } | { "for": "answer", seconds: number | null, } | { "for": "pause", seconds: number, } | { "for": "request", timeout_s: number, } | { "for": "ai", timeout_s: number, } | { "for": "operators" } | { "for": "nothing" };

export type TypedColour = { model: ColourModel, 
/**
 * In the order of the model's channels.
 */
fields: Array<string>, };

export type Unit = "seconds" | "minutes";

export type ValueKind = "text" | "number";

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

export type Weight = { 
/**
 * 2 is taken twice as often as 1; 1 to 1,000.
 */
weight: number, };

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

export type WordsHow = "exact" | "contains" | "stems";

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
  scripts_list: { request: ScriptsList; response: Array<ScriptRow> };
  ready_scripts: { request: Nothing; response: Array<ReadyScript> };
  script_open: { request: ScriptById; response: ScriptOpen };
  script_create: { request: ScriptCreate; response: ScriptOpen };
  script_save: { request: ScriptSave; response: ScriptSaved };
  script_delete: { request: ScriptById; response: Nothing };
  script_restore: { request: ScriptById; response: Nothing };
  script_check: { request: ScriptCheck; response: Array<ScriptProblem> };
  script_publish: { request: ScriptPublish; response: ScriptPublished };
  script_history: { request: MomentsOf; response: Array<ScriptMoment> };
  script_snapshot: { request: ScriptSnapshot; response: ScriptMoment };
  script_at: { request: MomentOf; response: ScriptThen };
  script_go_back: { request: ScriptGoBack; response: ScriptOpen };
  script_export: { request: ScriptById; response: string | null };
  script_import: { request: Nothing; response: ScriptOpen | null };
  script_try: { request: ScriptTry; response: Tried };
  capabilities: { request: Nothing; response: Array<MessengerCapabilities> };
  rehearse: { request: RehearsalRequest; response: Job };
  rehearsals_list: { request: RehearsalsOf; response: Array<RehearsalRow> };
  rehearsal_get: { request: RehearsalByNo; response: Rehearsal };
  rehearsal_dialogs: { request: RehearsalDialogs; response: RehearsedPage };
  rehearsal_delete: { request: RehearsalByNo; response: Nothing };
  frame_code: { request: FrameCodeOf; response: FrameCode };
  open_test_page: { request: FrameCodeOf; response: Nothing };
  copy_text: { request: CopyText; response: Nothing };
  dialogs_page: { request: DialogsPageOf; response: DialogsPage };
  dialogs_count: { request: DialogsCount; response: Count };
  dialog_get: { request: DialogById; response: DialogDetails };
  markers_list: { request: Nothing; response: Array<string> };
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
  ai_services_list: { request: Nothing; response: Array<AiService> };
  ai_service_save: { request: AiServiceSave; response: AiService };
  ai_service_delete: { request: AiServiceByName; response: Nothing };
  ai_service_test: { request: AiServiceByName; response: AiSaid };
  allowed_addresses: { request: Nothing; response: Array<string> };
  allowed_addresses_save: { request: AllowedAddressesSave; response: Array<string> };
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
