//! Which rows a roster has.

use std::sync::Arc;

use monev::expr::VarId;
use monev::model::{Formula, Roster, Rows};
use monev::rules::{Recorded, Sheet};
use monev::value::{RosterId, Value};

use super::{Naive, Row};

/// What was recorded for a roster under one row, and what the previous wave has there.
struct Place<'a> {
    naive: &'a Naive<'a>,
    id: RosterId,
    roster: &'a Roster,
    parent: u32,
    own: Vec<u32>,
    earlier: Vec<u32>,
}

impl Naive<'_> {
    pub(crate) fn rows(&self, id: RosterId) -> Arc<Vec<Row>> {
        if let Some(rows) = self.laid_out.borrow().get(&id) {
            return rows.clone();
        }
        let roster = &self.instrument.rosters[id.0 as usize];
        let parents = roster.parent.map_or(1, |outer| self.rows(outer).len() as u32);
        let mut all = Vec::new();
        for parent in (0..parents).filter(|parent| self.asked(roster.item, *parent)) {
            let rows = self.rows_under(id, parent).into_iter().take(roster.max as usize);
            all.extend((1..).zip(rows).map(|(index, row)| Row { parent, index, ..row }));
        }
        let all = Arc::new(all);
        self.laid_out.borrow_mut().insert(id, all.clone());
        all
    }

    /// The rows recorded, or of the previous wave, that stand under a row.
    pub(crate) fn recorded_under(&self, id: RosterId, parent: u32, previous: bool) -> Vec<u32> {
        let around = self.instrument.rosters[id.0 as usize].parent.map_or(Some(0), |outer| {
            let row = &self.rows(outer)[parent as usize];
            if previous { row.previous } else { row.recorded }
        });
        let sheet = if previous { &self.record.previous } else { &self.record.answers };
        let rows = sheet.rows(id).iter().enumerate();
        rows.filter(|(_, row)| Some(row.parent) == around).map(|(at, _)| at as u32).collect()
    }

    /// How many rows a `count` asks for: nothing if it is missing, `Some(None)` if it is no number of rows.
    pub(crate) fn counted(&self, formula: &Formula, id: RosterId, parent: u32) -> Option<Option<usize>> {
        let home = self.instrument.rosters[id.0 as usize].parent;
        let Value::Num(number) = self.eval(&formula.expr, home, parent) else { return None };
        let number = number.normalized();
        Some(usize::try_from(number.units()).ok().filter(|_| number.scale() == 0))
    }

    /// All rows that would be there if there were no most.
    pub(crate) fn rows_under(&self, id: RosterId, parent: u32) -> Vec<Row> {
        let roster = &self.instrument.rosters[id.0 as usize];
        let (own, earlier) = (self.recorded_under(id, parent, false), self.recorded_under(id, parent, true));
        let place = Place { naive: self, id, roster, parent, own, earlier };
        match &roster.rows {
            Rows::Free => place.first(place.own.len()),
            Rows::Count(formula) => {
                let counted = self.counted(formula, id, parent).flatten().unwrap_or(0);
                place.first(counted.min(roster.max as usize))
            }
            Rows::ForEachTicked(var) => place.each(&self.ticked(*var, roster, parent)),
            Rows::ForEachChoice(list) => {
                let choices = (0..).zip(self.instrument.list(*list).unwrap().list.choices.values());
                let proper = choices.filter(|(_, choice)| choice.special.is_none());
                place.each(&proper.map(|(at, _)| at).collect::<Vec<u32>>())
            }
            Rows::Previous(_) => place.carried_over(),
        }
    }

    fn ticked(&self, var: VarId, roster: &Roster, parent: u32) -> Vec<u32> {
        let depth = self.frame(self.instrument.var(var).unwrap().home, 0).len();
        let at = self.frame(roster.parent, parent)[depth - 1];
        let Value::Choices(ticked) = self.cell(var, at).1 else { return Vec::new() };
        let mut ticked = ticked.to_vec();
        ticked.sort();
        ticked
    }
}

impl Place<'_> {
    fn row(&self, recorded: Option<u32>, choice: Option<u32>, previous: Option<u32>) -> Row {
        Row { parent: self.parent, index: 0, recorded, choice, previous }
    }

    fn key(&self, sheet: &Sheet, row: u32) -> Option<Vec<Value>> {
        let value = |var: &VarId| match sheet.get(*var, row) {
            Recorded::Value(value) => Some(value.clone()),
            _ => None,
        };
        if self.roster.key.is_empty() { None } else { self.roster.key.iter().map(value).collect() }
    }

    /// The first rows of the previous wave with the key of a recorded row.
    fn same_key(&self, row: u32) -> Vec<u32> {
        let record = self.naive.record;
        let Some(key) = self.key(&record.answers, row) else { return Vec::new() };
        let same = |row: &u32| self.key(&record.previous, *row).as_ref() == Some(&key);
        self.earlier.iter().copied().filter(same).collect()
    }

    /// So many rows, recorded or not; each goes on from that of the same key, or else of the same number.
    fn first(&self, rows: usize) -> Vec<Row> {
        let row = |at: usize| {
            let recorded = self.own.get(at).copied();
            let previous = match self.roster.key.is_empty() {
                false => recorded.and_then(|row| self.same_key(row).first().copied()),
                true => self.earlier.get(at).copied(),
            };
            self.row(recorded, None, previous)
        };
        (0..rows).map(row).collect()
    }

    /// A row for each choice: that recorded for it, or one recorded for no choice at its position.
    fn each(&self, choices: &[u32]) -> Vec<Row> {
        let (record, id) = (self.naive.record, self.id);
        let named = |row: u32| record.answers.rows(id)[row as usize].choice;
        let before = |row: u32| record.previous.rows(id)[row as usize].choice;
        let row = |(at, choice): (usize, &u32)| {
            let by_name = self.own.iter().copied().find(|row| named(*row) == Some(*choice));
            let by_place = || self.own.get(at).copied().filter(|row| named(*row).is_none());
            let previous = self.earlier.iter().copied().find(|row| before(*row) == Some(*choice));
            self.row(by_name.or_else(by_place), Some(*choice), previous)
        };
        choices.iter().enumerate().map(row).collect()
    }

    /// The rows recorded, each with the row of its key, or the next one free where no key is filled in; then the rest of
    /// the previous wave.
    fn carried_over(&self) -> Vec<Row> {
        let mut open = self.earlier.clone();
        let mut rows: Vec<Row> = Vec::new();
        for at in &self.own {
            let previous = self.same_key(*at).into_iter().find(|row| open.contains(row));
            open.retain(|row| Some(*row) != previous);
            rows.push(self.row(Some(*at), None, previous));
        }
        for row in rows.iter_mut().filter(|row| row.previous.is_none()) {
            let answer = |key| self.naive.record.answer(key, row.recorded.unwrap());
            let key = &self.roster.key;
            let filled = !key.is_empty() && key.iter().all(|key| answer(*key).is_given());
            if !filled && !open.is_empty() {
                row.previous = Some(open.remove(0));
            }
        }
        rows.extend(open.into_iter().map(|earlier| self.row(None, None, Some(earlier))));
        rows
    }
}
