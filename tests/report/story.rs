//! An invented story and findings made by hand, so that what is drawn does not depend on any rule.

use std::sync::Arc;

use copydesk::finding::{Applicability, Confidence, Edit, Finding, Fix, Remedy, Severity, Site};
use copydesk::text::{Source, SourceSpan};

pub(super) const PATH: &str = "stories/harbour.txt";

pub(super) const STORY: &str = "\
Two ferries collide off Skarvøy, 31 hurt\r
\r
\tAt least 31 passengers were taken to hospital on Tuesday, March 12, 2025, after two ferries collided in thick fog off \
the island of Skarvøy, the coast guard said, adding that of the 240 people on board the larger vessel, the Sula, 96, or \
nearly 50%, were treated for shock on the quay, that the smaller one, the Terna, had lost its radar an hour before the \
collision, and that neither captain, Maren Oddvik nor Jostein Brekke, had called for help until the hulls touched; a \
spokesman for the line, Pål Henrik Aasgaard, told reporters in the harbour office that the radar had been serviced in \
January and that all 38 members of both crews were safe, while fishermen who reached the ferries first spoke of panic.\r
\r
Captain Marren Oddvik said she saw the other ship 日本丸・テルナ号 when it was 200 meters away, and 日本丸 turned.\r
\r
José Peña (Jose\u{301} Pen\u{303}a on the list) signed for the 38 crew members, and the line paid 12,000 kroner, 12,000 kroner, to each.\r
\r
The island has between 3,400 and\r
    3,100 inhabitants, and its school has 60";

fn nth(text: &str, wanted: &str, occurrence: usize) -> SourceSpan {
    let (start, _) = text.match_indices(wanted).nth(occurrence).expect("the story holds it");
    SourceSpan::new(start as u32, (start + wanted.len()) as u32)
}

fn site(wanted: &str, occurrence: usize, label: &str) -> Site {
    Site { path: Arc::from(PATH), span: nth(STORY, wanted, occurrence), label: label.into() }
}

fn finding(rule: &str, severity: Severity, message: &str, primary: Site, related: Vec<Site>) -> Finding {
    Finding {
        rule: Arc::from(rule),
        severity,
        confidence: Confidence::High,
        message: message.into(),
        primary,
        related,
        help: None,
        fix: None,
        trail: Vec::new(),
    }
}

pub(super) fn source() -> Source {
    Source::new(PATH, STORY).expect("short enough")
}

pub(super) fn findings() -> Vec<Finding> {
    use Severity::{Error, Info, Warning};
    let mut findings = vec![
        finding(
            "structure/headline-figure",
            Info,
            "The headline says 31 hurt; the story says at least 31",
            site("31 hurt", 0, "the headline"),
            vec![site("At least 31 passengers", 0, "the story")],
        ),
        Finding {
            help: Some("Check which of the two is right.".into()),
            fix: Some(Fix {
                applicability: Applicability::Offered,
                remedies: vec![
                    Remedy {
                        title: "Write “Wednesday”".into(),
                        edits: vec![Edit { span: nth(STORY, "Tuesday", 0), replacement: "Wednesday".into() }],
                    },
                    Remedy {
                        title: "Write “March 11”".into(),
                        edits: vec![Edit { span: nth(STORY, "March 12", 0), replacement: "March 11".into() }],
                    },
                ],
            }),
            ..finding(
                "dates/weekday-mismatch",
                Error,
                "March 12, 2025 was a Wednesday, not a Tuesday",
                site("Tuesday, March 12, 2025", 0, ""),
                vec![],
            )
        },
        Finding {
            trail: vec!["“96” is part of “the 240 people”".into(), "“nearly 50%” is a share of it".into()],
            help: Some("Recount, or write the share that the counts give.".into()),
            ..finding(
                "percent/of-count",
                Error,
                "96 of 240 is 40%, not nearly 50%, which means 45 to just under 50",
                site("nearly 50%", 0, "this share"),
                vec![site("the 240 people", 0, "the whole"), site("96", 0, "the part")],
            )
        },
        finding(
            "names/given-name-variant",
            Warning,
            "“Marren” Oddvik here, “Maren” Oddvik before",
            site("Marren Oddvik", 0, "here"),
            vec![site("Maren Oddvik", 0, "first named so, and nobody else of that surname is in the story")],
        ),
        finding(
            "names/foreign-script",
            Info,
            "One ship under two names",
            site("日本丸", 1, "short"),
            vec![site("日本丸・テルナ号", 0, "in full")],
        ),
        finding(
            "names/diacritic-variant",
            Info,
            "“Pen\u{303}a” is composed in another way than “Peña”",
            site("Jose\u{301} Pen\u{303}a", 0, "with combining marks"),
            vec![site("José Peña", 0, "with single letters")],
        ),
        finding(
            "duplication/adjacent-phrase",
            Warning,
            "“12,000 kroner, ” stands there twice",
            site("12,000 kroner, 12,000 kroner", 0, "the whole repetition"),
            vec![site("12,000 kroner", 1, "the second time")],
        ),
        finding(
            "ranges/reversed",
            Error,
            "The range runs from 3,400 down to 3,100",
            site("between 3,400 and\r\n    3,100", 0, ""),
            vec![],
        ),
        finding(
            "numbers/bare",
            Info,
            "60 of what?",
            site("60", 0, "the sentence ends here"),
            vec![site("240 people", 0, "a figure with a noun")],
        ),
        finding(
            "duplication/paragraph",
            Warning,
            "This paragraph is one sentence of 118 words",
            Site {
                path: Arc::from(PATH),
                span: nth(STORY, "At least 31", 0).cover(nth(STORY, "panic.", 0)),
                label: "all of this".into(),
            },
            vec![],
        ),
    ];
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings
}
