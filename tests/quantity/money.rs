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

#[test]
fn the_currency_in_one_word_with_its_scale() {
    reads(&[
        ("The order is worth ⟦120 MSEK⟧.", &["money 120,000,000 SEK"]),
        ("They paid ⟦48.5 MGBP⟧ and ⟦3 TEUR⟧ in fees.", &["money 48,500,000 GBP", "money 3,000 EUR"]),
        ("The bid rose to ⟦75 USD million⟧.", &["money 75,000,000 USD"]),
        ("The bid rose to ⟦$1MM⟧ for a ⟦5.5 mm⟧ nail.", &["money 1,000,000 USD", "measure 5.5 millimetre"]),
        ("The bid is ⟦three quarters of a billion dollars⟧.", &["money 750,000,000 USD"]),
        ("The bid is ⟦a quarter of a million euros⟧.", &["money 250,000 EUR"]),
    ]);
}

#[test]
fn hundredths_without_their_word() {
    reads(&[
        ("The ticket was ⟦thirteen dollars forty-five⟧.", &["money 13.45 USD"]),
        ("It rose to ⟦17 USD 25⟧, or ⟦15 euros 50⟧ more.", &["money 17.25 USD", "money 15.5 EUR"]),
        // Something else is counted.
        ("It cost ⟦5 euros⟧ ⟦20⟧ times.", &["money 5 EUR", "count 20"]),
        ("He gave ⟦five dollars⟧ to ⟦20⟧ boys.", &["money 5 USD", "count 20"]),
    ]);
}

#[test]
fn losses_and_lists() {
    reads(&[
        ("The balance was ⟦-$5⟧ that day.", &["money -5 USD"]),
        ("Prices of ⟦$3⟧-⟦$2⟧ were seen.", &["money 3 USD", "money 2 USD"]),
        ("The pay is ⟦$12⟧-a-month.", &["money 12 USD"]),
        ("It cost ⟦Rs. 300⟧ there and ⟦Rs 5 crore⟧ here.", &["money 300 INR", "money 50,000,000 INR"]),
    ]);
}

#[test]
fn rare_currencies() {
    reads(&[
        ("They paid ⟦40 bolivianos⟧ and ⟦500 Zambian kwacha⟧.", &["money 40 BOB", "money 500 ZMW"]),
        ("They paid ⟦KHR 4,000⟧ or ⟦20,000 RWF⟧.", &["money 4,000 KHR", "money 20,000 RWF"]),
        ("They paid ⟦30 zł⟧ and ⟦30 Trinidad and Tobago dollars⟧.", &["money 30 PLN", "money 30 TTD"]),
        // A code that is a plain word is none.
        ("TRY ⟦3⟧ new dishes and ALL ⟦40⟧ soups.", &["count 3", "count 40"]),
    ]);
}
