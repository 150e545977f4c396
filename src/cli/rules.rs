//! Commands about the rules themselves: `explain`, `rules`.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use owo_colors::Style as Ink;
use serde_json::json;

use super::arguments::{
    ConfigurationArguments, ExplainArguments, ListFormat, RuleArguments, RulesArguments, RulesTopic,
};
use super::{Console, Exit, desk};
use crate::check::suppress;
use crate::config::{self, Desks, House};
use crate::finding::Confidence;
use crate::report::full::Style;
use crate::report::{Notice, json, table};
use crate::rule::{Rule, RuleSet, schema};

/// `copydesk explain`: everything about a rule.
pub(super) fn explain(
    command: &ExplainArguments,
    configuration: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    let (house, end) = house_here(configuration, &command.folders, console)?;
    let page = house.all_rules().get(&command.rule).map(Rule::page);
    let of_suppressions = suppress::RULES.iter().find(|rule| rule.id == command.rule);
    let Some(page) = page.or_else(|| of_suppressions.map(suppress::SuppressRule::page)) else {
        let rules = house.all_rules().iter().map(Rule::id);
        let ids: Vec<&str> = rules.chain(suppress::RULES.iter().map(|rule| rule.id)).collect();
        let help = config::help(&command.rule, &ids);
        let message = "there is no rule of that id".into();
        let notice = Notice { path: command.rule.clone(), text: None, span: None, message, help };
        console.fault(&notice)?;
        return Ok(Exit::Fault);
    };
    let style = console.style();
    for line in page.lines() {
        let ink = if line.starts_with('#') { Ink::new().bold() } else { Ink::new() };
        writeln!(console.output, "{}", style.paint(ink, line))?;
    }
    Ok(end)
}

/// `copydesk rules`: the rules, or the words that rules are written with.
pub(super) fn list(
    command: &RulesArguments,
    configuration: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    let (house, end) = house_here(configuration, &command.folders, console)?;
    let rules = house.all_rules();
    let style = console.style();
    let text = match (command.what, command.output_format) {
        (None, ListFormat::Full) => rules_list(rules, style),
        (Some(RulesTopic::Words), ListFormat::Full) => words_table(style),
        (None, ListFormat::Json) => rules_json(rules),
        (Some(RulesTopic::Words), ListFormat::Json) => words_json(),
    };
    console.output.write_all(text.as_bytes())?;
    Ok(end)
}

/// Two lines for each rule, so that a narrow screen shows the titles whole.
fn rules_list(rules: &RuleSet, style: Style) -> String {
    let mut out = String::new();
    let mut entry = |id: &str, about: [&str; 3], title: &str| {
        let _ = writeln!(out, "{}  {}", style.paint(Ink::new().bold(), id), about.join(", "));
        let _ = writeln!(out, "    {title}");
    };
    for rule in rules.iter() {
        let confidence = format!("{} confidence", rule.confidence().name());
        let needs = format!("needs {}", listing(&rule.needs()));
        entry(rule.id(), [rule.severity().name(), &confidence, &needs], rule.title());
    }
    for rule in &suppress::RULES {
        entry(rule.id, [rule.severity.name(), "high confidence", "needs a comment"], rule.title);
    }
    out
}

/// `count, date and person`
fn listing(words: &[&str]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => words.concat(),
    }
}

fn rules_json(rules: &RuleSet) -> String {
    let own = rules.iter().map(|rule| {
        json!({
            "id": rule.id(),
            "title": rule.title(),
            "severity": rule.severity().name(),
            "confidence": rule.confidence().name(),
            "needs": rule.needs(),
            "tags": rule.tags().collect::<Vec<_>>(),
            "path": rule.path(),
        })
    });
    let of_suppressions = suppress::RULES.iter().map(|rule| {
        json!({
            "id": rule.id,
            "title": rule.title,
            "severity": rule.severity.name(),
            "confidence": Confidence::High.name(),
            "needs": ["comments"],
            "tags": [],
            "path": null,
        })
    });
    let rules: Vec<_> = own.chain(of_suppressions).collect();
    format!("{}\n", json!({"version": json::VERSION, "rules": rules}))
}

fn words_table(style: Style) -> String {
    let words = schema::words();
    let mut out = String::new();
    for group in words.chunk_by(|a, b| a.sort == b.sort) {
        if !out.is_empty() {
            out.push('\n');
        }
        let rows: Vec<[String; 3]> = group
            .iter()
            .map(|word| [word.form.clone(), word.of.clone().unwrap_or_default(), word.doc.to_owned()])
            .collect();
        table::draw(&mut out, [group[0].sort, "", ""], &rows, style);
    }
    out
}

fn words_json() -> String {
    let words: Vec<_> = schema::words()
        .iter()
        .map(|word| json!({"sort": word.sort, "form": word.form, "of": word.of, "doc": word.doc}))
        .collect();
    format!("{}\n", json!({"version": json::VERSION, "words": words}))
}

/// The configuration that holds here, with the rules of these folders besides its own; says what is wrong with them.
fn house_here(
    configuration: &ConfigurationArguments,
    folders: &[PathBuf],
    console: &mut Console,
) -> io::Result<(Arc<House>, Exit)> {
    let rules = RuleArguments { folders: folders.to_vec(), ..RuleArguments::default() };
    let desks = Desks::new(desk::overlay(configuration, &rules));
    let house = desks.house(Path::new("."));
    let faults = desks.take_faults();
    for fault in &faults {
        console.fault(fault)?;
    }
    Ok((house, if faults.is_empty() { Exit::Clean } else { Exit::Fault }))
}
