//! What the user has set in the editor, and where the configuration of a text is.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::document::Encoding;
use super::{actions, uri};
use crate::config;

/// Settings of the editor; all have a default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Settings {
    /// Whether resolved dates and worked-out shares are shown in the text.
    pub(super) inlay_hints: bool,
    /// Publication date of texts that do not name theirs.
    pub(super) date: Option<String>,
    /// `en-US` or `en-GB`.
    pub(super) locale: Option<String>,
}

impl Settings {
    /// Reads them from what the client sent, with or without a `copydesk` key around them.
    pub(super) fn of_client(sent: Option<&Json>) -> Self {
        let Some(sent) = sent else { return Self::default() };
        let own = sent.get("copydesk").unwrap_or(sent);
        let text = |key: &str| own.get(key).and_then(Json::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
        Self {
            inlay_hints: own.get("inlayHints").and_then(Json::as_bool).unwrap_or(false),
            date: text("date"),
            locale: text("locale"),
        }
    }
}

/// The configuration nearest to a text, or the one to create in the folder that is open.
pub(super) fn nearest(path: &Path, folders: &[PathBuf], encoding: Encoding) -> actions::Settings {
    let folder = path.parent().unwrap_or(path);
    if let Some(file) = config::nearest(folder)
        && let Ok(text) = config::read(&file)
    {
        return actions::Settings { uri: uri::of_path(&file), text: Some(text), encoding };
    }
    let root = folders.iter().find(|folder| path.starts_with(folder)).map_or(folder, PathBuf::as_path);
    actions::Settings { uri: uri::of_path(&root.join(config::NAMES[0])), text: None, encoding }
}
