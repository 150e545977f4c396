//! Totals and their parts, parts and their wholes, counts and what each of them costs.
//!
//! ```text
//! list    = T noun ( ":" | "–" ) part { "," part } "and" part   14 people: six children, five adults and a driver
//! summed  = part { "," part } "and" part "," "a total of" T     3 men and 4 women, a total of 7
//! of-them = T noun … a "of them" … b "of them"                  10 users; 6 of them left and 4 of them stayed
//! stretch = T noun … a "of" … ( "and" | "followed by" ) b "of"   a five-month trial, two months of … and three of …
//! vote    = a "-" b [ "with" c "abstentions" ] "all" T           voted 31-12 with four abstentions; all 47
//! product = n noun "at" u "each" … T                            40 buses at $310,000 each, for $12.4 million
//!         | "each of the" n noun … u … "together" … T           each of the 12 crates weighs 25 kg; together 300 kg
//! ```
//!
//! A list counts only if each of its members begins with a figure (or `a`), so that nothing is left out.

use std::ops::Range;

use crate::claim::Part;
use crate::fact::{Hedge, Interval, Number, Quantity, Value};
use crate::lex::{Class, TokenKind};
use crate::story::view::View;

/// Words between a total and the mark that opens its list.
const LIST_REACH: usize = 8;
/// Nouns of groups, which hold more people than they are.
const GROUPS: [&str; 12] =
    ["family", "household", "couple", "team", "crew", "group", "pair", "club", "class", "party", "delegation", "staff"];

/// Which form ties the parts to their total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotalEvidence {
    /// A list behind a colon or dash.
    List,
    /// `…, a total of T`
    Summed,
    /// `a of them … b of them`
    OfThem,
    /// Stretches of time one after the other.
    Stretch,
    /// Votes for, against and abstained.
    Vote,
}

impl TotalEvidence {
    /// The word for it in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Summed => "summed",
            Self::OfThem => "of-them",
            Self::Stretch => "stretch",
            Self::Vote => "vote",
        }
    }
}

/// A total with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Index of the fact with the total.
    pub total: u32,
    /// Indexes of the facts with the parts, in order.
    pub parts: Vec<u32>,
    /// The form that ties them.
    pub evidence: TotalEvidence,
    /// What the parts come to.
    pub sum: Interval,
    /// What the total as written can mean.
    pub stated: Interval,
    /// Whether the parts are all there is; else they may come to less.
    pub closed: bool,
}

/// A part with the whole it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartWhole {
    /// Index of the fact that counts the part.
    pub part: u32,
    /// Index of the fact that counts the whole.
    pub whole: u32,
    /// What the part can mean.
    pub part_value: Interval,
    /// What the whole can mean.
    pub whole_value: Interval,
}

/// A count, what one of it costs or measures, and the stated product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    /// Index of the fact that counts.
    pub count: u32,
    /// Index of the fact with the amount for one.
    pub each: u32,
    /// Index of the fact with the total.
    pub total: u32,
    /// What the total as written can mean.
    pub stated: Interval,
    /// What it must be.
    pub expected: Interval,
}

/// What adds up, and what does not.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) totals: Vec<Total>,
    pub(super) parts: Vec<PartWhole>,
    pub(super) products: Vec<Product>,
}

/// Linear: each sentence is looked at once, together with the one before it.
pub(super) fn find(view: &View<'_>) -> Parts {
    let mut found = Parts::default();
    for sentence in 0..view.lexed.sentences.len() {
        let facts = view.facts_of(sentence);
        if facts.len() < 2 {
            continue;
        }
        let reader = Reader { view, facts: facts.clone(), tokens: view.tokens_of(sentence) };
        for total in facts.clone() {
            found.totals.extend(reader.list(total));
            found.totals.extend(reader.summed(total));
        }
        found.totals.extend(reader.of_them(sentence));
        found.totals.extend(reader.stretch());
        found.totals.extend(reader.vote());
        for whole in facts.clone() {
            found.parts.extend(reader.part(whole));
        }
        found.products.extend(reader.product().or_else(|| reader.together()));
    }
    found.totals.sort_by_key(|total| total.total);
    found
}

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    facts: Range<usize>,
    tokens: Range<usize>,
}

