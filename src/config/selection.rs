//! Which rules run: names of rules and groups that select and that ignore.

use crate::rule::nearest_rule;

/// The word for every rule.
pub(super) const ALL: &str = "ALL";

/// Rules and groups by name; where one name selects and another ignores, the longer one decides, and of two
/// equal ones the one that ignores.
#[derive(Debug, Clone)]
pub struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
}

impl Default for Selection {
    fn default() -> Self {
        Self { select: vec![ALL.to_owned()], ignore: Vec::new() }
    }
}

impl Selection {
    /// Lays a choice over this one: what it selects takes the place of all that was chosen before, the rest is
    /// added.
    #[must_use]
    pub fn with<S: AsRef<str>>(mut self, select: Option<&[S]>, extend_select: &[S], ignore: &[S]) -> Self {
        fn owned<S: AsRef<str>>(names: &[S]) -> impl Iterator<Item = String> {
            names.iter().map(|name| name.as_ref().to_owned())
        }
        if let Some(select) = select {
            self.select = owned(select).collect();
            self.ignore.clear();
        }
        self.select.extend(owned(extend_select));
        self.ignore.extend(owned(ignore));
        self
    }

    /// Whether the rule is selected by its own name, and not with its group or all others.
    #[must_use]
    pub fn names(&self, rule: &str) -> bool {
        longest(&self.select, rule) == Some(rule.len())
    }

    /// Whether the rule runs.
    #[must_use]
    pub fn allows(&self, rule: &str) -> bool {
        match (longest(&self.select, rule), longest(&self.ignore, rule)) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(selected), Some(ignored)) => selected > ignored,
        }
    }
}

/// Whether a name means any of these rules.
pub(super) fn is_known(name: &str, rules: &[&str]) -> bool {
    name == ALL || rules.iter().any(|rule| reach(name, rule).is_some())
}

/// How much of a rule's id a name spells out, if it means that rule: all of it, or its group.
pub(super) fn reach(name: &str, rule: &str) -> Option<usize> {
    let name = name.strip_suffix('/').unwrap_or(name);
    if name == ALL {
        return Some(0);
    }
    let rest = rule.strip_prefix(name)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(name.len())
}

fn longest(names: &[String], rule: &str) -> Option<usize> {
    names.iter().filter_map(|name| reach(name, rule)).max()
}

/// What to say of a name that no rule has.
#[must_use]
pub fn help(typed: &str, rules: &[&str]) -> String {
    match nearest_rule(typed, rules) {
        Some(name) => format!("did you mean `{name}`? `copydesk rules` lists them all"),
        None => "`copydesk rules` lists them all".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_name_decides() {
        for (select, extend, ignore, rule, runs) in [
            (&[][..], &[][..], &[][..], "names/orphan-surname", true),
            (&["dates"], &[], &[], "names/orphan-surname", false),
            (&["dates/"], &["names/orphan-surname"], &[], "names/orphan-surname", true),
            (&["date"], &[], &[], "dates/weekday-mismatch", false),
            (&[], &[], &["dates"], "dates/weekday-mismatch", false),
            (&["dates/weekday-mismatch"], &[], &["dates"], "dates/weekday-mismatch", true),
            (&["dates"], &[], &["dates"], "dates/weekday-mismatch", false),
            (&["ALL"], &[], &["dates"], "names/orphan-surname", true),
        ] {
            let select = (!select.is_empty()).then_some(select);
            let selection = Selection::default().with(select, extend, ignore);
            assert_eq!(selection.allows(rule), runs, "{select:?} {extend:?} {ignore:?} {rule}");
        }
    }

    #[test]
    fn what_is_selected_later_takes_the_place_of_all_that_was_chosen() {
        let house = Selection::default().with(Some(&["dates"]), &["names"], &["dates/weekday-mismatch"]);
        let wire = house.clone().with(Some(&["dates"]), &[], &[]);
        assert!(!house.allows("dates/weekday-mismatch") && house.allows("names/orphan-surname"));
        assert!(wire.allows("dates/weekday-mismatch") && !wire.allows("names/orphan-surname"));
        assert!(!house.with(None, &[], &["names"]).allows("names/orphan-surname"));
    }

    #[test]
    fn groups_and_the_word_for_all_are_known() {
        let rules = ["dates/weekday-mismatch", "names/orphan-surname"];
        assert!(is_known("names/", &rules) && is_known(ALL, &rules));
        assert!(!is_known("nomes", &rules) && !is_known("orphan-surname", &rules));
    }
}
