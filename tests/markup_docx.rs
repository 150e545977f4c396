//! Word documents, packed here.
#![cfg(feature = "docx")]
#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write as _};

use copydesk::markup::docx::{self, DocxError, LARGEST_PART_MIB};
use copydesk::markup::{self, Document, Place};
use copydesk::text::{LineIndex, Source};
use zip::write::{SimpleFileOptions, ZipWriter};

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const STYLES: &str = r#"<w:styles><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="Own"><w:name w:val="House head"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>"#;

fn read(body: &str) -> Source {
    let document = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    docx::source("a.docx", &pack(&[("word/document.xml", &document), ("word/styles.xml", STYLES)])).unwrap()
}

fn blocks(document: &Document<'_>) -> Vec<String> {
    document
        .blocks
        .iter()
        .map(|block| format!("{}: {}", block.role.name(), block.span.slice(&document.prose)))
        .collect()
}

fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn styles_runs_and_positions() {
    let body = [
        paragraph("Titel", "Mill closes"),
        "<w:p/>".into(),
        paragraph("berschrift1", "Part"),
        paragraph("Own", "House"),
        "<w:p><w:r><w:t xml:space=\"preserve\">Of the 4</w:t></w:r><w:r><w:t>5 towns, </w:t><w:tab/><w:t>R&amp;D&#8212;</w:t>\
         <w:br/><w:t>15</w:t></w:r></w:p>"
            .into(),
        paragraph("Q", "Never."),
        paragraph("Normal", "&lt;!-- stet a/b: c --&gt;"),
        paragraph("Normal", "By Anna Lund"),
    ]
    .concat();
    let source = read(&body);
    let document = markup::read(&source);
    assert_eq!(
        blocks(&document),
        [
            "headline: Mill closes",
            "heading: Part",
            "heading: House",
            "body: Of the 45 towns, \tR&D— 15",
            "quote-block: Never.",
            "credit: By Anna Lund",
        ]
    );
    assert_eq!(document.blocks[2].place, Place::Heading(2));
    let at = document.map.to_source(document.blocks[3].span);
    assert_eq!(LineIndex::new(source.text()).position(source.text(), at.start()).line, 5);
    assert_eq!(document.suppressions[0].scope.slice(source.text()), "By Anna Lund");
}

#[test]
fn tracked_changes() {
    let body = "<w:p><w:r><w:t>It killed </w:t></w:r><w:del><w:r><w:delText>15</w:delText></w:r></w:del>\
                <w:ins><w:r><w:t>17</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> old</w:t></w:r></w:moveFrom></w:p>\
                <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p><w:p><w:r><w:t>line.</w:t></w:r></w:p>\
                <w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Titel\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>Plain.</w:t></w:r></w:p>";
    assert_eq!(read(body).text(), "It killed 17\nOne line.\nPlain.\n");
    assert_eq!(blocks(&markup::read(&read(body)))[2], "body: Plain.");
}

#[test]
fn lists_and_tables() {
    let item = |list: u32, level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let body = [
        paragraph("Normal", "Three go:"),
        item(3, 0, "dock"),
        item(3, 1, "crane"),
        item(3, 0, "slip"),
        "<w:tbl><w:tblPr><w:tblLook w:firstRow=\"1\"/></w:tblPr><w:tr>".into(),
        cell("Quay"),
        "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>2022</w:t></w:r></w:p></w:tc>".into(),
        cell("2023"),
        "</w:tr><w:tr>".into(),
        cell("North"),
        cell("31"),
        cell(""),
        cell("24"),
        "</w:tr></w:tbl>".into(),
    ]
    .concat();
    let source = read(&body);
    let document = markup::read(&source);
    let places: Vec<Place> = document.blocks[1..4].iter().map(|block| block.place).collect();
    assert_eq!(
        places,
        [
            Place::Item { list: 0, position: 0 },
            Place::Item { list: 1, position: 0 },
            Place::Item { list: 0, position: 1 },
        ]
    );
    assert_eq!((document.lists[0].items, document.lists[0].lead_in, document.lists[1].level), (2, Some(0), 1));
    let Place::Cell(cell) = document.blocks.last().unwrap().place else { panic!() };
    let name = |index: Option<u32>| document.blocks[index.unwrap() as usize].span.slice(&document.prose);
    assert_eq!((cell.row, cell.column, name(cell.row_label), name(cell.column_label)), (1, 3, "North", "2023"));
}

#[test]
fn footnotes_follow() {
    let document = "<w:document><w:body><w:p><w:r><w:t>Text.</w:t></w:r></w:p></w:body></w:document>";
    let notes = "<w:footnotes><w:footnote w:type=\"separator\"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>\
                 <w:footnote w:id=\"1\"><w:p><w:r><w:t>In 2019.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = pack(&[("word/document.xml", document), ("word/footnotes.xml", notes)]);
    let source = docx::source("a.docx", &bytes).unwrap();
    assert_eq!(blocks(&markup::read(&source)), ["body: Text.", "footnote: In 2019."]);
}

#[test]
fn what_is_no_document_says_so() {
    for (bytes, want) in [
        (b"PK\x03\x04 and no more".to_vec(), "not a .docx that can be unpacked"),
        (b"plain".to_vec(), "not a .docx that can be unpacked"),
        (pack(&[("other.xml", "<a/>")]), "it has no word/document.xml"),
        (pack(&[("word/document.xml", "<w:p></w:q>")]), "word/document.xml is damaged"),
        (pack(&[("word/document.xml", &"<a>".repeat(300))]), "nests its elements deeper"),
    ] {
        let error = docx::source("a.docx", &bytes).unwrap_err().to_string();
        assert!(error.contains(want), "{error}");
    }
}

#[test]
fn a_bomb_is_named() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..=LARGEST_PART_MIB {
        writer.write_all(&blanks).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    let error = docx::source("a.docx", &bytes).unwrap_err();
    assert!(matches!(error, DocxError::TooLarge { .. }));
    assert!(error.to_string().contains("word/document.xml unpacks to more than 64 MiB"), "{error}");
}
