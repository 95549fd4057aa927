//! Quotes that aren't closed, and what stands inside them.

use super::super::lines::{flow_quote, quoted, slice};
use super::{Finding, Scene};
use crate::base::{Diagnostic, Message, codes};

pub(super) fn unclosed_quote(scene: &Scene<'_>, at: usize) -> Finding {
    let mut finding =
        scene.find(at, codes::YAML_SYNTAX, "tanda kutip ini tidak ditutup", "this quote is never closed");
    finding.diagnostic = finding.diagnostic.hint(Message::new(
        "tutup dengan tanda kutip yang sama di akhir teks",
        "close it with the same quote at the end of the text",
    ));
    finding
}

/// Text behind a closing quote. When the quote opened on an earlier line, that one was meant to be closed there.
pub(super) fn after_quote(scene: &Scene<'_>, quote: char) -> Finding {
    let bracket = scene.line.bracket(scene.text, scene.at);
    let opened = bracket
        .and_then(|bracket| flow_quote(scene.text, bracket, scene.at))
        .or_else(|| slice(scene.text, scene.last.1, scene.at).find(quote).map(|n| scene.last.1 + n));
    if let Some(opened) = opened.filter(|opened| *opened < scene.line.start) {
        return unclosed_quote(scene, opened);
    }
    if let Some(value) = opened.and_then(|opened| torn(scene, opened)) {
        let finding = scene.find(
            scene.at,
            codes::YAML_SYNTAX,
            "di dalam kurung, koma memutus ekspresi ini",
            "inside brackets, the comma cuts this expression in two",
        );
        let span = scene.whole(value);
        let diagnostic = Diagnostic { span, ..finding.diagnostic };
        return scene.quote(Finding { diagnostic, from: finding.from }, value);
    }
    let mut finding = scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        "ada teks setelah tanda kutip penutup",
        "there is text after the closing quote",
    );
    let (id, en) = match quote {
        '\'' => {
            ("di dalam '…', tanda kutip tunggal ditulis `''`", "inside '…', a single quote is written `''`")
        }
        _ => ("di dalam \"…\", tanda kutip ditulis `\\\"`", "inside \"…\", a quote mark is written `\\\"`"),
    };
    finding.diagnostic = finding.diagnostic.hint(Message::new(id, en));
    match opened {
        Some(opened) => requote(scene, finding, opened, quote),
        None => finding,
    }
}

/// Where the value begins that a quote on its line belongs to, when a comma in parentheses comes before the quote:
/// `{when: jenis in ('tani', 'dagang')}`.
fn torn(scene: &Scene<'_>, opened: usize) -> Option<usize> {
    let start = scene.bracket?.max(scene.line.start);
    let before = slice(scene.text, start, opened);
    let value = start + before.rfind(": ")? + 2;
    let piece = slice(scene.text, value, opened);
    let is_open = piece.matches('(').count() > piece.matches(')').count();
    (is_open && piece.contains(',')).then_some(value)
}

/// The fix for a value with its own kind of quote inside.
pub(super) fn requote(scene: &Scene<'_>, mut finding: Finding, opened: usize, quote: char) -> Finding {
    let span = scene.whole(opened);
    let whole = slice(scene.text, span.start as usize, span.end as usize);
    let inner = whole.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
    // A letter behind the second quote: it stands in the middle of a text, and the outer ones are the text's own.
    let second = whole.split(quote).nth(2).and_then(|text| text.chars().next());
    let inner = inner.filter(|_| second.is_some_and(char::is_alphanumeric)).unwrap_or(whole);
    let is_flow_entry = scene.bracket.is_some() && inner.contains(": ");
    if !inner.contains('\\') && !is_flow_entry {
        let title = Message::new("pakai tanda kutip yang lain", "use the other kind of quotes");
        let text =
            if inner.contains('"') { format!("'{}'", inner.replace('\'', "''")) } else { quoted(inner) };
        finding.diagnostic = finding.diagnostic.fix(title, span, text);
    }
    finding
}

/// The first `\` in a `"…"` text that YAML doesn't know.
pub(super) fn escape(scene: &Scene<'_>) -> Finding {
    let from = bad_escape(scene.text, scene.at).unwrap_or(scene.at);
    let length = scene.text.get(from + 1..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let span = scene.span(from, from + 1 + length);
    let written = slice(scene.text, span.start as usize, span.end as usize);
    let diagnostic = Diagnostic::new(
        codes::YAML_SYNTAX,
        span,
        Message::new(
            format!("`{written}` tidak berarti apa-apa di dalam \"…\""),
            format!("`{written}` has no meaning inside \"…\""),
        ),
    )
    .hint(Message::new(
        "tulis `\\\\` untuk garis miring terbalik, atau pakai '…'",
        "write `\\\\` for a backslash, or use '…'",
    ))
    .fix(
        Message::new("tulis garis miring terbalik dua kali", "write the backslash twice"),
        scene.span(from, from + 1),
        "\\\\",
    );
    Finding { diagnostic, from: scene.at }
}

pub(super) fn bad_escape(text: &str, quote: usize) -> Option<usize> {
    let mut rest = text.get(quote + 1..)?.char_indices();
    while let Some((at, character)) = rest.next() {
        if character != '\\' {
            continue;
        }
        let (_, escaped) = rest.next()?;
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let start = quote + 1 + at + 2;
        let hex = digits == 0
            || text.get(start..start + digits).is_some_and(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let known = "0abt\tnvfre \"/\\N_LPxuU\n\r".contains(escaped);
        if !known || !hex {
            return Some(quote + 1 + at);
        }
    }
    None
}

pub(super) fn surrogate(scene: &Scene<'_>) -> Finding {
    let text = scene.text.get(scene.at..).unwrap_or_default();
    let lower = text.get(..text.len().min(4096)).map(str::to_ascii_lowercase).unwrap_or_default();
    let found = ["\\ud8", "\\ud9", "\\uda", "\\udb", "\\udc", "\\udd", "\\ude", "\\udf"];
    let from = found.iter().filter_map(|start| lower.find(start)).min().map_or(scene.at, |n| scene.at + n);
    let diagnostic = Diagnostic::new(
        codes::BAD_CHARACTER,
        scene.span(from, (from + 6).min(scene.text.len())),
        Message::new(
            "ini hanya separuh dari sebuah karakter (pasangan surogat)",
            "this is only half of a character (a surrogate)",
        ),
    )
    .hint(Message::new("tulis karakternya langsung", "write the character itself"));
    Finding { diagnostic, from: scene.at }
}
