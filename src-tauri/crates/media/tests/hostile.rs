//! Pictures that are broken, too large, not what they are called or made to do harm: each has an
//! expected outcome, and none ends the program.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod made;

use domain::Crop;
use image::codecs::jpeg::JpegEncoder;
use made::jpeg::{self, Jpeg};
use made::png::{self, Colour};
use made::{letters, middle, quarters};
use media::picture::{BYTES_MAX, SIDE_MAX, Source, cut, take};
use media::{PictureKind, Refused};
use proptest::prelude::*;

fn photograph() -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    quarters().write_with_encoder(encoder).unwrap();
    bytes
}

fn taken(bytes: &[u8]) -> Source {
    take(bytes, None).unwrap()
}

fn refused(bytes: &[u8]) -> Refused {
    take(bytes, None).unwrap_err()
}

#[test]
fn the_number_of_bytes_is_limited() {
    let pixel = png::flat(1, 1, Colour::Rgb, &[1, 2, 3]);
    let long = |bytes: u64| [&pixel[..], &vec![0; bytes as usize - pixel.len()]].concat();
    assert!(take(&long(BYTES_MAX), None).is_ok());
    let over = refused(&long(BYTES_MAX + 1));
    assert_eq!(
        over,
        Refused::TooLarge {
            bytes: 5_242_881,
            limit: 5_242_880
        }
    );
    assert_eq!(
        refused(&long(7_500_000)).to_string(),
        "7.2 MB; the limit is 5 MB"
    );
    assert_eq!(refused(b""), Refused::Empty);
}

#[test]
fn each_side_is_limited_by_what_the_header_says() {
    for (width, height) in [(SIDE_MAX, 1), (1, SIDE_MAX)] {
        let source = taken(&png::flat(width, height, Colour::Grey, &[7]));
        assert_eq!(
            (source.width, source.height),
            (width.min(1024), height.min(1024))
        );
    }
    for (width, height) in [
        (SIDE_MAX + 1, 1),
        (1, SIDE_MAX + 1),
        (60_000, 60_000),
        (u32::MAX, u32::MAX),
    ] {
        let bomb = png::file(
            &png::header(width, height, 8, Colour::Rgba),
            &[],
            &png::zeros(1 << 20),
        );
        assert_eq!(
            refused(&bomb),
            Refused::SideTooLong {
                width,
                height,
                limit: SIDE_MAX
            }
        );
    }
    let wide = Jpeg {
        width: 65_535,
        height: 9,
        ..Jpeg::default()
    };
    assert_eq!(
        refused(&wide.make()).to_string(),
        "65535 × 9 pixels; the limit is 8192 a side"
    );
    let none = png::file(&png::header(0, 8, 8, Colour::Grey), &[], &png::zeros(8));
    assert!(matches!(refused(&none), Refused::Damaged { .. }));
}

/// Within the limits of bytes and sides, and still more than memory is there for.
#[test]
fn a_picture_that_only_its_decoding_makes_huge_is_refused() {
    let deep = png::file(
        &png::header(8192, 8192, 16, Colour::Rgba),
        &[],
        &png::zeros(1 << 20),
    );
    let limit = 402_653_184;
    assert_eq!(
        refused(&deep),
        Refused::TooMuchMemory {
            bytes: 536_870_912,
            limit
        }
    );
    let slow = Jpeg {
        width: 8192,
        height: 8192,
        progressive: true,
        ..Jpeg::default()
    };
    assert_eq!(
        refused(&slow.make()),
        Refused::TooMuchMemory {
            bytes: 603_979_776,
            limit
        }
    );
    let usual = Jpeg {
        width: 64,
        height: 40,
        samples: &[0x22, 0x11, 0x11],
        ..slow
    };
    assert_eq!(middle(&taken(&usual.make()).bytes), [128, 128, 128, 255]);
}

