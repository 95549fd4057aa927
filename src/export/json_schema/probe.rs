//! An environment with one answer, to try out what a condition says of each of its values.

use std::ops::Range;
use std::sync::Arc;

use smallvec::smallvec;

use crate::expr::{Env, Expr, Frame, NodeId, VarId, eval_node};
use crate::model::Instrument;
use crate::value::{List, ListId, RosterId, State, TableId, Value};

/// One answer, and the choice a filter is asked for.
pub(super) struct Probe<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) var: Option<VarId>,
    pub(super) value: Value,
    pub(super) state: State,
    pub(super) choice: Option<u32>,
}

impl Probe<'_> {
    /// The value of a node that reads nothing else. All rows are row 0.
    pub(super) fn eval(&self, expr: &Expr, id: NodeId) -> Value {
        let mut frame: Frame = smallvec![0; 8];
        eval_node(expr, id, self, &mut frame)
    }
}

impl Env for Probe<'_> {
    fn read(&self, var: VarId, _: u32) -> Value {
        if self.var == Some(var) { self.value.clone() } else { Value::Missing }
    }

    fn state(&self, var: VarId, _: u32) -> State {
        if self.var == Some(var) { self.state } else { State::Unanswered }
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
