use jiff::tz::TimeZone;
use serde_json::json;

use crate::cli::SampleOptions;
use crate::door::{Door, pretty};
use crate::failure::Failure;
use crate::filter::moment;

pub(crate) async fn run(
    door: &Door,
    options: SampleOptions,
    json: bool,
) -> Result<String, Failure> {
    let until = options
        .until
        .as_deref()
        .map(|text| moment(text, &TimeZone::UTC, false))
        .transpose()?;
    let request = json!({ "dialogs": options.dialogs, "seed": options.seed, "until": until });
    let made = door.call("sample_write", request).await?;
    if json {
        return Ok(pretty(&made));
    }
    let (chats, dialogs, messages) = (&made["chats"], &made["dialogs"], &made["messages"]);
    Ok(format!(
        "{dialogs} dialogs with {messages} messages in {chats} new chats\n"
    ))
}
