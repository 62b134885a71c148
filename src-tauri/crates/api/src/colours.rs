//! What the window's palette asks about colours.

use domain::Colour;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ApiError, App};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColourRead {
    /// A colour as somebody typed or pasted it: any that CSS knows.
    text: String,
    /// The other colour of the pair; none asks for black or white text, whichever reads better.
    beside: Option<String>,
}

/// A colour in every way the palette shows it.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ColourShown {
    /// As it is kept: `#rrggbb`, or `#rrggbbaa` when it is not opaque.
    colour: Colour,
    /// Red, green and blue from 0 to 255, alpha from 0 to 1.
    rgba: [String; 4],
    /// Hue in degrees, saturation and lightness in per cent, alpha from 0 to 1.
    hsla: [String; 4],
    /// The colour it is seen with.
    beside: Colour,
    /// Contrast ratio of the two (WCAG 2.2), from 1 to 21.
    contrast: f64,
    level: Level,
    /// The nearest colour whose contrast is at least 4.5; none when this one's is, or none has it.
    nearest: Option<Nearest>,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Nearest {
    colour: Colour,
    contrast: f64,
}

/// What a contrast is good for (WCAG 2.2, normal text).
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Level {
    /// 7 or more.
    Aaa,
    /// 4.5 or more.
    Aa,
    /// Less.
    Below,
}

pub(crate) async fn colour_read(
    _: App,
    request: ColourRead,
) -> Result<Option<ColourShown>, ApiError> {
    let _ = (request.text, request.beside);
    Ok(None)
}
