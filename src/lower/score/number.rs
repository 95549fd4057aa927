//! The number of a score as an ordinary expression over the columns of its parts.
//!
//! Numerator and denominator are put together exactly and divided once, so that the only rounding of a score is the
//! one its author asked for.

use crate::base::Aside;
use crate::expr::funcs::Func;
use crate::expr::{Builder, Expr, Node, NodeId};
use crate::model::{Method, Multiple, Need, Override, Part, Rescale, Score};
use crate::value::{Decimal, NumType, Type, Value};

use super::exact;
use super::range::Bounds;

/// A score's columns and constants while its expression grows.
pub(super) struct Sum<'a> {
    builder: Builder,
    parts: &'a [Part],
    /// The value of each part, `times` over.
    values: Vec<NodeId>,
    /// How many times its value each part is added: what the parts' divisions by constants have in common.
    times: i128,
    /// The node that says whether each part is missing.
    missing: Vec<NodeId>,
}

impl<'a> Sum<'a> {
    /// Reads every part.
    pub(super) fn new(parts: &'a [Part]) -> Self {
        let mut builder = Builder::new();
        let mut values = Vec::new();
        let mut missing = Vec::new();
        for part in parts {
            let value = match part.var {
                Some(var) => builder.read(var, part.value.expr.ty().clone(), 0),
                None => builder.import(&part.value.expr),
            };
            missing.push(builder.call(Func::IsMissing, &[value]));
            values.push(value);
        }
        Self { builder, parts, values, times: 1, missing }
    }

    /// Reads every part as it is before it is divided, all of them equally many times over.
    fn undivided(parts: &'a [Part]) -> Self {
        let mut sum = Self::new(parts);
        let Some(common) = Multiple::common(parts).filter(|common| *common > 1) else { return sum };
        for (part, value) in parts.iter().zip(&mut sum.values) {
            let own = part.exact.as_ref().map_or(1, |exact| exact.times);
            let whole = part.exact.as_ref().map_or(*value, |exact| sum.builder.import(&exact.value));
            let rest = sum.builder.number(Decimal::int(common / own));
            *value = if common == own { whole } else { sum.builder.call(Func::Mul, &[whole, rest]) };
        }
        sum.times = common;
        sum
    }

    /// So many times a number as each part is added.
    fn times(&mut self, number: NodeId) -> NodeId {
        if self.times == 1 {
            return number;
        }
        let times = self.number(Decimal::int(self.times));
        self.builder.call(Func::Mul, &[number, times])
    }

    fn number(&mut self, value: Decimal) -> NodeId {
        self.builder.number(value)
    }

    fn scale_of(&self, node: NodeId) -> u8 {
        self.builder.type_of(node).as_num().map_or(0, |number| number.scale)
    }

    /// Adds up `terms`; 0 for none.
    fn total(&mut self, terms: &[NodeId]) -> NodeId {
        match terms {
            [] => self.number(Decimal::ZERO),
            [one] => *one,
            many => self.builder.call(Func::Add, many),
        }
    }

    /// Σ of `weight × value` over the parts that are present, each times its weight where `weigh` says so.
    fn present_sum(&mut self, need: &Need, weigh: bool) -> NodeId {
        let mut terms = Vec::new();
        for at in 0..self.parts.len() {
            let Some((part, value, missing)) = self.part(at) else { continue };
            let mut term = value;
            if weigh {
                let weight = self.number(part.weight);
                term = self.builder.call(Func::Mul, &[weight, value]);
            }
            if *need != Need::All {
                let zero = self.number(Decimal::new(0, self.scale_of(term)));
                term = self.builder.call(Func::If, &[missing, zero, term]);
            }
            terms.push(term);
        }
        self.total(&terms)
    }

    fn part(&self, at: usize) -> Option<(&'a Part, NodeId, NodeId)> {
        Some((self.parts.get(at)?, *self.values.get(at)?, *self.missing.get(at)?))
    }

