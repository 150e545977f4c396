//! Every rule against its own texts, and the promises that rules make to their readers.

use copydesk::check::Desk;
use copydesk::rule::tester::{self, Expected};
use copydesk::rule::{Fault, RuleSet};

fn said(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("\n  {fault}\n    at `{}`", &fault.source[fault.span.clone()])).collect()
}

#[test]
fn the_built_in_rules_have_no_fault() {
    let (rules, faults) = RuleSet::load::<&str, &str>(&[]);
    assert!(rules.iter().count() >= 5);
    assert!(faults.is_empty(), "{}", said(&faults));
}

#[test]
fn every_rule_flags_its_bad_texts_and_leaves_its_good_ones_alone() {
    let desk = Desk::built_in();
    let results = tester::run(&desk, |_| true);
    let failed: Vec<String> = results
        .iter()
        .filter(|result| !result.is_passed())
        .map(|result| {
            let kind = if result.expected == Expected::Flagged { "bad" } else { "good" };
            format!("\n{} {kind} text {}: {:?}\n  {}", result.rule, result.number, result.outcome, result.text)
        })
        .collect();
    assert!(failed.is_empty(), "{} of {} texts:{}", failed.len(), results.len(), failed.concat());
}

#[test]
fn every_rule_has_two_bad_and_two_good_texts_and_a_near_miss() {
    let desk = Desk::built_in();
    for rule in desk.rules.iter() {
        let results = tester::run(&desk, |other| other.id() == rule.id());
        for expected in [Expected::Flagged, Expected::Silent] {
            let count = results.iter().filter(|result| result.expected == expected).count();
            assert!(count >= 2, "{}: {count} texts are {expected:?}", rule.id());
        }
        assert!(rule.page().contains("near miss"), "{} has no near miss", rule.id());
    }
}
