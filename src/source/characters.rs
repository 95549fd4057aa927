//! Characters that must not stand in an instrument: controls, direction overrides, misplaced byte order marks.

use std::borrow::Cow;

use super::report::Report;
use crate::base::{Diagnostic, FileId, Message, Span, codes};

/// A text that is safe to parse, of the same length and with everything at its place.
pub(super) struct Checked<'t> {
    /// Forbidden characters are replaced by harmless ones.
    pub(super) text: Cow<'t, str>,
    /// Where characters that turn the direction of writing stand: some labels may keep them.
    pub(super) bidi: Vec<(u32, char)>,
    /// Whether this is a text at all.
    pub(super) readable: bool,
}

/// More forbidden characters than this and the file isn't a text.
const MOST: usize = 50;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Fine,
    Control,
    Mark,
    Bidi,
    Noncharacter,
}

fn kind(character: char) -> Kind {
    match character {
        '\t' | '\n' | '\r' => Kind::Fine,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' => Kind::Control,
        '\u{feff}' => Kind::Mark,
        _ if is_bidi(character) => Kind::Bidi,
        '\u{fdd0}'..='\u{fdef}' => Kind::Noncharacter,
        _ if u32::from(character) & 0xfffe == 0xfffe => Kind::Noncharacter,
        _ => Kind::Fine,
    }
}

/// Whether a character turns the direction of writing.
fn is_bidi(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a byte may begin (or be) a character that is not fine.
const fn suspicious(byte: u8) -> bool {
    matches!(byte, 0..=8 | 11..=31 | 127 | 0xc2 | 0xd8 | 0xe2 | 0xef..=0xff)
}

/// Looks at every character of a file.
pub(super) fn check<'t>(text: &'t str, report: &mut Report<'_>) -> Checked<'t> {
    let mut bidi = Vec::new();
    let mut bad: Vec<(usize, char)> = Vec::new();
    let mut returns: Vec<usize> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if !suspicious(byte) {
            continue;
        }
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        match kind(character) {
            Kind::Fine if is_lone_return(text, at) => returns.push(at),
            Kind::Fine => {}
            Kind::Mark if at == 0 => {}
            Kind::Bidi => bidi.push((narrow(at), character)),
            Kind::Control | Kind::Mark | Kind::Noncharacter => bad.push((at, character)),
        }
        if bad.len() > MOST {
            report.push(|file| not_text(Span::new(file, narrow(at), narrow(at))));
            return Checked { text: Cow::Borrowed(""), bidi: Vec::new(), readable: false };
        }
    }
    for (at, character) in &bad {
        report.push(|file| forbidden(file, *at, *character));
    }
    if let Some(first) = returns.first() {
        report.push(|file| lone_returns(file, *first, returns.len()));
        // In a file of such lines each ends one; a stray one is more likely to stand within a line.
        let is_break = returns.len() > text.matches('\n').count();
        bad.extend(returns.into_iter().map(|at| (at, if is_break { '\n' } else { ' ' })));
        bad.sort_unstable();
    }
    Checked { text: replaced(text, &bad), bidi, readable: true }
}

/// A carriage return that no line feed follows: a line break to YAML and to a Macintosh of old, but to no editor of
/// today.
fn is_lone_return(text: &str, at: usize) -> bool {
    let next = text.as_bytes().get(at..at + 2);
    text.as_bytes().get(at) == Some(&b'\r') && next != Some(b"\r\n")
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The text with each forbidden character replaced by one of the same length in UTF-8 that means nothing in YAML.
fn replaced<'t>(text: &'t str, bad: &[(usize, char)]) -> Cow<'t, str> {
    if bad.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut clean = String::with_capacity(text.len());
    let mut done = 0;
    for (at, character) in bad {
        clean.push_str(text.get(done..*at).unwrap_or_default());
        clean.push(match character.len_utf8() {
            1 if *character == '\n' => '\n',
            1 => ' ',
            2 => '\u{a0}',
            3 => '\u{fffd}',
            _ => '\u{1f539}',
        });
        done = at + character.len_utf8();
    }
    clean.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(clean)
}

