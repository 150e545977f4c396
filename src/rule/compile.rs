//! From a rule file as written to a rule that can run, or to every fault that stands in the way.
//!
//! All words are looked up in the schema, all types are checked and all templates are compiled here, once;
//! nothing is parsed when a rule runs.

use std::ops::Range;
use std::sync::Arc;

use super::evaluate::{Case, FixPlan, RemedyPlan, Without};
use super::fault::{Complaint, Fault, a, did_you_mean, listing};
use super::plan::{self, Slot, slots_of};
use super::program::{Condition, Expression, ItemTest, List, Piece, Predicate, Template};
use super::raw::{PARTS, Quoted, RawCase, RawConditions, RawFact, RawRemedy, RawRule, RawText, RawWithout, Reader};
use super::schema::{
    FIELDS, FUNCTIONS, FieldType, Holds, KINDS, Kind, PLACES, REACHES, RELATIONS, SCOPES, TESTS, Worth,
};
use super::syntax::{self, Comparator, Literal, Subjects, Word};
use super::value::{Type, Value, Vocabulary};
use super::{Rule, syntax::List as RawList};
use crate::finding::{Applicability, Confidence, Severity};
use crate::lex::Class;

/// Words that mean something by themselves and cannot be names.
const RESERVED: &[&str] = &["any", "all", "in", "is", "has", "within", "same", "left", "right"];
/// Most names a rule can have: more would be a puzzle and not a rule.
const MOST_NAMES: usize = 8;

/// Compiles a rule file. Its faults are added to `faults`; a file with a fault gives no rule.
pub(super) fn compile(path: &str, source: &str, faults: &mut Vec<Fault>) -> Option<Rule> {
    let mut reader = Reader::new(path, source, faults);
    let before = reader.fault_count();
    let raw = reader.rule();
    let mut compiler = Compiler { reader };
    let rule = compiler.rule(path, &raw);
    (compiler.reader.fault_count() == before).then_some(rule).flatten().map(|rule| Rule { raw, ..rule })
}

struct Compiler<'f> {
    reader: Reader<'f>,
}

/// The names that strings of a case can use.
#[derive(Default)]
struct Names {
    slots: Vec<Slot>,
    /// Place of each name in the file.
    spans: Vec<Range<usize>>,
    /// Names whose kind is unknown: complained of once.
    broken: Vec<String>,
    /// Names that some string uses, one bit each.
    used: u32,
}

