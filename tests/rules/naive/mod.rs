//! The meaning of a record a second time, straight from the words of the language: every question is answered by
//! asking what it depends on, with no plan and no order. Slow, short, and independent of `src/rules/`; only the value of
//! an expression in given cells comes from the engine, and that has its own conformance vectors.

mod problems;
mod rows;
mod scores;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use monev::expr::{Env, Expr, Frame, VarId, eval};
use monev::model::{
    ChoiceList, Formula, Instrument, Item, ItemId, ItemKind, Question, Required, ScoreId, VarKind,
};
use monev::rules::{Record, Recorded};
use monev::value::{List, ListId, RosterId, Special, State, TableId, Type, Value};

/// A row: under which row, its number there, and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) parent: u32,
    pub(crate) index: u32,
    pub(crate) recorded: Option<u32>,
    pub(crate) choice: Option<u32>,
    pub(crate) previous: Option<u32>,
}

pub(crate) struct Naive<'a> {
    pub(crate) instrument: &'a Instrument,
    pub(crate) record: &'a Record,
    /// What was found out already: nothing changes, it is only slow to find out again.
    known: RefCell<BTreeMap<(VarId, u32), (State, Value)>>,
    laid_out: RefCell<BTreeMap<RosterId, Arc<Vec<Row>>>>,
}

/// Expressions see cells, and the choice a filter is about.
struct Eyes<'a, 'b>(&'b Naive<'a>, Option<u32>);

impl Env for Eyes<'_, '_> {
    fn read(&self, var: VarId, row: u32) -> Value {
        self.0.cell(var, row).1
    }
    fn state(&self, var: VarId, row: u32) -> State {
        self.0.cell(var, row).0
    }
    fn rows(&self, roster: RosterId, parent: u32) -> Range<u32> {
        let rows = self.0.rows(roster);
        let start = rows.iter().take_while(|row| row.parent < parent).count() as u32;
        start..start + rows.iter().filter(|row| row.parent == parent).count() as u32
    }
    fn row_index(&self, roster: RosterId, row: u32) -> u32 {
        self.0.rows(roster)[row as usize].index
    }
    fn list(&self, list: ListId) -> Option<&List> {
        self.0.instrument.list(list).map(|list| &list.list)
    }
    fn label(&self, _: ListId, _: u32) -> Option<Arc<str>> {
        None
    }
    fn lookup(&self, _: TableId, _: &[Value], _: u32) -> Value {
        Value::Missing
    }
    fn current_choice(&self) -> Option<u32> {
        self.1
    }
}

fn missing(state: State) -> (State, Value) {
    (state, Value::Missing)
}

fn calculated(value: Value) -> (State, Value) {
    (if value.is_missing() { State::Unanswered } else { State::Answered }, value)
}

fn state_of(special: Special) -> State {
    match special {
        Special::DontKnow => State::DontKnow,
        Special::Refused => State::Refused,
        Special::NotApplicable => State::MarkedNotApplicable,
    }
}

impl<'a> Naive<'a> {
    pub(crate) fn new(instrument: &'a Instrument, record: &'a Record) -> Self {
        Self { instrument, record, known: RefCell::default(), laid_out: RefCell::default() }
    }

