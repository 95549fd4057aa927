//! From a scalar's decoded text back to its bytes in the file, for each of YAML's five styles.
//!
//! Only the places are computed here; the decoded text is the parser's. Whatever the rules of folding, a character of
//! the text that isn't an escape stands in the file as itself, and the map says where.

use super::document::Style;
use super::tree::{Place, Raw};
use crate::base::{FileId, Span, TextMap};

/// Collects runs; a run begins wherever text and file stop going in step.
struct Runs {
    runs: Vec<(u32, u32)>,
    text: usize,
    file: usize,
    started: bool,
}

impl Runs {
    fn new() -> Self {
        Self { runs: Vec::new(), text: 0, file: 0, started: false }
    }

    /// `text` bytes of the text stand in `file` bytes at `at`.
    fn push(&mut self, at: usize, text: usize, file: usize) {
        if text == 0 {
            return;
        }
        if !self.started || self.file != at {
            self.runs.push((narrow(self.text), narrow(at)));
        }
        self.started = true;
        self.text += text;
        self.file = if text == file { at + file } else { usize::MAX };
    }
}

impl Runs {
    /// The first `count` of these breaks are characters of the text.
    fn push_breaks(&mut self, breaks: &[usize], count: usize) {
        breaks.iter().take(count).for_each(|at| self.push(*at, 1, 1));
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The bytes between two offsets of the file.
fn bytes(source: &str, start: usize, end: usize) -> &[u8] {
    source.as_bytes().get(start..end).unwrap_or_default()
}

/// The place a person would mark: a block scalar without the blank rest after its last line.
pub(super) fn visible(raw: &Raw<'_>, source: &str) -> Place {
    match raw.style {
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => raw.place,
        Style::Literal | Style::Folded => {
            let written = source.get(raw.place.start as usize..raw.place.end as usize).unwrap_or_default();
            Place::new(raw.place.start, raw.place.start + narrow(written.trim_end().len()))
        }
    }
}

/// Where each part of a scalar's text stands in the file.
pub(super) fn map(raw: &Raw<'_>, source: &str, file: FileId) -> TextMap {
    let quotes = u32::from(matches!(raw.style, Style::SingleQuoted | Style::DoubleQuoted));
    let inner = Place::new(raw.place.start + quotes, raw.place.end.saturating_sub(quotes));
    let (start, end) = (inner.start as usize, inner.end as usize);
    let block = matches!(raw.style, Style::Literal | Style::Folded);
    if !block && source.get(start..end) == Some(&*raw.text) {
        return TextMap::verbatim(Span::new(file, inner.start, inner.end));
    }
    let mut runs = Runs::new();
    match raw.style {
        Style::Plain => flowing(&mut runs, source, start..end, Escapes::None),
        Style::SingleQuoted => flowing(&mut runs, source, start..end, Escapes::Doubled),
        Style::DoubleQuoted => flowing(&mut runs, source, start..end, Escapes::Backslash),
        Style::Literal => literal(&mut runs, source, start, &raw.text),
        Style::Folded => folded(&mut runs, source, start, &raw.text),
    }
    let len = narrow(raw.text.len());
    let end = visible(raw, source).end.saturating_sub(quotes);
    let last = runs.runs.last().map_or(inner.start, |run| run.1);
    runs.runs.retain(|run| run.0 < len);
    TextMap::from_runs(file, runs.runs, len, end.max(last))
}

/// What stands for something else inside a plain or quoted scalar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escapes {
    None,
    /// `''` is `'`.
    Doubled,
    /// `\n`, `\u00e9`, and a break after `\`.
    Backslash,
}

/// Plain and quoted scalars: lines are trimmed and joined, a blank line is a line break.
fn flowing(runs: &mut Runs, source: &str, range: std::ops::Range<usize>, escapes: Escapes) {
    let (mut at, end) = (range.start, range.end);
    while at < end {
        let stop = line_end(source, at, end);
        let joined = line(runs, source, at..stop, escapes, stop == end);
        if stop == end {
            return;
        }
        let (next, breaks) = skip_breaks(source, stop, end);
        if !joined || breaks.len() > 1 {
            runs.push_breaks(&breaks, breaks.len().saturating_sub(1).max(1));
        }
        at = next;
    }
}

/// One line's characters; gives whether it ends in `\`, so that no space stands before the next.
fn line(runs: &mut Runs, source: &str, range: std::ops::Range<usize>, escapes: Escapes, last: bool) -> bool {
    let text = source.get(range.clone()).unwrap_or_default();
    let kept = if last { text } else { trimmed(text, escapes) };
    if escapes == Escapes::None {
        runs.push(range.start, kept.len(), kept.len());
        return false;
    }
    let mut rest = kept;
    let mut at = range.start;
    while let Some(first) = rest.chars().next() {
        let (wide, long) = match (escapes, first) {
            (Escapes::Backslash, '\\') if rest.len() == 1 => return true,
            (Escapes::Backslash, '\\') => escape(rest),
            (Escapes::Doubled, '\'') => (1, 2),
            (Escapes::None | Escapes::Doubled | Escapes::Backslash, _) => {
                (first.len_utf8(), first.len_utf8())
            }
        };
        runs.push(at, wide, long);
        at += long;
        rest = rest.get(long..).unwrap_or_default();
    }
    false
}

/// A line of a quoted scalar without the white space before its break; an escaped space stays.
fn trimmed(text: &str, escapes: Escapes) -> &str {
    let kept = text.trim_end_matches([' ', '\t']);
    let backslashes = kept.bytes().rev().take_while(|b| *b == b'\\').count();
    if escapes == Escapes::Backslash && backslashes % 2 == 1 && kept.len() < text.len() {
        return text.get(..=kept.len()).unwrap_or(kept);
    }
    kept
}

/// The UTF-8 length of what an escape stands for, and its own length in the file.
fn escape(text: &str) -> (usize, usize) {
    let digits = |from: usize, n: usize| {
        text.get(from..from + n).and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or(0)
    };
    let width = |code: u32| char::from_u32(code).map_or(4, char::len_utf8);
    match text.as_bytes().get(1) {
        Some(b'x') => (width(digits(2, 2)), 4),
        Some(b'u') if (0xD800..0xDC00).contains(&digits(2, 4)) => (4, 12),
        Some(b'u') => (width(digits(2, 4)), 6),
        Some(b'U') => (width(digits(2, 8)), 10),
        Some(b'N' | b'_') => (2, 2),
        Some(b'L' | b'P') => (3, 2),
        Some(_) | None => (1, 2),
    }
}

/// End of the line that holds `at` (its break not included), at most `end`.
fn line_end(source: &str, at: usize, end: usize) -> usize {
    let line = bytes(source, at, end);
    line.iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(end, |n| at + n)
}

/// Past the breaks at `at` and the white space after each; where the breaks are.
fn skip_breaks(source: &str, mut at: usize, end: usize) -> (usize, Vec<usize>) {
    let mut breaks = Vec::new();
    loop {
        match bytes(source, at, end) {
            [b'\r' | b'\n', ..] => {
                breaks.push(at);
                at = after_break(source, at);
            }
            [b' ' | b'\t', ..] => at += 1,
            _ => return (at, breaks),
        }
    }
}

/// Blank lines before the first line of a block scalar: each is a break of the text.
fn leading(runs: &mut Runs, source: &str, start: usize, text: &str) {
    let count = text.bytes().take_while(|b| *b == b'\n').count();
    let before: Vec<usize> = source
        .as_bytes()
        .iter()
        .enumerate()
        .take(start)
        .rev()
        .filter(|(_, b)| **b == b'\n')
        .map(|(n, _)| n)
        .take(count)
        .collect();
    before.into_iter().rev().for_each(|at| runs.push(at, 1, 1));
}

/// `|`: every line of the text is the end of a line of the file.
fn literal(runs: &mut Runs, source: &str, start: usize, text: &str) {
    leading(runs, source, start, text);
    let mut at = start;
    for piece in text.get(runs.text..).unwrap_or_default().split_inclusive('\n') {
        let content = piece.strip_suffix('\n').unwrap_or(piece);
        let stop = line_end(source, at, source.len());
        runs.push(stop.saturating_sub(content.len()).max(at), content.len(), content.len());
        runs.push(stop, piece.len() - content.len(), 1);
        at = after_break(source, stop);
    }
}

fn after_break(source: &str, at: usize) -> usize {
    match bytes(source, at, source.len()) {
        [b'\r', b'\n', ..] => at + 2,
        [_, ..] => at + 1,
        [] => at,
    }
}

/// `>`: the lines of the file are joined; blank lines and more deeply indented ones keep their breaks.
fn folded(runs: &mut Runs, source: &str, start: usize, text: &str) {
    leading(runs, source, start, text);
    let indent = bytes(source, 0, start).iter().rev().take_while(|b| !matches!(b, b'\n' | b'\r')).count();
    let deeper = |at: usize| matches!(bytes(source, at, at + 1), [b' ' | b'\t']);
    let mut at = start;
    while runs.text < text.len() {
        let stop = line_end(source, at, source.len());
        runs.push(at, stop - at, stop - at);
        let left = text.len().saturating_sub(runs.text);
        let (next, breaks) = next_content(source, stop, indent, left);
        let Some(next) = next else {
            runs.push_breaks(&breaks, left);
            return;
        };
        let kept = deeper(at) || deeper(next);
        let count = if kept { breaks.len() } else { breaks.len().saturating_sub(1).max(1) };
        runs.push_breaks(&breaks, count.min(left));
        at = next;
    }
}

/// Where the next line with content begins (after the block's indentation), and the breaks up to it, `most` at most.
fn next_content(source: &str, stop: usize, indent: usize, most: usize) -> (Option<usize>, Vec<usize>) {
    let (mut at, mut breaks) = (stop, Vec::new());
    while at < source.len() && breaks.len() <= most {
        breaks.push(at);
        at = after_break(source, at);
        let end = line_end(source, at, source.len());
        let line = bytes(source, at, end);
        if line.len() > indent && line.iter().take(indent).all(|b| *b == b' ') {
            return (Some(at + indent), breaks);
        }
        if line.iter().any(|b| *b != b' ') {
            return (None, breaks);
        }
        at = end;
    }
    (None, breaks)
}
