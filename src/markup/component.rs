//! What stands inside a component of MDX or between the paired tags of a template.
//!
//! `<Tab> … </Tab>`, `{% tab %} … {% endtab %}`, `{{< tab >}} … {{< /tab >}}`. A tag that is never closed holds nothing;
//! an element of HTML, in small letters, is no component.

use super::mask::{Mask, MaskKind};
use crate::text::SourceSpan;

/// Open tags that are remembered; deeper ones belong to no page that people write.
const DEEPEST: usize = 64;

/// What a tag does.
enum Tag<'s> {
    Opens(&'s str),
    Closes(&'s str),
}

/// The outermost components, in order.
pub(super) fn find(source: &str, masks: &[Mask]) -> Vec<SourceSpan> {
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut found: Vec<SourceSpan> = Vec::new();
    for mask in masks.iter().filter(|mask| mask.kind == MaskKind::Code) {
        match tag(&source[mask.range.clone()]) {
            Some(Tag::Opens(name)) => {
                // Tags without an end are many in templates; the oldest gives way.
                if open.len() == DEEPEST {
                    open.remove(0);
                }
                open.push((name, mask.range.end));
            }
            Some(Tag::Closes(name)) => {
                let Some(at) = open.iter().rposition(|&(opened, _)| opened == name) else { continue };
                let start = open[at].1 as u32;
                open.truncate(at);
                while found.last().is_some_and(|inner| inner.start() >= start) {
                    found.pop();
                }
                found.push(SourceSpan::new(start, mask.range.start as u32));
            }
            None => {}
        }
    }
    found
}

fn tag(text: &str) -> Option<Tag<'_>> {
    if let Some(inside) = text.strip_prefix('<') {
        return jsx(inside);
    }
    let inside = text.strip_prefix("{%").or_else(|| text.strip_prefix("{{<")).or_else(|| text.strip_prefix("{{%"))?;
    let inside = inside.trim_start_matches(['-', ' ']);
    let closing = inside.strip_prefix('/').or_else(|| inside.strip_prefix("end"));
    let name = name_of(closing.unwrap_or(inside).trim_start());
    (!name.is_empty()).then_some(if closing.is_some() { Tag::Closes(name) } else { Tag::Opens(name) })
}

/// `<Name …>` and `</Name>`, behind the angle.
fn jsx(inside: &str) -> Option<Tag<'_>> {
    let closing = inside.strip_prefix('/');
    let name = name_of(closing.unwrap_or(inside));
    let is_component = name.starts_with(|c: char| c.is_ascii_uppercase());
    if !is_component || inside.ends_with("/>") {
        return None;
    }
    Some(if closing.is_some() { Tag::Closes(name) } else { Tag::Opens(name) })
}

fn name_of(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::super::markdown::{Dialect, read};

    fn inside(source: &str, dialect: Dialect) -> Vec<&str> {
        read(source, dialect).components.iter().map(|span| source[span.range()].trim()).collect()
    }

    #[test]
    fn outermost_pairs() {
        for (source, want) in [
            ("a\n\n<Tab>\n\nb\n\n</Tab>\n\nc\n", vec!["b"]),
            ("<Tab>b</Tab> and <Tab>c</Tab>\n", vec!["b", "c"]),
            ("<Tabs>\n<Tab>\nb\n</Tab>\n</Tabs>\n", vec!["<Tab>\nb\n</Tab>"]),
            ("<Chart id=\"a\" />\n\nb\n\n</Chart>\n", vec![]),
            ("<div>\n\nb\n\n</div>\n", vec![]),
            ("<Tab>\n\nb\n", vec![]),
        ] {
            assert_eq!(inside(source, Dialect::Mdx), want, "{source}");
        }
        for (source, want) in [
            ("{% tab %}\nb\n{% endtab %}\n\nc\n", vec!["b"]),
            ("{{< tab >}}\nb\n{{< /tab >}}\n\nc\n", vec!["b"]),
            ("See {{< ref >}} and {{ page.n }}.\n", vec![]),
        ] {
            assert_eq!(inside(source, Dialect::CommonMark), want, "{source}");
        }
    }
}
