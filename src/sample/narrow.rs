//! What checks say of an answer before it is drawn: between which ends it lies, which it may be, which pattern it fits.
//!
//! This only helps to find answers. It is neither sound nor complete, and needn't be: every answer is judged by the
//! checks themselves.

use super::dice::Dice;
use super::eyes::Eyes;
use super::ordinal::Axis;
use super::pattern::Maker;
use crate::expr::funcs::Func;
use crate::expr::{Expr, Frame, Node, NodeId, VarId, eval_node};
use crate::value::{Value, ops};

/// What is known of an answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Narrow {
    /// The least: of the number, day or time itself; of a text's length; of how many are ticked.
    pub(super) low: Option<i128>,
    /// The greatest.
    pub(super) high: Option<i128>,
    /// It is one of these.
    pub(super) one_of: Vec<Value>,
    /// It fits this.
    pub(super) pattern: Option<Maker>,
}

impl Narrow {
    /// Whether nothing lies between the ends.
    pub(super) fn is_empty(&self) -> bool {
        self.low.zip(self.high).is_some_and(|(low, high)| low > high)
    }
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Less,
    LessOrEqual,
    Equal,
    GreaterOrEqual,
    Greater,
}

impl Op {
    fn of(func: Func) -> Option<Self> {
        let table = [
            (Func::Less, Self::Less),
            (Func::LessOrEqual, Self::LessOrEqual),
            (Func::Equal, Self::Equal),
            (Func::GreaterOrEqual, Self::GreaterOrEqual),
            (Func::Greater, Self::Greater),
        ];
        table.into_iter().find(|(known, _)| *known == func).map(|(_, op)| op)
    }

    /// The same with its sides exchanged.
    fn turned(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Equal => Self::Equal,
            Self::GreaterOrEqual => Self::LessOrEqual,
            Self::Greater => Self::Less,
        }
    }

    /// What holds where this doesn't.
    fn denied(self) -> Option<Self> {
        match self {
            Self::Less => Some(Self::GreaterOrEqual),
            Self::LessOrEqual => Some(Self::Greater),
            Self::Equal => None,
            Self::GreaterOrEqual => Some(Self::Less),
            Self::Greater => Some(Self::LessOrEqual),
        }
    }
}

/// A comparison after both sides were divided or multiplied by a number.
fn by(op: Op, factor: &Value) -> Op {
    if ops::as_number(factor).is_some_and(|factor| factor.signum() < 0) { op.turned() } else { op }
}

/// A check being read for what it says of an answer.
pub(super) struct Solver<'a, 'd> {
    /// Its expression.
    pub(super) expr: &'a Expr,
    /// By node: whether the answer is read there.
    pub(super) touched: &'a [bool],
    /// The column of the answer.
    pub(super) var: VarId,
    /// The line it lies on, where it does.
    pub(super) axis: Option<Axis>,
    /// What is known already.
    pub(super) eyes: Eyes<'a>,
    /// The rows the check stands in.
    pub(super) frame: Frame,
    /// Chance, to choose between alternatives.
    pub(super) dice: &'d mut Dice,
    /// What was found.
    pub(super) found: &'d mut Narrow,
}

impl Solver<'_, '_> {
    /// Reads the whole check.
    pub(super) fn solve(mut self) {
        self.truth(self.expr.root, true);
    }

    fn touches(&self, node: NodeId) -> bool {
        self.touched.get(node.index()).copied().unwrap_or(false)
    }

    fn value(&mut self, node: NodeId) -> Value {
        eval_node(self.expr, node, &self.eyes, &mut self.frame)
    }

    /// What follows from a condition that must be true (or must not). An expression's depth is limited.
    fn truth(&mut self, node: NodeId, wanted: bool) {
        let Node::Call { func, args } = self.expr.node(node) else { return };
        match (func, args.as_slice(), wanted) {
            (Func::And, parts, true) | (Func::Or, parts, false) => {
                parts
                    .iter()
                    .filter(|part| self.touches(**part))
                    .copied()
                    .collect::<Vec<_>>()
                    .into_iter()
                    .for_each(|part| self.truth(part, wanted));
            }
            (Func::Or, parts, true) | (Func::And, parts, false) => self.alternatives(parts, wanted),
            (Func::Not, [of], _) => self.truth(*of, !wanted),
            (Func::IsTrue, [of], true) | (Func::IsFalse, [of], false) => self.truth(*of, true),
            (Func::IsFalse, [of], true) => self.truth(*of, false),
            (Func::If, parts, _) => self.arms(parts, wanted),
            (Func::Between, [of, low, high], true) => {
                self.compare((*of, *low), Op::GreaterOrEqual);
                self.compare((*of, *high), Op::LessOrEqual);
            }
            (Func::In, [of, set @ ..], true) if self.is_itself(*of) => {
                let values: Vec<Value> = set.iter().map(|one| self.value(*one)).collect();
                self.found.one_of = values;
            }
            (Func::Matches, [of, _], true) if self.is_itself(*of) => {
                self.found.pattern = self.expr.pattern(node).and_then(Maker::new);
            }
            (func, [left, right], _) => {
                let op = Op::of(*func).and_then(|op| if wanted { Some(op) } else { op.denied() });
                if let Some(op) = op {
                    self.compare((*left, *right), op);
                }
            }
            (_, _, _) => {}
        }
    }

