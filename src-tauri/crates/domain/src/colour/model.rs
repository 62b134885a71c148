//! How a palette shows a colour: the fields of each model, and what is typed into them.

use palette::Hsl;
use palette::convert::FromColorUnclamped;
use palette::encoding::Srgb as SrgbEncoding;

use super::{Colour, ColourError, css, shown};
use crate::code::codes;

codes! {
    /// The ways a palette spells a colour, in the order its arrows go through them.
    ColourModel, "colour model":
    /// Red, green, blue and alpha.
    Rgba = "rgba",
    /// Hue, saturation, lightness and alpha.
    Hsla = "hsla",
    /// One text of hex digits.
    Hex = "hex",
}

codes! {
    /// What one field of a palette holds.
    ColourChannel, "colour channel":
    /// A whole number from 0 to 255.
    Red = "red",
    /// A whole number from 0 to 255.
    Green = "green",
    /// A whole number from 0 to 255.
    Blue = "blue",
    /// Degrees from 0 to 360.
    Hue = "hue",
    /// Percent of HSL's saturation.
    Saturation = "saturation",
    /// Percent of HSL's lightness.
    Lightness = "lightness",
    /// From 0 (clear) to 1 (opaque).
    Alpha = "alpha",
    /// `#rrggbb` or `#rrggbbaa`; any CSS colour may be typed.
    Hex = "hex",
}

impl ColourModel {
    /// What the fields of the model hold, in their order.
    #[must_use]
    pub const fn channels(self) -> &'static [ColourChannel] {
        use ColourChannel::{Alpha, Blue, Green, Hex, Hue, Lightness, Red, Saturation};
        match self {
            Self::Rgba => &[Red, Green, Blue, Alpha],
            Self::Hsla => &[Hue, Saturation, Lightness, Alpha],
            Self::Hex => &[Hex],
        }
    }
}

impl ColourChannel {
    /// The greatest value of the channel, the least being 0; none when it holds no number.
    #[must_use]
    pub const fn limit(self) -> Option<u16> {
        match self {
            Self::Red | Self::Green | Self::Blue => Some(255),
            Self::Hue => Some(360),
            Self::Saturation | Self::Lightness => Some(100),
            Self::Alpha => Some(1),
            Self::Hex => None,
        }
    }

    /// Whether only whole numbers are its values.
    const fn is_whole(self) -> bool {
        matches!(self, Self::Red | Self::Green | Self::Blue)
    }

    /// The share of the limit that a field means. A decimal comma is a point, and a unit or a percent
    /// sign may follow where it says nothing else.
    fn read(self, text: &str, limit: u16) -> Result<f64, ColourError> {
        let typed = text.trim();
        let (number, unit) = match self {
            Self::Hue => (typed.trim_end_matches('°'), 1.0),
            Self::Saturation | Self::Lightness => (typed.trim_end_matches('%'), 1.0),
            // CSS writes it as a number or in per cent.
            Self::Alpha => match typed.strip_suffix('%') {
                Some(number) => (number, 0.01),
                None => (typed, 1.0),
            },
            _ => (typed, 1.0),
        };
        number
            .trim_end()
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .map(|value| value * unit)
            .filter(|value| (0.0..=f64::from(limit)).contains(value))
            .filter(|value| !self.is_whole() || value.fract() == 0.0)
            .ok_or_else(|| ColourError::NotAValue {
                channel: self,
                text: shown(text),
                limit,
                whole: self.is_whole(),
            })
    }
}

impl Colour {
    /// The colour that the fields of a model mean, in the order of [`ColourModel::channels`].
    ///
    /// # Errors
    /// A field that holds no value of its channel, or a wrong number of fields.
    pub fn from_fields<S: AsRef<str>>(
        model: ColourModel,
        fields: &[S],
    ) -> Result<Self, ColourError> {
        let channels = model.channels();
        if fields.len() != channels.len() {
            return Err(ColourError::FieldCount {
                model,
                expected: channels.len(),
                given: fields.len(),
            });
        }
        let mut values = [0.0; 4];
        for ((value, channel), field) in values.iter_mut().zip(channels).zip(fields) {
            match channel.limit() {
                Some(limit) => *value = channel.read(field.as_ref(), limit)?,
                None => return field.as_ref().parse(),
            }
        }
        let [a, b, c, alpha] = values;
        Ok(match model {
            ColourModel::Hsla => Self::from_unit(css::hsl(a, b, c), alpha),
            _ => Self::from_unit(palette::Srgb::new(a, b, c) / 255.0, alpha),
        })
    }

