//! Just enough of HTTP/1.1 for one page and three calls, against clients that may be slow, huge or hostile.
//!
//! Every wait has an end: a head must be there within [`HEAD_TIME`], a body within [`BODY_TIME`], and a
//! connection that says nothing is closed. Every size has a limit, which the refusal names.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// Largest body; a novel has a megabyte, and a `.docx` with pictures a few.
pub(super) const MAX_BODY: usize = 16 << 20;
/// Largest head, request line and all.
const MAX_HEAD: usize = 16 << 10;
/// Most header lines.
const MAX_HEADERS: usize = 64;
/// How long a connection may be silent between two requests.
const IDLE_TIME: Duration = Duration::from_secs(15);
/// How long a head may take from its first byte on.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a body may take.
const BODY_TIME: Duration = Duration::from_secs(30);
/// How long one write may block …
const WRITE_TIME: Duration = Duration::from_secs(10);
/// … and how long it may take until an answer is written.
const ANSWER_TIME: Duration = Duration::from_secs(60);
/// How long the rest of a refused body is read away, so that the client gets to see the refusal.
const DRAIN_TIME: Duration = Duration::from_secs(3);

/// A request with its body.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path without the query.
    pub(super) path: String,
    /// The `Host` header, if there is exactly one.
    pub(super) host: Option<String>,
    pub(super) origin: Option<String>,
    /// Where a browser says the request comes from: `same-origin`, `cross-site`, ….
    pub(super) fetch_site: Option<String>,
    /// Media type without parameters, in lower case.
    pub(super) content_type: Option<String>,
    pub(super) body: Vec<u8>,
    /// Whether the connection stays open.
    pub(super) keeps_alive: bool,
}

/// What is answered.
#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) content_type: &'static str,
    pub(super) body: Vec<u8>,
}

impl Response {
    pub(super) fn ok(content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, content_type, body: body.into() }
    }

    pub(super) fn refusal(status: u16, reason: impl Into<String>) -> Self {
        Self { status, content_type: "text/plain; charset=utf-8", body: (reason.into() + "\n").into_bytes() }
    }
}

/// Why there is no request.
#[derive(Debug)]
pub(super) enum NoRequest {
    /// The client is gone, or too slow to be told anything.
    Closed,
    /// The client can be told; the connection is of no use afterwards.
    Refused(Response),
}

impl From<io::Error> for NoRequest {
    fn from(_: io::Error) -> Self {
        Self::Closed
    }
}

/// A client at the other end: a socket, or bytes in memory.
pub trait Stream: Read + Write {
    /// The longest that the next read may wait.
    ///
    /// # Errors
    /// If the stream takes no such limit.
    fn read_within(&mut self, time: Duration) -> io::Result<()>;

    /// Says that nothing follows.
    fn close(&mut self);
}

impl Stream for TcpStream {
    fn read_within(&mut self, time: Duration) -> io::Result<()> {
        self.set_read_timeout(Some(time))
    }

    fn close(&mut self) {
        let _ = self.shutdown(Shutdown::Both);
    }
}

/// A client, and what it has sent beyond the request that was read last.
#[derive(Debug)]
pub(super) struct Connection<S> {
    stream: S,
    pending: Vec<u8>,
}

