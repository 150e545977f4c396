//! A rule as a page of Markdown, for `copydesk explain` and the docs.

use std::fmt::Write as _;

use super::Rule;
use super::raw::{RawCase, RawConditions, RawFact, RawText};
use super::schema::{self, Kind};
use crate::toml_file::Quoted;

/// Everything about a rule.
pub(super) fn page(rule: &Rule) -> String {
    let raw = rule.raw();
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n\n{}.\n", rule.id, rule.title.trim_end_matches('.'));
    let fix = match raw.cases.iter().find_map(|case| case.fix.as_ref()) {
        Some(fix) if fix.safe.is_some() => "safe",
        Some(_) => "offered",
        None => "none",
    };
    let _ = writeln!(out, "| severity | confidence | fix |\n|---|---|---|");
    let _ = writeln!(out, "| {} | {} | {fix} |\n", rule.severity, rule.confidence.name());
    let _ = writeln!(out, "## Why\n\n{}", rule.why.trim());
    if let Some(source) = &raw.source {
        let _ = writeln!(out, "\nSource: {}", source.text.trim());
    }
    let _ = writeln!(out, "\n## When it speaks\n");
    if let Some(block) = rule.block() {
        let _ = writeln!(out, "It compares many documents, by `{}`: {}\n", block.name, lower(block.doc));
    }
    for (at, case) in raw.cases.iter().enumerate() {
        if at > 0 {
            let _ = writeln!(out, "\nOr:\n");
        }
        self::case(&mut out, case);
    }
    texts(&mut out, "It flags", &raw.bad);
    texts(&mut out, "It leaves alone", &raw.good);
    out
}

/// The vocabulary of the rule language as a page of Markdown.
pub(super) fn words_page() -> String {
    const SECTIONS: &[(&str, &str, &str)] = &[
        ("block", "Blocks", "Which facts of many documents meet: `block` of `[corpus]`."),
        ("kind", "Kinds", "What `[facts]` can bind a name to. Every name stands for one thing of that kind."),
        ("field", "Fields", "What a thing has: `a.surname`. `thing` stands for every kind."),
        ("test", "Tests", "A yes or no about a thing: `toll is unsourced`."),
        ("relation", "Relations", "What can stand between two things or values."),
        ("function", "Functions", "Values made of others; they work in conditions and in messages."),
        ("place", "Places", "Where a thing can stand: `toll in headline`, `any in quote`."),
        ("scope", "Stretches to share", "`a, b in same sentence`."),
        ("distance", "Distances", "`a, b within 2 sentences`."),
    ];
    let words = schema::words();
    let mut out = String::from(
        "# The words of the rule language\n\nMade from `src/rule/schema/`; `copydesk rules words` prints the same list.\n",
    );
    for (sort, title, about) in SECTIONS {
        let _ = writeln!(out, "\n## {title}\n\n{about}\n");
        let has_type = words.iter().any(|word| word.sort == *sort && word.of.is_some());
        let _ = writeln!(
            out,
            "{}",
            if has_type { "| word | gives | meaning |\n|---|---|---|" } else { "| word | meaning |\n|---|---|" }
        );
        for word in words.iter().filter(|word| word.sort == *sort) {
            let of = word.of.as_ref().map_or_else(String::new, |of| format!(" {of} |"));
            let _ = writeln!(out, "| `{}` |{of} {} |", word.form, word.doc);
        }
    }
    out
}

fn case(out: &mut String, case: &RawCase) {
    for fact in &case.facts {
        let doc = Kind::named(&fact.kind.text).map_or("", |kind| kind.doc);
        let _ = writeln!(out, "- **{}** is a `{}`: {}", fact.name.text, fact.kind.text, lower(doc));
    }
    list(out, "All of this holds:", demanded(&case.facts, &case.when));
    list(out, "None of this holds:", case.when.none.iter().map(code));
    for without in &case.without {
        let names: Vec<String> =
            without.facts.iter().map(|fact| format!("**{}**, a `{}`,", fact.name.text, fact.kind.text)).collect();
        let when = demanded(&without.facts, &without.when);
        list(out, &format!("And there is no {} with:", names.join(" and ")), when);
        list(out, "(save where)", without.when.none.iter().map(code));
    }
    let report = &case.report;
    for (severity, conditions) in
        [("error", &report.error_when), ("warning", &report.warning_when), ("info", &report.info_when)]
    {
        list(out, &format!("It is of severity {severity} when:"), conditions.iter().map(code));
    }
    if let Some(message) = &report.message {
        let _ = writeln!(out, "\nIt says: {}", message.text);
    }
    if let Some(help) = &report.help {
        let _ = writeln!(out, "\nAnd advises: {}", help.text);
    }
}

/// What must hold, a line each; alternatives share one.
fn demanded(facts: &[RawFact], when: &RawConditions) -> impl Iterator<Item = String> {
    let tests = facts.iter().flat_map(RawFact::predicates).map(|test| code(&test));
    let all = when.all.iter().map(|either| either.iter().map(code).collect::<Vec<_>>().join(" or "));
    tests.chain(all).chain(when.flag.iter().map(code))
}

fn code(of: &Quoted) -> String {
    format!("`{}`", of.text)
}

fn list(out: &mut String, title: &str, items: impl Iterator<Item = String>) {
    for (at, item) in items.enumerate() {
        if at == 0 {
            let _ = writeln!(out, "\n{title}\n");
        }
        let _ = writeln!(out, "- {item}");
    }
}

fn texts(out: &mut String, title: &str, texts: &[RawText]) {
    let _ = writeln!(out, "\n## {title}");
    for text in texts {
        let near = if text.near_miss { " (a near miss)" } else { "" };
        let note = text.note.as_ref().map_or_else(String::new, |note| format!(" {}", note.text));
        if !near.is_empty() || !note.is_empty() {
            let _ = writeln!(out, "\n{}", format!("{near}{note}").trim());
        }
        let _ = writeln!(out);
        for document in &text.documents {
            let of = |of: &Option<Quoted>| of.as_ref().map(|of| of.text.trim().to_owned()).unwrap_or_default();
            let date = document.date.as_ref().map_or_else(String::new, |date| format!(", {}", date.text));
            let copies = document
                .copies
                .map_or_else(String::new, |copies| format!(", and {} more like it", copies.saturating_sub(1)));
            let words = of(&document.text).replace('\n', "\n> ");
            let _ = writeln!(out, "> *({}{date}{copies})* {words}\n>", of(&document.path));
        }
        let only = text.parts.len() == 1;
        for (part, words) in &text.parts {
            for paragraph in words.text.trim().split("\n\n") {
                let stage = if only && part == "text" { String::new() } else { format!("*({part})* ") };
                let _ = writeln!(out, "> {stage}{}\n>", paragraph.trim().replace('\n', "\n> "));
            }
        }
        // The last line of a quotation is an empty one too many.
        out.truncate(out.trim_end_matches(['>', '\n']).len());
        out.push('\n');
    }
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if chars.clone().next().is_some_and(char::is_lowercase) => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}
