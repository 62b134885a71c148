use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::channels::ChannelsCommand;
use crate::chats::ChatsCommand;
use crate::connections::ConnectionsCommand;
use crate::dialogs::DialogsCommand;
use crate::failure::Failure;
use crate::filter::Filter;
use crate::operators::OperatorsCommand;
use crate::scripts::ScriptsCommand;
use crate::serve::ServeOptions;
use crate::setup::SetupCommand;

/// Parley without a window: serve, export, browse.
#[derive(Debug, Parser)]
#[command(name = "parleyctl", version, about, max_term_width = 100)]
pub(crate) struct Cli {
    /// The data folder [default: the system's own place]
    #[arg(long, global = true, env = "PARLEY_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// Keep keys in a file that the passphrase in FILE locks [default: $PARLEY_PASSPHRASE_FILE, else
    /// the system's key store]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Print JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the gateway and the engine until SIGTERM or Ctrl+C
    Serve(ServeOptions),
    /// Chats: what people configure
    Chats {
        #[command(subcommand)]
        command: ChatsCommand,
    },
    /// Channels: how a chat is reached
    Channels {
        #[command(subcommand)]
        command: ChannelsCommand,
    },
    /// Dialogs: what was said
    Dialogs {
        #[command(subcommand)]
        command: DialogsCommand,
    },
    /// Scripts: what the bot says and does
    Scripts {
        #[command(subcommand)]
        command: ScriptsCommand,
    },
    /// Operators: who answers clients
    Operators {
        #[command(subcommand)]
        command: OperatorsCommand,
    },
    /// Groups of operators who answer the same kind of questions
    Groups {
        #[command(subcommand)]
        command: SetupCommand,
    },
    /// Tags: words that operators put on dialogs
    Tags {
        #[command(subcommand)]
        command: SetupCommand,
    },
    /// Connections: what scripts may reach outside
    Connections {
        #[command(subcommand)]
        command: ConnectionsCommand,
    },
    /// What was done, by whom and from where, newest first
    Audit {
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
    },
    /// Write a report into a file
    Report(ReportOptions),
    /// Fill the data folder with realistic dialogs; the same seed on the same day makes the same
    Sample(SampleOptions),
    /// Print the schema of the database as SQL
    Schema,
}

#[derive(Debug, Args)]
pub(crate) struct ReportOptions {
    /// Which report: sessions, markers
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// Show the times of messages
    #[arg(long)]
    pub(crate) with_time: bool,
    /// Where to; the ending says in which format
    #[arg(long, value_name = "FILE.xlsx|.csv|.jsonl")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct SampleOptions {
    /// How many dialogs
    #[arg(long, value_name = "N")]
    pub(crate) dialogs: u32,
    /// What they are made from
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// The day or moment they end before [default: today, 00:00 UTC]
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
}

impl Cli {
    /// The data folder as an absolute path.
    pub(crate) fn folder(&self) -> Result<PathBuf, Failure> {
        let folder = match &self.data {
            Some(folder) => folder.clone(),
            None => api::default_folder()?,
        };
        std::path::absolute(&folder).map_err(|error| Failure::file(&folder, error))
    }
}