impl Reader<'_, '_> {
    /// `T noun: a x, b y and c z`
    fn list(&self, total: usize) -> Option<Total> {
        let view = self.view;
        let stated = self.sum_value(total)?;
        let opens = self.list_mark(total)?;
        let mut members: Vec<Option<usize>> = Vec::new();
        let mut at = opens + 1;
        loop {
            let member = self.member(at)?;
            if member.is_some_and(|fact| !self.same_unit(total, fact)) {
                return None;
            }
            members.push(member);
            // To the next mark between members.
            let from = member.map_or(at + 1, |fact| view.end(fact));
            let end = self.member_end(from)?;
            if end >= self.tokens.end || self.ends_list(end) {
                break;
            }
            at = end + 1;
            if at < self.tokens.end && view.is_one_of(at, &["and"]) {
                at += 1;
            }
        }
        let parts: Vec<u32> = members.iter().flatten().map(|&fact| fact as u32).collect();
        if members.len() < 2 || parts.len() < 2 {
            return None;
        }
        // As many bare figures as the total says are the things that it counts: `four sizes: 25, 50, 75 and 100`.
        let count = Interval::point(Number::from(members.len() as i64));
        if !stated.is_disjoint(&count) && parts.iter().all(|&part| view.claims[part as usize].frame.head.is_none()) {
            return None;
        }
        let ones = Number::from((members.len() - parts.len()) as i64);
        let sum = self.sum(&parts)?.checked_add(&Interval::point(ones))?;
        Some(Total { total: total as u32, parts, evidence: TotalEvidence::List, sum, stated, closed: true })
    }

    /// The colon or dash that opens a list for the total, with nothing but its noun phrase between.
    fn list_mark(&self, total: usize) -> Option<usize> {
        let view = self.view;
        let from = view.end(total);
        let mark = (from..self.tokens.end.min(from + LIST_REACH))
            .find(|&at| matches!(view.kind(at), TokenKind::Colon | TokenKind::Dash))?;
        let plain = (from..mark)
            .all(|at| matches!(view.kind(at), TokenKind::Word | TokenKind::Hyphen) && !view.is(at, Class::Contrast))
            && mark > from;
        let next_fact = total + 1 >= self.facts.end || view.start(total + 1) > mark;
        (plain && next_fact).then_some(mark)
    }

    /// A member of a list that begins at `at`: a figure, or `None` for `a driver`.
    fn member(&self, at: usize) -> Option<Option<usize>> {
        let view = self.view;
        if at >= self.tokens.end {
            return None;
        }
        let fact = self.facts.clone().find(|&fact| view.start(fact) == at);
        match fact {
            // `1)` numbers a member and counts nothing.
            Some(fact) if self.view.kind(self.view.end(fact).min(self.tokens.end - 1)) == TokenKind::ParenClose => None,
            Some(fact) => self.sum_value(fact).is_some().then_some(Some(fact)),
            None => {
                let is_one = view.is_one_of(at, &["a", "an"])
                    && at + 1 < self.tokens.end
                    && view.kind(at + 1) == TokenKind::Word;
                is_one.then_some(None)
            }
        }
    }

    /// The mark or conjunction before the next member, or the end; `None` if another figure comes first.
    fn member_end(&self, from: usize) -> Option<usize> {
        let view = self.view;
        for at in from..self.tokens.end {
            match view.kind(at) {
                TokenKind::Comma | TokenKind::Semicolon => return Some(at),
                TokenKind::Period | TokenKind::Question | TokenKind::Exclamation | TokenKind::Dash => return Some(at),
                TokenKind::Number | TokenKind::Colon | TokenKind::ParenOpen => return None,
                TokenKind::Word if view.is_one_of(at, &["and"]) => return Some(at),
                _ => {}
            }
        }
        Some(self.tokens.end)
    }

