//! Scores of the form model.

use super::build::Maker;
use super::model::{Band, Part, Score};
use super::text::list_id;
use super::tree::Code;
use crate::model::{self, Method};

pub(super) fn scores(maker: &Maker<'_>) -> Vec<Score> {
    maker.instrument.scores.values().map(|score| one(maker, score)).collect()
}

fn one(maker: &Maker<'_>, score: &model::Score) -> Score {
    let code = |expr: &crate::expr::Expr| Code::new(maker.instrument, expr);
    Score {
        id: score.id.clone(),
        label: maker.label(score.label.as_ref()),
        when: maker.condition(score.when.as_ref()),
        method: method_name(&score.method),
        parts: parts_of(&score.method).iter().map(|p| part(maker, p)).collect(),
        round: score.round,
        range: score.range.map(ends),
        proven: score.proven.map(ends),
        value: score.value.as_ref().map(code),
        band: score.band.as_ref().map(code),
        band_list: score.band_list.and_then(|list| list_id(maker.instrument, list)),
        bands: score.bands.iter().map(|b| band(maker, b)).collect(),
        trend: score.trend,
        locked: score.locked,
    }
}

fn ends(range: (crate::value::Decimal, crate::value::Decimal)) -> [String; 2] {
    [range.0.to_string(), range.1.to_string()]
}

fn part(maker: &Maker<'_>, part: &model::Part) -> Part {
    let question = part.item.and_then(|item| maker.instrument.items.get(item));
    Part {
        id: part.id.clone(),
        variable: part.var.and_then(|var| maker.variable(var)),
        label: maker.label(part.label.as_ref()),
        question: question.map(|item| item.id.clone()),
        reverse: part.reverse,
        weight: part.weight.to_string(),
        mandatory: part.mandatory,
        value: maker.formula(&part.value),
    }
}

fn band(maker: &Maker<'_>, band: &model::Band) -> Band {
    Band { code: band.code.clone(), from: band.from.to_string(), label: maker.label(band.label.as_ref()) }
}

/// The name of a method, as authors write it.
pub fn method_name(method: &Method) -> &'static str {
    match method {
        Method::Sum(_) => "sum",
        Method::Mean(..) => "mean",
        Method::Weighted(..) => "weighted",
        Method::Largest { .. } => "largest",
        Method::Classify { .. } => "classify",
        Method::Formula(_) => "formula",
    }
}

/// The parts of a method.
pub fn parts_of(method: &Method) -> &[model::Part] {
    match method {
        Method::Sum(parts) | Method::Mean(parts, _) | Method::Weighted(parts, _) => parts,
        Method::Largest { parts, .. } => parts,
        Method::Classify { .. } | Method::Formula(_) => &[],
    }
}
