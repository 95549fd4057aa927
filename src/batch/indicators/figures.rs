//! What an indicator comes to: plain data, exact, with how many records count and why the others don't.
//!
//! **Invariant:** `records = n + excluded.total()` in every estimate, and the records of a breakdown's groups add up to
//! the total's.

use std::sync::Arc;

use crate::expr::VarId;
use crate::value::{Decimal, Value};

use super::reason::Excluded;

/// An indicator over all records, and broken down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorResult {
    /// Its id.
    pub id: Arc<str>,
    /// Over all records.
    pub total: Estimate,
    /// Broken down, in the order of `by`.
    pub by: Vec<Breakdown>,
}

/// An indicator by one column, or by several crossed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// The columns.
    pub columns: Vec<VarId>,
    /// The groups that have records: choices in the order of their list, other values in their own, and those without
    /// a value last.
    pub groups: Vec<Group>,
}

/// The records that have the same values in the columns of a breakdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The values, one a column; `Missing` for records without one.
    pub keys: Vec<Value>,
    /// The indicator over these records.
    pub estimate: Estimate,
}

/// An indicator over some records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// How many records there are.
    pub records: u64,
    /// How many of them count.
    pub n: u64,
    /// How many don't, and why.
    pub excluded: Excluded,
    /// What it comes to.
    pub figure: Figure,
    /// The value aimed at; none where there is none, or where the records don't agree on one.
    pub target: Option<Decimal>,
    /// Another figure to compare with; none where there is none, or where the records don't agree on one.
    pub reference: Option<Decimal>,
}

/// What an indicator comes to. Values are rounded once, half away from zero, to 6 decimals; sums and weights are exact.
/// They are none where no record counts, and where a sum has more digits than the engine computes with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// The share of records for which something is true.
    Share(Share),
    /// The number of records for which something is true.
    Count(Count),
    /// Σ wx: a sum, weighted where the indicator has a weight.
    Sum(Option<Decimal>),
    /// Σ wx ÷ Σ w.
    Mean(Mean),
    /// The value in the middle, or the mean of the two in the middle.
    Median(Option<Decimal>),
    /// How many records have each value, in the order of groups. Where a record has several values (a
    /// `select_multiple`) it is counted for each, so that the counts come to more than `n`.
    Distribution(Vec<(Value, u64)>),
    /// Σ wx ÷ Σ wy.
    Ratio(Ratio),
    /// A difference in differences.
    Difference(Box<Difference>),
}

/// A share: `value = 100 × part ÷ whole`, in percent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Records for which it is true, unweighted.
    pub hits: u64,
    /// What they weigh together: `hits` without a weight.
    pub part: Option<Decimal>,
    /// What all records that count weigh together: `n` without a weight.
    pub whole: Option<Decimal>,
    /// In percent, 0 to 100.
    pub value: Option<Decimal>,
    /// The lower end of its 95 % confidence interval, in percent by Wilson's score; of weighted records by their
    /// effective number.
    pub low: Option<Decimal>,
    /// Its upper end.
    pub high: Option<Decimal>,
}

/// A count, and the plan it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Records for which it is true, unweighted.
    pub hits: u64,
    /// What they weigh together: `hits` without a weight.
    pub count: Option<Decimal>,
    /// Whether the count is compared with a plan.
    pub planned: bool,
    /// The plan; none where there is none, or where the records don't agree on one.
    pub against: Option<Decimal>,
    /// The count in percent of the plan.
    pub value: Option<Decimal>,
}

/// A mean: `value = sum ÷ weight`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mean {
    /// Σ wx.
    pub sum: Option<Decimal>,
    /// Σ w: `n` without a weight.
    pub weight: Option<Decimal>,
    /// The mean.
    pub value: Option<Decimal>,
}

/// A ratio: `value = times × over ÷ under`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratio {
    /// Σ wx.
    pub over: Option<Decimal>,
    /// Σ wy.
    pub under: Option<Decimal>,
    /// The ratio.
    pub value: Option<Decimal>,
}

/// A difference in differences of a panel: `effect = (T₁ − T₀) − (C₁ − C₀)`, where each is a weighted mean of the
/// outcome over the units observed in both periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The treated group.
    pub treated: Arm,
    /// The comparison group.
    pub comparison: Arm,
    /// The effect.
    pub effect: Option<Decimal>,
    /// Its standard error; none where either group has fewer than two units, or units of fewer than two clusters.
    pub standard_error: Option<Decimal>,
    /// The lower end of the 95 % confidence interval.
    pub low: Option<Decimal>,
    /// Its upper end.
    pub high: Option<Decimal>,
    /// How many clusters the units are of; none where no cluster is declared.
    pub clusters: Option<u64>,
}

/// One group of a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm {
    /// Its units: each has one record before and one after.
    pub units: u64,
    /// The weighted mean of the outcome before.
    pub before: Option<Decimal>,
    /// The weighted mean of the outcome after.
    pub after: Option<Decimal>,
}

impl Figure {
    /// The one number it comes to: a share and a count with a plan in percent, a difference's effect. A distribution
    /// has none.
    pub fn value(&self) -> Option<Decimal> {
        match self {
            Self::Share(share) => share.value,
            Self::Count(count) if count.planned => count.value,
            Self::Count(count) => count.count,
            Self::Sum(value) | Self::Median(value) => *value,
            Self::Mean(mean) => mean.value,
            Self::Distribution(_) => None,
            Self::Ratio(ratio) => ratio.value,
            Self::Difference(difference) => difference.effect,
        }
    }
}

impl Difference {
    /// Units in both groups together.
    pub fn units(&self) -> u64 {
        self.treated.units + self.comparison.units
    }
}
