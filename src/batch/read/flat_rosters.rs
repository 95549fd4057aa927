//! Rows of roster files, unfolded into arrays of objects inside the record they belong to.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::flat::Column;
use super::names::Target;
use super::place::Place;
use super::{FindingCode, Reading};
use crate::base::{Message, nearest};
use crate::batch::named::rosters_around;
use crate::batch::{FlatRoster, Header};
use crate::model::answer::{Raw, RawField};
use crate::value::RosterId;

/// The rows of one roster under one row of the roster around it, by the numbers or choices of the rows around.
type Unfolded = BTreeMap<(RosterId, Vec<Box<str>>), (Vec<Raw>, Vec<u64>)>;

/// A row of a roster on its way to become an object.
#[derive(Debug)]
struct LooseRow {
    key: Option<Box<str>>,
    line: u64,
    fields: Vec<RawField>,
}

impl Reading<'_, '_> {
    /// The fields of the outermost rosters.
    pub(super) fn rosters(&mut self, files: Vec<FlatRoster>, main: &Header, line: u32) -> Vec<RawField> {
        let mut known: Vec<(RosterId, FlatRoster, Arc<[Column]>)> = Vec::new();
        for file in files {
            let target = self.reader.names.get(&file.name).map(|(_, named)| &named.target);
            if let Some(Target::Roster(roster)) = target {
                let roster = *roster;
                let columns = self.roster_columns(roster, &file.header, main);
                self.files.resize(self.reader.instrument.rosters.len(), 0);
                if let Some(slot) = self.files.get_mut(roster.0 as usize) {
                    *slot = file.header.file;
                }
                known.push((roster, file, columns));
            } else if !self.knows(&file.header) {
                self.unknown_file(&file);
                self.reader.columns.rosters.push((file.header.clone(), Arc::default()));
            }
        }
        known.sort_by_key(|(roster, ..)| std::cmp::Reverse(self.around(*roster).len()));
        let mut unfolded = Unfolded::new();
        for (roster, file, columns) in known {
            self.unfold(roster, file, &columns, &mut unfolded);
        }
        let mut fields = Vec::new();
        for ((roster, outer), (rows, lines)) in unfolded {
            match outer.is_empty() {
                true => {
                    fields.push(RawField { name: self.name(roster).into(), line, value: Raw::List(rows) })
                }
                false => self.orphans(roster, &lines),
            }
        }
        fields
    }

    fn unknown_file(&mut self, file: &FlatRoster) {
        if self.reader.options.ignore_unknown {
            return;
        }
        let rosters = (0_u32..).map(RosterId).take(self.reader.instrument.rosters.len());
        let names = rosters.map(|roster| self.name(roster).to_owned()).collect::<Vec<_>>();
        let message = match nearest(&file.name, names.iter().map(String::as_str)) {
            Some(near) => Message::new(
                format!("tidak ada roster bernama ini, jadi berkasnya tidak dibaca; maksudnya `{near}`?"),
                format!("no roster has this name, so its file is not read; did you mean `{near}`?"),
            ),
            None => Message::new(
                "tidak ada roster bernama ini, jadi berkasnya tidak dibaca",
                "no roster has this name, so its file is not read",
            ),
        };
        self.header_finding(&file.name, &file.header, FindingCode::UnknownField, message);
    }

    fn knows(&self, header: &Arc<Header>) -> bool {
        self.reader.columns.rosters.iter().any(|(known, _)| Arc::ptr_eq(known, header))
    }

    /// The rosters around a roster, from the outermost in.
    fn around(&self, roster: RosterId) -> Vec<RosterId> {
        let instrument = self.reader.instrument;
        rosters_around(instrument, instrument.roster(roster).and_then(|roster| roster.parent))
    }

    fn name(&self, roster: RosterId) -> &str {
        let instrument = self.reader.instrument;
        let item = instrument.roster(roster).and_then(|roster| instrument.items.get(roster.item));
        item.map_or("", |item| &*item.id)
    }

