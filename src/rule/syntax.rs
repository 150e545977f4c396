//! The form of a predicate, before anybody asks what its words mean.
//!
//! Comes in: a string such as `toll.event in ['killed', 'injured']`. Goes out: a [`Predicate`] whose words
//! know their places, or a [`Complaint`]. Knows nothing of kinds, fields or types.
//!
//! ```text
//! predicate   = subjects , "is" , test
//!             | subjects , "in" , ( place | "same" , scope )
//!             | subjects , "within" , number , unit
//!             | expression , ( "in" | "has" ) , list
//!             | expression , ( comparator | relation ) , expression ;
//! subjects    = "any" | "all" | expression , { "," , expression } ;
//! list        = "[" , literal , { "," , literal } , "]" | "@" , word ;
//! literal     = text | number ;
//! comparator  = "=" | "!=" | "<" | "<=" | ">" | ">=" ;
//! expression  = term , { ( "+" | "-" ) , term } ;
//! term        = factor , { ( "*" | "/" ) , factor } ;
//! factor      = number | text | call | path | "(" , expression , ")" ;
//! call        = word , "(" , [ expression , { "," , expression } ] , ")" , { "." , word } ;
//! path        = word , { "." , word } ;
//! text        = "'" , ... , "'" | '"' , ... , '"' ;
//! word        = letter , { letter | digit | "_" } , { "-" , letter , ... } ;
//! ```
//!
//! A hyphen between letters belongs to the word (`part-of`); a minus sign stands between spaces.

use std::ops::Range;

use super::fault::Complaint;
use crate::fact::Number;

/// A word with its place in the string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// Something that has a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// `toll`, `a.surname`, `pair.first.role`.
    Path(Vec<Word>),
    /// `1.25`
    Number(Number, Range<usize>),
    /// `'killed'`
    Text(Word),
    /// `percent(part, whole)`, `first(parts).head`; the span is that of the call alone.
    Call { function: Word, arguments: Vec<Expression>, fields: Vec<Word>, span: Range<usize> },
    /// `range.high / range.low`
    Arithmetic { operator: Operator, left: Box<Expression>, right: Box<Expression> },
}

impl Expression {
    /// From its first to its last byte.
    pub(super) fn span(&self) -> Range<usize> {
        match self {
            Self::Path(words) => {
                words.first().map_or(0, |word| word.span.start)..words.last().map_or(0, |word| word.span.end)
            }
            Self::Number(_, span) => span.clone(),
            Self::Call { span, fields, .. } => span.start..fields.last().map_or(span.end, |field| field.span.end),
            Self::Text(word) => word.span.clone(),
            Self::Arithmetic { left, right, .. } => left.span().start..right.span().end,
        }
    }
}

/// Arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// Comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparator {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// What a test is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subjects {
    /// At least one of the rule's names.
    Any(Range<usize>),
    /// Each of the rule's names.
    All(Range<usize>),
    /// Each of these.
    These(Vec<Expression>),
}

/// Words to look for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum List {
    /// `['killed', 'injured']`, numbers in their written form.
    Literals(Vec<Literal>, Range<usize>),
    /// `@weekday`
    Lexicon(Word),
}

/// A member of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal {
    Text(Word),
    Number(Number, Range<usize>),
}

/// One condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Predicate {
    Compare { comparator: Comparator, left: Expression, right: Expression },
    Relate { relation: Word, left: Expression, right: Expression },
    Member { of: Expression, list: List },
    Has { of: Expression, list: List },
    Test { subjects: Subjects, test: Word },
    Inside { subjects: Subjects, place: Word },
    Same { subjects: Subjects, scope: Word },
    Within { subjects: Subjects, count: u32, unit: Word, span: Range<usize> },
}

/// Reads a whole predicate.
pub(super) fn predicate(text: &str) -> Result<Predicate, Complaint> {
    let mut reader = Reader::new(text)?;
    let predicate = reader.predicate()?;
    reader.end()?;
    Ok(predicate)
}

/// Reads a whole expression.
pub(super) fn expression(text: &str) -> Result<Expression, Complaint> {
    let mut reader = Reader::new(text)?;
    let expression = reader.expression()?;
    reader.end()?;
    Ok(expression)
}

#[derive(Debug, Clone, PartialEq)]
enum Symbol {
    Word(String),
    Number(Number),
    Text(String),
    Comparator(Comparator),
    Sign(char),
    End,
}

impl Symbol {
    fn named(&self) -> String {
        match self {
            Self::Word(word) => format!("`{word}`"),
            Self::Number(number) => format!("`{number}`"),
            Self::Text(text) => format!("`'{text}'`"),
            Self::Comparator(_) => "a comparison".to_owned(),
            Self::Sign(sign) => format!("`{sign}`"),
            Self::End => "the end".to_owned(),
        }
    }
}