/// An expression with its type.
struct Typed {
    expression: Expression,
    of: Type,
    span: Range<usize>,
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
        let cases: Vec<Option<Case>> = raw.cases.iter().map(|case| self.case(case, severity, confidence)).collect();
        let text = |of: &Option<Quoted>| of.as_ref().map(|of| of.text.clone()).unwrap_or_default();
        Some(Rule {
            id: Arc::from(text(&raw.id)),
            path: Arc::from(path),
            title: text(&raw.title),
            why: text(&raw.why),
            severity,
            confidence,
            cases: cases.into_iter().collect::<Option<Vec<Case>>>()?,
            raw: RawRule::default(),
        })
    }

    fn text(&mut self, text: &RawText) {
        if text.parts.is_empty() {
            let help = format!("the words go under {}", listing(PARTS.iter().copied()));
            self.reader.fault(text.span.clone(), "this text has no words", Some(help));
        }
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
        let mut conditions = Vec::new();
        let mut all = self.conditions(tests(&raw.facts), &mut names, &mut conditions);
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
        let primary = match &report.primary {
            Some(of) => self.place(of, &mut names),
            None => (!names.slots.is_empty()).then_some(Expression::Slot(0)),
        };
        let primary_name = report.primary.as_ref().map_or_else(
            || names.slots.first().map_or_else(String::new, |slot| slot.name.to_string()),
            |of| of.text.clone(),
        );
        let (also, also_names) = match &report.also {
            Some(paths) => {
                let places: Vec<Option<Expression>> = paths.iter().map(|of| self.place(of, &mut names)).collect();
                (places.into_iter().collect::<Option<Vec<_>>>(), paths.iter().map(|of| of.text.clone()).collect())
            }
            None => {
                let others: Vec<usize> = (0..names.slots.len())
                    .filter(|&slot| *names.slots[slot].name != *primary_name && !names.slots[slot].kind.is_single())
                    .collect();
                let also_names: Vec<String> = others.iter().map(|&slot| names.slots[slot].name.to_string()).collect();
                (Some(others.into_iter().map(Expression::Slot).collect()), also_names)
            }
        };
        let mut labels: Vec<Option<Template>> = Vec::new();
        labels.resize_with(1 + also_names.len(), || None);
        for (key, label) in &report.labels {
            let sites = std::iter::once(&primary_name).chain(&also_names);
            match sites.clone().position(|site| *site == key.text) {
                Some(at) => labels[at] = self.template(label, &mut names, has_flag),
                None => self.unknown(key, "place that is reported", sites.map(String::as_str).collect::<Vec<_>>()),
            }
        }
        let mut severity_when = Vec::new();
        for (of, list) in [
            (Severity::Error, &report.error_when),
            (Severity::Warning, &report.warning_when),
            (Severity::Info, &report.info_when),
        ] {
            let mut conditions = Vec::new();
            self.conditions(list.iter(), &mut names, &mut conditions);
            severity_when.push((of, conditions));
        }
        let fix = raw.fix.as_ref().map(|fix| {
            if fix.safe.is_some() == !fix.offered.is_empty() {
                self.reader.fault(fix.span.clone(), "a fix is either `safe` or `offered`", None);
            }
            let applicability = if fix.safe.is_some() { Applicability::Safe } else { Applicability::Offered };
            let remedies: Vec<Option<RemedyPlan>> = fix
                .safe
                .iter()
                .chain(&fix.offered)
                .map(|remedy| self.remedy(remedy, applicability, &mut names, has_flag))
                .collect();
            FixPlan { applicability, remedies: remedies.into_iter().flatten().collect() }
        });
        self.unused(&names, 0);
        let plan = self.plan(&names, 0, &conditions, &all, &none, faults)?;
        Some(Case {
            slots: names.slots,
            plan,
            conditions,
            all,
            flag,
            without: without.into_iter().collect::<Option<_>>()?,
            severity,
            confidence,
            severity_when,
            message: message?,
            primary: primary?,
            also: also?,
            labels,
            help: match help {
                Some(help) => Some(help?),
                None => None,
            },
            fix,
        })
    }

    fn without(&mut self, raw: &RawWithout, names: &mut Names, faults: usize) -> Option<Without> {
        if raw.facts.is_empty() {
            self.reader.fault(raw.span.clone(), "`facts` is missing: it names what must not exist", None);
        }
        self.contradictions(&raw.facts, &raw.when);
        // One that says nothing about the names of the rule is asked once for the whole text.
        let mut words = raw.when.all.iter().flatten().chain(&raw.when.none);
        let of_rule = |of: &Quoted| names.slots.iter().any(|slot| syntax::mentions(&of.text, &slot.name));
        let bound = if words.any(of_rule) { names.slots.len() } else { 0 };
        let mut inner = Names { broken: names.broken.clone(), ..Names::default() };
        for (slot, span) in names.slots.iter().zip(&names.spans).take(bound) {
            inner.slots.push(Slot { name: slot.name.clone(), kind: slot.kind });
            inner.spans.push(span.clone());
        }
        self.bind(&raw.facts, &mut inner);
        let mut conditions = Vec::new();
        let mut all = self.conditions(tests(&raw.facts), &mut inner, &mut conditions);
        all.extend(self.alternatives(&raw.when.all, &mut inner, &mut conditions));
        let none = self.conditions(raw.when.none.iter(), &mut inner, &mut conditions);
        if bound > 0 {
            names.used |= inner.used;
        }
        self.unused(&inner, bound);
        let plan = self.plan(&inner, bound, &conditions, &all, &none, faults)?;
        Some(Without { slots: inner.slots, bound, conditions, plan })
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
                Some(kind) => {
                    names.slots.push(Slot { name: name.text.as_str().into(), kind });
                    names.spans.push(name.span.clone());
                }
                None => {
                    names.broken.push(name.text.clone());
                    if !fact.kind.span.is_empty() {
                        self.unknown(&fact.kind, "kind", KINDS.iter().map(|kind| kind.name));
                    }
                }
            }
        }
    }

    fn unused(&mut self, names: &Names, from: usize) {
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
        let single = when.all.iter().filter(|of| of.len() == 1).flatten();
        let demanded: Vec<(String, &Quoted)> =
            tests(facts).chain(single).chain(&when.flag).map(|of| (syntax::normal(&of.text), of)).collect();
        for (at, (normal, of)) in demanded.iter().enumerate() {
            if demanded[..at].iter().any(|(earlier, _)| earlier == normal) {
                self.reader.fault(of.span.clone(), "this is demanded twice", None);
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
            let compiled = syntax::predicate(&of.text).and_then(|parsed| condition(&of.text, &parsed, names));
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
            let typed = expression(&parsed, names)?;
            match typed.of {
                Type::Item(_) | Type::Words => Ok(typed),
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
        match template(&of.text, names, has_flag) {
            Ok(template) => Some(template),
            Err(complaint) => {
                self.complain(of, complaint);
                None
            }
        }
    }
}

/// The conditions that stand in `[facts]`.
fn tests(facts: &[RawFact]) -> impl Iterator<Item = &Quoted> {
    facts.iter().flat_map(|fact| &fact.tests)
}

fn help_for<'w>(word: &str, known: impl IntoIterator<Item = &'w str> + Clone) -> Option<String> {
    did_you_mean(word, known.clone()).or_else(|| {
        let known: Vec<&str> = known.into_iter().collect();
        (!known.is_empty() && known.len() <= 16).then(|| format!("known are {}", listing(known)))
    })
}

fn unknown<'w>(word: &Word, what: &str, known: impl IntoIterator<Item = &'w str> + Clone) -> Complaint {
    Complaint::new(word.span.clone(), format!("`{}` is no {what}", word.text)).help(help_for(&word.text, known))
}

