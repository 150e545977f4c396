//! Made-up prose for measuring: seeded, so that every run and every machine reads the same bytes.
//!
//! Sentences are templates with names, places, bodies and figures of their own filled in, about as dense in facts as
//! a newspaper: figures or dates in two sentences of five, a name in every second one. Nobody in it exists.

/// A piece of news as plain text, of about that many bytes: a headline, then paragraphs.
pub(crate) fn news(seed: u64, bytes: usize) -> String {
    let mut writer = Writer::new(seed);
    writer.line(HEADLINES);
    while writer.text.len() < bytes {
        let sentences = 2 + writer.below(3);
        writer.paragraph(sentences);
    }
    writer.text
}

/// A page of Markdown of about that many bytes: headings, paragraphs, lists, links, code.
pub(crate) fn markdown(seed: u64, bytes: usize) -> String {
    let mut writer = Writer::new(seed);
    writer.text.push_str("---\ntitle: A page\n---\n\n# ");
    writer.line(HEADLINES);
    while writer.text.len() < bytes {
        match writer.below(8) {
            0 => {
                writer.text.push_str("## ");
                writer.line(HEADLINES);
            }
            1 => {
                for _ in 0..3 + writer.below(3) {
                    writer.text.push_str("- ");
                    writer.sentence();
                    writer.text.push('\n');
                }
                writer.text.push('\n');
            }
            2 => writer.text.push_str("```sh\nferry timetable --from north --to south --json\n```\n\n"),
            3 => {
                writer.text.push_str("See **[the timetable](https://example.org/times)** and `ferry.toml`. ");
                writer.paragraph(2);
            }
            _ => {
                let sentences = 2 + writer.below(3);
                writer.paragraph(sentences);
            }
        }
    }
    writer.text
}

const HEADLINES: &[&str] = &[
    "{Body} to close {noun} in {place}",
    "{Count} {noun} lost as {place} waits for rain",
    "What the {noun} of {place} can teach us",
    "{Surname} defends plan for {place}",
    "A year on, {place} counts its {noun}",
];

const SENTENCES: &[&str] = &[
    // With figures or dates.
    "{Person}, {age}, said {count} {noun} had been counted in {place} by {weekday}.",
    "The {body} spent {money} on {noun} in {year}, up {percent} on the year before.",
    "About {count} people came to the hall on {weekday}, {month} {day}, and most of them stayed.",
    "Between {few} and {several} {noun} are lost every winter, according to the {body}.",
    "“We saw {few} of them go down in {minutes} minutes,” {surname} said.",
    "The bridge opened on {month} {day}, {year}, and carried {count} {noun} in its first {few} months.",
    "Of the {several} {noun} on the list, {few} are more than {age} years old.",
    "Prices rose by {percent} last year, and a third of the {noun} stood empty.",
    "It is {several} kilometres from {place} to the harbour, or {minutes} minutes by boat.",
    "The vote was put off from {month} to the spring of {year}.",
    // With names alone, or with nothing.
    "{Person} of the {body} did not want to speak about the {noun}.",
    "{Surname} has lived in {place} for most of her life.",
    "The {body} and the council of {place} could not agree on who should pay.",
    "“Nobody asked us,” said {person}, who runs a small workshop near the water.",
    "In {place} the matter is seen with other eyes.",
    "{Surname} declined to say whether the {noun} would be repaired or replaced.",
    "It is quiet now along the old quay, and the wind comes in from the sea.",
    "The work is slow, and those who do it have learned to be patient.",
    "What was once a yard full of noise is a place where children learn to sail.",
    "Some of the neighbours fear that the plan will change the street for good.",
    "There has been talk of a second crossing, though no plan has ever been drawn.",
    "Much depends on the weather, and on people who are willing to wait.",
    "The report, which was made public this week, does not say who knew of it.",
    "Others point out that the rules were written for another time.",
    "Whoever walks through the market in the morning can hear the same story.",
];

const GIVEN: &[&str] =
    &["Ada", "Ruth", "Peter", "Clara", "Martin", "Helen", "Oscar", "Nora", "Simon", "Judith", "Victor", "Agnes"];
const SURNAMES: &[&str] = &[
    "Okafor",
    "Lindqvist",
    "Halvorsen",
    "Abernathy",
    "Castellane",
    "Dubrovin",
    "Eskelund",
    "Farnaby",
    "Grimaldo",
    "Hathersage",
    "Iversgaard",
    "Jankowitz",
    "Kettlewell",
    "Lavenham",
    "Montcrieff",
    "Nakamori",
];
const PLACES: &[&str] =
    &["Norhaven", "Marlbeck", "Eastwick Bay", "Coldharbour", "Tillingford", "Ashmere", "Vessington", "Port Orrin"];
const BODIES: &[&str] = &[
    "Norhaven Harbour Trust",
    "Ministry of Inland Waters",
    "Calder Institute",
    "Ashmere Council",
    "Boat Owners Union",
    "Coastal Works Agency",
];
const NOUNS: &[&str] =
    &["boats", "houses", "lamps", "orchards", "schools", "mills", "tenants", "bicycles", "hives", "chairs"];
const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: &[&str] =
    &["January", "February", "March", "April", "June", "July", "August", "September", "October", "November"];

struct Writer {
    state: u64,
    text: String,
}

impl Writer {
    fn new(seed: u64) -> Self {
        Self { state: seed, text: String::new() }
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }

    fn line(&mut self, templates: &[&'static str]) {
        let template = self.one_of(templates);
        self.fill(template);
        self.text.push_str("\n\n");
    }

    fn paragraph(&mut self, sentences: u64) {
        for at in 0..sentences {
            if at > 0 {
                self.text.push(' ');
            }
            self.sentence();
        }
        self.text.push_str("\n\n");
    }

    fn sentence(&mut self) {
        let template = self.one_of(SENTENCES);
        self.fill(template);
    }

    fn fill(&mut self, template: &str) {
        let mut parts = template.split(['{', '}']);
        while let Some(plain) = parts.next() {
            self.text.push_str(plain);
            if let Some(slot) = parts.next() {
                let words = self.slot(slot);
                self.text.push_str(&words);
            }
        }
    }

    fn slot(&mut self, slot: &str) -> String {
        match slot {
            "person" | "Person" => format!("{} {}", self.one_of(GIVEN), self.one_of(SURNAMES)),
            "surname" | "Surname" => self.one_of(SURNAMES).to_owned(),
            "place" => self.one_of(PLACES).to_owned(),
            "body" | "Body" => self.one_of(BODIES).to_owned(),
            "noun" => self.one_of(NOUNS).to_owned(),
            "weekday" => self.one_of(WEEKDAYS).to_owned(),
            "month" => self.one_of(MONTHS).to_owned(),
            "day" => (1 + self.below(28)).to_string(),
            "year" => (1985 + self.below(40)).to_string(),
            "age" => (19 + self.below(60)).to_string(),
            "few" => self.one_of(&["two", "three", "four", "five", "6", "7"]).to_owned(),
            "several" => (12 + self.below(80)).to_string(),
            "minutes" => (8 + self.below(50)).to_string(),
            "percent" => format!("{}.{} percent", 1 + self.below(40), self.below(10)),
            "money" => format!("${}.{} million", 1 + self.below(90), self.below(10)),
            "count" | "Count" => format!("{},{:03}", 1 + self.below(40), self.below(1000)),
            other => unreachable!("no slot is called {other}"),
        }
    }
}
