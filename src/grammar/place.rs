//! Names of places: countries, regions, cities, rivers, streets.
//!
//! Accepted: what the lists know (`France`, `New Hampshire`, `St. Louis`); capitalized words up to a word that
//! names a kind of place (`Marl River`, `Ash County`); such a word before the name (`Mount Aske`, `Lake Orrin`,
//! `Gulf of Orrin`); an unknown word behind `in` with its country or state behind a comma (`in Ardal, Norway`).
//! Refused: a listed word that leads a person's name (`Jordan Ames`, `Victoria Lund`).
//!
//! ```ebnf
//! place  = known | named | headed ;
//! named  = capital , { capital } , kind ;
//! headed = kind , [ "of" ] , capital ;
//! ```

use super::input::Tokens;
use super::name::{Style, line_ends};
use crate::fact::Place;
use crate::lex::{Class, LexValue, Token, TokenKind};

/// place = known | named | headed
pub(super) fn place(tokens: Tokens<'_>, style: Style, person: bool) -> Option<(usize, Place)> {
    let first = tokens.first().filter(|token| token.is_capital())?;
    let pattern = if style == Style::Running { headed(tokens, first).or_else(|| named(tokens)) } else { None };
    let (length, country) = match (known(tokens, first, style), pattern) {
        (Some((known, _)), Some(pattern)) if pattern > known => (pattern, None),
        (Some(known), _) => known,
        (None, pattern) => (pattern.or_else(|| located(tokens, first))?, None),
    };
    // `Kentmere Fell Ltd`, `Berkshire Mills`: a word with a capital goes on with the name of something else.
    let goes_on = length == 1
        && pattern.is_none()
        && style == Style::Running
        && !line_ends(tokens, 1)
        && tokens.get(1).is_some_and(|next| {
            next.kind == TokenKind::Word && next.is_capital() && !next.is_all_caps() && !next.word.is_known()
        });
    if goes_on {
        return None;
    }
    // `Jordan Ames`: a list vouches for the person as much as for the place.
    if person && length == 1 {
        return None;
    }
    let name = tokens.span_until(&tokens.skip(length)).slice(tokens.prose());
    Some((length, Place { name: name.into(), country }))
}

/// A place of the lists, written with its capitals.
fn known(tokens: Tokens<'_>, first: &Token, style: Style) -> Option<(usize, Option<&'static str>)> {
    let lexicon = tokens.lexicon();
    if tokens.opens() & (Class::Country.bit() | Class::Place.bit()) == 0 {
        return None;
    }
    let country = tokens.entry(Class::Country);
    let other = tokens.entry(Class::Place);
    let (length, code) = match (country, other) {
        (Some((length, LexValue::Text(code))), other) if other.is_none_or(|(longer, _)| longer <= length) => {
            (length, Some(code))
        }
        (_, Some((length, _))) => (length, None),
        _ => return None,
    };
    if !tokens.get(length - 1)?.is_capital() {
        return None;
    }
    if length == 1 {
        let short = first.span().len() <= 2;
        let doubtful =
            lexicon.is_any(first.word, Class::CommonWord.bit() | Class::FunctionWord.bit() | Class::RoleModifier.bit());
        // `US` and `us`, `Reading` and reading: capitals throughout, or a preposition before it.
        if short && !first.is_all_caps()
            || doubtful && !first.is_all_caps() && (style != Style::Running || !behind_preposition(tokens))
        {
            return None;
        }
    }
    Some((length, code))
}

/// Whether the lists of places hold the whole of the first `length` tokens, or more.
pub(super) fn is_listed(tokens: Tokens<'_>, length: usize) -> bool {
    length > 1
        && [Class::Country, Class::Place]
            .into_iter()
            .any(|class| tokens.entry(class).is_some_and(|(taken, _)| taken >= length))
}

fn behind_preposition(tokens: Tokens<'_>) -> bool {
    tokens.before().is_some_and(|before| {
        tokens.lexicon().is(before.word, Class::FunctionWord)
            && matches!(
                tokens.text(before),
                "in" | "In" | "near" | "from" | "outside" | "around" | "across" | "to" | "towards"
            )
    })
}

/// named = capital , { capital } , kind
fn named(tokens: Tokens<'_>) -> Option<usize> {
    let lexicon = tokens.lexicon();
    // The kind stands behind another word.
    if !tokens.get(1).is_some_and(Token::is_capital) {
        return None;
    }
    let mut at = 0;
    let mut end = None;
    while at < 5 {
        let Some(token) = tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Word && token.is_capital() && (at == 0 || !line_ends(tokens, at)))
        else {
            break;
        };
        if lexicon.is_any(token.word, Class::FunctionWord.bit() | Class::Honorific.bit()) {
            break;
        }
        at += 1;
        if at > 1 && lexicon.is(token.word, Class::PlaceWord) {
            end = Some(at);
        }
    }
    let end = end?;
    let first = tokens.first()?;
    let doubtful = first.is_sentence_start() && lexicon.is(first.word, Class::CommonWord);
    let person =
        end == 2 && lexicon.is(first.word, Class::GivenName) && lexicon.is(tokens.get(1)?.word, Class::Surname);
    (!doubtful && !person).then_some(end)
}

/// `headed = kind , [ "of" ] , capital`
fn headed(tokens: Tokens<'_>, first: &Token) -> Option<usize> {
    let name = |at: usize| {
        tokens.get(at).is_some_and(|next| {
            next.kind == TokenKind::Word
                && next.is_capital()
                && !tokens.lexicon().is_any(next.word, Class::FunctionWord.bit() | Class::CommonWord.bit())
        })
    };
    let of = || tokens.get(1).is_some_and(|of| tokens.text(of) == "of");
    if !name(1) && !of() {
        return None;
    }
    match tokens.lexicon().spelling(first.word) {
        "mount" | "lake" | "river" | "cape" | "fort" | "port" | "mt" if name(1) => Some(2),
        "gulf" | "bay" | "isle" | "strait" | "city" | "county" | "province" | "island" | "cape" | "lake"
            if of() && name(2) =>
        {
            Some(3)
        }
        _ => None,
    }
}

/// `in Ardal, Norway`: a listed place behind the comma vouches for the word before it.
fn located(tokens: Tokens<'_>, first: &Token) -> Option<usize> {
    let lexicon = tokens.lexicon();
    let free = |token: &Token| {
        !lexicon.is_any(
            token.word,
            Class::CommonWord.bit()
                | Class::FunctionWord.bit()
                | Class::Month.bit()
                | Class::Weekday.bit()
                | Class::Nationality.bit()
                | Class::Role.bit(),
        )
    };
    if !behind_preposition(tokens) || !free(first) {
        return None;
    }
    let second = tokens.get(1).is_some_and(|token| token.kind == TokenKind::Word && token.is_capital());
    let length = 1 + usize::from(second);
    let comma = tokens.get(length).is_some_and(|token| token.kind == TokenKind::Comma);
    let behind = comma
        && tokens.get(length + 1).is_some_and(|token| {
            token.is_capital() && lexicon.is_any(token.word, Class::Country.bit() | Class::Place.bit())
        });
    let alone =
        !second && !lexicon.is_any(first.word, Class::GivenName.bit() | Class::Surname.bit()) && !first.is_all_caps();
    (behind || alone && tokens.before().is_some_and(|before| matches!(tokens.text(before), "in" | "In" | "near")))
        .then_some(length)
}
