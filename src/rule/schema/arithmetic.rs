//! Figures that must agree: shares, changes, totals, products, conversions.

use super::fact::{claim, fact};
use super::kind::{Item, Kind, Shelf, Worth, figures_shelf, item_of};
use super::plain;
use super::{
    Chapter, Field, FieldType, Holds, INTERVAL, NUMBER, QUANTITY, Relation, TEXT, Test, WORDS, both_ways, word,
};
use crate::fact::TimeUnit;
use crate::rule::value::{Value, Vocabulary};
use crate::story::{
    BaseShare, Change, ChangeOf, Conversion, ConversionOf, ListCount, ListedAs, Majority, MajorityClaim, PartWhole,
    PercentChange, Periods, Product, Proportion, RateDrift, ShareEvidence, ShareSum, Story, Total, TotalEvidence,
};
use crate::text::ProseSpan;

/// The words of this chapter.
pub(super) static CHAPTER: Chapter =
    Chapter { kinds: KINDS, fields: FIELDS, tests: TESTS, relations: RELATIONS, functions: &[] };

#[rustfmt::skip]
static KINDS: &[Kind] = &[
    Kind { name: "proportion", within: None, doc: "A share with the part and the whole that it speaks of; its place is the share.", shelf: &PROPORTIONS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "percent-change", within: None, doc: "A percentage of change with the figures that it leads from and to; its place is the percentage.", shelf: &PERCENT_CHANGES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "change", within: None, doc: "A verb of change with the figures that it leads from and to, or two figures with how far they are apart; its place is the new figure.", shelf: &CHANGES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "base-share", within: None, doc: "A percentage of a counted base, without the count of the part; its place is the percentage.", shelf: &BASE_SHARES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "majority-claim", within: None, doc: "`most`, `a majority` … with the share beside it; its place is the share.", shelf: &MAJORITIES, holds: |_, _| true, worth: Worth::None },
    Kind { name: "list-count", within: None, doc: "A promise of so many items with the list behind it; its place is the promise.", shelf: &LIST_COUNTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "share-sum", within: None, doc: "Percentages of one list; its place is the first.", shelf: &SHARE_SUMS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "total", within: None, doc: "A total with its parts; its place is the total.", shelf: &TOTALS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "part-pair", within: None, doc: "A part with its whole; its place is the part.", shelf: &PARTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "product", within: None, doc: "A count, the amount for one and the amount for all; its place is the last.", shelf: &PRODUCTS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "conversion", within: None, doc: "A quantity in two forms, side by side; its place is the second.", shelf: &CONVERSIONS, holds: |_, _| true, worth: Worth::None },
    Kind { name: "rate-drift", within: None, doc: "Two conversions between two currencies at two rates; its place is the later one.", shelf: &RATE_DRIFTS, holds: |_, _| true, worth: Worth::None },
];

