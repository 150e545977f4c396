//! One pass over the bytes of a block.

use super::hash::KEY_BYTES;
use super::lexicon::{Class, Lexicon, WordId};
use super::token::{Token, TokenKind};
use crate::text::ProseSpan;

/// Longest word that is looked up; longer ones are tokens without a lexicon id.
const LONGEST_WORD: usize = 32;

/// Appends the tokens of `prose[span]` to `tokens`. Linear in the length of the span.
/// The indices of those that a sentence may end at go to `stops`.
pub(super) fn tokenize(prose: &str, span: ProseSpan, lexicon: &Lexicon, tokens: &mut Vec<Token>, stops: &mut Vec<u32>) {
    // What stands right after an opaque stretch is glued to it.
    let glued =
        tokens.last().is_some_and(|token| token.kind == TokenKind::Opaque && token.span().end() == span.start());
    let mut scanner = Scanner {
        prose,
        bytes: &prose.as_bytes()[..span.end() as usize],
        end: span.end() as usize,
        at: span.start() as usize,
        lexicon,
        tokens,
        stops,
        glued,
    };
    scanner.run();
}

struct Scanner<'a> {
    prose: &'a str,
    /// The prose up to `end`.
    bytes: &'a [u8],
    end: usize,
    at: usize,
    lexicon: &'a Lexicon,
    tokens: &'a mut Vec<Token>,
    stops: &'a mut Vec<u32>,
    glued: bool,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => {
                    self.at += 1;
                    self.glued = false;
                }
                b'a'..=b'z' | b'A'..=b'Z' => {
                    if !self.plain_words() {
                        self.word();
                    }
                }
                b'0'..=b'9' => self.number(),
                0x80.. => self.beyond_ascii(),
                _ => self.ascii_mark(byte),
            }
        }
    }

    /// The words from here on to the first that has something else than one blank behind it; false if it begins here
    /// and wants a closer look. Most of any prose is words of up to fifteen ASCII letters, so that these have a loop
    /// to themselves: each is folded, eight bytes at a time, into the key that it is looked up by.
    #[inline(never)]
    fn plain_words(&mut self) -> bool {
        let start = self.at;
        let mut rest = self.bytes.get(start..).unwrap_or_default();
        while let Some(chunk) = rest.first_chunk() {
            let mut letters = Letters::of(*chunk);
            if letters.count == 8 {
                let Some(more) = rest[8..].first_chunk() else { break };
                letters = letters.and(&Letters::of(*more));
            }
            let Some(&next) = rest.get(letters.count) else { break };
            if letters.count == 0 || letters.count == KEY_BYTES {
                break;
            }
            let word = self.lexicon.find_key(letters.key);
            if next != b' ' && self.may_go_on(&letters, word, next) {
                break;
            }
            let end = self.at + letters.count;
            let mut token = Token::new(self.at, end, TokenKind::Word, word, self.glued);
            if letters.has_capitals && rest[0].is_ascii_uppercase() {
                token.set_capital(letters.count > 1 && rest[..letters.count].iter().all(u8::is_ascii_uppercase));
            }
            self.tokens.push(token);
            if next != b' ' {
                (self.at, self.glued) = (end, true);
                return true;
            }
            (self.at, self.glued) = (end + 1, false);
            rest = &rest[letters.count + 1..];
        }
        self.at > start
    }

    /// Whether more than these letters may be part of the word or of its token: behind an apostrophe, with letters
    /// beyond ASCII, as an abbreviation with its dot, or as an address.
    #[inline]
    fn may_go_on(&self, letters: &Letters, word: WordId, next: u8) -> bool {
        match next {
            b'.' => {
                letters.count == 1
                    || self.lexicon.is(word, Class::Abbreviation)
                    || letters.key >> (8 * letters.count.saturating_sub(3)) == u128::from(WWW)
            }
            b'\'' | b':' | b'@' | 0x80.. => true,
            _ => false,
        }
    }

    #[inline]
    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn push(&mut self, start: usize, kind: TokenKind, word: WordId) {
        self.push_token(Token::new(start, self.at, kind, word, self.glued));
        self.glued = true;
    }

    fn push_token(&mut self, token: Token) {
        if token.may_end_sentence() {
            self.stops.push(self.tokens.len() as u32);
        }
        self.tokens.push(token);
    }

    /// A word that begins with an ASCII letter.
    fn word(&mut self) {
        let start = self.at;
        self.at += self.bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let letters = &self.bytes[start..self.at];
        let capitals = letters.iter().filter(|byte| byte.is_ascii_uppercase()).count();
        match self.peek(0) {
            b'\'' | 0x80.. => self.long_word(start, capitals),
            b':' | b'@' | b'.' if self.address_follows() => self.link(start),
            _ => {
                let word = self.find_ascii(letters);
                self.finish_word(start, word, capitals, letters.len());
            }
        }
    }

    /// A word with an apostrophe or a letter beyond ASCII; the letters from `start` to here are ASCII.
    fn long_word(&mut self, start: usize, mut capitals: usize) {
        let ascii = self.at;
        let mut letters = ascii - start;
        while let Some(c) = self.prose[self.at..self.end].chars().next() {
            let next = self.at + c.len_utf8();
            if is_apostrophe(c) {
                // Inside a word only: a letter must follow, and not the lone s of a possessive.
                let mut rest = self.prose[next..self.end].chars();
                let Some(after) = rest.next().filter(|c| c.is_alphabetic()) else { break };
                if matches!(after, 's' | 'S') && !rest.next().is_some_and(char::is_alphanumeric) {
                    break;
                }
            } else if c.is_alphabetic() || is_mark(c) {
                capitals += usize::from(c.is_uppercase());
                letters += usize::from(!is_mark(c));
            } else {
                break;
            }
            self.at = next;
        }
        if self.at == start {
            // Not a letter after all (a lone combining mark, say).
            return self.other(start);
        }
        if self.address_follows() {
            return self.link(start);
        }
        let word = if self.at == ascii {
            self.find_ascii(&self.bytes[start..ascii])
        } else {
            self.find_folded(&self.prose[start..self.at])
        };
        self.finish_word(start, word, capitals, letters);
    }

    fn find_ascii(&self, letters: &[u8]) -> WordId {
        let mut folded = [0; LONGEST_WORD];
        let Some(folded) = folded.get_mut(..letters.len()) else { return WordId::UNKNOWN };
        folded.copy_from_slice(letters);
        folded.make_ascii_lowercase();
        self.lexicon.find(folded)
    }

    /// Looks up a word with an apostrophe, which the lists have straight, or with letters beyond ASCII.
    fn find_folded(&self, text: &str) -> WordId {
        let mut folded = [0; LONGEST_WORD];
        let mut length = 0;
        for c in text.chars() {
            let c = if is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() };
            if !c.is_ascii() {
                let folded = text.to_lowercase().replace('\u{2019}', "'");
                return if folded.len() <= LONGEST_WORD {
                    self.lexicon.find(folded.as_bytes())
                } else {
                    WordId::UNKNOWN
                };
            }
            let Some(to) = folded.get_mut(length) else { return WordId::UNKNOWN };
            *to = c as u8;
            length += 1;
        }
        self.lexicon.find(&folded[..length])
    }

    /// A word with what can go on behind it: the dot of an abbreviation, a possessive ending.
    fn finish_word(&mut self, start: usize, word: WordId, capitals: usize, letters: usize) {
        let mut token = Token::new(start, self.at, TokenKind::Word, word, self.glued);
        if capitals > 0 && self.starts_upper(start) {
            token.set_capital(capitals == letters && letters > 1);
        }
        // `21st.` and `5kg.` end a sentence: an abbreviation behind figures takes no dot of its own, but `9p.m.` does.
        let behind_figures = self.glued && self.tokens.last().is_some_and(|before| before.kind == TokenKind::Number);
        if self.peek(0) == b'.'
            && !(behind_figures && letters > 1)
            && let Some(end) = self.dotted_end(word, capitals, letters)
        {
            self.at = end;
            token.set_dotted(end);
            if let Some(word) = self.dotted_word(start, end) {
                token.word = word;
            }
        }
        self.push_token(token);
        self.glued = true;
        if matches!(self.peek(0), b'\'' | 0x80..) {
            self.possessive();
        }
    }

    fn starts_upper(&self, start: usize) -> bool {
        let byte = self.bytes[start];
        if byte < 0x80 {
            byte.is_ascii_uppercase()
        } else {
            self.prose[start..].chars().next().is_some_and(char::is_uppercase)
        }
    }

    /// Where an initial (`J.`), an initialism (`U.S.`, `p.m.`) or a known abbreviation (`Dr.`) ends, dot included.
    fn dotted_end(&self, word: WordId, capitals: usize, letters: usize) -> Option<usize> {
        if letters == 1 {
            let mut at = self.at + 1;
            while at + 1 < self.end && self.bytes[at].is_ascii_alphabetic() && self.bytes[at + 1] == b'.' {
                at += 2;
            }
            let several = at > self.at + 1;
            let longer = at < self.end && (self.bytes[at].is_ascii_alphanumeric() || self.bytes[at] >= 0x80) && several;
            let bare = self.tokens.last().is_some_and(|before| {
                self.glued
                    && !matches!(
                        before.kind,
                        TokenKind::ParenOpen
                            | TokenKind::QuoteOpen
                            | TokenKind::QuoteStraight
                            | TokenKind::Dash
                            | TokenKind::Hyphen
                    )
            });
            return (!longer && (several || capitals == 1) && (!bare || several)).then_some(at);
        }
        let known = self.lexicon.is(word, Class::Abbreviation);
        known.then_some(self.at + 1)
    }

    /// An initialism is a word of its own, dots and all: `U.S.` is not `us`.
    fn dotted_word(&self, start: usize, end: usize) -> Option<WordId> {
        let mut folded = [0; 8];
        let text =
            self.bytes.get(start..end).filter(|text| (3..=folded.len()).contains(&text.len()) && text[1] == b'.')?;
        for (to, from) in folded.iter_mut().zip(text) {
            *to = from.to_ascii_lowercase();
        }
        Some(self.lexicon.find(&folded[..text.len()]))
    }

    fn possessive(&mut self) {
        let rest = &self.prose[self.at..self.end];
        let Some(mark) = rest.chars().next().filter(|&c| is_apostrophe(c)) else { return };
        let width = mark.len_utf8();
        let mut after = rest[width..].chars();
        let start = self.at;
        let following = after.next();
        if matches!(following, Some('s' | 'S')) && !after.next().is_some_and(char::is_alphanumeric) {
            self.at += width + 1;
        } else if matches!(self.bytes[start - 1], b's' | b'S' | b'z')
            && !following.is_some_and(char::is_alphanumeric)
            && !self.quote_is_open()
        {
            self.at += width;
        } else {
            return;
        }
        self.push(start, TokenKind::Possessive, WordId::UNKNOWN);
    }

    /// Whether a single quotation mark still waits for its partner, so that `'` after an s closes it.
    fn quote_is_open(&self) -> bool {
        // Near enough is enough: the last 64 tokens of the block.
        let mut open = false;
        for token in self.tokens.iter().rev().take(64) {
            let text = token.span().slice(self.prose);
            match token.kind {
                TokenKind::QuoteStraight if text == "'" => open = !open,
                TokenKind::QuoteOpen if text == "\u{2018}" => return true,
                TokenKind::QuoteClose if text == "\u{2019}" => return false,
                _ => {}
            }
        }
        open
    }

    /// Digits, with commas, dots and thin spaces between groups when a digit follows.
    fn number(&mut self) {
        let start = self.at;
        let mut at = start;
        while at < self.end {
            match self.bytes[at] {
                b'0'..=b'9' => at += 1,
                b',' | b'.' if at + 1 < self.end && self.bytes[at + 1].is_ascii_digit() => at += 2,
                // NARROW NO-BREAK SPACE and THIN SPACE between groups of three digits.
                0xE2 if group_space(&self.bytes[at..self.end]) => at += 3,
                // NO-BREAK SPACE likewise.
                0xC2 if at + 1 < self.end
                    && self.bytes[at + 1] == 0xA0
                    && three_digits(&self.bytes[at + 2..self.end]) =>
                {
                    at += 2
                }
                _ => break,
            }
        }
        self.at = at;
        self.push(start, TokenKind::Number, WordId::UNKNOWN);
    }

    fn ascii_mark(&mut self, byte: u8) {
        let start = self.at;
        self.at += 1;
        let kind = match byte {
            b'-' => {
                while self.peek(0) == b'-' {
                    self.at += 1;
                }
                if self.at - start > 1 { TokenKind::Dash } else { TokenKind::Hyphen }
            }
            b'.' => {
                let sign = self.tokens.last().is_some_and(|before| before.kind == TokenKind::Currency);
                if self.peek(0).is_ascii_digit() && (!self.glued || sign) {
                    // `.5`, `$.75`
                    while self.peek(0).is_ascii_digit() {
                        self.at += 1;
                    }
                    TokenKind::Number
                } else {
                    while self.peek(0) == b'.' {
                        self.at += 1;
                    }
                    if self.at - start > 1 { TokenKind::Ellipsis } else { TokenKind::Period }
                }
            }
            b'?' => TokenKind::Question,
            b'!' => TokenKind::Exclamation,
            b',' => TokenKind::Comma,
            b';' => TokenKind::Semicolon,
            b':' => TokenKind::Colon,
            b'/' => TokenKind::Slash,
            b'"' => TokenKind::QuoteStraight,
            b'\'' => {
                if matches!(self.peek(0), b's' | b'S') && self.glued && !self.peek(1).is_ascii_alphanumeric() {
                    self.at += 1;
                    TokenKind::Possessive
                } else {
                    TokenKind::QuoteStraight
                }
            }
            b'(' | b'[' | b'{' => TokenKind::ParenOpen,
            b')' | b']' | b'}' => TokenKind::ParenClose,
            b'%' => TokenKind::Percent,
            b'$' => TokenKind::Currency,
            b'+' => TokenKind::Plus,
            b'=' | b'<' | b'>' => TokenKind::Relation,
            b'~' => TokenKind::Tilde,
            b'&' => TokenKind::Ampersand,
            b'@' => {
                if self.peek(0).is_ascii_alphanumeric() && !self.glued {
                    return self.link(start);
                }
                TokenKind::At
            }
            b'#' => TokenKind::Hash,
            b'*' => TokenKind::Mark,
            _ => TokenKind::Other,
        };
        let word = if kind == TokenKind::Currency { self.symbol(start) } else { WordId::UNKNOWN };
        self.push(start, kind, word);
    }

    fn beyond_ascii(&mut self) {
        let start = self.at;
        let Some(c) = self.prose[start..self.end].chars().next() else { return };
        if c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{AD}') {
            self.at += c.len_utf8();
            // A zero-width character separates nothing.
            self.glued &= !c.is_whitespace();
            return;
        }
        // Marks of the block of general punctuation, which are most, need not be looked up.
        if !matches!(c, 'º' | 'ª' | '\u{2000}'..='\u{206F}') && c.is_alphabetic() {
            return self.long_word(start, 0);
        }
        self.at += c.len_utf8();
        let kind = match c {
            '–' | '—' | '―' | '‒' => TokenKind::Dash,
            '‐' | '‑' => TokenKind::Hyphen,
            '−' => TokenKind::Minus,
            '…' => TokenKind::Ellipsis,
            '“' | '‘' | '«' | '„' | '‚' | '‹' => TokenKind::QuoteOpen,
            '’' if self.glued && matches!(self.peek(0), b's' | b'S') && !self.peek(1).is_ascii_alphanumeric() => {
                self.at += 1;
                TokenKind::Possessive
            }
            // A double prime that closes is a mark that was turned by a web editor.
            '”' | '’' | '»' | '›' => TokenKind::QuoteClose,
            '″' if self.glued && !matches!(self.tokens.last().map(|token| token.kind), Some(TokenKind::Number)) => {
                TokenKind::QuoteClose
            }
            '‰' => TokenKind::Percent,
            '€' | '£' | '¥' | '₹' | '¢' | '\u{20A0}'..='\u{20CF}' | '﷼' | '฿' => TokenKind::Currency,
            '°' | 'º' | '℃' | '℉' => TokenKind::Degree,
            '±' => TokenKind::Plus,
            '×' => TokenKind::Times,
            '≤' | '≥' | '⩽' | '⩾' => TokenKind::Relation,
            '≈' | '∼' => TokenKind::Tilde,
            '№' => TokenKind::Hash,
            '†' | '‡' => TokenKind::Mark,
            '•' | '·' | '▪' | '●' | '◦' | '‣' => TokenKind::Bullet,
            '⁄' | '∕' => TokenKind::Slash,
            '½' | '⅓' | '⅔' | '¼' | '¾' | '\u{2150}'..='\u{215E}' => TokenKind::Fraction,
            _ => TokenKind::Other,
        };
        let word =
            if matches!(kind, TokenKind::Currency | TokenKind::Degree) { self.symbol(start) } else { WordId::UNKNOWN };
        self.push(start, kind, word);
    }

    fn other(&mut self, start: usize) {
        let width = self.prose[start..self.end].chars().next().map_or(1, char::len_utf8);
        self.at = start + width;
        self.push(start, TokenKind::Other, WordId::UNKNOWN);
    }

    fn symbol(&self, start: usize) -> WordId {
        let text = &self.bytes[start..self.at];
        self.lexicon.find(text)
    }

    /// Whether the letters just read begin `http://`, `www.` or `name@host`.
    fn address_follows(&self) -> bool {
        match self.peek(0) {
            b':' => self.peek(1) == b'/' && self.peek(2) == b'/',
            b'@' => self.peek(1).is_ascii_alphanumeric(),
            b'.' => {
                self.at >= 3
                    && self.bytes[self.at - 3..self.at].eq_ignore_ascii_case(b"www")
                    && self.peek(1).is_ascii_alphanumeric()
            }
            _ => false,
        }
    }

    fn link(&mut self, start: usize) {
        while self.at < self.end
            && !matches!(
                self.bytes[self.at],
                b' ' | b'\t' | b'\n' | b'\r' | b'<' | b'>' | b'"' | b')' | b']' | b'}' | 0x80..
            )
        {
            self.at += 1;
        }
        while self.at > start + 1 && matches!(self.bytes[self.at - 1], b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'')
        {
            self.at -= 1;
        }
        self.push(start, TokenKind::Link, WordId::UNKNOWN);
    }
}

