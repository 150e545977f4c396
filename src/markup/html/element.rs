//! What the elements of HTML mean for the prose.

use super::tags::Attributes;

/// What an element is to the reader. Elements without a kind are part of the line they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Begins and ends a block.
    Block,
    /// `main`: everything outside is the page around the piece.
    Main,
    /// `article`: the same, if there is one only.
    Article,
    /// `header` and `hgroup`: what follows the headline in it is the standfirst.
    Header,
    /// `h1` to `h6`.
    Heading(u8),
    /// `blockquote`.
    Quote,
    /// `ul` and `ol`.
    List,
    /// `li`.
    Item,
    /// `table`.
    Table,
    /// `tr`.
    Row,
    /// `td`, and `th` with `true`.
    Cell(bool),
    /// `figcaption`, the `caption` of a table.
    Caption,
    /// `address`.
    Credit,
    /// `pre`.
    Code,
    /// `code`, `kbd` …: opaque inside a line.
    InlineCode,
    /// `q`: the browser draws the marks.
    InlineQuote,
    /// `del`, `s`: taken back.
    Struck,
    /// `title`.
    Title,
    /// Parts of the page: `nav`, `aside` ….
    Furniture,
    /// No text for people: `script`, `style` ….
    Dropped,
    /// Any other element, where its attributes hide it.
    Hidden,
}

/// The kind of an element by its name.
pub(super) fn kind(name: &[u8]) -> Option<Kind> {
    Some(match name {
        b"script" | b"style" | b"template" | b"noscript" | b"iframe" | b"object" | b"svg" | b"math" | b"canvas"
        | b"select" | b"textarea" | b"button" | b"audio" | b"video" | b"datalist" | b"noembed" | b"noframes" => {
            Kind::Dropped
        }
        b"nav" | b"aside" | b"footer" | b"form" | b"menu" | b"dialog" => Kind::Furniture,
        b"html" | b"body" | b"head" | b"section" | b"div" | b"p" | b"details" | b"summary" | b"fieldset"
        | b"legend" | b"figure" | b"dl" | b"dt" | b"dd" | b"center" | b"thead" | b"tbody" | b"tfoot" | b"search" => {
            Kind::Block
        }
        b"main" => Kind::Main,
        b"article" => Kind::Article,
        b"header" | b"hgroup" => Kind::Header,
        [b'h', level @ b'1'..=b'6'] => Kind::Heading(level - b'0'),
        b"blockquote" => Kind::Quote,
        b"ul" | b"ol" => Kind::List,
        b"li" => Kind::Item,
        b"table" => Kind::Table,
        b"tr" => Kind::Row,
        b"td" => Kind::Cell(false),
        b"th" => Kind::Cell(true),
        b"figcaption" | b"caption" => Kind::Caption,
        b"address" => Kind::Credit,
        b"pre" | b"listing" | b"xmp" => Kind::Code,
        b"code" | b"kbd" | b"samp" | b"tt" | b"var" => Kind::InlineCode,
        b"q" => Kind::InlineQuote,
        b"del" | b"s" | b"strike" => Kind::Struck,
        b"title" => Kind::Title,
        _ => return None,
    })
}

impl Kind {
    /// Whether it stands inside a line.
    pub(super) const fn is_inline(self) -> bool {
        matches!(self, Self::InlineCode | Self::InlineQuote | Self::Struck | Self::Dropped | Self::Hidden)
    }
}

/// Whether an element has no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// What the attributes of an element say of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Hidden from the reader of the page.
    Hidden,
    /// A part of the page.
    Furniture,
    /// A byline or credit, if it is short.
    Credit,
    /// The paragraph that sums the piece up.
    Standfirst,
    /// The words under a picture.
    Caption,
    /// A quotation set apart.
    Quote,
    /// Notes at the foot.
    Footnote,
}

/// Class names that content systems give to parts of the page; the whole name counts.
const FURNITURE_CLASSES: [&str; 27] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "comment-list",
    "comments",
    "cookie-banner",
    "newsletter",
    "newsletter-signup",
    "pagination",
    "promo",
    "related",
    "related-articles",
    "related-content",
    "related-links",
    "related-stories",
    "screen-reader-text",
    "share",
    "share-buttons",
    "sharing",
    "skip-link",
    "social",
    "social-share",
    "sponsored",
    "visually-hidden",
];

/// Parts of class names, between hyphens and underscores, that say what a paragraph is.
const CLASS_WORDS: [(&str, Mark); 12] = [
    ("byline", Mark::Credit),
    ("credit", Mark::Credit),
    ("credits", Mark::Credit),
    ("standfirst", Mark::Standfirst),
    ("dek", Mark::Standfirst),
    ("deck", Mark::Standfirst),
    ("subtitle", Mark::Standfirst),
    ("caption", Mark::Caption),
    ("pullquote", Mark::Quote),
    ("blockquote", Mark::Quote),
    ("footnote", Mark::Footnote),
    ("footnotes", Mark::Footnote),
];

/// What the attributes of a start tag say.
pub(super) fn mark(attributes: &Attributes, kind: Kind) -> Option<Mark> {
    let hidden = attributes.get("hidden").is_some()
        || attributes.get("aria-hidden").is_some_and(|(value, _)| value.eq_ignore_ascii_case("true"));
    if hidden {
        return Some(Mark::Hidden);
    }
    let role = attributes.get("role").map(|(role, _)| role);
    if matches!(role, Some("doc-footnote" | "doc-endnotes")) {
        return Some(Mark::Footnote);
    }
    let (classes, _) = attributes.get("class")?;
    // A class of the whole page says nothing of its parts.
    let may_be_furniture = !matches!(kind, Kind::Main | Kind::Article);
    classes.split_ascii_whitespace().find_map(|class| {
        let class = class.to_ascii_lowercase();
        if may_be_furniture && FURNITURE_CLASSES.binary_search(&class.as_str()).is_ok() {
            return Some(Mark::Furniture);
        }
        class
            .split(['-', '_'])
            .find_map(|word| CLASS_WORDS.iter().find(|(known, _)| *known == word).map(|(_, mark)| *mark))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn classes_are_sorted() {
        assert!(super::FURNITURE_CLASSES.is_sorted());
    }
}
