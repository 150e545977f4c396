//! The rule files that the binary carries.
//!
//! The build script reads each file as the program reads those of a house. What a run asks of every rule before it knows
//! the text – id, title, severity, tags, the kinds it binds – is in a table; the rest is [packed](BuiltIn::raw), and
//! compiled when a text has something that each name of a case can be bound to, so that start-up costs little however
//! many rules there are. The file itself is for messages, tests and pages.

use super::candidates::Candidates;
use super::raw::RawRule;
use super::schema::{Kind, question};

/// A built-in rule file.
#[derive(Debug)]
pub(super) struct BuiltIn {
    pub(super) id: &'static str,
    /// Its path in the repository.
    pub(super) path: &'static str,
    pub(super) source: &'static str,
    /// The file as it was read, but for its texts.
    raw: &'static [u8],
    pub(super) title: &'static str,
    pub(super) why: &'static str,
    pub(super) severity: &'static str,
    pub(super) confidence: &'static str,
    pub(super) outranks: &'static [&'static str],
    pub(super) tags: &'static [&'static str],
    /// Name of the block that it compares, of a rule of a corpus.
    pub(super) block: Option<&'static str>,
    /// What the names of each case need.
    cases: &'static [&'static [Need]],
}

/// What a name of a rule is bound to, as far as that is known before the rule is compiled.
#[derive(Debug)]
pub(super) struct Need {
    /// How many names of the case need the same: no thing is bound to two.
    names: u32,
    /// The name of a kind.
    kind: &'static str,
    /// Places and tests that ask nothing of any other name: `in body`, `is sourced`.
    meets: &'static [&'static str],
}

impl Need {
    /// The same, looked up.
    fn candidates(&self) -> Option<(Candidates, u32)> {
        let kind = Kind::named(self.kind)?;
        let mut candidates = Candidates::of(kind);
        self.meets.iter().filter_map(|words| question(kind, words)).for_each(|asked| candidates.narrow(asked, true));
        Some((candidates, self.names))
    }
}

impl BuiltIn {
    /// What the names of each case can be bound to, and how many names need it.
    pub(super) fn bindings(&self) -> Vec<Vec<(Candidates, u32)>> {
        self.cases.iter().map(|needs| needs.iter().filter_map(Need::candidates).collect()).collect()
    }

    /// The file without its texts; every place in it is that of the file.
    pub(super) fn raw(&self) -> RawRule {
        // What the build script has packed can be unpacked, as a test makes sure.
        postcard::from_bytes(self.raw).unwrap_or_default()
    }
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::plan::Slot;
    use crate::rule::{Rule, RuleSet, compile};
    use crate::toml_file::{Fault, Reader};

    fn compiled(of: &BuiltIn, faults: &mut Vec<Fault>) -> Option<Rule> {
        let raw = Reader::new(of.path, of.source, faults).rule();
        compile::compile_read(of.path, of.source, raw, faults)
    }

    #[test]
    fn every_file_compiles_without_a_fault() {
        let mut faults = Vec::new();
        for of in BUILT_IN {
            compiled(of, &mut faults);
        }
        RuleSet::built_in().check_outranked::<&str, &str>(&[], &mut faults);
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(said.is_empty(), "{said:#?}");
        assert!(BUILT_IN.len() > 30);
    }

    #[test]
    fn what_is_known_beforehand_is_what_the_file_says() {
        for of in BUILT_IN {
            let whole = compiled(of, &mut Vec::new()).expect("it has no fault");
            let early = Rule::built_in(of);
            for rule in [&whole, &early] {
                assert_eq!((rule.id(), rule.path(), rule.title(), rule.why()), (of.id, of.path, of.title, of.why));
            }
            assert_eq!((early.severity, early.confidence), (whole.severity, whole.confidence), "{}", of.id);
            assert_eq!(early.block().map(|block| block.name), whole.block().map(|block| block.name), "{}", of.id);
            assert_eq!(early.outranks, whole.outranks, "{}", of.id);
            assert_eq!(early.tags().collect::<Vec<_>>(), whole.tags().collect::<Vec<_>>());
            assert_eq!(format!("{:?}", early.cases()), format!("{:?}", whole.cases()), "{}", of.id);
            assert_eq!(of.cases.len(), whole.cases().len(), "{}", of.id);
            for (needs, case) in of.cases.iter().zip(whole.cases()) {
                assert_eq!(needs.iter().map(|need| need.names as usize).sum::<usize>(), case.slots.len(), "{}", of.id);
                for need in *needs {
                    let binds = |slot: &&Slot| slot.kind.name == need.kind;
                    assert!(case.slots.iter().filter(binds).count() >= need.names as usize, "{}: {}", of.id, need.kind);
                    for words in need.meets {
                        let demanded = |slot: &Slot| {
                            let text = format!("{} {words}", slot.name);
                            case.all.iter().any(|&at| *case.conditions[at].text == *text)
                        };
                        let demanding = case.slots.iter().filter(|slot| binds(slot) && demanded(slot)).count();
                        assert!(demanding >= need.names as usize, "{}: {words}", of.id);
                        assert!(Kind::named(need.kind).is_some_and(|kind| question(kind, words).is_some()));
                    }
                }
            }
        }
    }
}
