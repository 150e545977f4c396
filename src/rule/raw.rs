//! A rule file as it is written: every string with its place, nothing checked but the shape.
//!
//! The tables are walked by hand; [`crate::toml_file`] says why. Also compiled into the build script, so that a rule
//! that the binary carries is read when it is built.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use toml::de::DeValue;

use super::fault::Complaint;
use crate::toml_file::{Node, Quoted, Reader, ordered};

/// A name of `[facts]` and what is said of it there.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RawFact {
    pub(super) name: Quoted,
    /// Empty where it is not given, as in a rule that extends one which gives it.
    pub(super) kind: Quoted,
    pub(super) tests: Vec<RawTest>,
}

impl RawFact {
    /// What its table demands, as predicates on the name.
    pub(super) fn predicates(&self) -> Vec<Quoted> {
        self.tests.iter().flat_map(|test| test.predicates(&self.name.text)).collect()
    }
}

/// A condition in the table of a name: a field, `in` or `is`, with the value or values that it must have.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct RawTest {
    pub(super) key: String,
    pub(super) values: Vec<RawValue>,
    /// From the key to the last value.
    pub(super) span: Range<usize>,
}

/// A value in such a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum RawValue {
    Text(String),
    Number(String),
}

impl RawTest {
    fn predicates(&self, name: &str) -> Vec<Quoted> {
        let key = &self.key;
        let quoted = |value: &RawValue| match value {
            RawValue::Text(text) => format!("'{text}'"),
            RawValue::Number(number) => number.clone(),
        };
        let texts = match (key.as_str(), self.values.as_slice()) {
            ("in" | "is", values) => values
                .iter()
                .map(|value| match value {
                    RawValue::Text(word) | RawValue::Number(word) => format!("{name} {key} {word}"),
                })
                .collect(),
            (_, [RawValue::Text(list)]) if list.starts_with('@') => vec![format!("{name}.{key} in {list}")],
            (_, [one]) => vec![format!("{name}.{key} = {}", quoted(one))],
            (_, values) => {
                vec![format!("{name}.{key} in [{}]", values.iter().map(quoted).collect::<Vec<_>>().join(", "))]
            }
        };
        texts.into_iter().map(|text| Quoted { text, span: self.span.clone() }).collect()
    }
}

/// A name of `[groups]`: all things of a kind that share something with a name of the rule.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RawGroup {
    /// Its name, its kind, and what each member must meet.
    pub(super) members: RawFact,
    /// The fields that the members share.
    pub(super) by: Vec<Quoted>,
    /// The name that they share them with; the first one, if nothing is said.
    pub(super) with: Option<Quoted>,
}

/// `[when]`, and each `[[without]]`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RawConditions {
    /// Each a list of alternatives, mostly of one.
    pub(super) all: Vec<Vec<Quoted>>,
    pub(super) none: Vec<Quoted>,
    pub(super) flag: Option<Quoted>,
    /// Conditions of the rule that is extended which this one does without.
    pub(super) all_remove: Vec<Quoted>,
    pub(super) none_remove: Vec<Quoted>,
}

/// Things that must not exist.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RawWithout {
    pub(super) span: Range<usize>,
    pub(super) facts: Vec<RawFact>,
    pub(super) when: RawConditions,
}

/// `[report]`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RawReport {
    pub(super) message: Option<Quoted>,
    pub(super) primary: Option<Quoted>,
    pub(super) also: Option<Vec<Quoted>>,
    pub(super) labels: Vec<(Quoted, Quoted)>,
    pub(super) help: Option<Quoted>,
    pub(super) error_when: Vec<Quoted>,
    pub(super) warning_when: Vec<Quoted>,
    pub(super) info_when: Vec<Quoted>,
}

/// One change that a fix makes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct RawRemedy {
    pub(super) span: Range<usize>,
    pub(super) title: Option<Quoted>,
    pub(super) replace: Option<Quoted>,
    pub(super) with: Option<Quoted>,
    pub(super) delete: Option<Quoted>,
    pub(super) insert: Option<Quoted>,
    pub(super) after: Option<Quoted>,
    pub(super) when: Vec<Quoted>,
}

