//! `copydesk lsp` as an editor sees it: a process that speaks over its standard streams.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

const URI: &str = "file:///desk/story.md";

/// An editor with the server as its child.
struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    requests: u64,
    /// Notifications that came while waiting for an answer.
    heard: Vec<Json>,
}

impl Editor {
    /// Starts the server and shakes hands.
    fn start(capabilities: Json, folder: Option<&std::path::Path>) -> (Self, Json) {
        let mut server = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .arg("lsp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = server.stdin.take().unwrap();
        let output = BufReader::new(server.stdout.take().unwrap());
        let mut editor = Self { server, input, output, requests: 0, heard: Vec::new() };
        let root = folder.map(|folder| format!("file://{}", folder.display()));
        let answer = editor.request(
            "initialize",
            json!({ "processId": null, "rootUri": root, "capabilities": capabilities,
                    "initializationOptions": { "inlayHints": true, "date": "2024-03-13" } }),
        );
        editor.notify("initialized", json!({}));
        (editor, answer["capabilities"].clone())
    }

    fn send(&mut self, message: &Json) {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn notify(&mut self, method: &str, params: Json) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn request(&mut self, method: &str, params: Json) -> Json {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == json!(id) && message.get("method").is_none() {
                assert!(message.get("error").is_none(), "{method}: {message}");
                return message["result"].clone();
            }
            self.heard.push(message);
        }
    }

    fn receive(&mut self) -> Json {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server is gone");
            match line.trim().split_once(": ") {
                Some(("Content-Length", bytes)) => length = bytes.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// The next notification of a method, heard before or to come.
    fn hear(&mut self, method: &str) -> Json {
        if let Some(at) = self.heard.iter().position(|message| message["method"] == method) {
            return self.heard.remove(at)["params"].clone();
        }
        loop {
            let message = self.receive();
            if message["method"] == method {
                return message["params"].clone();
            }
            self.heard.push(message);
        }
    }

    fn open(&mut self, uri: &str, language: &str, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": language, "version": 1, "text": text } }),
        );
    }

    fn end(mut self) {
        self.request("shutdown", Json::Null);
        self.notify("exit", Json::Null);
        assert!(self.server.wait().unwrap().success());
    }
}

fn hover_text(editor: &mut Editor, line: u32, character: u32) -> Option<String> {
    let answer = editor.request(
        "textDocument/hover",
        json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } }),
    );
    answer["contents"]["value"].as_str().map(str::to_owned)
}

#[test]
fn facts_are_shown_where_they_stand_and_follow_the_typing() {
    let (mut editor, capabilities) = Editor::start(json!({}), None);
    assert_eq!(capabilities["positionEncoding"], "utf-16");
    assert_eq!(capabilities["textDocumentSync"]["change"], 2);
    editor.open(URI, "markdown", "Über 𝟛 Seen fuhren about 40 boats on 10 March.\n");
    let told = editor.hear("textDocument/publishDiagnostics");
    assert_eq!((&told["uri"], &told["version"]), (&json!(URI), &json!(1)));

    // `about 40` begins behind a character of two UTF-16 units and four bytes.
    let column = "Über 𝟛 Seen fuhren ".encode_utf16().count() as u32;
    let text = hover_text(&mut editor, 0, column + 1).unwrap();
    assert!(text.contains("count") && text.contains("boats"), "{text}");
    assert_eq!(hover_text(&mut editor, 0, 13), None, "no fact, nothing to show");

    // A character in front moves it, a changed figure changes it.
    editor.notify(
        "textDocument/didChange",
        json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [
            { "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } }, "text": "So: " },
            { "range": { "start": { "line": 0, "character": column + 10 }, "end": { "line": 0, "character": column + 12 } }, "text": "55" },
        ] }),
    );
    let text = hover_text(&mut editor, 0, column + 5).unwrap();
    assert!(text.contains("55"), "{text}");
    assert_eq!(editor.hear("textDocument/publishDiagnostics")["version"], 2);

    let symbols = editor.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": URI } }));
    let names: Vec<_> = symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"about 55") && names.contains(&"10 March"), "{names:?}");
    assert_eq!(symbols.as_array().unwrap().last().unwrap()["range"]["end"]["character"], column + 30);

    let hints = editor.request(
        "textDocument/inlayHint",
        json!({ "textDocument": { "uri": URI }, "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } } }),
    );
    assert!(hints[0]["label"].as_str().unwrap().contains("10 March 2024"), "{hints}");
    editor.end();
}

#[test]
fn utf8_positions_are_used_where_the_editor_offers_them() {
    let (mut editor, capabilities) =
        Editor::start(json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } }), None);
    assert_eq!(capabilities["positionEncoding"], "utf-8");
    let text = "Über 𝟛 Seen: 40 boats sank.";
    editor.open(URI, "markdown", text);
    assert!(hover_text(&mut editor, 0, text.find("40").unwrap() as u32).is_some());
    editor.end();
}

