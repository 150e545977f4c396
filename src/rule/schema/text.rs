//! The text itself: sentences, paragraphs, quotations, repeats, what belongs to the page.

use super::fact::{CLAIM, claim_kind};
use super::kind::{Item, Kind, Shelf, Worth, block_at, item_of, nowhere, sentence_at};
use super::{Chapter, DAY, Field, FieldType, NUMBER, TEXT, Test, WORDS, word};
use crate::claim::{Carry, Glyph, Quotation};
use crate::fact::{self, Calendar, DateTime, Edge, Moment, Number};
use crate::lex::{Class, Sentence, Token, TokenKind};
use crate::markup::{Block, Place, Role};
use crate::rule::value::{Value, Vocabulary};
use crate::story::Story;
use crate::story::people::Bearer;
use crate::text::ProseSpan;

/// The words of this chapter.
pub(in crate::rule) static CHAPTER: Chapter =
    Chapter { kinds: KINDS, fields: FIELDS, tests: TESTS, relations: &[], functions: &[] };

#[rustfmt::skip]
static KINDS: &[Kind] = &[
    Kind { name: "quotation", within: None, doc: "A stretch in quotation marks.", shelf: &QUOTATIONS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "quotation-pair", within: None, doc: "One quotation at two places, in the same words or nearly; its place is the later one.", shelf: &QUOTED_TWICE, holds: |_, _| true, worth: Worth::None },
    Kind { name: "saying", within: None, doc: "A word or phrase that attributes: `said`, `according to`, `reportedly`; its place is that phrase.", shelf: &SAYINGS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "paragraph", within: None, doc: "A block of the text: paragraph, heading, list item, caption.", shelf: &BLOCKS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "sentence", within: None, doc: "A sentence.", shelf: &SENTENCES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "list", within: None, doc: "A list with all its items; a list inside it is part of it and one of its own.", shelf: &LISTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "repeat", within: None, doc: "A block or sentence that stands there again; its place is the later one.", shelf: &REPEATS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "furniture", within: None, doc: "A run of lines that belong to the page and not to the piece.", shelf: &FURNITURE, holds: starts_furniture, worth: Worth::None },
    Kind { name: "repeated-word", within: None, doc: "A word that stands twice in a row; its place is the second one.", shelf: &REPEATED_WORDS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "document", within: None, doc: "The text as a whole.", shelf: &DOCUMENT, holds: |_, _| true, worth: Worth::None },
];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: "quotation", name: "open", of: word(&GLYPH), doc: "How its opening mark is drawn.", get: |story, item| quotation(story, item.index).open.map(Glyph::name).into() },
    Field { on: "quotation", name: "close", of: word(&GLYPH), doc: "How its closing mark is drawn.", get: |story, item| quotation(story, item.index).close.map(Glyph::name).into() },
    Field { on: "quotation", name: "open-mark", of: WORDS, doc: "Its opening mark.", get: |story, item| mark(story, item, true) },
    Field { on: "quotation", name: "close-mark", of: WORDS, doc: "Its closing mark.", get: |story, item| mark(story, item, false) },
    Field { on: "quotation", name: "fitting-close", of: TEXT, doc: "The closing mark that fits the opening one.", get: |story, item| quotation(story, item.index).open.map(closing).into() },
    Field { on: "quotation", name: "inside", of: WORDS, doc: "The words between the marks.", get: |story, item| quotation(story, item.index).words.into() },
    Field { on: "quotation", name: "speaker", of: FieldType::Item("person"), doc: "Who speaks, where it is settled.", get: |story, item| quotation(story, item.index).attribution.speaker.map_or(Value::Missing, |index| item_of("person", index)) },
    Field { on: "quotation", name: "level", of: NUMBER, doc: "How good the source is that speaks, 0 to 5.", get: |story, item| Value::whole(quotation(story, item.index).attribution.level) },
    Field { on: "quotation", name: "source", of: WORDS, doc: "The words that name who speaks.", get: |story, item| quotation(story, item.index).attribution.source.into() },
    Field { on: "quotation-pair", name: "first", of: FieldType::Item("quotation"), doc: "The earlier quotation.", get: |story, item| item_of("quotation", story.passages.quoted_twice[item.index as usize].a) },
    Field { on: "quotation-pair", name: "again", of: FieldType::Item("quotation"), doc: "The later quotation.", get: |story, item| item_of("quotation", story.passages.quoted_twice[item.index as usize].b) },
    Field { on: "saying", name: "level", of: NUMBER, doc: "How good the source is, 0 to 5.", get: |story, item| Value::whole(story.sayings[item.index as usize].attribution.level) },
    Field { on: "saying", name: "source", of: WORDS, doc: "The words that name the source.", get: |story, item| story.sayings[item.index as usize].attribution.source.into() },
    Field { on: "saying", name: "content", of: WORDS, doc: "What is attributed.", get: |story, item| story.sayings[item.index as usize].attribution.content.into() },
    Field { on: "saying", name: "claim", of: word(&CLAIM), doc: "What kind of claim it makes, a group of `@attribution-verb`, or `hidden`.", get: |story, item| claim_kind(story.sayings[item.index as usize].attribution.claim) },
    Field { on: "paragraph", name: "role", of: word(&ROLE), doc: "What it is for.", get: |story, item| Value::word(block(story, item).role.name()) },
    Field { on: "paragraph", name: "number", of: NUMBER, doc: "Its number in the text, from 1; headings and captions count.", get: |_, item| Value::whole(item.index + 1) },
    Field { on: "paragraph", name: "sentence-count", of: NUMBER, doc: "How many sentences.", get: |story, item| Value::whole(sentences_in(story, item.index).len() as i64) },
    Field { on: "paragraph", name: "last-word", of: WORDS, doc: "Its last word.", get: |story, item| tokens_in(story, item.span(story)).iter().rfind(|token| is_word(token)).map(Token::span).into() },
    Field { on: "list", name: "items", of: NUMBER, doc: "How many items; those of a list inside it do not count.", get: |story, item| Value::whole(story.document.lists[item.index as usize].items) },
    Field { on: "list", name: "lead-in", of: FieldType::Item("paragraph"), doc: "The paragraph right before it, which may announce it.", get: |story, item| story.document.lists[item.index as usize].lead_in.map_or(Value::Missing, |block| item_of("paragraph", block)) },
    Field { on: "list", name: "first-number", of: NUMBER, doc: "The number of its first item, if it is numbered.", get: |story, item| story.document.lists[item.index as usize].first_number.and_then(|number| i64::try_from(number).ok()).map(Number::from).into() },
    Field { on: "repeat", name: "first", of: WORDS, doc: "The first place.", get: |story, item| story.passages.repeats[item.index as usize].first.into() },
    Field { on: "repeat", name: "first-paragraph", of: FieldType::Item("paragraph"), doc: "The paragraph of the first place.", get: |story, item| item_of("paragraph", block_at(story, story.passages.repeats[item.index as usize].first)) },
    Field { on: "repeat", name: "again", of: WORDS, doc: "The later place.", get: |story, item| story.passages.repeats[item.index as usize].again.into() },
    Field { on: "repeat", name: "length", of: NUMBER, doc: "How many words are repeated.", get: |story, item| Value::whole(story.passages.repeats[item.index as usize].words) },
    Field { on: "furniture", name: "lines", of: NUMBER, doc: "How many lines.", get: |story, item| Value::whole(furniture_run(story, item.index).len() as i64) },
    Field { on: "document", name: "published", of: DAY, doc: "The day of publication, where it is known to the day.", get: |story, _| story.published.complete().map(|(year, month, day)| { let edge = |second| Edge { year, month, day, second }; Moment { low: edge(0), high: edge(86_399), nominal: None, year_inferred: false } }).into() },
    Field { on: "repeated-word", name: "first", of: WORDS, doc: "The first of the two.", get: |story, item| story.passages.repeated_words[item.index as usize].first.into() },
    Field { on: "document", name: "main-marks", of: word(&GLYPH), doc: "The style of quotation mark and apostrophe that most have, where both stand in the text.", get: |story, _| story.passages.mixed_marks.as_ref().map(|mixed| mixed.majority).into() },
    Field { on: "document", name: "main-mark-count", of: NUMBER, doc: "How many marks have it.", get: |story, _| story.passages.mixed_marks.as_ref().map(|mixed| Number::from(i64::from(mixed.majority_count))).into() },
    Field { on: "document", name: "odd-mark-count", of: NUMBER, doc: "How many have the other style.", get: |story, _| story.passages.mixed_marks.as_ref().map(|mixed| Number::from(i64::from(mixed.minority_count))).into() },
    Field { on: "document", name: "odd-mark", of: WORDS, doc: "The first mark of the other style.", get: |story, _| story.passages.mixed_marks.as_ref().map(|mixed| first_mark(story, mixed.first_minority)).into() },
    Field { on: "document", name: "main-mark", of: WORDS, doc: "The first mark of the style that most have.", get: |story, _| story.passages.mixed_marks.as_ref().map(|mixed| first_mark(story, mixed.first_majority)).into() },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: "quotation", name: "unbalanced", doc: "A mark is missing, and not because the next paragraph goes on with the quotation.", holds: |story, item| quotation(story, item.index).is_unbalanced() },
    Test { on: "quotation", name: "unopened", doc: "Only a closing mark stands there.", holds: |story, item| quotation(story, item.index).open.is_none() },
    Test { on: "quotation", name: "mixed", doc: "It opens in one style and closes in another.", holds: |story, item| quotation(story, item.index).is_mixed() },
    Test { on: "quotation", name: "whole-sentence", doc: "It begins with a capital, ends in a mark that ends a sentence or in a comma, and has a finite verb.", holds: is_whole_sentence },
    Test { on: "quotation-pair", name: "same-words", doc: "Word for word the same, case and marks aside.", holds: |story, item| story.passages.quoted_twice[item.index as usize].same_words },
    Test { on: "quotation-pair", name: "shortened", doc: "One is a part of the other, or a gap or brackets stand in one.", holds: |story, item| story.passages.quoted_twice[item.index as usize].shortened },
    Test { on: "quotation-pair", name: "of-two-speakers", doc: "Both speakers are named beside their words, and they are two people.", holds: of_two_speakers },
    Test { on: "saying", name: "quoted", doc: "It stands in quotation marks.", holds: |story, item| story.sayings[item.index as usize].quoted },
    Test { on: "sentence", name: "past", doc: "Tells of what is long over: names a year ten or more before that of the piece, or the sentence before does; if the piece has no date, any year of the paragraph.", holds: |story, item| story.past_sentences[item.index as usize] },
    Test { on: "paragraph", name: "sourced", doc: "Names a body, document or person who says something, or speaks of a report, study or count; of a list item, its lead-in does.", holds: |story, item| story.sourced_blocks[item.index as usize] },
    Test { on: "paragraph", name: "unended", doc: "Ends in a word, without a mark; the number of a footnote is no word.", holds: |story, item| tokens_in(story, item.span(story)).last().is_some_and(|last| is_word(last) && !last.is_dotted() && !last.is_glued()) },
    Test { on: "paragraph", name: "sentence-shaped", doc: "Its last sentence begins with a capital and has a finite verb.", holds: is_sentence_shaped },
    Test { on: "document", name: "dated", doc: "The day, month or year of publication is known.", holds: |story, _| story.published.year.is_some() },
    Test { on: "document", name: "with-year", doc: "A year stands somewhere in it.", holds: |story, _| story.facts.iter().any(|fact| names_year(&fact.value)) },
    Test { on: "document", name: "localized", doc: "A locale is set, so that `04/05/2024` is one day.", holds: |story, _| story.locale.is_some() },
    Test { on: "repeated-word", name: "function-word", doc: "One of the small words that nobody repeats for effect: `the`, `of`.", holds: |story, item| story.passages.repeated_words[item.index as usize].function_word },
    Test { on: "repeat", name: "adjacent", doc: "Nothing but white space stands between the two places.", holds: |story, item| story.passages.repeats[item.index as usize].adjacent },
    Test { on: "repeat", name: "question", doc: "It is a question, which may be put to several people.", holds: |story, item| story.passages.repeats[item.index as usize].question },
    Test { on: "repeat", name: "habitual", doc: "The text takes up so many passages again that it does so on purpose.", holds: |story, item| story.passages.repeats[item.index as usize].habitual },
    Test { on: "repeat", name: "teaser", doc: "One of the two is display text or the opening of the piece.", holds: |story, item| story.passages.repeats[item.index as usize].teaser },
    Test { on: "repeat", name: "pulled", doc: "One of the two is a paragraph of its own and the other a sentence in a longer one: a pull quote.", holds: |story, item| story.passages.repeats[item.index as usize].pulled },
    Test { on: "repeat", name: "alternative", doc: "One of the two stands in a component of MDX or a paired tag of a template: of several, a page may show one.", holds: |story, item| story.passages.repeats[item.index as usize].alternative },
    Test { on: "repeat", name: "whole", doc: "A whole block is repeated and not a sentence of one.", holds: |story, item| story.passages.repeats[item.index as usize].whole_block },
    Test { on: "repeat", name: "identical", doc: "Every byte is the same and not only the words.", holds: |story, item| story.passages.repeats[item.index as usize].identical },
];

