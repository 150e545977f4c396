//! Totals with the parts that are listed with them.

use std::ops::Range;

use super::{NEAR, Reader, Total, TotalEvidence};
use crate::fact::{Hedge, Interval, Number, Value};
use crate::lex::{Class, TokenKind};

/// Words between a total and the mark that opens its list.
const LIST_REACH: usize = 8;
/// Words of the noun between a total and the comma behind it.
const NOUN_REACH: usize = 3;
/// Words of the noun between a total and `in all`.
const SUMMED_NOUN_REACH: usize = 2;
/// Sorts of people that leave nobody over.
const OPPOSED: [[&str; 2]; 3] = [["man", "woman"], ["boy", "girl"], ["adult", "child"]];

impl Reader<'_, '_> {
    /// `T noun: a x, b y and c z`
    pub(super) fn list(&self, total: usize) -> Option<Total> {
        let view = self.view;
        let stated = self.sum_value(total)?;
        let opens = self.list_mark(total)?;
        let members = self.members(total, opens + 1)?;
        let parts: Vec<u32> = members.iter().flatten().map(|&fact| fact as u32).collect();
        if members.len() < 2 || parts.len() < 2 {
            return None;
        }
        // As many bare figures as the total says are the things that it counts: `four sizes: 25, 50, 75 and 100`.
        let count = Interval::point(Number::from(members.len() as i64));
        if !stated.is_disjoint(&count) && parts.iter().all(|&part| view.claims[part as usize].frame.head.is_none()) {
            return None;
        }
        // Sums in millions are rounded, each of them.
        if matches!(view.facts[total].value, Value::Money(_)) && members.len() == parts.len() {
            let (sum, stated) = self.spent(total, &parts)?;
            return Some(Total {
                total: total as u32,
                parts,
                evidence: TotalEvidence::List,
                sum,
                stated,
                closed: true,
            });
        }
        let ones = Number::from((members.len() - parts.len()) as i64);
        let sum = self.sum(&parts)?.checked_add(&Interval::point(ones))?;
        Some(Total { total: total as u32, parts, evidence: TotalEvidence::List, sum, stated, closed: true })
    }

