//! What a screen or a page needs: the form model, plain serialisable data made from an instrument.
//!
//! **Invariants:** nothing here decides what a survey means (that is `rules/`) and nothing here is read back; every
//! list keeps the instrument's order, so the same instrument gives the same bytes.

mod build;
mod chrome;
pub mod diagram;
mod lists;
pub mod model;
pub mod names;
mod number;
mod possible;
mod scores;
mod skip;
mod text;
mod tree;
mod trial;
pub mod words;

pub use crate::rules::engine_language as spoken;
pub use chrome::{ENGLISH, INDONESIAN, Words};
pub use model::FormModel;
pub use number::{Numbers, children_of, letters, without_letter};
pub use scores::{method_name, parts_of};
pub use skip::{Skips, Target, Way};
pub use text::{format_of, list_id, text};
pub use tree::{Code, MAX_DEPTH, Rows, Tree, operands, type_name, value_text};
pub use trial::{Trial, state_of};