static ROLE: Vocabulary = Vocabulary { name: "role", words: || Role::ALL.iter().map(|role| role.name()).collect() };
static GLYPH: Vocabulary = Vocabulary { name: "glyph", words: || vec!["curly", "straight", "guillemet", "low"] };

static QUOTATIONS: Shelf = Shelf {
    count: |story| story.quotations.len(),
    span: |story, index| quotation(story, index).span,
    sentence: |story, index| quotation(story, index).sentence,
    block: |story, index| quotation(story, index).block,
};

static QUOTED_TWICE: Shelf = Shelf {
    count: |story| story.passages.quoted_twice.len(),
    span: |story, index| quotation(story, story.passages.quoted_twice[index as usize].b).span,
    sentence: |story, index| quotation(story, story.passages.quoted_twice[index as usize].b).sentence,
    block: |story, index| quotation(story, story.passages.quoted_twice[index as usize].b).block,
};

static SAYINGS: Shelf = Shelf {
    count: |story| story.sayings.len(),
    span: |story, index| story.sayings[index as usize].cue,
    sentence: |story, index| story.sayings[index as usize].sentence,
    block: |story, index| story.sayings[index as usize].block,
};

static BLOCKS: Shelf = Shelf {
    count: |story| story.document.blocks.len(),
    span: |story, index| story.document.blocks[index as usize].span,
    sentence: |story, index| sentence_at(story, story.document.blocks[index as usize].span),
    block: |_, index| index,
};

