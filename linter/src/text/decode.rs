//! Bytes to text and back: which encoding a letter is in, and how an edited letter keeps it.

use encoding_rs::{Encoding as Charset, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::TextRange;

/// How the bytes of a letter spell its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, the encoding of almost every letter.
    Utf8,
    /// UTF-16, least significant byte first (Windows "Unicode").
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
    /// Windows-1252, what older Word exports write; every byte is a character.
    Windows1252,
}

/// The text of a letter, and what is needed to write it back as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text without its byte order mark.
    pub text: String,
    /// The encoding the bytes were in.
    pub encoding: Encoding,
    /// Whether the bytes began with a byte order mark; it is kept when the letter is written.
    pub bom: bool,
}

/// Why bytes are not a letter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No text at all.
    #[error("the file is empty: there is nothing to check")]
    Empty,
    /// A known format that holds a letter but is not text.
    #[error("this is {format}, not text: {advice}")]
    Format {
        /// The format, with its article.
        format: &'static str,
        /// What the user can do.
        advice: &'static str,
    },
    /// Bytes that spell no text.
    #[error("this is not text: it holds binary data")]
    Binary,
    /// A UTF-16 file that breaks off inside a character.
    #[error("this is damaged UTF-16: save the letter again, as UTF-8")]
    DamagedUtf16,
    /// Larger than the limit.
    #[error("the file has {size} bytes, more than the limit of {limit}: raise `max-file-size` to check it")]
    TooLarge {
        /// Bytes found.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
}

/// A replacement text that the letter's own encoding cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the letter is in {encoding}, which has no way to write the replacement text; save it as UTF-8 first"
)]
pub struct Unencodable {
    encoding: &'static str,
}

const FORMATS: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", "check its text instead, for example that of `pdftotext -layout`"),
    (b"PK\x03\x04", "a Word or ZIP file", "save the letter as plain text and check that"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "save the letter as plain text and check that"),
    (b"{\\rtf", "an RTF file", "save the letter as plain text and check that"),
];

/// Decodes a letter: UTF-8 or UTF-16 by mark or shape, else Windows-1252.
///
/// Errors: [`Unreadable`] when the bytes are empty, binary, a known other format or damaged UTF-16.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some((_, format, advice)) = FORMATS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(Unreadable::Format { format, advice });
    }
    let decoded = match Charset::for_bom(bytes) {
        Some((charset, length)) if charset == UTF_16LE => utf16(&bytes[length..], Encoding::Utf16Le, true)?,
        Some((charset, length)) if charset == UTF_16BE => utf16(&bytes[length..], Encoding::Utf16Be, true)?,
        Some((_, length)) => eight_bit(&bytes[length..], true),
        None => match utf16_by_shape(bytes) {
            Some(encoding) => utf16(bytes, encoding, false)?,
            None => eight_bit(bytes, false),
        },
    };
    if is_binary(&decoded.text) {
        return Err(Unreadable::Binary);
    }
    if decoded.text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(decoded)
}

/// The text of the first bytes of a file, as well as it can be had: enough to tell whether it is a letter.
/// What is damaged or cut through is replaced.
pub fn glimpse(bytes: &[u8]) -> String {
    let by_mark = Charset::for_bom(bytes).map(|(charset, _)| charset);
    let by_shape = || match utf16_by_shape(bytes)? {
        Encoding::Utf16Be => Some(UTF_16BE),
        _ => Some(UTF_16LE),
    };
    match by_mark.or_else(by_shape) {
        Some(charset) => charset.decode_with_bom_removal(bytes).0.into_owned(),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn eight_bit(bytes: &[u8], bom: bool) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: text.to_owned(), encoding: Encoding::Utf8, bom },
        Err(_) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            Decoded { text: text.into_owned(), encoding: Encoding::Windows1252, bom }
        }
    }
}

fn utf16(bytes: &[u8], encoding: Encoding, bom: bool) -> Result<Decoded, Unreadable> {
    let charset = if encoding == Encoding::Utf16Le { UTF_16LE } else { UTF_16BE };
    match charset.decode_without_bom_handling(bytes) {
        (text, false) => Ok(Decoded { text: text.into_owned(), encoding, bom }),
        (_, true) => Err(Unreadable::DamagedUtf16),
    }
}

