//! Records from files: JSON, NDJSON and CSV with roster files, as [`crate::batch::RawRecord`]s in the order of the
//! file, in constant memory (roster files are held whole), whatever the bytes.
//!
//! **Invariants:** a mistake in one record never costs another: it becomes findings, and reading goes on where that
//! is possible. How the input is cut into reads changes nothing. Bytes come from the caller's reader; nothing here
//! opens a file.

mod bytes;
mod csv;
mod json;
mod json_error;
mod ndjson;
mod record;
mod scan;
mod tree;

use std::io::{self, BufRead};

pub use csv::RosterInput;
pub use json::parse_json;
pub use json_error::{JsonError, JsonErrorKind};

use crate::base::Limits;
use crate::batch::RawRecord;
use bytes::Bytes;

/// How records are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One record, an array of records, or `{"records": […]}`.
    Json,
    /// One record a line.
    Ndjson,
    /// A row a record.
    Csv {
        /// What stands between cells; what the header of each file is separated by unless the caller says.
        delimiter: Option<u8>,
    },
}

impl Format {
    /// The format a file's name tells: `.json`, `.ndjson` or `.jsonl`, `.csv`.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "csv" => Some(Self::Csv { delimiter: None }),
            _ => None,
        }
    }
}

/// The roster whose rows a file holds, if it stands beside the records' file `main`: `barang` for
/// `data.barang.csv` beside `data.csv`.
///
/// ```
/// assert_eq!(monev::import::roster_of_name("data.csv", "data.barang.csv"), Some("barang"));
/// assert_eq!(monev::import::roster_of_name("data.csv", "other.barang.csv"), None);
/// ```
pub fn roster_of_name<'a>(main: &str, file: &'a str) -> Option<&'a str> {
    let stem = main.strip_suffix(".csv")?;
    let roster = file.strip_prefix(stem)?.strip_prefix('.')?.strip_suffix(".csv")?;
    (!roster.is_empty() && !roster.contains(['.', '/', '\\'])).then_some(roster)
}

/// What records are read from.
#[derive(Debug)]
pub struct Input<R> {
    /// How they are written down.
    pub format: Format,
    /// The records' bytes.
    pub reader: R,
    /// Roster files, for CSV.
    pub rosters: Vec<RosterInput<R>>,
    /// Columns that name the record a roster row belongs to; `case` and `wave` where there are none.
    pub keys: Vec<Box<str>>,
}

impl<R> Input<R> {
    /// Records of one file.
    pub fn new(format: Format, reader: R) -> Self {
        Self { format, reader, rosters: Vec::new(), keys: Vec::new() }
    }
}

/// The records of an input, in its order. What can't be read is a record without a body, with findings that say why;
/// an error of the reader ends it.
#[derive(Debug)]
pub struct Records<R>(Kind<R>);

#[derive(Debug)]
enum Kind<R> {
    Tree(tree::Tree<R>),
    Ndjson(ndjson::Ndjson<R>),
    Csv(Box<csv::CsvRecords<R>>),
}

/// Begins to read records.
///
/// # Errors
/// When the reader fails on its first bytes.
pub fn records<R: BufRead>(input: Input<R>, limits: &Limits) -> io::Result<Records<R>> {
    let bytes = Bytes::open(input.reader)?;
    Ok(Records(match input.format {
        Format::Json => Kind::Tree(tree::Tree::new(bytes, limits)),
        Format::Ndjson => Kind::Ndjson(ndjson::Ndjson::new(bytes, limits)),
        Format::Csv { delimiter } => {
            let records = csv::CsvRecords::new(bytes, delimiter, input.rosters, input.keys, limits);
            Kind::Csv(Box::new(records))
        }
    }))
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = io::Result<RawRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Kind::Tree(records) => records.next(),
            Kind::Ndjson(records) => records.next(),
            Kind::Csv(records) => records.next(),
        }
    }
}
