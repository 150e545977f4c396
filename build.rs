//! Turns `rules/lexicon/*.toml` into tables, and reads the rule files that the binary carries.

#[path = "src/lex/hash.rs"]
#[allow(dead_code)]
mod hash;
#[path = "src/lex/inflect.rs"]
mod inflect;
#[path = "src/toml_file/mod.rs"]
#[allow(dead_code, unreachable_pub, unused_imports)]
mod toml_file;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

/// One file of `rules/lexicon/`; `rules/lexicon/README.md` explains the keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LexiconFile {
    /// What the list holds, for its page in the docs.
    about: String,
    /// Where a convention comes from.
    #[serde(default)]
    #[allow(dead_code)]
    source: Option<String>,
    /// Makes the regular forms of every lemma: `noun` or `verb`.
    #[serde(default)]
    inflect: Option<String>,
    /// Whether the list is asked seldom: all such lists share one bit of the sets, so that there may be any number.
    #[serde(default)]
    seldom: bool,
    /// Words without a value.
    #[serde(default)]
    list: Vec<String>,
    /// Words with a value.
    #[serde(default)]
    words: BTreeMap<String, toml::Value>,
    /// Many words with one value: value = [words].
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    /// Forms that no rule makes: lemma = [forms].
    #[serde(default)]
    irregular: BTreeMap<String, Vec<String>>,
    /// Units of measurement: dimension, then the unit's name.
    #[serde(default)]
    dimension: BTreeMap<String, BTreeMap<String, UnitEntry>>,
}

/// A unit of measurement.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    /// How many base units of its dimension one of it is: an exact decimal or `a/b`.
    factor: String,
    /// What is added before the factor is applied: 273.15 for degrees Celsius.
    #[serde(default)]
    shift: Option<String>,
    /// Words and phrases for it, in any case; regular plurals are added.
    #[serde(default)]
    words: Vec<String>,
    /// Written signs whose case matters: `MW` is no `mW`.
    #[serde(default)]
    symbols: Vec<String>,
    /// The unit of length that it is the square of.
    #[serde(default)]
    square: Option<String>,
    /// The unit of length that it is the cube of.
    #[serde(default)]
    cube: Option<String>,
}

#[derive(Clone, PartialEq, Debug)]
enum Value {
    Listed,
    Int(i64),
    Interval(i64, i64),
    Text(String),
    Unit(usize),
}

#[derive(Default)]
struct Entry {
    lemma: Option<String>,
    values: Vec<(usize, Value)>,
}

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=src/lex/hash.rs");
    println!("cargo:rerun-if-changed=src/lex/inflect.rs");
    println!("cargo:rerun-if-changed=src/rule/fault.rs");
    println!("cargo:rerun-if-changed=src/rule/raw.rs");
    println!("cargo:rerun-if-changed=src/toml_file");
    fs::write(out.join("lexicon.rs"), lexicon(&root.join("rules/lexicon"))).expect("OUT_DIR is writable");
    fs::write(out.join("furniture.rs"), furniture(&root.join("rules/markup/furniture.toml")))
        .expect("OUT_DIR is writable");
    fs::write(out.join("rules.rs"), rules(&root.join("rules"))).expect("OUT_DIR is writable");
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    files
}

