//! An environment with one answer, to try out what a condition says of each of its values.

use std::ops::Range;
use std::sync::Arc;

use smallvec::smallvec;

use crate::expr::{Env, Expr, Frame, NodeId, VarId, eval_node};
use crate::model::Instrument;
use crate::value::{List, ListId, RosterId, Special, State, TableId, Value};

/// One answer, and the choice a filter is asked for; everything else is not asked.
#[derive(Debug, Clone)]
pub struct Trial<'a> {
    /// Whose answer it is.
    pub instrument: &'a Instrument,
    /// The column that has a value or a state, if one has.
    pub answered: Option<(VarId, Value, State)>,
    /// The choice of a filter, by its place in the list.
    pub choice: Option<u32>,
}

impl Trial<'_> {
    /// The value of a node that reads nothing else. All rows are row 0.
    pub fn eval(&self, expr: &Expr, id: NodeId) -> Value {
        let mut frame: Frame = smallvec![0; 8];
        eval_node(expr, id, self, &mut frame)
    }
}

/// The state of a question for which a reason is recorded.
pub const fn state_of(reason: Special) -> State {
    match reason {
        Special::DontKnow => State::DontKnow,
        Special::Refused => State::Refused,
        Special::NotApplicable => State::MarkedNotApplicable,
    }
}

impl Env for Trial<'_> {
    fn read(&self, wanted: VarId, _: u32) -> Value {
        match &self.answered {
            Some((var, value, _)) if *var == wanted => value.clone(),
            Some(_) | None => Value::Missing,
        }
    }

    fn state(&self, wanted: VarId, _: u32) -> State {
        match &self.answered {
            Some((var, _, state)) if *var == wanted => *state,
            Some(_) | None => State::NotAsked,
        }
    }

    fn rows(&self, _: RosterId, _: u32) -> Range<u32> {
        0..0
    }

    fn row_index(&self, _: RosterId, _: u32) -> u32 {
        0
    }

    fn list(&self, list: ListId) -> Option<&List> {
        self.instrument.list(list).map(|list| &list.list)
    }

    fn label(&self, _: ListId, _: u32) -> Option<Arc<str>> {
        None
    }

    fn lookup(&self, _: TableId, _: &[Value], _: u32) -> Value {
        Value::Missing
    }

    fn current_choice(&self) -> Option<u32> {
        self.choice
    }
}