/// `[fix]`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RawFix {
    pub(super) span: Range<usize>,
    pub(super) safe: Option<RawRemedy>,
    pub(super) offered: Vec<RawRemedy>,
}

/// One way for a rule to fire: the top of the file, or a `[[case]]`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RawCase {
    pub(super) span: Range<usize>,
    pub(super) severity: Option<Quoted>,
    pub(super) confidence: Option<Quoted>,
    pub(super) facts: Vec<RawFact>,
    pub(super) groups: Vec<RawGroup>,
    pub(super) when: RawConditions,
    pub(super) without: Vec<RawWithout>,
    pub(super) report: RawReport,
    pub(super) fix: Option<RawFix>,
}

impl RawCase {
    /// A `[[case]]` without names of its own goes on with those of the top, and with all that must not hold;
    /// `all` and `flag` are its own, and so is every other key that it gives.
    fn inherit(&mut self, top: &Self) {
        if !self.facts.is_empty() {
            return;
        }
        self.facts.clone_from(&top.facts);
        self.groups.splice(0..0, top.groups.iter().cloned());
        self.when.none.splice(0..0, top.when.none.iter().cloned());
        self.without.splice(0..0, top.without.iter().cloned());
        if self.report.message.is_none() {
            self.report = top.report.clone();
        }
        self.severity = self.severity.take().or_else(|| top.severity.clone());
        self.confidence = self.confidence.take().or_else(|| top.confidence.clone());
        self.fix = self.fix.take().or_else(|| top.fix.clone());
    }
}

/// `[corpus]`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RawCorpus {
    pub(super) span: Range<usize>,
    pub(super) block: Option<Quoted>,
}

/// One of the documents of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct RawDocument {
    pub(super) span: Range<usize>,
    pub(super) path: Option<Quoted>,
    pub(super) text: Option<Quoted>,
    pub(super) date: Option<Quoted>,
    /// In how many documents the text stands.
    pub(super) copies: Option<u32>,
}

/// A `[[bad]]` or `[[good]]` text.
#[derive(Debug, Clone, Default)]
pub(super) struct RawText {
    pub(super) span: Range<usize>,
    /// Role and words, in the order in which the piece has them.
    pub(super) parts: Vec<(String, Quoted)>,
    /// The documents that it is made of, for a rule of a corpus.
    pub(super) documents: Vec<RawDocument>,
    pub(super) date: Option<Quoted>,
    pub(super) locale: Option<Quoted>,
    pub(super) at: Option<Quoted>,
    pub(super) findings: Option<u32>,
    pub(super) near_miss: bool,
    pub(super) note: Option<Quoted>,
}

/// A rule file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct RawRule {
    pub(super) id: Option<Quoted>,
    pub(super) title: Option<Quoted>,
    pub(super) severity: Option<Quoted>,
    pub(super) confidence: Option<Quoted>,
    pub(super) why: Option<Quoted>,
    pub(super) source: Option<Quoted>,
    pub(super) tags: Vec<Quoted>,
    pub(super) outranks: Vec<Quoted>,
    /// The rule that it builds on.
    pub(super) extends: Option<Quoted>,
    /// What brings the facts of many documents together.
    pub(super) corpus: Option<RawCorpus>,
    /// What stands at the top of the file; without a span if nothing does.
    pub(super) top: RawCase,
    /// Each `[[case]]`; once [settled](Self::settle), with what it inherits, and the top before them.
    pub(super) cases: Vec<RawCase>,
    /// These are for tests and pages, and not carried.
    #[serde(skip)]
    pub(super) bad: Vec<RawText>,
    #[serde(skip)]
    pub(super) good: Vec<RawText>,
}

impl RawRule {
    /// Gives each case what it inherits from the top, and the top its place among them.
    pub(super) fn settle(mut self) -> Self {
        for case in &mut self.cases {
            case.inherit(&self.top);
        }
        if !self.top.span.is_empty() {
            self.cases.insert(0, self.top.clone());
        }
        self
    }
}

