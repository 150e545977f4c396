//! What is said of a text outside it, where it has the form that it needs: publication date and format.

use crate::text::Format;

/// A publication date: `2024-03-12`, with or without a time behind it.
///
/// # Errors
/// What is wrong with it, in words.
///
/// ```
/// use copydesk::config::checked_date;
/// assert_eq!(checked_date("2024-03-12T08:00"), Ok("2024-03-12T08:00".to_owned()));
/// assert!(checked_date("2024-02-30").is_err());
/// ```
pub fn checked_date(date: &str) -> Result<String, String> {
    let (day, rest) = date.split_at_checked("YYYY-MM-DD".len()).unwrap_or((date, ""));
    let is_day = day.parse::<jiff::civil::Date>().is_ok();
    if is_day && (rest.is_empty() || rest.starts_with(['T', ' '])) {
        Ok(date.to_owned())
    } else {
        Err(format!("`{date}` is no date of the form YYYY-MM-DD"))
    }
}

/// A format that a text in a record can have; a packed one such as .docx is no text yet.
///
/// # Errors
/// What is wrong with it, in words.
///
/// ```
/// use copydesk::{config::checked_format, text::Format};
/// assert_eq!(checked_format("markdown"), Ok(Format::Markdown));
/// assert!(checked_format("docx").is_err());
/// ```
pub fn checked_format(name: &str) -> Result<Format, String> {
    Format::from_name(name)
        .filter(|format| *format != Format::Docx)
        .ok_or_else(|| format!("unknown `format` `{name}`: one of plain, markdown, mdx, html"))
}
