//! What the grammar reads as a quantity, form by form, and what it leaves alone.
//!
//! Each line of a table is a sentence with the expected fact between `⟦` and `⟧`, and its reading. Dates, names and
//! other kinds may be found beside it; another quantity may not, unless it is marked too.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]

#[path = "quantity/count.rs"]
mod count;
#[path = "quantity/identifier.rs"]
mod identifier;
#[path = "quantity/measure.rs"]
mod measure;
#[path = "quantity/money.rs"]
mod money;
#[path = "quantity/range.rs"]
mod range;
#[path = "quantity/share.rs"]
mod share;

use copydesk::fact::{Fact, Hedge, Quantity, Value};
use copydesk::lex::Lexicon;
use copydesk::text::Source;
use copydesk::{grammar, lex, markup};

/// Every line reads as it says, and nothing else in it is a quantity.
#[track_caller]
fn reads(table: &[(&str, &[&str])]) {
    for (marked, readings) in table {
        let text = marked.replace(['⟦', '⟧'], "");
        let found: Vec<(String, String)> = quantities(&text);
        let spans: Vec<&str> = marked.split('⟦').skip(1).map(|rest| rest.split('⟧').next().unwrap()).collect();
        let wanted: Vec<(String, String)> =
            spans.iter().zip(*readings).map(|(span, reading)| ((*span).to_owned(), (*reading).to_owned())).collect();
        assert_eq!(spans.len(), readings.len(), "{marked}");
        assert_eq!(found, wanted, "{marked}");
    }
}

/// No line holds a quantity.
#[track_caller]
fn refuses(texts: &[&str]) {
    for text in texts {
        assert_eq!(quantities(text), [], "{text}");
    }
}

/// The quantities of a text: as written, and as understood.
fn quantities(text: &str) -> Vec<(String, String)> {
    let source = Source::new("story.txt", text).unwrap();
    let document = markup::read(&source);
    let lexicon = Lexicon::default();
    let lexed = lex::lex(&document, &lexicon);
    let facts = grammar::scan(&document.prose, &lexed, &lexicon);
    let of = |fact: &Fact| Some((fact.span.slice(&document.prose).to_owned(), reading(&fact.value)?));
    facts.iter().filter_map(of).collect()
}

/// A value in a few words; `None` for kinds that are no quantities.
fn reading(value: &Value) -> Option<String> {
    Some(match value {
        Value::Count(quantity) | Value::Ordinal(quantity) | Value::Percent(quantity) | Value::Points(quantity) => {
            format!("{} {}", value.kind(), amount(quantity))
        }
        Value::Fraction(fraction) => {
            let hedge = hedge(&fraction.share);
            format!("fraction {hedge}{}/{} = {}", fraction.numerator, fraction.denominator, fraction.share.value)
        }
        Value::Ratio(parts) => {
            format!("ratio {}", parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(":"))
        }
        Value::Range(range) => {
            let sign = |inclusive| if inclusive { "=" } else { "" };
            let hedge = if range.hedge == Hedge::None { String::new() } else { format!("{} ", range.hedge.name()) };
            let unit = range.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
            format!(
                "range {hedge}{}{}..{}{} {}{unit}",
                amount(&range.low),
                if range.low_inclusive { "" } else { "<" },
                sign(range.high_inclusive),
                amount(&range.high),
                range.of
            )
        }
        Value::Money(money) => {
            let against = money.contradicted_by.map(|code| format!(" against {code}")).unwrap_or_default();
            format!("money {} {}{against}", amount(&money.amount), money.currency.unwrap_or("?"))
        }
        Value::Measure(measure) => {
            let per = measure.per.map(|per| format!(" per {per}")).unwrap_or_default();
            format!("measure {} {}{per}", amount(&measure.amount), measure.unit)
        }
        Value::Age(age) => format!("age {} {}", amount(&age.amount), age.unit),
        Value::Version(version) => format!("version {version}"),
        Value::VagueQuantity => "vague".to_owned(),
        Value::Identifier => "identifier".to_owned(),
        _ => return None,
    })
}

fn amount(quantity: &Quantity) -> String {
    match quantity.hedge {
        Hedge::Between(low, high) => format!("{low} to {high}"),
        _ => format!("{}{}", hedge(quantity), quantity.value),
    }
}

fn hedge(quantity: &Quantity) -> String {
    let twice = if quantity.hedged_twice { "twice " } else { "" };
    match quantity.hedge {
        Hedge::None => String::new(),
        Hedge::PlusMinus(width) => format!("{twice}plus-minus {width} "),
        hedge => format!("{twice}{} ", hedge.name()),
    }
}
