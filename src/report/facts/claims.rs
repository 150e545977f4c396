//! What is said about each fact, for people: what it counts, who says so, and which others speak of the same.

use std::fmt::Write as _;

use crate::claim::{Attribution, Carry, Claim, Part};
use crate::story::Story;
use crate::story::clusters::Clusters;
use crate::story::people::Bearer;
use crate::text::ProseSpan;

use super::super::texts::Lines;

/// The claims of one story, in words.
pub struct Claims<'s> {
    story: &'s Story<'s>,
    lines: &'s Lines<'s>,
    clusters: Clusters,
}

impl<'s> Claims<'s> {
    /// Reads what is said about the facts of a story.
    #[must_use]
    pub(in crate::report) fn new(story: &'s Story<'s>, lines: &'s Lines<'s>) -> Self {
        Self { story, lines, clusters: Clusters::of(story) }
    }

    /// Everything about a fact under its heading.
    #[must_use]
    pub fn all(&self, fact: usize) -> [(&'static str, String); 3] {
        [("counts", self.counts(fact)), ("source", self.source(fact)), ("cluster", self.cluster(fact))]
    }

    /// What a figure counts and what happens to it: `workers, killed, some of them`.
    #[must_use]
    pub fn counts(&self, fact: usize) -> String {
        let Claim { frame, .. } = &self.story.claims[fact];
        let part = match frame.part {
            Part::Total => None,
            Part::Part => Some("some of them"),
            Part::Remainder => Some("the rest"),
            Part::Additional => Some("on top of others"),
            Part::Change => Some("the change"),
        };
        let words = [
            (!frame.head_lemma.is_empty()).then_some(&*frame.head_lemma),
            frame.event,
            part,
            frame.modal.then_some("not certain"),
            frame.negated.then_some("denied"),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Who says so, how good a source that is, and how it reaches the fact.
    #[must_use]
    pub fn source(&self, fact: usize) -> String {
        let attribution = &self.story.claims[fact].attribution;
        let mut words = format!("{} {}", attribution.level, level(attribution.level));
        let named = attribution.source.map(|source| self.slice(source));
        if let Some(source) = named.filter(|source| !source.is_empty()) {
            let _ = write!(words, ": {source}");
        }
        if let Some(speaker) = self.speaker(attribution).filter(|name| !named.is_some_and(|of| of.contains(*name))) {
            let _ = write!(words, "{} {speaker}", if named.is_some() { "," } else { ":" });
        }
        if let Some(cue) = attribution.cue {
            let _ = write!(words, " ({}", self.slice(cue));
            if attribution.carry != Carry::Direct {
                let _ = write!(words, ", carried from {}", self.place(cue));
            }
            words.push(')');
        } else if attribution.content.is_some() {
            words.push_str(" (quotation)");
        }
        words
    }

    /// Where the thing is first spoken of, if it is spoken of more than once.
    #[must_use]
    pub fn cluster(&self, fact: usize) -> String {
        self.clusters.holding(fact).map_or_else(String::new, |cluster| {
            if cluster.first as usize == fact {
                format!("{} mentions", cluster.mentions)
            } else {
                format!("= {}", self.place(self.story.facts[cluster.first as usize].span))
            }
        })
    }

    /// The fullest form of the speaker's name.
    fn speaker(&self, attribution: &Attribution) -> Option<&'s str> {
        let fact = attribution.speaker?;
        let introduced = match self.story.people.bearers[fact as usize] {
            Bearer::Cluster(cluster) => self.story.people.clusters[cluster as usize].introduction,
            _ => fact,
        };
        Some(self.slice(self.story.facts[introduced as usize].span))
    }

    fn slice(&self, span: ProseSpan) -> &'s str {
        span.slice(&self.story.document.prose)
    }

    fn place(&self, span: ProseSpan) -> String {
        let at = self.lines.position(self.story.document.map.to_source(span).start());
        format!("{}:{}", at.line, at.column)
    }
}

/// The level of a source in a word or two.
const fn level(level: u8) -> &'static str {
    match level {
        0 => "nobody",
        1 => "hidden",
        2 => "unnamed",
        3 => "named body",
        4 => "named person",
        _ => "witnessed",
    }
}
