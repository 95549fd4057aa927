//! What an evaluation gives: every cell's worth, what is asked and required, the rows of rosters, what is wrong.
//!
//! **Invariant:** a column has one cell per row of its roster, one where it stands outside rosters; rows are numbered
//! through the whole record, those under one row of the roster around them side by side.

use std::ops::Range;
use std::sync::Arc;

use crate::expr::{Frame, VarId};
use crate::model::{CheckOrigin, Instrument, ItemId, ScoreId};
use crate::value::{RosterId, State, Value};

use super::plan::Members;
use super::record::RowPath;
use super::{Plan, Problem, View};

/// What a cell is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Why there is a value, or why not.
    pub state: State,
    /// The effective value: `Missing` in every state but `Answered`.
    pub value: Value,
}

impl Cell {
    /// A cell with a value; a missing one is unanswered.
    pub fn of(value: Value) -> Self {
        let state = if value.is_missing() { State::Unanswered } else { State::Answered };
        Self { state, value }
    }

    /// A cell without a usable value.
    pub const fn without(state: State) -> Self {
        Self { state, value: Value::Missing }
    }
}

pub(super) const NOT_ASKED: &Cell = &Cell::without(State::NotAsked);

/// A row a roster really has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Row {
    /// The row of the roster around it; 0 outside rosters.
    pub parent: u32,
    /// Where its answers stand in the record; none for a row nothing was recorded in.
    pub recorded: Option<u32>,
    /// The choice it stands for, in a `for_each` roster: its position in the list.
    pub choice: Option<u32>,
    /// The same row in the previous wave: where its answers stand in `Record::previous`.
    pub previous: Option<u32>,
}

/// The rows of a roster under one row of the roster around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Group {
    /// The first row.
    pub start: u32,
    /// One past the last row.
    pub end: u32,
    /// Recorded rows beyond `max`: left out, and an error.
    pub surplus: u32,
    /// Recorded rows with answers that the roster doesn't have now: kept aside.
    pub aside: u32,
    /// `count` gave no number of rows that could be: negative, not whole, or beyond `max`.
    pub bad_count: bool,
}

/// The rows of a roster.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Layout {
    /// By row of the roster around it.
    pub(super) groups: Vec<Group>,
    /// By row.
    pub(super) rows: Vec<Row>,
}

/// A warning that was confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// What was wrong.
    pub problem: Problem,
    /// Why the answer is right all the same.
    pub reason: Arc<str>,
}

/// A check that couldn't be decided though its question has an answer: something else it reads is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Undecided {
    /// The question.
    pub item: ItemId,
    /// Its row.
    pub row: u32,
    /// The check.
    pub check: CheckOrigin,
}

/// What an instrument says about a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// What is wrong, in document order; confirmed warnings aren't here.
    pub problems: Vec<Problem>,
    /// Warnings that were confirmed, in document order.
    pub confirmed: Vec<Confirmed>,
    /// Checks that passed only because something they read is missing, in document order.
    pub undecided: Vec<Undecided>,
    pub(super) cells: Vec<Vec<Cell>>,
    pub(super) asked: Vec<Vec<bool>>,
    pub(super) required: Vec<Vec<bool>>,
    pub(super) scores: Vec<bool>,
    pub(super) layouts: Vec<Layout>,
    /// By roster: the roster around it.
    pub(super) parents: Vec<Option<RosterId>>,
    pub(super) language: usize,
}

impl Outcome {
    /// An outcome to evaluate into, again and again: it keeps its memory.
    pub fn new() -> Self {
        Self::default()
    }

    /// What a cell is worth; outside its roster's rows, *not asked*.
    pub fn cell(&self, var: VarId, row: u32) -> &Cell {
        self.cells.get(var.0 as usize).and_then(|column| column.get(row as usize)).unwrap_or(NOT_ASKED)
    }

