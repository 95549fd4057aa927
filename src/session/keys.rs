//! Keys of rows: which row is which, however rows are added, removed, moved, hidden and brought back.
//!
//! A row that was recorded has a key of its own. One that nothing was recorded in is known by what it stands for: a
//! choice, a row of the previous wave, or its number.

use std::collections::BTreeMap;

use crate::rules::{Outcome, Record, Row};
use crate::value::RosterId;

use super::RowKey;

/// What a row that isn't recorded stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    Choice(u32),
    Previous(u32),
    Number(u32),
}

/// The keys of all rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    last: u32,
    /// By roster and recorded row.
    pub(super) recorded: Vec<Vec<RowKey>>,
    /// Of rows nothing was recorded in, by roster, the row around, and what they stand for.
    loose: BTreeMap<(RosterId, RowKey, Stands), RowKey>,
    /// By roster and row of the outcome.
    rows: Vec<Vec<RowKey>>,
}

impl Keys {
    /// Keys for all rows of a record.
    pub(super) fn new(record: &Record) -> Self {
        let rosters = record.answers.rosters.len();
        let mut keys = Self { rows: vec![Vec::new(); rosters], ..Self::default() };
        for rows in &record.answers.rosters {
            let own = rows.iter().map(|_| keys.fresh()).collect();
            keys.recorded.push(own);
        }
        keys
    }

    /// A key no row ever had.
    pub(super) fn fresh(&mut self) -> RowKey {
        self.last += 1;
        RowKey(self.last)
    }

    /// The key of a row of the outcome.
    pub(super) fn key(&self, home: Option<RosterId>, row: u32) -> Option<RowKey> {
        match home {
            None => (row == 0).then_some(RowKey::RECORD),
            Some(roster) => self.rows.get(roster.0 as usize)?.get(row as usize).copied(),
        }
    }

    /// The row of the outcome that has a key.
    pub(super) fn row(&self, home: Option<RosterId>, key: RowKey) -> Option<u32> {
        match home {
            None => (key == RowKey::RECORD).then_some(0),
            Some(roster) => {
                let at = self.rows.get(roster.0 as usize)?.iter().position(|other| *other == key);
                at.and_then(|at| u32::try_from(at).ok())
            }
        }
    }

    /// The roster and row of the outcome that have a key.
    pub(super) fn find(&self, key: RowKey) -> Option<(RosterId, u32)> {
        let rosters = (0..u32::try_from(self.rows.len()).unwrap_or(u32::MAX)).map(RosterId);
        rosters.into_iter().find_map(|roster| Some((roster, self.row(Some(roster), key)?)))
    }

    /// The keys of a roster's rows.
    pub(super) fn rows(&self, roster: RosterId) -> &[RowKey] {
        self.rows.get(roster.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Gives the rows of a roster their keys, after it was laid out. The roster around it has its keys already.
    pub(super) fn follow(&mut self, outcome: &Outcome, roster: RosterId, around: Option<RosterId>) {
        let mut keys = self.rows.get_mut(roster.0 as usize).map(std::mem::take).unwrap_or_default();
        keys.clear();
        for row in 0..outcome.row_count(Some(roster)) {
            let Some(found) = outcome.row(roster, row) else { continue };
            let number = outcome.row_index(roster, row);
            keys.push(self.key_of(roster, around, found, number));
        }
        if let Some(slot) = self.rows.get_mut(roster.0 as usize) {
            *slot = keys;
        }
    }

    fn key_of(&mut self, roster: RosterId, around: Option<RosterId>, row: &Row, number: u32) -> RowKey {
        let recorded = self.recorded.get(roster.0 as usize).map(Vec::as_slice).unwrap_or_default();
        if let Some(key) = row.recorded.and_then(|at| recorded.get(at as usize)) {
            return *key;
        }
        let stands = match (row.choice, row.previous) {
            (Some(choice), _) => Stands::Choice(choice),
            (None, Some(previous)) => Stands::Previous(previous),
            (None, None) => Stands::Number(number),
        };
        let parent = self.key(around, row.parent).unwrap_or_default();
        let known = self.loose.get(&(roster, parent, stands)).copied();
        // A row that was recorded took its key with it.
        if let Some(key) = known.filter(|key| !recorded.contains(key)) {
            return key;
        }
        let key = self.fresh();
        self.loose.insert((roster, parent, stands), key);
        key
    }
}
