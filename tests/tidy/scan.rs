//! Reads Rust just far enough for the rules: comments and literals blanked, test code set apart, functions and paths
//! found. Line numbers survive every step.

use std::ops::Range;

/// A source file: its path from the repository's root, with `/`, and its text.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The text with comments, strings and characters turned into spaces, byte for byte.
pub(crate) fn code(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = literal_end(text, at);
        if end == at {
            at += 1;
            continue;
        }
        for byte in &mut out[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    String::from_utf8(out).expect("whole characters are blanked")
}

/// Where the comment or literal that begins at `at` ends; `at` itself if none begins there.
fn literal_end(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    let inside_word = at > 0 && is_word(text.as_bytes()[at - 1]);
    match rest {
        [b'/', b'/', ..] => at + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len()),
        [b'/', b'*', ..] => block_comment_end(text, at),
        [b'"', ..] => quoted_end(text, at),
        [b'r', b'"' | b'#', ..] if !inside_word => raw_end(text, at),
        [b'b' | b'c', b'r', b'"' | b'#', ..] if !inside_word => raw_end(text, at + 1),
        [b'\'', ..] => character_end(text, at),
        _ => at,
    }
}

fn block_comment_end(text: &str, at: usize) -> usize {
    let (mut depth, mut now) = (0, at);
    while now < text.len() {
        match &text.as_bytes()[now..] {
            [b'/', b'*', ..] => (depth, now) = (depth + 1, now + 2),
            [b'*', b'/', ..] if depth == 1 => return now + 2,
            [b'*', b'/', ..] => (depth, now) = (depth - 1, now + 2),
            _ => now += 1,
        }
    }
    text.len()
}

fn quoted_end(text: &str, at: usize) -> usize {
    let mut now = at + 1;
    while now < text.len() {
        match text.as_bytes()[now] {
            b'\\' => now += 2,
            b'"' => return now + 1,
            _ => now += 1,
        }
    }
    text.len()
}

