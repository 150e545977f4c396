//! The desk for a text: one for each configuration and each choice of rules under it, made when first asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::SystemTime;

use super::find::{self, absolute, nearest};
use super::patterns::Patterns;
use super::profile;
use super::rule_files::load_rules;
use super::selection::{self, Selection};
use super::written::{Choice, Override, Said, Suppress, Written};
use super::{facts, lexicon, names};
use crate::check::suppress::Standing;
use crate::check::{Desk, suppress};
use crate::finding::{Confidence, Severity};
use crate::lex::Lexicon;
use crate::report::Notice;
use crate::rule::{Rule, RuleSet};
use crate::story::NameList;
use crate::text::Format;

/// Folders that hold other people's texts.
const EXCLUDED: [&str; 3] = ["node_modules", "bower_components", "vendor"];

/// What a configuration that is no file is called where it is reported.
const GIVEN: &str = "config";

/// What the command line says over every configuration.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    /// The configuration to use for every text instead of the nearest one.
    pub config: Option<PathBuf>,
    /// The text of a configuration for every text instead of any file; paths in it count from the folder that the
    /// program runs in.
    pub config_text: Option<String>,
    /// Use no configuration at all.
    pub isolated: bool,
    /// The profile, in place of the one that a configuration names.
    pub profile: Option<String>,
    /// Takes the place of all that is selected and ignored.
    pub select: Vec<String>,
    /// Selects besides.
    pub extend_select: Vec<String>,
    /// Ignores besides.
    pub ignore: Vec<String>,
    /// Further rule files and folders of them.
    pub rules: Vec<PathBuf>,
    /// The least severity that fails.
    pub fail_on: Option<Severity>,
    /// The least confidence that is reported.
    pub min_confidence: Option<Confidence>,
    /// The locale of every text.
    pub locale: Option<String>,
}

/// Every desk of a run.
#[derive(Debug, Default)]
pub struct Desks {
    overlay: Overlay,
    /// By the file; `None` stands for no configuration.
    houses: Mutex<BTreeMap<Option<PathBuf>, Arc<Place>>>,
    /// By the folder that was asked for.
    nearest: Mutex<BTreeMap<PathBuf, Option<PathBuf>>>,
    faults: Mutex<Vec<Notice>>,
}

/// A house that is there, or is being read. The map of all is free meanwhile, so that one slow disk holds up none but
/// those who want its house.
#[derive(Debug)]
struct Place {
    /// Whether this house says what is wrong with the command line too.
    names_command_line: bool,
    house: OnceLock<Arc<House>>,
}

/// What holds for a text.
#[derive(Debug, Clone)]
pub struct Settled {
    /// The desk.
    pub desk: Arc<Desk>,
    /// The least severity that fails.
    pub fail_on: Severity,
    /// The least confidence that is reported.
    pub min_confidence: Confidence,
    /// The locale, where one is set.
    pub locale: Option<String>,
}

impl Desks {
    /// The desks under whatever configurations there are.
    #[must_use]
    pub fn new(overlay: Overlay) -> Self {
        Self { overlay, ..Self::default() }
    }

    /// What the command line says.
    #[must_use]
    pub const fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// What holds for a text.
    #[must_use]
    pub fn for_text(&self, path: &Path) -> Settled {
        let path = absolute(path);
        self.house_of(path.parent().unwrap_or(&path)).settled(&path, &self.overlay)
    }

    /// What holds for texts without a path, under the configuration of a folder.
    #[must_use]
    pub fn for_folder(&self, folder: &Path) -> Settled {
        let folder = absolute(folder);
        self.house_of(&folder).settled(&folder, &self.overlay)
    }

    /// The configuration that holds in a folder.
    #[must_use]
    pub fn house(&self, folder: &Path) -> Arc<House> {
        self.house_of(&absolute(folder))
    }

