//! Bodies, places and other things with a name: one name in two spellings, and abbreviations that disagree.
//!
//! What people are called is the business of `people`; here a proper word is any word that keeps its capital
//! inside a sentence. A rare one that no word list holds and that is one slip from another proper word of the
//! document is a [`ProperVariant`], when something ties the two: the same word beside them (`Norhaven Seamen's
//! Trust`, `Northaven Seamen's Trust`), or the other spelling's being the rule and this one the exception.
//! Endings that make another word of it (`Safavid`, `Safavids`) tie nothing.
//!
//! Linear: spellings meet in a table of keys with one letter left out, and no bucket grows beyond a few.

use rustc_hash::{FxHashMap, FxHashSet};

use super::people::{People, Reading, Strength};
use crate::fact::Value;
use crate::fact::spelling::{self, Key, LONGEST, Sieve, distance, fold, one_less};
use crate::lex::{Class, Token, TokenKind};
use crate::markup::Role;
use crate::text::ProseSpan;

/// Shorter words are one slip from too many others.
const SHORTEST: usize = 5;
/// Forms that share a letterless spelling beyond this number are not told apart by it.
const BUCKET: usize = 6;

const GAZETTEER: u128 = Class::Place.bit() | Class::Country.bit() | Class::Organization.bit();

/// Names of bodies, places and things that disagree.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Organizations {
    /// One proper word in two spellings.
    pub variants: Vec<ProperVariant>,
    /// Abbreviations that stand for two things, or whose letters do not fit.
    pub acronyms: Vec<AcronymConflict>,
}

/// What ties two spellings together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The same proper word stands beside both.
    Neighbour,
    /// One spelling is the rule, the other the exception.
    Frequency,
    /// One spelling is on the list of places or bodies, and no list has the other.
    Listed,
    /// Both have a capital inside, as only coined names have (`RiverWatch`).
    Coined,
    /// They differ in their marks alone (`Cádiz`, `Cadiz`).
    Marks,
}

/// What a proper word belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProperKind {
    /// A person's name.
    Person,
    /// The name of a body.
    Organization,
    /// The name of a place.
    Place,
    /// A product, a work, or what the lists do not know.
    Other,
}

/// One proper word in two spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProperVariant {
    /// The first place of the spelling that prevails.
    pub a: ProseSpan,
    /// The first place of the other.
    pub b: ProseSpan,
    /// What the word belongs to.
    pub kind: ProperKind,
    /// What ties the two.
    pub tie: Tie,
    /// In how many places each stands.
    pub counts: [u32; 2],
    /// How sure.
    pub strength: Strength,
}

/// What is wrong with an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcronymFault {
    /// It stands for two names.
    TwoExpansions,
    /// One name has two abbreviations.
    TwoAcronyms,
    /// Its letters are not those of the name.
    Letters,
}

/// An abbreviation that disagrees with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcronymConflict {
    /// What is wrong.
    pub fault: AcronymFault,
    /// The fact that gives it first.
    pub a: u32,
    /// The fact that gives it otherwise; the same for letters that do not fit.
    pub b: u32,
}

/// Finds names of bodies, places and things that disagree.
pub(super) fn find(reading: Reading<'_>, people: &People) -> Organizations {
    Organizations { variants: variants(reading, people), acronyms: acronyms(reading) }
}

// ---------------------------------------------------------------------------------------------- proper words

