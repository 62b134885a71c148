/// How a word is spelt, in what can be compared before its letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spelling {
    length: u32,
    beginning: [char; 2],
    /// A bit for each letter that it has; letters may share one.
    letters: u64,
}

impl Spelling {
    pub(super) fn of(word: &str) -> Self {
        let mut chars = word.chars();
        let mut next = || chars.next().unwrap_or_default();
        let beginning = [next(), next()];
        let mut length = 0;
        let mut letters = 0;
        for c in word.chars() {
            length += 1;
            letters |= 1 << (u32::from(c) % 64);
        }
        Self {
            length,
            beginning,
            letters,
        }
    }

    /// Whether the word is long enough for a typing error to leave it recognisable.
    pub(super) const fn may_have_errors(self) -> bool {
        errors_allowed(self.length) > 0
    }

    /// Whether the two may be one word with typing errors; cheap, and sure only when it says no.
    fn may_be(self, other: Self) -> bool {
        let allowed = errors_allowed(self.length.min(other.length));
        // Every error adds one letter at most, and takes away one.
        let only = |one: u64, two: u64| (one & !two).count_ones();
        self.length.abs_diff(other.length) <= allowed
            && only(self.letters, other.letters) <= allowed
            && only(other.letters, self.letters) <= allowed
            && match self.length.min(other.length) {
                0..=3 => self.length == other.length && self.letters == other.letters,
                4..=5 => self.begins_like(other),
                _ => true,
            }
    }

    /// People seldom mistype the first letter, and short words that differ in it are others.
    fn begins_like(self, other: Self) -> bool {
        let [first, second] = self.beginning;
        sound(first) == sound(other.beginning[0]) || [second, first] == other.beginning
    }
}

/// What an error takes away of a word of one letter; less of a longer one.
const PER_ERROR: f32 = 1.4;

/// A letter for all that sound alike without stress, as in `атменить`.
const fn sound(letter: char) -> char {
    match letter {
        'о' => 'а',
        'и' | 'э' => 'е',
        other => other,
    }
}

/// How many typing errors are forgiven in a word of this length; in one of three letters only two
/// that changed places.
const fn errors_allowed(length: u32) -> u32 {
    match length {
        0..=2 => 0,
        3..=7 => 1,
        _ => 2,
    }
}

/// How alike two different words are: below 1, the less the shorter they are; none when they are
/// not the same word with typing errors.
pub(super) fn likeness(one: (&str, Spelling), two: (&str, Spelling)) -> Option<f32> {
    let ((one, spelt), (two, spelt_two)) = (one, two);
    if !spelt.may_be(spelt_two) {
        return None;
    }
    let errors = u32::try_from(strsim::osa_distance(one, two)).ok()?;
    let shorter = spelt.length.min(spelt_two.length);
    let longer = spelt.length.max(spelt_two.length);
    (errors <= errors_allowed(shorter)).then(|| 1.0 - PER_ERROR * errors as f32 / longer as f32)
}

#[cfg(test)]
mod tests {
    use super::{Spelling, likeness};

    #[test]
    fn one_error_is_forgiven_in_a_word_and_two_in_a_long_one() {
        for (one, two, expected) in [
            ("заказ", "зказ", Some(72)),
            ("заказ", "зкааз", Some(72)),
            ("заказ", "закас", Some(72)),
            ("доставк", "дотсавк", Some(80)),
            ("доставк", "доствака", None),
            ("приложен", "прилажени", Some(68)),
            ("чат", "час", None),
            ("где", "гед", Some(53)),
            ("где", "гдк", None),
            ("цвет", "свет", None),
            ("отмен", "атмен", Some(72)),
            ("цвет", "цвте", Some(65)),
            ("order", "older", Some(72)),
            ("deliveri", "delivri", Some(82)),
            ("refund", "return", None),
            ("оплат", "отплат", Some(76)),
        ] {
            let found = likeness((one, Spelling::of(one)), (two, Spelling::of(two)));
            let percent = found.map(|found| (found * 100.0) as u8);
            assert_eq!(percent, expected, "{one} {two}");
        }
    }
}
