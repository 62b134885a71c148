//! The coded data of a JPEG (ITU-T T.81, annex F), read only to know where they end.

/// The codes of one table: how many there are of each length, and what they stand for.
pub(crate) struct Codes<'a> {
    counts: &'a [u8; 16],
    values: &'a [u8],
}

/// The tables for one kind of colour.
pub(crate) struct Tables<'a> {
    /// For the mean of a block.
    pub(crate) mean: Codes<'a>,
    /// For what differs from the mean.
    pub(crate) rest: Codes<'a>,
}

/// Bits, the highest of a byte first, without the zeros that stand behind each `FF`.
struct Bits<'a> {
    /// Bytes that are not begun.
    rest: &'a [u8],
    byte: u8,
    /// How many bits of `byte` are not taken.
    left: u8,
}

impl<'a> Codes<'a> {
    /// A table as its segment has it, behind its number. None when it promises other values than
    /// it has.
    pub(crate) fn read(table: &'a [u8]) -> Option<Self> {
        let (counts, values) = table.split_first_chunk::<16>()?;
        let promised: usize = counts.iter().map(|count| usize::from(*count)).sum();
        (values.len() == promised).then_some(Self { counts, values })
    }

    /// Takes one code off; what it stands for.
    fn next(&self, bits: &mut Bits<'_>) -> Option<u8> {
        // Codes of a length follow one another; the first of the next length follows them, with a
        // bit more.
        let (mut code, mut first, mut before) = (0_usize, 0_usize, 0_usize);
        for count in self.counts {
            code = code << 1 | usize::from(bits.next()?);
            let count = usize::from(*count);
            if let Some(place) = code.checked_sub(first).filter(|place| *place < count) {
                return self.values.get(before + place).copied();
            }
            before += count;
            first = (first + count) << 1;
        }
        None
    }
}

impl Bits<'_> {
    fn next(&mut self) -> Option<u8> {
        if self.left == 0 {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = match byte {
                // Anything else would begin a marker.
                0xFF => rest.strip_prefix(&[0])?,
                _ => rest,
            };
            (self.byte, self.left) = (*byte, 8);
        }
        self.left -= 1;
        Some(self.byte >> self.left & 1)
    }

    fn skip(&mut self, count: u8) -> Option<()> {
        (0..count).try_for_each(|_| self.next().map(drop))
    }
}

/// Whether `coded` holds as many groups of blocks as said, one block of light and two of colour
/// each, and then nothing but the ones that fill its last byte.
pub(crate) fn is_exactly(
    groups: u32,
    coded: &[u8],
    light: &Tables<'_>,
    colour: &Tables<'_>,
) -> bool {
    let mut bits = Bits {
        rest: coded,
        byte: 0,
        left: 0,
    };
    let mut blocks = (0..groups).flat_map(|_| [light, colour, colour]);
    let whole = blocks.try_for_each(|tables| block(&mut bits, tables));
    let filled = bits.byte.trailing_ones() >= bits.left.into();
    whole.is_some() && bits.rest.is_empty() && filled
}

/// In the place of a coefficient: the block has no more of them.
const ZEROS_TO_THE_END: u8 = 0;

/// Takes one block of 64 coefficients off.
fn block(bits: &mut Bits<'_>, tables: &Tables<'_>) -> Option<()> {
    let size = tables.mean.next(bits)?;
    bits.skip(size)?;
    let mut known = 1;
    while known < 64 {
        let code = tables.rest.next(bits)?;
        if code == ZEROS_TO_THE_END {
            return Some(());
        }
        // So many zeros, and then a coefficient of so many bits.
        let (zeros, size) = (code >> 4, code & 0x0F);
        known += zeros + 1;
        bits.skip(size)?;
    }
    (known == 64).then_some(())
}
