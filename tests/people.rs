//! Who is who: the design cases of name clustering.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]

use copydesk::fact::Bounds;
use copydesk::lex::Lexicon;
use copydesk::story::people::{Strength, VariantKind, Verdict, Veto, compare};
use copydesk::story::{NameList, Story};
use copydesk::text::Source;

fn variants(text: &str) -> Vec<(VariantKind, String, String, Strength)> {
    let lexicon = Lexicon::default();
    let source = Source::new("a.txt", text).unwrap();
    let story = Story::read(&source, &lexicon, Bounds::default());
    let people = &story.people;
    people.variants.iter().map(|v| (v.kind, v.part_a.to_string(), v.part_b.to_string(), v.strength)).collect()
}

#[test]
fn slips_are_found() {
    use Strength::{Error, Info, Warning};
    use VariantKind::{GivenName, OrphanSurname, Surname};
    for (text, kind, a, b, strength) in [
        (
            "Danish President Katharine Rasmussen spoke first. The hall was full. Danish President Katherine Rasmussen left early.",
            GivenName,
            "Katharine",
            "Katherine",
            Error,
        ),
        (
            "The ambassador, Orhan Kalendaroglu, defended the remark. Kalendarolgu had said that it was a joke.",
            OrphanSurname,
            "Kalendaroglu",
            "Kalendarolgu",
            Warning,
        ),
        (
            "Engineer Pradeep Ramanathan signed the report. The bolts were old. Pradeep Ramanatan said they had sheared.",
            Surname,
            "Ramanathan",
            "Ramanatan",
            Warning,
        ),
        (
            "Prime Minister Nikol Harutyunian spoke. The crowd waited. Prime Minister Nikol Harutyunyan left.",
            Surname,
            "Harutyunian",
            "Harutyunyan",
            Error,
        ),
        (
            "The founder, Meridel Valiandos, spoke first. The doors opened. Meredel Valiando thanked the crew.",
            Surname,
            "Valiandos",
            "Valiando",
            Warning,
        ),
        (
            "Coroner Ruth Abernathie opened the inquest. The court rose. Abernathy said it would go on in May.",
            OrphanSurname,
            "Abernathie",
            "Abernathy",
            Warning,
        ),
        (
            "President Ilham Guliyev spoke. The crowd waited. Guliyeva said the road was open.",
            OrphanSurname,
            "Guliyev",
            "Guliyeva",
            Info,
        ),
        (
            "Mayor Mario Conti opened the fair. It rained. Mayor Maria Conti closed it.",
            GivenName,
            "Mario",
            "Maria",
            Error,
        ),
        ("Mario Conti owns the bakery. It rained. Maria Conti bakes the bread.", GivenName, "Mario", "Maria", Info),
        ("Coach Sean Brandon spoke. It rained. Striker Sean Brandan left.", Surname, "Brandon", "Brandan", Info),
        ("Mayor Brian Ogden spoke. It rained. Mayor Bryan Ogden left.", GivenName, "Brian", "Bryan", Error),
        (
            "Danish President Niels Holm spoke. It rained. Danish President Niels Hlom left.",
            Surname,
            "Holm",
            "Hlom",
            Error,
        ),
        (
            "Boris Johnson spoke. It rained. Johnston said that the talks had failed.",
            OrphanSurname,
            "Johnson",
            "Johnston",
            Warning,
        ),
    ] {
        assert_eq!(variants(text), [(kind, a.to_owned(), b.to_owned(), strength)], "{text}");
    }
}

#[test]
fn two_people_stay_two() {
    for text in [
        // Given names neither equal nor near.
        "Boris Johnson spoke. It rained. Ian Johnston answered.",
        // A woman and a man of one family.
        "President Ilham Guliyev spoke. It rained. Mehriban Guliyeva answered.",
        // Kin words.
        "Robert Cazimero sang. It rained. His brother Roberto Cazimero danced.",
        // One sentence names both.
        "Striker Sean Smith scored, and coach Sean Smyth watched.",
        // Too short to tell.
        "Liu Wen spoke. It rained. Lin Wen answered.",
        // Familiar forms.
        "Bill Lindqvist spoke. It rained. William Lindqvist left.",
        // The other spelling stands in a quotation alone.
        "Engineer Pradeep Ramanathan signed. \"I never met Pradeep Ramanatan in person,\" she said.",
        // The text remarks on it.
        "Pradeep Ramanathan signed. It rained. Pradeep Ramanatan, as the list spelled it, left.",
        "Wang Qiang sang. It rained. Wong Qiang danced.",
        "Li Ting sang. It rained. Lee Ting danced.",
        // A name in its own right.
        "Judge Ann Harris ruled. The firm Harrison lost the case.",
    ] {
        assert_eq!(variants(text), [], "{text}");
    }
}

