//! Avatars: what is taken as one, and the squares cut from it. Nothing here touches a disk.
//!
//! A picture is decoded and drawn anew, so nothing but its pixels is left: no place, no camera, no
//! second picture behind the first. Only one that is built as this room builds them, and so has
//! nothing else in it, stays as it is: what was taken can be taken again and keeps its id. A colour
//! profile goes too, and the numbers of the colours stay as they are, so a picture in wide colours
//! looks a little paler. CMYK is turned into RGB without a profile. Of an animated PNG the picture
//! is taken that programs without animation show.

use std::io::Cursor;

use domain::Crop;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageError, Limits, RgbaImage};

use crate::drawn;
use crate::outline::{self, Outline};
use crate::scale::scaled;
use crate::{FileKind, PictureKind, Refused};

/// The most bytes a picture may have: 5 MB.
pub const BYTES_MAX: u64 = 5 * 1024 * 1024;
/// The most pixels that each side of a picture may have.
pub const SIDE_MAX: u32 = 8192;
/// The longer side of a kept source has at most this many pixels.
pub const SOURCE_SIDE_MAX: u32 = 1024;
/// The most bytes that decoding may hold: 384 MB. That lets in every 8-bit picture of
/// [`SIDE_MAX`] squared but a progressive JPEG whose colours are all kept at full size (which may
/// have 6,688 pixels a side), and 16-bit ones up to three colours without transparency. To make
/// the picture smaller takes 200 MB more at most, when what decoding gathered is gone again.
pub const DECODING_MAX: u64 = 384 * 1024 * 1024;
/// The most bytes that the PNG decoder may hold beside the pixels: notes and a colour profile,
/// which come compressed too.
const NOTES_MAX: u64 = 32 * 1024 * 1024;
/// Of 100: keeps small pictures free of visible blocks.
const JPEG_QUALITY: u8 = 90;

/// At which size a kept picture is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureSize {
    /// The whole picture that squares are cut from, with a longer side of at most
    /// [`SOURCE_SIDE_MAX`].
    Source,
    /// A cut square of 256 × 256 pixels.
    Px256,
    /// A cut square of 64 × 64 pixels.
    Px64,
}

/// A picture that was taken: upright, and no larger than squares need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// A PNG when anything in it is transparent, else a JPEG; nothing but pixels is in it.
    pub bytes: Vec<u8>,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

/// A square cut from a source, at the two sizes in which it is shown: PNG or JPEG, as with
/// [`Source::bytes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Square {
    /// 256 × 256 pixels.
    pub px256: Vec<u8>,
    /// 64 × 64 pixels.
    pub px64: Vec<u8>,
}

/// Takes a JPEG or PNG, known by its content. `called` is its name, if it has one, and serves
/// only to say how the name misled.
///
/// Nothing is decoded, and no memory taken for it, before the file is known to be whole and
/// within [`BYTES_MAX`], [`SIDE_MAX`] and [`DECODING_MAX`]. What this returned, it returns again.
///
/// # Errors
/// Says what is wrong with the picture, with its numbers and the limit.
pub fn take(bytes: &[u8], called: Option<&str>) -> Result<Source, Refused> {
    let (picture, orientation) = decode(bytes, called)?;
    let (width, height) = picture.dimensions();
    let longer = width.max(height);
    let kept = if longer > SOURCE_SIDE_MAX {
        let kept = |side| (side * SOURCE_SIDE_MAX + longer / 2) / longer;
        scaled(&picture, kept(width).max(1), kept(height).max(1))
    } else {
        picture.into_rgba8()
    };
    if longer <= SOURCE_SIDE_MAX && drawn::kind(bytes) == Some(fitting(&kept)) {
        let bytes = bytes.to_vec();
        return Ok(Source {
            bytes,
            width,
            height,
        });
    }
    let mut upright = DynamicImage::ImageRgba8(kept);
    upright.apply_orientation(orientation);
    let (width, height) = upright.dimensions();
    Ok(Source {
        bytes: encode(upright.into_rgba8()),
        width,
        height,
    })
}

