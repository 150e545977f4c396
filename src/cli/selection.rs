//! Which rules run: `--select`, `--ignore`, `--extend-select`.

use super::arguments::RuleArguments;
use crate::report::Notice;

/// The word for every rule.
const ALL: &str = "ALL";

/// Rules and groups by name; where one name selects and another ignores, the longer one decides, and of two
/// equal ones the one that ignores.
#[derive(Debug, Default)]
pub(super) struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
}

impl Selection {
    pub(super) fn new(arguments: &RuleArguments) -> Self {
        let mut select = arguments.select.clone();
        if select.is_empty() {
            select.push(ALL.to_owned());
        }
        select.extend(arguments.extend_select.iter().cloned());
        Self { select, ignore: arguments.ignore.clone() }
    }

    /// Whether the rule runs.
    pub(super) fn allows(&self, rule: &str) -> bool {
        match (longest(&self.select, rule), longest(&self.ignore, rule)) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(selected), Some(ignored)) => selected > ignored,
        }
    }

    /// Names that no rule has.
    pub(super) fn unknown(&self, rules: &[&str]) -> Vec<Notice> {
        let select = self.select.iter().map(|name| ("--select", name));
        let ignore = self.ignore.iter().map(|name| ("--ignore", name));
        select
            .chain(ignore)
            .filter(|(_, name)| !rules.iter().any(|rule| reach(name, rule).is_some()) && *name != ALL)
            .map(|(option, name)| Notice {
                path: format!("{option} {name}"),
                text: None,
                span: None,
                message: "there is no rule or group of that name".into(),
                help: help(name, rules),
            })
            .collect()
    }
}

/// How much of a rule's id a name spells out, if it means that rule: all of it, or its group.
fn reach(name: &str, rule: &str) -> Option<usize> {
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
pub(super) fn help(typed: &str, rules: &[&str]) -> String {
    match nearest(typed, rules) {
        Some(name) => format!("did you mean `{name}`? `copydesk rules` lists them all"),
        None => "`copydesk rules` lists them all".into(),
    }
}

/// The rule or group whose name is most like what was typed; a rule that was named without its group is it.
fn nearest<'r>(typed: &str, rules: &[&'r str]) -> Option<&'r str> {
    let parts = || rules.iter().filter_map(|rule| Some((*rule, rule.split_once('/')?)));
    if let Some((rule, _)) = parts().find(|(_, (_, stem))| *stem == typed) {
        return Some(rule);
    }
    let groups = parts().map(|(_, (group, _))| group);
    let most = 1 + typed.chars().count() / 4;
    groups
        .chain(rules.iter().copied())
        .map(|name| (strsim::osa_distance(typed, name), name))
        .filter(|(slips, _)| *slips <= most)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(select: &[&str], ignore: &[&str], extend: &[&str]) -> Selection {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Selection::new(&RuleArguments {
            select: owned(select),
            ignore: owned(ignore),
            extend_select: owned(extend),
            folders: Vec::new(),
        })
    }

    #[test]
    fn the_longer_name_decides() {
        for (select, ignore, extend, rule, runs) in [
            (&[][..], &[][..], &[][..], "dates/weekday-mismatch", true),
            (&["dates"], &[], &[], "dates/weekday-mismatch", true),
            (&["dates"], &[], &[], "names/orphan-surname", false),
            (&["dates/"], &[], &["names/orphan-surname"], "names/orphan-surname", true),
            (&["date"], &[], &[], "dates/weekday-mismatch", false),
            (&[], &["dates"], &[], "dates/weekday-mismatch", false),
            (&["dates/weekday-mismatch"], &["dates"], &[], "dates/weekday-mismatch", true),
            (&["dates"], &["dates"], &[], "dates/weekday-mismatch", false),
            (&["ALL"], &["dates"], &[], "names/orphan-surname", true),
        ] {
            assert_eq!(selection(select, ignore, extend).allows(rule), runs, "{select:?} {ignore:?} {extend:?} {rule}");
        }
    }

    #[test]
    fn a_name_that_no_rule_has_is_said_with_the_nearest_one() {
        let rules = ["dates/weekday-mismatch", "names/orphan-surname"];
        let faults = selection(&["dates/weekday-mismach"], &["nomes"], &["names"]).unknown(&rules);
        let help: Vec<_> = faults.iter().map(|fault| fault.help.split('?').next().unwrap_or_default()).collect();
        assert_eq!(help, ["did you mean `dates/weekday-mismatch`", "did you mean `names`"]);
        assert_eq!(nearest("orphan-surname", &rules), Some("names/orphan-surname"));
    }
}
