//! Many records: read, validated and scored one after another, in the order of the file and in constant memory.
//!
//! **Invariant:** nothing here opens a file or knows a format: `import/` turns bytes into [`RawRecord`]s.

mod check;
mod finding;
pub mod indicators;
mod named;
mod raw;
mod read;
mod summary;
mod table;
mod write;

pub use check::{Batch, Checked, ProblemLine, Scored, Standing, UndecidedLine, Verdict, score, validate};
pub use finding::{Finding, FindingCode};
pub use named::{column_type, field_of};
pub use raw::{Body, FlatCells, FlatRoster, FlatRow, Header, RawRecord};
pub use read::{FieldPath, ReadOptions, ReadRecord, RecordReader};
pub use summary::{Bands, Summary};
pub use table::{Cell, CellKind, CsvStyle, Table, TableColumn, TableRow};
pub use write::{CsvRecords, RecordName, RosterFile, record_json};
