//! From a rule file as written to a rule that can run, or to every fault that stands in the way.
//!
//! All words are looked up in the schema, all types are checked and all templates are compiled here, once;
//! nothing is parsed when a rule runs.

use std::cell::Cell;
use std::sync::{Arc, OnceLock};

use super::Rule;
use super::block::{BLOCKS, Block};
use super::builtin::BuiltIn;
use super::candidates::Candidates;
use super::contradiction::contradict;
use super::evaluate::{Case, FixPlan, RemedyPlan, Site, Without};
use super::fault::{Complaint, a};
use super::group::GroupPlan;
use super::plan::{self, Slot, slots_of};
use super::program::{Condition, Expression, Predicate, Template};
use super::raw::{
    PARTS, RawCase, RawConditions, RawCorpus, RawFact, RawFix, RawGroup, RawRemedy, RawReport, RawRule, RawText,
    RawWithout,
};
use super::schema::{Kind, MENTION, kinds};
use super::syntax;
use super::typing::{self, GroupName, Names, Typed, help_for};
use super::value::Type;
use crate::finding::{Applicability, Confidence, Severity};
use crate::toml_file::{Fault, Quoted, Reader, listing};

/// Words that mean something by themselves and cannot be names.
const RESERVED: &[&str] = &["any", "all", "in", "is", "has", "within", "same", "left", "right", "not", "and", "or"];
/// Most names a rule can have: more would be a puzzle and not a rule.
const MOST_NAMES: usize = 8;

/// Compiles a rule file that is read, with what it extends already in it. Its faults are added to `faults`; a
/// file with a fault gives no rule.
pub(super) fn compile_read(path: &str, source: &str, raw: RawRule, faults: &mut Vec<Fault>) -> Option<Rule> {
    let before = faults.len();
    let raw = raw.settle();
    let reader = Reader::new(path, source, faults);
    let rule = Compiler { reader, is_tested: false, is_of_corpus: raw.corpus.is_some() }.rule(path, &raw);
    rule.filter(|_| faults.len() == before).map(|rule| Rule { raw: raw.into(), ..rule })
}

/// The cases of a built-in rule, which has no fault.
pub(super) fn compile_built_in(of: &BuiltIn) -> Vec<Case> {
    let mut faults = Vec::new();
    let reader = Reader::new(of.path, of.source, &mut faults);
    let raw = of.raw().settle();
    let mut compiler = Compiler { reader, is_tested: true, is_of_corpus: of.block.is_some() };
    let severity = compiler.severity(raw.severity.as_ref()).unwrap_or(Severity::Warning);
    let confidence = compiler.confidence(raw.confidence.as_ref()).unwrap_or(Confidence::Medium);
    let cases: Vec<Case> = raw.cases.iter().filter_map(|case| compiler.case(case, severity, confidence)).collect();
    debug_assert!(faults.is_empty(), "{}: {faults:?}", of.id);
    cases
}

struct Compiler<'f> {
    reader: Reader<'f>,
    /// Whether the tests of this project have seen that the rule does not contradict itself.
    is_tested: bool,
    /// Whether it compares facts of many documents.
    is_of_corpus: bool,
}

