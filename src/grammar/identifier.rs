//! Digits that count nothing.
//!
//! ```text
//! identifier = label | address | telephone | "#" NUMBER
//! label      = ( LABEL-NOUN | CAPITAL-LABEL-NOUN ) [ "." ] ( NUMBER [ glued letters ] | NUMBER-WORD ) { ( "-" | "–" | "," | "and" | "to" ) NUMBER }
//! address    = NUMBER [ glued letter ] CAPITALIZED { CAPITALIZED } STREET
//! telephone  = [ "+" ] [ "(" ] NUMBER { [ ")" ] [ "-" | "." ] NUMBER }          seven digits and more; with blanks
//!                                                   between its groups only behind a "+" or a nought: `020 7946 0958`
//! ```
//!
//! Accepted: `Section 4`, `Tables 3 and 5`, `page 12`, `No. 5`, `Flight 370`, `12 Main Street`, `555-123-4567`, `#7`.
//! Digits glued to letters (`COVID-19`, `S4-1`) are refused by the cardinals and are no fact at all.
//! A plural that is counted behind the figure (`on page 12 lines were lost`) leaves it a number.

use super::boundary::{is_claimed, is_plural};
use super::input::{Parsed, Tokens};
use super::opening::Leaning;
use super::primitive::{Test, miss, word};
use crate::fact::Value;
use crate::lex::{Class, Token, TokenKind};

/// A label wants its number behind it, and so does the mark that begins a telephone number.
pub(super) const LEANING: Leaning = Leaning {
    classes: Class::Label.bit() | Class::CapitalLabel.bit(),
    firm: 0,
    behind: Class::Cardinal.bit(),
    kinds: &[TokenKind::Number, TokenKind::Period, TokenKind::Plus, TokenKind::ParenOpen],
};

