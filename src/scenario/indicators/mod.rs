//! What indicators come to over the records of other tests, compared with what a test expects of them.

mod expected;

pub use expected::{ExpectedFigure, ExpectedIndicator};

use super::expectation::{Covered, Expectation};
use super::report::{Failure, Why};
use crate::base::Message;
use crate::batch::indicators::{Estimate, Figure, IndicatorResult, Tallies, counts_for};
use crate::model::{Indicator, IndicatorKind, Instrument, QuestionType};
use crate::rules::{Outcome, Plan, evaluate};
use crate::value::{Decimal, Type, Value};

/// Computes the indicators over the records and compares them with what is expected.
pub(super) fn failures(
    instrument: &Instrument,
    plan: &Plan,
    covered: &[Covered],
    expected: &[Expectation],
) -> Vec<Failure> {
    let outcomes: Vec<(&Covered, Outcome)> =
        covered.iter().map(|covered| (covered, evaluate(instrument, plan, &covered.record))).collect();
    let mut tallies = Tallies::new(instrument);
    outcomes.iter().for_each(|(_, outcome)| tallies.add(outcome, None));
    let results = tallies.finish();
    let scene = Records { instrument, outcomes: &outcomes };
    let wanted = expected.iter().filter_map(|expectation| match expectation {
        Expectation::Indicator(expected) => Some(expected),
        Expectation::Asked { .. } | Expectation::Problems { .. } | Expectation::Value { .. } => None,
    });
    wanted
        .filter_map(|expected| {
            let (indicator, result) =
                instrument.indicators.get(expected.indicator).zip(results.get(expected.indicator))?;
            scene.failure(expected, indicator, result)
        })
        .collect()
}

/// The records of the tests, evaluated.
struct Records<'r> {
    instrument: &'r Instrument,
    outcomes: &'r [(&'r Covered, Outcome)],
}

impl Records<'_> {
    fn failure(
        &self,
        expected: &ExpectedIndicator,
        indicator: &Indicator,
        result: &IndicatorResult,
    ) -> Option<Failure> {
        let wrong = expected.figures.iter().filter(|figure| !holds(figure, &result.total));
        let said: Vec<(String, String)> = wrong
            .map(|figure| match figure {
                ExpectedFigure::Part(name, wanted) => {
                    let label = if *name == "value" { String::new() } else { format!("{name} ") };
                    let text = |value: Option<Decimal>| format!("{label}`{}`", shown(value));
                    (text(*wanted), text(part(&result.total, name)))
                }
                ExpectedFigure::Counts(wanted) => {
                    (self.counted(indicator, wanted), self.counted(indicator, found(&result.total)))
                }
            })
            .collect();
        if said.is_empty() {
            return None;
        }
        let (wanted, got): (Vec<String>, Vec<String>) = said.into_iter().unzip();
        let (wanted, got) = (wanted.join(", "), got.join(", "));
        Some(Failure {
            subject: expected.name.clone(),
            span: expected.span,
            expected: Message::new(wanted.clone(), wanted),
            got: Message::new(got.clone(), got),
            why: self.why(indicator, &result.total),
        })
    }

    /// `{modal: 2, harga: 1}`.
    fn counted(&self, indicator: &Indicator, counts: &[(Value, u64)]) -> String {
        let counts = counts.iter().filter(|(_, count)| *count > 0);
        let counts: Vec<String> =
            counts.map(|(value, count)| format!("{}: {count}", self.value(indicator, value))).collect();
        format!("`{{{}}}`", counts.join(", "))
    }

    /// A value of an indicator's formula as it is written in records.
    fn value(&self, indicator: &Indicator, value: &Value) -> String {
        if let Value::Num(number) = value {
            return number.normalized().to_string();
        }
        let ty = match &indicator.kind {
            IndicatorKind::Distribution(of) => of.expr.ty(),
            IndicatorKind::Share(_)
            | IndicatorKind::Count(_)
            | IndicatorKind::Sum(_)
            | IndicatorKind::Mean(_)
            | IndicatorKind::Median(_)
            | IndicatorKind::Ratio(..)
            | IndicatorKind::DifferenceInDifferences { .. } => &Type::Bool,
        };
        let list = ty.list().and_then(|list| self.instrument.list(list));
        if let (Value::Choice(at), Some(list)) = (value, list) {
            return list
                .list
                .choices
                .get_index(*at as usize)
                .map(|(code, _)| code.to_string())
                .unwrap_or_default();
        }
        QuestionType::of_type(ty).map(|ty| ty.write_text(value, list)).unwrap_or_default()
    }

    /// Who counts, with what, and who doesn't, and why.
    fn why(&self, indicator: &Indicator, total: &Estimate) -> Vec<Why> {
        let mut why = vec![counted_of(total)];
        for (covered, outcome) in self.outcomes {
            let name = &covered.name;
            let line = match counts_for(self.instrument, indicator, outcome, None) {
                Ok(values) => {
                    let values: Vec<String> =
                        values.iter().map(|value| self.value(indicator, value)).collect();
                    let text = format!("{name}: {}", values.join(" / "));
                    Message::new(text.clone(), text)
                }
                Err(reason) => {
                    let reason = reason.message();
                    Message::new(
                        format!("{name}: tidak dihitung, {}", reason.id),
                        format!("{name}: left out, {}", reason.en),
                    )
                }
            };
            why.push(Why::note(line));
        }
        if let Figure::Difference(_) = total.figure {
            why.extend(total.excluded.iter().map(|(reason, count)| {
                let reason = reason.message();
                Why::note(Message::new(
                    format!("{count} × {}", reason.id),
                    format!("{count} × {}", reason.en),
                ))
            }));
        }
        why
    }
}