impl Compiler<'_> {
    fn rule(&mut self, path: &str, raw: &RawRule) -> Option<Rule> {
        let start = 0..0;
        let mut required = |field: &Option<Quoted>, key: &str| {
            if field.is_none() {
                self.reader.fault(start.clone(), format!("`{key}` is missing"), None);
            }
        };
        required(&raw.id, "id");
        required(&raw.title, "title");
        required(&raw.why, "why");
        required(&raw.severity, "severity");
        if let Some(id) = &raw.id {
            self.id_fits_path(id, path);
        }
        let severity = self.severity(raw.severity.as_ref()).unwrap_or(Severity::Warning);
        let confidence = self.confidence(raw.confidence.as_ref()).unwrap_or(Confidence::Medium);
        if raw.cases.is_empty() {
            self.reader.fault(start.clone(), "the rule has no `[facts]`, so there is nothing it can look at", None);
        }
        for (texts, key, what) in [(&raw.bad, "bad", "flags"), (&raw.good, "good", "leaves alone")] {
            if texts.is_empty() {
                let help = format!("add a [[{key}]] table with a `text` that the rule {what}");
                self.reader.fault(start.clone(), format!("the rule has no {key} text"), Some(help));
            }
            for text in texts {
                self.text(text);
            }
        }
        if !raw.good.is_empty() && raw.good.iter().all(|text| !text.near_miss) {
            let help = "mark the [[good]] text that differs from a bad one only in what matters: near-miss = true";
            self.reader.fault(raw.good[0].span.clone(), "the rule has no near miss", Some(help.to_owned()));
        }
        let block = raw.corpus.as_ref().and_then(|corpus| self.block(corpus));
        let cases: Vec<Option<Case>> = raw.cases.iter().map(|case| self.case(case, severity, confidence)).collect();
        let text = |of: &Option<Quoted>| of.as_ref().map(|of| of.text.clone()).unwrap_or_default();
        Some(Rule {
            id: Arc::from(text(&raw.id)),
            path: Arc::from(path),
            title: text(&raw.title),
            why: text(&raw.why),
            severity,
            confidence,
            outranks: raw.outranks.iter().map(|of| of.text.clone()).collect(),
            tags: raw.tags.iter().map(|tag| tag.text.clone()).collect(),
            block,
            built_in: None,
            bindings: OnceLock::new(),
            cases: cases.into_iter().collect::<Option<Vec<Case>>>()?.into(),
            raw: OnceLock::new(),
        })
    }

    fn text(&mut self, text: &RawText) {
        if self.is_of_corpus {
            if text.documents.is_empty() {
                let help = "write documents = [{ path = \"a.md\", text = \"…\" }, { path = \"b.md\", text = \"…\" }]";
                self.reader.fault(text.span.clone(), "this text has no documents", Some(help.to_owned()));
            }
            for document in text.documents.iter().filter(|of| of.path.is_none() || of.text.is_none()) {
                self.reader.fault(document.span.clone(), "a document has a `path` and a `text`", None);
            }
        } else if let [first, ..] = &text.documents[..] {
            let help = "a rule that compares documents has a `[corpus]` table with its `block`";
            self.reader.fault(first.span.clone(), "this rule looks at one text at a time", Some(help.to_owned()));
        } else if text.parts.is_empty() {
            let help = format!("the words go under {}", listing(PARTS.iter().copied()));
            self.reader.fault(text.span.clone(), "this text has no words", Some(help));
        } else if let Some(at) = &text.at
            && !text.parts.iter().any(|(_, words)| words.text.contains(&at.text))
        {
            let help = "`at` has the words of the text that must be pointed at, letter for letter".to_owned();
            self.reader.fault(at.span.clone(), format!("“{}” does not stand in this text", at.text), Some(help));
        }
    }

    fn block(&mut self, corpus: &RawCorpus) -> Option<&'static Block> {
        let Some(of) = &corpus.block else {
            let help = format!("`block` says which facts meet: {}", listing(BLOCKS.iter().map(|block| block.name)));
            self.reader.fault(corpus.span.clone(), "`block` is missing", Some(help));
            return None;
        };
        let block = Block::named(&of.text);
        if block.is_none() {
            self.unknown(of, "block", BLOCKS.iter().map(|block| block.name));
        }
        block
    }

    fn id_fits_path(&mut self, id: &Quoted, path: &str) {
        let well_formed = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        if id.text.split('/').count() != 2 || !id.text.split('/').all(well_formed) {
            self.reader.fault(
                id.span.clone(),
                "an id is a group and a name: `percent/of-count`",
                Some("small letters, digits and hyphens".to_owned()),
            );
            return;
        }
        let path = path.replace('\\', "/");
        let stem = path.strip_suffix(".toml").unwrap_or(&path);
        let fits = stem == id.text || stem.ends_with(&format!("/{}", id.text));
        if !fits {
            let help = format!("this file should be called `{}.toml`", id.text);
            self.reader.fault(id.span.clone(), "the id is not that of the file's path", Some(help));
        }
    }

    fn severity(&mut self, of: Option<&Quoted>) -> Option<Severity> {
        let of = of?;
        Severity::from_name(&of.text).or_else(|| {
            self.unknown(of, "severity", ["error", "warning", "info"]);
            None
        })
    }

    fn confidence(&mut self, of: Option<&Quoted>) -> Option<Confidence> {
        let of = of?;
        Confidence::from_name(&of.text).or_else(|| {
            self.unknown(of, "confidence", ["high", "medium", "low"]);
            None
        })
    }

    fn unknown<'w>(&mut self, of: &Quoted, what: &str, known: impl IntoIterator<Item = &'w str> + Clone) {
        let help = help_for(&of.text, known);
        let all = 0..of.text.len();
        self.reader.complain(of, Complaint { span: all, message: format!("`{}` is no {what}", of.text), help });
    }

    fn case(&mut self, raw: &RawCase, severity: Severity, confidence: Confidence) -> Option<Case> {
        let faults = self.reader.fault_count();
        let severity = self.severity(raw.severity.as_ref()).unwrap_or(severity);
        let confidence = self.confidence(raw.confidence.as_ref()).unwrap_or(confidence);
        let mut names = Names::default();
        if raw.facts.is_empty() {
            self.reader.fault(raw.span.clone(), "`[facts]` is missing: it names what the rule looks at", None);
        }
        self.bind(&raw.facts, &mut names);
        let groups: Vec<Option<GroupPlan>> = raw.groups.iter().map(|group| self.group(group, &mut names)).collect();
        let mut conditions = Vec::new();
        let mut all = self.conditions(tests(&raw.facts).iter(), &mut names, &mut conditions);
        all.extend(self.alternatives(&raw.when.all, &mut names, &mut conditions));
        let none = self.conditions(raw.when.none.iter(), &mut names, &mut conditions);
        let flag = self.conditions(raw.when.flag.iter(), &mut names, &mut conditions).pop();
        all.extend(flag);
        self.contradictions(&raw.facts, &raw.when);
        let without: Vec<Option<Without>> =
            raw.without.iter().map(|without| self.without(without, &mut names, faults)).collect();
        let report = &raw.report;
        if report.message.is_none() {
            self.reader.fault(raw.span.clone(), "`[report]` has no `message`", None);
        }
        let has_flag = flag.is_some_and(|flag| conditions[flag].operands().is_some());
        let message = report.message.as_ref().and_then(|of| self.template(of, &mut names, has_flag));
        let help = report.help.as_ref().map(|of| self.template(of, &mut names, has_flag));
        let sites = self.sites(report, &mut names, has_flag);
        let severity_when = self.severities(report, &mut names);
        let fix = raw.fix.as_ref().map(|fix| self.fix(fix, &mut names, has_flag));
        self.unused(&names, 0, faults);
        let plan = self.plan(&names, 0, &conditions, &all, &none, faults)?;
        Some(Case {
            slots: names.slots,
            groups: groups.into_iter().collect::<Option<_>>()?,
            plan,
            conditions,
            all,
            flag,
            without: without.into_iter().collect::<Option<_>>()?,
            severity,
            confidence,
            severity_when,
            message: message?,
            sites: sites?,
            help: match help {
                Some(help) => Some(help?),
                None => None,
            },
            fix,
        })
    }

    /// The places that are reported, the primary one first.
    fn sites(&mut self, report: &RawReport, names: &mut Names, has_flag: bool) -> Option<Vec<Site>> {
        let mut written: Vec<(String, Option<Expression>)> = Vec::new();
        match &report.primary {
            Some(of) => written.push((of.text.clone(), self.place(of, names))),
            None => written.extend(names.slots.first().map(|slot| (slot.name.to_string(), Some(Expression::Slot(0))))),
        }
        match &report.also {
            Some(paths) => written.extend(paths.iter().map(|of| (of.text.clone(), self.place(of, names)))),
            None => {
                let primary = written.first().map(|(name, _)| name.clone()).unwrap_or_default();
                let others = names.slots.iter().enumerate();
                let others = others.filter(|(_, slot)| *slot.name != *primary && !slot.kind.is_single());
                written.extend(others.map(|(at, slot)| (slot.name.to_string(), Some(Expression::Slot(at)))));
            }
        }
        for (key, _) in &report.labels {
            if !written.iter().any(|(name, _)| *name == key.text) {
                let known: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
                self.unknown(key, "place that is reported", known);
            }
        }
        let mut sites = Vec::new();
        for (name, place) in written {
            let label = report.labels.iter().find(|(key, _)| key.text == name);
            let label = label.map(|(_, label)| self.template(label, names, has_flag));
            sites.push(place.map(|place| Site { place, label: label.flatten() }));
        }
        sites.into_iter().collect()
    }

    /// Severities by condition, the worst first.
    fn severities(&mut self, report: &RawReport, names: &mut Names) -> Vec<(Severity, Vec<Condition>)> {
        let lists = [
            (Severity::Error, &report.error_when),
            (Severity::Warning, &report.warning_when),
            (Severity::Info, &report.info_when),
        ];
        lists
            .into_iter()
            .map(|(severity, list)| {
                let mut conditions = Vec::new();
                self.conditions(list.iter(), names, &mut conditions);
                (severity, conditions)
            })
            .collect()
    }

    fn fix(&mut self, fix: &RawFix, names: &mut Names, has_flag: bool) -> FixPlan {
        if fix.safe.is_some() != fix.offered.is_empty() {
            self.reader.fault(fix.span.clone(), "a fix is either `safe` or `offered`", None);
        }
        let applicability = if fix.safe.is_some() { Applicability::Safe } else { Applicability::Offered };
        let remedies: Vec<Option<RemedyPlan>> = fix
            .safe
            .iter()
            .chain(&fix.offered)
            .map(|remedy| self.remedy(remedy, applicability, names, has_flag))
            .collect();
        FixPlan { applicability, remedies: remedies.into_iter().flatten().collect() }
    }

    /// Things that must not exist.
    fn without(&mut self, raw: &RawWithout, names: &mut Names, faults: usize) -> Option<Without> {
        if raw.facts.is_empty() {
            self.reader.fault(raw.span.clone(), "`facts` is missing: it names what must not exist", None);
        }
        self.contradictions(&raw.facts, &raw.when);
        // One that says nothing about the names of the rule is asked once for the whole text.
        let mut words = raw.when.all.iter().flatten().chain(&raw.when.none);
        let of_rule = |of: &Quoted| names.slots.iter().any(|slot| syntax::mentions(&of.text, &slot.name));
        let bound = if words.any(of_rule) { names.slots.len() } else { 0 };
        let groups = if bound > 0 { names.groups.clone() } else { Vec::new() };
        let mut inner = Names { broken: names.broken.clone(), groups, ..Names::default() };
        for (slot, span) in names.slots.iter().zip(&names.spans).take(bound) {
            inner.slots.push(Slot { name: slot.name.clone(), kind: slot.kind });
            inner.spans.push(span.clone());
        }
        self.bind(&raw.facts, &mut inner);
        let mut conditions = Vec::new();
        let mut all = self.conditions(tests(&raw.facts).iter(), &mut inner, &mut conditions);
        all.extend(self.alternatives(&raw.when.all, &mut inner, &mut conditions));
        let none = self.conditions(raw.when.none.iter(), &mut inner, &mut conditions);
        if bound > 0 {
            names.used |= inner.used;
            for (of_rule, inner) in names.groups.iter().zip(&inner.groups) {
                of_rule.is_used.set(inner.is_used.get());
            }
        }
        self.unused(&inner, bound, faults);
        let plan = self.plan(&inner, bound, &conditions, &all, &none, faults)?;
        Some(Without { slots: inner.slots, bound, conditions, plan })
    }

    /// A name of `[groups]`: what its members must meet and what they share with a name of the rule.
    fn group(&mut self, raw: &RawGroup, names: &mut Names) -> Option<GroupPlan> {
        let slot = match &raw.with {
            None => 0,
            Some(with) => names.slots.iter().position(|slot| *slot.name == *with.text).or_else(|| {
                let known: Vec<&str> = names.slots.iter().map(|slot| &*slot.name).collect();
                self.unknown(with, "name of this rule", known.iter().copied());
                None
            })?,
        };
        let name = &raw.members.name;
        let is_taken = names.slots.iter().map(|slot| &slot.name).chain(names.groups.iter().map(|of| &of.name));
        if is_taken.into_iter().any(|taken| **taken == *name.text) {
            self.reader.fault(name.span.clone(), format!("`{}` is a name already", name.text), None);
            return None;
        }
        let mut member = Names::default();
        self.bind(std::slice::from_ref(&raw.members), &mut member);
        let anchor = names.slots.get(slot).map(|slot| slot.name.to_string());
        let (Some(Slot { kind, .. }), Some(anchor)) = (member.slots.first(), anchor) else {
            names.broken.push(name.text.clone());
            return None;
        };
        let kind = *kind;
        let mut tests = Vec::new();
        self.conditions(raw.members.predicates().iter(), &mut member, &mut tests);
        let keys = raw.by.iter().map(|field| {
            let shared = typing::shared(&name.text, &anchor, &field.text, &member, names);
            shared.map_err(|complaint| self.complain(field, complaint)).ok()
        });
        let keys = keys.collect::<Option<Vec<_>>>();
        let mut candidates = Candidates::of(kind);
        tests.retain(|test: &Condition| {
            let asked = plan::asked_of_each(&test.predicate, true, 0);
            asked.iter().flatten().for_each(|(_, question)| candidates.narrow(*question, true));
            asked.is_none()
        });
        names.used |= 1 << slot;
        let (name, span) = (name.text.as_str().into(), name.span.clone());
        names.groups.push(GroupName { name, span, kind, slot, is_used: Cell::new(false) });
        Some(GroupPlan { kind, candidates, tests, keys: keys? })
    }

    /// Adds the names of `[facts]`.
    fn bind(&mut self, facts: &[RawFact], names: &mut Names) {
        for fact in facts {
            let name = &fact.name;
            if RESERVED.contains(&name.text.as_str()) {
                self.reader.fault(
                    name.span.clone(),
                    format!("`{}` has a meaning of its own and cannot be a name", name.text),
                    None,
                );
            }
            if names.slots.iter().any(|slot| *slot.name == *name.text) {
                self.reader.fault(name.span.clone(), format!("`{}` is a name already", name.text), None);
                continue;
            }
            if names.slots.len() == MOST_NAMES {
                self.reader.fault(name.span.clone(), format!("a rule has {MOST_NAMES} names at the most"), None);
                return;
            }
            match Kind::named(&fact.kind.text) {
                Some(kind) if (kind.name == MENTION) != self.is_of_corpus => {
                    let (message, help) = if self.is_of_corpus {
                        ("a rule of a corpus compares facts of many documents", "bind a `mention`")
                    } else {
                        ("a `mention` is a fact of one of many documents", "add a `[corpus]` table with its `block`")
                    };
                    names.broken.push(name.text.clone());
                    self.reader.fault(fact.kind.span.clone(), message, Some(help.to_owned()));
                }
                Some(kind) => {
                    names.slots.push(Slot { name: name.text.as_str().into(), kind });
                    names.spans.push(name.span.clone());
                }
                None => {
                    names.broken.push(name.text.clone());
                    if fact.kind.span.is_empty() {
                        let help = "write { kind = \"count\", ... }".to_owned();
                        self.reader.fault(name.span.clone(), "`kind` is missing", Some(help));
                    } else {
                        self.unknown(&fact.kind, "kind", kinds().map(|kind| kind.name));
                    }
                }
            }
        }
    }

    /// Names that nothing uses; a condition with a fault uses names that are not counted, so that it is not asked
    /// where there is one.
    fn unused(&mut self, names: &Names, from: usize, faults: usize) {
        if self.reader.fault_count() != faults {
            return;
        }
        for group in names.groups.iter().filter(|group| from == 0 && !group.is_used.get()) {
            self.reader.fault(group.span.clone(), format!("`{}` is gathered and never used", group.name), None);
        }
        for slot in from..names.slots.len() {
            // A rule about one thing may report it and ask nothing more.
            let only = from == 0 && names.slots.len() == 1;
            if names.used & (1 << slot) == 0 && !only {
                let message = format!("`{}` is bound and never used", names.slots[slot].name);
                self.reader.fault(names.spans[slot].clone(), message, None);
            }
        }
    }

    fn contradictions(&mut self, facts: &[RawFact], when: &RawConditions) {
        if self.is_tested {
            return;
        }
        let written = tests(facts);
        let single = when.all.iter().filter(|of| of.len() == 1).flatten();
        let demanded: Vec<(String, &Quoted)> =
            written.iter().chain(single).chain(&when.flag).map(|of| (syntax::normal(&of.text), of)).collect();
        for (at, (normal, of)) in demanded.iter().enumerate() {
            if demanded[..at].iter().any(|(earlier, _)| earlier == normal) {
                self.reader.fault(of.span.clone(), "this is demanded twice", None);
            }
            let against = demanded[..at].iter().find(|(_, earlier)| contradict(&earlier.text, &of.text));
            if let Some((_, earlier)) = against {
                let message = format!("no text can meet this and `{}`", earlier.text);
                self.reader.fault(of.span.clone(), message, Some("the rule would never speak".to_owned()));
            }
        }
        for of in &when.none {
            let normal = syntax::normal(&of.text);
            if demanded.iter().any(|(demanded, _)| *demanded == normal) {
                let help = Some("no text can meet both, so the rule would never speak".to_owned());
                self.reader.fault(of.span.clone(), "this is demanded above and must not hold here", help);
            }
        }
    }

    fn plan(
        &mut self,
        names: &Names,
        bound: usize,
        conditions: &[Condition],
        all: &[usize],
        none: &[usize],
        faults: usize,
    ) -> Option<plan::Plan> {
        if self.reader.fault_count() != faults {
            return None;
        }
        match plan::plan(&names.slots, bound, conditions, all, none) {
            Ok(plan) => Some(plan),
            Err(slot) => {
                let name = &names.slots[slot].name;
                let other = names.slots.iter().find(|other| other.name != *name).map_or("it", |other| &other.name);
                let message = format!("`{name}` hangs together with no other name: every one would meet every other");
                let help = format!(
                    "add a condition such as `{other}, {name} in same sentence`, `{other}, {name} within 2 sentences` or an equality"
                );
                self.reader.fault(names.spans[slot].clone(), message, Some(help));
                None
            }
        }
    }

    /// Compiles conditions and gives their indices.
    fn conditions<'q>(
        &mut self,
        list: impl Iterator<Item = &'q Quoted>,
        names: &mut Names,
        conditions: &mut Vec<Condition>,
    ) -> Vec<usize> {
        let mut indices = Vec::new();
        for of in list {
            let compiled = syntax::predicate(&of.text).and_then(|parsed| typing::condition(&of.text, &parsed, names));
            match compiled {
                Ok(condition) => {
                    names.used |= condition.slots;
                    indices.push(conditions.len());
                    conditions.push(condition);
                }
                Err(complaint) => self.complain(of, complaint),
            }
        }
        indices
    }

    /// Compiles conditions of which each is a list of alternatives, and gives their indices.
    fn alternatives(&mut self, list: &[Vec<Quoted>], names: &mut Names, conditions: &mut Vec<Condition>) -> Vec<usize> {
        let mut indices = Vec::new();
        for alternatives in list {
            if alternatives.len() == 1 {
                indices.extend(self.conditions(alternatives.iter(), names, conditions));
                continue;
            }
            let mut either = Vec::new();
            self.conditions(alternatives.iter(), names, &mut either);
            if either.is_empty() {
                continue;
            }
            let texts: Vec<&str> = either.iter().map(|of| &*of.text).collect();
            indices.push(conditions.len());
            conditions.push(Condition {
                text: texts.join(" or ").into(),
                slots: either.iter().fold(0, |slots, of| slots | of.slots),
                cost: either.iter().map(|of| of.cost).sum(),
                sides: Vec::new(),
                predicate: Predicate::Either(either.into()),
            });
        }
        indices
    }

    /// Passes a complaint on, unless it follows from one that was made already.
    fn complain(&mut self, of: &Quoted, complaint: Complaint) {
        if !complaint.message.is_empty() {
            self.reader.complain(of, complaint);
        }
    }

    /// A name or field that stands at a place of the text.
    fn place(&mut self, of: &Quoted, names: &mut Names) -> Option<Expression> {
        self.typed_place(of, names).map(|typed| typed.expression)
    }

    fn typed_place(&mut self, of: &Quoted, names: &mut Names) -> Option<Typed> {
        let typed = syntax::expression(&of.text).and_then(|parsed| {
            let typed = typing::expression(&parsed, names)?;
            match typed.of {
                Type::Item(_) | Type::Words | Type::Group(_) => Ok(typed),
                other => Err(Complaint::new(
                    typed.span,
                    format!("this is {} and stands at no place of the text", a(&other.name())),
                )),
            }
        });
        match typed {
            Ok(typed) => {
                names.used |= slots_of(&typed.expression);
                Some(typed)
            }
            Err(complaint) => {
                self.complain(of, complaint);
                None
            }
        }
    }

    fn remedy(
        &mut self,
        raw: &RawRemedy,
        applicability: Applicability,
        names: &mut Names,
        has_flag: bool,
    ) -> Option<RemedyPlan> {
        let shape = (&raw.replace, &raw.with, &raw.delete, &raw.insert, &raw.after);
        let (target, with) = match shape {
            (Some(target), Some(with), None, None, None) => (target, Some(with)),
            (None, None, Some(target), None, None) => (target, None),
            (None, None, None, Some(with), Some(target)) => (target, Some(with)),
            _ => {
                let help = "write `replace` and `with`, or `delete`, or `insert` and `after`";
                self.reader.fault(raw.span.clone(), "it is not clear what this changes", Some(help.to_owned()));
                return None;
            }
        };
        if self.is_of_corpus && raw.replace.is_none() {
            let help = Some("write `replace` and `with`".to_owned());
            self.reader.fault(raw.span.clone(), "a rule of a corpus sees no text beside its facts", help);
            return None;
        }
        let Some(title) = &raw.title else {
            self.reader.fault(raw.span.clone(), "`title` is missing: what the fix is called in a menu", None);
            return None;
        };
        let typed = self.typed_place(target, names)?;
        if let Type::Item(kind) = typed.of {
            let keeps = raw.insert.is_some();
            if applicability == Applicability::Safe && kind.is_a("fact") && !keeps {
                let help = "a figure, a date or a name is never changed silently: make it `offered`";
                let message = format!("`{}` is a fact, and a safe fix may not change one", target.text);
                self.reader.fault(target.span.clone(), message, Some(help.to_owned()));
            }
        }
        let mut when = Vec::new();
        self.conditions(raw.when.iter(), names, &mut when);
        Some(RemedyPlan {
            title: self.template(title, names, has_flag)?,
            target: typed.expression,
            inserts: raw.insert.is_some(),
            deletes: raw.delete.is_some(),
            with: match with {
                Some(with) => self.template(with, names, has_flag)?,
                None => Template::default(),
            },
            when,
        })
    }

    fn template(&mut self, of: &Quoted, names: &mut Names, has_flag: bool) -> Option<Template> {
        match typing::template(&of.text, names, has_flag) {
            Ok(template) => Some(template),
            Err(complaint) => {
                self.complain(of, complaint);
                None
            }
        }
    }
}

/// The conditions that stand in `[facts]`.
fn tests(facts: &[RawFact]) -> Vec<Quoted> {
    facts.iter().flat_map(RawFact::predicates).collect()
}