/// `Hello, {name}`: braces hold an expression, `{left}` or `{right}`, and after a colon the decimals to show.
fn template(text: &str, names: &mut Names, has_flag: bool) -> Result<Template, Complaint> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '{' | '}' if rest.next_if(|(_, next)| *next == c).is_some() => plain.push(c),
            '}' => {
                return Err(Complaint::new(at..at + 1, "this brace closes nothing")
                    .help("write `}}` for a brace in the message".to_owned()));
            }
            '{' => {
                let Some((end, _)) = rest.by_ref().find(|(_, next)| *next == '}') else {
                    return Err(Complaint::new(at..text.len(), "this brace is never closed")
                        .help("write `{{` for a brace in the message".to_owned()));
                };
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain).into()));
                }
                let inner = &text[at + 1..end];
                if let Some(second) = inner.find('{') {
                    return Err(Complaint::new(at..at + 1 + second, "this brace is never closed")
                        .help("write `{{` for a brace in the message".to_owned()));
                }
                let digits = inner.rsplit_once(':').and_then(|(head, tail)| Some((head, tail.parse::<u32>().ok()?)));
                let (inner, decimals) = digits.map_or((inner, None), |(head, digits)| (head, Some(digits)));
                pieces.push(match inner {
                    "left" | "right" if has_flag => Piece::Side(inner == "left", decimals),
                    "left" | "right" => {
                        return Err(Complaint::new(
                            at..end + 1,
                            format!("there is no flag whose {inner} side could stand here"),
                        )
                        .help("`[when] flag` is a comparison or relation".to_owned()));
                    }
                    _ => {
                        let shifted = |mut complaint: Complaint| {
                            complaint.span = complaint.span.start + at + 1..complaint.span.end + at + 1;
                            complaint
                        };
                        let parsed = syntax::expression(inner).map_err(shifted)?;
                        let typed = expression(&parsed, names).map_err(shifted)?;
                        names.used |= slots_of(&typed.expression);
                        Piece::Value(typed.expression, decimals)
                    }
                });
            }
            _ => plain.push(c),
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain.into()));
    }
    Ok(Template { pieces })
}

