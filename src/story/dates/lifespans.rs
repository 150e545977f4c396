//! Lives: births, deaths and ages against dates and against each other.
//!
//! ```text
//! life     = NAME "(" … birth "–" death ")"          Ada Quist (2 May 1872 – 23 November 1896)
//! born     = ( NAME | "he" | "she" | start ) … ( "born" | "died" ) … date
//! aged     = ( NAME | "he" | "she" ) … year … ( "aged" | "at the age of" ) N
//! person   = NAME "," N ","                           Dana Fell, 34,  ·  the 9-year-old boy, Tim Ode,
//! now      = "born" … date … NAME ( "," N "," | "is" N )   Born in 1961, Moe is 62, in a text of a known day
//! thing    = N "-year-old" noun, twice with one noun
//! known    = "the" N "-year-old", where the text gives the age of one person only
//! ```
//!
//! Only the person whom the text opens with has a life here: whose birth another sentence speaks of is not for
//! word lists to say.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::fact::{Hedge, Interval, Number, PartialDate, Value};
use crate::lex::{Class, TokenKind};
use crate::story::context::{Stem, stem};
use crate::story::dates::events::{EventKind, SameEvent, absolute, both_ends};
use crate::story::people::{Bearer, People};
use crate::story::view::View;

/// Blocks that can hold the opening of a life.
const OPENING_BLOCKS: u32 = 24;
/// Words between a name at the head of a sentence and the bracket with the life.
const NAME_REACH: usize = 8;
/// Words between `born` and the day.
const BORN_REACH: usize = 12;

/// What an age is checked against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeEvidence {
    /// A year named beside it.
    Year,
    /// The death.
    Death,
    /// The day of publication.
    Published,
}

impl AgeEvidence {
    /// The word for it in rules.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Death => "death",
            Self::Published => "published",
        }
    }
}

/// An age with the dates it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeCheck {
    /// Index of the age.
    pub age: u32,
    /// Index of the fact with the birth.
    pub birth: u32,
    /// Index of the fact with the year or death; of a bracket with both, the same; `None` for the day of publication.
    pub until: Option<u32>,
    /// What it is checked against.
    pub evidence: AgeEvidence,
    /// The age as written.
    pub stated: Interval,
    /// What it can be.
    pub expected: Interval,
}

/// Two ages of one person or thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameAge {
    /// Index of the earlier age.
    pub a: u32,
    /// Index of the later one.
    pub b: u32,
    /// Whether it is a person's.
    pub of_person: bool,
    /// Whether they differ by more than a birthday.
    pub apart: bool,
}

/// What is said of lives.
#[derive(Debug, Default)]
pub(super) struct Lifespans {
    pub(super) same: Vec<SameEvent>,
    pub(super) ages: Vec<AgeCheck>,
    pub(super) same_ages: Vec<SameAge>,
}

/// Linear: each date and age is looked at once, in the window of its sentence.
pub(super) fn find(view: &View<'_>, people: &People, published: &PartialDate) -> Lifespans {
    let reader = Reader { view, people, published };
    let mut found = Lifespans::default();
    if let Some(life) = reader.life() {
        reader.births(&life, &mut found.same);
        reader.ages(&life, &mut found.ages);
    }
    reader.ages_now(&mut found.ages);
    reader.same_ages(&mut found.same_ages);
    found
}

/// The person whom the text opens with.
struct Life {
    fact: usize,
    birth: PartialDate,
    death: PartialDate,
    names: Vec<Stem>,
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    people: &'v People,
    published: &'v PartialDate,
}

impl Reader<'_, '_> {
    // -------------------------------------------------------------------------------------- lives

    /// The first bracket with a birth and a death behind a name.
    fn life(&self) -> Option<Life> {
        let view = self.view;
        (0..view.facts.len()).take_while(|&fact| view.claims[fact].block < OPENING_BLOCKS).find_map(|fact| {
            let (birth, death) = both_ends(&view.facts[fact].value)?;
            let years = i32::from(death.year?) - i32::from(birth.year?);
            let tokens = view.tokens_of(view.sentence(fact));
            let open = self.opening(tokens.start, view.start(fact))?;
            let closed = view.end(fact) < tokens.end && view.kind(view.end(fact)) == TokenKind::ParenClose;
            let named = open > tokens.start
                && open - tokens.start <= NAME_REACH
                && view.is_word(open - 1)
                && view.token(open - 1).is_capital();
            if !named || !closed || !(10..=110).contains(&years) {
                return None;
            }
            let names = (tokens.start..open)
                .filter(|&at| view.is_word(at) && view.token(at).is_capital())
                .map(|at| stem(view.text(at)))
                .collect();
            Some(Life { fact, birth, death, names })
        })
    }

