//! `copydesk serve`: the desk as a page in the browser, for people who never open a terminal.
//!
//! Comes in: requests of the page, over loopback alone. Goes out: the page, which is part of the binary, and
//! what it asks for. One thread for each connection, of which there are few; nothing is kept between two
//! requests and nothing is written anywhere, so the text never leaves the machine.

mod guard;
mod http;

use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::config::{Desks, Settled};
use crate::page::{self, Question};
use crate::report::Notice;
use http::{Connection, NoRequest, Request, Response};

pub use http::Stream;

/// A browser opens half a dozen connections to a site; more than this is not a browser.
const MOST_CONNECTIONS: usize = 32;
/// Texts from this length on, a megabyte, are checked one at a time: thirty-two of the largest would take the memory of the
/// whole machine.
const LARGE: usize = 1 << 20;
/// How long to wait when the machine has no connection to give, before asking again.
const SHORTAGE: Duration = Duration::from_millis(100);

/// A desk that listens.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
    desks: Arc<Desks>,
}

impl Server {
    /// Listens on a port of 127.0.0.1, or on any free one if `port` is 0.
    ///
    /// # Errors
    /// If the port is taken.
    pub fn bind(port: u16, desks: Desks) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port, desks: Arc::new(desks) })
    }

    /// What to type into the browser.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers until the process ends. The configuration is read anew whenever it has changed, and `complain` is
    /// told what is wrong with it. A shortage of connections or threads is waited out.
    pub fn run(&self, complain: impl Fn(&Notice) + Send + Sync + 'static) -> ! {
        let complain = Arc::new(complain);
        let open = Arc::new(AtomicUsize::new(0));
        loop {
            let Ok((stream, _)) = self.listener.accept() else {
                thread::sleep(SHORTAGE);
                continue;
            };
            let Ok(stream) = http::limited(stream) else { continue };
            let place = Place::take(&open);
            let (desks, complain, port) = (Arc::clone(&self.desks), Arc::clone(&complain), self.port);
            let started = thread::Builder::new().name("connection".to_owned()).spawn(move || match place {
                Some(_place) => converse(stream, &desks, port, &*complain),
                None => turn_away(Connection::new(stream)),
            });
            if started.is_err() {
                thread::sleep(SHORTAGE);
            }
        }
    }
}

/// One of the connections that may be open; given back when dropped, even if a thread panics.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(open: &Arc<AtomicUsize>) -> Option<Self> {
        let place = Self(Arc::clone(open));
        (open.fetch_add(1, Ordering::Relaxed) < MOST_CONNECTIONS).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn turn_away(mut connection: Connection<TcpStream>) {
    let _ = connection.write(&Response::refusal(503, "Too many connections are open."), false, false);
    connection.close();
}

/// Answers the requests of one client, one after the other, as the desk at `port` does; `complain` is told what is wrong
/// with the configuration.
pub fn converse(stream: impl Stream, desks: &Desks, port: u16, complain: &dyn Fn(&Notice)) {
    let mut connection = Connection::new(stream);
    loop {
        let (response, keeps_alive, head_only) = match connection.read() {
            Ok(request) => {
                let response = guard::refuse(&request, port).unwrap_or_else(|| answer(&request, desks, complain));
                (response, request.keeps_alive, request.method == "HEAD")
            }
            Err(NoRequest::Refused(response)) => (response, false, false),
            Err(NoRequest::Closed) => break,
        };
        if connection.write(&response, keeps_alive, head_only).is_err() || !keeps_alive {
            break;
        }
    }
    connection.close();
}

fn answer(request: &Request, desks: &Desks, complain: &dyn Fn(&Notice)) -> Response {
    let is_get = matches!(request.method.as_str(), "GET" | "HEAD");
    if let Some(question) = request.path.strip_prefix("/api/").and_then(Question::from_name) {
        return match request.method.as_str() {
            "POST" => ask(question, request, desks, complain),
            _ => Response::refusal(405, "Ask with POST."),
        };
    }
    let name = match request.path.strip_prefix('/') {
        Some("") => "index.html",
        Some(name) => name,
        None => return Response::refusal(404, "There is nothing here."),
    };
    match page::FILES.iter().find(|file| file.name == name) {
        Some(file) if is_get => Response::ok(file.media_type, file.content),
        Some(_) => Response::refusal(405, "The page is for GET."),
        None => Response::refusal(404, "There is nothing here."),
    }
}

fn ask(question: Question, request: &Request, desks: &Desks, complain: &dyn Fn(&Notice)) -> Response {
    // Browsers send this type to another site only after asking it, which the desk does not answer.
    if request.content_type.as_deref() != Some(question.media_type()) {
        return Response::refusal(415, format!("Send {}.", question.media_type()));
    }
    static TURN: Mutex<()> = Mutex::new(());
    let is_large = request.body.len() > LARGE;
    let _turn = is_large.then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner));
    match question.answer(&request.body, &settled(desks, complain)) {
        Ok(answer) => Response::ok(answer.media_type, answer.body),
        Err(refusal) => Response::refusal(refusal.status, refusal.reason),
    }
}

/// What holds now in the folder that the server runs in.
fn settled(desks: &Desks, complain: &dyn Fn(&Notice)) -> Settled {
    desks.refresh();
    let settled = desks.for_folder(Path::new("."));
    for fault in desks.take_faults() {
        complain(&fault);
    }
    settled
}