fn expression(parsed: &syntax::Expression, names: &Names) -> Result<Typed, Complaint> {
    let span = parsed.span();
    Ok(match parsed {
        syntax::Expression::Number(number, _) => {
            Typed { expression: Expression::Literal(Value::Number(*number)), of: Type::Number, span }
        }
        syntax::Expression::Text(word) => {
            Typed { expression: Expression::Literal(Value::Text(word.text.clone().into())), of: Type::Text, span }
        }
        syntax::Expression::Path(words) => path(words, names)?,
        syntax::Expression::Call { function, arguments, .. } => call(function, arguments, span, names)?,
        syntax::Expression::Arithmetic { operator, left, right } => {
            let [left, right] = [left, right].map(|side| expression(side, names));
            let (left, right) = (left?, right?);
            let exact = matches!((left.of, right.of), (Type::Number, Type::Number));
            let of = if exact { Type::Number } else { Type::Interval };
            let sides = (coerced(left, of)?.expression, coerced(right, of)?.expression);
            Typed { expression: Expression::Arithmetic(*operator, Box::new(sides)), of, span }
        }
    })
}

fn path(words: &[Word], names: &Names) -> Result<Typed, Complaint> {
    let (first, fields) = words.split_first().ok_or_else(|| Complaint::new(0..0, "a name is wanted"))?;
    let Some(slot) = names.slots.iter().position(|slot| *slot.name == *first.text) else {
        if names.broken.contains(&first.text) {
            return Err(Complaint::new(first.span.clone(), ""));
        }
        let message = format!("`{}` is no name of this rule", first.text);
        let help = help_for(&first.text, names.slots.iter().map(|slot| &*slot.name));
        return Err(Complaint::new(first.span.clone(), message).help(help));
    };
    let mut expression = Expression::Slot(slot);
    let mut of = Type::Item(names.slots[slot].kind);
    let mut owner = first;
    for word in fields {
        let Type::Item(kind) = of else {
            let message = format!("`{}` is {} and has no fields", owner.text, a(&of.name()));
            return Err(Complaint::new(word.span.clone(), message));
        };
        let known = FIELDS.iter().filter(|field| kind.is_a(field.on));
        let Some(field) = known.clone().find(|field| field.name == word.text) else {
            return Err(unknown(word, &format!("field of {}", a(kind.name)), known.map(|field| field.name)));
        };
        of = field.of.resolve().ok_or_else(|| Complaint::new(word.span.clone(), "this field has no type"))?;
        expression = Expression::Field(Box::new(expression), field.get);
        owner = word;
    }
    let span = first.span.start..words.last().map_or(first.span.end, |word| word.span.end);
    Ok(Typed { expression, of, span })
}

fn call(
    function: &Word,
    arguments: &[syntax::Expression],
    span: Range<usize>,
    names: &Names,
) -> Result<Typed, Complaint> {
    let Some(known) = FUNCTIONS.iter().find(|known| known.name == function.text) else {
        return Err(unknown(function, "function", FUNCTIONS.iter().map(|known| known.name)));
    };
    if known.of.len() != arguments.len() {
        let message = format!("`{}` takes {} values, not {}", known.name, known.of.len(), arguments.len());
        return Err(Complaint::new(span, message));
    }
    let mut typed = Vec::new();
    for (argument, of) in arguments.iter().zip(known.of) {
        let argument = expression(argument, names)?;
        typed.push(coerced(argument, resolved(*of)?)?.expression);
    }
    let gives = resolved(known.gives)?;
    Ok(Typed { expression: Expression::Call(known.apply, typed.into()), of: gives, span })
}

fn resolved(of: FieldType) -> Result<Type, Complaint> {
    of.resolve().ok_or_else(|| Complaint::new(0..0, "the schema names an unknown kind"))
}

