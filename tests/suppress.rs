//! Suppressions against findings.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::sync::Arc;

use copydesk::check::Desk;
use copydesk::check::suppress::{self, KnownRules, Outcome, Suppressed};
use copydesk::finding::{Confidence, Finding, Severity, Site};
use copydesk::markup;
use copydesk::rule::RuleSet;
use copydesk::text::{Source, SourceSpan};

/// A finding of a rule with one place for each of the words, each of which stands in the text once.
fn finding(source: &Source, rule: &str, words: &[&str]) -> Finding {
    let mut sites = words.iter().map(|words| {
        let start = source.text().find(words).unwrap() as u32;
        let span = SourceSpan::new(start, start + words.len() as u32);
        Site { path: source.name().clone(), span, label: String::new() }
    });
    Finding {
        rule: rule.into(),
        severity: Severity::Warning,
        confidence: Confidence::High,
        message: "m".into(),
        primary: sites.next().unwrap(),
        related: sites.collect(),
        help: None,
        fix: None,
        trail: Vec::new(),
    }
}

fn settle(source: &Source, findings: Vec<Finding>) -> Outcome {
    let document = markup::read(source);
    let off = BTreeSet::from(["house/off".to_owned()]);
    let rules = RuleSet::built_in();
    let text = Suppressed { path: source.name(), suppressions: &document.suppressions };
    suppress::apply(findings, &[text], KnownRules { running: &rules, switched_off: &off })
}

/// Any two rules that exist.
fn two_rules() -> [String; 2] {
    let rules = RuleSet::built_in();
    let mut ids = rules.iter().map(|rule| rule.id().to_owned());
    [ids.next().unwrap(), ids.next().unwrap()]
}

fn ids(outcome: &Outcome) -> Vec<&str> {
    outcome.findings.iter().map(|finding| &*finding.rule).collect()
}

#[test]
fn either_place_of_a_pair_counts() {
    let [rule, _] = two_rules();
    let text = format!("Alpha here.\n\nBeta there. <!-- stet {rule}: so it is -->\n\nGamma.\n");
    let source = Source::new("a.md", text).unwrap();
    let outcome = settle(
        &source,
        vec![
            finding(&source, &rule, &["Alpha", "Beta"]),
            finding(&source, &rule, &["Beta", "Alpha"]),
            finding(&source, &rule, &["Gamma"]),
        ],
    );
    assert_eq!(ids(&outcome), [rule.as_str()]);
    assert_eq!(outcome.stood.len(), 2);
    assert_eq!(outcome.stood[0].reason.as_deref(), Some("so it is"));
    assert!(outcome.stood[0].by.span.slice(source.text()).starts_with("<!-- stet"));
}

#[test]
fn another_rule_or_place_is_not_covered() {
    let [rule, other] = two_rules();
    let source = Source::new("a.md", format!("Alpha. <!-- stet {rule}: why -->\n\nBeta.\n")).unwrap();
    let outcome = settle(&source, vec![finding(&source, &other, &["Alpha"]), finding(&source, &rule, &["Beta"])]);
    assert_eq!(ids(&outcome), [other.as_str(), rule.as_str(), "suppress/unused"]);
    let mut elsewhere = finding(&source, &rule, &["Alpha"]);
    elsewhere.primary.path = Arc::from("b.md");
    assert_eq!(settle(&source, vec![elsewhere]).stood, []);
}

#[test]
fn suppressions_that_do_not_do_what_they_say() {
    let [rule, _] = two_rules();
    let slip = format!("{}x", rule.rsplit('/').next().unwrap());
    for (comment, want) in [
        (format!("stet {rule}: why"), vec!["suppress/unused"]),
        (format!("stet {rule}"), vec!["suppress/unused", "suppress/no-reason"]),
        ("stet".to_owned(), vec!["suppress/blanket", "suppress/unused", "suppress/no-reason"]),
        ("stet house/off: why".to_owned(), vec![]),
        (format!("stet {slip}: why"), vec!["suppress/unknown-rule"]),
        (format!("copydesk-disable-lines {rule}"), vec!["suppress/malformed"]),
        ("copydesk-enable".to_owned(), vec!["suppress/unused"]),
    ] {
        let source = Source::new("a.md", format!("Alpha. <!-- {comment} -->\n")).unwrap();
        let outcome = settle(&source, Vec::new());
        assert_eq!(ids(&outcome), want, "{comment}");
        for finding in &outcome.findings {
            assert!(!finding.primary.span.is_empty());
        }
        if want == ["suppress/unknown-rule"] {
            assert_eq!(outcome.findings[0].primary.span.slice(source.text()), slip);
            assert_eq!(outcome.findings[0].help, Some(format!("did you mean `{rule}`?")));
        }
    }
}

#[test]
fn a_group_is_no_rule_and_the_rules_of_it_that_speak_there_are_named() {
    let [rule, _] = two_rules();
    let group = rule.split('/').next().unwrap();
    let source = Source::new("a.md", format!("Alpha. <!-- stet {group}: why -->\n\nBeta.\n")).unwrap();
    for (words, help) in [
        ("Alpha", format!("here it would be `{rule}`")),
        ("Beta", "no rule of the group finds anything here; leave the name out".to_owned()),
    ] {
        let outcome = settle(&source, vec![finding(&source, &rule, &[words])]);
        assert_eq!(ids(&outcome), [&*rule, "suppress/unknown-rule"]);
        assert_eq!(outcome.findings[1].help, Some(help));
    }
}

#[test]
fn a_blanket_one_hides_and_is_named() {
    let [rule, _] = two_rules();
    let source = Source::new("a.md", "<!-- copydesk-disable-next-line -- see above -->\nAlpha.\n").unwrap();
    let outcome = settle(&source, vec![finding(&source, &rule, &["Alpha"])]);
    assert_eq!(ids(&outcome), ["suppress/blanket"]);
    assert_eq!(outcome.stood.len(), 1);
}

#[test]
fn front_matter_and_plain_text() {
    let [rule, _] = two_rules();
    let text = format!("---\ncopydesk:\n  disable:\n    {rule}: by order\n---\n\nAlpha.\n");
    let source = Source::new("a.md", text).unwrap();
    let outcome = settle(&source, vec![finding(&source, &rule, &["Alpha"])]);
    assert_eq!((ids(&outcome).len(), outcome.stood.len()), (0, 1));

    let text = format!("<!-- stet {rule}: by order -->\nAlpha is here.\n\nBeta is there.\n");
    let source = Source::new("a.txt", text).unwrap();
    let outcome = settle(&source, vec![finding(&source, &rule, &["Alpha"]), finding(&source, &rule, &["Beta"])]);
    assert_eq!((ids(&outcome), outcome.stood.len()), (vec![rule.as_str()], 1));
}

#[test]
fn each_rule_about_suppressions_flags_and_passes_what_its_page_says() {
    let desk = Desk::built_in();
    for rule in suppress::RULES {
        let speaks = |text: &str| {
            let source = Source::new("page.md", text).unwrap();
            desk.check(&source).iter().any(|finding| *finding.rule == *rule.id)
        };
        assert!(speaks(rule.flags), "{}: {}", rule.id, rule.flags);
        assert!(!speaks(rule.passes), "{}: {}", rule.id, rule.passes);
        assert!(rule.page().starts_with(&format!("# {}\n", rule.id)));
    }
}
