//! Records from CSV: a row a record, a column an id; rosters in files of their own, joined by the record's key.

mod cells;
mod header;
mod records;
mod rosters;
mod rows;

pub(super) use records::CsvRecords;
pub use rosters::RosterInput;
