//! The language server in a session that the bytes spell: texts are opened, typed in and asked about at any position,
//! and the text is kept a second time here, in the plainest way, to know whether the places in the answers exist.

use std::collections::BTreeMap;

use copydesk::config::{Desks, Overlay};
use copydesk::lsp;
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value as Json, json};

const URI: &str = "untitled:story";
const LANGUAGES: [&str; 5] = ["plaintext", "markdown", "html", "mdx", "rust"];
/// The longest session: more messages find nothing that fewer do not.
const MOST_MESSAGES: usize = 40;

/// A session.
pub fn lsp(bytes: &[u8]) {
    let mut bytes = Bytes(bytes);
    let units = if bytes.next().is_multiple_of(2) { Units::Utf16 } else { Units::Utf8 };
    let mut session = Session { units, text: None, messages: Vec::new(), asked: BTreeMap::new() };
    session.ask("initialize", units.initialize());
    session.tell("initialized", json!({}));
    for version in 0..MOST_MESSAGES {
        if bytes.0.is_empty() {
            break;
        }
        session.step(&mut bytes, version);
    }
    session.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } }));
    session.ask("shutdown", Json::Null);
    session.tell("exit", Json::Null);

    let (server, editor) = Connection::memory();
    for message in session.messages {
        editor.sender.send(message).expect("the server is there");
    }
    let _ = lsp::serve(&server, Desks::new(Overlay { isolated: true, ..Overlay::default() }));
    drop(server);
    let mut answered = 0;
    for message in editor.receiver.iter() {
        let Message::Response(response) = message else { continue };
        let Some(text) = session.asked.get(&response.id) else { continue };
        answered += 1;
        if let (Some(text), Ok(result)) = (text, &response.response_result) {
            places(result, &mut |line, character| {
                assert!(units.is_place(text, line, character), "{line}:{character} is no place of {text:?}");
            });
        }
    }
    assert_eq!(answered, session.asked.len(), "a question has no answer");
}

/// What the editor has sent so far, and what it knows.
struct Session {
    units: Units,
    /// The text, if it is open.
    text: Option<String>,
    messages: Vec<Message>,
    /// Every question, with the text as it was when it was asked.
    asked: BTreeMap<RequestId, Option<String>>,
}

impl Session {
    fn ask(&mut self, method: &str, parameters: Json) {
        let id = RequestId::from(self.asked.len() as i32);
        self.asked.insert(id.clone(), self.text.clone());
        self.messages.push(Request::new(id, method.to_owned(), parameters).into());
    }

    fn tell(&mut self, method: &str, parameters: Json) {
        self.messages.push(Notification::new(method.to_owned(), parameters).into());
    }

    /// One message of the editor.
    fn step(&mut self, bytes: &mut Bytes<'_>, version: usize) {
        let document = json!({ "uri": URI });
        match bytes.next() % 12 {
            0 => {
                let language = LANGUAGES[usize::from(bytes.next()) % LANGUAGES.len()];
                let text = bytes.text();
                self.text = Some(text.clone());
                let item = json!({ "uri": URI, "languageId": language, "version": version, "text": text });
                self.tell("textDocument/didOpen", json!({ "textDocument": item }));
            }
            1..=3 => {
                let (start, end, text) = (bytes.place(), bytes.place(), bytes.text());
                if let Some(old) = &mut self.text {
                    let from = self.units.offset(old, start);
                    let to = self.units.offset(old, end).max(from);
                    old.replace_range(from..to, &text);
                }
                self.change(version, json!({ "range": range(start, end), "text": text }));
            }
            4 => {
                let text = bytes.text();
                if self.text.is_some() {
                    self.text = Some(text.clone());
                }
                self.change(version, json!({ "text": text }));
            }
            5 => {
                let place = position(bytes.place());
                self.ask("textDocument/hover", json!({ "textDocument": document, "position": place }));
            }
            6 => self.ask("textDocument/documentSymbol", json!({ "textDocument": document })),
            7 => {
                let range = range(bytes.place(), bytes.place());
                let only =
                    if bytes.next().is_multiple_of(2) { json!(null) } else { json!(["source.fixAll", "quickfix"]) };
                let context = json!({ "diagnostics": [], "only": only });
                self.ask(
                    "textDocument/codeAction",
                    json!({ "textDocument": document, "range": range, "context": context }),
                );
            }
            8 => {
                let range = range(bytes.place(), bytes.place());
                self.ask("textDocument/inlayHint", json!({ "textDocument": document, "range": range }));
            }
            9 => self.ask("textDocument/diagnostic", json!({ "textDocument": document })),
            10 => {
                self.text = None;
                self.tell("textDocument/didClose", json!({ "textDocument": document }));
            }
            // Any message that is one, but none that would open a folder of this machine.
            _ => {
                let text = bytes.text();
                if let Ok(message) = serde_json::from_str::<Message>(&text)
                    && !text.contains("olders")
                    && !text.contains("file:")
                    && !text.contains(URI)
                    && !text.contains('\\')
                    && !matches!(&message, Message::Notification(of) if of.method == "exit")
                    && matches!(message, Message::Notification(_) | Message::Response(_))
                {
                    self.messages.push(message);
                }
            }
        }
    }