/// Cuts a square from a source that was taken before. The same square of the same source gives
/// the same bytes.
///
/// # Errors
/// [`Refused::EmptyCrop`] and [`Refused::CropOutside`]; what [`take`] says when `source` is not
/// what it returned.
pub fn cut(source: &[u8], crop: Crop) -> Result<Square, Refused> {
    let (picture, _) = decode(source, None)?;
    let (width, height) = picture.dimensions();
    let Crop { x, y, side } = crop;
    if side == 0 {
        return Err(Refused::EmptyCrop);
    }
    let within = |start: u32, whole| start.checked_add(side).is_some_and(|end| end <= whole);
    if !within(x, width) || !within(y, height) {
        return Err(Refused::CropOutside {
            crop,
            width,
            height,
        });
    }
    let large = scaled(&*picture.view(x, y, side, side), 256, 256);
    let small = scaled(&large, 64, 64);
    Ok(Square {
        px256: encode(large),
        px64: encode(small),
    })
}

fn decode(bytes: &[u8], called: Option<&str>) -> Result<(DynamicImage, Orientation), Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    let count = bytes.len() as u64;
    if count > BYTES_MAX {
        return Err(Refused::TooLarge {
            bytes: count,
            limit: BYTES_MAX,
        });
    }
    let Some(kind) = PictureKind::of(bytes) else {
        return Err(Refused::NotAPicture {
            called: called.and_then(claim),
            found: FileKind::of(bytes),
        });
    };
    let outline = outline::of(kind, bytes)?;
    let Outline { width, height, .. } = outline;
    if width.max(height) > SIDE_MAX {
        return Err(Refused::SideTooLong {
            width,
            height,
            limit: SIDE_MAX,
        });
    }
    let decoded = match kind {
        PictureKind::Jpeg => {
            let decoder = JpegDecoder::new(Cursor::new(bytes));
            decoder.map(|decoder| pixels(kind, decoder, &outline))
        }
        PictureKind::Png => {
            let mut notes = Limits::no_limits();
            notes.max_alloc = Some(NOTES_MAX);
            let decoder = PngDecoder::with_limits(Cursor::new(bytes), notes);
            decoder.map(|decoder| pixels(kind, decoder, &outline))
        }
    };
    decoded.map_err(|error| refused(kind, &error))?
}

/// The ending of a name that says JPEG or PNG.
fn claim(called: &str) -> Option<String> {
    let (_, ending) = called.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png").then_some(ending)
}

fn pixels(
    kind: PictureKind,
    mut decoder: impl ImageDecoder,
    outline: &Outline,
) -> Result<(DynamicImage, Orientation), Refused> {
    if decoder.dimensions() != (outline.width, outline.height) {
        let reason = "it has two sizes".to_owned();
        return Err(Refused::Damaged { kind, reason });
    }
    let bytes = decoder.total_bytes().saturating_add(outline.gathered);
    if bytes > DECODING_MAX {
        return Err(Refused::TooMuchMemory {
            bytes,
            limit: DECODING_MAX,
        });
    }
    // A picture whose notes cannot be read is shown as it lies.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|error| refused(kind, &error))?;
    Ok((picture, orientation))
}

fn refused(kind: PictureKind, error: &ImageError) -> Refused {
    let reason = error.to_string();
    match error {
        ImageError::Unsupported(_) | ImageError::Limits(_) => Refused::Unusual { kind, reason },
        _ => Refused::Damaged { kind, reason },
    }
}

/// A PNG when anything is transparent, else a JPEG.
fn fitting(picture: &RgbaImage) -> PictureKind {
    if picture.pixels().all(|pixel| pixel[3] == 255) {
        PictureKind::Jpeg
    } else {
        PictureKind::Png
    }
}

/// The picture as a file of the kind that is fitting, built as [`drawn`] knows it.
fn encode(picture: RgbaImage) -> Vec<u8> {
    const PROOF: &str = "an encoder takes every size up to 1,024 px, and memory takes every byte";
    let mut bytes = Vec::new();
    match fitting(&picture) {
        PictureKind::Jpeg => {
            let opaque = DynamicImage::ImageRgba8(picture).into_rgb8();
            let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
            opaque.write_with_encoder(encoder).expect(PROOF);
        }
        PictureKind::Png => {
            let (compression, filter) = (CompressionType::Default, FilterType::Adaptive);
            let encoder = PngEncoder::new_with_quality(&mut bytes, compression, filter);
            picture.write_with_encoder(encoder).expect(PROOF);
        }
    }
    bytes
}
