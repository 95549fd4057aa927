//! Roster files, held in memory by the key of the record their rows belong to.

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::sync::Arc;

use super::cells::raw;
use super::header::header;
use super::rows::{Row, Rows};
use crate::base::{Limits, Message};
use crate::batch::{Finding, FindingCode, FlatCells, FlatRoster, Header};
use crate::import::bytes::{Bytes, Start};
use crate::import::record::utf16_finding;

/// A roster file: the roster's id and the bytes.
#[derive(Debug)]
pub struct RosterInput<R> {
    /// The roster's id: `barang` of `records.barang.csv`.
    pub name: Arc<str>,
    /// Its bytes.
    pub reader: R,
}

/// The values of the key columns, without blanks around them.
pub(super) type Key = Vec<Vec<u8>>;

/// The key in some columns of a row.
pub(super) fn key_of(row: &Row, columns: &[usize]) -> Key {
    let cell = |at: &usize| row.cells.get(*at).map(|cell| cell.trim_ascii().to_vec()).unwrap_or_default();
    columns.iter().map(cell).collect()
}

/// One roster file, read.
#[derive(Debug)]
pub(super) struct Roster {
    name: Arc<str>,
    header: Arc<Header>,
    rows: BTreeMap<Key, Vec<FlatCells>>,
}

impl Roster {
    /// Reads a whole roster file; `keys` are the columns that say which record a row belongs to.
    pub(super) fn read<R: BufRead>(
        input: RosterInput<R>,
        (file, delimiter): (u32, Option<u8>),
        keys: &[Box<str>],
        limits: &Limits,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Option<Self>> {
        let mut rows = Rows::new(Bytes::open(input.reader)?, delimiter, limits);
        if rows.start() == Start::Utf16 {
            findings.push(Finding { file, ..utf16_finding() });
            return Ok(None);
        }
        let Some(header) = read_header(&mut rows, file, findings)? else { return Ok(None) };
        let columns = keys.iter().map(|key| header.names.iter().position(|name| name == key));
        let Some(columns) = columns.collect::<Option<Vec<_>>>().filter(|columns| !columns.is_empty()) else {
            let message = without_key(keys);
            let at = (0, header.line);
            findings.push(Finding { file, ..Finding::new(FindingCode::BadHeader, at, message) });
            return Ok(None);
        };
        let mut roster = Self { name: input.name, header: Arc::new(header), rows: BTreeMap::new() };
        while let Some(row) = rows.row()? {
            match row {
                Err(finding) => findings.push(Finding { file, ..finding }),
                Ok(row) if row.is_empty() => {}
                Ok(mut row) => {
                    let wrong = ragged(&mut row, &roster.header, 0);
                    let shifted = row.cells.len() > roster.header.names.len();
                    findings.extend(wrong);
                    if shifted {
                        continue;
                    }
                    let key = key_of(&row, &columns);
                    let cells = roster.header.names.iter().enumerate();
                    let cells =
                        cells.map(|(at, _)| row.cells.get(at).map_or_else(Default::default, |c| raw(c)));
                    let cells = FlatCells { line: row.line, cells: cells.collect() };
                    roster.rows.entry(key).or_default().push(cells);
                }
            }
        }
        Ok(Some(roster))
    }

    /// Takes the rows of a record. A key of which nothing is given names no record.
    pub(super) fn take(&mut self, key: &Key) -> FlatRoster {
        let given = key.iter().any(|part| !part.is_empty());
        let rows = given.then(|| self.rows.remove(key)).flatten().unwrap_or_default();
        FlatRoster { name: self.name.clone(), header: self.header.clone(), rows }
    }

    /// What is said of the rows that no record took, in the order of the file.
    pub(super) fn orphans(self) -> Vec<Finding> {
        let mut lines: Vec<u64> = self.rows.into_values().flatten().map(|row| row.line).collect();
        lines.sort_unstable();
        let file = self.header.file;
        let finding = |line| {
            let message = Message::new(
                format!("tidak ada rekaman untuk baris roster `{}` ini", self.name),
                format!("no record belongs to this row of roster `{}`", self.name),
            );
            Finding { file, ..Finding::new(FindingCode::OrphanRow, (0, line), message) }
        };
        lines.into_iter().map(finding).collect()
    }
}

/// Reads the header of a file; findings say why there is none.
pub(super) fn read_header<R: BufRead>(
    rows: &mut Rows<R>,
    file: u32,
    findings: &mut Vec<Finding>,
) -> io::Result<Option<Header>> {
    rows.find_delimiter()?;
    Ok(match rows.row()? {
        Some(Ok(row)) => header(&row, file, findings),
        Some(Err(finding)) => {
            findings.push(Finding { file, ..finding });
            None
        }
        None => {
            let message = Message::new("berkas CSV ini kosong", "this CSV file is empty");
            findings.push(Finding { file, ..Finding::new(FindingCode::BadHeader, (0, 1), message) });
            None
        }
    })
}

/// Says that a row has more or fewer cells than the header; blank cells too many are cut off and don't count. With more
/// cells nobody can tell which answer belongs to which column: the caller leaves the row out.
pub(super) fn ragged(row: &mut Row, header: &Header, number: u64) -> Option<Finding> {
    let wanted = header.names.len();
    while row.cells.len() > wanted && row.cells.last().is_some_and(Vec::is_empty) {
        row.cells.pop();
    }
    let cells = row.cells.len();
    let message = match cells > wanted {
        true => Message::new(
            format!(
                "sel di baris ini: {cells}, di baris judul: {wanted}; jawabannya bisa bergeser kolom, jadi dilewati"
            ),
            format!(
                "cells in this row: {cells}, in the header: {wanted}; its answers may have moved to other columns, so it \
                 is left out"
            ),
        ),
        false => Message::new(
            format!("sel di baris ini: {cells}, di baris judul: {wanted}; kolom sesudahnya dianggap kosong"),
            format!(
                "cells in this row: {cells}, in the header: {wanted}; the columns behind are taken as empty"
            ),
        ),
    };
    let at = (number, row.line);
    let finding = Finding { file: header.file, ..Finding::new(FindingCode::RaggedRow, at, message) };
    (cells != wanted).then_some(finding)
}

fn without_key(keys: &[Box<str>]) -> Message {
    let names = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    match keys.is_empty() {
        true => Message::new(
            "berkas utama tidak punya kolom kunci (`case`, `wave`) untuk menggabungkan roster",
            "the main file has no key columns (`case`, `wave`) to join rosters by",
        ),
        false => Message::new(
            format!("berkas roster harus punya kolom kunci {names}, sama dengan berkas utama"),
            format!("a roster file needs the key columns {names}, as the main file has them"),
        ),
    }
}
