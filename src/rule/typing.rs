//! The strings of a rule against the schema: every word is looked up, every type is checked.
//!
//! Comes in: parsed strings and the names that they can use. Goes out: conditions, expressions and templates
//! that can run, or a [`Complaint`] with a place inside the string and the nearest word.

use std::cell::Cell;
use std::ops::Range;

use super::fault::{Complaint, a};
use super::plan::{Slot, slots_of};
use super::program::{Condition, Expression, List, Piece, Predicate, Template, Texts};
use super::schema::{
    self, FieldType, Function, Holds, Kind, PLACES, Question, REACHES, SCOPES, THING, Worth, functions, relations,
};
use super::syntax::{self, Comparator, List as RawList, Literal, Subjects, Word};
use super::value::{Type, Value, Vocabulary};
use crate::lex::Class;
use crate::toml_file::{did_you_mean, listing};

/// The names that strings of a case can use.
#[derive(Default)]
pub(super) struct Names {
    pub(super) slots: Vec<Slot>,
    /// Place of each name in the file.
    pub(super) spans: Vec<Range<usize>>,
    /// Names whose kind is unknown: complained of once.
    pub(super) broken: Vec<String>,
    /// Names of groups.
    pub(super) groups: Vec<GroupName>,
    /// Names that some string uses, one bit each.
    pub(super) used: u32,
}

/// A name of `[groups]`.
#[derive(Clone)]
pub(super) struct GroupName {
    pub(super) name: Box<str>,
    pub(super) span: Range<usize>,
    pub(super) kind: &'static Kind,
    /// The name that it hangs on.
    pub(super) slot: usize,
    /// Whether some string uses it.
    pub(super) is_used: Cell<bool>,
}

/// An expression with its type.
pub(super) struct Typed {
    pub(super) expression: Expression,
    pub(super) of: Type,
    pub(super) span: Range<usize>,
}

pub(super) fn help_for<'w>(word: &str, known: impl IntoIterator<Item = &'w str> + Clone) -> Option<String> {
    did_you_mean(word, known.clone()).or_else(|| {
        let known: Vec<&str> = known.into_iter().collect();
        (!known.is_empty() && known.len() <= 16).then(|| format!("known are {}", listing(known)))
    })
}

fn unknown<'w>(word: &Word, what: &str, known: impl IntoIterator<Item = &'w str> + Clone) -> Complaint {
    Complaint::new(word.span.clone(), format!("`{}` is no {what}", word.text)).help(help_for(&word.text, known))
}

/// `Hello, {name}`: braces hold an expression, `{left}` or `{right}`, and after a colon the decimals to show.
pub(super) fn template(text: &str, names: &mut Names, has_flag: bool) -> Result<Template, Complaint> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '{' | '}' if rest.next_if(|(_, next)| *next == c).is_some() => plain.push(c),
            '}' => {
                return Err(Complaint::new(at..at + 1, "this brace closes nothing")
                    .help("write `}}` for a brace in the message".to_owned()));
            }
            '{' => {
                let Some((end, _)) = rest.by_ref().find(|(_, next)| *next == '}') else {
                    return Err(Complaint::new(at..text.len(), "this brace is never closed")
                        .help("write `{{` for a brace in the message".to_owned()));
                };
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain).into()));
                }
                let inner = &text[at + 1..end];
                if let Some(second) = inner.find('{') {
                    return Err(Complaint::new(at..at + 1 + second, "this brace is never closed")
                        .help("write `{{` for a brace in the message".to_owned()));
                }
                let digits = inner.rsplit_once(':').and_then(|(head, tail)| Some((head, tail.parse::<u32>().ok()?)));
                let (inner, decimals) = digits.map_or((inner, None), |(head, digits)| (head, Some(digits)));
                pieces.push(match inner {
                    "left" | "right" if has_flag => Piece::Side(inner == "left", decimals),
                    "left" | "right" => {
                        return Err(Complaint::new(
                            at..end + 1,
                            format!("there is no flag whose {inner} side could stand here"),
                        )
                        .help("`[when] flag` is a comparison or relation".to_owned()));
                    }
                    _ => {
                        let shifted = |mut complaint: Complaint| {
                            complaint.span = complaint.span.start + at + 1..complaint.span.end + at + 1;
                            complaint
                        };
                        let parsed = syntax::expression(inner).map_err(shifted)?;
                        let typed = expression(&parsed, names).map_err(shifted)?;
                        names.used |= slots_of(&typed.expression);
                        Piece::Value(Box::new(typed.expression), decimals)
                    }
                });
            }
            _ => plain.push(c),
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain.into()));
    }
    Ok(Template { pieces })
}

