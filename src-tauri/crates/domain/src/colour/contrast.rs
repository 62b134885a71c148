//! What can be read on what: contrast as in WCAG 2.2 (https://www.w3.org/TR/WCAG22/).

use palette::color_difference::EuclideanDistance;
use palette::convert::{FromColorUnclamped, IntoColorUnclamped};
use palette::encoding::Srgb as SrgbEncoding;
use palette::{Hsl, LinSrgb, Oklab, Srgb};

use super::Colour;
use crate::code::codes;

/// The least contrast of text that passes level AA of WCAG 2.2 (success criterion 1.4.3).
pub const AA: f64 = 4.5;
/// The least contrast of text that passes level AAA of WCAG 2.2 (success criterion 1.4.6).
pub const AAA: f64 = 7.0;

/// Steps of lightness that are tried; from black to white no byte changes by more than half in one.
const STEPS: u32 = 1024;

codes! {
    /// How well text of normal size is read, in the levels of WCAG 2.2.
    ContrastLevel, "contrast level":
    /// At least [`AAA`].
    Aaa = "aaa",
    /// At least [`AA`].
    Aa = "aa",
    /// Less: too little for text.
    Below = "below",
}

impl ContrastLevel {
    /// The level of a contrast from 1 to 21. As WCAG asks, the contrast is not rounded first.
    #[must_use]
    pub fn of(contrast: f64) -> Self {
        if contrast >= AAA {
            Self::Aaa
        } else if contrast >= AA {
            Self::Aa
        } else {
            Self::Below
        }
    }
}

impl Colour {
    /// Contrast ratio of text in this colour on `ground`, from 1 to 21: (L1 + 0.05) / (L2 + 0.05) of
    /// WCAG 2.2. A translucent ground lies on white, as in the widget; translucent text lies on the
    /// ground.
    #[must_use]
    pub fn contrast(self, ground: Self) -> f64 {
        let below = ground.over(Srgb::new(1.0, 1.0, 1.0));
        let (text, ground) = (luminance(self.over(below)), luminance(below));
        (text.max(ground) + 0.05) / (text.min(ground) + 0.05)
    }

    /// Black or white, whichever reads better on this ground; black when both read alike.
    #[must_use]
    pub fn text_on(self) -> Self {
        if Self::BLACK.contrast(self) >= Self::WHITE.contrast(self) {
            Self::BLACK
        } else {
            Self::WHITE
        }
    }

    /// The ground nearest to this one on which `text` has at least the contrast `least`: itself when
    /// it passes, else an opaque one that differs from what is seen in lightness only. None when no
    /// ground of that hue and saturation passes, which for opaque text cannot be while `least` is at
    /// most √21 ≈ 4.58: of black and white one always passes then.
    #[must_use]
    pub fn nearest_ground(self, text: Self, least: f64) -> Option<Self> {
        let passes = |ground: Self| text.contrast(ground) >= least;
        let seen = self.over(Srgb::new(1.0, 1.0, 1.0));
        self.nearest(seen, passes)
    }

    /// The text colour nearest to this one that has at least the contrast `least` on `ground`; as
    /// [`Colour::nearest_ground`].
    #[must_use]
    pub fn nearest_text(self, ground: Self, least: f64) -> Option<Self> {
        let passes = |text: Self| text.contrast(ground) >= least;
        let seen = self.over(ground.over(Srgb::new(1.0, 1.0, 1.0)));
        self.nearest(seen, passes)
    }

    /// The nearest colour that passes. From what is seen, the lightness of HSL goes up and down to
    /// white and black, so that hue and saturation stay as the palette shows them; of the first that
    /// pass on the two ways, the one at the smaller distance in OKLab.
    fn nearest(self, seen: Srgb<f64>, passes: impl Fn(Self) -> bool) -> Option<Self> {
        if passes(self) {
            return Some(self);
        }
        let from = Hsl::<SrgbEncoding, f64>::from_color_unclamped(seen);
        let towards = |end: f64| {
            (1..=STEPS)
                .map(|step| {
                    let share = f64::from(step) / f64::from(STEPS);
                    let lightness = from.lightness + (end - from.lightness) * share;
                    let moved = Hsl { lightness, ..from };
                    Self::from_unit(moved.into_color_unclamped(), 1.0)
                })
                .find(|colour| passes(*colour))
        };
        let distance = |colour: &Self| {
            Oklab::from_color_unclamped(colour.unit())
                .distance_squared(Oklab::from_color_unclamped(seen))
        };
        [towards(0.0), towards(1.0)]
            .into_iter()
            .flatten()
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
    }

    /// What is seen when the colour lies on an opaque one; blended as browsers do, without decoding
    /// (CSS Compositing 1, 5.1).
    fn over(self, below: Srgb<f64>) -> Srgb<f64> {
        self.unit() * self.alpha() + below * (1.0 - self.alpha())
    }
}