#[test]
fn unknown_requests_and_broken_parameters_are_refused_and_the_server_goes_on() {
    let (mut editor, _) = Editor::start(json!({}), None);
    for (method, params) in [("textDocument/rename", json!({})), ("textDocument/hover", json!({ "textDocument": 7 }))] {
        editor.requests += 1;
        let id = editor.requests;
        editor.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        assert!(editor.receive()["error"]["code"].is_i64());
    }
    // A text that was never opened has nothing to show.
    assert_eq!(hover_text(&mut editor, 0, 0), None);
    editor.end();
}

#[test]
fn every_text_of_the_folder_is_reported_and_only_once() {
    let folder = std::env::temp_dir().join(format!("copydesk-lsp-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("news")).unwrap();
    std::fs::write(folder.join("news/mill.md"), "The mill had 40 looms.\n").unwrap();
    std::fs::write(folder.join("notes.rs"), "no text").unwrap();
    let (mut editor, _) = Editor::start(json!({ "textDocument": { "diagnostic": {} } }), Some(&folder));
    let report = editor.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let items = report["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{report}");
    assert!(items[0]["uri"].as_str().unwrap().ends_with("/news/mill.md"));
    assert_eq!(items[0]["kind"], "full");
    let known = json!([{ "uri": items[0]["uri"], "value": items[0]["resultId"] }]);
    let again = editor.request("workspace/diagnostic", json!({ "previousResultIds": known }));
    assert_eq!(again["items"][0]["kind"], "unchanged");
    let report = editor.request("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(report["kind"], "full");
    editor.end();
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_megabyte_is_opened_and_typed_in_without_piling_up() {
    let paragraph = "The ferry carried about 1,200 people to Öland on 4 May, said Captain Ada Holm. ";
    let mut text = String::new();
    while text.len() < 1 << 20 {
        text.push_str(&paragraph.repeat(6));
        text.push_str("\n\n");
    }
    let (mut editor, _) = Editor::start(json!({}), None);
    editor.open(URI, "markdown", &text);
    let started = Instant::now();
    let at = json!({ "line": 800, "character": 0 });
    for version in 2..202 {
        editor.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": URI, "version": version }, "contentChanges": [
                { "range": { "start": at, "end": at }, "text": "x" },
            ] }),
        );
    }
    while editor.hear("textDocument/publishDiagnostics")["version"] != 201 {}
    let hover = hover_text(&mut editor, 800, 200 + 20).unwrap();
    assert!(hover.contains("1,200"), "{hover}");
    // Two hundred checks of a megabyte, one for each key, would take far longer, in a debug build above all.
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    editor.end();
}

#[test]
fn the_configuration_of_the_house_holds_and_is_read_again_when_it_changes() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("lsp-configuration");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let configuration = folder.join("copydesk.toml");
    let uri = |name: &str| format!("file://{}", folder.join(name).display());
    let reload = |editor: &mut Editor| {
        editor.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri("copydesk.toml") } }));
    };
    std::fs::write(&configuration, "ignore = ['dates']\n").unwrap();
    let (mut editor, _) = Editor::start(json!({}), Some(&folder));
    editor.open(&uri("story.md"), "markdown", "The mill closed on Friday 12 March 2024.\n");
    assert_eq!(editor.hear("textDocument/publishDiagnostics")["diagnostics"], json!([]), "dates are switched off");

    std::fs::write(&configuration, "ignroe = ['dates']\n").unwrap();
    reload(&mut editor);
    let told = editor.hear("textDocument/publishDiagnostics");
    assert_eq!(told["uri"], uri("copydesk.toml"));
    assert_eq!(told["diagnostics"][0]["range"]["end"], json!({ "line": 0, "character": 6 }), "{told}");
    let told = editor.hear("textDocument/publishDiagnostics");
    assert_eq!(told["diagnostics"][0]["code"], "dates/weekday-mismatch", "{told}");

    std::fs::write(&configuration, "[severity]\ndates = 'info'\n").unwrap();
    reload(&mut editor);
    let told = editor.hear("textDocument/publishDiagnostics");
    assert_eq!((&told["uri"], &told["diagnostics"]), (&json!(uri("copydesk.toml")), &json!([])), "it is sound again");
    let told = editor.hear("textDocument/publishDiagnostics");
    assert_eq!(told["diagnostics"][0]["severity"], 3, "{told}");
    editor.end();
}

