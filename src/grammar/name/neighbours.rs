//! The words around a name that say something of it: a verb of speech, an age, a list, an office.

use std::cell::OnceCell;

use super::person::is_everyday;
use crate::fact::{Fact, Value};
use crate::grammar::input::Tokens;
use crate::lex::{Class, Token, TokenKind};
use crate::text::ProseSpan;

/// What stands beside a name, read where somebody asks.
pub(super) struct Beside<'a, 'b> {
    sentence: Tokens<'a>,
    /// From the name on, and from behind it on.
    tokens: Tokens<'a>,
    rest: Tokens<'a>,
    /// The names before it.
    found: &'b [Fact],
    /// Whether the sentence has a personal pronoun, once somebody asked.
    personal: &'b OnceCell<bool>,
    role: OnceCell<Option<ProseSpan>>,
}

impl<'a, 'b> Beside<'a, 'b> {
    pub(super) const fn new(
        sentence: Tokens<'a>,
        tokens: Tokens<'a>,
        rest: Tokens<'a>,
        found: &'b [Fact],
        personal: &'b OnceCell<bool>,
    ) -> Self {
        Self { sentence, tokens, rest, found, personal, role: OnceCell::new() }
    }

    /// The office that stands before the name, or behind it.
    pub(super) fn role(&self) -> Option<ProseSpan> {
        *self.role.get_or_init(|| role_beside(self.tokens, self.rest))
    }

    /// Whether something is said or told of it that only people do.
    pub(super) fn speaks(&self) -> bool {
        speaks(self.tokens, self.rest)
            || cited(self.rest)
            || narrated(self.rest) && *self.personal.get_or_init(|| is_personal(self.sentence))
    }

    /// Whether an age stands behind it, or it stands in a list of people.
    pub(super) fn aged(&self) -> bool {
        aged(self.rest) || enumerated(self.rest) || self.follows_person()
    }

    /// Whether a full name stands right before: `Ada Okafor, Ebbe Rask and ...`.
    fn follows_person(&self) -> bool {
        let tokens = self.tokens;
        let joins = tokens
            .before()
            .is_some_and(|token| token.kind == TokenKind::Comma || matches!(tokens.text(token), "and" | "&"));
        joins
            && self.found.last().is_some_and(|fact| {
                matches!(&fact.value, Value::Person(name) if !name.given.is_empty() && !name.surname.is_empty())
                    && tokens.position() - fact.end_token <= 2
                    && (tokens.position() - fact.end_token) as usize <= tokens.behind().len()
            })
    }
}

/// Whether a sentence has a pronoun for one person.
fn is_personal(sentence: Tokens<'_>) -> bool {
    sentence.slice().iter().any(|token| {
        token.kind == TokenKind::Word
            && (2..=7).contains(&token.span().len())
            && matches!(
                sentence.text(token),
                "he" | "He" | "his" | "His" | "him" | "she" | "She" | "her" | "Her" | "hers" | "himself" | "herself"
            )
    })
}

/// Whether a person's verb has the name as its subject: `Dahl said`, `said Dahl`, `Dahl later told`.
fn speaks(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let lexicon = tokens.lexicon();
    let mut at = 0;
    // A form of `be` makes a passive: something was said of it.
    let between = |token: &Token| {
        lexicon.is(token.word, Class::Auxiliary)
            && !matches!(rest.text(token), "is" | "are" | "was" | "were" | "be" | "been" | "being")
    };
    while at < 2 && rest.get(at).is_some_and(between) {
        at += 1;
    }
    let after = rest.get(at).is_some_and(|token| is_finite(tokens, token))
        && rest.get(at + 1).is_none_or(|next| rest.text(next) != "by");
    let before = tokens.before().is_some_and(|token| {
        !token.is_sentence_start() && is_finite(tokens, token) && lexicon.is(token.word, Class::AttributionVerb)
    });
    let goes_on = rest.first().is_none_or(|next| {
        !next.is_capital() && (next.kind != TokenKind::Word || lexicon.is(next.word, Class::FunctionWord))
    });
    after || before && goes_on
}

/// What can follow the subject of a narration, or its owner: `Lund went`, `Lund moved`, `Lund's`.
fn narrated(rest: Tokens<'_>) -> bool {
    let adverb = rest.first().is_some_and(|word| {
        let between = rest.text(word).ends_with("ly") || rest.lexicon().is(word.word, Class::Auxiliary);
        between && !rest.lexicon().is(word.word, Class::PastTense)
    });
    let rest = if adverb { rest.skip(1) } else { rest };
    rest.first().is_some_and(|next| match next.kind {
        TokenKind::Possessive => true,
        TokenKind::Word if !next.is_capital() => {
            rest.lexicon().is(next.word, Class::PastTense) || rest.text(next).ends_with("ed")
        }
        _ => false,
    })
}

