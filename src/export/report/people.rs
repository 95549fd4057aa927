//! Whose records they are: a household visited in three waves is one household.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::release::FEWEST;
use crate::expr::VarId;
use crate::model::Instrument;
use crate::rules::Outcome;
use crate::value::Value;

/// A person, household or unit, by number.
pub(super) type Person = u32;

/// Everyone whose records there are.
#[derive(Debug, Clone, Default)]
pub(super) struct People {
    numbers: BTreeMap<Value, Person>,
    count: Person,
}

impl People {
    /// Whose a record is: of the unit that the panel of an indicator names, else of its case. A record without either is
    /// of somebody of their own.
    pub(super) fn of(&mut self, panel: Option<VarId>, outcome: &Outcome, case: Option<&Arc<str>>) -> Person {
        let unit = panel.map(|var| outcome.cell(var, 0).value.clone()).filter(|unit| !unit.is_missing());
        let name = unit.or_else(|| case.map(|case| Value::Text(case.clone())));
        let next = self.count;
        let person = name.map_or(next, |name| *self.numbers.entry(name).or_insert(next));
        self.count = self.count.max(person.saturating_add(1));
        person
    }

    /// How many there are.
    pub(super) fn count(&self) -> u64 {
        u64::from(self.count)
    }
}

/// The column that names the unit of a panel, if an indicator has one.
pub(super) fn panel_of(instrument: &Instrument) -> Option<VarId> {
    instrument.indicators.iter().find_map(|indicator| indicator.panel)
}

/// Different people, as far as it matters how many: once there are enough, no more are kept.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Few {
    kept: [Person; FEWEST as usize],
    len: u8,
}

impl Few {
    fn kept(&self) -> &[Person] {
        self.kept.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// One more, if it isn't one of those kept.
    pub(super) fn add(&mut self, person: Person) {
        if self.kept().contains(&person) {
            return;
        }
        if let Some(free) = self.kept.get_mut(usize::from(self.len)) {
            *free = person;
            self.len += 1;
        }
    }

    /// All of another group too.
    pub(super) fn join(&mut self, other: &Self) {
        other.kept().iter().for_each(|person| self.add(*person));
    }

    /// Whether they are so few, but not nobody, that nothing may be told of them.
    pub(super) fn is_secret(&self) -> bool {
        super::release::is_small(u64::from(self.len))
    }
}
