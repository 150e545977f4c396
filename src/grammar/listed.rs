//! A text that is nothing but one name: a row of a list of people.
//!
//! Here the name need not be found, only sorted into its parts, so that capitals prove nothing and forms are
//! read that prose does not have: `OKAFOR JR, ADA M`, `de la Vega, Dr. Juan`, `Lund Ola K`, `maja lindqvist, phd`.
//! Refused: any figure, any mark that names do not have, everyday words without a title or an initial beside
//! them, and in small letters whatever no list of names vouches for or ends a sentence.
//!
//! ```ebnf
//! listed  = western , [ suffixes ] | surname , [ suffix ] , "," , western , [ "," , suffixes ] ;
//! western = { title } , { word | initial | nickname } , [ particles ] , word , [ suffixes ] ;
//! ```

use nom::Input as _;

use super::input::Tokens;
use crate::fact::PersonName;
use crate::lex::{Class, Token, TokenKind};

/// More tokens than this are not one name.
const LONGEST: usize = 18;

/// Nothing but a name follows here, so that an office before it is its title.
const TITLE: u128 = Class::Honorific.bit() | Class::Role.bit();

/// A word of the line, or a word with what is joined to it.
#[derive(Clone, Copy)]
struct Part {
    from: usize,
    to: usize,
    classes: u128,
}

/// `listed = western , [ suffixes ] | surname , [ suffix ] , "," , western , [ "," , suffixes ]`
pub(super) fn listed(line: Tokens<'_>) -> Option<PersonName> {
    let length = line.input_len();
    let lexicon = line.lexicon();
    let whole = |class| line.entry(class).is_some_and(|(taken, _)| taken == length);
    let other = [Class::Organization, Class::Place, Class::Country].into_iter().any(whole);
    if !(2..=LONGEST).contains(&length) || other {
        return None;
    }
    let mut name = PersonName { order_known: true, ..PersonName::default() };
    let mut segments: Vec<Vec<Part>> = vec![Vec::new()];
    let mut at = 0;
    while let Some(token) = line.get(at) {
        match token.kind {
            TokenKind::Word => {
                let mut part = part(line, at);
                at = part.to;
                // `Ph.D.`, of which the lexer makes two words.
                let before = segments.last().and_then(|segment| segment.last()).filter(|_| token.is_glued());
                if let Some(before) = before.copied() {
                    let joined = text(line, before.from, part.to).replace('.', "");
                    if before.to == part.from && lexicon.is(lexicon.word(&joined), Class::NameSuffix) {
                        segments.last_mut()?.pop();
                        part = Part { from: before.from, to: part.to, classes: Class::NameSuffix.bit() };
                    }
                }
                segments.last_mut()?.push(part);
                continue;
            }
            TokenKind::Comma => segments.push(Vec::new()),
            TokenKind::ParenOpen | TokenKind::QuoteOpen | TokenKind::QuoteStraight => {
                let (to, next) = nickname(line, at)?;
                name.nickname = text(line, at, to).trim_start_matches(['(', '"', '\'', '“', '‘']).into();
                at = next;
                continue;
            }
            // The dot of an abbreviation that the lexer does not know, and of the last initial.
            TokenKind::Period if token.is_glued() => {
                let last = segments.last_mut()?.last_mut()?;
                // A long word with a full stop ends a sentence.
                if line.get(last.from).is_some_and(|word| word.span().len() > 4) {
                    return None;
                }
                last.to = at + 1;
            }
            _ => return None,
        }
        at += 1;
    }
    segments.retain(|segment| !segment.is_empty());
    if !is_name(line, &segments) {
        return None;
    }
    let (first, rest) = segments.split_first()?;
    // Behind a full name a short word of capitals can only be a degree.
    let full = first.len() > 1;
    let degree = |part: &Part| {
        let token = line.get(part.from);
        let short = part.to - part.from == 1 && part.classes & (Class::GivenName.bit() | Class::Surname.bit()) == 0;
        is_suffix(line, *part)
            || full
                && short
                && token.is_some_and(|token| {
                    token.is_all_caps() && token.span().len() < 6 || *text(line, part.from, part.to) == *"V"
                })
    };
    // `Ph. D.` is one degree.
    let spaced = |segment: &[Part]| {
        let [first, .., last] = segment else { return false };
        let joined = text(line, first.from, last.to).replace(['.', ' '], "");
        lexicon.is(lexicon.word(&joined), Class::NameSuffix)
    };
    let degrees = |segment: &[Part]| segment.iter().all(degree) || spaced(segment);
    if rest.iter().all(|segment| degrees(segment)) {
        western(line, first, &mut name);
        let tail = rest.first().and_then(|segment| segment.first()).zip(rest.last().and_then(|segment| segment.last()));
        if let Some((from, to)) = tail {
            name.suffix = join(&name.suffix, text(line, from.from, to.to));
        }
    } else {
        let generations = first.iter().rev().take_while(|part| first.len() > 1 && is_suffix(line, **part)).count();
        let (surname, suffix) = first.split_at(first.len() - generations);
        let (given, suffixes) = rest.split_first()?;
        western(line, given, &mut name);
        // All of it stands before the surname.
        let middle = join(&name.middle, &name.surname);
        name.middle = if name.given.is_empty() { "".into() } else { middle };
        if name.given.is_empty() {
            name.given = std::mem::take(&mut name.surname);
        }
        name.surname = span(line, surname);
        for parts in std::iter::once(suffix).chain(suffixes.iter().map(Vec::as_slice)) {
            name.suffix = join(&name.suffix, &span(line, parts));
        }
    }
    Some(name)
}

