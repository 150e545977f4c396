//! `copydesk lsp`: the desk inside an editor, over the language server protocol.
//!
//! Comes in: messages of an editor. Goes out: diagnostics while the text is typed, and answers to what the
//! editor asks about a place. One thread does all the work in the order of the messages; a text that was
//! changed is checked as soon as no message follows for a moment, so that fast typing never piles up checks.

mod actions;
mod diagnostics;
mod document;
mod settings;
mod show;
mod transport;
mod uri;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use gen_lsp_types::{
    ClientCapabilities, CodeAction, CodeActionKind, CodeActionOptions, CodeActionParams, Diagnostic, DiagnosticOptions,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentDiagnosticParams, DocumentSymbol,
    DocumentSymbolParams, ExecuteCommandOptions, ExecuteCommandParams, FullDocumentDiagnosticReport, Hover,
    HoverParams, InitializeParams, InlayHint, InlayHintParams, Location, PositionEncodingKind,
    PublishDiagnosticsParams, ServerCapabilities, TextDocumentSyncKind, TextDocumentSyncOptions, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceFolders, WorkspaceFoldersServerCapabilities,
    WorkspaceOptions,
};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use crate::config::{Desks, Overlay, Settled};
use crate::finding::Site;
use crate::report::sheet::Sheet;
use crate::rule::RuleSet;
use crate::text::{Format, Source, SourceSpan};
use document::{Document, Encoding, Lines};
use settings::Settings;

/// A text is checked when nothing was typed for so long …
const PAUSE: Duration = Duration::from_millis(40);
/// … or when the first change has waited so long, however fast the typing is …
const LONGEST_WAIT: Duration = Duration::from_millis(400);
/// … or, for a text that takes long, so many times as long as its last check took.
const LONGEST_WAIT_IN_CHECKS: u32 = 4;

/// Serves the editor on standard input and output until it says goodbye.
///
/// # Errors
/// If the editor breaks the protocol or the streams break.
pub fn run(overlay: Overlay) -> io::Result<()> {
    let (connection, threads) = transport::stdio();
    serve(&connection, Desks::new(overlay))?;
    // The writing thread ends when nobody can send to it any more.
    drop(connection);
    threads.join()
}

