use copydesk::fact::{Interval, Number, Value};
use copydesk::lex::Lexicon;
use copydesk::text::Source;

use super::{reads, refuses};

#[test]
fn units() {
    reads(&[
        ("It is ⟦12 miles⟧ (⟦19 km⟧) long.", &["measure 12 mile", "measure 19 kilometre"]),
        ("A ⟦six-mile⟧ walk, a ⟦5-km⟧ run.", &["measure 6 mile", "measure 5 kilometre"]),
        ("It holds ⟦75ml⟧ or ⟦1/2 cup⟧.", &["measure 75 millilitre", "measure 0.5 cup"]),
        (
            "It covers ⟦3 km²⟧ or ⟦190,000 square metres⟧.",
            &["measure 3 square kilometre", "measure 190,000 square metre"],
        ),
        ("The ⟦40-megawatt⟧ farm made ⟦90 MWh⟧.", &["measure 40 megawatt", "measure 90 megawatt hour"]),
        ("It drew ⟦5 mW⟧ in all.", &["measure 5 milliwatt"]),
        ("It does ⟦60 mph⟧ or ⟦100 km/h⟧.", &["measure 60 mile per hour", "measure 100 kilometre per hour"]),
        ("It leaks ⟦30 litres per hour⟧.", &["measure 30 litre per hour"]),
        ("He is ⟦6 feet 2 inches⟧ tall, she ⟦6-foot-3⟧.", &["measure 6.166666666667 foot", "measure 6.25 foot"]),
        ("It is ⟦half a mile⟧ off.", &["measure 0.5 mile"]),
        ("It is ⟦hundreds of miles⟧ off.", &["measure 200 to 999 mile"]),
    ]);
}

#[test]
fn temperatures() {
    reads(&[
        ("The mercury hit ⟦23C⟧.", &["measure 23 celsius"]),
        ("The reading was ⟦23 °C⟧ (⟦73°F⟧).", &["measure 23 celsius", "measure 73 fahrenheit"]),
        ("Nights fell to ⟦minus 5 degrees Celsius⟧.", &["measure -5 celsius"]),
        ("It rose by ⟦5C⟧ (⟦41F⟧).", &["measure 5 celsius", "measure 41 fahrenheit"]),
    ]);
    refuses(&["The team at 18F wrote it.", "She sat in seat 14C there."]);
}

#[test]
fn ages() {
    reads(&[
        ("A ⟦43-year-old⟧ sailed with a ⟦three-month-old⟧ cat.", &["age 43 year", "age 3 month"]),
        ("She is ⟦10 years old⟧; he was ⟦aged 43⟧.", &["age 10 year", "age 43 year"]),
        ("Dana Fell, ⟦34⟧, was freed.", &["age 34 year"]),
        ("“It was dark,” said Dana Fell, ⟦34⟧.", &["age 34 year"]),
        ("The room went to Dana Fell, ⟦34⟧.", &["count 34"]),
        ("It put the number of dead at ⟦14⟧.", &["count 14"]),
        ("He was ⟦aged about 30⟧.", &["age about 30 year"]),
        ("Those ⟦65 years of age or older⟧ sail free.", &["age at-least 65 year"]),
    ]);
}

#[test]
fn lengths_of_time_are_left_to_durations() {
    refuses(&["It took five years.", "It took 90 minutes.", "It took half an hour."]);
}

#[test]
fn conversion_is_exact() {
    let base = |text: &str| {
        let source = Source::new("a.txt", text).unwrap();
        let document = copydesk::markup::read(&source);
        let lexicon = Lexicon::default();
        let lexed = copydesk::lex::lex(&document, &lexicon);
        match &copydesk::grammar::scan(&document.prose, &lexed, &lexicon)[0].value {
            Value::Measure(measure) => {
                measure.scale.to_base(&Interval::point(measure.amount.value)).unwrap().low.number().unwrap()
            }
            other => panic!("{text}: {other:?}"),
        }
    };
    assert_eq!(base("12 miles"), Number::parse("19312.128").unwrap());
    assert_eq!(base("23 degrees Fahrenheit"), base("minus 5 degrees Celsius"));
    assert_eq!(base("36 km/h"), base("10 metres per second"));
    assert_eq!(base("3 square yards"), base("27 square feet"));
}

#[test]
fn feet_and_inches() {
    reads(&[
        (r#"She is ⟦5'10"⟧ and he ⟦6ft 2in⟧."#, &["measure 5.833333333333 foot", "measure 6.166666666667 foot"]),
        ("He is ⟦5’11”⟧ tall.", &["measure 5.916666666667 foot"]),
        ("A wall ⟦6ft⟧ in places.", &["measure 6 foot"]),
    ]);
}

#[test]
fn ages_that_a_verb_gives() {
    reads(&[
        ("She turned ⟦50⟧ on Friday.", &["age 50 year"]),
        ("He died at ⟦91⟧.", &["age 91 year"]),
        ("He turned ⟦50⟧ pages.", &["count 50"]),
        ("He died at ⟦91 Marl Lane⟧.", &["identifier"]),
        ("The wheel turned ⟦90 degrees⟧.", &["measure 90 degree"]),
    ]);
}

#[test]
fn a_hyphen_that_waits_for_its_noun() {
    reads(&[
        ("The ⟦19-⟧ and ⟦20-year-old⟧ suspects.", &["age 19 year", "age 20 year"]),
        ("Runs on ⟦5-⟧ and ⟦10-km⟧ courses.", &["measure 5 kilometre", "measure 10 kilometre"]),
        ("All ⟦20- to 30-year-olds⟧ voted.", &["range 20..=30 age year"]),
        ("⟦Three⟧- and ⟦four⟧-bedroom flats.", &["count 3", "count 4"]),
    ]);
}
