//! Looking at YAML as lines, the way a person does: indentation, dashes, a key, a value.

/// One line's parts, as byte offsets in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// First byte.
    pub(super) start: usize,
    /// Just after the last byte, the break not included.
    pub(super) end: usize,
    /// First byte that isn't a space or tab; `end` for a blank line.
    pub(super) first: usize,
    /// First byte after the dashes of list items.
    pub(super) content: usize,
    /// First byte of the value, if there is a `key: ` before it.
    pub(super) value: Option<usize>,
}

impl Line {
    /// The line that holds a byte.
    pub(super) fn of(text: &str, at: usize) -> Self {
        let at = at.min(text.len());
        let bytes = text.as_bytes();
        let start = bytes.iter().take(at).rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
        Self::from(text, start)
    }

    /// The line that begins at a byte.
    pub(super) fn from(text: &str, start: usize) -> Self {
        let rest = text.as_bytes().get(start..).unwrap_or_default();
        let end = start + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
        let end =
            if text.as_bytes().get(start..end).is_some_and(|l| l.ends_with(b"\r")) { end - 1 } else { end };
        let first = start + blanks(slice(text, start, end));
        let content = after_dashes(text, first, end);
        Self { start, end, first, content, value: value(text, content, end) }
    }

    /// Where the next line begins; `None` after the last.
    pub(super) fn next(&self, text: &str) -> Option<usize> {
        let rest = text.get(self.end..)?;
        rest.find('\n').map(|n| self.end + n + 1).filter(|next| *next < text.len())
    }

    /// Whether it holds nothing but white space.
    pub(super) fn is_blank(&self) -> bool {
        self.first == self.end
    }

    /// How far a byte of it stands from its beginning.
    pub(super) fn column(&self, at: usize) -> usize {
        at.saturating_sub(self.start)
    }
}

/// The text between two bytes; empty where there is none.
pub(super) fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

fn after_dashes(text: &str, mut at: usize, end: usize) -> usize {
    loop {
        let rest = slice(text, at, end);
        match rest.strip_prefix('-') {
            Some(after) if after.is_empty() || after.starts_with([' ', '\t']) => at += 1 + blanks(after),
            Some(_) | None => return at,
        }
    }
}

/// Where the value of a `key: value` begins.
fn value(text: &str, content: usize, end: usize) -> Option<usize> {
    let rest = slice(text, content, end);
    let key = match rest.chars().next()? {
        '[' | '{' | '#' => return None,
        quote @ ('"' | '\'') => 2 + rest.get(1..)?.find(quote)?,
        _ => 0,
    };
    let colon = rest.get(key..)?.char_indices().map(|(n, _)| key + n).find(|n| {
        let after = rest.get(*n..).and_then(|r| r.strip_prefix(':'));
        after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
    })?;
    Some(content + colon + 1 + blanks(rest.get(colon + 1..)?))
}

/// `text` in quotes, as YAML that reads back the same.
pub(super) fn quoted(text: &str) -> String {
    match text.contains(['"', '\\']) {
        true => format!("'{}'", text.replace('\'', "''")),
        false => format!("\"{text}\""),
    }
}
