//! What a recorded answer is worth: the value, or why there is none.

use std::collections::BTreeSet;

use crate::model::answer::Fault;
use crate::model::{Allow, Bounds, ChoiceList, Instrument, Item, ItemId, Question};
use crate::value::{Decimal, ListId, NumType, Special, State, Type, Value};

use super::outcome::{Cell, NOT_ASKED};
use super::record::{Record, Recorded};
use super::{ProblemKind, View, choices};

/// A recorded answer, judged.
pub(super) struct Judged {
    /// What it is worth.
    pub(super) cell: Cell,
    /// What is wrong with it in itself, whatever the checks say.
    pub(super) problem: Option<ProblemKind>,
}

impl Judged {
    fn fine(cell: Cell) -> Self {
        Self { cell, problem: None }
    }

    fn invalid(problem: ProblemKind) -> Self {
        Self { cell: Cell::without(State::Invalid), problem: Some(problem) }
    }
}

/// The state a special answer leaves a cell in.
fn special_state(special: Special) -> State {
    match special {
        Special::DontKnow => State::DontKnow,
        Special::Refused => State::Refused,
        Special::NotApplicable => State::MarkedNotApplicable,
    }
}

/// The cell of a given fact or of the previous wave: recorded elsewhere, so nothing is checked but special choices.
pub(super) fn input_cell(instrument: &Instrument, ty: &Type, recorded: &Recorded) -> Cell {
    match recorded {
        Recorded::Nothing | Recorded::Cleared => Cell::without(State::Unanswered),
        Recorded::NotInVersion => Cell::without(State::NotInVersion),
        Recorded::Unreadable(_) => Cell::without(State::Invalid),
        Recorded::Special(special) => Cell::without(special_state(*special)),
        Recorded::Value(Value::Missing) => Cell::without(State::Unanswered),
        Recorded::Value(value) if misfit(instrument, ty, value).is_some() => Cell::without(State::Invalid),
        Recorded::Value(value) => {
            let list = ty.list().and_then(|list| instrument.list(list));
            judge_value(value, list, |_| true).cell
        }
    }
}

/// The cell of a question: not asked, its answer, or its default.
pub(super) fn question_cell(view: &View<'_>, record: &Record, id: ItemId, row: u32) -> Cell {
    let Some((item, question)) = view.instrument.question(id).filter(|_| view.outcome.asked(id, row)) else {
        return NOT_ASKED.clone();
    };
    let recorded = recorded(view, record, item, question, row);
    match (&question.default, recorded) {
        (Some(default), Recorded::Nothing) if !record.finished => {
            let value = fitted(view.instrument, question, view.eval(&default.expr, item.home, row));
            let judged = judge(view, item, question, row, &Recorded::Value(value));
            // A default that the question would refuse fills nothing.
            if judged.problem.is_none() { judged.cell } else { Cell::without(State::Unanswered) }
        }
        (Some(_) | None, recorded) => judge(view, item, question, row, recorded).cell,
    }
}

/// What was recorded for a question in a row.
pub(super) fn recorded<'a>(
    view: &View<'_>,
    record: &'a Record,
    item: &Item,
    question: &Question,
    row: u32,
) -> &'a Recorded {
    let at = view.outcome.recorded_row(item.home, row);
    at.map_or(&Recorded::Nothing, |at| record.answer(question.var, at))
}

/// A default's number with as many decimals as the question keeps.
fn fitted(instrument: &Instrument, question: &Question, value: Value) -> Value {
    match (value, instrument.var(question.var).map(|var| &var.ty)) {
        (Value::Num(number), Some(Type::Num(ty))) => {
            number.rescale(ty.scale).map_or(Value::Missing, Value::Num)
        }
        (value, _) => value,
    }
}

/// What a recorded answer of an asked question is worth, and what is wrong with it.
pub(super) fn judge(
    view: &View<'_>,
    item: &Item,
    question: &Question,
    row: u32,
    recorded: &Recorded,
) -> Judged {
    let list = question.ty.list().and_then(|list| view.instrument.list(list));
    match recorded {
        Recorded::Nothing | Recorded::Cleared | Recorded::Value(Value::Missing) => {
            Judged::fine(Cell::without(State::Unanswered))
        }
        Recorded::NotInVersion => Judged::fine(Cell::without(State::NotInVersion)),
        Recorded::Unreadable(fault) => Judged::invalid(ProblemKind::Unreadable(*fault)),
        Recorded::Special(special) if allows(question.allow, list, *special) => {
            Judged::fine(Cell::without(special_state(*special)))
        }
        Recorded::Special(_) => Judged::invalid(ProblemKind::SpecialNotAllowed),
        Recorded::Value(value) => {
            let ty = view.instrument.var(question.var).map_or(&Type::Wrong, |var| &var.ty);
            if let Some(fault) = misfit(view.instrument, ty, value) {
                return Judged::invalid(ProblemKind::Unreadable(fault));
            }
            let offered = |choice: u32| {
                let filter = question.choices_where.as_ref();
                filter.is_none_or(|filter| choices::passes(view, filter, choice, item.home, row))
            };
            judge_value(value, list, offered)
        }
    }
}

