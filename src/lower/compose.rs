//! Expressions that the engine puts together itself: the tests of `min`, `max` and `specify`, and shown columns.

use crate::expr::funcs::Func;
use crate::expr::{Builder, Expr, Node, VarId};
use crate::model::CheckOrigin;
use crate::value::{ListId, RosterId, Type, Value};

use super::Lowering;

/// A column to read in the rows it stands in.
#[derive(Debug, Clone)]
pub(super) struct Own {
    pub(super) var: VarId,
    pub(super) ty: Type,
    pub(super) home: Option<RosterId>,
}

/// What of an answer is compared with `min` or `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// The answer.
    Itself,
    /// How many characters it has.
    Length,
    /// How many choices it has.
    Selections,
}

impl Lowering<'_> {
    /// `self >= bound`, `length(self) <= bound`.
    pub(super) fn bound_test(&self, own: &Own, origin: CheckOrigin, measure: Measure, bound: &Expr) -> Expr {
        let mut builder = Builder::new();
        let answer = builder.read(own.var, own.ty.clone(), self.slot(own.home));
        let measured = match measure {
            Measure::Itself => answer,
            Measure::Length => builder.call(Func::Length, &[answer]),
            Measure::Selections => builder.call(Func::CountSelected, &[answer]),
        };
        let bound = builder.import(bound);
        let compare = if origin == CheckOrigin::Min { Func::GreaterOrEqual } else { Func::LessOrEqual };
        let root = builder.call(compare, &[measured, bound]);
        builder.finish(root)
    }

    /// Whether one of these choices is the answer, or among it.
    pub(super) fn any_choice(&self, own: &Own, list: ListId, choices: &[u32]) -> Expr {
        let mut builder = Builder::new();
        let mut args = vec![builder.read(own.var, own.ty.clone(), self.slot(own.home))];
        for choice in choices {
            args.push(builder.constant(Value::Choice(*choice), Type::Choice(list)));
        }
        let func = match (&own.ty, choices.len()) {
            (Type::Choices(_), _) => Func::HasAny,
            (_, 1) => Func::Equal,
            (_, _) => Func::In,
        };
        let root = builder.call(func, &args);
        builder.finish(root)
    }

    /// A column as labels show it: of a choice its label, of anything else its value.
    pub(super) fn shown(&self, own: &Own) -> Expr {
        let mut builder = Builder::new();
        let value = builder.read(own.var, own.ty.clone(), self.slot(own.home));
        let root = match own.ty {
            Type::Choice(list) => builder.push(Node::Label { of: value, list, separator: None }, Type::Label),
            Type::Bool
            | Type::Num(_)
            | Type::Text
            | Type::Label
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::Days
            | Type::Months
            | Type::Choices(_)
            | Type::Geo
            | Type::File
            | Type::Missing
            | Type::Wrong => value,
        };
        builder.finish(root)
    }

    /// The frame slot that holds the row of a roster: one per level, the record itself being 0.
    pub(super) fn slot(&self, home: Option<RosterId>) -> u8 {
        let mut depth = 0;
        let mut at = home;
        while let Some(roster) = at {
            depth += 1;
            at = self.world.instrument.roster_info.get(roster.0 as usize).and_then(|info| info.parent);
        }
        depth
    }
}
