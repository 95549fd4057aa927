//! Who counts for what: every record as the set of traits the report counts, so that it is known which counts could be
//! derived from which.
//!
//! A trait is "counts for indicator 3", "is a hit of indicator 3", "is in band `gagal`". Whatever relation there is
//! between traits — a band is the complement of the others, one indicator is the sum of two — holds for every record;
//! found in the records themselves it needs no knowledge of formulas.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::batch::indicators::counts_for;
use crate::expr::VarId;
use crate::model::{Indicator, IndicatorKind, Instrument, ItemId, ItemKind};
use crate::rules::Outcome;
use crate::value::Value;

use super::basis::Basis;
use super::people::{Few, People, Person, panel_of};
use super::subject::main_column;

/// By what records are grouped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Axis {
    /// By nothing: all records together.
    Whole,
    /// By one column, or several crossed.
    Columns(Vec<VarId>),
    /// By the wave the record says it is of.
    Wave,
}

/// What the report counts records for: an indicator or the bands of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Slot {
    /// An indicator, by its number.
    Indicator(u32),
    /// The bands or classes in a column.
    Bands(VarId),
}

/// Something true of some records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Trait {
    /// It is a record.
    Everyone,
    /// It counts.
    Counts(Slot),
    /// What the indicator asks is true.
    Hit(Slot),
    /// It has this value.
    Has(Slot, Value),
    /// It was asked this question. Counted over all records only, for the page on data quality.
    Asked(ItemId),
}

impl Trait {
    /// The trait of all those of whom this one splits off some: of whom it isn't true can be told from both.
    pub(super) fn whole(&self) -> Option<Self> {
        match self {
            Self::Everyone | Self::Counts(_) => None,
            Self::Hit(slot) | Self::Has(slot, _) => Some(Self::Counts(*slot)),
            Self::Asked(_) => Some(Self::Everyone),
        }
    }
}

/// The values that put a record into a group.
pub(super) type Key = Vec<Value>;

/// The records of one group, counted by trait.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    traits: Vec<Counted>,
}

/// The records of one group that have a trait.
#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    count: u64,
    /// Whose they are.
    people: Few,
    /// Whose those are that the trait is split off from.
    others: Few,
}

impl Tally {
    /// How many have a trait.
    pub(super) fn get(&self, at: usize) -> u64 {
        self.traits.get(at).map_or(0, |counted| counted.count)
    }

    /// Whose records have a trait.
    pub(super) fn people(&self, at: usize) -> Few {
        self.traits.get(at).map(|counted| counted.people).unwrap_or_default()
    }

    /// Whose records don't, of those it is split off from.
    pub(super) fn others(&self, at: usize) -> Few {
        self.traits.get(at).map(|counted| counted.others).unwrap_or_default()
    }

    /// Learns of a trait that no record has had so far: all that have what it is split off from are others.
    fn learn(&mut self, at: usize, whole: Option<usize>) {
        let others = whole.map(|whole| self.people(whole)).unwrap_or_default();
        self.traits.resize(at, Counted::default());
        self.traits.push(Counted { others, ..Counted::default() });
    }

    /// Adds a record. `wholes` says of each trait which one it is split off from.
    fn add(&mut self, own: &[usize], wholes: &[Option<usize>], person: Person) {
        let has = |at: &usize| own.binary_search(at).is_ok();
        for (at, (counted, whole)) in self.traits.iter_mut().zip(wholes).enumerate() {
            if has(&at) {
                counted.count += 1;
                counted.people.add(person);
            } else if whole.as_ref().is_some_and(has) {
                counted.others.add(person);
            }
        }
    }
}

/// Into which group of a coarser axis each group of a finer one falls; none once one group falls into two.
pub(super) type Nest = Option<Vec<Option<usize>>>;

