//! Why a score is what it is: a tree of plain data with the values read, what was missing, and the rule or band that
//! decided. It explains the number that was computed: every value in it is read from the outcome, none is guessed.

mod class;
mod gap;
mod parts;
mod reads;
mod tree;
mod words;

use crate::expr::Expr;
use crate::model::{Formula, Instrument, Method, Score, ScoreId};
use crate::value::{Decimal, RosterId, Value};

pub use tree::{
    BandTree, Candidate, ClassTree, Condition, Explanation, FormulaTree, LargestTree, MethodTree, NeedLine,
    OverrideTried, PartLine, PartsTree, ReadCell, Reading, RescaleLine, RuleTried, Truth, Words,
};

use super::Outcome;
use gap::Gap;
use reads::Reader;

/// The explanation of a score; `None` for a score the instrument doesn't have.
pub fn explain(instrument: &Instrument, outcome: &Outcome, id: ScoreId) -> Option<Explanation> {
    let score = instrument.scores.get(id)?;
    let reader = Reader::new(instrument, outcome);
    let asked = outcome.score_asked(id);
    let condition = score.when.as_ref().map(|when| reader.condition(when));
    let (overrides, overridden) = if asked { overrides(&reader, score) } else { (Vec::new(), false) };
    let method = if asked && !overridden { Some(method(&reader, score)) } else { None };
    let number = score.var.and_then(|var| number(&outcome.cell(var, 0).value));
    let band = class::band(&reader, score, number, (method.as_ref(), overridden));
    let name =
        score.var.or(score.band_var).and_then(|var| instrument.var(var)).map(|var| var.name.to_string());
    let mut explanation = Explanation {
        score: name.unwrap_or_default(),
        label: score.label.as_ref().map(|label| reader.words(label)),
        condition,
        asked,
        overrides,
        method,
        number,
        band,
        summary: Words::default(),
    };
    explanation.summary = words::summary(&explanation);
    Some(explanation)
}

/// A condition that stands in a row of a roster (`None` and 0: in the record itself), decided, with what it read.
pub fn decide(
    instrument: &Instrument,
    outcome: &Outcome,
    formula: &Formula,
    (home, row): (Option<RosterId>, u32),
) -> Condition {
    Reader::new(instrument, outcome).condition_in(formula, home, row)
}

/// Every column an expression reads, once, in order, where it stands in a row of a roster or in the record itself.
pub fn readings(
    instrument: &Instrument,
    outcome: &Outcome,
    expr: &Expr,
    (home, row): (Option<RosterId>, u32),
) -> Vec<Reading> {
    Reader::new(instrument, outcome).readings_in(expr, home, row)
}

fn number(value: &Value) -> Option<Decimal> {
    if let Value::Num(number) = value { Some(*number) } else { None }
}

/// The overrides that were tried: all up to the first that is true, which decides.
fn overrides(reader: &Reader<'_>, score: &Score) -> (Vec<OverrideTried>, bool) {
    let mut tried = Vec::new();
    for rule in &score.overrides {
        let condition = reader.condition(&rule.when);
        let applied = condition.result == Truth::True;
        tried.push(OverrideTried {
            condition,
            value: rule.value.and_then(|value| value.rescale(score.round)),
            reason: rule.reason.as_ref().map(|label| reader.words(label)),
            applied,
        });
        if applied {
            return (tried, true);
        }
    }
    (tried, false)
}

fn method(reader: &Reader<'_>, score: &Score) -> MethodTree {
    match &score.method {
        Method::Sum(_) | Method::Mean(..) | Method::Weighted(..) => {
            MethodTree::Parts(parts::tree(reader, score))
        }
        Method::Largest { .. } => MethodTree::Largest(class::largest(reader, score)),
        Method::Classify { rules, classes } => MethodTree::Classify(class::rules(reader, rules, classes)),
        Method::Formula(formula) => {
            let reads = reader.readings(&formula.expr);
            let result = score.var.and_then(|var| number(&reader.outcome().cell(var, 0).value));
            let gap = Gap { reader, expr: &formula.expr, home: None, row: 0 };
            MethodTree::Formula(FormulaTree {
                formula: formula.source.0.to_string(),
                places: score.round,
                missing: result.is_none().then(|| gap::why_missing(&reads, &gap)),
                reads,
                result,
            })
        }
    }
}