/// English in UTF-16 has a zero in every second byte; English in anything else has none.
fn utf16_by_shape(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(1024)];
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = sample.len() * 2 / 5;
    match (even, odd) {
        (0, n) if n >= most && n > 0 => Some(Encoding::Utf16Le),
        (n, 0) if n >= most && n > 0 => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// A NUL, or more than one other control character in a hundred, is not a letter.
fn is_binary(text: &str) -> bool {
    let mut controls = 0usize;
    for byte in text.bytes() {
        match byte {
            0 => return true,
            b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => {}
            1..0x20 => controls += 1,
            _ => {}
        }
    }
    controls * 100 > text.len()
}

impl Decoded {
    /// The original bytes with `edits` (sorted, not overlapping, in offsets of `text`) put in.
    /// Bytes outside the edits are copied, never decoded and encoded again.
    ///
    /// Errors: [`Unencodable`] when a replacement has a character that the encoding lacks.
    pub fn splice(&self, original: &[u8], edits: &[(TextRange, &str)]) -> Result<Vec<u8>, Unencodable> {
        let mut out = Vec::with_capacity(original.len());
        let (mut text_at, mut byte_at) = (0usize, self.mark_length());
        out.extend_from_slice(&original[..byte_at]);
        for (range, replacement) in edits {
            let (start, end) = (usize::from(range.start()), usize::from(range.end()));
            let keep = self.encoded_length(&self.text[text_at..start]);
            out.extend_from_slice(&original[byte_at..byte_at + keep]);
            out.extend_from_slice(&self.encode(replacement)?);
            byte_at += keep + self.encoded_length(&self.text[start..end]);
            text_at = end;
        }
        out.extend_from_slice(&original[byte_at..]);
        Ok(out)
    }

    fn mark_length(&self) -> usize {
        match (self.bom, self.encoding) {
            (false, _) => 0,
            (true, Encoding::Utf16Le | Encoding::Utf16Be) => 2,
            (true, Encoding::Utf8 | Encoding::Windows1252) => 3,
        }
    }

    fn encoded_length(&self, text: &str) -> usize {
        match self.encoding {
            Encoding::Utf8 => text.len(),
            Encoding::Windows1252 => text.chars().count(),
            Encoding::Utf16Le | Encoding::Utf16Be => text.encode_utf16().count() * 2,
        }
    }

    fn encode(&self, text: &str) -> Result<Vec<u8>, Unencodable> {
        match self.encoding {
            Encoding::Utf8 => Ok(text.as_bytes().to_vec()),
            Encoding::Utf16Le => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Encoding::Utf16Be => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Encoding::Windows1252 => match WINDOWS_1252.encode(text) {
                (bytes, _, false) => Ok(bytes.into_owned()),
                _ => Err(Unencodable { encoding: "Windows-1252" }),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::range;

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn every_encoding_is_recognised() {
        let cases: [(&[u8], Encoding, bool, &str); 5] = [
            (b"Upheld \xc2\xb0", Encoding::Utf8, false, "Upheld °"),
            (b"\xef\xbb\xbfUpheld", Encoding::Utf8, true, "Upheld"),
            (b"Upheld \x93x\x94", Encoding::Windows1252, false, "Upheld \u{201c}x\u{201d}"),
            (b"\xff\xfeU\0p\0", Encoding::Utf16Le, true, "Up"),
            (b"\0U\0p\0h\0e", Encoding::Utf16Be, false, "Uphe"),
        ];
        for (bytes, encoding, bom, text) in cases {
            let decoded = decode(bytes).expect("readable");
            assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.bom), (text, encoding, bom));
        }
    }

    #[test]
    fn what_is_no_letter_says_so() {
        assert_eq!(decode(b""), Err(Unreadable::Empty));
        assert_eq!(decode(b" \n\n"), Err(Unreadable::Empty));
        assert_eq!(decode(b"abc\0def\0\0"), Err(Unreadable::Binary));
        assert_eq!(decode(&[1; 50]), Err(Unreadable::Binary));
        assert_eq!(decode(b"\xff\xfeU\0p"), Err(Unreadable::DamagedUtf16));
        assert!(matches!(decode(b"%PDF-1.7"), Err(Unreadable::Format { format: "a PDF", .. })));
    }

    #[test]
    fn a_glimpse_shows_what_it_can() {
        assert_eq!(glimpse(b"Upheld \xc2"), "Upheld \u{fffd}");
        assert_eq!(glimpse(b"\xff\xfeU\0p\0\x3d\xd8"), "Up\u{fffd}");
        assert_eq!(glimpse(b"U\0p\0h\0e\0"), "Uphe");
        assert_eq!(glimpse(b""), "");
    }

    #[test]
    fn splicing_changes_only_the_edited_bytes() {
        let replace = |bytes: &[u8], from: &str, to: &str| {
            let decoded = decode(bytes).expect("readable");
            let at = decoded.text.find(from).expect("present");
            decoded.splice(bytes, &[(range(at, at + from.len()), to)])
        };
        assert_eq!(replace(b"a\xb0\r\nb\x0cc", "b", "é"), Ok(b"a\xb0\r\n\xe9\x0cc".to_vec()));
        assert_eq!(replace(b"\xef\xbb\xbfx\xc2\xb0y", "y", "\u{4e2d}"), Ok("\u{feff}x°\u{4e2d}".into()));
        let wide = utf16le("\u{feff}x😀y z");
        assert_eq!(replace(&wide, "y", "w"), Ok(utf16le("\u{feff}x😀w z")));
        assert!(replace(b"a\xb0b", "b", "\u{4e2d}").is_err());
    }
}
