use super::reads;

#[test]
fn signs_and_codes() {
    reads(&[
        ("It cost ⟦$3 million⟧.", &["money 3,000,000 USD"]),
        ("A ⟦$3-million⟧ bid failed.", &["money 3,000,000 USD"]),
        ("It cost ⟦US$ 3⟧.", &["money 3 USD"]),
        ("It cost ⟦C$1.5bn⟧.", &["money 1,500,000,000 CAD"]),
        ("A ⟦$5⟧ fee.", &["money 5 USD"]),
        ("It cost ⟦€5,50⟧ there.", &["money 5.5 EUR"]),
        ("It cost ⟦€5.50⟧ here.", &["money 5.5 EUR"]),
        ("It cost ⟦Rs 300⟧ or ⟦GBP 350⟧.", &["money 300 INR", "money 350 GBP"]),
        ("It cost ⟦18 €⟧.", &["money 18 EUR"]),
        ("It cost ⟦$.75⟧ and ⟦$15.95⟧/month.", &["money 0.75 USD", "money 15.95 USD"]),
        ("It cost ⟦3 250 000 €⟧.", &["money 3,250,000 EUR"]),
        ("It cost ⟦¥500⟧.", &["money 500 ?"]),
    ]);
}

#[test]
fn words() {
    reads(&[
        ("It cost ⟦5 euros⟧.", &["money 5 EUR"]),
        ("It cost ⟦5 million Hong Kong dollars⟧.", &["money 5,000,000 HKD"]),
        ("It cost ⟦thirteen dollars and forty-five cents⟧.", &["money 13.45 USD"]),
        ("It cost ⟦40 cents⟧ or ⟦50p⟧.", &["money 0.4 USD", "money 0.5 GBP"]),
        ("It cost ⟦millions of dollars⟧.", &["money 2,000,000 to 999,999,999 USD"]),
        ("It cost ⟦more than £400⟧.", &["money more-than 400 GBP"]),
    ]);
}

#[test]
fn two_currencies_in_one_sum() {
    reads(&[
        ("The fine was ⟦$40 million euros⟧.", &["money 40,000,000 USD against EUR"]),
        ("The fine was ⟦$40 Canadian dollars⟧.", &["money 40 CAD"]),
    ]);
}

#[test]
fn pounds() {
    reads(&[
        ("It weighs ⟦5 pounds⟧.", &["measure 5 pound"]),
        ("It took ⟦2 million pounds⟧ of beef.", &["measure 2,000,000 pound"]),
        ("It made ⟦2 million pounds⟧ a year.", &["money 2,000,000 GBP"]),
        ("It cost ⟦5 pounds⟧ (⟦$6⟧).", &["money 5 GBP", "money 6 USD"]),
        ("It cost ⟦5 pounds sterling⟧.", &["money 5 GBP"]),
    ]);
}
