//! Between which numbers a score can lie: proved from its parts, method and overrides.
//!
//! Interval arithmetic on the lowered expression would not do: it forgets that numerator and denominator of a weighted
//! mean go together. A mean lies between its least and greatest part, whatever the weights.

use crate::model::{Method, Need, Override, Part, Rescale};
use crate::value::{Decimal, NumType, Type};

/// A closed range of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// The least.
    pub(super) min: Decimal,
    /// The greatest.
    pub(super) max: Decimal,
}

impl Bounds {
    fn hull(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// The ends as the score is rounded: a score of at most 99.96 that is rounded to whole numbers reaches 100.
    pub(super) fn rounded(self, round: Option<u8>) -> Self {
        let end = |end: Decimal| round.and_then(|places| end.rescale(places)).unwrap_or(end);
        Self { min: end(self.min), max: end(self.max) }
    }

    fn point(value: Decimal) -> Self {
        Self { min: value, max: value }
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self { min: self.min.checked_add(other.min)?, max: self.max.checked_add(other.max)? })
    }
}

/// The bounds of a type, if it is a number.
pub(super) fn of_type(ty: &Type) -> Option<Bounds> {
    let NumType { scale, min, max, .. } = ty.as_num()?;
    Some(Bounds { min: Decimal::new(*min, *scale), max: Decimal::new(*max, *scale) })
}

fn hull_of(parts: &[Part]) -> Option<Bounds> {
    parts.iter().map(|part| of_type(part.value.expr.ty())).reduce(|a, b| Some(a?.hull(b?)))?
}

/// Between which numbers the score lies; `None` if a part's bounds aren't known.
pub(super) fn prove(method: &Method, need: &Need, overrides: &[Override]) -> Option<Bounds> {
    let own = match method {
        Method::Sum(parts) => sum(parts, need)?,
        Method::Mean(parts, None) | Method::Weighted(parts) => hull_of(parts)?,
        Method::Mean(parts, Some(rescale)) => rescaled(hull_of(parts)?, rescale)?,
        Method::Largest { over: Some(over), .. } => of_type(over.value.expr.ty())?,
        Method::Largest { parts, .. } => hull_of(parts)?,
        Method::Formula(formula) => of_type(formula.expr.ty())?,
        Method::Classify { .. } => return None,
    };
    let values = overrides.iter().filter_map(|rule| rule.value);
    Some(values.fold(own, |bounds, value| bounds.hull(Bounds::point(value))))
}

/// A sum of all parts, or of those present: a part that is left out adds nothing.
fn sum(parts: &[Part], need: &Need) -> Option<Bounds> {
    let zero = Bounds::point(Decimal::ZERO);
    parts.iter().try_fold(zero, |sum, part| {
        let own = of_type(part.value.expr.ty())?;
        sum.plus(if *need == Need::All || part.mandatory { own } else { own.hull(zero) })
    })
}

fn rescaled(bounds: Bounds, rescale: &Rescale) -> Option<Bounds> {
    let (a, b, c) = rescale.factors()?;
    let carry = |value: Decimal| value.checked_mul(a)?.checked_add(b)?.checked_div(c, 6);
    let (one, other) = (carry(bounds.min)?, carry(bounds.max)?);
    Some(Bounds { min: one.min(other), max: one.max(other) })
}
