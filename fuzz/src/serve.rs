//! `serve` against any client: every answer is whole, and nothing is answered to a stranger.

use std::io::{self, Read, Write};
use std::sync::OnceLock;
use std::time::Duration;

use copydesk::config::{Desks, Overlay};
use copydesk::serve::{Stream, converse};

use super::split;

const PORT: u16 = 7319;

/// All that a client sends, as it is, or the body of a call; the first byte chooses.
pub fn serve(bytes: &[u8]) {
    let (first, rest) = split(bytes);
    let call = |path: &str, kind: &str| {
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost:{PORT}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            rest.len()
        );
        [head.as_bytes(), rest].concat()
    };
    let sent = match first % 4 {
        0 => rest.to_vec(),
        1 => call("/api/check", "application/json"),
        2 => call("/api/sheet", "application/json"),
        _ => call("/api/open", "application/octet-stream"),
    };
    static DESKS: OnceLock<Desks> = OnceLock::new();
    let desks = DESKS.get_or_init(|| Desks::new(Overlay { isolated: true, ..Overlay::default() }));
    let mut answered = Vec::new();
    converse(Client { sent: &sent, answered: &mut answered }, desks, PORT, &|fault| panic!("{fault:?}"));
    let statuses = statuses(&answered);
    if first % 4 == 0 {
        let lower = sent.to_ascii_lowercase();
        let names = |host: &str| lower.windows(host.len()).any(|window| window == host.as_bytes());
        let ours = ["127.0.0.1:7319", "localhost:7319", "[::1]:7319"].into_iter().any(names);
        assert!(ours || !statuses.contains(&200), "a request that names another host is answered");
    } else {
        assert_eq!(statuses.len(), 1, "one call, one answer");
    }
}

/// The status of every answer; each must be whole.
fn statuses(mut answered: &[u8]) -> Vec<u16> {
    let mut statuses = Vec::new();
    while !answered.is_empty() {
        let end = answered.windows(4).position(|four| four == b"\r\n\r\n").expect("a head ends") + 4;
        let head = std::str::from_utf8(&answered[..end]).expect("a head is text");
        let status =
            head.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)).and_then(|status| status.parse().ok());
        statuses.push(status.expect("an answer has a status"));
        let length =
            head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).expect("an answer has a length");
        let length: usize = length.parse().expect("a length is a number");
        assert!(head.contains("X-Content-Type-Options: nosniff\r\n"), "an answer without the headers of the guard");
        // The answer to HEAD has the length of a body and no body.
        let body = &answered[end..];
        let is_head_only = body.is_empty() || body.starts_with(b"HTTP/1.1 ");
        answered = if is_head_only { body } else { &body[length..] };
    }
    statuses
}

/// A client that has sent everything at once, and waits.
struct Client<'c> {
    sent: &'c [u8],
    answered: &'c mut Vec<u8>,
}

impl Read for Client<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.sent.read(buffer)
    }
}

impl Write for Client<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.answered.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Stream for Client<'_> {
    fn read_within(&mut self, _: Duration) -> io::Result<()> {
        Ok(())
    }

    fn close(&mut self) {}
}
