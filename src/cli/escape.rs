//! Text that is safe on a terminal: nothing an author or a respondent wrote can move the cursor, change colours, hide
//! what stands before it or turn its direction.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character must not reach a terminal as it is: controls (line breaks too), and marks that change direction
/// or hide.
pub(crate) fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'
            | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text on one line, every dangerous character written as `\u{…}` (a line break as `\n`, a tab as `\t`).
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_dangerous) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        push(&mut out, c);
    }
    Cow::Owned(out)
}

/// JSON on one line, dangerous characters inside its strings written as `\uXXXX`.
pub(crate) fn json_line(document: &serde_json::Value) -> String {
    let mut out = String::new();
    push_json(&document.to_string(), &mut out);
    out
}

/// JSON with dangerous characters inside its strings written as `\uXXXX`; the same document for any reader.
pub(crate) fn json(document: &serde_json::Value) -> String {
    let mut out = String::new();
    push_json(&format!("{document:#}\n"), &mut out);
    out
}

fn push_json(text: &str, out: &mut String) {
    for c in text.chars() {
        if c != '\n' && is_dangerous(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
}

/// Several lines of the author's file: line breaks and tabs stay, every other dangerous character is shown as one
/// visible sign, so that columns stay what they are; byte offsets can be carried over.
pub(crate) struct Lines {
    /// The safe text.
    pub(crate) text: String,
    /// After each such character: its end in the original and in the safe text.
    ends: Vec<(usize, usize)>,
}

impl Lines {
    /// Makes `text` safe.
    pub(crate) fn new(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        let mut ends = Vec::new();
        for (at, c) in text.char_indices() {
            match c {
                '\n' | '\t' => out.push(c),
                '\r' if text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n')) => out.push(c),
                c if is_dangerous(c) => {
                    out.push(sign(c));
                    ends.push((at + c.len_utf8(), out.len()));
                }
                c => out.push(c),
            }
        }
        Self { text: out, ends }
    }

    /// Where an offset of the original is in the safe text.
    pub(crate) fn offset(&self, at: usize) -> usize {
        let passed = self.ends.partition_point(|(end, _)| *end <= at);
        let last = passed.checked_sub(1).and_then(|last| self.ends.get(last));
        let (before, after) = last.copied().unwrap_or_default();
        (at - before + after).min(self.text.len())
    }
}

/// The picture of a control character, or the sign for what can't be shown.
fn sign(c: char) -> char {
    match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '␡',
        _ => '\u{fffd}',
    }
}

fn push(out: &mut String, c: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\t' => out.push_str("\\t"),
        '\r' => out.push_str("\\r"),
        c if is_dangerous(c) => {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_dangerous_survives() {
        let hostile = "a\u{1b}[2Jb\rc\u{9b}d\u{202e}e\u{7f}f\u{1b}]8;;http://x\u{7}g\nh";
        let safe = line(hostile);
        assert!(!safe.chars().any(is_dangerous), "{safe:?}");
        assert_eq!(safe, "a\\u{1b}[2Jb\\rc\\u{9b}d\\u{202e}e\\u{7f}f\\u{1b}]8;;http://x\\u{7}g\\nh");
        assert_eq!(line("Kelurahan é 👍"), "Kelurahan é 👍");
    }

    #[test]
    fn offsets_move_with_the_text() {
        let text = "x: a\u{202e}b\u{1b}\ty\r\nz";
        let lines = Lines::new(text);
        assert_eq!(lines.text, "x: a\u{fffd}b␛\ty\r\nz");
        assert_eq!(lines.text.chars().count(), text.chars().count());
        for part in ["x:", "a", "b", "y", "z"] {
            let (from, expected) = (text.find(part).unwrap(), lines.text.find(part).unwrap());
            assert_eq!(lines.offset(from), expected, "{part}");
        }
    }
}
