//! Every key of a configuration: what it takes, what holds without it, what it is for.
//!
//! The reader, `copydesk config`, the file that `copydesk init` writes and the JSON schema all follow this table.

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A path, counted from the folder of the file that it is written in.
    Path,
    /// Paths, each counted from the folder of the file that it is written in.
    Paths,
    /// Names of rules or groups, or `ALL`.
    Rules,
    /// Patterns as in `.gitignore`, counted from the folder of the configuration.
    Patterns,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A locale such as `en-GB`.
    Locale,
    /// Some text.
    Text,
    /// Rule or group → one of these words.
    RuleTo(&'static [&'static str]),
    /// Pattern → names of rules.
    PatternToRules,
    /// Tables with keys of their own.
    Tables(&'static [Key]),
}

impl Takes {
    /// The form of a value, in words.
    #[must_use]
    pub fn words(self) -> String {
        let one_of = |words: &[&str]| words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | ");
        match self {
            Self::Path => "a path".to_owned(),
            Self::Paths => "a list of paths".to_owned(),
            Self::Rules => "a list of rules or groups".to_owned(),
            Self::Patterns => "a list of patterns".to_owned(),
            Self::OneOf(words) => one_of(words),
            Self::Locale => "a locale".to_owned(),
            Self::Text => "text".to_owned(),
            Self::RuleTo(words) => format!("a table: rule or group = {}", one_of(words)),
            Self::PatternToRules => "a table: pattern = list of rules or groups".to_owned(),
            Self::Tables(keys) => {
                let keys: Vec<&str> = keys.iter().map(|key| key.name).collect();
                format!("tables with {}", keys.join(", "))
            }
        }
    }
}

/// A key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether its table is nothing without it.
    pub required: bool,
    /// What holds where it is not given, as TOML; empty where nothing does.
    pub default: &'static str,
    /// An example, as TOML.
    pub example: &'static str,
    /// What it is for: one sentence or two.
    pub doc: &'static str,
}

/// The severities by name.
const SEVERITIES: &[&str] = &["error", "warning", "info"];
/// The confidences by name.
const CONFIDENCES: &[&str] = &["high", "medium", "low"];