/// An author as papers cite one: `Lund et al.`, `Lund (1983)`.
fn cited(rest: Tokens<'_>) -> bool {
    let text = |at: usize| rest.get(at).map_or("", |token| rest.text(token));
    let year = || {
        rest.get(1).is_some_and(|year| year.kind == TokenKind::Number)
            && text(1).len() == 4
            && matches!(text(1).as_bytes(), [b'1', b'7'..=b'9', ..] | [b'2', b'0', ..])
            && rest.get(2).is_some_and(|close| close.kind == TokenKind::ParenClose)
    };
    text(0) == "et" && text(1).trim_end_matches('.') == "al" || text(0) == "(" && year()
}

/// A form of a person's verb that can only be its predicate: `said`, `tells`, but neither `saying` nor `report`.
fn is_finite(tokens: Tokens<'_>, token: &Token) -> bool {
    let lexicon = tokens.lexicon();
    if token.kind != TokenKind::Word || token.is_capital() || lexicon.lemma(token.word) == token.word {
        return false;
    }
    let text = tokens.text(token);
    if lexicon.is(token.word, Class::PersonVerb) {
        return !text.ends_with("ing");
    }
    // In -s most of these verbs are nouns too: reports, posts, records.
    // Data shows and a report determines; a person says.
    let kind = lexicon.text(token.word, Class::AttributionVerb);
    kind.is_some_and(|kind| !matches!(kind, "data" | "certain")) && !text.ends_with("ing") && !text.ends_with('s')
}

/// `Lund, 43,` — the age itself is a fact of its own.
fn aged(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|comma| comma.kind == TokenKind::Comma)
        && rest.get(1).is_some_and(|age| age.kind == TokenKind::Number && age.span().len() <= 2)
        && rest.get(2).is_none_or(|close| close.kind == TokenKind::Comma)
}

/// Whether a list goes on with a name that the word lists vouch for: `..., Ada Okafor and ...`.
fn enumerated(rest: Tokens<'_>) -> bool {
    let lexicon = rest.lexicon();
    let mut at = 0;
    while rest.get(at).is_some_and(|token| token.kind == TokenKind::Comma || matches!(rest.text(token), "and" | "&")) {
        at += 1;
    }
    let given = |token: &Token| {
        token.is_capital()
            && lexicon.is(token.word, Class::GivenName)
            && !lexicon.is_any(token.word, Class::CommonWord.bit() | Class::Place.bit() | Class::Country.bit())
    };
    at > 0
        && at < 3
        && rest.get(at).is_some_and(given)
        && rest
            .get(at + 1)
            .is_some_and(|next| next.kind == TokenKind::Word && next.is_capital() && !is_everyday(rest, next))
}

/// The office that stands before a name, or behind it.
pub(super) fn role_beside(tokens: Tokens<'_>, rest: Tokens<'_>) -> Option<ProseSpan> {
    role_before(tokens).or_else(|| role_after(rest))
}

