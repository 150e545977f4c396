//! What holds for every text: no panic, spans on boundaries and in order; and that figures and words of one number are
//! understood as one value.

use std::fmt::Write as _;

use copydesk::fact::{Fact, Number, Value};
use copydesk::lex::Lexicon;
use copydesk::text::Source;
use copydesk::{grammar, lex, markup};
use proptest::prelude::*;

/// The facts of a text, with its prose.
fn facts(text: &str) -> (Vec<Fact>, String) {
    let Ok(source) = Source::new("a.txt", text) else { return (Vec::new(), String::new()) };
    let document = markup::read(&source);
    let lexicon = Lexicon::default();
    let lexed = lex::lex(&document, &lexicon);
    (grammar::scan(&document.prose, &lexed, &lexicon), document.prose.to_string())
}

/// Spans lie on boundaries, none is empty, and they stand in order without overlap.
fn hold(text: &str) {
    let (facts, prose) = facts(text);
    let mut end = 0;
    for fact in &facts {
        let range = fact.span.range();
        assert!(prose.is_char_boundary(range.start) && prose.is_char_boundary(range.end), "{text:?}: {fact:?}");
        assert!(range.start >= end && range.end > range.start, "{text:?}: {fact:?} after {end}");
        assert!(fact.end_token > fact.first_token, "{text:?}: {fact:?}");
        end = range.end;
    }
}

/// The one number that a text counts.
fn count(text: &str) -> Option<Number> {
    let (facts, _) = facts(text);
    match facts.as_slice() {
        [Fact { value: Value::Count(quantity), .. }] => Some(quantity.value),
        _ => None,
    }
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// How a writer spells numbers out.
#[derive(Debug, Clone, Copy)]
struct Hand {
    /// `three hundred and five`
    and: bool,
    /// `twenty-one`
    hyphen: bool,
}

/// A number from 1 to 999 in words.
fn below_a_thousand(number: u64, hand: Hand) -> String {
    let mut words = Vec::new();
    if number >= 100 {
        words.push(format!("{} hundred", SMALL[(number / 100) as usize]));
    }
    let rest = number % 100;
    if rest > 0 {
        let tail = match (rest / 10, rest % 10) {
            (0 | 1, _) => SMALL[rest as usize].to_owned(),
            (tens, 0) => TENS[tens as usize].to_owned(),
            (tens, unit) => {
                format!("{}{}{}", TENS[tens as usize], if hand.hyphen { "-" } else { " " }, SMALL[unit as usize])
            }
        };
        words.push(if hand.and && number > 100 { format!("and {tail}") } else { tail });
    }
    words.join(" ")
}

/// A number up to a billion billion in words.
fn in_words(number: u64, hand: Hand) -> String {
    if number == 0 {
        return SMALL[0].to_owned();
    }
    let mut words = Vec::new();
    let mut rest = number;
    for (scale, name) in
        [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand")]
    {
        if rest >= scale {
            words.push(format!("{} {name}", below_a_thousand(rest / scale, hand)));
            rest %= scale;
        }
    }
    if rest > 0 {
        // `two thousand and five`
        let and = if hand.and && rest < 100 && !words.is_empty() { "and " } else { "" };
        words.push(format!("{and}{}", below_a_thousand(rest, hand)));
    }
    words.join(" ")
}

/// A number in figures with commas between its groups.
fn with_commas(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Numbers of every size alike, from nought to a million million.
fn number() -> impl Strategy<Value = u64> {
    (0_u32..=12).prop_flat_map(|digits| 0..=10_u64.pow(digits))
}

/// Pieces of prose that the productions begin and end with, glued at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "$",
        "€",
        "US$",
        "Rs.",
        "-",
        "–",
        "—",
        "/",
        ":",
        ".",
        ",",
        "(",
        ")",
        "'",
        "’",
        "\"",
        "%",
        "°C",
        "²",
        "½",
        "±",
        "#",
        "@",
        "1",
        "12",
        "1992",
        "2024",
        "0.5",
        "1,234",
        "12:30",
        "9/11",
        "v1.2.3",
        "COVID-19",
        "million",
        "bn",
        "k",
        "dozen",
        "hundred",
        "and",
        "a",
        "half",
        "the",
        "of",
        "in",
        "to",
        "from",
        "between",
        "about",
        "nearly",
        "more than",
        "since",
        "until",
        "ago",
        "later",
        "last",
        "next",
        "May",
        "Nov.",
        "Monday",
        "week",
        "years",
        "old",
        "aged",
        "p.m.",
        "GMT",
        "percent",
        "points",
        "miles",
        "ft",
        "kg",
        "Mr.",
        "Ada",
        "Okafor",
        "van",
        "der",
        "Jr.",
        "Ltd",
        "said",
        "Section",
        "third",
        "second",
        "21st",
        "century",
        "’90s",
        "é",
        "ß",
        "\u{a0}",
        "\u{202f}",
        "🙂",
        "三",
        "\u{301}",
        "\n",
        "\n\n",
    ]);
    prop::collection::vec((piece, any::<bool>()), 0..24).prop_map(|pieces| {
        let mut text = String::new();
        for (piece, blank) in pieces {
            let _ = write!(text, "{piece}{}", if blank { " " } else { "" });
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_text_holds(text in any::<String>()) {
        hold(&text);
    }

    #[test]
    fn any_pieces_hold(text in pieces()) {
        hold(&text);
    }

    #[test]
    fn figures_and_words_are_one_value(number in number(), and in any::<bool>(), hyphen in any::<bool>()) {
        let value = Number::ratio(i128::from(number), 1);
        let words = in_words(number, Hand { and, hyphen });
        prop_assert_eq!(count(&format!("The yard built {words} boats.")), value, "{}", words);
        let figures = with_commas(number);
        prop_assert_eq!(count(&format!("The yard built {figures} boats.")), value, "{}", figures);
    }

    #[test]
    fn figures_with_a_scale_word_are_one_value(whole in 1_u64..1_000, tenth in 0_u64..10, scale in 0_usize..3) {
        let (name, short, factor) = [("million", "m", 1_000_000), ("billion", "bn", 1_000_000_000), ("trillion", "tn", 1_000_000_000_000_u64)][scale];
        let value = Number::ratio(i128::from((whole * 10 + tenth) * (factor / 10)), 1);
        for written in [format!("{whole}.{tenth} {name}"), format!("{whole}.{tenth}{short}")] {
            prop_assert_eq!(count(&format!("The yard built {written} boats.")), value, "{}", written);
        }
        let spoken = format!("{} point {} {name}", in_words(whole, Hand { and: true, hyphen: true }), SMALL[tenth as usize]);
        prop_assert_eq!(count(&format!("The yard built {spoken} boats.")), value, "{}", spoken);
    }
}
