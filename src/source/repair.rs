//! After a syntax error: take out the smallest entry that holds it and go on with the rest of the file.
//!
//! The working copy keeps its length, so that every place found in it is a place of the file. What is taken out
//! becomes white space; where a value was, a placeholder stays, which the tree shows as broken and nobody misses.

use super::lines::{Line, slice};

/// What was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// A value or list item; its placeholder stands here.
    Value(u32),
    /// A whole entry, here.
    Entry(u32),
}

/// The text without the entry that holds `from`; `None` if nothing is left there to take.
pub(super) fn without(text: &str, from: usize) -> Option<(String, Cut)> {
    let line = Line::of(text, from);
    let (start, column, keeps_place) = match line.value {
        Some(value) if value <= from && value < line.end => (value, line.column(line.content), true),
        Some(value) if value <= from => return None,
        Some(_) | None if line.first < line.content && from >= line.content => {
            let bracket = matches!(text.as_bytes().get(line.content), Some(b'{' | b'['));
            (line.content, line.column(line.content).saturating_sub(usize::from(bracket)), true)
        }
        Some(_) | None => (line.first, line.column(line.first), false),
    };
    let end = if has_tab(text, &line) { tabbed(text, line) } else { extent(text, &line, column) };
    let taken = text.get(start..end)?;
    if taken.trim().is_empty() {
        return None;
    }
    let at = u32::try_from(start).ok()?;
    let rest = text.get(end..)?;
    let left = [text.get(..start)?, &blank(taken, keeps_place), rest].concat();
    Some((left, if keeps_place { Cut::Value(at) } else { Cut::Entry(at) }))
}

fn has_tab(text: &str, line: &Line) -> bool {
    slice(text, line.start, line.first).contains('\t')
}

/// The end of the lines that are indented with tabs: how deep they are can't be told.
fn tabbed(text: &str, mut line: Line) -> usize {
    let mut end = line.end;
    while let Some(next) = line.next(text) {
        line = Line::from(text, next);
        if !has_tab(text, &line) {
            break;
        }
        end = line.end;
    }
    end
}

/// The end of what belongs to the entry: its line and the following ones that are indented deeper than `column`.
fn extent(text: &str, line: &Line, column: usize) -> usize {
    let mut end = line.end;
    let mut line = *line;
    while let Some(next) = line.next(text) {
        line = Line::from(text, next);
        let closes = matches!(text.as_bytes().get(line.first), Some(b'}' | b']'));
        if !line.is_blank() && line.column(line.first) <= column && !closes {
            break;
        }
        if !line.is_blank() {
            end = line.end;
        }
    }
    end
}

/// White space as long as `taken`, its breaks kept, with a placeholder in front if wanted: a letter as long as the
/// first character, so that whatever ends behind it ends between characters of the file.
fn blank(taken: &str, placeholder: bool) -> String {
    let mut characters = taken.chars();
    let mut blank: String = String::with_capacity(taken.len());
    if placeholder && let Some(first) = characters.next() {
        blank.push(match first.len_utf8() {
            1 => 'x',
            2 => '\u{e9}',
            3 => '\u{2192}',
            _ => '\u{1f539}',
        });
    }
    for byte in characters.as_str().bytes() {
        blank.push(if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' });
    }
    blank
}
