//! Reading CSS colours, after CSS Color Module Level 4 (https://www.w3.org/TR/css-color-4/).
//!
//! All of its notations are read but system colours, `currentcolor` and the wide colour spaces that
//! no picker copies. Beyond it: hex digits without `#`, and old and new forms of the arguments mixed.

use palette::chromatic_adaptation::AdaptIntoUnclamped;
use palette::convert::{FromColorUnclamped, IntoColorUnclamped};
use palette::encoding::{DisplayP3, Srgb as SrgbEncoding};
use palette::rgb::Rgb;
use palette::white_point::{D50, D65};
use palette::{Hsl, Hwb, Lab, Lch, LinSrgb, Oklab, Oklch, Srgb, Xyz, named};

use super::Colour;

/// The longest text that is looked at, in bytes; the longest colour worth writing has half of it.
const TEXT_MAX: usize = 128;

/// The colour a text means; none when it means none.
pub(super) fn read(text: &str) -> Option<Colour> {
    let text = text.trim().trim_end_matches(';').trim_end();
    if text.len() > TEXT_MAX {
        return None;
    }
    let text = text.to_ascii_lowercase();
    if let Some(digits) = text.strip_prefix('#') {
        return hex(digits);
    }
    if let Some((name, rest)) = text.split_once('(') {
        return function(name, rest.strip_suffix(')')?);
    }
    if text == "transparent" {
        return Some(Colour { rgba: [0; 4] });
    }
    match named::from_str(&text) {
        Some(colour) => Some(Colour::rgb(colour.red, colour.green, colour.blue)),
        // Four digits alone are more likely a slip than a translucent colour.
        None => (text.len() != 4).then(|| hex(&text)).flatten(),
    }
}

/// 3, 4, 6 or 8 hex digits: CSS Color 4, 5.2.
fn hex(digits: &str) -> Option<Colour> {
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let short = |value: u32| {
        let [high, low] = (value as u16).to_be_bytes();
        [high >> 4, high & 15, low >> 4, low & 15].map(|digit| digit * 17)
    };
    let rgba = match digits.len() {
        3 => short(value << 4 | 0xf),
        4 => short(value),
        6 => (value << 8 | 0xff).to_be_bytes(),
        8 => value.to_be_bytes(),
        _ => return None,
    };
    Some(Colour { rgba })
}

