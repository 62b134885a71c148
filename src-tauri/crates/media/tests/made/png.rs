//! PNG files (ISO/IEC 15948).

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

pub(crate) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// Kinds of colour, as `IHDR` numbers them.
#[derive(Clone, Copy)]
pub(crate) enum Colour {
    Grey = 0,
    Rgb = 2,
    Indexed = 3,
    GreyAlpha = 4,
    Rgba = 6,
}

pub(crate) fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(data);
    let sum = crc32fast::hash(&chunk[4..]);
    chunk.extend(sum.to_be_bytes());
    chunk
}

pub(crate) fn header(width: u32, height: u32, bits: u8, colour: Colour) -> Vec<u8> {
    let mut data = [width.to_be_bytes(), height.to_be_bytes()].concat();
    data.extend([bits, colour as u8, 0, 0, 0]);
    chunk(b"IHDR", &data)
}

/// `count` zeros, as a zlib stream about a thousandth as long.
pub(crate) fn zeros(count: usize) -> Vec<u8> {
    let mut stream = ZlibEncoder::new(Vec::new(), Compression::best());
    let piece = vec![0; 1 << 20];
    for start in (0..count).step_by(piece.len()) {
        stream
            .write_all(&piece[..piece.len().min(count - start)])
            .unwrap();
    }
    stream.finish().unwrap()
}

/// Rows of pixels, each stored as it is, as a zlib stream.
pub(crate) fn rows<'a>(rows: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut stream = ZlibEncoder::new(Vec::new(), Compression::fast());
    for row in rows {
        stream.write_all(&[0]).unwrap();
        stream.write_all(row).unwrap();
    }
    stream.finish().unwrap()
}

/// A whole file: the header, other chunks, the pixels.
pub(crate) fn file(header: &[u8], others: &[Vec<u8>], pixels: &[u8]) -> Vec<u8> {
    let (pixels, end) = (chunk(b"IDAT", pixels), chunk(b"IEND", b""));
    [SIGNATURE, header, &others.concat(), &pixels, &end].concat()
}

/// A file of 8-bit pixels of one colour.
pub(crate) fn flat(width: u32, height: u32, colour: Colour, pixel: &[u8]) -> Vec<u8> {
    let row = pixel.repeat(width as usize);
    let pixels = rows((0..height).map(|_| &row[..]));
    file(&header(width, height, 8, colour), &[], &pixels)
}

/// An animation of two flat frames: the one all programs show, then another.
pub(crate) fn animation(side: u32, first: [u8; 3], second: [u8; 3]) -> Vec<u8> {
    let frame = |number: u32| {
        let mut data = [number, side, side, 0, 0].map(u32::to_be_bytes).concat();
        data.extend([0, 1, 0, 10, 0, 0]);
        chunk(b"fcTL", &data)
    };
    let pixels = |colour: [u8; 3]| {
        let row = colour.repeat(side as usize);
        rows((0..side).map(|_| &row[..]))
    };
    let later = [&2_u32.to_be_bytes()[..], &pixels(second)].concat();
    [
        SIGNATURE,
        &header(side, side, 8, Colour::Rgb),
        &chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]),
        &frame(0),
        &chunk(b"IDAT", &pixels(first)),
        &frame(1),
        &chunk(b"fdAT", &later),
        &chunk(b"IEND", b""),
    ]
    .concat()
}
