//! Whether what looks like a date is one in its surroundings.
//!
//! A bare year, month, season, weekday or clock in plain figures is weak: `2008` counts homes as well, `May` is a
//! minister, `fall` a verb, `7:12` a verse. The words right before and behind must leave no other reading.

use super::clock::is_weak;
use super::date::{counts_things, ends, is_content};
use super::input::Tokens;
use super::primitive::{Test, follows, int_before, word};
use super::small_number::digits;
use crate::fact::{Calendar, Clock, DateTime, Recurring, TimeUnit, YearPart};
use crate::lex::{Class, Token, TokenKind};

/// Whether `found`, which reaches from `tokens` to `rest`, is a date in these surroundings.
pub(super) fn stands(tokens: Tokens<'_>, rest: Tokens<'_>, found: &DateTime) -> bool {
    if found.part_of_day.is_some() {
        return found.calendar.is_some()
            || found.clock.is_some()
            || !rest.first().is_some_and(|next| is_content(rest, next));
    }
    let Some(calendar) = &found.calendar else {
        return found.clock.is_none_or(|clock| !is_weak(&clock) || clock_stands(tokens, rest, &clock));
    };
    if found.clock.is_some() {
        return true;
    }
    match calendar {
        Calendar::Absolute(date) => match (date.year, date.part, date.month, date.day) {
            (Some(year), None, None, None) => found.portion.is_some() || year_stands(tokens, rest, year),
            (None, None, Some(_), None) => found.portion.is_some() || month_stands(tokens, rest),
            (None, Some(YearPart::Season(_)), ..) => season_stands(tokens, rest),
            (None, Some(YearPart::Week(_)), ..) => true,
            (None, None, None, Some(_)) => date.weekday.is_some() || day_stands(tokens, rest),
            (None, None, Some(month), Some(_)) => {
                if tokens.first().is_some_and(|first| first.kind == TokenKind::Number)
                    && tokens.get(1).is_some_and(|mark| mark.kind == TokenKind::Slash)
                    && tokens.get(2).is_some_and(|second| second.kind == TokenKind::Number)
                {
                    slashed_stands(tokens, rest)
                } else {
                    month != 5 && month != 3 || lower_month_stands(tokens)
                }
            }
            _ => true,
        },
        Calendar::Near { what: Recurring::Weekday(_), bare: true, .. } => {
            found.portion.is_some() || weekday_stands(tokens, rest)
        }
        // `to this day`
        Calendar::Unit { count: 0, unit: TimeUnit::Day } => {
            !tokens.first().is_some_and(|first| tokens.text(first).eq_ignore_ascii_case("this"))
        }
        // `the 21st Century Cures Act`
        Calendar::Century(_) => {
            !(rest.before().is_some_and(Token::is_capital)
                && rest.first().is_some_and(|next| next.is_capital() && next.kind == TokenKind::Word))
        }
        // `Johnnie Christmas` is a person, `Christmas Island` a place.
        Calendar::Holiday(..) => !tokens.before().is_some_and(|before| {
            before.kind == TokenKind::Word
                && before.is_capital()
                && !before.is_sentence_start()
                && !is_lead(tokens, before)
        }),
        _ => true,
    }
}

