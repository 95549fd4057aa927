//! Diagnostics as JSON, for editors and scripts. The shape is documented in the book and only ever grows.

use serde_json::{Value, json};

use super::{Report, extend, place, severity_id};
use crate::base::{Diagnostic, Edit, Message, Note, Severity, Sources, Span};
use crate::cli::escape;

/// All diagnostics of a run.
pub(crate) fn render(report: &Report) -> String {
    let found: Vec<Value> = report.each().map(|(sources, one)| diagnostic(sources, one)).collect();
    let document = json!({
        "format": "monev.diagnostics",
        "format_version": 1,
        "files": report.checked.iter().map(|one| &one.path).collect::<Vec<_>>(),
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "diagnostics": found,
    });
    escape::json(&document)
}

fn diagnostic(sources: &Sources, one: &Diagnostic) -> Value {
    let mut value = json!({
        "code": one.code.id(),
        "severity": severity_id(one.severity),
        "message": message(&one.message),
    });
    extend(&mut value, position(sources, one.span));
    let note = |note: &Note| {
        let mut value = json!({"message": message(&note.message)});
        extend(&mut value, position(sources, note.span));
        value
    };
    let fix = one.fix.as_ref().map(|fix| {
        let edit = |edit: &Edit| {
            let mut value = position(sources, edit.span);
            extend(&mut value, json!({"text": edit.text}));
            value
        };
        json!({"title": message(&fix.title), "edits": fix.edits.iter().map(edit).collect::<Vec<_>>()})
    });
    let notes = one.notes.iter().map(note).collect::<Vec<_>>();
    let hints = one.hints.iter().map(message).collect::<Vec<_>>();
    extend(&mut value, json!({"notes": notes, "hints": hints, "fix": fix}));
    value
}

/// A message in both languages.
fn message(message: &Message) -> Value {
    json!({"id": message.id, "en": message.en})
}

/// File, bytes (from 0, end excluded), lines and columns (from 1): columns in characters and in UTF-16 units.
fn position(sources: &Sources, span: Span) -> Value {
    let Some(place) = place(sources, span) else { return json!({"file": null}) };
    json!({
        "file": place.file.path,
        "range": {"start": span.start, "end": span.end},
        "line": place.start.line,
        "column": place.start.column,
        "column_utf16": place.start.utf16,
        "end_line": place.end.line,
        "end_column": place.end.column,
        "end_column_utf16": place.end.utf16,
    })
}
