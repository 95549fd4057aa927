//! Adding, removing and moving the rows of rosters.

use crate::expr::VarId;
use crate::model::{Roster, Rows};
use crate::rules::RecordedRow;
use crate::value::RosterId;

use super::edit::{Edit, Sheets};
use super::{Change, Place, Refused, RowKey, Session};

impl Session {
    /// Adds a row at the end of a roster in a place, and gives its key; [`Session::changes`] has what changed.
    ///
    /// # Errors
    /// [`Refused`] when the place is no roster, isn't asked, is full, or has rows that follow from elsewhere.
    pub fn add_row(&mut self, at: Place) -> Result<RowKey, Refused> {
        let form = self.form.clone();
        let row = self.row_number(at).ok_or(Refused::NoSuchPlace)?;
        let id = form.instrument.roster_of(at.item).ok_or(Refused::NotARoster)?;
        let roster = form.instrument.roster(id).ok_or(Refused::NotARoster)?;
        match roster.rows {
            Rows::Free | Rows::Previous(_) => {}
            Rows::Count(_) | Rows::ForEachTicked(_) | Rows::ForEachChoice(_) => {
                return Err(Refused::RowsFixed);
            }
        }
        if !self.outcome.asked(at.item, row) {
            return Err(Refused::NotAsked);
        }
        let rows = self.outcome.rows(id, row);
        if rows.end - rows.start >= roster.max {
            return Err(Refused::TooManyRows);
        }
        self.set_out(at);
        // An earlier wave's row that nothing was recorded in would take the new row for its own.
        if let Some(last) = rows.clone().last() {
            self.recorded_row(Some(id), last);
        }
        let parent = self.recorded_row(roster.parent, row);
        let key = self.keys.fresh();
        self.edit(Edit::Add { roster: id, rows: vec![(RecordedRow { parent, choice: None }, key)] });
        self.settle();
        Ok(key)
    }

    /// Removes a row with all that was answered in it. Undo brings it back.
    ///
    /// # Errors
    /// [`Refused`] when there is no such row, or when it follows from another answer, a list or the previous wave.
    pub fn remove_row(&mut self, key: RowKey) -> Result<&[Change], Refused> {
        let form = self.form.clone();
        let (id, row) = self.keys.find(key).ok_or(Refused::NoSuchRow)?;
        let (roster, at) = self.around(id, row).ok_or(Refused::NoSuchRow)?;
        let found = self.outcome.row(id, row).copied().unwrap_or_default();
        let removable = match roster_rows(&form, id).map(|roster| &roster.rows) {
            Some(Rows::Free) => true,
            Some(Rows::Previous(_)) => found.previous.is_none(),
            Some(Rows::Count(_) | Rows::ForEachTicked(_) | Rows::ForEachChoice(_)) | None => false,
        };
        let Some(recorded) = found.recorded.filter(|_| removable) else { return Err(Refused::RowsFixed) };
        self.set_out(Place { item: roster, row: at });
        let sheets = self.sheets_without(id, recorded);
        self.edit(Edit::Sheets(Box::new(sheets)));
        Ok(self.settle())
    }

    /// Moves a row among those under the same row, to a place counted from 1; beyond the last it becomes the last.
    ///
    /// # Errors
    /// [`Refused`] when there is no such row, or when their order follows from elsewhere.
    pub fn move_row(&mut self, key: RowKey, to: u32) -> Result<&[Change], Refused> {
        let form = self.form.clone();
        let (id, row) = self.keys.find(key).ok_or(Refused::NoSuchRow)?;
        let (roster, at) = self.around(id, row).ok_or(Refused::NoSuchRow)?;
        match roster_rows(&form, id).map(|roster| &roster.rows) {
            Some(Rows::Free | Rows::Count(_)) => {}
            Some(Rows::Previous(_) | Rows::ForEachTicked(_) | Rows::ForEachChoice(_)) | None => {
                return Err(Refused::RowsFixed);
            }
        }
        self.set_out(Place { item: roster, row: at });
        let parent = self.outcome.row(id, row).map_or(0, |row| row.parent);
        let rows = self.outcome.rows(id, parent);
        let from = (row - rows.start) as usize;
        let to = (to.max(1) - 1).min((rows.end - rows.start).saturating_sub(1)) as usize;
        if from == to {
            return Ok(self.unchanged());
        }
        self.recorded_row(Some(id), rows.end.saturating_sub(1));
        let sheets = self.sheets_moved(id, parent, (from, to));
        self.edit(Edit::Sheets(Box::new(sheets)));
        Ok(self.settle())
    }

    /// The roster's item and the row it stands in.
    fn around(&self, id: RosterId, row: u32) -> Option<(crate::model::ItemId, RowKey)> {
        let roster = self.form.instrument.roster(id)?;
        let parent = self.outcome.row(id, row)?.parent;
        Some((roster.item, self.keys.key(roster.parent, parent)?))
    }

    /// The recorded row of a row of the outcome; it is recorded now if it wasn't, with those before it, so that each
    /// stays what it was.
    pub(super) fn recorded_row(&mut self, home: Option<RosterId>, row: u32) -> u32 {
        let Some(id) = home else { return 0 };
        if let Some(recorded) = self.record_of(id, row) {
            return recorded;
        }
        let Some(found) = self.outcome.row(id, row).copied() else { return 0 };
        let around = self.form.instrument.roster(id).and_then(|roster| roster.parent);
        let parent = self.recorded_row(around, found.parent);
        let siblings = self.outcome.rows(id, found.parent);
        let mut rows = Vec::new();
        for sibling in siblings.filter(|sibling| *sibling <= row) {
            let Some(own) = self.outcome.row(id, sibling).copied() else { continue };
            // A row that stands for a choice says so; the others are known by those before them.
            if self.record_of(id, sibling).is_none() && (own.choice.is_none() || sibling == row) {
                let key = self.keys.key(Some(id), sibling).unwrap_or_default();
                rows.push((RecordedRow { parent, choice: own.choice }, key));
            }
        }
        self.edit(Edit::Add { roster: id, rows });
        self.record_of(id, row).unwrap_or(0)
    }

