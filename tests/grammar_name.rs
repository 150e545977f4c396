//! Names of people, bodies and places, production by production.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]

use copydesk::fact::{Fact, PersonName, Value};
use copydesk::lex::Lexicon;
use copydesk::text::Source;
use copydesk::{grammar, lex, markup};

fn facts(text: &str) -> Vec<(Fact, String)> {
    let lexicon = Lexicon::default();
    let source = Source::new("a.txt", text).unwrap();
    let document = markup::read(&source);
    let lexed = lex::lex(&document, &lexicon);
    let facts = grammar::scan(&document.prose, &lexed, &lexicon);
    facts
        .into_iter()
        .map(|fact| (fact.span.slice(&document.prose).to_owned(), fact))
        .map(|(text, fact)| (fact, text))
        .collect()
}

/// The names of one kind, as written.
fn found(text: &str, kind: &str) -> Vec<String> {
    facts(text).into_iter().filter(|(fact, _)| fact.value.kind() == kind).map(|(_, text)| text).collect()
}

fn people(text: &str) -> Vec<PersonName> {
    let person = |fact: Fact| if let Value::Person(name) = fact.value { Some(*name) } else { None };
    facts(text).into_iter().filter_map(|(fact, _)| person(fact)).collect()
}

#[test]
fn people_in_running_prose() {
    for (text, names) in [
        ("The keys were found by Maja Lindqvist on the quay.", vec!["Maja Lindqvist"]),
        ("The board met J. R. Holm and Carl D. Whitmore Jr. in the hall.", vec!["J. R. Holm", "Carl D. Whitmore Jr."]),
        ("The letter names Ana de la Vega and Pieter van der Berg.", vec!["Ana de la Vega", "Pieter van der Berg"]),
        ("The minister met Nabil al-Hadi in the evening.", vec!["Nabil al-Hadi"]),
        ("The chair went to Jean-Luc Morel, and he took it.", vec!["Jean-Luc Morel"]),
        ("The prize went to Xi Mingze of the academy.", vec!["Xi Mingze"]),
        ("The harbour pilot thanked Mr. Dahl for the rope.", vec!["Mr. Dahl"]),
        ("The pier is safe, Okonjo said.", vec!["Okonjo"]),
        ("Thanking Maja Lindqvist, the crowd went home.", vec!["Maja Lindqvist"]),
        ("They hired Tove Aske, Grzegorz Wilk and Zdrava Tomic.", vec!["Tove Aske", "Grzegorz Wilk", "Zdrava Tomic"]),
        ("The method follows Brandvold et al. in most steps.", vec!["Brandvold"]),
    ] {
        assert_eq!(found(text, "person"), names, "{text}");
    }
}

#[test]
fn a_surname_lives_on_once_it_was_introduced() {
    let text = "Engineer Ilse Krogh opened the sluice. Water rose fast. The crowd cheered Krogh at noon.";
    assert_eq!(found(text, "person"), ["Ilse Krogh", "Krogh"]);
    let names = people(text);
    assert!(names[1].is_bare_surname());
}