/// One spelling of a proper word.
struct Form<'a> {
    text: &'a str,
    folded: String,
    token: u32,
    sentence: u32,
    count: u32,
    /// Whether it keeps its capital inside a sentence.
    inside: bool,
    /// Whether some word list holds it.
    known: bool,
    /// Whether it is on a list of places or bodies, and no everyday word.
    listed: bool,
    /// Proper words beside it, behind it if the flag is set; at most a few, the rest is empty.
    neighbours: [(bool, &'a str); BUCKET],
}

impl<'a> Form<'a> {
    fn neighbours(&self) -> impl Iterator<Item = &(bool, &'a str)> {
        self.neighbours.iter().take_while(|(_, text)| !text.is_empty())
    }
}

fn variants(reading: Reading<'_>, people: &People) -> Vec<ProperVariant> {
    let forms = forms(reading);
    let pairs = near_pairs(&forms);
    let mut found: Vec<(u32, u32, Tie)> = Vec::new();
    for (a, b) in pairs {
        let (x, y) = (&forms[a as usize], &forms[b as usize]);
        let (rule, exception) = match (x.known, y.known) {
            (true, true) => continue,
            (true, false) => (a, b),
            (false, true) => (b, a),
            (false, false) if y.count > x.count => (b, a),
            (false, false) => (a, b),
        };
        if let Some(tie) = tie(&forms[rule as usize], &forms[exception as usize]) {
            found.push((rule, exception, tie));
        }
    }
    if !found.is_empty() {
        let common = in_small_letters(reading, found.iter().map(|&(_, exception, _)| forms[exception as usize].text));
        found.retain(|&(_, exception, _)| !common.contains(forms[exception as usize].folded.as_str()));
    }
    // A slip in a person's name is reported as that.
    let told: FxHashSet<u32> = people
        .variants
        .iter()
        .flat_map(|variant| [variant.a, variant.b])
        .flat_map(|fact| reading.facts[fact as usize].first_token..reading.facts[fact as usize].end_token)
        .collect();
    found.retain(|&(_, exception, _)| !told.contains(&forms[exception as usize].token));
    found.sort_by_key(|&(rule, exception, _)| (forms[exception as usize].token, forms[rule as usize].token));
    let span = |form: &Form<'_>| reading.lexed.tokens[form.token as usize].span();
    found
        .into_iter()
        .map(|(rule, exception, tie)| {
            let (rule, exception) = (&forms[rule as usize], &forms[exception as usize]);
            ProperVariant {
                a: span(rule),
                b: span(exception),
                kind: kind(reading, rule.token),
                tie,
                counts: [rule.count, exception.count],
                strength: Strength::Warning,
            }
        })
        .collect()
}

/// Pairs of forms of which one may be the other with a letter more, less or changed.
fn near_pairs(forms: &[Form<'_>]) -> Vec<(u32, u32)> {
    let candidates = with_a_like(forms);
    let mut pairs = Vec::new();
    let mut sieve = Sieve::for_words(candidates.len());
    for &id in &candidates {
        one_less(&forms[id as usize].folded, |key| sieve.note(key));
    }
    let mut table: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
    let mut met: FxHashSet<(u32, u32)> = FxHashSet::default();
    for id in candidates {
        one_less(&forms[id as usize].folded, |key| {
            if !sieve.has_twice(key) {
                return;
            }
            let bucket = table.entry(key).or_default();
            for &other in bucket.iter() {
                if other != id && met.insert((other, id)) {
                    pairs.push((other, id));
                }
            }
            if bucket.len() < BUCKET && bucket.last() != Some(&id) {
                bucket.push(id);
            }
        });
    }
    pairs
}

/// The forms that resemble another one at a glance: near words differ by a letter in length and in the set of their
/// letters by one on either side. With many forms that says little, and all of them are given.
fn with_a_like(forms: &[Form<'_>]) -> Vec<u32> {
    const MANY: usize = 128;
    let all = 0..forms.len() as u32;
    // Of two words that are on the lists neither is a slip.
    if forms.iter().all(|form| form.known) {
        return Vec::new();
    }
    if forms.len() > MANY {
        return all.collect();
    }
    let looks: Vec<(u32, usize, bool)> =
        forms.iter().map(|form| (spelling::letters(&form.folded), form.folded.chars().count(), form.known)).collect();
    let like = |x: &(u32, usize, bool), y: &(u32, usize, bool)| {
        !(x.2 && y.2) && x.1.abs_diff(y.1) <= 1 && (x.0 ^ y.0).count_ones() <= 2
    };
    let mut has_like = vec![false; forms.len()];
    for (at, look) in looks.iter().enumerate() {
        for (other, earlier) in looks[..at].iter().enumerate() {
            if like(look, earlier) {
                has_like[at] = true;
                has_like[other] = true;
            }
        }
    }
    all.filter(|&id| has_like[id as usize]).collect()
}

/// Every proper word of the running text.
fn forms<'a>(reading: Reading<'a>) -> Vec<Form<'a>> {
    let prose: &'a str = &reading.document.prose;
    let mut ids: FxHashMap<&'a str, u32> = FxHashMap::default();
    let mut forms: Vec<Form<'a>> = Vec::new();
    let tokens = &reading.lexed.tokens;
    for (sentence, of) in reading.lexed.sentences.iter().enumerate() {
        let role = reading.document.blocks[of.block as usize].role;
        if matches!(role, Role::Code | Role::Furniture | Role::Credit) {
            continue;
        }
        let range = of.tokens.start as usize..of.tokens.end as usize;
        let mut is_loud = None;
        for at in range.clone() {
            let token = &tokens[at];
            let length = token.span().len() as usize;
            if !token.is_capital()
                || !(SHORTEST..=LONGEST).contains(&length)
                || token.kind != TokenKind::Word
                || token.is_dotted()
                || token.is_all_caps()
                || reading.lexicon.is(token.word, Class::FunctionWord)
            {
                continue;
            }
            let text = token.span().slice(prose);
            let loud = *is_loud.get_or_insert_with(|| self::is_loud(&tokens[range.clone()]));
            let id = *ids.entry(text).or_insert_with(|| {
                forms.push(Form {
                    text,
                    folded: fold(text),
                    token: at as u32,
                    sentence: sentence as u32,
                    count: 0,
                    inside: false,
                    known: token.word.is_known(),
                    listed: reading.lexicon.is_any(token.word, GAZETTEER)
                        && !reading.lexicon.is(token.word, Class::CommonWord),
                    neighbours: [(false, ""); BUCKET],
                });
                forms.len() as u32 - 1
            });
            let form = &mut forms[id as usize];
            form.count += 1;
            form.inside |=
                !loud && !token.is_sentence_start() && at > range.start && !opens_clause(tokens[at - 1].kind);
            let step = |beside: usize, next: usize| match tokens.get(beside) {
                // `Glim-VM`: what a hyphen joins stands beside it too.
                Some(hyphen) if hyphen.kind == TokenKind::Hyphen && hyphen.is_glued() => next,
                _ => beside,
            };
            let before = step(at.wrapping_sub(1), at.wrapping_sub(2));
            for (behind, beside) in [(true, before), (false, step(at + 1, at + 2))] {
                let Some(free) = form.neighbours.iter_mut().find(|(_, text)| text.is_empty()) else { break };
                if !range.contains(&beside) {
                    continue;
                }
                let next = &tokens[beside];
                let proper = next.kind == TokenKind::Word
                    && next.is_capital()
                    && !reading.lexicon.is_any(next.word, Class::FunctionWord.bit() | Class::Honorific.bit());
                if proper {
                    *free = (behind, next.span().slice(prose));
                }
            }
        }
    }
    forms
}

/// Whether nearly every word of a sentence has a capital, so that a capital says nothing.
fn is_loud(sentence: &[Token]) -> bool {
    let capitals = sentence.iter().filter(|token| token.is_capital()).count();
    let quiet = || sentence.iter().filter(|token| token.kind == TokenKind::Word && !token.is_capital()).count();
    sentence.len() > 3 && capitals > 0 && quiet() * 2 < capitals
}

/// After these a capital may be that of a new beginning.
const fn opens_clause(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Colon
            | TokenKind::QuoteOpen
            | TokenKind::QuoteStraight
            | TokenKind::Bullet
            | TokenKind::ParenOpen
            | TokenKind::Hyphen
            | TokenKind::Dash
            | TokenKind::Slash
            | TokenKind::Period
    )
}