/// How many of the records count.
fn counted_of(total: &Estimate) -> Why {
    let Estimate { records, n, .. } = total;
    Why::note(Message::new(
        format!("{n} dari {records} rekaman dihitung"),
        format!("{n} of {records} {}", if *n == 1 { "records counts" } else { "records count" }),
    ))
}

fn shown(value: Option<Decimal>) -> String {
    value.map_or_else(|| "missing".to_owned(), |value| value.normalized().to_string())
}

fn found(estimate: &Estimate) -> &[(Value, u64)] {
    if let Figure::Distribution(counts) = &estimate.figure { counts } else { &[] }
}

fn holds(figure: &ExpectedFigure, estimate: &Estimate) -> bool {
    match figure {
        ExpectedFigure::Part(name, wanted) => match (wanted, part(estimate, name)) {
            (Some(wanted), Some(found)) => found.rescale(wanted.scale()) == Some(*wanted),
            (wanted, found) => wanted.is_none() && found.is_none(),
        },
        ExpectedFigure::Counts(wanted) => {
            let count = |counts: &[(Value, u64)], value: &Value| {
                counts.iter().find(|(known, _)| known == value).map_or(0, |(_, count)| *count)
            };
            let found = found(estimate);
            let all = wanted.iter().chain(found).map(|(value, _)| value);
            all.into_iter().all(|value| count(wanted, value) == count(found, value))
        }
    }
}

/// A part of an estimate; none where it has no value.
fn part(estimate: &Estimate, name: &str) -> Option<Decimal> {
    let whole = |count: u64| Some(Decimal::int(i128::from(count)));
    match (name, &estimate.figure) {
        ("value", figure) => figure.value(),
        ("n", _) => whole(estimate.n),
        ("records", _) => whole(estimate.records),
        ("target", _) => estimate.target,
        ("reference", _) => estimate.reference,
        ("part", Figure::Share(share)) => share.part,
        ("whole", Figure::Share(share)) => share.whole,
        ("low", Figure::Share(share)) => share.low,
        ("high", Figure::Share(share)) => share.high,
        ("count", Figure::Count(count)) => count.count,
        ("against", Figure::Count(count)) => count.against,
        ("sum", Figure::Mean(mean)) => mean.sum,
        ("weight", Figure::Mean(mean)) => mean.weight,
        ("over", Figure::Ratio(ratio)) => ratio.over,
        ("under", Figure::Ratio(ratio)) => ratio.under,
        ("treated_before", Figure::Difference(found)) => found.treated.before,
        ("treated_after", Figure::Difference(found)) => found.treated.after,
        ("comparison_before", Figure::Difference(found)) => found.comparison.before,
        ("comparison_after", Figure::Difference(found)) => found.comparison.after,
        ("standard_error", Figure::Difference(found)) => found.standard_error,
        ("low", Figure::Difference(found)) => found.low,
        ("high", Figure::Difference(found)) => found.high,
        ("units", Figure::Difference(found)) => whole(found.units()),
        ("clusters", Figure::Difference(found)) => found.clusters.and_then(whole),
        (_, _) => None,
    }
}
