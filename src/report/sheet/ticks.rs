//! The ticks of an earlier sheet.

use std::collections::BTreeSet;

use serde_json::Value as Json;

/// Ids of the entries that were ticked.
///
/// ```
/// use copydesk::report::sheet::Ticks;
/// let ticks = Ticks::read("- [x] **40 boats** · line 3 · `00a1b2c3d4`\n- [ ] **May** · line 4 · `1122334455`\n");
/// assert!(ticks.contains("00a1b2c3d4") && !ticks.contains("1122334455"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ticks(BTreeSet<String>);

impl Ticks {
    /// Reads the ticks off a sheet in Markdown, CSV or JSON, whichever it is.
    #[must_use]
    pub fn read(sheet: &str) -> Self {
        let sheet = sheet.trim_start_matches('\u{FEFF}').trim_start();
        if sheet.starts_with('{') {
            Self(json(sheet))
        } else if sheet.starts_with("checked,") {
            Self(csv(sheet))
        } else {
            Self(markdown(sheet))
        }
    }

    /// Whether an entry was ticked.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<String> for Ticks {
    fn from_iter<T: IntoIterator<Item = String>>(ids: T) -> Self {
        Self(ids.into_iter().collect())
    }
}

/// `- [x] … `id``: the id is the code at the end of the line.
fn markdown(sheet: &str) -> BTreeSet<String> {
    let ticked = |line: &&str| line.starts_with("- [x] ") || line.starts_with("- [X] ");
    sheet
        .lines()
        .map(str::trim)
        .filter(ticked)
        .filter_map(|line| line.strip_suffix('`')?.rsplit_once('`').map(|(_, id)| id.to_owned()))
        .collect()
}

/// The first column says whether, the second which.
fn csv(sheet: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for row in csv_rows(sheet).into_iter().skip(1) {
        if let [checked, id, ..] = row.as_slice()
            && !matches!(checked.trim().to_ascii_lowercase().as_str(), "" | "no" | "false" | "0")
        {
            ids.insert(id.clone());
        }
    }
    ids
}

/// Rows of quoted and bare cells; a spreadsheet may have changed the quoting, not the order.
fn csv_rows(sheet: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut characters = sheet.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            character => cell.push(character),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

fn json(sheet: &str) -> BTreeSet<String> {
    let Ok(sheet) = serde_json::from_str::<Json>(sheet) else { return BTreeSet::new() };
    let entries = sheet["facts"].as_array().map(Vec::as_slice).unwrap_or_default();
    entries
        .iter()
        .filter(|entry| entry["checked"] == Json::Bool(true))
        .filter_map(|entry| entry["id"].as_str().map(str::to_owned))
        .collect()
}