#[test]
fn what_is_no_person() {
    for text in [
        "Yesterday the council met again.",
        "The bridge opens in May or June.",
        "Participants said the course was long.",
        "The Riverbank School Trust paid for it.",
        "They read the River Watch page and the Data Guide.",
        "Write to @MLindqvist or #Lindqvist about it.",
        "The storm, Hurricane Rita, passed north of the port.",
        "Fully stated, the rule is short.",
        "It costs RiverWatch nothing to run the pumps.",
    ] {
        assert_eq!(found(text, "person"), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn parts_of_a_name() {
    for (text, title, given, middle, surname, suffix, nickname) in [
        ("We met Dr. Ada Mary Holm, PhD, there.", "Dr.", "Ada", "Mary", "Holm", "PhD", ""),
        ("We met Carl \"Kit\" Whitmore there.", "", "Carl", "", "Whitmore", "", "Kit"),
        ("We met Juan Velasquez y Garcia there.", "", "Juan", "", "Velasquez y Garcia", "", ""),
        ("We met Otis B. Reed Sr. there.", "", "Otis", "B.", "Reed", "Sr.", ""),
        ("We met Lt. Gen. Ola Lund there.", "Lt. Gen.", "Ola", "", "Lund", "", ""),
    ] {
        let names = people(text);
        assert_eq!(names.len(), 1, "{text}");
        let parts = [
            &names[0].title,
            &names[0].given,
            &names[0].middle,
            &names[0].surname,
            &names[0].suffix,
            &names[0].nickname,
        ];
        assert_eq!(parts.map(|part| &**part), [title, given, middle, surname, suffix, nickname], "{text}");
    }
}

#[test]
fn roles_stand_beside_the_span() {
    for (text, name, role) in [
        ("It pleased Danish Prime Minister Ola Lund on Monday.", "Ola Lund", "Danish Prime Minister"),
        ("It pleased harbour spokesman Ola Lund on Monday.", "Ola Lund", "harbour spokesman"),
        ("It pleased the Ambassador to Norway Ola Lund greatly.", "Ola Lund", "Ambassador to Norway"),
        ("It pleased Ola Lund, the chief engineer, greatly.", "Ola Lund", "chief engineer"),
        ("It pleased Ola Lund, director of Northern Freight, greatly.", "Ola Lund", "director of Northern Freight"),
    ] {
        let names = people(text);
        assert_eq!(names.len(), 1, "{text}");
        assert_eq!(names[0].to_string(), name, "{text}");
        // The word before an office in small letters may belong to it or not; the office itself must be there.
        assert!(role.ends_with(&*names[0].role) && !names[0].role.is_empty(), "{text}: {}", names[0].role);
    }
}

#[test]
fn a_text_that_is_one_name() {
    for (text, title, given, middle, surname, suffix) in [
        ("OKAFOR JR, ADA M", "", "ADA", "M", "OKAFOR", "JR"),
        ("de la Vega, Dr. Juan", "Dr.", "Juan", "", "de la Vega", ""),
        ("Lundqvist Karin K", "", "Karin", "K", "Lundqvist", ""),
        ("Maja Holm, Ph.D.", "", "Maja", "", "Holm", "Ph.D."),
        ("Mayor Ola Painter", "Mayor", "Ola", "", "Painter", ""),
        ("Brecht van Dam", "", "Brecht", "", "van Dam", ""),
        ("tilde von bergen holm", "", "tilde", "", "von bergen holm", ""),
        ("Ola Gustav Holm V", "", "Ola", "Gustav", "Holm", "V"),
        ("Ben Y. Holm", "", "Ben", "Y.", "Holm", ""),
        ("Ada Okafor, Ph. D.", "", "Ada", "", "Okafor", "Ph. D."),
    ] {
        let names = people(text);
        assert_eq!(names.len(), 1, "{text}");
        let parts = [&names[0].title, &names[0].given, &names[0].middle, &names[0].surname, &names[0].suffix];
        assert_eq!(parts.map(|part| &**part), [title, given, middle, surname, suffix], "{text}");
    }
    for text in ["A reminder.", "Breaking News", "Burger King", "New York City", "the lower road", "van life"] {
        assert_eq!(people(text).len(), 0, "{text}");
    }
}

#[test]
fn bodies() {
    for (text, names) in [
        ("The pumps belong to the Norhaven Seamen's Trust now.", vec!["Norhaven Seamen's Trust"]),
        ("She works for the Ministry of Coastal Affairs today.", vec!["Ministry of Coastal Affairs"]),
        ("The work went to Calder & Pryce LLP in the end.", vec!["Calder & Pryce LLP"]),
        ("Talks with NATO and the Red Cross went on.", vec!["NATO", "Red Cross"]),
        ("They asked the university and the court for help.", vec![]),
    ] {
        assert_eq!(found(text, "organization"), names, "{text}");
    }
    let facts = facts("They joined the Council for Safety and Trade in Europe (CSTE) last year.");
    let acronyms: Vec<&str> = facts
        .iter()
        .filter_map(|(fact, _)| if let Value::Organization(body) = &fact.value { Some(&*body.acronym) } else { None })
        .collect();
    assert!(acronyms.contains(&"CSTE"), "{acronyms:?}");
}

#[test]
fn places() {
    for (text, names) in [
        ("Ships from Norway reached St. Louis and New Hampshire.", vec!["Norway", "St. Louis", "New Hampshire"]),
        ("The path follows the Marl River to Lake Orrin.", vec!["Marl River", "Lake Orrin"]),
        ("The fire broke out in Ardal, Norway, at noon.", vec!["Ardal", "Norway"]),
        ("The rebels left the West Bank.", vec!["West Bank"]),
        ("The team met Jordan Ames there.", vec![]),
    ] {
        assert_eq!(found(text, "place"), names, "{text}");
    }
    let countries: Vec<Option<&str>> = facts("Ships from Norway came.")
        .iter()
        .filter_map(|(fact, _)| if let Value::Place(place) = &fact.value { Some(place.country) } else { None })
        .collect();
    assert_eq!(countries, [Some("NO")]);
}

#[test]
fn facts_do_not_overlap() {
    let text = "On May 4, 2021, Dr. Ada Holm, 43, of Holm & Sons Ltd paid $3 million to the City of Ardal in Norway, Holm said.";
    let facts = facts(text);
    assert!(facts.len() > 4);
    assert!(facts.windows(2).all(|pair| pair[0].0.end_token <= pair[1].0.first_token));
}

#[test]
fn titles_of_several_words() {
    for (text, names) in [
        ("The house heard the Rt Hon Ada Okafor at noon.", vec!["Rt Hon Ada Okafor"]),
        ("The band played for His Excellency Duncan Holm.", vec!["His Excellency Duncan Holm"]),
    ] {
        assert_eq!(found(text, "person"), names, "{text}");
    }
}