/// Counts of records by trait and group.
#[derive(Debug, Clone)]
pub(super) struct Census<'a> {
    instrument: &'a Instrument,
    pub(super) traits: IndexMap<Trait, ()>,
    /// By trait, the one it is split off from.
    wholes: Vec<Option<usize>>,
    panel: Option<VarId>,
    main: Option<VarId>,
    pub(super) people: People,
    pub(super) axes: Vec<Axis>,
    /// By axis.
    pub(super) groups: Vec<IndexMap<Key, Tally>>,
    /// By finer and coarser axis.
    pub(super) nests: BTreeMap<(usize, usize), Nest>,
    pub(super) basis: Basis,
}

impl<'a> Census<'a> {
    /// Whether the report shows how many of a group have a trait. What it doesn't show needn't be reckoned with, and
    /// leaves more of the rest to be shown.
    pub(super) fn shows(&self, axis: &Axis, one: &Trait) -> bool {
        let slot = match (axis, one) {
            (Axis::Whole, _) => return true,
            (_, Trait::Everyone | Trait::Asked(_)) => return false,
            (_, Trait::Counts(slot) | Trait::Hit(slot) | Trait::Has(slot, _)) => *slot,
        };
        match (axis, slot) {
            (Axis::Whole, _) => true,
            (Axis::Columns(columns), Slot::Indicator(at)) => {
                let own = self.instrument.indicators.get(at as usize);
                own.is_some_and(|own| {
                    own.by.contains(columns) && (!self.is_count(at) || *one != Trait::Counts(slot))
                })
            }
            (Axis::Columns(columns), Slot::Bands(_)) => {
                self.main.is_some_and(|main| columns.as_slice() == [main])
            }
            (Axis::Wave, Slot::Indicator(at)) => !self.is_count(at) || *one != Trait::Counts(slot),
            (Axis::Wave, Slot::Bands(_)) => false,
        }
    }

    /// Of a count in a group, only the count itself is told: among how many would tell of the others.
    fn is_count(&self, at: u32) -> bool {
        let kind = self.instrument.indicators.get(at as usize).map(|own| &own.kind);
        matches!(kind, Some(IndicatorKind::Count(_)))
    }

    /// No records yet.
    pub(super) fn new(instrument: &'a Instrument) -> Self {
        let mut axes = vec![Axis::Whole];
        for columns in instrument.indicators.iter().flat_map(|indicator| &indicator.by) {
            let axis = Axis::Columns(columns.clone());
            if !axes.contains(&axis) {
                axes.push(axis);
            }
        }
        axes.push(Axis::Wave);
        let groups = vec![IndexMap::new(); axes.len()];
        let pairs = (0..axes.len()).flat_map(|fine| (0..axes.len()).map(move |coarse| (fine, coarse)));
        let nests =
            pairs.filter(|(fine, coarse)| fine != coarse).map(|pair| (pair, Some(Vec::new()))).collect();
        let traits = IndexMap::from([(Trait::Everyone, ())]);
        let (wholes, basis) = (vec![None], Basis::default());
        let (panel, main, people) = (panel_of(instrument), main_column(instrument), People::default());
        Self { instrument, traits, wholes, panel, main, people, axes, groups, nests, basis }
    }

