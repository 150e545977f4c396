//! Quotations and their marks.
//!
//! Marks are paired block by block. Double marks nest, as writers forget to change to single ones inside.
//! Straight marks say nothing about their side; what is glued to them does, unless a blank has slipped to the
//! wrong side. So only an odd number of them is a fault: with an even one each has its partner.
//! Apostrophes, primes (`6'2"`) and the quotation that runs over several paragraphs, each opened and only
//! the last closed, are told apart from faults.

use super::Attribution;
use crate::lex::{Lexed, Token, TokenKind, take_before};
use crate::markup::Document;
use crate::text::ProseSpan;

/// How a quotation mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// `“ ”`
    CurlyDouble,
    /// `‘ ’`
    CurlySingle,
    /// `"`
    StraightDouble,
    /// `'`
    StraightSingle,
    /// `« »` and `‹ ›`
    Guillemet,
    /// `„` and `‚`, closed by `“` or `‘`.
    Low,
}

impl Glyph {
    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CurlyDouble | Self::CurlySingle => "curly",
            Self::StraightDouble | Self::StraightSingle => "straight",
            Self::Guillemet => "guillemet",
            Self::Low => "low",
        }
    }

    /// Whether the mark is a double one.
    #[must_use]
    pub const fn is_double(self) -> bool {
        !matches!(self, Self::CurlySingle | Self::StraightSingle)
    }
}

/// A stretch in quotation marks, or a mark whose partner is missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// Marks included; of a closing mark without an opening one, the mark alone.
    pub span: ProseSpan,
    /// The words alone.
    pub words: ProseSpan,
    /// How many words.
    pub word_count: u32,
    /// Index of its block.
    pub block: u32,
    /// Index of the sentence it begins in.
    pub sentence: u32,
    /// Opening mark; `None` where only a closing one stands.
    pub open: Option<Glyph>,
    /// Closing mark; `None` where the quotation runs on into the next paragraph or is never closed.
    pub close: Option<Glyph>,
    /// Whether the quotation goes on in another paragraph, so that the missing mark is right: the next one
    /// opens with a mark again, or a later one closes it.
    pub continues: bool,
    /// Whose words they are.
    pub attribution: Attribution,
}

impl Quotation {
    /// Whether a mark is missing.
    #[must_use]
    pub const fn is_unbalanced(&self) -> bool {
        (self.open.is_none() || self.close.is_none()) && !self.continues
    }

    /// Whether it opens in one style and closes in another.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        match (self.open, self.close) {
            (Some(Glyph::Low), Some(_)) => false,
            (Some(open), Some(close)) => open != close,
            _ => false,
        }
    }
}

/// A mark that waits for its partner.
#[derive(Clone, Copy)]
struct Opened {
    token: usize,
    glyph: Glyph,
    sentence: usize,
}

/// Every quotation of a document, in order of its start.
pub(super) fn find(document: &Document<'_>, lexed: &Lexed) -> Vec<Quotation> {
    let mut reader = Reader { prose: &document.prose, lexed, found: Vec::new(), double: Vec::new(), single: None };
    let mut marks = &lexed.landmarks.quotation_marks[..];
    let mut first = 0;
    // Most blocks have no mark.
    while let Some(&next) = marks.first() {
        first += lexed.sentences[first..].partition_point(|sentence| sentence.tokens.end <= next);
        let block = lexed.sentences[first].block;
        while first > 0 && lexed.sentences[first - 1].block == block {
            first -= 1;
        }
        let after = first + lexed.sentences[first..].iter().take_while(|sentence| sentence.block == block).count();
        reader.block(first..after, take_before(&mut marks, lexed.sentences[after - 1].tokens.end));
        first = after;
    }
    let mut found = reader.found;
    found.sort_by_key(|quotation| (quotation.span.start(), quotation.span.end()));
    join_across_blocks(&mut found);
    found
}

/// Quotations within quotations that prose is given credit for; more are marks gone astray.
const DEEPEST: usize = 3;
/// Bytes between two marks that have slipped to the wrong side of their blanks.
const LONGEST_SLIPPED: u32 = 120;
/// How many blocks a quotation that holds a list or several paragraphs may span.
const LONGEST_IN_BLOCKS: u32 = 12;

