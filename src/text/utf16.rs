//! Offsets as editors and browsers count them: in UTF-16 code units.

/// Bytes between two samples of the number of code units before them.
const SAMPLE: usize = 1024;

/// Turns byte offsets into UTF-16 offsets and back; a text of one long line costs no more than any other.
///
/// ```
/// use copydesk::text::Utf16Index;
/// let text = "Übung 𝟛, 3 Orte";
/// let index = Utf16Index::new(text);
/// assert_eq!(index.units_before(text, 13), 10);
/// assert_eq!(index.offset_of(text, 10), 13);
/// assert_eq!(index.offset_of(text, 7), 7, "inside a surrogate pair: the character it belongs to");
/// ```
#[derive(Debug, Clone)]
pub struct Utf16Index {
    /// Code units of all characters that begin before every [`SAMPLE`]th byte.
    samples: Vec<u32>,
}

impl Utf16Index {
    /// Walks the text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut samples = Vec::with_capacity(text.len() / SAMPLE + 1);
        let mut before = 0;
        samples.push(0);
        for chunk in text.as_bytes().chunks_exact(SAMPLE) {
            before += count(chunk);
            samples.push(before);
        }
        Self { samples }
    }

    /// How many code units stand before a byte offset.
    ///
    /// # Panics
    /// If `offset` is behind the end of `text`, the text the index was built from.
    #[must_use]
    pub fn units_before(&self, text: &str, offset: u32) -> u32 {
        let sample = offset as usize / SAMPLE;
        self.samples[sample] + count(&text.as_bytes()[sample * SAMPLE..offset as usize])
    }

    /// The byte offset of the character at or around a code unit; the end of the text if it is behind it.
    #[must_use]
    pub fn offset_of(&self, text: &str, units: u32) -> u32 {
        let sample = self.samples.partition_point(|&before| before <= units) - 1;
        let mut left = units - self.samples[sample];
        // A sample may stand inside a character, which was counted before it.
        let mut start = sample * SAMPLE;
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let rest = &text[start..];
        for (at, character) in rest.char_indices() {
            let width = character.len_utf16() as u32;
            if left < width {
                return (start + at) as u32;
            }
            left -= width;
        }
        text.len() as u32
    }
}

/// Code units of the characters that begin in these bytes.
fn count(bytes: &[u8]) -> u32 {
    let units = |&byte: &u8| u32::from(byte & 0b1100_0000 != 0b1000_0000) + u32::from(byte >= 0xF0);
    bytes.iter().map(units).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_is_found_and_led_back() {
        for text in ["", "a", "𝟛é日a", &"x".repeat(SAMPLE), &"𝟛a日é".repeat(700), &"日".repeat(1500)] {
            let index = Utf16Index::new(text);
            let mut units = 0;
            for (offset, character) in text.char_indices() {
                assert_eq!(index.units_before(text, offset as u32), units);
                assert_eq!(index.offset_of(text, units), offset as u32);
                units += character.len_utf16() as u32;
            }
            assert_eq!(index.units_before(text, text.len() as u32), units);
            assert_eq!(index.offset_of(text, units), text.len() as u32);
            assert_eq!(index.offset_of(text, units + 9), text.len() as u32);
        }
    }
}
