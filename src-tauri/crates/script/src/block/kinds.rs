//! What each type of block asks for. The doc comments stand in the published schema.

use domain::{GroupId, ScriptId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::BlockId;

/// What a block does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum BlockKind {
    /// Where every dialog begins.
    Start(Start),
    /// Says a text.
    Message(Message),
    /// Says a text, if it has one, and waits for the client.
    Question(Question),
    /// Chooses by what is known.
    Condition(Condition),
    /// Chooses by lot.
    Random(Random),
    /// Chooses one way after the other, each time the dialog comes by.
    InOrder(InOrder),
    /// Gives variables their values.
    Set(Set),
    /// Waits a while.
    Pause(Pause),
    /// Asks a server.
    Request(Request),
    /// Records that the dialog came by.
    Marker(Marker),
    /// Hands the dialog over to the operators.
    Transfer(Transfer),
    /// Goes on in another script, from its start; the variables come along.
    Script(ToScript),
    /// Records the result of the dialog.
    Result(DialogResult),
    /// Has a language model answer the client.
    Ai(Ai),
    /// Ends the dialog.
    End(End),
}

/// One of the ways out of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct Branch<When> {
    /// When it is taken.
    #[serde(flatten)]
    pub when: When,
    /// Where it leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<BlockId>,
}

/// Where every dialog begins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "StartBlock")]
pub struct Start {
    /// The greeting; none when the first question greets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// The variables that the script before brings along, when another one goes on to this.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub takes: Vec<String>,
    /// Where it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<BlockId>,
}

/// Says a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "MessageBlock")]
pub struct Message {
    /// What is said; `{name}` stands for a variable.
    pub text: String,
    /// Where it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<BlockId>,
}

/// Says a text, if it has one, and waits for the client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "QuestionBlock")]
pub struct Question {
    /// What is asked; none only waits for the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub text: Option<String>,
    /// The variable that keeps the answer: the title of a button, what a branch found in the text,
    /// else the text itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub save_to: Option<String>,
    /// Where the answers lead.
    pub branches: Vec<Branch<Answer>>,
}

/// When a branch of a question is taken. The first branch in the list that takes an answer has it;
/// only phrases are compared with each other, after all else, and the most alike has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "when", rename_all = "snake_case", deny_unknown_fields)]
#[ts(rename = "ScriptAnswer")]
pub enum Answer {
    /// A button was pressed, or its title was typed.
    Button {
        /// What stands on it.
        title: String,
    },
    /// The client used one of these words or word groups.
    Words {
        /// The words.
        words: Vec<String>,
        /// How they are looked for.
        #[serde(default)]
        how: WordsHow,
    },
    /// The text fits a pattern.
    Pattern {
        /// A regular expression; case does not matter. Its first group is what was found, else all
        /// that fits.
        pattern: String,
    },
    /// The text is like one of these, typing errors forgiven.
    Phrases {
        /// Examples of what clients write.
        phrases: Vec<String>,
        /// How alike at least, in percent.
        #[serde(default = "alike")]
        at_least: u8,
    },
    /// The text has something of this kind in it.
    Entity {
        /// What is looked for.
        entity: Entity,
    },
    /// The client sent a file.
    File {},
    /// No other branch takes what the client wrote.
    Else {},
    /// The client wrote nothing.
    NoAnswer {
        /// For how many seconds, from the question on.
        after_s: u32,
    },
}

const fn alike() -> u8 {
    70
}

/// How words are looked for in a text. Case and `ё` never matter; punctuation only where a word has
/// signs, or where parts are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum WordsHow {
    /// The text is one of them and nothing else.
    Exact,
    /// One of them is a part of the text, letter by letter.
    Contains,
    /// One of them stands in the text in any of its forms.
    #[default]
    Stems,
}

/// What can be found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Entity {
    /// A number, as in `1 200,50`; kept as `1200.5`.
    Number,
    /// A date, as in `15.12.2026`, `5 May` or `tomorrow`; kept as `2026-12-15`.
    Date,
    /// A phone number; kept as digits, with the `+` it was written with.
    Phone,
    /// An e-mail address.
    Email,
}

/// Chooses by what is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ConditionBlock")]
pub struct Condition {
    /// The ways to go; the first that holds is taken.
    pub branches: Vec<Branch<Known>>,
}

/// When a branch of a condition is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "when", rename_all = "snake_case", deny_unknown_fields)]
pub enum Known {
    /// All of the tests hold.
    All {
        /// The tests.
        tests: Vec<Test>,
    },
    /// One of the tests holds.
    Any {
        /// The tests.
        tests: Vec<Test>,
    },
    /// It is within the chat's working hours.
    Open {},
    /// No other branch is taken.
    Else {},
}

/// A comparison. Both sides may name variables; two numbers are compared as numbers, all else as
/// text without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ScriptTest")]
pub struct Test {
    /// What is compared, as in `{city}`.
    pub left: String,
    /// How.
    pub is: Comparison,
    /// With what; `filled` and `empty` need nothing here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub right: String,
}

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
    Contains,
    NotContains,
    Filled,
    Empty,
}

/// Chooses by lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "RandomBlock")]
pub struct Random {
    /// The ways to go.
    pub branches: Vec<Branch<Weight>>,
}

