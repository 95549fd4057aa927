//! Brackets that don't match, and what is missing between them.

use super::super::lines::{quoted, slice};
use super::{Finding, Scene, key_of};
use crate::base::{Message, codes};

/// In brackets, neither a comma nor the closing bracket.
pub(super) fn separator(scene: &Scene<'_>) -> Finding {
    if let Some(open) = scene.bracket.filter(|open| *open < scene.line.start) {
        let bracket = scene.text.get(open..).and_then(|rest| rest.chars().next()).unwrap_or('[');
        return unclosed(scene, open, bracket);
    }
    let finding = scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        "di dalam kurung diharapkan `,` atau kurung penutup di sini",
        "inside brackets, `,` or the closing bracket is expected here",
    );
    if let Some(name) = row_name(scene) {
        return unquoted_row(scene, finding, name);
    }
    if scene.char() != Some(':') {
        let before = slice(scene.text, scene.line.start, scene.at);
        let closed = before.trim_end().ends_with(['}', ']']);
        return match before.rfind(": ").filter(|_| closed) {
            Some(colon) => scene.quote(finding, scene.line.start + colon + 2),
            None => finding,
        };
    }
    if let Some(finding) = missing_comma(scene) {
        return finding;
    }
    let start = scene.last.0;
    let rest = slice(scene.text, start, scene.line.end);
    let end = start + rest.find([',', '}', ']']).unwrap_or(rest.len());
    let text = slice(scene.text, start, end).trim_end();
    let mut finding = finding
        .with_hint("teks yang memuat `: ` ditulis dalam tanda kutip", "text with `: ` in it goes in quotes");
    finding.diagnostic = finding.diagnostic.fix(
        Message::new("beri tanda kutip", "put it in quotes"),
        scene.span(start, start + text.len()),
        quoted(text),
    );
    finding
}

/// Where `bulanan[2].omzet` stands, if the bracket here is that of a row's number.
fn row_name(scene: &Scene<'_>) -> Option<(usize, usize)> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let before = slice(scene.text, scene.line.start, scene.at);
    let start = scene.at - (before.len() - before.trim_end_matches(word).len());
    let mut end = scene.at;
    while let Some(rest) = slice(scene.text, end, scene.line.end).strip_prefix('[') {
        let (number, after) = rest.split_once(']')?;
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let name = after.len() - after.trim_start_matches(word).len();
        end += is_number.then_some(number.len() + 2 + name)?;
    }
    (start < scene.at && end > scene.at).then_some((start, end))
}

/// A name with the number of a row, which brackets can't hold without quotes.
fn unquoted_row(scene: &Scene<'_>, finding: Finding, (start, end): (usize, usize)) -> Finding {
    let name = slice(scene.text, start, end);
    let diagnostic = finding
        .diagnostic
        .hint(Message::new(
            format!("di dalam kurung, nama dengan nomor baris ditulis dalam tanda kutip: `{}`", quoted(name)),
            format!("inside brackets, a name with the number of a row goes in quotes: `{}`", quoted(name)),
        ))
        .fix(Message::new("beri tanda kutip", "put it in quotes"), scene.span(start, end), quoted(name));
    Finding { diagnostic, from: finding.from }
}

/// `{type: text label: Umur}`: the word before the colon is a key.
fn missing_comma(scene: &Scene<'_>) -> Option<Finding> {
    let (start, end) = scene.last;
    let text = slice(scene.text, start, end);
    let (before, word) = text.rsplit_once(' ')?;
    key_of(word)?;
    let mut finding = scene.find(
        end - word.len(),
        codes::YAML_SYNTAX,
        format!("sebelum `{word}` kurang koma"),
        format!("a comma is missing before `{word}`"),
    );
    let place = start + before.trim_end().len();
    finding.diagnostic = finding.diagnostic.fix(
        Message::new("sisipkan koma", "insert a comma"),
        scene.span(place, place),
        ",",
    );
    finding.from = scene.at;
    Some(finding)
}

pub(super) fn unclosed(scene: &Scene<'_>, open: usize, bracket: char) -> Finding {
    let close = if bracket == '{' { '}' } else { ']' };
    let mut finding = scene.find(
        open,
        codes::YAML_SYNTAX,
        format!("kurung `{bracket}` ini tidak ditutup"),
        format!("this `{bracket}` is never closed"),
    );
    finding.diagnostic = finding
        .diagnostic
        .hint(Message::new(format!("tutup dengan `{close}`"), format!("close it with `{close}`")));
    finding
}

pub(super) fn mismatched(scene: &Scene<'_>, open: char, close: char) -> Finding {
    scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        format!("kurung `{open}` ditutup dengan `{close}`"),
        format!("`{open}` is closed by `{close}`"),
    )
}

pub(super) fn stray_bracket(scene: &Scene<'_>) -> Finding {
    let finding = scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        "kurung penutup ini tidak ada pembukanya",
        "this closing bracket was never opened",
    );
    match scene.line.value {
        Some(value) if value == scene.at && scene.bracket.is_none() => scene.quote(finding, value),
        Some(_) | None => finding,
    }
}
