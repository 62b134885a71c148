//! How files look that [`crate::picture`] writes: part after part, with nothing between them or
//! behind. Such a file has room for pixels and what it takes to read them, and for nothing else.
//! What else may be wrong with it is for the decoder to say.

use std::io::{self, Read};

use flate2::bufread::ZlibDecoder;

use crate::PictureKind;
use crate::coded::{self, Codes, Tables};

/// The segments of a JPEG from its start to its scan: the marker, how many bytes of data follow the
/// marker and the length, and what the data begin with.
const SEGMENTS: [(u8, usize, &[u8]); 9] = [
    (0xE0, 14, JFIF),
    (0xC0, 15, &[8]),
    (0xDB, 65, &[0x00]),
    (0xDB, 65, &[0x01]),
    (0xC4, 29, &[0x00]),
    (0xC4, 179, &[0x10]),
    (0xC4, 29, &[0x01]),
    (0xC4, 179, &[0x11]),
    (0xDA, 10, SCAN),
];
/// The general header: version 1.2, square pixels, no small picture of the picture.
const JFIF: &[u8] = b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0";
/// Behind the size in the frame: light and two colours, each a block in every group.
const COLOURS: &[u8] = &[3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1];
/// All of them in one scan, whole.
const SCAN: &[u8] = &[3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0];
/// Behind the size in the header of a PNG: 8 bits, RGBA, the only methods there are, not interlaced.
const RGBA: &[u8] = &[8, 6, 0, 0, 0];
/// The last chunk of a PNG, whole.
const IEND: &[u8] = b"\0\0\0\0IEND\xAE\x42\x60\x82";

/// Which kind of picture this is, if it is built as this room builds them.
pub(crate) fn kind(bytes: &[u8]) -> Option<PictureKind> {
    let kind = PictureKind::of(bytes)?;
    let drawn = match kind {
        PictureKind::Jpeg => jpeg(bytes),
        PictureKind::Png => png(bytes),
    };
    drawn.map(|()| kind)
}

/// None when a part is missing or is another.
fn jpeg(bytes: &[u8]) -> Option<()> {
    let mut rest = bytes.strip_prefix(b"\xFF\xD8")?;
    let mut parts = [&bytes[..0]; SEGMENTS.len()];
    for (part, (code, length, begins)) in parts.iter_mut().zip(SEGMENTS) {
        let (head, after) = rest.split_first_chunk::<4>()?;
        let (data, after) = after.split_at_checked(length)?;
        let [high, low] = u16::try_from(length + 2).ok()?.to_be_bytes();
        if *head != [0xFF, code, high, low] {
            return None;
        }
        *part = data.strip_prefix(begins)?;
        rest = after;
    }
    let [
        _,
        frame,
        _,
        _,
        light_mean,
        light_rest,
        colour_mean,
        colour_rest,
        _,
    ] = parts;
    let (height, frame) = frame.split_first_chunk()?;
    let (width, colours) = frame.split_first_chunk()?;
    if colours != COLOURS {
        return None;
    }
    let groups = |side: &[u8; 2]| u32::from(u16::from_be_bytes(*side).div_ceil(8));
    let tables = |mean, rest| {
        let (mean, rest) = (Codes::read(mean)?, Codes::read(rest)?);
        Some(Tables { mean, rest })
    };
    let light = tables(light_mean, light_rest)?;
    let colour = tables(colour_mean, colour_rest)?;
    let coded = rest.strip_suffix(b"\xFF\xD9")?;
    coded::is_exactly(groups(width) * groups(height), coded, &light, &colour).then_some(())
}

/// None when a chunk is missing or is another, or holds more than pixels. Of the check sums the
/// decoder knows.
fn png(bytes: &[u8]) -> Option<()> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR")?;
    let (width, rest) = rest.split_first_chunk()?;
    let (height, rest) = rest.split_first_chunk()?;
    let (_sum, mut rest) = rest.strip_prefix(RGBA)?.split_first_chunk::<4>()?;
    let mut stream = Vec::new();
    while rest != IEND {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let data = after.strip_prefix(b"IDAT")?;
        let (data, after) = data.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        let (_sum, after) = after.split_first_chunk::<4>()?;
        stream.extend(data);
        rest = after;
    }
    // Each row is its filter and its pixels of four bytes.
    let row = 1 + 4 * u64::from(u32::from_be_bytes(*width));
    let pixels = row.checked_mul(u32::from_be_bytes(*height).into())?;
    let mut stream = ZlibDecoder::new(&stream[..]);
    let mut unpacked = stream.by_ref().take(pixels.checked_add(1)?);
    let count = io::copy(&mut unpacked, &mut io::sink()).ok()?;
    (count == pixels && stream.into_inner().is_empty()).then_some(())
}
