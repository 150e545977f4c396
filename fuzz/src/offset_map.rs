//! The map from the prose back to the source: spans lie inside the source and on characters, verbatim text is the text of
//! the source, blocks are in order and apart.

use copydesk::lex::{self, Lexicon};
use copydesk::markup::{self, Place};
use copydesk::text::{Format, ProseSpan, Source};

/// A text in the format that its first byte chooses.
pub fn offset_map(bytes: &[u8]) {
    let (first, rest) = bytes.split_first().map_or((0, bytes), |(first, rest)| (*first, rest));
    let format = [Format::Plain, Format::Markdown, Format::Mdx, Format::Html][usize::from(first) % 4];
    holds(format, &String::from_utf8_lossy(rest));
}

/// What holds for every document, whatever is in it.
pub fn holds(format: Format, text: &str) {
    let source = Source::new("text", text).expect("a short text is a source").with_format(Some(format));
    let document = markup::read(&source);
    let prose = &*document.prose;

    let mut end = 0;
    for (in_prose, in_source, verbatim) in document.map.pieces() {
        assert!(in_prose.start() >= end, "pieces of {text:?} overlap");
        end = in_prose.end();
        assert!(prose.get(in_prose.range()).is_some(), "{in_prose:?} is no text of {prose:?}");
        let written = text.get(in_source.range());
        assert!(written.is_some(), "{in_source:?} is no text of {text:?}");
        if verbatim {
            assert_eq!(written, prose.get(in_prose.range()), "{in_source:?} of {text:?}");
        }
    }

    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start() >= end, "blocks of {text:?} overlap");
        end = block.span.end();
        let words = block.span.slice(prose);
        assert!(!words.is_empty() && words.trim() == words, "{words:?}");
        match block.place {
            Place::Item { list, position } => assert!(position < document.lists[list as usize].items),
            Place::Cell(cell) => {
                let table = document.tables[cell.table as usize];
                assert!(cell.row < table.rows && cell.column < table.columns, "{cell:?} {table:?} {text:?}");
                let labels = [cell.row_label, cell.column_label];
                assert!(labels.into_iter().flatten().all(|label| (label as usize) < document.blocks.len()));
            }
            Place::Flow | Place::Heading(_) => {}
        }
    }

    let mut end = 0;
    for stretch in &document.opaque {
        assert!(stretch.start() >= end && prose.get(stretch.range()).is_some());
        end = stretch.end();
    }

    // Every span on characters leads to characters.
    let places: Vec<u32> = prose.char_indices().map(|(at, _)| at as u32).chain([prose.len() as u32]).collect();
    for (index, &start) in places.iter().enumerate() {
        for &end in places[index..].iter().step_by(1 + places.len() / 16) {
            let span = document.map.to_source(ProseSpan::new(start, end));
            assert!(text.get(span.range()).is_some(), "{span:?} is no text of {text:?}");
        }
    }

    for suppression in &document.suppressions {
        assert!(text.get(suppression.span.range()).is_some() && text.get(suppression.scope.range()).is_some());
        for rule in &suppression.rules {
            // In front matter YAML folds lines, and takes quotation marks and what a backslash stands for away.
            let written = rule.span.slice(text);
            let bare = |text: &str| text.replace(|c: char| c.is_whitespace() || matches!(c, '"' | '\''), "");
            // An id that is missing has the place where it should be.
            let is_any = rule.id.is_empty() || written.contains('\\');
            assert!(is_any || bare(written) == bare(&rule.id), "{written:?} of {text:?}");
        }
    }
    let lexed = lex::lex(&document, &Lexicon::default());
    assert!(lexed.tokens.windows(2).all(|pair| pair[0].span().end() <= pair[1].span().start()), "{text:?}");
}
