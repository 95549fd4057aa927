//! Difference in differences over a balanced panel.
//!
//! With the units of each group *g* (treated, comparison) that have one record before (0) and one after (1), outcomes
//! `y` and weights `w`:
//!
//! - means: `ȳ_gt = Σ w_it y_it ÷ Σ w_it`; effect: `(ȳ_T1 − ȳ_T0) − (ȳ_C1 − ȳ_C0)`. With equal weights in both periods it is
//!   the slope of the (weighted) least-squares line of the first differences `y_i1 − y_i0` on being treated (Angrist and
//!   Pischke, *Mostly Harmless Econometrics*, 2009, §5.2).
//! - each unit's influence on the effect: `u_i = ±[w_i1 (y_i1 − ȳ_g1) ÷ Σ w_1 − w_i0 (y_i0 − ȳ_g0) ÷ Σ w_0]`, + for the
//!   treated; for first differences with equal weights `±w_i e_i ÷ Σ w`, `e` being the residuals.
//! - variance without clusters: `N ÷ (N − 2) · Σ u_i²`, robust to unequal variances (White, *Econometrica* 48, 1980; with
//!   the correction HC1 of MacKinnon and White, *Journal of Econometrics* 29, 1985); `t` with `N − 2` degrees.
//! - variance with `G` clusters: `G ÷ (G − 1) · (N − 1) ÷ (N − 2) · Σ_c (Σ_{i in c} u_i)²` (Liang and Zeger, *Biometrika*
//!   73, 1986; corrections and `t` with `G − 1` degrees as Cameron and Miller, *Journal of Human Resources* 50, 2015).
//!
//! Means and effect are exact before they are rounded; binary floats are used for the standard error alone, with units
//! in the order of their ids, so that it doesn't depend on the order of the records.

use std::collections::{BTreeMap, BTreeSet};

use crate::value::{Decimal, QUOTIENT_SCALE, Value};

use super::exact::{Exact, times};
use super::figures::{Arm, Difference};
use super::student::quantile;

/// A unit observed before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) treated: bool,
    pub(super) before: Point,
    pub(super) after: Point,
    pub(super) cluster: Option<Value>,
}

/// An outcome and its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) outcome: Decimal,
    pub(super) weight: Decimal,
}

/// Decimals of a mean before differences are taken.
const MEAN_SCALE: u8 = 12;

/// The weighted sums of one group in one period.
struct Cell {
    sum: Exact,
    weight: Exact,
}

impl Cell {
    fn of<'u>(units: impl Iterator<Item = &'u Unit>, point: fn(&Unit) -> Point) -> Self {
        let mut cell = Self { sum: Exact::ZERO, weight: Exact::ZERO };
        for Point { outcome, weight } in units.map(point) {
            cell.sum.add(times(outcome, weight));
            cell.weight.add(Some(weight));
        }
        cell
    }

    fn mean(&self, scale: u8) -> Option<Decimal> {
        self.sum.sum()?.checked_div(self.weight.sum()?, scale).map(Decimal::normalized)
    }
}

/// Both periods of one group.
struct Group {
    treated: bool,
    units: u64,
    before: Cell,
    after: Cell,
}

impl Group {
    fn of(units: &[Unit], treated: bool) -> Self {
        let own = || units.iter().filter(|unit| unit.treated == treated);
        Self {
            treated,
            units: own().map(|_| 1).sum(),
            before: Cell::of(own(), |unit| unit.before),
            after: Cell::of(own(), |unit| unit.after),
        }
    }

    fn change(&self) -> Option<Decimal> {
        self.after.mean(MEAN_SCALE)?.checked_sub(self.before.mean(MEAN_SCALE)?)
    }

    fn arm(&self) -> Arm {
        let mean = |cell: &Cell| cell.mean(QUOTIENT_SCALE);
        Arm { units: self.units, before: mean(&self.before), after: mean(&self.after) }
    }

