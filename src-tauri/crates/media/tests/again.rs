//! What was taken can be taken again and is still the same; what only looks like it is drawn anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod made;

use image::codecs::jpeg::JpegEncoder;
use made::jpeg::{self, Jpeg};
use made::png::{self, Colour};
use made::quarters;
use media::picture::{SOURCE_SIDE_MAX, Source, take};
use proptest::prelude::*;

fn taken(bytes: &[u8]) -> Source {
    take(bytes, None).unwrap()
}

/// Something with an edge in every block, so that drawing it anew changes it.
fn lively(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x * 37) ^ (y * 11), x * 5 + y * 91, x * y].map(|level| level as u8))
    });
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 70);
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

/// A drawing with a transparent half.
fn clear() -> Vec<u8> {
    let rows = [[9, 8, 7, 255, 6, 5, 4, 0], [1, 2, 3, 128, 3, 2, 1, 255]];
    let pixels = png::rows(rows.iter().map(|row| &row[..]));
    png::file(&png::header(2, 2, 8, Colour::Rgba), &[], &pixels)
}

#[test]
fn what_was_taken_is_taken_again_as_it_is() {
    let quarters = quarters();
    let turned = [b"Exif\0\0", &jpeg::exif(6, true)[..]].concat();
    let deep = png::rows([&[0xFF, 0xFF, 0x80, 0x80, 0x00, 0x7F, 0x40, 0x40][..]]);
    let row = [200; 2 * 1500];
    let wide = png::rows((0..1500).map(|_| &row[..]));
    let files = [
        ("JPEG", lively(83, 51)),
        ("large JPEG", lively(1500, 900)),
        (
            "rotated JPEG",
            jpeg::with_segment(&lively(83, 51), 0xE1, &turned),
        ),
        (
            "grey JPEG",
            Jpeg {
                levels: &[99],
                samples: &[0x11],
                ..Jpeg::default()
            }
            .make(),
        ),
        (
            "progressive JPEG",
            Jpeg {
                progressive: true,
                ..Jpeg::default()
            }
            .make(),
        ),
        (
            "CMYK JPEG",
            Jpeg {
                levels: &[255, 10, 10, 255],
                samples: &[0x11; 4],
                adobe: Some(0),
                ..Jpeg::default()
            }
            .make(),
        ),
        (
            "PNG",
            png::file(
                &png::header(48, 32, 8, Colour::Rgb),
                &[],
                &png::rows(quarters.chunks(48 * 3)),
            ),
        ),
        ("PNG with alpha", clear()),
        (
            "opaque PNG with alpha",
            png::flat(9, 7, Colour::Rgba, &[1, 2, 3, 255]),
        ),
        ("grey PNG", png::flat(9, 7, Colour::Grey, &[77])),
        (
            "grey PNG with alpha",
            png::flat(9, 7, Colour::GreyAlpha, &[77, 128]),
        ),
        (
            "16-bit PNG",
            png::file(&png::header(1, 1, 16, Colour::Rgba), &[], &deep),
        ),
        (
            "large PNG with alpha",
            png::file(&png::header(1500, 1500, 8, Colour::GreyAlpha), &[], &wide),
        ),
    ];
    for (what, file) in files {
        let once = taken(&file);
        assert!(once.width.max(once.height) <= SOURCE_SIDE_MAX);
        assert_eq!(taken(&once.bytes), once, "{what}");
    }
}

#[test]
fn a_picture_built_like_ours_is_kept_and_one_of_another_build_is_not() {
    for ours in [lively(83, 51), lively(1024, 8), clear()] {
        assert_eq!(taken(&ours).bytes, ours, "other steps, other compression");
    }
    for other in [
        lively(1025, 8),
        Jpeg::default().make(),
        png::flat(9, 7, Colour::Rgba, &[1, 2, 3, 255]),
        png::flat(9, 7, Colour::GreyAlpha, &[77, 128]),
    ] {
        assert_ne!(taken(&other).bytes, other);
    }
}