#[rustfmt::skip]
static FIELDS: &[Field] = &[
    Field { on: "proportion", name: "share", of: QUANTITY, doc: "The percentage, or the fraction in words.", get: |story, item| item_of("quantity", story.shares.proportions[item.index as usize].share) },
    Field { on: "proportion", name: "part", of: QUANTITY, doc: "What counts the part.", get: |story, item| item_of("quantity", story.shares.proportions[item.index as usize].part) },
    Field { on: "proportion", name: "whole", of: QUANTITY, doc: "What counts the whole; of a fraction or a vote, the same as the part.", get: |story, item| item_of("quantity", story.shares.proportions[item.index as usize].whole) },
    Field { on: "proportion", name: "counts", of: TEXT, doc: "Part and whole as a message has them: `17 of 45`.", get: |story, item| counts(story, &story.shares.proportions[item.index as usize]) },
    Field { on: "proportion", name: "stated", of: INTERVAL, doc: "What the share as written can mean, in percent.", get: |story, item| story.shares.proportions[item.index as usize].stated.into() },
    Field { on: "proportion", name: "expected", of: INTERVAL, doc: "What it must be, in percent.", get: |story, item| story.shares.proportions[item.index as usize].expected.into() },
    Field { on: "proportion", name: "plain-expected", of: INTERVAL, doc: "The same by the figures just as they are written: one number, for messages.", get: |story, item| plain::proportion(story, &story.shares.proportions[item.index as usize]) },
    Field { on: "proportion", name: "evidence", of: word(&FORM), doc: "The form that ties them.", get: |story, item| Value::word(story.shares.proportions[item.index as usize].evidence.name()) },
    Field { on: "percent-change", name: "percent", of: QUANTITY, doc: "The percentage.", get: |story, item| item_of("quantity", story.shares.percent_changes[item.index as usize].percent) },
    Field { on: "percent-change", name: "from", of: QUANTITY, doc: "The old figure; of a range, the range.", get: |story, item| item_of("quantity", story.shares.percent_changes[item.index as usize].from) },
    Field { on: "percent-change", name: "to", of: QUANTITY, doc: "The new figure; of a range, the range.", get: |story, item| item_of("quantity", story.shares.percent_changes[item.index as usize].to) },
    Field { on: "percent-change", name: "ends", of: WORDS, doc: "Both ends as they stand there: `to $400 from $300`.", get: |story, item| { let of = &story.shares.percent_changes[item.index as usize]; ends(story, of.from, of.to).into() } },
    Field { on: "percent-change", name: "stated", of: INTERVAL, doc: "What the percentage as written can mean.", get: |story, item| story.shares.percent_changes[item.index as usize].stated.into() },
    Field { on: "percent-change", name: "expected", of: INTERVAL, doc: "By how many percent the old figure must change to be the new one, without a sign.", get: |story, item| story.shares.percent_changes[item.index as usize].expected.into() },
    Field { on: "percent-change", name: "plain-expected", of: INTERVAL, doc: "The same by the figures just as they are written.", get: |story, item| plain::percent_change(story, &story.shares.percent_changes[item.index as usize]) },
    Field { on: "percent-change", name: "plain-points", of: INTERVAL, doc: "The difference in points by the figures just as they are written.", get: |story, item| plain::points(story, &story.shares.percent_changes[item.index as usize]) },
    Field { on: "percent-change", name: "points", of: INTERVAL, doc: "Of percentages, the difference in points.", get: |story, item| story.shares.percent_changes[item.index as usize].points.into() },
    Field { on: "change", name: "verb", of: WORDS, doc: "The verb.", get: |story, item| story.shares.changes[item.index as usize].verb.into() },
    Field { on: "change", name: "direction", of: word(&DIRECTION), doc: "Which way the verb leads; `apart` where the figures are set side by side.", get: |story, item| Value::word(story.shares.changes[item.index as usize].direction.name()) },
    Field { on: "change", name: "from", of: QUANTITY, doc: "The old figure; of a range, the range.", get: |story, item| item_of("quantity", story.shares.changes[item.index as usize].from) },
    Field { on: "change", name: "to", of: QUANTITY, doc: "The new figure; of a range, the range.", get: |story, item| item_of("quantity", story.shares.changes[item.index as usize].to) },
    Field { on: "change", name: "ends", of: WORDS, doc: "Both ends as they stand there: `from 4,100 to 5,300`.", get: |story, item| { let of = &story.shares.changes[item.index as usize]; ends(story, of.from, of.to).into() } },
    Field { on: "change", name: "old", of: INTERVAL, doc: "What the old figure can mean.", get: |story, item| story.shares.changes[item.index as usize].old.into() },
    Field { on: "change", name: "new", of: INTERVAL, doc: "What the new figure can mean.", get: |story, item| story.shares.changes[item.index as usize].new.into() },
    Field { on: "change", name: "multiple", of: INTERVAL, doc: "How many times the old figure the verb makes of it: about 2 for `doubled`.", get: |story, item| story.shares.changes[item.index as usize].multiple.into() },
    Field { on: "change", name: "ratio", of: INTERVAL, doc: "How many times the old figure the new one is.", get: |story, item| story.shares.changes[item.index as usize].ratio.into() },
    Field { on: "change", name: "by", of: QUANTITY, doc: "The figure that says by how much: `fell $3 to $18 from $22`.", get: |story, item| story.shares.changes[item.index as usize].by.map_or(Value::Missing, |by| item_of("quantity", by)) },
    Field { on: "change", name: "difference", of: INTERVAL, doc: "By how much the two figures differ, without a sign.", get: |story, item| story.shares.changes[item.index as usize].difference.into() },
    Field { on: "change", name: "plain-ratio", of: INTERVAL, doc: "The same by the figures just as they are written.", get: |story, item| plain::ratio(story, &story.shares.changes[item.index as usize]) },
    Field { on: "base-share", name: "share", of: QUANTITY, doc: "The percentage.", get: |story, item| item_of("quantity", story.shares.bases[item.index as usize].share) },
    Field { on: "base-share", name: "base", of: QUANTITY, doc: "What counts the base.", get: |story, item| item_of("quantity", story.shares.bases[item.index as usize].base) },
    Field { on: "base-share", name: "below", of: NUMBER, doc: "The nearest count that makes no more than the share.", get: |story, item| story.shares.bases[item.index as usize].below.into() },
    Field { on: "base-share", name: "above", of: NUMBER, doc: "The nearest count that makes no less.", get: |story, item| story.shares.bases[item.index as usize].above.into() },
    Field { on: "majority-claim", name: "word", of: WORDS, doc: "The word.", get: |story, item| story.shares.majorities[item.index as usize].word.into() },
    Field { on: "majority-claim", name: "says", of: word(&MAJORITY), doc: "What it says.", get: |story, item| Value::word(story.shares.majorities[item.index as usize].says.name()) },
    Field { on: "majority-claim", name: "share", of: QUANTITY, doc: "The percentage or count beside it.", get: |story, item| item_of("quantity", story.shares.majorities[item.index as usize].share) },
    Field { on: "majority-claim", name: "percent", of: INTERVAL, doc: "What that makes, in percent.", get: |story, item| story.shares.majorities[item.index as usize].percent.into() },
    Field { on: "list-count", name: "promised", of: QUANTITY, doc: "The figure that promises.", get: |story, item| item_of("quantity", story.quantities.list_counts[item.index as usize].promised) },
    Field { on: "list-count", name: "listed", of: NUMBER, doc: "How many items are listed.", get: |story, item| Value::whole(story.quantities.list_counts[item.index as usize].listed) },
    Field { on: "list-count", name: "form", of: word(&LISTED_AS), doc: "How the items stand.", get: |story, item| Value::word(story.quantities.list_counts[item.index as usize].form.name()) },
    Field { on: "share-sum", name: "first", of: QUANTITY, doc: "The first percentage.", get: |story, item| item_of("quantity", story.shares.sums[item.index as usize].shares[0]) },
    Field { on: "share-sum", name: "last", of: QUANTITY, doc: "The last percentage.", get: |story, item| story.shares.sums[item.index as usize].shares.last().map_or(Value::Missing, |&last| item_of("quantity", last)) },
    Field { on: "share-sum", name: "count", of: NUMBER, doc: "How many percentages.", get: |story, item| Value::whole(story.shares.sums[item.index as usize].shares.len() as i64) },
    Field { on: "share-sum", name: "sum", of: INTERVAL, doc: "What they come to, rounding included.", get: |story, item| story.shares.sums[item.index as usize].sum.into() },
    Field { on: "share-sum", name: "plain-sum", of: INTERVAL, doc: "The same by the figures just as they are written.", get: |story, item| plain::share_sum(story, &story.shares.sums[item.index as usize]) },
    Field { on: "total", name: "whole", of: QUANTITY, doc: "The total.", get: |story, item| item_of("quantity", story.quantities.totals[item.index as usize].total) },
    Field { on: "total", name: "first", of: FieldType::Item("fact"), doc: "The first part.", get: |story, item| story.quantities.totals[item.index as usize].parts.first().map_or(Value::Missing, |&part| item_of("fact", part)) },
    Field { on: "total", name: "last", of: FieldType::Item("fact"), doc: "The last part.", get: |story, item| story.quantities.totals[item.index as usize].parts.last().map_or(Value::Missing, |&part| item_of("fact", part)) },
    Field { on: "total", name: "sum", of: INTERVAL, doc: "What the parts come to.", get: |story, item| story.quantities.totals[item.index as usize].sum.into() },
    Field { on: "total", name: "stated", of: INTERVAL, doc: "What the total as written can mean.", get: |story, item| story.quantities.totals[item.index as usize].stated.into() },
    Field { on: "total", name: "evidence", of: word(&FORM), doc: "The form that ties them.", get: |story, item| Value::word(story.quantities.totals[item.index as usize].evidence.name()) },
    Field { on: "part-pair", name: "part", of: QUANTITY, doc: "What counts the part.", get: |story, item| item_of("quantity", story.quantities.parts[item.index as usize].part) },
    Field { on: "part-pair", name: "whole", of: QUANTITY, doc: "What counts the whole.", get: |story, item| item_of("quantity", story.quantities.parts[item.index as usize].whole) },
    Field { on: "part-pair", name: "part-value", of: INTERVAL, doc: "What the part can mean.", get: |story, item| story.quantities.parts[item.index as usize].part_value.into() },
    Field { on: "part-pair", name: "whole-value", of: INTERVAL, doc: "What the whole can mean.", get: |story, item| story.quantities.parts[item.index as usize].whole_value.into() },
    Field { on: "product", name: "count", of: QUANTITY, doc: "How many.", get: |story, item| item_of("quantity", story.quantities.products[item.index as usize].count) },
    Field { on: "product", name: "each", of: QUANTITY, doc: "The amount for one.", get: |story, item| item_of("quantity", story.quantities.products[item.index as usize].each) },
    Field { on: "product", name: "total", of: QUANTITY, doc: "The amount for all.", get: |story, item| item_of("quantity", story.quantities.products[item.index as usize].total) },
    Field { on: "product", name: "stated", of: INTERVAL, doc: "What the amount for all can mean.", get: |story, item| story.quantities.products[item.index as usize].stated.into() },
    Field { on: "product", name: "expected", of: INTERVAL, doc: "What it must be.", get: |story, item| story.quantities.products[item.index as usize].expected.into() },
    Field { on: "product", name: "plain-expected", of: INTERVAL, doc: "The same by the figures just as they are written.", get: |story, item| plain::product(story, &story.quantities.products[item.index as usize]) },
    Field { on: "conversion", name: "original", of: QUANTITY, doc: "The form that stands first.", get: |story, item| item_of("quantity", story.quantities.conversions[item.index as usize].original) },
    Field { on: "conversion", name: "converted", of: QUANTITY, doc: "The form that restates it.", get: |story, item| item_of("quantity", story.quantities.conversions[item.index as usize].converted) },
    Field { on: "conversion", name: "stated", of: INTERVAL, doc: "What the second form can mean.", get: |story, item| story.quantities.conversions[item.index as usize].stated.into() },
    Field { on: "conversion", name: "expected", of: INTERVAL, doc: "What it must be, in its own unit.", get: |story, item| story.quantities.conversions[item.index as usize].expected.into() },
    Field { on: "conversion", name: "plain-expected", of: INTERVAL, doc: "The same by the first form just as it is written.", get: |story, item| plain::conversion(story, &story.quantities.conversions[item.index as usize]) },
    Field { on: "conversion", name: "of", of: word(&CONVERSION), doc: "Which two forms.", get: |story, item| Value::word(match story.quantities.conversions[item.index as usize].of { ConversionOf::Measure => "measure", ConversionOf::WordNumeral => "word-numeral", ConversionOf::Period => "period" }) },
    Field { on: "conversion", name: "original-period", of: TEXT, doc: "Of a rate, the period of the first form: `year`.", get: |story, item| period(story, item, |of| of.original) },
    Field { on: "conversion", name: "converted-period", of: TEXT, doc: "Of a rate, the period of the second form.", get: |story, item| period(story, item, |of| of.converted) },
    Field { on: "rate-drift", name: "first", of: QUANTITY, doc: "The earlier sum.", get: |story, item| item_of("quantity", story.quantities.rate_drifts[item.index as usize].first[0]) },
    Field { on: "rate-drift", name: "first-converted", of: QUANTITY, doc: "The earlier sum in the other currency.", get: |story, item| item_of("quantity", story.quantities.rate_drifts[item.index as usize].first[1]) },
    Field { on: "rate-drift", name: "again", of: QUANTITY, doc: "The later sum.", get: |story, item| item_of("quantity", story.quantities.rate_drifts[item.index as usize].again[0]) },
    Field { on: "rate-drift", name: "again-converted", of: QUANTITY, doc: "The later sum in the other currency.", get: |story, item| item_of("quantity", story.quantities.rate_drifts[item.index as usize].again[1]) },
    Field { on: "rate-drift", name: "first-rate", of: INTERVAL, doc: "Units of the second currency for one of the first, at the earlier place.", get: |story, item| story.quantities.rate_drifts[item.index as usize].first_rate.into() },
    Field { on: "rate-drift", name: "again-rate", of: INTERVAL, doc: "Likewise at the later place.", get: |story, item| story.quantities.rate_drifts[item.index as usize].again_rate.into() },
];