/// A quotation can hold paragraphs and lists that are blocks of their own: an opening mark without a close
/// and the next closing mark without an opening belong together.
fn join_across_blocks(found: &mut [Quotation]) {
    let mut waiting: Option<usize> = None;
    for index in 0..found.len() {
        let quotation = &found[index];
        if quotation.open.is_some_and(Glyph::is_double) && quotation.close.is_none() {
            waiting = Some(index);
        } else if quotation.open.is_none() {
            let Some(first) = waiting.take() else { continue };
            if found[index].block - found[first].block <= LONGEST_IN_BLOCKS && found[index].block != found[first].block
            {
                found[first].continues = true;
                found[index].continues = true;
            }
        }
    }
}

/// The innermost quotation that holds a span; quotations are in order of their start.
pub(super) fn holding(quotations: &[Quotation], span: ProseSpan) -> Option<u32> {
    let after = quotations.partition_point(|quotation| quotation.span.start() <= span.start());
    // Prose nests two deep, and an unclosed one ends with its block: a few steps back reach every candidate.
    let from = after.saturating_sub(4);
    (from..after).rev().find(|&index| quotations[index].span.contains(&span)).map(|index| index as u32)
}

struct Reader<'a> {
    prose: &'a str,
    lexed: &'a Lexed,
    found: Vec<Quotation>,
    /// Open double marks, outermost first.
    double: Vec<Opened>,
    single: Option<Opened>,
}

