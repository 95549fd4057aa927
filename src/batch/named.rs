//! Columns and fields by name: how each is written in records, and how a row is named.

use crate::expr::VarId;
use crate::model::{Instrument, ItemId, QuestionType, VarKind};
use crate::rules::{Outcome, Record};
use crate::value::RosterId;

/// The type of a question's column.
pub(super) fn question_type(instrument: &Instrument, id: VarId) -> Option<QuestionType> {
    let VarKind::Question(item) = instrument.var(id)?.kind else { return None };
    let (_, question) = instrument.question(item)?;
    Some(question.ty.clone())
}

/// The type of a given fact's column.
pub(super) fn given_type(instrument: &Instrument, id: VarId) -> Option<QuestionType> {
    let VarKind::Given(at) = instrument.var(id)?.kind else { return None };
    instrument.given.get(at as usize).map(|given| given.ty.clone())
}

/// The type of a column that a previous wave records: a question's, calculation's, score's or band's.
pub(super) fn previous_type(instrument: &Instrument, id: VarId) -> Option<QuestionType> {
    let var = instrument.var(id)?;
    match var.kind {
        VarKind::Question(_) => question_type(instrument, id),
        VarKind::Calc(_) | VarKind::Score(_) | VarKind::Band(_) => QuestionType::of_type(&var.ty),
        VarKind::Today | VarKind::Given(_) | VarKind::Part(..) | VarKind::RowChoice(_) | VarKind::Prev(_) => {
            None
        }
    }
}

/// How the values of a column are written: as its question's or fact's answers are, else by the type of its expression.
pub fn column_type(instrument: &Instrument, id: VarId) -> Option<QuestionType> {
    let by_name = question_type(instrument, id).or_else(|| given_type(instrument, id));
    by_name.or_else(|| QuestionType::of_type(&instrument.var(id)?.ty))
}

/// The rosters around something that stands in `home`, from the outermost in.
pub(super) fn rosters_around(instrument: &Instrument, home: Option<RosterId>) -> Vec<RosterId> {
    let parent = |roster: &RosterId| instrument.roster(*roster).and_then(|roster| roster.parent);
    let mut rosters: Vec<RosterId> = std::iter::successors(home, parent).collect();
    rosters.reverse();
    rosters
}

/// An item in rows by their 1-based numbers: `barang[2].brg_nilai`.
pub(super) fn recorded_field(instrument: &Instrument, item: ItemId, rows: &[u32]) -> String {
    let found = instrument.items.get(item);
    let (home, id) = found.map_or((None, ""), |item| (item.home, &*item.id));
    let mut text = String::new();
    for (roster, number) in rosters_around(instrument, home).into_iter().zip(rows) {
        let item = instrument.roster(roster).and_then(|roster| instrument.items.get(roster.item));
        text.push_str(&format!("{}[{number}].", item.map_or("", |item| &*item.id)));
    }
    text + id
}

/// An item in the row its answers were recorded in, which is where it stands in the file: rows of a `for_each` roster
/// may be recorded in another order than they are asked. `None` for a row nothing was recorded in.
pub(super) fn file_field(
    instrument: &Instrument,
    (record, outcome): (&Record, &Outcome),
    item: ItemId,
    row: u32,
) -> Option<String> {
    let mut home = instrument.items.get(item)?.home;
    let mut at = outcome.recorded_row(home, row)?;
    let mut rows = Vec::new();
    while let Some(roster) = home {
        let recorded = record.answers.rows(roster);
        let parent = recorded.get(at as usize)?.parent;
        let before = recorded.iter().take(at as usize).filter(|other| other.parent == parent);
        rows.push(u32::try_from(before.count()).ok()?.saturating_add(1));
        at = parent;
        home = instrument.roster(roster)?.parent;
    }
    rows.reverse();
    Some(recorded_field(instrument, item, &rows))
}

/// An item in a row as people write it: `barang[2].brg_nilai`.
pub fn field_of(instrument: &Instrument, outcome: &Outcome, item: ItemId, row: u32) -> String {
    let home = instrument.items.get(item).and_then(|item| item.home);
    recorded_field(instrument, item, &outcome.path(home, row))
}
