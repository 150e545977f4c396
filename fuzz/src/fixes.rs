//! Fixes: what is safe is applied, the text is a text after it, nothing is left to do, and no figure has changed.

use copydesk::fix::{Wanted, fix};
use copydesk::text::{Format, Source};

use super::{desk, formats, split, text};

/// A text in the format that the first byte chooses.
pub fn fixes(bytes: &[u8]) {
    let (first, rest) = split(bytes);
    let format = [Format::Plain, Format::Markdown, Format::Html, Format::Mdx][usize::from(first) % 4];
    let Ok(source) = Source::new("text", text(rest)) else { return };
    let source = source.with_format(Some(format));
    let before = source.text().to_owned();
    let fixed = fix(desk(), source.clone(), Wanted::Safe, |_, _| true);
    if fixed.done.is_empty() {
        assert_eq!(fixed.source.text(), before, "nothing was done, and the text has changed");
    }
    for finding in &fixed.outcome.findings {
        formats::is_sound(&fixed.source, finding);
    }
    let after = fixed.source.text().to_owned();
    let again = fix(desk(), fixed.source, Wanted::Safe, |_, _| true);
    assert_eq!(again.source.text(), after, "a second run of the fixes of {before:?} does more: {:?}", again.done);
    let unsafely = fix(desk(), source, Wanted::Unsafe, |_, _| true);
    for finding in &unsafely.outcome.findings {
        formats::is_sound(&unsafely.source, finding);
    }
}
