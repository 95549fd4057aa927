//! The band or class of a score as an ordinary expression.

use smallvec::smallvec;

use crate::expr::funcs::Func;
use crate::expr::{Aggregate, AggregateKind, Builder, Expr, Node, NodeId, VarId};
use crate::model::{Band, Formula, LargestOver, Method, Override, Part, Score};
use crate::value::{Decimal, ListId, NumType, Type, Value};

use super::number::chosen;

/// What the class of a score is read from.
pub(super) struct Classes<'a> {
    /// The generated list of the score's bands or classes.
    pub(super) list: ListId,
    /// The position of a code in that list.
    pub(super) position: &'a dyn Fn(&str) -> Option<u32>,
    /// The column of the score's number and its type.
    pub(super) number: Option<(VarId, Type)>,
}

impl Classes<'_> {
    fn code(&self, builder: &mut Builder, code: &str) -> NodeId {
        match (self.position)(code) {
            Some(at) => builder.constant(Value::Choice(at), Type::Choice(self.list)),
            None => self.none(builder),
        }
    }

    fn none(&self, builder: &mut Builder) -> NodeId {
        builder.constant(Value::Missing, Type::Choice(self.list))
    }

    fn number(&self, builder: &mut Builder) -> Option<NodeId> {
        let (var, ty) = self.number.as_ref()?;
        Some(builder.read(*var, ty.clone(), 0))
    }

    /// The band of the rounded number: `bands` from the highest cut-off down; missing where the number is.
    pub(super) fn bands(&self, bands: &[Band]) -> Option<Expr> {
        let mut builder = Builder::new();
        let number = self.number(&mut builder)?;
        let (lowest, upper) = bands.split_last()?;
        let mut args = Vec::with_capacity(2 * bands.len() + 1);
        for band in upper {
            let from = builder.number(band.from);
            args.push(builder.call(Func::GreaterOrEqual, &[number, from]));
            args.push(self.code(&mut builder, &band.code));
        }
        if upper.is_empty() {
            // One band for every number there is: still missing where the number is.
            args.push(builder.call(Func::Equal, &[number, number]));
            args.push(self.code(&mut builder, &lowest.code));
            args.push(self.none(&mut builder));
        } else {
            args.push(self.code(&mut builder, &lowest.code));
        }
        let out = chosen(&mut builder, &args);
        Some(builder.finish(out))
    }

    /// The class of the first rule that is definitely true.
    pub(super) fn rules(&self, rules: &[(std::sync::Arc<str>, Formula)]) -> Expr {
        let mut builder = Builder::new();
        let mut args = Vec::with_capacity(2 * rules.len() + 1);
        for (class, when) in rules {
            let when = builder.import(&when.expr);
            args.push(builder.call(Func::IsTrue, &[when]));
            args.push(self.code(&mut builder, class));
        }
        args.push(self.none(&mut builder));
        let out = chosen(&mut builder, &args);
        builder.finish(out)
    }

    /// The part that holds the greatest value; `on_tie` when several do, `below_floor` when it is too small.
    pub(super) fn largest(&self, parts: &[Part], rule: &Rule<'_>) -> Option<Expr> {
        let mut builder = Builder::new();
        let number = self.number(&mut builder)?;
        let mut is_greatest = Vec::new();
        for part in parts {
            let value = self.rounded_part(&mut builder, part)?;
            let equal = builder.call(Func::Equal, &[value, number]);
            is_greatest.push(builder.call(Func::IsTrue, &[equal]));
        }
        let mut args = Vec::with_capacity(2 * parts.len() + 1);
        for (part, greatest) in parts.iter().zip(&is_greatest) {
            args.push(*greatest);
            args.push(self.code(&mut builder, &part.id));
        }
        args.push(self.none(&mut builder));
        let mut out = chosen(&mut builder, &args);
        if let Some(tied) = rule.on_tie {
            let holders = builder.call(Func::CountTrue, &is_greatest);
            out = self.several(&mut builder, holders, tied, out);
        }
        let out = self.floored(&mut builder, number, rule, out);
        let out = self.overridden(&mut builder, rule, out);
        Some(builder.finish(out))
    }

    /// A part's value with the decimals of the score's number, so that the greatest is found again in it; parts that
    /// the score's rounding makes equal are tied, like the printed numbers.
    fn rounded_part(&self, builder: &mut Builder, part: &Part) -> Option<NodeId> {
        let value = builder.read(part.var?, part.value.expr.ty().clone(), 0);
        let (_, ty) = self.number.as_ref()?;
        Some(with_scale_of(builder, value, ty))
    }

    fn several(&self, builder: &mut Builder, holders: NodeId, tied: &str, otherwise: NodeId) -> NodeId {
        let one = builder.number(Decimal::int(1));
        let many = builder.call(Func::Greater, &[holders, one]);
        let code = self.code(builder, tied);
        builder.call(Func::If, &[many, code, otherwise])
    }

    fn floored(&self, builder: &mut Builder, number: NodeId, rule: &Rule<'_>, otherwise: NodeId) -> NodeId {
        let Some(floor) = rule.floor else { return otherwise };
        let floor = builder.number(floor);
        let enough = builder.call(Func::GreaterOrEqual, &[number, floor]);
        let below = match rule.below_floor {
            Some(code) => self.code(builder, code),
            None => self.none(builder),
        };
        builder.call(Func::If, &[enough, otherwise, below])
    }

    /// The class named by the roster row with the greatest value, ties decided by the tiebreak.
    ///
    /// `best` is the column of [`best_tiebreak`]: an aggregate inside the filter of another would hide the row.
    pub(super) fn largest_row(
        &self,
        over: &LargestOver,
        best: Option<VarId>,
        rule: &Rule<'_>,
    ) -> Option<Expr> {
        let mut builder = Builder::new();
        let number = self.number(&mut builder)?;
        let value = builder.import(&over.value.expr);
        let value = with_scale_of(&mut builder, value, &self.number.as_ref()?.1);
        let equal = builder.call(Func::Equal, &[value, number]);
        let mut filter = equal;
        if let Some(tiebreak) = &over.tiebreak {
            let own = builder.import(&tiebreak.expr);
            let best = builder.read(best?, tiebreak.expr.ty().clone(), 0);
            let wins = builder.call(Func::Equal, &[own, best]);
            // Without any tiebreak value the rows stay tied.
            let undecided = builder.call(Func::IsMissing, &[best]);
            let either = builder.call(Func::Or, &[wins, undecided]);
            filter = builder.call(Func::And, &[equal, either]);
        }
        let key = builder.import(&over.key.expr);
        let first = rows(over, AggregateKind::First, Some(key), Some(filter), false);
        let mut out = builder.push(first, Type::Choice(self.list));
        if let Some(tied) = rule.on_tie {
            let holders =
                builder.push(rows(over, AggregateKind::Count, None, Some(filter), false), counted());
            out = self.several(&mut builder, holders, tied, out);
        }
        let out = self.floored(&mut builder, number, rule, out);
        let out = self.overridden(&mut builder, rule, out);
        Some(builder.finish(out))
    }

    /// The class where an override decides: no part holds a number that was set, so that there is none, but a number
    /// below the floor is below the floor.
    fn overridden(&self, builder: &mut Builder, rule: &Rule<'_>, otherwise: NodeId) -> NodeId {
        let mut args = Vec::with_capacity(2 * rule.overrides.len() + 1);
        for set in rule.overrides {
            let when = builder.import(&set.when.expr);
            args.push(builder.call(Func::IsTrue, &[when]));
            let value = set.value.and_then(|value| value.rescale(rule.places));
            let low = value.zip(rule.floor).is_some_and(|(value, floor)| value < floor);
            args.push(match rule.below_floor.filter(|_| low) {
                Some(code) => self.code(builder, code),
                None => self.none(builder),
            });
        }
        args.push(otherwise);
        chosen(builder, &args)
    }
}