fn not_text(span: Span) -> Diagnostic {
    Diagnostic::new(
        codes::BAD_CHARACTER,
        span,
        Message::new("berkas ini bukan berkas teks", "this is not a text file"),
    )
}

fn lone_returns(file: FileId, at: usize, count: usize) -> Diagnostic {
    let message = match count {
        1 => Message::new(
            "baris ini diakhiri CR tanpa LF",
            "this line ends with a carriage return without a line feed",
        ),
        n => Message::new(
            format!("baris ini dan {} baris lain diakhiri CR tanpa LF", n - 1),
            format!("this line and {} more end with a carriage return without a line feed", n - 1),
        ),
    };
    Diagnostic::new(codes::BAD_CHARACTER, Span::new(file, narrow(at), narrow(at + 1)), message).hint(
        Message::new(
            "simpan ulang dengan akhir baris Windows (CRLF) atau Unix (LF), bukan Macintosh lama",
            "save it again with the line ends of Windows (CRLF) or Unix (LF), not of the old Macintosh",
        ),
    )
}

fn named(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

fn forbidden(file: FileId, at: usize, character: char) -> Diagnostic {
    let span = Span::new(file, narrow(at), narrow(at + character.len_utf8()));
    let name = named(character);
    let message = match kind(character) {
        Kind::Mark => Message::new(
            "tanda urutan byte (BOM) hanya boleh berada di awal berkas",
            "a byte order mark may stand only at the beginning of a file",
        ),
        Kind::Control | Kind::Noncharacter | Kind::Bidi | Kind::Fine => Message::new(
            format!("karakter kendali {name} tidak diperbolehkan"),
            format!("the control character {name} is not allowed"),
        ),
    };
    Diagnostic::new(codes::BAD_CHARACTER, span, message).fix(
        Message::new("hapus karakter itu", "remove the character"),
        span,
        "",
    )
}

/// A forbidden character that an escape in a `"…"` text stands for; `None` when there is none.
pub(super) fn escaped(text: &str, span: Span, label: bool) -> Option<Diagnostic> {
    let bad = |c: &char| match kind(*c) {
        Kind::Fine => false,
        Kind::Bidi => !(label && is_mark(*c)),
        Kind::Control | Kind::Mark | Kind::Noncharacter => true,
    };
    let character = text.chars().find(bad)?;
    let name = named(character);
    Some(Diagnostic::new(
        codes::BAD_CHARACTER,
        span,
        Message::new(
            format!("teks ini memuat karakter {name}, yang tidak diperbolehkan"),
            format!("this text holds the character {name}, which is not allowed"),
        ),
    ))
}

/// The two marks that only help a neighbouring word.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}')
}

/// Whether a label may keep its direction characters: marks, and isolates that are closed again.
pub(super) fn is_balanced(text: &str) -> bool {
    let mut open = 0_u32;
    for character in text.chars().filter(|c| is_bidi(*c)) {
        match character {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' => match open.checked_sub(1) {
                Some(rest) => open = rest,
                None => return false,
            },
            other if is_mark(other) => {}
            _ => return false,
        }
    }
    open == 0
}

/// A character that turns the direction of writing, where it could hide what a text says.
pub(super) fn bidi(file: FileId, at: u32, character: char) -> Diagnostic {
    let span = Span::new(file, at, at + narrow(character.len_utf8()));
    let name = named(character);
    Diagnostic::new(
        codes::BAD_CHARACTER,
        span,
        Message::new(
            format!("karakter pembalik arah tulisan {name} tidak diperbolehkan di sini"),
            format!("the character {name}, which turns the direction of writing, is not allowed here"),
        ),
    )
    .hint(Message::new(
        "karakter ini tidak terlihat dan dapat menyamarkan isi; dalam label hanya boleh U+200E, U+200F, dan pasangan U+2066–U+2069",
        "it is invisible and can hide what a text says; a label may hold only U+200E, U+200F and pairs of U+2066–U+2069",
    ))
    .fix(Message::new("hapus karakter itu", "remove the character"), span, "")
}
