//! Records as CSV: a main file, and a file per roster keyed by case and wave.

use super::{RecordName, roster_name, row_code, vars_in};
use crate::batch::named::{given_type, previous_type, question_type, rosters_around};
use crate::batch::table::{CsvStyle, csv_cell};
use crate::expr::VarId;
use crate::model::answer::special_word;
use crate::model::{Instrument, QuestionType};
use crate::rules::{Record, Recorded, Sheet};
use crate::value::RosterId;

/// Columns of the record itself.
const META: [&str; 6] = ["instrument", "version", "case", "wave", "today", "language"];

/// Writes records as CSV. Confirmed warnings and rosters of the previous wave have no place in CSV.
#[derive(Debug)]
pub struct CsvRecords<'a> {
    instrument: &'a Instrument,
    style: CsvStyle,
    answers: Vec<Column>,
    given: Vec<Column>,
    previous: Vec<Column>,
    rosters: Vec<RosterColumns>,
}

/// Lines of one roster's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterFile {
    /// The roster's id: the file is `<name>.<id>.csv`.
    pub id: String,
    /// Lines of CSV.
    pub lines: String,
}

#[derive(Debug)]
struct Column {
    name: String,
    var: VarId,
    ty: QuestionType,
}

#[derive(Debug)]
struct RosterColumns {
    roster: RosterId,
    around: Vec<RosterId>,
    columns: Vec<Column>,
}

fn columns(
    instrument: &Instrument,
    home: Option<RosterId>,
    prefix: &str,
    ty: fn(&Instrument, VarId) -> Option<QuestionType>,
) -> Vec<Column> {
    let found = vars_in(instrument, home).filter_map(|(var, named)| {
        Some(Column { name: format!("{prefix}{}", named.name), var, ty: ty(instrument, var)? })
    });
    found.collect()
}

impl<'a> CsvRecords<'a> {
    /// A writer for the records of an instrument.
    pub fn new(instrument: &'a Instrument, style: CsvStyle) -> Self {
        let roster = |roster: RosterId| RosterColumns {
            roster,
            around: rosters_around(instrument, instrument.roster(roster).and_then(|roster| roster.parent)),
            columns: columns(instrument, Some(roster), "", question_type),
        };
        Self {
            instrument,
            style,
            answers: columns(instrument, None, "", question_type),
            given: columns(instrument, None, "given.", given_type),
            previous: columns(instrument, None, "prev.", previous_type),
            rosters: (0_u32..).map(RosterId).take(instrument.rosters.len()).map(roster).collect(),
        }
    }

    /// The header of the main file and of each roster file, `\n` at the end of each.
    pub fn headers(&self) -> (String, Vec<RosterFile>) {
        let taken = |name: &str| self.instrument.items.values().any(|item| *item.id == *name);
        let meta =
            META.iter().map(|name| if taken(name) { format!("record.{name}") } else { (*name).to_owned() });
        let named =
            [&self.given, &self.previous, &self.answers].into_iter().flatten().map(|c| c.name.clone());
        let main = self.line(meta.chain(named));
        let rosters = self.rosters.iter().map(|roster| {
            let keys = ["case", "wave"].into_iter().map(|name| self.meta_name(name));
            let outer =
                roster.around.iter().map(|outer| format!("{}.row", roster_name(self.instrument, *outer)));
            let names = roster.columns.iter().map(|column| column.name.clone());
            let lines = self.line(keys.chain(outer).chain(["row".to_owned()]).chain(names));
            RosterFile { id: roster_name(self.instrument, roster.roster).to_owned(), lines }
        });
        (main, rosters.collect())
    }

    /// The column of one of the record's own fields, told apart from a question of the same id.
    fn meta_name(&self, name: &str) -> String {
        let taken = self.instrument.items.values().any(|item| *item.id == *name);
        if taken { format!("record.{name}") } else { name.to_owned() }
    }

    /// A record as a line of the main file and lines of each roster file.
    pub fn record(&self, record: &Record, name: &RecordName) -> (String, Vec<RosterFile>) {
        let (case, wave) =
            (name.case.as_deref().unwrap_or_default(), name.wave.as_deref().unwrap_or_default());
        let language = self.instrument.languages.get(record.language).map(|tag| tag.to_string());
        let meta = [
            self.instrument.id.to_string(),
            self.instrument.version.to_string(),
            escaped(case),
            escaped(wave),
            record.today.map(|today| today.to_string()).unwrap_or_default(),
            language.unwrap_or_default(),
        ];
        let given = self.given.iter().map(|column| self.cell(column, &record.answers, 0));
        let previous = self.previous.iter().map(|column| self.cell(column, &record.previous, 0));
        let answers = self.answers.iter().map(|column| self.cell(column, &record.answers, 0));
        let main = self.line(meta.into_iter().chain(given).chain(previous).chain(answers));
        let rosters = self.rosters.iter().map(|roster| RosterFile {
            id: roster_name(self.instrument, roster.roster).to_owned(),
            lines: self.roster(roster, &record.answers, (case, wave)),
        });
        (main, rosters.collect())
    }

    fn roster(&self, roster: &RosterColumns, sheet: &Sheet, (case, wave): (&str, &str)) -> String {
        let mut lines = String::new();
        for number in (0_u32..).take(sheet.rows(roster.roster).len()) {
            let mut rows = vec![self.row_name(sheet, roster.roster, number)];
            let mut inner = (roster.roster, number);
            for outer in roster.around.iter().rev() {
                let parent = sheet.rows(inner.0).get(inner.1 as usize).map_or(0, |row| row.parent);
                rows.push(self.row_name(sheet, *outer, parent));
                inner = (*outer, parent);
            }
            let cells = roster.columns.iter().map(|column| self.cell(column, sheet, number));
            let keys = [escaped(case), escaped(wave)].into_iter().chain(rows.into_iter().rev());
            lines.push_str(&self.line(keys.chain(cells)));
        }
        lines
    }

    /// A row's number among those under the same row, or the choice it stands for.
    fn row_name(&self, sheet: &Sheet, roster: RosterId, number: u32) -> String {
        let rows = sheet.rows(roster);
        let Some(row) = rows.get(number as usize) else { return String::new() };
        if let Some(code) = row_code(self.instrument, roster, row.choice) {
            return code.to_owned();
        }
        let before = rows.iter().take(number as usize).filter(|other| other.parent == row.parent);
        (before.count() + 1).to_string()
    }

    fn cell(&self, column: &Column, sheet: &Sheet, row: u32) -> String {
        match sheet.get(column.var, row) {
            Recorded::Value(value) => {
                let list = column.ty.list().and_then(|list| self.instrument.list(list));
                escaped(&column.ty.write_text(value, list))
            }
            Recorded::Special(special) => format!("!{}", special_word(*special)),
            Recorded::Nothing | Recorded::Cleared | Recorded::Unreadable(_) | Recorded::NotInVersion => {
                String::new()
            }
        }
    }

    fn line(&self, cells: impl Iterator<Item = String>) -> String {
        let cells: Vec<String> = cells.map(|cell| csv_cell(&cell, true, self.style)).collect();
        let delimiter = self.style.delimiter.to_string();
        format!("{}\n", cells.join(&delimiter))
    }
}

/// Text that begins with `!` gets another, for `!word` is a special answer.
fn escaped(text: &str) -> String {
    if text.starts_with('!') { format!("!{text}") } else { text.to_owned() }
}
