//! Conditions as pairs of schemas: one that accepts a record exactly when the condition is definitely true, and one
//! exactly when it is definitely false. A condition that is unknown is accepted by neither.
//!
//! A condition can be expressed when each of its comparisons reads one answer and constants, and all its answers stand
//! in the same object: the record's answers, or one row.

use serde_json::{Value as Json, json};

use super::cells::{Cells, Proper};
use super::intervals::Intervals;
use super::logic::{all, any, has, not};
use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId, VarId};
use crate::value::{RosterId, Type, Value};

/// Which object a schema is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Any: it is a constant.
    Any,
    /// The record's answers.
    Record,
    /// A row of a roster.
    Row(RosterId),
}

impl Place {
    pub(super) fn of(home: Option<RosterId>) -> Self {
        home.map_or(Self::Record, Self::Row)
    }

    fn join(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Any, place) | (place, Self::Any) => Some(place),
            (a, b) => (a == b).then_some(a),
        }
    }
}

/// A condition as two schemas.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rails {
    pub(super) place: Place,
    pub(super) yes: Json,
    pub(super) no: Json,
    /// Where the condition is about the proper value of one answer alone, and unknown without one: what it says of it.
    pub(super) cell: Option<Cell>,
}

/// What a condition says of one answer's value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) var: VarId,
    pub(super) yes: Proper,
    pub(super) no: Proper,
}

impl Rails {
    pub(super) fn constant(truth: Option<bool>) -> Self {
        let (yes, no) = (Json::Bool(truth == Some(true)), Json::Bool(truth == Some(false)));
        Self { place: Place::Any, yes, no, cell: None }
    }

    pub(super) fn object(place: Place, yes: Json, no: Json) -> Self {
        Self { place, yes, no, cell: None }
    }

    fn turned(self) -> Self {
        let cell = self.cell.map(|cell| Cell { var: cell.var, yes: cell.no, no: cell.yes });
        Self { place: self.place, yes: self.no, no: self.yes, cell }
    }
}

/// Where an expression stands, and for which choice of a filter it is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub(super) home: Option<RosterId>,
    /// The slot that holds the row of `home`.
    pub(super) slot: u8,
    pub(super) choice: Option<u32>,
}

/// A condition as schemas, if it can be expressed.
pub(super) fn rails(cells: &mut Cells<'_>, expr: &Expr, at: Context) -> Option<Rails> {
    node(cells, expr, expr.root, at)
}

fn node(cells: &mut Cells<'_>, expr: &Expr, id: NodeId, at: Context) -> Option<Rails> {
    cells.step()?;
    if *expr.type_of(id) != Type::Bool && !matches!(expr.node(id), Node::Const(Value::Missing)) {
        return None;
    }
    if let Node::Call { func, args } = expr.node(id)
        && let Some(result) = connective(cells, expr, (*func, args), at)
    {
        return result;
    }
    let read = cells.only_read(expr, id, at);
    match (expr.node(id), read) {
        (_, Reads::Nothing) => Some(Rails::constant(cells.constant(expr, id, at).truth())),
        (Node::Read { var, .. }, Reads::One(_)) if cells.is_calc(*var) => cells.calc(*var, at),
        (_, Reads::One(var)) => cells.condition(expr, id, (var, at)),
        (_, Reads::More) => None,
    }
}

/// What an expression reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    /// Constants alone.
    Nothing,
    /// One column, in the row the expression stands in or in the record.
    One(VarId),
    /// Anything else.
    More,
}

fn connective(
    cells: &mut Cells<'_>,
    expr: &Expr,
    (func, args): (Func, &[NodeId]),
    at: Context,
) -> Option<Option<Rails>> {
    let joined = |cells: &mut Cells<'_>, by: fn(&Rails, &Rails) -> Option<Rails>, start: bool| {
        let mut out = Rails::constant(Some(start));
        for arg in args {
            out = by(&out, &node(cells, expr, *arg, at)?)?;
        }
        Some(out)
    };
    Some(match (func, args) {
        (Func::And, _) => joined(cells, and, true),
        (Func::Or, _) => joined(cells, or, false),
        (Func::Not, [of]) => node(cells, expr, *of, at).map(Rails::turned),
        (Func::IsTrue, [of]) => {
            node(cells, expr, *of, at).map(|r| Rails::object(r.place, r.yes.clone(), not(r.yes)))
        }
        (Func::IsFalse, [of]) => {
            node(cells, expr, *of, at).map(|r| Rails::object(r.place, r.no.clone(), not(r.no)))
        }
        (Func::IsMissing, [of]) if *expr.type_of(*of) == Type::Bool => node(cells, expr, *of, at).map(|r| {
            let decided = any([r.yes, r.no]);
            Rails::object(r.place, not(decided.clone()), decided)
        }),
        (Func::If, [condition, then, otherwise]) => choose(cells, expr, [*condition, *then, *otherwise], at),
        _ => return None,
    })
}

