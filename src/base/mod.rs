//! The ground floor: files and places in them, ids, diagnostics, limits, and the two languages people read.
//!
//! **Invariant:** nothing here knows of YAML, expressions or surveys, and nothing here does I/O.

pub mod codes;
mod delimiter;
mod diagnostic;
mod files;
mod graph;
mod ids;
mod limits;
mod message;
mod span;
mod suggest;
mod textmap;
mod thousands;

pub use codes::Code;
pub use delimiter::{DELIMITERS, announced_delimiter, header_delimiter};
pub use diagnostic::{Diagnostic, Edit, Fix, Note, Severity, Sink};
pub use files::{Files, MemoryFiles, ReadError, SourceFile, Sources, join_path};
pub use graph::components;
pub use ids::{Arena, Id};
pub use limits::{Limit, LimitExceeded, Limits};
pub use message::{Lang, Message};
pub use span::{Aside, FileId, LineColumn, LineIndex, Span, Spanned, TextRange};
pub use suggest::nearest;
pub use textmap::TextMap;
pub use thousands::{Beside, looks_like_thousands};
