//! Many records: read, validated and scored one after another, in the order of the file and in constant memory.
//!
//! **Invariant:** nothing here opens a file or knows a format: `import/` turns bytes into [`RawRecord`]s.

mod finding;
mod raw;
mod read;

pub use finding::{Finding, FindingCode};
pub use raw::{Body, FlatCells, FlatRoster, FlatRow, Header, RawRecord};
pub use read::{FieldPath, ReadOptions, ReadRecord, RecordReader};
