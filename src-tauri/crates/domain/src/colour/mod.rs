//! Colours: what people write for them, how a palette shows them, what can be read on them.

mod contrast;
mod css;
mod model;

use std::fmt;
use std::str::FromStr;

use palette::Srgb;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use contrast::{AA, AAA, ContrastLevel};
pub use model::{ColourChannel, ColourModel};

/// An sRGB colour with alpha, eight bits each; written as CSS `#rrggbb`, or `#rrggbbaa` when it is
/// not opaque, and read from any CSS colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Colour {
    rgba: [u8; 4],
}

/// Why a text, or what stands in the fields of a palette, is no colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColourError {
    /// The text is none of the forms of CSS.
    #[error(
        "`{text}` is not a colour; write it as #RRGGBB or #RRGGBBAA, rgb(46 139 109 / 50%), hsl(161 50% 36%) or a CSS name such as teal"
    )]
    NotAColour {
        /// The text, cut to 40 characters.
        text: String,
    },
    /// A field holds no number, or one outside its range.
    #[error("`{text}` is not a value of {channel}; write a {} from 0 to {limit}", if *.whole { "whole number" } else { "number" })]
    NotAValue {
        /// Whose field it is.
        channel: ColourChannel,
        /// The text, cut to 40 characters.
        text: String,
        /// The greatest value; the least is 0.
        limit: u16,
        /// Whether it has to be a whole number.
        whole: bool,
    },
    /// There are more or fewer fields than the model has.
    #[error("{model} has {expected} fields, and {given} were given")]
    FieldCount {
        /// The model.
        model: ColourModel,
        /// How many it has.
        expected: usize,
        /// How many there were.
        given: usize,
    },
}

impl Colour {
    /// Opaque black.
    pub const BLACK: Self = Self::rgb(0, 0, 0);
    /// Opaque white.
    pub const WHITE: Self = Self::rgb(255, 255, 255);

    /// An opaque colour.
    #[must_use]
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self {
            rgba: [red, green, blue, 255],
        }
    }

    /// The colour nearest to components and an alpha from 0 to 1; what lies outside is cut off.
    fn from_unit(colour: Srgb<f64>, alpha: f64) -> Self {
        let [red, green, blue] = <[f64; 3]>::from(colour);
        Self {
            rgba: [red, green, blue, alpha].map(to_byte),
        }
    }

    /// Red, green and blue, each from 0 to 1.
    fn unit(self) -> Srgb<f64> {
        let [red, green, blue, _] = self.rgba;
        Srgb::new(red, green, blue).into_format()
    }

    /// Alpha from 0 to 1.
    fn alpha(self) -> f64 {
        f64::from(self.rgba[3]) / 255.0
    }
}

/// Eight bits for a component from 0 to 1, halves up as in CSS Color 4, 15.1. The hair added is
/// for conversions whose exact result is a half, and whose computed one lies just below it.
fn to_byte(component: f64) -> u8 {
    (component * 255.0 + 1e-9).round() as u8
}

/// What of a wrong text an error repeats.
fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue, alpha] = self.rgba;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")?;
        if alpha == 255 {
            Ok(())
        } else {
            write!(f, "{alpha:02x}")
        }
    }
}

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Self, ColourError> {
        css::read(text).ok_or_else(|| ColourError::NotAColour { text: shown(text) })
    }
}

impl TryFrom<String> for Colour {
    type Error = ColourError;

    fn try_from(text: String) -> Result<Self, ColourError> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_colour_is_refused_by_name() {
        let error = "reddish".parse::<Colour>().unwrap_err().to_string();
        assert_eq!(
            error,
            "`reddish` is not a colour; write it as #RRGGBB or #RRGGBBAA, rgb(46 139 109 / 50%), \
             hsl(161 50% 36%) or a CSS name such as teal"
        );
        let long = "я".repeat(1000).parse::<Colour>().unwrap_err().to_string();
        assert!(
            long.starts_with(&format!("`{}` is", "я".repeat(40))),
            "{long}"
        );
    }

    #[test]
    fn json_is_the_text_and_any_css_colour_is_read_from_it() {
        let colour: Colour = serde_json::from_str(r#""rgb(46 139 109 / 50%)""#).unwrap();
        assert_eq!(serde_json::to_string(&colour).unwrap(), r##""#2e8b6d80""##);
        let error = serde_json::from_str::<Colour>("\"reddish\"").unwrap_err();
        assert!(error.to_string().contains("`reddish` is not a colour"));
    }

    proptest! {
        #[test]
        fn a_colour_is_read_as_it_is_shown(rgba: [u8; 4]) {
            let colour = Colour { rgba };
            prop_assert_eq!(colour.to_string().parse::<Colour>(), Ok(colour));
        }
    }
}