pub(super) fn expression(parsed: &syntax::Expression, names: &Names) -> Result<Typed, Complaint> {
    let span = parsed.span();
    Ok(match parsed {
        syntax::Expression::Number(number, _) => {
            Typed { expression: Expression::Literal(Value::Number(*number)), of: Type::Number, span }
        }
        syntax::Expression::Text(word) => {
            Typed { expression: Expression::Literal(Value::Text(word.text.clone().into())), of: Type::Text, span }
        }
        syntax::Expression::Path(words) => path(words, names)?,
        syntax::Expression::Call { function, arguments, fields, span: of_call } => {
            accessed(call(function, arguments, of_call.clone(), names)?, &function.text, fields)?
        }
        syntax::Expression::Arithmetic { operator, left, right } => {
            let [left, right] = [left, right].map(|side| expression(side, names));
            let (left, right) = (left?, right?);
            let exact = matches!((left.of, right.of), (Type::Number, Type::Number));
            let of = if exact { Type::Number } else { Type::Interval };
            let sides = (coerced(left, of)?.expression, coerced(right, of)?.expression);
            Typed { expression: Expression::Arithmetic(*operator, Box::new(sides)), of, span }
        }
    })
}

fn path(words: &[Word], names: &Names) -> Result<Typed, Complaint> {
    let (first, fields) = words.split_first().ok_or_else(|| Complaint::new(0..0, "a name is wanted"))?;
    let Some(slot) = names.slots.iter().position(|slot| *slot.name == *first.text) else {
        if names.broken.contains(&first.text) {
            return Err(Complaint::new(first.span.clone(), ""));
        }
        if let Some(number) = names.groups.iter().position(|group| *group.name == *first.text) {
            return group(number, words, names);
        }
        let message = format!("`{}` is no name of this rule", first.text);
        let known: Vec<&str> =
            names.slots.iter().map(|slot| &*slot.name).chain(names.groups.iter().map(|group| &*group.name)).collect();
        let help = help_for(&first.text, known.iter().copied());
        return Err(Complaint::new(first.span.clone(), message).help(help));
    };
    let span = first.span.clone();
    let typed = Typed { expression: Expression::Slot(slot), of: Type::Item(names.slots[slot].kind), span };
    accessed(typed, &first.text, fields)
}

/// The field of a field of a thing.
fn accessed(mut typed: Typed, owner: &str, fields: &[Word]) -> Result<Typed, Complaint> {
    let mut owner = owner;
    for word in fields {
        let Type::Item(kind) = typed.of else {
            let message = format!("`{owner}` is {} and has no fields", a(&typed.of.name()));
            return Err(Complaint::new(word.span.clone(), message));
        };
        let Some(field) = schema::fields().find(|field| field.name == word.text && kind.is_a(field.on)) else {
            let known = schema::fields().filter(|field| kind.is_a(field.on)).map(|field| field.name);
            return Err(unknown(word, &format!("field of {}", a(kind.name)), known));
        };
        typed = Typed {
            of: field.of.resolve().ok_or_else(|| Complaint::new(word.span.clone(), "this field has no type"))?,
            expression: Expression::Field(Box::new(typed.expression), field.get),
            span: typed.span.start..word.span.end,
        };
        owner = &word.text;
    }
    Ok(typed)
}

