//! `copydesk sheet` and `copydesk serve`: the surfaces for checkers and editors.

use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::arguments::{ConfigurationArguments, ServeArguments, SheetArguments, SheetFormat};
use super::{Console, Exit, desk, read, walk};
use crate::config::{Desks, Overlay, Settled};
use crate::report::sheet::{self, Sheet, Ticks};
use crate::report::{Notice, full};
use crate::text::Source;

pub(super) fn run(
    command: &SheetArguments,
    configuration: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    let desks = Desks::new(Overlay { locale: command.locale.clone(), ..desk::overlay(configuration, &command.rules) });
    let settled = match &command.stdin_filename {
        _ if command.path.as_os_str() != "-" => desks.for_text(&command.path),
        Some(name) => desks.for_text(Path::new(name)),
        None => desks.for_folder(Path::new(".")),
    };
    let faults = desks.take_faults();
    for fault in &faults {
        console.fault(fault)?;
    }
    let ticks = command.ticks.as_deref().map(text_of).transpose().map(|text| text.map(|text| Ticks::read(&text)));
    let read = source(command, &settled, console)?.and_then(|source| ticks.map(|ticks| (source, ticks)));
    let (source, ticks) = match read {
        Ok(read) => read,
        Err(notice) => {
            console.fault(&notice)?;
            return Ok(Exit::Fault);
        }
    };
    let story = settled.desk.read(&source);
    let findings = settled.desk.judge(&story);
    let mut sheet = Sheet::new(&story, &findings);
    if let Some(ticks) = &ticks {
        sheet.tick(ticks);
    }
    let format = match command.output_format {
        SheetFormat::Markdown => sheet::Format::Markdown,
        SheetFormat::Csv => sheet::Format::Csv,
        SheetFormat::Html => sheet::Format::Html,
        SheetFormat::Json => sheet::Format::Json,
    };
    let mut out = String::new();
    sheet::write(&mut out, &sheet, format);
    console.output.write_all(out.as_bytes())?;
    Ok(if faults.is_empty() { Exit::Clean } else { Exit::Fault })
}

fn source(command: &SheetArguments, settled: &Settled, console: &mut Console) -> io::Result<Result<Source, Notice>> {
    let read = if command.path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        console.take_input().read_to_end(&mut bytes)?;
        read::source(command.stdin_filename.as_deref().unwrap_or("-"), bytes)
    } else {
        bytes_of(&command.path).and_then(|bytes| read::source(&walk::name_of(&command.path), bytes))
    };
    Ok(read.map(|source| source.with_date(command.date.clone()).with_locale(settled.locale.clone())))
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Notice> {
    walk::File::named(path)?.read()
}

fn text_of(path: &Path) -> Result<String, Notice> {
    read::source(&walk::name_of(path), bytes_of(path)?).map(|source| source.text().to_owned())
}

pub(super) fn serve(
    command: &ServeArguments,
    configuration: &ConfigurationArguments,
    console: &mut Console,
) -> io::Result<Exit> {
    let desks = Desks::new(desk::overlay(configuration, &command.rules));
    let _ = desks.house(Path::new("."));
    for fault in &desks.take_faults() {
        console.fault(fault)?;
    }
    let server = match crate::serve::Server::bind(command.port, desks) {
        Ok(server) => server,
        Err(error) => {
            let notice = Notice {
                path: format!("port {}", command.port),
                text: None,
                span: None,
                message: format!("nothing can be served here: {error}"),
                help: "another desk may be running; `--port 0` takes any port that is free".into(),
            };
            console.fault(&notice)?;
            return Ok(Exit::Fault);
        }
    };
    writeln!(console.output, "copydesk is at {} — Ctrl+C ends it; nothing leaves this machine.", server.url())?;
    console.output.flush()?;
    let style = console.error_style();
    server.run(move |fault| {
        let mut drawn = String::new();
        full::notice(&mut drawn, fault, style);
        let _ = writeln!(io::stderr(), "{drawn}");
    })
}
