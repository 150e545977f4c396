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

/// A folded given name as it sounds: names that differ only in how a sound is written have the same.
///
/// What is short is near nothing by its letters, and yet `Marc` and `Mark` are one name to the ear.
///
/// ```
/// use copydesk::fact::spelling::sound;
/// assert_eq!(sound("jon"), sound("john"));
/// assert_eq!(sound("carl"), sound("karl"));
/// assert_eq!(sound("katie"), sound("katy"));
/// assert_eq!(sound("neal"), sound("neil"));
/// assert_ne!(sound("jean"), sound("joan"));
/// ```
#[must_use]
pub fn sound(given: &str) -> String {
    let mut out = String::with_capacity(given.len());
    let mut rest = given.chars().peekable();
    while let Some(letter) = rest.next() {
        let next = rest.peek().copied();
        let written = match (letter, next) {
            ('p', Some('h')) => 'f',
            // `Cecil` has no `k`; `Charles` and `Chloe` begin as they are written.
            ('c', Some('e' | 'i' | 'y' | 'h')) => 'c',
            ('c', _) => 'k',
            ('y', _) => 'i',
            // `Neal`, `Neil`; `Katie`, `Katy`
            ('i', Some('e')) | ('e', Some('a' | 'e' | 'i')) => {
                rest.next();
                'i'
            }
            ('h', _) if !out.is_empty() && !out.ends_with('c') => continue,
            (letter, _) => letter,
        };
        if !out.ends_with(written) {
            out.push(written);
        }
    }
    out
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
    let (left, right) = (spread(a, &mut left)?, spread(b, &mut right)?);
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

fn spread<'a>(text: &str, into: &'a mut [char; LONGEST]) -> Option<&'a [char]> {
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

/// A spelling as a number: equal spellings have equal keys, and different ones all but never have.
pub type Key = u64;

/// The key of a spelling.
#[must_use]
pub fn key(word: &str) -> Key {
    word.chars().fold(0, Keys::longer)
}

/// Keys of every spelling that is left of `word` after at most as many deletions as its length allows, that of
/// the word itself first: two near words share at least one of them, which makes the search for near pairs
/// linear.
pub fn neighbourhood(word: &str, mut visit: impl FnMut(Key)) {
    let Some(keys) = Keys::of(word) else {
        return visit(key(word));
    };
    visit(keys.without(&[]));
    if keys.count < 5 {
        return;
    }
    for first in 0..keys.count {
        visit(keys.without(&[first]));
        if keys.count < 8 {
            continue;
        }
        for second in first + 1..keys.count {
            visit(keys.without(&[first, second]));
        }
    }
}

/// Keys of a word with one letter left out, and of the word itself. Where neighbours are equal, either of them
/// leaves the same word, and the first letter always stays: slips seldom hit it.
pub fn one_less(word: &str, mut visit: impl FnMut(Key)) {
    let Some(keys) = Keys::of(word) else { return };
    visit(keys.without(&[]));
    let mut last = word.chars().next();
    for (at, c) in word.chars().enumerate().skip(1) {
        if last != Some(c) || at == 1 {
            visit(keys.without(&[at]));
        }
        last = Some(c);
    }
}

/// Keys of the beginnings of a word, from which that of any selection of its letters follows without a look at
/// them: a key is a polynomial in [`BASE`] whose coefficients are the letters.
struct Keys {
    count: usize,
    /// Of the first `n` letters.
    beginnings: [Key; LONGEST + 1],
}

const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Powers of [`BASE`].
const POWERS: [u64; LONGEST + 1] = {
    let mut powers = [1_u64; LONGEST + 1];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1].wrapping_mul(BASE);
        at += 1;
    }
    powers
};

impl Keys {
    /// None for a word that is longer than [`LONGEST`].
    fn of(word: &str) -> Option<Self> {
        let mut keys = Self { count: 0, beginnings: [0; LONGEST + 1] };
        for c in word.chars() {
            let before = keys.beginnings[keys.count];
            keys.count += 1;
            *keys.beginnings.get_mut(keys.count)? = Self::longer(before, c);
        }
        Some(keys)
    }

    const fn longer(key: Key, c: char) -> Key {
        let letter = (c as u64 + 1).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        key.wrapping_mul(BASE).wrapping_add(letter ^ letter >> 29)
    }

    /// The key of what is left without the letters at these places, which ascend.
    fn without(&self, places: &[usize]) -> Key {
        let mut key = 0_u64;
        let mut from = 0;
        for &end in places.iter().chain(&[self.count]) {
            // The stretch `from..end` goes behind what there is.
            let power = POWERS[end - from];
            let stretch = self.beginnings[end].wrapping_sub(self.beginnings[from].wrapping_mul(power));
            key = key.wrapping_mul(power).wrapping_add(stretch);
            from = end + 1;
        }
        key
    }
}

