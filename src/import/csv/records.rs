//! The records of a CSV file, with the rows of its roster files.

use std::io::{self, BufRead};
use std::sync::Arc;

use super::cells::raw;
use super::rosters::{Roster, RosterInput, key_of, ragged, read_header};
use super::rows::{Row, Rows};
use crate::base::Limits;
use crate::batch::{Body, Finding, FlatRow, Header, RawRecord};
use crate::import::bytes::{Bytes, Start};
use crate::import::record::utf16;
use crate::model::answer::Raw;

/// Columns that together name a record, where the caller names none.
const USUAL_KEYS: [&str; 2] = ["case", "wave"];

/// The records of a CSV file.
#[derive(Debug)]
pub(in crate::import) struct CsvRecords<R> {
    rows: Rows<R>,
    delimiter: Option<u8>,
    limits: Limits,
    waiting: Vec<RosterInput<R>>,
    keys: Vec<Box<str>>,
    opened: Option<Opened>,
    row: u64,
    done: bool,
}

/// The files after their headers were read.
#[derive(Debug)]
struct Opened {
    header: Arc<Header>,
    /// Where the key columns are.
    key: Vec<usize>,
    rosters: Vec<Roster>,
}

impl<R: BufRead> CsvRecords<R> {
    pub(in crate::import) fn new(
        bytes: Bytes<R>,
        delimiter: Option<u8>,
        rosters: Vec<RosterInput<R>>,
        keys: Vec<Box<str>>,
        limits: &Limits,
    ) -> Self {
        let rows = Rows::new(bytes, delimiter, limits);
        let limits = limits.clone();
        Self { rows, delimiter, limits, waiting: rosters, keys, opened: None, row: 0, done: false }
    }

    /// Reads the headers and the roster files; findings about them are a record of their own, number 0.
    fn open(&mut self) -> io::Result<Option<RawRecord>> {
        if self.rows.start() == Start::Utf16 {
            self.done = true;
            return Ok(Some(utf16()));
        }
        let mut findings = Vec::new();
        let Some(header) = read_header(&mut self.rows, 0, &mut findings)? else {
            self.done = true;
            return Ok(about_files(findings));
        };
        if self.keys.is_empty() {
            let there = |name: &String| header.names.iter().any(|known| **known == **name);
            // `record.case` where the instrument has a question `case`.
            let names = |key: &&str| [format!("record.{key}"), (*key).to_owned()].into_iter().find(there);
            self.keys = USUAL_KEYS.iter().filter_map(names).map(Box::from).collect();
        }
        let place = |key: &str| header.names.iter().position(|name| &**name == key);
        let key: Vec<usize> = self.keys.iter().filter_map(|key| place(key)).collect();
        let mut rosters = Vec::new();
        for (file, input) in (1..).zip(std::mem::take(&mut self.waiting)) {
            let about = (file, self.delimiter);
            rosters.extend(Roster::read(input, about, &self.keys, &self.limits, &mut findings)?);
        }
        self.opened = Some(Opened { header: Arc::new(header), key, rosters });
        Ok(about_files(findings))
    }

    /// The next row that has something in it.
    fn next_row(&mut self) -> io::Result<Option<Result<Row, Finding>>> {
        loop {
            match self.rows.row()? {
                Some(Ok(row)) if row.is_empty() => {}
                found => return Ok(found),
            }
        }
    }

    fn read(&mut self) -> io::Result<Option<RawRecord>> {
        if self.opened.is_none() {
            let about = self.open()?;
            if about.is_some() {
                return Ok(about);
            }
        }
        if self.done {
            return Ok(None);
        }
        let Some(row) = self.next_row()? else {
            self.done = true;
            let rosters = self.opened.take().map(|opened| opened.rosters).unwrap_or_default();
            return Ok(about_files(rosters.into_iter().flat_map(Roster::orphans).collect()));
        };
        self.row += 1;
        let number = self.row;
        Ok(match row {
            Err(finding) => {
                let line = finding.line;
                let findings = vec![Finding { row: number, ..finding }];
                Some(RawRecord { row: number, line, body: None, findings })
            }
            Ok(row) => self.opened.as_mut().map(|opened| opened.record(number, row)),
        })
    }
}

/// Findings about files as a record of number 0; none without findings.
fn about_files(findings: Vec<Finding>) -> Option<RawRecord> {
    let line = findings.first()?.line;
    Some(RawRecord { row: 0, line, body: None, findings })
}

impl Opened {
    fn record(&mut self, number: u64, mut row: Row) -> RawRecord {
        let wanted = self.header.names.len();
        let findings = ragged(&mut row, &self.header, number).into_iter().collect();
        let shifted = row.cells.len() > wanted;
        let key = key_of(&row, &self.key);
        let mut cells: Vec<Raw> = row.cells.iter().take(wanted).map(|cell| raw(cell)).collect();
        cells.resize(wanted, Raw::Null);
        let rosters = self.rosters.iter_mut().map(|roster| roster.take(&key)).collect();
        let body = Body::Flat(FlatRow { header: self.header.clone(), cells, rosters });
        RawRecord { row: number, line: row.line, body: (!shifted).then_some(body), findings }
    }
}

impl<R: BufRead> Iterator for CsvRecords<R> {
    type Item = io::Result<RawRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let record = self.read();
        self.done |= record.is_err();
        record.transpose()
    }
}
