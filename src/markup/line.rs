//! What a line says about itself, whatever the format: captions, credits, titles.

/// More words than this are no headline or heading.
pub(super) const LONGEST_HEADING: usize = 20;

/// The words under a picture, by what they say of themselves: `(file photo)`, `Photo: …`, `Figure 3: …`.
pub(super) fn is_caption(line: &str) -> bool {
    const ENDS: [&str; 6] =
        ["(file photo)", "(file photo).", "(file)", "(archive photo)", "(pictured)", "(file picture)"];
    const STARTS: [&str; 6] = ["file photo:", "photo:", "pictured:", "caption:", "image:", "file -"];
    let starts = |prefix: &str| line.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let ends = |suffix: &str| {
        line.len()
            .checked_sub(suffix.len())
            .and_then(|at| line.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(suffix))
    };
    // Most lines are told apart by their first and last bytes.
    let first = line.bytes().next();
    line.strip_suffix('.').unwrap_or(line).ends_with(')') && ENDS.iter().any(|suffix| ends(suffix))
        || matches!(first.map(|byte| byte.to_ascii_lowercase()), Some(b'f' | b'p' | b'c' | b'i'))
            && STARTS.iter().any(|prefix| starts(prefix))
            && line.split_whitespace().nth(4).is_some()
        || matches!(first.map(|byte| byte.to_ascii_lowercase()), Some(b'f' | b't' | b'c' | b'm'))
            && is_numbered_caption(line)
}

/// `Figure 3: Births by month`, `Table 2. Spending`: the label alone, with its stop, opens the line.
fn is_numbered_caption(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let label = words.next().unwrap_or_default();
    if !["figure", "fig.", "table", "chart", "map"].iter().any(|known| label.eq_ignore_ascii_case(known)) {
        return false;
    }
    let number = words.next().unwrap_or_default();
    let digits = number.trim_end_matches([':', '.']);
    digits.len() < number.len()
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && words.next().is_some()
}

/// A byline or a line of credits: `By Anna Lund`, `Reporting by …`.
pub(super) fn is_credit(line: &str) -> bool {
    const OPENERS: [&str; 12] = [
        "with reporting by ",
        "reporting by ",
        "additional reporting by ",
        "edited by ",
        "editing by ",
        "photo by ",
        "photos by ",
        "photo: ",
        "photograph: ",
        "image credit: ",
        "source: ",
        "sources: ",
    ];
    let opens = |prefix: &str| line.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
    let first = line.bytes().next().map(|byte| byte.to_ascii_lowercase());
    if line.len() > 200 || !matches!(first, Some(b'a' | b'b' | b'e' | b'i' | b'p' | b'r' | b's' | b'w')) {
        return false;
    }
    let byline = line.strip_prefix("By ").is_some_and(|rest| {
        rest.chars().next().is_some_and(char::is_uppercase)
            && rest.split_whitespace().count() <= 8
            && !rest.ends_with('.')
    });
    byline || OPENERS.iter().any(|prefix| opens(prefix))
}

/// Whether most of the words of four letters and more begin with a capital.
pub(super) fn is_title_case(line: &str) -> bool {
    let (mut capital, mut small) = (0, 0);
    for word in line.split_whitespace().filter(|word| word.len() > 3) {
        match word.chars().next() {
            Some(c) if c.is_lowercase() => small += 1,
            Some(c) if c.is_uppercase() => capital += 1,
            _ => {}
        }
    }
    capital > 2 * small
}
