//! How much memory hostile pictures can make the program take. One test, as the count is of the
//! whole program.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod made;

use std::sync::Barrier;
use std::thread;

use made::jpeg::Jpeg;
use made::png::{self, Colour};
use media::picture::{self, BYTES_MAX, DECODING_MAX, take};
use media::{Refused, Shelf};
use peak_alloc::PeakAlloc;
use tempfile::TempDir;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MB: u64 = 1024 * 1024;

/// What the work returned, and the most it held beyond what was held before.
fn held<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let done = work();
    (done, (MEMORY.peak_usage() - before) as u64)
}

#[test]
fn a_bomb_takes_no_memory_and_the_largest_picture_no_more_than_the_limit() {
    let pixels = png::zeros(64 << 20);
    let png = |side, bits| png::file(&png::header(side, side, bits, Colour::Rgba), &[], &pixels);
    let jpeg = |side, progressive| {
        let (width, height) = (side, side);
        let jpeg = Jpeg {
            width,
            height,
            progressive,
            samples: &[0x11; 3],
            ..Jpeg::default()
        };
        jpeg.hollow()
    };
    let bombs = [
        ("PNG, too wide", png(60_000, 8)),
        ("PNG, too deep", png(8192, 16)),
        ("JPEG, too wide", jpeg(65_500, true)),
        ("JPEG, gathered", jpeg(8192, true)),
    ];
    for (what, bomb) in bombs {
        let (refused, held) = held(|| take(&bomb, None).unwrap_err());
        assert!(
            matches!(
                refused,
                Refused::SideTooLong { .. } | Refused::TooMuchMemory { .. }
            ),
            "{what}: {refused}"
        );
        assert!(held < MB + bomb.len() as u64, "{what} took {held} bytes");
    }

    // The notes of a small picture are the bomb: half a gigabyte of colour profile and of text.
    let zeros = png::zeros(512 << 20);
    let notes = [
        png::chunk(b"iCCP", &[b"p\0\0", &zeros[..]].concat()),
        png::chunk(b"zTXt", &[b"t\0\0", &zeros[..]].concat()),
    ];
    let dot = png::file(&png::header(1, 1, 8, Colour::Grey), &notes, &png::zeros(2));
    let (taken, most) = held(|| take(&dot, None));
    assert!(taken.is_ok(), "{taken:?}");
    assert!(most < 72 * MB, "the notes took {most} bytes");

    // All zeros and within every limit: this one is decoded, and is a black square.
    let side = picture::SIDE_MAX;
    let zeros = png::zeros((side * (side + 1)) as usize);
    let black = png::file(&png::header(side, side, 8, Colour::Grey), &[], &zeros);
    assert!((black.len() as u64) < BYTES_MAX);
    let (taken, most) = held(|| take(&black, None).unwrap());
    assert_eq!((taken.width, taken.height), (1024, 1024));
    assert_eq!(made::middle(&taken.bytes), [0, 0, 0, 255]);
    // Beside the pixels: the picture at a quarter of its size, as it is made smaller.
    assert!(
        most < u64::from(side) * u64::from(side) + 128 * MB,
        "it took {most} bytes"
    );
    assert!(most < DECODING_MAX);

    // Four at once hold what one does, for each waits for its turn.
    let zeros = png::zeros(2048 * 2049);
    let black = png::file(&png::header(2048, 2048, 8, Colour::Grey), &[], &zeros);
    let folder = TempDir::new().unwrap();
    let shelf = Shelf::open(folder.path()).unwrap();
    let (_, one) = held(|| shelf.take_picture(&black, None).unwrap());
    let start = Barrier::new(4);
    let (_, four) = held(|| {
        thread::scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| {
                    start.wait();
                    shelf.take_picture(&black, None).unwrap();
                });
            }
        });
    });
    assert!(four < one + one / 2, "four held {four} bytes, one {one}");
}
