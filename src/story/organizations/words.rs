//! Bodies, places and other things with a name: one name in two spellings, and abbreviations that disagree.
//!
//! What people are called is the business of `people`; here a proper word is any word that keeps its capital
//! inside a sentence. A rare one that no word list holds and that is one slip from another proper word of the
//! document is a [`ProperVariant`], when something ties the two: the same word beside them (`Norhaven Seamen's
//! Trust`, `Northaven Seamen's Trust`), or the other spelling's being the rule and this one the exception.
//! Endings that make another word of it (`Safavid`, `Safavids`) tie nothing.
//!
//! Linear: spellings meet in a table of keys with one letter left out, and no bucket grows beyond a few. Hardly any word
//! resembles another, so that where a word stands is read of those that do.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{ProperKind, ProperVariant, Tie};
use crate::fact::Value;
use crate::fact::spelling::{Key, LONGEST, Look, Sieve, distance, fold, one_less};
use crate::lex::{Class, Lexicon, Token, TokenKind, WordId, take_before};
use crate::markup::Role;
use crate::story::people::{People, Reading, Strength};

/// Shorter words are one slip from too many others.
const SHORTEST: usize = 5;
/// What one slip costs, in the halves of [`distance`].
const ONE_SLIP: u32 = 2;
/// Letters that are left out of either of two words at the most, so that they are one.
const SLIPS: u32 = 1;
/// Forms that share a letterless spelling beyond this number are not told apart by it.
const BUCKET: usize = 6;

const GAZETTEER: u128 = Class::Place.bit() | Class::Country.bit() | Class::Organization.bit();

/// One spelling of a proper word.
struct Spelling<'a> {
    text: &'a str,
    folded: String,
    /// Its number in the word lists.
    word: WordId,
}

/// One place of a spelling.
struct Place {
    spelling: u32,
    token: u32,
    sentence: u32,
}

/// A word with a capital that can be a proper one.
struct Capital {
    token: u32,
    sentence: u32,
    /// Its number among the strangers, if it is one: a word that no list holds, or one with marks. Of two words that are
    /// none, neither is a slip.
    stranger: Option<u32>,
}

/// The proper words of the running text that resemble another one, a stranger among the two.
#[derive(Default)]
struct ProperWords<'a> {
    spellings: Vec<Spelling<'a>>,
    /// In the order of the text.
    places: Vec<Place>,
}

