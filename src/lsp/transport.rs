//! Messages over a pair of byte streams, as the protocol frames them.
//!
//! The messages are those of `lsp_server`; its own streams believe whatever length a head names, and end the session at
//! the first message that is none. Here every size has a limit, and what cannot be read is named to the editor and passed
//! over, as long as it is known where the next message begins.

use std::io::{self, BufRead, Read as _};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Sender, bounded};
use lsp_server::{Connection, Message, Notification};
use serde_json::json;

use crate::text::{MAX_SOURCE_BYTES, mended};

/// Longest head of a message.
const MAX_HEAD_BYTES: u64 = 8 << 10;
/// Longest message: the longest text, half of it escaped.
const MAX_MESSAGE_BYTES: u64 = 2 * MAX_SOURCE_BYTES as u64;

/// The threads that read and write.
pub(super) struct Threads {
    reader: JoinHandle<io::Result<()>>,
    writer: JoinHandle<io::Result<()>>,
}

impl Threads {
    /// Waits until the editor has said goodbye or is gone, and everything is written.
    pub(super) fn join(self) -> io::Result<()> {
        let ended = |thread: JoinHandle<io::Result<()>>| match thread.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        ended(self.reader)?;
        ended(self.writer)
    }
}

/// Connects the server with an editor at the other end of standard input and output.
pub(super) fn stdio() -> (Connection, Threads) {
    // Without room between the threads, so that whoever sends faster than the server works has to wait.
    let (sender, outgoing) = bounded::<Message>(0);
    let (incoming, receiver) = bounded::<Message>(0);
    let writer = thread::spawn(move || {
        let mut output = io::stdout().lock();
        outgoing.into_iter().try_for_each(|message: Message| message.write(&mut output))
    });
    let complaints = sender.clone();
    let reader = thread::spawn(move || read_all(&mut io::stdin().lock(), &incoming, &complaints));
    (Connection { sender, receiver }, Threads { reader, writer })
}

/// Passes on every message until the editor says goodbye.
fn read_all(input: &mut impl BufRead, incoming: &Sender<Message>, complaints: &Sender<Message>) -> io::Result<()> {
    while let Some(read) = read(input)? {
        match read {
            Ok(message) => {
                let is_goodbye = matches!(&message, Message::Notification(of) if of.method == "exit");
                // Nobody listens any more where the server has ended before its editor.
                if incoming.send(message).is_err() || is_goodbye {
                    break;
                }
            }
            Err(complaint) => {
                let parameters = json!({ "type": 1, "message": format!("copydesk: {complaint}") });
                let notification = Notification::new("window/showMessage".to_owned(), parameters);
                let _ = complaints.send(notification.into());
            }
        }
    }
    Ok(())
}

/// The next message, or why it is none; `None` at the end. An error is a head that cannot be understood, after which
/// nobody knows where a message begins.
fn read(input: &mut impl BufRead) -> io::Result<Option<Result<Message, String>>> {
    let Some(length) = head(input)? else { return Ok(None) };
    let mut body = input.take(length);
    if length > MAX_MESSAGE_BYTES {
        io::copy(&mut body, &mut io::sink())?;
        let most = MAX_MESSAGE_BYTES >> 20;
        return Ok(Some(Err(format!("a message may have {most} MiB, and one of {length} bytes came"))));
    }
    // Room is made for what comes, not for what was announced.
    let mut bytes = Vec::new();
    body.read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the editor is gone in the middle of a message"));
    }
    let message = serde_json::from_slice(&bytes).or_else(|_| serde_json::from_slice(&mended(&bytes)));
    Ok(Some(message.map_err(|error| format!("a message that is none came: {error}"))))
}

/// The length that a head names.
fn head(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let invalid = |message: String| io::Error::new(io::ErrorKind::InvalidData, message);
    let mut input = input.take(MAX_HEAD_BYTES);
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 && input.limit() > 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let Some(line) = line.strip_suffix("\r\n") else {
            let shown: String = line.chars().take(40).flat_map(char::escape_default).collect();
            return Err(invalid(format!("no head of a message: `{shown}`")));
        };
        if line.is_empty() {
            return length.map(Some).ok_or_else(|| invalid("a message without Content-Length came".to_owned()));
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("Content-Length")
        {
            let bytes = value.trim().parse().map_err(|_| invalid(format!("`{value}` is no Content-Length")))?;
            length = Some(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of bytes: the method of each message, or the complaint, or the error at the end.
    fn read_bytes(mut bytes: &[u8]) -> Vec<String> {
        let mut all = Vec::new();
        loop {
            match read(&mut bytes) {
                Ok(Some(Ok(Message::Notification(of)))) => all.push(format!("{} {}", of.method, of.params)),
                Ok(Some(Ok(other))) => panic!("{other:?}"),
                Ok(Some(Err(complaint))) => all.push(complaint),
                Ok(None) => return all,
                Err(error) => {
                    all.push(error.to_string());
                    return all;
                }
            }
        }
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_no_message_is_named_and_the_next_one_is_read() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"a","params":[]}"#);
        let nested = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        let bytes = [&*framed("{"), &*framed("[]"), &*framed(&nested), &*good].concat();
        let all = read_bytes(bytes.as_bytes());
        assert_eq!(all.len(), 4, "{all:?}");
        assert!(all[..3].iter().all(|complaint| complaint.starts_with("a message that is none came")), "{all:?}");
        assert_eq!(all[3], "a []");
    }

    #[test]
    fn half_of_a_pair_is_the_replacement_character() {
        let body = r#"{"jsonrpc":"2.0","method":"a","params":["x\ud83d"]}"#;
        assert_eq!(read_bytes(framed(body).as_bytes()), ["a [\"x\u{fffd}\"]"]);
    }

    #[test]
    fn a_length_is_not_believed() {
        let lied = read_bytes(b"Content-Length: 500000000\r\n\r\n{}");
        assert_eq!(lied, ["the editor is gone in the middle of a message"]);
        let giant = read_bytes(b"Content-Length: 18446744073709551615\r\n\r\n{}");
        assert_eq!(giant, ["a message may have 512 MiB, and one of 18446744073709551615 bytes came"]);
    }

    #[test]
    fn a_head_that_is_none_ends_the_session_with_a_word() {
        for (bytes, word) in [
            ("GET / HTTP/1.1\n\n", "no head of a message: `GET / HTTP/1.1\\n`"),
            ("Content-Length: -1\r\n\r\n", "` -1` is no Content-Length"),
            ("Content-Type: a\r\n\r\n", "a message without Content-Length came"),
        ] {
            assert_eq!(read_bytes(bytes.as_bytes()), [word]);
        }
        let endless = read_bytes("x".repeat(1 << 20).as_bytes());
        assert!(endless[0].starts_with("no head of a message: `xxx") && endless[0].len() < 100, "{endless:?}");
        assert_eq!(read_bytes(b""), [""; 0]);
    }
}
