//! Who says so: the level of each figure, the source and cue that make it so, and how they reach it.

use std::path::PathBuf;

use copydesk::claim::{Attribution, Carry, Form};
use copydesk::fact::Bounds;
use copydesk::lex::Lexicon;
use copydesk::story::Story;
use copydesk::text::Source;

/// Reads a text and answers with what attributes the first fact that is written so.
fn attribution_of(text: &str, figure: &str) -> (Attribution, String, String, String) {
    let source = Source::new("a.txt", text).expect("short");
    let lexicon = Lexicon::default();
    let story = Story::read(&source, &lexicon, Bounds::default());
    let prose = &story.document.prose;
    let index = story
        .facts
        .iter()
        .position(|fact| fact.span.slice(prose) == figure)
        .unwrap_or_else(|| panic!("no fact {figure:?} in {text:?}"));
    let attribution = story.claims[index].attribution.clone();
    let words = |span: Option<copydesk::text::ProseSpan>| span.map_or("", |span| span.slice(prose)).to_owned();
    let speaker = words(attribution.speaker.map(|fact| story.facts[fact as usize].span));
    let (source, cue) = (words(attribution.source), words(attribution.cue));
    (attribution, source, cue, speaker)
}

#[test]
fn levels_sources_and_cues() {
    use Form::{Document, Hidden, None, Noun, Passive, Preposition, Verb};
    type Row = (&'static str, &'static str, u8, &'static str, &'static str, Form);
    let table: &[Row] = &[
        ("The fire killed 34 people.", "34", 0, "", "", None),
        ("The fire killed 34 people, Mara Quist said.", "34", 4, "Mara Quist", "said", Verb),
        ("“We counted 34 bodies,” said Mara Quist.", "34", 4, "Mara Quist", "said", Verb),
        ("The fire killed 34 people, the health ministry said.", "34", 3, "the health ministry", "said", Verb),
        ("Officials said the fire killed 34 people.", "34", 2, "Officials", "said", Verb),
        ("The fire reportedly killed 34 people.", "34", 1, "", "reportedly", Hidden),
        ("It is believed that 34 people died.", "34", 1, "", "It is believed", Hidden),
        ("According to the census office, 34 mills closed.", "34", 3, "the census office", "According to", Preposition),
        (
            "In all 34 mills closed, according to the census office.",
            "34",
            3,
            "the census office",
            "according to",
            Preposition,
        ),
        ("A loss of 34 mills was reported by the county council.", "34", 3, "the county council", "reported", Passive),
        ("The coast guard’s estimate of 34 boats was low.", "34", 3, "The coast guard", "estimate", Noun),
        ("The deal includes 34 ferries.", "34", 3, "The deal", "includes", Document),
        // The source's own doing is not what it says.
        ("Police, who arrested 34 people, said the road was open.", "34", 0, "", "", None),
        // Whoever denies or does not say a figure does not vouch for it.
        ("Mara Quist denied that 34 people had died.", "34", 0, "", "", None),
        ("Nobody said that 34 people had died.", "34", 0, "", "", None),
        ("The clerk declined to say whether 34 people had died.", "34", 0, "", "", None),
        // What happened is no statement, whoever was there.
        ("A bag with 34 coins was found by a passer-by.", "34", 0, "", "", None),
        ("The yard was closed and police said 34 boats had sunk.", "34", 3, "police", "said", Verb),
    ];
    for (text, figure, level, source, cue, form) in table {
        let (found, found_source, found_cue, _) = attribution_of(text, figure);
        let shown = (found.level, found_source.as_str(), found_cue.as_str(), found.form);
        assert_eq!(shown, (*level, *source, *cue, *form), "{text}");
    }
}

#[test]
fn how_a_source_reaches_a_figure() {
    let table: &[(&str, &str, &str, Carry, &str)] = &[
        ("The road is shut, Mara Quist said. She counted 34 boats.", "34", "She", Carry::Direct, "Mara Quist"),
        ("The road is shut, Mara Quist said. The yard lost 34 boats.", "34", "Mara Quist", Carry::Soft, "Mara Quist"),
        ("“The road is shut,” Mara Quist said. “We lost 34 boats.”", "34", "Mara Quist", Carry::Soft, "Mara Quist"),
        ("“The road is shut,” Mara Quist said.\n\n“We lost 34 boats.”", "34", "Mara Quist", Carry::Soft, "Mara Quist"),
        ("The survey found:\n\n- 34 mills closed\n- 12 opened", "34", "The survey", Carry::List, ""),
        (
            "Flood\n\nAccording to the harbour office, the flood took the bridge.\n\nRain fell for days.\n\nIn Lund \
             34 boats sank.",
            "34",
            "the harbour office",
            Carry::Lead,
            "",
        ),
        (
            "Fire kills 34\n\nThe mill burned.\n\nThe fire killed 34 people, police said.",
            "34",
            "police",
            Carry::Body,
            "",
        ),
    ];
    for (text, figure, source, carry, speaker) in table {
        let (found, found_source, _, found_speaker) = attribution_of(text, figure);
        let shown = (found_source.as_str(), found.carry, found_speaker.as_str());
        assert_eq!(shown, (*source, *carry, *speaker), "{text}");
    }
}

#[test]
fn a_source_does_not_reach_on_for_ever() {
    for text in [
        // Another paragraph.
        "Flood\n\nThe bridge is gone, Mara Quist said.\n\nRain fell.\n\nIn Lund 34 boats sank.",
        // Another source between.
        "Flood\n\nAccording to Mara Quist the bridge is gone.\n\nRain fell, the harbour office said.\n\nIn Lund 34 boats sank.",
        // The fourth sentence.
        "Rain fell. The bridge is gone, Mara Quist said. The road is shut. The yard is wet. The yard lost 34 boats.",
    ] {
        assert_eq!(attribution_of(text, "34").0.level, 0, "{text}");
    }
}

/// Labelled news of the GUM corpus, where it lies beside the checkout: a figure that the annotators put under a
/// source, and one that they did not.
#[test]
fn labelled_news() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/consist/dev/attribution_gum.jsonl");
    let Ok(records) = std::fs::read_to_string(path) else { return };
    let lexicon = Lexicon::default();
    let (mut attributed, mut recognised, mut others, mut mistaken) = (0, 0, 0, 0);
    for line in records.lines().filter(|line| !line.trim().is_empty()) {
        let record: serde_json::Value = serde_json::from_str(line).expect("a record");
        let text = record["text"].as_str().expect("its text");
        let source = Source::new("record", text).expect("short");
        let story = Story::read(&source, &lexicon, Bounds::default());
        let byte = |character: u64| text.char_indices().nth(character as usize).map_or(text.len(), |(at, _)| at) as u32;
        for figure in record["figures"].as_array().expect("its figures") {
            let place = |at: usize| byte(figure["span"][at].as_u64().expect("an offset"));
            let (start, end) = (place(0), place(1));
            let has_source = story.facts.iter().zip(&story.claims).any(|(fact, claim)| {
                let span = story.document.map.to_source(fact.span);
                span.start() < end && start < span.end() && claim.attribution.level >= 2
            });
            if figure["attributed_rst"] == true {
                attributed += 1;
                recognised += u32::from(has_source);
            } else {
                others += 1;
                mistaken += u32::from(has_source);
            }
        }
    }
    assert!(attributed > 0 && others > 0, "the records hold labelled figures");
    assert!(recognised * 100 >= attributed * 80, "{recognised} of {attributed} attributed figures recognised");
    assert!(mistaken * 100 <= others * 10, "{mistaken} of {others} other figures taken for attributed");
}
