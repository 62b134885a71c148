//! Names of files that people sent, made safe to show and to save under on any system.

use crate::FileKind;

/// The most characters a safe name has.
pub const NAME_MAX: usize = 120;
/// The most bytes a safe name has in UTF-8; file systems stop at 255.
const BYTES_MAX: usize = 240;
/// The most characters of an ending; what is longer is a part of the name with a dot before it.
const ENDING_MAX: usize = 16;
/// Stands for a name of which nothing is left.
const NAMELESS: &str = "file";

/// A name under which the file may be shown and saved, made of the name it was `called`.
///
/// Only the last part of a path is left. Signs that systems forbid in names become `_`; signs that
/// cannot be seen or that turn the direction of text, so that `exe` reads like `png`, go; so do dots
/// and spaces at either end. Names of Windows' devices get a `_` before them. At most [`NAME_MAX`] characters
/// and 240 bytes are left, the ending among them.
///
/// The ending stays as it is but for two cases. A picture that browsers show always has the
/// ending of its kind, added when it had another: bytes that are both a picture and a script do
/// not run when saved. And what only calls itself such a picture gets `.bin`: no program takes it
/// for one, and none opens it as what it really is. Other endings are left to the sender, as such
/// files are only ever offered for saving.
#[must_use]
pub fn safe_name(called: &str, kind: Option<FileKind>) -> String {
    let last = called.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen = last.chars().filter(|sign| !is_unseen(*sign));
    let allowed = seen.map(|sign| match sign {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
        sign if sign.is_whitespace() => ' ',
        sign => sign,
    });
    let name = allowed.collect::<String>();
    let name = trimmed(&name);
    let (stem, ending) = split(name);
    let picture = kind.filter(|kind| kind.is_shown_in_place());
    let added = match (picture, ending.and_then(picture_type)) {
        (Some(kind), claimed) if claimed != Some(kind.media_type) => Some(kind.extension),
        (None, Some(_)) => Some("bin"),
        (None, None) if name.is_empty() => kind.map(|kind| kind.extension),
        _ => None,
    };
    let (stem, ending) = added.map_or((stem, ending), |added| (name, Some(added)));
    fitting(stem, ending)
}

fn trimmed(name: &str) -> &str {
    name.trim_matches(|sign: char| sign == '.' || sign.is_whitespace())
}

/// Signs that take no place or change the place of others. Those that join letters and emoji stay.
fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The name without its ending, and the ending without its dot.
fn split(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, ending))
            if !stem.is_empty()
                && (1..=ENDING_MAX).contains(&ending.chars().count())
                && !ending.contains(' ') =>
        {
            (stem, Some(ending))
        }
        _ => (name, None),
    }
}

/// The media type that an ending claims, of the pictures that browsers show.
fn picture_type(ending: &str) -> Option<&'static str> {
    match ending.to_ascii_lowercase().as_str() {
        "png" | "apng" => Some("image/png"),
        "jpg" | "jpeg" | "jpe" | "jfif" => Some("image/jpeg"),
        "gif" => Some("image/gif"),
        "webp" => Some("image/webp"),
        _ => None,
    }
}

/// Both joined, the stem cut so that the whole is short enough.
fn fitting(stem: &str, ending: Option<&str>) -> String {
    let stem = if stem.is_empty() { NAMELESS } else { stem };
    let device = if is_device(stem) { "_" } else { "" };
    let ending = ending
        .map(|ending| format!(".{ending}"))
        .unwrap_or_default();
    let signs = NAME_MAX - device.len() - ending.chars().count();
    let bytes = BYTES_MAX - device.len() - ending.len();
    let fits = |(count, (at, sign)): &(usize, (usize, char))| {
        *count < signs && at + sign.len_utf8() <= bytes
    };
    let stem = stem.char_indices().enumerate().take_while(fits);
    let stem = stem.map(|(_, (_, sign))| sign).collect::<String>();
    let stem = if ending.is_empty() {
        trimmed(&stem)
    } else {
        &stem
    };
    format!("{device}{stem}{ending}")
}