    /// The same, of a folder that is named from the root.
    fn house_of(&self, folder: &Path) -> Arc<House> {
        let file = self.file(folder);
        let place = self.place(file.clone());
        let house = place.house.get_or_init(|| {
            let (house, faults) = House::load(file.as_deref(), &self.overlay, place.names_command_line);
            lock(&self.faults).extend(faults);
            Arc::new(house)
        });
        house.clone()
    }

    /// Where the house of a configuration is, or is to be.
    fn place(&self, file: Option<PathBuf>) -> Arc<Place> {
        let mut houses = lock(&self.houses);
        let names_command_line = houses.is_empty();
        let place = || Arc::new(Place { names_command_line, house: OnceLock::new() });
        houses.entry(file).or_insert_with(place).clone()
    }

    /// Every house that was read.
    fn known(&self) -> Vec<Arc<House>> {
        lock(&self.houses).values().filter_map(|place| place.house.get().cloned()).collect()
    }

    /// Every configuration that was read.
    #[must_use]
    pub fn configurations(&self) -> Vec<PathBuf> {
        lock(&self.houses).keys().flatten().cloned().collect()
    }

    /// What is wrong with the configurations and rules that were asked for since the last call.
    #[must_use]
    pub fn take_faults(&self) -> Vec<Notice> {
        std::mem::take(&mut lock(&self.faults))
    }

    /// What the configurations let stand and nothing is found, in the texts that were checked.
    #[must_use]
    pub fn idle_suppressions(&self) -> Vec<Notice> {
        self.known().iter().flat_map(|house| house.idle().collect::<Vec<_>>()).collect()
    }

    /// Forgets every configuration, so that the files are read anew.
    pub fn forget(&self) {
        lock(&self.houses).clear();
        lock(&self.nearest).clear();
    }

    /// Forgets every configuration if a file of one has changed, or is there now or gone; whether that was so.
    pub fn refresh(&self) -> bool {
        let moved = lock(&self.nearest).iter().any(|(folder, file)| nearest(folder) != *file);
        let changed = moved || self.known().iter().any(|house| house.has_changed());
        if changed {
            self.forget();
        }
        changed
    }

    fn file(&self, folder: &Path) -> Option<PathBuf> {
        if self.overlay.isolated {
            return None;
        }
        if self.overlay.config_text.is_some() {
            return Some(absolute(Path::new(GIVEN)));
        }
        if let Some(config) = &self.overlay.config {
            return Some(absolute(config));
        }
        lock(&self.nearest).entry(folder.to_owned()).or_insert_with(|| nearest(folder)).clone()
    }
}

/// A desk that is there, or is being made.
type ComingDesk = OnceLock<Arc<Desk>>;

/// A configuration and the desks under it.
#[derive(Debug)]
pub struct House {
    /// Every file that has a part in it, the nearest first.
    pub files: Vec<PathBuf>,
    written: Written,
    rules: RuleSet,
    names: NameList,
    lexicon: Lexicon,
    include: Option<Patterns>,
    exclude: Patterns,
    per_file: Vec<Patterns>,
    overrides: Vec<Patterns>,
    standing: Vec<(Patterns, Standing)>,
    /// Which of them met a text that was checked.
    is_asked: Mutex<BTreeSet<usize>>,
    /// By which of the tables for some files hold.
    desks: Mutex<BTreeMap<Vec<bool>, Arc<ComingDesk>>>,
    /// Every file that was read, and when it was last written.
    read: Vec<(PathBuf, Option<SystemTime>)>,
}

