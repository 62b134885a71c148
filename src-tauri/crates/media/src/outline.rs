//! The parts of a picture file, walked without decoding: how large the picture is, whether the
//! file is all there, and what its decoder will want.

use crate::{PictureKind, Refused};

/// What a file says of the picture in it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Pixels from left to right, at least 1.
    pub(crate) width: u32,
    /// Pixels from top to bottom, at least 1.
    pub(crate) height: u32,
    /// Bytes that the decoder holds beside the pixels: a progressive JPEG is gathered from many
    /// passes before the first pixel is known.
    pub(crate) gathered: u64,
}

/// Walks a file from its first byte to the mark that ends it; what follows that mark is ignored,
/// as cameras and programs leave things there.
pub(crate) fn of(kind: PictureKind, bytes: &[u8]) -> Result<Outline, Refused> {
    let outline = match kind {
        PictureKind::Jpeg => jpeg(bytes),
        PictureKind::Png => png(bytes),
    }?;
    if outline.width == 0 || outline.height == 0 {
        return Err(damaged(kind, "its width or height is 0"));
    }
    Ok(outline)
}

fn damaged(kind: PictureKind, reason: &str) -> Refused {
    let reason = reason.to_owned();
    Refused::Damaged { kind, reason }
}

/// Takes the first `N` bytes off.
fn take<const N: usize>(rest: &mut &[u8], kind: PictureKind) -> Result<[u8; N], Refused> {
    let (first, after) = rest
        .split_first_chunk()
        .ok_or(Refused::BreaksOff { kind })?;
    *rest = after;
    Ok(*first)
}

/// Takes a part of the given length off.
fn part<'a>(rest: &mut &'a [u8], length: usize, kind: PictureKind) -> Result<&'a [u8], Refused> {
    let (first, after) = rest
        .split_at_checked(length)
        .ok_or(Refused::BreaksOff { kind })?;
    *rest = after;
    Ok(first)
}

/// PNG (ISO/IEC 15948): a signature, then chunks of length, name, data and check sum, from `IHDR`
/// to `IEND`.
fn png(bytes: &[u8]) -> Result<Outline, Refused> {
    let kind = PictureKind::Png;
    let mut rest = bytes;
    take::<8>(&mut rest, kind)?;
    let mut size = None;
    loop {
        let length = u32::from_be_bytes(take(&mut rest, kind)?);
        let name = take::<4>(&mut rest, kind)?;
        let mut data = part(&mut rest, length as usize, kind)?;
        take::<4>(&mut rest, kind)?;
        match (&name, size) {
            (b"IHDR", None) => {
                let width = u32::from_be_bytes(take(&mut data, kind)?);
                let height = u32::from_be_bytes(take(&mut data, kind)?);
                size = Some((width, height));
            }
            (_, None) => return Err(damaged(kind, "it does not begin with its size")),
            (b"IEND", Some((width, height))) => {
                return Ok(Outline {
                    width,
                    height,
                    gathered: 0,
                });
            }
            _ => {}
        }
    }
}

/// The frame of a JPEG.
struct Frame {
    width: u32,
    height: u32,
    /// Of each colour, how often it is sampled across and down in the smallest group of pixels.
    samples: Vec<(u8, u8)>,
    progressive: bool,
}

impl Frame {
    /// Reads a frame header (ITU-T T.81, B.2.2) without its marker and length.
    fn read(mut header: &[u8], progressive: bool) -> Result<Self, Refused> {
        let kind = PictureKind::Jpeg;
        let [bits] = take(&mut header, kind)?;
        if bits != 8 {
            return Err(unusual(&format!("{bits} bits a colour")));
        }
        let height = u16::from_be_bytes(take(&mut header, kind)?);
        let width = u16::from_be_bytes(take(&mut header, kind)?);
        let [colours] = take(&mut header, kind)?;
        let samples = (0..colours).map(|_| {
            let [_id, sampling, _table] = take(&mut header, kind)?;
            Ok((sampling >> 4, sampling & 0x0F))
        });
        Ok(Self {
            width: width.into(),
            height: height.into(),
            samples: samples.collect::<Result<_, _>>()?,
            progressive,
        })
    }

    /// Bytes of all coefficients, two each, in whole groups of pixels; none when each group is
    /// decoded as it comes.
    fn gathered(&self) -> u64 {
        if !self.progressive {
            return 0;
        }
        let most = |of: fn(&(u8, u8)) -> u8| self.samples.iter().map(of).max().unwrap_or(1).max(1);
        let groups = |pixels: u32, samples: u8| u64::from(pixels.div_ceil(8 * u32::from(samples)));
        let across = groups(self.width, most(|(across, _)| *across));
        let down = groups(self.height, most(|(_, down)| *down));
        let blocks = self.samples.iter();
        let blocks = blocks.map(|(across, down)| u64::from(*across) * u64::from(*down));
        across * down * blocks.sum::<u64>() * 64 * 2
    }
}