    fn ends_list(&self, at: usize) -> bool {
        matches!(self.view.kind(at), TokenKind::Period | TokenKind::Question | TokenKind::Exclamation | TokenKind::Dash)
    }

    /// `a x and b y, a total of T`, `…, for a total of T`, `…, T in all`.
    fn summed(&self, total: usize) -> Option<Total> {
        let view = self.view;
        let stated = self.sum_value(total)?;
        let (start, end) = (view.start(total), view.end(total));
        // The total stands behind the list, after a comma, a dash or `for`: "…, for a total of 7", "…, 7 in all".
        let detached = start > self.tokens.start
            && (matches!(view.kind(start - 1), TokenKind::Comma | TokenKind::Dash)
                || view.is_one_of(start - 1, &["for"]));
        let words = start..end;
        let before = view.holds(words, &["total"]);
        let behind = end + 1 < self.tokens.end
            && view.is_one_of(end, &["in", "all"])
            && view.is_one_of(end + 1, &["all", "total", "told"]);
        if !detached || !(before || behind) {
            return None;
        }
        let mut parts = Vec::new();
        let mut last = total;
        while last > self.facts.start {
            let part = last - 1;
            let joined = self.joins(part, last, last == total)?;
            if !joined || !self.same_unit(total, part) || self.sum_value(part).is_none() {
                break;
            }
            parts.push(part as u32);
            last = part;
        }
        parts.reverse();
        if parts.len() < 2 || view.between(parts[parts.len() - 1] as usize, total).len() > 12 {
            return None;
        }
        let heads = |fact: u32| &view.claims[fact as usize].frame;
        let of_total = &view.claims[total].frame;
        // People add up to people; other things may add up to a wider class of them.
        let of_people = |part: &u32| heads(*part).counts_people;
        let fits = of_total.head_lemma.is_empty() || of_total.counts_people == parts.iter().all(of_people);
        if !fits {
            return None;
        }
        let sum = self.sum(&parts)?;
        Some(Total { total: total as u32, parts, evidence: TotalEvidence::Summed, sum, stated, closed: true })
    }

    /// Whether two figures are neighbours of one list; `None` never, so that a break ends the walk.
    fn joins(&self, a: usize, b: usize, is_total: bool) -> Option<bool> {
        let view = self.view;
        let between = view.between(a, b);
        if between.len() > 10 {
            return Some(false);
        }
        let mark = between.clone().any(|at| {
            matches!(view.kind(at), TokenKind::Comma | TokenKind::Dash | TokenKind::Plus)
                || view.is_one_of(at, &["and", "for", "plus"])
        });
        let broken = between.clone().any(|at| {
            matches!(view.kind(at), TokenKind::Semicolon | TokenKind::ParenOpen | TokenKind::ParenClose)
                || !is_total && (view.is(at, Class::Auxiliary) || view.is(at, Class::Contrast))
        });
        Some(mark && !broken)
    }

    /// `10 users; 6 of them left and 4 of them stayed`
    fn of_them(&self, sentence: usize) -> Option<Total> {
        let view = self.view;
        let is_of_them = |&fact: &usize| {
            let after = view.end(fact);
            matches!(view.facts[fact].value, Value::Count(_))
                && after + 1 < self.tokens.end
                && view.is_one_of(after, &["of"])
                && view.is_one_of(after + 1, &["them", "these", "those", "which", "whom"])
        };
        let parts: Vec<usize> = self.facts.clone().filter(is_of_them).collect();
        if parts.len() < 2 {
            return None;
        }
        let before = |facts: Range<usize>| {
            let mut counts = facts.filter(|&fact| matches!(view.facts[fact].value, Value::Count(_)));
            let first = counts.next()?;
            counts.next().is_none().then_some(first)
        };
        let total =
            before(self.facts.start..parts[0]).or_else(|| before(view.facts_of(view.sentence_before(sentence)?)))?;
        let stated = self.sum_value(total)?;
        let parts: Vec<u32> = parts.iter().map(|&fact| fact as u32).collect();
        let sum = self.sum(&parts)?;
        Some(Total { total: total as u32, parts, evidence: TotalEvidence::OfThem, sum, stated, closed: false })
    }

