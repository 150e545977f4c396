//! The same quotation at two places: word for word, or in another wording.
//!
//! Quotations are compared by words, case, marks and ellipses aside. Two that share a rare pair of neighbouring
//! words are looked at; so every quotation is compared with a bounded number of others, and a text takes as
//! much longer as it has more of them.

use crate::claim::Quotation;
use crate::lex::{Lexed, TokenKind};
use crate::markup::Document;
use crate::story::context::hash_of_word;

/// Shorter quotations are phrases that anybody may use.
const FEWEST_WORDS: u32 = 4;
/// Longer ones are compared by their first words.
const MOST_WORDS: usize = 120;
/// A pair of words that stands in more quotations than these tells nothing.
const COMMON: usize = 6;
/// Quotations that one is compared with.
const MOST_OTHERS: usize = 8;
/// Hundredths of the words that two wordings of one quotation share at least, in order.
const LEAST_SHARED: usize = 60;

/// Two quotations with the same words, or nearly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotedTwice {
    /// The earlier one, as an index of the quotations.
    pub a: u32,
    /// The later one.
    pub b: u32,
    /// Whether the words are the same.
    pub same_words: bool,
    /// Whether one is a part of the other, or a gap or brackets in one cover the difference.
    pub shortened: bool,
}

/// The words of one quotation.
struct Words {
    hashes: Vec<u64>,
    /// An ellipsis or brackets stand in it.
    edited: bool,
}

/// Every pair, in order of the later quotation.
pub(super) fn find(document: &Document<'_>, lexed: &Lexed, quotations: &[Quotation]) -> Vec<QuotedTwice> {
    let is_long = |quotation: &Quotation| quotation.word_count >= FEWEST_WORDS;
    if quotations.iter().filter(|quotation| is_long(quotation)).count() < 2 {
        return Vec::new();
    }
    let words: Vec<Option<Words>> =
        quotations.iter().map(|quotation| is_long(quotation).then(|| read(document, lexed, quotation))).collect();
    let mut places: Vec<([u64; 2], u32)> = Vec::new();
    for (index, words) in words.iter().enumerate() {
        let neighbours = words.iter().flat_map(|words| words.hashes.windows(2));
        places.extend(neighbours.map(|pair| ([pair[0], pair[1]], index as u32)));
    }
    places.sort_unstable();
    places.dedup();
    let mut pairs: Vec<(u32, u32)> = places
        .chunk_by(|left, right| left.0 == right.0)
        .filter(|found| found.len() > 1 && found.len() <= COMMON)
        .flat_map(|found| {
            found.iter().enumerate().flat_map(|(at, &(_, a))| found[at + 1..].iter().map(move |&(_, b)| (b, a)))
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let pairs = pairs.chunk_by(|left, right| left.0 == right.0).flat_map(|same| &same[..same.len().min(MOST_OTHERS)]);
    pairs
        .copied()
        .filter(|&(b, a)| !quotations[a as usize].span.contains(&quotations[b as usize].span))
        .filter_map(|(b, a)| compare(a, b, words[a as usize].as_ref()?, words[b as usize].as_ref()?))
        .collect()
}

fn read(document: &Document<'_>, lexed: &Lexed, quotation: &Quotation) -> Words {
    let first = lexed.tokens.partition_point(|token| token.span().start() < quotation.words.start());
    let tokens = lexed.tokens[first..].iter().take_while(|token| token.span().end() <= quotation.words.end());
    let mut words = Words { hashes: Vec::new(), edited: false };
    for token in tokens.take(2 * MOST_WORDS) {
        match token.kind {
            TokenKind::Ellipsis | TokenKind::ParenOpen => words.edited = true,
            TokenKind::Word | TokenKind::Number if words.hashes.len() < MOST_WORDS => {
                let word = token.span().slice(&document.prose);
                words.hashes.push(if word.is_ascii() {
                    hash_of_word(word)
                } else {
                    hash_of_word(&word.to_lowercase().replace('’', "'"))
                });
            }
            _ => {}
        }
    }
    words
}

fn compare(a: u32, b: u32, first: &Words, second: &Words) -> Option<QuotedTwice> {
    let same_words = first.hashes == second.hashes;
    let (short, long) = if first.hashes.len() <= second.hashes.len() { (first, second) } else { (second, first) };
    let part = !same_words && long.hashes.windows(short.hashes.len()).any(|window| window == short.hashes);
    let enough = |shared: usize| shared * 100 >= LEAST_SHARED * long.hashes.len();
    // Most pairs have too few words in common, in whatever order.
    let alike = same_words
        || enough(short.hashes.len())
            && enough(shared_at_all(&short.hashes, &long.hashes))
            && enough(shared_in_order(&short.hashes, &long.hashes));
    let shortened = part || !same_words && (first.edited || second.edited);
    (alike || part).then_some(QuotedTwice { a, b, same_words, shortened })
}

/// How many of the words have a partner among the others, each one at the most.
fn shared_at_all(a: &[u64], b: &[u64]) -> usize {
    let sorted = |words: &[u64]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    let others = sorted(b);
    let mut rest = others.as_slice();
    let mut has_partner = |word: &u64| {
        rest = &rest[rest.partition_point(|other| other < word)..];
        let found = rest.first() == Some(word);
        rest = &rest[usize::from(found)..];
        found
    };
    sorted(a).iter().filter(|word| has_partner(word)).count()
}

/// Length of the longest common subsequence.
fn shared_in_order(a: &[u64], b: &[u64]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for left in a {
        let mut before = 0;
        for (at, right) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if left == right { before + 1 } else { row[at].max(above) };
            before = above;
        }
    }
    row[b.len()]
}
