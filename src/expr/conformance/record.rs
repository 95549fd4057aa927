//! The answers of one vector.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::Value as Yaml;

use super::fixture::{Column, Fixture, content};
use super::{Vector, VectorError, plain};
use crate::expr::{Env, Scope, VarId};
use crate::value::{List, ListId, RosterId, State, TableId, Value};

/// The rows of a roster through the whole record: for each, the row of the parent it stands under.
#[derive(Debug, Clone, Default)]
struct Rows {
    parents: Vec<u32>,
}

/// The answers of one vector.
pub(super) struct Record<'f> {
    fixture: &'f Fixture,
    cells: Vec<Vec<(Value, State)>>,
    rows: Vec<Rows>,
    choice: Option<u32>,
}

impl<'f> Record<'f> {
    pub(super) fn new(fixture: &'f Fixture, vector: &Vector) -> Result<Self, VectorError> {
        let mut record = Self {
            fixture,
            cells: vec![Vec::new(); fixture.columns.len()],
            rows: vec![Rows::default(); fixture.rosters.len()],
            choice: None,
        };
        for name in vector.with.keys().chain(&vector.irrelevant) {
            let known = fixture.resolve(&[name]).is_some();
            known.then_some(()).ok_or_else(|| content(format!("there is no question or roster {name}")))?;
        }
        let root = vector.with.iter().map(|(name, value)| (Yaml::from(name.as_str()), value.clone()));
        let root = Yaml::Mapping(root.collect());
        record.fill(None, &root, vector)?;
        for index in 0..fixture.rosters.len() {
            let roster = RosterId(u32::try_from(index).unwrap_or(u32::MAX));
            record.fill_roster(roster, &root, vector)?;
        }
        if let Some((list, code)) = &vector.choice {
            let list = fixture.list(fixture.list_named(list)?);
            record.choice = list.and_then(|list| list.position(code));
        }
        Ok(record)
    }

    /// The cells of one row (or of the record itself).
    fn fill(&mut self, home: Option<RosterId>, row: &Yaml, vector: &Vector) -> Result<(), VectorError> {
        for (column, cells) in self.fixture.columns.iter().zip(&mut self.cells) {
            if column.home == home {
                cells.push(cell(self.fixture, column, row, vector)?);
            }
        }
        Ok(())
    }

    /// The rows of a roster, outer rosters before those nested in them. A nested roster stands in its parent's rows.
    fn fill_roster(&mut self, roster: RosterId, root: &Yaml, vector: &Vector) -> Result<(), VectorError> {
        let Some(info) = self.fixture.rosters.get(roster.0 as usize) else { return Ok(()) };
        if vector.irrelevant.iter().any(|id| **id == *info.name) {
            return Ok(());
        }
        let above: Vec<Yaml> = match info.parent {
            None => vec![root.clone()],
            Some(parent) => self.written_rows(parent, root),
        };
        for (parent_row, written) in above.iter().enumerate() {
            if rows_in(written, &info.name).count() > info.max as usize {
                return Err(content(format!("the roster {} has at most {} rows", info.name, info.max)));
            }
            for row in rows_in(written, &info.name) {
                self.known_fields(roster, row)?;
                self.fill(Some(roster), row, vector)?;
                if let Some(rows) = self.rows.get_mut(roster.0 as usize) {
                    rows.parents.push(u32::try_from(parent_row).unwrap_or(u32::MAX));
                }
            }
        }
        Ok(())
    }

    /// Whether a row names only questions of its roster and rosters nested in it.
    fn known_fields(&self, roster: RosterId, row: &Yaml) -> Result<(), VectorError> {
        let fixture = self.fixture;
        let known = |name: &str| {
            fixture.columns.iter().any(|column| column.home == Some(roster) && column.name == name)
                || fixture.rosters.iter().any(|nested| nested.parent == Some(roster) && *nested.name == *name)
        };
        let names = row.as_mapping().into_iter().flat_map(|row| row.keys().map(plain));
        match names.into_iter().find(|name| !known(name)) {
            Some(name) => Err(content(format!("a row has no question or roster {name}"))),
            None => Ok(()),
        }
    }

    /// The rows of a roster as written, numbered through the record.
    fn written_rows(&self, roster: RosterId, root: &Yaml) -> Vec<Yaml> {
        let Some(info) = self.fixture.rosters.get(roster.0 as usize) else { return Vec::new() };
        let above = match info.parent {
            None => vec![root.clone()],
            Some(parent) => self.written_rows(parent, root),
        };
        above.iter().flat_map(|row| rows_in(row, &info.name)).cloned().collect()
    }

    /// The n-th row (from 1) of a roster under a row of its parent.
    pub(super) fn row(&self, roster: RosterId, above: u32, number: u32) -> Option<u32> {
        let rows = self.rows(roster, above);
        let row = rows.start.checked_add(number.checked_sub(1)?)?;
        rows.contains(&row).then_some(row)
    }
}

fn rows_in<'y>(written: &'y Yaml, roster: &str) -> impl Iterator<Item = &'y Yaml> {
    written.get(roster).and_then(Yaml::as_sequence).into_iter().flatten()
}

fn cell(
    fixture: &Fixture,
    column: &Column,
    row: &Yaml,
    vector: &Vector,
) -> Result<(Value, State), VectorError> {
    if vector.irrelevant.contains(&column.name) {
        return Ok((Value::Missing, State::NotAsked));
    }
    match row.get(&column.name) {
        Some(yaml) => fixture.value(yaml, &column.ty),
        None => Ok((Value::Missing, State::Unanswered)),
    }
}

impl Env for Record<'_> {
    fn read(&self, var: VarId, row: u32) -> Value {
        let cell = self.cells.get(var.0 as usize).and_then(|cells| cells.get(row as usize));
        cell.map_or(Value::Missing, |(value, _)| value.clone())
    }

    fn state(&self, var: VarId, row: u32) -> State {
        let cell = self.cells.get(var.0 as usize).and_then(|cells| cells.get(row as usize));
        cell.map_or(State::NotAsked, |(_, state)| *state)
    }

    fn rows(&self, roster: RosterId, parent_row: u32) -> Range<u32> {
        let Some(rows) = self.rows.get(roster.0 as usize) else { return 0..0 };
        let start = rows.parents.partition_point(|parent| *parent < parent_row);
        let end = rows.parents.partition_point(|parent| *parent <= parent_row);
        u32::try_from(start).unwrap_or(0)..u32::try_from(end).unwrap_or(0)
    }

    fn row_index(&self, roster: RosterId, row: u32) -> u32 {
        let parent = self.rows.get(roster.0 as usize).and_then(|rows| rows.parents.get(row as usize));
        row + 1 - self.rows(roster, parent.copied().unwrap_or_default()).start
    }

    fn list(&self, list: ListId) -> Option<&List> {
        self.fixture.list(list)
    }

    fn label(&self, list: ListId, choice: u32) -> Option<Arc<str>> {
        self.fixture.label(list, choice)
    }

    fn lookup(&self, table: TableId, keys: &[Value], column: u32) -> Value {
        self.fixture.cell(table, keys, column)
    }

    fn current_choice(&self) -> Option<u32> {
        self.choice
    }
}
