//! Between which numbers a score can lie: proved from its parts, method, rounding and overrides.
//!
//! Interval arithmetic on the lowered expression would not do: it forgets that numerator and denominator of a weighted
//! mean go together. With all parts present a mean is least where every part is; with some left out it lies between
//! its least and greatest part, whatever the weights. Rounding keeps order, so the ends are rounded as the score is.

use super::exact;
use crate::expr::funcs::Func;
use crate::expr::{Expr, Node, NodeId};
use crate::model::{Method, Multiple, Need, Override, Part, Rescale};
use crate::value::{Decimal, NumType, QUOTIENT_SCALE, Type};

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

    fn point(value: Decimal) -> Self {
        Self { min: value, max: value }
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(Self { min: self.min.checked_add(other.min)?, max: self.max.checked_add(other.max)? })
    }

    /// Both ends through a function that keeps order.
    fn map(self, carry: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(Self { min: carry(self.min)?, max: carry(self.max)? })
    }

    /// The ends as the score is rounded: a score of at most 99.96 that is rounded to whole numbers reaches 100.
    fn rounded(self, places: Option<u8>) -> Option<Self> {
        places.map_or(Some(self), |places| self.map(|end| end.rescale(places)))
    }

    /// Whether every number of the other lies in it.
    pub(super) fn holds(self, other: Self) -> bool {
        self.min <= other.min && other.max <= self.max
    }
}

fn of_num(num: &NumType) -> Bounds {
    Bounds { min: num.least(), max: num.greatest() }
}

/// The bounds of a type, if it is a number.
pub(super) fn of_type(ty: &Type) -> Option<Bounds> {
    ty.as_num().map(of_num)
}

fn of_part(part: &Part) -> Option<Bounds> {
    of_type(part.value.expr.ty())
}

/// The bounds of so many times a part, by what it is before it is divided.
fn of_multiple(part: &Part, times: i128) -> Option<Bounds> {
    let (own, bounds) = match &part.exact {
        Some(exact) => (exact.times, of_type(exact.value.ty())?),
        None => (1, of_part(part)?),
    };
    bounds.map(|end| end.checked_mul(Decimal::int(times / own)))
}

/// Between which numbers the score lies, rounded to `round` decimals if it is; `None` if that can't be said.
pub(super) fn prove(
    method: &Method,
    need: &Need,
    overrides: &[Override],
    round: Option<u8>,
) -> Option<Bounds> {
    let places = round.unwrap_or(QUOTIENT_SCALE);
    let own = match method {
        Method::Sum(parts) => sum(parts, need, round)?,
        Method::Mean(parts, rescale) => mean(parts, need, false)?.quotient(rescale.as_ref(), places)?,
        Method::Weighted(parts, rescale) => mean(parts, need, true)?.quotient(rescale.as_ref(), places)?,
        Method::Largest { over: Some(over), .. } => of_type(over.value.expr.ty())?.rounded(round)?,
        Method::Largest { parts, .. } => greatest(parts)?.rounded(round)?,
        Method::Formula(formula) => of_formula(&formula.expr, round)?,
        Method::Classify { .. } => return None,
    };
    let mut values = overrides.iter().filter_map(|rule| rule.value);
    values.try_fold(own, |bounds, value| Some(bounds.hull(Bounds::point(value).rounded(round)?)))
}

/// The bounds of Σwv and the Σw they are divided by.
struct Mean {
    sum: Bounds,
    weight: Decimal,
}

/// With all parts present, the mean is extreme where every part is; otherwise each part may stand alone.
fn mean(parts: &[Part], need: &Need, weigh: bool) -> Option<Mean> {
    let one = Decimal::int(1);
    let common = Multiple::common(parts)?;
    let times = Decimal::int(common);
    if *need != Need::All {
        let bounds = parts.iter().map(|part| of_multiple(part, common));
        return Some(Mean { sum: bounds.reduce(|a, b| Some(a?.hull(b?)))??, weight: times });
    }
    let mut all = Mean { sum: Bounds::point(Decimal::ZERO), weight: Decimal::ZERO };
    for part in parts {
        let weight = if weigh { part.weight } else { one };
        let own = of_multiple(part, common)?.map(|end| end.checked_mul(weight))?;
        all = Mean { sum: all.sum.plus(own)?, weight: all.weight.checked_add(weight.checked_mul(times)?)? };
    }
    Some(all)
}

impl Mean {
    /// Divided once, carried to another scale in the same step.
    fn quotient(self, rescale: Option<&Rescale>, places: u8) -> Option<Bounds> {
        let Some((a, b, c)) = rescale.and_then(Rescale::factors) else {
            return self.sum.map(|end| end.checked_div(self.weight, places));
        };
        let (shift, divisor) = (self.weight.checked_mul(b)?, self.weight.checked_mul(c)?);
        self.sum.map(|end| end.checked_mul(a)?.checked_add(shift)?.checked_div(divisor, places))
    }
}

