//! Which figures, dates and titles of a story belong together, and that finding out takes linear time.

use std::time::{Duration, Instant};

use copydesk::check::Desk;
use copydesk::fact::Bounds;
use copydesk::lex::Lexicon;
use copydesk::story::{EventKind, Story};
use copydesk::text::{ProseSpan, Source};

/// Runs `look` on the story of a text.
fn on<T>(text: &str, look: impl Fn(&Story<'_>) -> T) -> T {
    let source = Source::new("a.txt", text).expect("short enough");
    let lexicon = Lexicon::default();
    look(&Story::read(&source, &lexicon, Bounds::default()))
}

/// Pairs of figures of one thing that no value fits, as written.
fn conflicts(text: &str) -> Vec<(String, String)> {
    on(text, |story| {
        let words = |fact: u32| story.facts[fact as usize].span.slice(&story.document.prose).to_owned();
        story.quantities.same.iter().filter(|pair| pair.apart).map(|pair| (words(pair.a), words(pair.b))).collect()
    })
}

#[test]
fn figures_that_speak_of_one_thing() {
    let none: &[(&str, &str)] = &[];
    let table: &[(&str, &[(&str, &str)])] = &[
        (
            "The collapse killed 21 miners near the river. Families of the 19 miners killed in the collapse wept.",
            &[("21", "19")],
        ),
        // Killed and deployed are two events.
        ("The raid killed more than 3,000 soldiers. The pact sends 3,000 soldiers to the border.", none),
        // More than 3,000 holds 3,217.
        ("The raid killed more than 3,000 people. The list has 3,217 people dead.", none),
        // Two sources.
        ("Police put the crowd at 4,000. Organizers said that 9,000 people marched.", none),
        // The toll moves on.
        ("The storm killed 16 people. The toll rose to 18 people killed.", none),
        // Parts.
        ("The storm killed 16 people. Among the dead were 9 people from Lund.", none),
        // Each of two has its own.
        ("The school in Lund has 212 registered pupils.\n\nThe school in Malmo has 341 registered pupils.", none),
        // A sum that points back.
        (
            "The dam cost $22 million in all. Nobody had planned for it. Who paid the $27 million?",
            &[("$22 million", "$27 million")],
        ),
        ("The dam cost $22 million in all. Nobody had planned for it. Who paid the $22 million?", none),
    ];
    for (text, wanted) in table {
        let wanted: Vec<(String, String)> = wanted.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(conflicts(text), wanted, "{text}");
    }
}

/// What stands against calling two figures a conflict, by name.
fn vetoes(text: &str) -> Vec<&'static str> {
    on(text, |story| story.quantities.vetoed.iter().filter_map(|pair| pair.veto).map(|veto| veto.name()).collect())
}

/// Rules that speak on a text.
fn findings(text: &str) -> Vec<String> {
    let source = Source::new("a.md", text).expect("short enough");
    Desk::built_in().check(&source).into_iter().map(|finding| finding.rule.to_string()).collect()
}

#[test]
fn each_silence_about_two_figures_has_its_reason() {
    let table: &[(&str, &[&str])] = &[
        ("Police put the crowd at 4,000 people marching. Organizers said that 9,000 people marched.", &["sources"]),
        ("NATO has 19 members. In the spring of that year NATO had 16 members.", &["times"]),
        ("The storm killed 16 people. The toll rose to 18 people killed.", &["progress"]),
        ("The collapse killed 18 workers. \u{201c}The 16 workers killed were friends,\u{201d} he said.", &["quoted"]),
        ("The collapse killed 18 workers. The 16 workers could be killed.", &[]),
    ];
    for (text, wanted) in table {
        assert_eq!(vetoes(text), *wanted, "{text}");
    }
}

