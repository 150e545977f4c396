//! One configuration file as it is written: its keys with their places, `extend` not yet followed.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::keys::{KEYS, Key, OVERRIDE, SUPPRESS, Takes};
use super::locale::checked_locale;
use super::patterns::Patterns;
use super::profile;
use crate::finding::{Confidence, Severity, Site};
use crate::text::SourceSpan;
use crate::toml_file::{Fault, Node, Quoted, Reader, did_you_mean, listing};

/// A configuration file.
#[derive(Debug)]
pub(super) struct File {
    /// As it is reported.
    pub(super) name: Arc<str>,
    /// What paths in it count from.
    pub(super) folder: PathBuf,
    pub(super) text: Arc<str>,
}

/// Something that a file says, and where.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) text: String,
    file: Arc<File>,
    span: Range<usize>,
}

impl Said {
    /// What is wrong with it.
    pub(super) fn fault(&self, message: impl Into<String>, help: Option<String>) -> Fault {
        Fault {
            path: self.file.name.clone(),
            source: self.file.text.clone(),
            span: self.span.clone(),
            message: message.into(),
            help,
        }
    }

    /// Where it is, as findings say it.
    pub(super) fn site(&self) -> Site {
        let span = SourceSpan::new(self.span.start as u32, self.span.end as u32);
        Site { path: self.file.name.clone(), span, label: String::new() }
    }

    /// The path that it is, from the folder of its file.
    pub(super) fn path(&self) -> PathBuf {
        super::find::absolute(&self.file.folder.join(&self.text))
    }
}

/// Which rules run.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    pub(super) select: Option<Vec<Said>>,
    pub(super) extend_select: Vec<Said>,
    pub(super) ignore: Vec<Said>,
}

impl Choice {
    /// Every name in it.
    pub(super) fn names(&self) -> impl Iterator<Item = &Said> {
        self.select.iter().flatten().chain(&self.extend_select).chain(&self.ignore)
    }
}

/// Settings for some files.
#[derive(Debug, Clone, Default)]
pub(super) struct Override {
    pub(super) files: Vec<Said>,
    pub(super) choice: Choice,
    pub(super) locale: Option<String>,
}

/// Findings that stand in some files.
#[derive(Debug, Clone)]
pub(super) struct Suppress {
    pub(super) files: Vec<Said>,
    pub(super) rules: Vec<Said>,
    pub(super) reason: Said,
    pub(super) words: String,
}

/// What a file says, or a chain of files that extend each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Written {
    pub(super) extend: Option<Said>,
    pub(super) profile: Option<String>,
    pub(super) choice: Choice,
    pub(super) ignore_is_given: bool,
    pub(super) severity: Vec<(Said, Severity)>,
    pub(super) fail_on: Option<Severity>,
    pub(super) min_confidence: Option<Confidence>,
    pub(super) locale: Option<String>,
    pub(super) rules: Vec<Said>,
    pub(super) names: Vec<Said>,
    pub(super) lexicon: Vec<Said>,
    pub(super) facts: Vec<Said>,
    pub(super) include: Option<Vec<Said>>,
    pub(super) exclude: Option<Vec<Said>>,
    pub(super) extend_exclude: Vec<Said>,
    pub(super) per_file_ignores: Vec<(Said, Vec<Said>)>,
    pub(super) overrides: Vec<Override>,
    pub(super) suppress: Vec<Suppress>,
}

impl Written {
    /// Puts this over what it extends: a key takes the place of its key there, tables are added to.
    pub(super) fn over(mut self, base: Self) -> Self {
        fn after<T>(base: Vec<T>, own: Vec<T>) -> Vec<T> {
            base.into_iter().chain(own).collect()
        }
        self.choice.select = self.choice.select.or(base.choice.select);
        if !self.ignore_is_given {
            self.choice.ignore = base.choice.ignore;
        }
        self.choice.extend_select = after(base.choice.extend_select, self.choice.extend_select);
        self.severity = after(base.severity, self.severity);
        self.profile = self.profile.or(base.profile);
        self.fail_on = self.fail_on.or(base.fail_on);
        self.min_confidence = self.min_confidence.or(base.min_confidence);
        self.locale = self.locale.or(base.locale);
        self.rules = after(base.rules, self.rules);
        self.names = after(base.names, self.names);
        self.lexicon = after(base.lexicon, self.lexicon);
        self.facts = after(base.facts, self.facts);
        self.include = self.include.or(base.include);
        self.exclude = self.exclude.or(base.exclude);
        self.extend_exclude = after(base.extend_exclude, self.extend_exclude);
        self.per_file_ignores = after(base.per_file_ignores, self.per_file_ignores);
        self.overrides = after(base.overrides, self.overrides);
        self.suppress = after(base.suppress, self.suppress);
        self.extend = None;
        self
    }