/// What ties the exception to the rule, if it can be a slip of it at all.
fn tie(rule: &Form<'_>, exception: &Form<'_>) -> Option<Tie> {
    let (a, b) = (rule.folded.as_str(), exception.folded.as_str());
    if a == b
        || rule.sentence == exception.sentence
        || distance(a, b).is_none_or(|halves| halves > 2)
        || inflected(a, b)
    {
        return None;
    }
    // A slip seldom hits the first letter; two words that differ there are two words.
    if a.chars().next() != b.chars().next() {
        return None;
    }
    let short = a.len().min(b.len());
    let beside = exception.neighbours().any(|neighbour| rule.neighbours.contains(neighbour));
    if beside && exception.count <= 2 {
        return Some(Tie::Neighbour);
    }
    if rule.sentence == exception.sentence {
        return None;
    }
    if short > SHORTEST && has_inner_capital(rule.text) && has_inner_capital(exception.text) {
        return Some(Tie::Coined);
    }
    if !(rule.inside && exception.inside) {
        return None;
    }
    let rare = exception.count == 1 && rule.count >= 3 || exception.count == 2 && rule.count >= 6;
    if rare && short > SHORTEST {
        return Some(Tie::Frequency);
    }
    if rule.listed && exception.count <= 2 {
        return Some(Tie::Listed);
    }
    None
}

/// `RiverWatch`, but neither `McBride` nor `O'Hara`.
fn has_inner_capital(text: &str) -> bool {
    let mut letters = text.chars().skip(3);
    let mut before_is_small = text.chars().nth(2).is_some_and(char::is_lowercase);
    letters.any(|c| {
        let inner = before_is_small && c.is_uppercase();
        before_is_small = c.is_lowercase();
        inner
    })
}