/// Serves the editor at the other end of a connection.
///
/// # Errors
/// If the editor breaks the protocol.
pub fn serve(connection: &Connection, desks: Desks) -> io::Result<()> {
    let (id, parameters) = connection.initialize_start().map_err(|error| {
        io::Error::other(format!(
            "no session was begun ({error}); an editor starts `copydesk lsp`, and nobody else needs to"
        ))
    })?;
    let parameters: InitializeParams = serde_json::from_value(parameters)?;
    let mut server = Server::new(connection, desks, parameters);
    let result = json!({
        "capabilities": server.capabilities(),
        "serverInfo": { "name": "copydesk", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, result).map_err(io::Error::other)?;
    server.initialized();
    server.run()
}

struct Server<'c> {
    connection: &'c Connection,
    desks: Arc<Desks>,
    /// Configurations that the editor was told faults of.
    faulty: BTreeSet<String>,
    encoding: Encoding,
    settings: Settings,
    folders: Vec<PathBuf>,
    /// Open texts, in the order of their addresses.
    documents: BTreeMap<String, Open>,
    /// When the first change that is not yet checked came.
    waiting_since: Option<Instant>,
    /// How long the last round of checks took.
    last_check: Duration,
    /// The client asks for diagnostics itself, so none are pushed.
    pulls: bool,
    client: ClientCapabilities,
    workspace: workspace::Cache,
    next_request: i32,
}

/// An open text and what was last found in it.
struct Open {
    document: Document,
    /// What is known of this state of the text; `None` after a change.
    sheet: Option<Sheet>,
    /// Whether the editor has not yet been told of this state.
    untold: bool,
}

impl<'c> Server<'c> {
    #[allow(deprecated, reason = "older editors name their folder only so")]
    fn new(connection: &'c Connection, desks: Desks, parameters: InitializeParams) -> Self {
        let client = parameters.capabilities;
        let offered = client.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        // Offsets are bytes here, so where the client offers them nothing need be counted.
        let encoding = if offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8)) {
            Encoding::Utf8
        } else {
            Encoding::Utf16
        };
        let folders = match parameters.workspace_folders_initialize_params.workspace_folders {
            Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
                folders.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect()
            }
            _ => parameters.root_uri.iter().filter_map(uri::to_path).collect(),
        };
        let pulls = client.text_document.as_ref().is_some_and(|text| text.diagnostic.is_some());
        Self {
            connection,
            desks: Arc::new(desks),
            faulty: BTreeSet::new(),
            encoding,
            settings: Settings::of_client(parameters.initialization_options.as_ref()),
            folders,
            documents: BTreeMap::new(),
            waiting_since: None,
            last_check: Duration::ZERO,
            pulls,
            client,
            workspace: workspace::Cache::default(),
            next_request: 0,
        }
    }

    fn capabilities(&self) -> ServerCapabilities {
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            ..TextDocumentSyncOptions::default()
        };
        let actions = CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::Custom(actions::FIX_ALL.into())]),
            ..CodeActionOptions::default()
        };
        let diagnostics = DiagnosticOptions {
            identifier: Some(diagnostics::SOURCE.to_owned()),
            inter_file_dependencies: true,
            workspace_diagnostics: true,
            ..DiagnosticOptions::default()
        };
        let folders =
            WorkspaceFoldersServerCapabilities { supported: Some(true), change_notifications: Some(true.into()) };
        ServerCapabilities {
            position_encoding: Some(match self.encoding {
                Encoding::Utf8 => PositionEncodingKind::UTF8,
                Encoding::Utf16 => PositionEncodingKind::UTF16,
            }),
            text_document_sync: Some(sync.into()),
            hover_provider: Some(true.into()),
            document_symbol_provider: Some(true.into()),
            code_action_provider: Some(actions.into()),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: vec![actions::EXPLAIN.to_owned()],
                ..ExecuteCommandOptions::default()
            }),
            inlay_hint_provider: Some(true.into()),
            diagnostic_provider: Some(diagnostics.into()),
            workspace: Some(WorkspaceOptions { workspace_folders: Some(folders), ..WorkspaceOptions::default() }),
            ..ServerCapabilities::default()
        }
    }

    /// Asks to be told when a configuration changes, where the editor can do that.
    fn initialized(&mut self) {
        let can_watch = self
            .client
            .workspace
            .as_ref()
            .and_then(|workspace| workspace.did_change_watched_files.as_ref())
            .is_some_and(|watched| watched.dynamic_registration == Some(true));
        if can_watch {
            // A house's rules, names and facts are TOML files too, wherever the configuration says that they are.
            let watchers = json!([{ "globPattern": "**/*.toml" }]);
            self.ask(
                "client/registerCapability",
                json!({ "registrations": [{
                    "id": "copydesk-configuration",
                    "method": "workspace/didChangeWatchedFiles",
                    "registerOptions": { "watchers": watchers },
                }] }),
            );
        }
    }

    fn run(&mut self) -> io::Result<()> {
        loop {
            let received = match self.waiting_since {
                None => self.connection.receiver.recv().map_err(|_| false),
                Some(since) => {
                    let pause = PAUSE.min(self.longest_wait().saturating_sub(since.elapsed()));
                    self.connection.receiver.recv_timeout(pause).map_err(|error| error.is_timeout())
                }
            };
            match received {
                Ok(Message::Request(request)) => {
                    if self.connection.handle_shutdown(&request).map_err(io::Error::other)? {
                        return Ok(());
                    }
                    self.request(request);
                }
                Ok(Message::Notification(notification)) if notification.method == "exit" => return Ok(()),
                Ok(Message::Notification(notification)) => self.notification(notification),
                // Answers to what the server asked need no action; a refused watch only costs the reload.
                Ok(Message::Response(_)) => {}
                Err(true) => self.publish_changed(),
                Err(false) => return Ok(()),
            }
            if self.waiting_since.is_some_and(|since| since.elapsed() >= self.longest_wait()) {
                self.publish_changed();
            }
        }
    }

    fn request(&mut self, request: Request) {
        match request.method.as_str() {
            "textDocument/hover" => self.answer(request, Self::hover),
            "textDocument/documentSymbol" => self.answer(request, Self::symbols),
            "textDocument/codeAction" => self.answer(request, Self::code_actions),
            "textDocument/inlayHint" => self.answer(request, Self::inlay_hints),
            "textDocument/diagnostic" => self.answer(request, Self::document_diagnostics),
            "workspace/diagnostic" => self.answer(request, Self::workspace_diagnostics),
            "workspace/executeCommand" => self.answer(request, Self::execute),
            method => {
                let message = format!("copydesk does not know {method}");
                self.send(Response::new_err(request.id, ErrorCode::MethodNotFound as i32, message));
            }
        }
    }

    fn answer<P: DeserializeOwned, T: Serialize>(&mut self, request: Request, handle: impl Fn(&mut Self, P) -> T) {
        let id = request.id;
        let response = match serde_json::from_value(request.params) {
            Ok(parameters) => Response::new_ok(id, handle(self, parameters)),
            Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()),
        };
        self.send(response);
    }

    fn notification(&mut self, notification: Notification) {
        match notification.method.as_str() {
            "textDocument/didOpen" => self.heed(notification, Self::open),
            "textDocument/didChange" => self.heed(notification, Self::change),
            "textDocument/didClose" => self.heed(notification, Self::close),
            "workspace/didChangeConfiguration" => self.heed(notification, Self::change_settings),
            "workspace/didChangeWatchedFiles" => self.reload(),
            "workspace/didChangeWorkspaceFolders" => self.heed(notification, Self::change_folders),
            "textDocument/didSave" => self.reload_if_changed(),
            _ => {}
        }
    }

    fn heed<P: DeserializeOwned>(&mut self, notification: Notification, handle: impl Fn(&mut Self, P)) {
        match serde_json::from_value(notification.params) {
            Ok(parameters) => handle(self, parameters),
            Err(error) => self.log(&format!("{}: {error}", notification.method)),
        }
    }

    fn open(&mut self, parameters: DidOpenTextDocumentParams) {
        let item = parameters.text_document;
        let format = document::format_of(&item.language_id.to_string());
        let document = Document { text: item.text, version: item.version, format };
        self.documents.insert(item.uri.0, Open { document, sheet: None, untold: true });
        self.wait();
    }

    fn change(&mut self, parameters: DidChangeTextDocumentParams) {
        let identifier = parameters.text_document;
        let Some(open) = self.documents.get_mut(&identifier.text_document_identifier.uri.0) else { return };
        open.document.change(parameters.content_changes, self.encoding);
        open.document.version = identifier.version;
        open.sheet = None;
        open.untold = true;
        self.wait();
    }

    fn close(&mut self, parameters: DidCloseTextDocumentParams) {
        let uri = parameters.text_document.uri;
        self.documents.remove(&uri.0);
        if !self.pulls {
            self.notify(
                "textDocument/publishDiagnostics",
                PublishDiagnosticsParams { uri, version: None, diagnostics: Vec::new() },
            );
        }
    }

    fn change_settings(&mut self, parameters: DidChangeConfigurationParams) {
        self.settings = Settings::of_client(Some(&parameters.settings));
        self.reload();
    }

    fn change_folders(&mut self, parameters: DidChangeWorkspaceFoldersParams) {
        let removed: Vec<_> = parameters.event.removed.iter().filter_map(|folder| uri::to_path(&folder.uri)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        self.folders.extend(parameters.event.added.iter().filter_map(|folder| uri::to_path(&folder.uri)));
        self.reload();
    }

    /// Looks whether a configuration has changed, for editors that watch no files.
    fn reload_if_changed(&mut self) {
        if self.desks.refresh() {
            self.reload();
        }
    }

    /// Checks everything anew: a configuration or a setting has changed.
    fn reload(&mut self) {
        self.workspace = workspace::Cache::default();
        self.desks.forget();
        for uri in std::mem::take(&mut self.faulty) {
            let diagnostics = Vec::new();
            let parameters = PublishDiagnosticsParams { uri: Uri(uri), version: None, diagnostics };
            self.notify("textDocument/publishDiagnostics", parameters);
        }
        for open in self.documents.values_mut() {
            open.sheet = None;
            open.untold = true;
        }
        self.wait();
        let can_refresh = |supported: Option<bool>| supported == Some(true);
        let workspace = self.client.workspace.as_ref();
        let diagnostics = workspace.and_then(|workspace| workspace.diagnostics.as_ref());
        let hints = workspace.and_then(|workspace| workspace.inlay_hint.as_ref());
        let (diagnostics, hints) = (
            can_refresh(diagnostics.and_then(|diagnostics| diagnostics.refresh_support)),
            can_refresh(hints.and_then(|hints| hints.refresh_support)),
        );
        if self.pulls && diagnostics {
            self.ask("workspace/diagnostic/refresh", Json::Null);
        }
        if hints {
            self.ask("workspace/inlayHint/refresh", Json::Null);
        }
    }

    fn longest_wait(&self) -> Duration {
        LONGEST_WAIT.max(self.last_check * LONGEST_WAIT_IN_CHECKS)
    }

    fn wait(&mut self) {
        if !self.pulls {
            self.waiting_since.get_or_insert_with(Instant::now);
        }
    }

    /// Checks what was changed, and tells the editor.
    fn publish_changed(&mut self) {
        self.reload_if_changed();
        self.waiting_since = None;
        let started = Instant::now();
        let untold: Vec<String> =
            self.documents.iter().filter(|(_, open)| open.untold).map(|(uri, _)| uri.clone()).collect();
        for key in untold {
            let uri = Uri(key);
            let diagnostics = self.diagnostics(&uri);
            let Some(open) = self.documents.get_mut(&uri.0) else { continue };
            open.untold = false;
            let version = Some(open.document.version);
            self.notify("textDocument/publishDiagnostics", PublishDiagnosticsParams { uri, version, diagnostics });
        }
        self.last_check = started.elapsed();
    }

    /// The sheet of an open text, and the text; read anew if it has changed since.
    fn sheet(&mut self, uri: &Uri) -> Option<(&Sheet, &Document)> {
        let name = self.name(uri);
        let settled = match uri::to_path(uri) {
            Some(path) => self.desks.for_text(&path),
            None => self.desks.for_folder(self.folders.first().map_or(Path::new("."), PathBuf::as_path)),
        };
        self.tell_faults();
        let open = self.documents.get_mut(&uri.0)?;
        if open.sheet.is_none() {
            open.sheet = read(&settled, &self.settings, &name, open.document.text.clone(), open.document.format);
        }
        open.sheet.as_ref().map(|sheet| (sheet, &open.document))
    }

    /// Tells what is wrong with the configurations that were read, in their files where that is possible.
    fn tell_faults(&mut self) {
        let mut by_file: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
        for fault in self.desks.take_faults() {
            let message = format!("{}: {} ({})", fault.path, fault.message, fault.help);
            if let (Some(text), Some(span)) = (&fault.text, &fault.span) {
                let lines = Lines::new(text, self.encoding);
                let path = std::path::absolute(&fault.path).unwrap_or_else(|_| PathBuf::from(&fault.path));
                let span = SourceSpan::new(span.start as u32, span.end as u32);
                let diagnostic = diagnostics::of_fault(&fault, lines.range(span));
                by_file.entry(uri::of_path(&path).0).or_default().push(diagnostic);
            } else {
                self.notify("window/showMessage", json!({ "type": 1, "message": message }));
            }
            self.log(&message);
        }
        for (uri, diagnostics) in by_file {
            self.faulty.insert(uri.clone());
            let parameters = PublishDiagnosticsParams { uri: Uri(uri), version: None, diagnostics };
            self.notify("textDocument/publishDiagnostics", parameters);
        }
    }

    fn diagnostics(&mut self, uri: &Uri) -> Vec<Diagnostic> {
        let encoding = self.encoding;
        if let Some((sheet, document)) = self.sheet(uri) {
            return to_diagnostics(sheet, uri, &Lines::new(&document.text, encoding));
        }
        let open = self.documents.get(&uri.0);
        let refused = open.and_then(|open| Source::new("", open.document.text.clone()).err());
        refused.iter().map(|error| diagnostics::of_refused(&error.to_string())).collect()
    }

    /// What a text is called in findings: its path inside the folder that is open, or its address.
    fn name(&self, uri: &Uri) -> String {
        let Some(path) = uri::to_path(uri) else { return uri.0.clone() };
        let inside = self.folders.iter().find_map(|folder| path.strip_prefix(folder).ok());
        inside.unwrap_or(&path).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }

    fn hover(&mut self, parameters: HoverParams) -> Option<Hover> {
        let place = parameters.text_document_position_params;
        let encoding = self.encoding;
        let (sheet, document) = self.sheet(&place.text_document.uri)?;
        let lines = Lines::new(&document.text, encoding);
        show::hover(sheet, &lines, lines.offset(place.position))
    }

    fn symbols(&mut self, parameters: DocumentSymbolParams) -> Vec<DocumentSymbol> {
        let encoding = self.encoding;
        let Some((sheet, document)) = self.sheet(&parameters.text_document.uri) else { return Vec::new() };
        show::symbols(sheet, &Lines::new(&document.text, encoding))
    }

    fn inlay_hints(&mut self, parameters: InlayHintParams) -> Vec<InlayHint> {
        let encoding = self.encoding;
        if !self.settings.inlay_hints {
            return Vec::new();
        }
        let Some((sheet, document)) = self.sheet(&parameters.text_document.uri) else { return Vec::new() };
        let lines = Lines::new(&document.text, encoding);
        show::hints(sheet, &lines, lines.span(parameters.range))
    }

    fn code_actions(&mut self, parameters: CodeActionParams) -> Vec<CodeAction> {
        let uri = parameters.text_document.uri;
        let encoding = self.encoding;
        let configuration = uri::to_path(&uri).map(|path| settings::nearest(&path, &self.folders, encoding));
        let Some((sheet, document)) = self.sheet(&uri) else { return Vec::new() };
        let lines = Lines::new(&document.text, encoding);
        let format = document.format.or_else(|| Format::from_path(&sheet.name)).unwrap_or(Format::Plain);
        let target = actions::Target { uri: &uri, version: Some(document.version), lines: &lines, format };
        let wants = |kind: &str| {
            // A kind stands for itself and all below it: `source` for `source.fixAll`.
            parameters.context.only.as_ref().is_none_or(|only| {
                only.iter()
                    .map(ToString::to_string)
                    .any(|only| kind.strip_prefix(&*only).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
            })
        };
        let mut found = Vec::new();
        if wants("quickfix") {
            let span = lines.span(parameters.range);
            for finding in sheet.findings.iter().filter(|finding| show::touches(finding, &sheet.name, span)) {
                let diagnostic = diagnostics::diagnostic(finding, &lines, |site| location(site, sheet, &uri, &lines));
                found.extend(actions::for_finding(finding, sheet, &diagnostic, target, configuration.as_ref()));
            }
        }
        // Only where it is asked for: among the fixes at a place it would be out of place.
        if parameters.context.only.is_some() && wants(actions::FIX_ALL) {
            found.extend(actions::fix_all(&sheet.findings, target, &sheet.name));
        }
        found
    }

    fn document_diagnostics(&mut self, parameters: DocumentDiagnosticParams) -> Json {
        self.reload_if_changed();
        let items = self.diagnostics(&parameters.text_document.uri);
        if let Some(open) = self.documents.get_mut(&parameters.text_document.uri.0) {
            open.untold = false;
        }
        // The result is a full report, which names its kind.
        json!(FullDocumentDiagnosticReport { result_id: None, items })
    }

    fn workspace_diagnostics(&mut self, parameters: WorkspaceDiagnosticParams) -> WorkspaceDiagnosticReport {
        workspace::report(self, &parameters.previous_result_ids)
    }

    fn execute(&mut self, parameters: ExecuteCommandParams) -> Json {
        let rule = parameters.arguments.as_ref().and_then(|arguments| arguments.first()).and_then(Json::as_str);
        if let (actions::EXPLAIN, Some(rule)) = (parameters.command.as_str(), rule) {
            let house = self.desks.house(self.folders.first().map_or(Path::new("."), PathBuf::as_path));
            let message = explanation(house.all_rules(), rule);
            self.notify("window/showMessage", json!({ "type": 3, "message": message }));
        }
        Json::Null
    }

    fn log(&self, message: &str) {
        self.notify("window/logMessage", json!({ "type": 2, "message": format!("copydesk: {message}") }));
    }

    fn notify(&self, method: &str, parameters: impl Serialize) {
        self.send(Notification::new(method.to_owned(), parameters));
    }

    fn ask(&mut self, method: &str, parameters: Json) {
        self.next_request += 1;
        self.send(Request::new(RequestId::from(self.next_request), method.to_owned(), parameters));
    }

    fn send(&self, message: impl Into<Message>) {
        // An editor that is gone is noticed when its next message does not come.
        let _ = self.connection.sender.send(message.into());
    }
}

/// Reads and checks a text; `None` if it is longer than a text may be.
fn read(settled: &Settled, settings: &Settings, name: &str, text: String, format: Option<Format>) -> Option<Sheet> {
    let source = Source::new(name, text)
        .ok()?
        .with_format(format)
        .with_date(settings.date.clone())
        .with_locale(settings.locale.clone().or_else(|| settled.locale.clone()));
    let story = settled.desk.read(&source);
    let mut findings = settled.desk.judge(&story);
    findings.retain(|finding| finding.confidence >= settled.min_confidence);
    Some(Sheet::new(&story, &findings))
}

fn to_diagnostics(sheet: &Sheet, uri: &Uri, lines: &Lines<'_>) -> Vec<Diagnostic> {
    sheet
        .findings
        .iter()
        .filter(|finding| *finding.primary.path == *sheet.name)
        .map(|finding| diagnostics::diagnostic(finding, lines, |site| location(site, sheet, uri, lines)))
        .collect()
}

/// Where a site is, if it is in this text.
fn location(site: &Site, sheet: &Sheet, uri: &Uri, lines: &Lines<'_>) -> Option<Location> {
    (*site.path == *sheet.name).then(|| Location { uri: uri.clone(), range: lines.range(site.span) })
}

/// What a rule is about, in words for a message box.
fn explanation(rules: &RuleSet, rule: &str) -> String {
    match rules.get(rule) {
        Some(rule) => {
            format!("{}\n\n{}\n\n`copydesk explain {}` shows examples.", rule.title(), rule.why(), rule.id())
        }
        None => format!("There is no rule {rule}."),
    }
}
