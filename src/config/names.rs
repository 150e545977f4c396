//! The names of a house: `names.toml`.
//!
//! ```toml
//! distinct = [["Sean Doyle", "Shaun Doyle"]]
//!
//! [[name]]
//! name    = "Katrin Solberg"
//! aliases = ["Kathrin Solberg", "Trine Solberg"]
//! ```

use toml::de::DeValue;

use crate::story::NameList;
use crate::toml_file::{Fault, Node, Quoted, Reader, ordered};

const TOP: &[&str] = &["name", "distinct"];
const NAME: &[&str] = &["name", "aliases"];
/// Names that one list tells apart, each from each.
const MOST_DISTINCT: usize = 100;

/// Reads a file of names into the list; every fault of it is noted, and what is sound holds.
pub(super) fn read(path: &str, text: &str, list: &mut NameList, faults: &mut Vec<Fault>) {
    let mut page = Page { reader: Reader::new(path, text, faults) };
    let table = page.reader.parse(text);
    for (key, value) in ordered(table.get_ref()) {
        match key.text.as_str() {
            "name" => {
                for table in page.reader.tables(value) {
                    page.name(table, list);
                }
            }
            "distinct" => page.distinct(value, list),
            _ => page.reader.unknown(&key, TOP),
        }
    }
}

/// A file that is being read.
struct Page<'f> {
    reader: Reader<'f>,
}

impl Page<'_> {
    fn name(&mut self, table: &Node<'_>, list: &mut NameList) {
        let mut name = None;
        let mut aliases = Vec::new();
        for (key, value) in self.reader.table(table) {
            match key.text.as_str() {
                "name" => name = self.reader.string(value),
                "aliases" => aliases = self.reader.strings(value),
                _ => self.reader.unknown(&key, NAME),
            }
        }
        let Some(name) = name else {
            let help = "say how the house writes it: name = \"Katrin Solberg\"".to_owned();
            self.reader.fault(table.span(), "`name` is missing", Some(help));
            return;
        };
        for form in std::iter::once(&name).chain(&aliases) {
            self.must_be_free(form, list);
        }
        list.add(&name.text, aliases.iter().map(|alias| alias.text.as_str()));
    }

    /// A form that two entries have would make one person of two.
    fn must_be_free(&mut self, form: &Quoted, list: &NameList) {
        if form.text.trim().is_empty() {
            self.reader.fault(form.span.clone(), "this name is empty", None);
        } else if let Some(other) = list.canonical(&form.text) {
            let help = "a form belongs to one name; names that are easily confused belong into `distinct`".to_owned();
            self.reader.fault(form.span.clone(), format!("this is a form of {other} already"), Some(help));
        }
    }

    fn distinct(&mut self, value: &Node<'_>, list: &mut NameList) {
        let DeValue::Array(groups) = value.get_ref() else {
            let message = format!("a list of lists of names is wanted, not {}", value.get_ref().type_str());
            self.reader.fault(value.span(), message, None);
            return;
        };
        for group in groups.iter() {
            let names = self.reader.strings(group);
            if names.len() < 2 && matches!(group.get_ref(), DeValue::Array(_)) {
                let help = "as in distinct = [[\"Sean Doyle\", \"Shaun Doyle\"]]".to_owned();
                self.reader.fault(group.span(), "two names or more are wanted", Some(help));
            }
            if names.len() > MOST_DISTINCT {
                let help = "write a list for each few that are easily confused".to_owned();
                let message = format!("one list tells {MOST_DISTINCT} names apart at the most");
                self.reader.fault(group.span(), message, Some(help));
                continue;
            }
            for (at, a) in names.iter().enumerate() {
                for b in &names[at + 1..] {
                    list.tell_apart(&a.text, &b.text);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> (NameList, Vec<String>) {
        let (mut list, mut faults) = (NameList::default(), Vec::new());
        read("names.toml", text, &mut list, &mut faults);
        (list, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn names_aliases_and_people_who_are_two() {
        let (list, faults) = list(
            "distinct = [['Sean Doyle', 'Shaun Doyle', 'Sian Doyle']]\n\
             [[name]]\nname = 'Katrin Solberg'\naliases = ['Kathrin Solberg']\n",
        );
        assert_eq!(faults, [""; 0]);
        assert_eq!(list.canonical("KATHRIN SOLBERG"), Some("Katrin Solberg"));
        assert!(list.are_distinct("Sian Doyle", "Sean Doyle") && !list.are_distinct("Sean Doyle", "Katrin Solberg"));
    }

    #[test]
    fn every_fault_is_named_and_the_rest_holds() {
        let (list, faults) = list(
            "distinct = [['Sean Doyle'], 'Shaun']\nnmae = 1\n[[name]]\nalias = []\n[[name]]\nname = 'Ada Okafor'\n\
             [[name]]\nname = 'Ida Okafor'\naliases = ['Áda Okafor']\n",
        );
        assert_eq!(faults.len(), 6, "{faults:#?}");
        assert!(faults[5].starts_with("names.toml:9: this is a form of Ada Okafor already"), "{faults:#?}");
        assert_eq!(list.canonical("Ida Okafor"), Some("Ida Okafor"));
    }
}
