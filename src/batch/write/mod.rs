//! Records written down again: as JSON, and as CSV with a file per roster. What was read is what is written, digit for
//! digit; what didn't read isn't written.

mod csv;
mod json;

use std::sync::Arc;

pub use csv::{CsvRecords, RosterFile};
pub use json::record_json;

use crate::expr::VarId;
use crate::model::Instrument;
use crate::rules::Sheet;
use crate::value::RosterId;

/// What a record says of itself beside its answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordName {
    /// Its case.
    pub case: Option<Arc<str>>,
    /// Its wave.
    pub wave: Option<Arc<str>>,
}

/// The rows recorded under a row of the roster around (row 0 outside rosters), in order.
fn rows_under(sheet: &Sheet, roster: RosterId, parent: u32) -> Vec<(u32, Option<u32>)> {
    let rows = (0_u32..).zip(sheet.rows(roster)).filter(|(_, row)| row.parent == parent);
    rows.map(|(number, row)| (number, row.choice)).collect()
}

/// The rosters directly inside a roster, or outside all.
fn rosters_in(instrument: &Instrument, home: Option<RosterId>) -> impl Iterator<Item = RosterId> {
    let rosters = (0_u32..).map(RosterId).zip(&instrument.rosters);
    rosters.filter(move |(_, roster)| roster.parent == home).map(|(id, _)| id)
}

/// The columns that stand in the rows of a roster, or outside all.
fn vars_in(
    instrument: &Instrument,
    home: Option<RosterId>,
) -> impl Iterator<Item = (VarId, &crate::model::Var)> {
    let vars = (0_u32..).map(VarId).zip(&instrument.vars);
    vars.filter(move |(_, var)| var.home == home)
}

fn roster_name(instrument: &Instrument, roster: RosterId) -> &str {
    let item = instrument.roster(roster).and_then(|roster| instrument.items.get(roster.item));
    item.map_or("", |item| &*item.id)
}

/// The code of the choice a row stands for.
fn row_code(instrument: &Instrument, roster: RosterId, choice: Option<u32>) -> Option<&str> {
    let (_, list) = instrument.roster(roster)?.row_choice?;
    instrument.list(list)?.list.choice(choice?).map(|choice| &*choice.code)
}