static LISTS: Shelf = Shelf {
    count: |story| story.document.lists.len(),
    span: |story, index| {
        let blocks = blocks_of(story, index);
        blocks
            .iter()
            .fold(blocks.first().map_or_else(nowhere, |first| first.span), |span, block| span.cover(block.span))
    },
    sentence: |story, index| sentence_at(story, (LISTS.span)(story, index)),
    block: |story, index| first_block(story, index),
};

static SENTENCES: Shelf = Shelf {
    count: |story| story.lexed.sentences.len(),
    span: sentence_span,
    sentence: |_, index| index,
    block: |story, index| story.lexed.sentences[index as usize].block,
};

static REPEATS: Shelf = Shelf {
    count: |story| story.passages.repeats.len(),
    span: |story, index| story.passages.repeats[index as usize].again,
    sentence: |story, index| sentence_at(story, story.passages.repeats[index as usize].again),
    block: |story, index| block_at(story, story.passages.repeats[index as usize].again),
};

static REPEATED_WORDS: Shelf = Shelf {
    count: |story| story.passages.repeated_words.len(),
    span: |story, index| story.passages.repeated_words[index as usize].again,
    sentence: |story, index| sentence_at(story, story.passages.repeated_words[index as usize].again),
    block: |story, index| block_at(story, story.passages.repeated_words[index as usize].again),
};

