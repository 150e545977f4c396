//! Two written names side by side: one name, two spellings of one, or two names.
//!
//! This is what the letters alone say, with the word lists and the list of the house. Clustering asks the same
//! question for every near pair of a document and then weighs what the text around the names says.

use super::evidence::Evidence;
use super::vetoes::{Veto, gendered_surnames, is_derived, middles_differ, productive_suffix, qualifiers_differ};
use crate::fact::spelling::{distance, fold, near, sound};
use crate::fact::{PersonName, Value};
use crate::grammar;
use crate::lex::{self, Class, Lexicon};
use crate::markup;
use crate::story::NameList;
use crate::text::Source;

/// What one slip costs, in the halves of [`distance`].
const ONE_SLIP: u32 = 2;

/// Letters of a name that can be heard.
const SHORTEST_SOUND: usize = 3;

/// What two written names are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One name, written alike, shortened, or in a familiar form.
    Same,
    /// Two spellings of what may be one name.
    Variant,
    /// Two names.
    Different,
}

/// A verdict with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What they are to each other.
    pub verdict: Verdict,
    /// What speaks for one name, the strongest first; empty where nothing does.
    pub evidence: Vec<Evidence>,
    /// What speaks against it. One is enough to make two names of them, whatever the evidence.
    pub vetoes: Vec<Veto>,
}

/// Compares two names of people, bodies or places as written, without the text around them.
///
/// ```
/// use copydesk::lex::Lexicon;
/// use copydesk::story::NameList;
/// use copydesk::story::people::{Evidence, Verdict, Veto, compare};
///
/// let (lexicon, house) = (Lexicon::default(), NameList::default());
/// let slip = compare("Pradeep Ramanathan", "Pradeep Ramanatan", &lexicon, &house);
/// assert_eq!((slip.verdict, &slip.evidence[..]), (Verdict::Variant, &[Evidence::SameGivenName][..]));
///
/// let cousins = compare("Ilham Guliyev", "Ilhama Guliyeva", &lexicon, &house);
/// assert_eq!((cousins.verdict, &cousins.vetoes[..]), (Verdict::Different, &[Veto::GenderedSurname][..]));
///
/// assert_eq!(compare("Bill Orde", "William Orde", &lexicon, &house).verdict, Verdict::Same);
/// ```
#[must_use]
pub fn compare(a: &str, b: &str, lexicon: &Lexicon, house: &NameList) -> Comparison {
    if house.are_one(a, b) {
        return Comparison { verdict: Verdict::Same, evidence: vec![Evidence::House], vetoes: Vec::new() };
    }
    let mut comparison = match (person(a, lexicon), person(b, lexicon)) {
        (Some(one), Some(other)) => {
            let folded = [&one, &other].map(|name| [fold(&name.given), fold(&name.surname)]);
            let [x, y] = folded.each_ref().map(|parts| parts.each_ref().map(String::as_str));
            people((&one, x), (&other, y), lexicon)
        }
        _ => words(a, b, lexicon),
    };
    if house.are_distinct(a, b) {
        comparison.vetoes.insert(0, Veto::House);
        comparison.verdict = Verdict::Different;
    }
    comparison
}

/// The person that a text of one name names, given name and surname.
fn person(text: &str, lexicon: &Lexicon) -> Option<PersonName> {
    let source = Source::new("name", text).ok()?;
    let document = markup::read(&source);
    let lexed = lex::lex(&document, lexicon);
    let facts = grammar::scan(&document.prose, &lexed, lexicon);
    match <[_; 1]>::try_from(facts).ok()? {
        [fact] if fact.span.slice(&document.prose).len() == text.trim().len() => match fact.value {
            Value::Person(name) if !name.given.is_empty() && !name.surname.is_empty() => Some(*name),
            _ => None,
        },
        _ => None,
    }
}

