use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::door::{Door, moment, pretty, word};
use crate::failure::Failure;

/// Entries asked for at once.
const PAGE: u32 = 500;

pub(crate) async fn run(door: &Door, limit: u32, json: bool) -> Result<String, Failure> {
    let mut entries: Vec<Value> = Vec::new();
    loop {
        let left = limit.saturating_sub(u32::try_from(entries.len()).unwrap_or(u32::MAX));
        let asked = left.min(PAGE);
        let before = entries.last().map(|entry| entry["no"].clone());
        let request = json!({ "before": before, "limit": asked });
        let Value::Array(page) = door.call("audit_list", request).await? else {
            break;
        };
        let is_last = page.len() < asked as usize || asked == 0;
        entries.extend(page);
        if is_last {
            break;
        }
    }
    Ok(if json {
        pretty(&Value::Array(entries))
    } else {
        entries.iter().map(line).collect()
    })
}

/// When, from where, by whom, as whom, what, to what.
fn line(entry: &Value) -> String {
    let at = moment(&entry["at"]);
    let (from, by) = (word(entry, "from"), word(entry, "by"));
    let mut text = format!("{at}  {from}  {by}");
    if let Some(operator) = entry["operator"]["name"].as_str() {
        let _ = write!(text, "  as {operator}");
        if entry["verified"] == false {
            text += " (unverified)";
        }
    }
    let (action, subject) = (word(entry, "action"), word(entry, "subject"));
    let _ = write!(text, "  {action}  {subject}");
    if entry["details"] != json!({}) {
        let _ = write!(text, "  {}", entry["details"]);
    }
    text + "\n"
}