/// The keys at the top of the file, in the order of the documentation.
pub const KEYS: &[Key] = &[
    Key {
        name: "extend",
        takes: Takes::Path,
        required: false,
        default: "",
        example: "\"../copydesk.toml\"",
        doc: "Another configuration to start from. A key that is given here takes the place of its key there; \
              tables and lists of tables are added to.",
    },
    Key {
        name: "profile",
        takes: Takes::OneOf(super::profile::NAMES),
        required: false,
        default: "",
        example: "\"news\"",
        doc: "A choice of rules and severities for a kind of text to start from. A key that is given here takes the \
              place of its key there, so `ignore = []` runs what the profile leaves out.",
    },
    Key {
        name: "select",
        takes: Takes::Rules,
        required: false,
        default: "[\"ALL\"]",
        example: "[\"dates\", \"numbers\", \"percent/of-count\"]",
        doc: "The rules that run.",
    },
    Key {
        name: "extend-select",
        takes: Takes::Rules,
        required: false,
        default: "[]",
        example: "[\"names/orphan-surname\"]",
        doc: "Rules that run too, besides `select`.",
    },
    Key {
        name: "ignore",
        takes: Takes::Rules,
        required: false,
        default: "[]",
        example: "[\"numbers/vague-quantity\"]",
        doc: "Rules that do not run. Where one name selects and another ignores, the longer one decides.",
    },
    Key {
        name: "severity",
        takes: Takes::RuleTo(SEVERITIES),
        required: false,
        default: "{}",
        example: "{ \"dates/weekday-mismatch\" = \"error\" }",
        doc: "How bad the findings of a rule are in this house; the longer name decides.",
    },
    Key {
        name: "fail-on",
        takes: Takes::OneOf(SEVERITIES),
        required: false,
        default: "\"warning\"",
        example: "\"error\"",
        doc: "The least severity that makes the exit code 1.",
    },
    Key {
        name: "min-confidence",
        takes: Takes::OneOf(CONFIDENCES),
        required: false,
        default: "\"low\"",
        example: "\"medium\"",
        doc: "Report only findings that are at least this sure.",
    },
    Key {
        name: "locale",
        takes: Takes::Locale,
        required: false,
        default: "\"en-US\"",
        example: "\"en-GB\"",
        doc: "Whether 3/4 is in March (`en-US`) or in April (`en-GB`), whatever a text says of itself.",
    },
    Key {
        name: "rules",
        takes: Takes::Paths,
        required: false,
        default: "[]",
        example: "[\"rules\"]",
        doc: "Rule files, or folders of them, to load besides the built-in ones; a rule with the id of a built-in \
              one takes its place.",
    },
    Key {
        name: "names",
        takes: Takes::Paths,
        required: false,
        default: "[]",
        example: "[\"names.toml\"]",
        doc: "Files with the names that the house knows: how each is written, which other forms are accepted, and \
              who is not who.",
    },
    Key {
        name: "lexicon",
        takes: Takes::Paths,
        required: false,
        default: "[]",
        example: "[\"lexicon/role.toml\"]",
        doc: "Files with words that the house adds to the built-in lists, or takes from them; each is called as the \
              list that it changes.",
    },
    Key {
        name: "facts",
        takes: Takes::Paths,
        required: false,
        default: "[]",
        example: "[\"facts.toml\"]",
        doc: "Files with the facts that the house knows: a figure or date in a text that disagrees with one is found.",
    },
    Key {
        name: "include",
        takes: Takes::Patterns,
        required: false,
        default: "[\"*.txt\", \"*.md\", \"*.mdx\", \"*.html\", …]",
        example: "[\"*.md\", \"*.docx\"]",
        doc: "Which files of a folder are texts. A file that is named on the command line is one whatever it is \
              called.",
    },
    Key {
        name: "exclude",
        takes: Takes::Patterns,
        required: false,
        default: "[\"node_modules\", \"bower_components\", \"vendor\"]",
        example: "[\"node_modules\", \"archive\"]",
        doc: "Files and folders that are left out when a folder is searched, besides those that .gitignore names.",
    },
    Key {
        name: "extend-exclude",
        takes: Takes::Patterns,
        required: false,
        default: "[]",
        example: "[\"drafts\", \"*.template.html\"]",
        doc: "Files and folders that are left out too, besides `exclude`.",
    },
    Key {
        name: "per-file-ignores",
        takes: Takes::PatternToRules,
        required: false,
        default: "{}",
        example: "{ \"letters/**\" = [\"attribution\"] }",
        doc: "Rules that do not run on some files, whatever is selected.",
    },
    Key {
        name: "overrides",
        takes: Takes::Tables(OVERRIDE),
        required: false,
        default: "[]",
        example: "[{ files = [\"wire/**\"], locale = \"en-US\" }]",
        doc: "Settings for some files; a later table goes over an earlier one.",
    },
    Key {
        name: "suppress",
        takes: Takes::Tables(SUPPRESS),
        required: false,
        default: "[]",
        example: "[{ files = [\"reports/2023.txt\"], rules = [\"dates/weekday-mismatch\"], reason = \"as minuted\" }]",
        doc: "Findings that stand in files that cannot hold a comment; elsewhere a comment beside the place is better.",
    },
];

/// The keys of each of `[[suppress]]`.
pub const SUPPRESS: &[Key] = &[
    Key {
        name: "files",
        takes: Takes::Patterns,
        required: true,
        default: "",
        example: "[\"reports/2023.txt\"]",
        doc: "The files that it is for.",
    },
    Key {
        name: "rules",
        takes: Takes::Rules,
        required: true,
        default: "",
        example: "[\"dates/weekday-mismatch\"]",
        doc: "The rules whose findings stand there; a group is not enough.",
    },
    Key {
        name: "reason",
        takes: Takes::Text,
        required: true,
        default: "",
        example: "\"the minutes say so\"",
        doc: "Why they stand.",
    },
    Key {
        name: "words",
        takes: Takes::Text,
        required: false,
        default: "",
        example: "\"Friday 12 March\"",
        doc: "Words that a line with one of the places has; without them the whole file is meant.",
    },
];

/// The keys of each of `[[overrides]]`.
pub const OVERRIDE: &[Key] = &[
    Key {
        name: "files",
        takes: Takes::Patterns,
        required: true,
        default: "",
        example: "[\"wire/**\"]",
        doc: "The files that it is for.",
    },
    Key {
        name: "select",
        takes: Takes::Rules,
        required: false,
        default: "",
        example: "[\"dates\"]",
        doc: "The rules that run on them, in place of `select` and `ignore` of the file.",
    },
    Key {
        name: "extend-select",
        takes: Takes::Rules,
        required: false,
        default: "[]",
        example: "[\"names/orphan-surname\"]",
        doc: "Rules that run on them too.",
    },
    Key {
        name: "ignore",
        takes: Takes::Rules,
        required: false,
        default: "[]",
        example: "[\"numbers\"]",
        doc: "Rules that do not run on them.",
    },
    Key {
        name: "locale",
        takes: Takes::Locale,
        required: false,
        default: "",
        example: "\"en-US\"",
        doc: "As `locale` of the file.",
    },
];