fn lexicon(folder: &Path) -> String {
    let mut classes = Vec::new();
    let mut words: BTreeMap<String, Entry> = BTreeMap::new();
    let mut phrases: Vec<(Vec<String>, usize, Value)> = Vec::new();
    let mut units: Vec<(String, String, UnitEntry)> = Vec::new();
    let mut files: Vec<(PathBuf, LexiconFile)> = toml_files(folder)
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("readable file");
            let file = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, file)
        })
        .collect();
    files.sort_by_key(|(_, file)| file.seldom);
    let often = files.iter().filter(|(_, file)| !file.seldom).count();
    assert!(often < 128, "a set of classes is a u128, and those asked seldom share one bit of it");
    assert!(files.len() <= 256, "a class is a u8");
    for (class, (path, mut file)) in files.into_iter().enumerate() {
        let stem = path.file_stem().expect("a file").to_string_lossy().into_owned();
        let dimensions = std::mem::take(&mut file.dimension);
        assert!(!stem.contains('.'), "{}", path.display());
        let mut add = |lemma: &str, value: &Value, exact: bool| {
            let mut forms = vec![lemma.to_owned()];
            let irregular = file.irregular.get(lemma);
            match (file.inflect.as_deref(), exact) {
                (Some("verb"), false) => {
                    let regular = inflect::verb_forms(lemma);
                    match irregular {
                        // An irregular verb keeps its -s and -ing; a form ending in -ing in the list replaces the latter.
                        Some(irregular) => {
                            forms.push(regular[0].clone());
                            if !irregular
                                .iter()
                                .any(|form| form.split(' ').next().is_some_and(|verb| verb.ends_with("ing")))
                            {
                                forms.push(regular[2].clone());
                            }
                            forms.extend(irregular.iter().cloned());
                        }
                        None => forms.extend(regular),
                    }
                }
                (Some("noun"), false) => match irregular {
                    Some(irregular) => forms.extend(irregular.iter().cloned()),
                    None => forms.extend(inflect::noun_forms(lemma)),
                },
                (Some(other), false) => panic!("{}: inflect = {other:?} is neither noun nor verb", path.display()),
                _ => forms.extend(irregular.into_iter().flatten().cloned()),
            }
            for form in forms {
                let parts: Vec<String> = form.split([' ', '-']).map(str::to_owned).collect();
                if parts.len() == 1 {
                    let entry = words.entry(form.clone()).or_default();
                    if form != lemma && entry.lemma.is_none() {
                        entry.lemma = Some(lemma.to_owned());
                    }
                    assert!(
                        !entry.values.iter().any(|(of, known)| *of == class && known != value),
                        "{}: {form:?} has two values",
                        path.display()
                    );
                    if !entry.values.iter().any(|(of, _)| *of == class) {
                        entry.values.push((class, value.clone()));
                    }
                } else {
                    phrases.push((parts, class, value.clone()));
                }
            }
        };
        for word in &file.list {
            add(word, &Value::Listed, false);
        }
        for (word, value) in &file.words {
            let value = match value {
                toml::Value::Integer(value) => Value::Int(*value),
                toml::Value::String(value) => Value::Text(value.clone()),
                toml::Value::Array(ends) => match ends[..] {
                    [toml::Value::Integer(low), toml::Value::Integer(high)] => Value::Interval(low, high),
                    _ => panic!("{}: {word}: an interval is [low, high]", path.display()),
                },
                other => panic!("{}: {word} = {other:?}: a number, [low, high] or a string is wanted", path.display()),
            };
            add(word, &value, false);
        }
        for (value, group) in &file.groups {
            for word in group {
                add(word, &value.parse().map_or_else(|_| Value::Text(value.clone()), Value::Int), false);
            }
        }
        for (dimension, entries) in dimensions {
            for (name, unit) in entries {
                for form in &unit.words {
                    add(form, &Value::Unit(units.len()), false);
                }
                units.push((dimension.clone(), name, unit));
            }
        }
        classes.push((stem, file.about));
    }
    // Parts of phrases and lemmas are words too.
    let parts: BTreeSet<String> = phrases.iter().flat_map(|(parts, ..)| parts.iter().cloned()).collect();
    let lemmas: BTreeSet<String> =
        words.values().filter_map(|entry| entry.lemma.clone()).filter(|lemma| !lemma.contains([' ', '-'])).collect();
    for word in parts.into_iter().chain(lemmas) {
        words.entry(word).or_default();
    }
    // Those of one class together, longest first, so that the first match is the longest; ties in a fixed order.
    phrases.sort_by(|a, b| a.0[0].cmp(&b.0[0]).then(a.1.cmp(&b.1)).then(b.0.len().cmp(&a.0.len())).then(a.0.cmp(&b.0)));
    phrases.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
    render(&classes, often, &words, &phrases) + &render_units(&units)
}