/// A notation with arguments: CSS Color 4, 5.1 (rgb), 7 (hsl), 8 (hwb), 9 (lab, lch, oklab, oklch)
/// and 10 (color).
fn function(name: &str, arguments: &str) -> Option<Colour> {
    let (mut parts, alpha) = arguments_of(arguments)?;
    let alpha = alpha.map_or(Some(1.0), |alpha| number(alpha, 1.0))?;
    let space = match name {
        "color" if !parts.is_empty() => parts.remove(0),
        _ => name,
    };
    let [a, b, c] = parts.as_slice().try_into().ok()?;
    let colour = match (name, space) {
        ("rgb" | "rgba", _) => {
            let byte = |text| number(text, 255.0).map(|value| value / 255.0);
            Srgb::new(byte(a)?, byte(b)?, byte(c)?)
        }
        ("hsl" | "hsla", _) => hsl(angle(a)?, number(b, 100.0)?, number(c, 100.0)?),
        ("hwb", _) => hwb(angle(a)?, number(b, 100.0)?, number(c, 100.0)?),
        ("lab", _) => from_lab(Lab::new(
            lightness(a, 100.0)?,
            number(b, 125.0)?,
            number(c, 125.0)?,
        )),
        ("lch", _) => from_lab(Lab::from_color_unclamped(Lch::<D50, f64>::new(
            lightness(a, 100.0)?,
            number(b, 150.0)?.max(0.0),
            angle(c)?,
        ))),
        ("oklab", _) => {
            Oklab::new(lightness(a, 1.0)?, number(b, 0.4)?, number(c, 0.4)?).into_color_unclamped()
        }
        ("oklch", _) => Oklch::new(lightness(a, 1.0)?, number(b, 0.4)?.max(0.0), angle(c)?)
            .into_color_unclamped(),
        ("color", _) => {
            let [a, b, c] = [number(a, 1.0)?, number(b, 1.0)?, number(c, 1.0)?];
            match space {
                "srgb" => Srgb::new(a, b, c),
                "srgb-linear" => Srgb::from_linear(LinSrgb::new(a, b, c)),
                "display-p3" => Rgb::<DisplayP3, f64>::new(a, b, c).into_color_unclamped(),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(Colour::from_unit(colour, alpha))
}

/// The arguments, and the alpha among them: `a, b, c[, alpha]` or `a b c [/ alpha]`.
fn arguments_of(text: &str) -> Option<(Vec<&str>, Option<&str>)> {
    if text.contains(',') {
        let mut parts: Vec<&str> = text.split(',').map(str::trim).collect();
        let alpha = if parts.len() == 4 { parts.pop() } else { None };
        return Some((parts, alpha));
    }
    let (colour, alpha) = match text.split_once('/') {
        Some((colour, alpha)) => (colour, Some(alpha.trim())),
        None => (text, None),
    };
    Some((colour.split_whitespace().collect(), alpha))
}

/// A number, or a percentage of `full`; `none` is 0 (CSS Color 4, 4.4).
fn number(text: &str, full: f64) -> Option<f64> {
    let value = match text.strip_suffix('%') {
        Some(percent) => percent.parse::<f64>().ok()? / 100.0 * full,
        None if text == "none" => 0.0,
        None => text.parse().ok()?,
    };
    value.is_finite().then_some(value)
}

/// A lightness, cut to the range 0 to `full`: CSS Color 4, 9.3.
fn lightness(text: &str, full: f64) -> Option<f64> {
    Some(number(text, full)?.clamp(0.0, full))
}

/// An angle in degrees, also when it is written in another unit: CSS Values 4, 7.1.
fn angle(text: &str) -> Option<f64> {
    const DEGREES: [(&str, f64); 4] = [
        ("deg", 1.0),
        ("grad", 0.9),
        ("rad", 180.0 / std::f64::consts::PI),
        ("turn", 360.0),
    ];
    let (text, degrees) = DEGREES
        .iter()
        .find_map(|(unit, degrees)| Some((text.strip_suffix(unit)?, *degrees)))
        .unwrap_or((text, 1.0));
    let value: f64 = if text == "none" {
        0.0
    } else {
        text.parse().ok()?
    };
    value
        .is_finite()
        .then(|| (value * degrees).rem_euclid(360.0))
}

/// The colour of a hue in degrees, a saturation and a lightness in percent.
pub(super) fn hsl(hue: f64, saturation: f64, lightness: f64) -> Srgb<f64> {
    let unit = |percent: f64| (percent / 100.0).clamp(0.0, 1.0);
    Hsl::<SrgbEncoding, f64>::new(hue, unit(saturation), unit(lightness)).into_color_unclamped()
}

/// The colour of a hue in degrees, a whiteness and a blackness in percent; where these fill more
/// than the whole, they are shares of a grey.
fn hwb(hue: f64, whiteness: f64, blackness: f64) -> Srgb<f64> {
    let (white, black) = (whiteness.max(0.0) / 100.0, blackness.max(0.0) / 100.0);
    let sum = (white + black).max(1.0);
    Hwb::<SrgbEncoding, f64>::new(hue, white / sum, black / sum).into_color_unclamped()
}

/// The colour of CIE Lab, which in CSS has the white point D50.
fn from_lab(lab: Lab<D50, f64>) -> Srgb<f64> {
    let adapted: Xyz<D65, f64> = Xyz::<D50, f64>::from_color_unclamped(lab).adapt_into_unclamped();
    adapted.into_color_unclamped()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(cases: &[(&str, &str)]) {
        for (text, shown) in cases {
            let read = read(text).map(|colour| colour.to_string());
            assert_eq!(read.as_deref(), Some(*shown), "{text}");
        }
    }

    #[test]
    fn hex_is_read_with_its_mark_and_without() {
        check(&[
            ("#FFF", "#ffffff"),
            (" #1e69D0 ", "#1e69d0"),
            ("#1e69d080", "#1e69d080"),
            ("#1e69d0ff", "#1e69d0"),
            ("#abcf", "#aabbcc"),
            ("#abc8", "#aabbcc88"),
            ("1E69D0", "#1e69d0"),
            ("1e69d080", "#1e69d080"),
            ("abc", "#aabbcc"),
            ("#1e69d0;", "#1e69d0"),
        ]);
    }

    #[test]
    fn names_are_those_of_css() {
        check(&[
            ("red", "#ff0000"),
            ("RebeccaPurple", "#663399"),
            ("darkslategrey", "#2f4f4f"),
            ("DarkSlateGray", "#2f4f4f"),
            ("transparent", "#00000000"),
        ]);
    }

    /// Most lines are examples of CSS Color 4 or tests of web-platform-tests/css/css-color.
    #[test]
    fn rgb_is_read_in_both_notations() {
        check(&[
            ("rgb(0, 255, 0)", "#00ff00"),
            ("rgb(0% 100% 0%)", "#00ff00"),
            ("rgb(2.5, 3.4, 4.6)", "#030305"),
            ("rgb(50%, 50%, 50%)", "#808080"),
            ("rgb(300 -5 +12 / 1)", "#ff000c"),
            ("RGBA(46,139,109,.5)", "#2e8b6d80"),
            ("rgb( 46 139  109 / 50% )", "#2e8b6d80"),
            ("rgb(46 139 109/0.5)", "#2e8b6d80"),
            ("rgb(none none 1e2)", "#000064"),
            ("rgb(0 0 0 / 200%)", "#000000"),
            ("rgb(0 0 0 / none)", "#00000000"),
        ]);
    }

    #[test]
    fn hsl_and_hwb_are_those_of_the_tables_in_css() {
        check(&[
            ("hsl(120deg 100% 50%)", "#00ff00"),
            ("hsl(120, 100%, 25%)", "#008000"),
            ("hsl(30deg 100% 25%)", "#804000"),
            ("hsl(210 50% 40%)", "#336699"),
            ("hsl(0 0% 50%)", "#808080"),
            ("hsla(120, 100%, 50%, 0.25)", "#00ff0040"),
            ("hsl(0.5turn 100 50 / 50%)", "#00ffff80"),
            ("hsl(200grad 100% 50%)", "#00ffff"),
            ("hsl(3.14159265rad 100% 50%)", "#00ffff"),
            ("hsl(-240 100% 50%)", "#00ff00"),
            ("hsl(840 100% 50%)", "#00ff00"),
            ("hsl(none 0% 100%)", "#ffffff"),
            ("hsl(120 300% 50%)", "#00ff00"),
            ("hwb(150 20% 10%)", "#33e68c"),
            ("hwb(90deg 30% 30%)", "#80b34d"),
            ("hwb(120 0% 0% / 50%)", "#00ff0080"),
            ("hwb(45 40% 80%)", "#555555"),
        ]);
    }

    /// Green of CSS, and the samples beside it, in every space: WPT `lab-*`, `oklch-*`, `predefined-*`.
    #[test]
    fn spaces_without_device_are_converted_and_cut_to_srgb() {
        check(&[
            ("lab(46.277% -47.562 48.583)", "#008000"),
            ("lch(46.277% 67.989 134.391)", "#008000"),
            ("lab(50% 50 0)", "#c14e79"),
            ("lch(50% 50 0)", "#c14e79"),
            ("lab(100% 0 0)", "#ffffff"),
            ("lch(0% 0 0 / .5)", "#00000080"),
            ("oklab(51.975% -0.1403 0.10768)", "#008000"),
            ("oklch(51.975% 0.17686 142.495)", "#008000"),
            ("oklch(0.51975 44.215% 142.495deg)", "#008000"),
            ("oklab(100% 0 0)", "#ffffff"),
            ("color(srgb 0 0.6 0)", "#009900"),
            ("color(srgb 50% 0 0 / 0.5)", "#80000080"),
            ("color(srgb-linear 0 0.21586 0)", "#008000"),
            ("color(display-p3 0.21604 0.49418 0.13151)", "#008000"),
            ("color(display-p3 0 1 0)", "#00ff00"),
        ]);
    }

    #[test]
    fn anything_else_is_no_colour() {
        for text in [
            "",
            ";",
            "#",
            "#1",
            "#12",
            "#12345",
            "#1234567",
            "#123456789",
            "#gggggg",
            "#+1+2+3",
            "#ёжик",
            "##fff",
            "fade",
            "12345",
            "reddish",
            "currentcolor",
            "rgb",
            "rgb()",
            "rgb(1 2)",
            "rgb(1 2 3 4)",
            "rgb(1, 2, 3, 4, 5)",
            "rgb(1,,3)",
            "rgb(1 2 3 /)",
            "rgb(1 2 3 / 1 / 1)",
            "rgb(1, 2 3)",
            "rgb(1 2 3",
            "rgb 1 2 3)",
            "rgb(inf nan 0)",
            "rgb(1e999 0 0)",
            "rgb(1px 2 3)",
            "rgb(var(--a) 2 3)",
            "hsl(120% 50% 50%)",
            "hsl(1e999 50% 50%)",
            "hsl(12 deg 50% 50%)",
            "color(0 0 0)",
            "color()",
            "color(rec2020 0 0 0)",
            "srgb(0 0 0)",
            "url(x)",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&format!("rgb({}1 2 3)", " ".repeat(200))), None);
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_is_answered(text in ".*") {
            let _ = read(&text);
        }

        #[test]
        fn whatever_looks_like_a_function_is_answered(
            text in "(rgb|hsla?|hwb|lab|lch|oklab|oklch|color)\\((srgb |display-p3 )?[-+.0-9e%, /a-z]{0,40}\\)?"
        ) {
            let _ = read(&text);
        }
    }
}