#[test]
fn what_breaks_off_anywhere_is_refused() {
    let progressive = Jpeg {
        progressive: true,
        ..Jpeg::default()
    };
    let files = [
        (
            PictureKind::Png,
            png::flat(9, 7, Colour::Rgba, &[1, 2, 3, 4]),
        ),
        (
            PictureKind::Png,
            png::animation(5, [255, 0, 0], [0, 0, 255]),
        ),
        (PictureKind::Jpeg, photograph()),
        (PictureKind::Jpeg, progressive.make()),
        (
            PictureKind::Jpeg,
            jpeg::with_segment(
                &photograph(),
                0xE1,
                &[b"Exif\0\0", &jpeg::exif(6, true)[..]].concat(),
            ),
        ),
    ];
    for (kind, file) in files {
        assert!(take(&file, None).is_ok(), "the whole {kind}");
        for length in 0..file.len() {
            match refused(&file[..length]) {
                Refused::Empty => assert_eq!(length, 0),
                Refused::NotAPicture { .. } => assert!(length < 8),
                refused => assert_eq!(refused, Refused::BreaksOff { kind }, "{length} bytes"),
            }
        }
        const MORE: &[u8] = b"<script>and what else was hung on to it</script>";
        let (whole, more) = (taken(&file), taken(&[&file[..], MORE].concat()));
        assert_eq!((more.width, more.height), (whole.width, whole.height));
        let left = more.bytes.windows(MORE.len()).any(|window| window == MORE);
        assert!(!left, "what follows a {kind} is ignored");
    }
}

#[test]
fn what_is_called_a_picture_and_is_none_is_told_so() {
    let strangers: [(&[u8], &str); 6] = [
        (
            b"GIF89a\x01\0\x01\0\x80\0\0\xFF\xFF\xFF\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;",
            "; it looks like GIF",
        ),
        (
            b"RIFF\x1A\0\0\0WEBPVP8L\x0D\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xFE\x07\0",
            "; it looks like WEBP",
        ),
        (
            b"<!DOCTYPE html><script>alert(1)</script>",
            "; it looks like HTML",
        ),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "; it looks like SVG",
        ),
        (b"\x89PNG\n\x1A\n", "; it looks like PNG"),
        (b"just words", ""),
    ];
    for (bytes, found) in strangers {
        let said = |called| take(bytes, called).unwrap_err().to_string();
        assert_eq!(
            said(Some("me.PNG")),
            format!("not a JPEG or PNG although it is called .png{found}")
        );
        assert_eq!(
            said(Some("me.jpg.txt")),
            format!("not a JPEG or PNG{found}")
        );
        assert_eq!(said(None), format!("not a JPEG or PNG{found}"));
    }
    // The name alone refuses nothing.
    assert!(take(&photograph(), Some("me.png")).is_ok());
    assert!(take(&photograph(), Some("me.exe")).is_ok());
}

#[test]
fn of_an_animation_the_picture_is_taken_that_all_programs_show() {
    let source = taken(&png::animation(9, [255, 0, 0], [0, 0, 255]));
    let [red, green, blue, alpha] = middle(&source.bytes);
    assert!(red > 250 && green < 5 && blue < 5 && alpha == 255);
}

/// Print shops store the missing ink (so Adobe's programs do) and browsers show that as light.
#[test]
fn a_jpeg_of_four_inks_or_unusual_colours_becomes_rgb() {
    let four = &[0x11; 4];
    let files = [
        (
            "CMYK of Adobe",
            Jpeg {
                levels: &[255, 10, 10, 255],
                samples: four,
                adobe: Some(0),
                ..Jpeg::default()
            },
            [255, 10, 10],
        ),
        (
            "CMYK half black",
            Jpeg {
                levels: &[255, 255, 255, 128],
                samples: four,
                adobe: Some(0),
                ..Jpeg::default()
            },
            [128, 128, 128],
        ),
        (
            "CMYK in scans",
            Jpeg {
                levels: &[255, 10, 10, 255],
                samples: four,
                adobe: Some(0),
                progressive: true,
                ..Jpeg::default()
            },
            [255, 10, 10],
        ),
        (
            "YCCK of Adobe",
            Jpeg {
                levels: &[76, 85, 255, 255],
                samples: four,
                adobe: Some(2),
                ..Jpeg::default()
            },
            [1, 255, 255],
        ),
        (
            "YCbCr",
            Jpeg {
                levels: &[76, 85, 255],
                ..Jpeg::default()
            },
            [254, 0, 0],
        ),
        (
            "YCbCr smaller colours",
            Jpeg {
                levels: &[76, 85, 255],
                samples: &[0x22, 0x11, 0x11],
                ..Jpeg::default()
            },
            [254, 0, 0],
        ),
        (
            "YCbCr in passes",
            Jpeg {
                levels: &[76, 85, 255],
                apart: true,
                progressive: true,
                ..Jpeg::default()
            },
            [254, 0, 0],
        ),
        (
            "RGB of Adobe",
            Jpeg {
                levels: &[250, 20, 30],
                adobe: Some(0),
                ..Jpeg::default()
            },
            [250, 20, 30],
        ),
        (
            "grey",
            Jpeg {
                levels: &[99],
                samples: &[0x11],
                ..Jpeg::default()
            },
            [99, 99, 99],
        ),
    ];
    for (what, jpeg, expected) in files {
        let source = take(&jpeg.make(), None).unwrap_or_else(|refused| panic!("{what}: {refused}"));
        let found = middle(&source.bytes);
        let near = expected
            .iter()
            .zip(found)
            .all(|(a, b): (&u8, u8)| a.abs_diff(b) <= 4);
        assert!(near, "{what}: {found:?} instead of {expected:?}");
    }
}