fn names_year(value: &fact::Value) -> bool {
    let written = |date: &DateTime| date.absolute().is_some_and(|date| date.year.is_some());
    match value {
        fact::Value::Date(date) => written(date) || matches!(date.calendar, Some(Calendar::Holiday(_, Some(_)))),
        fact::Value::DateRange(range) => [&range.low, &range.high].into_iter().flatten().any(written),
        _ => false,
    }
}

/// Runs of furniture, each under the index of its first block.
static FURNITURE: Shelf = Shelf {
    count: |story| story.document.blocks.len(),
    span: |story, index| {
        let run = furniture_run(story, index);
        run.iter().fold(run[0].span, |span, block| span.cover(block.span))
    },
    sentence: |story, index| sentence_at(story, story.document.blocks[index as usize].span),
    block: |_, index| index,
};

pub(super) static DOCUMENT: Shelf = Shelf {
    count: |_| 1,
    span: |story, _| ProseSpan::new(0, story.document.prose.len() as u32),
    sentence: |_, _| 0,
    block: |_, _| 0,
};

pub(super) fn quotation<'s>(story: &'s Story<'_>, index: u32) -> &'s Quotation {
    &story.quotations[index as usize]
}

pub(super) fn block<'s>(story: &'s Story<'_>, item: Item) -> &'s Block {
    &story.document.blocks[item.index as usize]
}

