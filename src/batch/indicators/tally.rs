//! The sums of one indicator over some records.

use std::collections::BTreeMap;

use crate::model::{Formula, Indicator, IndicatorKind};
use crate::value::{Decimal, Value};

use super::difference::{Unit, difference};
use super::exact::{Exact, HUNDRED, quotient, times, whole};
use super::figures::{Count, Estimate, Figure, Mean, Ratio, Share};
use super::measure::{Case, Counted, Measure};
use super::reason::{Excluded, Reason};
use super::wilson::interval;

/// The sums of one indicator over some records.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    records: u64,
    n: u64,
    excluded: Excluded,
    sums: Sums,
    aims: Aims,
}

#[derive(Debug, Clone)]
enum Sums {
    Share { hits: u64, part: Exact, whole: Exact, squares: Exact },
    Count { hits: u64, count: Exact },
    Sum(Exact),
    Mean { sum: Exact, weight: Exact },
    Median(BTreeMap<Decimal, u64>),
    Distribution(BTreeMap<Value, u64>),
    Ratio { over: Exact, under: Exact },
    Difference(Vec<Unit>),
}

/// What a record, or all records that agree, is compared with: the target, the plan of a count, another figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Aims {
    target: Agreed,
    pub(super) against: Agreed,
    reference: Agreed,
}

/// What records say that has to be the same for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Agreed {
    Nothing,
    On(Decimal),
    Differ,
}

impl Agreed {
    pub(super) fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, known) | (known, Self::Nothing) => known,
            (Self::On(one), Self::On(other)) if one == other => Self::On(one.normalized()),
            (_, _) => Self::Differ,
        }
    }

    pub(super) fn value(self) -> Option<Decimal> {
        match self {
            Self::On(value) => Some(value.normalized()),
            Self::Nothing | Self::Differ => None,
        }
    }
}

/// Which plan a count is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    /// The one that all records agree on.
    Agreed,
    /// This one, or none.
    Of(Option<Decimal>),
}

impl Aims {
    /// What is aimed at whatever the records say: constants.
    fn fixed(indicator: &Indicator) -> Self {
        let fixed =
            |formula: &Option<Formula>| match formula.as_ref().and_then(|formula| formula.expr.as_constant())
            {
                Some(Value::Num(number)) => Agreed::On(*number),
                Some(_) | None => Agreed::Nothing,
            };
        Self {
            target: fixed(&indicator.target),
            against: fixed(&indicator.against),
            reference: fixed(&indicator.reference),
        }
    }

    /// What a record aims at.
    pub(super) fn of(case: Case<'_>, indicator: &Indicator) -> Self {
        let own = |formula: &Option<Formula>| {
            let number = formula.as_ref().and_then(|formula| case.aim(formula));
            number.map_or(Agreed::Nothing, Agreed::On)
        };
        Self {
            target: own(&indicator.target),
            against: own(&indicator.against),
            reference: own(&indicator.reference),
        }
    }
}

impl Tally {
    pub(super) fn new(indicator: &Indicator) -> Self {
        let sums = match indicator.kind {
            IndicatorKind::Share(_) => {
                Sums::Share { hits: 0, part: Exact::ZERO, whole: Exact::ZERO, squares: Exact::ZERO }
            }
            IndicatorKind::Count(_) => Sums::Count { hits: 0, count: Exact::ZERO },
            IndicatorKind::Sum(_) => Sums::Sum(Exact::ZERO),
            IndicatorKind::Mean(_) => Sums::Mean { sum: Exact::ZERO, weight: Exact::ZERO },
            IndicatorKind::Median(_) => Sums::Median(BTreeMap::new()),
            IndicatorKind::Distribution(_) => Sums::Distribution(BTreeMap::new()),
            IndicatorKind::Ratio(..) => Sums::Ratio { over: Exact::ZERO, under: Exact::ZERO },
            IndicatorKind::DifferenceInDifferences { .. } => Sums::Difference(Vec::new()),
        };
        Self { records: 0, n: 0, excluded: Excluded::default(), sums, aims: Aims::fixed(indicator) }
    }

    /// Adds a record that counts, or doesn't.
    pub(super) fn add(&mut self, measured: &Result<Counted, Reason>, aims: Aims) {
        self.note(aims);
        match measured {
            Ok(counted) => {
                self.n += 1;
                self.sums.add(counted);
            }
            Err(reason) => self.excluded.add(*reason),
        }
    }

    /// Adds the two records of a unit of a panel.
    pub(super) fn add_unit(&mut self, unit: &Unit, aims: [Aims; 2]) {
        aims.into_iter().for_each(|aims| self.note(aims));
        self.n += 2;
        if let Sums::Difference(units) = &mut self.sums {
            units.push(unit.clone());
        }
    }