/// The worked cases of the coreference of quantities, in other words.
#[test]
fn worked_cases_of_two_figures() {
    let conflict = "numbers/same-thing-different-figure";
    let table: &[(&str, Option<&str>)] = &[
        ("The cave-in killed 18 miners.\n\nVillagers buried the 16 miners killed in the cave-in.", Some(conflict)),
        ("The war killed more than 2,000 soldiers.\n\nThe pact sends 2,000 peacekeepers to the border.", None),
        ("The quake killed more than 2,000 people.\n\nThe list names 2,317 people dead.", None),
        ("# Quake kills 30\n\nThe quake killed at least 13 people.", Some("structure/headline-figure")),
        ("Police put the crowd at 4,000. Organizers said that 9,000 people marched.", None),
        ("The toll rose to 18 from 16, the coroner said.", None),
        ("Nine people were rescued, including 11 children.", Some("numbers/part-exceeds-whole")),
        ("The crash left two airmen dead and one injured.\n\nThe war killed more than 2,000.", None),
        ("The town bought 40 buses at $310,000 each.\n\nIt paid $12.4 million.", None),
        ("# Nearly 400 jobs lost\n\nThe closure costs 386 jobs.", None),
        // Nouns that count the same things.
        ("The fire killed 12 people.\n\nThe 11 deaths are the most in years.", Some(conflict)),
        ("The flood ruined 45 homes in the vale.\n\nOwners of the 54 houses ruined in the vale left.", Some(conflict)),
        ("The mill employs 2,300 workers.\n\nThe mill employs 2,500 employees.", Some(conflict)),
        ("The fire killed 12 people.\n\nThe 11 firefighters killed were buried on the hill.", None),
        // What is long over is another event.
        ("In 1906 a quake killed 3,000 people in Orr.\n\nThe 12 people killed on Monday were asleep.", None),
        // Owners, limits of time, measures of one thing.
        ("The fleet has 1,345 trucks.\n\nThe fleet's 1,354 trucks run on gas.", Some(conflict)),
        ("The fleet has 1,345 trucks.\n\nThe yard has 1,254 trucks.", None),
        ("Wash your hands for 20 seconds.\n\nNobody washes his hands for 30 seconds, but they should.", Some(conflict)),
        ("Mount Orr is 8,586 metres high.\n\nThe 8,568-metre Mount Orr is in the east.", Some(conflict)),
    ];
    for (text, wanted) in table {
        let of_figures = |rule: &String| !rule.starts_with("attribution") && !rule.starts_with("structure/missing");
        let found: Vec<String> = findings(text).into_iter().filter(of_figures).collect();
        assert_eq!(found, wanted.iter().map(|&rule| rule.to_owned()).collect::<Vec<_>>(), "{text}");
    }
}

/// Totals that their parts do not come to, with the form that ties them.
#[test]
fn totals_and_parts_in_every_form() {
    let table: &[(&str, Option<(&str, &str)>)] = &[
        ("They sent a team of twelve: five divers, four nurses and two pilots.", Some(("list", "11"))),
        ("The ferry left 14 survivors, nine men and four women.", Some(("apposition", "13"))),
        ("The ferry left 14 survivors (ten men and three women).", Some(("apposition", "13"))),
        ("Of the nine members, five voted yes, three voted no and two abstained.", Some(("partition", "10"))),
        ("Nine people, of whom five were men and six were women, were on board.", Some(("partition", "11"))),
        ("Of the nine members, five left and the other three stayed.", Some(("partition", "8"))),
        // Lists of several things, and parts that may overlap.
        ("The barge carried 14 cattle, nine men and four women.", None),
        ("The shelling hurt 14 soldiers, nine women and four children.", None),
        ("Of the nine pupils, five have a dog, three a cat and two a rabbit.", None),
        ("Of the nine members, five voted yes and three voted no.", Some(("partition", "8"))),
    ];
    for (text, wanted) in table {
        let found = on(text, |story| {
            let total = story.quantities.totals.first()?;
            Some((total.evidence.name(), total.sum.to_string()))
        });
        assert_eq!(found.as_ref().map(|(form, sum)| (*form, sum.as_str())), *wanted, "{text}");
    }
}