fn group(number: usize, words: &[Word], names: &Names) -> Result<Typed, Complaint> {
    let of = &names.groups[number];
    if let Some(field) = words.get(1) {
        let help = format!("`first({0}).{1}` is that of its first member", of.name, field.text);
        return Err(Complaint::new(field.span.clone(), "a group has no fields").help(help));
    }
    of.is_used.set(true);
    let expression = Expression::Group { number, slot: of.slot };
    Ok(Typed { expression, of: Type::Group(of.kind), span: words[0].span.clone() })
}

/// What a group's members share: the same field, of a member and of the name that the group hangs on.
pub(super) fn shared(
    member: &str,
    anchor: &str,
    field: &str,
    of_member: &Names,
    of_rule: &Names,
) -> Result<(Expression, Expression), Complaint> {
    // The field stands alone in its string.
    let placed = |mut complaint: Complaint, owner: &str| {
        let before = owner.len() + 1;
        complaint.span = complaint.span.start.saturating_sub(before)..complaint.span.end.saturating_sub(before);
        complaint
    };
    let read = |owner: &str, names: &Names| {
        let typed = syntax::expression(&format!("{owner}.{field}")).and_then(|parsed| expression(&parsed, names));
        typed.map_err(|complaint| placed(complaint, owner))
    };
    let (of_member, of_rule) = (read(member, of_member)?, read(anchor, of_rule)?);
    if of_member.of.name() != of_rule.of.name() || matches!(of_member.of, Type::Interval) {
        let (one, other) = (of_member.of.name(), of_rule.of.name());
        return Err(Complaint::new(0..field.len(), format!("{} and {} cannot be shared", a(&one), a(&other))));
    }
    Ok((of_member.expression, of_rule.expression))
}

fn call(
    function: &Word,
    arguments: &[syntax::Expression],
    span: Range<usize>,
    names: &Names,
) -> Result<Typed, Complaint> {
    let mut first_complaint = None;
    for known in functions().filter(|known| known.name == function.text) {
        if known.of.len() != arguments.len() {
            let message = format!("`{}` takes {} values, not {}", known.name, known.of.len(), arguments.len());
            return Err(Complaint::new(span, message));
        }
        match fitted(known, arguments, names) {
            Ok((arguments, of)) => {
                return Ok(Typed { expression: Expression::Call(known.apply, arguments), of, span });
            }
            Err(complaint) => first_complaint = first_complaint.or(Some(complaint)),
        }
    }
    Err(first_complaint.unwrap_or_else(|| unknown(function, "function", functions().map(|known| known.name))))
}

/// The arguments as a function takes them, and the type of what it gives.
fn fitted(
    function: &Function,
    arguments: &[syntax::Expression],
    names: &Names,
) -> Result<(Box<[Expression]>, Type), Complaint> {
    let mut typed = Vec::new();
    let mut members = None;
    for (argument, of) in arguments.iter().zip(function.of) {
        let argument = expression(argument, names)?;
        typed.push(match (of, argument.of) {
            (FieldType::Group(on), Type::Group(kind)) if kind.is_a(on) => {
                members = Some(kind);
                argument.expression
            }
            (FieldType::Group(_), found) => {
                let message = format!("{} is wanted here, and this is {}", a(&of.name()), a(&found.name()));
                return Err(Complaint::new(argument.span, message).help("`[groups]` names groups".to_owned()));
            }
            _ => coerced(argument, resolved(*of)?)?.expression,
        });
    }
    let gives = match (function.gives, members) {
        (FieldType::Member, Some(kind)) => Type::Item(kind),
        (gives, _) => resolved(gives)?,
    };
    Ok((typed.into(), gives))
}

fn resolved(of: FieldType) -> Result<Type, Complaint> {
    of.resolve().ok_or_else(|| Complaint::new(0..0, "the schema names an unknown kind"))
}

