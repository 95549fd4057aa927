//! Indicators over many records: exact, streaming, with how many records count and why the others don't.
//!
//! **Invariant:** the order of the records says nothing. Sums are exact; memory grows with the number of groups, not of
//! records, except for medians and distributions (their different values) and panels (their records).
//!
//! A share comes with Wilson's 95 % score interval: `(p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) ÷ (1 + z²/n)`, z = 1.96 (E. B.
//! Wilson, *Journal of the American Statistical Association* 22, 1927); of weighted records n is `(Σ w)² ÷ Σ w²` (L. Kish,
//! *Survey Sampling*, 1965).

mod difference;
mod exact;
mod figures;
mod measure;
mod panel;
mod plans;
mod reason;
mod student;
mod tally;
mod wilson;
mod write;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use figures::{
    Arm, Breakdown, Count, Difference, Estimate, Figure, Group, IndicatorResult, Mean, Ratio, Share,
};
pub use reason::{Excluded, Reason};
pub use write::{category_text, fraction, indicators_csv, indicators_json, key_text, kind_word};

use crate::expr::VarId;
use crate::model::{Indicator, Instrument};
use crate::rules::Outcome;
use crate::value::Value;
use measure::Case;
use panel::Panel;
use plans::Plans;
use tally::{Aims, Tally, normalized};

/// The indicators of an instrument over records that come one after another.
///
/// ```
/// use monev::batch::indicators::Tallies;
/// use monev::rules::{Plan, Record, evaluate};
///
/// # fn all(instrument: &monev::model::Instrument, records: &[Record]) {
/// let plan = Plan::new(instrument);
/// let mut tallies = Tallies::new(instrument);
/// for record in records {
///     tallies.add(&evaluate(instrument, &plan, record), None);
/// }
/// for result in tallies.finish() {
///     println!("{}: {:?} of {} records", result.id, result.total.figure.value(), result.total.n);
/// }
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Tallies<'a> {
    instrument: &'a Instrument,
    indicators: Vec<Sums<'a>>,
}

/// One indicator over all records, and broken down.
#[derive(Debug, Clone)]
struct Sums<'a> {
    indicator: &'a Indicator,
    total: Tally,
    by: Vec<BTreeMap<Key, Tally>>,
    plans: Plans<'a>,
    panel: Panel,
}

/// The values that put a record into a group.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Key(Vec<Value>);

impl Ord for Key {
    /// Without a value comes last.
    fn cmp(&self, other: &Self) -> Ordering {
        let by_value = |(one, other): (&Value, &Value)| {
            one.is_missing().cmp(&other.is_missing()).then_with(|| one.cmp(other))
        };
        self.0.iter().zip(&other.0).map(by_value).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Key {
    /// Whether there is a value for every column.
    fn is_whole(&self) -> bool {
        self.0.iter().all(|value| !value.is_missing())
    }
}

impl<'a> Tallies<'a> {
    /// No records yet.
    pub fn new(instrument: &'a Instrument) -> Self {
        Self { instrument, indicators: instrument.indicators.iter().map(Sums::new).collect() }
    }

    /// Adds an evaluated record. `case` is what the record itself says; it links the waves of a panel without a column of
    /// its own.
    pub fn add(&mut self, outcome: &Outcome, case: Option<&Arc<str>>) {
        let case = Case { instrument: self.instrument, outcome, id: case };
        self.indicators.iter_mut().for_each(|sums| sums.add(case));
    }

    /// The indicators, in the order of the instrument.
    pub fn finish(self) -> Vec<IndicatorResult> {
        self.indicators.into_iter().map(Sums::finish).collect()
    }
}

impl<'a> Sums<'a> {
    fn new(indicator: &'a Indicator) -> Self {
        Self {
            indicator,
            total: Tally::new(indicator),
            by: vec![BTreeMap::new(); indicator.by.len()],
            plans: Plans::new(indicator),
            panel: Panel::default(),
        }
    }

    fn add(&mut self, case: Case<'_>) {
        let indicator = self.indicator;
        let (measured, aims) = (case.measured(indicator), Aims::of(case, indicator));
        self.plans.add(case, aims);
        let groups = indicator.by.iter().map(|columns| key(case, columns));
        if let Ok(counted) = &measured
            && self.panel.keep(counted, aims, || groups.clone().collect())
        {
            return;
        }
        self.total.add(&measured, aims);
        for (by, key) in self.by.iter_mut().zip(groups) {
            by.entry(key).or_insert_with(|| Tally::new(indicator)).add(&measured, aims);
        }
    }

    fn finish(mut self) -> IndicatorResult {
        let indicator = self.indicator;
        let (total, by) = (&mut self.total, self.by.as_mut_slice());
        self.panel.settle(panel::Sums { indicator, total, by });
        let plans = self.plans;
        let breakdown = |(columns, groups): (&Vec<VarId>, BTreeMap<Key, Tally>)| {
            let group = |(key, tally): (Key, Tally)| {
                let estimate = tally.estimate(indicator, plans.of_group(columns, &key));
                Group { keys: key.0, estimate }
            };
            Breakdown { columns: columns.clone(), groups: groups.into_iter().map(group).collect() }
        };
        IndicatorResult {
            id: indicator.id.clone(),
            total: self.total.estimate(indicator, plans.of_total()),
            by: indicator.by.iter().zip(self.by).map(breakdown).collect(),
        }
    }
}

fn key(case: Case<'_>, columns: &[VarId]) -> Key {
    Key(columns.iter().map(|column| normalized(case.column(*column))).collect())
}

/// What one record counts for in an indicator: the value of the indicator's formula, or both of a ratio.
///
/// # Errors
/// Why it doesn't count. For a difference in differences only what the record itself says is known: whether its unit has
/// a pair is not.
pub fn counts_for(
    instrument: &Instrument,
    indicator: &Indicator,
    outcome: &Outcome,
    case: Option<&Arc<str>>,
) -> Result<Vec<Value>, Reason> {
    let counted = Case { instrument, outcome, id: case }.measured(indicator)?;
    Ok(counted.measure.values())
}