impl Reader<'_> {
    /// Reads the marks of a block.
    fn block(&mut self, sentences: std::ops::Range<usize>, mut marks: &[u32]) {
        let first_found = self.found.len();
        self.double.clear();
        self.single = None;
        for sentence in sentences.clone() {
            for &at in take_before(&mut marks, self.lexed.sentences[sentence].tokens.end) {
                self.mark(at as usize, sentence, sentences.clone());
            }
        }
        let end = self.lexed.sentences[sentences.end - 1].tokens.end as usize;
        for opened in std::mem::take(&mut self.double) {
            let continues = self.opens_with_mark(sentences.end);
            self.push(opened, end, None, continues);
        }
        // A lone single mark is an apostrophe (`'90s`) far more often than a fault.
        if let Some(opened) = self.single.take().filter(|opened| opened.glyph != Glyph::StraightSingle) {
            let continues = self.opens_with_mark(sentences.end);
            self.push(opened, end, None, continues);
        }
        self.found[first_found..].sort_by_key(|quotation| (quotation.span.start(), quotation.span.end()));
        self.mend(first_found);
    }

    /// Pairs straight marks of a block that are left over because a blank stands on the wrong side of one:
    /// `says"no "twice`.
    fn mend(&mut self, first_found: usize) {
        let is_left_over = |quotation: &Quotation| {
            let glyph = quotation.open.or(quotation.close);
            quotation.is_unbalanced() && glyph == Some(Glyph::StraightDouble)
        };
        let left_over: Vec<usize> =
            (first_found..self.found.len()).filter(|&index| is_left_over(&self.found[index])).collect();
        if left_over.len() % 2 == 1 {
            return;
        }
        for pair in left_over.chunks_exact(2) {
            let (open, close) = (&self.found[pair[0]], &self.found[pair[1]]);
            let (start, end) = (open.span.start(), close.span.start() + 1);
            // A mark that closes a quotation of an earlier paragraph, and one that opens another.
            let apart = open.open.is_none() && close.open.is_some() && end - start > LONGEST_SLIPPED;
            if apart {
                continue;
            }
            let words = ProseSpan::new(start + 1, end - 1);
            let counted = self.word_count(words);
            let first = &mut self.found[pair[0]];
            first.span = ProseSpan::new(start, end);
            first.words = words;
            first.word_count = counted;
            first.open = Some(Glyph::StraightDouble);
            first.close = Some(Glyph::StraightDouble);
            self.found[pair[1]].word_count = 0;
            self.found[pair[1]].span = ProseSpan::new(end, end);
        }
        self.found.retain(|quotation| quotation.span.start() < quotation.span.end());
    }

    fn word_count(&self, words: ProseSpan) -> u32 {
        let tokens = &self.lexed.tokens;
        let first = tokens.partition_point(|token| token.span().start() < words.start());
        let end = tokens.partition_point(|token| token.span().end() <= words.end());
        count_words(tokens.get(first..end).unwrap_or_default())
    }

    /// Whether the sentence, the first of its block, begins with a quotation mark.
    fn opens_with_mark(&self, sentence: usize) -> bool {
        self.lexed.sentences.get(sentence).is_some_and(|sentence| {
            let first = self.lexed.tokens[sentence.tokens.start as usize];
            matches!(first.kind, TokenKind::QuoteOpen | TokenKind::QuoteStraight)
        })
    }

    /// Opens or closes a quotation at a mark, as what stands around it says.
    fn mark(&mut self, at: usize, sentence: usize, block: std::ops::Range<usize>) {
        let token = self.lexed.tokens[at];
        if self.is_mentioned(at, &block) {
            return;
        }
        let text = token.span().slice(self.prose);
        let opened = Opened { token: at, glyph: glyph(text), sentence };
        let next = self.next_in_block(at, &block);
        let next_glued = next.is_some_and(Token::is_glued);
        let next_word =
            next.is_some_and(|next| next.is_glued() && matches!(next.kind, TokenKind::Word | TokenKind::Number));
        match text {
            "„" | "«" | "‚" | "‹" => self.open(opened),
            "“" if self.double.last().is_some_and(|opened| opened.glyph == Glyph::Low) => {
                self.close(at, Glyph::Low, sentence)
            }
            // A word processor that is unsure turns marks the wrong way; what is glued to them decides.
            "“" if !self.double.is_empty()
                && !next_word
                && (token.is_glued() || !next_glued)
                && !self.after_opener(at) =>
            {
                self.close(at, opened.glyph, sentence)
            }
            "“" => self.open(opened),
            // `,”\passport\”,` stands in a formula.
            "”" if self.double.is_empty() && next_glued && (!token.is_glued() || !self.after_sentence(at)) => {
                self.open(opened);
            }
            // An arrow: `Read more »`.
            "»" if self.double.is_empty() => {}
            "”" | "»" | "″" => self.close(at, opened.glyph, sentence),
            "\"" => self.straight_double(at, sentence, next_glued),
            // `‘90s` and `‘em` are apostrophes that a word processor turned the wrong way.
            "‘" if next_glued && ["’", "”"].iter().any(|mark| self.closes_later(at, sentence, &block, mark)) => {
                self.open(opened);
            }
            "’" | "›" if self.single.is_some() => self.close(at, opened.glyph, sentence),
            "'" => {
                let opens = !self.is_glued_to_word(at) && next_glued;
                if self.single.is_some() && (token.is_glued() && !next_glued || self.before_mark(at, &block)) {
                    self.close(at, opened.glyph, sentence);
                } else if opens && self.closes_later(at, sentence, &block, "'") {
                    self.open(opened);
                }
            }
            _ => {}
        }
    }

    /// Whether a mark is spoken of and quotes nothing: alone in quotation marks (`the “"” key`), or straight right inside
    /// curly ones (`“"x"”`), as marks that a page draws around code are.
    fn is_mentioned(&self, at: usize, block: &std::ops::Range<usize>) -> bool {
        let start = self.lexed.sentences[block.start].tokens.start as usize;
        let opens = at > start && self.lexed.tokens[at - 1].kind == TokenKind::QuoteOpen;
        let closes =
            self.next_in_block(at, block).is_some_and(|next| next.is_glued() && next.kind == TokenKind::QuoteClose);
        let token = self.lexed.tokens[at];
        let straight = token.span().slice(self.prose) == "\"";
        token.is_glued() && (opens && closes || straight && (opens || closes && !self.double.is_empty()))
    }

    fn next_in_block(&self, at: usize, block: &std::ops::Range<usize>) -> Option<&Token> {
        let end = self.lexed.sentences[block.end - 1].tokens.end as usize;
        self.lexed.tokens[..end].get(at + 1)
    }

    /// Whether a glued mark such as a comma or another quotation mark follows.
    fn before_mark(&self, at: usize, block: &std::ops::Range<usize>) -> bool {
        let token = self.lexed.tokens[at];
        token.is_glued()
            && self
                .next_in_block(at, block)
                .is_some_and(|next| !matches!(next.kind, TokenKind::Word | TokenKind::Number))
    }

    /// Whether what the mark is glued to opens something: `(“`, `—“`.
    fn after_opener(&self, at: usize) -> bool {
        at > 0
            && matches!(
                self.lexed.tokens[at - 1].kind,
                TokenKind::ParenOpen | TokenKind::Dash | TokenKind::Slash | TokenKind::QuoteOpen
            )
    }

    /// Whether the mark is glued to what ends a sentence or clause of prose.
    fn after_sentence(&self, at: usize) -> bool {
        matches!(
            self.lexed.tokens[at - 1].kind,
            TokenKind::Word | TokenKind::Number | TokenKind::Period | TokenKind::Question | TokenKind::Exclamation
        )
    }

    fn is_glued_to_word(&self, at: usize) -> bool {
        let token = self.lexed.tokens[at];
        token.is_glued()
            && at > 0
            && matches!(self.lexed.tokens[at - 1].kind, TokenKind::Word | TokenKind::Number | TokenKind::Possessive)
    }

    /// Whether a single mark of the closing form stands later in the sentence or the next one.
    fn closes_later(&self, at: usize, sentence: usize, block: &std::ops::Range<usize>, mark: &str) -> bool {
        // `'90s` and the n of `rock 'n' roll` are elisions.
        let Some(next) = self.next_in_block(at, block) else { return false };
        if next.kind == TokenKind::Number || next.span().slice(self.prose).eq_ignore_ascii_case("n") {
            return false;
        }
        let last = (sentence + 3).min(block.end) - 1;
        let end = self.lexed.sentences[last].tokens.end as usize;
        (at + 2..end.min(at + 200)).any(|later| {
            let token = self.lexed.tokens[later];
            matches!(token.kind, TokenKind::QuoteStraight | TokenKind::QuoteClose)
                && token.is_glued()
                && token.span().slice(self.prose) == mark
                && !self.lexed.tokens.get(later + 1).is_some_and(|next| next.is_glued() && next.kind == TokenKind::Word)
        })
    }

    fn straight_double(&mut self, at: usize, sentence: usize, next_glued: bool) {
        let opened = Opened { token: at, glyph: Glyph::StraightDouble, sentence };
        let token = self.lexed.tokens[at];
        let before = at.checked_sub(1).map(|before| self.lexed.tokens[before].kind).filter(|_| token.is_glued());
        if !self.double.is_empty() {
            // With a quotation open, only a mark that can do nothing but open is a second opening.
            let only_opens = next_glued && matches!(before, None | Some(TokenKind::ParenOpen | TokenKind::Dash));
            let after_word =
                next_glued && before.is_none() && self.double.last().is_some_and(|opened| at > opened.token + 1);
            if only_opens && after_word {
                self.open(opened);
            } else {
                self.close(at, Glyph::StraightDouble, sentence);
            }
            return;
        }
        match before {
            // `6'2"`, `24"`: inches.
            Some(TokenKind::Number | TokenKind::Fraction) => {}
            Some(
                TokenKind::Word
                | TokenKind::Possessive
                | TokenKind::Comma
                | TokenKind::Period
                | TokenKind::Question
                | TokenKind::Exclamation,
            ) if !next_glued => {
                self.close(at, Glyph::StraightDouble, sentence);
            }
            _ => self.open(opened),
        }
    }

    fn open(&mut self, opened: Opened) {
        let before = match opened.glyph {
            Glyph::CurlyDouble | Glyph::StraightDouble if self.double.len() < DEEPEST => {
                self.double.push(opened);
                None
            }
            glyph if glyph.is_double() => {
                let before = self.double.pop();
                self.double.push(opened);
                before
            }
            _ => self.single.replace(opened),
        };
        if let Some(before) = before.filter(|before| before.glyph != Glyph::StraightSingle) {
            self.push(before, opened.token, None, false);
        }
    }

    fn close(&mut self, at: usize, glyph: Glyph, sentence: usize) {
        // `‘Never again,”`: a double mark closes a single one that was opened in error.
        let crossed = glyph.is_double()
            && self.double.is_empty()
            && self.single.is_some_and(|opened| opened.glyph == Glyph::CurlySingle);
        let opened = if glyph.is_double() && !crossed { self.double.pop() } else { self.single.take() };
        match opened {
            Some(opened) => self.push(opened, at + 1, Some(glyph), false),
            None => {
                let span = self.lexed.tokens[at].span();
                self.found.push(Quotation {
                    span,
                    words: ProseSpan::new(span.start(), span.start()),
                    word_count: 0,
                    block: self.lexed.sentences[sentence].block,
                    sentence: sentence as u32,
                    open: None,
                    close: Some(glyph),
                    continues: false,
                    attribution: Attribution::default(),
                });
            }
        }
    }

    /// Records the quotation from its opening mark up to, not including, token `end`.
    fn push(&mut self, opened: Opened, end: usize, close: Option<Glyph>, continues: bool) {
        let tokens = &self.lexed.tokens;
        let last = if close.is_some() { end - 1 } else { end };
        let inner = &tokens[opened.token + 1..last.max(opened.token + 1)];
        let open_span = tokens[opened.token].span();
        let words = match (inner.first(), inner.last()) {
            (Some(first), Some(last)) => first.span().cover(last.span()),
            _ => ProseSpan::new(open_span.end(), open_span.end()),
        };
        let span = open_span.cover(if close.is_some() { tokens[end - 1].span() } else { words });
        self.found.push(Quotation {
            span,
            words,
            word_count: count_words(inner),
            block: self.lexed.sentences[opened.sentence].block,
            sentence: opened.sentence as u32,
            open: Some(opened.glyph),
            close,
            continues,
            attribution: Attribution::default(),
        });
    }
}