pub(super) const TOP: &[&str] = &[
    "id",
    "extends",
    "title",
    "severity",
    "confidence",
    "why",
    "source",
    "tags",
    "outranks",
    "corpus",
    "facts",
    "groups",
    "when",
    "without",
    "report",
    "fix",
    "case",
    "bad",
    "good",
];
pub(super) const CASE: &[&str] = &["severity", "confidence", "facts", "groups", "when", "without", "report", "fix"];
pub(super) const WHEN: &[&str] = &["all", "none", "flag", "all-remove", "none-remove"];
pub(super) const WITHOUT: &[&str] = &["facts", "all", "none"];
pub(super) const REPORT: &[&str] =
    &["message", "primary", "also", "labels", "help", "error-when", "warning-when", "info-when"];
pub(super) const REMEDY: &[&str] = &["title", "replace", "with", "delete", "insert", "after", "when"];
pub(super) const FIX: &[&str] = &["safe", "offered"];
pub(super) const CORPUS: &[&str] = &["block"];
pub(super) const DOCUMENT: &[&str] = &["path", "text", "date", "copies"];
/// Keys of a case's text that are roles, in the order in which a page has them.
pub(super) const PARTS: &[&str] =
    &["headline", "standfirst", "credit", "caption", "text", "list", "quote-block", "furniture", "markdown"];
pub(super) const TEXT: &[&str] = &[
    "text",
    "headline",
    "standfirst",
    "caption",
    "credit",
    "list",
    "quote-block",
    "furniture",
    "markdown",
    "documents",
    "date",
    "locale",
    "at",
    "findings",
    "near-miss",
    "note",
];