/// The same expression as another type, where it can stand for one.
fn coerced(typed: Typed, wanted: Type) -> Result<Typed, Complaint> {
    let worth = |typed: Typed| Typed { expression: Expression::Worth(Box::new(typed.expression)), of: wanted, ..typed };
    match (typed.of, wanted) {
        (Type::Number, Type::Number)
        | (Type::Number | Type::Interval, Type::Interval)
        | (Type::Date, Type::Date)
        | (Type::Item(_) | Type::Words, Type::Words)
        | (Type::Text | Type::Words | Type::Word(_), Type::Text) => Ok(typed),
        (Type::Text, Type::Word(vocabulary)) if typed.expression.is_literal() => {
            if let Expression::Literal(Value::Text(word)) = &typed.expression {
                belongs(word, &typed.span, vocabulary)?;
            }
            Ok(typed)
        }
        (Type::Word(of), Type::Word(vocabulary)) if std::ptr::eq(of, vocabulary) => Ok(typed),
        (Type::Item(kind), Type::Item(of)) if kind.is_a(of.name) => Ok(typed),
        (Type::Item(kind), Type::Interval) if matches!(kind.worth, Worth::Figure(_)) => Ok(worth(typed)),
        (Type::Item(kind), Type::Date) if matches!(kind.worth, Worth::Day(_)) => Ok(worth(typed)),
        (found, _) => {
            let message = format!("{} is wanted here, and this is {}", a(&wanted.name()), a(&found.name()));
            let help = match found {
                Type::Item(kind) => fields_of_type(kind, wanted),
                _ => None,
            };
            Err(Complaint::new(typed.span, message).help(help))
        }
    }
}

/// Which fields of a kind could have been meant.
fn fields_of_type(kind: &Kind, wanted: Type) -> Option<String> {
    let fits = |of: Type| {
        matches!(
            (of, wanted),
            (Type::Number, Type::Number | Type::Interval)
                | (Type::Text | Type::Words | Type::Word(_), Type::Text)
                | (Type::Words, Type::Words)
        )
    };
    let fields: Vec<&str> = schema::fields()
        .filter(|field| kind.is_a(field.on) && field.on != THING)
        .filter(|field| field.of.resolve().is_some_and(fits))
        .map(|field| field.name)
        .collect();
    (!fields.is_empty()).then(|| format!("{} has {}", a(kind.name), listing(fields)))
}

pub(super) fn condition(text: &str, parsed: &syntax::Predicate, names: &Names) -> Result<Condition, Complaint> {
    let predicate = predicate(parsed, names)?;
    let (slots, cost) = extent(&predicate);
    if slots == 0 {
        return Err(Complaint::new(0..text.len(), "this says nothing about any name of the rule"));
    }
    let side = |at: usize, of: &syntax::Expression| (text[of.span()].into(), at);
    let sides = match (parsed, &predicate) {
        (
            syntax::Predicate::Compare { left, right, .. } | syntax::Predicate::Relate { left, right, .. },
            Predicate::Compare { left: first, right: second, .. }
            | Predicate::Looking { left: first, right: second, .. },
        ) => [(0, left, first), (1, right, second)]
            .into_iter()
            .filter(|(_, _, compiled)| !compiled.is_literal())
            .map(|(at, written, _)| side(at, written))
            .collect(),
        (syntax::Predicate::Member { of, .. }, _) => vec![side(0, of)],
        _ => Vec::new(),
    };
    Ok(Condition { predicate, text: text.into(), slots, cost, sides })
}

/// Which slots a predicate looks at, and how dear it is.
fn extent(predicate: &Predicate) -> (u32, u32) {
    let list_cost = |list: &List| if matches!(list, List::Lexicon(_)) { 6 } else { 4 };
    match predicate {
        Predicate::Compare { left, right, .. } => (slots_of(left) | slots_of(right), 2 + depth(left) + depth(right)),
        Predicate::Looking { left, right, .. } => (slots_of(left) | slots_of(right), 4 + depth(left) + depth(right)),
        Predicate::Listed { left, right, .. } => (1 << left | 1 << right, 3),
        Predicate::Member { of, list } => (slots_of(of), list_cost(list) + depth(of)),
        Predicate::Has { of, .. } => (slots_of(of), 40 + depth(of)),
        Predicate::Test { subjects, .. } => {
            (subjects.iter().fold(0, |slots, (of, _)| slots | slots_of(of)), subjects.len() as u32)
        }
        Predicate::Either(either) => (either.iter().fold(0, |slots, of| slots | of.slots), 0),
        Predicate::Same { subjects, .. } => (subjects.iter().fold(0, |slots, of| slots | slots_of(of)), 2),
        Predicate::Within { subjects, .. } => (subjects.iter().fold(0, |slots, of| slots | slots_of(of)), 5),
    }
}

