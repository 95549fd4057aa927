//! Aggregates: going down the rows of rosters and gathering what stands in them.

use super::super::env::{Env, Frame};
use super::super::ir::{Aggregate, AggregateKind, Expr};
use super::{eval_node, row};
use crate::value::{Decimal, QUOTIENT_SCALE, Value, ops};

/// An aggregate that is evaluated.
pub(super) struct Rows<'e, E: ?Sized> {
    pub(super) expr: &'e Expr,
    pub(super) env: &'e E,
    pub(super) aggregate: &'e Aggregate,
}

/// What has been gathered of the rows so far.
enum Gathered {
    /// Rows that count.
    Count(usize),
    /// The sum, `None` once a value was missing; how many values; how many rows.
    Sum(Option<Decimal>, i128, u64),
    /// The best; `None` inside once a value was missing.
    Best(Option<Option<Value>>),
    /// A Kleene connective.
    Truth(Option<bool>),
    /// The value of a row.
    Row(Option<Value>),
    /// Texts; `None` once one was missing.
    Texts(Option<Vec<Value>>),
}

impl<E: Env + ?Sized> Rows<'_, E> {
    /// Its value in the rows that are open.
    ///
    /// A `let` or an argument of a definition may be used deeper than where it is written: the rows opened since then
    /// are put aside, for they stand in the slots that this aggregate opens.
    pub(super) fn value(&self, frame: &mut Frame) -> Value {
        let (open, first) = (frame.len(), usize::from(self.aggregate.first));
        let deeper = Frame::from_slice(frame.get(first..).unwrap_or_default());
        frame.resize(first, 0);
        frame.resize(first + self.aggregate.path.len(), 0);
        let mut gathered = self.nothing();
        let above = row(frame, self.aggregate.base);
        self.descend(0, above, frame, &mut gathered);
        frame.truncate(first.min(open));
        frame.extend_from_slice(&deeper);
        self.result(gathered)
    }

    fn nothing(&self) -> Gathered {
        match self.aggregate.kind {
            AggregateKind::Count => Gathered::Count(0),
            AggregateKind::Sum | AggregateKind::Mean => {
                Gathered::Sum(Some(Decimal::new(0, self.scale())), 0, 0)
            }
            AggregateKind::Min | AggregateKind::Max => Gathered::Best(Some(None)),
            AggregateKind::Any => Gathered::Truth(Some(false)),
            AggregateKind::All => Gathered::Truth(Some(true)),
            AggregateKind::First | AggregateKind::Last => Gathered::Row(None),
            AggregateKind::Join => Gathered::Texts(Some(Vec::new())),
        }
    }

    /// Decimals of what is summed, so that no rows give 0 with as many.
    fn scale(&self) -> u8 {
        let num = self.aggregate.body.and_then(|body| self.expr.type_of(body).as_num());
        num.map_or(0, |num| num.scale)
    }

    /// Goes down one roster of the path; `true` when the result is decided.
    fn descend(&self, depth: usize, above: u32, frame: &mut Frame, gathered: &mut Gathered) -> bool {
        let Some(roster) = self.aggregate.path.get(depth) else { return self.gather(frame, gathered) };
        let slot = usize::from(self.aggregate.first) + depth;
        for current in self.env.rows(*roster, above) {
            if let Some(place) = frame.get_mut(slot) {
                *place = current;
            }
            if self.descend(depth + 1, current, frame, gathered) {
                return true;
            }
        }
        false
    }

    /// Takes in one row; `true` when the result is decided.
    fn gather(&self, frame: &mut Frame, gathered: &mut Gathered) -> bool {
        let holds = |filter| eval_node(self.expr, filter, self.env, frame).truth() == Some(true);
        if !self.aggregate.filter.is_none_or(holds) {
            return false;
        }
        let body = self.aggregate.body.map(|body| eval_node(self.expr, body, self.env, frame));
        let value = body.unwrap_or(Value::Missing);
        if let Gathered::Sum(_, _, rows) = gathered {
            *rows += 1;
        }
        if self.aggregate.ignoring && value.is_missing() {
            return false;
        }
        match gathered {
            Gathered::Count(count) => *count += 1,
            Gathered::Sum(sum, count, _) => {
                *sum = sum.zip(ops::as_number(&value)).and_then(|(sum, n)| sum.checked_add(n));
                *count += 1;
                return sum.is_none();
            }
            Gathered::Best(best) => return self.take_best(best, value),
            Gathered::Truth(truth) => {
                let decides = self.aggregate.kind == AggregateKind::Any;
                let join = if decides { ops::or } else { ops::and };
                *truth = join(*truth, value.truth());
                return *truth == Some(decides);
            }
            Gathered::Row(found) => {
                *found = Some(value);
                return self.aggregate.kind == AggregateKind::First;
            }
            Gathered::Texts(texts) => match texts {
                Some(list) if !value.is_missing() => list.push(value),
                Some(_) | None => {
                    *texts = None;
                    return true;
                }
            },
        }
        false
    }

    fn take_best(&self, best: &mut Option<Option<Value>>, value: Value) -> bool {
        let Some(held) = best.as_mut().filter(|_| !value.is_missing()) else {
            *best = None;
            return true;
        };
        let order = held.as_ref().and_then(|held| ops::order(&value, held));
        let better = match self.aggregate.kind == AggregateKind::Min {
            true => order.is_none_or(std::cmp::Ordering::is_lt),
            false => order.is_none_or(std::cmp::Ordering::is_gt),
        };
        if better {
            *held = Some(value);
        }
        false
    }

    fn result(&self, gathered: Gathered) -> Value {
        match gathered {
            Gathered::Count(count) => ops::count(count),
            Gathered::Sum(sum, count, _) if self.aggregate.kind == AggregateKind::Mean => {
                ops::divide(sum, Some(Decimal::int(count)), QUOTIENT_SCALE)
            }
            // Rows there were, but none with a value.
            Gathered::Sum(_, 0, 1..) => Value::Missing,
            Gathered::Sum(sum, _, _) => ops::number(sum),
            Gathered::Best(best) => best.flatten().unwrap_or(Value::Missing),
            Gathered::Truth(truth) => Value::from_truth(truth),
            Gathered::Row(row) => row.unwrap_or(Value::Missing),
            Gathered::Texts(texts) => {
                let texts = texts.unwrap_or_default();
                let parts: Vec<&str> = texts.iter().filter_map(ops::as_text).collect();
                ops::made_text(&parts.join(self.aggregate.separator.as_deref().unwrap_or_default()))
            }
        }
    }
}
