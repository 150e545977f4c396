//! Diagnostics of every text in the folders that are open.
//!
//! Editors ask for them every few seconds, so a file that has not changed is answered from its size and time
//! alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use gen_lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, PreviousResultId, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};
use rayon::prelude::*;

use super::document::Lines;
use super::{Server, diagnostics, read, to_diagnostics, uri};
use crate::config::{self, Desks};
use crate::text::MAX_SOURCE_BYTES;

/// Files above this size are checked when they are opened, and not before.
const LARGEST: u64 = 8 << 20;

/// What was last answered for each file.
#[derive(Debug, Default)]
pub(super) struct Cache {
    seen: BTreeMap<PathBuf, (Stamp, u64)>,
    answers: u64,
}

/// A file in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// The report on all files that are not open; the open ones are asked for one by one.
pub(super) fn report(server: &mut Server<'_>, known: &[PreviousResultId]) -> WorkspaceDiagnosticReport {
    server.reload_if_changed();
    let known: BTreeMap<&str, &str> = known.iter().map(|known| (known.uri.0.as_str(), known.value.as_str())).collect();
    let mut items = Vec::new();
    let mut changed = Vec::new();
    let mut gone: BTreeSet<&str> = known.keys().copied().collect();
    for (path, stamp) in files(&server.folders, &server.desks) {
        let uri = uri::of_path(&path);
        gone.remove(uri.0.as_str());
        if server.documents.contains_key(&uri.0) {
            continue;
        }
        match server.workspace.seen.get(&path) {
            Some((seen, id)) if *seen == stamp && known.get(uri.0.as_str()) == Some(&id.to_string().as_str()) => {
                items.push(unchanged(uri, id.to_string()));
            }
            _ => changed.push((path, uri, stamp)),
        }
    }
    let (desks, settings, encoding) = (&server.desks, &server.settings, server.encoding);
    let checked: Vec<_> = changed
        .par_iter()
        .map(|(path, uri, _)| {
            let text = match config::read_at_most(path, MAX_SOURCE_BYTES as u64) {
                Ok(text) => text,
                Err(error) => return Some(vec![diagnostics::unreadable(&error)]),
            };
            let sheet = read(&desks.for_text(path), settings, &server_name(path, &server.folders), text.clone(), None)?;
            Some(to_diagnostics(&sheet, uri, &Lines::new(&text, encoding)))
        })
        .collect();
    for ((path, uri, stamp), diagnostics) in changed.into_iter().zip(checked) {
        let Some(diagnostics) = diagnostics else { continue };
        server.workspace.answers += 1;
        let id = server.workspace.answers;
        server.workspace.seen.insert(path, (stamp, id));
        items.push(full(uri, Some(id.to_string()), diagnostics));
    }
    // What was said of a file that was deleted is taken back.
    let gone = gone.into_iter().filter(|uri| !server.documents.contains_key(*uri));
    items.extend(gone.map(|uri| full(Uri(uri.to_owned()), None, Vec::new())));
    WorkspaceDiagnosticReport { items }
}

fn server_name(path: &Path, folders: &[PathBuf]) -> String {
    let inside = folders.iter().find_map(|folder| path.strip_prefix(folder).ok());
    inside.unwrap_or(path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn full(uri: Uri, result_id: Option<String>, items: Vec<Diagnostic>) -> WorkspaceDocumentDiagnosticReport {
    let report = FullDocumentDiagnosticReport { result_id, items };
    WorkspaceDocumentDiagnosticReport::WorkspaceFullDocumentDiagnosticReport(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version: None,
        full_document_diagnostic_report: report,
    })
}

fn unchanged(uri: Uri, result_id: String) -> WorkspaceDocumentDiagnosticReport {
    let report = UnchangedDocumentDiagnosticReport { result_id };
    WorkspaceDocumentDiagnosticReport::WorkspaceUnchangedDocumentDiagnosticReport(
        WorkspaceUnchangedDocumentDiagnosticReport { uri, version: None, unchanged_document_diagnostic_report: report },
    )
}

/// The texts in the folders, as `.gitignore` and the configurations allow, in the order of their paths.
fn files(folders: &[PathBuf], desks: &Arc<Desks>) -> BTreeMap<PathBuf, Stamp> {
    let mut files = BTreeMap::new();
    for folder in folders {
        for entry in config::texts_in(folder, desks) {
            let config::Found::Text(path) = entry else { continue };
            let Ok(metadata) = path.metadata() else { continue };
            if metadata.len() <= LARGEST {
                let stamp = Stamp { length: metadata.len(), modified: metadata.modified().ok() };
                files.insert(path, stamp);
            }
        }
    }
    files
}