/// The same expression as another type, where it can stand for one.
fn coerced(typed: Typed, wanted: Type) -> Result<Typed, Complaint> {
    let worth = |typed: Typed| Typed { expression: Expression::Worth(Box::new(typed.expression)), of: wanted, ..typed };
    match (typed.of, wanted) {
        (Type::Number, Type::Number)
        | (Type::Number | Type::Interval, Type::Interval)
        | (Type::Date, Type::Date)
        | (Type::Item(_) | Type::Words, Type::Words)
        | (Type::Text | Type::Words | Type::Word(_), Type::Text) => Ok(typed),
        (Type::Item(kind), Type::Item(of)) if kind.is_a(of.name) => Ok(typed),
        (Type::Item(kind), Type::Interval) if matches!(kind.worth, Worth::Figure(_)) => Ok(worth(typed)),
        (Type::Item(kind), Type::Date) if matches!(kind.worth, Worth::Day(_)) => Ok(worth(typed)),
        (found, _) => {
            let message = format!("{} is wanted here, and this is {}", a(&wanted.name()), a(&found.name()));
            let help = match found {
                Type::Item(kind) => fields_of_type(kind, wanted),
                _ => None,
            };
            Err(Complaint::new(typed.span, message).help(help))
        }
    }
}

/// Which fields of a kind could have been meant.
fn fields_of_type(kind: &Kind, wanted: Type) -> Option<String> {
    let fits = |of: Type| {
        matches!(
            (of, wanted),
            (Type::Number, Type::Number | Type::Interval)
                | (Type::Text | Type::Words | Type::Word(_), Type::Text)
                | (Type::Words, Type::Words)
        )
    };
    let fields: Vec<&str> = FIELDS
        .iter()
        .filter(|field| kind.is_a(field.on) && kind.name != "thing" && field.on != super::schema::THING)
        .filter(|field| field.of.resolve().is_some_and(fits))
        .map(|field| field.name)
        .collect();
    (!fields.is_empty()).then(|| format!("{} has {}", a(kind.name), listing(fields)))
}

fn condition(text: &str, parsed: &syntax::Predicate, names: &Names) -> Result<Condition, Complaint> {
    let predicate = predicate(parsed, names)?;
    let (slots, cost) = extent(&predicate);
    if slots == 0 {
        return Err(Complaint::new(0..text.len(), "this says nothing about any name of the rule"));
    }
    let side = |at: usize, of: &syntax::Expression| (text[of.span()].into(), at);
    let sides = match (parsed, &predicate) {
        (
            syntax::Predicate::Compare { left, right, .. } | syntax::Predicate::Relate { left, right, .. },
            Predicate::Compare { left: first, right: second, .. }
            | Predicate::Looking { left: first, right: second, .. },
        ) => [(0, left, first), (1, right, second)]
            .into_iter()
            .filter(|(_, _, compiled)| !compiled.is_literal())
            .map(|(at, written, _)| side(at, written))
            .collect(),
        (syntax::Predicate::Member { of, .. }, _) => vec![side(0, of)],
        _ => Vec::new(),
    };
    Ok(Condition { predicate, text: text.into(), slots, cost, sides })
}

/// Which slots a predicate looks at, and how dear it is.
fn extent(predicate: &Predicate) -> (u32, u32) {
    let list_cost = |list: &List| if matches!(list, List::Lexicon(_)) { 6 } else { 4 };
    match predicate {
        Predicate::Compare { left, right, .. } => (slots_of(left) | slots_of(right), 2 + depth(left) + depth(right)),
        Predicate::Looking { left, right, .. } => (slots_of(left) | slots_of(right), 4 + depth(left) + depth(right)),
        Predicate::Listed { left, right, .. } => (1 << left | 1 << right, 3),
        Predicate::Member { of, list } => (slots_of(of), list_cost(list) + depth(of)),
        Predicate::Has { of, .. } => (slots_of(of), 40 + depth(of)),
        Predicate::Test { subjects, .. } => {
            (subjects.iter().fold(0, |slots, (of, _)| slots | slots_of(of)), subjects.len() as u32)
        }
        Predicate::Either(either) => (either.iter().fold(0, |slots, of| slots | of.slots), 0),
        Predicate::Same { subjects, .. } => (subjects.iter().fold(0, |slots, of| slots | slots_of(of)), 2),
        Predicate::Within { subjects, .. } => (subjects.iter().fold(0, |slots, of| slots | slots_of(of)), 5),
    }
}