impl House {
    fn load(file: Option<&Path>, overlay: &Overlay, names_command_line: bool) -> (Self, Vec<Notice>) {
        let loaded = file.map(|file| find::load(file, overlay.config_text.as_deref())).unwrap_or_default();
        let (mut written, mut faults) = (loaded.written, loaded.faults);
        let profile = overlay.profile.as_deref().or(written.profile.as_deref());
        if let Some(base) = profile.and_then(profile::named) {
            written = written.over(base);
        }
        let mut paths: Vec<PathBuf> = written.rules.iter().map(Said::path).collect();
        paths.extend(overlay.rules.iter().cloned());
        let rule_files = load_rules(&paths, facts(&written, &mut faults));
        faults.extend(rule_files.faults);
        let names = names(&written, &mut faults);
        let lexicon = lexicon(&written, &mut faults);
        let ids = ids(&rule_files.rules);
        faults.extend(unknown_names(&written, &ids));
        if names_command_line {
            faults.extend(unknown_arguments(overlay, &ids));
        }
        let folder = file.and_then(Path::parent).map_or_else(|| absolute(Path::new("")), Path::to_owned);
        let patterns = |said: &[Said]| Patterns::new(&folder, said.iter().map(|said| said.text.as_str()));
        let excluded = written.exclude.as_ref().map_or_else(
            || EXCLUDED.to_vec(),
            |patterns| patterns.iter().map(|pattern| pattern.text.as_str()).collect(),
        );
        let also = written.extend_exclude.iter().map(|pattern| pattern.text.as_str());
        let rule_paths = rule_files.files.iter().map(|(path, _)| PathBuf::from(path));
        let read = loaded
            .files
            .iter()
            .cloned()
            .chain(rule_paths)
            .chain(written.names.iter().chain(&written.facts).chain(&written.lexicon).map(Said::path));
        let house = Self {
            rules: rule_files.rules,
            names,
            lexicon,
            include: written.include.as_deref().map(patterns),
            exclude: Patterns::new(&folder, excluded.into_iter().chain(also)),
            per_file: written.per_file_ignores.iter().map(|(of, _)| patterns(std::slice::from_ref(of))).collect(),
            overrides: written.overrides.iter().map(|of| patterns(&of.files)).collect(),
            standing: written.suppress.iter().map(|of| (patterns(&of.files), standing(of))).collect(),
            is_asked: Mutex::default(),
            desks: Mutex::default(),
            read: read.map(|path| (path.clone(), written_at(&path))).collect(),
            files: loaded.files,
            written,
        };
        in_file_order(&mut faults);
        (house, faults)
    }

    fn has_changed(&self) -> bool {
        self.read.iter().any(|(path, at)| written_at(path) != *at)
    }

    /// Every rule that could run: the built-in ones, those of the configuration and of the command line.
    #[must_use]
    pub const fn all_rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The word lists, with the words of the house.
    #[must_use]
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Whether a file that was found in a folder is left out, or a folder is not searched. What is in an excluded
    /// folder is not excluded by that: whoever names such a folder wants it.
    #[must_use]
    pub fn excludes(&self, path: &Path, is_folder: bool) -> bool {
        self.exclude.names(&absolute(path), is_folder)
    }

    /// Whether a file that was found in a folder is taken for a text; a packed document is not unless `include`
    /// says so.
    #[must_use]
    pub fn includes(&self, path: &Path) -> bool {
        match &self.include {
            Some(include) => include.matches(&absolute(path), false),
            None => Format::from_path(path).is_some_and(|format| format != Format::Docx),
        }
    }

    fn settled(&self, path: &Path, overlay: &Overlay) -> Settled {
        let stands = self.standing.iter().map(|(patterns, _)| patterns);
        let all = self.per_file.iter().chain(&self.overrides).chain(stands);
        let holds: Vec<bool> = all.map(|patterns| patterns.matches(path, false)).collect();
        let locale = self.overrides_that_hold(&holds).filter_map(|of| of.locale.as_ref()).next_back();
        Settled {
            fail_on: overlay.fail_on.or(self.written.fail_on).unwrap_or(Severity::Warning),
            min_confidence: overlay.min_confidence.or(self.written.min_confidence).unwrap_or(Confidence::Low),
            locale: overlay.locale.as_ref().or(locale).or(self.written.locale.as_ref()).cloned(),
            desk: self.desk_where(holds, overlay),
        }
    }