/// Sets the limits of a socket that are the same for every request.
pub(super) fn limited(stream: TcpStream) -> io::Result<TcpStream> {
    stream.set_write_timeout(Some(WRITE_TIME))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl<S: Stream> Connection<S> {
    pub(super) const fn new(stream: S) -> Self {
        Self { stream, pending: Vec::new() }
    }

    /// Reads the next request.
    pub(super) fn read(&mut self) -> Result<Request, NoRequest> {
        if self.pending.is_empty() {
            self.fill(Instant::now() + IDLE_TIME)?;
        }
        let deadline = Instant::now() + HEAD_TIME;
        let (mut request, head, length) = loop {
            let parsed = parse(&self.pending)?;
            let head = parsed.as_ref().map_or(self.pending.len(), |&(_, head, _)| head);
            if head > MAX_HEAD {
                return Err(refused(431, format!("The head of a request may have {MAX_HEAD} bytes.")));
            }
            if let Some(parsed) = parsed {
                break parsed;
            }
            self.fill(deadline)?;
        };
        self.pending.drain(..head);
        if length > MAX_BODY {
            self.drain(length);
            let megabytes = MAX_BODY >> 20;
            return Err(refused(
                413,
                format!("A text may have {megabytes} MiB ({MAX_BODY} bytes) here; this one has {length} bytes."),
            ));
        }
        let deadline = Instant::now() + BODY_TIME;
        while self.pending.len() < length {
            self.fill(deadline)?;
        }
        let rest = self.pending.split_off(length);
        request.body = std::mem::replace(&mut self.pending, rest);
        Ok(request)
    }

    /// Waits for more bytes, until the deadline at the latest.
    fn fill(&mut self, deadline: Instant) -> Result<(), NoRequest> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(NoRequest::Closed);
        }
        self.stream.read_within(left)?;
        let mut buffer = [0; 64 << 10];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(0) => return Err(NoRequest::Closed),
                Ok(count) => {
                    self.pending.extend_from_slice(&buffer[..count]);
                    return Ok(());
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Reads a refused body away: closing while the client still writes would lose it the answer.
    fn drain(&mut self, length: usize) {
        let deadline = Instant::now() + DRAIN_TIME;
        let mut left = length.saturating_sub(self.pending.len());
        self.pending.clear();
        while left > 0 && self.fill(deadline).is_ok() {
            left = left.saturating_sub(self.pending.len());
            self.pending.clear();
        }
    }

    /// Answers; a body is left out where only the head was asked for.
    pub(super) fn write(&mut self, response: &Response, keeps_alive: bool, head_only: bool) -> io::Result<()> {
        let head = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: {}\r\n{}\r\n",
            response.status,
            reason(response.status),
            response.content_type,
            response.body.len(),
            if keeps_alive { "keep-alive" } else { "close" },
            super::guard::HEADERS,
        );
        let mut bytes = head.into_bytes();
        if !head_only {
            bytes.extend_from_slice(&response.body);
        }
        let deadline = Instant::now() + ANSWER_TIME;
        let mut left = &bytes[..];
        // Not all at once: a client that takes a byte now and then would hold its place for ever.
        while !left.is_empty() {
            match self.stream.write(left) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(count) => left = &left[count..],
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            if Instant::now() > deadline {
                return Err(ErrorKind::TimedOut.into());
            }
        }
        Ok(())
    }

    pub(super) fn close(mut self) {
        self.stream.close();
    }
}

/// The request in `bytes` without its body, the length of its head, and that of its body; `None` if the head
/// is not all there.
fn parse(bytes: &[u8]) -> Result<Option<(Request, usize, usize)>, NoRequest> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let head = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(head)) => head,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(error) => return Err(refused(400, format!("This is no HTTP request: {error}."))),
    };
    let path = parsed.path.unwrap_or_default();
    let mut request = Request {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: path.split(['?', '#']).next().unwrap_or_default().to_owned(),
        keeps_alive: parsed.version == Some(1),
        ..Request::default()
    };
    let mut length = None;
    let mut hosts = 0;
    for header in parsed.headers.iter() {
        let Ok(value) = std::str::from_utf8(header.value).map(str::trim) else {
            return Err(refused(400, "A header is not UTF-8."));
        };
        let is = |name: &str| header.name.eq_ignore_ascii_case(name);
        if is("host") {
            hosts += 1;
            request.host = (hosts == 1).then(|| value.to_owned());
        } else if is("origin") {
            request.origin = Some(value.to_owned());
        } else if is("sec-fetch-site") {
            request.fetch_site = Some(value.to_owned());
        } else if is("content-type") {
            request.content_type = value.split(';').next().map(|kind| kind.trim().to_ascii_lowercase());
        } else if is("connection") {
            request.keeps_alive &= !value.eq_ignore_ascii_case("close");
        } else if is("content-length") {
            let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            match value.parse::<usize>() {
                Ok(bytes) if is_number && length.is_none_or(|length| length == bytes) => length = Some(bytes),
                _ => return Err(refused(400, "Content-Length is not one number.")),
            }
        } else if is("transfer-encoding") {
            return Err(refused(411, "Send a Content-Length; a body in chunks is not taken."));
        }
    }
    if length.is_none() && request.method == "POST" {
        return Err(refused(411, "Send a Content-Length."));
    }
    Ok(Some((request, head, length.unwrap_or(0))))
}

fn refused(status: u16, reason: impl Into<String>) -> NoRequest {
    NoRequest::Refused(Response::refusal(status, reason))
}

const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "",
    }
}
