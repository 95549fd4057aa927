//! Comparisons in words.

use super::operation::{noun, truth, unfolded};
use super::{Bind, Phrase, Teller};
use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId};
use crate::value::{Type, Value};

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    /// True where this is false, false where it is true, missing where it is missing.
    pub(super) fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
        }
    }

    /// Between two answers: `is` would name a constant.
    fn of_answers(self, ty: &Type) -> (&'static str, &'static str) {
        match self {
            Self::Equal => ("sama dengan", "is the same as"),
            Self::NotEqual => ("tidak sama dengan", "is not the same as"),
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => self.words(ty),
        }
    }

    fn words(self, ty: &Type) -> (&'static str, &'static str) {
        match ty {
            Type::Num(_) | Type::Days | Type::Months => self.of_numbers(),
            Type::Date | Type::Time | Type::DateTime => self.of_dates(),
            Type::Choice(_)
            | Type::Choices(_)
            | Type::Bool
            | Type::Text
            | Type::Label
            | Type::Geo
            | Type::File
            | Type::Missing
            | Type::Wrong => self.of_things(),
        }
    }

    fn of_numbers(self) -> (&'static str, &'static str) {
        match self {
            Self::Equal => ("sama dengan", "equals"),
            Self::NotEqual => ("tidak sama dengan", "does not equal"),
            Self::Less => ("kurang dari", "is less than"),
            Self::LessOrEqual => ("paling banyak", "is at most"),
            Self::Greater => ("lebih dari", "is more than"),
            Self::GreaterOrEqual => ("paling sedikit", "is at least"),
        }
    }

    fn of_dates(self) -> (&'static str, &'static str) {
        match self {
            Self::Equal => ("adalah", "is"),
            Self::NotEqual => ("bukan", "is not"),
            Self::Less => ("sebelum", "is before"),
            Self::LessOrEqual => ("pada atau sebelum", "is on or before"),
            Self::Greater => ("sesudah", "is after"),
            Self::GreaterOrEqual => ("pada atau sesudah", "is on or after"),
        }
    }

    fn of_things(self) -> (&'static str, &'static str) {
        match self {
            Self::Equal => ("adalah", "is"),
            Self::NotEqual => ("bukan", "is not"),
            Self::Less => ("di bawah", "is below"),
            Self::LessOrEqual => ("paling tinggi", "is at most"),
            Self::Greater => ("di atas", "is above"),
            Self::GreaterOrEqual => ("paling rendah", "is at least"),
        }
    }
}

/// `a is less than b`.
pub(super) fn compare(teller: &mut Teller<'_>, how: Comparison, args: &[NodeId]) -> Option<Phrase> {
    let [left, right] = args else { return None };
    if let Some(phrase) = with_truth(teller, how, *left, *right) {
        return Some(phrase);
    }
    let ty = teller.expr.type_of(*left);
    let constant = matches!(teller.expr.node(*right), Node::Const(_));
    let numbers = matches!(ty, Type::Num(_) | Type::Days | Type::Months);
    let (id, en) = if constant || numbers { how.words(ty) } else { how.of_answers(ty) };
    let words = teller.say(id, en);
    let (left, right) = (operand(teller, *left, *right)?, operand(teller, *right, *left)?);
    Some(Phrase::new(format!("{left} {words} {right}"), Bind::Sentence))
}

/// `x = true` and the like.
fn with_truth(teller: &Teller<'_>, how: Comparison, left: NodeId, right: NodeId) -> Option<Phrase> {
    if unfolded(teller, left).is_some() {
        return None;
    }
    let (Node::Read { var, .. }, Node::Const(Value::Bool(wanted))) =
        (teller.expr.node(left), teller.expr.node(right))
    else {
        return None;
    };
    match how {
        Comparison::Equal => Some(truth(teller, *var, *wanted)),
        Comparison::NotEqual => Some(truth(teller, *var, !wanted)),
        Comparison::Less | Comparison::LessOrEqual | Comparison::Greater | Comparison::GreaterOrEqual => None,
    }
}

