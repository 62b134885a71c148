//! JPEG files (ITU-T T.81) of one flat colour: every block has its mean and nothing else.

/// A JPEG to be made.
#[derive(Clone)]
pub(crate) struct Jpeg<'a> {
    pub(crate) width: u16,
    pub(crate) height: u16,
    /// The level of each colour, as it is stored.
    pub(crate) levels: &'a [u8],
    /// How often each colour is sampled, across in the upper four bits and down in the lower.
    pub(crate) samples: &'a [u8],
    pub(crate) progressive: bool,
    /// Each colour in a scan of its own.
    pub(crate) apart: bool,
    /// How colours were turned, as Adobe's segment says it.
    pub(crate) adobe: Option<u8>,
}

impl Default for Jpeg<'_> {
    fn default() -> Self {
        Self {
            width: 16,
            height: 16,
            levels: &[128, 128, 128],
            samples: &[0x11, 0x11, 0x11],
            progressive: false,
            apart: false,
            adobe: None,
        }
    }
}

pub(crate) fn segment(code: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, code], &length[..], data].concat()
}

impl Jpeg<'_> {
    pub(crate) fn make(&self) -> Vec<u8> {
        let colours = 0..self.levels.len();
        let mut file = self.head();
        if self.apart {
            colours.for_each(|colour| file.extend(self.scan(&[colour])));
        } else {
            file.extend(self.scan(&colours.collect::<Vec<_>>()));
        }
        file.extend(b"\xFF\xD9");
        file
    }

    /// The file with a scan that has no data.
    pub(crate) fn hollow(&self) -> Vec<u8> {
        let scan = segment(0xDA, &[1, 1, 0x00, 0, 63, 0]);
        [self.head(), scan, b"\xFF\xD9".to_vec()].concat()
    }

    /// Everything before the first scan.
    fn head(&self) -> Vec<u8> {
        let mut file = b"\xFF\xD8".to_vec();
        if let Some(turned) = self.adobe {
            let data = [b"Adobe\0\x64\0\0\0\0", &[turned][..]].concat();
            file.extend(segment(0xEE, &data));
        }
        // Means count eightfold, so with steps of 8 a stored mean is a level.
        file.extend(segment(0xDB, &[&[0], &[8; 64][..]].concat()));
        let (width, height) = (self.width.to_be_bytes(), self.height.to_be_bytes());
        let mut frame = vec![8, height[0], height[1], width[0], width[1]];
        frame.push(self.levels.len() as u8);
        for (number, samples) in self.samples.iter().enumerate() {
            frame.extend([number as u8 + 1, *samples, 0]);
        }
        file.extend(segment(if self.progressive { 0xC2 } else { 0xC0 }, &frame));
        let lengths = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
        let numbers = (0..=11).collect::<Vec<u8>>();
        file.extend(segment(0xC4, &[&[0x00], &lengths[..], &numbers].concat()));
        // The only code for what is not the mean: nothing more in this block.
        let mut lengths = [0; 16];
        lengths[0] = 1;
        file.extend(segment(0xC4, &[&[0x10], &lengths[..], &[0]].concat()));
        file
    }

    fn scan(&self, colours: &[usize]) -> Vec<u8> {
        let mut header = vec![colours.len() as u8];
        header.extend(colours.iter().flat_map(|colour| [*colour as u8 + 1, 0x00]));
        header.extend([0, if self.progressive { 0 } else { 63 }, 0]);
        let mut bits = Bits::default();
        for group in 0..self.groups(colours) {
            for colour in colours {
                let samples = self.samples[*colour];
                let alone = colours.len() == 1;
                let blocks = if alone {
                    1
                } else {
                    (samples >> 4) * (samples & 0x0F)
                };
                for block in 0..blocks {
                    let first = group == 0 && block == 0;
                    bits.mean(if first {
                        i16::from(self.levels[*colour]) - 128
                    } else {
                        0
                    });
                    if !self.progressive {
                        bits.push(0, 1);
                    }
                }
            }
        }
        [segment(0xDA, &header), bits.stuffed()].concat()
    }

    /// How many groups of blocks a scan has; in a scan of one colour a group is a block.
    fn groups(&self, colours: &[usize]) -> usize {
        let across = |samples: &u8| usize::from(samples >> 4);
        let down = |samples: &u8| usize::from(samples & 0x0F);
        let most_across = self.samples.iter().map(across).max().unwrap();
        let most_down = self.samples.iter().map(down).max().unwrap();
        let (width, height) = (usize::from(self.width), usize::from(self.height));
        let (columns, rows) = match colours {
            [colour] => {
                let samples = &self.samples[*colour];
                (width * across(samples), height * down(samples))
            }
            _ => (width, height),
        };
        columns.div_ceil(8 * most_across) * rows.div_ceil(8 * most_down)
    }
}

/// Coded data, bit by bit.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    /// How many bits of the last byte are taken.
    taken: usize,
}

impl Bits {
    fn push(&mut self, value: u16, count: usize) {
        for place in (0..count).rev() {
            if self.taken.is_multiple_of(8) {
                self.bytes.push(0);
                self.taken = 0;
            }
            let bit = (value >> place & 1) as u8;
            *self.bytes.last_mut().unwrap() |= bit << (7 - self.taken);
            self.taken += 1;
        }
    }

    /// A difference of means: how many bits it has, then those bits.
    fn mean(&mut self, difference: i16) {
        let size = 16 - difference.unsigned_abs().leading_zeros() as usize;
        match size {
            0 => self.push(0b00, 2),
            1..=5 => self.push(0b010 + size as u16 - 1, 3),
            _ => self.push((1 << (size - 2)) - 2, size - 2),
        }
        let bits = if difference < 0 {
            difference - 1
        } else {
            difference
        };
        self.push(bits as u16 & ((1 << size) - 1), size);
    }

    /// The last byte filled with ones, and a zero after each byte that would look like a marker.
    fn stuffed(mut self) -> Vec<u8> {
        if self.taken > 0 {
            let free = 8 - self.taken;
            self.push((1 << free) - 1, free);
        }
        let stuffed = self.bytes.iter().flat_map(|byte| match byte {
            0xFF => vec![0xFF, 0x00],
            byte => vec![*byte],
        });
        stuffed.collect()
    }
}

/// A note with the orientation of the picture, as cameras write it, in either order of bytes.
pub(crate) fn exif(orientation: u16, big: bool) -> Vec<u8> {
    let two = |value: u16| {
        if big {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    };
    let four = |value: u32| {
        if big {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    };
    let mut note = if big { b"MM".to_vec() } else { b"II".to_vec() };
    note.extend(two(42));
    note.extend(four(8));
    note.extend(two(1));
    note.extend([two(0x0112), two(3)].concat());
    note.extend(four(1));
    note.extend([two(orientation), two(0)].concat());
    note.extend(four(0));
    note
}

/// The file with a segment put right after its beginning.
pub(crate) fn with_segment(file: &[u8], code: u8, data: &[u8]) -> Vec<u8> {
    [&file[..2], &segment(code, data), &file[2..]].concat()
}
