//! Catalogue 6: what an instrument can be turned into, one folder each.
//!
//! A target is a function from an instrument to files; the caller writes them. **Invariants:** a target writes no
//! file itself; the same instrument gives the same bytes; whatever an author wrote is escaped for where it stands.

mod codebook;
mod escape;
mod form_json;
#[cfg(feature = "graph")]
pub mod graph;
mod html;
pub mod json_schema;
mod render;
#[cfg(feature = "report")]
pub mod report;

pub use render::{Escape, render_custom};

use crate::base::Message;
use crate::model::Instrument;

/// A file made by a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path below the output folder, with `/`.
    pub path: String,
    /// Its text, UTF-8.
    pub text: String,
}

impl OutputFile {
    /// A file of this path and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// What can be made of an instrument: one entry of the catalogue.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its id: the name of its folder here, with hyphens.
    pub id: &'static str,
    /// What it makes.
    pub summary: Message,
    make: fn(&Instrument) -> Result<Vec<OutputFile>, ExportError>,
}

impl Target {
    /// The files of this target for an instrument.
    ///
    /// # Errors
    /// When a limit on the size of the output is passed.
    pub fn files(&self, instrument: &Instrument) -> Result<Vec<OutputFile>, ExportError> {
        (self.make)(instrument)
    }
}

/// Why a target could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ExportError {
    /// What went wrong, for people.
    pub message: Message,
    /// The line of the template, from 1, where it went wrong.
    pub line: Option<usize>,
    /// The field of [`crate::base::Limits`] that stopped it, if one did.
    pub limit: Option<&'static str>,
}

impl ExportError {
    fn new(message: Message) -> Self {
        Self { message, line: None, limit: None }
    }
}

/// Every target, in the order in which `build` makes them.
pub fn targets() -> Vec<Target> {
    vec![form_json::target(), html::target(), codebook::target(), json_schema::target()]
}

/// All files of all targets.
///
/// # Errors
/// When a target can't be made.
pub fn all(instrument: &Instrument) -> Result<Vec<OutputFile>, ExportError> {
    let mut files = Vec::new();
    for target in targets() {
        files.extend(target.files(instrument)?);
    }
    Ok(files)
}