#[test]
fn every_depth_of_a_png_becomes_eight_bits() {
    let deep = png::rows([&[0xFF, 0xFF, 0x80, 0x80, 0x00, 0x7F, 0x40, 0x40][..]]);
    let deep = png::file(&png::header(1, 1, 16, Colour::Rgba), &[], &deep);
    let grey = png::file(
        &png::header(1, 1, 16, Colour::GreyAlpha),
        &[],
        &png::rows([&[0xC8, 0xC8, 0x80, 0x80][..]]),
    );
    let palette = png::chunk(b"PLTE", &[9, 9, 9, 10, 20, 30]);
    let indexed = png::file(
        &png::header(1, 1, 1, Colour::Indexed),
        &[palette, png::chunk(b"tRNS", &[255, 128])],
        &png::rows([&[0x80][..]]),
    );
    let pixels = [
        (deep, [255, 128, 0, 64]),
        (grey, [200, 200, 200, 128]),
        (indexed, [10, 20, 30, 128]),
    ];
    for (file, expected) in pixels {
        let source = taken(&file);
        assert!(
            source.bytes.starts_with(png::SIGNATURE),
            "what is transparent stays a PNG"
        );
        assert_eq!(
            source.bytes[24..26],
            [8, Colour::Rgba as u8],
            "8 bits, RGBA"
        );
        assert_eq!(middle(&source.bytes), expected);
    }
}

#[test]
fn a_picture_is_upright_whichever_way_it_was_photographed() {
    let turned = [
        "RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB",
    ];
    for (orientation, expected) in (1..).zip(turned) {
        for big in [true, false] {
            let note = jpeg::exif(orientation, big);
            let file = jpeg::with_segment(&photograph(), 0xE1, &[b"Exif\0\0", &note[..]].concat());
            let source = taken(&file);
            let size = if orientation < 5 { (48, 32) } else { (32, 48) };
            assert_eq!(
                (source.width, source.height),
                size,
                "orientation {orientation}"
            );
            assert_eq!(
                letters(&source.bytes),
                expected,
                "orientation {orientation}"
            );
        }
    }
    let quarters = quarters();
    let rows = png::rows(quarters.chunks(48 * 3));
    let note = png::chunk(b"eXIf", &jpeg::exif(6, true));
    let file = png::file(&png::header(48, 32, 8, Colour::Rgb), &[note], &rows);
    assert_eq!(letters(&taken(&file).bytes), "BRWG");
    // No such orientation: shown as it lies.
    let wrong = [b"Exif\0\0", &jpeg::exif(900, true)[..]].concat();
    assert_eq!(
        letters(&taken(&jpeg::with_segment(&photograph(), 0xE1, &wrong)).bytes),
        "RGBW"
    );
}

