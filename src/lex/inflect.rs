//! Regular English inflection, so that lexicons list lemmas. Also compiled into the build script.

/// The regular forms of a noun other than the lemma: its plural.
pub(crate) fn noun_forms(lemma: &str) -> Vec<String> {
    let (head, tail) = split_last(lemma);
    let plural = if let Some(stem) = tail.strip_suffix("man") {
        format!("{stem}men")
    } else if tail.ends_with(['s', 'x', 'z']) || tail.ends_with("ch") || tail.ends_with("sh") {
        format!("{tail}es")
    } else if ends_in_consonant_y(tail) {
        format!("{}ies", &tail[..tail.len() - 1])
    } else {
        format!("{tail}s")
    };
    vec![format!("{head}{plural}")]
}

/// The regular forms of a verb other than the lemma: -s, -ed, -ing.
pub(crate) fn verb_forms(lemma: &str) -> Vec<String> {
    // "lay off", "call for": the first word inflects.
    let (verb, rest) = lemma.split_once(' ').map_or((lemma, String::new()), |(verb, rest)| (verb, format!(" {rest}")));
    let third = if ends_in_consonant_y(verb) {
        format!("{}ies", &verb[..verb.len() - 1])
    } else if verb.ends_with(['s', 'x', 'z', 'o']) || verb.ends_with("ch") || verb.ends_with("sh") {
        format!("{verb}es")
    } else {
        format!("{verb}s")
    };
    let (past, gerund) = if let Some(stem) = verb.strip_suffix("ie") {
        (format!("{verb}d"), format!("{stem}ying"))
    } else if let Some(stem) = verb.strip_suffix('e') {
        let gerund = if verb.ends_with("ee") { format!("{verb}ing") } else { format!("{stem}ing") };
        (format!("{verb}d"), gerund)
    } else if ends_in_consonant_y(verb) {
        (format!("{}ied", &verb[..verb.len() - 1]), format!("{verb}ing"))
    } else if doubles(verb) {
        let last = &verb[verb.len() - 1..];
        (format!("{verb}{last}ed"), format!("{verb}{last}ing"))
    } else {
        (format!("{verb}ed"), format!("{verb}ing"))
    };
    [third, past, gerund].into_iter().map(|form| form + &rest).collect()
}

fn split_last(lemma: &str) -> (&str, &str) {
    let at = lemma.rfind([' ', '-']).map_or(0, |at| at + 1);
    lemma.split_at(at)
}

fn ends_in_consonant_y(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() > 1 && bytes[bytes.len() - 1] == b'y' && !is_vowel(bytes[bytes.len() - 2])
}

/// Short verbs of the shape consonant-vowel-consonant double the last letter: cut, stab, drop.
fn doubles(word: &str) -> bool {
    let bytes = word.as_bytes();
    let [.., before, vowel, last] = bytes else { return false };
    let vowels = bytes.iter().filter(|&&byte| is_vowel(byte)).count();
    vowels == 1 && is_vowel(*vowel) && !is_vowel(*before) && !is_vowel(*last) && !matches!(last, b'w' | b'x' | b'y')
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}
