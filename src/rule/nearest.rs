//! The rule that was perhaps meant.

use crate::toml_file::nearest_of;

/// The rule or group whose name is most like what was typed; a rule that was named without its group is it.
pub(crate) fn nearest_rule<'r>(typed: &str, ids: &[&'r str]) -> Option<&'r str> {
    let parts = || ids.iter().filter_map(|id| Some((*id, id.split_once('/')?)));
    if let Some((id, _)) = parts().find(|(_, (_, name))| *name == typed) {
        return Some(id);
    }
    let groups = parts().map(|(_, (group, _))| (group, group));
    let names = parts().map(|(id, (_, name))| (name, id));
    nearest_of(typed, ids.iter().map(|id| (*id, *id)).chain(groups).chain(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_a_missing_group_and_both_are_seen_through() {
        let ids = ["dates/weekday-mismatch", "names/orphan-surname"];
        for (typed, meant) in [
            ("dates/weekday-mismach", Some("dates/weekday-mismatch")),
            ("nomes", Some("names")),
            ("orphan-surname", Some("names/orphan-surname")),
            ("orphan-surnam", Some("names/orphan-surname")),
            ("tides", None),
        ] {
            assert_eq!(nearest_rule(typed, &ids), meant, "{typed}");
        }
    }
}