    /// `a five-month trial that began with two months of A and ended with three months of B`
    fn stretch(&self) -> Option<Total> {
        let view = self.view;
        let durations: Vec<usize> =
            self.facts.clone().filter(|&fact| matches!(view.facts[fact].value, Value::Duration(_))).collect();
        let (&total, parts) = durations.split_first().filter(|(_, parts)| parts.len() >= 2)?;
        let value = |fact: usize| match &view.facts[fact].value {
            Value::Duration(duration) if duration.parts.len() == 1 && duration.up_to.is_none() => {
                (duration.hedge == Hedge::None).then_some(duration.parts[0])
            }
            _ => None,
        };
        let (whole, unit) = value(total)?;
        // The total is part of a name for the stretch: "five-month trial".
        let compound = (view.start(total)..view.end(total)).any(|at| view.kind(at) == TokenKind::Hyphen)
            && view.end(total) < self.tokens.end
            && view.kind(view.end(total)) == TokenKind::Word;
        let ordered = view.holds(
            view.end(total)..self.tokens.end,
            &["began", "begins", "started", "starts", "concluded", "concludes", "ended", "ends", "followed", "then"],
        );
        let mut sum = Number::ZERO;
        for &part in parts {
            let (length, of) = value(part)?;
            let after = view.end(part);
            let of_what = after < self.tokens.end && view.is_one_of(after, &["of", "for", "in", "on"]);
            if of != unit || !of_what {
                return None;
            }
            sum = sum.checked_add(length)?;
        }
        (compound && ordered).then(|| Total {
            total: total as u32,
            parts: parts.iter().map(|&fact| fact as u32).collect(),
            evidence: TotalEvidence::Stretch,
            sum: Interval::point(sum),
            stated: Interval::point(whole),
            closed: true,
        })
    }

    /// `voted 31-12 with four abstentions; all 48 members`
    fn vote(&self) -> Option<Total> {
        let view = self.view;
        let ratio = self.facts.clone().find(|&fact| matches!(view.facts[fact].value, Value::Ratio(_)))?;
        let Value::Ratio(sides) = &view.facts[ratio].value else { return None };
        let voted = (self.tokens.start..view.start(ratio)).any(|at| view.is_one_of(at, &["voted", "vote", "passed"]));
        let whole = |fact: usize| match &view.facts[fact].value {
            Value::Count(quantity) if quantity.hedge == Hedge::None => Some(quantity.value),
            _ => None,
        };
        let mut sum = sides.iter().try_fold(Number::ZERO, |sum, &side| sum.checked_add(side))?;
        let mut parts = vec![ratio as u32];
        let mut total = None;
        for fact in ratio + 1..self.facts.end {
            let Some(value) = whole(fact) else { continue };
            let phrase = view.end(fact)..self.tokens.end.min(view.end(fact) + 2);
            let before = view.start(fact).saturating_sub(2)..view.start(fact);
            if view.holds(phrase, &["abstention", "abstentions", "abstaining", "abstained", "absent"]) {
                sum = sum.checked_add(value)?;
                parts.push(fact as u32);
            } else if view.holds(before, &["all"]) {
                total = Some((fact, value));
            }
        }
        let (total, value) = total?;
        voted.then(|| Total {
            total: total as u32,
            parts,
            evidence: TotalEvidence::Vote,
            sum: Interval::point(sum),
            stated: Interval::point(value),
            closed: true,
        })
    }

    // --------------------------------------------------------------------------- part and whole

