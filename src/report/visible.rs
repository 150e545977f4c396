//! Text that is safe and true in a terminal, and its width there.
//!
//! A text to check is a stranger's: an escape sequence in it must not reach the terminal, and a character
//! that turns the writing direction must not make a finding read as something else.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar as _;

/// What stands in a terminal for one character of a text; `None` for what is not seen.
pub(super) fn glyph(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\r' | '\u{AD}' | '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}' => None,
        '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => None,
        character if character.is_control() => Some('\u{FFFD}'),
        character => Some(character),
    }
}

/// `text` on one line, with nothing in it that a terminal would obey.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| glyph(character) == Some(character)) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter_map(glyph).collect())
    }
}

/// Columns that a character takes.
pub(super) fn width_of(character: char) -> usize {
    character.width().unwrap_or(0)
}

/// Columns that a text takes; counted by characters, as the drawing of frames does.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// The beginning of `text` in at most `columns`, with `…` if anything is missing.
pub(super) fn clip(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut used = 1;
    let kept: String = text
        .chars()
        .take_while(|&character| {
            used += width_of(character);
            used <= columns
        })
        .collect();
    Cow::Owned(format!("{}…", kept.trim_end()))
}

/// `text` in lines of at most `columns`, broken between words only; a longer word has a line to itself.
pub(super) fn wrap(text: &str, columns: usize) -> String {
    let text = line(text);
    let mut out = String::new();
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if used > 0 && used + 1 + width(word) > columns {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_direction_marks_do_not_pass() {
        assert_eq!(line("a\u{1b}[31mred\r\n\tb\u{202E}c"), "a\u{FFFD}[31mred  bc");
        assert!(matches!(line("plain Ü 日本"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_clipped_text_keeps_to_its_columns() {
        assert_eq!(clip("日本語の新聞", 7), "日本語…");
        assert_eq!(clip("short", 5), "short");
        assert_eq!(clip("the quay", 5), "the…");
    }

    #[test]
    fn lines_are_broken_between_words_and_never_inside_a_name() {
        assert_eq!(wrap("see  names/given-name-variant for more", 12), "see\nnames/given-name-variant\nfor more");
    }
}
