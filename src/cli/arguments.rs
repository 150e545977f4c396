//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::outputs::Outputs;
use crate::finding::{Confidence, Severity};

/// Finds where a text disagrees with itself, or leaves a figure vague or without a source.
#[derive(Debug, Parser)]
#[command(
    name = "copydesk",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 nothing to report, 1 findings, 2 something could not be checked."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How to show it.
    #[command(flatten)]
    pub screen: ScreenArguments,
    /// Which configuration holds.
    #[command(flatten)]
    pub configuration: ConfigurationArguments,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check texts and report what does not add up; the command if paths alone are given.
    Check(CheckArguments),
    /// Show every fact of a text and how it was understood.
    Facts(FactsArguments),
    /// Write the fact-check sheet of a text: every fact with its claim and source, and a box to tick.
    Sheet(SheetArguments),
    /// Speak the language server protocol on standard input and output, for editors.
    #[command(visible_alias = "server")]
    Lsp,
    /// Open the desk in the browser, on this machine only.
    Serve(ServeArguments),
    /// Run the bad and good texts of the rules as tests.
    Test(TestArguments),
    /// Print the page of a rule.
    #[command(visible_alias = "rule")]
    Explain(ExplainArguments),
    /// List the rules, or the words that rules can be written with.
    Rules(RulesArguments),
    /// Write a copydesk.toml in which every key is explained and none is set.
    Init(InitArguments),
    /// List the keys of copydesk.toml: what each takes and what holds without it.
    Config(ConfigArguments),
    /// Write the completions for a shell.
    Completions(CompletionsArguments),
    /// Write the page for `man`.
    Man,
}

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Screen")]
pub struct ScreenArguments {
    /// Use colours; `auto` means on a terminal, unless NO_COLOR is set.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Colour::Auto, global = true)]
    pub color: Colour,
    /// Leave out the closing summary and all else that is neither a finding nor a fault.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say on standard error which configurations hold, how many files were read, and how long it took.
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Columns to draw for [default: those of the terminal, or 80].
    #[arg(long, value_name = "COLUMNS", global = true)]
    pub width: Option<usize>,
}

/// Which configuration holds.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Configuration")]
pub struct ConfigurationArguments {
    /// Use this configuration for every text [default: the nearest copydesk.toml or .copydesk.toml].
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Use no configuration.
    #[arg(long, global = true)]
    pub isolated: bool,
}

/// Whether to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where texts come from.
#[derive(Debug, Args)]
#[command(next_help_heading = "Texts")]
pub struct InputArguments {
    /// Files, folders (searched for .txt, .md, .mdx, .html and the like, as .gitignore allows;
    /// hidden ones are left out), or `-` for
    /// standard input [default: this folder].
    #[arg(value_name = "PATHS", help_heading = "Arguments")]
    pub paths: Vec<PathBuf>,
    /// What standard input holds: one text, or one JSON record `{"id","text","date"?,"locale"?,"format"?}` a line.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = StdinFormat::Text)]
    pub stdin_format: StdinFormat,
    /// The name that standard input is reported under; its extension says how it is marked up.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Publication date of the texts, YYYY-MM-DD; without one no relative date is resolved and no year guessed.
    #[arg(long, value_name = "DATE", value_parser = crate::config::checked_date)]
    pub date: Option<String>,
    /// Whether 3/4 is in March (`en-US`, the default) or in April (`en-GB`).
    #[arg(long, value_name = "LOCALE", value_parser = crate::config::checked_locale)]
    pub locale: Option<String>,
}

impl InputArguments {
    /// Whether the only text is the one on standard input.
    pub(super) fn is_stdin(&self) -> bool {
        self.stdin_format == StdinFormat::Text && self.paths.len() == 1 && self.paths[0].as_os_str() == "-"
    }
}

/// What standard input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StdinFormat {
    /// One text.
    Text,
    /// One JSON record a line.
    Ndjson,
}

