//! Every rule against its own texts, and the promises that rules make to their readers.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own text has failed")]

use copydesk::check::Desk;
use copydesk::rule::tester::{self, Expected};
use copydesk::rule::{Fault, RuleSet};

fn said(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("\n  {fault}\n    at `{}`", &fault.source[fault.span.clone()])).collect()
}

#[test]
fn every_rule_flags_its_bad_texts_and_leaves_its_good_ones_alone() {
    let desk = Desk::built_in();
    let results = tester::run(&desk, |_| true);
    let failed: Vec<String> = results
        .iter()
        .filter(|result| !result.is_passed())
        .map(|result| {
            let kind = if result.expected == Expected::Flagged { "bad" } else { "good" };
            format!("\n{} {kind} text {}: {:?}\n  {}", result.rule, result.number, result.outcome, result.text)
        })
        .collect();
    assert!(failed.is_empty(), "{} of {} texts:{}", failed.len(), results.len(), failed.concat());
}

#[test]
fn every_rule_has_two_bad_and_two_good_texts_and_a_near_miss() {
    let desk = Desk::built_in();
    for rule in desk.rules.iter() {
        let results = tester::run(&desk, |other| other.id() == rule.id());
        for expected in [Expected::Flagged, Expected::Silent] {
            let count = results.iter().filter(|result| result.expected == expected).count();
            assert!(count >= 2, "{}: {count} texts are {expected:?}", rule.id());
        }
        assert!(rule.page().contains("near miss"), "{} has no near miss", rule.id());
    }
}

#[test]
fn every_case_of_every_rule_is_made_to_speak_by_a_bad_text() {
    let desk = Desk::built_in();
    for rule in desk.rules.iter() {
        let silent = tester::silent_cases(rule, &desk.lexicon, desk.bounds);
        assert!(silent.is_empty(), "{}: {silent:?}", rule.id());
    }
}

#[test]
fn no_two_rules_speak_of_the_same_pair_of_places() {
    let desk = Desk::built_in();
    let mut twice = Vec::new();
    for result in tester::run(&desk, |_| true) {
        let source = copydesk::text::Source::new("a.txt", result.text.clone()).unwrap();
        let mut seen: Vec<(Vec<_>, String)> = Vec::new();
        for finding in desk.check(&source).iter().filter(|finding| !finding.related.is_empty()) {
            let sites = std::iter::once(&finding.primary).chain(&finding.related);
            let mut places: Vec<_> = sites.map(|site| (site.span.start(), site.span.end())).collect();
            places.sort_unstable();
            if let Some((_, other)) = seen.iter().find(|(known, _)| *known == places) {
                twice.push(format!("\n{other} and {}: {}", finding.rule, result.text));
            }
            seen.push((places, finding.rule.to_string()));
        }
    }
    assert!(twice.is_empty(), "{}", twice.concat());
}

/// A sound rule of one name, with something in it exchanged.
fn rule(change: impl Fn(String) -> String) -> String {
    change(
        r#"id = "house/boats"
title = "Boats"
severity = "info"
confidence = "high"
why = "Because."

[facts]
boats = "count"
date = "date"

[when]
all = ["boats, date in same sentence", "boats.head = 'boat'"]
none = ["boats in quote"]
flag = "boats > 3"

[report]
message = "{boats} on {date}"

[[bad]]
text = "On Monday 40 boats sank."

[[good]]
text = "On Monday 2 boats sank."
near-miss = true
"#
        .to_owned(),
    )
}

/// Loads one file and gives its faults as (marked text, message, help).
fn faults(text: &str) -> Vec<(String, String, String)> {
    let (_, faults) = RuleSet::load(&[("rules/house/boats.toml", text)]);
    faults
        .into_iter()
        .map(|fault| (fault.source[fault.span.clone()].to_owned(), fault.message, fault.help.unwrap_or_default()))
        .collect()
}

#[test]
fn a_sound_rule_has_no_fault_and_speaks() {
    let text = rule(|text| text);
    assert_eq!(faults(&text), []);
    let (rules, _) = RuleSet::load(&[("rules/house/boats.toml", &text)]);
    let desk = Desk { rules, ..Desk::default() };
    let results = tester::run(&desk, |rule| rule.id() == "house/boats");
    assert!(results.len() == 2 && results.iter().all(tester::CaseResult::is_passed), "{results:?}");
}

