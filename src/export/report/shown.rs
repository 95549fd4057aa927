//! Estimates as far as they may be shown.

use super::census::{Axis, Slot, Trait};
use super::release::{FEWEST, Printed, Release};
use super::tell::{Teller, Unit};
use super::view::Cell;
use crate::batch::indicators::{Arm, Breakdown, Difference, Estimate, Figure, IndicatorResult};
use crate::model::Indicator;
use crate::value::{Decimal, Value};

/// An indicator with what it comes to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Of<'a> {
    pub(super) slot: Slot,
    pub(super) indicator: &'a Indicator,
    pub(super) result: &'a IndicatorResult,
}

/// An estimate as far as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// How many people count.
    pub(super) n: Printed,
    /// For a share or a count: of how many it is true.
    pub(super) hits: Option<Printed>,
    /// The number it comes to.
    pub(super) value: Number,
}

/// A number as far as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// The number.
    Is(Decimal),
    /// There is none: nobody counts.
    None,
    /// It may not be shown.
    Withheld,
}

impl Number {
    /// The number, if it may be shown.
    pub(super) fn shown(self) -> Option<Decimal> {
        match self {
            Self::Is(number) => Some(number),
            Self::None | Self::Withheld => None,
        }
    }
}

/// Every indicator that is reported, in order.
pub(super) fn indicators<'a>(teller: &Teller<'a>) -> Vec<Of<'a>> {
    let both = teller.instrument.indicators.iter().zip(&teller.data.results);
    (0..)
        .zip(both)
        .map(|(at, (indicator, result))| Of { slot: Slot::Indicator(at), indicator, result })
        .collect()
}

/// An estimate over a group, as far as it may be shown.
pub(super) fn shown(
    release: &Release,
    (axis, key): (&Axis, &[Value]),
    slot: Slot,
    estimate: &Estimate,
) -> Shown {
    let get = |one: &Trait| release.get(axis, key, one);
    let n = get(&Trait::Counts(slot));
    let hits = match &estimate.figure {
        Figure::Share(_) | Figure::Count(_) => Some(get(&Trait::Hit(slot))),
        Figure::Sum(_)
        | Figure::Mean(_)
        | Figure::Median(_)
        | Figure::Distribution(_)
        | Figure::Ratio(_)
        | Figure::Difference(_) => None,
    };
    let is_open = match &estimate.figure {
        Figure::Share(_) => n.count().is_some() && hits.is_some_and(|hits| hits.count().is_some()),
        Figure::Count(_) => hits.is_some_and(|hits| hits.count().is_some()),
        Figure::Difference(difference) => n.count().is_some() && enough(difference),
        Figure::Sum(_) | Figure::Mean(_) | Figure::Median(_) | Figure::Distribution(_) | Figure::Ratio(_) => {
            n.count().is_some()
        }
    };
    // Of a panel, whole units count, not records.
    let n = match &estimate.figure {
        Figure::Difference(difference) if is_open => Printed::Count(difference.units()),
        Figure::Difference(_) => Printed::Withheld,
        Figure::Share(_)
        | Figure::Count(_)
        | Figure::Sum(_)
        | Figure::Mean(_)
        | Figure::Median(_)
        | Figure::Distribution(_)
        | Figure::Ratio(_) => n,
    };
    let value = match (is_open, estimate.figure.value()) {
        (false, _) => Number::Withheld,
        (true, None) => Number::None,
        (true, Some(value)) => Number::Is(value),
    };
    Shown { n, hits, value }
}

/// Whether both groups of a panel have enough units, or one has none.
pub(super) fn enough(difference: &Difference) -> bool {
    let fits = |arm: &Arm| arm.units == 0 || arm.units >= FEWEST;
    fits(&difference.treated) && fits(&difference.comparison)
}

impl Of<'_> {
    /// What all records come to.
    pub(super) fn total(&self, teller: &Teller<'_>) -> Shown {
        shown(&teller.data.release, (&Axis::Whole, &[]), self.slot, &self.result.total)
    }

    /// What each group of a breakdown comes to.
    pub(super) fn groups<'b>(&self, teller: &Teller<'_>, by: &'b Breakdown) -> Vec<(&'b [Value], Shown)> {
        let axis = Axis::Columns(by.columns.clone());
        let one = |group: &'b crate::batch::indicators::Group| {
            let place = (&axis, group.keys.as_slice());
            (group.keys.as_slice(), shown(&teller.data.release, place, self.slot, &group.estimate))
        };
        by.groups.iter().map(one).collect()
    }
}

impl Teller<'_> {
    /// A count as it may be printed.
    pub(super) fn printed(&self, printed: Printed) -> Cell {
        match printed {
            Printed::Count(count) => Cell::of(self.count(count)),
            Printed::Withheld => Cell::withheld(),
        }
    }

    /// A number as it may be printed.
    pub(super) fn number(&self, number: Number, unit: Unit) -> Cell {
        match number {
            Number::Is(value) => Cell::of(self.measured(value, unit)),
            Number::None => Cell::of("–"),
            Number::Withheld => Cell::withheld(),
        }
    }
}