    /// The recorded row of a row, also when it was recorded only in the operation under way.
    fn record_of(&self, id: RosterId, row: u32) -> Option<u32> {
        if let Some(recorded) = self.outcome.row(id, row).and_then(|row| row.recorded) {
            return Some(recorded);
        }
        let key = self.keys.key(Some(id), row)?;
        let at = self.keys.recorded.get(id.0 as usize)?.iter().position(|other| *other == key)?;
        u32::try_from(at).ok()
    }

    /// The rosters in a roster, itself first, those around before those in them.
    fn nested(&self, id: RosterId) -> Vec<RosterId> {
        let mut all = vec![id];
        let mut at = 0;
        while let Some(outer) = all.get(at).copied() {
            let rosters = (0..).map(RosterId).zip(&self.form.instrument.rosters);
            all.extend(rosters.filter(|(_, roster)| roster.parent == Some(outer)).map(|(id, _)| id));
            at += 1;
        }
        all
    }

    /// The recorded rows of a roster and those in it without one row.
    fn sheets_without(&self, id: RosterId, gone: u32) -> Sheets {
        let mut order: Vec<u32> = (0..self.recorded_count(id)).collect();
        order.retain(|row| *row != gone);
        self.sheets_in_order(id, order)
    }

    /// The same with one row moved among those under the same row.
    fn sheets_moved(&self, id: RosterId, parent: u32, (from, to): (usize, usize)) -> Sheets {
        let rows = self.outcome.rows(id, parent);
        let own: Vec<u32> = rows.filter_map(|row| self.record_of(id, row)).collect();
        let mut moved = own.clone();
        if from < moved.len() && to < moved.len() {
            let row = moved.remove(from);
            moved.insert(to, row);
        }
        let mut order: Vec<u32> = (0..self.recorded_count(id)).collect();
        // Rows stand where their predecessors stood; beyond `max` there may be more, which stay.
        let mut places = own;
        places.sort_unstable();
        for (place, row) in places.into_iter().zip(moved) {
            if let Some(slot) = order.get_mut(place as usize) {
                *slot = row;
            }
        }
        self.sheets_in_order(id, order)
    }

    fn recorded_count(&self, id: RosterId) -> u32 {
        u32::try_from(self.record.answers.rows(id).len()).unwrap_or(u32::MAX)
    }

    /// The recorded rows of a roster in another order, or fewer, with all that stands in them and in the rosters in
    /// them.
    fn sheets_in_order(&self, id: RosterId, order: Vec<u32>) -> Sheets {
        let mut sheets = Sheets::default();
        let mut orders: Vec<(RosterId, Vec<u32>)> = vec![(id, order)];
        for inner in self.nested(id) {
            let parent = self.form.instrument.roster(inner).and_then(|roster| roster.parent);
            let around = orders.iter().find(|(id, _)| Some(*id) == parent && inner != id_of(&orders));
            let renumbered: Option<Vec<Option<u32>>> =
                around.map(|(outer, order)| places(order, self.recorded_count(*outer)));
            let new_parent = |row: &RecordedRow| match &renumbered {
                None => Some(row.parent),
                Some(places) => places.get(row.parent as usize).copied().flatten(),
            };
            let recorded = self.record.answers.rows(inner);
            let order: Vec<u32> = match orders.iter().find(|(id, _)| *id == inner) {
                Some((_, order)) => order.clone(),
                None => (0..)
                    .zip(recorded)
                    .filter(|(_, row)| new_parent(row).is_some())
                    .map(|(at, _)| at)
                    .collect(),
            };
            let pick = |at: &u32| {
                let row = recorded.get(*at as usize)?;
                Some(RecordedRow { parent: new_parent(row)?, choice: row.choice })
            };
            let rows = order.iter().filter_map(pick).collect();
            let keys = self.keys.recorded.get(inner.0 as usize).map(Vec::as_slice).unwrap_or_default();
            let keys = order.iter().filter_map(|at| keys.get(*at as usize).copied()).collect();
            sheets.rosters.push((inner, rows, keys));
            for (var, _) in
                (0..).map(VarId).zip(&self.form.instrument.vars).filter(|(_, var)| var.home == Some(inner))
            {
                if self.record.answers.columns.get(var.0 as usize).is_some_and(|column| !column.is_empty()) {
                    let column = order.iter().map(|at| self.record.answer(var, *at).clone()).collect();
                    sheets.columns.push((var, column));
                }
            }
            if inner != id {
                orders.push((inner, order));
            }
        }
        sheets
    }
}

/// The roster whose rows are put in order; those in it follow.
fn id_of(orders: &[(RosterId, Vec<u32>)]) -> RosterId {
    orders.first().map_or(RosterId(u32::MAX), |(id, _)| *id)
}

/// By old row: where it is now; none if it is gone.
fn places(order: &[u32], before: u32) -> Vec<Option<u32>> {
    let mut places = vec![None; before as usize];
    for (now, was) in (0..).zip(order) {
        if let Some(slot) = places.get_mut(*was as usize) {
            *slot = Some(now);
        }
    }
    places
}

fn roster_rows(form: &super::Form, id: RosterId) -> Option<&Roster> {
    form.instrument.roster(id)
}