pub(super) const fn closing(open: Glyph) -> &'static str {
    match open {
        Glyph::CurlyDouble => "”",
        Glyph::CurlySingle => "’",
        Glyph::StraightDouble => "\"",
        Glyph::StraightSingle => "'",
        Glyph::Guillemet => "»",
        Glyph::Low => "“",
    }
}

pub(super) fn mark<'s>(story: &'s Story<'_>, item: Item, opening: bool) -> Value<'s> {
    let of = quotation(story, item.index);
    match (opening, of.open.is_some(), of.close.is_some()) {
        (true, true, _) => ProseSpan::new(of.span.start(), of.words.start()).into(),
        (false, _, true) => ProseSpan::new(of.words.end(), of.span.end()).into(),
        _ => Value::Missing,
    }
}

/// Whether both speakers are named beside their words, and are two people.
fn of_two_speakers(story: &Story<'_>, item: Item) -> bool {
    let pair = &story.passages.quoted_twice[item.index as usize];
    let person = |index: u32| {
        let attribution = &quotation(story, index).attribution;
        let beside = attribution.carry == Carry::Direct && attribution.level == 4;
        let fact = attribution.speaker.filter(|_| beside)?;
        match story.people.bearers[fact as usize] {
            Bearer::Cluster(cluster) => Some(cluster),
            _ => None,
        }
    };
    person(pair.a).zip(person(pair.b)).is_some_and(|(a, b)| a != b)
}

fn is_whole_sentence(story: &Story<'_>, item: Item) -> bool {
    let tokens = tokens_in(story, quotation(story, item.index).words);
    let verbs = Class::Auxiliary.bit() | Class::Modal.bit() | Class::PastTense.bit() | Class::Event.bit();
    let ends = tokens.last().is_some_and(|last| {
        matches!(last.kind, TokenKind::Period | TokenKind::Question | TokenKind::Exclamation | TokenKind::Comma)
    });
    ends && tokens.first().is_some_and(Token::is_capital)
        && tokens.iter().any(|token| !token.is_capital() && story.lexicon.is_any(token.word, verbs))
}

/// The mark that a quotation or possessive begins with.
pub(super) fn first_mark(story: &Story<'_>, span: ProseSpan) -> ProseSpan {
    let length = span.slice(&story.document.prose).chars().next().map_or(0, char::len_utf8);
    ProseSpan::new(span.start(), span.start() + length as u32)
}

/// The first item of a list stands right after what announces it.
fn first_block(story: &Story<'_>, list: u32) -> u32 {
    story.document.lists[list as usize].lead_in.map_or(0, |before| before + 1)
}

/// The items of a list with those of the lists inside it.
fn blocks_of<'s>(story: &'s Story<'_>, list: u32) -> &'s [Block] {
    let lists = &story.document.lists;
    let level = lists[list as usize].level;
    let belongs = |block: &Block| match block.place {
        Place::Item { list: of, .. } => of == list || of > list && lists[of as usize].level > level,
        _ => false,
    };
    let blocks = story.document.blocks.get(first_block(story, list) as usize..).unwrap_or_default();
    &blocks[..blocks.iter().position(|block| !belongs(block)).unwrap_or(blocks.len())]
}

