//! YAML → [`Document`]: spanned, partial, nothing resolved; never fails.

mod document;
mod keys;

pub use document::{Block, Document, Field, Scalar, Style, Written};
pub use keys::{BlockKind, Key, Shape};