/// Compares two people named in full; each name comes with its given name and surname, folded.
pub(super) fn people(
    (a, [given_a, surname_a]): (&PersonName, [&str; 2]),
    (b, [given_b, surname_b]): (&PersonName, [&str; 2]),
    lexicon: &Lexicon,
) -> Comparison {
    let (given, surname) = ([given_a, given_b], [surname_a, surname_b]);
    let (same_given, same_surname) = (given[0] == given[1], surname[0] == surname[1]);
    let alike = |parts: &[&str; 2]| near(parts[0], parts[1]);
    let evidence = match (same_given, same_surname) {
        (true, true) => return one_spelling(a, b, lexicon),
        (false, true) if stands_for(a, b, lexicon) || stands_for(b, a, lexicon) => {
            return Comparison { verdict: Verdict::Same, evidence: vec![Evidence::FamiliarForm], vetoes: Vec::new() };
        }
        (false, true) if alike(&given) || sound_alike(&given) => Evidence::SameSurname,
        (true, false) if alike(&surname) || is_doubled(surname[0], surname[1]) && !both_listed(a, b, lexicon) => {
            Evidence::SameGivenName
        }
        (false, false) if alike(&given) && alike(&surname) => Evidence::BothNear,
        _ => return apart(&given, &surname),
    };
    let mut vetoes = Vec::new();
    if qualifiers_differ(&a.suffix, &b.suffix, lexicon) || middles_differ(&a.middle, &b.middle) {
        vetoes.push(Veto::Qualifier);
    }
    if evidence == Evidence::BothNear && gendered_surnames(surname[0], surname[1]) {
        vetoes.push(Veto::GenderedSurname);
    }
    if evidence != Evidence::SameGivenName && gendered_given_names(a, b, lexicon) {
        vetoes.push(Veto::GenderedGivenName);
    }
    if evidence == Evidence::BothNear {
        let listed = |text: &str, class| lexicon.is(lexicon.word(text), class);
        let given = || [a, b].iter().all(|name| listed(&name.given, Class::GivenName));
        if both_listed(a, b, lexicon) || given() {
            vetoes.push(Veto::BothCommon);
        }
    }
    let verdict = if vetoes.is_empty() { Verdict::Variant } else { Verdict::Different };
    Comparison { verdict, evidence: vec![evidence], vetoes }
}

/// Whether two spellings differ only in which letters are doubled: `Stag`, `Stagg`.
pub(super) fn is_doubled(a: &str, b: &str) -> bool {
    let single = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.dedup();
        letters
    };
    a != b && a.len().min(b.len()) >= SHORTEST_SOUND && single(a) == single(b)
}

/// Whether both surnames are in common use, as `Le` and `Lee` are.
fn both_listed(a: &PersonName, b: &PersonName, lexicon: &Lexicon) -> bool {
    [a, b].iter().all(|name| lexicon.is(lexicon.word(&name.surname), Class::Surname))
}

/// Whether two given names are one to the ear: `Marc`, `Mark`.
fn sound_alike(given: &[&str; 2]) -> bool {
    given.iter().all(|name| name.chars().count() >= SHORTEST_SOUND) && sound(given[0]) == sound(given[1])
}

/// Two people with neither part near enough, and why not where only the length forbids it.
fn apart(given: &[&str; 2], surname: &[&str; 2]) -> Comparison {
    let close = |parts: &[&str; 2]| parts[0] == parts[1] || distance(parts[0], parts[1]).is_some_and(|d| d <= 2);
    let veto = if close(given) && close(surname) { Veto::Short } else { Veto::DifferentNames };
    Comparison { verdict: Verdict::Different, evidence: Vec::new(), vetoes: vec![veto] }
}

/// One spelling, marks and joiners aside.
fn one_spelling(a: &PersonName, b: &PersonName, lexicon: &Lexicon) -> Comparison {
    let differ = qualifiers_differ(&a.suffix, &b.suffix, lexicon) || middles_differ(&a.middle, &b.middle);
    let alike = a.given == b.given && a.surname == b.surname;
    let verdict = match (differ, alike) {
        (true, _) => Verdict::Different,
        (false, true) => Verdict::Same,
        (false, false) => Verdict::Variant,
    };
    let vetoes = if differ { vec![Veto::Qualifier] } else { Vec::new() };
    Comparison { verdict, evidence: vec![Evidence::SameLetters], vetoes }
}