#[test]
fn what_keeps_two_apart_is_told() {
    let lexicon = Lexicon::default();
    for (text, veto) in [
        ("Robert Cazimero sang. It rained. His brother Roberto Cazimero danced.", Veto::Kin),
        ("Striker Sean Smithers scored, and coach Sean Smythers watched.", Veto::OneSentence),
        (
            "Pradeep Ramanathan signed. It rained. Pradeep Ramanatan, as the list spelled it, left.",
            Veto::SpellingRemark,
        ),
        ("They met Harald Whitmore Sr. at noon. It rained. They met Harold Whitmore Jr. at night.", Veto::Qualifier),
        ("President Ilhan Guliyev spoke. It rained. Ilhana Guliyeva answered.", Veto::GenderedSurname),
        ("Judge Ann Petersen ruled. It rained. They thanked Peterson at noon.", Veto::OwnRight),
    ] {
        let source = Source::new("a.txt", text).unwrap();
        let people = Story::read(&source, &lexicon, Bounds::default()).people;
        let vetoes: Vec<Veto> = people.apart.iter().flat_map(|pair| pair.vetoes.clone()).collect();
        assert!(people.variants.is_empty() && vetoes.contains(&veto), "{text}: {:?} {vetoes:?}", people.variants);
    }
}

#[test]
fn two_written_names() {
    let (lexicon, house) = (Lexicon::default(), NameList::default());
    for (a, b, verdict) in [
        ("Ada Okafor", "Ada Okafor", Verdict::Same),
        ("J. Okafor", "Jane Okafor", Verdict::Same),
        ("Bill Okafor", "William Okafor", Verdict::Same),
        ("Ada Okafor", "Ada Okaffor", Verdict::Variant),
        ("José Muñoz", "Jose Munoz", Verdict::Variant),
        ("Norhaven Trust", "Northaven Trust", Verdict::Variant),
        ("Halverson", "Halvorson", Verdict::Variant),
        ("Ada Okafor", "Ben Okafor", Verdict::Different),
        ("Ilhan Guliyev", "Ilhana Guliyeva", Verdict::Different),
        ("Inland Revenue", "Island Revenue", Verdict::Different),
        ("Norhaven", "Norhavener", Verdict::Different),
        ("Carl B. Whitmore", "Carl D. Whitmore", Verdict::Different),
        ("Lund", "Lind", Verdict::Different),
    ] {
        let comparison = compare(a, b, &lexicon, &house);
        assert_eq!(comparison.verdict, verdict, "{a} / {b}: {comparison:?}");
        assert_eq!(
            comparison.verdict == Verdict::Different,
            !comparison.vetoes.is_empty(),
            "{a} / {b}: {comparison:?}"
        );
        let turned = compare(b, a, &lexicon, &house);
        assert_eq!(turned.verdict, comparison.verdict, "{b} / {a}: {turned:?}");
    }
}

#[test]
fn a_house_knows_its_names() {
    let lexicon = Lexicon::default();
    let text =
        "Engineer Pradeep Ramanathan signed the report. The bolts were old. Pradeep Ramanatan said they had sheared.";
    let source = Source::new("a.txt", text).unwrap();
    let read = |names: &NameList| {
        let document = copydesk::markup::read(&source);
        let people = Story::with_names(&source, document, &lexicon, Bounds::default(), names).people;
        (people.clusters.len(), people.variants.iter().map(|of| of.preferred).collect::<Vec<_>>())
    };
    let mut names = NameList::default();
    assert_eq!(read(&names), (2, vec![None]));
    names.add("Pradeep Ramanathan", []);
    assert_eq!(read(&names), (2, vec![Some(0)]), "the spelling of the list prevails");
    names.tell_apart("Pradeep Ramanatan", "Pradeep Ramanathan");
    assert_eq!(read(&names), (2, vec![]), "two people");
    let mut names = NameList::default();
    names.add("Pradeep Ramanathan", ["Pradeep Ramanatan"]);
    assert_eq!(read(&names), (1, vec![]), "one person under two accepted spellings");
}