/// `western = { title } , { word | initial } , [ particles ] , word , [ suffixes ]`
fn western(line: Tokens<'_>, parts: &[Part], name: &mut PersonName) {
    let lexicon = line.lexicon();
    let mut parts = parts;
    let titles = parts
        .iter()
        .take(parts.len().saturating_sub(1))
        .take_while(|part| part.classes & TITLE != 0 && part.classes & Class::GivenName.bit() == 0)
        .count();
    let given_title = titles > 0
        && line.get(parts[0].from).and_then(|token| lexicon.text(token.word, Class::Honorific)) == Some("given");
    name.title = span(line, &parts[..titles]);
    parts = &parts[titles..];
    let degrees = match parts.iter().skip(1).rev().take_while(|part| is_suffix(line, **part)).count() {
        0 => usize::from(is_generation(line, parts)),
        degrees => degrees,
    };
    name.suffix = span(line, &parts[parts.len() - degrees..]);
    parts = &parts[..parts.len() - degrees];
    let named = |part: &Part| part.classes & Class::GivenName.bit() != 0;
    let initial = |part: &Part| text(line, part.from, part.to).chars().filter(|c| c.is_alphabetic()).count() == 1;
    match parts {
        [] => {}
        [only] => {
            let alone = given_title || titles == 0 && named(only);
            *(if alone { &mut name.given } else { &mut name.surname }) = span(line, &[*only]);
        }
        // `Lund Ola`, `Lund Ola K`, `Lund Ola Jan`: the list has the surname first.
        [surname, given, rest @ ..]
            if titles == 0
                && (surname.classes | given.classes) & Class::FamilyFirstSurname.bit() == 0
                && !named(surname)
                && named(given)
                && !initial(surname)
                && given.classes & Class::Surname.bit() == 0
                && surname.classes & Class::NameParticle.bit() == 0
                && rest.len() <= 1
                && rest.iter().all(|part| initial(part) || named(part) && part.classes & Class::Surname.bit() == 0) =>
        {
            name.surname = span(line, &[*surname]);
            name.given = span(line, &[*given]);
            name.middle = span(line, rest);
        }
        [given, .., _] => {
            // `Alex Ben Lund`, but `David ben Lund`.
            let particle = |part: &Part| {
                let word = text(line, part.from, part.to);
                // `Y.` is an initial.
                part.classes & Class::NameParticle.bit() != 0
                    && word != "Ben"
                    && (word == "y" || word.trim_end_matches('.').len() > 1)
            };
            let last = parts.len() - 1;
            let mut from = (1..last).rev().find(|&at| particle(&parts[at])).unwrap_or(last);
            while from > 1 && particle(&parts[from - 1]) {
                from -= 1;
            }
            if from > 1 && text(line, parts[from].from, parts[from].to) == "y" {
                from -= 1;
            }
            name.given = span(line, &[*given]);
            name.middle = span(line, &parts[1..from]);
            name.surname = span(line, &parts[from..]);
        }
    }
}

/// A word with its hyphens, or two abbreviations written as one (`Lt.Gov.`).
fn part(line: Tokens<'_>, at: usize) -> Part {
    let mut to = at + 1;
    let mut classes = line.get(at).map_or(0, |token| line.lexicon().classes(token.word));
    while let Some(next) = line.get(to).filter(|next| next.is_glued()) {
        let joined = match next.kind {
            TokenKind::Hyphen => line.get(to + 1).is_some_and(|word| word.kind == TokenKind::Word && word.is_glued()),
            TokenKind::Word => true,
            _ => false,
        };
        if !joined {
            break;
        }
        if next.kind == TokenKind::Hyphen {
            classes &= Class::GivenName.bit() | Class::Surname.bit();
        }
        to += 1;
    }
    Part { from: at, to, classes }
}

/// Where the words of a nickname end, and where the line goes on behind its closing mark.
fn nickname(line: Tokens<'_>, open: usize) -> Option<(usize, usize)> {
    let mut at = open + 1;
    // Two single marks are one double one.
    while line.get(at).is_some_and(|token| token.kind == TokenKind::QuoteStraight) {
        at += 1;
    }
    let closes =
        |token: &Token| matches!(token.kind, TokenKind::ParenClose | TokenKind::QuoteClose | TokenKind::QuoteStraight);
    let from = at;
    while line
        .get(at)
        .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Hyphen | TokenKind::Period))
    {
        at += 1;
    }
    let to = at;
    while line.get(at).is_some_and(closes) {
        at += 1;
    }
    (to > from && at > to).then_some((to, at))
}

