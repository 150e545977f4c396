//! Where findings go, and in which form: `--output-format` and `--output-file`, each as often as wanted.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, ValueEnum, builder::EnumValueParser};

const FORMAT: &str = "output-format";
const FILE: &str = "output-file";

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingFormat {
    /// For people.
    Full,
    /// One line for each finding.
    Concise,
    /// The findings of a file under its name.
    Grouped,
    /// One JSON document.
    Json,
    /// One line of JSON for each finding; for records one line for each record.
    JsonLines,
    /// Annotations of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// JUnit's XML, for the test view of a CI.
    Junit,
    /// Reviewdog's JSON.
    Rdjson,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Checkstyle's XML.
    Checkstyle,
}

/// One form of the report and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The form.
    pub format: FindingFormat,
    /// The file; standard output if there is none.
    pub file: Option<PathBuf>,
}

/// Every form of the report; at most one of them goes to standard output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outputs(pub Vec<Output>);

impl Outputs {
    /// What standard output gets, if anything.
    pub(super) fn shown(&self) -> Option<FindingFormat> {
        self.0.iter().find(|output| output.file.is_none()).map(|output| output.format)
    }

    /// Pairs formats and files, given with their places on the command line.
    fn pair(formats: Vec<(usize, FindingFormat)>, files: Vec<(usize, PathBuf)>) -> Result<Self, &'static str> {
        // One of each belong together in either order.
        if let ([(_, format)], [(_, file)]) = (&formats[..], &files[..]) {
            return Ok(Self(vec![Output { format: *format, file: Some(file.clone()) }]));
        }
        let mut places: Vec<usize> = formats.iter().map(|(place, _)| *place).collect();
        let mut outputs: Vec<Output> = formats.into_iter().map(|(_, format)| Output { format, file: None }).collect();
        if outputs.is_empty() {
            outputs.push(Output { format: FindingFormat::Full, file: None });
            places.push(0);
        }
        for (place, file) in files {
            let before = places.partition_point(|&format| format < place);
            let output = before.checked_sub(1).map(|index| &mut outputs[index]);
            match output {
                Some(output) if output.file.is_none() => output.file = Some(file),
                Some(_) => return Err("two files follow one --output-format"),
                None => return Err("each --output-file follows the --output-format that it is for"),
            }
        }
        if outputs.iter().filter(|output| output.file.is_none()).count() > 1 {
            return Err("only one format can go to standard output; give the others an --output-file");
        }
        Ok(Self(outputs))
    }
}

impl FromArgMatches for Outputs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let formats = placed(matches, FORMAT);
        let files = placed(matches, FILE);
        Self::pair(formats, files).map_err(|message| Error::raw(ErrorKind::ArgumentConflict, format!("{message}\n")))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The values of an option with their places on the command line.
fn placed<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, name: &str) -> Vec<(usize, T)> {
    let places = matches.indices_of(name).into_iter().flatten();
    let values = matches.get_many::<T>(name).into_iter().flatten().cloned();
    places.zip(values).collect()
}

impl Args for Outputs {
    fn augment_args(command: Command) -> Command {
        command
            .arg(
                Arg::new(FORMAT)
                    .long(FORMAT)
                    .value_name("FORMAT")
                    .value_parser(EnumValueParser::<FindingFormat>::new())
                    .action(ArgAction::Append)
                    .help_heading("Report")
                    .help("How findings are written; more than once with an --output-file for all but one [default: full]"),
            )
            .arg(
                Arg::new(FILE)
                    .long(FILE)
                    .value_name("FILE")
                    .value_parser(clap::value_parser!(PathBuf))
                    .action(ArgAction::Append)
                    .help_heading("Report")
                    .help("Write the format named before it to this file instead of standard output"),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        outputs: Outputs,
    }

    fn outputs(line: &[&str]) -> Result<Vec<(FindingFormat, Option<String>)>, String> {
        let line = Line::try_parse_from([&["check"][..], line].concat()).map_err(|error| error.to_string())?;
        let name = |file: PathBuf| file.to_string_lossy().into_owned();
        Ok(line.outputs.0.into_iter().map(|output| (output.format, output.file.map(name))).collect())
    }

    #[test]
    fn formats_and_files_pair_in_their_order() {
        use FindingFormat::{Concise, Full, Junit, Sarif};
        let file = |name: &str| Some(name.to_owned());
        assert_eq!(outputs(&[]), Ok(vec![(Full, None)]));
        assert_eq!(outputs(&["--output-format", "concise"]), Ok(vec![(Concise, None)]));
        assert_eq!(outputs(&["--output-file", "r.txt"]), Ok(vec![(Full, file("r.txt"))]));
        assert_eq!(
            outputs(&["--output-file=r.sarif", "--output-format=sarif"]),
            Ok(vec![(Sarif, file("r.sarif"))]),
            "one of each in either order"
        );
        assert_eq!(
            outputs(&[
                "--output-format=full",
                "--output-format=sarif",
                "--output-file=r.sarif",
                "--output-format=junit",
                "--output-file=r.xml"
            ]),
            Ok(vec![(Full, None), (Sarif, file("r.sarif")), (Junit, file("r.xml"))])
        );
    }

    #[test]
    fn what_cannot_be_paired_is_said() {
        let two = outputs(&["--output-format=full", "--output-format=sarif"]).expect_err("two on standard output");
        assert!(two.contains("give the others an --output-file"), "{two}");
        let loose = outputs(&["--output-file=a", "--output-format=full", "--output-format=sarif"]);
        assert!(loose.expect_err("a file before every format").contains("follows the --output-format"));
        let twice = outputs(&["--output-format=full", "--output-file=a", "--output-file=b"]);
        assert!(twice.expect_err("two files").contains("two files follow one"));
    }
}