/// ASCII letters, one behind the other.
struct Letters {
    count: usize,
    /// In small letters, with nought behind them, so that every word has one key.
    key: u128,
    has_capitals: bool,
}

impl Letters {
    /// Those that eight bytes begin with.
    #[inline]
    fn of(chunk: [u8; 8]) -> Self {
        let chunk = u64::from_le_bytes(chunk);
        let others = other_than_letters(chunk);
        let count = others.trailing_zeros() as usize / 8;
        let letters = chunk & BELOW[count];
        let folded = letters | SMALL & BELOW[count];
        Self { count, key: folded.into(), has_capitals: folded != letters }
    }

    /// Eight with those behind them.
    #[inline]
    const fn and(&self, behind: &Self) -> Self {
        Self {
            count: self.count + behind.count,
            key: self.key | behind.key << 64,
            has_capitals: self.has_capitals | behind.has_capitals,
        }
    }
}

/// The bits of the first so many bytes.
const BELOW: [u64; 9] =
    [0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF, u64::MAX];
/// `www`, as a key.
const WWW: u32 = u32::from_le_bytes(*b"www\0");

const ONES: u64 = 0x0101_0101_0101_0101;
/// The bit that a small letter has and its capital has not.
const SMALL: u64 = 0x20 * ONES;

/// Bit 7 of each of the eight bytes that is no ASCII letter.
#[inline]
const fn other_than_letters(chunk: u64) -> u64 {
    let folded = (chunk & (0x7F * ONES)) | SMALL;
    // Bit 7 of a byte tells whether it is at least `a`, and whether it is beyond `z`.
    let from_a = folded + ((0x80 - b'a' as u64) * ONES);
    let beyond_z = folded + ((0x7F - b'z' as u64) * ONES);
    (!from_a | beyond_z | chunk) & (0x80 * ONES)
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Combining marks belong to the letter before them.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn three_digits(rest: &[u8]) -> bool {
    rest.len() >= 3 && rest[..3].iter().all(u8::is_ascii_digit) && !rest.get(3).is_some_and(u8::is_ascii_digit)
}

fn group_space(rest: &[u8]) -> bool {
    rest.len() > 3 && rest[1] == 0x80 && matches!(rest[2], 0xAF | 0x89) && three_digits(&rest[3..])
}
