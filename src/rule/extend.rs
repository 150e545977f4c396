//! A rule that builds on another: `extends = "group/name"`.
//!
//! What the file says takes the place of what the other rule says; lists are added to, and `KEY-remove` takes
//! from them. What is inherited stands at no place of the file, so that a fault in it is shown at `extends`.

use std::ops::Range;

use super::fault::Complaint;
use super::raw::{
    RawCase, RawConditions, RawCorpus, RawDocument, RawFact, RawFix, RawGroup, RawRemedy, RawReport, RawRule, RawTest,
    RawText, RawWithout,
};
use super::syntax;
use super::typing::help_for;
use crate::toml_file::Quoted;

/// What is removed and was never there.
pub(super) type Complaints = Vec<(Quoted, Complaint)>;

/// The rule that comes of `own`, which extends `parent`; neither is settled yet.
pub(super) fn over(mut own: RawRule, parent: &RawRule, complaints: &mut Complaints) -> RawRule {
    let at = own.extends.as_ref().map_or(0..0, |extends| extends.span.clone());
    let mut parent = parent.clone();
    move_rule(&mut parent, &at);
    let mut report = std::mem::take(&mut own.top.report);
    let when = std::mem::take(&mut own.top.when);
    let facts = std::mem::take(&mut own.top.facts);
    // A rule of cases alone has its names in each of them; otherwise they stand at the top and are inherited.
    let is_of_cases = parent.top.facts.is_empty();
    let mut removed = vec![false; when.all_remove.len() + when.none_remove.len()];
    for (at, case) in std::iter::once(&mut parent.top).chain(&mut parent.cases).enumerate() {
        remove_conditions(&mut case.when, &when, &mut removed);
        if (at == 0) != is_of_cases && !case.facts.is_empty() {
            lay_facts(&mut case.facts, &facts, complaints);
            add_conditions(&mut case.when, &when);
        }
    }
    note_missing(&parent, &when, &removed, complaints);
    lay_report(&mut parent.top.report, &mut report);
    let top = RawCase {
        span: if parent.top.span.is_empty() { 0..0 } else { at },
        severity: own.top.severity.take().or(parent.top.severity),
        confidence: own.top.confidence.take().or(parent.top.confidence),
        facts: parent.top.facts,
        groups: parent.top.groups.into_iter().chain(own.top.groups).collect(),
        when: parent.top.when,
        without: parent.top.without.into_iter().chain(own.top.without).collect(),
        report: parent.top.report,
        fix: own.top.fix.or(parent.top.fix),
    };
    RawRule {
        id: own.id,
        extends: own.extends,
        title: own.title.or(parent.title),
        severity: own.severity.or(parent.severity),
        confidence: own.confidence.or(parent.confidence),
        why: own.why.or(parent.why),
        source: own.source.or(parent.source),
        tags: if own.tags.is_empty() { parent.tags } else { own.tags },
        outranks: if own.outranks.is_empty() { parent.outranks } else { own.outranks },
        corpus: own.corpus.or(parent.corpus),
        top,
        // The special ones come first.
        cases: own.cases.into_iter().chain(parent.cases).collect(),
        bad: if own.bad.is_empty() { parent.bad } else { own.bad },
        good: if own.good.is_empty() { parent.good } else { own.good },
    }
}

fn lay_facts(facts: &mut Vec<RawFact>, own: &[RawFact], complaints: &mut Complaints) {
    for fact in own {
        let Some(inherited) = facts.iter_mut().find(|of| of.name.text == fact.name.text) else {
            facts.push(fact.clone());
            continue;
        };
        if !fact.kind.text.is_empty() {
            inherited.kind = fact.kind.clone();
        }
        for test in &fact.tests {
            match test.key.strip_suffix("-remove") {
                Some(key) => remove_values(&mut inherited.tests, key, test, complaints),
                None => add_values(&mut inherited.tests, test),
            }
        }
    }
}

fn add_values(tests: &mut Vec<RawTest>, own: &RawTest) {
    match tests.iter_mut().find(|test| test.key == own.key) {
        Some(inherited) => {
            let new = own.values.iter().filter(|value| !inherited.values.contains(value)).cloned();
            inherited.values.extend(new.collect::<Vec<_>>());
            inherited.span = own.span.clone();
        }
        None => tests.push(own.clone()),
    }
}

fn remove_values(tests: &mut Vec<RawTest>, key: &str, own: &RawTest, complaints: &mut Complaints) {
    let Some(inherited) = tests.iter_mut().find(|test| test.key == key) else {
        let of = Quoted { text: key.to_owned(), span: own.span.clone() };
        complaints.push((of, Complaint::new(0..0, format!("the rule that is extended says nothing of `{key}` here"))));
        return;
    };
    for value in &own.values {
        let before = inherited.values.len();
        inherited.values.retain(|of| of != value);
        if inherited.values.len() == before {
            let of = Quoted { text: key.to_owned(), span: own.span.clone() };
            complaints.push((of, Complaint::new(0..0, "the rule that is extended has no such value here")));
        }
    }
    tests.retain(|test| !test.values.is_empty());
}

/// Removes conditions; `removed` notes which of them were there, those of `all` before those of `none`.
fn remove_conditions(when: &mut RawConditions, own: &RawConditions, removed: &mut [bool]) {
    let (of_all, of_none) = removed.split_at_mut(own.all_remove.len());
    for (condition, removed) in own.all_remove.iter().zip(of_all) {
        let before = when.all.len();
        when.all.retain(|either| !either.iter().any(|of| is_same(of, condition)));
        *removed |= when.all.len() < before;
    }
    for (condition, removed) in own.none_remove.iter().zip(of_none) {
        let before = when.none.len();
        when.none.retain(|of| !is_same(of, condition));
        *removed |= when.none.len() < before;
    }
}