    fn note(&mut self, Aims { target, against, reference }: Aims) {
        self.records += 1;
        self.aims = Aims {
            target: self.aims.target.with(target),
            against: self.aims.against.with(against),
            reference: self.aims.reference.with(reference),
        };
    }

    /// What the records come to. `plan` is the plan of a count, where it isn't what the records agree on.
    pub(super) fn estimate(self, indicator: &Indicator, plan: Plan) -> Estimate {
        let Self { records, n, excluded, sums, aims } = self;
        let against = indicator.against.is_some().then(|| match plan {
            Plan::Agreed => aims.against.value(),
            Plan::Of(plan) => plan,
        });
        let figure = sums.figure(n, indicator.times, against);
        let (target, reference) = (aims.target.value(), aims.reference.value());
        Estimate { records, n, excluded, figure, target, reference }
    }
}

impl Sums {
    fn add(&mut self, Counted { measure, weight }: &Counted) {
        let weight = *weight;
        match (self, measure) {
            (Self::Share { hits, part, whole, squares }, Measure::Hit(hit)) => {
                whole.add(Some(weight));
                squares.add(times(weight, weight));
                if *hit {
                    *hits += 1;
                    part.add(Some(weight));
                }
            }
            (Self::Count { hits, count }, Measure::Hit(true)) => {
                *hits += 1;
                count.add(Some(weight));
            }
            (Self::Sum(sum), Measure::Number(number)) => sum.add(times(*number, weight)),
            (Self::Mean { sum, weight: weights }, Measure::Number(number)) => {
                sum.add(times(*number, weight));
                weights.add(Some(weight));
            }
            (Self::Median(numbers), Measure::Number(number)) => {
                *numbers.entry(number.normalized()).or_default() += 1;
            }
            (Self::Distribution(counts), Measure::Value(Value::Choices(ticked))) => {
                ticked.iter().for_each(|choice| *counts.entry(Value::Choice(*choice)).or_default() += 1);
            }
            (Self::Distribution(counts), Measure::Value(value)) => {
                *counts.entry(normalized(value)).or_default() += 1;
            }
            (Self::Ratio { over, under }, Measure::Pair(above, below)) => {
                over.add(times(*above, weight));
                under.add(times(*below, weight));
            }
            // Units of a panel come as a whole; a count passes over what isn't true.
            (_, _) => {}
        }
    }

    /// The figure of `n` records. `against` is the plan of a count that has one.
    fn figure(self, n: u64, factor: Option<Decimal>, against: Option<Option<Decimal>>) -> Figure {
        let some = |value: Option<Decimal>| value.filter(|_| n > 0);
        match self {
            Self::Share { hits, part, whole, squares } => {
                let (part, whole) = (part.sum(), whole.sum());
                let ends = interval(part, whole, squares.sum());
                let (low, high) = (ends.map(|(low, _)| low), ends.map(|(_, high)| high));
                Figure::Share(Share { hits, part, whole, value: quotient(part, whole, HUNDRED), low, high })
            }
            Self::Count { hits, count } => {
                let (count, planned, against) = (count.sum(), against.is_some(), against.flatten());
                let value = quotient(count, against, HUNDRED);
                Figure::Count(Count { hits, count, planned, against, value })
            }
            Self::Sum(sum) => Figure::Sum(some(sum.sum())),
            Self::Mean { sum, weight } => {
                let (sum, weight) = (some(sum.sum()), weight.sum());
                Figure::Mean(Mean { sum, weight, value: quotient(sum, weight, Decimal::int(1)) })
            }
            Self::Median(numbers) => Figure::Median(middle(&numbers, n)),
            Self::Distribution(counts) => Figure::Distribution(counts.into_iter().collect()),
            Self::Ratio { over, under } => {
                let (over, under) = (some(over.sum()), some(under.sum()));
                let value = quotient(over, under, factor.unwrap_or(Decimal::int(1)));
                Figure::Ratio(Ratio { over, under, value })
            }
            Self::Difference(units) => Figure::Difference(Box::new(difference(&units))),
        }
    }
}

/// Values that are equal are written alike.
pub(super) fn normalized(value: &Value) -> Value {
    if let Value::Num(number) = value { Value::Num(number.normalized()) } else { value.clone() }
}

/// The number in the middle of `n`, or the mean of the two in the middle.
fn middle(numbers: &BTreeMap<Decimal, u64>, n: u64) -> Option<Decimal> {
    let (low, high) = (at(numbers, n.saturating_sub(1) / 2)?, at(numbers, n / 2)?);
    quotient(low.checked_add(high), Some(whole(2)), Decimal::int(1))
}

/// The number at a position, from 0, in order.
fn at(numbers: &BTreeMap<Decimal, u64>, position: u64) -> Option<Decimal> {
    let mut before = 0;
    let found = numbers.iter().find(|(_, count)| {
        before += **count;
        before > position
    });
    found.map(|(number, _)| *number)
}
