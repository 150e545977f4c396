//! Halves of a pair of UTF-16 in JSON.
//!
//! A string of JavaScript may hold one half of a pair, as while an emoji is typed or cut in two, and JSON writes it as
//! `\\ud83d`. No UTF-8 has it, so a parser refuses the whole document.

use std::borrow::Cow;

/// What stands for a half: one code unit as well, so that every offset stays what it was.
const REPLACEMENT: &[u8] = b"\\uFFFD";

/// The JSON with the replacement character for each half that has no other; borrowed if there is none.
pub(crate) fn mended(json: &[u8]) -> Cow<'_, [u8]> {
    let mut halves = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', &json[at..]) {
        let escape = at + found;
        at = match (unit(json, escape), unit(json, escape + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => escape + 12,
            (Some(0xD800..=0xDFFF), _) => {
                halves.push(escape);
                escape + 6
            }
            // `\\\\` is one escape, and what follows it is none.
            _ => (escape + 2).min(json.len()),
        };
    }
    if halves.is_empty() {
        return Cow::Borrowed(json);
    }
    let mut out = json.to_vec();
    for escape in halves {
        out[escape..escape + REPLACEMENT.len()].copy_from_slice(REPLACEMENT);
    }
    Cow::Owned(out)
}

/// The code unit that is written as `\\uXXXX` at a place.
fn unit(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits =
        std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_and_pairs_and_backslashes_stay() {
        let mended = |json: &str| String::from_utf8(mended(json.as_bytes()).into_owned()).unwrap();
        assert_eq!(mended(r#""a\ud83db""#), r#""a\uFFFDb""#);
        assert_eq!(mended(r#""\udc00\ud83d\ude00\ud83d""#), r#""\uFFFD\ud83d\ude00\uFFFD""#);
        assert_eq!(mended(r#""\ud83d\ud83d\ude00""#), r#""\uFFFD\ud83d\ude00""#);
        for whole in [r#""\\ud83d""#, r#""\ud8""#, r#""\n\u00e9""#, "\\", r#""\u+d80""#] {
            assert_eq!(mended(whole), whole);
        }
    }
}
