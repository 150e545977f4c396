//! The fact-check sheet: what is on it, and that ticks survive an edit of the story but never move to a
//! claim that nobody has checked.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]

use std::process::Command;

use copydesk::check::Desk;
use copydesk::report::sheet::{self, Format, Sheet, Ticks};
use copydesk::text::Source;
use proptest::prelude::*;

fn sheet_of(text: &str) -> Sheet {
    let desk = Desk::built_in();
    let source = Source::new("mill.txt", text).unwrap();
    let story = desk.read(&source);
    Sheet::new(&story, &desk.judge(&story))
}

fn written(sheet: &Sheet, format: Format) -> String {
    let mut out = String::new();
    sheet::write(&mut out, sheet, format);
    out
}

/// The id of the entry that was written so.
fn id(sheet: &Sheet, text: &str) -> String {
    let mut found = sheet.entries.iter().filter(|entry| entry.text == text);
    let entry = found.next().unwrap_or_else(|| panic!("{text} among {:?}", sheet.entries));
    entry.id.clone()
}

const STORY: &str = "Weavers strike at Lund mill

About 300 weavers walked out on Monday, said Ada Holm of the union.

The mill, which had 40 looms in 1998, pays them $14 an hour.
";

#[test]
fn every_fact_has_its_claim_place_source_and_whom_to_ask() {
    let sheet = sheet_of(STORY);
    let weavers = sheet.entries.iter().find(|entry| entry.text == "About 300").unwrap();
    assert_eq!(weavers.kind, "count");
    assert_eq!((weavers.position.line, weavers.position.column), (3, 1));
    assert_eq!(weavers.claim, "About 300 weavers walked out on Monday, said Ada Holm of the union.");
    assert_eq!(weavers.level, 4);
    assert!(weavers.ask.contains("Ada Holm"), "{}", weavers.ask);
    assert!(weavers.about.contains("weavers"));
    let looms = sheet.entries.iter().find(|entry| entry.text == "40").unwrap();
    assert_eq!((looms.level, looms.ask.as_str()), (0, "The writer: where is it from?"));
}

#[test]
fn an_id_survives_edits_around_the_claim_and_none_of_the_claim() {
    let before = sheet_of(STORY);
    let edits = [
        ("Weavers strike at Lund mill", "Lund mill stands still"),
        (", said Ada Holm of the union.", ", Ada Holm said.\n\nThe owners had 25 days to answer."),
        ("The mill, which", "The  old\nmill, which"),
    ];
    for (old, new) in edits {
        assert!(STORY.contains(old));
        let after = sheet_of(&STORY.replace(old, new));
        assert_eq!(id(&before, "40"), id(&after, "40"), "{new}");
    }
    for (old, new, text) in [("40 looms", "41 looms", "41"), ("40 looms", "40 boats", "40"), ("$14", "$15", "$15")] {
        let after = sheet_of(&STORY.replace(old, new));
        assert!(before.entries.iter().all(|entry| entry.id != id(&after, text)), "{new} is a new claim");
    }
}

/// Each paragraph of a story is lengthened, and then cut; the ids of all that stands elsewhere have to stay.
#[test]
fn ticks_elsewhere_survive_the_edit_of_a_paragraph() {
    let stories = ["ferry-collision", "market-fire", "mill-closure", "school-vote"];
    let mut seen = 0;
    for name in stories {
        let story = std::fs::read_to_string(format!("fixtures/news/{name}.txt")).unwrap();
        let before = sheet_of(&story);
        let mut start = 0;
        for paragraph in story.split("\n\n") {
            let end = start + paragraph.len();
            let longer = format!("{}\nThe council is to look at it again in June.{}", &story[..end], &story[end..]);
            let shorter = format!("{}{}", &story[..start], &story[end..]);
            for after in [longer, shorter].map(|text| sheet_of(&text)) {
                let ids: std::collections::BTreeSet<&str> = after.entries.iter().map(|entry| &*entry.id).collect();
                let elsewhere = |place: u32| !(start..end).contains(&(place as usize));
                for entry in before.entries.iter().filter(|entry| elsewhere(entry.span.start())) {
                    assert!(ids.contains(&*entry.id), "{name}: {:?} after an edit of {paragraph:?}", entry.text);
                    seen += 1;
                }
            }
            start = end + 2;
        }
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn a_tick_never_moves_to_the_twin_of_a_deleted_claim() {
    let both = sheet_of("The north mill had 40 looms.\n\nThe south hall had 40 looms.\n");
    let ids: Vec<_> = both.entries.iter().filter(|entry| entry.text == "40").map(|entry| entry.id.clone()).collect();
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
    let later = sheet_of("The south hall had 40 looms.\n");
    assert_ne!(id(&later, "40"), ids[0]);
    // Even where all the longer words are the same: then the tick is lost, not moved.
    let both = sheet_of("The mill had 40 looms.\n\nBut the mill had 40 looms.\n");
    let ids: Vec<_> = both.entries.iter().filter(|entry| entry.text == "40").map(|entry| entry.id.clone()).collect();
    assert_ne!(id(&sheet_of("But the mill had 40 looms.\n"), "40"), ids[0]);
}

#[test]
fn a_name_has_one_line_however_often_it_stands_there() {
    let sheet = sheet_of("Ada Holm came.\n\nLater, Ada Holm left. “I saw Ada Holm go home,” a neighbour said.\n");
    let lines: Vec<_> = sheet.listed().filter(|entry| entry.text == "Ada Holm").collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].mentions.iter().map(|at| at.line).collect::<Vec<_>>(), [3, 3]);
    assert!(written(&sheet, Format::Markdown).contains("also in line 3, 3"));
    assert!(sheet.listed().any(|entry| entry.kind == "quotation"));
}