/// What `largest` does at its edges.
pub(super) struct Rule<'a> {
    pub(super) floor: Option<Decimal>,
    pub(super) below_floor: Option<&'a str>,
    pub(super) on_tie: Option<&'a str>,
    /// What decides before any part does.
    pub(super) overrides: &'a [Override],
    /// Decimals of the score's number.
    pub(super) places: u8,
}

impl<'a> Rule<'a> {
    /// The rule of a `largest`; `None` for other methods.
    pub(super) fn of(score: &'a Score) -> Option<Self> {
        match &score.method {
            Method::Largest { floor, below_floor, on_tie, .. } => Some(Self {
                floor: *floor,
                below_floor: below_floor.as_deref(),
                on_tie: on_tie.as_deref(),
                overrides: &score.overrides,
                places: score.round,
            }),
            Method::Sum(_)
            | Method::Mean(..)
            | Method::Weighted(..)
            | Method::Classify { .. }
            | Method::Formula(_) => None,
        }
    }
}

/// A value rounded to the decimals of a number, so that the greatest is found again in it.
fn with_scale_of(builder: &mut Builder, value: NodeId, number: &Type) -> NodeId {
    let Type::Num(NumType { scale, .. }) = number else { return value };
    let places = builder.number(Decimal::int(i128::from(*scale)));
    builder.call(Func::Round, &[value, places])
}

/// The greatest value of a roster's rows, rows without one left out, rounded to `round` decimals.
pub(super) fn greatest_row(over: &LargestOver, round: Option<u8>) -> Expr {
    let mut builder = Builder::new();
    let value = builder.import(&over.value.expr);
    let ty = over.value.expr.ty().clone();
    let mut greatest = builder.push(rows(over, AggregateKind::Max, Some(value), None, true), ty);
    if let Some(places) = round {
        let places = builder.number(Decimal::int(i128::from(places)));
        greatest = builder.call(Func::Round, &[greatest, places]);
    }
    builder.finish(greatest)
}

/// The greatest tiebreak among the rows whose value is the score's number.
pub(super) fn best_tiebreak(over: &LargestOver, number: (VarId, Type)) -> Option<Expr> {
    let tiebreak = over.tiebreak.as_ref()?;
    let mut builder = Builder::new();
    let value = builder.import(&over.value.expr);
    let value = with_scale_of(&mut builder, value, &number.1);
    let number = builder.read(number.0, number.1, 0);
    let equal = builder.call(Func::Equal, &[value, number]);
    let own = builder.import(&tiebreak.expr);
    let ty = tiebreak.expr.ty().clone();
    let best = builder.push(rows(over, AggregateKind::Max, Some(own), Some(equal), true), ty);
    Some(builder.finish(best))
}

/// The type of a count of rows.
fn counted() -> Type {
    Type::Num(NumType { scale: 0, min: 0, max: i128::from(u32::MAX), unit: None })
}

/// An aggregate over the rows of a top-level roster: slot 0 is the record, slot 1 the row.
fn rows(
    over: &LargestOver,
    kind: AggregateKind,
    body: Option<NodeId>,
    filter: Option<NodeId>,
    ignoring: bool,
) -> Node {
    let path = smallvec![over.roster];
    Node::Aggregate(Box::new(Aggregate {
        kind,
        base: 0,
        path,
        first: 1,
        filter,
        body,
        ignoring,
        separator: None,
    }))
}
