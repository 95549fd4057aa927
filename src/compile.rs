//! From files to a checked instrument: the one call that everything else begins with.

use crate::base::{Diagnostic, Files, Limits, Severity, Sources};
use crate::lower;
use crate::model::Instrument;
use crate::rules;

/// What compiling gives.
#[derive(Debug)]
pub struct Compiled {
    /// The files that were read, by the numbers that spans name.
    pub sources: Sources,
    /// The instrument; `None` when there are errors.
    pub instrument: Option<Instrument>,
    /// What is wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Compiled {
    /// Whether an error (not only warnings) was found.
    pub fn has_errors(&self) -> bool {
        self.instrument.is_none()
    }
}

/// Compiles the instrument at `path`, with the modules, lists and tables that it names: reads, resolves, types and
/// orders it. All mistakes of all files are found in one run.
///
/// ```
/// use monev::base::{Limits, MemoryFiles};
/// let text = "
/// monev: 1
/// instrument: contoh
/// version: 1.0.0
/// title: {id: Contoh, en: Example}
/// languages: [id, en]
/// items:
///   - {ask: nama, type: text, label: {id: Nama, en: Name}}
/// ";
/// let files = MemoryFiles::new().with("contoh.yaml", text);
/// let compiled = monev::compile(&files, "contoh.yaml", &Limits::default());
/// assert!(compiled.diagnostics.is_empty());
/// assert_eq!(compiled.instrument.map(|i| i.items.len()), Some(1));
/// ```
pub fn compile(files: &dyn Files, path: &str, limits: &Limits) -> Compiled {
    let lower::Lowered { sources, instrument, mut sink } = lower::lower(files, path, limits);
    rules::check_order(&instrument, &mut sink);
    let diagnostics = sink.into_sorted(&sources);
    let sound = diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error);
    Compiled { sources, instrument: sound.then_some(instrument), diagnostics }
}