impl Reader<'_> {
    /// Notes a complaint about a place inside a string of the file.
    pub(super) fn complain(&mut self, of: &Quoted, complaint: Complaint) {
        let span = inside(self.source(), of, &complaint.span);
        let inherited = self.source().get(of.span.clone()) == Some("extends");
        let message = if inherited {
            format!("{}, in the inherited `{}`", complaint.message, of.text)
        } else {
            complaint.message
        };
        self.fault(span, message, complaint.help);
    }

    /// Reads the file, as far as it goes by itself.
    pub(super) fn rule(&mut self) -> RawRule {
        let source = self.source().clone();
        let table = self.parse(&source);
        let mut rule = RawRule::default();
        for (key, value) in ordered(table.get_ref()) {
            match key.text.as_str() {
                "id" => rule.id = self.string(value),
                "extends" => {
                    // Whatever is inherited is shown at this key.
                    rule.extends = self.string(value).map(|of| Quoted { span: key.span.clone(), ..of });
                }
                "title" => rule.title = self.string(value),
                "severity" => rule.severity = self.string(value),
                "confidence" => rule.confidence = self.string(value),
                "why" => rule.why = self.string(value),
                "source" => rule.source = self.string(value),
                "tags" => rule.tags = self.strings(value),
                "outranks" => rule.outranks = self.strings(value),
                "corpus" => {
                    let mut corpus = RawCorpus { span: key.span.clone(), block: None };
                    for (key, value) in self.table(value) {
                        match key.text.as_str() {
                            "block" => corpus.block = self.string(value),
                            _ => self.unknown(&key, CORPUS),
                        }
                    }
                    rule.corpus = Some(corpus);
                }
                "case" => {
                    for value in self.tables(value) {
                        let mut case = RawCase { span: value.span(), ..RawCase::default() };
                        for (key, value) in self.table(value) {
                            self.case_key(&mut case, &key, value, CASE);
                        }
                        rule.cases.push(case);
                    }
                }
                "bad" => rule.bad = self.texts(value),
                "good" => rule.good = self.texts(value),
                _ => {
                    if rule.top.span.is_empty() {
                        rule.top.span = key.span.clone();
                    }
                    self.case_key(&mut rule.top, &key, value, TOP);
                }
            }
        }
        rule
    }

    fn case_key(&mut self, case: &mut RawCase, key: &Quoted, value: &Node<'_>, known: &[&str]) {
        match key.text.as_str() {
            "severity" => case.severity = self.string(value),
            "confidence" => case.confidence = self.string(value),
            "facts" => case.facts = self.facts(value),
            "groups" => case.groups = self.groups(value),
            "when" => {
                for (key, value) in self.table(value) {
                    self.condition(&mut case.when, &key, value, WHEN);
                }
            }
            "without" => {
                for table in self.tables(value) {
                    let mut without = RawWithout { span: table.span(), ..RawWithout::default() };
                    for (key, value) in self.table(table) {
                        match key.text.as_str() {
                            "facts" => without.facts = self.facts(value),
                            _ => self.condition(&mut without.when, &key, value, WITHOUT),
                        }
                    }
                    case.without.push(without);
                }
            }
            "report" => self.report(&mut case.report, value),
            "fix" => case.fix = Some(self.fix(value)),
            _ => self.unknown(key, known),
        }
    }

    fn condition(&mut self, when: &mut RawConditions, key: &Quoted, value: &Node<'_>, known: &[&str]) {
        match key.text.as_str() {
            "all-remove" if known.contains(&"all-remove") => when.all_remove = self.strings(value),
            "none-remove" if known.contains(&"none-remove") => when.none_remove = self.strings(value),
            "all" => when.all = self.alternatives(value),
            "none" => when.none = self.strings(value),
            "flag" if known.contains(&"flag") => when.flag = self.string(value),
            _ => self.unknown(key, known),
        }
    }

    fn facts(&mut self, value: &Node<'_>) -> Vec<RawFact> {
        let entries = self.table(value);
        entries.into_iter().filter_map(|(name, value)| Some(self.group(name, value, false)?.members)).collect()
    }

    fn groups(&mut self, value: &Node<'_>) -> Vec<RawGroup> {
        let entries = self.table(value);
        entries.into_iter().filter_map(|(name, value)| self.group(name, value, true)).collect()
    }

    /// `"count"`, or `{ kind = "count", ... }`; `by` and `with` are keys of groups and fields of facts.
    fn group(&mut self, name: Quoted, value: &Node<'_>, is_group: bool) -> Option<RawGroup> {
        let mut group = RawGroup { members: RawFact { name, ..RawFact::default() }, ..RawGroup::default() };
        match value.get_ref() {
            DeValue::String(_) => group.members.kind = self.string(value).unwrap_or_default(),
            DeValue::Table(_) => {
                for (key, inner) in self.table(value) {
                    match key.text.as_str() {
                        "kind" => group.members.kind = self.string(inner).unwrap_or_default(),
                        "by" if is_group => group.by = self.strings_or_one(inner),
                        "with" if is_group => group.with = self.string(inner),
                        _ => {
                            let test = self.fact_test(key, inner);
                            group.members.tests.push(test);
                        }
                    }
                }
            }
            other => {
                let message = format!("a kind or a table with a kind is wanted, not {}", other.type_str());
                self.fault(value.span(), message, None);
                return None;
            }
        }
        Some(group)
    }

    /// `in = "headline"`, `is = ["hedged"]`, `event = ["killed"]`, `role = "mayor"`, `head = "@person-noun"`.
    fn fact_test(&mut self, key: Quoted, value: &Node<'_>) -> RawTest {
        let span = key.span.start..value.span().end;
        let values = match value.get_ref() {
            DeValue::Integer(number) => vec![RawValue::Number(number.as_str().to_owned())],
            _ => self.strings_or_one(value).into_iter().map(|text| RawValue::Text(text.text)).collect(),
        };
        RawTest { key: key.text, values, span }
    }

    fn report(&mut self, report: &mut RawReport, value: &Node<'_>) {
        for (key, value) in self.table(value) {
            match key.text.as_str() {
                "message" => report.message = self.string(value),
                "primary" => report.primary = self.string(value),
                "also" => report.also = Some(self.strings(value)),
                "labels" => {
                    for (key, value) in self.table(value) {
                        if let Some(label) = self.string(value) {
                            report.labels.push((key, label));
                        }
                    }
                }
                "help" => report.help = self.string(value),
                "error-when" => report.error_when = self.strings(value),
                "warning-when" => report.warning_when = self.strings(value),
                "info-when" => report.info_when = self.strings(value),
                _ => self.unknown(&key, REPORT),
            }
        }
    }

    fn fix(&mut self, value: &Node<'_>) -> RawFix {
        let mut fix = RawFix { span: value.span(), ..RawFix::default() };
        for (key, value) in self.table(value) {
            match key.text.as_str() {
                "safe" => fix.safe = Some(self.remedy(value)),
                "offered" => {
                    for value in self.tables(value) {
                        let remedy = self.remedy(value);
                        fix.offered.push(remedy);
                    }
                }
                _ => self.unknown(&key, FIX),
            }
        }
        fix
    }

    fn remedy(&mut self, value: &Node<'_>) -> RawRemedy {
        let mut remedy = RawRemedy {
            span: value.span(),
            title: None,
            replace: None,
            with: None,
            delete: None,
            insert: None,
            after: None,
            when: Vec::new(),
        };
        for (key, value) in self.table(value) {
            match key.text.as_str() {
                "title" => remedy.title = self.string(value),
                "replace" => remedy.replace = self.string(value),
                "with" => remedy.with = self.string(value),
                "delete" => remedy.delete = self.string(value),
                "insert" => remedy.insert = self.string(value),
                "after" => remedy.after = self.string(value),
                "when" => remedy.when = self.strings(value),
                _ => self.unknown(&key, REMEDY),
            }
        }
        remedy
    }

    fn texts(&mut self, value: &Node<'_>) -> Vec<RawText> {
        let mut texts = Vec::new();
        for table in self.tables(value) {
            let mut text = RawText { span: table.span(), ..RawText::default() };
            for (key, value) in self.table(table) {
                match key.text.as_str() {
                    "date" => text.date = self.string(value),
                    "documents" => {
                        for table in self.tables(value) {
                            let document = self.document(table);
                            text.documents.push(document);
                        }
                    }
                    "locale" => text.locale = self.string(value),
                    "at" => text.at = self.string(value),
                    "note" => text.note = self.string(value),
                    "findings" => match value.get_ref() {
                        DeValue::Integer(number) => text.findings = number.as_str().parse().ok(),
                        _ => self.fault(value.span(), "a number of findings is wanted", None),
                    },
                    "near-miss" => match value.get_ref() {
                        DeValue::Boolean(of) => text.near_miss = *of,
                        _ => self.fault(value.span(), "true or false is wanted", None),
                    },
                    part if PARTS.contains(&part) => {
                        for string in self.strings_or_one(value) {
                            text.parts.push((part.to_owned(), string));
                        }
                    }
                    _ => self.unknown(&key, TEXT),
                }
            }
            texts.push(text);
        }
        texts
    }

    fn document(&mut self, table: &Node<'_>) -> RawDocument {
        let mut document = RawDocument { span: table.span(), ..RawDocument::default() };
        for (key, value) in self.table(table) {
            match key.text.as_str() {
                "path" => document.path = self.string(value),
                "text" => document.text = self.string(value),
                "date" => document.date = self.string(value),
                "copies" => match value.get_ref() {
                    DeValue::Integer(number) => document.copies = number.as_str().parse().ok(),
                    _ => self.fault(value.span(), "a number of documents is wanted", None),
                },
                _ => self.unknown(&key, DOCUMENT),
            }
        }
        document
    }

    /// A list of strings, in which a list stands for any one of its strings.
    fn alternatives(&mut self, value: &Node<'_>) -> Vec<Vec<Quoted>> {
        match value.get_ref() {
            DeValue::Array(array) => array.iter().map(|value| self.strings_or_one(value)).collect(),
            _ => vec![self.strings(value)],
        }
    }
}