/// A bare year: what stands before and after it must leave no other reading.
fn year_stands(tokens: Tokens<'_>, rest: Tokens<'_>, year: i16) -> bool {
    let Some(first) = tokens.first() else { return false };
    if first.kind == TokenKind::Word {
        // `the year 2008`, `year 2008`; in words, `nineteen ninety-six` after a preposition.
        let named = word(&["the", "year"]).parse_ok(tokens);
        return named || era_written(tokens, rest) || lead(tokens).is_some();
    }
    if era_written(tokens, rest) {
        return true;
    }
    let modern = (1900..=2035).contains(&year);
    let round = year % 100 == 0;
    let counted = counts_things(rest);
    let closes = closes(rest);
    let next_is_name = rest.first().is_some_and(|next| is_name(next) && !next.is_glued());
    let Some(before) = tokens.before() else { return modern && (next_is_name || !counted && is_verb(rest)) };
    if first.is_glued()
        && !matches!(
            before.kind,
            TokenKind::ParenOpen | TokenKind::QuoteOpen | TokenKind::QuoteStraight | TokenKind::Dash | TokenKind::Slash
        )
    {
        return false;
    }
    match before.kind {
        TokenKind::Word => match lead(tokens) {
            // `the 2011 and 2017 censuses`
            Some(_) if year_before(tokens) => !counted || modern && !round,
            Some(1) => !counted || modern && !round,
            Some(_) => {
                (1700..=2035).contains(&year) && !counted && (!round || closes || modern)
                    || modern && !round && !counts_people(rest)
            }
            None if is_name(before) && !before.is_sentence_start() => {
                (1990..=2035).contains(&year) && !counted && year != 2000 && !next_is_number(rest)
            }
            None => {
                modern
                    && next_is_name
                    && (tokens.lexicon().is(before.word, Class::FunctionWord) || before.is_sentence_start())
            }
        },
        TokenKind::ParenOpen | TokenKind::Semicolon => {
            (1000..=2035).contains(&year)
                && rest.first().is_some_and(|next| {
                    matches!(
                        next.kind,
                        TokenKind::ParenClose | TokenKind::Semicolon | TokenKind::Comma | TokenKind::Colon
                    )
                })
        }
        TokenKind::Comma => {
            let number_before = tokens.back(2).first().is_some_and(|number| number.kind == TokenKind::Number);
            (1500..=2035).contains(&year) && closes && !number_before
        }
        // `c. 1770`, `d. 1990`
        TokenKind::Period => {
            year > 99 && before.is_glued() && int_before(tokens.back(1), Class::FigureAbbreviation) == Some(2)
        }
        TokenKind::Possessive => modern && !counted && !round,
        TokenKind::ParenClose | TokenKind::QuoteClose => modern && closes,
        _ => false,
    }
}

/// Whether a phrase can end before `rest`.
fn closes(rest: Tokens<'_>) -> bool {
    rest.first().is_none_or(|next| {
        matches!(
            next.kind,
            TokenKind::Period
                | TokenKind::Comma
                | TokenKind::Semicolon
                | TokenKind::Colon
                | TokenKind::ParenClose
                | TokenKind::ParenOpen
                | TokenKind::Question
                | TokenKind::Exclamation
                | TokenKind::Possessive
        )
    })
}

/// A word with a capital.
fn is_name(token: &Token) -> bool {
    token.kind == TokenKind::Word && token.is_capital()
}

/// Whether a verb goes on, whose subject stands before: `1998 was`, `1998 brought`.
fn is_verb(rest: Tokens<'_>) -> bool {
    const VERBS: u128 = Class::Auxiliary.bit() | Class::Modal.bit() | Class::PastTense.bit();
    rest.first().is_some_and(|next| rest.lexicon().is_any(next.word, VERBS))
}

/// `in 1687 and 1689`: a joint, and another year before it.
fn year_before(tokens: Tokens<'_>) -> bool {
    let [.., number, joint] = tokens.behind() else { return false };
    matches!(tokens.text(joint), "and" | "or" | "to" | ",")
        && number.kind == TokenKind::Number
        && matches!(tokens.text(number).parse(), Ok(1000..=2100))
}

/// Whether the noun behind is one that figures count in every other story.
fn counts_people(rest: Tokens<'_>) -> bool {
    const COUNTED: u128 = Class::CountedNoun.bit() | Class::Unit.bit() | Class::Currency.bit();
    rest.first().is_some_and(|next| rest.lexicon().is_any(next.word, COUNTED)) || word(&["homes"]).parse_ok(rest)
}

fn next_is_number(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|next| next.kind == TokenKind::Number)
}

fn is_lead(tokens: Tokens<'_>, before: &Token) -> bool {
    tokens.lexicon().is(before.word, Class::TimeLead) || tokens.lexicon().is(before.word, Class::FunctionWord)
}

/// How strongly the word before makes a bare number a year: 1 strongly, 2 weakly.
fn lead(tokens: Tokens<'_>) -> Option<i64> {
    int_before(tokens, Class::TimeLead)
}

fn era_written(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let taken = (rest.position() - tokens.position()) as usize;
    taken > 1
        && (0..taken)
            .filter_map(|at| tokens.get(at))
            .any(|token| matches!(tokens.text(token), "AD" | "BC" | "CE" | "BCE" | "A.D." | "B.C." | "C.E." | "B.C.E."))
}

