//! From a record as it stands in a file to typed columns, with everything that doesn't fit as findings.

mod answers;
mod flat;
mod flat_rosters;
mod meta;
mod names;
mod place;
mod seen;
mod value;

use std::sync::Arc;

pub(in crate::batch) use names::Names;
pub use place::FieldPath;

use super::{Body, Finding, FindingCode, RawRecord};
use crate::base::{Limits, Message};
use crate::model::Instrument;
use crate::model::answer::{Raw, RawField};
use crate::rules::Record;
use crate::value::Date;
use answers::Part;
use flat::Columns;
use place::Place;
use seen::{LongNumbers, Marks, Records};

/// Near names looked for in one record: enough for a tired hand, and no work for a hostile one.
const SUGGESTIONS: u32 = 20;

/// How records are read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The day of records that don't say theirs.
    pub today: Option<Date>,
    /// Say nothing of fields the instrument doesn't have.
    pub ignore_unknown: bool,
    /// Look for records of the same case and wave. Takes about 50 bytes of memory a record.
    pub find_duplicates: bool,
    /// Limits of records.
    pub limits: Limits,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { today: None, ignore_unknown: false, find_duplicates: true, limits: Limits::default() }
    }
}

/// A record, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRecord {
    /// Its number in the file, from 1; 0 for findings about the file as a whole.
    pub row: u64,
    /// The physical line it begins at.
    pub line: u64,
    /// Its case.
    pub case: Option<Arc<str>>,
    /// Its wave.
    pub wave: Option<Arc<str>>,
    /// Its answers; none when it doesn't parse or is another instrument's.
    pub record: Option<Record>,
    /// Everything found on the way, in the order of the record.
    pub findings: Vec<Finding>,
}

/// Reads the records of one instrument, one after another.
#[derive(Debug)]
pub struct RecordReader<'a> {
    instrument: &'a Instrument,
    options: ReadOptions,
    names: Names,
    marks: Marks,
    records: Records,
    long_numbers: LongNumbers,
    columns: Columns,
    /// A record that was read before and is no longer needed: its memory is used again.
    spare: Option<Record>,
}

impl<'a> RecordReader<'a> {
    /// A reader for the records of an instrument.
    pub fn new(instrument: &'a Instrument, options: ReadOptions) -> Self {
        let names = Names::new(instrument);
        let marks = Marks::new(names.named.len());
        let (records, columns) = (Records::default(), Columns::default());
        let long_numbers = LongNumbers::default();
        Self { instrument, options, names, marks, records, long_numbers, columns, spare: None }
    }

    /// Reads a record. What is wrong with it becomes findings; the rest of it is read all the same.
    pub fn read(&mut self, raw: RawRecord) -> ReadRecord {
        let RawRecord { row, line, body, findings } = raw;
        let mut record = self.spare.take().unwrap_or_else(|| Record::new(self.instrument));
        record.finished = true;
        let at = At { row, line };
        let mut reading = Reading {
            reader: self,
            at,
            record,
            case: None,
            wave: None,
            findings,
            files: Vec::new(),
            suggestions: SUGGESTIONS,
            prefix: "",
        };
        let usable = match body {
            None => false,
            Some(Body::Tree(fields)) => reading.tree(&fields),
            // No table comes to the engine of a page; it is the smaller for it.
            Some(Body::Flat(_)) if cfg!(feature = "browser") => false,
            Some(Body::Flat(row)) => {
                let fields = reading.unfolded(row);
                reading.tree(&fields)
            }
        };
        let Reading { record, case, wave, mut findings, .. } = reading;
        if usable && self.options.find_duplicates {
            findings.extend(self.records.again(case.as_deref(), wave.as_deref(), (row, line)));
        }
        ReadRecord { row, line, case, wave, record: usable.then_some(record), findings }
    }
}

impl RecordReader<'_> {
    /// Takes a record of this reader back, to use its memory for the next one.
    pub fn recycle(&mut self, record: Option<Record>) {
        if let Some(mut record) = record {
            record.clear();
            self.spare = Some(record);
        }
    }
}

/// Where the record stands.
#[derive(Debug, Clone, Copy)]
struct At {
    row: u64,
    line: u64,
}

/// The reading of one record.
struct Reading<'r, 'a> {
    reader: &'r mut RecordReader<'a>,
    at: At,
    record: Record,
    case: Option<Arc<str>>,
    wave: Option<Arc<str>>,
    findings: Vec<Finding>,
    /// By roster: which input file its rows stand in. Empty for one file.
    files: Vec<u32>,
    /// How many near names are still looked for.
    suggestions: u32,
    /// What stands before the names of fields: `prev.`, `given.`, or nothing.
    prefix: &'static str,
}

impl Reading<'_, '_> {
    /// Reads the fields of a record; whether it is a record of this instrument.
    fn tree(&mut self, fields: &[RawField]) -> bool {
        if !self.metadata(fields) {
            return false;
        }
        let parts = [("given", Part::Given), ("prev", Part::Previous), ("answers", Part::Answers)];
        for (name, part) in parts {
            // Of a field that is there twice, the first is read; the second is a finding by now.
            if let Some(field) = fields.iter().find(|field| &*field.name == name) {
                self.part(field, part);
            }
        }
        true
    }

    /// Reads one of the objects that hold values.
    fn part(&mut self, field: &RawField, part: Part) {
        match &field.value {
            Raw::Null => {}
            Raw::Object(fields) => {
                self.prefix = part.prefix();
                self.object(fields, part, None);
                self.prefix = "";
            }
            Raw::Bool(_)
            | Raw::Number(_)
            | Raw::Text(_)
            | Raw::Untyped(_)
            | Raw::List(_)
            | Raw::Broken(_) => {
                self.found(FindingCode::BadMetadata, field.line, (None, &field.name), must_be_object());
            }
        }
    }

    /// Says something of a field, named by the row it stands in and its name.
    fn found(
        &mut self,
        code: FindingCode,
        line: u32,
        (place, name): (Option<&Place<'_>>, &str),
        message: Message,
    ) {
        let line = if line == 0 { self.at.line } else { u64::from(line) };
        let field = format!("{}{}", self.prefix, place::path(place, name));
        let finding = Finding::new(code, (self.at.row, line), message).field(field);
        self.findings.push(Finding { file: self.file_of(place), ..finding });
    }

    fn file_of(&self, place: Option<&Place<'_>>) -> u32 {
        let Some(place) = place.filter(|_| !self.files.is_empty()) else { return 0 };
        let roster = self.reader.names.get(place.roster).map(|(_, named)| &named.target);
        if let Some(names::Target::Roster(roster)) = roster {
            return self.files.get(roster.0 as usize).copied().unwrap_or(0);
        }
        0
    }
}

fn must_be_object() -> Message {
    Message::new("harus berupa objek dengan nama dan nilai", "must be an object of names and values")
}