    fn roster_columns(&mut self, roster: RosterId, header: &Arc<Header>, main: &Header) -> Arc<[Column]> {
        if let Some((_, columns)) =
            self.reader.columns.rosters.iter().find(|(known, _)| Arc::ptr_eq(known, header))
        {
            return columns.clone();
        }
        let around: Vec<(RosterId, String)> = self
            .around(roster)
            .into_iter()
            .map(|outer| (outer, format!("{}.row", self.name(outer))))
            .collect();
        let mut columns = Vec::new();
        for name in &header.names {
            let named = self.reader.names.get(name).map(|(_, named)| (named.target.clone(), named.home));
            let outer = around.iter().find(|(_, row)| **row == **name);
            columns.push(match named {
                Some((Target::Question(..), home)) if home == Some(roster) => Column::Answer,
                Some((Target::Computed(..), home)) if home == Some(roster) => {
                    self.useless(name, header, FindingCode::NotAnAnswer)
                }
                _ if **name == *"row" => Column::Row,
                // The key columns are those the main file has too.
                _ if name.is_empty() || main.names.contains(name) => Column::Ignored,
                _ => match outer {
                    Some((outer, _)) => Column::OuterRow(*outer),
                    None => self.useless(name, header, FindingCode::UnknownField),
                },
            });
        }
        let columns: Arc<[Column]> = columns.into();
        self.reader.columns.rosters.push((header.clone(), columns.clone()));
        columns
    }

    /// Turns the rows of a roster into objects, the rows of the rosters inside it already in `unfolded`.
    fn unfold(&mut self, roster: RosterId, file: FlatRoster, columns: &[Column], unfolded: &mut Unfolded) {
        let around = self.around(roster);
        let mut groups: BTreeMap<Vec<Box<str>>, Vec<LooseRow>> = BTreeMap::new();
        for row in file.rows {
            let mut loose = LooseRow { key: None, line: row.line, fields: Vec::new() };
            let mut outer: Vec<Box<str>> = vec!["1".into(); around.len()];
            let line = u32::try_from(row.line).unwrap_or(u32::MAX);
            for ((name, column), value) in file.header.names.iter().zip(columns).zip(row.cells) {
                match column {
                    Column::Answer if value != Raw::Null => {
                        loose.fields.push(RawField { name: name.clone(), line, value });
                    }
                    Column::Row => loose.key = value.as_text().map(|text| text.trim().into()),
                    Column::OuterRow(of) => {
                        let slot =
                            around.iter().position(|roster| roster == of).and_then(|at| outer.get_mut(at));
                        if let (Some(slot), Some(text)) = (slot, value.as_text()) {
                            *slot = text.trim().into();
                        }
                    }
                    Column::Answer
                    | Column::Meta(_)
                    | Column::Given(_)
                    | Column::Previous(_)
                    | Column::Ignored => {}
                }
            }
            groups.entry(outer).or_default().push(loose);
        }
        let by_choice =
            self.reader.instrument.roster(roster).is_some_and(|roster| roster.row_choice.is_some());
        for (outer, rows) in groups {
            let lines = rows.iter().map(|row| row.line).collect();
            let rows = match by_choice {
                true => self.rows_by_choice(rows, (roster, &outer), unfolded),
                false => self.rows_by_number(rows, (roster, &outer), unfolded),
            };
            unfolded.insert((roster, outer), (rows, lines));
        }
    }

    /// Rows that stand for choices, in the order of the file; `row` says for which.
    fn rows_by_choice(
        &self,
        rows: Vec<LooseRow>,
        (roster, outer): (RosterId, &[Box<str>]),
        unfolded: &mut Unfolded,
    ) -> Vec<Raw> {
        let object = |(at, row): (usize, LooseRow)| {
            let line = u32::try_from(row.line).unwrap_or(u32::MAX);
            let key = row.key.clone().unwrap_or_else(|| (at + 1).to_string().into());
            let mut fields = self.with_inner(row.fields, (roster, outer, key), unfolded);
            if let Some(code) = row.key {
                fields.insert(0, RawField { name: "row".into(), line, value: Raw::Untyped(code) });
            }
            Raw::Object(fields)
        };
        rows.into_iter().enumerate().map(object).collect()
    }