fn depth(expression: &Expression) -> u32 {
    match expression {
        Expression::Slot(_) | Expression::Literal(_) => 0,
        Expression::Group { .. } => 8,
        Expression::Field(of, _) => 1 + depth(of),
        Expression::Worth(of) => 2 + depth(of),
        Expression::Call(_, arguments) => 6 + arguments.iter().map(depth).sum::<u32>(),
        Expression::Arithmetic(_, sides) => 3 + depth(&sides.0) + depth(&sides.1),
    }
}

fn predicate(parsed: &syntax::Predicate, names: &Names) -> Result<Predicate, Complaint> {
    match parsed {
        syntax::Predicate::Compare { comparator, left, right } => comparison(*comparator, left, right, names),
        syntax::Predicate::Relate { relation: word, left, right } => relation(word, left, right, names),
        syntax::Predicate::Member { of, list: raw } => {
            let of = expression(of, names)?;
            let of = match (of.of, raw) {
                (Type::Number, _) => of,
                (Type::Words, RawList::Lexicon(_)) => of,
                // The words of a thing, so that phrases of a list can match.
                (Type::Item(_), _) => coerced(of, Type::Words)?,
                _ => coerced(of, Type::Text)?,
            };
            let list = list(raw, of.of, true)?;
            Ok(Predicate::Member { of: of.expression, list })
        }
        syntax::Predicate::Has { of, list: raw } => {
            let of = coerced(expression(of, names)?, Type::Words)?;
            Ok(Predicate::Has { of: of.expression, list: list(raw, Type::Text, false)? })
        }
        syntax::Predicate::Test { subjects: of, test: word } => {
            let known_at_all = schema::tests().any(|test| test.name == word.text);
            let (every, subjects) = subjects(of, names)?;
            let is_group = !matches!(of, Subjects::These(_));
            let mut tests: Vec<(Expression, Question)> = Vec::new();
            for (typed, kind) in subjects {
                match schema::tests().find(|test| test.name == word.text && kind.is_a(test.on)) {
                    Some(test) => tests.push((typed.expression, test.question())),
                    // `any is modal` asks those that can be modal.
                    None if is_group && known_at_all => {}
                    None => {
                        let known = schema::tests().filter(|test| kind.is_a(test.on)).map(|test| test.name);
                        return Err(unknown(word, &format!("test of {}", a(kind.name)), known));
                    }
                }
            }
            if tests.is_empty() {
                return Err(Complaint::new(word.span.clone(), format!("`{}` is a test of no name here", word.text)));
            }
            Ok(Predicate::Test { every, subjects: tests.into() })
        }
        syntax::Predicate::Inside { subjects: of, place: word } => {
            let Some(place) = PLACES.iter().find(|place| place.name == word.text) else {
                return Err(unknown(word, "place", PLACES.iter().map(|place| place.name)));
            };
            let (every, subjects) = subjects(of, names)?;
            let subjects = subjects.into_iter().map(|(typed, _)| (typed.expression, place.question())).collect();
            Ok(Predicate::Test { every, subjects })
        }
        syntax::Predicate::Same { subjects: of, scope: word } => {
            let Some(scope) = SCOPES.iter().find(|scope| scope.name == word.text) else {
                return Err(unknown(word, "stretch of text to share", SCOPES.iter().map(|scope| scope.name)));
            };
            Ok(Predicate::Same { subjects: several(of, word, names)?, key: scope.key })
        }
        syntax::Predicate::Within { subjects: of, count, unit, .. } => {
            let is = |name: &str| name == unit.text || name.strip_suffix('s') == Some(&unit.text);
            let Some(reach) = REACHES.iter().find(|reach| is(reach.name)) else {
                return Err(unknown(unit, "unit of distance", REACHES.iter().map(|reach| reach.name)));
            };
            let subjects = several(of, unit, names)?;
            Ok(Predicate::Within { subjects, count: *count, first: reach.first, end: reach.end })
        }
    }
}

