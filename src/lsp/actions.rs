//! What an editor offers at a finding: each fix, stet, an explanation, switching the rule off.

use gen_lsp_types::{
    CodeAction, CodeActionKind, Command, CreateFile, CreateFileOptions, Diagnostic, DocumentChange, Edit,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri,
    WorkspaceEdit,
};

use super::document::{Encoding, Lines};
use crate::finding::{self, Applicability, Finding};
use crate::markup::stet_comment;
use crate::report::sheet::Sheet;
use crate::text::{Format, SourceSpan};

/// The command behind “explain”.
pub(super) const EXPLAIN: &str = "copydesk.explain";
/// All safe fixes of a text at once; editors can run it on saving.
pub(super) const FIX_ALL: &str = "source.fixAll.copydesk";

/// The open text that edits are for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target<'t> {
    /// Its address.
    pub(super) uri: &'t Uri,
    /// The state of it that the edits fit, so that the editor refuses them on another.
    pub(super) version: Option<i32>,
    /// Its positions.
    pub(super) lines: &'t Lines<'t>,
    /// How it is marked up.
    pub(super) format: Format,
}

/// The configuration file that a rule can be switched off in.
#[derive(Debug)]
pub(super) struct Settings {
    /// Its address.
    pub(super) uri: Uri,
    /// What it holds; `None` if it is not there yet.
    pub(super) text: Option<String>,
    /// How positions in it are counted.
    pub(super) encoding: Encoding,
}

/// The actions for one finding, the likeliest first.
pub(super) fn for_finding(
    finding: &Finding,
    sheet: &Sheet,
    diagnostic: &Diagnostic,
    target: Target<'_>,
    settings: Option<&Settings>,
) -> Vec<CodeAction> {
    let action = |title: String| CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic.clone()]),
        ..CodeAction::default()
    };
    let mut actions = Vec::new();
    if let Some(fix) = &finding.fix {
        for remedy in &fix.remedies {
            actions.push(CodeAction {
                is_preferred: (fix.applicability == Applicability::Safe).then_some(true),
                edit: Some(edit(target, remedy.edits.iter().map(|edit| text_edit(target.lines, edit)))),
                ..action(remedy.title.clone())
            });
        }
    }
    if let Some(comment) = stet_comment(&finding.rule, "checked", target.format) {
        let at = sheet.end_of_sentence(finding);
        let stet = TextEdit { range: target.lines.range(SourceSpan::new(at, at)), new_text: comment };
        actions.push(CodeAction {
            edit: Some(edit(target, std::iter::once(stet))),
            ..action(format!("Stet: let it stand ({})", finding.rule))
        });
    }
    actions.push(CodeAction {
        command: Some(Command {
            title: "Explain".to_owned(),
            command: EXPLAIN.to_owned(),
            arguments: Some(vec![(*finding.rule).into()]),
            tooltip: None,
        }),
        ..action(format!("Explain {}", finding.rule))
    });
    if let Some(edit) = settings.and_then(|settings| switch_off(&finding.rule, settings)) {
        actions
            .push(CodeAction { edit: Some(edit), ..action(format!("Switch off {} in copydesk.toml", finding.rule)) });
    }
    actions
}

/// One action that applies every safe fix of a text; fixes that overlap an earlier one are left for later.
pub(super) fn fix_all(findings: &[Finding], target: Target<'_>, name: &str) -> Option<CodeAction> {
    let mut end = 0;
    let mut edits: Vec<TextEdit> = Vec::new();
    for finding in findings.iter().filter(|finding| *finding.primary.path == *name) {
        let Some(fix) = finding.fix.as_ref().filter(|fix| fix.applicability == Applicability::Safe) else { continue };
        let Some(remedy) = fix.remedies.first() else { continue };
        if remedy.edits.first().is_none_or(|first| first.span.start() < end) {
            continue;
        }
        for edit in &remedy.edits {
            end = end.max(edit.span.end());
            edits.push(text_edit(target.lines, edit));
        }
    }
    (!edits.is_empty()).then(|| CodeAction {
        title: "Apply all safe fixes".to_owned(),
        kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
        edit: Some(edit(target, edits.into_iter())),
        ..CodeAction::default()
    })
}

