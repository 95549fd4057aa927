//! Diagnostics as SARIF 2.1.0, which code hosts show beside the lines.

use serde_json::{Value, json};

use super::{Report, extend, place};
use crate::base::{Code, Diagnostic, Edit, Lang, Note, Severity, Sources, Span};
use crate::cli::escape;

/// All diagnostics of a run as one SARIF log, messages in one language.
pub(crate) fn render(report: &Report, lang: Lang) -> String {
    let mut rules: Vec<Code> = Vec::new();
    for (_, diagnostic) in report.each() {
        if !rules.contains(&diagnostic.code) {
            rules.push(diagnostic.code);
        }
    }
    rules.sort_by_key(|code| code.id());
    let results: Vec<Value> = report
        .each()
        .map(|(sources, diagnostic)| {
            let index = rules.iter().position(|code| *code == diagnostic.code);
            result(sources, diagnostic, index, lang)
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "monev",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "language": lang.tag(),
            "results": results,
        }],
    });
    escape::json(&log)
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.id(),
        "help": {"text": format!("monev rule {}", code.id()), "markdown": code.page()},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(sources: &Sources, diagnostic: &Diagnostic, rule: Option<usize>, lang: Lang) -> Value {
    let mut text = diagnostic.message.get(lang).to_owned();
    for hint in &diagnostic.hints {
        text.push('\n');
        text.push_str(hint.get(lang));
    }
    let related = |(id, note): (usize, &Note)| {
        let mut value = location(sources, note.span);
        extend(&mut value, json!({"id": id, "message": {"text": note.message.get(lang)}}));
        value
    };
    let mut value = json!({
        "ruleId": diagnostic.code.id(),
        "ruleIndex": rule,
        "level": level(diagnostic.severity),
        "message": {"text": text},
        "locations": [location(sources, diagnostic.span)],
    });
    if !diagnostic.notes.is_empty() {
        let related: Vec<Value> = diagnostic.notes.iter().enumerate().map(related).collect();
        extend(&mut value, json!({"relatedLocations": related}));
    }
    if let Some(fix) = &diagnostic.fix {
        let changes = changes(sources, &fix.edits);
        let fix = json!({"description": {"text": fix.title.get(lang)}, "artifactChanges": changes});
        extend(&mut value, json!({"fixes": [fix]}));
    }
    value
}

fn location(sources: &Sources, span: Span) -> Value {
    let Some(place) = place(sources, span) else { return json!({}) };
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&place.file.path)},
        "region": region(sources, span),
    }})
}

fn region(sources: &Sources, span: Span) -> Value {
    place(sources, span).map_or(Value::Null, |place| {
        json!({
            "startLine": place.start.line,
            "startColumn": place.start.utf16,
            "endLine": place.end.line,
            "endColumn": place.end.utf16,
            "byteOffset": span.start,
            "byteLength": span.end - span.start,
        })
    })
}

/// One change per edit; edits of one file may stand in several changes.
fn changes(sources: &Sources, edits: &[Edit]) -> Vec<Value> {
    let change = |edit: &Edit| {
        let path = sources.get(edit.span.file).map(|file| uri(&file.path));
        json!({
            "artifactLocation": {"uri": path},
            "replacements": [{
                "deletedRegion": region(sources, edit.span),
                "insertedContent": {"text": edit.text},
            }],
        })
    };
    edits.iter().map(change).collect()
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