/// `r"…"` and `r##"…"##`; a raw identifier (`r#type`) is no literal.
fn raw_end(text: &str, at: usize) -> usize {
    let hashes = text[at + 1..].bytes().take_while(|b| *b == b'#').count();
    if text.as_bytes().get(at + 1 + hashes) != Some(&b'"') {
        return at;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let start = at + 2 + hashes;
    text[start..].find(&close).map_or(text.len(), |found| start + found + close.len())
}

/// `'x'` and `'\n'`, but not the lifetime `'a`.
fn character_end(text: &str, at: usize) -> usize {
    let mut rest = text[at + 1..].char_indices();
    match rest.next() {
        Some((_, '\\')) => text[at + 3..].find('\'').map_or(at, |found| at + 3 + found + 1),
        Some((_, _)) => match rest.next() {
            Some((after, '\'')) => at + 1 + after + 1,
            _ => at,
        },
        None => at,
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Code without what stands under `#[cfg(test)]`, and the names of modules declared there (`#[cfg(test)] mod tests;`).
pub(crate) fn without_tests(code: &str) -> (String, Vec<String>) {
    let mut out = code.to_owned();
    let mut modules = Vec::new();
    while let Some(start) = out.find("#[cfg(test)]") {
        let end = item_end(&out, start + "#[cfg(test)]".len());
        let item = out[start..end].to_owned();
        if let Some(name) = item.trim_end_matches(';').rsplit_once("mod ").filter(|_| item.ends_with(';')) {
            modules.push(name.1.trim().to_owned());
        }
        let blank: String = item.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(start..end, &blank);
    }
    (out, modules)
}

/// The end of the item that follows: its `;`, or its closing brace.
fn item_end(code: &str, from: usize) -> usize {
    let stop = code[from..].find(['{', ';']).map(|found| from + found);
    match stop {
        Some(at) if code.as_bytes()[at] == b'{' => closing_brace(code, at) + 1,
        Some(at) => at + 1,
        None => code.len(),
    }
}

/// The brace that closes the one at `open` (or the end of the text).
fn closing_brace(code: &str, open: usize) -> usize {
    let mut depth = 0_i32;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len().saturating_sub(1)
}

/// A function: its name, its line, and the lines of code in its body.
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

/// The functions that have a body.
pub(crate) fn functions(code: &str) -> Vec<Function> {
    let mut found = Vec::new();
    for (at, word) in words(code) {
        let Some(name) = (word == "fn").then(|| words(&code[at + 2..]).next()).flatten() else { continue };
        let Some(open) = body_start(code, at) else { continue };
        let body = &code[open + 1..closing_brace(code, open)];
        found.push(Function { name: name.1.to_owned(), line: line_of(code, at), lines: lines_of_code(body) });
    }
    found
}

/// The brace that opens the body of the function at `at`; none for a declaration or a function type.
fn body_start(code: &str, at: usize) -> Option<usize> {
    let mut depth = 0_i32;
    for (now, byte) in code.bytes().enumerate().skip(at) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' if depth == 0 => return None,
            b')' | b']' => depth -= 1,
            b'{' if depth == 0 => return Some(now),
            b';' | b',' | b'=' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Lines that hold more than white space.
pub(crate) fn lines_of_code(code: &str) -> usize {
    code.lines().filter(|line| !line.trim().is_empty()).count()
}

/// The line (from 1) of an offset.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The words of a code with their offsets.
pub(crate) fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + code[at..].bytes().position(is_word)?;
        let length = code[start..].bytes().take_while(|b| is_word(*b)).count();
        at = start + length;
        Some((start, &code[start..at]))
    })
}

/// A path that begins with `crate`, `super` or `self`, groups taken apart: `use crate::{a, b::c}` is two paths.
pub(crate) struct Path {
    pub(crate) line: usize,
    pub(crate) parts: Vec<String>,
}

/// All such paths of a code, in `use` and in the middle of expressions.
pub(crate) fn paths(code: &str) -> Vec<Path> {
    let mut found = Vec::new();
    let mut done = 0;
    for (at, word) in words(code) {
        let head = matches!(word, "crate" | "super" | "self") && at >= done;
        if !head || !code[at + word.len()..].trim_start().starts_with("::") {
            continue;
        }
        let mut reader = PathReader { code, at, found: Vec::new() };
        reader.read(Vec::new());
        done = reader.at;
        let line = line_of(code, at);
        found.extend(reader.found.into_iter().map(|parts| Path { line, parts }));
    }
    found
}

struct PathReader<'a> {
    code: &'a str,
    at: usize,
    found: Vec<Vec<String>>,
}

impl PathReader<'_> {
    /// Reads one path (or the group it ends with) after `before`.
    fn read(&mut self, mut before: Vec<String>) {
        loop {
            match self.rest().as_bytes() {
                [b'{', ..] => return self.group(&before),
                [byte, ..] if is_word(*byte) => before.push(self.word()),
                _ => break,
            }
            if !self.rest().starts_with("::") {
                break;
            }
            self.at = self.code.len() - self.rest().len() + 2;
        }
        self.found.push(before);
    }

    fn group(&mut self, before: &[String]) {
        let open = self.code.len() - self.rest().len();
        let close = closing_brace(self.code, open);
        self.at = open + 1;
        while self.at < close {
            self.read(before.to_vec());
            let next = self.code[self.at..close].find([',', '}']).map_or(close, |found| self.at + found + 1);
            self.at = next;
        }
        self.at = close + 1;
    }

    fn rest(&self) -> &str {
        self.code[self.at..].trim_start()
    }

    fn word(&mut self) -> String {
        let start = self.code.len() - self.rest().len();
        let length = self.code[start..].bytes().take_while(|b| is_word(*b)).count();
        self.at = start + length;
        self.code[start..self.at].to_owned()
    }
}

/// The part of a text that a range of lines covers, for messages.
pub(crate) fn line_range(text: &str, lines: Range<usize>) -> String {
    text.lines().skip(lines.start).take(lines.len()).collect::<Vec<_>>().join("\n")
}
