//! TOML → compiled rules → findings.
//!
//! Comes in: rule files, the built-in ones among them, and a [`Story`]. Goes out: [`Finding`]s, and a
//! [`Fault`] for everything that is wrong in a rule file. A rule file is read as written (`raw`), its
//! strings are parsed (`syntax`), looked up in the [`schema`] and type-checked (`typing`, `compile`) into a
//! `program` with a `plan`, which `evaluate` runs. `docs/rule-language.md` is the author's guide.
//! Knows nothing of output: a page of a rule is Markdown text, a fault is a plain value.

mod allowance;
mod amount;
mod block;
mod builtin;
mod candidates;
mod compile;
mod contradiction;
mod evaluate;
mod extend;
mod family;
mod fault;
mod group;
mod json_schema;
mod nearest;
mod page;
mod plan;
mod program;
mod raw;
mod run;
pub mod schema;
mod search;
mod syntax;
pub mod tester;
mod typing;
mod value;

pub use crate::toml_file::Fault;
pub use amount::Unit;
pub use block::{BLOCKS, Block, MOST_ALIKE, MOST_COMPARED, Thinner, thin};
pub use group::Group;
pub(crate) use nearest::nearest_rule;
pub use value::{Type, Value, Vocabulary};

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use self::allowance::Allowance;
pub(crate) use self::allowance::most_findings;
use self::builtin::BuiltIn;
use self::candidates::Candidates;
use crate::finding::{Confidence, Finding, Severity};
use crate::story::Story;
use crate::text::SourceSpan;
use crate::toml_file::{Reader, did_you_mean};

/// The tag of a rule that runs only where it is selected by its own name.
pub const OFF_BY_DEFAULT: &str = "off-by-default";

/// One rule.
#[derive(Debug)]
pub struct Rule {
    id: Arc<str>,
    path: Arc<str>,
    title: String,
    why: String,
    severity: Severity,
    confidence: Confidence,
    /// Ids of the rules that are silent where this one speaks.
    outranks: Vec<String>,
    /// Words to select it by.
    tags: Vec<String>,
    /// What brings the facts together that a rule of a corpus compares; none for a rule of one text.
    block: Option<&'static Block>,
    /// The file, if the binary carries it: what follows is read from it when it is asked for.
    built_in: Option<&'static BuiltIn>,
    /// What the names of its cases need, of such a rule, and how many names need it.
    bindings: OnceLock<Vec<Vec<(Candidates, u32)>>>,
    cases: OnceLock<Vec<evaluate::Case>>,
    raw: OnceLock<raw::RawRule>,
}

impl Rule {
    /// A rule that the binary carries.
    fn built_in(of: &'static BuiltIn) -> Self {
        Self {
            id: of.id.into(),
            path: of.path.into(),
            title: of.title.to_owned(),
            why: of.why.to_owned(),
            severity: Severity::from_name(of.severity).unwrap_or(Severity::Warning),
            confidence: Confidence::from_name(of.confidence).unwrap_or(Confidence::Medium),
            outranks: of.outranks.iter().map(|&id| id.to_owned()).collect(),
            tags: of.tags.iter().map(|&tag| tag.to_owned()).collect(),
            block: of.block.and_then(Block::named),
            built_in: Some(of),
            bindings: OnceLock::new(),
            cases: OnceLock::new(),
            raw: OnceLock::new(),
        }
    }

    /// What the rule looks for. That no built-in file has a fault is for a test to see.
    fn cases(&self) -> &[evaluate::Case] {
        self.cases.get_or_init(|| self.built_in.map(compile::compile_built_in).unwrap_or_default())
    }

    /// The file as written.
    fn raw(&self) -> &raw::RawRule {
        self.raw.get_or_init(|| {
            self.built_in.map(|of| Reader::new(of.path, of.source, &mut Vec::new()).rule().settle()).unwrap_or_default()
        })
    }

    /// `group/name`, as in suppress comments and output.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The file it was read from.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it finds, in one line.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Why that matters.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }

    /// How bad it is, unless a condition of the rule says otherwise.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// How sure it is.
    #[must_use]
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// Words to select rules by.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.tags.iter().map(String::as_str)
    }

    /// The kinds of things that it looks at; a text without them is passed over.
    #[must_use]
    pub fn needs(&self) -> Vec<&'static str> {
        let slots = self.cases().iter().flat_map(|case| &case.slots);
        slots.map(|slot| slot.kind.name).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Whether it runs only where it is selected by its own name: its tags have [`OFF_BY_DEFAULT`].
    #[must_use]
    pub fn is_off_by_default(&self) -> bool {
        self.tags().any(|tag| tag == OFF_BY_DEFAULT)
    }

    /// What brings the facts together that it compares, if it is a rule of a corpus.
    #[must_use]
    pub const fn block(&self) -> Option<&'static Block> {
        self.block
    }

    /// Everything about the rule as a page of Markdown.
    #[must_use]
    pub fn page(&self) -> String {
        page::page(self)
    }

    /// What this rule has to say about a story, in no order.
    #[must_use]
    pub fn evaluate(&self, story: &Story<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.run(&run::Run::new(story), &mut findings);
        findings
    }

    /// Which of its cases have something to say by themselves.
    fn cases_that_speak(&self, story: &Story<'_>) -> Vec<bool> {
        let run = run::Run::new(story);
        let speaks = |case: &evaluate::Case| {
            let mut findings = Vec::new();
            case.evaluate(&run, &self.id, &mut FxHashSet::default(), &Allowance::new(story), &mut findings);
            !findings.is_empty()
        };
        self.cases().iter().map(speaks).collect()
    }

    /// Whether a story has something for every name of one of the cases.
    fn may_speak(&self, built_in: &BuiltIn, run: &run::Run<'_, '_>) -> bool {
        let bindings = self.bindings.get_or_init(|| built_in.bindings());
        bindings.iter().any(|needs| needs.iter().all(|(need, names)| run.populations.has(need, *names)))
    }

    fn run(&self, run: &run::Run<'_, '_>, findings: &mut Vec<Finding>) {
        // What a rule cannot do without is known before it is compiled.
        if self.cases.get().is_none() && self.built_in.is_some_and(|of| !self.may_speak(of, run)) {
            return;
        }
        let mut seen = FxHashSet::default();
        let allowance = Allowance::new(run.story);
        for case in self.cases() {
            case.evaluate(run, &self.id, &mut seen, &allowance, findings);
        }
    }
}

/// The JSON schema of rule files, as a document.
#[must_use]
pub fn json_schema() -> String {
    json_schema::document()
}

/// The vocabulary of the rule language as a page of Markdown.
#[must_use]
pub fn words_page() -> String {
    page::words_page()
}

/// Compiled rules, ready to run. A clone shares them, so that each text can have its own choice of rules.
#[derive(Debug, Default, Clone)]
pub struct RuleSet {
    /// In the order of their ids.
    rules: Vec<Arc<Rule>>,
}

impl RuleSet {
    /// The rules that the binary carries.
    #[must_use]
    pub fn built_in() -> Self {
        Self::load::<&str, &str>(&[]).0
    }

