//! Parts of the day, and portions of a stretch of time.
//!
//! ```text
//! portion     = "early" | "mid" ["-"] | "late" | ("earlier" | "later") ["in" | "on"]
//!             | ("beginning" | "start" | "middle" | "end") "of"
//! day-part    = ["in" "the"] ["early" | "late"] part
//! in-the-part = "in" "the" ["early" | "late"] part | "at" "night"
//! part        = "morning" | "afternoon" | "evening" | "night" | …
//! ```

use nom::Parser;
use nom::combinator::verify;
use nom::sequence::preceded;

use super::date::ends;
use super::input::{Parsed, Tokens};
use super::primitive::{follows, int, kind, miss, opt, word};
use crate::fact::{Clock, Meridiem, PartOfDay, Portion};
use crate::lex::{Class, TokenKind};

/// `"early" | "mid" ["-"] | "late" | ("earlier" | "later") ["in" | "on"] | ("beginning" | "end") "of"`
pub(super) fn portion(tokens: Tokens<'_>) -> Parsed<'_, Portion> {
    let (rest, portion) =
        int(Class::TimePortion).map_opt(|portion| Portion::ALL.get(portion as usize - 1).copied()).parse(tokens)?;
    let the = follows(tokens, &["the"]);
    let (rest, _) = opt(kind(TokenKind::Hyphen)).parse(rest)?;
    match portion {
        Portion::Start | Portion::End => {
            let (rest, _) = word(&["of"]).parse(rest)?;
            Ok((rest, portion))
        }
        Portion::Mid => {
            let (rest, _) = opt(word(&["of"])).parse(rest)?;
            Ok((rest, portion))
        }
        Portion::Early | Portion::Late => {
            let (rest, joint) = opt(word(&["in", "on"])).parse(rest)?;
            if the && joint.is_some() { miss() } else { Ok((rest, portion)) }
        }
        Portion::Earlier | Portion::Later => {
            let (rest, _) = opt(word(&["in", "on"])).parse(rest)?;
            // `the later 1800s` are late ones.
            let late = if portion == Portion::Later { Portion::Late } else { Portion::Early };
            Ok((rest, if the { late } else { portion }))
        }
    }
}

/// `"early" | "late" | "earlier" | "later"`: what stands before a part of the day.
pub(super) fn portion_of_day(tokens: Tokens<'_>) -> Parsed<'_, Portion> {
    verify(portion, |portion| matches!(portion, Portion::Early | Portion::Late | Portion::Earlier | Portion::Later))
        .parse(tokens)
}

/// `["in" "the"] ["early" | "late"] part`, after a day.
pub(super) fn day_part(tokens: Tokens<'_>) -> Parsed<'_, (Option<Portion>, PartOfDay)> {
    let (rest, _) = opt((word(&["in"]), word(&["the"]))).parse(tokens)?;
    let (rest, portion) = opt(portion_of_day).parse(rest)?;
    let (rest, part) = part(rest)?;
    // `Friday night's show` is one; `Saturday morning-after` is not.
    if rest.first().is_some_and(|next| next.is_glued() && !ends(next)) {
        return miss();
    }
    Ok((rest, (portion, part)))
}

/// `"in" "the" ["early" | "late"] part`
pub(super) fn in_the_part(tokens: Tokens<'_>) -> Parsed<'_, PartOfDay> {
    preceded((word(&["in"]), word(&["the"]), opt(word(&["early", "late"]))), part).parse(tokens)
}

/// `"at" "night"`
pub(super) fn at_night(tokens: Tokens<'_>) -> Parsed<'_, PartOfDay> {
    (word(&["at"]), word(&["night"])).map(|_| PartOfDay::Night).parse(tokens)
}

/// `part`
pub(super) fn part(tokens: Tokens<'_>) -> Parsed<'_, PartOfDay> {
    int(Class::PartOfDay).map_opt(|part| PartOfDay::ALL.get(part as usize - 1).copied()).parse(tokens)
}

/// What the part of the day says about a clock that shows twelve hours.
pub(super) fn in_part(mut clock: Clock, part: Option<PartOfDay>) -> Clock {
    if clock.meridiem.is_none() && (1..=12).contains(&clock.hour) {
        clock.meridiem = match part {
            Some(PartOfDay::Morning) => Some(Meridiem::Am),
            Some(PartOfDay::Afternoon | PartOfDay::Evening) => Some(Meridiem::Pm),
            // Seven at night is 19:00, three at night is 03:00.
            Some(PartOfDay::Night) => Some(if (5..12).contains(&clock.hour) { Meridiem::Pm } else { Meridiem::Am }),
            Some(PartOfDay::Day) | None => None,
        };
        clock.twelve_hour &= clock.meridiem.is_none();
    }
    clock
}
