//! One person under two titles that nobody has at once.
//!
//! ```text
//! mention = [ mark ] office NAME            Judge Moe; Prime Minister Lund
//! mark    = "former" | "then" | "acting" | …
//! ```
//!
//! Only an office right before the name counts, and only one of the list: courtesies (`Dr.`, `Mr.`) go with
//! every office. A person with three offices in one text has a career. Bare surnames that no full name
//! introduces are one person each.

use rustc_hash::FxHashMap;

use crate::fact::Value;
use crate::lex::{Class, LexValue};
use crate::story::people::{Bearer, People};
use crate::story::view::View;
use crate::text::ProseSpan;

/// Words of an office.
const LONGEST_OFFICE: usize = 4;
/// Words before an office that can say it is no longer, or not yet, held.
const MARK_REACH: usize = 4;

/// Two titles of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleConflict {
    /// A mention with the title that most mentions have, or the first one.
    pub usual: u32,
    /// The first mention with the other title.
    pub odd: u32,
    /// The usual title as written.
    pub usual_title: ProseSpan,
    /// The other title as written.
    pub odd_title: ProseSpan,
    /// How many mentions have each.
    pub counts: [u32; 2],
}

/// A mention under a title.
#[derive(Clone, Copy)]
struct Titled {
    fact: u32,
    title: ProseSpan,
    office: &'static str,
}

/// Every person with exactly two titles, in order of the odd mention.
pub(super) fn find(view: &View<'_>, people: &People) -> Vec<RoleConflict> {
    let mut by_person: FxHashMap<(Option<u32>, &str), Vec<Titled>> = FxHashMap::default();
    for (index, fact) in view.facts.iter().enumerate() {
        let Value::Person(name) = &fact.value else { continue };
        let person = match people.bearers.get(index) {
            Some(Bearer::Cluster(cluster)) => (Some(*cluster), ""),
            Some(Bearer::Orphan) if name.given.is_empty() => (None, &*name.surname),
            _ => continue,
        };
        if view.claims[index].quotation.is_some() {
            continue;
        }
        if let Some(titled) = titled(view, index) {
            by_person.entry(person).or_default().push(titled);
        }
    }
    let mut found: Vec<RoleConflict> = by_person.into_values().filter_map(|mentions| conflict(&mentions)).collect();
    found.sort_by_key(|conflict| conflict.odd);
    found
}

/// The office right before the name, be it part of the name's fact or not.
fn titled(view: &View<'_>, index: usize) -> Option<Titled> {
    let tokens = view.tokens_of(view.sentence(index));
    let (start, end) = (view.start(index), view.end(index));
    let entry = |at: usize, before: usize| match view.lexicon.entry(&view.lexed.tokens[at..before], Class::Office) {
        Some((length, LexValue::Text(office))) if at + length == before => Some(office),
        _ => None,
    };
    // "Judge Moe" is one fact, "Prime Minister Lund" a name behind an office.
    let inside = (start + 1..end).rev().find_map(|before| entry(start, before).map(|office| (start, before, office)));
    let outside = || {
        (start.saturating_sub(LONGEST_OFFICE).max(tokens.start)..start)
            .find_map(|at| entry(at, start).map(|office| (at, start, office)))
    };
    let (first, before, office) = inside.or_else(outside)?;
    let marked = (first.saturating_sub(MARK_REACH).max(tokens.start)..first)
        .any(|at| view.is(at, Class::RoleMark) || view.is(at, Class::KinWord));
    let title = view.token(first).span().cover(view.token(before - 1).span());
    (!marked && view.token(first).is_capital()).then_some(Titled { fact: index as u32, title, office })
}

fn conflict(mentions: &[Titled]) -> Option<RoleConflict> {
    let first = mentions.first()?;
    let other = mentions.iter().find(|mention| mention.office != first.office)?;
    let of = |office: &str| mentions.iter().filter(|mention| mention.office == office).count();
    let counts = [of(first.office), of(other.office)];
    if counts[0] + counts[1] != mentions.len() {
        return None;
    }
    let (usual, odd) = if counts[1] > counts[0] { (other, first) } else { (first, other) };
    Some(RoleConflict {
        usual: usual.fact,
        odd: odd.fact,
        usual_title: usual.title,
        odd_title: odd.title,
        counts: [counts[0].max(counts[1]) as u32, counts[0].min(counts[1]) as u32],
    })
}
