//! Promises of so many items, and how many are listed.
//!
//! ```text
//! list     = … N noun … ":" , then a list of items          We have three goals: and four bullets
//! steps    = … N noun ":" "1." … "2." … "3." …              Follow these 5 steps: 1. Stop. 2. Drain.
//! series   = … N noun ":" member { "," member } "and" member "."     three goals: safety and lower fares
//! headings = N noun in the headline, headings "1." "2." …   5 ways to mend a net
//! ```
//!
//! Only a promise of a plain number of things speaks, and only a list that says it is complete: nothing
//! `including`, no member that is itself several.

use crate::claim::Part;
use crate::fact::{Hedge, Value};
use crate::lex::{Class, TokenKind};
use crate::markup::{Place, Role};
use crate::story::view::View;

/// Largest number of items that anybody promises.
const MOST_ITEMS: i64 = 60;
/// Words between the noun of a promise and the mark that opens the list.
const LEAD_REACH: usize = 7;
/// Words of one member of a series.
const MEMBER_WORDS: usize = 4;

/// Tokens between two numbers of a series of steps.
const STEP_REACH: usize = 200;

/// How the items stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListedAs {
    /// A list of the markup.
    List,
    /// Numbered sentences.
    Steps,
    /// Members of a sentence.
    Series,
    /// Numbered headings.
    Headings,
}

impl ListedAs {
    /// Every form, in the order of the declaration.
    pub const ALL: [Self; 4] = [Self::List, Self::Steps, Self::Series, Self::Headings];

    /// The word for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Steps => "steps",
            Self::Series => "series",
            Self::Headings => "headings",
        }
    }
}

/// A promise of so many items with what is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListCount {
    /// Index of the fact that promises.
    pub promised: u32,
    /// How many items are listed.
    pub listed: u32,
    /// How they stand.
    pub form: ListedAs,
}

/// Every promise with its list, in order. Linear: each list, heading and sentence is looked at once.
pub(super) fn find(view: &View<'_>) -> Vec<ListCount> {
    let reader = Reader { view };
    let mut found: Vec<ListCount> = reader.lists().collect();
    found.extend(reader.headings());
    for sentence in 0..view.lexed.sentences.len() {
        if let Some((promise, mark)) = reader.promise(sentence) {
            found.extend(reader.steps(promise, mark).or_else(|| reader.series(promise, mark)));
        }
    }
    found.sort_by_key(|count| count.promised);
    found.dedup_by_key(|count| count.promised);
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
}

