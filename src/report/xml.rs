//! Text inside XML, for the formats that are XML.

/// `text` as it can stand in an attribute or between tags.
///
/// XML 1.0 has no way to write most control characters, not even as references (section 2.2 of the
/// recommendation); U+FFFD stands for them.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // A parser would turn these into spaces inside an attribute.
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            character if character.is_ascii_control() || matches!(character, '\u{FFFE}' | '\u{FFFF}') => {
                out.push('\u{FFFD}');
            }
            character => out.push(character),
        }
    }
    out
}
