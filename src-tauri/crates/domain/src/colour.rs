use std::fmt;
use std::str::FromStr;

use palette::Srgba;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An sRGB colour with alpha, eight bits each; written as CSS `#rrggbb`, or `#rrggbbaa` when it is
/// not opaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Colour {
    rgba: [u8; 4],
}

/// A text that is not a colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a colour; write it as #RRGGBB or #RRGGBBAA")]
pub struct ColourError(String);

impl Colour {
    /// An opaque colour.
    #[must_use]
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self {
            rgba: [red, green, blue, 255],
        }
    }

    /// Contrast ratio of the colour to another, from 1 to 21, both taken as opaque: (L1 + 0.05) /
    /// (L2 + 0.05) of WCAG 2.2, "contrast ratio".
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance of WCAG 2.2, from 0 (black) to 1 (white).
    fn luminance(self) -> f64 {
        let linear: palette::LinSrgb<f64> =
            palette::Srgb::from([self.rgba[0], self.rgba[1], self.rgba[2]]).into_linear();
        0.2126 * linear.red + 0.7152 * linear.green + 0.0722 * linear.blue
    }
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
        let trimmed = text.trim();
        let wrong = || ColourError(text.chars().take(40).collect());
        if !trimmed.starts_with('#') {
            return Err(wrong());
        }
        let colour = match trimmed.len() {
            4 | 7 => trimmed.parse::<palette::Srgb<u8>>().map(Srgba::from),
            _ => trimmed.parse::<Srgba<u8>>(),
        }
        .map_err(|_| wrong())?;
        Ok(Self {
            rgba: colour.into(),
        })
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
    fn short_long_and_translucent_forms_are_read() {
        for (text, shown) in [
            ("#FFF", "#ffffff"),
            (" #1e69D0 ", "#1e69d0"),
            ("#1e69d080", "#1e69d080"),
            ("#abcf", "#aabbcc"),
        ] {
            assert_eq!(text.parse::<Colour>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        for text in [
            "",
            "#",
            "#12",
            "#12345",
            "#gggggg",
            "red",
            "123456",
            "#ёжик",
            "#1234567890",
        ] {
            let error = text.parse::<Colour>().unwrap_err().to_string();
            assert!(error.starts_with(&format!("`{text}`")), "{error}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let (black, white) = (Colour::rgb(0, 0, 0), Colour::rgb(255, 255, 255));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((Colour::rgb(0x77, 0x77, 0x77).contrast(white) - 4.478).abs() < 1e-3);
    }

    proptest! {
        #[test]
        fn a_colour_is_shown_as_it_is_read(rgba: [u8; 4]) {
            let colour = Colour { rgba };
            prop_assert_eq!(colour.to_string().parse::<Colour>(), Ok(colour));
        }
    }
}