/// `identifier = label | address | telephone | "#" NUMBER`
pub(super) fn identifier(tokens: Tokens<'_>) -> Parsed<'_, Value> {
    let Some(first) = tokens.first().filter(|_| !is_claimed(tokens)) else { return miss() };
    let found = match first.kind {
        TokenKind::Word => label(tokens),
        TokenKind::Hash => {
            tokens.get(1).filter(|next| next.is_glued() && next.kind == TokenKind::Number).map(|_| tokens.skip(2))
        }
        TokenKind::Number => address(tokens).or_else(|| telephone(tokens)),
        TokenKind::Plus | TokenKind::ParenOpen => telephone(tokens),
        _ => None,
    };
    found.map_or_else(miss, |rest| Ok((rest, Value::Identifier)))
}

/// `label = LABEL-NOUN [ "." ] ( NUMBER [ glued letters ] | NUMBER-WORD ) { joiner NUMBER }`
fn label(tokens: Tokens<'_>) -> Option<Tokens<'_>> {
    // `Day 100`, but `every day 100 people`
    let capital = || tokens.entry(Class::CapitalLabel).filter(|_| tokens.slice()[0].is_capital());
    let (length, _) = tokens.entry(Class::Label).or_else(capital)?;
    let start = tokens.skip(length);
    let start = match start.first() {
        Some(dot) if dot.kind == TokenKind::Period && dot.is_glued() => start.skip(1),
        // A lone `p` is a page only with its dot.
        _ if tokens.first()?.span().len() == 1 => return None,
        _ => start,
    };
    let number = start.first().filter(|number| !number.is_glued())?;
    let mut rest = match number.kind {
        TokenKind::Number if is_plain(start, number) => start.skip(1),
        // `Formula One`, `phase two`, but not `group two men`.
        TokenKind::Word
            if start.lexicon().is(number.word, Class::Cardinal)
                && tokens.first()?.is_capital()
                && number.is_capital() =>
        {
            start.skip(1)
        }
        _ => return None,
    };
    while let Some(next) = rest.first().filter(|next| next.is_glued()) {
        let goes_on = match next.kind {
            TokenKind::Word | TokenKind::Number => true,
            TokenKind::Hyphen | TokenKind::Dash | TokenKind::Slash | TokenKind::Period => rest
                .get(1)
                .is_some_and(|after| after.is_glued() && matches!(after.kind, TokenKind::Word | TokenKind::Number)),
            _ => false,
        };
        if goes_on {
            rest = rest.skip(1);
        } else if is_subsection(rest) {
            rest = rest.skip(3);
        } else {
            break;
        }
    }
    let plural = tokens.text(&tokens.slice()[length - 1]).trim_end_matches('.').ends_with('s');
    while let Some(next) = rest.first().filter(|_| plural) {
        let joined = match next.kind {
            TokenKind::Comma => word(&["and"]).skipped(rest.skip(1)),
            _ => word(&["and", "to", "or", "through"]).skipped(rest),
        };
        let next = joined.first().filter(|next| joined.position() > rest.position() && next.kind == TokenKind::Number);
        match next {
            Some(next) if is_plain(joined, next) => rest = joined.skip(1),
            _ => break,
        }
    }
    let counts = rest.first().is_some_and(|next| {
        !next.is_glued() && is_plural(rest, next)
            || next.kind == TokenKind::Percent
            || rest
                .lexicon()
                .is_any(next.word, Class::Scale.bit() | Class::Percent.bit() | Class::Unit.bit() | Class::Month.bit())
    });
    (!counts).then_some(rest)
}

/// `(c)` behind the number of a section.
fn is_subsection(tokens: Tokens<'_>) -> bool {
    let [open, inner, close, ..] = tokens.slice() else { return false };
    open.kind == TokenKind::ParenOpen
        && matches!(inner.kind, TokenKind::Word | TokenKind::Number)
        && inner.span().len() <= 2
        && close.kind == TokenKind::ParenClose
}

/// Figures without grouping.
fn is_plain(tokens: Tokens<'_>, number: &Token) -> bool {
    let text = tokens.text(number);
    text.len() <= 8 && !text.contains(',') && text.is_ascii()
}

/// `address = NUMBER [ glued letter ] CAPITALIZED { CAPITALIZED } STREET`
fn address(tokens: Tokens<'_>) -> Option<Tokens<'_>> {
    let first = tokens.first().filter(|first| is_plain(tokens, first) && !tokens.text(first).contains('.'))?;
    if first.span().len() > 5 {
        return None;
    }
    let mut rest = tokens.skip(1);
    // `221B Baker Street`
    if rest
        .first()
        .is_some_and(|letter| letter.is_glued() && letter.kind == TokenKind::Word && letter.span().len() == 1)
    {
        rest = rest.skip(1);
    }
    for words in 1..=3 {
        let name = rest.first().filter(|name| !name.is_glued())?;
        if words > 1 && name.is_capital() && tokens.lexicon().is(name.word, Class::Street) {
            let rest = rest.skip(1);
            let counts = rest.first().is_some_and(|next| is_plural(rest, next));
            return (!counts).then_some(rest);
        }
        rest = match name.kind {
            TokenKind::Word if name.is_capital() => rest.skip(1),
            // `675 West 10th Avenue`
            TokenKind::Number if rest.get(1)?.is_glued() && rest.get(1)?.kind == TokenKind::Word => rest.skip(2),
            _ => return None,
        };
    }
    let street = rest.first().is_some_and(|name| name.is_capital() && tokens.lexicon().is(name.word, Class::Street));
    street.then(|| rest.skip(1))
}

/// `telephone`: at least two groups, seven digits and more, nothing else between them.
fn telephone(tokens: Tokens<'_>) -> Option<Tokens<'_>> {
    let mut rest = tokens;
    let (mut digits, mut groups, mut longest) = (0, 0, 0);
    let plus = tokens.first()?.kind == TokenKind::Plus;
    let trunk = trunk(tokens);
    while let Some(next) = rest.first() {
        let open = rest.position() == tokens.position() || next.is_glued() || next.kind == TokenKind::Number;
        match next.kind {
            _ if !open => break,
            TokenKind::Number => {
                let text = rest.text(next);
                if text.contains(',') {
                    return None;
                }
                // A blank only behind a bracket or in an international number.
                let spaced = groups > 0 && !next.is_glued();
                let bracket = rest.before().is_some_and(|before| before.kind == TokenKind::ParenClose);
                if spaced && !plus && !bracket && !trunk {
                    break;
                }
                digits += text.bytes().filter(u8::is_ascii_digit).count();
                groups += 1;
                longest = longest.max(text.len());
            }
            TokenKind::Plus | TokenKind::ParenOpen if groups == 0 || plus => {}
            TokenKind::ParenClose => {
                if groups == 0 {
                    return None;
                }
            }
            TokenKind::Hyphen | TokenKind::Period
                if rest.get(1).is_some_and(|after| after.is_glued() && after.kind == TokenKind::Number) => {}
            _ => break,
        }
        rest = rest.skip(1);
    }
    let iso =
        tokens.first()?.kind == TokenKind::Number && tokens.first()?.span().len() == 4 && groups == 3 && digits == 8;
    let grouped = groups >= 3 || groups == 2 && digits == 7 && tokens.first()?.span().len() == 3;
    let whole = !trunk || plus || (10..=11).contains(&digits);
    (grouped && whole && (7..=15).contains(&digits) && longest <= 8 && !iso && ends_in_digits(rest)).then_some(rest)
}

/// `020 …`, `(0131) …`: the nought before an area code.
fn trunk(tokens: Tokens<'_>) -> bool {
    let open = tokens.first().is_some_and(|first| first.kind == TokenKind::ParenOpen);
    tokens.get(usize::from(open)).is_some_and(|code| {
        let text = tokens.text(code);
        code.kind == TokenKind::Number && (3..=5).contains(&text.len()) && text.starts_with('0')
    })
}

fn ends_in_digits(rest: Tokens<'_>) -> bool {
    rest.before().is_some_and(|before| before.kind == TokenKind::Number)
        && !rest.first().is_some_and(|next| next.is_glued() && matches!(next.kind, TokenKind::Word | TokenKind::Hyphen))
}