    /// Whether an item is asked: its own condition and its ancestors' hold.
    pub fn asked(&self, item: ItemId, row: u32) -> bool {
        self.asked.get(item.index()).and_then(|rows| rows.get(row as usize)).copied().unwrap_or(false)
    }

    /// Whether a score is computed.
    pub fn score_asked(&self, score: ScoreId) -> bool {
        self.scores.get(score.index()).copied().unwrap_or(false)
    }

    /// Whether a question is asked and must be answered.
    pub fn required(&self, item: ItemId, row: u32) -> bool {
        self.required.get(item.index()).and_then(|rows| rows.get(row as usize)).copied().unwrap_or(false)
    }

    /// The rows of a roster under a row of the roster around it (row 0 for an outer one).
    pub fn rows(&self, roster: RosterId, parent: u32) -> Range<u32> {
        self.group(roster, parent).map_or(0..0, |group| group.start..group.end)
    }

    /// How many rows there are in the whole record: of a roster, or 1 for the record itself.
    pub fn row_count(&self, home: Option<RosterId>) -> u32 {
        home.map_or(1, |roster| self.layout(roster).map_or(0, |layout| length(&layout.rows)))
    }

    /// A row of a roster.
    pub fn row(&self, roster: RosterId, row: u32) -> Option<&Row> {
        self.layout(roster)?.rows.get(row as usize)
    }

    /// What is known of a roster's rows under a row of the roster around it.
    pub fn group(&self, roster: RosterId, parent: u32) -> Option<&Group> {
        self.layout(roster)?.groups.get(parent as usize)
    }

    /// The 1-based number of a row among those under the same row.
    pub fn row_index(&self, roster: RosterId, row: u32) -> u32 {
        let parent = self.row(roster, row).map_or(0, |row| row.parent);
        let start = self.group(roster, parent).map_or(0, |group| group.start);
        row.saturating_sub(start) + 1
    }

    /// Where a row's answers stand in the record: row 0 for the record itself, none where nothing was recorded.
    pub fn recorded_row(&self, home: Option<RosterId>, row: u32) -> Option<u32> {
        home.map_or(Some(0), |roster| self.row(roster, row)?.recorded)
    }

    /// The place of a row for people and files.
    pub fn path(&self, home: Option<RosterId>, row: u32) -> RowPath {
        let mut path = RowPath::new();
        let mut at = home.map(|roster| (roster, row));
        while let Some((roster, row)) = at {
            path.push(self.row_index(roster, row));
            let parent = self.row(roster, row).map_or(0, |row| row.parent);
            at = self.parent(roster).map(|outer| (outer, parent));
        }
        path.reverse();
        path
    }

    /// The row of a place; none if there is no such row.
    pub fn find_row(&self, home: Option<RosterId>, path: &[u32]) -> Option<u32> {
        let chain: RosterChain = std::iter::successors(home, |roster| self.parent(*roster)).collect();
        if chain.len() != path.len() {
            return None;
        }
        chain.iter().rev().zip(path).try_fold(0, |parent, (roster, index)| {
            let rows = self.rows(*roster, parent);
            index.checked_sub(1).and_then(|at| rows.start.checked_add(at)).filter(|row| rows.contains(row))
        })
    }

    /// The frame of an expression that stands in a row of a roster, or in the record itself.
    pub fn frame(&self, home: Option<RosterId>, row: u32) -> Frame {
        let mut frame = Frame::new();
        let Some(home) = home else {
            frame.push(0);
            return frame;
        };
        let mut at = Some((home, row));
        while let Some((roster, row)) = at {
            frame.push(row);
            let parent = self.row(roster, row).map_or(0, |row| row.parent);
            at = self.parent(roster).map(|outer| (outer, parent));
        }
        frame.push(0);
        frame.reverse();
        frame
    }

    /// The outcome as expressions, labels and messages see it, in the language of the record.
    pub fn view<'a>(&'a self, instrument: &'a Instrument) -> View<'a> {
        View::new(instrument, self, self.language)
    }