/// How often a branch is taken beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// 2 is taken twice as often as 1; 1 to 1,000.
    #[serde(default = "one")]
    pub weight: u32,
}

const fn one() -> u32 {
    1
}

/// Chooses one way after the other, each time the dialog comes by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "InOrderBlock")]
pub struct InOrder {
    /// What follows the last way: the first again, or the last for good.
    #[serde(default)]
    pub after_last: AfterLast,
    /// The ways to go.
    pub branches: Vec<Branch<InTurn>>,
}

/// What follows the last way of a block that takes them in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AfterLast {
    /// The first one again.
    #[default]
    First,
    /// The last one for good.
    Last,
}

/// A branch that is taken in its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct InTurn {}

/// Gives variables their values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "SetBlock")]
pub struct Set {
    /// What is set, one after the other.
    pub values: Vec<Assignment>,
    /// Where it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<BlockId>,
}

/// A variable and what it gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The variable: letters, digits and `_`.
    pub name: String,
    /// What the value is.
    #[serde(default)]
    pub is: ValueKind,
    /// The text, or what is to be reckoned, as in `{price} * {count} + 1`.
    pub value: String,
}

/// How a value is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// A text in which variables are filled in.
    #[default]
    Text,
    /// A calculation with `+ - * / %`, brackets and variables.
    Number,
}

/// Waits a while. What the client writes meanwhile is kept in the dialog and answers nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "PauseBlock")]
pub struct Pause {
    /// How long, in seconds; at most a day.
    pub seconds: u32,
    /// Where it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<BlockId>,
}

/// Asks a server. What the client writes meanwhile is kept in the dialog and answers nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "RequestBlock")]
pub struct Request {
    /// The HTTP method.
    #[serde(default)]
    pub method: Method,
    /// The address; no variable may stand in its host.
    pub url: String,
    /// What goes with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<Header>,
    /// What is sent. In JSON and in a form, as the header `Content-Type` says, a variable stays one
    /// value whatever is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub body: Option<String>,
    /// How long an answer is waited for, in seconds: 1 to 60.
    #[serde(default = "ten")]
    pub timeout_s: u32,
    /// What is kept of the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub save: Vec<Save>,
    /// Where the answers lead.
    pub branches: Vec<Branch<Reply>>,
}

const fn ten() -> u32 {
    10
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Method {
    #[default]
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

/// A header of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "RequestHeader")]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// What is kept of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "RequestSave")]
pub struct Save {
    /// Where in the JSON it stands, as a pointer (RFC 6901) like `/order/status`; empty for all of
    /// the answer.
    pub from: String,
    /// The variable that keeps it.
    pub to: String,
}

/// When a branch of a request is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "when", rename_all = "snake_case", deny_unknown_fields)]
#[ts(rename = "RequestReply")]
pub enum Reply {
    /// The server answered with this status.
    Status {
        /// 100 to 599.
        status: u16,
    },
    /// The server answered with success, and no branch has its status.
    Ok {},
    /// The server did not answer in time, or not with success, or not with what is to be kept.
    Failed {},
}

/// Records that the dialog came by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "MarkerBlock")]
pub struct Marker {
    /// What reports call it.
    pub marker: String,
    /// What is recorded with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub value: Option<String>,
    /// Where it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<BlockId>,
}

/// Hands the dialog over to the operators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "TransferBlock")]
pub struct Transfer {
    /// The group it is handed to; none means whoever is free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional)]
    pub group: Option<GroupId>,
    /// Where it goes on when they do not come.
    pub branches: Vec<Branch<Handover>>,
}

/// When a branch of a transfer is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "when", rename_all = "snake_case", deny_unknown_fields)]
pub enum Handover {
    /// Nobody took the dialog out of the queue in time.
    NoOperator {},
    /// Who took it did not answer in time.
    OperatorIdle {},
}

/// Goes on in another script, from its start; the variables come along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ScriptBlock")]
pub struct ToScript {
    /// The script.
    #[schemars(with = "String")]
    pub script: ScriptId,
    /// Where it goes on when that script is not there any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<BlockId>,
}

/// Records the result of the dialog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ResultBlock")]
pub struct DialogResult {
    /// The result.
    pub result: String,
    /// Where it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub next: Option<BlockId>,
}

/// Has a language model answer the client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "AiBlock")]
pub struct Ai {
    /// The name of the service, as it stands in the settings of the program.
    pub service: String,
    /// What the model is told about its task.
    pub instructions: String,
    /// How many of the dialog's last messages it is shown: 0 to 100.
    #[serde(default = "twenty")]
    pub messages: u32,
    /// How long an answer is waited for, in seconds: 1 to 120.
    #[serde(default = "thirty")]
    pub timeout_s: u32,
    /// The variable that keeps the answer, which is then not said; none says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub save_to: Option<String>,
    /// Where it goes on.
    pub branches: Vec<Branch<AiReply>>,
}

const fn twenty() -> u32 {
    20
}

const fn thirty() -> u32 {
    30
}

/// When a branch of an AI answer is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "when", rename_all = "snake_case", deny_unknown_fields)]
pub enum AiReply {
    /// The model answered.
    Answered {},
    /// It did not, or not in time, or with nonsense.
    Failed {},
}

/// Ends the dialog.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "EndBlock")]
pub struct End {}
