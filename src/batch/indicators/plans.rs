//! Plans that are made for each group: a quota for each district.

use std::collections::BTreeMap;

use crate::expr::VarId;
use crate::model::Indicator;
use crate::value::Decimal;

use super::measure::Case;
use super::tally::{Agreed, Aims, Plan};
use super::{Key, key};

/// The plans of the groups that have records.
#[derive(Debug, Clone)]
pub(super) struct Plans<'a> {
    indicator: &'a Indicator,
    groups: BTreeMap<Key, Agreed>,
}

impl<'a> Plans<'a> {
    pub(super) fn new(indicator: &'a Indicator) -> Self {
        Self { indicator, groups: BTreeMap::new() }
    }

    /// Notes the plan of the group that a record is in; one that is in none has no plan.
    pub(super) fn add(&mut self, case: Case<'_>, aims: Aims) {
        let per = &self.indicator.per;
        if per.is_empty() {
            return;
        }
        let key = key(case, per);
        if key.is_whole() {
            let known = self.groups.entry(key).or_insert(Agreed::Nothing);
            *known = known.with(aims.against);
        }
    }

    /// The plan of all records: the sum of the groups' own.
    pub(super) fn of_total(&self) -> Plan {
        if self.indicator.per.is_empty() {
            return Plan::Agreed;
        }
        let plans = self.groups.values();
        let sum = plans.map(|plan| plan.value()).try_fold(Decimal::ZERO, |sum, plan| sum.checked_add(plan?));
        Plan::Of(sum.filter(|_| !self.groups.is_empty()))
    }

    /// The plan of a breakdown's group: what its records agree on, where they are all of one group of the plan.
    pub(super) fn of_group(&self, columns: &[VarId], key: &Key) -> Plan {
        let own = |per: &VarId| columns.iter().zip(&key.0).find(|(column, _)| *column == per);
        let is_part = |per: &VarId| own(per).is_some_and(|(_, value)| !value.is_missing());
        if self.indicator.per.iter().all(is_part) { Plan::Agreed } else { Plan::Of(None) }
    }
}
