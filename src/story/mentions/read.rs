//! The facts of a document as rows of the facts table.

use super::{correction, thing};
use crate::claim::Claim;
use crate::fact::spelling::fold;
use crate::fact::{DateTime, Edge, End, Fact, Hedge, Interval, Moment, Number, Range, Row, Value, language_in};
use crate::lex::{Token, TokenKind};
use crate::markup::{Role, SuppressionKind};
use crate::story::Story;
use crate::story::view::View;
use crate::text::{LineIndex, ProseSpan, SourceSpan};

impl Story<'_> {
    /// Its facts as rows of the facts table, in order.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let lines = LineIndex::new(self.source.text());
        let past = &self.past_sentences;
        let view = View::new(&self.document, &self.lexed, self.lexicon, &self.bounds, &self.facts, &self.claims, past);
        let published = self.published_day();
        let of_facts = (0..self.facts.len()).map(|index| self.row(index, &view, &lines));
        let bare = language_in(self.source.name()).map(|_| self.bare_numbers(&lines)).unwrap_or_default();
        of_facts.chain(bare).map(|row| Row { published: published.clone(), ..row }).collect()
    }

    /// The numbers of a text in another language that nothing was made of, so that they can be compared with those of
    /// its original.
    fn bare_numbers(&self, lines: &LineIndex) -> Vec<Row> {
        let in_fact = |span: ProseSpan| {
            let after = self.facts.partition_point(|fact| fact.span.start() <= span.start());
            self.facts[..after].last().is_some_and(|fact| fact.span.end() > span.start())
        };
        let numbers = self.lexed.tokens.iter().filter(|token| token.kind == TokenKind::Number).map(Token::span);
        let bare = numbers.filter(|span| !in_fact(*span)).zip(self.facts.len()..);
        bare.map(|(span, index)| Row { kind: "count".to_owned(), ..self.standing_at(span, index, lines) }).collect()
    }

    /// A row that says where something stands, and no more.
    fn standing_at(&self, span: ProseSpan, index: usize, lines: &LineIndex) -> Row {
        let place = self.document.map.to_source(span);
        let text = self.source.text();
        let at = lines.position(text, place.start());
        Row {
            doc: self.source.name().to_string(),
            fact: whole(index),
            text: self.words(span).to_owned(),
            start: whole(place.start()),
            end: whole(place.end()),
            line: whole(at.line),
            column: whole(at.column),
            char_start: whole(lines.characters_before(text, place.start())),
            char_end: whole(lines.characters_before(text, place.end())),
            stet: self.let_stand(place),
            ..Row::default()
        }
    }

    fn row(&self, index: usize, view: &View<'_>, lines: &LineIndex) -> Row {
        let (fact, claim) = (&self.facts[index], &self.claims[index]);
        let mut row = Row {
            kind: fact.value.kind().to_owned(),
            role: claim.role.name().to_owned(),
            unit: unit(&fact.value),
            head: claim.frame.head_lemma.to_string(),
            event: claim.frame.event.unwrap_or_default().to_owned(),
            date: date(&fact.value).map(|moment| days(&moment)).unwrap_or_default(),
            attribution_level: i32::from(claim.attribution.level),
            source: claim.attribution.source.map(|source| self.words(source).to_owned()).unwrap_or_default(),
            in_quote: i32::from(is_quoted(claim)),
            ..self.standing_at(fact.span, index, lines)
        };
        self.add_figure(index, &mut row);
        add_name(fact, &mut row);
        thing::name(view, index, &mut row);
        correction::mark(view, index, &mut row);
        row
    }

    fn words(&self, span: ProseSpan) -> &str {
        span.slice(&self.document.prose)
    }

    fn add_figure(&self, index: usize, row: &mut Row) {
        let Some(meant) = self.figure(index).or_else(|| length(&self.facts[index].value)) else { return };
        row.low = meant.low.number().map(|low| decimal(low, false)).unwrap_or_default();
        row.high = meant.high.number().map(|high| decimal(high, true)).unwrap_or_default();
        if matches!(meant.low, End::Unbounded) {
            row.low.clear();
        }
    }

    /// The day of publication; without one in the text or beside it, the day or year that the path tells.
    fn published_day(&self) -> String {
        match self.published.complete() {
            Some((year, month, day)) => format!("{year:04}-{month:02}-{day:02}"),
            None => match self.published.year {
                Some(year) => format!("{year:04}"),
                None => date_in_path(self.source.name()).unwrap_or_default(),
            },
        }
    }

    /// The rules that a comment of the document lets stand at a place.
    fn let_stand(&self, place: SourceSpan) -> String {
        let acts = |kind| !matches!(kind, SuppressionKind::Enable | SuppressionKind::Malformed);
        let covering = self
            .document
            .suppressions
            .iter()
            .filter(|of| acts(of.kind) && (of.scope.overlaps(&place) || of.scope.contains(&place)));
        let mut ids: Vec<&str> = Vec::new();
        for suppression in covering {
            if suppression.rules.is_empty() {
                ids.push("*");
            }
            ids.extend(suppression.rules.iter().map(|rule| rule.id.as_str()));
        }
        ids.sort_unstable();
        ids.dedup();
        ids.join(" ")
    }
}