/// role before: { modifier } , office , [ preposition , name ] , [ "," ] , person
fn role_before(tokens: Tokens<'_>) -> Option<ProseSpan> {
    let behind = tokens.behind();
    let lexicon = tokens.lexicon();
    let mut end = behind.len();
    let comma = behind.last().is_some_and(|token| token.kind == TokenKind::Comma);
    end -= usize::from(comma);
    let office = |end: usize| -> Option<usize> {
        (1..=3.min(end)).rev().find(|&length| {
            lexicon.entry(&behind[end - length..end], Class::Role).is_some_and(|(taken, _)| taken == length)
        })
    };
    let (mut from, last) = match office(end) {
        Some(length) => (end - length, end),
        // `Ambassador to Norway Ada Okafor`.
        None => {
            let mut at = end;
            while at > 0 && end - at < 6 && behind[at - 1].is_capital() && behind[at - 1].kind == TokenKind::Word {
                at -= 1;
            }
            let linked = at > 0 && at < end && matches!(tokens.text(&behind[at - 1]), "to" | "of" | "for" | "at");
            let length = office(if linked { at - 1 } else { return None })?;
            (at - 1 - length, end)
        }
    };
    // To the left: modifiers, nationalities, the body or place it belongs to.
    const LEGAL_FORMS: [&str; 4] = ["plc", "inc", "ltd", "llc"];
    let modifiers = Class::RoleModifier.bit() | Class::Nationality.bit() | Class::Role.bit() | Class::Country.bit();
    while from > 0 && last - from < 12 {
        let token = &behind[from - 1];
        let joins = match token.kind {
            TokenKind::Word => {
                lexicon.is_any(token.word, modifiers)
                    || token.is_capital() && !lexicon.is(token.word, Class::FunctionWord)
                    || LEGAL_FORMS.contains(&tokens.text(token)) && from > 1 && behind[from - 2].is_capital()
            }
            TokenKind::Possessive => from > 1 && behind[from - 2].is_capital(),
            TokenKind::Hyphen => token.is_glued(),
            _ => false,
        };
        if !joins {
            break;
        }
        from -= 1;
    }
    // With a comma between it is an apposition only behind an article or a possessor.
    let definite = from < last && behind[from].is_capital()
        || from > 0 && matches!(tokens.text(&behind[from - 1]), "the" | "The" | "its" | "their" | "his" | "her");
    // `Mary King, Ada Okafor`: two people of a list, and no king.
    let listed = comma
        && last - from == 2
        && behind[from..last].iter().all(Token::is_capital)
        && lexicon.is(behind[from].word, Class::GivenName);
    (!comma || definite && !listed).then(|| behind[from].span().cover(behind[last - 1].span()))
}

/// `Ada Okafor, who chairs the River Safety Board`: the verb and the body say the office.
fn chairs(rest: Tokens<'_>) -> Option<ProseSpan> {
    const VERBS: [&str; 5] = ["chairs", "heads", "leads", "directs", "runs"];
    let verb = rest.get(2).filter(|token| VERBS.contains(&rest.text(token)))?;
    let first = 3 + usize::from(rest.get(3).is_some_and(|token| matches!(rest.text(token), "the" | "its" | "their")));
    let mut end = first;
    while rest.get(end).is_some_and(|token| token.kind == TokenKind::Word && token.is_capital()) {
        end += 1;
    }
    (end > first).then(|| verb.span().cover(rest.get(end - 1).unwrap_or(verb).span()))
}

/// `role after: person , "," , [ article ] , { modifier } , office , [ ( "of" | "at" ) , name ]`
fn role_after(rest: Tokens<'_>) -> Option<ProseSpan> {
    let lexicon = rest.lexicon();
    if !matches!(rest.first()?.kind, TokenKind::Comma | TokenKind::ParenOpen) {
        return None;
    }
    let mut from = 1;
    if rest.get(1).is_some_and(|token| matches!(rest.text(token), "the" | "a" | "an" | "its" | "their")) {
        from = 2;
    }
    if rest.get(1).is_some_and(|token| rest.text(token) == "who") {
        return chairs(rest);
    }
    let mut at = from;
    while at < from + 6 {
        let token = rest.get(at)?;
        let glued = matches!(token.kind, TokenKind::Hyphen | TokenKind::Possessive) && token.is_glued();
        if let Some((length, _)) = lexicon.entry(&rest.slice()[at..], Class::Role) {
            let mut end = at + length;
            // A further noun goes on with it: `team captain`, but `captain cook` is read as written.
            if let Some((length, _)) = rest.slice().get(end..).and_then(|tail| lexicon.entry(tail, Class::Role)) {
                end += length;
            }
            if rest.get(end).is_some_and(|token| matches!(rest.text(token), "of" | "at" | "for" | "to")) {
                let mut to = end + 1;
                to += usize::from(rest.get(to).is_some_and(|token| rest.text(token) == "the"));
                let start = to;
                while rest.get(to).is_some_and(|token| token.kind == TokenKind::Word && token.is_capital()) {
                    to += 1;
                }
                end = if to > start { to } else { end };
            }
            return Some(rest.get(from)?.span().cover(rest.get(end - 1)?.span()));
        }
        // `Darren Cole, Mary King`: two people of a list, and no king.
        let given = token.is_capital()
            && lexicon.is(token.word, Class::GivenName)
            && !lexicon.is_any(token.word, Class::Place.bit() | Class::Country.bit() | Class::CommonWord.bit());
        if given {
            return None;
        }
        let verb = lexicon.is(token.word, Class::AttributionVerb);
        if !glued && (token.kind != TokenKind::Word || verb || lexicon.is(token.word, Class::FunctionWord)) {
            return None;
        }
        at += 1;
    }
    None
}
