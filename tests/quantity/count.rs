use super::{reads, refuses};

#[test]
fn figures() {
    reads(&[
        ("The yard built ⟦15⟧ boats.", &["count 15"]),
        ("The yard built ⟦1,345⟧ boats.", &["count 1,345"]),
        ("The yard built ⟦12,34,567⟧ boats.", &["count 1,234,567"]),
        ("The yard built ⟦1.2m⟧ boats and ⟦4 bn⟧ oars.", &["count 1,200,000", "count 4,000,000,000"]),
        ("Of ⟦2.33k⟧ oars, ⟦100 thousand⟧ were ash.", &["count 2,330", "count 100,000"]),
        ("The reading was ⟦1.3e6⟧.", &["count 1,300,000"]),
        ("The island has ⟦1 414 021⟧ trees.", &["count 1,414,021"]),
        ("The score slid to ⟦-5⟧.", &["count -5"]),
        ("A ⟦12⟧-member crew sailed.", &["count 12"]),
        ("The raid killed ⟦1500⟧ men.", &["count 1,500"]),
    ]);
}

#[test]
fn words() {
    reads(&[
        ("They counted ⟦three hundred and twelve⟧ sheep.", &["count 312"]),
        ("They counted ⟦twenty-one thousand four hundred and seventy-three⟧ sheep.", &["count 21,473"]),
        ("They counted ⟦two and a half million⟧ sheep.", &["count 2,500,000"]),
        ("They counted ⟦a million and a half⟧ sheep.", &["count 1,500,000"]),
        ("They counted ⟦half a million⟧ sheep.", &["count 500,000"]),
        ("They counted ⟦a quarter of a million⟧ sheep.", &["count 250,000"]),
        ("They counted ⟦two dozen⟧ sheep and ⟦a hundred⟧ goats.", &["count 24", "count 100"]),
        ("The value is ⟦nine point nought four⟧.", &["count 9.04"]),
        ("The value is ⟦two point seventy-one⟧.", &["count 2.71"]),
        ("The value is ⟦minus five⟧.", &["count -5"]),
        ("⟦One⟧ boat sank.", &["count 1"]),
    ]);
}

#[test]
fn a_figure_and_its_word_are_the_same_number() {
    use copydesk::fact::{Bounds, Value};
    for (figure, word) in [
        ("2.5 million boats", "two and a half million boats"),
        ("2 million boats", "two million boats"),
        ("2,000 boats", "two thousand boats"),
        ("312 boats", "three hundred and twelve boats"),
        ("24 boats", "two dozen boats"),
    ] {
        let meaning = |text: &str| {
            let source = copydesk::text::Source::new("a.txt", text).unwrap();
            let document = copydesk::markup::read(&source);
            let lexicon = copydesk::lex::Lexicon::default();
            let lexed = copydesk::lex::lex(&document, &lexicon);
            match &copydesk::grammar::scan(&document.prose, &lexed, &lexicon)[0].value {
                Value::Count(quantity) => quantity.loose(&Bounds::default()),
                other => panic!("{text}: {other:?}"),
            }
        };
        assert_eq!(meaning(figure), meaning(word), "{figure}");
    }
}

#[test]
fn intervals() {
    reads(&[
        ("⟦Dozens⟧ of boats sank.", &["count 24 to 99"]),
        ("⟦Several⟧ boats sank.", &["count 3 to 9"]),
        ("⟦Several hundred⟧ boats sank.", &["count 300 to 900"]),
        ("⟦Tens of thousands⟧ of boats sank.", &["count 20,000 to 99,999"]),
        ("⟦A couple⟧ of boats sank.", &["count 2 to 2"]),
    ]);
    refuses(&["The couple sailed on.", "Both film scores were short."]);
}

#[test]
fn hedges() {
    reads(&[
        ("⟦About 45⟧ boats sank.", &["count about 45"]),
        ("⟦Nearly 40⟧ boats sank.", &["count nearly 40"]),
        ("⟦Just over 40⟧ boats sank.", &["count just-over 40"]),
        ("⟦More than 2,000⟧ boats sank.", &["count more-than 2,000"]),
        ("⟦No fewer than 40⟧ boats sank.", &["count at-least 40"]),
        ("⟦As many as 40⟧ boats sank.", &["count up-to 40"]),
        ("⟦Fewer than 40⟧ boats sank.", &["count less-than 40"]),
        ("⟦A total of 40⟧ boats sank.", &["count exactly 40"]),
        ("⟦40 or so⟧ sank.", &["count about 40"]),
        ("A crew of ⟦40-plus⟧ sailed.", &["count at-least 40"]),
        ("⟦40-odd⟧ boats and ⟦500+⟧ oars sank.", &["count about 40", "count at-least 500"]),
        ("The mean is ⟦10 ± 2⟧.", &["count plus-minus 2 10"]),
        ("⟦~40⟧ boats, ⟦>50⟧ oars, ⟦<= 60⟧ sails.", &["count about 40", "count more-than 50", "count up-to 60"]),
    ]);
}

#[test]
fn two_hedges_on_one_number() {
    reads(&[
        ("⟦An estimated roughly 90⟧ boats sank.", &["count twice about 90"]),
        ("⟦Some 200 or so⟧ sank.", &["count twice about 200"]),
        ("⟦Some 200⟧ boats sank.", &["count about 200"]),
    ]);
}

#[test]
fn what_is_no_count() {
    refuses(&[
        "No one came, and this one left.",
        "It was one of the best.",
        "They fought COVID-19 aboard the F-16.",
        "Bracket S4-1 broke again.",
        "The host is 10.0.0.1 here.",
        "Agent 007 left.",
        "The treaty ended.[4] It began again.",
        "A shop called 7-Eleven closed, and 3M said little.",
        "He ran a 5K in the park.",
        "They met in 1992 and left by 1995.",
        "The book nineteen eighty-four sold well.",
        "The clip runs 0:00 0:03:27 0:00 in all.",
        "They spoke of 9/11 and were open 24/7.",
        "The site lies at 33°30′21″N of here.",
        "He saw the Three Gorges twice.",
    ]);
}

#[test]
fn what_is_no_count_beside_one_and_second() {
    refuses(&[
        "One of the men left, and one by one the others went.",
        "Which one was it? The last one.",
        "Wait a second, and in a second it is over.",
        "He lost by a split second.",
    ]);
}
