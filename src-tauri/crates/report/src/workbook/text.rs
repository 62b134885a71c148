//! Texts as the XML of a workbook can hold them.

/// Cuts a text where a cell is full, never inside a character. The pieces, one after another, are
/// the text; an empty text is one empty piece.
pub(super) fn pieces(text: &str, limit: usize) -> Vec<&str> {
    // A character has at most as many UTF-16 units as bytes, so most texts need not be counted.
    if text.len() <= limit {
        return vec![text];
    }
    let mut pieces = Vec::new();
    let (mut begin, mut units) = (0, 0);
    for (at, character) in text.char_indices() {
        if units + character.len_utf16() > limit && at > begin {
            pieces.push(&text[begin..at]);
            (begin, units) = (at, 0);
        }
        units += character.len_utf16();
    }
    pieces.push(&text[begin..]);
    pieces
}

/// Appends a text to XML. Characters that XML 1.0 forbids become U+FFFD; returns how many.
pub(super) fn escape(text: &str, xml: &mut String) -> u64 {
    let mut replaced = 0;
    let mut kept = 0;
    for (at, byte) in text.bytes().enumerate() {
        let (escaped, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            // A bare one would be read back as a line feed.
            b'\r' => ("&#13;", 1),
            // Excel would take `_x0041_` for the character of that number.
            b'_' if is_escape(&text.as_bytes()[at..]) => ("_x005F_", 1),
            b'\t' | b'\n' => continue,
            b'\0'..=b'\x1f' => ("\u{fffd}", 1),
            0xef if text[at..].starts_with(['\u{fffe}', '\u{ffff}']) => ("\u{fffd}", 3),
            _ => continue,
        };
        xml.push_str(&text[kept..at]);
        xml.push_str(escaped);
        kept = at + length;
        replaced += u64::from(escaped == "\u{fffd}");
    }
    xml.push_str(&text[kept..]);
    replaced
}

/// Whether a text begins like an escaped character: `_x` and four hexadecimal digits and `_`.
fn is_escape(text: &[u8]) -> bool {
    matches!(
        text,
        [b'_', b'x' | b'X', a, b, c, d, b'_', ..]
            if [a, b, c, d].iter().all(|digit| digit.is_ascii_hexdigit())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> (String, u64) {
        let mut xml = String::new();
        let replaced = escape(text, &mut xml);
        (xml, replaced)
    }

    #[test]
    fn a_text_is_cut_where_excel_counts_and_never_inside_a_character() {
        assert_eq!(pieces("", 3), [""]);
        assert_eq!(pieces("abc", 3), ["abc"]);
        assert_eq!(pieces("abcd", 3), ["abc", "d"]);
        assert_eq!(
            pieces("ёжик", 3),
            ["ёжи", "к"],
            "counted in UTF-16 units, not bytes"
        );
        assert_eq!(pieces("a👍👍b", 3), ["a👍", "👍b"], "an emoji is two units");
        assert_eq!(
            pieces("ab👍", 3),
            ["ab", "👍"],
            "half an emoji is not written"
        );
        assert_eq!(
            pieces("👍👍", 1),
            ["👍", "👍"],
            "what can never fit is still written"
        );
    }

    #[test]
    fn markup_and_forbidden_characters_are_escaped() {
        assert_eq!(
            escaped("a<b>&\"c"),
            ("a&lt;b&gt;&amp;&quot;c".to_owned(), 0)
        );
        assert_eq!(
            escaped("tab\tand\r\nlines"),
            ("tab\tand&#13;\nlines".to_owned(), 0)
        );
        assert_eq!(escaped("\0a\x1b\u{ffff}"), ("�a��".to_owned(), 3));
        assert_eq!(
            escaped("�"),
            ("�".to_owned(), 0),
            "one that was there is not counted"
        );
    }

    #[test]
    fn what_excel_would_take_for_an_escape_is_kept_as_written() {
        assert_eq!(escaped("_x0041_").0, "_x005F_x0041_");
        assert_eq!(escaped("__x000a_").0, "__x005F_x000a_");
        assert_eq!(escaped("_x41_ _xyzw0_ _x").0, "_x41_ _xyzw0_ _x");
    }
}
