//! Rule files: every fault has a place, and a rule that is sound runs on any text.

use std::sync::OnceLock;

use copydesk::check::Desk;
use copydesk::rule::{RuleSet, tester};
use copydesk::text::Source;

use super::{desk, formats, text};

const PATH: &str = "house/fuzzed.toml";
/// Something of most kinds.
const STORY: &str = "# Ferries at Ostvik\n\nBy Ada Okafor\n\nJonas Feld, 41, who runs the ferry office, said on Tuesday that \
    15 of 45 boats, a third, had crossed between 9 a.m. and noon. “About 3.5 million people came in 2023\", up 12 percent \
    from $1.2bn in 2019, Mr. Feld said. Mira Sandoval, 38, of Norhaven Ltd, denied that that 7 to 9 km were lost on \
    12 March 2024.\n\n| Port | Boats |\n|------|-------|\n| Ostvik | 15 |\n| Norhaven | 30 |\n| Total | 46 |\n";

/// A rule file of the house.
pub fn rules(bytes: &[u8]) {
    let text = text(bytes);
    let (rules, faults) = RuleSet::load(&[(PATH, &text)]);
    for fault in &faults {
        assert!(!fault.message.is_empty());
        assert!(fault.source.get(fault.span.clone()).is_some(), "{:?} is no place of the file: {fault}", fault.span);
    }
    let Some(rule) = rules.iter().find(|rule| rule.path() == PATH) else {
        assert!(!faults.is_empty(), "a file gives neither a rule nor a fault");
        return;
    };
    static SOURCE: OnceLock<Source> = OnceLock::new();
    let source = SOURCE.get_or_init(|| Source::new("ferries.md", STORY).expect("a short text is a source"));
    let story = desk().read(source);
    for finding in rule.evaluate(&story) {
        formats::is_sound(source, &finding);
    }
    assert!(!rule.page().is_empty());
    let Desk { lexicon, bounds, .. } = desk();
    let _ = tester::test(rule, lexicon, *bounds);
}
