//! Dates, clocks, lengths of time and ranges: accepted forms with their value, and refusals.

use copydesk::fact::{Fact, Value};
use copydesk::lex::{self, Lexicon};
use copydesk::story::dates::resolve::{Anchor, resolve};
use copydesk::text::Source;
use copydesk::{grammar, markup};

/// Every temporal fact of a text as `kind [as written] as understood`.
fn understood(text: &str, date: Option<&str>, locale: Option<&str>) -> Vec<String> {
    // A leading sentence, so that no text is taken for a headline.
    let lexicon = Lexicon::default();
    let source = Source::new("a.txt", text).expect("short texts are sources");
    let document = markup::read(&source);
    let lexed = lex::lex(&document, &lexicon);
    let mut facts: Vec<Fact> = grammar::scan(&document.prose, &lexed, &lexicon);
    resolve(&mut facts, &Anchor { date: date.map(str::to_owned), locale: locale.map(str::to_owned) });
    facts
        .iter()
        .filter_map(|fact| {
            let meant = match &fact.value {
                Value::Date(date) | Value::Time(date) => date.to_string(),
                Value::DateRange(range) => range.to_string(),
                Value::Duration(duration) => duration.to_string(),
                Value::VagueTime => "no time".to_owned(),
                _ => return None,
            };
            Some(format!("{} [{}] {meant}", fact.value.kind(), fact.span.slice(&document.prose)))
        })
        .collect()
}

#[track_caller]
fn reads(cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        assert_eq!(understood(text, None, None), *wanted, "{text}");
    }
}

/// Published on Friday, 13 November 2020.
#[track_caller]
fn resolves(cases: &[(&str, &[&str])]) {
    for (text, wanted) in cases {
        assert_eq!(understood(text, Some("2020-11-13"), None), *wanted, "{text}");
    }
}

#[test]
fn dates_in_every_order() {
    reads(&[
        ("The bridge fell on November 10.", &["date [November 10] 10 November"]),
        ("The bridge fell on 10 November 2020.", &["date [10 November 2020] 10 November 2020"]),
        ("It fell on Tuesday, Nov. 10, 2020, at dusk.", &["date [Tuesday, Nov. 10, 2020] Tuesday 10 November 2020"]),
        (
            "They voted on Tuesday night, 10 November 2020.",
            &["datetime [Tuesday night, 10 November 2020] Tuesday 10 November 2020, night"],
        ),
        ("Anna Maas-Winter sang in winter 2020.", &["date_range [winter 2020] winter 2020"]),
        ("Pay by 2020-11-10 or later.", &["date_range [2020-11-10 or later] since 10 November 2020"]),
        ("Send it by 13/11/2020.", &["date [13/11/2020] 13 November 2020"]),
        ("They met on the 10th of November.", &["date [the 10th of November] 10 November"]),
        ("Sales start May twenty nine.", &["date [May twenty nine] 29 May"]),
        ("The lease ends on June 31.", &["date [June 31] 31 June"]),
        (
            "It opened in April 2017 and closed in Aug '19.",
            &["date [April 2017] April 2017", "date [Aug '19] August 2019"],
        ),
        ("Rain fell in November.", &["date [November] November"]),
        ("The log starts 23.04.2022.", &["date [23.04.2022] 23 April 2022"]),
    ]);
}

#[test]
fn years_and_longer_stretches() {
    reads(&[
        ("The mill opened in 1992.", &["date [1992] 1992"]),
        ("The reform of 1832 failed (Hale, 1990).", &["date [1832] 1832", "date [1990] 1990"]),
        ("Hut rents rose in the 1980s.", &["date_range [1980s] the 1980s"]),
        ("A hit of the '90s returns.", &["date_range ['90s] the 1990s"]),
        ("A mill of the 19th century burned.", &["date_range [19th century] century 19"]),
        ("The temple dates from 44 BC.", &["date [44 BC] 44 BC"]),
        ("The temple was built in AD 1150.", &["date [AD 1150] 1150"]),
        ("Orders fell in Q2 2016.", &["date_range [Q2 2016] quarter 2 2016"]),
        ("They wed in summer 1992.", &["date_range [summer 1992] summer 1992"]),
        ("Costs rose in fiscal 2021.", &["date [fiscal 2021] fiscal year 2021"]),
    ]);
}

