/// A text as it is compared: small letters, `е` for `ё`, one space between words, none around.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let small = word.chars().flat_map(char::to_lowercase);
        folded.extend(small.map(|c| if c == 'ё' { 'е' } else { c }));
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