/// Exit code and standard error of a server that gets these bytes and no more.
fn fed(bytes: &[u8]) -> (Option<i32>, String, String) {
    let mut server = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A server that has ended before it has read everything is one of the answers.
    let _ = server.stdin.take().unwrap().write_all(bytes);
    let output = server.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn framed(message: &Json) -> String {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn bytes_that_are_no_protocol_end_the_server_with_a_word() {
    for garbage in ["GET / HTTP/1.1\r\nHost: a\r\n\r\n", "\u{0}\u{1}\u{2}\n", "Content-Length: many\r\n\r\n", "{}\n"] {
        let (code, _, errors) = fed(garbage.as_bytes());
        assert!(
            code != Some(0) && code.is_some() && errors.starts_with("copydesk: "),
            "{garbage:?}: {code:?} {errors}"
        );
    }
    let (code, _, errors) = fed(b"Content-Length: 400000000000\r\n\r\n{}");
    assert!(code.is_some(), "a length is believed: {errors}");
}

#[test]
fn messages_out_of_order_are_answered_or_passed_over() {
    let initialize = json!({ "jsonrpc": "2.0", "id": 2, "method": "initialize", "params": { "capabilities": {} } });
    let hover = |id: u32| {
        json!({ "jsonrpc": "2.0", "id": id, "method": "textDocument/hover",
                "params": { "textDocument": { "uri": URI }, "position": { "line": 9, "character": 9 } } })
    };
    let change = json!({ "jsonrpc": "2.0", "method": "textDocument/didChange",
        "params": { "textDocument": { "uri": URI, "version": 1 }, "contentChanges": [{ "text": "15 of 45" }] } });
    let close =
        json!({ "jsonrpc": "2.0", "method": "textDocument/didClose", "params": { "textDocument": { "uri": URI } } });
    let note = |method: &str| json!({ "jsonrpc": "2.0", "method": method, "params": {} });
    let answer = json!({ "jsonrpc": "2.0", "id": 77, "result": [] });
    let shutdown = json!({ "jsonrpc": "2.0", "id": 9, "method": "shutdown" });
    let mut session = String::new();
    for message in
        [&hover(1), &change, &initialize, &note("initialized"), &change, &close, &answer, &hover(3), &initialize]
    {
        session += &framed(message);
    }
    session += "Content-Length: 2\r\n\r\n{]";
    for message in [&hover(4), &shutdown, &note("exit")] {
        session += &framed(message);
    }
    let (code, output, errors) = fed(session.as_bytes());
    assert_eq!(code, Some(0), "{errors}");
    assert!(output.contains(r#""id":1,"error""#), "before the handshake: {output}");
    for id in [2, 3, 4, 9] {
        assert!(output.contains(&format!(r#""id":{id},"#)), "{id}: {output}");
    }
    assert!(output.contains("a message that is none came"), "{output}");
}

#[test]
fn half_of_a_pair_is_typed_and_the_session_goes_on() {
    let (mut editor, _) = Editor::start(json!({}), None);
    let body = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{URI}","languageId":"markdown","version":1,"text":"\ud83d 15 of 45 boats."}}}}}}"#
    );
    write!(editor.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    assert!(
        hover_text(&mut editor, 0, 2).is_some_and(|text| text.contains("15 of 45")),
        "one unit and a blank before it"
    );
    editor.end();
}

#[test]
fn an_editor_that_watches_no_files_notices_a_changed_configuration_while_typing() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("lsp-unwatched");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("rules/house")).unwrap();
    let uri = format!("file://{}", folder.join("story.md").display());
    let (mut editor, _) = Editor::start(json!({}), Some(&folder));
    editor.open(&uri, "markdown", "The mill closed on Friday 12 March 2024. They counted 75 boats.\n");
    let codes = |editor: &mut Editor| -> Vec<String> {
        let told = editor.hear("textDocument/publishDiagnostics");
        told["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes(&mut editor), ["dates/weekday-mismatch"]);

    let parade = include_str!("../docs/guide/examples/rules/house/parade.toml");
    std::fs::write(folder.join("rules/house/parade.toml"), parade).unwrap();
    std::fs::write(folder.join("copydesk.toml"), "ignore = ['dates']\nrules = ['rules']\n").unwrap();
    let place = json!({ "line": 1, "character": 0 });
    editor.notify(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": uri, "version": 2 },
            "contentChanges": [{ "range": { "start": place, "end": place }, "text": "\n" }],
        }),
    );
    assert_eq!(codes(&mut editor), ["house/parade"]);

    // A rule is a part of the configuration.
    std::fs::write(folder.join("rules/house/parade.toml"), parade.replace("60", "80")).unwrap();
    editor.notify("textDocument/didSave", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(codes(&mut editor), Vec::<String>::new());
    editor.end();
}
