/// What dates are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Digits, perhaps with points, slashes or hyphens between them.
    Figures(&'a str),
    /// Letters.
    Word(&'a str),
}

/// The words and figures of a folded text, in order.
pub(super) fn tokens(folded: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let is_word = first.is_alphabetic();
        let end = if first.is_ascii_digit() {
            let bytes = rest.as_bytes();
            let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
            let is_mark = |at: usize| matches!(bytes.get(at), Some(b'.' | b'/' | b'-'));
            let goes_on = |at: &usize| is_digit(*at) || (is_mark(*at) && is_digit(at + 1));
            (0..).take_while(goes_on).count()
        } else if is_word {
            let is_other = |c: char| !c.is_alphabetic();
            rest.find(is_other).unwrap_or(rest.len())
        } else {
            rest = &rest[first.len_utf8()..];
            continue;
        };
        let (token, after) = rest.split_at(end);
        tokens.push(if is_word {
            Token::Word(token)
        } else {
            Token::Figures(token)
        });
        rest = after;
    }
    tokens
}