/// Whether Windows takes the name for a device, which it does whatever follows the first dot.
fn is_device(name: &str) -> bool {
    let name = name.split('.').next().unwrap_or_default().trim_end();
    let name = name.to_ascii_uppercase();
    let numbered = |name: &str| {
        let number = name.strip_prefix("COM").or(name.strip_prefix("LPT"));
        number.is_some_and(|number| {
            let mut signs = number.chars();
            let first = signs.next();
            first.is_some_and(|sign| sign.is_ascii_digit() || "¹²³".contains(sign))
                && signs.next().is_none()
        })
    };
    matches!(
        name.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || numbered(&name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PNG: FileKind = FileKind {
        media_type: "image/png",
        extension: "png",
    };
    const JPEG: FileKind = FileKind {
        media_type: "image/jpeg",
        extension: "jpg",
    };
    const HTML: FileKind = FileKind {
        media_type: "text/html",
        extension: "html",
    };
    const PDF: FileKind = FileKind {
        media_type: "application/pdf",
        extension: "pdf",
    };

    #[test]
    fn a_name_is_safe_on_every_system() {
        let names = [
            ("Отчёт за июль.xlsx", "Отчёт за июль.xlsx"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ann\\invoice.pdf", "invoice.pdf"),
            ("invoice.pdf::$DATA", "invoice.pdf__$DATA"),
            ("photo\u{202E}gpj.exe", "photogpj.exe"),
            ("a\0b\r\nc\u{7F}.txt", "abc.txt"),
            ("zero\u{200B}width\u{FEFF}.txt", "zerowidth.txt"),
            (
                "family 👨\u{200D}👩\u{200D}👧.txt",
                "family 👨\u{200D}👩\u{200D}👧.txt",
            ),
            ("what? <b>\"now\"|*.txt", "what_ _b__now___.txt"),
            ("trailing. . .", "trailing"),
            ("  \u{A0}.hidden", "hidden"),
            ("setup.exe ", "setup.exe"),
            ("CON", "_CON"),
            ("nul.tar.gz", "_nul.tar.gz"),
            ("com1 .txt", "_com1 .txt"),
            ("LPT¹.log", "_LPT¹.log"),
            ("COM10.txt", "COM10.txt"),
            ("console.txt", "console.txt"),
            (
                "Mr. Smith and the long story",
                "Mr. Smith and the long story",
            ),
            ("", "file"),
            ("...", "file"),
            ("\u{202E}/", "file"),
        ];
        for (called, safe) in names {
            assert_eq!(safe_name(called, None), safe, "{called:?}");
        }
    }

    #[test]
    fn a_name_says_picture_exactly_when_the_content_does() {
        let names = [
            ("cat.png", Some(PNG), "cat.png"),
            ("cat.JPEG", Some(JPEG), "cat.JPEG"),
            ("cat", Some(PNG), "cat.png"),
            ("cat.jpg", Some(PNG), "cat.jpg.png"),
            ("both.html", Some(PNG), "both.html.png"),
            ("cat.png", Some(HTML), "cat.png.bin"),
            ("cat.webp", None, "cat.webp.bin"),
            ("page.html", Some(HTML), "page.html"),
            ("drawing.dwg", Some(PDF), "drawing.dwg"),
            ("", Some(PDF), "file.pdf"),
            ("", Some(PNG), "file.png"),
        ];
        for (called, kind, safe) in names {
            assert_eq!(safe_name(called, kind), safe, "{called:?} with {kind:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let long = safe_name(&format!("{}.docx", "x".repeat(500)), None);
        assert_eq!(long, format!("{}.docx", "x".repeat(115)));
        let wide = safe_name(&format!("{}.docx", "日".repeat(500)), None);
        assert_eq!(wide, format!("{}.docx", "日".repeat(78)));
        let picture = safe_name(&"я".repeat(500), Some(PNG));
        assert_eq!(picture, format!("{}.png", "я".repeat(116)));
        let sentence = safe_name(&format!("{} .", "a. ".repeat(100)), None);
        assert!(sentence.ends_with('a'), "{sentence:?}");
    }

    proptest! {
        #[test]
        fn every_name_becomes_safe_and_a_safe_name_stays(
            called in "(\\PC|[./\\\\ :\u{0}\u{202E}]|CON|nul|\\.png){0,60}|.{0,400}",
            kind in prop::sample::select(vec![None, Some(PNG), Some(JPEG), Some(HTML), Some(PDF)]),
        ) {
            let name = safe_name(&called, kind);
            prop_assert!(!name.is_empty());
            prop_assert!(name.chars().count() <= NAME_MAX && name.len() <= BYTES_MAX);
            prop_assert_eq!(trimmed(&name), &name);
            let forbidden = |sign: char| is_unseen(sign) || "/\\<>:\"|?*".contains(sign);
            prop_assert!(!name.contains(forbidden));
            prop_assert!(!is_device(&name));
            prop_assert_eq!(safe_name(&name, kind), name);
        }
    }
}
