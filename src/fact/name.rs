//! Names of people, bodies and places, in their parts.

/// A person as named at one place. All parts are as written.
///
/// ```
/// use copydesk::fact::PersonName;
/// let name = PersonName { title: "Dr.".into(), given: "Ada".into(), surname: "Okafor".into(), ..PersonName::default() };
/// assert_eq!(name.to_string(), "Dr. Ada Okafor");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonName {
    /// Honorific that belongs to the name: `Dr.`, `Sir`.
    pub title: Box<str>,
    /// First given name, or its initial.
    pub given: Box<str>,
    /// Middle names and initials.
    pub middle: Box<str>,
    /// Surname with its particles: `de la Vega`. Empty where only a given name stands.
    pub surname: Box<str>,
    /// `Jr.`, `III`, `PhD`.
    pub suffix: Box<str>,
    /// `"Kit"` in quotation marks or brackets inside the name.
    pub nickname: Box<str>,
    /// Office before or after the name: `French President`. Not part of the fact's span.
    pub role: Box<str>,
    /// Whether it is known to be the surname: false where the order of the parts is not known.
    pub order_known: bool,
}

impl PersonName {
    /// Whether only a surname stands there.
    #[must_use]
    pub fn is_bare_surname(&self) -> bool {
        self.given.is_empty() && !self.surname.is_empty()
    }
}

impl std::fmt::Display for PersonName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut first = true;
        for part in [&self.title, &self.given, &self.middle, &self.surname, &self.suffix] {
            if !part.is_empty() {
                if !first {
                    f.write_str(" ")?;
                }
                f.write_str(part)?;
                first = false;
            }
        }
        Ok(())
    }
}

/// A body as named at one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Organization {
    /// As written, without a leading article.
    pub name: Box<str>,
    /// The short form given in brackets after it, or the full one given before: `(OSCE)`.
    pub acronym: Box<str>,
}

/// A place as named at one place of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// As written.
    pub name: Box<str>,
    /// ISO 3166 code of the country it is, where the lexicon knows it.
    pub country: Option<&'static str>,
}
