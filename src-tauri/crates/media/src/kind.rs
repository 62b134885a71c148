use std::fmt;

/// What a file is by its content: its media type and the usual ending of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileKind {
    /// Such as `application/pdf`.
    pub media_type: &'static str,
    /// Without a dot: `pdf`. Of several, the most usual one.
    pub extension: &'static str,
}

/// How many bytes from its beginning tell what a file is.
pub(crate) const HEAD: usize = 8192;

const SVG: FileKind = FileKind {
    media_type: "image/svg+xml",
    extension: "svg",
};

impl FileKind {
    /// What the file seems to be, by its first bytes (8192 are enough). None when nothing tells, as
    /// with plain text.
    #[must_use]
    pub fn of(head: &[u8]) -> Option<Self> {
        let head = &head[..head.len().min(HEAD)];
        let known = infer::get(head).map(|kind| Self {
            media_type: kind.mime_type(),
            extension: kind.extension(),
        });
        match known {
            None if draws(head) => Some(SVG),
            Some(xml) if xml.extension == "xml" && draws(head) => Some(SVG),
            known => known,
        }
    }

    /// Whether a browser may show the file in place. Everything else, and so everything that can
    /// carry a script, may only be offered for saving.
    #[must_use]
    pub fn is_shown_in_place(self) -> bool {
        matches!(
            self.media_type,
            "image/png" | "image/jpeg" | "image/gif" | "image/webp"
        )
    }
}

/// Whether a text draws a picture: the tag may come after declarations and remarks.
fn draws(head: &[u8]) -> bool {
    const TAG: &[u8] = b"<svg";
    head.windows(TAG.len())
        .any(|window| window.eq_ignore_ascii_case(TAG))
}

/// The two kinds of picture that are taken as avatars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

impl PictureKind {
    /// What the bytes begin as. Whether they also go on as that is for the decoder to say.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"\xFF\xD8\xFF") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
            Some(Self::Png)
        } else {
            None
        }
    }

    /// `image/jpeg` or `image/png`.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl fmt::Display for PictureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_file_is_what_its_content_says_and_only_four_kinds_are_shown_in_place() {
        let program = [&b"\x7FELF\x02\x01\x01"[..], &[0; 57]].concat();
        let files: [(&[u8], Option<&str>, bool); 16] = [
            (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", Some("image/png"), true),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", Some("image/jpeg"), true),
            (b"GIF89a\x01\0\x01\0", Some("image/gif"), true),
            (b"RIFF\x1A\0\0\0WEBPVP8L", Some("image/webp"), true),
            (b"%PDF-1.7\n", Some("application/pdf"), false),
            (b"PK\x03\x04\x14\0\0\0", Some("application/zip"), false),
            (b"<!DOCTYPE html><script>", Some("text/html"), false),
            (b"\n <HTML ><body>", Some("text/html"), false),
            (b"<svg xmlns='x' onload='y'>", Some("image/svg+xml"), false),
            (
                b"<?xml version='1.0'?>\n<!-- a --><svg>",
                Some("image/svg+xml"),
                false,
            ),
            (b"<?xml version='1.0'?><note/>", Some("text/xml"), false),
            (b"#!/bin/sh\nls", Some("text/x-shellscript"), false),
            (
                b"MZ\x90\0",
                Some("application/vnd.microsoft.portable-executable"),
                false,
            ),
            (&program, Some("application/x-executable"), false),
            ("Здравствуйте".as_bytes(), None, false),
            (b"", None, false),
        ];
        for (bytes, media_type, shown) in files {
            let kind = FileKind::of(bytes);
            assert_eq!(kind.map(|kind| kind.media_type), media_type, "{bytes:?}");
            assert_eq!(
                kind.is_some_and(FileKind::is_shown_in_place),
                shown,
                "{bytes:?}"
            );
        }
    }

    proptest! {
        /// Office files of the old kind are containers that the sniffer opens.
        #[test]
        fn sniffing_takes_any_bytes(
            head in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"RIFF", b"<", b"ID3"]),
            rest in prop::collection::vec(any::<u8>(), 0..2048),
        ) {
            let _ = FileKind::of(&[head, &rest].concat());
        }
    }
}