#[test]
fn every_fault_has_its_place_and_the_nearest_word() {
    let cases: &[(&str, &str, &str, &str)] = &[
        // In the file, exchanged for, marked, help or message.
        ("boats = \"count\"", "boats = \"cuont\"", "cuont", "did you mean `count`?"),
        ("boats.head = 'boat'", "boats.haed = 'boat'", "haed", "did you mean `head`?"),
        ("boats.head = 'boat'", "boat.head = 'boat'", "boat", "did you mean `boats`?"),
        ("boats.head = 'boat'", "boats.event = 'kiled'", "'kiled'", "did you mean `killed`?"),
        ("boats.head = 'boat'", "boats is negatd", "negatd", "did you mean `negated`?"),
        ("boats.head = 'boat'", "boats befroe date", "befroe", "did you mean `before`?"),
        ("boats.head = 'boat'", "boats.head in @weekdya", "weekdya", "did you mean `weekday`?"),
        ("boats.head = 'boat'", "boats.head = 3", "3", "a number cannot equal a text"),
        ("boats.head = 'boat'", "boats.head.low = 3", "low", "`head` is a text and has no fields"),
        (
            "boats.head = 'boat'",
            "boats = 40",
            "boats = 40",
            "write `overlaps` or `disjoint`, or compare the field `value`",
        ),
        ("boats.head = 'boat'", "boats < date", "boats < date", "a count and a date have no order"),
        ("boats in quote", "boats in quoet", "quoet", "did you mean `quote`?"),
        ("in same sentence", "in same sentense", "sentense", "did you mean `sentence`?"),
        ("boats > 3", "prcent(boats, boats) > 3", "prcent", "did you mean `percent`?"),
        ("[when]", "[groups]\nall-boats = { kind = \"cuont\" }\n[when]", "cuont", "did you mean `count`?"),
        (
            "[when]",
            "[groups]\nfleet = { kind = \"count\", by = \"sentense\" }\n[when]",
            "sentense",
            "did you mean `sentence`?",
        ),
        (
            "[when]",
            "[groups]\nfleet = { kind = \"count\", with = \"baots\" }\n[when]",
            "baots",
            "did you mean `boats`?",
        ),
        ("[when]", "[groups]\nfleet = \"count\"\n[when]", "fleet", "`fleet` is gathered and never used"),
        ("[when]", "[groups]\nboats = \"count\"\n[when]", "boats", "`boats` is a name already"),
        ("boats > 3", "count(boats) > 3", "boats", "`[groups]` names groups"),
        (
            "boats.head = 'boat'\"",
            "boats.head = 'boat'\", \"boats.head in ['ship', 'raft']\"",
            "\"boats.head in ['ship', 'raft']\"",
            "no text can meet this and `boats.head = 'boat'`",
        ),
        (
            "boats.head = 'boat'\"",
            "boats.head = 'boat'\", \"boats < 2\"",
            "\"boats > 3\"",
            "no text can meet this and `boats < 2`",
        ),
        ("boats > 3", "convert(boats, 'mlie') > 3", "'mlie'", "did you mean `mile`?"),
        ("boats > 3", "percent(boats) > 3", "percent(boats)", "`percent` takes 2 values, not 1"),
        ("boats > 3", "boats disjoint date", "date", "an interval is wanted here, and this is a date"),
        ("boats > 3", "boats within 2 sentnces", "sentnces", "did you mean `sentences`?"),
        (
            "boats > 3",
            "boats > 3 and date in body",
            "and",
            "a list of predicates means that all of them hold: write one predicate a string",
        ),
        ("boats > 3", "2 > 3", "2 > 3", "this says nothing about any name of the rule"),
        ("{boats} on", "{boatss} on", "boatss", "did you mean `boats`?"),
        ("{boats} on", "{boats.hed} on", "hed", "did you mean `head`?"),
        ("{boats} on", "{boats on", "{boats on ", "this brace is never closed"),
        ("{boats} on", "boats} on", "}", "write `}}` for a brace in the message"),
        (
            "none = [\"boats in quote\"]",
            "none = [\"boats  in  quote\", \"boats > 3\"]",
            "\"boats > 3\"",
            "no text can meet both, so the rule would never speak",
        ),
        (
            "all = [\"boats, date in same sentence\"",
            "all = [\"date is absolute\"",
            "date",
            "every one would meet every other",
        ),
        ("severity = \"info\"", "severity = \"inof\"", "inof", "did you mean `info`?"),
        ("severity = \"info\"", "severety = \"info\"", "severety", "did you mean `severity`?"),
        (
            "id = \"house/boats\"",
            "id = \"house/ships\"",
            "\"house/ships\"",
            "this file should be called `house/ships.toml`",
        ),
        ("id = \"house/boats\"", "id = \"Boats\"", "\"Boats\"", "an id is a group and a name: `percent/of-count`"),
        ("[[good]]\ntext = \"On Monday 2 boats sank.\"\nnear-miss = true", "", "", "the rule has no good text"),
        ("near-miss = true", "", "[[good]]", "the rule has no near miss"),
        (
            "text = \"On Monday 40 boats sank.\"",
            "text = \"On Monday 40 boats sank.\"\nat = \"14 boats\"",
            "\"14 boats\"",
            "“14 boats” does not stand in this text",
        ),
        ("[[bad]]\ntext = \"On Monday 40 boats sank.\"", "", "", "the rule has no bad text"),
        ("date = \"date\"\n", "date = \"date\"\nmoney = \"money\"\n", "money", "`money` is bound and never used"),
        ("boats = \"count\"", "any = \"count\"", "any", "`any` has a meaning of its own and cannot be a name"),
        ("why = \"Because.\"", "why = [3]", "[3]", "a string is wanted, not array"),
        ("why = \"Because.\"", "why = ", "", "TOML"),
    ];
    for (from, to, marked, said) in cases {
        let text = rule(|text| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        });
        let found = faults(&text);
        assert!(
            found.iter().any(|(span, message, help)| {
                (span == marked || marked.is_empty()) && (message.contains(said) || help.contains(said))
            }),
            "{to}: wanted {marked:?} and {said:?}, found {found:#?}"
        );
    }
}

