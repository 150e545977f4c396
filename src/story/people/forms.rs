//! One name in two forms: with and without its marks, joined in two ways, with two middle initials.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::mentions::{Desk, Mention};
use super::vetoes::{middles_differ, qualifiers_differ};
use super::{BUCKET, Bearer, Cluster};
use crate::fact::PersonName;
use crate::fact::spelling::fold;

/// How two forms of one name differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// `Muñoz`, `Munoz`.
    Diacritic,
    /// `Jean-Luc`, `Jean Luc`; `van der Berg`, `Van der Berg`.
    Joiner,
}

/// One name in two forms that fold to the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormVariant {
    /// How they differ.
    pub kind: FormKind,
    /// The first fact with the one form.
    pub a: u32,
    /// The first fact with the other.
    pub b: u32,
    /// The part as written in `a`.
    pub part_a: Box<str>,
    /// The part as written in `b`.
    pub part_b: Box<str>,
    /// The fact with the form to keep: the one with marks, where it is at least as frequent.
    pub preferred: Option<u32>,
}

/// One name with two middle initials or suffixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualifierConflict {
    /// The earlier fact.
    pub a: u32,
    /// The later fact.
    pub b: u32,
    /// What `a` has.
    pub part_a: Box<str>,
    /// What `b` has.
    pub part_b: Box<str>,
}

