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

    /// The bracket its entry begins with, if that is still open at a byte of it.
    pub(super) fn bracket(&self, text: &str, at: usize) -> Option<usize> {
        let opens = |at: &usize| matches!(text.as_bytes().get(*at), Some(b'{' | b'['));
        let start = Some(self.content).filter(opens).or_else(|| self.value.filter(opens))?;
        let (mut flow, mut depth) = (Flow::new(text, start, at.min(self.end)), 0_usize);
        while let Some((_, character)) = flow.next() {
            match character {
                '[' | '{' => depth += 1,
                ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return None;
            }
        }
        (depth > 0).then_some(start)
    }

    /// How far a byte of it stands from its beginning.
    pub(super) fn column(&self, at: usize) -> usize {
        at.saturating_sub(self.start)
    }
}

/// What stands in brackets, byte by byte: whether a byte is a mark of the brackets themselves or within a text.
struct Flow<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    /// Whether a quote here opens a text.
    fresh: bool,
}

impl<'t> Flow<'t> {
    fn new(text: &'t str, at: usize, end: usize) -> Self {
        Self { text, at, end, fresh: true }
    }

    /// The next character outside of quotes, and where it stands.
    fn next(&mut self) -> Option<(usize, char)> {
        loop {
            let at = self.at;
            let character = slice(self.text, at, self.end).chars().next()?;
            self.at += character.len_utf8();
            let opens = self.fresh && matches!(character, '"' | '\'');
            self.fresh = matches!(character, ' ' | '(' | '[' | '{' | ',' | '=');
            match slice(self.text, self.at, self.end).find(character).filter(|_| opens) {
                Some(length) => self.at += length + 1,
                None => return Some((at, character)),
            }
        }
    }
}

/// In brackets that begin at `from`, the quote that opened the text whose closing quote is the last thing before `at`.
pub(super) fn flow_quote(text: &str, from: usize, at: usize) -> Option<usize> {
    let (mut here, mut fresh) = (from, true);
    loop {
        let rest = slice(text, here, at);
        let character = rest.chars().next()?;
        let after = here + character.len_utf8();
        let length = rest.get(1..).and_then(|rest| rest.find(character));
        here = match length.filter(|_| fresh && matches!(character, '"' | '\'')) {
            Some(length) if slice(text, after + length + 1, at).trim().is_empty() => return Some(here),
            Some(length) => after + length + 1,
            None => after,
        };
        let colon = character == ' ' && text.get(..here - 1).is_some_and(|text| text.ends_with(':'));
        fresh = matches!(character, '[' | '{' | ',') || colon || (fresh && character == ' ');
    }
}

/// The end of a value in brackets: before the comma or closing bracket behind it, at most the end of its line.
pub(super) fn flow_value_end(text: &str, from: usize) -> usize {
    let end = Line::of(text, from).end;
    let (mut flow, mut depth) = (Flow::new(text, from, end), 0_usize);
    while let Some((at, character)) = flow.next() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ',' | ')' | ']' | '}' if depth == 0 => return at,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    end
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
