//! Diagnostics as GitHub workflow commands, which appear as annotations on a pull request.

use super::{Report, place};
use crate::base::{Lang, Severity};
use crate::cli::escape;

/// All diagnostics of a run, a line each.
pub(crate) fn render(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    for (sources, diagnostic) in report.each() {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let Some(place) = place(sources, diagnostic.span) else { continue };
        let sentences = std::iter::once(&diagnostic.message).chain(&diagnostic.hints);
        let message = sentences.map(|one| escape::line(one.get(lang))).collect::<Vec<_>>().join("\n");
        let end = if place.start.line == place.end.line {
            format!(",endLine={},endColumn={}", place.end.line, place.end.column)
        } else {
            format!(",endLine={}", place.end.line)
        };
        out.push_str(&format!(
            "::{command} file={},line={},col={}{end},title={}::{}\n",
            property(&place.file.path),
            place.start.line,
            place.start.column,
            property(&format!("monev: {}", diagnostic.code.id())),
            data(&message),
        ));
    }
    out
}

/// Text after `::`, as the runner wants it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