struct Reader {
    symbols: Vec<(Symbol, Range<usize>)>,
    at: usize,
}

impl Reader {
    fn new(text: &str) -> Result<Self, Complaint> {
        Ok(Self { symbols: symbols(text)?, at: 0 })
    }

    fn symbol(&self) -> &Symbol {
        &self.symbols[self.at].0
    }

    fn span(&self) -> Range<usize> {
        self.symbols[self.at].1.clone()
    }

    /// Steps over the symbol; the last one, the end, stays.
    fn step(&mut self) -> (Symbol, Range<usize>) {
        let taken = self.symbols[self.at].clone();
        self.at = (self.at + 1).min(self.symbols.len() - 1);
        taken
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.symbol(), Symbol::Word(found) if found == word)
    }

    fn is_sign(&self, sign: char) -> bool {
        *self.symbol() == Symbol::Sign(sign)
    }

    fn take_sign(&mut self, sign: char) -> bool {
        let found = self.is_sign(sign);
        if found {
            self.step();
        }
        found
    }

    fn wanted<T>(&self, what: &str) -> Result<T, Complaint> {
        Err(Complaint::new(self.span(), format!("{what} is wanted here, not {}", self.symbol().named())))
    }

    fn word(&mut self, what: &str) -> Result<Word, Complaint> {
        match self.symbol() {
            Symbol::Word(_) => match self.step() {
                (Symbol::Word(text), span) => Ok(Word { text, span }),
                _ => self.wanted(what),
            },
            _ => self.wanted(what),
        }
    }

    fn end(&self) -> Result<(), Complaint> {
        match self.symbol() {
            Symbol::End => Ok(()),
            symbol => Err(Complaint::new(self.span(), format!("{} is left over", symbol.named()))
                .help("a list of predicates means that all of them hold: write one predicate a string".to_owned())),
        }
    }

    fn predicate(&mut self) -> Result<Predicate, Complaint> {
        self.no_negation()?;
        let subjects = self.subjects()?;
        let span = self.span();
        match self.step() {
            (Symbol::Word(word), _) if word == "is" => {
                self.no_negation()?;
                Ok(Predicate::Test { subjects, test: self.word("a test, such as `negated`,")? })
            }
            (Symbol::Word(word), _) if word == "in" => match self.symbol() {
                Symbol::Sign('[' | '@') => Ok(Predicate::Member { of: one(subjects, &span)?, list: self.list()? }),
                _ if self.is_word("same") => {
                    self.step();
                    Ok(Predicate::Same { subjects, scope: self.word("`sentence` or `paragraph`")? })
                }
                _ => Ok(Predicate::Inside { subjects, place: self.word("a place, such as `headline`,")? }),
            },
            (Symbol::Word(word), _) if word == "within" => {
                let count_span = self.span();
                let (Symbol::Number(number), _) = self.step() else {
                    return Err(Complaint::new(count_span, "a number is wanted after `within`"));
                };
                let Some(count) = number.to_integer().and_then(|count| u32::try_from(count).ok()) else {
                    return Err(Complaint::new(count_span, "a whole number is wanted after `within`"));
                };
                let unit = self.word("`sentences`, `paragraphs` or `words`")?;
                Ok(Predicate::Within { subjects, count, span: span.start..unit.span.end, unit })
            }
            (Symbol::Word(word), _) if word == "has" => {
                Ok(Predicate::Has { of: one(subjects, &span)?, list: self.list()? })
            }
            (Symbol::Comparator(comparator), _) => {
                Ok(Predicate::Compare { comparator, left: one(subjects, &span)?, right: self.expression()? })
            }
            (Symbol::Word(text), at) => {
                let relation = Word { text, span: at };
                Ok(Predicate::Relate { relation, left: one(subjects, &span)?, right: self.expression()? })
            }
            (symbol, at) => Err(Complaint::new(
                at,
                format!("a relation, a comparison, `is` or `in` is wanted here, not {}", symbol.named()),
            )),
        }
    }

    fn no_negation(&self) -> Result<(), Complaint> {
        if self.is_word("not") {
            return Err(Complaint::new(self.span(), "there is no `not` in a condition")
                .help("put what must not hold into `none`".to_owned()));
        }
        Ok(())
    }

    fn subjects(&mut self) -> Result<Subjects, Complaint> {
        for (word, make) in [("any", Subjects::Any as fn(_) -> _), ("all", Subjects::All)] {
            if self.is_word(word) {
                return Ok(make(self.step().1));
            }
        }
        let mut subjects = vec![self.expression()?];
        while self.take_sign(',') {
            subjects.push(self.expression()?);
        }
        Ok(Subjects::These(subjects))
    }

    fn list(&mut self) -> Result<List, Complaint> {
        let start = self.span().start;
        if self.take_sign('@') {
            return Ok(List::Lexicon(self.word("the name of a word list")?));
        }
        if !self.take_sign('[') {
            return self.wanted("a list, such as `['a', 'b']` or `@weekday`,");
        }
        let mut literals = Vec::new();
        loop {
            match self.symbol() {
                Symbol::Text(_) | Symbol::Number(_) => match self.step() {
                    (Symbol::Text(text), span) => literals.push(Literal::Text(Word { text, span })),
                    (Symbol::Number(number), span) => literals.push(Literal::Number(number, span)),
                    _ => return self.wanted("a text in quotation marks or a number"),
                },
                _ => return self.wanted("a text in quotation marks or a number"),
            }
            if self.is_sign(']') {
                let end = self.step().1.end;
                return Ok(List::Literals(literals, start..end));
            }
            if !self.take_sign(',') {
                return self.wanted("`,` or `]`");
            }
        }
    }

    fn expression(&mut self) -> Result<Expression, Complaint> {
        let mut left = self.term()?;
        loop {
            let operator = match self.symbol() {
                Symbol::Sign('+') => Operator::Plus,
                Symbol::Sign('-') => Operator::Minus,
                _ => return Ok(left),
            };
            self.step();
            left = Expression::Arithmetic { operator, left: Box::new(left), right: Box::new(self.term()?) };
        }
    }

    fn term(&mut self) -> Result<Expression, Complaint> {
        let mut left = self.factor()?;
        loop {
            let operator = match self.symbol() {
                Symbol::Sign('*') => Operator::Times,
                Symbol::Sign('/') => Operator::Over,
                _ => return Ok(left),
            };
            self.step();
            left = Expression::Arithmetic { operator, left: Box::new(left), right: Box::new(self.factor()?) };
        }
    }

    fn factor(&mut self) -> Result<Expression, Complaint> {
        match self.symbol() {
            Symbol::Sign('(') => {
                self.step();
                let inner = self.expression()?;
                if self.take_sign(')') { Ok(inner) } else { self.wanted("`)`") }
            }
            Symbol::Number(number) => {
                let number = *number;
                Ok(Expression::Number(number, self.step().1))
            }
            Symbol::Text(text) => {
                let text = text.clone();
                Ok(Expression::Text(Word { text, span: self.step().1 }))
            }
            Symbol::Word(_) => self.path_or_call(),
            _ => self.wanted("a name, a number or a text in quotation marks"),
        }
    }

    fn path_or_call(&mut self) -> Result<Expression, Complaint> {
        let first = self.word("a name")?;
        if !self.take_sign('(') {
            let mut path = vec![first];
            path.extend(self.fields()?);
            return Ok(Expression::Path(path));
        }
        let mut arguments = Vec::new();
        loop {
            if self.is_sign(')') && arguments.is_empty() {
                break;
            }
            arguments.push(self.expression()?);
            if !self.take_sign(',') {
                break;
            }
        }
        if !self.is_sign(')') {
            return self.wanted("`,` or `)`");
        }
        let span = first.span.start..self.step().1.end;
        Ok(Expression::Call { fields: self.fields()?, function: first, arguments, span })
    }

    fn fields(&mut self) -> Result<Vec<Word>, Complaint> {
        let mut fields = Vec::new();
        while self.take_sign('.') {
            fields.push(self.word("a field")?);
        }
        Ok(fields)
    }
}

