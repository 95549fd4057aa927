//! Diagnostics as plain text: `path:line:column severity[code]`, both wordings, the source line with carets, related
//! places, advice.

use std::fmt::Write;

use monev::base::{Diagnostic, Severity, Sources, Span};

/// All diagnostics of a compilation, in their order.
pub(crate) fn render(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    if diagnostics.is_empty() {
        return "(clean)\n".to_owned();
    }
    diagnostics.iter().map(|diagnostic| one(sources, diagnostic)).collect::<Vec<_>>().join("\n")
}

fn one(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let mut out = String::new();
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let _ = writeln!(out, "{} {severity}[{}]", place(sources, diagnostic.span), diagnostic.code.id());
    let _ = writeln!(out, "  en: {}", diagnostic.message.en);
    let _ = writeln!(out, "  id: {}", diagnostic.message.id);
    out.push_str(&excerpt(sources, diagnostic.span));
    for note in &diagnostic.notes {
        let _ = writeln!(out, "  note at {}: {}", place(sources, note.span), note.message.en);
        let _ = writeln!(out, "       {}", note.message.id);
        out.push_str(&excerpt(sources, note.span));
    }
    for hint in &diagnostic.hints {
        let _ = writeln!(out, "  hint: {}", hint.en);
        let _ = writeln!(out, "        {}", hint.id);
    }
    for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
        let _ = writeln!(out, "  fix at {}: `{}`", place(sources, edit.span), edit.text);
    }
    out
}

fn place(sources: &Sources, span: Span) -> String {
    let path = sources.get(span.file).map(|file| file.path.clone()).unwrap_or_default();
    match sources.locate(span) {
        Some(at) => format!("{path}:{}:{}", at.line, at.column),
        None => path,
    }
}

/// The first line of a span with carets under the part of it that is meant.
fn excerpt(sources: &Sources, span: Span) -> String {
    let (Some(file), Some(at)) = (sources.get(span.file), sources.locate(span)) else { return String::new() };
    let Some(line) = file.text.lines().nth(at.line as usize - 1) else { return String::new() };
    let before = at.column as usize - 1;
    let meant = sources.slice(span).lines().next().unwrap_or_default().chars().count().max(1);
    format!("  {:>4} | {line}\n       | {}{}\n", at.line, " ".repeat(before), "^".repeat(meant))
}
