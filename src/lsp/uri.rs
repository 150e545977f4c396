//! `file:` addresses and paths.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

/// The path that a `file:` address names; `None` for texts that are no files.
pub(super) fn to_path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file://")?;
    // Some clients name the machine; only this one is meant.
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let mut bytes = Vec::with_capacity(rest.len());
    let mut input = rest.bytes();
    while let Some(byte) = input.next() {
        if byte == b'%' {
            let high = char::from(input.next()?).to_digit(16)?;
            let low = char::from(input.next()?).to_digit(16)?;
            bytes.push((high * 16 + low) as u8);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok()?;
    // `/C:/news` is the Windows path `C:/news`.
    let is_drive = matches!(path.as_bytes(), [b'/', letter, b':', ..] if letter.is_ascii_alphabetic());
    Some(PathBuf::from(if is_drive && cfg!(windows) { &path[1..] } else { &path }))
}

/// The `file:` address of a path.
pub(super) fn of_path(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::with_capacity(path.len() + 8);
    uri.push_str(if path.starts_with('/') { "file://" } else { "file:///" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    Uri(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let path = Path::new("/news/über uns/50% off.md");
        let uri = of_path(path);
        assert_eq!(uri.0, "file:///news/%C3%BCber%20uns/50%25%20off.md");
        assert_eq!(to_path(&uri).as_deref(), Some(path));
        assert_eq!(to_path(&Uri("untitled:Untitled-1".into())), None);
        assert_eq!(to_path(&Uri("file:///broken%2".into())), None);
    }
}
