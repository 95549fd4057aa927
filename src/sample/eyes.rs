//! A record being made as a profile's expressions see it: the outcome so far, who it is of, the wave before.

use std::ops::Range;
use std::sync::Arc;

use super::names::{Column, column};
use crate::expr::{Env, Expr, VarId, eval};
use crate::rules::{Outcome, View};
use crate::value::{List, ListId, RosterId, State, TableId, Value};

/// What a profile knows of a record beside its answers.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// By the order of `Known`.
    pub(super) known: Vec<Value>,
    /// Random numbers, in the order declared.
    pub(super) draws: Vec<Value>,
}

/// The outcome so far with what only profiles know.
#[derive(Clone, Copy)]
pub(super) struct Eyes<'a> {
    /// The outcome so far.
    pub(super) view: View<'a>,
    /// Who the record is of.
    pub(super) facts: &'a Facts,
    /// The outcome of the wave before.
    pub(super) earlier: Option<&'a Outcome>,
}

impl Eyes<'_> {
    /// The value of an expression in a row of a roster, or in the record itself.
    pub(super) fn eval(&self, expr: &Expr, home: Option<RosterId>, row: u32) -> Value {
        if let Some(constant) = expr.as_constant() {
            return constant.clone();
        }
        eval(expr, self, &mut self.view.outcome.frame(home, row))
    }

    fn extra(&self, var: VarId) -> Option<Value> {
        let found = match column(var) {
            Column::Own(_) => return None,
            Column::Before(var) => self.earlier.map(|earlier| &earlier.cell(var, 0).value),
            Column::Known(at) => self.facts.known.get(at),
            Column::Draw(at) => self.facts.draws.get(at),
        };
        Some(found.cloned().unwrap_or(Value::Missing))
    }
}

impl Env for Eyes<'_> {
    fn read(&self, var: VarId, row: u32) -> Value {
        self.extra(var).unwrap_or_else(|| self.view.read(var, row))
    }

    fn state(&self, var: VarId, row: u32) -> State {
        match (column(var), self.extra(var)) {
            (Column::Before(var), _) => {
                self.earlier.map_or(State::Unanswered, |earlier| earlier.cell(var, 0).state)
            }
            (_, None) => self.view.state(var, row),
            (_, Some(Value::Missing)) => State::Unanswered,
            (_, Some(_)) => State::Answered,
        }
    }

    fn rows(&self, roster: RosterId, parent_row: u32) -> Range<u32> {
        self.view.rows(roster, parent_row)
    }

    fn row_index(&self, roster: RosterId, row: u32) -> u32 {
        self.view.row_index(roster, row)
    }

    fn list(&self, list: ListId) -> Option<&List> {
        self.view.list(list)
    }

    fn label(&self, list: ListId, choice: u32) -> Option<Arc<str>> {
        Env::label(&self.view, list, choice)
    }

    fn lookup(&self, table: TableId, keys: &[Value], column: u32) -> Value {
        self.view.lookup(table, keys, column)
    }

    fn current_choice(&self) -> Option<u32> {
        self.view.current_choice()
    }
}
