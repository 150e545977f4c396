//! The locales that a house can have.

use crate::toml_file::did_you_mean;

/// The forms of English whose order of day and month is known.
const LOCALES: &[&str] = &[
    "en", "en-US", "en-GB", "en-AU", "en-BW", "en-BZ", "en-CA", "en-GH", "en-HK", "en-IE", "en-IN", "en-JM", "en-KE",
    "en-MT", "en-MY", "en-NA", "en-NG", "en-NZ", "en-PK", "en-RW", "en-SG", "en-TT", "en-TZ", "en-UG", "en-ZA",
    "en-ZM", "en-ZW",
];

/// A locale: `en-US`, `en-GB`; an underscore is a hyphen, and small letters will do.
///
/// # Errors
/// What is wrong with it, in words.
///
/// ```
/// use copydesk::config::checked_locale;
/// assert_eq!(checked_locale("en_gb"), Ok("en-GB".to_owned()));
/// assert!(checked_locale("de").is_err());
/// ```
pub fn checked_locale(locale: &str) -> Result<String, String> {
    let tag = locale.replace('_', "-");
    if let Some(known) = LOCALES.iter().find(|known| known.eq_ignore_ascii_case(&tag)) {
        return Ok((*known).to_owned());
    }
    Err(format!("`{locale}` is no locale of English; {}", help(&tag)))
}

fn help(tag: &str) -> String {
    // The country has another code than its name suggests, and the nearest one would be another country's.
    if tag.eq_ignore_ascii_case("en-UK") {
        return "did you mean `en-GB`?".to_owned();
    }
    let is_english = tag.get(..3).is_some_and(|language| language.eq_ignore_ascii_case("en-"));
    let near = is_english.then(|| did_you_mean(tag, LOCALES.iter().copied())).flatten();
    near.unwrap_or_else(|| "write `en-US` (month first), `en-GB` (day first) or that of another country".to_owned())
}
