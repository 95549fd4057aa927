//! Estimates as far as they may be shown.

use super::census::{Axis, Slot, Trait};
use super::release::{FEWEST, Printed, Release, is_small};
use super::tell::{Teller, Unit};
use super::view::Cell;
use crate::batch::indicators::{Arm, Breakdown, Difference, Estimate, Figure, IndicatorResult};
use crate::model::{Better, Indicator};
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
    /// The ends of its confidence interval, if it has one that may be shown.
    pub(super) ends: Option<(Decimal, Decimal)>,
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
    let ends = match &estimate.figure {
        Figure::Share(share) => share.low.zip(share.high),
        Figure::Difference(difference) => difference.low.zip(difference.high),
        Figure::Count(_)
        | Figure::Sum(_)
        | Figure::Mean(_)
        | Figure::Median(_)
        | Figure::Distribution(_)
        | Figure::Ratio(_) => None,
    };
    Shown { n, hits, value, ends: ends.filter(|_| is_open) }
}

/// Whether both groups of a panel have enough units, or one has none.
pub(super) fn enough(difference: &Difference) -> bool {
    let fits = |arm: &Arm| arm.units == 0 || arm.units >= FEWEST;
    fits(&difference.treated) && fits(&difference.comparison)
}

impl Of<'_> {
    /// Whether a number reaches what is aimed at: where low is good, it is a limit.
    pub(super) fn reaches(&self, value: Decimal, target: Decimal) -> bool {
        match self.indicator.better {
            Some(Better::Low) => value <= target,
            Some(Better::High) | None => value >= target,
        }
    }

    /// Whether its confidence interval is shown.
    pub(super) fn has_interval(&self) -> bool {
        self.indicator.interval || matches!(self.result.total.figure, Figure::Difference(_))
    }

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
        let mut groups: Vec<(&[Value], Shown)> = by.groups.iter().map(one).collect();
        let units = by.groups.iter().zip(&groups);
        let units =
            units.map(|(group, (_, shown))| (units_of(&group.estimate), shown.n != Printed::Withheld));
        let open = open_beside(units.collect());
        if matches!(self.result.total.figure, Figure::Difference(_)) {
            for ((_, shown), is_open) in groups.iter_mut().zip(open) {
                if !is_open {
                    *shown = Shown { n: Printed::Withheld, hits: None, value: Number::Withheld, ends: None };
                }
            }
        }
        groups
    }
}

/// The units of a panel; none of anything else.
fn units_of(estimate: &Estimate) -> u64 {
    if let Figure::Difference(difference) = &estimate.figure { difference.units() } else { 0 }
}

/// Which groups of units may be shown, given those that may by themselves: what is left of the whole without the groups
/// shown must not be so few that it is secret, else the smallest of them is kept back too.
fn open_beside(groups: Vec<(u64, bool)>) -> Vec<bool> {
    let mut open: Vec<bool> = groups.iter().map(|(_, open)| *open).collect();
    loop {
        let left: u64 =
            groups.iter().zip(&open).filter(|(_, open)| !**open).map(|((units, _), _)| units).sum();
        let smallest = (0..).zip(groups.iter().zip(&open)).filter(|(_, (_, open))| **open);
        let Some((at, _)) = smallest.min_by_key(|(_, ((units, _), _))| *units).filter(|_| is_small(left))
        else {
            return open;
        };
        if let Some(one) = open.get_mut::<usize>(at) {
            *one = false;
        }
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

    /// The ends of a confidence interval: `55,6–62,0%`, `Rp78.221 – Rp182.770`.
    pub(super) fn interval(&self, (low, high): (Decimal, Decimal), unit: Unit) -> String {
        match unit {
            Unit::Percent => format!("{}–{}", self.fixed(low, 1), self.measured(high, unit)),
            Unit::Rupiah | Unit::Count | Unit::Number | Unit::Mean => {
                let to = self.say("sampai", "to");
                format!("{} {to} {}", self.measured(low, unit), self.measured(high, unit))
            }
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

#[cfg(test)]
mod tests {
    use super::open_beside;

    #[test]
    fn the_units_of_a_small_group_cannot_be_worked_out() {
        assert_eq!(open_beside(vec![(100, true), (3, false), (40, true)]), [true, false, false]);
        assert_eq!(open_beside(vec![(100, true), (9, false), (40, true)]), [true, false, true]);
        assert_eq!(open_beside(vec![(100, true), (2, false), (2, false)]), [false, false, false]);
        assert_eq!(open_beside(vec![(100, true), (0, false)]), [true, false]);
        assert_eq!(open_beside(Vec::new()), Vec::<bool>::new());
    }
}