    /// What the fields of a model show for the colour, in the order of [`ColourModel::channels`].
    ///
    /// What was typed stays as it was typed while it still means this colour, and a grey, which has
    /// no hue of its own, keeps the hue that was typed. Everything else is converted, with as few
    /// decimals as bring the very colour back. Pass no fields when nothing was typed.
    #[must_use]
    pub fn fields<S: AsRef<str>>(self, model: ColourModel, typed: &[S]) -> Vec<String> {
        if Self::from_fields(model, typed) == Ok(self) {
            return typed.iter().map(|text| text.as_ref().to_owned()).collect();
        }
        let [red, green, blue, _] = self.rgba;
        match model {
            ColourModel::Hex => vec![self.to_string()],
            ColourModel::Rgba => {
                let mut fields = [red, green, blue].map(|byte| byte.to_string()).to_vec();
                fields.push(self.alpha_text());
                fields
            }
            ColourModel::Hsla => {
                let mut fields = self.hsl_texts().to_vec();
                fields.push(self.alpha_text());
                if let (true, [hue, _, _, _]) = (red == green && green == blue, typed)
                    && ColourChannel::Hue.read(hue.as_ref(), 360).is_ok()
                {
                    hue.as_ref().clone_into(&mut fields[0]);
                }
                fields
            }
        }
    }

    /// The colour as CSS text of a model, as browsers write it (CSS Color 4, 15.2).
    #[must_use]
    pub fn css(self, model: ColourModel) -> String {
        let [red, green, blue, alpha] = self.rgba;
        let (name, colour) = match model {
            ColourModel::Hex => return self.to_string(),
            ColourModel::Rgba => ("rgb", format!("{red}, {green}, {blue}")),
            ColourModel::Hsla => {
                let [hue, saturation, lightness] = self.hsl_texts();
                ("hsl", format!("{hue}, {saturation}%, {lightness}%"))
            }
        };
        if alpha == 255 {
            format!("{name}({colour})")
        } else {
            format!("{name}a({colour}, {})", self.alpha_text())
        }
    }

    /// Alpha from 0 to 1; three decimals always suffice, for they are finer than half of 1/255.
    fn alpha_text(self) -> String {
        fewest_decimals(
            3,
            |decimals| decimal(self.alpha(), decimals),
            |text| text.parse().map(super::to_byte) == Ok(self.rgba[3]),
        )
    }

    /// Hue, saturation and lightness. Two decimals always suffice: half a hundredth of a degree moves
    /// a byte by 0.022, of a percent of saturation by 0.007, of lightness by 0.026, together far from
    /// the half that would change it.
    fn hsl_texts(self) -> [String; 3] {
        let Hsl {
            hue,
            saturation,
            lightness,
            ..
        } = Hsl::<SrgbEncoding, f64>::from_color_unclamped(self.unit());
        let values = [
            hue.into_positive_degrees(),
            saturation * 100.0,
            lightness * 100.0,
        ];
        let alpha = self.alpha();
        fewest_decimals(
            2,
            |decimals| values.map(|value| decimal(value, decimals)),
            |texts| {
                let [hue, saturation, lightness] = texts.each_ref().map(|text| text.parse());
                matches!((hue, saturation, lightness), (Ok(hue), Ok(saturation), Ok(lightness))
                    if Self::from_unit(css::hsl(hue, saturation, lightness), alpha) == self)
            },
        )
    }
}

/// The first of the texts with 0, 1, … decimals that means the same; the one with `most` is known to.
fn fewest_decimals<T>(most: usize, text: impl Fn(usize) -> T, same: impl Fn(&T) -> bool) -> T {
    (0..most)
        .map(&text)
        .find(same)
        .unwrap_or_else(|| text(most))
}