    fn change(&mut self, version: usize, change: Json) {
        let document = json!({ "uri": URI, "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }
}

fn position((line, character): (u32, u32)) -> Json {
    json!({ "line": line, "character": character })
}

fn range(start: (u32, u32), end: (u32, u32)) -> Json {
    json!({ "start": position(start), "end": position(end) })
}

/// What a position counts.
#[derive(Clone, Copy)]
enum Units {
    Utf8,
    Utf16,
}

impl Units {
    fn initialize(self) -> Json {
        let encodings = match self {
            Self::Utf8 => json!(["utf-8"]),
            Self::Utf16 => json!(["utf-16"]),
        };
        json!({
            "processId": null, "rootUri": null,
            "capabilities": { "general": { "positionEncodings": encodings }, "textDocument": { "diagnostic": {} } },
            "initializationOptions": { "inlayHints": true, "date": "2024-03-13" },
        })
    }

    fn width(self, character: char) -> u32 {
        match self {
            Self::Utf8 => character.len_utf8() as u32,
            Self::Utf16 => character.len_utf16() as u32,
        }
    }

    /// Every place of a text with its offset, the ends of the lines among them.
    fn all(self, text: &str) -> Vec<(u32, u32, usize)> {
        let (mut line, mut character) = (0, 0);
        let mut places = vec![(0, 0, 0)];
        let mut characters = text.char_indices().peekable();
        while let Some((at, one)) = characters.next() {
            let is_half = one == '\r' && characters.peek().is_some_and(|(_, next)| *next == '\n');
            if is_half {
                continue;
            }
            if matches!(one, '\n' | '\r') {
                (line, character) = (line + 1, 0);
            } else {
                character += self.width(one);
            }
            places.push((line, character, at + one.len_utf8()));
        }
        places
    }

    /// The offset of a place, as the protocol has it: behind the end of a line is its end, inside a character is its start.
    fn offset(self, text: &str, (line, character): (u32, u32)) -> usize {
        let places = self.all(text);
        let found = places.iter().rfind(|place| place.0 == line && place.1 <= character);
        found.map_or(text.len(), |place| place.2)
    }

    fn is_place(self, text: &str, line: u32, character: u32) -> bool {
        self.all(text).iter().any(|place| (place.0, place.1) == (line, character))
    }
}

/// Calls `found` with every position in an answer that is one of the text.
fn places(answer: &Json, found: &mut dyn FnMut(u32, u32)) {
    match answer {
        Json::Object(fields) => {
            let of = fields.get("textDocument").and_then(|document| document["uri"].as_str());
            if of.is_some_and(|uri| uri != URI) {
                return;
            }
            if let (Some(line), Some(character)) = (fields.get("line"), fields.get("character")) {
                let number = |of: &Json| of.as_u64().expect("a position has numbers") as u32;
                found(number(line), number(character));
            }
            fields.values().for_each(|value| places(value, found));
        }
        Json::Array(values) => values.iter().for_each(|value| places(value, found)),
        _ => {}
    }
}

/// Bytes that are taken one by one; after the end there are only zeros.
struct Bytes<'b>(&'b [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        let (first, rest) = super::split(self.0);
        self.0 = rest;
        first
    }

    /// A line and a character; now and then far outside of any text.
    fn place(&mut self) -> (u32, u32) {
        let far = |byte: u8| if byte == u8::MAX { u32::MAX } else { u32::from(byte) };
        (far(self.next() % 16), far(self.next()))
    }

    /// Up to the next zero, or to the end.
    fn text(&mut self) -> String {
        let end = self.0.iter().position(|&byte| byte == 0).unwrap_or(self.0.len());
        let text = super::text(&self.0[..end]);
        self.0 = self.0.get(end + 1..).unwrap_or_default();
        text
    }
}