    /// The bracket that is open at `at`, those inside it stepped over.
    fn opening(&self, start: usize, at: usize) -> Option<usize> {
        let mut closed = 0;
        for at in (start..at).rev() {
            match self.view.kind(at) {
                TokenKind::ParenClose => closed += 1,
                TokenKind::ParenOpen if closed == 0 => return Some(at),
                TokenKind::ParenOpen => closed -= 1,
                _ => {}
            }
        }
        None
    }

    /// Other places that say when the person was born or died.
    fn births(&self, life: &Life, found: &mut Vec<SameEvent>) {
        let view = self.view;
        for fact in 0..view.facts.len() {
            let Some(date) =
                absolute(&view.facts[fact].value).filter(|date| date.year.or(None).is_some() || date.month.is_some())
            else {
                continue;
            };
            let sentence = view.sentence(fact);
            if sentence == view.sentence(life.fact) || view.claims[fact].quotation.is_some() {
                continue;
            }
            let Some((at, event)) = self.birth_word(fact) else { continue };
            if !self.is_about(life, sentence, at) {
                continue;
            }
            let known = if event == EventKind::Birth { life.birth } else { life.death };
            let date = PartialDate { year: settled_year(&date, &known), ..date };
            let (a, b) = if fact < life.fact { (fact, life.fact) } else { (life.fact, fact) };
            let (first, again) = if fact < life.fact { (date, known) } else { (known, date) };
            let apart = known.is_disjoint(&date);
            let (a, b) = (view.facts[a].span, view.facts[b].span);
            found.push(SameEvent { a, b, event, first, again, apart });
        }
    }

    /// `born` or `died` before the date, in its clause.
    fn birth_word(&self, fact: usize) -> Option<(usize, EventKind)> {
        let view = self.view;
        let (start, first) = (view.tokens_of(view.sentence(fact)).start, view.start(fact));
        for at in (first.saturating_sub(BORN_REACH).max(start)..first).rev() {
            if view.is_one_of(at, &["born"]) {
                return Some((at, EventKind::Birth));
            }
            if view.is_one_of(at, &["died"]) {
                return Some((at, EventKind::Death));
            }
            let breaks = matches!(
                view.kind(at),
                TokenKind::Semicolon | TokenKind::ParenOpen | TokenKind::ParenClose | TokenKind::Period
            ) || view.is(at, Class::Auxiliary)
                || view.is_one_of(at, &["who", "and", "when", "he", "she"]);
            if breaks {
                return None;
            }
        }
        None
    }

    /// Whether the words before `at` speak of the person: by name, by a pronoun at the head, or not at all.
    fn is_about(&self, life: &Life, sentence: usize, at: usize) -> bool {
        let view = self.view;
        let words = view.tokens_of(sentence).start..at;
        if words.clone().any(|at| view.is(at, Class::KinWord) || view.kind(at) == TokenKind::Possessive) {
            return false;
        }
        words.is_empty()
            || view.is_one_of(words.start, &["he", "she"])
            || words.clone().any(|at| view.is_word(at) && life.names.contains(&stem(view.text(at))))
    }

    /// Ages of the person beside a year, or at death.
    fn ages(&self, life: &Life, found: &mut Vec<AgeCheck>) {
        let view = self.view;
        let Some(born) = life.birth.year.map(i64::from) else { return };
        for age in 0..view.facts.len() {
            let amount = match &view.facts[age].value {
                Value::Age(measure) if measure.unit == "year" => &measure.amount,
                Value::Count(count) if self.is_at_age(age) => count,
                _ => continue,
            };
            let sentence = view.sentence(age);
            let plain = amount.hedge == Hedge::None;
            if !plain || view.claims[age].quotation.is_some() || !self.opens_with_person(life, sentence) {
                continue;
            }
            let mut years = view.facts_of(sentence).filter_map(|fact| {
                let year = absolute(&view.facts[fact].value)?.year?;
                Some((fact, i64::from(year)))
            });
            let start = view.tokens_of(sentence).start;
            let died = view.holds(start..view.start(age), &["died"]);
            let (until, year, evidence) = match (years.next(), years.next()) {
                (Some((fact, year)), None) if self.is_at_age(age) => (fact, year, AgeEvidence::Year),
                (None, _) if died => match life.death.year {
                    Some(year) => (life.fact, i64::from(year), AgeEvidence::Death),
                    None => continue,
                },
                _ => continue,
            };
            if year < born {
                continue;
            }
            found.push(AgeCheck {
                age: age as u32,
                birth: life.fact as u32,
                until: Some(until as u32),
                evidence,
                stated: Interval::point(amount.value),
                expected: Interval::closed(Number::from(year - born - 1), Number::from(year - born)),
            });
        }
    }