/// A number rounded to some decimals, without zeros at its end.
fn decimal(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.split_once('.') {
        Some((whole, part)) => match part.trim_end_matches('0') {
            "" => whole.to_owned(),
            part => format!("{whole}.{part}"),
        },
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOTHING: &[&str] = &[];

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn a_colour_is_shown_in_every_model_with_few_decimals() {
        for (text, rgba, hsla, hex) in [
            ("#2e8b6d", "46 139 109 1", "160.6 50.3 36.3 1", "#2e8b6d"),
            ("#336699", "51 102 153 1", "210 50 40 1", "#336699"),
            ("#fff", "255 255 255 1", "0 0 100 1", "#ffffff"),
            ("transparent", "0 0 0 0", "0 0 0 0", "#00000000"),
            ("#ff000080", "255 0 0 0.5", "0 100 50 0.5", "#ff000080"),
            ("#ff000081", "255 0 0 0.506", "0 100 50 0.506", "#ff000081"),
            ("#030508", "3 5 8 1", "216 45.5 2.2 1", "#030508"),
        ] {
            for (model, shown) in [
                (ColourModel::Rgba, rgba),
                (ColourModel::Hsla, hsla),
                (ColourModel::Hex, hex),
            ] {
                assert_eq!(
                    colour(text).fields(model, NOTHING).join(" "),
                    shown,
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn css_text_is_that_of_browsers() {
        for (text, rgba, hsla) in [
            ("#336699", "rgb(51, 102, 153)", "hsl(210, 50%, 40%)"),
            (
                "#33669980",
                "rgba(51, 102, 153, 0.5)",
                "hsla(210, 50%, 40%, 0.5)",
            ),
        ] {
            assert_eq!(colour(text).css(ColourModel::Rgba), rgba);
            assert_eq!(colour(text).css(ColourModel::Hsla), hsla);
            assert_eq!(colour(text).css(ColourModel::Hex), text);
        }
    }

    #[test]
    fn what_is_typed_stays_while_it_means_the_colour() {
        let typed = ["210,00", "50 %", "2%", "1"];
        let dark = Colour::from_fields(ColourModel::Hsla, &typed).unwrap();
        assert_eq!(dark.to_string(), "#030508");
        assert_eq!(dark.fields(ColourModel::Hsla, &typed), typed);
        let other = colour("#336699");
        assert_eq!(
            other.fields(ColourModel::Hsla, &typed),
            ["210", "50", "40", "1"],
            "another colour is shown as itself"
        );
        assert_eq!(other.fields(ColourModel::Hex, &["369"]), ["369"]);
        assert_eq!(other.fields(ColourModel::Hex, &["reddish"]), ["#336699"]);
    }

    #[test]
    fn alpha_is_a_number_or_a_share_in_per_cent() {
        for (typed, shown) in [
            ("0.5", "#33669980"),
            ("50%", "#33669980"),
            ("100 %", "#336699"),
        ] {
            let fields = ["51", "102", "153", typed];
            let colour = Colour::from_fields(ColourModel::Rgba, &fields).unwrap();
            assert_eq!(colour.to_string(), shown, "{typed}");
            assert_eq!(colour.fields(ColourModel::Rgba, &fields), fields);
        }
        let over = Colour::from_fields(ColourModel::Rgba, &["1", "2", "3", "101%"]);
        assert!(over.is_err(), "{over:?}");
    }

    #[test]
    fn a_grey_keeps_the_hue_that_was_typed() {
        let grey = colour("#808080");
        for (typed, shown) in [
            (["210", "50", "40", "1"], ["210", "0", "50", "1"]),
            (["210", "0", "50", "1"], ["210", "0", "50", "1"]),
            (["rose", "0", "50", "1"], ["0", "0", "50", "1"]),
        ] {
            assert_eq!(grey.fields(ColourModel::Hsla, &typed), shown);
        }
    }

    #[test]
    fn a_wrong_field_is_named_with_its_range() {
        for (model, fields, said) in [
            (
                ColourModel::Rgba,
                ["46", "300", "109", "1"],
                "`300` is not a value of green; write a whole number from 0 to 255",
            ),
            (
                ColourModel::Rgba,
                ["46.5", "30", "109", "1"],
                "`46.5` is not a value of red; write a whole number from 0 to 255",
            ),
            (
                ColourModel::Hsla,
                ["46", "30", "109", "1"],
                "`109` is not a value of lightness; write a number from 0 to 100",
            ),
            (
                ColourModel::Hsla,
                ["NaN", "30", "9", "1"],
                "`NaN` is not a value of hue; write a number from 0 to 360",
            ),
            (
                ColourModel::Hsla,
                ["1", "30", "9", "-0.1"],
                "`-0.1` is not a value of alpha; write a number from 0 to 1",
            ),
        ] {
            let error = Colour::from_fields(model, &fields).unwrap_err();
            assert_eq!(error.to_string(), said);
        }
        let error = Colour::from_fields(ColourModel::Hsla, &["1"]).unwrap_err();
        assert_eq!(error.to_string(), "hsla has 4 fields, and 1 were given");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn a_random_colour_survives_every_model(rgba: [u8; 4]) {
            let colour = Colour { rgba };
            for model in ColourModel::ALL {
                let fields = colour.fields(*model, NOTHING);
                prop_assert_eq!(Colour::from_fields(*model, &fields), Ok(colour), "{:?}", fields);
                let css = colour.css(*model);
                prop_assert_eq!(css.parse::<Colour>(), Ok(colour), "{}", css);
            }
        }

        #[test]
        fn hsla_typed_is_hsla_shown(
            hue in 0..=360_000_u32,
            saturation in 0..=100_000_u32,
            lightness in 0..=100_000_u32,
            alpha in 0..=1000_u32,
        ) {
            let typed = [hue, saturation, lightness, alpha].map(|value| (f64::from(value) / 1000.0).to_string());
            let colour = Colour::from_fields(ColourModel::Hsla, &typed);
            prop_assert_eq!(colour.unwrap().fields(ColourModel::Hsla, &typed), typed);
        }

        #[test]
        fn whatever_is_typed_is_answered(fields in proptest::collection::vec(".{0,12}", 0..6)) {
            for model in ColourModel::ALL {
                let _ = Colour::from_fields(*model, &fields);
                let _ = Colour::WHITE.fields(*model, &fields);
            }
        }
    }
}
