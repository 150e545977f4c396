//! `copydesk serve` over plain sockets: what it answers, what it refuses, and that nobody can hold it up.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use copydesk::config::{Desks, Overlay};
use copydesk::serve::Server;
use serde_json::{Value as Json, json};

/// The port of one desk for all tests; it ends with the process.
fn port() -> u16 {
    static PORT: OnceLock<u16> = OnceLock::new();
    *PORT.get_or_init(|| {
        let server = Server::bind(0, Desks::new(Overlay { isolated: true, ..Overlay::default() })).unwrap();
        let port = server.url().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
        std::thread::spawn(move || server.run(|fault| panic!("{fault:?}")));
        port
    })
}

fn connect() -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port())).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream
}

/// Sends bytes on a connection of their own and reads all that comes back.
fn exchange(bytes: &[u8]) -> String {
    let mut stream = connect();
    stream.write_all(bytes).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(path: &str, headers: &str) -> String {
    exchange(
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{headers}Connection: close\r\n\r\n", port()).as_bytes(),
    )
}

fn post(path: &str, headers: &str, body: &str) -> String {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{headers}Connection: close\r\n\r\n",
        port(),
        body.len()
    );
    exchange(format!("{head}{body}").as_bytes())
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

fn asked(text: &str) -> String {
    json!({ "text": text, "format": "text", "name": "story" }).to_string()
}

fn checked(text: &str) -> Json {
    let answer = post("/api/check", "", &asked(text));
    assert_eq!(status(&answer), 200, "{answer}");
    serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
}

#[test]
fn the_page_and_its_files_come_with_a_strict_policy() {
    for (path, kind) in
        [("/", "text/html"), ("/desk.css", "text/css"), ("/desk.js", "text/javascript"), ("/icon.svg", "image/svg")]
    {
        let answer = get(path, "");
        assert_eq!(status(&answer), 200);
        assert!(answer.contains(&format!("Content-Type: {kind}")), "{path}");
        assert!(answer.contains("Content-Security-Policy: default-src 'none';"));
        assert!(!answer.contains("unsafe-inline") && answer.contains("Cache-Control: no-store"));
    }
    let head =
        exchange(format!("HEAD / HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", port()).as_bytes());
    assert!(head.ends_with("\r\n\r\n"), "a head and no body");
    assert_eq!(status(&get("/etc/passwd", "")), 404);
    assert_eq!(status(&get("/../src/main.rs", "")), 404);
    assert_eq!(status(&get("/api/check", "")), 405);
}

#[test]
fn offsets_are_those_of_javascript() {
    let text = "Über 𝟛 Seen fuhren 15 of 45 boats.";
    let answer = checked(text);
    let fact = answer["facts"].as_array().unwrap().iter().find(|fact| fact["text"] == "15 of 45").unwrap();
    let units: Vec<u16> = text.encode_utf16().collect();
    let place = fact["start"].as_u64().unwrap() as usize..fact["end"].as_u64().unwrap() as usize;
    assert_eq!(String::from_utf16(&units[place]).unwrap(), "15 of 45");
    assert_eq!(fact["worked_out"], "33.3%");
}

#[test]
fn findings_bring_their_places_fixes_and_the_reason_of_the_rule() {
    let answer = checked("The bridge was closed on Tuesday, March 13, 2024.");
    let finding = &answer["findings"][0];
    assert_eq!(finding["severity"], "error");
    assert!(finding["remedies"][0]["edits"][0]["text"].is_string(), "{finding}");
    assert_eq!(finding["stet"], Json::Null, "nothing is written into plain text");
    let why = &answer["rules"][finding["rule"].as_str().unwrap()]["why"];
    assert!(why.as_str().is_some_and(|why| !why.is_empty()));
}

#[test]
fn sheets_carry_the_ticks() {
    let facts = checked("The mill had 40 looms.");
    let id = facts["facts"][0]["id"].as_str().unwrap().to_owned();
    let body = json!({ "text": "The mill had 40 looms.", "format": "text", "name": "mill", "sheet": "markdown", "ticks": [id] });
    let answer = post("/api/sheet", "", &body.to_string());
    assert!(answer.contains("- [x] **40**"), "{answer}");
    let unknown = json!({ "text": "", "format": "text", "name": "mill", "sheet": "pdf" });
    assert_eq!(status(&post("/api/sheet", "", &unknown.to_string())), 422);
}

#[cfg(feature = "docx")]
#[test]
fn the_words_of_a_docx_come_as_paragraphs() {
    let document = "<w:document><w:body><w:p><w:r><w:t>The mill had 40 looms.</w:t></w:r></w:p><w:p/>\
                    <w:p><w:r><w:t>It closed in May.</w:t></w:r></w:p></w:body></w:document>";
    let mut packed = zip::write::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    packed.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    packed.write_all(document.as_bytes()).unwrap();
    let packed = packed.finish().unwrap().into_inner();
    let open = |kind: &str, body: &[u8]| {
        let head = format!(
            "POST /api/open HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            port(),
            body.len()
        );
        exchange(&[head.as_bytes(), body].concat())
    };
    let answer = open("application/octet-stream", &packed);
    assert_eq!(status(&answer), 200, "{answer}");
    assert!(answer.ends_with("The mill had 40 looms.\n\nIt closed in May."), "{answer}");
    assert_eq!(status(&open("application/octet-stream", b"no such thing")), 422);
    assert_eq!(status(&open("text/plain", &packed)), 415);
}

#[test]
fn strangers_are_refused() {
    let bent =
        exchange(format!("GET / HTTP/1.1\r\nHost: evil.example:{}\r\nConnection: close\r\n\r\n", port()).as_bytes());
    assert_eq!(status(&bent), 403);
    assert_eq!(status(&exchange(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")), 400, "no Host");
    let twice =
        format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{0}\r\nHost: 127.0.0.1:{0}\r\nConnection: close\r\n\r\n", port());
    assert_eq!(status(&exchange(twice.as_bytes())), 400, "two Hosts");
    for header in ["Origin: https://evil.example\r\n", "Origin: null\r\n", "Sec-Fetch-Site: cross-site\r\n"] {
        let answer = post("/api/check", header, &asked("40 boats"));
        assert_eq!(status(&answer), 403, "{header}");
        assert!(!answer.contains("Access-Control-Allow"));
    }
    let own = format!("Origin: http://127.0.0.1:{}\r\nSec-Fetch-Site: same-origin\r\n", port());
    assert_eq!(status(&post("/api/check", &own, &asked("40 boats"))), 200);
}

#[test]
fn what_a_plain_form_can_send_is_not_taken() {
    let body = asked("40 boats");
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let request = format!(
            "POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            port(),
            body.len()
        );
        assert_eq!(status(&exchange(request.as_bytes())), 415, "{kind}");
    }
}

#[test]
fn broken_and_oversized_requests_are_told_why() {
    assert_eq!(status(&post("/api/check", "", "{\"text\": ")), 400);
    assert_eq!(status(&post("/api/check", "", "{\"text\":\"\",\"format\":\"pdf\",\"name\":\"\"}")), 422);
    assert_eq!(status(&exchange(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")), 400, "TLS");
    let host = format!("Host: 127.0.0.1:{}\r\nContent-Type: application/json\r\n", port());
    let without = format!("POST /api/check HTTP/1.1\r\n{host}\r\n");
    assert_eq!(status(&exchange(without.as_bytes())), 411);
    let chunked = format!("POST /api/check HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n");
    assert_eq!(status(&exchange(chunked.as_bytes())), 411);
    let two_lengths = format!("POST /api/check HTTP/1.1\r\n{host}Content-Length: 5\r\nContent-Length: 6\r\n\r\n");
    assert_eq!(status(&exchange(two_lengths.as_bytes())), 400);
    let long_head = format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "x".repeat(40_000));
    assert_eq!(status(&exchange(long_head.as_bytes())), 431);
    let many = format!("GET / HTTP/1.1\r\n{host}{}\r\n", "A: b\r\n".repeat(100));
    assert_eq!(status(&exchange(many.as_bytes())), 400);
}

#[test]
fn a_body_above_the_limit_is_refused_with_the_limit() {
    let length = (16 << 20) + 1;
    let mut stream = connect();
    let head = format!(
        "POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
        port()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&vec![b' '; length]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(status(&answer), 413);
    assert!(answer.contains("16 MiB (16777216 bytes)") && answer.contains("16777217"), "{answer}");
}

#[test]
fn one_connection_serves_many_requests_even_those_sent_together() {
    let mut stream = connect();
    let body = asked("40 boats");
    let one = format!(
        "POST /api/check HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        port(),
        body.len()
    );
    let last = format!("GET /nothing HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", port());
    stream.write_all(format!("{one}{one}{last}").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 2);
    assert_eq!(answer.matches("HTTP/1.1 404").count(), 1);
}

#[test]
fn a_body_that_comes_in_drops_is_waited_for() {
    let mut stream = connect();
    let body = asked("40 boats");
    let request = format!(
        "POST /api/check HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        port(),
        body.len()
    );
    for piece in request.as_bytes().chunks(16) {
        stream.write_all(piece).unwrap();
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert_eq!(status(&answer), 200);
}

#[test]
fn silent_clients_are_dropped_and_do_not_keep_others_out() {
    // Half of what may be open at once: the other tests of this file need the rest.
    let silent: Vec<TcpStream> = (0..16)
        .map(|_| {
            let mut stream = connect();
            stream.write_all(b"POST /api/check HTTP/1.1\r\nHost: ").unwrap();
            stream
        })
        .collect();
    assert_eq!(status(&get("/", "")), 200);
    let started = Instant::now();
    for mut stream in silent {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        assert!(rest.is_empty());
    }
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

#[test]
fn no_path_leads_out_of_the_page() {
    for path in [
        "//",
        "/./",
        "/..",
        "/../desk.css",
        "/%2e%2e/desk.css",
        "/..%2fdesk.css",
        "/desk.css%00",
        "/desk.css/",
        "/DESK.CSS",
        "/\\desk.css",
        "/api/",
        "/api/check/../open",
        "/api/CHECK",
        "/proc/self/environ",
        "/copydesk.toml",
        "*",
        "http://evil.example/",
        "file:///etc/passwd",
        "/;/etc/passwd",
        "/?/../../etc/passwd%00",
    ] {
        let answer = get(path, "");
        let is_page = path.starts_with("/?");
        assert_eq!(status(&answer), if is_page { 200 } else { 404 }, "{path}: {answer}");
    }
}

#[test]
fn a_host_that_only_looks_like_ours_is_refused() {
    let port = port();
    for host in [
        format!("127.0.0.1:{port}@evil.example"),
        format!("evil.example#127.0.0.1:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("127.0.0.1:0{port}:80"),
        format!("127.1:{port}"),
        format!("0.0.0.0:{port}"),
        format!("[::ffff:127.0.0.1]:{port}"),
        format!("2130706433:{port}"),
        "127.0.0.1".to_owned(),
        String::new(),
    ] {
        let answer = exchange(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!(status(&answer), 403, "{host}: {answer}");
    }
    for origin in
        [format!("http://127.0.0.1:{port}.evil.example"), format!("http://evil.example:{port}"), "file://".into()]
    {
        assert_eq!(status(&get("/", &format!("Origin: {origin}\r\n"))), 403, "{origin}");
    }
}

#[test]
fn a_second_request_cannot_hide_in_the_first() {
    let host = format!("Host: 127.0.0.1:{}\r\n", port());
    let hidden = format!("GET /desk.css HTTP/1.1\r\n{host}\r\n");
    for length in ["+5", "0x5", "5, 5", "5 5", "-0", "", "99999999999999999999999"] {
        let sent = format!("POST /api/check HTTP/1.1\r\n{host}Content-Length: {length}\r\n\r\n{hidden}");
        let answer = exchange(sent.as_bytes());
        assert_eq!((status(&answer), answer.matches("HTTP/1.1 ").count()), (400, 1), "{length}: {answer}");
    }
    let both =
        format!("POST / HTTP/1.1\r\n{host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}");
    let answer = exchange(both.as_bytes());
    assert_eq!((status(&answer), answer.matches("HTTP/1.1 ").count()), (411, 1), "{answer}");
}