/// A side of a comparison: sums and products need no parentheses there.
fn operand(teller: &mut Teller<'_>, id: NodeId, other: NodeId) -> Option<String> {
    let unfolds = unfolded(teller, id).is_some();
    match teller.expr.node(id) {
        Node::Read { .. } if !unfolds => noun(teller, id),
        Node::Const(Value::Num(number)) if is_year(teller, other) => Some(number.normalized().to_string()),
        Node::Const(_)
        | Node::Read { .. }
        | Node::State { .. }
        | Node::RowIndex { .. }
        | Node::CurrentChoice
        | Node::Attribute { .. }
        | Node::ByCode { .. }
        | Node::Label { .. }
        | Node::Call { .. }
        | Node::Aggregate(_)
        | Node::Lookup { .. } => Some(teller.tell(id)?.within(Bind::Sum)),
    }
}

/// Whether a number is a year, which is written without grouping its digits: by the function it comes from, or because
/// it can be nothing else.
fn is_year(teller: &Teller<'_>, id: NodeId) -> bool {
    let of_year = |expr: &Expr, id: NodeId| matches!(expr.node(id), Node::Call { func: Func::Year, .. });
    if let Type::Num(number) = teller.expr.type_of(id)
        && (number.scale == 0 && number.min >= 1_500 && number.max <= 2_500)
    {
        return true;
    }
    let formula = teller.expr.node(id).read().and_then(|var| teller.speech.formula_of(var));
    of_year(teller.expr, id) || formula.is_some_and(|formula| of_year(formula, formula.root))
}

/// `a is from b to c`.
pub(super) fn between(teller: &mut Teller<'_>, args: &[NodeId], inside: bool) -> Option<Phrase> {
    let [of, low, high] = args else { return None };
    let (low, high) = (operand(teller, *low, *of)?, operand(teller, *high, *of)?);
    let of = noun(teller, *of)?;
    let from = match inside {
        true => teller.say("dalam rentang", "is from"),
        false => teller.say("di luar rentang", "is outside"),
    };
    Some(Phrase::new(format!("{of} {from} {low} {} {high}", teller.say("sampai", "to")), Bind::Sentence))
}

/// `a is b or c`.
pub(super) fn one_of(teller: &mut Teller<'_>, args: &[NodeId], inside: bool) -> Option<Phrase> {
    let (of, items) = args.split_first()?;
    let words = if inside { teller.say("adalah", "is") } else { teller.say("bukan", "is not") };
    let mut told = Vec::new();
    for item in items {
        told.push(operand(teller, *item, *of)?);
    }
    let of = noun(teller, *of)?;
    let items = distinct(told);
    Some(Phrase::new(format!("{of} {words} {}", teller.listed(&items, "atau", "or")), Bind::Sentence))
}

/// Which codes of a set are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    Any,
    All,
    Only,
}

/// `a includes b or c`.
pub(super) fn has(teller: &mut Teller<'_>, how: Quantity, args: &[NodeId], holds: bool) -> Option<Phrase> {
    let (of, items) = args.split_first()?;
    let of = noun(teller, *of)?;
    let items = distinct(nouns(teller, items)?);
    let (verb, last) = match (how, holds) {
        (Quantity::Any, true) => (("mencakup", "includes"), ("atau", "or")),
        (Quantity::Any, false) => (("tidak mencakup", "does not include"), ("atau", "or")),
        (Quantity::All, true) => (("mencakup", "includes"), ("dan", "and")),
        (Quantity::All, false) => (("tidak mencakup semua", "does not include all of"), ("dan", "and")),
        (Quantity::Only, true) => (("hanya mencakup", "includes only"), ("atau", "or")),
        (Quantity::Only, false) => (("mencakup selain", "includes others than"), ("atau", "or")),
    };
    let (verb, items) = (teller.say(verb.0, verb.1), teller.listed(&items, last.0, last.1));
    Some(Phrase::new(format!("{of} {verb} {items}"), Bind::Sentence))
}

/// Names in quotes where one of them could be read as several.
fn distinct(items: Vec<String>) -> Vec<String> {
    let joints = [",", ";", " dan ", " atau ", " and ", " or "];
    let unclear = items.len() > 1 && items.iter().any(|item| joints.iter().any(|joint| item.contains(joint)));
    let quoted = |item: String| if item.starts_with('“') { item } else { format!("“{item}”") };
    if unclear { items.into_iter().map(quoted).collect() } else { items }
}

/// Several nodes as nouns.
pub(super) fn nouns(teller: &mut Teller<'_>, ids: &[NodeId]) -> Option<Vec<String>> {
    let mut out = Vec::new();
    for id in ids {
        out.push(noun(teller, *id)?);
    }
    Some(out)
}
