//! Places of an interview, for programs and for people.

use crate::model::ItemId;
use crate::rules::Outcome;
use crate::value::RosterId;

use super::{Form, Session};

/// A roster's row, for as long as the session lasts: a number that no other row of any roster has, and that stays with
/// the row when others are added, removed or moved, or when it is hidden and comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RowKey(pub u32);

impl RowKey {
    /// The record itself, outside all rosters.
    pub const RECORD: Self = Self(0);
}

/// An item in a row of the roster it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The item.
    pub item: ItemId,
    /// The row; [`RowKey::RECORD`] outside rosters. A roster itself stands in a row of the roster around it.
    pub row: RowKey,
}

impl Place {
    /// An item outside rosters.
    pub fn of(item: ItemId) -> Self {
        Self { item, row: RowKey::RECORD }
    }
}

impl Session {
    /// Finds a place by its path as records and problems have it, rows by their 1-based numbers: `omzet`,
    /// `barang[2].brg_nilai`, `art[2].pekerjaan`. `None` where there is no such item or row.
    pub fn place(&self, path: &str) -> Option<Place> {
        let (around, name) = path.rsplit_once('.').map_or(("", path), |(around, name)| (around, name));
        let item = self.form.item(name)?;
        let home = self.form.instrument.items.get(item)?.home;
        let row = match (home, around) {
            (None, "") => 0,
            (Some(home), around) => self.find_row(around).filter(|(roster, _)| *roster == home)?.1,
            (None, _) => return None,
        };
        Some(self.place_of(item, row))
    }

    /// Finds a row by its path: `barang[2]`, `art[2].pekerjaan[1]`.
    pub fn row(&self, path: &str) -> Option<RowKey> {
        let (roster, row) = self.find_row(path)?;
        self.keys.key(Some(roster), row)
    }

    fn find_row(&self, path: &str) -> Option<(RosterId, u32)> {
        let mut found: Option<(RosterId, u32)> = None;
        for part in path.split('.') {
            let (name, number) = part.strip_suffix(']')?.split_once('[')?;
            let roster = self.form.instrument.roster_of(self.form.item(name)?)?;
            let around = self.form.instrument.roster(roster)?.parent;
            if around != found.map(|(roster, _)| roster) {
                return None;
            }
            let plain = number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
            let number: u32 = number.parse().ok().filter(|_| plain)?;
            let rows = self.outcome.rows(roster, found.map_or(0, |(_, row)| row));
            let row = rows.start.checked_add(number.checked_sub(1)?).filter(|row| rows.contains(row))?;
            found = Some((roster, row));
        }
        found
    }

    /// The path of a place, as records and problems have it; none if its row is gone.
    pub fn path(&self, place: Place) -> Option<String> {
        let row = self.row_number(place)?;
        let item = self.form.instrument.items.get(place.item)?;
        let mut text = rows_path(&self.form, &self.outcome, item.home.map(|home| (home, row)));
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(&item.id);
        Some(text)
    }

    /// The path of a row: `barang[2]`; none if it is gone.
    pub fn row_path(&self, key: RowKey) -> Option<String> {
        let at = self.keys.find(key)?;
        Some(rows_path(&self.form, &self.outcome, Some(at)))
    }

    /// The number of a place's row in the outcome (0 outside rosters); none if there is no such item or row.
    pub fn row_number(&self, place: Place) -> Option<u32> {
        let home = self.form.instrument.items.get(place.item)?.home;
        self.keys.row(home, place.row)
    }

    /// The place of an item in a row of the outcome.
    pub fn place_of(&self, item: ItemId, row: u32) -> Place {
        let home = self.form.instrument.items.get(item).and_then(|item| item.home);
        Place { item, row: self.keys.key(home, row).unwrap_or_default() }
    }

    /// The rows of a roster that stands in a place, in order; none if the item is no roster.
    pub fn rows(&self, place: Place) -> Vec<RowKey> {
        let roster = self.form.instrument.roster_of(place.item);
        let Some((roster, row)) = roster.zip(self.row_number(place)) else { return Vec::new() };
        self.outcome.rows(roster, row).filter_map(|row| self.keys.key(Some(roster), row)).collect()
    }

    /// The roster of a row and the row's number in the outcome; none if it is gone.
    pub fn find(&self, key: RowKey) -> Option<(RosterId, u32)> {
        self.keys.find(key)
    }
}

/// A row with those around it: `art[2].pekerjaan[1]`.
fn rows_path(form: &Form, outcome: &Outcome, at: Option<(RosterId, u32)>) -> String {
    let mut parts = Vec::new();
    let mut at = at;
    while let Some((roster, row)) = at {
        let Some(found) = form.instrument.roster(roster) else { break };
        let name = form.instrument.items.get(found.item).map_or("", |item| &*item.id);
        parts.push(format!("{name}[{}]", outcome.row_index(roster, row)));
        let parent = outcome.row(roster, row).map_or(0, |row| row.parent);
        at = found.parent.map(|outer| (outer, parent));
    }
    parts.reverse();
    parts.join(".")
}