fn depth(expression: &Expression) -> u32 {
    match expression {
        Expression::Slot(_) | Expression::Literal(_) => 0,
        Expression::Field(of, _) => 1 + depth(of),
        Expression::Worth(of) => 2 + depth(of),
        Expression::Call(_, arguments) => 6 + arguments.iter().map(depth).sum::<u32>(),
        Expression::Arithmetic(_, sides) => 3 + depth(&sides.0) + depth(&sides.1),
    }
}

fn predicate(parsed: &syntax::Predicate, names: &Names) -> Result<Predicate, Complaint> {
    match parsed {
        syntax::Predicate::Compare { comparator, left, right } => comparison(*comparator, left, right, names),
        syntax::Predicate::Relate { relation: word, left, right } => relation(word, left, right, names),
        syntax::Predicate::Member { of, list: raw } => {
            let of = expression(of, names)?;
            let of = match (of.of, raw) {
                (Type::Number, _) => of,
                (Type::Words, RawList::Lexicon(_)) => of,
                // The words of a thing, so that phrases of a list can match.
                (Type::Item(_), _) => coerced(of, Type::Words)?,
                _ => coerced(of, Type::Text)?,
            };
            let list = list(raw, of.of, true)?;
            Ok(Predicate::Member { of: of.expression, list })
        }
        syntax::Predicate::Has { of, list: raw } => {
            let of = coerced(expression(of, names)?, Type::Words)?;
            Ok(Predicate::Has { of: of.expression, list: list(raw, Type::Text, false)? })
        }
        syntax::Predicate::Test { subjects: of, test: word } => {
            let known_at_all = TESTS.iter().any(|test| test.name == word.text);
            let (every, subjects) = subjects(of, names)?;
            let is_group = !matches!(of, Subjects::These(_));
            let mut tests: Vec<(Expression, ItemTest)> = Vec::new();
            for (typed, kind) in subjects {
                let known = TESTS.iter().filter(|test| kind.is_a(test.on));
                match known.clone().find(|test| test.name == word.text) {
                    Some(test) => tests.push((typed.expression, test.holds)),
                    // `any is modal` asks those that can be modal.
                    None if is_group && known_at_all => {}
                    None => {
                        return Err(unknown(word, &format!("test of {}", a(kind.name)), known.map(|test| test.name)));
                    }
                }
            }
            if tests.is_empty() {
                return Err(Complaint::new(word.span.clone(), format!("`{}` is a test of no name here", word.text)));
            }
            Ok(Predicate::Test { every, subjects: tests.into() })
        }
        syntax::Predicate::Inside { subjects: of, place: word } => {
            let Some(place) = PLACES.iter().find(|place| place.name == word.text) else {
                return Err(unknown(word, "place", PLACES.iter().map(|place| place.name)));
            };
            let (every, subjects) = subjects(of, names)?;
            let subjects = subjects.into_iter().map(|(typed, _)| (typed.expression, place.holds as ItemTest)).collect();
            Ok(Predicate::Test { every, subjects })
        }
        syntax::Predicate::Same { subjects: of, scope: word } => {
            let Some(scope) = SCOPES.iter().find(|scope| scope.name == word.text) else {
                return Err(unknown(word, "stretch of text to share", SCOPES.iter().map(|scope| scope.name)));
            };
            Ok(Predicate::Same { subjects: several(of, word, names)?, key: scope.key })
        }
        syntax::Predicate::Within { subjects: of, count, unit, .. } => {
            let is = |name: &str| name == unit.text || name.strip_suffix('s') == Some(&unit.text);
            let Some(reach) = REACHES.iter().find(|reach| is(reach.name)) else {
                return Err(unknown(unit, "unit of distance", REACHES.iter().map(|reach| reach.name)));
            };
            let subjects = several(of, unit, names)?;
            Ok(Predicate::Within { subjects, count: *count, first: reach.first, end: reach.end })
        }
    }
}

