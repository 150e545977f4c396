//! Whether a text keeps to one style of quotation marks.

use crate::claim::{Glyph, Quotation};
use crate::story::view::View;
use crate::text::ProseSpan;

/// Both styles in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MixedMarks {
    /// The style that most marks have: `curly` or `straight`; on a tie, the first one's.
    pub majority: &'static str,
    /// How many have it.
    pub majority_count: u32,
    /// How many have the other.
    pub minority_count: u32,
    /// The first mark of the other style.
    pub first_minority: ProseSpan,
    /// The first mark of the majority.
    pub first_majority: ProseSpan,
}

/// Counts quotation marks and apostrophes of both styles; `None` where one style rules.
pub(super) fn mixed_marks(view: &View<'_>, quotations: &[Quotation]) -> Option<MixedMarks> {
    let mut curly: (u32, Option<ProseSpan>) = (0, None);
    let mut straight: (u32, Option<ProseSpan>) = (0, None);
    let mut count = |is_curly: bool, span: ProseSpan| {
        let side = if is_curly { &mut curly } else { &mut straight };
        side.0 += 1;
        if side.1.is_none_or(|first| span.start() < first.start()) {
            side.1 = Some(span);
        }
    };
    for quotation in quotations.iter().filter(|quotation| !quotation.is_mixed()) {
        match quotation.open {
            Some(Glyph::CurlyDouble | Glyph::CurlySingle) => count(true, quotation.span),
            Some(Glyph::StraightDouble | Glyph::StraightSingle) => count(false, quotation.span),
            _ => {}
        }
    }
    for at in view.lexed.landmarks.possessives.iter().map(|&at| at as usize) {
        count(view.text(at).starts_with('\u{2019}'), view.token(at).span());
    }
    let (Some(first_curly), Some(first_straight)) = (curly.1, straight.1) else { return None };
    let curly_rules = curly.0 > straight.0 || curly.0 == straight.0 && first_curly < first_straight;
    Some(if curly_rules {
        MixedMarks {
            majority: "curly",
            majority_count: curly.0,
            minority_count: straight.0,
            first_minority: first_straight,
            first_majority: first_curly,
        }
    } else {
        MixedMarks {
            majority: "straight",
            majority_count: straight.0,
            minority_count: curly.0,
            first_minority: first_curly,
            first_majority: first_straight,
        }
    })
}