/// At least two things that a condition holds together.
fn several(of: &Subjects, word: &Word, names: &Names) -> Result<Box<[Expression]>, Complaint> {
    let (_, subjects) = subjects(of, names)?;
    if subjects.len() < 2 {
        return Err(Complaint::new(word.span.clone(), "this takes two names at least, with a comma between"));
    }
    Ok(subjects.into_iter().map(|(typed, _)| typed.expression).collect())
}

/// Things that a condition is about, each with its kind.
type Things = Vec<(Typed, &'static Kind)>;

/// The subjects, and whether the condition must hold for each of them.
fn subjects(of: &Subjects, names: &Names) -> Result<(bool, Things), Complaint> {
    let every = |span: &Range<usize>| {
        let slots = names.slots.iter().enumerate().filter(|(_, slot)| !slot.kind.is_single());
        slots
            .map(|(at, slot)| {
                let typed = Typed { expression: Expression::Slot(at), of: Type::Item(slot.kind), span: span.clone() };
                (typed, slot.kind)
            })
            .collect()
    };
    Ok(match of {
        Subjects::Any(span) => (false, every(span)),
        Subjects::All(span) => (true, every(span)),
        Subjects::These(these) => {
            let mut subjects = Vec::new();
            for parsed in these {
                let typed = expression(parsed, names)?;
                let Type::Item(kind) = typed.of else {
                    let message = format!("a name is wanted here, and this is {}", a(&typed.of.name()));
                    return Err(Complaint::new(typed.span, message));
                };
                subjects.push((typed, kind));
            }
            (true, subjects)
        }
    })
}

fn comparison(
    comparator: Comparator,
    left: &syntax::Expression,
    right: &syntax::Expression,
    names: &Names,
) -> Result<Predicate, Complaint> {
    let (left, right) = (expression(left, names)?, expression(right, names)?);
    let is_equality = matches!(comparator, Comparator::Equal | Comparator::Unequal);
    let figure =
        |of: Type| matches!(of, Type::Number | Type::Interval | Type::Item(Kind { worth: Worth::Figure(_), .. }));
    let day = |of: Type| matches!(of, Type::Date | Type::Item(Kind { worth: Worth::Day(_), .. }));
    let text = |of: Type| matches!(of, Type::Text | Type::Words | Type::Word(_));
    let whole = left.span.start..right.span.end;
    if figure(left.of) && figure(right.of) {
        let exact = matches!((left.of, right.of), (Type::Number, Type::Number));
        if is_equality && !exact {
            return Err(Complaint::new(
                whole,
                "what a figure can mean is an interval, and two intervals are seldom equal",
            )
            .help("write `overlaps` or `disjoint`, or compare the field `value`".to_owned()));
        }
        let of = if exact { Type::Number } else { Type::Interval };
        let (left, right) = (coerced(left, of)?.expression, coerced(right, of)?.expression);
        return Ok(Predicate::Compare { comparator, left, right });
    }
    if let (Type::Item(one), Type::Item(other)) = (left.of, right.of)
        && std::ptr::eq(one.shelf, other.shelf)
        && is_equality
        && !day(left.of)
    {
        return Ok(Predicate::Compare { comparator, left: left.expression, right: right.expression });
    }
    if !is_equality {
        let (first, second) = (left.of.name(), right.of.name());
        let help = day(left.of).then(|| "write `earlier-than` or `later-than`".to_owned());
        return Err(Complaint::new(whole, format!("{} and {} have no order", a(&first), a(&second))).help(help));
    }
    if day(left.of) && day(right.of) {
        let (left, right) = (coerced(left, Type::Date)?.expression, coerced(right, Type::Date)?.expression);
        return Ok(Predicate::Compare { comparator, left, right });
    }
    if text(left.of) && text(right.of) {
        for (one, other) in [(&left, &right), (&right, &left)] {
            if let (Type::Word(vocabulary), Expression::Literal(Value::Text(word))) = (one.of, &other.expression) {
                belongs(word, &other.span, vocabulary)?;
            }
        }
        return Ok(Predicate::Compare { comparator, left: left.expression, right: right.expression });
    }
    let wanted = if text(left.of) { Type::Text } else { left.of };
    let blamed = if text(left.of) || figure(left.of) { right } else { left };
    let message = format!("{} cannot equal {}", a(&blamed.of.name()), a(&wanted.name()));
    let help = match blamed.of {
        Type::Item(kind) => fields_of_type(kind, if text(wanted) { Type::Text } else { Type::Number }),
        _ => None,
    };
    Err(Complaint::new(blamed.span, message).help(help))
}

fn belongs(word: &str, span: &Range<usize>, vocabulary: &Vocabulary) -> Result<(), Complaint> {
    let words = (vocabulary.words)();
    if words.contains(&word) {
        return Ok(());
    }
    Err(Complaint::new(span.clone(), format!("`{word}` is no {}", vocabulary.name)).help(help_for(word, words)))
}

fn relation(
    word: &Word,
    left: &syntax::Expression,
    right: &syntax::Expression,
    names: &Names,
) -> Result<Predicate, Complaint> {
    if !relations().any(|known| known.name == word.text) {
        return Err(unknown(word, "relation", relations().map(|known| known.name)));
    }
    let mut first_complaint = None;
    for (at, known) in relations().enumerate().filter(|(_, known)| known.name == word.text) {
        let (left, right) = (expression(left, names)?, expression(right, names)?);
        let sides = coerced(left, resolved(known.between.0)?)
            .and_then(|left| Ok((left, coerced(right, resolved(known.between.1)?)?)));
        match (sides, known.holds) {
            (Ok((left, right)), Holds::Looking(holds)) => {
                return Ok(Predicate::Looking { holds, left: left.expression, right: right.expression });
            }
            (Ok((left, right)), Holds::Listed(_)) => match (left.expression, right.expression) {
                (Expression::Slot(left), Expression::Slot(right)) => {
                    return Ok(Predicate::Listed { relation: at, left, right });
                }
                _ => {
                    let message = format!("`{}` stands between two names of the rule", word.text);
                    return Err(Complaint::new(left.span.start..right.span.end, message));
                }
            },
            (Err(complaint), _) => first_complaint = first_complaint.or(Some(complaint)),
        }
    }
    Err(first_complaint.unwrap_or_else(|| Complaint::new(word.span.clone(), "this relation fits nothing")))
}

fn list(raw: &RawList, of: Type, whole: bool) -> Result<List, Complaint> {
    match raw {
        RawList::Lexicon(word) => {
            if matches!(of, Type::Number) {
                return Err(Complaint::new(word.span.clone(), "a number is on no word list"));
            }
            let class = Class::ALL.iter().find(|(_, name)| *name == word.text);
            class
                .map(|(class, _)| List::Lexicon(*class))
                .ok_or_else(|| unknown(word, "word list", Class::ALL.iter().map(|(_, name)| *name)))
        }
        RawList::Literals(literals, _) => {
            let mut numbers = Vec::new();
            let mut texts: Vec<Box<[Box<str>]>> = Vec::new();
            for literal in literals {
                match (literal, of) {
                    (Literal::Number(number, _), Type::Number) => numbers.push(*number),
                    (Literal::Text(word), Type::Word(vocabulary)) if whole => {
                        belongs(&word.text, &word.span, vocabulary)?;
                        texts.push(split(&word.text));
                    }
                    (Literal::Text(word), Type::Text | Type::Words | Type::Word(_)) => texts.push(split(&word.text)),
                    (Literal::Text(Word { span, .. }) | Literal::Number(_, span), of) => {
                        let wanted = if matches!(of, Type::Number) { "a number" } else { "a text in quotation marks" };
                        return Err(Complaint::new(span.clone(), format!("{wanted} is wanted here")));
                    }
                }
            }
            Ok(if matches!(of, Type::Number) { List::Numbers(numbers.into()) } else { List::Texts(Texts::new(texts)) })
        }
    }
}

fn split(text: &str) -> Box<[Box<str>]> {
    text.split_whitespace().map(Box::from).collect()
}