#[test]
fn clocks() {
    reads(&[
        ("Doors open at 9 p.m. sharp.", &["time [9 p.m.] 21:00"]),
        ("The feed starts at 14:30 GMT.", &["time [14:30 GMT] 14:30 GMT"]),
        ("They left at half past nine.", &["time [half past nine] 09:30 (before or after noon)"]),
        ("Polls closed at 0800 GMT.", &["time [0800 GMT] 08:00 GMT"]),
        ("Lunch is at noon.", &["time [noon] 12:00"]),
        ("The siren rang at 25:10.", &["time [25:10] 25:10"]),
        ("It was sold by 8.30pm.", &["time [8.30pm] 20:30"]),
    ]);
}

#[test]
fn a_day_and_its_clock_are_one_fact() {
    reads(&[
        ("They meet Tuesday at 9 p.m. in Oslo.", &["datetime [Tuesday at 9 p.m.] the nearest Tuesday, 21:00"]),
        ("It hit at 3:15 a.m. on 4 May 2019.", &["datetime [3:15 a.m. on 4 May 2019] 4 May 2019, 03:15"]),
        ("Gunfire rang out Friday night.", &["datetime [Friday night] the nearest Friday, night"]),
        (
            "Logged 2020-11-10T21:00:05Z by the probe.",
            &["datetime [2020-11-10T21:00:05Z] 10 November 2020, 21:00:05 Z"],
        ),
    ]);
}

#[test]
fn ranges() {
    reads(&[
        ("The fair runs 3-7 May.", &["date_range [3-7 May] 3 May to 7 May"]),
        ("It ran November 10-12, 2020.", &["date_range [November 10-12, 2020] 10 November 2020 to 12 November 2020"]),
        (
            "They strike from Monday to Friday.",
            &["date_range [from Monday to Friday] the nearest Monday to the nearest Friday"],
        ),
        ("Prices rose between 2010 and 2015.", &["date_range [between 2010 and 2015] 2010 to 2015"]),
        ("Painter Ines Vall (1931-2019) is shown.", &["date_range [1931-2019] 1931 to 2019"]),
        ("In the 2010-11 season they lost.", &["date_range [2010-11] 2010 to 2011"]),
        (
            "Open 11:05 AM - 12:50 PM today.",
            &["date_range [11:05 AM - 12:50 PM today] the day of writing, 11:05 to the day of writing, 12:50"],
        ),
        (
            "The shop is open from 9 to 5 p.m. on Monday.",
            &["date_range [from 9 to 5 p.m. on Monday] the nearest Monday, 09:00 to the nearest Monday, 17:00"],
        ),
        ("She has led it since 1992.", &["date_range [since 1992] since 1992"]),
        ("It lasts until Friday.", &["date_range [until Friday] until the nearest Friday"]),
        (
            "Output fell over the past three years.",
            &["date_range [past three years] 3 years before the writing to the time of writing"],
        ),
    ]);
}

#[test]
fn durations() {
    reads(&[
        ("The siege lasted five years.", &["duration [five years] 5 years"]),
        ("It took two and a half hours.", &["duration [two and a half hours] 2.5 hours"]),
        ("A 90-minute film opens.", &["duration [90-minute] 90 minutes"]),
        ("He ran for 2 hours 30 minutes.", &["duration [2 hours 30 minutes] 2 hours 30 minutes"]),
        ("They waited for an hour and a half.", &["duration [an hour and a half] 1.5 hours"]),
        ("It rained all day.", &["duration [all day] 1 day"]),
        ("Expect a delay of two to three weeks.", &["duration [two to three weeks] 2 to 3 weeks"]),
        ("Rest for at least 5 hours.", &["duration [at least 5 hours] at-least 5 hours"]),
    ]);
}