    /// Σ of weights (or the number) of the parts that are present.
    fn present_weight(&mut self, need: &Need, weigh: bool) -> NodeId {
        let weight = |part: &Part| if weigh { part.weight } else { Decimal::int(1) };
        if *need == Need::All {
            let whole = self.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(weight(part)));
            return self.number(whole.unwrap_or_default());
        }
        let mut terms = Vec::new();
        for at in 0..self.parts.len() {
            let Some((part, _, missing)) = self.part(at) else { continue };
            let own = self.number(weight(part));
            let zero = self.number(Decimal::new(0, weight(part).scale()));
            terms.push(self.builder.call(Func::If, &[missing, zero, own]));
        }
        self.total(&terms)
    }

    /// What must hold for there to be a score: enough parts, and the mandatory ones.
    fn gate(&mut self, need: &Need) -> Option<NodeId> {
        let mut conditions = Vec::new();
        for at in 0..self.parts.len() {
            if let Some((part, _, missing)) = self.part(at)
                && part.mandatory
                && *need != Need::All
            {
                conditions.push(self.builder.call(Func::Not, &[missing]));
            }
        }
        match need {
            Need::All => {}
            Need::Parts(count) => {
                let present = self.present_weight(need, false);
                let least = self.number(Decimal::int(i128::from((*count).max(1))));
                conditions.push(self.builder.call(Func::GreaterOrEqual, &[present, least]));
            }
            Need::Percent(percent) => {
                let present = self.present_weight(need, true);
                let whole = self.present_weight(&Need::All, true);
                let hundred = self.number(Decimal::int(100));
                let percent = self.number(*percent);
                let reached = self.builder.call(Func::Mul, &[present, hundred]);
                let wanted = self.builder.call(Func::Mul, &[whole, percent]);
                conditions.push(self.builder.call(Func::GreaterOrEqual, &[reached, wanted]));
            }
        }
        match conditions.as_slice() {
            [] => None,
            [one] => Some(*one),
            many => Some(self.builder.call(Func::And, many)),
        }
    }

    fn gated(&mut self, need: &Need, value: NodeId) -> NodeId {
        let Some(gate) = self.gate(need) else { return value };
        let nothing = self.builder.constant(Value::Missing, Type::Missing);
        self.builder.call(Func::If, &[gate, value, nothing])
    }

    fn quotient(&mut self, dividend: NodeId, divisor: NodeId, places: u8) -> NodeId {
        let places = self.number(Decimal::int(i128::from(places)));
        self.builder.call(Func::RoundedQuotient, &[dividend, divisor, places])
    }

    fn rounded(&mut self, value: NodeId, places: Option<u8>) -> NodeId {
        let Some(places) = places else { return value };
        let places = self.number(Decimal::int(i128::from(places)));
        self.builder.call(Func::Round, &[value, places])
    }

    fn sum(&mut self, need: &Need, round: Option<u8>) -> NodeId {
        let total = self.present_sum(need, false);
        let rounded = match round {
            Some(places) if self.times > 1 => {
                let times = self.number(Decimal::int(self.times));
                self.quotient(total, times, places)
            }
            Some(_) | None => self.rounded(total, round),
        };
        self.gated(need, rounded)
    }

    fn mean(&mut self, need: &Need, rescale: Option<&Rescale>, places: u8) -> NodeId {
        let total = self.present_sum(need, false);
        let count = self.present_weight(need, false);
        let count = self.times(count);
        let mean = self.carried(total, count, rescale, places);
        self.gated(need, mean)
    }

    /// `(Σv·a + n·b) / (n·c)`: a mean Σv/n, carried from one scale to another, as one quotient.
    fn carried(&mut self, total: NodeId, count: NodeId, rescale: Option<&Rescale>, places: u8) -> NodeId {
        let (mut dividend, mut divisor) = (total, count);
        if let Some((a, b, c)) = rescale.and_then(Rescale::factors) {
            let (a, b, c) = (self.number(a), self.number(b), self.number(c));
            let stretched = self.builder.call(Func::Mul, &[total, a]);
            let shifted = self.builder.call(Func::Mul, &[count, b]);
            dividend = self.builder.call(Func::Add, &[stretched, shifted]);
            divisor = self.builder.call(Func::Mul, &[count, c]);
        }
        self.quotient(dividend, divisor, places)
    }

    fn weighted(&mut self, need: &Need, rescale: Option<&Rescale>, places: u8) -> NodeId {
        let total = self.present_sum(need, true);
        let weight = self.present_weight(need, true);
        let weight = self.times(weight);
        let mean = self.carried(total, weight, rescale, places);
        self.gated(need, mean)
    }

    /// The greatest part. All are needed: one that is missing might have been the greatest.
    fn largest(&mut self) -> NodeId {
        match self.values.as_slice() {
            [one] => *one,
            many => self.builder.call(Func::Max, many),
        }
    }

    /// The first override that is definitely true decides, else `value`. What it sets has the decimals the author
    /// rounds to; without `round` it stands as written.
    fn overridden(&mut self, overrides: &[Override], round: Option<u8>, value: NodeId) -> NodeId {
        let scale = self.scale_of(value);
        let mut args = Vec::with_capacity(2 * overrides.len() + 1);
        for rule in overrides {
            let when = self.builder.import(&rule.when.expr);
            args.push(self.builder.call(Func::IsTrue, &[when]));
            let places = |value: Decimal| round.unwrap_or(scale.max(value.scale()));
            args.push(match rule.value.and_then(|value| value.rescale(places(value))) {
                Some(value) => self.number(value),
                None => self.builder.constant(Value::Missing, Type::Missing),
            });
        }
        args.push(value);
        chosen(&mut self.builder, &args)
    }
}