impl Desk<'_> {
    /// Middle initials and suffixes that contradict each other under one name.
    pub(super) fn qualifiers(&mut self) {
        let mut found = Vec::new();
        for cluster in &self.people.clusters {
            let mut middle: Option<&Mention<'_>> = None;
            let mut suffix: Option<&Mention<'_>> = None;
            for mention in cluster.mentions.iter().map(|&fact| self.mention(fact)).filter(|mention| !mention.borrowed) {
                if mention.name.given.is_empty() {
                    continue;
                }
                if !mention.name.middle.is_empty() {
                    match middle {
                        Some(before) if middles_differ(&before.name.middle, &mention.name.middle) => {
                            found.push(QualifierConflict {
                                a: before.fact,
                                b: mention.fact,
                                part_a: before.name.middle.clone(),
                                part_b: mention.name.middle.clone(),
                            });
                            break;
                        }
                        Some(_) => {}
                        None => middle = Some(mention),
                    }
                }
                if !mention.name.suffix.is_empty() {
                    match suffix {
                        Some(before)
                            if qualifiers_differ(&before.name.suffix, &mention.name.suffix, self.reading.lexicon) =>
                        {
                            found.push(QualifierConflict {
                                a: before.fact,
                                b: mention.fact,
                                part_a: before.name.suffix.clone(),
                                part_b: mention.name.suffix.clone(),
                            });
                            break;
                        }
                        Some(_) => {}
                        None => suffix = Some(mention),
                    }
                }
            }
        }
        found.extend(self.people.clusters.iter().filter_map(|cluster| self.unqualified(cluster)));
        found.sort_by_key(|conflict| (conflict.b, conflict.a));
        self.people.qualifiers = found;
    }

    /// A full name without the suffix by which the text has told two bearers apart before.
    fn unqualified(&self, cluster: &Cluster) -> Option<QualifierConflict> {
        let lexicon = self.reading.lexicon;
        let mut first: Option<&Mention<'_>> = None;
        let mut two = false;
        for mention in cluster.mentions.iter().map(|&fact| self.mention(fact)).filter(|mention| !mention.borrowed) {
            match (mention.name.suffix.is_empty(), first) {
                (false, None) => first = Some(mention),
                (false, Some(first)) => two |= qualifiers_differ(&first.name.suffix, &mention.name.suffix, lexicon),
                (true, Some(first)) if two && !mention.name.given.is_empty() && !mention.name.surname.is_empty() => {
                    return Some(QualifierConflict {
                        a: first.fact,
                        b: mention.fact,
                        part_a: first.name.suffix.clone(),
                        part_b: "".into(),
                    });
                }
                _ => {}
            }
        }
        None
    }

    /// One name with and without marks, or joined in two ways.
    pub(super) fn forms(&mut self) {
        let mut found = Vec::new();
        // Form, fact and cluster of the first mentions that share a folded form.
        type Firsts<'a> = Vec<(Cow<'a, str>, u32, u32)>;
        let mut first_of: FxHashMap<(u32, bool), Firsts<'_>> = FxHashMap::default();
        let mut order = Vec::new();
        for mention in self.mentions.iter().filter(|mention| !mention.borrowed) {
            let Bearer::Cluster(id) = self.people.bearers[mention.fact as usize] else { continue };
            let given = spelled_given(mention, &self.people.clusters[id as usize].given);
            for (given, part) in [(true, given), (false, Cow::Borrowed(&*mention.name.surname))] {
                if part.is_empty() || part.chars().all(|c| !c.is_lowercase()) {
                    continue;
                }
                let cluster = &self.people.clusters[id as usize];
                let is_of_cluster = match (given, &part) {
                    // Two given names are taken together where that is the name of the cluster.
                    (true, Cow::Owned(_)) => true,
                    (true, Cow::Borrowed(_)) => *mention.given == *cluster.given,
                    (false, _) => *mention.surname == *cluster.surname,
                };
                if !is_of_cluster {
                    continue;
                }
                let forms = first_of.entry((id, given)).or_insert_with(|| {
                    order.push((id, given));
                    Vec::new()
                });
                if let Some((.., count)) = forms.iter_mut().find(|(form, ..)| *form == part) {
                    *count += 1;
                } else if forms.len() < BUCKET {
                    forms.push((part, mention.fact, 1));
                }
            }
        }
        for key in order {
            let forms = &first_of[&key];
            let (one, a, count) = (&*forms[0].0, forms[0].1, forms[0].2);
            for (other, b, again) in forms[1..].iter().map(|(form, fact, count)| (&**form, *fact, *count)) {
                let Some(kind) = form_kind(one, other) else { continue };
                if kind == FormKind::Joiner && one.eq_ignore_ascii_case(other) && self.case_says_nothing(a, b) {
                    continue;
                }
                let marked = |text: &str| !text.is_ascii();
                let preferred = match (kind, marked(one), marked(other)) {
                    (FormKind::Diacritic, true, false) if count >= again => Some(a),
                    (FormKind::Diacritic, false, true) if again >= count => Some(b),
                    _ if count >= again + 2 => Some(a),
                    _ if again >= count + 2 => Some(b),
                    _ => None,
                };
                found.push(FormVariant { kind, a, b, part_a: one.into(), part_b: other.into(), preferred });
                break;
            }
        }
        self.people.forms = found;
    }

    /// Whether a difference of capitals is owed to the place: the start of a sentence, or display text.
    pub(super) fn case_says_nothing(&self, a: u32, b: u32) -> bool {
        [a, b].iter().any(|&fact| {
            let first = self.reading.facts[fact as usize].first_token as usize;
            self.mention(fact).display || self.reading.lexed.tokens[first].is_sentence_start()
        })
    }
}

/// The given name, with the second one where both together are the name of the cluster: `Jean Luc` for `Jean-Luc`.
fn spelled_given<'m>(mention: &Mention<'m>, cluster: &str) -> Cow<'m, str> {
    let PersonName { given, middle, .. } = mention.name;
    if middle.is_empty() || mention.given == cluster {
        return Cow::Borrowed(given);
    }
    let both = format!("{given} {middle}");
    if fold(&both) == cluster { Cow::Owned(both) } else { Cow::Borrowed(given) }
}

/// How two spellings that fold to the same differ.
fn form_kind(a: &str, b: &str) -> Option<FormKind> {
    let plain =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect() };
    if a == b {
        None
    } else if plain(a) == plain(b) {
        // The kind of apostrophe is a matter of typography.
        (a.replace('\u{2019}', "'") != b.replace('\u{2019}', "'")).then_some(FormKind::Joiner)
    } else {
        Some(FormKind::Diacritic)
    }
}