/// A text is no longer than a 32-bit number can count.
fn whole(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}

fn is_quoted(claim: &Claim) -> bool {
    claim.quotation.is_some() || claim.role == Role::QuoteBlock
}

/// A length of time in seconds, where it is one and not about one.
fn length(value: &Value) -> Option<Interval> {
    match value {
        Value::Duration(length) if length.hedge == Hedge::None && length.up_to.is_none() => {
            length.seconds().map(Interval::point)
        }
        _ => None,
    }
}

/// A plain decimal of at most twelve places, rounded up or down so that no value is lost.
fn decimal(number: Number, up: bool) -> String {
    let rounded = number.rounded(12);
    let step = Number::power_of_ten(-12).unwrap_or(Number::ZERO);
    let moved = match (up, rounded < number, rounded > number) {
        (true, true, _) => rounded.checked_add(step),
        (false, _, true) => rounded.checked_sub(step),
        _ => Some(rounded),
    };
    moved.unwrap_or(rounded).to_plain()
}

fn unit(value: &Value) -> String {
    match value {
        Value::Money(money) => money.currency.unwrap_or(&money.unit).to_owned(),
        Value::Measure(measure) | Value::Age(measure) => match measure.per {
            Some(per) => format!("{}/{per}", measure.unit),
            None => measure.unit.to_owned(),
        },
        Value::Percent(_) => "percent".to_owned(),
        Value::Points(_) => "point".to_owned(),
        Value::Duration(_) => "second".to_owned(),
        Value::Range(range) => unit_of_range(range).to_owned(),
        _ => String::new(),
    }
}

fn unit_of_range(range: &Range) -> &str {
    match (range.unit, range.of) {
        (Some(unit), _) => unit,
        (None, "percent") => "percent",
        _ => "",
    }
}

fn add_name(fact: &Fact, row: &mut Row) {
    match &fact.value {
        Value::Person(name) => {
            row.name_given = name.given.to_string();
            row.name_surname = name.surname.to_string();
            row.name_folded = format!("{} {}", fold(&name.given), fold(&name.surname)).trim().to_owned();
            let title = if name.role.is_empty() { &name.title } else { &name.role };
            row.title = title.to_lowercase();
        }
        Value::Organization(body) => row.name_folded = fold(&body.name),
        Value::Place(place) => row.name_folded = fold(&place.name),
        _ => {}
    }
}

fn date(value: &Value) -> Option<Moment> {
    let resolved = |date: &DateTime| {
        let day = |(year, month, day)| Edge { year, month, day, second: 0 };
        let written = date.absolute().and_then(|date| date.complete()).map(|date| Moment {
            low: day(date),
            high: day(date),
            nominal: None,
            year_inferred: false,
        });
        date.resolved.or(written)
    };
    match value {
        Value::Date(date) => resolved(date),
        Value::DateRange(range) => {
            let (low, high) = (resolved(range.low.as_ref()?)?, resolved(range.high.as_ref()?)?);
            Some(Moment { high: high.high, ..low })
        }
        _ => None,
    }
}

fn days(moment: &Moment) -> String {
    let day = |edge: &Edge| format!("{:04}-{:02}-{:02}", edge.year, edge.month, edge.day);
    let (first, last) = (day(&moment.low), day(&moment.high));
    if first == last { first } else { format!("{first}/{last}") }
}

/// `posts/2019-03-04-quay.md`, `archive/2019/quay.md`: the day as far as the path tells it.
fn date_in_path(path: &str) -> Option<String> {
    let mut numbers = path.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).peekable();
    while let Some(number) = numbers.next() {
        let is_year = number.len() == 4 && ("1500".."2100").contains(&number);
        if !is_year {
            continue;
        }
        let two = |part: Option<&&str>, most: &str| {
            part.filter(|part| part.len() == 2 && ("01"..=most).contains(*part)).map(|part| (*part).to_owned())
        };
        let Some(month) = two(numbers.peek(), "12") else { return Some(number.to_owned()) };
        numbers.next();
        return Some(match two(numbers.peek(), "31") {
            Some(day) => format!("{number}-{month}-{day}"),
            None => format!("{number}-{month}"),
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_the_day_as_far_as_it_goes() {
        for (path, day) in [
            ("posts/2019-03-04-quay.md", Some("2019-03-04")),
            ("archive/2019/03/quay-41.md", Some("2019-03")),
            ("2024.md", Some("2024")),
            ("s4-1200/notes-20240304.md", None),
        ] {
            assert_eq!(date_in_path(path).as_deref(), day, "{path}");
        }
    }

    #[test]
    fn a_decimal_never_loses_a_value() {
        let third = Number::ratio(1, 3).expect("a number");
        assert_eq!(decimal(third, false), "0.333333333333");
        assert_eq!(decimal(third, true), "0.333333333334");
        assert_eq!(decimal(Number::from(1204), true), "1204");
    }
}