/// The bytes of the file that stand for bytes of a string's value.
fn inside(source: &str, of: &Quoted, span: &Range<usize>) -> Range<usize> {
    let raw = &source[of.span.clone()];
    let (marks, escapes) = match raw.as_bytes() {
        [b'"', b'"', b'"', ..] => (3, true),
        [b'\'', b'\'', b'\'', ..] => (3, false),
        [b'"', ..] => (1, true),
        [b'\'', ..] => (1, false),
        // A key, or a test of `[facts]` that was made from its parts.
        _ => return of.span.clone(),
    };
    if escapes && raw.contains('\\') {
        return escaped(raw, marks, of, span);
    }
    let skipped = usize::from(marks == 3 && raw[marks..].starts_with('\n'));
    let at = |offset: usize| (of.span.start + marks + skipped + offset).min(of.span.end);
    at(span.start)..at(span.end)
}

/// As [`inside`], for a string with escapes: steps through both spellings side by side.
fn escaped(raw: &str, marks: usize, of: &Quoted, span: &Range<usize>) -> Range<usize> {
    let body = raw.get(marks..raw.len().saturating_sub(marks)).unwrap_or_default();
    let mut rest = body.char_indices().peekable();
    if marks == 3 {
        rest.next_if(|(_, c)| *c == '\n');
    }
    let mut value = 0;
    let mut found = (None, None);
    while let Some((at, c)) = rest.next() {
        if value >= span.start && found.0.is_none() {
            found.0 = Some(at);
        }
        if value >= span.end && found.1.is_none() {
            found.1 = Some(at);
        }
        if c != '\\' {
            value += c.len_utf8();
            continue;
        }
        let digits = match rest.next() {
            Some((_, 'x')) => 2,
            Some((_, 'u')) => 4,
            Some((_, 'U')) => 8,
            Some((_, c)) if c.is_whitespace() => {
                while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
                continue;
            }
            _ => {
                value += 1;
                continue;
            }
        };
        let code: String = rest.by_ref().take(digits).map(|(_, c)| c).collect();
        value += u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).map_or(1, char::len_utf8);
    }
    let at = |found: Option<usize>| of.span.start + marks + found.unwrap_or(body.len());
    at(found.0)..at(found.1).max(at(found.0))
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    fn first_string(source: &str) -> Quoted {
        let (table, _) = DeTable::parse_recoverable(source);
        let (_, value) = ordered(table.get_ref())[0].clone();
        let DeValue::String(text) = value.get_ref() else { panic!("a string") };
        Quoted { text: text.to_string(), span: value.span() }
    }

    #[test]
    fn a_place_inside_a_string_is_found_in_the_file_whatever_its_quotation_marks() {
        for source in [
            "k = 'a.surnam = b'",
            "k = \"a.surnam = b\"",
            "k = \"\\\"\\u00e9\\\" a.surnam = b\"",
            "k = '''\na.surnam = b'''",
            "k = \"\"\"\nx \\\n   a.surnam = \\\"b\\\"\"\"\"",
        ] {
            let string = first_string(source);
            let start = string.text.find("surnam").unwrap();
            let span = inside(source, &string, &(start..start + "surnam".len()));
            assert_eq!(&source[span], "surnam", "{source:?}");
        }
    }

    #[test]
    fn every_fault_of_shape_is_named_with_its_place() {
        let source = "idd = 'a/b'\ntitle = 3\n[when]\nalll = []\n[report]\nmessage = ['x']\n";
        let mut faults = Vec::new();
        Reader::new("a/b.toml", source, &mut faults).rule();
        let found: Vec<(&str, Option<&str>)> =
            faults.iter().map(|fault| (&source[fault.span.clone()], fault.help.as_deref())).collect();
        assert_eq!(
            found,
            [("idd", Some("did you mean `id`?")), ("3", None), ("alll", Some("did you mean `all`?")), ("['x']", None)]
        );
    }
}
