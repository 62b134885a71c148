use std::borrow::Cow;
use std::sync::LazyLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

static RUSSIAN: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Russian));
static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// What the forms of a folded word have in common, after Snowball: `заказ` for `заказами`, `deliveri`
/// for `deliveries`.
///
/// The letters say which language a word is in; what is neither Russian nor English stays as it is.
#[must_use]
pub fn stem(word: &str) -> Cow<'_, str> {
    let is_russian = |c: char| matches!(c, 'а'..='я');
    if word.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'') {
        ENGLISH.stem(word)
    } else if word.chars().all(is_russian) {
        RUSSIAN.stem(word)
    } else {
        Cow::Borrowed(word)
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["заказ", "заказа", "заказы", "заказами", "заказе"][..],
            &["доставка", "доставки", "доставку", "доставкой"],
            &["оплатить", "оплатил", "оплатила"],
            &["order", "orders", "ordered", "ordering"],
            &["delivery", "deliveries"],
        ] {
            for form in forms {
                assert_eq!(stem(form), stem(forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn other_words_stay_as_they_are() {
        for word in ["", "'", "123", "a1", "київ", "été", "заказs", "👍"] {
            assert_eq!(stem(word), word);
        }
    }
}