/// How facts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FactFormat {
    /// For people.
    Full,
    /// One line for each fact.
    Concise,
    /// One JSON document.
    Json,
    /// One line of JSON for each fact; for records one line for each record.
    JsonLines,
    /// The facts table, one row of JSON a line: for data frames, databases and Spark.
    Table,
    /// The facts table as Parquet; needs --output-file.
    Parquet,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Where texts come from.
    #[command(flatten)]
    pub input: InputArguments,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArguments,
    /// Compare the texts with each other too: names, figures and corrections that disagree between files.
    #[arg(long, help_heading = "Texts", conflicts_with_all = ["fix", "diff", "add_stet"])]
    pub corpus: bool,
    /// How findings are written, and where.
    #[command(flatten)]
    pub outputs: Outputs,
    /// Report only findings with a place in a line that git says has changed; every text is read all the same.
    #[arg(long, help_heading = "Report")]
    pub changed: bool,
    /// What `--changed` compares with: the point where the work left this branch, tag or commit [default: HEAD].
    #[arg(long, value_name = "REF", requires = "changed", help_heading = "Report")]
    pub since: Option<String>,
    /// The least severity that makes the exit code 1: error, warning or info [default: warning].
    #[arg(long, value_name = "SEVERITY", value_parser = severity, help_heading = "Report")]
    pub fail_on: Option<Severity>,
    /// Exit with 0 even if there are findings; what could not be checked still exits with 2.
    #[arg(long, help_heading = "Report")]
    pub exit_zero: bool,
    /// Report only findings that are at least this sure: high, medium or low [default: low].
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidence, help_heading = "Report")]
    pub min_confidence: Option<Confidence>,
    /// Show under each finding why the rule holds.
    #[arg(long, help_heading = "Report")]
    pub explain: bool,
    /// Show on standard output how often each rule spoke instead of what it said.
    #[arg(long, help_heading = "Report", conflicts_with = "explain")]
    pub statistics: bool,
    /// List the files that would be checked, and check none.
    #[arg(long, help_heading = "Report", conflicts_with = "show_settings")]
    pub show_files: bool,
    /// Show for each file what holds for it, and check none.
    #[arg(long, help_heading = "Report")]
    pub show_settings: bool,
    /// What is known already.
    #[command(flatten)]
    pub baseline: BaselineArguments,
    /// What is put right.
    #[command(flatten)]
    pub fixes: FixArguments,
    /// What stands.
    #[command(flatten)]
    pub stet: StetArguments,
}

/// Findings that are put right.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fixes")]
pub struct FixArguments {
    /// Put right in the files what needs no choice: typography and plain repeats, never a figure, a date or a name.
    #[arg(long)]
    pub fix: bool,
    /// With --fix or --diff: take the fixes too that have one candidate, whatever it changes.
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Show what --fix would change, in the form that `patch` reads, and change nothing.
    #[arg(long, conflicts_with_all = ["fix", "output-format", "output-file", "statistics", "write_baseline", "prune_baseline"])]
    pub diff: bool,
}

/// Findings that stand.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fixes")]
pub struct StetArguments {
    /// Write a comment beside each finding that lets it stand, with this reason; what is reported after that is what
    /// still does not stand.
    #[arg(
        long,
        value_name = "REASON",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "checked",
        value_parser = super::stet::checked_reason,
        conflicts_with_all = ["fix", "diff", "baseline"]
    )]
    pub add_stet: Option<String>,
}

/// Findings that are known already.
#[derive(Debug, Args)]
#[command(next_help_heading = "Known findings")]
pub struct BaselineArguments {
    /// Report only findings that are not in this file.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write down in the baseline what is found in these texts today, and report none of it.
    #[arg(long, requires = "baseline")]
    pub write_baseline: bool,
    /// Take out of the baseline what is no longer found in these texts.
    #[arg(long, requires = "baseline", conflicts_with = "write_baseline")]
    pub prune_baseline: bool,
}

/// Options of `facts`.
#[derive(Debug, Args)]
pub struct FactsArguments {
    /// Where texts come from.
    #[command(flatten)]
    pub input: InputArguments,
    /// Show what is said about each fact: what it counts, who says so, and which facts speak of the same.
    #[arg(long, help_heading = "Report")]
    pub claims: bool,
    /// How facts are written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = FactFormat::Full, help_heading = "Report")]
    pub output_format: FactFormat,
    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE", help_heading = "Report")]
    pub output_file: Option<PathBuf>,
}

