//! What a shell and `man` are told of the command line, made from the same table that reads it.

use std::io::{self, Write as _};

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::arguments::Arguments;
use super::{Console, Exit};

/// `copydesk completions`.
pub(super) fn completions(shell: Shell, console: &mut Console) -> io::Result<Exit> {
    // clap writes into memory first: into a closed pipe it would panic.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "copydesk", &mut script);
    console.output.write_all(&script)?;
    Ok(Exit::Clean)
}

/// `copydesk man`: one page with every command.
pub(super) fn man_page(console: &mut Console) -> io::Result<Exit> {
    let mut command = Arguments::command();
    command.build();
    let page = clap_mangen::Man::new(command.clone());
    let mut out = Vec::new();
    page.render_title(&mut out)?;
    page.render_name_section(&mut out)?;
    page.render_synopsis_section(&mut out)?;
    page.render_description_section(&mut out)?;
    page.render_options_section(&mut out)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        writeln!(out, ".SH COPYDESK {}", sub.get_name().to_uppercase())?;
        let page = clap_mangen::Man::new(sub.clone());
        page.render_synopsis_section(&mut out)?;
        page.render_description_section(&mut out)?;
        page.render_options_section(&mut out)?;
    }
    page.render_version_section(&mut out)?;
    console.output.write_all(&out)?;
    Ok(Exit::Clean)
}
