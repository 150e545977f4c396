//! The rule files of a house, and which of them build on which.

use super::builtin;
use super::extend;
use super::raw::RawRule;
use crate::toml_file::{Fault, Reader, did_you_mean};

/// How many rules may build on one another.
const MOST_EXTENDED: usize = 16;

/// A rule file, read.
pub(super) struct Member<'f> {
    pub(super) path: &'f str,
    pub(super) text: &'f str,
    raw: RawRule,
    /// Whether its shape has no fault.
    pub(super) is_sound: bool,
}

impl Member<'_> {
    fn id(&self) -> &str {
        self.raw.id.as_ref().map_or("", |id| &id.text)
    }
}

/// Every rule file of a house.
pub(super) struct Family<'f> {
    members: Vec<Member<'f>>,
}

impl<'f> Family<'f> {
    /// Reads the files as far as each goes by itself.
    pub(super) fn read<P: AsRef<str>, T: AsRef<str>>(files: &'f [(P, T)], faults: &mut Vec<Fault>) -> Self {
        let members = files.iter().map(|(path, text)| {
            let (path, text) = (path.as_ref(), text.as_ref());
            let before = faults.len();
            let raw = Reader::new(path, text, faults).rule();
            Member { path, text, raw, is_sound: faults.len() == before }
        });
        Self { members: members.collect() }
    }

    pub(super) fn members(&self) -> &[Member<'f>] {
        &self.members
    }

    /// A rule with all that it inherits; nothing if it cannot be told what that is.
    pub(super) fn whole(&self, member: &Member<'f>, faults: &mut Vec<Fault>) -> Option<RawRule> {
        self.resolve(member, &mut Vec::new(), faults)
    }

    fn resolve<'m>(
        &'m self,
        member: &'m Member<'f>,
        heirs: &mut Vec<&'m str>,
        faults: &mut Vec<Fault>,
    ) -> Option<RawRule> {
        let Some(extends) = &member.raw.extends else { return Some(member.raw.clone()) };
        let mut fault = |message: String, help: Option<String>| {
            Reader::new(member.path, member.text, faults).fault(extends.span.clone(), message, help);
        };
        heirs.push(member.path);
        let of_house = self.members.iter().find(|other| other.id() == extends.text && other.path != member.path);
        let parent = match of_house {
            Some(other) if heirs.contains(&other.path) => {
                fault(format!("`{}` extends this rule, so neither has a beginning", extends.text), None);
                return None;
            }
            Some(_) if heirs.len() > MOST_EXTENDED => {
                fault(format!("rules build on one another more than {MOST_EXTENDED} deep"), None);
                return None;
            }
            Some(other) if !other.is_sound => {
                fault(format!("`{}`, which it extends, has a fault", extends.text), Some(other.path.to_owned()));
                return None;
            }
            Some(other) => self.resolve(other, heirs, faults)?,
            None => match builtin::BUILT_IN.iter().find(|of| of.id == extends.text) {
                Some(of) => Reader::new(of.path, of.source, &mut Vec::new()).rule(),
                None => {
                    let own = self.members.iter().map(Member::id);
                    let known: Vec<&str> = own.chain(builtin::BUILT_IN.iter().map(|of| of.id)).collect();
                    fault(format!("there is no rule `{}`", extends.text), did_you_mean(&extends.text, known));
                    return None;
                }
            },
        };
        let mut complaints = extend::Complaints::new();
        let whole = extend::over(member.raw.clone(), &parent, &mut complaints);
        let mut reader = Reader::new(member.path, member.text, faults);
        for (of, complaint) in complaints {
            reader.complain(&of, complaint);
        }
        Some(whole)
    }
}
