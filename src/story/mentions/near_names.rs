//! People of different documents whose names may be two spellings of one.
//!
//! Rows with one spelling are one form. Two forms are near as two clusters of one document would be, by the letters,
//! the word lists and the list of the house alone; a bare surname means nothing across documents. Each row is paired
//! with one row of each form that is near its own, the first under the same office or the first of all, so that a thousand rows under one form and one under another
//! make a thousand and one pairs and not more.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Mentions, Office};
use crate::fact::spelling::{self, Key, near};
use crate::lex::{Class, Lexicon};
use crate::story::NameList;
use crate::story::people::{Verdict, Veto, compare};

/// Forms under one key of the neighbourhood that are compared with a new one.
const BUCKET: usize = 64;

/// Offices of one person that are told apart.
const MOST_OFFICES: usize = 64;

/// What speaks for one person with two near names.
enum Likeness {
    /// The letters and the word lists.
    OfLetters,
    /// Nothing but an office that only one can have, for each is a name of its own: Catherine and Katherine.
    OfOffice,
    None,
}

/// All rows under one spelling.
struct Form<'r> {
    given: String,
    surname: String,
    /// As written first.
    written: String,
    rows: Vec<u32>,
    /// The first row under each office.
    offices: Vec<(Office<'r>, u32)>,
    name: &'r str,
}

impl Form<'_> {
    /// The row that stands for this form beside a row of another: the first of one office, or the first of all.
    fn beside(&self, title: &str) -> u32 {
        let office = Office::of(title);
        let of_that = self.offices.iter().find(|(of, _)| of.is_that_of(&office));
        of_that.map_or(self.rows[0], |(_, row)| *row)
    }
}

impl Mentions<'_> {
    /// Rows whose name may be a slip of another, each with the first row under the other spelling.
    #[must_use]
    pub fn near_names(&self, lexicon: &Lexicon) -> Vec<(u32, u32)> {
        let forms = self.forms();
        let mut pairs = Vec::new();
        for (a, b) in candidates(&forms) {
            let (a, b) = (&forms[a], &forms[b]);
            match self.likeness(a, b, lexicon) {
                Likeness::OfLetters => {
                    let title = |row: u32| self.rows[row as usize].title.as_str();
                    pairs.extend(a.rows.iter().map(|&row| (row, b.beside(title(row)))));
                    pairs.extend(b.rows.iter().map(|&row| (row, a.beside(title(row)))));
                }
                Likeness::OfOffice => pairs.extend(self.in_one_office(a, b).chain(self.in_one_office(b, a))),
                Likeness::None => {}
            }
        }
        pairs
    }

    fn likeness(&self, a: &Form<'_>, b: &Form<'_>, lexicon: &Lexicon) -> Likeness {
        let none = NameList::default();
        let comparison = compare(&a.written, &b.written, lexicon, self.names.unwrap_or(&none));
        match comparison.verdict {
            Verdict::Same => Likeness::None,
            _ if comparison.vetoes.contains(&Veto::House) => Likeness::None,
            Verdict::Variant if !are_two_names(a, b, lexicon) => Likeness::OfLetters,
            _ => Likeness::OfOffice,
        }
    }

    /// Rows of one form with an office that says whose it is, each with the row of another form in the same.
    fn in_one_office<'m>(&'m self, of: &'m Form<'_>, beside: &'m Form<'_>) -> impl Iterator<Item = (u32, u32)> + 'm {
        of.rows.iter().filter_map(|&row| {
            let office = Office::of(&self.rows[row as usize].title);
            let same = beside.offices.iter().find(|(other, _)| office.says_whose() && *other == office)?;
            Some((row, same.1))
        })
    }

    fn forms(&self) -> Vec<Form<'_>> {
        let mut forms: Vec<Form<'_>> = Vec::new();
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, row) in (0_u32..).zip(&self.rows) {
            if row.kind != "person" || row.name_given.is_empty() || row.name_surname.is_empty() {
                continue;
            }
            let form = *known.entry(&row.name_folded).or_insert_with(|| {
                forms.push(Form {
                    given: spelling::fold(&row.name_given),
                    surname: spelling::fold(&row.name_surname),
                    written: format!("{} {}", row.name_given, row.name_surname),
                    rows: Vec::new(),
                    offices: Vec::new(),
                    name: &row.name_folded,
                });
                forms.len() - 1
            });
            forms[form].rows.push(at);
            let (offices, office) = (&mut forms[form].offices, Office::of(&row.title));
            if !row.title.is_empty() && offices.len() < MOST_OFFICES && offices.iter().all(|(of, _)| *of != office) {
                offices.push((office, at));
            }
        }
        forms
    }
}

/// Whether the part that differs is a name of its own in both: each is on the list, or one is the other with another
/// ending of names. In one document the context would tell; across documents two people are likelier.
fn are_two_names(a: &Form<'_>, b: &Form<'_>, lexicon: &Lexicon) -> bool {
    let (one, other, class) = if a.given == b.given {
        (&a.surname, &b.surname, Class::Surname)
    } else {
        (&a.given, &b.given, Class::GivenName)
    };
    let listed = |name: &str| lexicon.is(lexicon.word(name), class);
    listed(one) && listed(other) || stem(one) == stem(other)
}

/// A name without the ending that makes another name of it: `Hansen` and `Hanson`, `Maria` and `Marie`.
fn stem(name: &str) -> &str {
    let endings = ["sson", "sen", "son", "ova", "eva", "ov", "ev", "ski", "sky", "ska", "s", "a", "e", "o", "i", "y"];
    endings.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// Pairs of forms with one part equal and the other near, the earlier form first.
fn candidates(forms: &[Form<'_>]) -> Vec<(usize, usize)> {
    let mut table: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
    let mut seen: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut pairs = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        for (same, other, turn) in [(&form.given, &form.surname, 8), (&form.surname, &form.given, 24)] {
            let own = spelling::key(same).rotate_left(turn);
            spelling::neighbourhood(other, |key| {
                let bucket = table.entry(own ^ key).or_default();
                for &earlier in bucket.iter().filter(|&&earlier| earlier != at) {
                    if is_near(&forms[earlier], form) && seen.insert((earlier, at)) {
                        pairs.push((earlier, at));
                    }
                }
                if bucket.len() < BUCKET && bucket.last() != Some(&at) {
                    bucket.push(at);
                }
            });
        }
    }
    pairs
}

fn is_near(a: &Form<'_>, b: &Form<'_>) -> bool {
    a.name != b.name
        && (a.given == b.given && near(&a.surname, &b.surname) || a.surname == b.surname && near(&a.given, &b.given))
}