    /// Every name of a rule or group.
    pub(super) fn rule_names(&self) -> impl Iterator<Item = &Said> {
        let overrides = self.overrides.iter().flat_map(|table| table.choice.names());
        let ignores = self.per_file_ignores.iter().flat_map(|(_, names)| names);
        let stand = self.suppress.iter().flat_map(|table| &table.rules);
        self.choice
            .names()
            .chain(stand)
            .chain(self.severity.iter().map(|(name, _)| name))
            .chain(ignores)
            .chain(overrides)
    }
}

/// Reads a file; every fault of it is noted, and what is sound comes back.
pub(super) fn read(name: &str, path: &Path, text: &str, faults: &mut Vec<Fault>) -> Written {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let file = Arc::new(File { name: name.into(), folder, text: text.into() });
    let mut reader = Page { file: file.clone(), reader: Reader::new(name, text, faults) };
    let table = reader.reader.parse(text);
    reader.top(&crate::toml_file::ordered(table.get_ref()))
}

/// A file that is being read.
struct Page<'f> {
    file: Arc<File>,
    reader: Reader<'f>,
}

impl Page<'_> {
    fn top(&mut self, entries: &[(Quoted, &Node<'_>)]) -> Written {
        let mut written = Written::default();
        for (key, value) in entries {
            match key.text.as_str() {
                "extend" => written.extend = self.text(value),
                "profile" => {
                    written.profile =
                        self.one_of(value, "profile", |name| profile::NAMES.contains(&name).then(|| name.to_owned()));
                }
                "fail-on" => written.fail_on = self.one_of(value, "fail-on", Severity::from_name),
                "min-confidence" => {
                    written.min_confidence = self.one_of(value, "min-confidence", Confidence::from_name);
                }
                "locale" => written.locale = self.locale(value),
                "rules" => written.rules = self.texts(value),
                "names" => written.names = self.texts(value),
                "lexicon" => written.lexicon = self.texts(value),
                "facts" => written.facts = self.texts(value),
                "include" => written.include = Some(self.patterns(value)),
                "exclude" => written.exclude = Some(self.patterns(value)),
                "extend-exclude" => written.extend_exclude = self.patterns(value),
                "severity" => {
                    for (rule, value) in self.reader.table(value) {
                        if let Some(severity) = self.one_of(value, "severity", Severity::from_name) {
                            written.severity.push((self.said(rule), severity));
                        }
                    }
                }
                "per-file-ignores" => {
                    for (pattern, value) in self.reader.table(value) {
                        let names = self.texts(value);
                        let pattern = self.said(pattern);
                        if self.is_pattern(&pattern) {
                            written.per_file_ignores.push((pattern, names));
                        }
                    }
                }
                "overrides" => {
                    for table in self.reader.tables(value) {
                        written.overrides.extend(self.override_of(table));
                    }
                }
                "suppress" => {
                    for table in self.reader.tables(value) {
                        written.suppress.extend(self.suppress(table));
                    }
                }
                _ => {
                    written.ignore_is_given |= key.text == "ignore";
                    self.choice(&mut written.choice, key, value, KEYS);
                }
            }
        }
        written
    }

    fn choice(&mut self, choice: &mut Choice, key: &Quoted, value: &Node<'_>, known: &[Key]) {
        match key.text.as_str() {
            "select" => choice.select = Some(self.texts(value)),
            "extend-select" => choice.extend_select = self.texts(value),
            "ignore" => choice.ignore = self.texts(value),
            _ => self.unknown(key, known),
        }
    }

    fn override_of(&mut self, table: &Node<'_>) -> Option<Override> {
        let mut own = Override::default();
        let mut has_files = false;
        for (key, value) in self.reader.table(table) {
            match key.text.as_str() {
                "files" => {
                    has_files = true;
                    own.files = self.patterns(value);
                }
                "locale" => own.locale = self.locale(value),
                _ => self.choice(&mut own.choice, &key, value, OVERRIDE),
            }
        }
        if !has_files {
            let help = "name the files that this is for: files = [\"wire/**\"]".to_owned();
            self.reader.fault(table.span(), "`files` is missing", Some(help));
        }
        has_files.then_some(own)
    }

    fn suppress(&mut self, table: &Node<'_>) -> Option<Suppress> {
        let (mut files, mut rules, mut reason, mut words) = (None, None, None, None);
        for (key, value) in self.reader.table(table) {
            match key.text.as_str() {
                "files" => files = Some(self.patterns(value)),
                "rules" => rules = Some(self.texts(value)),
                "reason" => reason = self.text(value).filter(|reason| !reason.text.trim().is_empty()),
                "words" => words = self.text(value),
                _ => self.unknown(&key, SUPPRESS),
            }
        }
        let given = [("files", files.is_some()), ("rules", rules.is_some()), ("reason", reason.is_some())];
        for (name, _) in given.into_iter().filter(|(_, is_given)| !is_given) {
            let help = SUPPRESS.iter().find(|key| key.name == name).map(|key| format!("{name} = {}", key.example));
            self.reader.fault(table.span(), format!("`{name}` is missing"), help);
        }
        let words = words.map(|words| words.text).unwrap_or_default();
        Some(Suppress { files: files?, rules: rules?, reason: reason?, words })
    }

    fn unknown(&mut self, key: &Quoted, known: &[Key]) {
        let known: Vec<&str> = known.iter().map(|key| key.name).collect();
        self.reader.unknown(key, &known);
    }

    fn said(&self, of: Quoted) -> Said {
        Said { text: of.text, file: self.file.clone(), span: of.span }
    }

    fn text(&mut self, value: &Node<'_>) -> Option<Said> {
        self.reader.string(value).map(|text| self.said(text))
    }

    fn texts(&mut self, value: &Node<'_>) -> Vec<Said> {
        self.reader.strings(value).into_iter().map(|text| self.said(text)).collect()
    }

    fn patterns(&mut self, value: &Node<'_>) -> Vec<Said> {
        let mut patterns = self.texts(value);
        patterns.retain(|pattern| self.is_pattern(pattern));
        patterns
    }

    fn is_pattern(&mut self, pattern: &Said) -> bool {
        let checked = Patterns::check(&pattern.text);
        if let Err(error) = &checked {
            let help = "patterns are written as in .gitignore: `*.html`, `drafts/`, `wire/**`".to_owned();
            self.reader.fault(pattern.span.clone(), format!("this is no pattern: {error}"), Some(help));
        }
        checked.is_ok()
    }

    fn one_of<T>(&mut self, value: &Node<'_>, key: &str, from_name: impl Fn(&str) -> Option<T>) -> Option<T> {
        let word = self.reader.string(value)?;
        let found = from_name(&word.text);
        if found.is_none() {
            let words = KEYS.iter().find(|known| known.name == key).map_or(&[][..], |key| match key.takes {
                Takes::OneOf(words) | Takes::RuleTo(words) => words,
                _ => &[],
            });
            let help = did_you_mean(&word.text, words.iter().copied())
                .or_else(|| Some(format!("the words here are {}", listing(words.iter().copied()))));
            self.reader.fault(word.span, format!("`{}` is no word for `{key}`", word.text), help);
        }
        found
    }

    fn locale(&mut self, value: &Node<'_>) -> Option<String> {
        let word = self.reader.string(value)?;
        match checked_locale(&word.text) {
            Ok(locale) => Some(locale),
            Err(error) => {
                self.reader.fault(word.span, error, None);
                None
            }
        }
    }
}