/// A bare month: a preposition before it, or a full name in capitals that is nothing else.
fn month_stands(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let long = first.span().len() > 4;
    let lead = lead(tokens);
    let doubt = tokens.lexicon().int(first.word, Class::DoubtfulMonth).unwrap_or(0);
    if !first.is_capital() {
        return match lead {
            // `in august`; `the march`
            Some(lead) => doubt & 1 == 0 || lead == 1 && first.span().len() > 5,
            None => doubt & 1 == 0 && long && tokens.before().is_none(),
        };
    }
    // `in March`, but not `by May Wong`, and not `March Madness`.
    let name_follows = rest.first().is_some_and(|next| {
        is_name(next) && !next.is_glued() && !next.is_all_caps() && !tokens.lexicon().is(next.word, Class::FunctionWord)
    });
    if name_follows {
        return lead == Some(1);
    }
    let person = doubt & 2 != 0;
    match lead {
        Some(1) => true,
        Some(_) => !person || !follows(tokens, &["the", "and", "or", "to", "for", "about"]),
        None => {
            long && !person
                && !follows(tokens, &["a", "an"])
                && !tokens.before().is_some_and(|before| is_name(before) && !before.is_sentence_start())
        }
    }
}

/// A bare season: `in summer`, `the winter`, `last spring` — not `fall` the verb or `spring` the source.
fn season_stands(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let next = rest.first();
    if next.is_some_and(|next| next.is_glued() && next.kind != TokenKind::Possessive && !ends(next)) {
        return false;
    }
    // `Summer School`, `Winter Carnival`: part of a name.
    if first.is_capital() && !follows(tokens, &["in"]) && next.is_some_and(is_name) {
        return false;
    }
    // `Klara Maas-Winter`, `Klara Winter`: part of a name, too.
    let named = tokens.before().is_some_and(|before| {
        before.is_capital() && before.kind == TokenKind::Word && tokens.lexicon().is(before.word, Class::GivenName)
            || before.kind == TokenKind::Hyphen && first.is_glued()
    });
    if first.is_capital() && named || next.is_some_and(|next| is_content(rest, next)) {
        return false;
    }
    let doubtful = word(&["fall", "spring"]).parse_ok(tokens);
    // `the fall of the wall`
    if doubtful && word(&["of"]).parse_ok(rest) {
        return false;
    }
    let led = |tokens: Tokens<'_>| lead(tokens) == Some(1) || follows(tokens, &["by"]);
    !doubtful || led(tokens) || follows(tokens, &["the"]) && led(tokens.back(1))
}

/// `the 10th`, after a preposition and before no noun.
fn day_stands(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    leads_day(tokens)
        && rest.first().is_none_or(|next| {
            !is_content(rest, next)
                && next.kind != TokenKind::Number
                && !(next.is_glued() && next.kind == TokenKind::Hyphen)
        })
}

/// Whether the word before vouches for a day.
fn leads_day(tokens: Tokens<'_>) -> bool {
    int_before(tokens, Class::PointLead).is_some_and(|lead| lead & 2 != 0)
}

/// `11/20`, after a preposition or a weekday, or in a list of such.
fn slashed_stands(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    if rest.first().is_some_and(|next| is_content(rest, next)) {
        return false;
    }
    if leads_day(tokens) || int_before(tokens, Class::TimeShift).is_some() {
        return true;
    }
    let behind = tokens.behind();
    // `11/20, 11/22 or 11/25`
    let [.., slash, number, joint] = behind else { return false };
    slash.kind == TokenKind::Slash
        && number.kind == TokenKind::Number
        && (joint.kind == TokenKind::Comma || matches!(tokens.text(joint), "or" | "and"))
}

/// `may 5` in lower case is a date only with figures.
fn lower_month_stands(tokens: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    first.is_capital()
        || !matches!(tokens.text(first), "may" | "march")
        || tokens
            .get(1)
            .is_some_and(|day| day.kind == TokenKind::Number || tokens.lexicon().is(day.word, Class::Ordinal))
        || tokens.get(2).is_some()
}