/// A spelling with what its places say.
struct Form<'a> {
    text: &'a str,
    folded: &'a str,
    token: u32,
    /// Where the clause of its first place begins, and the first one after it that has it too. A semicolon parts as
    /// well as a full stop does: what stands on either side of it is no contrast.
    clause: u32,
    again: Option<u32>,
    count: u32,
    /// Whether it stands in quotation marks alone; else `token` is its first place outside of them.
    quoted: bool,
    /// Whether it keeps its capital inside a sentence.
    inside: bool,
    /// Whether its first sentence is in English, as far as small words tell.
    english: bool,
    /// Whether some word list holds it.
    known: bool,
    /// Whether it is on a list of places or bodies, and no everyday word.
    listed: bool,
    /// Whether it stands where places stand.
    placed: bool,
    /// Proper words beside it, behind it if the flag is set; at most a few, the rest is empty.
    neighbours: [(bool, &'a str); BUCKET],
}

impl<'a> Form<'a> {
    /// A spelling of which no place is known.
    fn new(spelling: &'a Spelling<'a>, lexicon: &Lexicon) -> Self {
        let word = spelling.word;
        Self {
            text: spelling.text,
            folded: &spelling.folded,
            token: 0,
            clause: 0,
            again: None,
            count: 0,
            quoted: true,
            inside: false,
            english: false,
            known: word.is_known(),
            listed: lexicon.is_any(word, GAZETTEER) && !lexicon.is(word, Class::CommonWord),
            placed: false,
            neighbours: [(false, ""); BUCKET],
        }
    }

    /// Adds what the next place says.
    fn add(&mut self, reading: Reading<'a>, place: &Place, sentence: InSentence, quoted: bool) {
        let tokens = &reading.lexed.tokens;
        let of = &reading.lexed.sentences[place.sentence as usize].tokens;
        let range = of.start as usize..of.end as usize;
        let at = place.token as usize;
        let parts = (range.start..at).rev().find(|&at| tokens[at].kind == TokenKind::Semicolon);
        let clause = parts.unwrap_or(range.start) as u32;
        if self.count == 0 {
            self.token = place.token;
            self.clause = clause;
            self.english = sentence.english;
        } else if self.again.is_none() && self.clause != clause {
            self.again = Some(clause);
        }
        self.count += 1;
        if self.quoted && !quoted {
            self.token = place.token;
            self.quoted = false;
        }
        let keeps_capital =
            at > range.start && !tokens[at].is_sentence_start() && !opens_clause(tokens[at - 1].kind) && !sentence.loud;
        self.inside |= sentence.alone || keeps_capital;
        self.placed |= is_placed(reading, at, &range);
        let step = |beside: usize, next: usize| match tokens.get(beside) {
            // `Glim-VM`, `Glim's Market`: what a hyphen or a possessive joins stands beside it too.
            Some(joint) if matches!(joint.kind, TokenKind::Hyphen | TokenKind::Possessive) && joint.is_glued() => next,
            _ => beside,
        };
        let before = step(at.wrapping_sub(1), at.wrapping_sub(2));
        for (behind, beside) in [(true, before), (false, step(at + 1, at + 2))] {
            let Some(free) = self.neighbours.iter_mut().find(|(_, text)| text.is_empty()) else { break };
            if !range.contains(&beside) {
                continue;
            }
            let next = &tokens[beside];
            let proper = next.kind == TokenKind::Word
                && next.is_capital()
                && !reading.lexicon.is_any(next.word, Class::FunctionWord.bit() | Class::Honorific.bit());
            if proper {
                *free = (behind, next.span().slice(&reading.document.prose));
            }
        }
    }

    fn neighbours(&self) -> impl Iterator<Item = &(bool, &'a str)> {
        self.neighbours.iter().take_while(|(_, text)| !text.is_empty())
    }
}

/// Every proper word that stands there in two spellings.
pub(super) fn find(reading: Reading<'_>, people: &People) -> Vec<ProperVariant> {
    let words = ProperWords::read(reading);
    let pairs = near_pairs(&words.spellings);
    let forms = words.forms(reading, &pairs);
    let mut found: Vec<(u32, u32, Tie)> = Vec::new();
    for (a, b) in pairs {
        let (x, y) = (&forms[&a], &forms[&b]);
        let (rule, exception) = match (x.known, y.known) {
            (true, true) if x.folded != y.folded => continue,
            (true, true) if y.count > x.count => (b, a),
            (true, true) => (a, b),
            (true, false) => (a, b),
            (false, true) => (b, a),
            (false, false) if y.count > x.count => (b, a),
            (false, false) => (a, b),
        };
        if let Some(tie) = tie(&forms[&rule], &forms[&exception]) {
            found.push((rule, exception, tie));
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let common = in_small_letters(reading, found.iter().map(|(_, exception, _)| forms[exception].text));
    found.retain(|(_, exception, _)| !common.contains(forms[exception].folded));
    // A slip in a person's name is reported as that, and two people whom the text tells apart are two here too.
    let apart = people.apart.iter().filter(|pair| pair.vetoes.iter().any(|veto| !veto.is_of_letters()));
    let told: FxHashSet<u32> = people
        .variants
        .iter()
        .flat_map(|variant| [variant.a, variant.b])
        .chain(apart.flat_map(|pair| [pair.a, pair.b]))
        .chain(people.forms.iter().flat_map(|form| [form.a, form.b]))
        .flat_map(|fact| reading.facts[fact as usize].first_token..reading.facts[fact as usize].end_token)
        .collect();
    found.retain(|&(rule, exception, tie)| {
        let person = |id: u32| kind(reading, forms[&id].token) == ProperKind::Person;
        let names_people = tie == Tie::Place && (person(rule) || person(exception));
        !told.contains(&forms[&exception].token) && !names_people
    });
    found.sort_by_key(|(rule, exception, _)| (forms[exception].token, forms[rule].token));
    let span = |form: &Form<'_>| reading.lexed.tokens[form.token as usize].span();
    found
        .into_iter()
        .map(|(rule, exception, tie)| {
            let (rule, exception) = (&forms[&rule], &forms[&exception]);
            ProperVariant {
                a: span(rule),
                b: span(exception),
                kind: if tie == Tie::Place { ProperKind::Place } else { kind(reading, rule.token) },
                tie,
                counts: [rule.count, exception.count],
                strength: if tie == Tie::Place { Strength::Info } else { Strength::Warning },
            }
        })
        .collect()
}

/// Pairs of spellings of which one may be the other with a letter more, less or changed.
fn near_pairs(spellings: &[Spelling<'_>]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    if spellings.len() < 2 {
        return pairs;
    }
    let mut sieve = Sieve::for_words(spellings.len());
    for spelling in spellings {
        one_less(&spelling.folded, |key| sieve.note(key));
    }
    let mut table: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
    let mut met: FxHashSet<(u32, u32)> = FxHashSet::default();
    for (id, spelling) in (0..).zip(spellings) {
        one_less(&spelling.folded, |key| {
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

/// The strangers of a text in the order of their length, with what is seen of them.
struct Strangers {
    looks: Vec<(Look, u32)>,
    /// Whether each of them resembles another word of the text, by its number.
    has_like: Vec<bool>,
}

impl Strangers {
    /// `looks` in the order of their numbers.
    fn new(looks: Vec<Look>) -> Self {
        let has_like = vec![false; looks.len()];
        let mut strangers = Self { looks: looks.into_iter().zip(0..).collect(), has_like };
        strangers.looks.sort_unstable_by_key(|(look, _)| look.length);
        for at in 0..strangers.looks.len() {
            let (look, id) = strangers.looks[at];
            strangers.has_like[id as usize] |= strangers.resemble(look, at + 1);
        }
        strangers
    }

    /// Whether some of the strangers from a place on resemble a word; they are marked.
    fn resemble(&mut self, look: Look, from: usize) -> bool {
        let longest = look.length + SLIPS;
        let mut any = false;
        for (other, id) in self.looks[from..].iter().take_while(|(other, _)| other.length <= longest) {
            if look.resembles(*other, SLIPS) {
                self.has_like[*id as usize] = true;
                any = true;
            }
        }
        any
    }

    /// Whether some of them resemble a word that is none of them; they are marked.
    fn resemble_listed(&mut self, look: Look) -> bool {
        let from = self.looks.partition_point(|(other, _)| other.length + SLIPS < look.length);
        self.resemble(look, from)
    }
}

impl<'a> ProperWords<'a> {
    /// Near words differ by a letter in length and by one on either side in the set of their letters; hardly any do.
    /// With many strangers that says little, and all words are taken.
    fn read(reading: Reading<'a>) -> Self {
        const MANY: usize = 128;
        let (tokens, prose) = (&reading.lexed.tokens, &reading.document.prose);
        let (capitals, looks) = capitals(reading);
        if looks.is_empty() {
            return Self::default();
        }
        let all = looks.len() > MANY;
        let mut strangers = Strangers::new(if all { Vec::new() } else { looks });
        let text = |of: &Capital| tokens[of.token as usize].span().slice(prose);
        let listed: Vec<bool> = capitals
            .iter()
            .map(|of| of.stranger.is_none() && (all || strangers.resemble_listed(look(text(of)))))
            .collect();
        let mut ids: FxHashMap<&'a str, u32> = FxHashMap::default();
        let mut words = Self::default();
        for (of, listed) in capitals.iter().zip(listed) {
            if !listed && !of.stranger.is_some_and(|id| all || strangers.has_like[id as usize]) {
                continue;
            }
            let text = text(of);
            let spelling = *ids.entry(text).or_insert_with(|| {
                let word = tokens[of.token as usize].word;
                words.spellings.push(Spelling { text, folded: fold(text), word });
                words.spellings.len() as u32 - 1
            });
            words.places.push(Place { spelling, token: of.token, sentence: of.sentence });
        }
        words
    }

    /// The spellings of some pairs, with what all of their places say.
    fn forms(&self, reading: Reading<'a>, pairs: &[(u32, u32)]) -> FxHashMap<u32, Form<'_>> {
        let paired = pairs.iter().flat_map(|&(a, b)| [a, b]);
        let mut forms: FxHashMap<u32, Form<'_>> =
            paired.map(|id| (id, Form::new(&self.spellings[id as usize], reading.lexicon))).collect();
        let tokens = &reading.lexed.tokens;
        let mut quotations = reading.quotations;
        let mut of_sentence = None;
        for place in &self.places {
            let Some(form) = forms.get_mut(&place.spelling) else { continue };
            let at = place.token as usize;
            let start = tokens[at].span().start();
            while quotations.first().is_some_and(|of| of.span.end() <= start) {
                quotations = &quotations[1..];
            }
            let quoted = quotations.first().is_some_and(|of| of.span.start() <= start);
            let sentence = match of_sentence {
                Some((index, sentence)) if index == place.sentence => sentence,
                _ => InSentence::read(reading, place.sentence),
            };
            of_sentence = Some((place.sentence, sentence));
            form.add(reading, place, sentence, quoted);
        }
        forms
    }
}

/// The words of the running text that can be proper ones, and what is seen of each stranger among them.
fn capitals(reading: Reading<'_>) -> (Vec<Capital>, Vec<Look>) {
    let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
    let mut capitals = Vec::with_capacity(reading.lexed.landmarks.capitals.len() / 2);
    let mut strangers = Vec::new();
    let mut rest = &reading.lexed.landmarks.capitals[..];
    for (index, sentence) in reading.lexed.sentences.iter().enumerate() {
        let of_sentence = take_before(&mut rest, sentence.tokens.end);
        let role = reading.document.blocks[sentence.block as usize].role;
        if matches!(role, Role::Code | Role::Furniture | Role::Credit) {
            continue;
        }
        for &at in of_sentence {
            let token = &reading.lexed.tokens[at as usize];
            if !is_proper(reading.lexicon, token) {
                continue;
            }
            let text = token.span().slice(&reading.document.prose);
            let is_stranger = !token.word.is_known() || !text.is_ascii();
            let stranger = is_stranger.then(|| {
                *ids.entry(text).or_insert_with(|| {
                    strangers.push(look(text));
                    strangers.len() as u32 - 1
                })
            });
            capitals.push(Capital { token: at, sentence: index as u32, stranger });
        }
    }
    (capitals, strangers)
}

/// What is seen of a word at a glance, when it is folded.
fn look(text: &str) -> Look {
    if text.is_ascii() { Look::of(text) } else { Look::of(&fold(text)) }
}

/// Whether a word with a capital can be a proper one that is told from its like.
fn is_proper(lexicon: &Lexicon, token: &Token) -> bool {
    (SHORTEST..=LONGEST).contains(&(token.span().len() as usize))
        && !token.is_dotted()
        && !token.is_all_caps()
        && !lexicon.is(token.word, Class::FunctionWord)
}

/// What a sentence says of the capitals in it.
#[derive(Clone, Copy)]
struct InSentence {
    loud: bool,
    english: bool,
    /// A heading of one word has its capital from the place, and yet is the name of something.
    alone: bool,
}

impl InSentence {
    fn read(reading: Reading<'_>, sentence: u32) -> Self {
        let of = &reading.lexed.sentences[sentence as usize];
        let tokens = &reading.lexed.tokens[of.tokens.start as usize..of.tokens.end as usize];
        let role = reading.document.blocks[of.block as usize].role;
        Self {
            loud: is_loud(tokens),
            english: is_english(reading.lexicon, tokens),
            alone: tokens.len() == 1 && matches!(role, Role::Headline | Role::Heading),
        }
    }
}

/// Whether a sentence is in English, as far as its small words tell.
fn is_english(lexicon: &Lexicon, sentence: &[Token]) -> bool {
    let small = sentence.iter().filter(|token| lexicon.is(token.word, Class::FunctionWord)).count();
    sentence.len() < 8 || small * 8 >= sentence.len()
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
    let (a, b) = (rule.folded, exception.folded);
    // A text that has both in its only sentence on the one means two things.
    let together = rule.clause == exception.clause && rule.again.is_none();
    if a == b {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_ascii());
        let english = rule.english && exception.english;
        let marked = letters(rule.text) != letters(exception.text) && english && !rule.quoted && !exception.quoted;
        return marked.then_some(Tie::Marks);
    }
    let slips = distance(a, b)?;
    if together || slips > ONE_SLIP || inflected(a, b) {
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
    if rule.clause == exception.clause {
        return None;
    }
    if has_inner_capital(rule.text) && has_inner_capital(exception.text) {
        // `KeyGenParams` and `KeyGetParams` are names of code, where a letter makes another one.
        let coined = [rule, exception].iter().all(|form| inner_capitals(form.text) == 1);
        return (coined && short > SHORTEST).then_some(Tie::Coined);
    }
    // `Jo Colina`, `Matteo Collina`: names of two people.
    if names_others(rule, exception) {
        return None;
    }
    let place = || {
        let unknown = !rule.known && !exception.known && rule.count + exception.count <= 4;
        (unknown && short > SHORTEST && rule.placed && exception.placed).then_some(Tie::Place)
    };
    if !(rule.inside && exception.inside) {
        return place();
    }
    // A doubled letter or a lost `h` is no other word, so fewer places make the rule.
    let rule_from = if slips < ONE_SLIP { 2 } else { 3 };
    let rare = exception.count <= 2 && rule.count >= rule_from * exception.count;
    if rare && short > SHORTEST {
        return Some(Tie::Frequency);
    }
    if rule.listed && exception.count <= 2 {
        return Some(Tie::Listed);
    }
    place()
}

/// Whether both stand behind other proper words, and never behind the same.
fn names_others(rule: &Form<'_>, exception: &Form<'_>) -> bool {
    let before = |form: &Form<'_>| form.neighbours().any(|(behind, _)| *behind);
    let shared = exception.neighbours().any(|neighbour| neighbour.0 && rule.neighbours.contains(neighbour));
    before(rule) && before(exception) && !shared
}

/// `in Tarbat`, `hit Tarbat`, `the village of Tarbat`, `Tarbat's mayor`, by itself and not as part of a longer name.
fn is_placed(reading: Reading<'_>, at: usize, sentence: &Range<usize>) -> bool {
    const LEADS: [&str; 14] = [
        "in", "at", "near", "around", "outside", "across", "hit", "struck", "reached", "left", "entered", "towards",
        "into", "above",
    ];
    let token = |at: usize| reading.lexed.tokens.get(at).filter(|_| sentence.contains(&at));
    let text = |token: &Token| token.span().slice(&reading.document.prose);
    let next = token(at + 1);
    if next.is_some_and(|next| next.kind == TokenKind::Word && next.is_capital()) {
        return false;
    }
    let led = at > 0 && token(at - 1).is_some_and(|before| LEADS.contains(&text(before)));
    let named = at > 1
        && token(at - 2).zip(token(at - 1)).is_some_and(|(noun, of)| {
            text(of) == "of" && matches!(text(noun), "village" | "town" | "city" | "port" | "hamlet" | "suburb")
        });
    let governed = next.is_some_and(|next| next.kind == TokenKind::Possessive)
        && token(at + 2).is_some_and(|noun| {
            reading.lexicon.is(noun.word, Class::Role)
                || matches!(text(noun), "residents" | "council" | "streets" | "harbour")
        });
    led || named || governed
}

/// `RiverWatch`, `AgSense`, but neither `McBride` nor `O'Hara` nor `MacLeod`.
fn has_inner_capital(text: &str) -> bool {
    const PERSONAL: [&str; 12] = ["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Lo", "Da", "Van", "Fitz", "St"];
    if PERSONAL.iter().any(|lead| text.strip_prefix(lead).is_some_and(|rest| rest.starts_with(char::is_uppercase))) {
        return false;
    }
    inner_capitals(text) > 0
}

/// How often a capital follows a small letter.
fn inner_capitals(text: &str) -> usize {
    text.chars().zip(text.chars().skip(1)).filter(|(before, c)| before.is_lowercase() && c.is_uppercase()).count()
}

/// One is the other with an ending: another form of the word, or another word of its family.
fn inflected(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    // `Spaces`, `SpaceX`: the last letter makes another word, and slips seldom hit it.
    let grown = long.strip_prefix(short).is_some_and(|ending| match ending {
        "d" => short.ends_with('e'),
        // `Ragna`, `Ragnar`; but `bake`, `Baker`.
        "r" => short.ends_with('e'),
        ending => !matches!(ending, "t" | "g" | "h" | "k"),
    });
    if grown || short.len() == long.len() && short.get(..short.len() - 1).is_some_and(|head| long.starts_with(head)) {
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