#[test]
fn all_faults_of_all_files_come_in_one_run_and_the_sound_rules_stand() {
    let broken = rule(|text| text.replace("boats in quote", "boats in quoet").replace("boats > 3", "botas > 3"));
    let sound = rule(|text| text.replace("house/boats", "house/ships"));
    let (rules, faults) = RuleSet::load(&[
        ("rules/house/boats.toml", broken.as_str()),
        ("rules/house/ships.toml", sound.as_str()),
        ("more/house/ships.toml", sound.as_str()),
        ("rules/house/empty.toml", ""),
    ]);
    assert_eq!(faults.iter().filter(|fault| fault.path.ends_with("boats.toml")).count(), 2, "{}", said(&faults));
    assert!(faults.iter().any(|fault| fault.message == "another file has this id"), "{}", said(&faults));
    assert!(faults.iter().filter(|fault| fault.path.ends_with("empty.toml")).count() >= 5, "{}", said(&faults));
    assert!(rules.get("house/ships").is_some() && rules.get("house/boats").is_none());
    assert!(rules.get("percent/of-count").is_some());
}

#[test]
fn a_rule_of_the_house_takes_the_place_of_a_built_in_one() {
    let own = rule(|text| text.replace("house/boats", "percent/of-count"));
    let (rules, faults) = RuleSet::load(&[("rules/percent/of-count.toml", own)]);
    assert!(faults.is_empty(), "{}", said(&faults));
    assert_eq!(rules.get("percent/of-count").map(|rule| rule.title()), Some("Boats"));
}

/// Loads files under `house/` and tests the texts of the rule of that id.
fn tested(files: &[(&str, &str)], id: &str) -> Vec<(String, tester::Outcome)> {
    let (rules, faults) = RuleSet::load(files);
    assert!(faults.is_empty(), "{}", said(&faults));
    let desk = Desk { rules, ..Desk::default() };
    tester::run(&desk, |rule| rule.id() == id).into_iter().map(|result| (result.text, result.outcome)).collect()
}