#[test]
fn nothing_but_pixels_is_left() {
    const SECRET: &[u8] = b"GPSLatitude 59.9139 N, camera 12345";
    let note = [b"Exif\0\0", &jpeg::exif(1, false)[..], SECRET].concat();
    let mut photograph = jpeg::with_segment(&photograph(), 0xE1, &note);
    photograph = jpeg::with_segment(
        &photograph,
        0xE2,
        &[b"ICC_PROFILE\0\x01\x01", SECRET].concat(),
    );
    photograph = jpeg::with_segment(&photograph, 0xED, SECRET);
    photograph = jpeg::with_segment(&photograph, 0xFE, SECRET);
    photograph.extend(SECRET);
    let notes = [
        png::chunk(b"tEXt", &[b"Comment\0", SECRET].concat()),
        png::chunk(b"eXIf", SECRET),
        png::chunk(b"prIv", SECRET),
    ];
    let row = [1, 2, 3, 128];
    let mut drawing = png::file(
        &png::header(1, 1, 8, Colour::Rgba),
        &notes,
        &png::rows([&row[..]]),
    );
    drawing.extend(SECRET);
    for file in [photograph, drawing] {
        let source = taken(&file);
        let crop = Crop {
            x: 0,
            y: 0,
            side: 1,
        };
        let square = cut(&source.bytes, crop).unwrap();
        for kept in [source.bytes, square.px256, square.px64] {
            for trace in [SECRET, b"Exif", b"ICC", b"tEXt"] {
                assert!(!kept.windows(trace.len()).any(|window| window == trace));
            }
        }
    }
}

#[test]
fn a_large_picture_is_kept_smaller_and_a_small_one_as_it_is() {
    let size = |width, height| {
        let source = taken(&png::flat(width, height, Colour::Rgb, &[10, 200, 30]));
        let kept = image::load_from_memory(&source.bytes).unwrap();
        assert_eq!((kept.width(), kept.height()), (source.width, source.height));
        (source.width, source.height)
    };
    assert_eq!(size(1024, 700), (1024, 700));
    assert_eq!(size(1025, 700), (1024, 699));
    assert_eq!(size(1500, 3000), (512, 1024));
    assert_eq!(size(1, 5000), (1, 1024));
}

#[test]
fn jpegs_of_other_families_are_unusual_and_broken_ones_damaged() {
    let plain = Jpeg::default().make();
    let frame = plain
        .windows(2)
        .position(|pair| pair == [0xFF, 0xC0])
        .unwrap();
    for code in [0xC3, 0xC5, 0xC9, 0xCF] {
        let mut other = plain.clone();
        other[frame + 1] = code;
        assert!(
            refused(&other).to_string().contains("arithmetically coded"),
            "{code:x}"
        );
    }
    let apart = Jpeg {
        apart: true,
        ..Jpeg::default()
    };
    assert!(
        refused(&apart.make())
            .to_string()
            .contains("colours come one after another")
    );
    let mut deep = plain.clone();
    deep[frame + 4] = 12;
    assert!(refused(&deep).to_string().contains("12 bits a colour"));
    // A table that the pixels need is gone.
    let table = plain
        .windows(2)
        .position(|pair| pair == [0xFF, 0xC4])
        .unwrap();
    let mut bare = plain;
    bare[table + 1] = 0xFE;
    assert!(matches!(refused(&bare), Refused::Damaged { .. }));
    let mut sum = png::flat(4, 4, Colour::Rgb, &[1, 2, 3]);
    let end = sum.len() - 13;
    sum[end] ^= 1;
    assert!(matches!(
        refused(&sum),
        Refused::Damaged {
            kind: PictureKind::Png,
            ..
        }
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes_are_refused(head in prop::sample::select(vec![&b""[..], b"\xFF\xD8\xFF", png::SIGNATURE]),
        rest in prop::collection::vec(any::<u8>(), 0..600))
    {
        prop_assert!(take(&[head, &rest].concat(), None).is_err());
    }

    /// Whether such a file is refused or shown with a flaw, it ends nothing, and what was taken
    /// can be cut.
    #[test]
    fn a_file_changed_anywhere_ends_nothing(
        file in prop::sample::select(vec![
            photograph(),
            Jpeg { progressive: true, samples: &[0x22, 0x11, 0x11], ..Jpeg::default() }.make(),
            Jpeg { apart: true, samples: &[0x21, 0x11, 0x11], ..Jpeg::default() }.make(),
            Jpeg { levels: &[1, 2, 3, 4], samples: &[0x11; 4], adobe: Some(2), ..Jpeg::default() }.make(),
            png::flat(9, 7, Colour::Rgba, &[1, 2, 3, 4]),
            png::animation(5, [255, 0, 0], [0, 0, 255]),
        ]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut file = file;
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Ok(source) = take(&file, None) {
            let crop = Crop { x: 0, y: 0, side: 1 };
            prop_assert!(cut(&source.bytes, crop).is_ok());
        }
    }
}
