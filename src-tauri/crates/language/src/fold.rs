/// A text as it is compared: small letters, `е` for `ё`, one space between words, none around.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars() {
            match c {
                // Most texts are of these, and the tables of Unicode are slow to look into.
                'a'..='z' | 'а'..='я' | '0'..='9' => folded.push(c),
                'ё' | 'Ё' => folded.push('е'),
                _ => folded.extend(c.to_lowercase()),
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_spaces_and_yo_do_not_matter() {
        assert_eq!(fold("  Где\u{a0}МОЙ\t ЁЖ? "), "где мой еж?");
        assert_eq!(fold(" \n"), "");
    }
}