fn choose(cells: &mut Cells<'_>, expr: &Expr, parts: [NodeId; 3], at: Context) -> Option<Rails> {
    let [condition, then, otherwise] = parts;
    let condition = node(cells, expr, condition, at)?;
    let (then, otherwise) = (node(cells, expr, then, at)?, node(cells, expr, otherwise, at)?);
    let place = condition.place.join(then.place)?.join(otherwise.place)?;
    let pick = |a: Json, b: Json| any([all([condition.yes.clone(), a]), all([condition.no.clone(), b])]);
    Some(Rails::object(place, pick(then.yes, otherwise.yes), pick(then.no, otherwise.no)))
}

/// Kleene's "and": true where both are, false where one is.
pub(super) fn and(a: &Rails, b: &Rails) -> Option<Rails> {
    let place = a.place.join(b.place)?;
    let yes = all([a.yes.clone(), b.yes.clone()]);
    let no = any([a.no.clone(), b.no.clone()]);
    Some(match both(a, b) {
        Some((a, b)) => {
            let cell = Cell { var: a.var, yes: a.yes.and(&b.yes), no: a.no.or(&b.no) };
            Rails { place, yes, no, cell: Some(cell) }
        }
        None => Rails { place, yes, no, cell: kept(a, b) },
    })
}

fn or(a: &Rails, b: &Rails) -> Option<Rails> {
    and(&a.clone().turned(), &b.clone().turned()).map(Rails::turned)
}

/// Both, if they speak of the same answer.
fn both<'r>(a: &'r Rails, b: &'r Rails) -> Option<(&'r Cell, &'r Cell)> {
    let alike = |(a, b): &(&Cell, &Cell)| a.var == b.var && a.yes.is_like(&b.yes) && a.no.is_like(&b.no);
    a.cell.as_ref().zip(b.cell.as_ref()).filter(alike)
}

/// The one that remains when the other is the neutral constant.
fn kept(a: &Rails, b: &Rails) -> Option<Cell> {
    let neutral = |rails: &Rails| rails.yes == Json::Bool(true) && rails.no == Json::Bool(false);
    match (neutral(a), neutral(b)) {
        (true, _) => b.cell.clone(),
        (_, true) => a.cell.clone(),
        (false, false) => None,
    }
}

/// A condition on the value of one answer as rails: it must be there.
pub(super) fn on_cell(place: Place, name: &str, cell: Cell, schema: impl Fn(&Proper) -> Json) -> Rails {
    let (yes, no) = (has(name, schema(&cell.yes)), has(name, schema(&cell.no)));
    Rails { place, yes, no, cell: Some(cell) }
}

impl Proper {
    /// Whether both are sets of the same kind.
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Values in both.
    fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Numbers(a), Self::Numbers(b)) => Self::Numbers(a.intersect(b)),
            (Self::Days(a), Self::Days(b)) => Self::Days(a.intersect(b)),
            (Self::Like(a), Self::Like(b)) => Self::Like(all([a.clone(), b.clone()])),
            (Self::Numbers(_) | Self::Days(_) | Self::Like(_), _) => Self::Like(json!(false)),
        }
    }

    /// Values in one of them.
    fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Numbers(a), Self::Numbers(b)) => Self::Numbers(a.union(b)),
            (Self::Days(a), Self::Days(b)) => Self::Days(a.union(b)),
            (Self::Like(a), Self::Like(b)) => Self::Like(any([a.clone(), b.clone()])),
            (Self::Numbers(_) | Self::Days(_) | Self::Like(_), _) => Self::Like(json!(true)),
        }
    }
}

/// Numbers or days on either side of a comparison.
pub(super) fn compared(func: Func, floor: i128, ceiling: i128) -> Option<Intervals> {
    let exact = floor == ceiling;
    let point = || {
        if exact {
            Intervals::between(Some(floor), Some(floor))
        } else {
            Intervals::between(Some(1), Some(0))
        }
    };
    Some(if func == Func::Equal {
        point()
    } else if func == Func::NotEqual {
        point().complement()
    } else if func == Func::Less {
        Intervals::between(None, Some(ceiling - 1))
    } else if func == Func::LessOrEqual {
        Intervals::between(None, Some(floor))
    } else if func == Func::Greater {
        Intervals::between(Some(floor + 1), None)
    } else if func == Func::GreaterOrEqual {
        Intervals::between(Some(ceiling), None)
    } else {
        return None;
    })
}