    /// Rows with numbers: sorted by them, empty rows where numbers are missing.
    fn rows_by_number(
        &mut self,
        rows: Vec<LooseRow>,
        (roster, outer): (RosterId, &[Box<str>]),
        unfolded: &mut Unfolded,
    ) -> Vec<Raw> {
        let mut numbered: BTreeMap<u32, LooseRow> = BTreeMap::new();
        let (mut last, mut in_order) = (0, true);
        for (at, row) in (1_u32..).zip(rows) {
            let most = self.reader.options.limits.roster_rows;
            let number = match &row.key {
                None => Some(at),
                Some(text) if text.bytes().all(|b| b.is_ascii_digit()) => text.parse().ok(),
                Some(_) => None,
            };
            let Some(number) = number.filter(|number| (1..=most).contains(number)) else {
                let message = Message::new(
                    format!("`row` harus bilangan dari 1 sampai {most}; baris ini dilewati"),
                    format!("`row` must be a number from 1 to {most}; this row is left out"),
                );
                self.about_row(FindingCode::BadRowNumber, roster, (at, row.line), message);
                continue;
            };
            if number < last && std::mem::take(&mut in_order) {
                let code = FindingCode::RowsOutOfOrder;
                self.about_row(code, roster, (number, row.line), code.summary());
            }
            last = last.max(number);
            if numbered.contains_key(&number) {
                let code = FindingCode::RepeatedRow;
                self.about_row(code, roster, (number, row.line), code.summary());
                continue;
            }
            numbered.insert(number, row);
        }
        let mut made = Vec::new();
        for (number, row) in numbered {
            let expected = u32::try_from(made.len()).unwrap_or(u32::MAX) + 1;
            if number > expected {
                let code = FindingCode::RowGap;
                self.about_row(code, roster, (number, row.line), code.summary());
                made.resize(number as usize - 1, Raw::Null);
            }
            let key = number.to_string().into();
            made.push(Raw::Object(self.with_inner(row.fields, (roster, outer, key), unfolded)));
        }
        made
    }

    /// A row's fields with those of the rosters inside it.
    fn with_inner(
        &self,
        mut fields: Vec<RawField>,
        (roster, outer, key): (RosterId, &[Box<str>], Box<str>),
        unfolded: &mut Unfolded,
    ) -> Vec<RawField> {
        let path: Vec<Box<str>> = outer.iter().cloned().chain([key]).collect();
        let rosters = (0_u32..).map(RosterId).zip(&self.reader.instrument.rosters);
        for (inner, _) in rosters.filter(|(_, inner)| inner.parent == Some(roster)) {
            if let Some((rows, lines)) = unfolded.remove(&(inner, path.clone())) {
                let line = lines.first().map_or(0, |line| u32::try_from(*line).unwrap_or(u32::MAX));
                fields.push(RawField { name: self.name(inner).into(), line, value: Raw::List(rows) });
            }
        }
        fields
    }

    fn about_row(&mut self, code: FindingCode, roster: RosterId, (row, line): (u32, u64), message: Message) {
        let name = self.name(roster).to_owned();
        let place = Place { outer: None, roster: &name, row: row as usize };
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.found(code, line, (Some(&place), "row"), message);
    }

    /// Rows whose outer row isn't there.
    fn orphans(&mut self, roster: RosterId, lines: &[u64]) {
        for line in lines {
            let message = Message::new(
                "baris roster yang memuat baris ini tidak ada",
                "the row of the roster around this row is not there",
            );
            self.about_row(FindingCode::OrphanRow, roster, (0, *line), message);
        }
    }
}
