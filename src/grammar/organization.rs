//! Names of bodies: companies, ministries, parties, media, teams.
//!
//! Accepted: what the list knows (`NATO`, `Red Cross`); capitalized words up to a word that names a kind of
//! body (`Norhaven University`, `Coastal Works Agency`, `Calder & Pryce LLP`); such a word with what follows
//! its `of` or `for` (`Ministry of Foreign Affairs`); each with the short form in brackets behind it.
//! Refused: the kind of body by itself (`the University`), and in headings in title case everything but the list.
//!
//! ```ebnf
//! organization = ( known | named | headed ) , [ "(" , acronym , ")" ] ;
//! named        = modifier , { modifier | "&" } , kind , [ chain ] ;
//! headed       = kind , chain ;
//! chain        = ( "of" | "for" | "on" ) , [ "the" ] , capitals , { ( "and" | "of" | "for" | "," ) , capitals } ;
//! ```

use super::input::Tokens;
use super::name::{Style, line_ends};
use crate::fact::Organization;
use crate::lex::{Class, Token, TokenKind};

/// More tokens than this are a list, not a name.
const LONGEST: usize = 14;

/// `organization = ( known | named | headed ) , [ "(" , acronym , ")" ]`
pub(super) fn organization(tokens: Tokens<'_>, style: Style) -> Option<(usize, Organization)> {
    let first = tokens.first().filter(|token| token.is_capital())?;
    // Most names stand alone, and no list has them.
    let listed = Class::Organization.bit() | Class::OrganizationWord.bit();
    if tokens.lexicon().opens(first.word) & listed == 0 && !tokens.get(1).is_some_and(may_belong) {
        return None;
    }
    let pattern = || if style == Style::Running { headed(tokens).or_else(|| named(tokens)) } else { None };
    let length = match (known(tokens, first), pattern()) {
        (Some(known), Some(pattern)) => known.max(pattern),
        (known, pattern) => known.or(pattern)?,
    };
    let name = text(tokens, 0, length);
    let (end, short) = match acronym(tokens, length) {
        Some(short) => (length, short),
        None => (length, ""),
    };
    Some((end, Organization { name: name.into(), acronym: short.into() }))
}

fn text(tokens: Tokens<'_>, from: usize, to: usize) -> &str {
    tokens.skip(from).span_until(&tokens.skip(to)).slice(tokens.prose())
}

/// A body of the list, written with its capitals.
fn known(tokens: Tokens<'_>, first: &Token) -> Option<usize> {
    let lexicon = tokens.lexicon();
    let (length, _) = tokens.entry(Class::Organization)?;
    let last = tokens.get(length - 1)?;
    let everyday = length == 1
        && !first.is_all_caps()
        && first.is_sentence_start()
        && lexicon.is_any(first.word, Class::CommonWord.bit() | Class::FunctionWord.bit() | Class::Surname.bit());
    (last.is_capital() && !everyday).then_some(length)
}

/// headed = kind , chain
fn headed(tokens: Tokens<'_>) -> Option<usize> {
    let first = tokens.first()?;
    let kind = tokens.lexicon().text(first.word, Class::OrganizationWord)?;
    (matches!(kind, "head" | "both") && !first.is_sentence_start()
        || matches!(kind, "head" | "both") && chain(tokens, 1).is_some())
    .then(|| chain(tokens, 1))
    .flatten()
}

