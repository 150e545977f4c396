//! The form of a locale.

/// A locale: `en-US`, `en-GB`; an underscore is a hyphen.
///
/// # Errors
/// What is wrong with it, in words.
///
/// ```
/// use copydesk::config::checked_locale;
/// assert_eq!(checked_locale("en_GB"), Ok("en-GB".to_owned()));
/// assert!(checked_locale("British English").is_err());
/// ```
pub fn checked_locale(locale: &str) -> Result<String, String> {
    let is_tag = locale
        .split(['-', '_'])
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_tag { Ok(locale.replace('_', "-")) } else { Err(format!("`{locale}` is no locale such as en-US or en-GB")) }
}
