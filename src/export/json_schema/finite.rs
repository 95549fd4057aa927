//! Conditions on one answer of few values: every value is tried.

use serde_json::{Value as Json, json};

use super::cells::{Cells, Proper};
use super::logic::{all, any, has, not, one_of, part};
use super::rails::{Cell, Context, Place, Rails, on_cell};
use super::value::reasons;
use crate::expr::{Expr, Node, NodeId, VarId};
use crate::form::{operands, state_of};
use crate::model::{Question, QuestionType};
use crate::value::{Special, State, Value};

/// More values than this are not tried.
const MOST_VALUES: usize = 2_000;
/// More accepted codes than this are told by those that are not accepted, where these are fewer.
const MOST_LISTED: usize = 20;

/// A condition on a calculated truth value.
pub(super) fn of_calc(
    cells: &mut Cells<'_>,
    expr: &Expr,
    id: NodeId,
    (var, at): (VarId, Context),
) -> Option<Rails> {
    if looks_at_state(expr, id) {
        return None;
    }
    let calc = cells.calc(var, at)?;
    let missing = not(any([calc.yes.clone(), calc.no.clone()]));
    let mut yes = Vec::new();
    let mut no = Vec::new();
    for (value, schema) in
        [(Value::Bool(true), calc.yes), (Value::Bool(false), calc.no), (Value::Missing, missing)]
    {
        match cells.with(Some((var, value, State::Answered)), at).eval(expr, id).truth() {
            Some(true) => yes.push(schema),
            Some(false) => no.push(schema),
            None => {}
        }
    }
    Some(Rails::object(calc.place, any(yes), any(no)))
}

fn looks_at_state(expr: &Expr, id: NodeId) -> bool {
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if matches!(expr.node(id), Node::State { .. }) {
            return true;
        }
        open.extend(operands(expr.node(id)));
    }
    false
}

/// A condition on a question with one choice, or yes and no.
pub(super) fn of_choices(
    cells: &mut Cells<'_>,
    expr: &Expr,
    id: NodeId,
    (var, at): (VarId, Context),
) -> Option<Rails> {
    let (item_id, item, question) = cells.question(var)?;
    let place = Place::of(item.home);
    let proper = proper_values(cells, question)?;
    proper.iter().try_for_each(|_| cells.step())?;
    let truth = |value, state| cells.with(Some((var, value, state)), at).eval(expr, id).truth();
    let tried: Vec<(&Json, Option<bool>)> =
        proper.iter().map(|(json, value)| (json, truth(value.clone(), State::Answered))).collect();
    let with = |wanted| listed(tried.iter().map(|(json, truth)| (*json, *truth == Some(wanted))));
    let (yes, no) = (with(true), with(false));
    let reasons: Vec<(Special, Option<bool>)> = reasons(cells.instrument, question)
        .into_iter()
        .map(|reason| (reason, truth(Value::Missing, state_of(reason))))
        .collect();
    let unanswered = truth(Value::Missing, State::Unanswered);
    let not_asked = truth(Value::Missing, State::NotAsked);
    let otherwise = reasons.iter().map(|(_, truth)| *truth).chain([unanswered, not_asked]);
    if otherwise.into_iter().all(|truth| truth.is_none()) {
        let cell = Cell { var, yes: Proper::Like(yes), no: Proper::Like(no) };
        return Some(on_cell(place, &item.id, cell, |values| cells.values(question, values)));
    }
    let given = cells.given(item, question);
    let asked = if unanswered == not_asked { Json::Bool(true) } else { cells.asked(item_id)? };
    let rail = |values: Json, wanted: bool| {
        let with_reason = reasons.iter().filter(|(_, truth)| *truth == Some(wanted));
        let with_reason = with_reason.map(|(reason, _)| cells.reason(question, *reason));
        let unknown = |truth: Option<bool>, whether: Json| {
            if truth == Some(wanted) { whether } else { Json::Bool(false) }
        };
        let blank = any([unknown(unanswered, asked.clone()), unknown(not_asked, not(asked.clone()))]);
        let blank = if unanswered == not_asked { Json::Bool(unanswered == Some(wanted)) } else { blank };
        any([
            has(&item.id, any(std::iter::once(values).chain(with_reason))),
            all([not(given.clone()), blank]),
        ])
    };
    let (yes, no) = (rail(yes, true), rail(no, false));
    Some(Rails::object(place, yes, no))
}

/// The proper values as JSON and as values.
fn proper_values(cells: &Cells<'_>, question: &Question) -> Option<Vec<(Json, Value)>> {
    if question.ty == QuestionType::YesNo {
        return Some([true, false].map(|truth| (json!(truth), Value::Bool(truth))).to_vec());
    }
    let list = cells.instrument.list(question.ty.list()?)?;
    let choices = (0..).zip(list.list.choices.values()).filter(|(_, choice)| choice.special.is_none());
    let values: Vec<_> = choices.map(|(at, choice)| (json!(choice.code), Value::Choice(at))).collect();
    (values.len() <= MOST_VALUES).then_some(values)
}

/// The accepted values, told by themselves or, where that is shorter, by the others.
fn listed<'j>(tried: impl Iterator<Item = (&'j Json, bool)>) -> Json {
    let (accepted, others): (Vec<_>, Vec<_>) = tried.partition(|(_, accepted)| *accepted);
    let values =
        |list: Vec<(&Json, bool)>| list.into_iter().map(|(json, _)| json.clone()).collect::<Vec<Json>>();
    let (accepted, others) = (values(accepted), values(others));
    if let ([], _) = (accepted.as_slice(), &others) {
        return Json::Bool(false);
    }
    let texts: Option<Vec<&str>> = accepted.iter().map(Json::as_str).collect();
    match texts {
        Some(texts) if texts.len() <= MOST_LISTED || texts.len() <= others.len() => one_of(&texts),
        Some(_) => all([json!({ "type": "string" }), not(part("blank")), not(json!({ "enum": others }))]),
        None => json!({ "enum": accepted }),
    }
}