    pub(crate) fn item(&self, id: ItemId) -> &'a Item {
        &self.instrument.items[id]
    }

    pub(crate) fn question(&self, id: ItemId) -> Option<&'a Question> {
        if let ItemKind::Question(question) = &self.item(id).kind { Some(question) } else { None }
    }

    /// The rows around a row, from the record itself in.
    fn frame(&self, home: Option<RosterId>, row: u32) -> Frame {
        let Some(roster) = home else { return Frame::from_slice(&[0]) };
        let outer = self.instrument.rosters[roster.0 as usize].parent;
        let mut frame = self.frame(outer, self.rows(roster)[row as usize].parent);
        frame.push(row);
        frame
    }

    /// The numbers of a row within the rows around it.
    pub(crate) fn path(&self, home: Option<RosterId>, row: u32) -> Vec<u32> {
        let Some(roster) = home else { return Vec::new() };
        let found = self.rows(roster)[row as usize].clone();
        let mut path = self.path(self.instrument.rosters[roster.0 as usize].parent, found.parent);
        path.push(found.index);
        path
    }

    pub(crate) fn eval(&self, expr: &Expr, home: Option<RosterId>, row: u32) -> Value {
        eval(expr, &Eyes(self, None), &mut self.frame(home, row))
    }

    pub(crate) fn truth(&self, formula: &Formula, home: Option<RosterId>, row: u32) -> Option<bool> {
        self.eval(&formula.expr, home, row).truth()
    }

    /// "Its own `when` and all its ancestors' are true. Missing counts as not true."
    pub(crate) fn asked(&self, id: ItemId, row: u32) -> bool {
        let item = self.item(id);
        let own = item.when.as_ref().is_none_or(|when| self.truth(when, item.home, row) == Some(true));
        own && item.parent.is_none_or(|parent| match self.item(parent).kind {
            ItemKind::Roster(roster) => self.asked(parent, self.rows(roster)[row as usize].parent),
            _ => self.asked(parent, row),
        })
    }

    pub(crate) fn required(&self, id: ItemId, row: u32) -> bool {
        let Some(question) = self.question(id) else { return false };
        self.asked(id, row)
            && match &question.required {
                Required::Always => true,
                Required::Never => false,
                Required::When(when) => self.truth(when, self.item(id).home, row) == Some(true),
            }
    }

    pub(crate) fn score_asked(&self, id: ScoreId) -> bool {
        let score = &self.instrument.scores[id];
        score.when.as_ref().is_none_or(|when| self.truth(when, None, 0) == Some(true))
    }

    pub(crate) fn recorded(&self, var: VarId, home: Option<RosterId>, row: u32) -> Recorded {
        let at = home.map_or(Some(0), |roster| self.rows(roster)[row as usize].recorded);
        at.map_or(Recorded::Nothing, |at| self.record.answer(var, at).clone())
    }

    pub(crate) fn cell(&self, var: VarId, row: u32) -> (State, Value) {
        if let Some(cell) = self.known.borrow().get(&(var, row)) {
            return cell.clone();
        }
        let cell = self.find_cell(var, row);
        self.known.borrow_mut().insert((var, row), cell.clone());
        cell
    }

    fn find_cell(&self, id: VarId, row: u32) -> (State, Value) {
        let var = self.instrument.var(id).unwrap();
        match var.kind {
            VarKind::Today => calculated(self.record.today.map_or(Value::Missing, Value::Date)),
            VarKind::Given(_) => self.supplied(&var.ty, self.record.answer(id, 0)),
            VarKind::Prev(of) => {
                let at = var.home.map_or(Some(0), |roster| self.rows(roster)[row as usize].previous);
                self.supplied(&var.ty, at.map_or(&Recorded::Nothing, |at| self.record.previous.get(of, at)))
            }
            VarKind::RowChoice(roster) => {
                calculated(self.rows(roster)[row as usize].choice.map_or(Value::Missing, Value::Choice))
            }
            VarKind::Question(item) => self.answer(item, row),
            VarKind::Calc(item) if !self.asked(item, row) => missing(State::NotAsked),
            VarKind::Calc(item) => match &self.item(item).kind {
                ItemKind::Calc(calc) => calculated(self.eval(&calc.value.expr, var.home, row)),
                other => panic!("{other:?} is no calculation"),
            },
            VarKind::Score(score) | VarKind::Band(score) | VarKind::Part(score, _)
                if !self.score_asked(score) =>
            {
                missing(State::NotAsked)
            }
            VarKind::Score(score) => calculated(self.number(score).map_or(Value::Missing, Value::Num)),
            VarKind::Band(score) => calculated(self.class(score).map_or(Value::Missing, Value::Choice)),
            VarKind::Part(score, at) => {
                let part = &self.instrument.scores[score].method.parts()[at as usize];
                calculated(self.eval(&part.value.expr, None, 0))
            }
        }
    }

    /// What was recorded elsewhere is taken as it is.
    fn supplied(&self, ty: &Type, recorded: &Recorded) -> (State, Value) {
        match recorded {
            Recorded::Special(special) => missing(state_of(*special)),
            other => self.worth(ty, other, &|_| true).0,
        }
    }

    fn answer(&self, id: ItemId, row: u32) -> (State, Value) {
        let (item, question) = (self.item(id), self.question(id).unwrap());
        if !self.asked(id, row) {
            return missing(State::NotAsked);
        }
        let recorded = self.recorded(question.var, item.home, row);
        match &question.default {
            Some(default) if recorded == Recorded::Nothing && !self.record.finished => {
                let value = self.eval(&default.expr, item.home, row);
                let judged = self.judged(id, row, &Recorded::Value(value));
                if judged.1.is_some() { missing(State::Unanswered) } else { judged.0 }
            }
            _ => self.judged(id, row, &recorded).0,
        }
    }

    /// Whether a question offers a choice.
    pub(crate) fn offers(&self, id: ItemId, row: u32, choice: u32) -> bool {
        let home = self.item(id).home;
        let filter = self.question(id).unwrap().choices_where.as_ref();
        filter.is_none_or(|filter| {
            eval(&filter.expr, &Eyes(self, Some(choice)), &mut self.frame(home, row)).truth() == Some(true)
        })
    }

    /// What a recorded answer of an asked question is worth, and the check it fails in itself.
    pub(crate) fn judged(
        &self,
        id: ItemId,
        row: u32,
        recorded: &Recorded,
    ) -> ((State, Value), Option<&'static str>) {
        let question = self.question(id).unwrap();
        let list = question.ty.list().map(|list| self.instrument.list(list).unwrap());
        if let Recorded::Special(special) = recorded {
            let by_question = match special {
                Special::DontKnow => question.allow.dont_know,
                Special::Refused => question.allow.refused,
                Special::NotApplicable => question.allow.not_applicable,
            };
            let by_list = list.is_some_and(|l| l.list.choices.values().any(|c| c.special == Some(*special)));
            let allowed = by_question || by_list;
            let state = if allowed { state_of(*special) } else { State::Invalid };
            return (missing(state), (!allowed).then_some("special_not_allowed"));
        }
        let ty = &self.instrument.var(question.var).unwrap().ty;
        self.worth(ty, recorded, &|choice| self.offers(id, row, choice))
    }

    fn worth(
        &self,
        ty: &Type,
        recorded: &Recorded,
        offers: &dyn Fn(u32) -> bool,
    ) -> ((State, Value), Option<&'static str>) {
        let invalid = |check| (missing(State::Invalid), Some(check));
        let Recorded::Value(value) = recorded else {
            return match recorded {
                Recorded::Nothing | Recorded::Cleared => (missing(State::Unanswered), None),
                Recorded::NotInVersion => (missing(State::NotInVersion), None),
                other => panic!("{other:?} is drawn nowhere"),
            };
        };
        let list = ty.list().map(|list| self.instrument.list(list).unwrap());
        match (ty, value) {
            (_, Value::Missing) => (missing(State::Unanswered), None),
            (Type::Num(ty), Value::Num(number)) if number.normalized().scale() > ty.scale => invalid("scale"),
            (Type::Num(_), Value::Num(number)) if number.units().abs() > 10_i128.pow(20) => invalid("type"),
            (Type::Choice(_), Value::Choice(choice)) => match list.unwrap().list.choice(*choice) {
                None => invalid("choice"),
                Some(_) if !offers(*choice) => invalid("choice"),
                Some(found) => match found.special {
                    Some(special) => (missing(state_of(special)), None),
                    None => ((State::Answered, value.clone()), None),
                },
            },
            (Type::Choices(_), Value::Choices(ticked)) => several(list.unwrap(), ticked, offers),
            (Type::Num(ty), Value::Num(number)) => {
                ((State::Answered, Value::Num(number.rescale(ty.scale).unwrap())), None)
            }
            (Type::Bool, Value::Bool(_)) | (Type::Text, Value::Text(_)) => {
                ((State::Answered, value.clone()), None)
            }
            _ => invalid("type"),
        }
    }
}