/// The greatest of parts that are all there: at least the greatest of their least values.
fn greatest(parts: &[Part]) -> Option<Bounds> {
    let larger = |a: Bounds, b: Bounds| Bounds { min: a.min.max(b.min), max: a.max.max(b.max) };
    parts.iter().map(of_part).reduce(|a, b| Some(larger(a?, b?)))?
}

/// A quotient at the top of a formula is divided and rounded in one step, like in [`super::number`].
fn of_formula(expr: &Expr, round: Option<u8>) -> Option<Bounds> {
    let num = |id: NodeId| expr.info.get(id.index()).and_then(|info| info.ty.as_num());
    if let (Some(places), Node::Call { func: Func::Div, args }) = (round, expr.node(expr.root))
        && let [dividend, divisor] = args.as_slice()
    {
        return num(*dividend)?.div_to(num(*divisor)?, places).as_ref().map(of_num);
    }
    if let (Some(places), Some(exact)) = (round, exact::multiple(expr)) {
        let times = Decimal::int(exact.times);
        return of_type(exact.value.ty())?.map(|end| end.checked_div(times, places));
    }
    of_type(expr.ty())?.rounded(round)
}

/// A sum of all parts, or of those present, rounded as the score is; what isn't rounded is added as the parts have it.
fn sum(parts: &[Part], need: &Need, round: Option<u8>) -> Option<Bounds> {
    let Some(places) = round else { return total(parts, need, &of_part) };
    let times = Multiple::common(parts)?;
    let total = total(parts, need, &|part| of_multiple(part, times))?;
    total.map(|end| end.checked_div(Decimal::int(times), places))
}

/// A part that is left out adds nothing.
fn total(parts: &[Part], need: &Need, of: &dyn Fn(&Part) -> Option<Bounds>) -> Option<Bounds> {
    let least_present = match need {
        Need::All => {
            let zero = Bounds::point(Decimal::ZERO);
            return parts.iter().try_fold(zero, |sum, part| sum.plus(of(part)?));
        }
        Need::Parts(count) => *count as usize,
        Need::Percent(percent) => share(parts.len(), *percent)?,
    };
    let bounds: Vec<(Bounds, bool)> =
        parts.iter().map(|part| Some((of(part)?, part.mandatory))).collect::<Option<_>>()?;
    let lows = bounds.iter().map(|(own, mandatory)| (own.min, *mandatory));
    let highs = bounds.iter().map(|(own, mandatory)| (own.max.negated(), *mandatory));
    Some(Bounds { min: least_sum(lows, least_present)?, max: least_sum(highs, least_present)?.negated() })
}

/// How many of `count` parts make at least `percent` of them.
fn share(count: usize, percent: Decimal) -> Option<usize> {
    let wanted = Decimal::int(i128::try_from(count).ok()?).checked_mul(percent)?;
    (0..=count).find(|n| {
        let reached = i128::try_from(*n).ok().and_then(|n| n.checked_mul(100)).map(Decimal::int);
        reached.is_some_and(|reached| reached >= wanted)
    })
}

/// The least sum of the mandatory values and of as many others as are wanted, at least `count` altogether.
fn least_sum(values: impl Iterator<Item = (Decimal, bool)>, count: usize) -> Option<Decimal> {
    let (mut sum, mut present) = (Decimal::ZERO, 0);
    let mut costly = Vec::new();
    for (value, mandatory) in values {
        if mandatory || value.signum() <= 0 {
            sum = sum.checked_add(value)?;
            present += 1;
        } else {
            costly.push(value);
        }
    }
    costly.sort_unstable();
    costly.iter().take(count.saturating_sub(present)).try_fold(sum, |sum, value| sum.checked_add(*value))
}

#[cfg(test)]
mod tests {
    use super::{least_sum, share};
    use crate::value::Decimal;

    fn least(values: &[(i128, bool)], count: usize) -> Option<Decimal> {
        least_sum(values.iter().map(|(value, mandatory)| (Decimal::int(*value), *mandatory)), count)
    }

    #[test]
    fn a_sum_of_some_parts_is_least_without_the_costly_ones() {
        assert_eq!(least(&[(1, false), (3, false), (2, false)], 2), Some(Decimal::int(3)));
        assert_eq!(least(&[(1, false), (3, true)], 1), Some(Decimal::int(3)));
        assert_eq!(least(&[(-1, false), (3, false)], 1), Some(Decimal::int(-1)));
        assert_eq!(least(&[(-1, false), (3, false)], 2), Some(Decimal::int(2)));
    }

    #[test]
    fn a_share_of_the_parts_is_rounded_up() {
        assert_eq!(share(3, Decimal::int(50)), Some(2));
        assert_eq!(share(4, Decimal::int(50)), Some(2));
        assert_eq!(share(3, Decimal::new(333, 1)), Some(1));
        assert_eq!(share(3, Decimal::new(334, 1)), Some(2));
    }
}