/// JPEG (ITU-T T.81, annex B): marked segments from `SOI` to `EOI`; after a start of scan come
/// coded data up to the next marker.
fn jpeg(bytes: &[u8]) -> Result<Outline, Refused> {
    let kind = PictureKind::Jpeg;
    let mut rest = bytes;
    take::<2>(&mut rest, kind)?;
    let mut frame = None;
    let mut scanned = false;
    loop {
        match marker(&mut rest)? {
            0xD9 => break,
            code => {
                let length = u16::from_be_bytes(take(&mut rest, kind)?);
                let Some(length) = length.checked_sub(2) else {
                    return Err(damaged(kind, "a segment is shorter than its own length"));
                };
                let segment = part(&mut rest, length.into(), kind)?;
                match (code, &frame) {
                    // Frames that code otherwise than nearly all do; 0xC4, 0xC8 and 0xCC are none.
                    (0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF, None) => {
                        return Err(unusual("lossless, layered or arithmetically coded"));
                    }
                    (0xC0..=0xC2, None) => frame = Some(Frame::read(segment, code == 0xC2)?),
                    (0xDA, Some(frame)) if !scanned => {
                        let colours = segment.first().copied().map(usize::from);
                        if !frame.progressive && colours != Some(frame.samples.len()) {
                            // The decoder mixes such colours up and does not say so.
                            return Err(unusual("its colours come one after another"));
                        }
                        scanned = true;
                    }
                    _ => {}
                }
            }
        }
    }
    match frame {
        Some(frame) if scanned => Ok(Outline {
            width: frame.width,
            height: frame.height,
            gathered: frame.gathered(),
        }),
        _ => Err(damaged(kind, "it ends before its pixels")),
    }
}

fn unusual(reason: &str) -> Refused {
    Refused::Unusual {
        kind: PictureKind::Jpeg,
        reason: reason.to_owned(),
    }
}

/// Goes past coded data, fill bytes and restart marks to the next marker that begins a segment or
/// ends the file, and takes it off.
fn marker(rest: &mut &[u8]) -> Result<u8, Refused> {
    let at = rest
        .windows(2)
        .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0x01 | 0xD0..=0xD8 | 0xFF))
        .ok_or(Refused::BreaksOff {
            kind: PictureKind::Jpeg,
        })?;
    let code = rest[at + 1];
    *rest = &rest[at + 2..];
    Ok(code)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn frame(code: u8, width: u16, height: u16, samples: &[u8]) -> Vec<u8> {
        let mut segment = vec![0xFF, code, 0, 8 + 3 * samples.len() as u8, 8];
        segment.extend(height.to_be_bytes());
        segment.extend(width.to_be_bytes());
        segment.push(samples.len() as u8);
        segment.extend(samples.iter().flat_map(|sampling| [1, *sampling, 0]));
        segment
    }

    fn scan(colours: u8) -> Vec<u8> {
        let mut segment = vec![0xFF, 0xDA, 0, 6 + 2 * colours, colours];
        segment.resize(segment.len() + 2 * usize::from(colours) + 3, 0);
        // Coded data with a stuffed byte, a restart mark and fill bytes in it.
        segment.extend([1, 0xFF, 0x00, 0xD9, 0xFF, 0xD3, 7, 0xFF, 0xFF]);
        segment
    }

    fn outline(parts: &[&[u8]]) -> Result<Outline, Refused> {
        of(PictureKind::Jpeg, &parts.concat())
    }

    #[test]
    fn only_a_progressive_jpeg_is_gathered() {
        let (start, end) = (b"\xFF\xD8", b"\xFF\xD9 and what a camera left");
        let gathered = |code, samples: &[u8], colours| {
            let frame = frame(code, 17, 16, samples);
            let outline = outline(&[start, &frame, &scan(colours), &scan(colours), end]).unwrap();
            assert_eq!((outline.width, outline.height), (17, 16));
            outline.gathered
        };
        assert_eq!(gathered(0xC0, &[0x22, 0x11, 0x11], 3), 0);
        // Two groups across and one down, each of 4 + 1 + 1 blocks of 64 coefficients.
        assert_eq!(gathered(0xC2, &[0x22, 0x11, 0x11], 3), 2 * 6 * 64 * 2);
        assert_eq!(gathered(0xC2, &[0x22, 0x11, 0x11], 1), 2 * 6 * 64 * 2);
        assert_eq!(gathered(0xC2, &[0x11], 1), 3 * 2 * 64 * 2);
    }

    #[test]
    fn a_jpeg_without_its_end_breaks_off_and_one_without_pixels_is_damaged() {
        let kind = PictureKind::Jpeg;
        let whole = [
            &b"\xFF\xD8"[..],
            &frame(0xC0, 8, 8, &[0x11]),
            &scan(1),
            b"\xFF\xD9",
        ]
        .concat();
        assert!(of(kind, &whole).is_ok());
        for length in 0..whole.len() {
            let cut = of(kind, &whole[..length]);
            assert_eq!(cut, Err(Refused::BreaksOff { kind }), "{length}");
        }
        let refused = |parts: &[&[u8]]| outline(parts).unwrap_err().to_string();
        assert!(refused(&[b"\xFF\xD8\xFF\xD9"]).contains("ends before its pixels"));
        let flat = refused(&[
            b"\xFF\xD8",
            &frame(0xC0, 0, 8, &[0x11]),
            &scan(1),
            b"\xFF\xD9",
        ]);
        assert!(flat.contains("width or height is 0"), "{flat}");
        assert!(refused(&[b"\xFF\xD8\xFF\xE0\0\x01"]).contains("shorter than its own length"));
    }

    #[test]
    fn a_png_that_does_not_begin_with_its_size_is_damaged() {
        let bytes = b"\x89PNG\r\n\x1A\n\0\0\0\0IDAT\0\0\0\0";
        let refused = of(PictureKind::Png, bytes).unwrap_err();
        assert!(
            refused.to_string().contains("does not begin with its size"),
            "{refused}"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_have_an_outline_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = of(PictureKind::Jpeg, &[b"\xFF\xD8\xFF", &bytes[..]].concat());
            let _ = of(PictureKind::Png, &[b"\x89PNG\r\n\x1A\n", &bytes[..]].concat());
        }
    }
}