fn one(subjects: Subjects, after: &Range<usize>) -> Result<Expression, Complaint> {
    let (span, word) = match subjects {
        Subjects::These(mut these) if these.len() == 1 => return Ok(these.remove(0)),
        Subjects::These(these) => (these[1].span(), "a list of names"),
        Subjects::Any(span) => (span, "`any`"),
        Subjects::All(span) => (span, "`all`"),
    };
    Err(Complaint::new(span.start..after.end.max(span.end), format!("{word} cannot stand before this"))
        .help("several names go with `is ...`, `in ...` and `within ...` only".to_owned()))
}

fn symbols(text: &str) -> Result<Vec<(Symbol, Range<usize>)>, Complaint> {
    let mut symbols = Vec::with_capacity(text.len() / 4 + 1);
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let until =
            |rest: &mut std::iter::Peekable<std::str::CharIndices<'_>>| rest.peek().map_or(text.len(), |(at, _)| *at);
        let symbol = match first {
            _ if first.is_whitespace() => continue,
            _ if first.is_alphabetic() => {
                // A hyphen goes on with the word if a letter or digit follows it.
                while let Some(&(at, next)) = rest.peek() {
                    let goes_on = next.is_alphanumeric()
                        || next == '_'
                        || next == '-' && text[at + 1..].chars().next().is_some_and(char::is_alphanumeric);
                    if !goes_on {
                        break;
                    }
                    rest.next();
                }
                Symbol::Word(text[start..until(&mut rest)].to_owned())
            }
            '0'..='9' => {
                while let Some(&(at, next)) = rest.peek() {
                    let goes_on = next.is_ascii_digit()
                        || next == '.' && text[at + 1..].starts_with(|after: char| after.is_ascii_digit());
                    if !goes_on {
                        break;
                    }
                    rest.next();
                }
                let end = until(&mut rest);
                let number = Number::parse(&text[start..end])
                    .ok_or_else(|| Complaint::new(start..end, "this number cannot be read"))?;
                Symbol::Number(number)
            }
            '\'' | '"' => {
                let Some((end, _)) = rest.by_ref().find(|(_, next)| *next == first) else {
                    return Err(Complaint::new(start..text.len(), "this quotation mark is never closed"));
                };
                Symbol::Text(text[start + 1..end].to_owned())
            }
            '=' => Symbol::Comparator(Comparator::Equal),
            '<' | '>' | '!' => {
                let with_equal = rest.next_if(|(_, next)| *next == '=').is_some();
                match (first, with_equal) {
                    ('<', false) => Symbol::Comparator(Comparator::Less),
                    ('<', true) => Symbol::Comparator(Comparator::AtMost),
                    ('>', false) => Symbol::Comparator(Comparator::Greater),
                    ('>', true) => Symbol::Comparator(Comparator::AtLeast),
                    ('!', true) => Symbol::Comparator(Comparator::Unequal),
                    _ => {
                        return Err(Complaint::new(start..start + 1, "`!` is no part of the language")
                            .help("put what must not hold into `none`; `!=` means unequal".to_owned()));
                    }
                }
            }
            ',' | '.' | '(' | ')' | '[' | ']' | '@' | '+' | '-' | '*' | '/' => Symbol::Sign(first),
            _ => {
                return Err(Complaint::new(
                    start..start + first.len_utf8(),
                    format!("`{first}` is no part of the language"),
                ));
            }
        };
        let end = until(&mut rest);
        symbols.push((symbol, start..end));
    }
    symbols.push((Symbol::End, text.len()..text.len()));
    Ok(symbols)
}

