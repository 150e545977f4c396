//! Commands about the configuration: `init`, `config`, and what `check` shows of it.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::arguments::{ConfigArguments, ConfigFormat, InitArguments};
use super::{Console, Exit, walk};
use crate::config::keys::{KEYS, Key, Takes};
use crate::config::{self, Desks, Settled, schema, starter};
use crate::report::{Notice, json, table};

/// `copydesk init`: a configuration to begin with.
pub(super) fn init(command: &InitArguments, console: &mut Console) -> io::Result<Exit> {
    let path = command.folder.join(config::NAMES[0]);
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(starter::file().as_bytes()));
    let name = walk::name_of(&path);
    match written {
        Ok(()) => {
            if !console.quiet {
                writeln!(console.output, "{name} is written; `copydesk config` says more about each key")?;
            }
            Ok(Exit::Clean)
        }
        Err(error) => {
            let (message, help) = match error.kind() {
                ErrorKind::AlreadyExists => {
                    ("this file is there already".to_owned(), "`copydesk config` lists the keys that it can have")
                }
                _ => (format!("this file cannot be written: {error}"), "name a folder that you may write in"),
            };
            let notice = Notice { path: name, text: None, span: None, message, help: help.to_owned() };
            console.fault(&notice)?;
            Ok(Exit::Fault)
        }
    }
}

/// `copydesk config`: the keys.
pub(super) fn keys(command: &ConfigArguments, console: &mut Console) -> io::Result<Exit> {
    let keys: Vec<&Key> =
        KEYS.iter().filter(|key| command.key.as_deref().is_none_or(|name| key.name == name)).collect();
    if let (Some(name), []) = (&command.key, keys.as_slice()) {
        let notice = Notice {
            path: name.clone(),
            text: None,
            span: None,
            message: "there is no key of that name".into(),
            help: "`copydesk config` lists them all".into(),
        };
        console.fault(&notice)?;
        return Ok(Exit::Fault);
    }
    match command.output_format {
        ConfigFormat::Schema => console.output.write_all(schema::document().as_bytes())?,
        ConfigFormat::Json => {
            let keys: Vec<Json> = keys.iter().map(|key| key_json(key)).collect();
            writeln!(console.output, "{}", json!({ "version": json::VERSION, "keys": keys }))?;
        }
        ConfigFormat::Full if command.key.is_some() => {
            for key in keys {
                console.output.write_all(key_page(key).as_bytes())?;
            }
        }
        ConfigFormat::Full => {
            let style = console.style();
            let rows: Vec<[String; 3]> =
                keys.iter().map(|key| [key.name.to_owned(), key.takes.words(), key.default.to_owned()]).collect();
            let mut out = String::new();
            table::draw(&mut out, ["key", "takes", "without it"], &rows, style);
            console.output.write_all(out.as_bytes())?;
        }
    }
    Ok(Exit::Clean)
}

fn key_json(key: &Key) -> Json {
    let mut json = json!({
        "key": key.name, "takes": key.takes.words(), "default": key.default, "doc": key.doc, "example": key.example,
    });
    if let Takes::Tables(keys) = key.takes {
        json["keys"] = keys.iter().map(key_json).collect();
    }
    json
}

fn key_page(key: &Key) -> String {
    let default = if key.default.is_empty() { "nothing" } else { key.default };
    let mut page = format!("{}\n\nTakes {}.\nWithout it: {default}\n\n", key.doc, key.takes.words());
    match key.takes {
        Takes::Tables(keys) => {
            page.push_str(&format!("[[{}]]\n", key.name));
            for key in keys {
                page.push_str(&format!("{} = {}  # {}\n", key.name, key.example, key.doc));
            }
        }
        _ => page.push_str(&format!("{} = {}\n", key.name, key.example)),
    }
    page
}

/// `check --show-files`: what would be checked.
pub(super) fn show_files(paths: &[PathBuf], desks: Desks, console: &mut Console) -> io::Result<Exit> {
    let (found, faults) = found(paths, &Arc::new(desks), console)?;
    for file in &found.files {
        writeln!(console.output, "{}", file.name)?;
    }
    Ok(if faults { Exit::Fault } else { Exit::Clean })
}

/// `check --show-settings`: what holds for each file.
pub(super) fn show_settings(paths: &[PathBuf], desks: Desks, console: &mut Console) -> io::Result<Exit> {
    let desks = Arc::new(desks);
    let (found, faults) = found(paths, &desks, console)?;
    for file in &found.files {
        let house = desks.house(file.path.parent().unwrap_or(&file.path));
        let files: Vec<String> = house.files.iter().map(|path| config::shown(path)).collect();
        let settled = desks.for_text(&file.path);
        writeln!(console.output, "{}", file.name)?;
        for (key, value) in settings(&files, &settled) {
            writeln!(console.output, "  {key:<15} {value}")?;
        }
    }
    Ok(if faults { Exit::Fault } else { Exit::Clean })
}

fn settings(files: &[String], settled: &Settled) -> Vec<(&'static str, String)> {
    let desk = &settled.desk;
    let none = || "none".to_owned();
    let listed = |names: Vec<&str>| if names.is_empty() { none() } else { names.join(", ") };
    vec![
        ("configuration", listed(files.iter().map(String::as_str).collect())),
        ("fail-on", settled.fail_on.name().to_owned()),
        ("min-confidence", settled.min_confidence.name().to_owned()),
        ("locale", settled.locale.clone().unwrap_or_else(|| "as the text says, or en-US".to_owned())),
        ("rules that run", desk.rules.iter().count().to_string()),
        ("switched off", listed(desk.switched_off.iter().map(String::as_str).collect())),
        ("severity", {
            let all = desk.severities.iter().map(|(rule, severity)| format!("{rule} = {severity}"));
            let all = all.collect::<Vec<_>>().join(", ");
            if all.is_empty() { none() } else { all }
        }),
    ]
}

fn found(paths: &[PathBuf], desks: &Arc<Desks>, console: &mut Console) -> io::Result<(walk::Found, bool)> {
    let found = walk::find(paths, desks);
    let _ = desks.house(Path::new("."));
    let faults: Vec<Notice> = desks.take_faults().into_iter().chain(found.faults.iter().cloned()).collect();
    for fault in &faults {
        console.fault(fault)?;
    }
    Ok((found, !faults.is_empty()))
}
