//! What one record is to one indicator: why it doesn't count, or what it counts for.

use std::sync::Arc;

use crate::expr::VarId;
use crate::model::{Formula, Indicator, IndicatorKind, Instrument};
use crate::rules::{Outcome, View};
use crate::value::{Decimal, Value};

use super::reason::{Reason, why_missing};

/// What a record that counts counts for, and its weight (1 without one).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) measure: Measure,
    pub(super) weight: Decimal,
}

/// What a record counts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Measure {
    /// Whether something is true of it.
    Hit(bool),
    /// A number.
    Number(Decimal),
    /// A value to be counted.
    Value(Value),
    /// What is above and below a ratio's line.
    Pair(Decimal, Decimal),
    /// An outcome of a unit of a panel.
    Observed(Observed),
}

/// An outcome of a unit of a panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Observed {
    pub(super) outcome: Decimal,
    pub(super) treated: bool,
    pub(super) after: bool,
    pub(super) unit: Value,
    pub(super) cluster: Option<Value>,
}

impl Measure {
    /// The values of the formulas.
    pub(super) fn values(self) -> Vec<Value> {
        match self {
            Self::Hit(hit) => vec![Value::Bool(hit)],
            Self::Number(number) | Self::Observed(Observed { outcome: number, .. }) => {
                vec![Value::Num(number)]
            }
            Self::Value(value) => vec![value],
            Self::Pair(over, under) => vec![Value::Num(over), Value::Num(under)],
        }
    }
}

/// An evaluated record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) outcome: &'a Outcome,
    /// Its case, as the record names it.
    pub(super) id: Option<&'a Arc<str>>,
}

impl<'a> Case<'a> {
    fn view(self) -> View<'a> {
        self.outcome.view(self.instrument)
    }

    /// The value of a column of the record itself.
    pub(super) fn column(self, var: VarId) -> &'a Value {
        &self.outcome.cell(var, 0).value
    }

    /// What the record is to an indicator.
    pub(super) fn measured(self, indicator: &Indicator) -> Result<Counted, Reason> {
        if let Some(among) = &indicator.among {
            match self.view().truth(among, None, 0) {
                Some(true) => {}
                Some(false) => return Err(Reason::Outside),
                None => return Err(Reason::OutsideUnknown),
            }
        }
        let value = self.value(&indicator.kind)?;
        let weight = match &indicator.weight {
            None => Decimal::int(1),
            Some(weight) => self.weight(weight).ok_or(Reason::NoWeight)?,
        };
        let measure = match (&indicator.kind, value) {
            (IndicatorKind::DifferenceInDifferences { treated, after, .. }, Measure::Number(outcome)) => {
                Measure::Observed(self.observed(indicator, outcome, (treated, after))?)
            }
            (_, measure) => measure,
        };
        Ok(Counted { measure, weight })
    }

    /// A number aimed at; none where it is missing.
    pub(super) fn aim(self, formula: &Formula) -> Option<Decimal> {
        let value = self.view().eval(&formula.expr, None, 0);
        if let Value::Num(number) = value { Some(number) } else { None }
    }

    fn weight(self, formula: &Formula) -> Option<Decimal> {
        self.aim(formula).filter(|weight| weight.signum() > 0)
    }

    fn value(self, kind: &IndicatorKind) -> Result<Measure, Reason> {
        match kind {
            IndicatorKind::Share(when) | IndicatorKind::Count(when) => {
                let truth = self.view().truth(when, None, 0);
                truth.map(Measure::Hit).ok_or_else(|| self.why(when))
            }
            IndicatorKind::Sum(of)
            | IndicatorKind::Mean(of)
            | IndicatorKind::Median(of)
            | IndicatorKind::DifferenceInDifferences { of, .. } => self.number(of).map(Measure::Number),
            IndicatorKind::Distribution(of) => {
                let value = self.view().eval(&of.expr, None, 0);
                if value.is_missing() { Err(self.why(of)) } else { Ok(Measure::Value(value)) }
            }
            IndicatorKind::Ratio(over, under) => match (self.number(over), self.number(under)) {
                (Ok(over), Ok(under)) => Ok(Measure::Pair(over, under)),
                (Err(over), Err(under)) => Err(over.min(under)),
                (Err(reason), Ok(_)) | (Ok(_), Err(reason)) => Err(reason),
            },
        }
    }

    fn number(self, formula: &Formula) -> Result<Decimal, Reason> {
        self.aim(formula).ok_or_else(|| self.why(formula))
    }

    fn why(self, formula: &Formula) -> Reason {
        why_missing(self.instrument, self.outcome, formula)
    }

    fn observed(
        self,
        indicator: &Indicator,
        outcome: Decimal,
        (treated, after): (&Formula, &Formula),
    ) -> Result<Observed, Reason> {
        let truth = |formula| self.view().truth(formula, None, 0).ok_or(Reason::NoDesign);
        let (treated, after) = (truth(treated)?, truth(after)?);
        let unit = match indicator.panel {
            Some(var) => self.column(var).clone(),
            None => self.id.map_or(Value::Missing, |id| Value::Text(id.clone())),
        };
        let cluster = indicator.cluster.map(|var| self.column(var).clone());
        if unit.is_missing() || cluster.as_ref().is_some_and(Value::is_missing) {
            return Err(Reason::NoUnit);
        }
        Ok(Observed { outcome, treated, after, unit, cluster })
    }
}
