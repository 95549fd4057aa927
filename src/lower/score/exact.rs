//! What a part is before it is divided: a multiple of its value that no division has rounded.
//!
//! `count_true(a, b, c) * 40 / 3` has six decimals as a value, like every quotient. In a score it must not be cut off
//! there, so the divisions by constants are taken out: three times the part is `count_true(a, b, c) * 40`, and the score
//! divides by the three where it divides anyway. A division by an answer is a value, and stays.

use crate::expr::funcs::Func;
use crate::expr::{Builder, Expr, Node, NodeId};
use crate::model::{Method, Multiple};
use crate::value::{Decimal, MAX_SCALE, QUOTIENT_SCALE, Value};

use super::ratio::Ratio;

/// The part, or so many times the part as no division by a constant has to be made; `None` where its value is that
/// already.
pub(super) fn multiple(value: &Expr) -> Option<Multiple> {
    let mut builder = Builder::new();
    let root = builder.import(value);
    let mut undivided = Undivided { value, builder: &mut builder, cut: false };
    let scaled = undivided.node(root)?;
    let (root, times) = undivided.settled(scaled)?;
    undivided.cut.then(|| Multiple { times, value: builder.finish(root) })
}

/// Gives the parts that divide by constants what they are before: in every score that divides or rounds.
pub(super) fn set_undivided(method: &mut Method, round: Option<u8>) {
    let parts = match method {
        Method::Sum(parts) if round.is_some() => parts,
        Method::Mean(parts, _) | Method::Weighted(parts, _) => parts,
        Method::Sum(_) | Method::Largest { .. } | Method::Classify { .. } | Method::Formula(_) => return,
    };
    for part in parts {
        part.exact = multiple(&part.value.expr);
    }
}

struct Undivided<'a> {
    value: &'a Expr,
    builder: &'a mut Builder,
    /// Whether a division has been met that cuts decimals off.
    cut: bool,
}

/// A node times a constant.
#[derive(Debug, Clone, Copy)]
struct Scaled {
    node: NodeId,
    by: Ratio,
}

impl Undivided<'_> {
    /// A node without its divisions by constants; `None` where that needs more digits than there are.
    fn node(&mut self, id: NodeId) -> Option<Scaled> {
        let value = self.value;
        let plain = Scaled { node: id, by: Ratio::ONE };
        let Node::Call { func, args } = value.node(id) else { return Some(plain) };
        match (func, args.as_slice()) {
            (Func::Div, [dividend, divisor]) => match self.constant(*divisor) {
                Some(by) => self.divided(*dividend, by),
                None => Some(plain),
            },
            (Func::Rescale, [inner, _]) if self.scale(*inner) <= self.scale(id) => self.node(*inner),
            (Func::Mul, factors) => self.product(factors),
            (
                Func::Add
                | Func::Sub
                | Func::Neg
                | Func::Abs
                | Func::Min
                | Func::Max
                | Func::Clamp
                | Func::Coalesce,
                terms,
            ) => self.together(id, *func, terms, |_| true),
            // `[c, a, d, b, …, z]`: conditions stand at the even places, but for the last.
            (Func::If, args) => self.together(id, Func::If, args, |at| at % 2 == 1 || at + 1 == args.len()),
            (_, _) => Some(plain),
        }
    }

    fn divided(&mut self, dividend: NodeId, by: Decimal) -> Option<Scaled> {
        let inner = self.node(dividend)?;
        let by = Ratio::of(by).inverse()?;
        let decimals = by.decimals().and_then(|more| more.checked_add(self.scale(dividend)));
        self.cut |= decimals.is_none_or(|decimals| decimals > QUOTIENT_SCALE);
        Some(Scaled { by: inner.by.times(by)?, ..inner })
    }

    /// Factors that are constants go with the constant of the product.
    fn product(&mut self, factors: &[NodeId]) -> Option<Scaled> {
        let (mut by, mut nodes) = (Ratio::ONE, Vec::new());
        for factor in factors {
            match self.constant(*factor) {
                Some(number) => by = by.times(Ratio::of(number))?,
                None => {
                    let inner = self.node(*factor)?;
                    by = by.times(inner.by)?;
                    nodes.push(inner.node);
                }
            }
        }
        let node = match nodes.as_slice() {
            [] => self.builder.number(Decimal::int(1)),
            [one] => *one,
            many => self.call(Func::Mul, many)?,
        };
        Some(Scaled { node, by })
    }

    /// A call whose arguments are brought to the same multiple, if any of them is divided.
    fn together(
        &mut self,
        id: NodeId,
        func: Func,
        args: &[NodeId],
        is_value: impl Fn(usize) -> bool,
    ) -> Option<Scaled> {
        let mut settled = Vec::with_capacity(args.len());
        for (at, arg) in args.iter().enumerate() {
            settled.push(if is_value(at) {
                let scaled = self.node(*arg)?;
                let (node, times) = self.settled(scaled)?;
                (node, Some(times))
            } else {
                (*arg, None)
            });
        }
        let times = Multiple::least_common(settled.iter().filter_map(|(_, times)| *times))?;
        if settled.iter().zip(args).all(|((node, _), arg)| node == arg) {
            return Some(Scaled { node: id, by: Ratio::ONE });
        }
        let mut all = Vec::with_capacity(settled.len());
        for (node, own) in settled {
            all.push(self.multiplied(node, Decimal::int(own.map_or(1, |own| times / own)))?);
        }
        Some(Scaled { node: self.call(func, &all)?, by: Ratio::of(Decimal::int(times)).inverse()? })
    }

    /// A node that is so many times the value: what decimals can say is multiplied, the rest is left to be divided.
    fn settled(&mut self, scaled: Scaled) -> Option<(NodeId, i128)> {
        let room = MAX_SCALE.saturating_sub(self.scale(scaled.node));
        let (factor, times) = scaled.by.factor(room)?;
        Some((self.multiplied(scaled.node, factor)?, times))
    }

    fn multiplied(&mut self, node: NodeId, by: Decimal) -> Option<NodeId> {
        if by == Decimal::int(1) {
            return Some(node);
        }
        let by = self.builder.number(by);
        self.call(Func::Mul, &[node, by])
    }

    fn call(&mut self, func: Func, args: &[NodeId]) -> Option<NodeId> {
        let node = self.builder.call(func, args);
        self.builder.type_of(node).as_num().is_some().then_some(node)
    }

    fn constant(&self, id: NodeId) -> Option<Decimal> {
        if let Some(Value::Num(number)) = self.builder.value_of(id) { Some(*number) } else { None }
    }

    fn scale(&self, id: NodeId) -> u8 {
        self.builder.type_of(id).as_num().map_or(0, |number| number.scale)
    }
}
