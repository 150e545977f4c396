use super::{reads, refuses};

#[test]
fn percentages() {
    reads(&[
        ("Turnout was ⟦40%⟧ here.", &["percent 40"]),
        ("Turnout was ⟦nearly 40 percent⟧ here.", &["percent nearly 40"]),
        ("A ⟦40-percent⟧ share.", &["percent 40"]),
        ("It rose ⟦half a per cent⟧.", &["percent 0.5"]),
        ("It fell ⟦minus five percent⟧.", &["percent -5"]),
        ("It lost ⟦3 percentage points⟧.", &["points 3"]),
        ("It lost ⟦25 basis points⟧.", &["points 0.25"]),
        ("It holds ⟦5‰⟧ salt.", &["percent 0.5"]),
    ]);
    refuses(&["Only a small percentage sailed."]);
}

#[test]
fn fractions() {
    reads(&[
        ("⟦Two-thirds⟧ of the crew sailed.", &["fraction 2/3 = 0.666666666667"]),
        ("⟦About a quarter⟧ of it sank.", &["fraction about 1/4 = 0.25"]),
        ("⟦Half⟧ the town watched.", &["fraction 1/2 = 0.5"]),
        ("It grew by ⟦a third⟧.", &["fraction 1/3 = 0.333333333333"]),
        ("⟦One in three⟧ boats leaks.", &["fraction 1/3 = 0.333333333333"]),
        ("⟦Four in 10⟧ boats leak.", &["fraction 4/10 = 0.4"]),
        ("⟦Nine out of 10⟧ boats leak.", &["fraction 9/10 = 0.9"]),
        ("⟦15 of the 45⟧ boats leak.", &["fraction 15/45 = 0.333333333333"]),
        ("It is ⟦3 1/2⟧ now, not ⟦½⟧.", &["fraction 1/2 = 3.5", "fraction 1/2 = 0.5"]),
        ("It is ⟦two and three eighths⟧.", &["fraction 3/8 = 2.375"]),
    ]);
}

#[test]
fn what_is_no_fraction() {
    reads(&[
        ("A ⟦third⟧ man sailed in the ⟦second⟧ half.", &["ordinal 3", "ordinal 2"]),
        ("It was one of ⟦five⟧ boats.", &["count 5"]),
        ("His half-brother saw ⟦two⟧ boats in ten days.", &["count 2"]),
    ]);
    refuses(&["It was one of the boats."]);
}

#[test]
fn ordinals() {
    reads(&[
        ("She came ⟦third⟧ and he ⟦21st⟧.", &["ordinal 3", "ordinal 21"]),
        ("It was the ⟦one hundred and forty-second⟧ race.", &["ordinal 142"]),
        ("It was the ⟦two thousand and fifth⟧ race.", &["ordinal 2,005"]),
    ]);
    refuses(&[
        "He looked at first sight.",
        "First of all, it rained.",
        "The Second World War ended.",
        "On 5th Avenue it rained.",
    ]);
}

#[test]
fn scores_and_ratios() {
    reads(&[
        ("They won ⟦3-2⟧ on Sunday.", &["ratio 3:2"]),
        ("They lost ⟦2-3⟧ at home.", &["ratio 2:3"]),
        ("It ended ⟦0 – 0⟧ here.", &["ratio 0:0"]),
        ("The council voted ⟦5 to 4⟧ for it.", &["ratio 5:4"]),
        ("The screen is ⟦16:9⟧ wide.", &["ratio 16:9"]),
        ("The odds are ⟦10-to-1⟧ now.", &["ratio 10:1"]),
    ]);
    refuses(&["The train left at 10:30 sharp."]);
}

#[test]
fn vague_quantities() {
    reads(&[
        ("⟦Many⟧ residents object.", &["vague"]),
        ("⟦A number of⟧ residents object.", &["vague"]),
        ("They sold ⟦a sizable chunk of⟧ the forest.", &["vague"]),
        ("⟦A majority of⟧ residents object.", &["vague"]),
        ("⟦Most⟧ residents object.", &["vague"]),
    ]);
    refuses(&[
        "How many came?",
        "Many thanks to all.",
        "There were too many of them.",
        "It is the most important plan.",
        "She was part of the plan.",
    ]);
}

#[test]
fn quotients_in_words() {
    reads(&[
        ("Take ⟦seven over nine⟧ of it.", &["fraction 7/9 = 0.777777777778"]),
        ("⟦Six divided by eleven⟧ is no whole number.", &["fraction 6/11 = 0.545454545455"]),
        ("Write ⟦three/five⟧ and ⟦one over 20⟧ here.", &["fraction 3/5 = 0.6", "fraction 1/20 = 0.05"]),
        // A length of time, a target in golf and a count of men are no parts.
        ("She took ⟦five⟧ over par.", &["count 5"]),
        ("He won ⟦two⟧ ⟦over three⟧ men.", &["count 2", "count more-than 3"]),
    ]);
}