    /// One of several conditions must hold: none is looked at where one holds anyhow.
    fn alternatives(&mut self, parts: &[NodeId], wanted: bool) {
        let (own, other): (Vec<NodeId>, Vec<NodeId>) = parts.iter().partition(|part| self.touches(**part));
        if other.into_iter().any(|part| self.value(part).truth() == Some(wanted)) {
            return;
        }
        if let Some(part) = self.dice.pick(&own).copied() {
            self.truth(part, wanted);
        }
    }

    fn arms(&mut self, parts: &[NodeId], wanted: bool) {
        let mut rest = parts;
        while let [condition, value, more @ ..] = rest {
            if self.touches(*condition) {
                return;
            }
            match self.value(*condition).truth() {
                Some(true) => return self.truth(*value, wanted),
                Some(false) => rest = more,
                None => return,
            }
        }
        if let [otherwise] = rest {
            self.truth(*otherwise, wanted);
        }
    }

    fn compare(&mut self, (left, right): (NodeId, NodeId), op: Op) {
        match (self.touches(left), self.touches(right)) {
            (true, false) => {
                let value = self.value(right);
                self.bound(left, op, &value);
            }
            (false, true) => {
                let value = self.value(left);
                self.bound(right, op.turned(), &value);
            }
            (true, true) | (false, false) => {}
        }
    }

    fn is_itself(&self, node: NodeId) -> bool {
        let node = self.expr.node(node);
        if let Node::Call { func: Func::Rescale, args } = node {
            return args.first().is_some_and(|of| self.is_itself(*of));
        }
        node.read() == Some(self.var)
    }

    /// `node op value`, solved for the answer.
    fn bound(&mut self, node: NodeId, op: Op, value: &Value) {
        if value.is_missing() {
            return;
        }
        if self.is_itself(node) {
            return self.end(op, value, self.axis);
        }
        let Node::Call { func, args } = self.expr.node(node) else { return };
        match (func, args.as_slice()) {
            (Func::Length | Func::CountSelected, [of]) if self.is_itself(*of) => {
                self.end(op, value, Some(Axis::Number { scale: 0 }));
            }
            (Func::Rescale, [of, _]) => self.bound(*of, op, value),
            (Func::Neg, [of]) => self.bound(*of, op.turned(), &ops::negate(value)),
            (Func::Add, terms) => {
                if let Some((of, others)) = self.apart(terms) {
                    self.bound(of, op, &ops::sub(value, &ops::add(&others)));
                }
            }
            (Func::Sub, [a, b]) => match self.touches(*a) {
                true if self.touches(*b) => {}
                true => {
                    let other = self.value(*b);
                    self.bound(*a, op, &ops::add(&[value.clone(), other]));
                }
                false => {
                    let other = self.value(*a);
                    self.bound(*b, op.turned(), &ops::sub(&other, value));
                }
            },
            (Func::Mul, factors) => {
                if let Some((of, others)) = self.apart(factors) {
                    let factor = ops::mul(&others);
                    self.bound(of, by(op, &factor), &ops::div(value, &factor));
                }
            }
            (Func::Div, [of, divisor]) if !self.touches(*divisor) => {
                let divisor = self.value(*divisor);
                self.bound(*of, by(op, &divisor), &ops::mul(&[value.clone(), divisor]));
            }
            (Func::AddDays, [of, days]) if !self.touches(*days) => {
                let days = self.value(*days);
                self.bound(*of, op, &ops::add_days(value, &ops::negate(&days)));
            }
            (_, _) => {}
        }
    }

    /// The one operand in which the answer is read, and the values of the others.
    fn apart(&mut self, operands: &[NodeId]) -> Option<(NodeId, Vec<Value>)> {
        let (own, other): (Vec<NodeId>, Vec<NodeId>) = operands.iter().partition(|one| self.touches(**one));
        let [of] = own.as_slice() else { return None };
        Some((*of, other.into_iter().map(|one| self.value(one)).collect()))
    }

    /// An end of the stretch where the answer lies.
    fn end(&mut self, op: Op, value: &Value, axis: Option<Axis>) {
        let Some(axis) = axis else {
            if op == Op::Equal {
                self.found.one_of = vec![value.clone()];
            }
            return;
        };
        let (up, down) = (axis.place(value, false), axis.place(value, true));
        let (low, high) = match op {
            Op::Less => (None, up.map(|at| at - 1)),
            Op::LessOrEqual => (None, down),
            Op::Equal => (up, down),
            Op::GreaterOrEqual => (up, None),
            Op::Greater => (down.map(|at| at + 1), None),
        };
        self.found.low = self.found.low.max(low);
        self.found.high = self.found.high.into_iter().chain(high).min();
    }
}
