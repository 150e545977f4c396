//! Which families can begin at a token: a look at it and at the one behind.
//!
//! Most tokens begin nothing, and most of those that may are small words: `the`, `a`, `in`, `about` open phrases of many
//! families, and what they open shows in the word behind them. So every word of the lists says beforehand, one bit for each
//! family, whether it can begin it, whether it can only before certain words, and whether it is one of these.

use super::input::Tokens;
use super::{FAMILIES, Family};
use crate::lex::{Class, Lexicon, Token, TokenKind};

/// One bit for each of [`FAMILIES`].
pub(super) type Families = u16;

/// What a token has to do with the families: three sets in one number, so that a token is one look-up.
#[derive(Clone, Copy)]
struct Opening(u64);

/// What a family wants behind the words that say too little by themselves.
#[derive(Clone, Copy)]
pub(super) struct Leaning {
    /// The classes of the words that lean.
    pub(super) classes: u128,
    /// The classes of those that do not, whatever else they are.
    pub(super) firm: u128,
    /// The classes one of which the word behind opens.
    pub(super) behind: u128,
    /// The kinds of which a token behind that is no word can be. Marks that begin a family want the same.
    pub(super) kinds: &'static [TokenKind],
}

impl Leaning {
    /// Every word begins the family by itself.
    pub(super) const NONE: Self = Self { classes: 0, firm: 0, behind: 0, kinds: &[] };
}

/// The families that the token can begin.
const BEGINS: u32 = 0;
/// Those of them that it only begins before a token that bears them.
const LEANS: u32 = Families::BITS;
/// Those that can go on with it behind such a token.
const BEARS: u32 = 2 * Families::BITS;

/// Whether it opens the particles of a name.
const PARTICLE: u64 = 1 << (3 * Families::BITS);

/// The end of a sentence.
const NOTHING: Opening = Opening(0);

/// Words of a house: what they are only its lexicon knows.
const ANYTHING: Opening = Opening((Families::MAX as u64) << BEGINS | (Families::MAX as u64) << BEARS | PARTICLE);

/// Of every word of the built-in lists, by its number.
static WORDS: [Opening; Lexicon::WORDS] = words();

/// Of every kind of token, beside what a word says.
static KINDS: [Opening; TokenKind::COUNT] = kinds();

impl Opening {
    #[inline]
    fn of(token: &Token) -> Self {
        let word = WORDS.get(usize::from(token.word.number())).unwrap_or(&ANYTHING);
        Self(KINDS[token.kind as usize].0 | word.0)
    }

    /// The families that can begin with it before that token.
    #[inline]
    const fn before(self, next: Self) -> Families {
        (self.0 >> BEGINS & (!(self.0 >> LEANS) | next.0 >> BEARS)) as Families
    }

    /// Whether the token has a capital, or is a particle that names begin with.
    #[inline]
    const fn may_be_name(self, token: &Token) -> bool {
        token.is_capital() || self.0 & PARTICLE != 0
    }

    /// With one more family in one of the sets.
    const fn with(self, family: usize, set: u32) -> Self {
        Self(self.0 | 1 << (set + family as u32))
    }
}

/// The first token with which a family can begin, by its place, and those families. The places before it at which a
/// name may begin go to `names`.
#[inline]
pub(super) fn first(tokens: Tokens<'_>, names: &mut Vec<u32>) -> Option<(usize, Families)> {
    let [first, behind @ ..] = tokens.slice() else { return None };
    let (mut token, mut here) = (first, Opening::of(first));
    for (at, next_token) in behind.iter().enumerate() {
        let next = Opening::of(next_token);
        let families = here.before(next);
        if families != 0 {
            return Some((at, families));
        }
        if here.may_be_name(token) {
            names.push(tokens.position() + at as u32);
        }
        (token, here) = (next_token, next);
    }
    let families = here.before(NOTHING);
    if families == 0 && here.may_be_name(token) {
        names.push(tokens.position() + behind.len() as u32);
    }
    (families != 0).then_some((behind.len(), families))
}

/// Whether a name may begin here.
pub(super) fn may_be_name(tokens: Tokens<'_>) -> bool {
    tokens.first().is_some_and(|first| Opening::of(first).may_be_name(first))
}

/// The families of a set, in their order.
pub(super) fn of(mut families: Families) -> impl Iterator<Item = &'static Family> {
    std::iter::from_fn(move || {
        let family = FAMILIES.get(families.trailing_zeros() as usize);
        families &= families.wrapping_sub(1);
        family
    })
}

const fn words() -> [Opening; Lexicon::WORDS] {
    let mut words = [NOTHING; Lexicon::WORDS];
    let mut word = 0;
    while word < words.len() {
        let (classes, opens) = Lexicon::sets_in_table(word);
        if opens & Class::NameParticle.bit() != 0 {
            words[word] = Opening(PARTICLE);
        }
        let mut at = 0;
        while opens != 0 && at < FAMILIES.len() {
            let family = &FAMILIES[at];
            if opens & family.choice.classes != 0 {
                words[word] = words[word].with(at, BEGINS);
                // A word that only begins a phrase of the lists wants its second word.
                let phrase = classes & family.choice.classes == 0;
                if phrase || classes & family.leaning.classes != 0 && classes & family.leaning.firm == 0 {
                    words[word] = words[word].with(at, LEANS);
                }
            }
            if opens & family.leaning.behind != 0 {
                words[word] = words[word].with(at, BEARS);
            }
            at += 1;
        }
        word += 1;
    }
    let (seconds, phrases) = Lexicon::pairs_in_table();
    let mut pair = 0;
    while pair < seconds.len() {
        let mut at = 0;
        while at < FAMILIES.len() {
            if phrases[pair] & FAMILIES[at].choice.classes != 0 {
                let second = seconds[pair] as usize;
                words[second] = words[second].with(at, BEARS);
            }
            at += 1;
        }
        pair += 1;
    }
    words
}

const fn kinds() -> [Opening; TokenKind::COUNT] {
    let mut kinds = [NOTHING; TokenKind::COUNT];
    // The words of a phrase can be joined by them.
    let joint = Opening((Families::MAX as u64) << BEARS);
    kinds[TokenKind::Hyphen as usize] = joint;
    kinds[TokenKind::Possessive as usize] = joint;
    let mut at = 0;
    while at < FAMILIES.len() {
        let family = &FAMILIES[at];
        let mut kind = 0;
        while kind < kinds.len() {
            if family.choice.kinds >> kind & 1 != 0 {
                kinds[kind] = kinds[kind].with(at, BEGINS);
                if kind != TokenKind::Number as usize && kind != TokenKind::Fraction as usize {
                    kinds[kind] = kinds[kind].with(at, LEANS);
                }
            }
            kind += 1;
        }
        let mut behind = 0;
        while behind < family.leaning.kinds.len() {
            let kind = family.leaning.kinds[behind] as usize;
            kinds[kind] = kinds[kind].with(at, BEARS);
            behind += 1;
        }
        at += 1;
    }
    kinds
}
