//! Expressions in plain Indonesian and English, for skip instructions, the codebook and people who do not read code.
//!
//! The words are a courtesy: the expression is the meaning. Where an expression is too large to be read as a
//! sentence, its text is shown instead.

mod figures;
mod names;

pub use figures::{date, number};
pub use names::{Naming, Speech, choice_label, value};

use crate::model::Formula;

/// A formula in words, or its text where words would be too many.
pub fn formula(_speech: &Speech<'_>, formula: &Formula) -> String {
    formula.source.0.to_string()
}