#[test]
fn copies_of_a_block_have_one_vote() {
    let lexicon = Lexicon::default();
    let caption = "Danish President Katherine Rasmussen waved to the crowd at the harbour that day.";
    let text = format!(
        "The hall was full when Danish President Katharine Rasmussen spoke.\n\n{caption}\n\n{caption}\n\n{caption}\n"
    );
    let source = Source::new("a.txt", text).unwrap();
    let story = Story::read(&source, &lexicon, Bounds::default());
    assert_eq!(story.people.variants.len(), 1);
    assert_eq!(story.people.variants[0].blocks, [1, 1]);
    assert_eq!(story.people.variants[0].preferred, None);
}

#[test]
fn forms_and_qualifiers_and_namesakes() {
    let lexicon = Lexicon::default();
    let read = |text: &str| {
        let source = Source::new("a.txt", text).unwrap();
        let people = Story::read(&source, &lexicon, Bounds::default()).people;
        (people.forms.len(), people.qualifiers.len(), people.ambiguous.len(), people.unintroduced.len())
    };
    for (text, counts) in [
        ("The owner, José Muñoz, opened early. It rained. They thanked Munoz at noon.", (1, 0, 0, 0)),
        ("They met Carl D. Whitmore. It rained. They charged Carl B. Whitmore.", (0, 1, 0, 0)),
        ("They met Carl David Whitmore. It rained. They charged Carl D. Whitmore.", (0, 0, 0, 0)),
        ("They heard Paul Ezeani and Rita Ezeani. It rained. Ezeani said the boat sank.", (0, 0, 1, 0)),
        ("It rained. Okonjo said the bridge was safe.", (0, 0, 0, 1)),
        ("They met Ada Okonjo. Okonjo said the bridge was safe.", (0, 0, 0, 0)),
    ] {
        assert_eq!(read(text), counts, "{text}");
    }
}

#[test]
fn bodies_and_abbreviations() {
    let lexicon = Lexicon::default();
    let read = |text: &str| {
        let source = Source::new("a.txt", text).unwrap();
        let story = Story::read(&source, &lexicon, Bounds::default());
        (story.organizations.variants.len(), story.organizations.acronyms.len())
    };
    for (text, counts) in [
        ("They paid the Norhaven Seamen's Trust. It rained. They thanked the Northaven Seamen's Trust.", (1, 0)),
        ("They read Riverwatch daily. It rained. They thanked the Riverwatches again.", (0, 0)),
        ("They met the River Safety Board (RSB). It rained. They met the Regional Shipping Bureau (RSB).", (0, 1)),
        ("They met the River Safety Board (RSB). It rained. They met the River Safety Board (RSB).", (0, 0)),
    ] {
        assert_eq!(read(text), counts, "{text}");
    }
}

#[test]
fn offices_on_both_sides_of_a_name() {
    let lexicon = Lexicon::default();
    let read = |text: &str| {
        let source = Source::new("a.txt", text).unwrap();
        let roles = Story::read(&source, &lexicon, Bounds::default()).roles;
        (roles.conflicts.len(), roles.two_holders.len(), roles.incumbency.len())
    };
    for (text, counts) in [
        ("Norhaven mayor Erik Dahl spoke. It rained. Erika Moe, mayor of Norhaven, left.", (0, 1, 0)),
        ("Ada Okafor, who chairs the River Board, spoke. It rained. River Board chair Ben Lund left.", (0, 1, 0)),
        ("Norhaven mayor Erik Dahl spoke. It rained. Erika Moe, acting mayor of Norhaven, left.", (0, 0, 0)),
        ("Norhaven mayor Erik Dahl spoke. It rained. Velm mayor Erika Moe left.", (0, 0, 0)),
        ("In 2015 Norhaven mayor Erik Dahl spoke. It rained. Norhaven mayor Erika Moe left.", (0, 0, 0)),
        ("Former harbour chief Ola Lund left. It rained. They met harbour chief Ola Lund.", (0, 0, 1)),
        ("Deputy finance minister Ilse Roth signed. It rained. Roth, the finance minister, left.", (1, 0, 0)),
        ("Norhaven mayor Erik Dahlberg spoke. It rained. Norhaven mayor Erik Dahlburg left.", (0, 0, 0)),
    ] {
        assert_eq!(read(text), counts, "{text}");
    }
}

#[test]
fn display_text_names_whom_the_text_names() {
    let lexicon = Lexicon::default();
    let read = |headline: &str| {
        let text = format!("# {headline}\n\nThe board met on Monday. Maja Lindqvist won the vote by nine to four.\n");
        let source = Source::new("a.md", text).unwrap();
        let people = Story::read(&source, &lexicon, Bounds::default()).people;
        people.display.iter().map(|name| name.meant.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(read("Lindkvist wins chair"), [true]);
    assert!(read("Lindqvist wins chair").is_empty());
    assert!(read("Board elects chair").is_empty());
}
