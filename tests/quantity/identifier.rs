use super::{reads, refuses};

#[test]
fn labels() {
    reads(&[
        ("See ⟦Section 4⟧ of it.", &["identifier"]),
        ("See ⟦Section 14(c)⟧ of it.", &["identifier"]),
        ("See ⟦Tables 3 and 5⟧ there.", &["identifier"]),
        ("See ⟦p. 330⟧ there.", &["identifier"]),
        ("He is ranked ⟦No. 5⟧ there.", &["identifier"]),
        ("On ⟦Flight 370⟧ it rained.", &["identifier"]),
        ("It was ⟦Day 50⟧ of it.", &["identifier"]),
        ("See issue ⟦#17⟧ there.", &["identifier"]),
    ]);
    reads(&[("Every day ⟦100⟧ boats sail.", &["count 100"])]);
}

#[test]
fn addresses_and_telephones() {
    reads(&[
        ("She lives at ⟦12 Harbour Street⟧ now.", &["identifier"]),
        ("She lives at ⟦675 West 10th Avenue⟧ now.", &["identifier"]),
        ("Ring ⟦555-123-4567⟧ or ⟦555-0123⟧ now.", &["identifier", "identifier"]),
        ("Ring ⟦(212) 555-1234⟧ now.", &["identifier"]),
        ("Ring ⟦+44 20 7946 0123⟧ now.", &["identifier"]),
    ]);
}

#[test]
fn versions() {
    reads(&[
        ("It needs ⟦v1.2.3⟧ now.", &["version 1.2.3"]),
        ("It needs ⟦version 2⟧ now.", &["version 2"]),
        ("It needs ⟦Rust 1.74⟧ now.", &["version 1.74"]),
        ("It needs ⟦Windows 11⟧ now.", &["version 11"]),
        ("Go ⟦5 miles⟧ north.", &["measure 5 mile"]),
    ]);
    refuses(&["The host is 10.0.0.1 now."]);
}

#[test]
fn telephones_with_a_nought_and_houses_with_a_letter() {
    reads(&[
        ("Ring ⟦020 7946 0958⟧ or ⟦(0131) 496 0000⟧ now.", &["identifier", "identifier"]),
        ("She lives at ⟦221B Harbour Street⟧ now.", &["identifier"]),
    ]);
}

#[test]
fn works_books_and_machines() {
    reads(&[
        ("⟦ISBN 978-3-16-148410-0⟧ is out of print.", &["identifier"]),
        ("They read ⟦Psalm 23⟧ and ⟦Chapter 7⟧, ⟦verse 12⟧.", &["identifier", "identifier", "identifier"]),
        ("They drove down ⟦Highway 61⟧ to ⟦Pier 39⟧.", &["identifier", "identifier"]),
        ("⟦Apollo 11⟧ flew from ⟦Platform 9⟧.", &["identifier", "identifier"]),
        ("An ⟦iPhone 15⟧ rang.", &["version 15"]),
    ]);
    refuses(&[
        "A Boeing 737 landed and an Airbus A380 left.",
        "She read from John 3:16 and Genesis 1:1-5.",
        "The Group of Seven met Marl's Eleven.",
        "It ran from 2024-05-01T10:00:00Z on.",
        "An F-16 and a 4x4 passed, and the film Catch-22 ran.",
        "See §12 of it.",
    ]);
}
