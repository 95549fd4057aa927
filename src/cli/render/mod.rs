//! Diagnostics for people and for programs: text, JSON, SARIF and GitHub annotations. The core knows only data.

pub(crate) mod explanation;
pub(crate) mod finding;
pub(crate) mod github;
pub(crate) mod indicators;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod results;
pub(crate) mod sarif;
pub(crate) mod scores;
pub(crate) mod summary;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod tree;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::base::{Diagnostic, Lang, LineColumn, Message, Severity, SourceFile, Sources, Span, codes};
use crate::cli::compiling::limits_named;
use crate::cli::exit::Exit;

/// The diagnostics of one file and of what it uses.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The file that was compiled, as shown to the user.
    pub(crate) path: String,
    /// The files that were read; their paths are as shown to the user.
    pub(crate) sources: Sources,
    /// What was found, sorted.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Everything one run found, each problem once even when several instruments share the module it is in.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Per file that was compiled.
    pub(crate) checked: Vec<Checked>,
    seen: BTreeSet<(String, u32, u32, &'static str, String)>,
}

impl Report {
    /// Adds the diagnostics of a file, without those another file already brought.
    pub(crate) fn add(&mut self, mut checked: Checked) {
        let Checked { sources, diagnostics, .. } = &mut checked;
        diagnostics.retain(|diagnostic| {
            let Span { file, start, end } = diagnostic.span;
            let path = sources.get(file).map(|file| file.path.clone()).unwrap_or_default();
            self.seen.insert((path, start, end, diagnostic.code.id(), diagnostic.message.en.clone()))
        });
        self.checked.push(checked);
    }

    /// Every diagnostic with the files it speaks of.
    pub(crate) fn each(&self) -> impl Iterator<Item = (&Sources, &Diagnostic)> {
        self.checked.iter().flat_map(|one| one.diagnostics.iter().map(|found| (&one.sources, found)))
    }

    /// How many diagnostics weigh so much.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.each().filter(|(_, diagnostic)| diagnostic.severity == severity).count()
    }

    /// How the run ends if this is all.
    pub(crate) fn exit(&self) -> Exit {
        let about_limit =
            |diagnostic: &Diagnostic| diagnostic.code == codes::LIMIT || !limits_named(diagnostic).is_empty();
        let limit = self.each().any(|(_, diagnostic)| about_limit(diagnostic));
        match (limit, self.count(Severity::Error)) {
            (true, _) => Exit::Limit,
            (false, 0) => Exit::Ok,
            (false, _) => Exit::Findings,
        }
    }

    /// Files that have diagnostics.
    fn files(&self) -> usize {
        let path = |(sources, diagnostic): (&Sources, &Diagnostic)| {
            sources.get(diagnostic.span.file).map(|file| file.path.clone()).unwrap_or_default()
        };
        self.each().map(path).collect::<BTreeSet<_>>().len()
    }
}

/// A span as people and editors count it.
pub(crate) struct Place<'a> {
    /// The file.
    pub(crate) file: &'a SourceFile,
    /// Where it begins.
    pub(crate) start: LineColumn,
    /// Just after its end.
    pub(crate) end: LineColumn,
}

/// Looks a span up; `None` if its file was never read.
pub(crate) fn place(sources: &Sources, span: Span) -> Option<Place<'_>> {
    let file = sources.get(span.file)?;
    let at = |offset| file.lines.locate(&file.text, offset);
    Some(Place { file, start: at(span.start), end: at(span.end) })
}

/// A severity's name in the formats programs read.
pub(crate) fn severity_id(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// `3 errors in 2 files`.
pub(crate) fn summary(report: &Report, lang: Lang) -> String {
    let [errors, warnings, infos] =
        [Severity::Error, Severity::Warning, Severity::Info].map(|severity| report.count(severity));
    let counted = [
        (errors, count(errors, "kesalahan", "error", "errors")),
        (warnings, count(warnings, "peringatan", "warning", "warnings")),
        (infos, count(infos, "catatan", "remark", "remarks")),
    ];
    let parts = counted.iter().filter(|(n, _)| *n > 0).map(|(_, text)| text.get(lang));
    let parts = parts.collect::<Vec<_>>().join(", ");
    let (files, word) = if parts.is_empty() {
        (report.checked.len(), Message::new("tidak ada masalah", "no problems"))
    } else {
        (report.files(), Message::new(parts.clone(), parts))
    };
    let place = count(files, "berkas", "file", "files");
    match lang {
        Lang::Id => format!("{} dalam {}", word.id, place.id),
        Lang::En => format!("{} in {}", word.en, place.en),
    }
}

/// A number with the noun that fits it.
pub(crate) fn count(n: usize, id: &str, one: &str, many: &str) -> Message {
    Message::new(format!("{n} {id}"), format!("{n} {}", if n == 1 { one } else { many }))
}

/// Adds the members of one JSON object to another.
fn extend(value: &mut serde_json::Value, more: serde_json::Value) {
    if let (serde_json::Value::Object(value), serde_json::Value::Object(more)) = (value, more) {
        value.extend(more);
    }
}
