//! Half characters. An editor that counts in UTF-16 may send one half of a pair, as JSON can and UTF-8 cannot: the
//! replacement character takes its place, which is as long for the editor.

const REPLACEMENT: &[u8; 6] = b"\\ufffd";
/// The length of an escape such as `\ud83d`.
const ESCAPE: usize = 6;

/// The message with each half character replaced; nothing if it holds none.
pub(super) fn replaced(message: &[u8]) -> Option<Vec<u8>> {
    let (mut at, mut mended) = (0, None);
    while let Some(found) = memchr::memchr(b'\\', message.get(at..)?) {
        at += found;
        match unit(message, at) {
            Some(0xD800..=0xDBFF) if matches!(unit(message, at + ESCAPE), Some(0xDC00..=0xDFFF)) => {
                at += 2 * ESCAPE;
            }
            Some(0xD800..=0xDFFF) => {
                let mended = mended.get_or_insert_with(|| message.to_vec());
                mended[at..at + ESCAPE].copy_from_slice(REPLACEMENT);
                at += ESCAPE;
            }
            Some(_) => at += ESCAPE,
            // Two characters stand for one: a quotation mark, a line end, a backslash.
            None => at += 2,
        }
    }
    mended
}

/// The unit of UTF-16 that an escape at a place stands for.
fn unit(message: &[u8], at: usize) -> Option<u16> {
    let digits = message.get(at..at + ESCAPE)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_characters_are_replaced_and_whole_ones_stay() {
        let mended = |message: &str| {
            replaced(message.as_bytes()).map(|mended| String::from_utf8(mended).expect("UTF-8"))
        };
        assert_eq!(mended(r#"{"text":"a\ud83d"}"#).as_deref(), Some(r#"{"text":"a\ufffd"}"#));
        assert_eq!(
            mended(r#""\uDE00\ud83d\ude00\ud83d\u0041""#).as_deref(),
            Some(r#""\ufffd\ud83d\ude00\ufffd\u0041""#)
        );
        assert_eq!(mended(r#""\\ud83d \n \ud83d\ude00 \u00e9""#), None);
        assert_eq!(mended(r#""\"#), None);
    }
}