/// At least two things that a condition holds together.
fn several(of: &Subjects, word: &Word, names: &Names) -> Result<Box<[Expression]>, Complaint> {
    let (_, subjects) = subjects(of, names)?;
    if subjects.len() < 2 {
        return Err(Complaint::new(word.span.clone(), "this takes two names at least, with a comma between"));
    }
    Ok(subjects.into_iter().map(|(typed, _)| typed.expression).collect())
}

fn subjects(of: &Subjects, names: &Names) -> Result<(bool, Vec<(Typed, &'static Kind)>), Complaint> {
    let every = |span: &Range<usize>| {
        let slots = names.slots.iter().enumerate().filter(|(_, slot)| !slot.kind.is_single());
        slots
            .map(|(at, slot)| {
                let typed = Typed { expression: Expression::Slot(at), of: Type::Item(slot.kind), span: span.clone() };
                (typed, slot.kind)
            })
            .collect()
    };
    Ok(match of {
        Subjects::Any(span) => (false, every(span)),
        Subjects::All(span) => (true, every(span)),
        Subjects::These(these) => {
            let mut subjects = Vec::new();
            for parsed in these {
                let typed = expression(parsed, names)?;
                let Type::Item(kind) = typed.of else {
                    let message = format!("a name is wanted here, and this is {}", a(&typed.of.name()));
                    return Err(Complaint::new(typed.span, message));
                };
                subjects.push((typed, kind));
            }
            (true, subjects)
        }
    })
}

fn comparison(
    comparator: Comparator,
    left: &syntax::Expression,
    right: &syntax::Expression,
    names: &Names,
) -> Result<Predicate, Complaint> {
    let (left, right) = (expression(left, names)?, expression(right, names)?);
    let is_equality = matches!(comparator, Comparator::Equal | Comparator::Unequal);
    let figure =
        |of: Type| matches!(of, Type::Number | Type::Interval | Type::Item(Kind { worth: Worth::Figure(_), .. }));
    let day = |of: Type| matches!(of, Type::Date | Type::Item(Kind { worth: Worth::Day(_), .. }));
    let text = |of: Type| matches!(of, Type::Text | Type::Words | Type::Word(_));
    let whole = left.span.start..right.span.end;
    if figure(left.of) && figure(right.of) {
        let exact = matches!((left.of, right.of), (Type::Number, Type::Number));
        if is_equality && !exact {
            return Err(Complaint::new(
                whole,
                "what a figure can mean is an interval, and two intervals are seldom equal",
            )
            .help("write `overlaps` or `disjoint`, or compare the field `value`".to_owned()));
        }
        let of = if exact { Type::Number } else { Type::Interval };
        let (left, right) = (coerced(left, of)?.expression, coerced(right, of)?.expression);
        return Ok(Predicate::Compare { comparator, left, right });
    }
    if let (Type::Item(one), Type::Item(other)) = (left.of, right.of) {
        if std::ptr::eq(one.shelf, other.shelf) && is_equality && !day(left.of) {
            return Ok(Predicate::Compare { comparator, left: left.expression, right: right.expression });
        }
    }
    if !is_equality {
        let (first, second) = (left.of.name(), right.of.name());
        let help = day(left.of).then(|| "write `earlier-than` or `later-than`".to_owned());
        return Err(Complaint::new(whole, format!("{} and {} have no order", a(&first), a(&second))).help(help));
    }
    if day(left.of) && day(right.of) {
        let (left, right) = (coerced(left, Type::Date)?.expression, coerced(right, Type::Date)?.expression);
        return Ok(Predicate::Compare { comparator, left, right });
    }
    if text(left.of) && text(right.of) {
        for (one, other) in [(&left, &right), (&right, &left)] {
            if let (Type::Word(vocabulary), Expression::Literal(Value::Text(word))) = (one.of, &other.expression) {
                belongs(word, &other.span, vocabulary)?;
            }
        }
        return Ok(Predicate::Compare { comparator, left: left.expression, right: right.expression });
    }
    let wanted = if text(left.of) { Type::Text } else { left.of };
    let blamed = if text(left.of) || figure(left.of) { right } else { left };
    let message = format!("{} cannot equal {}", a(&blamed.of.name()), a(&wanted.name()));
    let help = match blamed.of {
        Type::Item(kind) => fields_of_type(kind, if text(wanted) { Type::Text } else { Type::Number }),
        _ => None,
    };
    Err(Complaint::new(blamed.span, message).help(help))
}

fn belongs(word: &str, span: &Range<usize>, vocabulary: &Vocabulary) -> Result<(), Complaint> {
    let words = (vocabulary.words)();
    if words.contains(&word) {
        return Ok(());
    }
    Err(Complaint::new(span.clone(), format!("`{word}` is no {}", vocabulary.name)).help(help_for(word, words)))
}

fn relation(
    word: &Word,
    left: &syntax::Expression,
    right: &syntax::Expression,
    names: &Names,
) -> Result<Predicate, Complaint> {
    if !RELATIONS.iter().any(|known| known.name == word.text) {
        return Err(unknown(word, "relation", RELATIONS.iter().map(|known| known.name)));
    }
    let mut first_complaint = None;
    for (at, known) in RELATIONS.iter().enumerate().filter(|(_, known)| known.name == word.text) {
        let (left, right) = (expression(left, names)?, expression(right, names)?);
        let sides = coerced(left, resolved(known.between.0)?)
            .and_then(|left| Ok((left, coerced(right, resolved(known.between.1)?)?)));
        match (sides, known.holds) {
            (Ok((left, right)), Holds::Looking(holds)) => {
                return Ok(Predicate::Looking { holds, left: left.expression, right: right.expression });
            }
            (Ok((left, right)), Holds::Listed(_)) => match (left.expression, right.expression) {
                (Expression::Slot(left), Expression::Slot(right)) => {
                    return Ok(Predicate::Listed { relation: at, left, right });
                }
                _ => {
                    let message = format!("`{}` stands between two names of the rule", word.text);
                    return Err(Complaint::new(left.span.start..right.span.end, message));
                }
            },
            (Err(complaint), _) => first_complaint = first_complaint.or(Some(complaint)),
        }
    }
    Err(first_complaint.unwrap_or_else(|| Complaint::new(word.span.clone(), "this relation fits nothing")))
}

fn list(raw: &RawList, of: Type, whole: bool) -> Result<List, Complaint> {
    match raw {
        RawList::Lexicon(word) => {
            if matches!(of, Type::Number) {
                return Err(Complaint::new(word.span.clone(), "a number is on no word list"));
            }
            let class = Class::ALL.iter().find(|(_, name)| *name == word.text);
            class
                .map(|(class, _)| List::Lexicon(*class))
                .ok_or_else(|| unknown(word, "word list", Class::ALL.iter().map(|(_, name)| *name)))
        }
        RawList::Literals(literals, _) => {
            let mut numbers = Vec::new();
            let mut texts: Vec<Box<[Box<str>]>> = Vec::new();
            for literal in literals {
                match (literal, of) {
                    (Literal::Number(number, _), Type::Number) => numbers.push(*number),
                    (Literal::Text(word), Type::Word(vocabulary)) if whole => {
                        belongs(&word.text, &word.span, vocabulary)?;
                        texts.push(split(&word.text));
                    }
                    (Literal::Text(word), Type::Text | Type::Words | Type::Word(_)) => texts.push(split(&word.text)),
                    (Literal::Text(Word { span, .. }) | Literal::Number(_, span), of) => {
                        let wanted = if matches!(of, Type::Number) { "a number" } else { "a text in quotation marks" };
                        return Err(Complaint::new(span.clone(), format!("{wanted} is wanted here")));
                    }
                }
            }
            Ok(if matches!(of, Type::Number) { List::Numbers(numbers.into()) } else { List::Texts(texts.into()) })
        }
    }
}

fn split(text: &str) -> Box<[Box<str>]> {
    text.split_whitespace().map(Box::from).collect()
}