/// Letters that two near spellings leave out of either at the most to become one: see [`neighbourhood`].
pub const LEFT_OUT: u32 = 2;

/// What is seen of a word at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// How many letters it has.
    pub length: u32,
    /// Its letters as a set, one bit for each.
    letters: u32,
}

impl Look {
    /// The look of a word that is folded, or that has letters of ASCII in whatever case; apostrophes and hyphens are
    /// not seen.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let mut look = Self { length: 0, letters: 0 };
        let mut add = |letter: u32, is_one: bool| {
            look.length += u32::from(is_one);
            // Capitals have the bits of the small letters.
            look.letters |= u32::from(is_one) << (letter % 32);
        };
        if word.is_ascii() {
            word.bytes().for_each(|byte| add(byte.into(), byte.is_ascii_alphabetic()));
        } else {
            word.chars().for_each(|c| add(c.into(), !c.is_ascii() || c.is_ascii_alphabetic()));
        }
        look
    }

    /// Whether two words may be one when so many letters of each are left out at the most.
    ///
    /// ```
    /// use copydesk::fact::spelling::Look;
    /// let look = |word| Look::of(word);
    /// assert!(look("Solberg").resembles(look("solbergs"), 1));
    /// assert!(!look("Solberg").resembles(look("okafor"), 1));
    /// ```
    #[inline]
    #[must_use]
    pub const fn resembles(self, other: Self, left_out: u32) -> bool {
        let mut apart = self.letters ^ other.letters;
        // Takes the last bits off: few are wanted, and to count them all is dear.
        let mut taken = 0;
        while taken < 2 * left_out {
            apart &= apart.wrapping_sub(1);
            taken += 1;
        }
        apart == 0 && self.length.abs_diff(other.length) <= left_out
    }
}

/// Tells keys that came twice from nearly all that came once, so that a table need hold few of the many keys of
/// a neighbourhood.
#[derive(Debug)]
pub struct Sieve {
    once: Vec<u64>,
    again: Vec<u64>,
}

impl Sieve {
    /// A sieve for that many words.
    #[must_use]
    pub fn for_words(words: usize) -> Self {
        // Some forty keys a word, and a few bits for each.
        let size = (words * 4).next_power_of_two();
        Self { once: vec![0; size], again: vec![0; size] }
    }

    /// Counts a key.
    pub fn note(&mut self, key: Key) {
        let (at, bit) = self.place(key);
        self.again[at] |= self.once[at] & bit;
        self.once[at] |= bit;
    }

    /// Whether a key was counted, or perhaps another one.
    #[must_use]
    pub fn has(&self, key: Key) -> bool {
        let (at, bit) = self.place(key);
        self.once[at] & bit != 0
    }

    /// Whether a key was counted twice, or perhaps another one was.
    #[must_use]
    pub fn has_twice(&self, key: Key) -> bool {
        let (at, bit) = self.place(key);
        self.again[at] & bit != 0
    }

    fn place(&self, key: Key) -> (usize, u64) {
        let mixed = (key ^ key >> 32).wrapping_mul(BASE);
        ((mixed >> 38) as usize & (self.once.len() - 1), 1 << (mixed >> 32 & 63))
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
                keys.insert(key);
            });
            let mut shared = false;
            neighbourhood(b, |key| shared |= keys.contains(&key));
            assert!(near(a, b) && shared, "{a} {b}");
        }
    }

    #[test]
    fn a_key_is_that_of_the_letters_left() {
        let gather = |word: &str| {
            let mut keys = Vec::new();
            neighbourhood(word, |key| keys.push(key));
            keys
        };
        let spelled = |words: &[&str]| words.iter().map(|word| key(word)).collect::<Vec<_>>();
        assert_eq!(gather("łund"), spelled(&["łund"]));
        assert_eq!(gather("aalto"), spelled(&["aalto", "alto", "alto", "aato", "aalo", "aalt"]));
        let twice = gather("abcdefgh");
        assert_eq!(twice.len(), 1 + 8 + 28);
        assert_eq!(twice[..4], spelled(&["abcdefgh", "bcdefgh", "cdefgh", "bdefgh"]));
        assert_eq!(twice.last(), Some(&key("abcdefg")));
        let long = "x".repeat(LONGEST + 1);
        assert_eq!(gather(&long), spelled(&[&long]));
        let mut less = Vec::new();
        one_less("aabbc", |key| less.push(key));
        assert_eq!(less, spelled(&["aabbc", "abbc", "aabc", "aabb"]));
    }

    #[test]
    fn a_sieve_keeps_what_came_twice() {
        let mut sieve = Sieve::for_words(2);
        for word in ["solberg", "okafor", "solberg"] {
            sieve.note(key(word));
        }
        assert!(sieve.has_twice(key("solberg")) && sieve.has(key("okafor")));
        assert!(!sieve.has_twice(key("okafor")) && !sieve.has(key("lindqvist")));
    }
}