#[test]
fn relative_dates_against_the_day_of_publication() {
    resolves(&[
        ("It snowed yesterday.", &["date [yesterday] 12 November 2020"]),
        ("Prices fell last week.", &["date [last week] 2 November 2020 to 8 November 2020"]),
        ("The vote was held on Tuesday.", &["date [Tuesday] 10 November 2020"]),
        ("The council will vote on Tuesday.", &["date [Tuesday] 17 November 2020"]),
        ("He resigned three days ago.", &["date [three days ago] 10 November 2020"]),
        ("The plant closed five years ago.", &["date [five years ago] 2015"]),
        ("The fair opens in two weeks.", &["date [in two weeks] 24 November 2020 to 30 November 2020"]),
        ("It ended on November 10.", &["date [November 10] 10 November 2020, year inferred"]),
        ("It ended on November 10 last year.", &["date [November 10 last year] 10 November 2019"]),
        ("They wed last July.", &["date [last July] July 2020"]),
        ("It falls on the last Friday of March 2021.", &["date [the last Friday of March 2021] 26 March 2021"]),
        ("They dine two days after Easter.", &["date [two days after Easter] 6 April 2021"]),
        ("Work starts on Monday of next week.", &["date [Monday of next week] 16 November 2020"]),
        (
            "A decision is due by the end of March 2021.",
            &["date_range [end of March 2021] 22 March 2021 to 31 March 2021"],
        ),
        ("Two weeks later she left.", &["date [Two weeks later] 2 weeks after that"]),
    ]);
}

#[test]
fn the_locale_orders_figures() {
    let text = "Send it by 04/05/2024.";
    assert_eq!(understood(text, None, None), ["date [04/05/2024] 5 April 2024"]);
    assert_eq!(understood(text, None, Some("en-GB")), ["date [04/05/2024] 4 May 2024"]);
}

#[test]
fn nothing_is_guessed_without_an_anchor() {
    assert_eq!(understood("It snowed yesterday.", None, None), ["date [yesterday] 1 day before that of writing"]);
    assert_eq!(understood("It ended on November 10.", None, None), ["date [November 10] 10 November"]);
}

#[test]
fn vague_times() {
    reads(&[
        ("Earlier, the ministry denied it.", &["vague_time [Earlier] no time"]),
        ("Prices have soared recently.", &["vague_time [recently] no time"]),
        ("Rents doubled in recent years.", &["vague_time [in recent years] no time"]),
        ("She arrived earlier than planned.", &[]),
        ("He came as soon as he could.", &[]),
        ("The earlier talks failed.", &[]),
    ]);
}

#[test]
fn refusals() {
    reads(&[
        ("The mountain may not move.", &[]),
        ("They march to the palace.", &[]),
        ("This may take longer.", &[]),
        ("A second blast shook the town.", &[]),
        ("Some 1500 people came.", &[]),
        ("In all, 2000 homes burned.", &[]),
        ("They won 3-2 on penalties.", &[]),
        ("Install version 1.1.30 now.", &[]),
        ("The ratio is 16:9.", &[]),
        ("0:00 0:03:27 0:00", &[]),
        ("00:10 03:27 10:00", &[]),
        ("The 43-year-old boxer fell.", &[]),
        ("She earns $5 an hour.", &[]),
        ("It pays twice a day.", &[]),
        ("She scored 9/10 for style.", &[]),
        ("Lows will be in the 80s.", &[]),
        ("Theresa May spoke.", &[]),
        ("Water from the spring is clear.", &[]),
        ("In May 20 people died.", &["date [May] May"]),
        ("They will last two days.", &["duration [two days] 2 days"]),
    ]);
}

#[test]
fn hours_share_what_is_written_once() {
    reads(&[
        ("Doors open between 6:15-7:45pm.", &["date_range [between 6:15-7:45pm] 18:15 to 19:45"]),
        ("The ferry sails 09:00:00 - 20:30:00 daily.", &["date_range [09:00:00 - 20:30:00] 09:00:00 to 20:30:00"]),
        ("The bar pours 7 p.m. to 10, says Lund.", &["date_range [7 p.m. to 10] 19:00 to 22:00"]),
        ("Calls came 9 - 10 at night.", &["date_range [9 - 10 at night] 21:00 to 22:00"]),
        (
            "They rehearse from four thirty to five fifteen.",
            &[
                "date_range [from four thirty to five fifteen] 04:30 (before or after noon) to 05:15 (before or after noon)",
            ],
        ),
        (
            "The bus leaves tomorrow at six forty-five.",
            &["datetime [tomorrow at six forty-five] 1 day after that of writing, 06:45 (before or after noon)"],
        ),
        (
            "They play Thursday 18:00 - 20:00 at home.",
            &["date_range [Thursday 18:00 - 20:00] the nearest Thursday, 18:00 to the nearest Thursday, 20:00"],
        ),
        ("They won Monday 3-1 and left.", &["date [Monday] the nearest Monday"]),
    ]);
}