    /// The influence on the effect of each of the group's units, in their order.
    fn influences<'u>(&self, units: &'u [Unit]) -> Option<Vec<(&'u Unit, f64)>> {
        let sign = if self.treated { 1.0 } else { -1.0 };
        let scaled = |cell: &Cell| Some((float(cell.mean(MEAN_SCALE)?), float(cell.weight.sum()?)));
        let (before, after) = (scaled(&self.before)?, scaled(&self.after)?);
        let term = |point: Point, (mean, whole): (f64, f64)| {
            float(point.weight) * (float(point.outcome) - mean) / whole
        };
        let own = units.iter().filter(|unit| unit.treated == self.treated);
        Some(own.map(|unit| (unit, sign * (term(unit.after, after) - term(unit.before, before)))).collect())
    }
}

/// The effect, its standard error and its interval. Units come in the order of their ids.
pub(super) fn difference(units: &[Unit]) -> Difference {
    let (treated, comparison) = (Group::of(units, true), Group::of(units, false));
    let effect = || treated.change()?.checked_sub(comparison.change()?)?.rescale(QUOTIENT_SCALE);
    let effect = effect().map(Decimal::normalized);
    let clusters = clusters(units);
    let error = effect.and_then(|_| standard_error(units, &treated, &comparison));
    let margin = error.and_then(|(error, degrees)| Some(error * quantile(degrees)?));
    let end = |sign: f64| decimal(float(effect?) + sign * margin?);
    Difference {
        treated: treated.arm(),
        comparison: comparison.arm(),
        effect,
        standard_error: error.and_then(|(error, _)| decimal(error)),
        low: end(-1.0),
        high: end(1.0),
        clusters,
    }
}

/// How many clusters there are; none where no cluster is declared.
fn clusters(units: &[Unit]) -> Option<u64> {
    let named: BTreeSet<&Value> = units.iter().filter_map(|unit| unit.cluster.as_ref()).collect();
    (!named.is_empty()).then_some(named.len() as u64)
}

/// The standard error and its degrees of freedom.
fn standard_error(units: &[Unit], treated: &Group, comparison: &Group) -> Option<(f64, u64)> {
    let groups = [treated, comparison];
    let n = treated.units + comparison.units;
    let influences: Vec<(&Unit, f64)> =
        groups.into_iter().map(|group| group.influences(units)).collect::<Option<Vec<_>>>()?.concat();
    if groups.iter().any(|group| group.units < 2) {
        return None;
    }
    let Some(count) = clusters(units) else {
        let sum: f64 = influences.iter().map(|(_, influence)| influence * influence).sum();
        return Some(((sum * n as f64 / (n - 2) as f64).sqrt(), n - 2));
    };
    let mut sums: BTreeMap<&Value, f64> = BTreeMap::new();
    for (unit, influence) in &influences {
        *sums.entry(unit.cluster.as_ref()?).or_default() += influence;
    }
    let of_group = |group: &&Group| {
        let own = units.iter().filter(|unit| unit.treated == group.treated);
        own.filter_map(|unit| unit.cluster.as_ref()).collect::<BTreeSet<_>>().len()
    };
    // The influences of a whole group add up to 0: of a group in one cluster nothing would be left.
    if groups.iter().any(|group| of_group(group) < 2) {
        return None;
    }
    let sum: f64 = sums.values().map(|sum| sum * sum).sum();
    let correction = (count as f64 / (count - 1) as f64) * ((n - 1) as f64 / (n - 2) as f64);
    Some(((sum * correction).sqrt(), count - 1))
}

/// A number as the nearest float.
pub(super) fn float(number: Decimal) -> f64 {
    number.units() as f64 / 10_f64.powi(i32::from(number.scale()))
}

/// A float to 6 decimals; none if it has more digits than there may be.
pub(super) fn decimal(number: f64) -> Option<Decimal> {
    let scaled = (number * 1e6).round();
    (scaled.abs() < 1e36).then(|| Decimal::new(scaled as i128, QUOTIENT_SCALE).normalized())
}
