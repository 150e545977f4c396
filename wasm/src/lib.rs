//! The desk inside a browser: the questions of the page, answered in the memory of a WebAssembly module.
//!
//! The page's worker (`page/worker.js`) asks for room, writes a question there, has it answered, and reads the answer.
//! Numbers alone cross the border, so no generated code is needed on either side, and no `unsafe` on this one:
//! `no_mangle` is called unsafe because two functions of one name would clash, and there is nothing else in the module.

use std::cell::RefCell;
use std::path::Path;

use copydesk::config::{Desks, Overlay, Settled};
use copydesk::page::Question;

thread_local! {
    /// The built-in rules; a browser has no folder with a configuration.
    static SETTLED: Settled =
        Desks::new(Overlay { isolated: true, ..Overlay::default() }).for_folder(Path::new("."));
    static QUESTION: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static ANSWER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a question of so many bytes; gives the address to write it to.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> usize {
    QUESTION.with_borrow_mut(|question| {
        *question = vec![0; length];
        question.as_mut_ptr().addr()
    })
}

/// Answers the question that was written, which is number `which` of [`Question::ALL`]; gives 200, or the status
/// of the refusal, whose reason is then the answer.
#[unsafe(no_mangle)]
pub extern "C" fn ask(which: usize) -> u32 {
    let question = QUESTION.take();
    let (status, answer) = match Question::ALL.get(which) {
        Some(kind) => match SETTLED.with(|settled| kind.answer(&question, settled)) {
            Ok(answer) => (200, answer.body),
            Err(refusal) => (u32::from(refusal.status), refusal.reason.into_bytes()),
        },
        None => (404, b"There is no such question.".to_vec()),
    };
    ANSWER.set(answer);
    status
}

/// The address of the answer, which stays until the next question.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    ANSWER.with_borrow(|answer| answer.as_ptr().addr())
}

/// The length of the answer in bytes.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    ANSWER.with_borrow(Vec::len)
}