pub(super) fn starts_furniture(story: &Story<'_>, index: u32) -> bool {
    let is = |index: usize| story.document.blocks[index].role == Role::Furniture;
    is(index as usize) && (index == 0 || !is(index as usize - 1))
}

pub(super) fn furniture_run<'s>(story: &'s Story<'_>, index: u32) -> &'s [Block] {
    let rest = &story.document.blocks[index as usize..];
    let end = rest.iter().position(|block| block.role != Role::Furniture).unwrap_or(rest.len());
    &rest[..end]
}

/// Index of the first token that ends after an offset.
pub(super) fn token_at(story: &Story<'_>, offset: u32) -> usize {
    story.lexed.tokens.partition_point(|token| token.span().end() <= offset)
}

/// The tokens that lie inside a span.
pub(in crate::rule) fn tokens_in<'s>(story: &'s Story<'_>, span: ProseSpan) -> &'s [Token] {
    let tokens = &story.lexed.tokens;
    let first = tokens.partition_point(|token| token.span().start() < span.start());
    let end = tokens.partition_point(|token| token.span().end() <= span.end());
    tokens.get(first..end).unwrap_or_default()
}

pub(super) const fn is_word(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Number)
}

pub(super) fn word_count(story: &Story<'_>, span: ProseSpan) -> i64 {
    tokens_in(story, span).iter().filter(|token| is_word(token)).count() as i64
}

pub(super) fn previous_word<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    let Some(sentence) = story.lexed.sentences.get(item.sentence(story) as usize) else { return Value::Missing };
    let first = story.lexed.tokens.partition_point(|token| token.span().start() < item.span(story).start());
    let before = story.lexed.tokens.get(sentence.tokens.start as usize..first).unwrap_or_default();
    before.last().filter(|token| is_word(token)).map(Token::span).into()
}

pub(super) fn next_word<'s>(story: &'s Story<'_>, item: Item) -> Value<'s> {
    let Some(sentence) = story.lexed.sentences.get(item.sentence(story) as usize) else { return Value::Missing };
    let end = token_at(story, item.span(story).end());
    let after = story.lexed.tokens.get(end..sentence.tokens.end as usize).unwrap_or_default();
    after.first().filter(|token| is_word(token)).map(Token::span).into()
}

/// The sentences of a block.
pub(super) fn sentences_in<'s>(story: &'s Story<'_>, block: u32) -> &'s [Sentence] {
    let sentences = &story.lexed.sentences;
    let first = sentences.partition_point(|sentence| sentence.block < block);
    let end = sentences.partition_point(|sentence| sentence.block <= block);
    &sentences[first..end]
}

pub(super) fn is_opening(story: &Story<'_>, item: Item) -> bool {
    let Some(sentence) = story.lexed.sentences.get(item.sentence(story) as usize) else { return false };
    let tokens = &story.lexed.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
    let start = item.span(story).start();
    tokens.iter().find(|token| is_word(token)).is_some_and(|first| first.span().start() >= start)
}

pub(super) fn sentence_span(story: &Story<'_>, index: u32) -> ProseSpan {
    let tokens = &story.lexed.sentences[index as usize].tokens;
    let (first, last) = (tokens.start as usize, tokens.end as usize - 1);
    story.lexed.tokens[first].span().cover(story.lexed.tokens[last].span())
}

/// Whether the last sentence of a block reads like one: a capital at its start, words in lower case after
/// it, and an auxiliary, modal or reporting verb.
pub(super) fn is_sentence_shaped(story: &Story<'_>, item: Item) -> bool {
    let Some(last) = sentences_in(story, item.block(story)).last() else { return false };
    let tokens = &story.lexed.tokens[last.tokens.start as usize..last.tokens.end as usize];
    let words = || tokens.iter().filter(|token| is_word(token));
    let verbs = [Class::Auxiliary, Class::Modal, Class::AttributionVerb, Class::Event];
    let set = verbs.iter().fold(0, |set, class| set | class.bit());
    words().next().is_some_and(Token::is_capital)
        && words().skip(1).filter(|word| !word.is_capital()).count() * 2 > words().count()
        && words().any(|word| !word.is_capital() && story.lexicon.is_any(word.word, set))
}