    /// The desk for the texts for which these tables hold, made when it is first asked for.
    fn desk_where(&self, holds: Vec<bool>, overlay: &Overlay) -> Arc<Desk> {
        let desk = lock(&self.desks).entry(holds.clone()).or_default().clone();
        desk.get_or_init(|| Arc::new(self.desk(&holds, overlay))).clone()
    }

    fn overrides_that_hold(&self, holds: &[bool]) -> impl DoubleEndedIterator<Item = &Override> {
        let holds = holds[self.per_file.len()..][..self.overrides.len()].to_vec();
        self.written.overrides.iter().zip(holds).filter(|(_, holds)| *holds).map(|(of, _)| of)
    }

    fn standing_that_holds(&self, holds: &[bool]) -> Vec<Standing> {
        let first = self.per_file.len() + self.overrides.len();
        let indexes: Vec<usize> = (0..self.standing.len()).filter(|at| holds[first + at]).collect();
        lock(&self.is_asked).extend(&indexes);
        indexes.into_iter().map(|at| self.standing[at].1.clone()).collect()
    }

    /// What the configuration lets stand in a text that was checked, and nothing is found there.
    fn idle(&self) -> impl Iterator<Item = Notice> {
        let asked = lock(&self.is_asked).clone();
        let written = self.written.suppress.iter().zip(&self.standing).enumerate();
        let idle = written
            .filter(move |(at, (_, (_, standing)))| asked.contains(at) && !standing.has_met.load(Ordering::Relaxed));
        idle.map(|(_, (of, _))| {
            let help = "take this table out, so that the next finding there is seen".to_owned();
            find::notice(&of.reason.fault("nothing is found any more that this would let stand", Some(help)))
        })
    }

    fn desk(&self, holds: &[bool], overlay: &Overlay) -> Desk {
        let mut selection = laid_over(Selection::default(), &self.written.choice);
        for of in self.overrides_that_hold(holds) {
            selection = laid_over(selection, &of.choice);
        }
        let select = (!overlay.select.is_empty()).then_some(&overlay.select[..]);
        selection = selection.with(select, &overlay.extend_select, &overlay.ignore);
        let ignored: Vec<&str> = self
            .written
            .per_file_ignores
            .iter()
            .zip(holds)
            .filter(|(_, holds)| **holds)
            .flat_map(|((_, names), _)| names.iter().map(|name| name.text.as_str()))
            .collect();
        let off: BTreeSet<&str> = self.rules.iter().filter(|rule| rule.is_off_by_default()).map(Rule::id).collect();
        let runs = |id: &str| {
            selection.allows(id)
                && (selection.names(id) || !off.contains(id))
                && !ignored.iter().any(|name| selection::reach(name, id).is_some())
        };
        let mut rules = self.rules.clone();
        rules.retain(|rule| runs(rule.id()));
        let ids = ids(&self.rules);
        Desk {
            rules,
            switched_off: ids.iter().filter(|id| !runs(id)).map(|id| (*id).to_owned()).collect(),
            severities: ids.iter().filter_map(|id| Some(((*id).to_owned(), self.severity(id)?))).collect(),
            names: self.names.clone(),
            lexicon: self.lexicon.clone(),
            standing: self.standing_that_holds(holds),
            ..Desk::default()
        }
    }

    /// What the house says of a rule's severity: the longest name that means the rule, the last of equal ones.
    fn severity(&self, rule: &str) -> Option<Severity> {
        let named = self.written.severity.iter();
        named
            .filter_map(|(name, severity)| Some((selection::reach(&name.text, rule)?, *severity)))
            .max_by_key(|(length, _)| *length)
            .map(|(_, severity)| severity)
    }
}

fn standing(of: &Suppress) -> Standing {
    Standing {
        rules: of.rules.iter().map(|rule| rule.text.clone()).collect(),
        words: of.words.clone(),
        reason: of.reason.text.clone(),
        by: of.reason.site(),
        has_met: Arc::default(),
    }
}