#[test]
fn an_offset_wants_a_stamp_before_it() {
    reads(&[
        (
            "Logged 2020-11-10T21:00-04:30 by the probe.",
            &["datetime [2020-11-10T21:00-04:30] 10 November 2020, 21:00 UTC-04:30"],
        ),
        (
            "It was cut to 4:30-5:30 by Lund.",
            &["date_range [4:30-5:30] 04:30 (before or after noon) to 05:30 (before or after noon)"],
        ),
    ]);
}

#[test]
fn lives_and_reigns_are_no_sentence_ends() {
    reads(&[
        ("The brewer Ola Lund (d. 1987) built it.", &["date [1987] 1987"]),
        ("She was wed twice (m. 1949; div. 1964).", &["date [1949] 1949", "date [1964] 1964"]),
        ("King Osk (r. 871) rests here.", &["date [871] 871"]),
        ("The bard Ulf (c. 1455–1536) wrote it.", &["date_range [c. 1455–1536] about 1455 to 1536"]),
        ("The sage Ulf (c. 155 – 229) wrote it.", &["date_range [c. 155 – 229] about 155 to 229"]),
        ("It rose by 5 m. 1987 was dry.", &["date [1987] 1987"]),
    ]);
}

#[test]
fn compact_lengths() {
    reads(&[
        (
            "The ship is due in 2d 4hr 10min.",
            &["datetime [in 2d 4hr 10min] 2 days 4 hours 10 minutes after the writing"],
        ),
        ("They met 3w later.", &["date [3w later] 3 weeks after that"]),
        ("A model in 3d is shown.", &[]),
        ("In 10 mins the gates close.", &["datetime [In 10 mins] 10 minutes after the writing"]),
        (
            "It runs the next 2 weeks 3 days.",
            &["date_range [next 2 weeks 3 days] the time of writing to 2 weeks 3 days after the writing"],
        ),
        ("We shall be four next week.", &["date [next week] 1 week after that of writing"]),
    ]);
}

#[test]
fn a_year_before_a_noun_dates_the_noun() {
    reads(&[
        ("She retired after the 2012 games.", &["date [2012] 2012"]),
        (
            "Trade grew from the 15th to the 19th century.",
            &["date_range [from the 15th to the 19th century] century 15 to century 19"],
        ),
        ("It closed after the fall of the wall.", &[]),
        ("How about May 3, 2019?", &["date [May 3, 2019] 3 May 2019"]),
        (
            "The lease runs to Jan 1 3000, 9:30.",
            &["datetime [Jan 1 3000, 9:30] 1 January 3000, 09:30 (before or after noon)"],
        ),
    ]);
}

#[test]
fn a_clock_without_a_day_is_of_the_day_of_writing() {
    let resolved = |text: &str, date| {
        let lexicon = Lexicon::default();
        let source = Source::new("a.txt", text).expect("short texts are sources");
        let document = markup::read(&source);
        let lexed = lex::lex(&document, &lexicon);
        let mut facts = grammar::scan(&document.prose, &lexed, &lexicon);
        resolve(&mut facts, &Anchor { date: Some(str::to_owned(date)), locale: None });
        let ends = |date: &copydesk::fact::DateTime| date.resolved.map(|moment| (moment.low.day, moment.low.second));
        match &facts[0].value {
            Value::Date(date) | Value::Time(date) => vec![ends(date)],
            Value::DateRange(range) => [&range.low, &range.high].into_iter().flatten().map(ends).collect(),
            _ => Vec::new(),
        }
    };
    assert_eq!(resolved("They meet at noon.", "2020-11-13"), [Some((13, 43_200))]);
    assert_eq!(resolved("They meet 8 - 11pm.", "2020-11-13"), [Some((13, 72_000)), Some((13, 82_800))]);
    assert_eq!(resolved("They met 11pm - 2am.", "2020-11-13"), [Some((13, 82_800)), Some((14, 7_200))]);
    assert_eq!(resolved("He left 15 minutes later.", "2020-11-13T10:00:00"), [Some((13, 36_900))]);
    assert_eq!(resolved("He left 15 minutes later.", "2020-11-13"), [None]);
    assert_eq!(resolved("At noon on May 3 he fell.", "2020-11-13").len(), 1);
    assert_eq!(resolved("At noon he fell. They met on May 3.", "2020-11-13"), [None]);
}