/// `named = modifier , { modifier | "&" } , kind , [ chain ]`
fn named(tokens: Tokens<'_>) -> Option<usize> {
    let lexicon = tokens.lexicon();
    // The kind stands behind another word.
    if !tokens.get(1).is_some_and(may_belong) {
        return None;
    }
    let mut at = 0;
    let mut end = None;
    while at < LONGEST {
        let belongs = |token: &&Token| may_belong(token) && (at == 0 || !line_ends(tokens, at));
        let Some(token) = tokens.get(at).filter(belongs) else { break };
        match token.kind {
            TokenKind::Word if token.is_capital() => {
                if lexicon.is(token.word, Class::FunctionWord) && !token.is_all_caps() && !(at > 0 && token.is_dotted())
                {
                    break;
                }
                if lexicon.is(token.word, Class::Role)
                    && at > 0
                    && end.is_none()
                    && !lexicon.is(token.word, Class::OrganizationWord)
                {
                    break;
                }
                if at > 0 && lexicon.is(token.word, Class::OrganizationWord) {
                    end = Some(at + 1);
                }
                at += 1;
            }
            TokenKind::Ampersand | TokenKind::Possessive if at > 0 => at += 1,
            TokenKind::Hyphen if token.is_glued() => at += 1,
            // `Okafor Freight, Inc.`
            TokenKind::Comma
                if at > 0
                    && tokens.get(at + 1).is_some_and(|next| {
                        next.is_capital() && lexicon.text(next.word, Class::OrganizationWord) == Some("legal")
                    }) =>
            {
                at += 1;
            }
            _ => break,
        }
    }
    let end = end?;
    // `Charlotte Church`: a given name and a word that is a surname too.
    let first = tokens.first()?;
    if end == 2 && lexicon.is(first.word, Class::GivenName) && !lexicon.is(first.word, Class::CommonWord) {
        let last = tokens.get(1)?;
        if lexicon.is(last.word, Class::Surname) {
            return None;
        }
    }
    // A kind of body behind an everyday word that opens the sentence says too little: `Local School`.
    if first.is_sentence_start() && end == 2 && lexicon.is(first.word, Class::CommonWord) {
        return None;
    }
    Some(chain(tokens, end).unwrap_or(end))
}

/// A capitalized word, or what can join two of them in the name of a body.
const fn may_belong(token: &Token) -> bool {
    token.is_capital()
        || matches!(token.kind, TokenKind::Ampersand | TokenKind::Possessive | TokenKind::Hyphen | TokenKind::Comma)
}

/// `chain = ( "of" | "for" | "on" ) , [ "the" ] , capitals , { ( "and" | "of" | "for" | "," ) , capitals }`
fn chain(tokens: Tokens<'_>, from: usize) -> Option<usize> {
    let mut end = None;
    let mut at = from;
    while at < LONGEST {
        let link = tokens.get(at).filter(|token| token.kind == TokenKind::Word).map(|token| tokens.text(token));
        match (link, end) {
            (Some("of" | "for" | "on"), _) | (Some("and" | "in"), Some(_)) => {}
            _ => break,
        }
        at += 1;
        at += usize::from(tokens.get(at).is_some_and(|token| tokens.text(token) == "the"));
        let start = at;
        while tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Word && token.is_capital()
                || token.kind == TokenKind::Hyphen && token.is_glued() && at > start
        }) {
            at += 1;
        }
        if at == start {
            break;
        }
        if link == Some("in") {
            // `... and Cooperation in Europe (OSCE)`: only the bracket shows that the place is part of the name.
            if acronym(tokens, at).is_some() {
                end = Some(at);
            }
            break;
        }
        if link == Some("and") && looks_like_another(tokens, start) {
            break;
        }
        end = Some(at);
    }
    end
}

/// After `and`: another body or a person, not more of the same name.
fn looks_like_another(tokens: Tokens<'_>, at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    let lexicon = tokens.lexicon();
    lexicon.is_any(
        token.word,
        Class::OrganizationWord.bit()
            | Class::GivenName.bit()
            | Class::Country.bit()
            | Class::Organization.bit()
            | Class::Honorific.bit(),
    )
}

/// The short form in brackets behind the name, when its letters fit.
fn acronym<'a>(tokens: Tokens<'a>, at: usize) -> Option<&'a str> {
    if tokens.get(at)?.kind != TokenKind::ParenOpen || tokens.get(at + 2)?.kind != TokenKind::ParenClose {
        return None;
    }
    let short = tokens.get(at + 1).filter(|token| token.is_all_caps())?;
    let letters = tokens.text(short);
    (2..=8).contains(&letters.len()).then_some(letters)
}
