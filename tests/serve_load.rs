//! `copydesk serve` when too much is wanted of it: it turns away what is too much, says so, and serves on.

#![cfg(feature = "program")]
#![allow(clippy::unwrap_used, reason = "a test that cannot connect has failed")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use copydesk::config::{Desks, Overlay};
use copydesk::serve::Server;
use serde_json::json;

fn port() -> u16 {
    static PORT: OnceLock<u16> = OnceLock::new();
    *PORT.get_or_init(|| {
        let server = Server::bind(0, Desks::new(Overlay { isolated: true, ..Overlay::default() })).unwrap();
        let port = server.url().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
        thread::spawn(move || server.run(|fault| panic!("{fault:?}")));
        port
    })
}

fn connect() -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port())).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream
}

/// The status of the answer to a check of a text, on a connection of its own; 0 if there is none.
fn check(text: &str) -> u16 {
    let body = json!({ "text": text, "format": "text", "name": "story" }).to_string();
    let head = format!(
        "POST /api/check HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        port(),
        body.len()
    );
    let mut stream = connect();
    let mut answer = Vec::new();
    let _ = stream.write_all(&[head.as_bytes(), body.as_bytes()].concat());
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}

/// One after the other, for each wants all the connections that there are.
#[test]
fn the_desk_stands_a_run_on_it() {
    many_connections_are_turned_away_with_a_word();
    many_texts_at_once_are_all_checked(&"Jonas Feld said that 15 of 45 boats had crossed. ".repeat(400));
    // Long ones have to wait for one another.
    many_texts_at_once_are_all_checked(&format!("15 of 45 boats.{}", " ".repeat(1_100_000)));
    a_client_that_takes_its_answer_slowly_holds_up_nobody();
}

fn many_connections_are_turned_away_with_a_word() {
    let idle: Vec<TcpStream> = (0..32).map(|_| connect()).collect();
    // The desk takes connections in their order, so that those are taken when this one is answered.
    let mut told = Vec::new();
    for _ in 0..200 {
        let mut answer = String::new();
        let _ = connect().read_to_string(&mut answer);
        told.push(answer);
    }
    assert!(told.iter().all(|answer| answer.starts_with("HTTP/1.1 503 ")), "{told:?}");
    assert!(told[0].ends_with("Too many connections are open.\n"), "{}", told[0]);
    drop(idle);
    let started = Instant::now();
    while check("15 of 45 boats.") != 200 {
        assert!(started.elapsed() < Duration::from_secs(20), "the desk does not come back");
        thread::sleep(Duration::from_millis(20));
    }
}

fn many_texts_at_once_are_all_checked(text: &str) {
    let clients: Vec<_> = (0..24)
        .map(|_| {
            let text = text.to_owned();
            thread::spawn(move || check(&text))
        })
        .collect();
    let statuses: Vec<u16> = clients.into_iter().map(|client| client.join().unwrap()).collect();
    assert!(statuses.iter().all(|&status| status == 200), "{statuses:?}");
}

fn a_client_that_takes_its_answer_slowly_holds_up_nobody() {
    let slow: Vec<TcpStream> = (0..24)
        .map(|_| {
            let mut stream = connect();
            // So many pages that the answers do not go into the buffers between the two.
            let page = format!("GET /desk.js HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", port());
            stream.set_write_timeout(Some(Duration::from_millis(200))).unwrap();
            let _ = stream.write_all(page.repeat(500).as_bytes());
            stream
        })
        .collect();
    let started = Instant::now();
    assert_eq!(check("15 of 45 boats."), 200);
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    drop(slow);
}
