use super::{quantities, reads, refuses};

#[test]
fn two_ends() {
    reads(&[
        ("⟦400,000 to 600,000⟧ people left.", &["range 400,000..=600,000 count"]),
        ("⟦Some 400 to 600⟧ boats left.", &["range about 400..=600 count"]),
        ("⟦Between 3 and 5⟧ boats left.", &["range 3..=5 count"]),
        ("⟦From 3 to 5⟧ boats left.", &["range 3..=5 count"]),
        ("⟦10–12⟧ boats left.", &["range 10..=12 count"]),
        ("⟦Two or three⟧ boats left.", &["range 2..=3 count"]),
        ("⟦Between about 40 and 50⟧ boats left.", &["range about 40..=50 count"]),
        ("⟦60 to 40⟧ boats left.", &["range 60..=40 count"]),
        ("Growth of ⟦5-6%⟧ is expected.", &["range 5..=6 percent"]),
        ("It weighs ⟦5 to 6 kg⟧ in all.", &["range 5..=6 measure kilogram"]),
    ]);
}

#[test]
fn one_scale_or_sign_for_both_ends() {
    reads(&[
        ("It costs ⟦between $26 and $31 million⟧.", &["range 26,000,000..=31,000,000 money USD"]),
        ("It costs ⟦$20-$40⟧ a head.", &["range 20..=40 money USD"]),
        ("It costs ⟦€5 to 10⟧ a head.", &["range 5..=10 money EUR"]),
        ("⟦Two to three million⟧ fish died.", &["range 2,000,000..=3,000,000 count"]),
        ("⟦900,000 to 1.2 million⟧ fish died.", &["range 900,000..=1,200,000 count"]),
    ]);
}

#[test]
fn bounds() {
    reads(&[
        ("⟦More than 100 and less than 300⟧ came.", &["range 100<..300 count"]),
        ("⟦At least 100 but no more than 300⟧ came.", &["range 100..=300 count"]),
    ]);
}

#[test]
fn ages() {
    reads(&[
        ("Children ⟦aged 5 to 12⟧ may enter.", &["range 5..=12 age year"]),
        ("Voters ⟦aged between 18 and 24⟧ stayed away.", &["range 18..=24 age year"]),
    ]);
}

#[test]
fn a_change_is_two_figures() {
    reads(&[
        ("The fleet grew from ⟦3⟧ to ⟦5⟧.", &["count 3", "count 5"]),
        (
            "Sales fell ⟦22%⟧, from ⟦$48 million⟧ to ⟦$38 million⟧.",
            &["percent 22", "money 48,000,000 USD", "money 38,000,000 USD"],
        ),
        ("The rate was cut from ⟦20-25%⟧ to ⟦5%⟧.", &["range 20..=25 percent", "percent 5"]),
    ]);
}

#[test]
fn what_is_no_range() {
    refuses(&["In the 1998-99 season it rained.", "The scholar (973–1048) wrote."]);
    // Halves of one designation, each of which is read alone and tied to nothing.
    for text in ["It meets ISO 1203-2016 rules.", "The Orlan 200-500 pumps run.", "See standard 402.1-2009 parts."] {
        let found = quantities(text);
        assert!(found.iter().all(|(_, reading)| !reading.starts_with("range")), "{text}: {found:?}");
    }
    reads(&[("The old ⟦200-500⟧ pumps run.", &["range 200..=500 count"])]);
    reads(&[("They took ⟦5 kg⟧ to ⟦6 miles⟧ off.", &["measure 5 kilogram", "measure 6 mile"])]);
}

#[test]
fn a_year_before_the_change_is_no_end() {
    reads(&[("The town grew from ⟦40,000⟧ in 1865 to ⟦over 300,000⟧.", &["count 40,000", "count more-than 300,000"])]);
}

#[test]
fn neighbours_and_alternatives() {
    reads(&[
        ("⟦Two or three⟧ boats sank, then ⟦400 or 500⟧ more.", &["range 2..=3 count", "range 400..=500 count"]),
        ("Either ⟦27⟧ or ⟦43⟧ boats sank.", &["count 27", "count 43"]),
    ]);
}

#[test]
fn through_and_figures_that_are_no_years() {
    reads(&[
        ("Children ⟦5 through 12⟧ swim free.", &["range 5..=12 count"]),
        ("Values of ⟦1000–5000⟧ were seen.", &["range 1,000..=5,000 count"]),
        // Two shares with a bound each.
        (
            "It is ⟦above one quarter⟧ and ⟦below a half⟧.",
            &["fraction more-than 1/4 = 0.25", "fraction less-than 1/2 = 0.5"],
        ),
    ]);
    refuses(&["They met in 1998–99 and (1973–1978)."]);
}