/// `UNITS`, and `SYMBOLS` in order of their text.
fn render_units(units: &[(String, String, UnitEntry)]) -> String {
    let at = |wanted: &dyn Fn(&UnitEntry) -> bool| {
        units.iter().position(|(.., unit)| wanted(unit)).map_or_else(|| "None".to_owned(), |at| format!("Some({at})"))
    };
    let mut out = String::from("\nstatic UNITS: &[Unit] = &[\n");
    for (dimension, name, unit) in units {
        let _ = writeln!(
            out,
            "    Unit {{ name: {name:?}, dimension: {dimension:?}, factor: {}, shift: {}, square: {}, cube: {} }},",
            exact(&unit.factor),
            exact(unit.shift.as_deref().unwrap_or("0")),
            at(&|other| other.square.as_ref() == Some(name)),
            at(&|other| other.cube.as_ref() == Some(name)),
        );
    }
    let symbols: BTreeMap<&str, usize> = units
        .iter()
        .enumerate()
        .flat_map(|(at, (.., unit))| unit.symbols.iter().map(move |symbol| (symbol.as_str(), at)))
        .collect();
    assert_eq!(symbols.len(), units.iter().map(|(.., unit)| unit.symbols.len()).sum(), "a symbol has two units");
    out.push_str("];\n\nstatic SYMBOLS: &[(&str, u16)] = &[\n");
    for (symbol, at) in symbols {
        let _ = writeln!(out, "    ({symbol:?}, {at}),");
    }
    out.push_str("];\n");
    out
}

/// `(numerator, denominator)` of a decimal, with an exponent perhaps, or of `a/b`.
fn exact(text: &str) -> String {
    let digits = |text: &str| text.parse::<i128>().unwrap_or_else(|error| panic!("{text:?}: {error}"));
    if let Some((numerator, denominator)) = text.split_once('/') {
        return format!("({}, {})", digits(numerator), digits(denominator));
    }
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = digits(exponent) - decimals.len() as i128;
    let power = 10i128.pow(exponent.unsigned_abs() as u32);
    let mantissa = digits(&format!("{whole}{decimals}"));
    if exponent < 0 { format!("({mantissa}, {power})") } else { format!("({}, 1)", mantissa * power) }
}

