//! Offices and their holders.

use rustc_hash::{FxHashMap, FxHashSet};

use super::RoleConflict;
use super::office::{Office, Standing};
use crate::fact::Value;
use crate::story::people::{Bearer, People};
use crate::story::view::View;
use crate::text::ProseSpan;

/// Two mentions of one office that cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficePair {
    /// The earlier mention.
    pub first: u32,
    /// The later one.
    pub again: u32,
    /// The office as first written.
    pub first_office: ProseSpan,
    /// The office as written later.
    pub again_office: ProseSpan,
}

impl OfficePair {
    fn of(first: &Office, again: &Office) -> Self {
        Self { first: first.fact, again: again.fact, first_office: first.span, again_office: again.span }
    }
}

fn person(people: &People, office: &Office) -> Option<u32> {
    match people.bearers.get(office.fact as usize) {
        Some(Bearer::Cluster(cluster)) => Some(*cluster),
        _ => None,
    }
}

/// Two people who hold one office of one body or country: the first mention of each, where nothing marks either,
/// both are named in full somewhere, no date tells two times apart, and no sentence names both.
pub(super) fn two_holders(view: &View<'_>, people: &People, offices: &[Office]) -> Vec<OfficePair> {
    let mut first_of: FxHashMap<(&str, &[String]), (usize, u32)> = FxHashMap::default();
    let mut found: Vec<OfficePair> = Vec::new();
    let spellings = tied(people);
    for (at, office) in offices.iter().enumerate() {
        let held = office.unique && office.standing == Standing::Held && office.rank.is_none();
        let Some(who) = person(people, office).filter(|_| held && !office.scope.is_empty()) else { continue };
        let key = (office.head.as_str(), office.scope.as_slice());
        let &mut (first, holder) = first_of.entry(key).or_insert((at, who));
        let first = &offices[first];
        let apart = holder != who
            && !spellings.contains(&(holder.min(who), holder.max(who)))
            && view.sentence(first.fact as usize) != view.sentence(office.fact as usize)
            && !dated(view, first)
            && !dated(view, office);
        if apart && found.iter().rev().take(8).all(|pair| pair.first != first.fact) {
            found.push(OfficePair::of(first, office));
        }
    }
    found
}

/// Clusters that may be one person under two spellings, the lower number first.
fn tied(people: &People) -> FxHashSet<(u32, u32)> {
    let cluster = |fact: u32| match people.bearers.get(fact as usize) {
        Some(Bearer::Cluster(cluster)) => Some(*cluster),
        _ => None,
    };
    let pairs = people.variants.iter().filter_map(|pair| cluster(pair.a).zip(cluster(pair.b)));
    pairs.map(|(a, b)| (a.min(b), a.max(b))).collect()
}

/// One person who held an office in one place and holds it in another.
pub(super) fn incumbency(view: &View<'_>, people: &People, offices: &[Office]) -> Vec<OfficePair> {
    let mut first_of: FxHashMap<(u32, &str), usize> = FxHashMap::default();
    let mut found: Vec<OfficePair> = Vec::new();
    for (at, office) in offices.iter().enumerate() {
        let Some(who) = person(people, office).filter(|_| office.standing != Standing::Otherwise) else { continue };
        let first = &offices[*first_of.entry((who, office.head.as_str())).or_insert(at)];
        let (held, past) = match (first.standing, office.standing) {
            (Standing::Held, Standing::Past) => (first, office),
            (Standing::Past, Standing::Held) => (office, first),
            _ => continue,
        };
        // Behind the name an office may be the one of that time; before it, it is the one of today.
        let same = held.scope == past.scope && held.rank == past.rank;
        if same && held.before && !dated(view, held) && found.last().is_none_or(|pair| pair.first != first.fact) {
            found.push(OfficePair::of(first, office));
        }
    }
    found
}

/// One person as the holder of an office and as the deputy of its holder.
pub(super) fn rank_conflicts<'a>(people: &'a People, offices: &'a [Office]) -> Vec<RoleConflict> {
    let mut first_of: FxHashMap<(u32, &str), usize> = FxHashMap::default();
    let mut found = Vec::new();
    for (at, office) in offices.iter().enumerate().filter(|(_, office)| office.standing == Standing::Held) {
        let Some(who) = person(people, office) else { continue };
        let first = &offices[*first_of.entry((who, office.head.as_str())).or_insert(at)];
        if first.rank.is_some() != office.rank.is_some() && first.scope == office.scope {
            found.push(RoleConflict {
                usual: first.fact,
                odd: office.fact,
                usual_title: first.span,
                odd_title: office.span,
                counts: [1, 1],
            });
        }
    }
    found
}

/// Whether the sentence of an office says when: who held it then may be another.
fn dated(view: &View<'_>, office: &Office) -> bool {
    view.facts_of(view.sentence(office.fact as usize)).any(|fact| match &view.facts[fact].value {
        Value::Date(date) => date.absolute().is_some_and(|date| date.year.is_some()),
        Value::DateRange(_) => true,
        _ => false,
    })
}
