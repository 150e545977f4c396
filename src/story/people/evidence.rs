//! What speaks for one person under two spellings.

/// Why two spellings may be one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Surnames equal, given names near.
    SameSurname,
    /// Given names equal, surnames near.
    SameGivenName,
    /// A bare surname near exactly one that was introduced before.
    Orphan,
    /// The same office, and one part near.
    SameRole,
    /// Both parts near.
    BothNear,
    /// All letters are the same; marks, hyphens, spaces or capitals differ.
    SameLetters,
    /// One given name is the initial or a familiar form of the other.
    FamiliarForm,
    /// Of a name of several words that is no person's in full, one word is near and the others are equal.
    SameWords,
    /// Of single words: they are near.
    Near,
    /// The house has both spellings under one name.
    House,
}

impl Evidence {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::SameSurname,
        Self::SameGivenName,
        Self::Orphan,
        Self::SameRole,
        Self::BothNear,
        Self::SameLetters,
        Self::FamiliarForm,
        Self::SameWords,
        Self::Near,
        Self::House,
    ];

    /// The words for it in rules and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SameSurname => "same surname",
            Self::SameGivenName => "same given name",
            Self::Orphan => "bare surname",
            Self::SameRole => "same office",
            Self::BothNear => "both names near",
            Self::SameLetters => "same letters",
            Self::FamiliarForm => "familiar form",
            Self::SameWords => "same words beside",
            Self::Near => "near spelling",
            Self::House => "the house's list",
        }
    }
}

/// How the offices of two people relate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Roles {
    Same,
    Different,
    Unknown,
}

impl Roles {
    pub(super) fn of(a: &[Box<str>], b: &[Box<str>]) -> Self {
        let ends = |long: &str, short: &str| {
            long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        };
        let known = |roles: &[Box<str>]| roles.iter().any(|role| !role.is_empty());
        if !known(a) || !known(b) {
            Self::Unknown
        } else if a.iter().any(|x| b.iter().any(|y| !x.is_empty() && !y.is_empty() && (ends(x, y) || ends(y, x)))) {
            Self::Same
        } else {
            Self::Different
        }
    }
}

/// An office in lower case, without an article and without the words for a past or coming holder.
pub(super) fn normal_role(role: &str) -> String {
    let folded = role.to_lowercase();
    let mut rest = folded.as_str();
    while let Some(shorter) =
        ["the ", "a ", "an ", "former ", "then ", "new "].iter().find_map(|word| rest.strip_prefix(word))
    {
        rest = shorter;
    }
    rest.to_owned()
}
