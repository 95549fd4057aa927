//! The records of a panel, put together to units once all are there.

use std::collections::BTreeMap;

use crate::model::Indicator;
use crate::value::{Decimal, Value};

use super::Key;
use super::difference::{Point, Unit};
use super::measure::{Counted, Measure, Observed};
use super::reason::Reason;
use super::tally::{Aims, Tally};

/// A record of a unit.
#[derive(Debug, Clone)]
struct Record {
    observed: Observed,
    weight: Decimal,
    aims: Aims,
    /// The group it is in, by breakdown.
    groups: Vec<Key>,
}

/// The records that may count, by unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Panel {
    units: BTreeMap<Value, Vec<Record>>,
}

/// Where the records of a panel go: the sums over all, and those of each breakdown's groups.
pub(super) struct Sums<'s> {
    pub(super) indicator: &'s Indicator,
    pub(super) total: &'s mut Tally,
    pub(super) by: &'s mut [BTreeMap<Key, Tally>],
}

impl Panel {
    /// Keeps a record until all are there; false if it is none of a panel.
    pub(super) fn keep(&mut self, counted: &Counted, aims: Aims, groups: impl FnOnce() -> Vec<Key>) -> bool {
        let Measure::Observed(observed) = &counted.measure else { return false };
        let record = Record { observed: observed.clone(), weight: counted.weight, aims, groups: groups() };
        self.units.entry(observed.unit.clone()).or_default().push(record);
        true
    }

    /// Gives every record its place: with its unit in the group of the record before, or apart in its own with the
    /// reason why it doesn't count.
    pub(super) fn settle(self, mut sums: Sums<'_>) {
        for records in self.units.into_values() {
            match pair(&records) {
                Ok((before, after)) => {
                    let unit = Unit {
                        treated: before.observed.treated,
                        before: before.point(),
                        after: after.point(),
                        cluster: before.observed.cluster.clone(),
                    };
                    let aims = [before.aims, after.aims];
                    sums.each(&before.groups, |tally| tally.add_unit(&unit, aims));
                }
                Err(reason) => {
                    for record in &records {
                        sums.each(&record.groups, |tally| tally.add(&Err(reason), record.aims));
                    }
                }
            }
        }
    }
}

impl Sums<'_> {
    fn each(&mut self, groups: &[Key], mut add: impl FnMut(&mut Tally)) {
        add(self.total);
        for (by, key) in self.by.iter_mut().zip(groups) {
            add(by.entry(key.clone()).or_insert_with(|| Tally::new(self.indicator)));
        }
    }
}

impl Record {
    fn point(&self) -> Point {
        Point { outcome: self.observed.outcome, weight: self.weight }
    }
}

/// The record before and the record after.
fn pair(records: &[Record]) -> Result<(&Record, &Record), Reason> {
    let mut of_period = [None, None];
    for record in records {
        let [before, after] = &mut of_period;
        let place = if record.observed.after { after } else { before };
        if place.replace(record).is_some() {
            return Err(Reason::Repeated);
        }
    }
    match of_period {
        [Some(before), Some(after)] if before.observed.treated == after.observed.treated => {
            Ok((before, after))
        }
        [Some(_), Some(_)] => Err(Reason::Switched),
        [_, _] => Err(Reason::Unpaired),
    }
}
