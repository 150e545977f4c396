//! When two spellings are the same but for marks and joiners, and when one may be a slip of the other.
//!
//! Distances are counted in halves, so that the respellings of one sound (`y`/`i`, `c`/`k`, a doubled
//! letter) cost half of what any other slip costs, and nothing is a float.

use unicode_normalization::UnicodeNormalization as _;

/// Longest folded spelling that is compared; a longer one is near nothing.
pub const LONGEST: usize = 40;

/// The spelling without case, marks, apostrophes, hyphens and spaces.
///
/// ```
/// use copydesk::fact::spelling::fold;
/// assert_eq!(fold("Ní Bhriain-O’Dea"), "nibhriainodea");
/// assert_eq!(fold("Łukasz Øster"), "lukaszoster");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ə' => out.push('e'),
            c if c.is_alphabetic() => out.push(c),
            _ => {}
        }
    }
    out
}

/// Whether one folded spelling may be a slip of the other: different, and within the cap for their length.
///
/// Up to four letters nothing is near, up to seven one slip, from eight on two.
///
/// ```
/// use copydesk::fact::spelling::near;
/// assert!(near("abernathie", "abernathy"));
/// assert!(near("lindqvist", "lindkvist"));
/// assert!(!near("lund", "lind"));
/// assert!(!near("hendriks", "aalto"));
/// ```
#[must_use]
pub fn near(a: &str, b: &str) -> bool {
    a != b && distance(a, b).is_some_and(|halves| halves <= cap(a.chars().count().min(b.chars().count())))
}

/// How many halves of a slip a spelling of that many letters allows.
const fn cap(letters: usize) -> u32 {
    match letters {
        0..=4 => 0,
        5..=7 => 2,
        _ => 4,
    }
}

/// Slips from one folded spelling to the other, in halves: insertions, deletions, substitutions, and
/// transpositions of neighbours. None when either is longer than [`LONGEST`], or when they are too far
/// apart to be near.
#[must_use]
pub fn distance(a: &str, b: &str) -> Option<u32> {
    let mut left = ['\0'; LONGEST];
    let mut right = ['\0'; LONGEST];
    let (left, right) = (letters(a, &mut left)?, letters(b, &mut right)?);
    let shorter = left.len().min(right.len());
    if left.len().abs_diff(right.len()) > 3 {
        return None;
    }
    // Half prices hold from eight letters on; in a short name every letter counts.
    let half = if shorter >= 8 { 1 } else { 2 };
    let mut rows = [[0_u32; LONGEST + 1]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = 2 * at as u32;
    }
    for i in 1..=left.len() {
        let (before, above, this) = ((i + 1) % 3, (i - 1) % 3, i % 3);
        rows[this][0] = 2 * i as u32;
        for j in 1..=right.len() {
            let (x, y) = (left[i - 1], right[j - 1]);
            let mut best = rows[above][j - 1] + if x == y { 0 } else { substitution(x, y, half) };
            best = best.min(rows[above][j] + dropped(left, i - 1, half));
            best = best.min(rows[this][j - 1] + dropped(right, j - 1, half));
            if i > 1 && j > 1 && x == right[j - 2] && left[i - 2] == y && x != y {
                let swap = if matches!((x, y), ('e', 'i') | ('i', 'e')) { half } else { 2 };
                best = best.min(rows[before][j - 2] + swap);
            }
            // `ph` and `f` are one slip.
            if i > 1 && left[i - 2] == 'p' && x == 'h' && y == 'f' {
                best = best.min(rows[before][j - 1] + 2);
            }
            if j > 1 && right[j - 2] == 'p' && y == 'h' && x == 'f' {
                best = best.min(rows[above][j - 2] + 2);
            }
            rows[this][j] = best;
        }
    }
    Some(rows[left.len() % 3][right.len()])
}

fn letters<'a>(text: &str, into: &'a mut [char; LONGEST]) -> Option<&'a [char]> {
    let mut count = 0;
    for c in text.chars() {
        *into.get_mut(count)? = c;
        count += 1;
    }
    Some(&into[..count])
}

/// What it costs to write one letter for the other.
const fn substitution(x: char, y: char, half: u32) -> u32 {
    match (x, y) {
        ('y', 'i') | ('i', 'y') | ('c', 'k') | ('k', 'c') | ('s', 'z') | ('z', 's') | ('w', 'v') | ('v', 'w') => half,
        _ => 2,
    }
}

/// What it costs to leave out the letter at `at`: half when it doubles its neighbour or is an `h`.
fn dropped(word: &[char], at: usize, half: u32) -> u32 {
    let letter = word[at];
    let doubled = at > 0 && word[at - 1] == letter || word.get(at + 1) == Some(&letter);
    if doubled || letter == 'h' { half } else { 2 }
}

/// Every spelling that is left of `word` after at most as many deletions as its length allows, the word
/// itself first: two near words share at least one of them, which makes the search for near pairs linear.
pub fn neighbourhood(word: &str, mut visit: impl FnMut(&str)) {
    visit(word);
    let count = word.chars().count();
    if !(5..=LONGEST).contains(&count) {
        return;
    }
    let mut one = String::with_capacity(word.len());
    let mut two = String::with_capacity(word.len());
    for (at, c) in word.char_indices() {
        one.clear();
        one.push_str(&word[..at]);
        one.push_str(&word[at + c.len_utf8()..]);
        visit(&one);
        if count < 8 {
            continue;
        }
        for (second, c) in one.char_indices().filter(|(second, _)| *second >= at) {
            two.clear();
            two.push_str(&one[..second]);
            two.push_str(&one[second + c.len_utf8()..]);
            visit(&two);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_in_halves() {
        for (a, b, halves) in [
            ("ramanathan", "ramanathan", 0),
            ("ramanathan", "ramanatan", 1),
            ("kalendaroglu", "kalendarolgu", 2),
            ("philips", "phillips", 2),
            ("brunswick", "brunsvick", 1),
            ("reid", "ried", 2),
            ("solberger", "solberg", 4),
            ("humphries", "humfries", 2),
        ] {
            assert_eq!(distance(a, b), Some(halves), "{a} {b}");
            assert_eq!(distance(b, a), Some(halves), "{b} {a}");
        }
        assert_eq!(distance("a", "abcdef"), None);
    }

    #[test]
    fn near_words_share_a_deletion() {
        for (a, b) in
            [("abernathie", "abernathy"), ("elliott", "eliott"), ("kalendaroglu", "kalendarolgu"), ("atwood", "atood")]
        {
            let mut keys = std::collections::BTreeSet::new();
            neighbourhood(a, |key| {
                keys.insert(key.to_owned());
            });
            let mut shared = false;
            neighbourhood(b, |key| shared |= keys.contains(key));
            assert!(near(a, b) && shared, "{a} {b}");
        }
    }
}