/// Relative luminance of WCAG 2.2, from 0 (black) to 1 (white).
fn luminance(colour: Srgb<f64>) -> f64 {
    let linear: LinSrgb<f64> = colour.into_linear();
    0.2126 * linear.red + 0.7152 * linear.green + 0.0722 * linear.blue
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    fn distance(a: Colour, b: Colour) -> f64 {
        Oklab::from_color_unclamped(a.unit()).distance(Oklab::from_color_unclamped(b.unit()))
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        for (text, ground, contrast) in [
            ("#000", "#fff", 21.0),
            ("#fff", "#000", 21.0),
            ("#1e69d0", "#1e69d0", 1.0),
            ("#777", "#fff", 4.478),
            ("#767676", "#fff", 4.542),
            ("#f00", "#fff", 3.998),
            ("#0000ee", "#fff", 9.398),
            ("#fff", "#2e8b6d", 4.175),
        ] {
            let found = colour(text).contrast(colour(ground));
            assert!(
                (found - contrast).abs() < 1e-3,
                "{text} on {ground}: {found}"
            );
        }
    }

    #[test]
    fn what_is_translucent_is_seen_on_what_lies_below_it() {
        let seen = |text: &str, ground: &str| colour(text).contrast(colour(ground));
        assert_eq!(
            seen("#000", "#0000"),
            21.0,
            "a clear ground shows the white below"
        );
        assert!((seen("#000", "#0006") - seen("#000", "#999")).abs() < 1e-9);
        assert!((seen("#fff6", "#000") - seen("#666", "#000")).abs() < 1e-9);
        assert_eq!(seen("#fff0", "#123456"), 1.0, "clear text cannot be read");
    }

    #[test]
    fn levels_begin_at_their_number() {
        for (contrast, level) in [
            (21.0, ContrastLevel::Aaa),
            (7.0, ContrastLevel::Aaa),
            (6.999, ContrastLevel::Aa),
            (4.5, ContrastLevel::Aa),
            (4.499, ContrastLevel::Below),
            (1.0, ContrastLevel::Below),
        ] {
            assert_eq!(ContrastLevel::of(contrast), level, "{contrast}");
        }
    }

    #[test]
    fn text_on_a_ground_is_black_or_white() {
        for (ground, text) in [
            ("#fff", "#000000"),
            ("#000", "#ffffff"),
            ("#1e69d0", "#ffffff"),
            ("#eeeff2", "#000000"),
            ("#2e8b6d", "#000000"),
            ("#00000040", "#000000"),
        ] {
            assert_eq!(colour(ground).text_on().to_string(), text, "on {ground}");
        }
    }

    #[test]
    fn the_nearest_passing_colour_keeps_hue_and_saturation() {
        let ground = colour("#2e8b6d").nearest_ground(Colour::WHITE, AA).unwrap();
        assert_eq!(ground.to_string(), "#2c8569");
        let text = colour("#777").nearest_text(Colour::WHITE, AA).unwrap();
        assert_eq!(text.to_string(), "#767676");
        let text = colour("#888").nearest_text(Colour::BLACK, AAA).unwrap();
        assert_eq!(text.to_string(), "#959595");
    }

    #[test]
    fn a_colour_that_passes_is_its_own_nearest_with_its_alpha() {
        let pale = colour("#1e69d010");
        assert_eq!(pale.nearest_ground(Colour::BLACK, AA), Some(pale));
        let nearest = pale.nearest_ground(Colour::WHITE, AA).unwrap();
        assert_eq!(
            nearest.rgba[3], 255,
            "white needs a ground no alpha of 1/16 can give"
        );
    }

    #[test]
    fn none_is_nearest_where_none_passes() {
        let grey = colour("#777");
        assert_eq!(
            grey.nearest_text(grey, AAA),
            None,
            "white has 4.5 on it, black 4.7"
        );
        assert_eq!(Colour::BLACK.nearest_ground(colour("#fff0"), AA), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn the_nearest_passes_and_is_no_farther_than_black_and_white(rgb: [u8; 3], other: [u8; 3]) {
            let [rgb, other] = [rgb, other].map(|[red, green, blue]| Colour::rgb(red, green, blue));
            for nearest in [rgb.nearest_ground(other, AA), rgb.nearest_text(other, AA)] {
                let nearest = nearest.expect("of black and white one passes on any colour");
                prop_assert!(nearest.contrast(other) >= AA);
                for end in [Colour::BLACK, Colour::WHITE] {
                    if end.contrast(other) >= AA {
                        prop_assert!(distance(rgb, nearest) <= distance(rgb, end) + 1e-9);
                    }
                }
            }
        }

        #[test]
        fn text_on_any_ground_passes(rgba: [u8; 4]) {
            let ground = Colour { rgba };
            prop_assert!(ground.text_on().contrast(ground) >= 21_f64.sqrt() - 1e-9);
        }
    }
}
