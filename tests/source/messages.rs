//! What people read: a file full of mistakes in each of `tests/source/messages/`, and every message about it in both
//! languages, at its place.

use std::fmt::Write;
use std::fs;

use monev::base::{Diagnostic, Lang, Severity, Sources};
use monev::source::BlockKind;

#[test]
fn messages() {
    insta::glob!("messages/*.yaml", |path| {
        let bytes = fs::read(path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy();
        let kind = if name.starts_with("tests") { BlockKind::Tests } else { BlockKind::Root };
        let (sources, _, found) = super::read(&bytes, kind);
        insta::assert_snapshot!(rendered(&sources, &found));
    });
}

/// The diagnostics as text: place, source line with carets, both wordings, advice, fix.
pub(crate) fn rendered(sources: &Sources, found: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in found {
        let place = sources.locate(diagnostic.span).unwrap();
        let line = sources.get(diagnostic.span.file).unwrap().text.lines().nth(place.line as usize - 1);
        let line = line.unwrap_or_default();
        let width =
            sources.slice(diagnostic.span).lines().next().map_or(0, |text| text.chars().count()).max(1);
        let level = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
        let before = line.chars().take(place.column as usize - 1);
        let indent: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
        let _ = writeln!(out, "{level}[{}] {}:{}", diagnostic.code.id(), place.line, place.column);
        let _ = writeln!(out, "  | {line}\n  | {indent}{}", "^".repeat(width));
        for lang in [Lang::Id, Lang::En] {
            let _ = writeln!(out, "  {}", diagnostic.message.get(lang));
        }
        for note in &diagnostic.notes {
            let place = sources.locate(note.span).unwrap();
            let _ = writeln!(
                out,
                "  note {}:{} {} / {}",
                place.line, place.column, note.message.id, note.message.en
            );
        }
        for hint in &diagnostic.hints {
            let _ = writeln!(out, "  hint {}\n       {}", hint.id, hint.en);
        }
        if let Some(fix) = &diagnostic.fix {
            let edits: Vec<String> =
                fix.edits.iter().map(|e| format!("{:?} → {:?}", sources.slice(e.span), e.text)).collect();
            let _ = writeln!(out, "  fix  {} / {}: {}", fix.title.id, fix.title.en, edits.join(", "));
        }
        out.push('\n');
    }
    out
}