    /// `aged 23`, `at the age of 23`
    fn is_at_age(&self, age: usize) -> bool {
        let view = self.view;
        let start = view.start(age);
        view.is_one_of(start, &["age", "aged"])
            || start > 1 && view.is_one_of(start - 1, &["of"]) && view.is_one_of(start - 2, &["age"])
    }

    fn opens_with_person(&self, life: &Life, sentence: usize) -> bool {
        let view = self.view;
        let tokens = view.tokens_of(sentence);
        let head = tokens.start..tokens.end.min(tokens.start + 6);
        if head.clone().any(|at| view.is(at, Class::KinWord)) {
            return false;
        }
        view.is_one_of(tokens.start, &["he", "she"])
            || head.clone().any(|at| view.is_word(at) && life.names.contains(&stem(view.text(at))))
    }

    // ----------------------------------------------------------------------------------- ages now

    /// Ages on the day of publication of people whose birth the text gives.
    fn ages_now(&self, found: &mut Vec<AgeCheck>) {
        let view = self.view;
        if self.published.year.is_none() {
            return;
        }
        let mut born: FxHashMap<u32, (usize, PartialDate)> = FxHashMap::default();
        for fact in 0..view.facts.len() {
            let Some(date) = absolute(&view.facts[fact].value).filter(|date| date.year.is_some()) else { continue };
            let Some((at, EventKind::Birth)) = self.birth_word(fact) else { continue };
            if view.claims[fact].quotation.is_some() {
                continue;
            }
            if at == view.tokens_of(view.sentence(fact)).start {
                found.extend(self.age_behind(fact, &date));
            }
            if let Some(cluster) = self.born_person(fact, at) {
                born.entry(cluster).or_insert((fact, date));
            }
        }
        let spoken_of: FxHashSet<u32> = found.iter().map(|check| check.age).collect();
        for age in 0..view.facts.len() {
            let Some((cluster, years)) = self.age_of_person(age) else { continue };
            let Some((birth, date)) = born.get(&cluster) else { continue };
            // "was 19 when she sailed" is another time, and so is what another date of the sentence says.
            let tokens = view.tokens_of(view.sentence(age));
            let told_apart = view.holds(tokens, &["then", "when", "was", "were", "had", "would", "ago"])
                || view.facts_of(view.sentence(age)).any(|fact| {
                    fact != *birth && absolute(&view.facts[fact].value).is_some_and(|date| date.year.is_some())
                });
            if !told_apart && view.claims[age].quotation.is_none() && !spoken_of.contains(&(age as u32)) {
                found.extend(self.age_now(age, years, *birth, date));
            }
        }
        found.sort_by_key(|check| check.age);
    }

    fn age_now(&self, age: usize, years: Number, birth: usize, date: &PartialDate) -> Option<AgeCheck> {
        Some(AgeCheck {
            age: age as u32,
            birth: birth as u32,
            until: None,
            evidence: AgeEvidence::Published,
            stated: Interval::point(years),
            expected: age_on(date, self.published)?,
        })
    }

    /// `Born in 1961, Moe is 62`, `Born on 1 May 1990, Ode, 33, won`
    fn age_behind(&self, birth: usize, date: &PartialDate) -> Option<AgeCheck> {
        let view = self.view;
        let tokens = view.tokens_of(view.sentence(birth));
        let end = view.end(birth);
        let comma = |at: usize| at < tokens.end && view.kind(at) == TokenKind::Comma;
        let name = (end + 1..tokens.end.min(end + 5))
            .take_while(|&at| view.is_word(at) && view.token(at).is_capital())
            .last()
            .filter(|_| comma(end))?;
        let age = view.facts_of(view.sentence(birth)).find(|&fact| view.start(fact) > name)?;
        let years = match &view.facts[age].value {
            Value::Age(measure) if measure.unit == "year" => &measure.amount,
            Value::Count(count) => count,
            _ => return None,
        };
        let between = name + 1..view.start(age);
        let apposed = between.len() == 1 && comma(between.start) && comma(view.end(age));
        let told = between.len() == 1 && view.is_one_of(between.start, &["is", "turns"]) && {
            let end = view.end(age);
            end >= tokens.end || !view.is_word(end) || view.is_one_of(end, &["and", "but", "this", "years"])
        };
        let other_year = view
            .facts_of(view.sentence(birth))
            .any(|fact| fact != birth && absolute(&view.facts[fact].value).is_some_and(|date| date.year.is_some()));
        ((apposed || told) && !other_year && years.hedge == Hedge::None)
            .then(|| self.age_now(age, years.value, birth, date))?
    }

