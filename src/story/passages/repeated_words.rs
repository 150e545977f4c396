//! Words that stand twice in a row: `most of of the fleet`.

use crate::lex::{Class, Token, TokenKind};
use crate::story::view::View;
use crate::text::ProseSpan;

/// A word that stands twice in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatedWord {
    /// The first place.
    pub first: ProseSpan,
    /// The second place.
    pub again: ProseSpan,
    /// Whether it is one of the small words that never mean anything by it: `the`, `of`.
    pub function_word: bool,
}

/// Every word twice in a row with nothing but white space between; names and small children may.
pub(super) fn find(view: &View<'_>) -> Vec<RepeatedWord> {
    let (document, lexed, lexicon) = (view.document, view.lexed, view.lexicon);
    let text = |token: &Token| token.span().slice(&document.prose);
    let in_one_sentence = |at: usize| {
        let sentence = lexed.sentences.partition_point(|sentence| sentence.tokens.end as usize <= at);
        lexed
            .sentences
            .get(sentence)
            .is_some_and(|sentence| (sentence.tokens.start as usize..sentence.tokens.end as usize - 1).contains(&at))
    };
    // `shrink_to`, `to_string`: the end or the beginning of a name of code.
    let is_whole = |at: usize, again: usize| {
        let joined = |token: &Token| token.kind == TokenKind::Other && text(token) == "_";
        let before = at.checked_sub(1).map(|before| &lexed.tokens[before]);
        let behind = lexed.tokens.get(again + 1);
        !(lexed.tokens[at].is_glued() && before.is_some_and(joined)
            || behind.is_some_and(|behind| behind.is_glued() && joined(behind)))
    };
    // Nearly all neighbours differ, which is seen at the lists' numbers of their words and at their lengths.
    let alike = view.lexed.landmarks.twins.iter().map(|&at| at as usize);
    let alike = alike.map(|at| (at, view.token(at), view.token(at + 1)));
    let repeated = alike.filter(|&(at, first, again)| {
        text(first).eq_ignore_ascii_case(text(again))
            && !again.is_capital()
            // "Then Will will show it"
            && (!first.is_capital() || first.is_sentence_start())
            // "fees for for-profit schools"
            && lexed.tokens.get(at + 2).is_none_or(|next| next.kind != TokenKind::Hyphen || !next.is_glued())
            && text(first).len() > 1
            && document.prose[first.span().end() as usize..again.span().start() as usize].trim().is_empty()
            && first.span().end() < again.span().start()
            && !lexicon.is(again.word, Class::DoubledWord)
            && is_whole(at, at + 1)
            && in_one_sentence(at)
    });
    repeated
        .map(|(_, first, again)| RepeatedWord {
            first: first.span(),
            again: again.span(),
            function_word: lexicon.is_any(again.word, Class::FunctionWord.bit() | Class::Auxiliary.bit()),
        })
        .collect()
}
