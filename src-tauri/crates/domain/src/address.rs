//! Reading addresses without the leniency of browsers.

use url::Url;

/// The address that a text is, unless reading it takes leniency: browsers skip tabs and line ends
/// inside it, take `\` for `/`, and do not mind how many slashes follow `https:`.
pub(crate) fn parsed(text: &str) -> Option<Url> {
    if text.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\') {
        return None;
    }
    let url = Url::parse(text).ok()?;
    let (_, rest) = text.split_once(':')?;
    let slashes = rest.bytes().take_while(|byte| *byte == b'/').count();
    (slashes == 2 || url.cannot_be_a_base()).then_some(url)
}

/// Whether it carries a user name or a password.
pub(crate) fn has_login(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}
