use serde_json::json;

use crate::cli::ReportOptions;
use crate::door::{Door, pretty};
use crate::failure::Failure;

pub(crate) async fn run(
    door: &Door,
    options: ReportOptions,
    json: bool,
) -> Result<String, Failure> {
    let (_, time_zone) = options.filter.zone()?;
    let out =
        std::path::absolute(&options.out).map_err(|error| Failure::file(&options.out, error))?;
    let request = json!({
        "report": options.name,
        "filter": options.filter.json()?,
        "with_time": options.with_time,
        "time_zone": time_zone,
        "out": out,
    });
    let made = door.call("report_write", request).await?;
    if json {
        return Ok(pretty(&made));
    }
    let digest = made["digest"].as_str().unwrap_or_default();
    Ok(format!(
        "{} rows, sha256 {digest}, in {}\n",
        made["rows"],
        out.display()
    ))
}