/// `if c then a else if d then b … else z` of `[c, a, d, b, …, z]`, as one flat node however many there are.
pub(super) fn chosen(builder: &mut Builder, args: &[NodeId]) -> NodeId {
    if let [only] = args { *only } else { builder.call(Func::If, args) }
}

/// The number of a score as an expression; none for `classify`.
pub(super) fn of_score(score: &Score, round: Option<u8>, bounds: Bounds) -> Option<Expr> {
    match &score.method {
        Method::Largest { over: Some(over), .. } => {
            let greatest = super::class::greatest_row(over, round);
            Some(of_rows(&greatest, &score.overrides, round, bounds))
        }
        method @ (Method::Sum(_)
        | Method::Mean(..)
        | Method::Weighted(..)
        | Method::Largest { over: None, .. }
        | Method::Formula(_)
        | Method::Classify { .. }) => number(method, &score.need, &score.overrides, round, bounds),
    }
}

/// The expression of a score's number; `None` for `classify` and for `largest` over a roster, which have their own.
///
/// `round` is what the author asked for; means and quotients have 6 decimals without it.
fn number(
    method: &Method,
    need: &Need,
    overrides: &[Override],
    round: Option<u8>,
    bounds: Bounds,
) -> Option<Expr> {
    let places = round.unwrap_or(crate::value::QUOTIENT_SCALE);
    let (mut sum, value) = match method {
        Method::Sum(parts) => grow(start(parts, round), |sum| sum.sum(need, round)),
        Method::Mean(parts, rescale) => {
            grow(Sum::undivided(parts), |sum| sum.mean(need, rescale.as_ref(), places))
        }
        Method::Weighted(parts, rescale) => {
            grow(Sum::undivided(parts), |sum| sum.weighted(need, rescale.as_ref(), places))
        }
        Method::Largest { over: Some(_), .. } | Method::Classify { .. } => return None,
        Method::Largest { parts, .. } => grow(Sum::new(parts), |sum| {
            let greatest = sum.largest();
            sum.rounded(greatest, round)
        }),
        Method::Formula(formula) => {
            let mut sum = Sum::new(&[]);
            let value = sum.formula(&formula.expr, round);
            (sum, value)
        }
    };
    let root = sum.overridden(overrides, round, value);
    Some(tightened(sum.builder.finish(root), bounds))
}

/// The number of `largest` over a roster: the greatest value of its rows, unless an override decides.
fn of_rows(greatest: &Expr, overrides: &[Override], round: Option<u8>, bounds: Bounds) -> Expr {
    let mut sum = Sum::new(&[]);
    let value = sum.builder.import(greatest);
    let root = sum.overridden(overrides, round, value);
    tightened(sum.builder.finish(root), bounds)
}

/// A sum that isn't rounded stands as its parts have it, so that they add up to it.
fn start(parts: &[Part], round: Option<u8>) -> Sum<'_> {
    if round.is_some() { Sum::undivided(parts) } else { Sum::new(parts) }
}

fn grow<'a>(mut sum: Sum<'a>, build: impl FnOnce(&mut Sum<'a>) -> NodeId) -> (Sum<'a>, NodeId) {
    let value = build(&mut sum);
    (sum, value)
}

impl Sum<'_> {
    /// A formula, rounded once: a quotient at its top, and divisions by constants anywhere, are made in that step.
    fn formula(&mut self, expr: &Expr, round: Option<u8>) -> NodeId {
        let Some(places) = round else { return self.builder.import(expr) };
        if let Node::Call { func: Func::Div, args } = expr.node(expr.root)
            && let [dividend, divisor] = args.as_slice()
        {
            let dividend = self.builder.import(&Expr { root: *dividend, ..expr.clone() });
            let divisor = self.builder.import(&Expr { root: *divisor, ..expr.clone() });
            return self.quotient(dividend, divisor, places);
        }
        if let Some(exact) = exact::multiple(expr) {
            let (value, times) = (self.builder.import(&exact.value), self.number(Decimal::int(exact.times)));
            return self.quotient(value, times, places);
        }
        let root = self.builder.import(expr);
        self.rounded(root, Some(places))
    }
}

/// The expression with the bounds that were proved from the parts, which are closer than interval arithmetic's.
fn tightened(mut expr: Expr, bounds: Bounds) -> Expr {
    let at = expr.root.index();
    if let Some(info) = expr.info.get_mut(at)
        && let Type::Num(NumType { scale, min, max, .. }) = &mut info.ty
        && let (Some(low), Some(high)) = (bounds.min.rescale(*scale), bounds.max.rescale(*scale))
    {
        (*min, *max) = (low.units().max(*min), high.units().min(*max));
        info.range = Aside::default();
    }
    expr
}