/// Whether a word stands in a predicate.
pub(super) fn mentions(text: &str, word: &str) -> bool {
    symbols(text)
        .is_ok_and(|symbols| symbols.iter().any(|(symbol, _)| matches!(symbol, Symbol::Word(of) if of == word)))
}

/// A predicate with its spacing and quotation marks made uniform, so that two spellings compare equal.
pub(super) fn normal(text: &str) -> String {
    let Ok(symbols) = symbols(text) else { return text.to_owned() };
    symbols.into_iter().map(|(symbol, _)| format!("{symbol:?} ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_form() {
        for text in [
            "a.surname = b.surname",
            "share disjoint percent(part, whole)",
            "a, b in same sentence",
            "toll in body",
            "any in quote",
            "a before b",
            "a spelling-variant b",
            "toll is unsourced",
            "range.high / range.low >= 1.25",
            "x.event in ['killed', \"injured\"]",
            "x.head in @weekday",
            "a.sentence has @month",
            "a, b within 2 sentences",
            "(a.low + b.high) * 2 - 1 != now()",
            "first(parts).head = a.head",
        ] {
            assert!(predicate(text).is_ok(), "{text}: {:?}", predicate(text));
        }
    }

    #[test]
    fn points_at_what_it_cannot_read() {
        for (text, at) in [
            ("a.surname == b.surname", "="),
            ("toll in", ""),
            ("a, b = c", "b ="),
            ("toll is unsourced and toll in body", "and"),
            ("x in ['killed'", ""),
            ("x in ['killed]", "'killed]"),
            ("not a in body", "not"),
            ("a is not negated", "not"),
            ("! a", "!"),
            ("a ~ b", "~"),
            ("f(a b)", "b"),
        ] {
            let complaint = predicate(text).unwrap_err();
            let found = &text[complaint.span.clone()];
            assert_eq!(found, at, "{text}: {complaint:?}");
        }
    }

    #[test]
    fn a_hyphen_joins_letters_and_a_spaced_one_subtracts() {
        assert!(
            matches!(predicate("a part-of b"), Ok(Predicate::Relate { relation, .. }) if relation.text == "part-of")
        );
        let Ok(Predicate::Compare { left, .. }) = predicate("a - b = 1") else { panic!("a comparison") };
        assert!(matches!(left, Expression::Arithmetic { operator: Operator::Minus, .. }));
    }
}
