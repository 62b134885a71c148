//! Pictures made part by part, so that any part can be wrong.

#![allow(dead_code, reason = "each test program makes some of them")]

pub(crate) mod jpeg;
pub(crate) mod png;

/// A picture with a red, a green, a blue and a white quarter: left upper, right upper, left
/// lower, right lower. Wider than it is high.
pub(crate) fn quarters() -> image::RgbImage {
    image::RgbImage::from_fn(48, 32, |x, y| match (x < 24, y < 16) {
        (true, true) => image::Rgb([255, 0, 0]),
        (false, true) => image::Rgb([0, 255, 0]),
        (true, false) => image::Rgb([0, 0, 255]),
        (false, false) => image::Rgb([255, 255, 255]),
    })
}

/// The quarters of a decoded picture in the same order, as letters: `RGBW`.
pub(crate) fn letters(bytes: &[u8]) -> String {
    let picture = image::load_from_memory(bytes).unwrap().into_rgb8();
    let (right, lower) = (picture.width() - 4, picture.height() - 4);
    let corners = [(3, 3), (right, 3), (3, lower), (right, lower)];
    corners
        .map(|(x, y)| letter(picture.get_pixel(x, y).0))
        .into_iter()
        .collect()
}

fn letter(colour: [u8; 3]) -> char {
    match colour.map(|level| level > 127) {
        [true, false, false] => 'R',
        [false, true, false] => 'G',
        [false, false, true] => 'B',
        [true, true, true] => 'W',
        _ => '?',
    }
}

/// The colour in the middle of a decoded picture, with its transparency.
pub(crate) fn middle(bytes: &[u8]) -> [u8; 4] {
    let picture = image::load_from_memory(bytes).unwrap().into_rgba8();
    picture
        .get_pixel(picture.width() / 2, picture.height() / 2)
        .0
}