    /// The members of a list that begins at `at`, up to its end; `None` for a member that is one: `a driver`.
    fn members(&self, total: usize, mut at: usize) -> Option<Vec<Option<usize>>> {
        let view = self.view;
        let mut members: Vec<Option<usize>> = Vec::new();
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
                return Some(members);
            }
            at = end + 1;
            if at < self.tokens.end && view.is_one_of(at, &["and"]) {
                at += 1;
            }
        }
    }

    /// `14 survivors, nine men and four women`: an apposition that sorts all of them.
    ///
    /// After a comma it might be another list (`14 horses, nine men and four women`), so that the total must be of
    /// people in general and the parts men and women, boys and girls or adults and children.
    pub(super) fn apposition(&self, total: usize) -> Option<Total> {
        let view = self.view;
        let stated = self.sum_value(total)?;
        let first = total + 1;
        let mark = view.start(first.min(self.facts.end - 1)).checked_sub(1)?;
        let opened = self.facts.contains(&first)
            && matches!(view.kind(mark), TokenKind::Comma | TokenKind::ParenOpen)
            && (view.end(total)..mark).len() <= NOUN_REACH
            && (view.end(total)..mark).all(|at| view.is_word(at));
        if !opened {
            return None;
        }
        let mut parts = vec![first];
        let mut closed_by = view.end(first) + 1;
        while let Some(next) = parts.last().map(|&last| last + 1).filter(|next| self.facts.contains(next)) {
            let between = view.between(next - 1, next);
            let joined = between.len() <= 3
                && between.clone().skip(1).all(|at| view.kind(at) == TokenKind::Comma || view.is_one_of(at, &["and"]))
                && between.len() >= 2;
            if !joined || self.sort_of(view.end(next)).is_none() {
                break;
            }
            parts.push(next);
            closed_by = view.end(next) + 1;
        }
        let closed = closed_by >= self.tokens.end
            || matches!(
                view.kind(closed_by),
                TokenKind::Comma | TokenKind::ParenClose | TokenKind::Period | TokenKind::Semicolon | TokenKind::Dash
            );
        // One noun each, and no two of them the same.
        let sorts: Vec<&str> = parts.iter().map(|&part| self.sort_of(view.end(part))).collect::<Option<_>>()?;
        let opposed = OPPOSED.iter().any(|pair| pair.iter().all(|sort| sorts.contains(sort)));
        let anybody = self.counts_anybody(total) && (view.end(total)..mark).len() <= 1;
        let distinct = (1..sorts.len()).all(|at| !sorts[..at].contains(&sorts[at]));
        let parts: Vec<u32> = parts.into_iter().map(|part| part as u32).collect();
        let sum = self.sum(&parts)?;
        let fits = parts.iter().all(|&part| {
            matches!((self.sum_value(part as usize), stated.high.number()), (Some(part), Some(all)) if part.high.number() <= Some(all))
        });
        // "Among 418 pupils" and "of 480 birds" boys and girls, males and females are all there are, if they nearly are.
        let of_people = view.claims[total].frame.counts_people;
        let of_sort =
            || (sorts.contains(&"boy") || of_people || self.are_sexes(&parts)) && self.is_near(total, &sum, NEAR);
        (closed && opposed && distinct && fits && (anybody || of_sort())).then_some(Total {
            total: total as u32,
            parts,
            evidence: TotalEvidence::Apposition,
            sum,
            stated,
            closed: true,
        })
    }

    /// `males and females`, of people or animals.
    fn are_sexes(&self, parts: &[u32]) -> bool {
        let view = self.view;
        parts.iter().all(|&part| view.is_one_of(view.end(part as usize), &["male", "males", "female", "females"]))
    }

    /// Whether a figure counts people of no kind: `14 people`, `the 14 dead`, `a crew of nine`.
    fn counts_anybody(&self, total: usize) -> bool {
        let view = self.view;
        let (start, end) = (view.start(total), view.end(total));
        let noun = end < self.tokens.end && view.is_word(end);
        let anybody = noun
            && (view.is(end, Class::EventNoun)
                || view.lexicon.text(view.token(end).word, Class::CountedSynonym) == Some("person")
                || view.is_one_of(end, &["members"]));
        anybody || self.is_of_group(start)
    }

    /// `a team of` right before the figure.
    fn is_of_group(&self, start: usize) -> bool {
        let view = self.view;
        start >= self.tokens.start + 2 && view.is_one_of(start - 1, &["of"]) && view.is(start - 2, Class::GroupNoun)
    }

    /// `man`, `woman`, `child`: the sort of people that a word names.
    fn sort_of(&self, at: usize) -> Option<&'static str> {
        (at < self.tokens.end).then(|| self.view.lexicon.text(self.view.token(at).word, Class::PersonSort))?
    }

    /// The colon or dash that opens a list for the total, with nothing but its noun phrase between.
    fn list_mark(&self, total: usize) -> Option<usize> {
        let view = self.view;
        let from = view.end(total);
        let mark = (from..self.tokens.end.min(from + LIST_REACH))
            .find(|&at| matches!(view.kind(at), TokenKind::Colon | TokenKind::Dash))?;
        let plain = (from..mark)
            .all(|at| matches!(view.kind(at), TokenKind::Word | TokenKind::Hyphen) && !view.is(at, Class::Contrast))
            && (mark > from
                || self.is_of_group(view.start(total))
                || !matches!(view.facts[total].value, Value::Count(_)));
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
    pub(super) fn summed(&self, total: usize) -> Option<Total> {
        let view = self.view;
        let stated = self.sum_value(total)?;
        let (start, end) = (view.start(total), view.end(total));
        // The total stands behind the list, after a comma, a dash or `for`: "…, for a total of 7", "…, 7 in all".
        let detached = start > self.tokens.start
            && (matches!(view.kind(start - 1), TokenKind::Comma | TokenKind::Dash)
                || view.is_one_of(start - 1, &["for"]));
        let words = start..end;
        let before = view.holds(words, &["total"]);
        let sums_up = |at: usize| {
            at < self.tokens.end
                && (view.is_one_of(at, &["altogether"])
                    || view.is_one_of(at, &["in", "all"]) && view.is_one_of(at + 1, &["all", "total", "told"]))
        };
        let behind = (end..=end + SUMMED_NOUN_REACH)
            .take_while(|&at| at == end || at - 1 < self.tokens.end && view.is_word(at - 1))
            .any(sums_up);
        if !detached || !(before || behind) {
            return None;
        }
        let mut parts = Vec::new();
        let mut last = total;
        while last > self.facts.start {
            let part = last - 1;
            // `two words, repeated three times, for a total of six` multiplies.
            if view.end(part) < self.tokens.end && view.is_one_of(view.end(part), &["times"]) {
                return None;
            }
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
        // A job is held by a worker.
        let fits = of_total.head_lemma.is_empty()
            || matches!(&*of_total.head_lemma, "job" | "post")
            || of_total.counts_people == parts.iter().all(of_people);
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
    pub(super) fn of_them(&self, sentence: usize) -> Option<Total> {
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
    pub(super) fn stretch(&self) -> Option<Total> {
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
}
