//! YAML → [`Document`]: spanned, partial, nothing resolved; never fails.
//!
//! [`load()`] turns bytes into text, [`read()`] turns text into blocks of known keys. Everything an author did wrong on
//! the way is a diagnostic, and the rest of the file is still read.

mod build;
mod characters;
mod complaints;
mod constant;
pub mod csv;
mod document;
mod keys;
mod lines;
mod literal;
mod load;
mod read;
mod reader;
mod reference;
mod repair;
mod report;
mod scalar;
mod schema;
mod slips;
mod syntax;
mod tree;
mod yaml;

pub(crate) use constant::is_name;
pub use document::{Block, Document, Field, Scalar, Style, Written};
pub use keys::{BlockKind, Doc, Key, Relation, Row, Shape};
pub use load::{load, unreadable};
pub use read::read;
pub use reference::reference;
pub use schema::schema;