/// Options of `sheet`.
#[derive(Debug, Args)]
pub struct SheetArguments {
    /// The text, or `-` for standard input.
    #[arg(value_name = "FILE")]
    pub path: PathBuf,
    /// How the sheet is written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = SheetFormat::Markdown)]
    pub output_format: SheetFormat,
    /// An earlier sheet of this text, in Markdown, CSV or JSON: what was ticked there is ticked here.
    #[arg(long, value_name = "SHEET")]
    pub ticks: Option<PathBuf>,
    /// The name that standard input is reported under; its extension says how it is marked up.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Publication date of the text, YYYY-MM-DD; without one no relative date is resolved and no year guessed.
    #[arg(long, value_name = "DATE", value_parser = crate::config::checked_date)]
    pub date: Option<String>,
    /// Whether 3/4 is in March (`en-US`, the default) or in April (`en-GB`).
    #[arg(long, value_name = "LOCALE", value_parser = crate::config::checked_locale)]
    pub locale: Option<String>,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArguments,
}

/// How a sheet is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetFormat {
    /// A task list.
    Markdown,
    /// A table for a spreadsheet.
    Csv,
    /// A page to print or to tick.
    Html,
    /// One JSON document.
    Json,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, value_name = "PORT", default_value_t = 7319)]
    pub port: u16,
    /// Which rules.
    #[command(flatten)]
    pub rules: RuleArguments,
}

/// Which rules to load and to run.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Rules")]
pub struct RuleArguments {
    /// Start from the choice of rules for a kind of text, in place of the one that the configuration names.
    #[arg(long, value_name = "PROFILE", value_parser = clap::builder::PossibleValuesParser::new(crate::config::PROFILES))]
    pub profile: Option<String>,
    /// Run only these rules or groups, whatever the configuration says: `percent/of-count`, `dates`, `ALL`.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not run these rules or groups; the longer name wins over the shorter.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Run these rules or groups too.
    #[arg(long, value_name = "RULES", value_delimiter = ',')]
    pub extend_select: Vec<String>,
    /// Load the rule files of this folder too; a rule with the id of a built-in one replaces it.
    #[arg(long = "rules", value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
}

/// Options of `test`.
#[derive(Debug, Args)]
pub struct TestArguments {
    /// Rule files to test instead of the built-in ones, stories whose findings are on record, or folders of both.
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// Test only rules whose id contains this.
    #[arg(long, value_name = "TEXT")]
    pub filter: Option<String>,
    /// Fail too where a rule has a case that none of its bad texts makes speak.
    #[arg(long)]
    pub coverage: bool,
    /// Put the findings of each story on record, in a file beside it, instead of comparing them.
    #[arg(long)]
    pub update: bool,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// Id of the rule, such as `percent/of-count`.
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// Load the rule files of this folder too.
    #[arg(long = "rules", value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
}

/// Options of `rules`.
#[derive(Debug, Args)]
pub struct RulesArguments {
    /// What to list instead of the rules.
    #[arg(value_enum)]
    pub what: Option<RulesTopic>,
    /// Load the rule files of this folder too.
    #[arg(long = "rules", value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
    /// How the list is written.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ListFormat::Full)]
    pub output_format: ListFormat,
}

/// Options of `init`.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The folder to write it in.
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub folder: PathBuf,
}

/// Options of `config`.
#[derive(Debug, Args)]
pub struct ConfigArguments {
    /// Only this key.
    #[arg(value_name = "KEY")]
    pub key: Option<String>,
    /// How the list is written; `schema` is the JSON schema for editors.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ConfigFormat::Full)]
    pub output_format: ConfigFormat,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

/// How the keys of a configuration are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ConfigFormat {
    /// For people.
    Full,
    /// One JSON document.
    Json,
    /// A JSON schema.
    Schema,
}

/// What `rules` can list besides the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesTopic {
    /// Kinds, fields, relations and functions of the rule language.
    Words,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people.
    Full,
    /// One JSON document.
    Json,
}

fn severity(name: &str) -> Result<Severity, String> {
    Severity::from_name(name).ok_or_else(|| "one of error, warning, info".to_owned())
}

fn confidence(name: &str) -> Result<Confidence, String> {
    Confidence::from_name(name).ok_or_else(|| "one of high, medium, low".to_owned())
}