fn add_conditions(when: &mut RawConditions, own: &RawConditions) {
    when.all.extend(own.all.iter().cloned());
    when.none.extend(own.none.iter().cloned());
    if own.flag.is_some() {
        when.flag.clone_from(&own.flag);
    }
}

fn is_same(one: &Quoted, other: &Quoted) -> bool {
    syntax::normal(&one.text) == syntax::normal(&other.text)
}

fn note_missing(parent: &RawRule, own: &RawConditions, removed: &[bool], complaints: &mut Complaints) {
    let cases = || std::iter::once(&parent.top).chain(&parent.cases);
    for (condition, _) in own.all_remove.iter().chain(&own.none_remove).zip(removed).filter(|(_, removed)| !**removed) {
        let all = cases().flat_map(|case| case.when.all.iter().flatten().chain(&case.when.none));
        let known: Vec<&str> = all.map(|of| of.text.as_str()).collect();
        let complaint = Complaint::new(0..condition.text.len(), "the rule that is extended has no such condition");
        complaints.push((condition.clone(), complaint.help(help_for(&condition.text, known.iter().copied()))));
    }
}

fn lay_report(report: &mut RawReport, own: &mut RawReport) {
    for (key, label) in own.labels.drain(..) {
        report.labels.retain(|(inherited, _)| inherited.text != key.text);
        report.labels.push((key, label));
    }
    for (inherited, own) in [
        (&mut report.message, &mut own.message),
        (&mut report.primary, &mut own.primary),
        (&mut report.help, &mut own.help),
    ] {
        *inherited = own.take().or_else(|| inherited.take());
    }
    report.also = own.also.take().or_else(|| report.also.take());
    for (inherited, own) in [
        (&mut report.error_when, &mut own.error_when),
        (&mut report.warning_when, &mut own.warning_when),
        (&mut report.info_when, &mut own.info_when),
    ] {
        if !own.is_empty() {
            *inherited = std::mem::take(own);
        }
    }
}

/// Moves everything that a rule says to one place.
fn move_rule(rule: &mut RawRule, at: &Range<usize>) {
    let RawRule {
        id,
        extends,
        title,
        severity,
        confidence,
        why,
        source,
        tags,
        outranks,
        corpus,
        top,
        cases,
        bad,
        good,
    } = rule;
    if let Some(RawCorpus { span, block }) = corpus {
        *span = at.clone();
        block.iter_mut().for_each(|block| block.span = at.clone());
    }
    let single = [id, extends, title, severity, confidence, why, source].into_iter().flatten();
    single.chain(tags).chain(outranks).for_each(|of| of.span = at.clone());
    std::iter::once(top).chain(cases).for_each(|case| move_case(case, at));
    bad.iter_mut().chain(good).for_each(|text| move_text(text, at));
}

fn move_case(case: &mut RawCase, at: &Range<usize>) {
    let RawCase { span, severity, confidence, facts, groups, when, without, report, fix } = case;
    if span.start < span.end {
        *span = at.clone();
    }
    severity.iter_mut().chain(confidence).for_each(|of| of.span = at.clone());
    facts.iter_mut().for_each(|fact| move_fact(fact, at));
    for RawGroup { members, by, with } in groups {
        move_fact(members, at);
        by.iter_mut().chain(with).for_each(|of| of.span = at.clone());
    }
    move_conditions(when, at);
    for RawWithout { span, facts, when } in without {
        *span = at.clone();
        facts.iter_mut().for_each(|fact| move_fact(fact, at));
        move_conditions(when, at);
    }
    let RawReport { message, primary, also, labels, help, error_when, warning_when, info_when } = report;
    let lists = also.iter_mut().flatten().chain(error_when).chain(warning_when).chain(info_when);
    [message, primary, help].into_iter().flatten().chain(lists).for_each(|of| of.span = at.clone());
    labels.iter_mut().flat_map(|(key, label)| [key, label]).for_each(|of| of.span = at.clone());
    if let Some(RawFix { span, safe, offered }) = fix {
        *span = at.clone();
        safe.iter_mut().chain(offered).for_each(|remedy| move_remedy(remedy, at));
    }
}

fn move_fact(fact: &mut RawFact, at: &Range<usize>) {
    fact.name.span = at.clone();
    fact.kind.span = at.clone();
    fact.tests.iter_mut().for_each(|test| test.span = at.clone());
}

fn move_conditions(when: &mut RawConditions, at: &Range<usize>) {
    let RawConditions { all, none, flag, all_remove, none_remove } = when;
    let lists = all.iter_mut().flatten().chain(none).chain(all_remove).chain(none_remove);
    lists.chain(flag).for_each(|of| of.span = at.clone());
}

fn move_remedy(remedy: &mut RawRemedy, at: &Range<usize>) {
    let RawRemedy { span, title, replace, with, delete, insert, after, when } = remedy;
    *span = at.clone();
    let single = [title, replace, with, delete, insert, after].into_iter().flatten();
    single.chain(when).for_each(|of| of.span = at.clone());
}

fn move_text(text: &mut RawText, at: &Range<usize>) {
    let RawText { span, parts, documents, date, locale, at: place, findings: _, near_miss: _, note } = text;
    *span = at.clone();
    for RawDocument { span, path, text, date, copies: _ } in documents {
        *span = at.clone();
        [path, text, date].into_iter().flatten().for_each(|of| of.span = at.clone());
    }
    let single = [date, locale, place, note].into_iter().flatten();
    single.chain(parts.iter_mut().map(|(_, words)| words)).for_each(|of| of.span = at.clone());
}
