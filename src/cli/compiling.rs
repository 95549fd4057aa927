//! From a path to an instrument: reads the files, compiles, and names every file as the user would.

use std::path::Path;

use super::console::Console;
use super::exit::{Exit, Failure};
use super::files::DiskFiles;
use super::render::text::Look;
use super::render::{self, Checked, Report};
use crate::base::{Diagnostic, Limit, Limits, Message, Sources, codes};
use crate::model::Instrument;

/// An instrument and the diagnostics of its compilation.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// The instrument, if it has no errors.
    pub(crate) instrument: Option<Instrument>,
    /// What was found, and the files.
    pub(crate) checked: Checked,
}

/// Compiles the instrument at a path.
///
/// # Errors
/// When the file itself isn't there or is no plain file; what its text says wrong are diagnostics.
pub(crate) fn compile(path: &Path, limits: &Limits) -> Result<Compiled, Failure> {
    let files = DiskFiles::of(path, limits.file_bytes)?;
    let compiled = crate::compile(&files, files.entry(), limits);
    let checked = Checked {
        path: files.shown(files.entry()),
        sources: shown_sources(&compiled.sources, &files),
        diagnostics: compiled.diagnostics.into_iter().map(with_flag).collect(),
    };
    Ok(Compiled { instrument: compiled.instrument, checked })
}

/// The instrument at a path, for commands that need one without errors.
///
/// # Errors
/// When the file can't be read, or the instrument has errors, which are shown.
pub(crate) fn instrument(path: &Path, console: &Console) -> Result<Instrument, Failure> {
    with_sources(path, console).map(|(instrument, _)| instrument)
}

/// The same, with the files it was read from.
///
/// # Errors
/// As [`instrument`].
pub(crate) fn with_sources(path: &Path, console: &Console) -> Result<(Instrument, Sources), Failure> {
    let compiled = compile(path, &console.limits)?;
    let Some(instrument) = compiled.instrument else {
        let mut report = Report::default();
        report.add(compiled.checked);
        let look = Look { lang: console.lang, width: console.width(), most: console.limits.diagnostics };
        console.print_error(&render::text::render(&report, look));
        return Err(Failure::said(report.exit().worse(Exit::Findings)));
    };
    Ok((instrument, compiled.checked.sources))
}

/// A diagnostic about limits, with the flags that raise them: the core names the limits, only the command line has flags.
pub(crate) fn with_flag(diagnostic: Diagnostic) -> Diagnostic {
    limits_named(&diagnostic).into_iter().fold(diagnostic, |diagnostic, limit| diagnostic.hint(raise(limit)))
}

/// The limits that a diagnostic says were exceeded.
pub(crate) fn limits_named(diagnostic: &Diagnostic) -> Vec<&'static Limit> {
    let about_limits = [codes::LIMIT, codes::TOO_LARGE, codes::COST].contains(&diagnostic.code);
    let named = |limit: &&Limit| diagnostic.message.en.contains(&format!("`{}`", limit.name));
    Limits::TABLE.iter().filter(|_| about_limits).filter(named).collect()
}

/// How to raise a limit.
pub(crate) fn raise(limit: &Limit) -> Message {
    let flag = limit.flag();
    Message::new(
        format!("batas ini dapat dinaikkan dengan `{flag} N`"),
        format!("the limit can be raised with `{flag} N`"),
    )
}

/// The same files under the paths the user sees.
fn shown_sources(sources: &Sources, files: &DiskFiles) -> Sources {
    let mut shown = Sources::new();
    for (_, file) in sources.iter() {
        shown.add(files.shown(&file.path), file.text.clone());
    }
    shown
}