#[test]
fn findings_stand_with_the_facts_they_touch_or_at_the_end() {
    let text = "The bridge was closed on Tuesday, March 13, 2024, and it \"stayed so.\n";
    let sheet = sheet_of(text);
    let day = sheet.entries.iter().find(|entry| entry.kind == "date").unwrap();
    assert!(day.findings.iter().any(|&at| sheet.findings[at].rule.starts_with("dates/")), "{:?}", sheet.findings);
    let elsewhere: Vec<_> = sheet.findings_elsewhere().map(|finding| &*finding.rule).collect();
    assert!(elsewhere.contains(&"quotes/unbalanced"), "{elsewhere:?}");
    assert!(written(&sheet, Format::Markdown).contains("## Findings that concern no single fact"));
}

#[test]
fn ticks_are_read_back_from_every_format_a_person_edits() {
    let mut sheet = sheet_of(STORY);
    let ticked = id(&sheet, "40");
    let markdown = written(&sheet, Format::Markdown).replacen("- [ ] **40**", "- [x] **40**", 1);
    // As a spreadsheet saves it: every cell quoted, and with a byte order mark.
    let csv = written(&sheet, Format::Csv).replace(&format!("\r\n,{ticked},"), &format!("\r\nyes,\"{ticked}\","));
    sheet.tick(&[ticked.clone()].into_iter().collect());
    let json = written(&sheet, Format::Json);
    for old in [markdown, format!("\u{FEFF}{csv}"), json] {
        let ticks = Ticks::read(&old);
        assert_eq!(ticks.len(), 1, "{old}");
        assert!(ticks.contains(&ticked));
    }
    assert!(Ticks::read("no sheet at all").is_empty());
    assert!(written(&sheet, Format::Html).contains(&format!("id=\"{ticked}\" checked")));
    assert!(written(&sheet, Format::Markdown).contains("1 ticked"));
}

#[test]
fn words_of_the_story_are_neither_markup_nor_formulas() {
    let sheet = sheet_of(
        "The shop =cmd|x sold 40 *boats* <script>alert(1)</script> & [more](x) in 1998.\n\n-40C was measured.\n",
    );
    let html = written(&sheet, Format::Html);
    assert!(!html.contains("<script>alert") && html.contains("&lt;script&gt;alert(1)"));
    assert!(written(&sheet, Format::Markdown).contains("\\*boats\\* \\<script\\>"));
    let csv = written(&sheet, Format::Csv);
    for row in csv.lines() {
        assert!(!row.split(',').any(|cell| cell.starts_with(['=', '+', '@', '-'])), "{row}");
    }
}

#[test]
fn the_command_writes_each_format_and_keeps_ticks() {
    let folder = std::env::temp_dir().join(format!("copydesk-sheet-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("mill.txt"), STORY).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
        let output = command.arg("sheet").args(arguments).current_dir(&folder).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    for (format, start) in
        [("markdown", "# Fact-check sheet"), ("csv", "checked,id,"), ("html", "<!doctype"), ("json", "{\n")]
    {
        let (code, out) = run(&["mill.txt", "--output-format", format]);
        assert_eq!(code, Some(0));
        assert!(out.starts_with(start), "{format}");
    }
    let (_, first) = run(&["mill.txt"]);
    std::fs::write(folder.join("old.md"), first.replacen("- [ ] **40**", "- [x] **40**", 1)).unwrap();
    std::fs::write(folder.join("mill.txt"), STORY.replace("Weavers strike", "Weavers walk out")).unwrap();
    let (_, again) = run(&["mill.txt", "--ticks", "old.md"]);
    assert!(again.contains("- [x] **40**") && again.contains("1 ticked"), "{again}");
    assert_eq!(run(&["nothing.txt"]).0, Some(2));
    std::fs::remove_dir_all(folder).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the text: ids of listed lines are unique, every finding has a place, every format is written.
    #[test]
    fn any_text_gives_a_sound_sheet(text in "(\\PC|[0-9 .,%$\"“”\n]|about 40 boats |March 3, |Ada Holm |“No, not now,” ){0,60}") {
        let sheet = sheet_of(&text);
        let mut ids: Vec<_> = sheet.listed().map(|entry| entry.id.as_str()).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), count);
        for entry in &sheet.entries {
            prop_assert!(text.get(entry.span.range()).is_some());
            prop_assert!(text.get(entry.sentence.range()).is_some());
            prop_assert!(entry.findings.iter().all(|&at| at < sheet.findings.len()));
        }
        for format in Format::ALL {
            prop_assert!(!written(&sheet, format).is_empty());
        }
    }
}