    /// Adds an evaluated record of a case and wave; whose it is.
    pub(super) fn add(
        &mut self,
        outcome: &Outcome,
        case: Option<&Arc<str>>,
        wave: Option<&Arc<str>>,
    ) -> Person {
        let mut own = vec![Trait::Everyone];
        for (at, indicator) in (0..).zip(&self.instrument.indicators) {
            own.extend(indicator_traits(self.instrument, (Slot::Indicator(at), indicator), outcome, case));
        }
        for var in self.instrument.scores.values().filter_map(|score| score.band_var) {
            let value = &outcome.cell(var, 0).value;
            if !value.is_missing() {
                let slot = Slot::Bands(var);
                own.extend([Trait::Counts(slot), Trait::Has(slot, value.clone())]);
            }
        }
        for (id, item) in self.instrument.items.iter() {
            let is_question = matches!(item.kind, ItemKind::Question(_)) && item.home.is_none();
            own.extend((is_question && outcome.asked(id, 0)).then_some(Trait::Asked(id)));
        }
        let mut own: Vec<usize> = own.into_iter().map(|one| self.numbered(one)).collect();
        own.sort_unstable();
        own.dedup();
        self.basis.add(&own, self.traits.len());
        let person = self.people.of(self.panel, outcome, case);
        let places = self.place((outcome, person), wave, &own);
        for ((fine, coarse), nest) in &mut self.nests {
            if let (Some(fine), Some(coarse)) = (places.get(*fine), places.get(*coarse)) {
                nested(nest, *fine, *coarse);
            }
        }
        person
    }

    /// The number of a trait, which may be new.
    fn numbered(&mut self, one: Trait) -> usize {
        if let Some(known) = self.traits.get_index_of(&one) {
            return known;
        }
        let whole = one.whole().and_then(|whole| self.traits.get_index_of(&whole));
        let (at, _) = self.traits.insert_full(one, ());
        self.wholes.push(whole);
        self.groups.iter_mut().flat_map(IndexMap::values_mut).for_each(|tally| tally.learn(at, whole));
        at
    }

    /// Counts the record in its group of each axis; those groups.
    fn place(
        &mut self,
        (outcome, person): (&Outcome, Person),
        wave: Option<&Arc<str>>,
        own: &[usize],
    ) -> Vec<usize> {
        let mut places = Vec::with_capacity(self.axes.len());
        for (axis, groups) in self.axes.iter().zip(&mut self.groups) {
            let entry = groups.entry(key(axis, outcome, wave));
            places.push(entry.index());
            let tally = entry.or_default();
            tally.traits.resize(self.wholes.len(), Counted::default());
            tally.add(own, &self.wholes, person);
        }
        places
    }
}

fn nested(nest: &mut Nest, fine: usize, coarse: usize) {
    let Some(images) = nest else { return };
    if images.len() <= fine {
        images.resize(fine + 1, None);
    }
    let Some(image) = images.get_mut(fine) else { return };
    match image {
        None => *image = Some(coarse),
        Some(before) if *before == coarse => {}
        Some(_) => *nest = None,
    }
}

fn key(axis: &Axis, outcome: &Outcome, wave: Option<&Arc<str>>) -> Key {
    match axis {
        Axis::Whole => Vec::new(),
        Axis::Columns(columns) => columns.iter().map(|var| plain(&outcome.cell(*var, 0).value)).collect(),
        Axis::Wave => vec![wave.map_or(Value::Missing, |wave| Value::Text(wave.clone()))],
    }
}

/// Equal numbers are written alike.
fn plain(value: &Value) -> Value {
    if let Value::Num(number) = value { Value::Num(number.normalized()) } else { value.clone() }
}

fn indicator_traits(
    instrument: &Instrument,
    (slot, indicator): (Slot, &Indicator),
    outcome: &Outcome,
    case: Option<&Arc<str>>,
) -> Vec<Trait> {
    let Ok(values) = counts_for(instrument, indicator, outcome, case) else { return Vec::new() };
    let mut own = vec![Trait::Counts(slot)];
    match (&indicator.kind, values.as_slice()) {
        (IndicatorKind::Share(_) | IndicatorKind::Count(_), [hit]) => {
            own.extend((hit.truth() == Some(true)).then_some(Trait::Hit(slot)));
        }
        (IndicatorKind::Distribution(_), [Value::Choices(ticked)]) => {
            own.extend(ticked.iter().map(|choice| Trait::Has(slot, Value::Choice(*choice))));
        }
        (IndicatorKind::Distribution(_), [value]) => own.push(Trait::Has(slot, plain(value))),
        (_, _) => {}
    }
    own
}