fn count_words(tokens: &[Token]) -> u32 {
    tokens.iter().filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number)).count() as u32
}

fn glyph(text: &str) -> Glyph {
    match text {
        "“" | "”" | "″" => Glyph::CurlyDouble,
        "‘" | "’" => Glyph::CurlySingle,
        "'" => Glyph::StraightSingle,
        "«" | "»" | "‹" | "›" => Glyph::Guillemet,
        "„" | "‚" => Glyph::Low,
        _ => Glyph::StraightDouble,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lex::{self, Lexicon};
    use crate::markup;
    use crate::text::Source;

    fn quotations(text: &str) -> Vec<(String, bool, bool)> {
        let source = Source::new("t", text).unwrap();
        let document = markup::read(&source);
        let lexed = lex::lex(&document, &Lexicon::default());
        find(&document, &lexed)
            .iter()
            .map(|found| (found.words.slice(&document.prose).to_owned(), found.is_unbalanced(), found.is_mixed()))
            .collect()
    }

    #[test]
    fn pairs_and_faults() {
        let fine = |words: &str| (words.to_owned(), false, false);
        let unbalanced = |words: &str| (words.to_owned(), true, false);
        let mixed = |words: &str| (words.to_owned(), false, true);
        type Found = (String, bool, bool);
        let table: &[(&str, Vec<Found>)] = &[
            ("The envoy called it “unwise.”", vec![fine("unwise.")]),
            ("The envoy called it “unwise.\"", vec![mixed("unwise.")]),
            ("The envoy called it \"unwise\" and \"odd\".", vec![fine("unwise"), fine("odd")]),
            ("“We will stay, she said.", vec![unbalanced("We will stay, she said.")]),
            ("We will stay,” she said.", vec![unbalanced("")]),
            ("Write “\"north\"” there.", vec![("\"north\"".to_owned(), false, false)]),
            ("Hold Shift for the “\"” key.", vec![("\"".to_owned(), false, false)]),
            ("“We will stay.\n\n“We will not go,” she said.", vec![fine("We will stay."), fine("We will not go,")]),
            ("He stood 6'2\" in the '90s and played rock 'n' roll at the Robins' house.", vec![]),
            ("It was the dogs' dinner, the boss's 'grand plan' failed.", vec![fine("grand plan")]),
            ("‘Never again’, she said. It wasn’t so in the ’90s.", vec![fine("Never again")]),
            ("\"He said 'no' to us,\" she wrote.", vec![fine("He said 'no' to us,"), fine("no")]),
            ("„Nein“, sagte er.", vec![fine("Nein")]),
            ("(\"Fine,\" he said.)", vec![fine("Fine,")]),
            ("He likes “Turn Around“, she said.", vec![fine("Turn Around")]),
            ("They said ‘Never again.” And left.", vec![mixed("Never again.")]),
            ("Read more »", vec![]),
            ("The order says “any “single” site” twice.", vec![fine("any “single” site"), fine("single")]),
            ("It felt “like [what they heard]“. So did he.", vec![fine("like [what they heard]")]),
            (
                "It is \"what she called \"odd\" then,\" he said.",
                vec![fine("what she called \"odd\" then,"), fine("odd")],
            ),
            ("The film \"Rain \"was shown twice.", vec![fine("Rain ")]),
            ("The film (literally,\" Rain\") was shown.", vec![fine(" Rain")]),
            ("The film \"Rain was shown twice, he said.", vec![unbalanced("Rain was shown twice, he said.")]),
            ("“We came late 🙁 “", vec![fine("We came late 🙁")]),
            ("Type =sumif(A:A,”\\rain\\”,C:C) there.", vec![fine("\\rain\\")]),
        ];
        for (text, wanted) in table {
            assert_eq!(&quotations(text), wanted, "{text}");
        }
    }
}
