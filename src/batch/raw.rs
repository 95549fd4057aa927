//! A record as it stands in a file, whatever the format: what `import/` makes and [`super::read`] understands.

use std::sync::Arc;

use super::Finding;
use crate::model::answer::{Raw, RawField};

/// A record as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRecord {
    /// Its number in the file, from 1, records that don't parse counted.
    pub row: u64,
    /// The physical line it begins at, from 1.
    pub line: u64,
    /// What stands in it; none when it doesn't parse, and then `findings` says why.
    pub body: Option<Body>,
    /// What was found on the way here.
    pub findings: Vec<Finding>,
}

/// What stands in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// The fields of a JSON object, answers nested under `answers`.
    Tree(Vec<RawField>),
    /// A row of CSV with the roster rows that belong to it.
    Flat(FlatRow),
}

/// A row of CSV with the roster rows that belong to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlatRow {
    /// The names of the columns.
    pub header: Arc<Header>,
    /// The cells, as many as the header has names.
    pub cells: Vec<Raw>,
    /// The rows of rosters, one entry per roster file.
    pub rosters: Vec<FlatRoster>,
}

/// The first row of a CSV file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The names of the columns, trimmed.
    pub names: Vec<Box<str>>,
    /// Its physical line.
    pub line: u64,
    /// Which of the input files: 0 is the main one.
    pub file: u32,
}

/// The rows of one roster that belong to one record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlatRoster {
    /// The roster's id, from the name of its file.
    pub name: Arc<str>,
    /// The names of its columns.
    pub header: Arc<Header>,
    /// Its rows in the order of the file.
    pub rows: Vec<FlatCells>,
}

/// A row of a roster file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlatCells {
    /// Its physical line.
    pub line: u64,
    /// Its cells, as many as the header has names.
    pub cells: Vec<Raw>,
}