fn several(
    list: &ChoiceList,
    ticked: &[u32],
    offers: &dyn Fn(u32) -> bool,
) -> ((State, Value), Option<&'static str>) {
    let special = |choice: u32| list.list.choice(choice).unwrap().special;
    let exclusive = |choice: u32| list.texts[choice as usize].exclusive;
    match ticked {
        [] => return (missing(State::Unanswered), None),
        _ if ticked.iter().any(|choice| !offers(*choice)) => {
            return (missing(State::Invalid), Some("choice"));
        }
        [one] => {
            let state = special(*one).map(|special| missing(state_of(special)));
            return (state.unwrap_or((State::Answered, Value::Choices(Arc::new([*one])))), None);
        }
        _ => {}
    }
    let mut kept: Vec<u32> = Vec::new();
    let mut repeated = false;
    for choice in ticked {
        repeated |= ticked.iter().filter(|other| *other == choice).count() > 1;
        if special(*choice).is_none() && !kept.contains(choice) {
            kept.push(*choice);
        }
    }
    let mixed = ticked.iter().any(|choice| special(*choice).is_some() || exclusive(*choice));
    let problem = if repeated { Some("duplicate") } else { mixed.then_some("exclusive") };
    let cell = if kept.is_empty() {
        missing(State::Invalid)
    } else {
        (State::Answered, Value::Choices(kept.into()))
    };
    (cell, problem)
}