/// What a value of the right type is worth, where these choices are offered.
fn judge_value(value: &Value, list: Option<&ChoiceList>, offered: impl Fn(u32) -> bool) -> Judged {
    match (value, list) {
        (Value::Choice(choice), Some(list)) => judge_choice(list, *choice, offered),
        (Value::Choices(ticked), Some(list)) => judge_choices(list, ticked, offered),
        (value, _) => Judged::fine(Cell::of(value.clone())),
    }
}

fn allows(allow: Allow, list: Option<&ChoiceList>, special: Special) -> bool {
    let by_question = match special {
        Special::DontKnow => allow.dont_know,
        Special::Refused => allow.refused,
        Special::NotApplicable => allow.not_applicable,
    };
    by_question || list.is_some_and(|list| list.list.special(special).is_some())
}

/// Why a value can't stand in a column of a type: an embedding app may hand over anything.
fn misfit(instrument: &Instrument, ty: &Type, value: &Value) -> Option<Fault> {
    let of_kind = match (ty, value) {
        (Type::Num(ty), Value::Num(number)) => return misfit_number(ty, *number),
        (Type::Choice(list), Value::Choice(choice)) => return unknown(instrument, *list, &[*choice]),
        (Type::Choices(list), Value::Choices(ticked)) => return unknown(instrument, *list, ticked),
        (Type::Bool, Value::Bool(_))
        | (Type::Text, Value::Text(_))
        | (Type::Date, Value::Date(_))
        | (Type::Time, Value::Time(_))
        | (Type::DateTime, Value::DateTime(_))
        | (Type::Geo, Value::Geo(_))
        | (Type::File, Value::File(_)) => true,
        (_, _) => false,
    };
    (!of_kind).then_some(Fault::WrongType)
}

/// A number with more decimals than the column keeps, or beyond what the engine computes with.
fn misfit_number(ty: &NumType, number: Decimal) -> Option<Fault> {
    let number = number.normalized();
    if number.scale() > ty.scale {
        return Some(Fault::TooManyDecimals);
    }
    let usual = Bounds::usual(ty.scale);
    let (least, most) = (ty.min.min(-usual), ty.max.max(usual));
    let fits = number.rescale(ty.scale).is_some_and(|number| (least..=most).contains(&number.units()));
    (!fits).then_some(Fault::OutOfRange)
}

fn unknown(instrument: &Instrument, list: ListId, choices: &[u32]) -> Option<Fault> {
    let known = |choice: &u32| instrument.list(list).is_some_and(|list| list.list.choice(*choice).is_some());
    (!choices.iter().all(known)).then_some(Fault::UnknownCode)
}

fn judge_choice(list: &ChoiceList, choice: u32, offered: impl Fn(u32) -> bool) -> Judged {
    let Some(found) = list.list.choice(choice) else {
        return Judged::invalid(ProblemKind::Unreadable(Fault::UnknownCode));
    };
    if !offered(choice) {
        return Judged::invalid(ProblemKind::NotOffered);
    }
    let cell =
        found.special.map_or_else(|| Cell::of(Value::Choice(choice)), |s| Cell::without(special_state(s)));
    Judged::fine(cell)
}

/// Several choices. One that isn't in the list or isn't offered makes the whole answer unusable; a special choice alone
/// is that special answer; repeats, and special or exclusive choices among others, are wrong but the rest still counts.
fn judge_choices(list: &ChoiceList, ticked: &std::sync::Arc<[u32]>, offered: impl Fn(u32) -> bool) -> Judged {
    if ticked.is_empty() {
        return Judged::fine(Cell::without(State::Unanswered));
    }
    if !ticked.iter().all(|choice| offered(*choice)) {
        return Judged::invalid(ProblemKind::NotOffered);
    }
    let special = |choice: &u32| list.list.choice(*choice).and_then(|choice| choice.special);
    if let [only] = &**ticked {
        let state = special(only).map(|special| Cell::without(special_state(special)));
        return Judged::fine(state.unwrap_or_else(|| Cell::of(Value::Choices(ticked.clone()))));
    }
    let exclusive = |choice: &u32| list.texts.get(*choice as usize).is_some_and(|text| text.exclusive);
    let repeated = repeats(ticked);
    if repeated || ticked.iter().any(|choice| special(choice).is_some()) {
        let mut seen = BTreeSet::new();
        let proper =
            ticked.iter().copied().filter(|choice| special(choice).is_none() && seen.insert(*choice));
        let proper: std::sync::Arc<[u32]> = proper.collect();
        let cell =
            if proper.is_empty() { Cell::without(State::Invalid) } else { Cell::of(Value::Choices(proper)) };
        let problem = if repeated { ProblemKind::Repeated } else { ProblemKind::Exclusive };
        return Judged { cell, problem: Some(problem) };
    }
    let cell = Cell::of(Value::Choices(ticked.clone()));
    Judged { cell, problem: ticked.iter().any(exclusive).then_some(ProblemKind::Exclusive) }
}

/// Whether a choice stands twice. Few are ever ticked, and a list is at most as long as its choices.
fn repeats(ticked: &[u32]) -> bool {
    if ticked.len() <= 16 {
        let twice = |(at, choice): (usize, &u32)| ticked.iter().take(at).any(|earlier| earlier == choice);
        return ticked.iter().enumerate().any(twice);
    }
    let mut sorted = ticked.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| pair.first() == pair.last())
}