#[test]
fn a_change_with_its_difference() {
    let table = [
        ("Shares fell $3 to $18 from $22.", Some("4")),
        ("Support is down two points, from 41% to 38%.", Some("3")),
        ("The lake rose by 12 cm, from 310 cm to 322 cm.", Some("12")),
        // A percentage is another sum, and what is about so much has no difference.
        ("Shares fell 18% to $18 from $22.", None),
        ("Shares fell $3 to about $18 from $22.", None),
    ];
    for (text, wanted) in table {
        let found = on(text, |story| story.shares.changes.first()?.difference.map(|difference| difference.to_string()));
        assert_eq!(found.as_deref(), wanted, "{text}");
    }
}

/// What `--explain` says of two figures of one thing.
#[test]
fn two_figures_of_one_thing_have_their_grounds() {
    let grounds =
        |text: &str| on(text, |story| story.quantities.same.iter().map(|pair| pair.grounds()).collect::<Vec<_>>());
    let found = grounds("The fire killed 123 people.\n\nThe 132 deaths are the most in years.");
    assert_eq!(found.len(), 1, "{found:?}");
    let points_back = "the later figure points back, as `the 16 workers` does";
    assert_eq!(found[0].evidence, [points_back, "the same digits in another order"]);
    // What was outweighed is told too: a sum that points back may stand among other names.
    let found = grounds(
        "The dam cost $22 million in all, Ana Moss said. Nobody had planned for it. Who paid the $27 million, Jon Vik asked.",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].evidence[0], &*found[0].against), (points_back, &["other names around"][..]));
}

#[test]
fn versions_told_in_two_ways() {
    let told = |text: &str| {
        on(text, |story| {
            let words = |span: ProseSpan| span.slice(&story.document.prose).to_owned();
            story.version_conflicts.iter().map(|of| (of.evidence.name(), words(of.told))).collect::<Vec<_>>()
        })
    };
    let note = "We have released Quay 2.4.1 and 2.5.3. It mends a leak.\n\n";
    assert_eq!(told(&format!("{note}Please upgrade to Quay 2.5.2 soon.")), [("upgrade", "2.5.2".to_owned())]);
    assert_eq!(told(&format!("{note}Please upgrade to Quay 2.5.3 soon.")), []);
    assert_eq!(told(&format!("{note}Please upgrade from Quay 2.5.2 soon.")), []);
    // Another line of versions was not announced.
    assert_eq!(told(&format!("{note}To build it, install Rope 1.2.3 first.")), []);
}

