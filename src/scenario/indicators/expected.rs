//! What a test expects of indicators, read.

use std::sync::Arc;

use super::super::complaints;
use crate::base::{Message, Sink, Span, nearest};
use crate::model::answer::{Answer, Raw, Reader};
use crate::model::{IndicatorKind, Instrument, QuestionType};
use crate::source::{Scalar, Written};
use crate::value::{Decimal, Type, Value};

/// What a test expects of an indicator.
#[derive(Debug, Clone)]
pub struct ExpectedIndicator {
    /// Its place in the instrument.
    pub indicator: usize,
    /// Its id.
    pub name: Arc<str>,
    /// What is expected, part by part.
    pub figures: Vec<ExpectedFigure>,
    /// Where it was written.
    pub span: Span,
}

/// One number that is expected of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedFigure {
    /// A part of it by its name, to as many decimals as were written; none for no value.
    Part(&'static str, Option<Decimal>),
    /// The counts of a distribution; every other value must not occur.
    Counts(Vec<(Value, u64)>),
}

/// Parts every kind has.
const COMMON: [&str; 5] = ["value", "n", "records", "target", "reference"];

/// The parts of a kind.
fn parts(kind: &IndicatorKind) -> Vec<&'static str> {
    let own: &[&'static str] = match kind {
        IndicatorKind::Share(_) => &["part", "whole", "low", "high"],
        IndicatorKind::Count(_) => &["count", "against"],
        IndicatorKind::Mean(_) => &["sum", "weight"],
        IndicatorKind::Ratio(..) => &["over", "under"],
        IndicatorKind::Sum(_) | IndicatorKind::Median(_) | IndicatorKind::Distribution(_) => &[],
        IndicatorKind::DifferenceInDifferences { .. } => &[
            "treated_before",
            "treated_after",
            "comparison_before",
            "comparison_after",
            "standard_error",
            "low",
            "high",
            "units",
            "clusters",
        ],
    };
    COMMON.iter().chain(own).copied().collect()
}

impl ExpectedIndicator {
    /// Reads what is expected of the indicator a key names.
    pub(in crate::scenario) fn read(
        instrument: &Instrument,
        key: &Scalar,
        written: &Written,
        sink: &mut Sink,
    ) -> Option<Self> {
        let found = instrument.indicators.iter().enumerate().find(|(_, known)| known.id == key.text);
        let Some((at, indicator)) = found else {
            let near = nearest(&key.text, instrument.indicators.iter().map(|known| &*known.id));
            sink.push(complaints::unknown_indicator(key.span, &key.text).suggest(near));
            return None;
        };
        let figures = match (&indicator.kind, written) {
            (IndicatorKind::Distribution(of), Written::Map(entries, _)) => {
                vec![ExpectedFigure::Counts(counts(instrument, of.expr.ty(), entries, sink)?)]
            }
            (kind, Written::Map(entries, _)) => named_parts(kind, entries, sink)?,
            (_, written) => vec![ExpectedFigure::Part("value", number(&key.text, written, sink)?)],
        };
        Some(Self { indicator: at, name: key.text.clone(), figures, span: written.span() })
    }
}

fn named_parts(
    kind: &IndicatorKind,
    entries: &[(Scalar, Written)],
    sink: &mut Sink,
) -> Option<Vec<ExpectedFigure>> {
    let known = parts(kind);
    let mut figures = Vec::new();
    for (key, written) in entries {
        let Some(name) = known.iter().find(|name| **name == &*key.text) else {
            let near = nearest(&key.text, known.iter().copied());
            sink.push(complaints::unknown_part(key.span, &key.text, &known).suggest(near));
            return None;
        };
        figures.push(ExpectedFigure::Part(name, number(&key.text, written, sink)?));
    }
    Some(figures)
}

/// A number, or `missing`.
fn number(name: &str, written: &Written, sink: &mut Sink) -> Option<Option<Decimal>> {
    let text = written.scalar().map(|scalar| &*scalar.text).unwrap_or_default();
    if text == "missing" {
        return Some(None);
    }
    let number = Decimal::parse(&text.replace('_', ""));
    if number.is_none() {
        let message = Message::new("tulislah sebuah angka atau `missing`", "write a number or `missing`");
        sink.push(complaints::bad_value(written.span(), name, &message));
    }
    number.map(Some)
}

/// Counts by value: codes of the list, `true` and `false`, or values as they are written in records.
fn counts(
    instrument: &Instrument,
    ty: &Type,
    entries: &[(Scalar, Written)],
    sink: &mut Sink,
) -> Option<Vec<(Value, u64)>> {
    let mut counts = Vec::new();
    for (key, written) in entries {
        let value = category(instrument, ty, key, sink)?;
        let count = written.scalar().and_then(|scalar| scalar.text.parse::<u64>().ok());
        let Some(count) = count else {
            let message = Message::new("tulislah banyaknya rekaman", "write how many records there are");
            sink.push(complaints::bad_value(written.span(), &key.text, &message));
            return None;
        };
        counts.push((value, count));
    }
    Some(counts)
}

fn category(instrument: &Instrument, ty: &Type, key: &Scalar, sink: &mut Sink) -> Option<Value> {
    let list = ty.list().and_then(|list| instrument.list(list));
    let text = &*key.text;
    let value = match list {
        Some(list) => list.list.position(text).map(Value::Choice),
        None => QuestionType::of_type(ty).and_then(|ty| {
            let raw = Raw::Untyped(text.into());
            match ty.read(&raw, &mut Reader::default()) {
                Answer::Value(value) => Some(value),
                Answer::Special(_) | Answer::Empty | Answer::Invalid => None,
            }
        }),
    };
    if value.is_none() {
        let codes = list.into_iter().flat_map(|list| list.list.choices.keys().map(|code| &**code));
        let near = nearest(text, codes).map(str::to_owned);
        sink.push(complaints::unknown(key.span, text).suggest(near.as_deref()));
    }
    value
}