#[test]
fn hedged_distances_are_points_in_time() {
    reads(&[
        ("It shut almost two years ago.", &["date [almost two years ago] nearly 2 years before the writing"]),
        (
            "He left more than three weeks before Easter.",
            &["date [more than three weeks before Easter] more-than 3 weeks before Easter Sunday"],
        ),
        ("It took almost two years.", &["duration [almost two years] nearly 2 years"]),
        ("All left within two days.", &["duration [within two days] up-to 2 days"]),
    ]);
    // Which day it was, nobody said.
    resolves(&[(
        "It shut more than two years ago.",
        &["date [more than two years ago] more-than 2 years before the writing"],
    )]);
}

#[test]
fn hours_with_dots_and_after_noon() {
    reads(&[
        ("Open 9.30-4.30pm daily.", &["date_range [9.30-4.30pm] 09:30 to 16:30"]),
        ("Open between 9.30 and 10.15am.", &["date_range [between 9.30 and 10.15am] 09:30 to 10:15"]),
        ("Scores of 9.30-4.30 were seen.", &[]),
        (
            "He was out from 10 am for 3 hours 30 minutes.",
            &["date_range [from 10 am for 3 hours 30 minutes] 10:00 to 13:30"],
        ),
        (
            "We meet five thirty tomorrow.",
            &["datetime [five thirty tomorrow] 1 day after that of writing, 05:30 (before or after noon)"],
        ),
        ("On March 3 five twenty-somethings left.", &["date [March 3] 3 March"]),
    ]);
    resolves(&[(
        "He sat there from 10:30 to 3 on May 4, 2015.",
        &["date_range [from 10:30 to 3 on May 4, 2015] 4 May 2015, 10:30 to 4 May 2015, 15:00"],
    )]);
}

#[test]
fn portions_of_days_weeks_and_quarters() {
    reads(&[
        ("Rain fell later in the afternoon.", &["time [later in the afternoon] afternoon"]),
        ("He left late on Friday.", &["date [late on Friday] late the nearest Friday"]),
        ("It is due by the end of month.", &["date_range [end of month] end the same month"]),
        ("End of year results pleased him.", &[]),
        ("Sales rose in 2019 H2.", &["date_range [2019 H2] half 2 2019"]),
        ("The file of 2014 12 28 is lost.", &["date [2014 12 28] 28 December 2014"]),
        ("In 2014 12 28-seat buses came.", &["date [2014] 2014"]),
    ]);
    resolves(&[
        ("Sales fell in the last two quarters.", &["date_range [last two quarters] 1 April 2020 to 30 September 2020"]),
        (
            "Rain fell from December to date.",
            &["date_range [from December to date] December 2019, year inferred to 13 November 2020"],
        ),
    ]);
}

#[test]
fn a_year_is_no_count_of_days() {
    reads(&[
        ("The Polar Cup 2018 day five went on.", &["date [2018] 2018"]),
        ("He worked 2,000 days there.", &["duration [2,000 days] 2,000 days"]),
    ]);
}

#[test]
fn in_so_long_a_time_is_a_point_only_ahead() {
    reads(&[
        ("He will be back in two weeks.", &["date [in two weeks] 2 weeks after the writing"]),
        ("She said it would open in two weeks.", &["date [in two weeks] 2 weeks after the writing"]),
        ("She ran it in 2 hours 5 minutes.", &["duration [2 hours 5 minutes] 2 hours 5 minutes"]),
        ("The shop closed in two weeks.", &["duration [two weeks] 2 weeks"]),
    ]);
}

#[test]
fn portions_of_decades_and_years_of_two_names() {
    reads(&[
        ("It shut at the end of the 1990s.", &["date_range [end of the 1990s] 1 January 1997 to 31 December 1999"]),
        (
            "It rose late in the 19th century.",
            &["date_range [late in the 19th century] 1 January 1850 to 31 December 1899"],
        ),
        ("Costs of the academic year 2019-20 rose.", &["date [academic year 2019-20] fiscal year 2019"]),
    ]);
}