#[rustfmt::skip]
static TESTS: &[Test] = &[
    Test { on: "percent-change", name: "of-percentages", doc: "Both ends are percentages, so that their difference is in points.", holds: |story, item| story.shares.percent_changes[item.index as usize].of == ChangeOf::Percentages },
    Test { on: "base-share", name: "impossible", doc: "No whole number of the base is rounded to the percentage.", holds: |story, item| !story.shares.bases[item.index as usize].possible },
    Test { on: "share-sum", name: "closed", doc: "The text says that they are all there is.", holds: |story, item| story.shares.sums[item.index as usize].closed },
    Test { on: "total", name: "closed", doc: "The parts are all there is, so that they may not come to less.", holds: |story, item| story.quantities.totals[item.index as usize].closed },
];

#[rustfmt::skip]
static RELATIONS: &[Relation] = &[
    Relation { name: "part-of", between: (QUANTITY, QUANTITY), doc: "Counts some of what the other counts: `of the 45 towns, 17 …`.", holds: Holds::Listed(|story| story.quantities.parts.iter().map(|of| (of.part, of.whole)).chain(story.shares.proportions.iter().map(|of| (of.part, of.whole))).collect()) },
    Relation { name: "restates", between: (QUANTITY, QUANTITY), doc: "Stands beside the other and says it once more: `17, or 38%,`, `12 miles (19 km)`.", holds: Holds::Listed(|story| both_ways(story.quantities.restatements.iter().map(|of| (of.figure, of.again)))) },
    Relation { name: "share-of", between: (FieldType::Item("percent"), QUANTITY), doc: "Is the share of what the other counts: `40% of the 45`.", holds: Holds::Listed(|story| story.shares.proportions.iter().map(|of| (of.share, of.whole)).collect()) },
    Relation { name: "share-for", between: (FieldType::Item("percent"), QUANTITY), doc: "Says of the other what share of the whole it is: `17, or 38%`.", holds: Holds::Listed(|story| story.shares.proportions.iter().map(|of| (of.share, of.part)).collect()) },
];