    /// Whose birth it is: `Dana Fell was born in 1990`, `Dana Fell (born 1990)`.
    fn born_person(&self, fact: usize, born: usize) -> Option<u32> {
        let view = self.view;
        let sentence = view.facts_of(view.sentence(fact));
        let person = sentence
            .rev()
            .find(|&person| matches!(view.facts[person].value, Value::Person(_)) && view.end(person) <= born)?;
        let joined = (view.end(person)..born).all(|at| {
            matches!(view.kind(at), TokenKind::Comma | TokenKind::ParenOpen)
                || view.is_one_of(at, &["was", "who", "is"])
        });
        match self.people.bearers.get(person) {
            Some(Bearer::Cluster(cluster)) if joined => Some(*cluster),
            _ => None,
        }
    }

    // --------------------------------------------------------------------------------------- ages

    /// Ages of one thing (`our ten-year-old system`) and of one person (`Dana Fell, 34,`).
    fn same_ages(&self, found: &mut Vec<SameAge>) {
        let view = self.view;
        let mut things: FxHashMap<Stem, usize> = FxHashMap::default();
        let mut persons: FxHashMap<u32, usize> = FxHashMap::default();
        for age in 0..view.facts.len() {
            if view.claims[age].quotation.is_some() {
                continue;
            }
            let before = if let Some((cluster, _)) = self.age_of_person(age) {
                persons.insert(cluster, age).map(|before| (before, true))
            } else if let Some(noun) = self.old_thing(age) {
                things.insert(noun, age).map(|before| (before, false))
            } else {
                None
            };
            let Some((before, of_person)) = before.filter(|(before, _)| view.sentence(*before) != view.sentence(age))
            else {
                continue;
            };
            found.push(self.same_age(before, age, of_person));
        }
        self.known_ages(&persons, found);
        found.sort_by_key(|pair| (pair.b, pair.a));
    }

    /// `the 34-year-old`, of the only person whose age the text gives.
    fn known_ages(&self, persons: &FxHashMap<u32, usize>, found: &mut Vec<SameAge>) {
        let view = self.view;
        let mut persons = persons.values();
        let (Some(&person), None) = (persons.next(), persons.next()) else { return };
        let mut others = (0..view.facts.len()).filter(|&age| {
            let of_years = matches!(&view.facts[age].value, Value::Age(measure) if measure.unit == "year");
            of_years && self.age_of_person(age).is_none()
        });
        // Another age in the text may be somebody else's, to whom the next one points back.
        let (Some(age), None) = (others.next(), others.next()) else { return };
        let Value::Age(measure) = &view.facts[age].value else { return };
        let (start, end) = (view.start(age), view.end(age));
        let tokens = view.tokens_of(view.sentence(age));
        let points_back =
            start > tokens.start && view.is_one_of(start - 1, &["the"]) && view.is_one_of(end - 1, &["old"]);
        let alone = end >= tokens.end
            || !view.is_word(end)
            || view.is(end, Class::AttributionVerb)
            || view.is(end, Class::Auxiliary)
            || view.is(end, Class::PastTense)
            || view.is(end, Class::Modal);
        let plain = measure.amount.hedge == Hedge::None && view.claims[age].quotation.is_none();
        if age > person && points_back && alone && plain && view.sentence(age) != view.sentence(person) {
            found.push(self.same_age(person, age, true));
        }
    }

    fn same_age(&self, a: usize, b: usize, of_person: bool) -> SameAge {
        let value = |fact: usize| self.view.facts[fact].value.quantity().map(|quantity| quantity.value);
        let years = value(a).zip(value(b)).and_then(|(a, b)| a.checked_sub(b)).map(Number::abs);
        let apart = years.is_some_and(|years| years > Number::ONE);
        SameAge { a: a as u32, b: b as u32, of_person, apart }
    }

