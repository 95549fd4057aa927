//! An instrument without what its formulas say: what is left of two instruments is the same when only formulas differ.

use crate::expr::Expr;
use crate::model::{
    Check, Formula, Indicator, IndicatorKind, Instrument, Item, ItemKind, Method, Need, Question, Required,
    Roster, Rows, Score, VarKind,
};
use crate::value::{Decimal, Type, Value};

/// Leaves out every formula, and what is only kept beside one for people: params, cut-offs, weights, floors.
pub(super) fn bare(instrument: &Instrument) -> Instrument {
    let mut bare = instrument.clone();
    bare.definitions.clear();
    bare.params.values_mut().for_each(|param| param.value = Value::Missing);
    for list in &mut bare.lists {
        list.list.choices.values_mut().for_each(|choice| choice.score = None);
    }
    for var in &mut bare.vars {
        let computed = match var.kind {
            VarKind::Calc(_) | VarKind::Score(_) | VarKind::Part(..) | VarKind::Prev(_) => true,
            VarKind::Today
            | VarKind::Given(_)
            | VarKind::Question(_)
            | VarKind::Band(_)
            | VarKind::RowChoice(_) => false,
        };
        if let (true, Type::Num(number)) = (computed, &mut var.ty) {
            (number.min, number.max) = (0, 0);
        }
    }
    let items: Vec<_> = bare.items.ids().collect();
    items.into_iter().filter_map(|id| bare.items.get_mut(id).map(item)).for_each(drop);
    bare.rosters.iter_mut().for_each(roster);
    let scores: Vec<_> = bare.scores.ids().collect();
    scores.into_iter().filter_map(|id| bare.scores.get_mut(id).map(score)).for_each(drop);
    bare.indicators.iter_mut().for_each(indicator);
    bare
}

fn nothing(formula: &mut Formula) {
    empty(&mut formula.expr);
}

fn empty(expr: &mut Expr) {
    *expr = Expr::constant(Value::Missing, Type::Missing);
}

fn item(item: &mut Item) {
    item.when.iter_mut().for_each(nothing);
    match &mut item.kind {
        ItemKind::Question(question) => self::question(question),
        ItemKind::Calc(calc) => nothing(&mut calc.value),
        ItemKind::Section { .. } | ItemKind::Note | ItemKind::Grid { .. } | ItemKind::Roster(_) => {}
    }
}

fn question(question: &mut Question) {
    if let Required::When(formula) = &mut question.required {
        nothing(formula);
    }
    checks(&mut question.checks);
    question.choices_where.iter_mut().chain(&mut question.default).for_each(nothing);
}

fn checks(checks: &mut [Check]) {
    checks.iter_mut().for_each(|check| nothing(&mut check.require));
}

fn roster(roster: &mut Roster) {
    if let Rows::Count(count) = &mut roster.rows {
        nothing(count);
    }
    checks(&mut roster.checks);
}

fn score(score: &mut Score) {
    score.when.iter_mut().for_each(nothing);
    for set in &mut score.overrides {
        nothing(&mut set.when);
        set.value = None;
    }
    for part in score.method.parts_mut() {
        nothing(&mut part.value);
        (part.weight, part.mandatory) = (Decimal::ZERO, false);
    }
    method(&mut score.method);
    (score.need, score.range, score.proven) = (Need::All, None, None);
    for band in &mut score.bands {
        (band.from, band.above) = (Decimal::ZERO, None);
    }
    score.value.iter_mut().chain(&mut score.band).for_each(empty);
}

fn method(method: &mut Method) {
    match method {
        Method::Sum(_) => {}
        Method::Mean(_, rescale) | Method::Weighted(_, rescale) => *rescale = None,
        Method::Largest { over, floor, .. } => {
            *floor = None;
            if let Some(over) = over {
                [&mut over.key, &mut over.value].into_iter().chain(&mut over.tiebreak).for_each(nothing);
            }
        }
        Method::Classify { rules, .. } => rules.iter_mut().for_each(|(_, when)| nothing(when)),
        Method::Formula(formula) => nothing(formula),
    }
}

fn indicator(indicator: &mut Indicator) {
    match &mut indicator.kind {
        IndicatorKind::Share(formula)
        | IndicatorKind::Count(formula)
        | IndicatorKind::Sum(formula)
        | IndicatorKind::Mean(formula)
        | IndicatorKind::Median(formula)
        | IndicatorKind::Distribution(formula) => nothing(formula),
        IndicatorKind::Ratio(above, below) => [above, below].into_iter().for_each(nothing),
        IndicatorKind::DifferenceInDifferences { of, treated, after } => {
            [of, treated, after].into_iter().for_each(nothing);
        }
    }
    let Indicator { among, target, against, weight, .. } = indicator;
    among.iter_mut().chain(target).chain(against).chain(weight).for_each(nothing);
}