/// One is the other with an ending: another form of the word, or another word of its family.
fn inflected(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // `Spaces`, `SpaceX`: the last letter makes another word, and slips seldom hit it.
    if long.starts_with(short)
        || short.len() == long.len() && short.get(..short.len() - 1).is_some_and(|head| long.starts_with(head))
    {
        return true;
    }
    // `Carpentry`, `Carpentries`; `Latino`, `Latina`; `Analysis`, `Analyses`.
    let stem = short.len().saturating_sub(2);
    let (Some(head), Some(x), Some(y)) = (short.get(..stem), short.get(stem..), long.get(stem..)) else { return false };
    let ending = |tail: &str| {
        matches!(
            tail,
            "y" | "es"
                | "is"
                | "er"
                | "or"
                | "ed"
                | "al"
                | "ic"
                | "an"
                | "en"
                | "on"
                | "um"
                | "us"
                | "ty"
                | "ng"
                | "st"
                | "sm"
                | "ve"
                | "te"
                | "nt"
                | "ce"
                | "cy"
        ) || matches!(tail.as_bytes(), [_, b'a' | b'o' | b'e' | b's' | b'y' | b'd' | b'r'])
    };
    long.starts_with(head) && ending(x) && ending(y)
}

/// Which of the words also stand in the text in small letters, folded.
fn in_small_letters<'a>(reading: Reading<'_>, words: impl Iterator<Item = &'a str>) -> FxHashSet<String> {
    let wanted: FxHashSet<String> = words.map(str::to_lowercase).collect();
    let prose = &reading.document.prose;
    let small = reading.lexed.tokens.iter().filter(|token| token.kind == TokenKind::Word && !token.is_capital());
    small.map(|token| token.span().slice(prose)).filter(|text| wanted.contains(*text)).map(fold).collect()
}

/// What the fact around a token is.
fn kind(reading: Reading<'_>, token: u32) -> ProperKind {
    let at = reading.facts.partition_point(|fact| fact.end_token <= token);
    match reading.facts.get(at).filter(|fact| fact.first_token <= token).map(|fact| &fact.value) {
        Some(Value::Person(_)) => ProperKind::Person,
        Some(Value::Organization(_)) => ProperKind::Organization,
        Some(Value::Place(_)) => ProperKind::Place,
        _ => ProperKind::Other,
    }
}

// ---------------------------------------------------------------------------------------------- abbreviations

fn acronyms(reading: Reading<'_>) -> Vec<AcronymConflict> {
    let mut by_acronym: FxHashMap<&str, (u32, String)> = FxHashMap::default();
    let mut by_name: FxHashMap<String, (u32, &str)> = FxHashMap::default();
    let mut found = Vec::new();
    for (index, fact) in reading.facts.iter().enumerate() {
        let Value::Organization(body) = &fact.value else { continue };
        if body.acronym.is_empty() || reading.claims[index].quotation.is_some() {
            continue;
        }
        let index = index as u32;
        let name = fold(&body.name);
        if !fits(&body.name, &body.acronym) {
            // A bracket that fits the name in nothing at all is a remark and no abbreviation.
            if partly_fits(&body.name, &body.acronym) {
                found.push(AcronymConflict { fault: AcronymFault::Letters, a: index, b: index });
            }
            continue;
        }
        match by_acronym.get(&*body.acronym) {
            Some((first, other)) if *other != name => {
                found.push(AcronymConflict { fault: AcronymFault::TwoExpansions, a: *first, b: index });
            }
            Some(_) => {}
            None => {
                by_acronym.insert(&body.acronym, (index, name.clone()));
            }
        }
        match by_name.get(&name) {
            Some((first, other)) if *other != &*body.acronym => {
                found.push(AcronymConflict { fault: AcronymFault::TwoAcronyms, a: *first, b: index });
            }
            Some(_) => {}
            None => {
                by_name.insert(name, (index, &body.acronym));
            }
        }
    }
    found
}

/// Whether the letters of the abbreviation stand in this order at the beginnings of words, or inside them
/// after a beginning that counts.
fn fits(name: &str, acronym: &str) -> bool {
    let mut wanted = acronym.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).peekable();
    for word in name.split([' ', '-', '/', '&']) {
        for c in word.chars().flat_map(char::to_lowercase) {
            match wanted.peek() {
                Some(&next) if next == c => {
                    wanted.next();
                }
                Some(_) => {}
                None => return true,
            }
        }
    }
    wanted.peek().is_none()
}

/// Whether the first letters agree and another one does, so that it was meant for this name.
fn partly_fits(name: &str, acronym: &str) -> bool {
    let initials: Vec<char> =
        name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    let letters: Vec<char> = acronym.chars().collect();
    letters.len() == initials.len()
        && letters.first() == initials.first()
        && letters.iter().zip(&initials).filter(|(a, b)| a != b).count() == 1
}