    /// Whose age it is, and how many years: `Dana Fell, 34,`, `Fell, 34,`, `the 9-year-old boy, Tim Ode,`.
    fn age_of_person(&self, age: usize) -> Option<(u32, Number)> {
        let view = self.view;
        let years = match &view.facts[age].value {
            Value::Age(measure) if measure.unit == "year" => &measure.amount,
            Value::Count(count) if !count.in_words && count.written_unit == Number::ONE => count,
            _ => return None,
        };
        if years.hedge != Hedge::None || !(Number::ONE..Number::from(120)).contains(&years.value) {
            return None;
        }
        let person = self.named_before(age).or_else(|| self.named_behind(age))?;
        match self.people.bearers.get(person) {
            Some(Bearer::Cluster(cluster)) => Some((*cluster, years.value)),
            _ => None,
        }
    }

    /// `Dana Fell, 34,` and nothing else
    fn named_before(&self, age: usize) -> Option<usize> {
        let view = self.view;
        let person = age.checked_sub(1).filter(|&fact| matches!(view.facts[fact].value, Value::Person(_)))?;
        let between = view.between(person, age);
        let tokens = view.tokens_of(view.sentence(age));
        let comma = |at: usize| at < tokens.end && view.kind(at) == TokenKind::Comma;
        let closed =
            comma(view.end(age)) || matches!(view.facts[age].value, Value::Age(_)) && view.end(age) + 1 >= tokens.end;
        let enclosed = view.sentence(person) == view.sentence(age)
            && between.len() == 1
            && comma(between.start)
            && closed
            && !self.goes_on_as_date(age);
        enclosed.then_some(person)
    }

    /// `Lund, 12, and 14 March`: whether the figure belongs to a list.
    fn goes_on_as_date(&self, age: usize) -> bool {
        let next = self.view.facts.get(age + 1).filter(|next| {
            matches!(next.value, Value::Count(_)) && next.first_token as usize == self.view.end(age) + 1
        });
        next.is_some()
    }

    /// `the 9-year-old boy, Tim Ode,`
    fn named_behind(&self, age: usize) -> Option<usize> {
        let view = self.view;
        let end = view.end(age);
        let tokens = view.tokens_of(view.sentence(age));
        let person = age + 1;
        let named = matches!(view.facts[age].value, Value::Age(_))
            && view.is_one_of(end - 1, &["old"])
            && person < view.facts.len()
            && matches!(view.facts[person].value, Value::Person(_))
            && view.sentence(person) == view.sentence(age);
        let gap = end..view.start(person.min(view.facts.len() - 1)).max(end);
        let apposed = named
            && gap.len() <= 2
            && gap.start < gap.end
            && view.is(gap.start, Class::PersonNoun)
            && gap.clone().skip(1).all(|at| view.kind(at) == TokenKind::Comma)
            && view.start(age) > tokens.start
            && view.is_determiner(view.start(age) - 1);
        apposed.then_some(person)
    }

    /// The noun behind `N-year-old`, unless it is one for people.
    fn old_thing(&self, age: usize) -> Option<Stem> {
        let view = self.view;
        let Value::Age(measure) = &view.facts[age].value else { return None };
        if measure.unit != "year" || measure.amount.hedge != Hedge::None {
            return None;
        }
        let end = view.end(age);
        let tokens = view.tokens_of(view.sentence(age));
        let old = end > tokens.start && view.is_one_of(end - 1, &["old"]);
        let noun = end < tokens.end
            && view.is_word(end)
            && !view.token(end).is_capital()
            && !view.is(end, Class::FunctionWord)
            && !view.is(end, Class::Auxiliary)
            && !view.is(end, Class::PersonNoun)
            && !view.is(end, Class::KinWord);
        (old && noun).then(|| stem(view.text(end)))
    }
}

/// A year of two digits may stand for one of the first century, if the other date says so.
fn settled_year(date: &PartialDate, known: &PartialDate) -> Option<i16> {
    match (date.year, known.year) {
        (Some(year), Some(known)) if known < 100 && year % 100 == known % 100 => Some(known),
        (year, _) => year,
    }
}

/// How old somebody is on a day; to the year where one of the two days is not known, and either way within some days
/// of the birthday.
pub(super) fn age_on(birth: &PartialDate, on: &PartialDate) -> Option<Interval> {
    let years = i64::from(on.year?) - i64::from(birth.year?);
    let near_birthday =
        birth.month == on.month && birth.day.zip(on.day).is_some_and(|(born, now)| born.abs_diff(now) <= 3);
    let (low, high) = match birth.whole_years_until(on).map(i64::from) {
        Some(whole) if !near_birthday => (whole, whole),
        _ => (years - 1, years),
    };
    (high >= 0).then(|| Interval::closed(Number::from(low), Number::from(high)))
}