/// A part that is none of ours, wherever it stands, is not kept and takes the file with it.
#[test]
fn nothing_rides_along_in_what_is_taken_again() {
    const SECRET: &[u8] = b"GPSLatitude 59.9139 N, camera 12345";
    let (photograph, drawing) = (taken(&lively(83, 51)).bytes, taken(&clear()).bytes);
    let put = |file: &[u8], at: usize, part: &[u8]| [&file[..at], part, &file[at..]].concat();
    let mut files = vec![
        ("behind a JPEG", put(&photograph, photograph.len(), SECRET)),
        ("behind a PNG", put(&drawing, drawing.len(), SECRET)),
    ];
    // Behind the start, behind the general header, before the scan, and in it.
    let scan = photograph.windows(2).position(|pair| pair == [0xFF, 0xDA]);
    let scan = scan.unwrap();
    for code in [0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE] {
        for at in [2, 20, scan, photograph.len() - 2] {
            let segment = jpeg::segment(code, SECRET);
            files.push(("a segment", put(&photograph, at, &segment)));
        }
    }
    files.push((
        "in the scan",
        put(&photograph, photograph.len() - 2, SECRET),
    ));
    files.push(("between segments", put(&photograph, 20, SECRET)));
    let (start, rest) = (&photograph[..2], &photograph[20..]);
    let small = [b"JFIF\0\x01\x02\0\0\x01\0\x01\x0C\x01", SECRET, b"."].concat();
    let small = [start, &jpeg::segment(0xE0, &small), rest].concat();
    files.push(("a small picture in the general header", small));
    // Behind the header, and before the end.
    for name in [b"tEXt", b"eXIf", b"iCCP", b"prIv", b"pHYs"] {
        for at in [33, drawing.len() - 12] {
            files.push(("a chunk", put(&drawing, at, &png::chunk(name, SECRET))));
        }
    }
    let end = png::chunk(b"IEND", SECRET);
    let end = [&drawing[..drawing.len() - 12], &end].concat();
    files.push(("in the end of a PNG", end));
    let rows = [[1, 2, 3, 4, 5, 6, 7, 8], [8, 7, 6, 5, 4, 3, 2, 1]];
    let header = png::header(2, 2, 8, Colour::Rgba);
    let whole = png::rows(rows.iter().map(|row| &row[..]));
    let tail = [&whole[..], SECRET].concat();
    files.push(("behind the pixels", png::file(&header, &[], &tail)));
    let longer = png::rows(rows.iter().map(|row| &row[..]).chain([SECRET]));
    files.push(("in more rows", png::file(&header, &[], &longer)));
    let next = png::file(&header, &[png::chunk(b"IDAT", &whole)], SECRET);
    files.push(("in a chunk of pixels of its own", next));
    for (what, file) in files {
        // What the decoder does not take cannot be kept either.
        let Ok(source) = take(&file, None) else {
            continue;
        };
        assert_ne!(source.bytes, file, "{what}");
        let kept = source.bytes.windows(SECRET.len());
        assert!(!kept.into_iter().any(|window| window == SECRET), "{what}");
        assert_eq!(taken(&source.bytes), source, "{what}");
    }
}

#[test]
fn what_is_built_like_ours_and_unsound_is_not_kept() {
    let mut drawing = taken(&clear()).bytes;
    let sum = drawing.len() - 13;
    drawing[sum] ^= 1;
    assert!(take(&drawing, None).is_err(), "a check sum is wrong");
    let photograph = taken(&lively(83, 51)).bytes;
    for length in 0..photograph.len() {
        assert!(take(&photograph[..length], None).is_err(), "{length} bytes");
    }
    let scan = photograph.windows(2).position(|pair| pair == [0xFF, 0xDA]);
    let data = scan.unwrap() + 14;
    // The decoder fills up what is not there and passes over what is too much.
    for length in data..photograph.len() - 2 {
        let short = [&photograph[..length], b"\xFF\xD9"].concat();
        let kept = take(&short, None).is_ok_and(|source| source.bytes == short);
        assert!(!kept, "{} bytes of coded data", length - data);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// However a file is changed: what comes of it comes of it again.
    #[test]
    fn taking_twice_is_taking_once(
        file in prop::sample::select(vec![
            lively(20, 12),
            clear(),
            Jpeg { progressive: true, samples: &[0x22, 0x11, 0x11], ..Jpeg::default() }.make(),
            png::flat(9, 7, Colour::GreyAlpha, &[77, 128]),
        ]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
    ) {
        let mut file = file;
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Ok(source) = take(&file, None) {
            prop_assert_eq!(take(&source.bytes, None), Ok(source));
        }
    }
}
