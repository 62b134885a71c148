//! What the window's palette asks about colours.

use domain::{AA, Colour, ColourModel, ContrastLevel};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ApiError, App};

#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColourRead {
    /// A colour as somebody typed or pasted it: any that CSS knows.
    text: String,
    /// The fields of a model as somebody typed them; they are read in place of the text.
    #[serde(default)]
    #[ts(optional)]
    typed: Option<TypedColour>,
    /// The other colour of the pair; none asks for black or white text, whichever reads better.
    beside: Option<String>,
    /// Whether the colour is that of a text and the other one its ground.
    #[serde(default)]
    #[ts(optional)]
    is_text: Option<bool>,
}

/// What stands in the palette's fields.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub(crate) struct TypedColour {
    model: ColourModel,
    /// In the order of the model's channels.
    fields: Vec<String>,
}

/// A colour in every way the palette shows it.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ColourShown {
    /// As it is kept: `#rrggbb`, or `#rrggbbaa` when it is not opaque.
    colour: Colour,
    /// Red, green and blue from 0 to 255, alpha from 0 to 1.
    rgba: Vec<String>,
    /// Hue in degrees, saturation and lightness in per cent, alpha from 0 to 1.
    hsla: Vec<String>,
    /// The colour it is seen with.
    beside: Colour,
    /// Contrast ratio of the two (WCAG 2.2), from 1 to 21.
    contrast: f64,
    level: ContrastLevel,
    /// The nearest colour whose contrast is at least 4.5; none when this one's is, or none has it.
    nearest: Option<Nearest>,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct Nearest {
    colour: Colour,
    contrast: f64,
}

fn read(request: &ColourRead) -> Option<Colour> {
    match &request.typed {
        Some(typed) => Colour::from_fields(typed.model, &typed.fields).ok(),
        None => request.text.parse().ok(),
    }
}

pub(crate) async fn colour_read(
    _: App,
    request: ColourRead,
) -> Result<Option<ColourShown>, ApiError> {
    let Some(colour) = read(&request) else {
        return Ok(None);
    };
    let fields = |model| match &request.typed {
        Some(typed) if typed.model == model => colour.fields(model, &typed.fields),
        _ => colour.fields::<&str>(model, &[]),
    };
    let given = request.beside.as_deref().and_then(|text| text.parse().ok());
    let beside = given.unwrap_or_else(|| colour.text_on());
    let is_text = request.is_text.unwrap_or(false);
    let contrast = |colour: Colour| {
        if is_text {
            colour.contrast(beside)
        } else {
            beside.contrast(colour)
        }
    };
    let nearest = if is_text {
        colour.nearest_text(beside, AA)
    } else {
        colour.nearest_ground(beside, AA)
    };
    let found = contrast(colour);
    Ok(Some(ColourShown {
        colour,
        rgba: fields(ColourModel::Rgba),
        hsla: fields(ColourModel::Hsla),
        beside,
        contrast: found,
        level: ContrastLevel::of(found),
        nearest: nearest.filter(|_| found < AA).map(|colour| Nearest {
            colour,
            contrast: contrast(colour),
        }),
    }))
}
