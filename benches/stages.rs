//! How fast each stage is, and the whole: `cargo bench`. The figures are bytes of the source a second.
//!
//! What two versions of the code cost is better told by `.ci/instructions`, which does not depend on what else the
//! machine does.

mod corpus;

use copydesk::check::Desk;
use copydesk::fact::Bounds;
use copydesk::lex::Lexicon;
use copydesk::story::Story;
use copydesk::text::Source;
use copydesk::{claim, grammar, lex, markup};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

const BYTES: usize = 64 * 1024;

fn news() -> Source {
    Source::new("news.txt", corpus::news(1, BYTES)).expect("text")
}

fn page() -> Source {
    Source::new("page.md", corpus::markdown(2, BYTES)).expect("text")
}

fn measure<T>(bencher: Bencher<'_, '_>, source: &Source, stage: impl Fn() -> T + Sync) {
    bencher.counter(BytesCount::of_str(source.text())).bench(stage);
}

#[divan::bench]
fn markup_plain(bencher: Bencher<'_, '_>) {
    let source = news();
    measure(bencher, &source, || markup::read(&source));
}

#[divan::bench]
fn markup_markdown(bencher: Bencher<'_, '_>) {
    let source = page();
    measure(bencher, &source, || markup::read(&source));
}

#[divan::bench]
fn lex_words(bencher: Bencher<'_, '_>) {
    let source = news();
    let lexicon = Lexicon::default();
    let document = markup::read(&source);
    measure(bencher, &source, || lex::lex(&document, &lexicon));
}

#[divan::bench]
fn grammar_facts(bencher: Bencher<'_, '_>) {
    let source = news();
    let lexicon = Lexicon::default();
    let document = markup::read(&source);
    let lexed = lex::lex(&document, &lexicon);
    measure(bencher, &source, || grammar::scan(&document.prose, &lexed, &lexicon));
}

/// What the goal for the pure grammar is set for: words and facts together, of Markdown.
#[divan::bench]
fn lex_and_grammar_markdown(bencher: Bencher<'_, '_>) {
    let source = page();
    let lexicon = Lexicon::default();
    let document = markup::read(&source);
    measure(bencher, &source, || {
        let lexed = lex::lex(&document, &lexicon);
        grammar::scan(&document.prose, &lexed, &lexicon)
    });
}

/// The Markdown files right in the folder that `COPYDESK_TEXTS` names, which are none if it names none.
fn texts() -> Vec<Source> {
    let Some(folder) = std::env::var_os("COPYDESK_TEXTS") else { return Vec::new() };
    let files = std::fs::read_dir(folder).expect("COPYDESK_TEXTS is a folder").map(|file| file.expect("file").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    files.sort();
    files
        .iter()
        .map(|path| Source::new("page.md", std::fs::read_to_string(path).expect("a text")).expect("text"))
        .collect()
}

/// The same of texts of your own.
#[divan::bench]
fn lex_and_grammar_texts(bencher: Bencher<'_, '_>) {
    let sources = texts();
    let lexicon = Lexicon::default();
    let documents: Vec<_> = sources.iter().map(markup::read).collect();
    let bytes: usize = sources.iter().map(|source| source.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        for document in &documents {
            let lexed = lex::lex(document, &lexicon);
            divan::black_box(grammar::scan(&document.prose, &lexed, &lexicon));
        }
    });
}

/// Beside it `wc -w` over the same texts, which starts a program and reads the files each time.
#[divan::bench]
fn wc_texts(bencher: Bencher<'_, '_>) {
    let Some(folder) = std::env::var_os("COPYDESK_TEXTS") else { return };
    let bytes: usize = texts().iter().map(|source| source.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        let script = "find \"$0\" -maxdepth 1 -name '*.md' -print0 | xargs -0 wc -w";
        std::process::Command::new("sh").args(["-c", script]).arg(&folder).output().expect("wc")
    });
}

#[divan::bench]
fn claims(bencher: Bencher<'_, '_>) {
    let source = news();
    let lexicon = Lexicon::default();
    let document = markup::read(&source);
    let lexed = lex::lex(&document, &lexicon);
    let facts = grammar::scan(&document.prose, &lexed, &lexicon);
    measure(bencher, &source, || claim::read(&document, &lexed, &lexicon, &facts));
}

/// Markup, words, facts, claims and what connects them.
#[divan::bench]
fn story(bencher: Bencher<'_, '_>) {
    let source = news();
    let lexicon = Lexicon::default();
    measure(bencher, &source, || Story::read(&source, &lexicon, Bounds::default()));
}

#[divan::bench]
fn rules(bencher: Bencher<'_, '_>) {
    let source = news();
    let desk = Desk::built_in();
    let story = desk.read(&source);
    measure(bencher, &source, || desk.judge(&story));
}

#[divan::bench]
fn check_news(bencher: Bencher<'_, '_>) {
    let source = news();
    let desk = Desk::built_in();
    measure(bencher, &source, || desk.check(&source));
}

#[divan::bench]
fn check_markdown(bencher: Bencher<'_, '_>) {
    let source = page();
    let desk = Desk::built_in();
    measure(bencher, &source, || desk.check(&source));
}

/// What a run costs before it reads: the rules, of which none is compiled yet.
#[divan::bench]
fn start_up() -> Desk {
    Desk::built_in()
}