    /// `Of the 40 delegates, 52`, `52 of the 40`, `nine people, including 11 children`.
    fn part(&self, whole: usize) -> Option<PartWhole> {
        let view = self.view;
        let count = |fact: usize| self.facts.contains(&fact) && matches!(view.facts[fact].value, Value::Count(_));
        if !count(whole) || view.claims[whole].frame.part == Part::Change {
            return None;
        }
        // Asked only of a fact that has one behind it.
        let opened = || self.is_of_opener(whole) && self.is_next_part(whole) || self.is_included(whole);
        let part = if count(whole + 1) && opened() {
            whole + 1
        } else if whole > self.facts.start && count(whole - 1) && self.is_part_of(whole - 1, whole) {
            whole - 1
        } else {
            return None;
        };
        Some(PartWhole {
            part: part as u32,
            whole: whole as u32,
            part_value: view.loose(part)?,
            whole_value: view.loose(whole)?,
        })
    }

    /// `Of the N …,` at the head of the sentence.
    fn is_of_opener(&self, whole: usize) -> bool {
        let view = self.view;
        let mut at = self.tokens.start;
        if view.is_one_of(at, &["out"]) {
            at += 1;
        }
        at < view.start(whole)
            && view.is_one_of(at, &["of"])
            && view.start(whole) - at <= 3
            && (at + 1..view.start(whole)).all(|at| view.is_determiner(at))
    }

    /// The part follows the comma of the opener at once, and without a noun of its own, or with the same.
    fn is_next_part(&self, whole: usize) -> bool {
        let view = self.view;
        let between = view.between(whole, whole + 1);
        let Some(comma) = between.clone().find(|&at| view.kind(at) == TokenKind::Comma) else { return false };
        let direct = between.end - comma <= 3;
        let (of_part, of_whole) = (&view.claims[whole + 1].frame, &view.claims[whole].frame);
        let fits = of_part.head_lemma.is_empty()
            || of_part.head_lemma == of_whole.head_lemma
            || view.end(whole + 1) < self.tokens.end
                && (view.is(view.end(whole + 1), Class::Auxiliary) || view.is(view.end(whole + 1), Class::Event));
        direct && fits && !of_whole.head_lemma.is_empty()
    }

    /// `nine people were rescued, including 11 children`
    fn is_included(&self, whole: usize) -> bool {
        let view = self.view;
        let between = view.between(whole, whole + 1);
        let included = between.len() <= 10
            && between.clone().any(|at| {
                view.is_one_of(at, &["including", "among"])
                    && (at + 1..between.end)
                        .all(|at| view.is_determiner(at) || view.is_one_of(at, &["them", "at", "least", "some"]))
            });
        let (of_part, of_whole) = (&view.claims[whole + 1].frame, &view.claims[whole].frame);
        let group = GROUPS.contains(&&*of_whole.head_lemma);
        let kin = of_part.counts_people && of_whole.counts_people
            || !of_part.head_lemma.is_empty() && of_part.head_lemma == of_whole.head_lemma;
        included && kin && !group
    }

    /// `52 of the 40 delegates`
    fn is_part_of(&self, part: usize, whole: usize) -> bool {
        let view = self.view;
        let between = view.between(part, whole);
        let Some(first) = between.clone().next() else { return false };
        view.is_one_of(first, &["of"])
            && between.len() == 2
            && view.is_determiner(first + 1)
            && !view.claims[whole].frame.head_lemma.is_empty()
            && !matches!(view.facts[part].value.quantity(), Some(quantity) if quantity.scaled)
    }

    // ------------------------------------------------------------------------------------ product