    /// The built-in rules with those of `files` (path and text) over them: a file with the id of a built-in
    /// rule takes its place. Every fault of every one of them comes back, in the order of the files and of the
    /// places in them; the sound rules stand.
    ///
    /// ```
    /// use copydesk::rule::RuleSet;
    /// let text = "id = 'house/tons'\ntitle = 'Tons'\nwhy = 'Say it in tonnes.'\nseverity = 'info'
    /// [facts]
    /// load = 'mesure'
    /// ";
    /// let (rules, faults) = RuleSet::load(&[("house/tons.toml", text)]);
    /// assert!(faults.iter().any(|fault| fault.help.as_deref() == Some("did you mean `measure`?")));
    /// assert!(rules.iter().all(|rule| rule.id() != "house/tons"));
    /// ```
    #[must_use]
    pub fn load<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut rules: Vec<Rule> = builtin::BUILT_IN.iter().map(Rule::built_in).collect();
        let mut own: Vec<Rule> = Vec::new();
        let mut places: FxHashMap<Arc<str>, usize> = FxHashMap::default();
        let house = family::Family::read(files, &mut faults);
        for member in house.members() {
            let before = faults.len();
            let Some(raw) = house.whole(member, &mut faults) else { continue };
            let Some(rule) = compile::compile_read(member.path, member.text, raw, &mut faults) else { continue };
            if !member.is_sound || faults.len() > before {
                continue;
            }
            if let Some(earlier) = places.get(&rule.id).map(|&at| &own[at]) {
                let id = rule.raw().id.clone().unwrap_or_default();
                let help = Some(format!("the other one is `{}`", earlier.path));
                Reader::new(member.path, member.text, &mut faults).fault(id.span, "another file has this id", help);
            } else {
                places.insert(rule.id.clone(), own.len());
                own.push(rule);
            }
        }
        rules.retain(|rule| !places.contains_key(&rule.id));
        rules.extend(own);
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        let set = Self { rules: rules.into_iter().map(Arc::new).collect() };
        set.check_outranked(files, &mut faults);
        let number_of = |path: &str| files.iter().position(|(of, _)| of.as_ref() == path);
        faults.sort_by_key(|fault| (number_of(&fault.path), fault.span.start));
        (set, faults)
    }

    /// Notes ids that a rule outranks and nobody has.
    fn check_outranked<P: AsRef<str>, T: AsRef<str>>(&self, files: &[(P, T)], faults: &mut Vec<Fault>) {
        for rule in &self.rules {
            for of in rule.outranks.iter().filter(|of| self.get(of).is_none()) {
                let Some(of) = rule.raw().outranks.iter().find(|written| written.text == *of) else { continue };
                let own = files.iter().map(|(path, text)| (path.as_ref(), text.as_ref()));
                let mut all = own.chain(builtin::BUILT_IN.iter().map(|of| (of.path, of.source)));
                let Some((path, text)) = all.find(|(path, _)| *path == &*rule.path) else { continue };
                let help = did_you_mean(&of.text, self.rules.iter().map(|rule| &*rule.id));
                let message = format!("there is no rule `{}`", of.text);
                Reader::new(path, text, faults).fault(of.span.clone(), message, help);
            }
        }
    }

    /// The rules in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().map(Arc::as_ref)
    }

    /// Takes out the rules that are not to run.
    pub fn retain(&mut self, mut keep: impl FnMut(&Rule) -> bool) {
        self.rules.retain(|rule| keep(rule));
    }

    /// The rule of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        let at = self.rules.binary_search_by(|rule| (*rule.id).cmp(id)).ok()?;
        Some(&self.rules[at])
    }

    /// What the rules have to say about a story, in no order.
    #[must_use]
    pub fn evaluate(&self, story: &Story<'_>) -> Vec<Finding> {
        let run = run::Run::new(story);
        let mut findings = Vec::new();
        let most = allowance::most_findings_of_all(story.document.prose.len());
        for rule in self.rules.iter().filter(|rule| rule.block.is_none()) {
            if findings.len() >= most {
                findings.push(evaluate::not_run(&rule.id, story, allowance::too_many_of_all(most)));
                break;
            }
            rule.run(&run, &mut findings);
        }
        self.drop_outranked(&mut findings);
        findings
    }

    /// Where two rules speak of the same places, the more special one speaks.
    fn drop_outranked(&self, findings: &mut Vec<Finding>) {
        let mut taken: FxHashSet<(&str, SourceSpan)> = FxHashSet::default();
        for finding in findings.iter() {
            let outranks = self.get(&finding.rule).map_or(&[][..], |rule| &rule.outranks);
            for site in std::iter::once(&finding.primary).chain(&finding.related) {
                taken.extend(outranks.iter().map(|of| (of.as_str(), site.span)));
            }
        }
        if !taken.is_empty() {
            findings.retain(|finding| !taken.contains(&(&*finding.rule, finding.primary.span)));
        }
    }
}
