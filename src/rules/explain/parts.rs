//! `sum`, `mean` and `weighted`: the parts, what was needed, the sum and the one division.

use crate::base::Message;
use crate::model::{Method, Need, Part, Rescale, Score};
use crate::value::{Decimal, QUOTIENT_SCALE};

use super::gap::{self, Gap};
use super::reads::Reader;
use super::tree::{NeedLine, PartLine, PartsTree, RescaleLine, Words};
use super::words;

/// What the method did with its parts.
pub(super) fn tree(reader: &Reader<'_>, score: &Score) -> PartsTree {
    let parts = score.method.parts();
    let times = Decimal::int(score.method.times().unwrap_or(1));
    let lines: Vec<PartLine> = parts.iter().map(|part| line(reader, part)).collect();
    let (method, weighs, rescale) = match &score.method {
        Method::Weighted(_, rescale) => ("weighted", true, rescale.as_ref()),
        Method::Mean(_, rescale) => ("mean", false, rescale.as_ref()),
        Method::Sum(_) | Method::Largest { .. } | Method::Classify { .. } | Method::Formula(_) => {
            ("sum", false, None)
        }
    };
    let need = need(&lines, &score.need);
    let present = lines.iter().zip(parts).filter(|(line, _)| line.value.is_some());
    let term = |(line, part): (&PartLine, &Part)| {
        let value = undivided(reader, part, line.value, times)?;
        if weighs { line.weight.checked_mul(value) } else { Some(value) }
    };
    let multiple = add(present.filter_map(term));
    let weight = match method {
        "sum" => Decimal::int(1),
        "mean" => Decimal::int(i128::from(need.present)),
        _ => need.present_weight,
    };
    let count = weight.checked_mul(times).unwrap_or(weight);
    let (dividend, divisor) = rescale.and_then(|r| carried(multiple, count, r)).unwrap_or((multiple, count));
    let result = if need.met { dividend.checked_div(divisor, score.round) } else { None };
    let total =
        if times == Decimal::int(1) { Some(multiple) } else { multiple.checked_div(times, QUOTIENT_SCALE) };
    let mut tree = PartsTree {
        method,
        parts: lines,
        need,
        total: total.unwrap_or_default(),
        weight,
        rescale: rescale.map(|r| RescaleLine { from: r.from, to: r.to }),
        dividend,
        divisor,
        places: score.round,
        result,
        words: Words::default(),
    };
    tree.words = words::division(&tree);
    tree
}

/// So many times a part, by what it is before it is divided.
fn undivided(reader: &Reader<'_>, part: &Part, value: Option<Decimal>, times: Decimal) -> Option<Decimal> {
    let Some(exact) = &part.exact else { return value?.checked_mul(times) };
    let multiple = super::number(&reader.eval(&exact.value, None, 0))?;
    multiple.checked_mul(times.checked_div(Decimal::int(exact.times), 0)?)
}

fn add(terms: impl Iterator<Item = Decimal>) -> Decimal {
    terms.fold(Decimal::ZERO, |sum, term| sum.checked_add(term).unwrap_or(sum))
}

/// Σv and n, carried to another scale: `(Σv·a + n·b) / (n·c)`.
fn carried(total: Decimal, count: Decimal, rescale: &Rescale) -> Option<(Decimal, Decimal)> {
    let (a, b, c) = rescale.factors()?;
    let dividend = total.checked_mul(a)?.checked_add(count.checked_mul(b)?)?;
    Some((dividend, count.checked_mul(c)?))
}

/// A part with its value and what it read.
pub(super) fn line(reader: &Reader<'_>, part: &Part) -> PartLine {
    let reads = reader.readings(&part.value.expr);
    let value = match part.var {
        Some(var) => super::number(&reader.outcome().cell(var, 0).value),
        None => super::number(&reader.eval(&part.value.expr, None, 0)),
    };
    let gap = Gap { reader, expr: &part.value.expr, home: None, row: 0 };
    PartLine {
        part: part.id.to_string(),
        label: reader.part_label(part),
        formula: part.value.source.0.to_string(),
        reverse: part.reverse,
        weight: part.weight,
        mandatory: part.mandatory,
        missing: value.is_none().then(|| gap::why_missing(&reads, &gap)),
        value,
        reads,
    }
}

/// What had to be there, and whether it is.
pub(super) fn need(lines: &[PartLine], need: &Need) -> NeedLine {
    let has = |line: &&PartLine| line.value.is_some();
    let present = count(lines.iter().filter(has).count());
    let present_weight = add(lines.iter().filter(has).map(|line| line.weight));
    let whole_weight = add(lines.iter().map(|line| line.weight));
    let missing = lines.iter().filter(|line| line.mandatory && line.value.is_none());
    let mandatory_missing: Vec<String> = missing.map(|line| line.part.clone()).collect();
    let enough = match need {
        Need::All => present == count(lines.len()),
        Need::Parts(least) => present >= (*least).max(1),
        Need::Percent(percent) => {
            let reached = present_weight.checked_mul(Decimal::int(100));
            reached >= whole_weight.checked_mul(*percent)
        }
    };
    NeedLine {
        rule: Words::from(rule(need)),
        present,
        of: count(lines.len()),
        present_weight,
        whole_weight,
        met: enough && mandatory_missing.is_empty(),
        mandatory_missing,
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn rule(need: &Need) -> Message {
    match need {
        Need::All => Message::new("semua bagian harus ada", "every part is needed"),
        Need::Parts(1) => Message::new("paling sedikit 1 bagian harus ada", "at least 1 part is needed"),
        Need::Parts(least) => Message::new(
            format!("paling sedikit {least} bagian harus ada"),
            format!("at least {least} parts are needed"),
        ),
        Need::Percent(percent) => {
            let percent = percent.normalized();
            Message::new(
                format!("paling sedikit {percent}% dari seluruh bobot harus ada"),
                format!("at least {percent}% of the weight is needed"),
            )
        }
    }
}