fn text_edit(lines: &Lines<'_>, edit: &finding::Edit) -> TextEdit {
    TextEdit { range: lines.range(edit.span), new_text: edit.replacement.clone() }
}

fn edit(target: Target<'_>, edits: impl Iterator<Item = TextEdit>) -> WorkspaceEdit {
    changes(vec![in_file(target.uri, target.version, edits)])
}

fn in_file(uri: &Uri, version: Option<i32>, edits: impl Iterator<Item = TextEdit>) -> DocumentChange {
    DocumentChange::TextDocumentEdit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version,
            text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
        },
        edits: edits.map(Edit::TextEdit).collect(),
    })
}

fn changes(changes: Vec<DocumentChange>) -> WorkspaceEdit {
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

/// Adds a rule to `ignore` of the configuration; `None` where the file cannot be read as one.
fn switch_off(rule: &str, settings: &Settings) -> Option<WorkspaceEdit> {
    #[derive(serde::Deserialize)]
    struct Ignored {
        ignore: Option<toml::Spanned<Vec<String>>>,
    }
    let text = settings.text.as_deref().unwrap_or_default();
    let parsed: Ignored = toml::from_str(text).ok()?;
    let (at, new_text) = match &parsed.ignore {
        // Behind the opening bracket: before the closing one there may be a comment.
        Some(list) if list.get_ref().is_empty() => (list.span().start + 1, format!("\"{rule}\"")),
        Some(list) => (list.span().start + 1, format!("\"{rule}\", ")),
        None => (0, format!("ignore = [\"{rule}\"]\n")),
    };
    let at = Lines::new(text, settings.encoding).position(at as u32);
    let insert = TextEdit { range: Range { start: at, end: at }, new_text };
    let insert = in_file(&settings.uri, None, std::iter::once(insert));
    Some(changes(match settings.text {
        Some(_) => vec![insert],
        None => vec![DocumentChange::CreateFile(create(&settings.uri)), insert],
    }))
}

fn create(uri: &Uri) -> CreateFile {
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
    CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn switched_off(text: Option<&str>) -> Option<String> {
        let settings = Settings {
            uri: Uri("file:///copydesk.toml".into()),
            text: text.map(str::to_owned),
            encoding: Encoding::Utf16,
        };
        let edit = switch_off("dates/weekday", &settings)?;
        let mut text = text.unwrap_or_default().to_owned();
        for change in edit.document_changes.unwrap() {
            if let DocumentChange::TextDocumentEdit(change) = change {
                for edit in change.edits {
                    let Edit::TextEdit(edit) = edit else { panic!("not a plain edit") };
                    let span = Lines::new(&text, Encoding::Utf16).span(edit.range);
                    text.replace_range(span.range(), &edit.new_text);
                }
            }
        }
        Some(text)
    }

    #[test]
    fn a_rule_is_added_to_what_is_ignored() {
        let table = [
            (None, "ignore = [\"dates/weekday\"]\n"),
            (Some("# House\nselect = [\"ALL\"]\n"), "ignore = [\"dates/weekday\"]\n# House\nselect = [\"ALL\"]\n"),
            (Some("ignore = []\n"), "ignore = [\"dates/weekday\"]\n"),
            (
                Some("ignore = [\n  \"names\", # too many\n]\n"),
                "ignore = [\"dates/weekday\", \n  \"names\", # too many\n]\n",
            ),
        ];
        for (before, after) in table {
            let after_text = switched_off(before).unwrap();
            assert_eq!(after_text, after);
            assert!(toml::from_str::<toml::Table>(&after_text).unwrap()["ignore"].is_array());
        }
        assert_eq!(switched_off(Some("ignore = [")), None, "a broken file is left alone");
    }
}