fn render(
    classes: &[(String, String)],
    often: usize,
    words: &BTreeMap<String, Entry>,
    phrases: &[(Vec<String>, usize, Value)],
) -> String {
    let ids: BTreeMap<&str, usize> = words.keys().enumerate().map(|(at, word)| (word.as_str(), at + 1)).collect();
    assert!(ids.len() < usize::from(u16::MAX), "a word id is a u16");
    let variant = |class: usize| {
        classes[class].0.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect::<String>()
    };
    let value = |value: &Value| match value {
        Value::Listed => "LexValue::Listed".to_owned(),
        Value::Int(value) => format!("LexValue::Int({value})"),
        Value::Interval(low, high) => format!("LexValue::Interval({low}, {high})"),
        Value::Text(value) => format!("LexValue::Text({value:?})"),
        Value::Unit(at) => format!("LexValue::Unit({at})"),
    };
    let bit = |class: usize| 1u128 << class.min(often);
    // The first two words of phrases, with the classes of those that begin so.
    let mut pairs: BTreeMap<(&str, usize), u128> = BTreeMap::new();
    for (parts, class, _) in phrases {
        *pairs.entry((parts[0].as_str(), ids[parts[1].as_str()])).or_default() |= bit(*class);
    }
    let pairs_before = |text: &str| pairs.range(..(text, 0)).count();
    let mut out = String::new();
    out.push_str("/// The lists of `rules/lexicon/`, one class a file.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]\n#[repr(u8)]\npub enum Class {\n");
    for (class, (_, about)) in classes.iter().enumerate() {
        let _ = writeln!(out, "    /// {about}\n    {} = {class},", variant(class));
    }
    out.push_str("}\n\nimpl Class {\n    /// Every class with the name of its file.\n    pub const ALL: &'static [(Self, &'static str)] = &[\n");
    for (class, (name, _)) in classes.iter().enumerate() {
        let _ = writeln!(out, "        (Self::{}, {:?}),", variant(class), name);
    }
    let _ = write!(
        out,
        "    ];\n\n    /// The first of those that are asked seldom, which share one bit.\n    const SELDOM: u32 = {often};\n}}\n\n"
    );
    // Texts and values stand in tables of their own: a pointer in each word would be set at every start.
    out.push_str(
        "static WORDS: &[Word] = &[\n    Word { text: (0, 0), lemma: 0, values: (0, 0), phrases: (0, 0), pairs: (0, 0) },\n",
    );
    let mut texts = String::new();
    let mut values: Vec<String> = Vec::new();
    let mut sets = vec!["Sets { classes: 0, opens: 0 }".to_owned()];
    for (text, entry) in words {
        let set: u128 = entry.values.iter().fold(0, |set, (class, _)| set | bit(*class));
        let (text_from, values_from) = (texts.len(), values.len());
        texts.push_str(text);
        values.extend(entry.values.iter().map(|(class, of)| format!("(Class::{}, {})", variant(*class), value(of))));
        let lemma = entry.lemma.as_deref().and_then(|lemma| ids.get(lemma)).copied().unwrap_or(ids[text.as_str()]);
        let from = phrases.partition_point(|(parts, ..)| parts[0] < *text);
        let to = phrases.partition_point(|(parts, ..)| parts[0] <= *text);
        let first_pair = if from == to { 0 } else { pairs_before(text) };
        let last_pair = first_pair + pairs.range((text.as_str(), 0)..=(text.as_str(), usize::MAX)).count();
        let opens = phrases[from..to].iter().fold(set, |set, (_, class, _)| set | bit(*class));
        sets.push(format!("Sets {{ classes: {set:#x}, opens: {opens:#x} }}"));
        let _ = writeln!(
            out,
            "    Word {{ text: ({text_from}, {}), lemma: {lemma}, values: ({values_from}, {}), phrases: ({from}, {to}), \
             pairs: ({first_pair}, {last_pair}) }},",
            texts.len(),
            values.len(),
        );
    }
    let _ = write!(
        out,
        "];\n\nstatic TEXTS: &str = {texts:?};\n\nstatic VALUES: &[(Class, LexValue)] = &[\n    {}\n",
        values.join(",\n    ")
    );
    out.push_str("];\n\nstatic PHRASES: &[Phrase] = &[\n");
    for (parts, class, of) in phrases {
        let parts: Vec<String> = parts.iter().map(|part| ids[part.as_str()].to_string()).collect();
        let _ = writeln!(
            out,
            "    Phrase {{ words: &[{}], class: Class::{}, value: {} }},",
            parts.join(", "),
            variant(*class),
            value(of)
        );
    }
    let of_words = words.values().flat_map(|entry| entry.values.iter().map(|(class, of)| (*class, of)));
    let mut names = vec![BTreeSet::new(); classes.len()];
    for (class, of) in of_words.chain(phrases.iter().map(|(_, class, of)| (*class, of))) {
        if let Value::Text(name) = of {
            names[class].insert(name);
        }
    }
    out.push_str("];\n\nstatic NAMES: &[&[&str]] = &[\n");
    for names in names {
        let _ = writeln!(out, "    &{:?},", names.into_iter().collect::<Vec<_>>());
    }
    let _ = writeln!(out, "];\n\npub(super) static SETS: &[Sets] = &[\n    {}", sets.join(",\n    "));
    let seconds: Vec<usize> = pairs.keys().map(|(_, second)| *second).collect();
    let sets: Vec<u128> = pairs.values().copied().collect();
    let _ = writeln!(out, "];\n\nstatic SECONDS: &[u16] = &{seconds:?};\n\nstatic PAIRS: &[u128] = &{sets:?};");
    // Linear probing in a table at most a quarter full, so that most words are found or refused at the first slot.
    let size = (ids.len() * 4 + 4).next_power_of_two();
    let mut slots = vec![0; size];
    let mut keys = vec![0u128];
    for (word, id) in &ids {
        let key = hash::key(word.as_bytes());
        keys.push(key);
        let mut slot = hash::slot(key, size);
        while slots[slot] != 0 {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = *id;
    }
    let _ = writeln!(
        out,
        "\nstatic SLOTS: &[u16; {size}] = &{slots:?};\n\nstatic KEYS: &[u128; {}] = &{keys:?};",
        keys.len()
    );
    out
}

/// The lines of page furniture, sorted for a binary search.
fn furniture(path: &Path) -> String {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Furniture {
        #[allow(dead_code)]
        about: String,
        lines: BTreeSet<String>,
        starts: BTreeSet<String>,
    }
    let text = fs::read_to_string(path).expect("readable file");
    let Furniture { lines, starts, .. } =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    format!("static LINES: &[&str] = &{lines:?};\nstatic STARTS: &[&str] = &{starts:?};\n")
        .replace('{', "[")
        .replace('}', "]")
}

/// Rule files, read by the program's own code.
#[path = "src/rule"]
mod rule {
    #[allow(dead_code)]
    mod fault;
    #[allow(dead_code)]
    mod raw;

    use std::collections::{BTreeMap, BTreeSet};

    use raw::{RawCase, RawFact, RawRule, RawValue};

    use crate::toml_file::{Quoted, Reader};

    /// The entry of a file in `BUILT_IN`, with what a run has to know of it before it compiles it.
    pub(crate) fn built_in(path: &str, file: &str, source: &str) -> String {
        let mut faults = Vec::new();
        let raw = Reader::new(path, source, &mut faults).rule();
        assert!(faults.is_empty(), "{faults:#?}");
        let packed = postcard::to_stdvec(&raw).expect("a rule can be packed");
        let text = |of: &Option<Quoted>| of.as_ref().map(|of| of.text.clone());
        let required = |of: &Option<Quoted>, key: &str| text(of).unwrap_or_else(|| panic!("{file} has no {key}"));
        let list = |of: &[Quoted]| of.iter().map(|of| of.text.clone()).collect::<Vec<_>>();
        format!(
            "BuiltIn {{ id: {:?}, path: {path:?}, source: include_str!({file:?}), raw: b\"{}\", title: {:?}, why: {:?}, \
             severity: {:?}, confidence: {:?}, outranks: &{:?}, tags: &{:?}, block: {:?}, cases: &[{}] }}",
            required(&raw.id, "id"),
            packed.escape_ascii(),
            required(&raw.title, "title"),
            required(&raw.why, "why"),
            required(&raw.severity, "severity"),
            text(&raw.confidence).as_deref().unwrap_or("medium"),
            list(&raw.outranks),
            list(&raw.tags),
            raw.corpus.as_ref().map(|corpus| required(&corpus.block, "block")),
            cases(raw),
        )
    }

    /// What each case of a rule binds its names to.
    fn cases(raw: RawRule) -> String {
        let needs = |case: &RawCase| {
            let mut needs: BTreeMap<String, u32> = BTreeMap::new();
            for fact in &case.facts {
                *needs.entry(need(fact, case)).or_default() += 1;
            }
            let needs = needs.iter().map(|(need, names)| format!("Need {{ names: {names}, {need} }}"));
            needs.collect::<Vec<_>>().join(", ")
        };
        raw.settle().cases.iter().map(|case| format!("&[{}]", needs(case))).collect::<Vec<_>>().join(", ")
    }

    /// The kind that a name is bound to, and what can be told of a thing of that kind by itself: `in body`, `is sourced`.
    fn need(fact: &RawFact, case: &RawCase) -> String {
        let mut meets = BTreeSet::new();
        for test in fact.tests.iter().filter(|test| matches!(test.key.as_str(), "in" | "is")) {
            meets.extend(test.values.iter().map(|value| match value {
                RawValue::Text(word) | RawValue::Number(word) => format!("{} {word}", test.key),
            }));
        }
        let alone = case.when.all.iter().filter(|alternatives| alternatives.len() == 1).flatten();
        for condition in alone.chain(&case.when.flag) {
            if let [of, key @ ("in" | "is"), word] = condition.text.split(' ').collect::<Vec<_>>()[..]
                && of == fact.name.text
                && !word.starts_with(['@', '['])
            {
                meets.insert(format!("{key} {word}"));
            }
        }
        format!("kind: {:?}, meets: &{:?}", fact.kind.text, meets.into_iter().collect::<Vec<_>>())
    }
}

/// `BUILT_IN`: every rule file in order of its path, with what is asked of it before it runs.
fn rules(folder: &Path) -> String {
    let mut out = String::from("pub(super) static BUILT_IN: &[BuiltIn] = &[\n");
    let mut groups: Vec<PathBuf> = fs::read_dir(folder)
        .expect("rules/")
        .map(|entry| entry.expect("readable folder").path())
        .filter(|path| path.is_dir() && !["lexicon", "markup", "profile"].iter().any(|other| path.ends_with(other)))
        .collect();
    groups.sort();
    for group in groups {
        let name = group.file_name().expect("a folder").to_string_lossy().into_owned();
        for file in toml_files(&group) {
            let stem = file.file_stem().expect("a file").to_string_lossy().into_owned();
            let source = fs::read_to_string(&file).expect("readable file");
            let entry = rule::built_in(&format!("rules/{name}/{stem}.toml"), &file.display().to_string(), &source);
            let _ = writeln!(out, "    {entry},");
        }
    }
    out.push_str("];\n");
    out
}