    /// `40 buses at $310,000 each, for $12.4 million`
    fn product(&self) -> Option<Product> {
        let view = self.view;
        let mut found = None;
        for each in self.facts.clone().skip(1) {
            if !matches!(view.facts[each].value, Value::Money(_) | Value::Measure(_)) || !self.is_each(each) {
                continue;
            }
            let count = each - 1;
            let between = view.between(count, each);
            let counted = matches!(view.facts[count].value, Value::Count(_))
                && between.len() <= 8
                && between.clone().next_back().is_some_and(|at| view.is_one_of(at, &["at", "for", "costing", "worth"]))
                && !between.clone().any(|at| view.kind(at) == TokenKind::Semicolon);
            let mut totals =
                self.facts.clone().filter(|&fact| fact != each && self.same_unit(each, fact) && fact > each);
            let (Some(total), None) = (totals.next(), totals.next()) else { continue };
            let between = view.between(each, total);
            let meant = between.len() <= 8
                && view.holds(between.start..view.end(total), &["for", "total", "totalling", "totaling", "all", "is"]);
            if counted && meant && found.replace((count, each, total)).is_some() {
                return None;
            }
        }
        let (count, each, total) = found?;
        if view.holds(self.tokens.clone(), &["plus", "fee", "fees", "discount", "minimum", "tax", "annually", "year"]) {
            return None;
        }
        Some(Product {
            count: count as u32,
            each: each as u32,
            total: total as u32,
            stated: view.loose(total)?,
            expected: view.loose(count)?.checked_mul(&view.loose(each)?)?,
        })
    }

    /// `each of the 12 crates weighs 25 kg; together they weigh 300 kg`
    fn together(&self) -> Option<Product> {
        let view = self.view;
        let [count, each, total] = self.facts.clone().collect::<Vec<_>>()[..] else { return None };
        let opens = view.start(count).checked_sub(3).filter(|&at| at >= self.tokens.start).is_some_and(|at| {
            view.is_one_of(at, &["each"]) && view.is_one_of(at + 1, &["of"]) && view.is_determiner(at + 2)
        });
        let summed = view.holds(view.between(each, total), &["together", "all", "altogether"]);
        let counted = matches!(view.facts[count].value, Value::Count(_));
        if !opens || !summed || !counted || !self.same_unit(each, total) {
            return None;
        }
        Some(Product {
            count: count as u32,
            each: each as u32,
            total: total as u32,
            stated: view.loose(total)?,
            expected: view.loose(count)?.checked_mul(&view.loose(each)?)?,
        })
    }

    fn is_each(&self, fact: usize) -> bool {
        let after = self.view.end(fact);
        after < self.tokens.end
            && (self.view.is_one_of(after, &["each", "apiece"])
                || after + 1 < self.tokens.end
                    && self.view.is_one_of(after, &["a", "per"])
                    && self.view.is_one_of(after + 1, &["piece", "unit", "item", "head"]))
    }

    // ------------------------------------------------------------------------------------- values

    /// What a member of a sum can mean: counts, money and measures without a hedge.
    fn sum_value(&self, fact: usize) -> Option<Interval> {
        let plain = |quantity: &Quantity| {
            let half = quantity.half_unit();
            let known = matches!(quantity.hedge, Hedge::None | Hedge::Exactly);
            let exact = quantity.value.is_integer() && !quantity.scaled;
            known.then(|| {
                if exact {
                    return Some(Interval::point(quantity.value));
                }
                let width = Interval::closed(-half, half);
                Interval::point(quantity.value).checked_add(&width)
            })?
        };
        match &self.view.facts[fact].value {
            Value::Count(quantity) => plain(quantity),
            Value::Money(money) => plain(&money.amount),
            Value::Measure(measure) => plain(&measure.amount),
            _ => None,
        }
    }

    fn same_unit(&self, a: usize, b: usize) -> bool {
        match (&self.view.facts[a].value, &self.view.facts[b].value) {
            (Value::Count(_), Value::Count(_)) => true,
            (Value::Money(a), Value::Money(b)) => a.currency == b.currency && a.currency.is_some(),
            (Value::Measure(a), Value::Measure(b)) => a.unit == b.unit && a.per == b.per,
            _ => false,
        }
    }

    fn sum(&self, parts: &[u32]) -> Option<Interval> {
        parts
            .iter()
            .try_fold(Interval::point(Number::ZERO), |sum, &part| sum.checked_add(&self.sum_value(part as usize)?))
    }
}
