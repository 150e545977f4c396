//! From bytes to a source, or to a fault that shows the place.

#[cfg(feature = "docx")]
use crate::markup::docx;
use crate::report::Notice;
#[cfg(feature = "docx")]
use crate::text::Format;
use crate::text::Source;

/// Bytes around a bad one that its fault shows.
const AROUND: usize = 200;

/// Makes a source of what a file held.
pub(super) fn source(name: &str, bytes: Vec<u8>) -> Result<Source, Notice> {
    #[cfg(feature = "docx")]
    if Format::from_path(name).or_else(|| Format::sniff(&bytes)) == Some(Format::Docx) {
        return docx::source(name, &bytes).map_err(|error| Notice {
            path: name.to_owned(),
            text: None,
            span: None,
            message: error.to_string(),
            help: "open it in a word processor and save it again as .docx, or its words as plain text".into(),
        });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        not_utf8(name, error.as_bytes(), offset)
    })?;
    Source::new(name, text).map_err(|error| Notice {
        path: name.to_owned(),
        text: None,
        span: None,
        message: error.to_string(),
        help: "split it at a line end; records of any number go through with `--stdin-format ndjson`".into(),
    })
}

fn not_utf8(name: &str, bytes: &[u8], offset: usize) -> Notice {
    let byte = bytes[offset];
    let help = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            "this is UTF-16: save it as UTF-8, or convert it with `iconv -f UTF-16 -t UTF-8`"
        }
        [b'%', b'P', b'D', b'F', ..] => "this is a PDF: save its words as plain text first",
        [b'P', b'K', 3, 4, ..] => {
            "this is a packed document such as .docx: save its words as plain text or Markdown first"
        }
        _ => "save it as UTF-8; if it was Windows-1252, `iconv -f WINDOWS-1252 -t UTF-8` converts it",
    };
    // All before the bad byte is text; what follows is shown as far as it can be.
    let before = std::str::from_utf8(&bytes[..offset]).unwrap_or_default();
    let after = String::from_utf8_lossy(&bytes[offset..bytes.len().min(offset + AROUND)]);
    Notice {
        path: name.to_owned(),
        text: Some(format!("{before}{after}").into()),
        span: Some(offset..offset + '\u{FFFD}'.len_utf8()),
        message: format!("not UTF-8: byte 0x{byte:02X} cannot stand here"),
        help: help.to_owned(),
    }
}