    /// The language of labels and messages, by its number in the instrument.
    pub fn language(&self) -> usize {
        self.language
    }

    /// How many rosters a place is nested in.
    pub(super) fn depth(&self, home: Option<RosterId>) -> usize {
        std::iter::successors(home, |roster| self.parent(*roster)).count()
    }

    fn layout(&self, roster: RosterId) -> Option<&Layout> {
        self.layouts.get(roster.0 as usize)
    }

    fn parent(&self, roster: RosterId) -> Option<RosterId> {
        self.parents.get(roster.0 as usize).copied().flatten()
    }

    /// Makes room for an instrument and forgets what was found before.
    pub(super) fn prepare(&mut self, instrument: &Instrument, plan: &Plan, language: usize) {
        self.problems.clear();
        self.confirmed.clear();
        self.undecided.clear();
        self.language = language;
        self.cells.resize(instrument.vars.len(), Vec::new());
        self.asked.resize(instrument.items.len(), Vec::new());
        self.required.resize(instrument.items.len(), Vec::new());
        self.scores.clear();
        self.scores.resize(instrument.scores.len(), false);
        self.layouts.resize(instrument.rosters.len(), Layout::default());
        self.parents.clear();
        self.parents.extend(instrument.rosters.iter().map(|roster| roster.parent));
        for layout in &mut self.layouts {
            layout.rows.clear();
            layout.groups.clear();
        }
        let members = plan.members(None);
        for var in &members.vars {
            // Every cell of the record itself is written before it is read, so that one is as good as new.
            refill(self.cells.get_mut(var.0 as usize).filter(|column| column.len() != 1), 1, NOT_ASKED);
        }
        self.forget_items(members, 1);
        for roster in (0..).map(RosterId).take(instrument.rosters.len()) {
            self.resize(plan, roster);
        }
    }

    /// Gives every column of a roster as many cells as there are rows, all not asked.
    pub(super) fn resize(&mut self, plan: &Plan, roster: RosterId) {
        let rows = self.row_count(Some(roster)) as usize;
        let members = plan.members(Some(roster));
        for var in &members.vars {
            refill(self.cells.get_mut(var.0 as usize), rows, NOT_ASKED);
        }
        self.forget_items(members, rows);
    }

    /// Gives every column of a roster as many cells as there are rows, each with what stood in the row it was before.
    pub(super) fn carry(&mut self, plan: &Plan, roster: RosterId, from: &[Option<u32>]) {
        let members = plan.members(Some(roster));
        for var in &members.vars {
            carry(self.cells.get_mut(var.0 as usize), from, NOT_ASKED);
        }
        for item in &members.items {
            carry(self.asked.get_mut(item.index()), from, &false);
            carry(self.required.get_mut(item.index()), from, &false);
        }
    }

    /// Switches the language of labels and messages.
    pub fn speak(&mut self, language: usize) {
        self.language = language;
    }

    fn forget_items(&mut self, members: &Members, rows: usize) {
        for item in &members.items {
            refill(self.asked.get_mut(item.index()), rows, &false);
            refill(self.required.get_mut(item.index()), rows, &false);
        }
    }
}

type RosterChain = smallvec::SmallVec<[RosterId; 4]>;

fn length<T>(items: &[T]) -> u32 {
    u32::try_from(items.len()).unwrap_or(u32::MAX)
}

fn refill<T: Clone>(column: Option<&mut Vec<T>>, rows: usize, with: &T) {
    if let Some(column) = column {
        column.clear();
        column.resize(rows, with.clone());
    }
}

fn carry<T: Clone>(column: Option<&mut Vec<T>>, from: &[Option<u32>], with: &T) {
    if let Some(column) = column {
        let was = |row: &Option<u32>| column.get((*row)? as usize).cloned();
        *column = from.iter().map(|row| was(row).unwrap_or_else(|| with.clone())).collect();
    }
}