/// The names of the house.
fn names(written: &Written, faults: &mut Vec<Notice>) -> NameList {
    let mut list = NameList::default();
    for (name, text) in texts(&written.names, faults) {
        let mut found = Vec::new();
        names::read(&name, &text, &mut list, &mut found);
        faults.extend(found.iter().map(find::notice));
    }
    list
}

/// The built-in word lists with the words of the house.
fn lexicon(written: &Written, faults: &mut Vec<Notice>) -> Lexicon {
    let mut changes = Vec::new();
    for (name, text) in texts(&written.lexicon, faults) {
        let mut found = Vec::new();
        lexicon::read(&name, &text, &mut changes, &mut found);
        faults.extend(found.iter().map(find::notice));
    }
    Lexicon::with(&changes)
}

/// The rules that the facts of the house stand for.
fn facts(written: &Written, faults: &mut Vec<Notice>) -> Vec<(String, String)> {
    let mut rules = Vec::new();
    for (name, text) in texts(&written.facts, faults) {
        let mut found = Vec::new();
        rules.extend(facts::read(&name, &text, &mut found));
        faults.extend(found.iter().map(find::notice));
    }
    rules
}

/// Name and text of files that the configuration names.
fn texts(files: &[Said], faults: &mut Vec<Notice>) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for said in files {
        let path = said.path();
        match find::read(&path) {
            Ok(text) => texts.push((find::shown(&path), text)),
            Err(error) => {
                let message = format!("{} cannot be read: {error}", find::shown(&path));
                faults.push(find::notice(&said.fault(message, None)));
            }
        }
    }
    texts
}

fn laid_over(selection: Selection, choice: &Choice) -> Selection {
    let texts = |said: &[Said]| said.iter().map(|said| said.text.clone()).collect::<Vec<_>>();
    let select = choice.select.as_deref().map(texts);
    selection.with(select.as_deref(), &texts(&choice.extend_select), &texts(&choice.ignore))
}

/// Ids of all rules, those about suppressions among them.
fn ids(rules: &RuleSet) -> Vec<&str> {
    rules.iter().map(Rule::id).chain(suppress::RULES.map(|rule| rule.id)).collect()
}

/// The faults of one file together, in the order of their places; the files as they come.
fn in_file_order(faults: &mut [Notice]) {
    let mut files: Vec<String> = Vec::new();
    for fault in &*faults {
        if !files.contains(&fault.path) {
            files.push(fault.path.clone());
        }
    }
    faults.sort_by_key(|fault| {
        let file = files.iter().position(|path| *path == fault.path);
        (file, fault.span.as_ref().map(|span| span.start))
    });
}

fn unknown_names(written: &Written, ids: &[&str]) -> Vec<Notice> {
    written
        .rule_names()
        .filter(|name| !selection::is_known(&name.text, ids))
        .map(|name| {
            let message = format!("there is no rule or group `{}`", name.text);
            find::notice(&name.fault(message, Some(selection::help(&name.text, ids))))
        })
        .collect()
}

fn unknown_arguments(overlay: &Overlay, ids: &[&str]) -> Vec<Notice> {
    let named = |option: &'static str, names: &[String]| -> Vec<(&'static str, String)> {
        names.iter().map(|name| (option, name.clone())).collect()
    };
    [
        named("--select", &overlay.select),
        named("--extend-select", &overlay.extend_select),
        named("--ignore", &overlay.ignore),
    ]
    .into_iter()
    .flatten()
    .filter(|(_, name)| !selection::is_known(name, ids))
    .map(|(option, name)| Notice {
        path: format!("{option} {name}"),
        text: None,
        span: None,
        message: "there is no rule or group of that name".into(),
        help: selection::help(&name, ids),
    })
    .collect()
}

fn written_at(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is only what was read; a thread that panicked left it whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