/// Whether the line can be a name, and some word of it vouches for that.
fn is_name(line: Tokens<'_>, segments: &[Vec<Part>]) -> bool {
    const NAMES: u128 = Class::GivenName.bit() | Class::Surname.bit() | Class::FamilyFirstSurname.bit();
    const DOUBT: u128 = Class::CommonWord.bit()
        | Class::Place.bit()
        | Class::Country.bit()
        | Class::OrganizationWord.bit()
        | Class::Nationality.bit()
        | Class::Month.bit()
        | Class::Weekday.bit()
        | Class::Role.bit();
    let lexicon = line.lexicon();
    let (mut words, mut sure, mut doubtful, mut vouched) = (0, 0, 0, false);
    let (mut capital, mut small, mut small_unknown) = (false, false, false);
    let mut behind_particle = false;
    for (at, part) in segments.iter().flatten().enumerate() {
        // `van Dam`, `von Bergen`: behind a particle an everyday word or a place is a surname.
        let surname = std::mem::replace(&mut behind_particle, is_long_particle(line, *part));
        let Some(token) = line.get(part.from) else { return false };
        let letters = text(line, part.from, part.to).chars().filter(|c| c.is_alphabetic()).count();
        let particle = part.classes & Class::NameParticle.bit() != 0;
        let known = part.classes & NAMES != 0;
        if is_suffix(line, *part) {
            vouched = true;
            continue;
        }
        words += 1;
        if particle || letters == 1 {
            // A lone letter inside the name is an initial in any case.
            vouched |= letters == 1 && (token.is_dotted() || at > 0) || particle && letters > 2 && at > 0;
            continue;
        }
        if part.classes & Class::FunctionWord.bit() != 0 && !known {
            return false;
        }
        capital |= token.is_capital();
        small |= !token.is_capital();
        small_unknown |= !token.is_capital() && !known;
        let title = part.classes & TITLE != 0 && at == 0;
        let body = part.classes & Class::Organization.bit() != 0 && (token.is_all_caps() || letters > 3)
            || lexicon.text(token.word, Class::OrganizationWord) == Some("legal");
        if body && !known {
            return false;
        }
        vouched |= title;
        sure += usize::from(known && part.classes & DOUBT == 0);
        if !known && !title && !surname && part.classes & DOUBT != 0 {
            doubtful += if at == 0 { 2 } else { 1 };
        }
    }
    vouched |= sure > 0;
    // One everyday word may be a surname when a sure name stands beside it: `Ola Painter`.
    // `Klara Maas sang.`: beside capitals and before a full stop a small word is a verb.
    let stopped = line.get(line.input_len() - 1).is_some_and(|last| last.kind == TokenKind::Period);
    let sentence = capital && small_unknown && stopped;
    !sentence
        && (2..=9).contains(&words)
        && (doubtful == 0 || doubtful == 1 && sure > 0 && words < 5)
        && (vouched || !small)
}

/// `van`, `von`, `de la`: a particle that is no everyday word or letter besides.
fn is_long_particle(line: Tokens<'_>, part: Part) -> bool {
    let word = text(line, part.from, part.to);
    part.classes & Class::NameParticle.bit() != 0
        && word.len() > 1
        && !word.contains('.')
        && !matches!(word.to_ascii_lowercase().as_str(), "an" | "as" | "do" | "ten" | "den" | "ad")
}

/// `V` and `I` as the last of three words and more are generations, `K` is an initial.
fn is_generation(line: Tokens<'_>, parts: &[Part]) -> bool {
    let last = parts.last().map(|part| text(line, part.from, part.to));
    parts.len() > 2 && matches!(last, Some("I" | "V"))
}

/// `Jr`, `PhD`; `Ma` is a surname, and `MA` a degree.
fn is_suffix(line: Tokens<'_>, part: Part) -> bool {
    let text = text(line, part.from, part.to);
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    part.classes & Class::NameSuffix.bit() != 0
        && text.len() > 1
        && (capitals != 1
            || text.contains('.')
            || matches!(text, "Jr" | "Sr" | "Esq" | "Junior" | "Senior" | "Esquire"))
}

fn text(line: Tokens<'_>, from: usize, to: usize) -> &str {
    line.skip(from).span_until(&line.skip(to)).slice(line.prose())
}

fn span(line: Tokens<'_>, parts: &[Part]) -> Box<str> {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(text(line, part.from, part.to));
    }
    out.into()
}

fn join(first: &str, second: &str) -> Box<str> {
    match (first.is_empty(), second.is_empty()) {
        (true, _) => second.into(),
        (_, true) => first.into(),
        _ => format!("{first} {second}").into(),
    }
}
