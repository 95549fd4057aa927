//! What an expression needs to be evaluated: cells, rows, lists, tables.

use std::ops::Range;
use std::sync::Arc;

use smallvec::SmallVec;

use super::VarId;
use crate::value::{List, ListId, RosterId, State, TableId, Value};

/// The rows an expression stands in: slot 0 is the record itself (row 0), slots 1.. the rows of its rosters from the
/// outermost, then those that aggregates open.
///
/// Rows of a roster are numbered through the whole record, so that a column of a nested roster is one flat list.
pub type Frame = SmallVec<[u32; 4]>;

/// The record an expression is evaluated against.
pub trait Env {
    /// The effective value of a cell: `Missing` unless it is asked and has a usable value.
    fn read(&self, var: VarId, row: u32) -> Value;

    /// Why the cell has a value or not.
    fn state(&self, var: VarId, row: u32) -> State;

    /// The rows of a roster under a row of its parent (row 0 of the record for an outer roster). Empty while the
    /// roster isn't asked.
    fn rows(&self, roster: RosterId, parent_row: u32) -> Range<u32>;

    /// The 1-based number of a row within its parent row.
    fn row_index(&self, roster: RosterId, row: u32) -> u32;

    /// A choice list.
    fn list(&self, list: ListId) -> Option<&List>;

    /// The label of a choice in the language of the interview.
    fn label(&self, list: ListId, choice: u32) -> Option<Arc<str>>;

    /// The value of `column` in the row of a table that has these keys; `Missing` if there is none.
    fn lookup(&self, table: TableId, keys: &[Value], column: u32) -> Value;

    /// The choice a `choices_where` is being decided for: its position in its list.
    fn current_choice(&self) -> Option<u32>;
}