#[test]
fn a_rule_builds_on_another() {
    let boats = rule(|text| text);
    let ships = "id = 'house/ships'
extends = 'house/boats'
severity = 'warning'
[when]
all-remove = [\"boats.head='boat'\"]
all = ['boats.head in [\"boat\", \"ship\"]']
flag = 'boats > 5'
[report]
message = '{boats} vessels on {date}'
[[bad]]
text = 'On Monday 40 ships sank.'
[[good]]
text = 'On Monday 4 ships sank.'
near-miss = true
";
    let files = [("rules/house/ships.toml", ships), ("rules/house/boats.toml", boats.as_str())];
    assert!(tested(&files, "house/ships").iter().all(|(_, outcome)| *outcome == tester::Outcome::Passed));
    assert!(tested(&files, "house/boats").iter().all(|(_, outcome)| *outcome == tester::Outcome::Passed));
    let (rules, _) = RuleSet::load(&files);
    let ships = rules.get("house/ships").unwrap();
    assert_eq!((ships.title(), ships.severity().name()), ("Boats", "warning"));
    assert!(ships.page().contains("{boats} vessels on {date}"), "{}", ships.page());
}

#[test]
fn a_house_adds_to_the_lists_of_a_built_in_rule_and_takes_from_them() {
    let own = "id = 'attribution/unattributed-toll'
extends = 'attribution/unattributed-toll'
severity = 'info'
[facts]
toll = { event = ['killed'] }
[when]
all = ['toll >= 50']
[[bad]]
text = 'The blast killed 400 people.'
[[good]]
text = 'The blast killed 40 people.'
near-miss = true
";
    let results = tested(&[("house/attribution/unattributed-toll.toml", own)], "attribution/unattributed-toll");
    assert!(results.iter().all(|(_, outcome)| *outcome == tester::Outcome::Passed), "{results:?}");
    // And a third rule takes a word out of the list again.
    let heir = "id = 'house/heir'
extends = 'house/base'
[facts]
toll = { event = ['displaced'], event-remove = ['injured'] }
[[bad]]
text = 'The flood displaced 40 people.'
[[good]]
text = 'The flood injured 40 people.'
near-miss = true
";
    let base = rule(|text| {
        text.replace("house/boats", "house/base")
            .replace("boats = \"count\"\ndate = \"date\"", "toll = { kind = \"count\", event = [\"injured\"] }")
            .replace(
                "all = [\"boats, date in same sentence\", \"boats.head = 'boat'\"]\nnone = [\"boats in quote\"]",
                "",
            )
            .replace("boats > 3", "toll > 3")
            .replace("{boats} on {date}", "{toll}")
            .replace("On Monday 40 boats sank", "The flood injured 40 people")
    });
    let results = tested(&[("house/heir.toml", heir), ("house/base.toml", &base)], "house/heir");
    assert!(results.iter().all(|(_, outcome)| *outcome == tester::Outcome::Passed), "{results:?}");
}

#[test]
fn what_cannot_be_inherited_is_said_at_its_place() {
    let boats = rule(|text| text);
    let faults = |ships: &str| -> Vec<(String, String, String)> {
        let (_, faults) = RuleSet::load(&[("house/ships.toml", ships), ("house/boats.toml", &boats)]);
        faults
            .into_iter()
            .map(|fault| (fault.source[fault.span.clone()].to_owned(), fault.message, fault.help.unwrap_or_default()))
            .collect()
    };
    for (ships, marked, said) in [
        ("extends = 'house/baots'", "extends", "did you mean `house/boats`?"),
        (
            "extends = 'house/boats'\n[when]\nnone-remove = ['boats in qoute']",
            "boats in qoute",
            "did you mean `boats in quote`?",
        ),
        ("extends = 'house/boats'\n[facts]\ndate = 'time'\nboats = 'percent'", "extends", ""),
        (
            "extends = 'house/boats'\n[facts]\nboats = { event-remove = ['killed'] }",
            "event-remove = ['killed']",
            "says nothing of `event`",
        ),
        ("extends = 'house/boats'\n[facts]\nboats = 'date'", "extends", "in the inherited `boats > 3`"),
    ] {
        let ships = format!("id = 'house/ships'\n{ships}\n");
        let found = faults(&ships);
        let is_said = |(span, message, help): &(String, String, String)| {
            span == marked && (message.contains(said) || help.contains(said))
        };
        assert!(said.is_empty() || found.iter().any(is_said), "{ships}: {found:#?}");
    }
    let (_, faults) = RuleSet::load(&[
        ("house/a.toml", "id = 'house/a'\nextends = 'house/b'"),
        ("house/b.toml", "id = 'house/b'\nextends = 'house/a'"),
    ]);
    assert!(faults.iter().all(|fault| fault.message.contains("neither has a beginning")), "{}", said(&faults));
}

#[test]
fn a_safe_fix_never_changes_a_fact() {
    let text = rule(|text| text + "\n[fix]\nsafe = { title = 'Write 2', replace = 'boats', with = '2' }\n");
    assert!(faults(&text).iter().any(|(span, ..)| span == "'boats'"), "{:?}", faults(&text));
    let offered = text.replace("safe = {", "offered = [{").replace("'2' }", "'2' }]");
    assert_eq!(faults(&offered), []);
}

#[test]
fn any_bytes_give_faults_and_no_panic() {
    let text = rule(|text| text);
    for cut in (0..text.len()).step_by(37) {
        for (_, message, _) in faults(&text[..cut]) {
            assert!(!message.is_empty());
        }
        let mut odd = text.clone();
        odd.insert(cut, '\'');
        faults(&odd);
        odd.replace_range(cut..cut + 1, "{");
        faults(&odd);
    }
}

/// What a rule of these facts, conditions and message says about a text in Markdown of 14 March 2024.
fn said_of(facts: &str, when: &str, message: &str, text: &str) -> Vec<String> {
    let rule = format!(
        "id = 'house/asked'\ntitle = 'Asked'\nwhy = 'Why.'\nseverity = 'info'\n[facts]\n{facts}\n[when]\n{when}\n\
         [report]\nmessage = \"{message}\"\n[[bad]]\ntext = 'a'\n[[good]]\ntext = 'b'\nnear-miss = true\n"
    );
    let (rules, faults) = RuleSet::load(&[("house/asked.toml", rule)]);
    assert!(faults.is_empty(), "{}", said(&faults));
    let desk = Desk { rules, ..Desk::default() };
    let source = copydesk::text::Source::new("a.md", text).unwrap().with_date(Some("2024-03-14".to_owned()));
    desk.rules.get("house/asked").unwrap().evaluate(&desk.read(&source)).into_iter().map(|of| of.message).collect()
}

#[test]
fn figures_meet_in_one_unit_or_not_at_all() {
    let two = |kinds: (&str, &str), flag: &str, text: &str| {
        let facts = format!("a = '{}'\nb = '{}'", kinds.0, kinds.1);
        let when = format!("all = ['a, b in same sentence', 'a before b']\nflag = '{flag}'");
        said_of(&facts, &when, "{a} and {b}", text).len()
    };
    let trail = "The trail is 12 miles long and the road 20 km.";
    assert_eq!(two(("measure", "measure"), "a disjoint b", trail), 1);
    assert_eq!(two(("measure", "measure"), "a < b", trail), 1);
    assert_eq!(two(("measure", "measure"), "a > b", trail), 0);
    assert_eq!(two(("measure", "measure"), "a disjoint b", "The sack weighs 12 kg and the rope is 20 metres long."), 0);
    assert_eq!(two(("money", "money"), "a disjoint b", "The bridge cost $12 million and the road €20 million."), 0);
    assert_eq!(two(("money", "money"), "a disjoint b", "The bridge cost €12 million and the road €20 million."), 1);
    assert_eq!(two(("count", "percent"), "a disjoint b", "Of the 45 towns 40% have no doctor."), 0);
}

#[test]
fn functions_convert_round_and_count_days_and_years() {
    let one = |kind: &str, flag: &str, message: &str, text: &str| {
        said_of(&format!("a = '{kind}'"), &format!("flag = \"{flag}\""), message, text)
    };
    let trail = "The trail is 10 miles long.";
    let message = "{a} is {convert(a, 'kilometre'):1} km";
    assert_eq!(one("measure", "convert(a, 'kilometre') > 16", message, trail), ["10 miles is 16.1 km"]);
    assert!(one("measure", "convert(a, 'kilogram') > 0", message, trail).is_empty());
    let tenth = "{round-down(a / 10)} or {round-up(a / 10)}";
    assert_eq!(one("count", "a > 3", tenth, "The harbour sent 45 boats."), ["4 or 5"]);
    let apart = |message: &str| {
        let when = "all = ['a, b in same sentence', 'a before b', 'a earlier-than b']";
        said_of("a = 'date'\nb = 'date'", when, message, "Born on 2 May 1950, she died on 1 May 1990.")
    };
    assert_eq!(apart("{years(a, b)} years"), ["39 years"]);
    assert_eq!(apart("{days(a, b)} days"), ["14,609 days"]);
}

#[test]
fn a_list_has_its_items_and_what_announces_it() {
    let text = "Three reasons speak for it:\n\n- cost\n- time\n\nSo it is.\n";
    let when = "all = ['list.lead-in = count.paragraph']\nflag = 'count.value != list.items'";
    assert_eq!(
        said_of("count = 'count'\nlist = 'list'", when, "{count}, and {list.items} in the list", text),
        ["Three, and 2 in the list"]
    );
}

#[test]
fn groups_are_counted_and_added_up() {
    let shares = "first = 'percent'\n[groups]\nshares = { kind = 'percent', by = 'sentence', is = 'asserted' }";
    let text = "Of the votes, 48% went to Ode, 31% to Lund and 41% to Moe. In May it was 12%.";
    let when = "all = ['first same-as first(shares)', 'count(shares) >= 2']\nflag = 'lowest(shares) > 30'";
    let message = "{shares} come to {sum(shares)}, the last is {last(shares).value} and the most {highest(shares)}";
    assert_eq!(
        said_of(shares, when, message, text),
        ["48%, 31% and 41% come to 118.5 to 121.5, the last is 41 and the most 48.5"]
    );
    // Of a table, by column; figures of two currencies have no sum.
    let table =
        "| town | cost | debt |\n|---|---|---|\n| Ode | €3 million | €2 million |\n| Moe | €5 million | $7 million |\n";
    let column = "cell = 'money'\n[groups]\nsums = { kind = 'money', by = ['table', 'column'] }";
    let when = "all = ['cell same-as first(sums)']\nflag = 'sum(sums) > 1'";
    assert_eq!(said_of(column, when, "{cell.column}: {sums}", table), ["2: €3 million and €5 million"]);
    // Of the whole text, hung on something of another kind.
    let all = "page = 'document'\n[groups]\nall = { kind = 'quantity' }\ncounts = { kind = 'count', with = 'page' }";
    let message = "{count(everything)} figures, {count(counts)} counts";
    let all = all.replace("all =", "everything =");
    assert_eq!(
        said_of(&all, "flag = 'count(everything) > count(counts)'", message, "It sold 40 boats for $3 million."),
        ["2 figures, 1 counts"]
    );
}

#[test]
fn evaluation_is_linear_in_the_length_of_a_text() {
    // Every fact of one kind, in one sentence without an end, all equal: the worst case of every join.
    // And a group of all of them, asked for at each.
    let rules = rule(|text| {
        text.replace("boats > 3", "boats overlaps other")
            .replace(
                "[when]\nall = [",
                "[groups]\nfleet = { kind = \"count\", by = \"sentence\" }\n\n[when]\nall = [\"sum(fleet) > 3\", ",
            )
            .replace("date = \"date\"", "other = \"count\"")
            .replace("boats, date in", "boats, other in")
            .replace("{date}", "{other}")
    });
    let (rules, faults) = RuleSet::load(&[("rules/house/boats.toml", rules)]);
    assert!(faults.is_empty(), "{}", said(&faults));
    let desk = Desk { rules, ..Desk::default() };
    let time = |count: usize| {
        let text = format!("On the lake {} sank.", "40 boats and then ".repeat(count));
        let source = copydesk::text::Source::new("a.txt", text).unwrap();
        let story = desk.read(&source);
        assert!(story.facts.len() >= count);
        let rule = desk.rules.get("house/boats").unwrap();
        let start = std::time::Instant::now();
        let findings = rule.evaluate(&story).len();
        (start.elapsed(), findings)
    };
    let (short, few) = time(1_000);
    let (long, many) = time(10_000);
    assert!(few > 0 && many > few && many < 40 * few, "{few} {many}");
    assert!(long < short * 40, "10 times the text took {long:?} and not about 10 times {short:?}");
}
