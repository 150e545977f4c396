//! Lines of the page that are no part of the piece.
//!
//! Scraped and pasted text brings navigation, players and consent lines with it. They must be known before
//! facts are read: a player's `0:00 0:03:27 0:00` is no time of day, and `16x9 Image` counts nothing.

include!(concat!(env!("OUT_DIR"), "/furniture.rs"));

/// Longest line that can be furniture; a player's label has few words.
const LONGEST: usize = 120;

/// Longest of the lines that are known as a whole.
const LONGEST_WHOLE: usize = {
    let (mut longest, mut at) = (0, 0);
    while at < LINES.len() {
        longest = if LINES[at].len() > longest { LINES[at].len() } else { longest };
        at += 1;
    }
    longest
};

/// Whether a line belongs to the page.
pub(super) fn is_furniture(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || is_decoration(c));
    if line.len() > LONGEST {
        return false;
    }
    if line.starts_with(|c: char| c.is_ascii_digit()) && (is_player_clock(line) || is_aspect_ratio(line)) {
        return true;
    }
    // The lists are lower-case ASCII but for `©`, so that folding ASCII is enough.
    let mut folded = [0; LONGEST];
    let folded = &mut folded[..line.len()];
    folded.copy_from_slice(line.as_bytes());
    folded.make_ascii_lowercase();
    let bare = &folded[..line.trim_end_matches([':', '.', '…', '!']).len()];
    bare.len() <= LONGEST_WHOLE && LINES.binary_search_by(|known| known.as_bytes().cmp(bare)).is_ok()
        || STARTS
            .iter()
            .any(|start| start.bytes().next() == folded.first().copied() && folded.starts_with(start.as_bytes()))
}

const fn is_decoration(c: char) -> bool {
    matches!(c, '•' | '·' | '*' | '|' | '»' | '›' | '«' | '‹' | '►' | '▶' | '-' | '–' | '—')
}

/// Two clocks or more and nothing else: `0:00 0:03:27 0:00`, `00:00 / 03:27`.
fn is_player_clock(line: &str) -> bool {
    let mut clocks = 0;
    for piece in line.split_whitespace().filter(|piece| !matches!(*piece, "/" | "|" | "-" | "-:-")) {
        let parts = piece.split(':');
        if !(2..=3).contains(&parts.clone().count()) || !parts.clone().all(|part| is_digits(part, 2)) {
            return false;
        }
        clocks += 1;
    }
    clocks >= 2
}

/// `16x9 Image`, `16:9`, `1200 x 800 px`.
fn is_aspect_ratio(line: &str) -> bool {
    let ratio = line.split_whitespace().next().unwrap_or_default();
    let rest = line[ratio.len()..].trim();
    let known = matches!(rest.to_ascii_lowercase().as_str(), "" | "image" | "photo" | "video" | "px" | "pixels");
    known && ratio.split_once(['x', '×']).is_some_and(|(wide, high)| is_digits(wide, 5) && is_digits(high, 5))
}

fn is_digits(text: &str, at_most: usize) -> bool {
    (1..=at_most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_furniture;

    #[test]
    fn lines_of_the_page() {
        for line in
            ["0:00 0:03:27 0:00", "  • 16x9 Image", "Please wait", "Share this article", "00:00 / 02:10", "» Read more"]
        {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "The clip runs 3 minutes 27 seconds.",
            "Please wait for the ferry",
            "10:30",
            "The score was 3:2",
            "Home Secretary resigns",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