#[test]
fn changes_with_a_direction_and_a_multiple() {
    let table = [
        ("Sales fell from 410 to 530 crates.", Some(("down", None))),
        ("Sales rose to 530 crates from 410.", Some(("up", None))),
        ("Thefts nearly doubled to 90 from 48.", Some(("up", Some(true)))),
        ("Thefts doubled to 90 from 60.", Some(("up", Some(false)))),
        ("The fleet was halved, from 40 boats to 30 boats.", Some(("down", Some(false)))),
        // Less is better, and per pound there are more of what weighs less.
        ("The deficit fell from 4 million to 5 million.", None),
        ("He reduced the weight from 84 per pound to 96.", None),
    ];
    for (text, wanted) in table {
        let found = on(text, |story| {
            let change = story.shares.changes.first()?;
            let fits = change.multiple.zip(change.ratio).map(|(says, is)| !says.is_disjoint(&is));
            Some((change.direction.name(), fits))
        });
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn promises_of_items_and_references() {
    let table: &[(&str, Option<(u32, &str)>)] = &[
        ("The board has three goals: safety and lower fares.", Some((2, "series"))),
        ("The board has three goals: safety, speed and lower fares.", Some((3, "series"))),
        ("Take 3 steps: 1. Stop. 2. Drain.", Some((2, "steps"))),
        ("Here are two reasons:\n\n- Rain.\n- Wind.\n- Sleet.", Some((3, "list"))),
        ("# 4 ways to mend a net\n\n## 1. Knot\n\nTie.\n\n## 2. Weave\n\nLoop.", Some((2, "headings"))),
        // Some of them, several in one, and a sentence instead of a list.
        ("The board has three goals, including safety and lower fares.", None),
        ("Four people were hurt: two nurses and two drivers.", None),
        ("The board has two goals: it wants to save and it wants to build.", None),
    ];
    for (text, wanted) in table {
        let source = Source::new("a.md", *text).expect("short enough");
        let lexicon = Lexicon::default();
        let story = Story::read(&source, &lexicon, Bounds::default());
        assert_eq!(story.quantities.list_counts.first().map(|of| (of.listed, of.form.name())), *wanted, "{text}");
    }
    let tables = "Table 1: Catch\n\nTable 2: Crew\n\n";
    let lost = |rest: &str| on(&format!("{tables}{rest}"), |story| story.passages.lost_references.len());
    assert_eq!(lost("See Table 3 for the rest."), 1);
    assert_eq!(lost("See Table 2 for the rest."), 0);
    assert_eq!(lost("See Table 3 of the report."), 0);
}

#[test]
fn shares_with_part_and_whole() {
    let table = [
        ("Of the 45 towns surveyed, 17, or 38%, have no doctor.", Some(("opener", true))),
        ("Of the 45 towns surveyed, 15, or 38%, have no doctor.", Some(("opener", false))),
        ("The board closed 12 of the 48 schools (25%).", Some(("counted", true))),
        ("The city has 900 streets, of which 90 (12%) are paved.", Some(("relative", false))),
        ("Some 300 people, nearly 6% of the 5,200 inhabitants, left.", Some(("whole", true))),
        ("The bill passed with 70% of the vote, 28 to 12.", Some(("vote", true))),
        ("One in four (25%) agreed.", Some(("named", true))),
        // A change is no share, and a percentage alone has no whole.
        ("The town has 45 schools, 38% more than Lund.", None),
        ("The town has 45 schools. Of all pupils, 38% travel.", None),
    ];
    for (text, wanted) in table {
        let found = on(text, |story| {
            story.shares.proportions.first().map(|of| (of.evidence.name(), !of.stated.is_disjoint(&of.expected)))
        });
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn changes_totals_and_products() {
    let holds = |text: &str| {
        on(text, |story| {
            let changes = story.shares.percent_changes.iter().map(|of| !of.stated.is_disjoint(&of.expected));
            let totals = story.quantities.totals.iter().map(|of| !of.sum.is_disjoint(&of.stated));
            let products = story.quantities.products.iter().map(|of| !of.stated.is_disjoint(&of.expected));
            let parts = story.quantities.parts.iter().map(|of| !of.whole_value.is_below(&of.part_value));
            changes.chain(totals).chain(products).chain(parts).collect::<Vec<bool>>()
        })
    };
    let table: &[(&str, &[bool])] = &[
        ("Fares rose 25%, to $500 from $400.", &[true]),
        ("Fares rose 20%, to $500 from $400.", &[false]),
        ("The crash hurt 9 people: four children, three adults and two drivers.", &[true]),
        ("The crash hurt 9 people: four children, three adults and a driver.", &[false]),
        ("The crash hurt 9 people, among them four children.", &[true]),
        ("Of the 40 delegates, 52 voted yes.", &[false]),
        ("The city bought 4 buses at $300,000 each, for $1.2 million.", &[true]),
        ("The city bought 4 buses at $300,000 each, for $1.6 million.", &[false]),
        ("The plan has two phases: 1) digging and 2) planting.", &[]),
        // A count that ends the text has nothing behind it.
        ("The harbour master saw 40", &[]),
    ];
    for (text, wanted) in table {
        assert_eq!(holds(text), *wanted, "{text}");
    }
}

#[test]
fn dates_and_titles_of_one_person() {
    let life = "Ada Quist (2 May 1872 – 23 November 1936) was a poet of the north.\n\n";
    let events = |rest: &str| {
        on(&format!("{life}{rest}"), |story| {
            story.dates.same_events.iter().map(|pair| (pair.event, pair.apart)).collect::<Vec<_>>()
        })
    };
    assert_eq!(events("Quist was born in Lund on 2 May 1872."), [(EventKind::Birth, false)]);
    assert_eq!(events("Quist was born in Lund on 2 March 1872."), [(EventKind::Birth, true)]);
    assert_eq!(events("She died on 24 November 1936."), [(EventKind::Death, true)]);
    assert_eq!(events("Her brother was born on 9 June 1875."), []);
    let titles = |text: &str| on(text, |story| story.roles.conflicts.len());
    assert_eq!(titles("Judge Ilse Roth opened the dig. Professor Roth thanked the town."), 1);
    assert_eq!(titles("Then-Senator Ilse Roth opened the dig. Governor Roth thanked the town."), 0);
    assert_eq!(titles("Dr. Ilse Roth opened the dig. Professor Roth thanked the town."), 0);
}

/// The shortest of three runs, so that a busy machine does not speak for the code.
fn time(text: &str) -> Duration {
    (0..3)
        .map(|_| {
            let start = Instant::now();
            on(text, |story| assert!(!story.facts.is_empty()));
            start.elapsed()
        })
        .min()
        .expect("three runs")
}

#[test]
fn ten_times_the_text_takes_about_ten_times_as_long() {
    // Every sentence is a candidate of every relation and shares its words with all others.
    let sentence = "Of the 45 registered towns, 17 (38%) sold 12 miles (19 km) of road for $400 ($520) on 4 May 2020, \
                    and Judge Roth, 34, said that the 212 registered vessels of the five-year plan (2011–2015) cost \
                    40 crowns each: 20 big, 15 old and 5 new. ";
    let short = time(&sentence.repeat(300));
    let long = time(&sentence.repeat(3_000));
    assert!(long < short * 30, "10 times the text took {long:?} and not about 10 times {short:?}");
}

/// A text of a known day.
fn on_day<T>(text: &str, date: &str, look: impl Fn(&Story<'_>) -> T) -> T {
    let mut source = Source::new("a.txt", text).expect("short enough");
    source.date = Some(date.to_owned());
    let lexicon = Lexicon::default();
    look(&Story::read(&source, &lexicon, Bounds::default()))
}

#[test]
fn relative_days_beside_their_dates() {
    let table = [
        ("The mill closed last month, on 14 April.", Some(true)),
        ("The mill closed last month, on 14 May.", Some(false)),
        ("The mill closed yesterday (1 June).", Some(false)),
        // A text may be dated a day after it was written.
        ("The mill closed yesterday (31 May).", Some(false)),
        ("The mill closed yesterday (29 May).", Some(true)),
        ("The mill closed five years ago, in 2019.", Some(false)),
        ("The mill closed five years ago, in 2016.", Some(true)),
        ("The mill closed last year, on 14 October.", Some(false)),
        // The second date is of something else.
        ("The mill closed last month and the quay on 14 April.", None),
        ("The mill closed almost a year ago, in 2016.", None),
    ];
    for (text, wanted) in table {
        let found = on_day(text, "2025-06-02", |story| story.dates.relative_days.first().map(|day| day.apart));
        assert_eq!(found, wanted, "{text}");
    }
}

#[test]
fn dates_in_an_order() {
    let table = [
        ("The truce of 10 November came after the 12 November raid.", Some(true)),
        ("The truce of 10 November came after the 8 November raid.", Some(false)),
        ("The truce of 10 November came before the 8 November raid.", Some(true)),
        ("The hall is open from 19 October to 2 October.", Some(true)),
        ("The hall was open from 3 May 2019 to 9 May 2011.", Some(true)),
        // Over the turn of the year, and a year that ends on the day before it begins.
        ("The hall is open from 19 October to 2 March.", None),
        ("The year runs from 15 June to 14 June.", None),
        ("The truce of 10 November, planned before the 8 November raid, held.", None),
    ];
    for (text, wanted) in table {
        assert_eq!(on(text, |story| story.dates.orders.first().map(|order| order.conflicts)), wanted, "{text}");
    }
}

#[test]
fn one_time_on_two_clocks() {
    let table = [
        ("Polls open at 8 a.m. in Nairobi (0500 GMT).", Some(("05:00", false))),
        ("Polls open at 8 a.m. in Nairobi (0800 GMT).", Some(("05:00", true))),
        ("The call is at 2 p.m. ET (11 a.m. PT).", Some(("11:00", false))),
        ("The call is at 2 p.m. ET (1800 GMT).", Some(("18:00 or 19:00", false))),
        ("On 4 July 2024 the call is at 2 p.m. ET (1900 GMT).", Some(("18:00", true))),
        // Letters are meant as they are, or as the time of the region.
        ("On 4 July 2024 the call is at 2 p.m. EST (1800 GMT).", Some(("18:00 or 19:00", false))),
        // No zone bears the name of the town.
        ("Polls open at 8 a.m. in Holmstad (0500 GMT).", None),
        ("Polls open at 8 a.m. and close at 1700 GMT.", None),
    ];
    for (text, wanted) in table {
        let found =
            on(text, |story| story.dates.zone_pairs.first().map(|pair| (pair.expected.to_string(), pair.apart)));
        assert_eq!(found, wanted.map(|(clock, apart)| (clock.to_owned(), apart)), "{text}");
    }
}

#[test]
fn bands_of_a_list() {
    let table = [
        ("Ages 18-25, 25-34 and 35-49 were polled.", Some(false)),
        ("Ages 18-25, 25-35 and 35-49 were polled.", Some(false)),
        ("Fees differ for 1-5, 7-10 and 11-20 rooms.", Some(true)),
        ("Fees differ for 1-6, 7-10 and 11-20 rooms.", None),
        // Pages may leave out what they like, and so may lists without a scheme.
        ("Read pages 1-5, 7-10 and 11-20.", None),
        ("Groups of 1-5, 8-10 and 15-20 rooms were let.", None),
        ("Rooms 1-5 and 7-10 were let.", None),
    ];
    for (text, wanted) in table {
        assert_eq!(on(text, |story| story.quantities.band_faults.first().map(|fault| fault.hole)), wanted, "{text}");
    }
}

/// Dates of one event, by what happened, that cannot be one day.
fn events(text: &str) -> Vec<EventKind> {
    on(text, |story| story.dates.same_events.iter().filter(|pair| pair.apart).map(|pair| pair.event).collect())
}

#[test]
fn what_happens_once_has_one_date() {
    let once = [EventKind::Occurrence];
    let table: &[(&str, &[EventKind])] = &[
        ("The museum opened in 1987. Entry was free when the museum opened in 1978.", &once),
        ("The 9 May collapse killed two. Survivors of the 8 May collapse sued.", &once),
        ("The workshop will be held on 14 May. Bring a pen. The workshop takes place on 24 May.", &once),
        // Another museum, another day of the same name, another time.
        ("The museum opened in 1987. The boat museum opened in 1978.", &[]),
        ("The 9 May fire killed two. Survivors of the 20 June fire sued.", &[]),
        ("The museum opened in 1978. After the flood the museum opened again in 1987.", &[]),
        ("The workshop will be held on 14 May. The next workshop takes place on 24 May.", &[]),
        // Three dates are a series.
        ("The workshop is held on 14 May. The workshop is held on 24 May. The workshop is held on 14 June.", &[]),
    ];
    for (text, wanted) in table {
        assert_eq!(events(text), *wanted, "{text}");
    }
}