/// The name of one of the two periods of a rate.
fn period<'s>(story: &Story<'_>, item: Item, which: fn(&Periods) -> TimeUnit) -> Value<'s> {
    let periods = &story.quantities.conversions[item.index as usize].periods;
    periods.as_ref().map_or(Value::Missing, |periods| Value::word(which(periods).name()))
}

static FORM: Vocabulary = Vocabulary {
    name: "form",
    words: || {
        let shares = ShareEvidence::ALL.iter().map(|form| form.name());
        let totals = TotalEvidence::ALL.iter().map(|form| form.name());
        // A vote has a form in both.
        shares.chain(totals.filter(|form| *form != "vote")).collect()
    },
};
static CONVERSION: Vocabulary = Vocabulary { name: "conversion", words: || vec!["measure", "word-numeral", "period"] };
static DIRECTION: Vocabulary = Vocabulary { name: "direction", words: || vec!["up", "down", "apart"] };
static MAJORITY: Vocabulary =
    Vocabulary { name: "majority", words: || Majority::ALL.iter().map(|majority| majority.name()).collect() };
static LISTED_AS: Vocabulary =
    Vocabulary { name: "form of a list", words: || ListedAs::ALL.iter().map(|form| form.name()).collect() };

figures_shelf!(PROPORTIONS, shares.proportions, |of: &Proportion| of.share);
figures_shelf!(PERCENT_CHANGES, shares.percent_changes, |of: &PercentChange| of.percent);
figures_shelf!(CHANGES, shares.changes, |of: &Change| of.to);
figures_shelf!(BASE_SHARES, shares.bases, |of: &BaseShare| of.share);
figures_shelf!(MAJORITIES, shares.majorities, |of: &MajorityClaim| of.share);
figures_shelf!(LIST_COUNTS, quantities.list_counts, |of: &ListCount| of.promised);
figures_shelf!(SHARE_SUMS, shares.sums, |of: &ShareSum| of.shares[0]);
figures_shelf!(TOTALS, quantities.totals, |of: &Total| of.total);
figures_shelf!(PARTS, quantities.parts, |of: &PartWhole| of.part);
figures_shelf!(PRODUCTS, quantities.products, |of: &Product| of.total);
figures_shelf!(CONVERSIONS, quantities.conversions, |of: &Conversion| of.converted);
figures_shelf!(RATE_DRIFTS, quantities.rate_drifts, |of: &RateDrift| of.again[1]);

/// The words of two facts, and `from` or `to` before the first of them.
/// A fraction or a vote says both counts itself.
fn counts<'s>(story: &'s Story<'_>, of: &Proportion) -> Value<'s> {
    let written = |index| fact(story, index).span.slice(&story.document.prose);
    if of.part == of.whole {
        return Value::text(written(of.part));
    }
    Value::Text(format!("{} of {}", written(of.part), written(of.whole)).into())
}

fn ends(story: &Story<'_>, from: u32, to: u32) -> ProseSpan {
    let first = fact(story, from.min(to));
    let whole = first.span.cover(fact(story, from.max(to)).span);
    let before = (first.first_token as usize).checked_sub(1).map(|at| story.lexed.tokens[at].span());
    let leads = |span: &ProseSpan| matches!(span.slice(&story.document.prose), "from" | "to");
    before.filter(leads).map_or(whole, |before| before.cover(whole))
}