impl Reader<'_, '_> {
    /// A list of the markup behind the paragraph that promises it.
    fn lists(&self) -> impl Iterator<Item = ListCount> + '_ {
        let view = self.view;
        view.document.lists.iter().filter(|list| list.level == 0 && list.items > 1).filter_map(move |list| {
            let lead_in = list.lead_in?;
            let last = view.lexed.sentences.partition_point(|sentence| sentence.block <= lead_in).checked_sub(1)?;
            let (promise, mark) = self.promise(last)?;
            // The promise ends the paragraph: "three goals:".
            let ends = mark + 1 == view.tokens_of(last).end;
            ends.then_some(ListCount { promised: promise as u32, listed: list.items, form: ListedAs::List })
        })
    }

    /// The only figure of a sentence, if it promises items, and the colon that opens them.
    fn promise(&self, sentence: usize) -> Option<(usize, usize)> {
        let view = self.view;
        let counts = || view.facts_of(sentence).filter(|&fact| self.is_count(fact));
        counts().next()?;
        let tokens = view.tokens_of(sentence);
        let mark = tokens.clone().find(|&at| view.kind(at) == TokenKind::Colon)?;
        let mut before = counts().filter(|&fact| view.end(fact) <= mark);
        let promise = before.next().filter(|_| before.next().is_none())?;
        let open = ["including", "among", "example", "instance", "follow", "e.g", "such", "least", "some", "first"];
        let partial = view.holds(tokens.start..mark, &open) && !view.holds(tokens.start..mark, &["follow", "steps"]);
        (self.items(promise).is_some() && self.leads_to(promise, mark) && !partial).then_some((promise, mark))
    }

    fn is_count(&self, fact: usize) -> bool {
        matches!(self.view.facts[fact].value, Value::Count(_))
    }

    /// How many items a figure promises.
    fn items(&self, fact: usize) -> Option<i64> {
        let Value::Count(quantity) = &self.view.facts[fact].value else { return None };
        let plain = quantity.hedge == Hedge::None && !quantity.scaled;
        let whole = i64::try_from(quantity.value.to_integer()?).ok()?;
        (plain && (2..=MOST_ITEMS).contains(&whole)).then_some(whole)
    }

    /// Whether the mark follows the noun, with a few words that say what for.
    fn leads_to(&self, promise: usize, mark: usize) -> bool {
        let view = self.view;
        let claim = &view.claims[promise];
        let Some(head) = claim.frame.head else { return false };
        let between = view.end(promise)..mark;
        let plural = {
            let head = head.slice(&view.document.prose);
            !claim.frame.head_lemma.eq_ignore_ascii_case(head) || head.eq_ignore_ascii_case("people")
        };
        let plain = between.clone().all(|at| {
            matches!(view.kind(at), TokenKind::Word | TokenKind::Hyphen) && !view.is(at, Class::AttributionVerb)
        });
        let all = claim.frame.part == Part::Total;
        all && plural && plain && claim.quotation.is_none() && between.len() <= LEAD_REACH && !between.is_empty()
    }

    /// `1. Stop. 2. Drain. 3. Refill.` behind the mark, in one paragraph.
    fn steps(&self, promise: usize, mark: usize) -> Option<ListCount> {
        let view = self.view;
        let block = view.document.blocks[view.claims[promise].block as usize].span;
        let inside = |at: usize| at < view.lexed.tokens.len() && view.token(at).span().start() < block.end();
        let mut next = 1_u32;
        let mut at = mark + 1;
        let mut last = at;
        while inside(at) && at - last <= STEP_REACH && next <= MOST_ITEMS as u32 {
            let numbered = view.kind(at) == TokenKind::Number
                && view.text(at).parse() == Ok(next)
                && inside(at + 1)
                && matches!(view.kind(at + 1), TokenKind::Period | TokenKind::ParenClose);
            if numbered {
                (next, last) = (next + 1, at);
            }
            at += 1;
        }
        let listed = next - 1;
        (listed >= 2).then_some(ListCount { promised: promise as u32, listed, form: ListedAs::Steps })
    }

    /// `safety, speed and lower fares.` behind the mark: short members without a verb or a figure.
    fn series(&self, promise: usize, mark: usize) -> Option<ListCount> {
        let view = self.view;
        let tokens = view.tokens_of(view.sentence(promise));
        let end = tokens.end.checked_sub(1).filter(|&at| view.kind(at) == TokenKind::Period && at > mark + 1)?;
        let mut members = 1;
        let mut length = 0;
        let mut conjunctions = 0;
        for at in mark + 1..end {
            let joins = view.is_one_of(at, &["and", "or"]);
            match view.kind(at) {
                TokenKind::Comma if length > 0 && conjunctions == 0 => (members, length) = (members + 1, 0),
                TokenKind::Word if joins && conjunctions == 0 => {
                    conjunctions += 1;
                    // Behind ", and" the comma has counted.
                    members += u32::from(length > 0);
                    length = 0;
                }
                TokenKind::Hyphen => {}
                TokenKind::Word if self.is_plain_noun(at) && length < MEMBER_WORDS => length += 1,
                _ => return None,
            }
        }
        let complete = conjunctions == 1 && length > 0;
        complete.then_some(ListCount { promised: promise as u32, listed: members, form: ListedAs::Series })
    }

    /// A word that can stand in a member: no verb, no pronoun, no number, no name, which may hide an `and`.
    fn is_plain_noun(&self, at: usize) -> bool {
        let view = self.view;
        let classes = [Class::Auxiliary, Class::Modal, Class::Cardinal, Class::AttributionVerb, Class::Negation];
        !classes.iter().any(|&class| view.is(at, class))
            && !view.token(at).is_capital()
            && !view
                .is_one_of(at, &["both", "it", "they", "we", "you", "he", "she", "which", "who", "that", "but", "with"])
    }

    /// A number of items in the headline, and headings with numbers.
    fn headings(&self) -> Option<ListCount> {
        let view = self.view;
        let mut promised = view.claims.iter().enumerate().take_while(|(_, claim)| claim.role == Role::Headline);
        let (promise, claim) = promised.find(|&(fact, _)| self.items(fact).is_some())?;
        let opens = view.start(promise) == view.tokens_of(claim.sentence as usize).start;
        if !opens || claim.frame.head.is_none() {
            return None;
        }
        let mut last = 0_u32;
        for sentence in &view.lexed.sentences {
            let block = &view.document.blocks[sentence.block as usize];
            let first = sentence.tokens.start as usize;
            if !matches!(block.place, Place::Heading(_)) || view.token(first).span().start() != block.span.start() {
                continue;
            }
            if self.number(first, sentence.tokens.end as usize) == Some(last + 1) {
                last += 1;
            }
        }
        (last >= 2).then_some(ListCount { promised: promise as u32, listed: last, form: ListedAs::Headings })
    }

    /// `3.` or `3)` at the head of a heading.
    fn number(&self, at: usize, end: usize) -> Option<u32> {
        let view = self.view;
        let marked = at + 1 < end && matches!(view.kind(at + 1), TokenKind::Period | TokenKind::ParenClose);
        view.text(at).parse().ok().filter(|_| view.kind(at) == TokenKind::Number && marked)
    }
}