/// Whether the given name of `short` stands for that of `full`: its initial, or a familiar form.
fn stands_for(short: &PersonName, full: &PersonName, lexicon: &Lexicon) -> bool {
    let (one, other) = (fold(&short.given), fold(&full.given));
    one.chars().count() == 1 && other.starts_with(&one) || is_familiar(&short.given, &full.given, lexicon)
}

/// Whether one given name is a familiar form of the other: `Bill`, `William`.
fn is_familiar(short: &str, full: &str, lexicon: &Lexicon) -> bool {
    let stands_for = lexicon.text(lexicon.word(short), Class::Nickname);
    stands_for.is_some_and(|names| names.split(' ').any(|name| name == fold(full)))
}

/// Whether two words begin with one letter, or with two that are written for one sound: a slip seldom hits the
/// first letter.
fn begin_alike(a: &str, b: &str) -> bool {
    const SOUNDS: [&str; 9] = ["ckq", "gkq", "gj", "jy", "iy", "sz", "vw", "fpv", "ou"];
    match (a.chars().next(), b.chars().next()) {
        (Some(x), Some(y)) => {
            x == y
                || SOUNDS.iter().any(|sound| sound.contains(x) && sound.contains(y))
                // The first two are swapped.
                || a.chars().nth(1) == Some(y) && b.chars().nth(1) == Some(x)
        }
        _ => false,
    }
}

/// A woman's given name and a man's.
fn gendered_given_names(a: &PersonName, b: &PersonName, lexicon: &Lexicon) -> bool {
    let gender = |name: &PersonName| lexicon.text(lexicon.word(&name.given), Class::GivenName);
    matches!((gender(a), gender(b)), (Some("female"), Some("male")) | (Some("male"), Some("female")))
}

/// Compares names that are not two people in full: word by word.
fn words(a: &str, b: &str, lexicon: &Lexicon) -> Comparison {
    let verdict = |verdict, evidence, vetoes| Comparison { verdict, evidence, vetoes };
    if a == b {
        return verdict(Verdict::Same, vec![Evidence::SameLetters], Vec::new());
    }
    if fold(a) == fold(b) {
        return verdict(Verdict::Variant, vec![Evidence::SameLetters], Vec::new());
    }
    let (left, right): (Vec<&str>, Vec<&str>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let differing: Vec<(&str, &str)> =
        left.iter().zip(&right).filter(|(x, y)| fold(x) != fold(y)).map(|(x, y)| (*x, *y)).collect();
    let [(x, y)] = differing[..] else {
        return verdict(Verdict::Different, Vec::new(), vec![Veto::DifferentNames]);
    };
    if left.len() == 1 && (is_familiar(x, y, lexicon) || is_familiar(y, x, lexicon)) {
        return verdict(Verdict::Same, vec![Evidence::FamiliarForm], Vec::new());
    }
    if left.len() != right.len() {
        return verdict(Verdict::Different, Vec::new(), vec![Veto::DifferentNames]);
    }
    let (one, other) = (fold(x), fold(y));
    let slips = distance(&one, &other).unwrap_or(u32::MAX);
    if !near(&one, &other) {
        let veto = if slips <= ONE_SLIP { Veto::Short } else { Veto::DifferentNames };
        return verdict(Verdict::Different, Vec::new(), vec![veto]);
    }
    let evidence = if left.len() == 1 { Evidence::Near } else { Evidence::SameWords };
    let mut vetoes = Vec::new();
    let name = |word: &str| lexicon.is_any(lexicon.word(word), Class::GivenName.bit() | Class::Surname.bit());
    if !(name(x) && name(y)) {
        if productive_suffix(&one, &other) || is_derived(&one, &other) {
            vetoes.push(Veto::Inflection);
        }
        // Bodies and places are called by words of the language, and many of those are two slips apart.
        let everyday = |word: &str| lexicon.word(word).is_known() && !name(word);
        if everyday(x) && everyday(y) || slips > ONE_SLIP {
            vetoes.push(Veto::OwnRight);
        }
    }
    if !begin_alike(&one, &other) {
        vetoes.push(Veto::FirstLetter);
    }
    verdict(if vetoes.is_empty() { Verdict::Variant } else { Verdict::Different }, vec![evidence], vetoes)
}