/// A weekday: any full name; an abbreviation only with its dot or capital where it is no other word.
fn weekday_stands(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let text = tokens.text(first);
    if text.len() > 5 || first.is_dotted() && !first.is_sentence_start() {
        // `Friday Night Lights`, `Black Friday` and `Sunday Times` are names.
        return !rest.first().is_some_and(|next| next.is_glued() && next.kind == TokenKind::Word);
    }
    match text {
        "Mon" | "Tue" | "Tues" | "Thu" | "Thur" | "Thurs" | "Fri" | "Weds" => true,
        "Wed" | "Sat" | "Sun" | "tue" | "tues" | "thurs" | "weds" => {
            leads_day(tokens)
                || follows(tokens, &["or", "and"])
                || int_before(tokens, Class::TimeShift).is_some() && first.is_capital()
        }
        _ => false,
    }
}

/// A clock in plain figures: refused in a row of clocks and after a name, as chapters and scores are.
fn clock_stands(tokens: Tokens<'_>, rest: Tokens<'_>, clock: &Clock) -> bool {
    let Some(first) = tokens.first() else { return false };
    if first.kind == TokenKind::Word {
        // In words: `noon`, `half past nine`.
        return true;
    }
    let lead = int_before(tokens, Class::PointLead);
    if clock.minute.is_none() {
        return clock.twelve_hour;
    }
    let behind = tokens.behind();
    let clock_before = matches!(behind, [.., colon, number] if colon.kind == TokenKind::Colon && number.kind == TokenKind::Number && number.is_glued());
    let clock_after = rest.first().is_some_and(|next| next.kind == TokenKind::Number)
        && rest.get(1).is_some_and(|colon| colon.kind == TokenKind::Colon && colon.is_glued());
    if clock_before || clock_after {
        return false;
    }
    if lead.is_some_and(|lead| lead & 1 != 0) {
        return true;
    }
    if clock.is_impossible()
        || first.is_glued() && tokens.before().is_some_and(|before| before.kind != TokenKind::ParenOpen)
    {
        return false;
    }
    match tokens.before() {
        // `Matthew 7:12`, `won 3:10`, `in 2:05:30`
        Some(before) if before.kind == TokenKind::Word => {
            // `Daily 08:00`: a clock with a leading nought.
            matches!(digits(tokens), Ok((_, (_, 2))))
                && clock.second.is_none()
                && !before.is_capital()
                && lead != Some(0)
        }
        _ => clock.second.is_none() || matches!(digits(tokens), Ok((_, (_, 2)))),
    }
}

/// Whether the clause speaks of the future: its nearest verb form before the date, else behind it, is `will`,
/// `to be`, `is due` and not a past one. `He said on Friday that it will close` looks back.
pub(super) fn is_ahead(tokens: Tokens<'_>, rest: Tokens<'_>) -> bool {
    let verb = |token: &Token| looks_ahead(tokens, token);
    let before = tokens.behind().iter().rev().take(REACH).find_map(verb);
    before.or_else(|| rest.slice().iter().take(REACH).find_map(verb)).unwrap_or(false)
}

/// Whether the clause before the view tells of something done: `ran the race in two hours`.
pub(super) fn is_done(tokens: Tokens<'_>) -> bool {
    let clause =
        |token: &&Token| !matches!(token.kind, TokenKind::Semicolon | TokenKind::QuoteOpen | TokenKind::QuoteClose);
    let verb = |token: &Token| {
        let lexicon = tokens.lexicon();
        // `said it would open in two weeks`
        match (lexicon.is(token.word, Class::Modal), lexicon.is(token.word, Class::PastTense)) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => looks_ahead(tokens, token),
        }
    };
    tokens.behind().iter().rev().take_while(clause).take(REACH).find_map(verb) == Some(false)
}

/// How far a verb may stand from its date.
const REACH: usize = 12;

/// Whether a verb form looks ahead or back; nothing for all other words.
fn looks_ahead(tokens: Tokens<'_>, token: &Token) -> Option<bool> {
    let text = tokens.text(token);
    match tokens.lexicon().int(token.word, Class::TenseCue) {
        Some(way) => Some(way > 0),
        None if token.kind != TokenKind::Word => None,
        None if text.ends_with("'ll") || text.ends_with("\u{2019}ll") => Some(true),
        None if text.len() > 4 && text.ends_with("ed") => Some(false),
        None => None,
    }
}
