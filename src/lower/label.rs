//! Labels: a wording in every language, with piped values.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Diagnostic, Lang, Message, Span, TextMap, TextRange, codes};
use crate::expr::{Attached, Expected};
use crate::model::{Label, Piece};
use crate::source::{Block, Field, Key, Scalar, Written};
use crate::value::RosterId;

use super::Lowering;
use super::depends::names_of;

/// A part of a wording as written: its pieces and the names that they pipe, with their places.
struct Wording<'a> {
    written: &'a Scalar,
    pieces: Vec<Piece>,
    piped: Vec<Arc<str>>,
}

/// What stands at some place of a wording's text.
enum Part {
    Text(String),
    Pipe(TextRange),
    /// A brace that has no partner, or nothing between braces.
    Wrong(TextRange),
}

impl<'a> Lowering<'a> {
    /// The label of a key of a block, if the key is there.
    pub(super) fn label_of(&mut self, block: &'a Block, key: Key, home: Option<RosterId>) -> Option<Label> {
        block.field(key).map(|field| self.label(field, home))
    }

    /// A label: text in the file's first language or a map from language to text. What is missing or too much is
    /// reported, and the label is complete all the same.
    pub(super) fn label(&mut self, field: &'a Field, home: Option<RosterId>) -> Label {
        let wordings = self.wordings(field);
        let mut texts: Vec<Option<Wording<'a>>> = Vec::with_capacity(wordings.len());
        for written in wordings {
            texts.push(written.map(|written| self.wording(written, home)));
        }
        self.report_missing(field, &texts);
        self.compare_pipes(&texts);
        let first = texts.iter().flatten().next().map(|wording| wording.pieces.clone()).unwrap_or_default();
        let pieces = |wording: Option<Wording<'_>>| wording.map_or_else(|| first.clone(), |w| w.pieces);
        Label { texts: texts.into_iter().map(pieces).collect() }
    }

    /// The scalar of each language of the instrument.
    fn wordings(&mut self, field: &'a Field) -> Vec<Option<&'a Scalar>> {
        let filled = |scalar: &&Scalar| !scalar.text.trim().is_empty();
        let languages = self.world.instrument.languages.clone();
        match &field.value {
            Written::Scalar(scalar) => {
                let own = self.context(scalar.span.file).languages.first();
                let has = |language: &Arc<str>| own == Some(language);
                languages.iter().map(|language| Some(scalar).filter(|s| has(language) && filled(s))).collect()
            }
            Written::Map(entries, _) => {
                let mut wordings = vec![None; languages.len()];
                for (language, text) in entries {
                    match languages.iter().position(|known| *known == language.text) {
                        Some(at) => {
                            if let Some(slot) = wordings.get_mut(at) {
                                *slot = text.scalar().filter(filled);
                            }
                        }
                        None => self.check_language(language, entries),
                    }
                }
                wordings
            }
            Written::Block(_) | Written::Sequence(..) => vec![None; languages.len()],
        }
    }

    /// A language that the instrument doesn't have may still be one of the module's. Those written `beside` it aren't
    /// what was meant.
    pub(super) fn check_language(&mut self, written: &Scalar, beside: &[(Scalar, Written)]) {
        let languages = &self.context(written.span.file).languages;
        if languages.contains(&written.text) {
            return;
        }
        let free = |language: &&str| beside.iter().all(|(other, _)| &*other.text != *language);
        let near = languages.iter().map(|language| &**language).filter(free);
        let near = crate::base::nearest(&written.text, near);
        let diagnostic = unknown_language(written, languages).suggest(near);
        self.sink.push(diagnostic);
    }

    fn report_missing(&mut self, field: &Field, texts: &[Option<Wording<'_>>]) {
        let languages = &self.world.instrument.languages;
        let missing: Vec<&str> =
            languages.iter().zip(texts).filter(|(_, text)| text.is_none()).map(|(l, _)| &**l).collect();
        if !missing.is_empty() {
            self.sink.push(missing_label(field, &missing));
        }
    }

    fn wording(&mut self, written: &'a Scalar, home: Option<RosterId>) -> Wording<'a> {
        if !written.text.contains(['{', '}']) {
            // A block scalar ends with a line break that isn't part of the wording.
            let shorter = written.text.trim_end();
            let whole = shorter.len() == written.text.len();
            let text = if whole { Arc::clone(&written.text) } else { shorter.into() };
            let pieces = vec![Piece::Text(text)];
            return Wording { written, pieces, piped: Vec::new() };
        }
        let mut wording = Wording { written, pieces: Vec::new(), piped: Vec::new() };
        for part in parts(written.text.trim_end()) {
            match part {
                Part::Text(text) => wording.pieces.push(Piece::Text(text.into())),
                Part::Pipe(range) => self.pipe(&mut wording, range, home),
                Part::Wrong(range) => self.sink.push(bad_pipe(&written.map, &written.text, range)),
            }
        }
        wording
    }

    fn pipe(&mut self, wording: &mut Wording<'_>, range: TextRange, home: Option<RosterId>) {
        let text = &wording.written.text;
        let expression: Arc<str> =
            text.get(range.start as usize..range.end as usize).unwrap_or_default().into();
        let map = wording.written.map.slice(range);
        let parsed = self.parse(&expression);
        if let Some(dollar) = dollar_before(text, range) {
            self.sink.push(dollar_pipe(wording.written.map.span(dollar), &expression));
        }
        wording.piped.extend(names_of(&parsed.ast).map(|name| name.text.into()));
        let attached = Attached { home, ..Attached::default() };
        if let Some(formula) = self.formula_at(&expression, &map, &attached, &Expected::Shown) {
            wording.pieces.push(Piece::Pipe(Box::new(formula)));
        }
    }

    /// Every language pipes what the first one pipes.
    fn compare_pipes(&mut self, texts: &[Option<Wording<'_>>]) {
        let mut present = texts.iter().flatten();
        let Some(first) = present.next() else { return };
        let of_first: BTreeSet<&Arc<str>> = first.piped.iter().collect();
        for other in present {
            let of_other: BTreeSet<&Arc<str>> = other.piped.iter().collect();
            let lacks: Vec<&Arc<str>> = first.piped.iter().filter(|n| !of_other.contains(n)).collect();
            let surplus: Vec<&Arc<str>> = other.piped.iter().filter(|n| !of_first.contains(n)).collect();
            if !lacks.is_empty() || !surplus.is_empty() {
                self.sink.push(pipes_differ(other.written, first.written.span, &lacks, &surplus));
            }
        }
    }

    /// A label of the engine's own words: one function makes the pieces in either language.
    pub(super) fn own_words(&self, pieces: impl Fn(Lang, usize) -> Vec<Piece>) -> Label {
        let texts = (0..self.world.instrument.languages.len())
            .map(|language| pieces(self.engine_language(language), language))
            .collect();
        Label { texts }
    }

    /// The engine's language for one of the instrument's: itself where it is Indonesian or English, else the first
    /// of the instrument's that is, else English.
    fn engine_language(&self, language: usize) -> Lang {
        let languages = &self.world.instrument.languages;
        let own = languages.get(language).and_then(|tag| Lang::from_tag(tag));
        own.or_else(|| languages.iter().find_map(|tag| Lang::from_tag(tag))).unwrap_or(Lang::En)
    }
}

/// Splits a wording at its pipes.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        let start = text.len() - after.len();
        let width = if after.starts_with("{{") || after.starts_with("}}") {
            plain.push_str(after.get(..1).unwrap_or_default());
            2
        } else {
            if !plain.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut plain)));
            }
            let (part, width) = pipe(after, start);
            parts.push(part);
            width
        };
        rest = after.get(width..).unwrap_or_default();
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    parts
}

/// The pipe at the start of `text`, which stands at offset `start` of its wording, and how long it is.
fn pipe(text: &str, start: usize) -> (Part, usize) {
    let inner = text.get(1..).unwrap_or_default();
    let end = if text.starts_with('{') { closing(inner) } else { None };
    match end {
        Some(end) if !inner.get(..end).unwrap_or_default().trim().is_empty() => {
            (Part::Pipe(range(start + 1, end)), end + 2)
        }
        Some(end) => (Part::Wrong(range(start, end + 2)), end + 2),
        None => (Part::Wrong(range(start, 1)), 1),
    }
}

/// The offset of the `}` that closes a pipe: the first outside quotes, if no `{` comes before it.
fn closing(inner: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (None, '}') => return Some(at),
            (None, '{') => return None,
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None | Some(_), _) => {}
        }
    }
    // A quote that isn't closed: an apostrophe in an expression that is wrong anyway.
    inner.find('}')
}

fn range(start: usize, len: usize) -> TextRange {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    TextRange::new(narrow(start), narrow(start + len))
}

fn quoted<'t>(names: impl IntoIterator<Item = &'t str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A label that lacks wordings.
pub(super) fn missing_label(field: &Field, languages: &[&str]) -> Diagnostic {
    let names = quoted(languages.iter().copied());
    let key = field.key.name();
    let message = Message::new(
        format!("`{key}` belum ditulis dalam bahasa {names}"),
        format!("`{key}` has no wording in {names}"),
    );
    let diagnostic = Diagnostic::new(codes::MISSING_LABEL, field.key_span, message);
    match &field.value {
        Written::Scalar(_) => diagnostic.hint(Message::new(
            format!("tulis satu teks tiap bahasa: `{key}: {{id: …, en: …}}`"),
            format!("write a text for each language: `{key}: {{id: …, en: …}}`"),
        )),
        Written::Map(..) | Written::Block(_) | Written::Sequence(..) => diagnostic,
    }
}

fn unknown_language(written: &Scalar, languages: &[Arc<str>]) -> Diagnostic {
    let text = &written.text;
    let known = quoted(languages.iter().map(|language| &**language));
    let message = Message::new(
        format!("`{text}` bukan bahasa instrumen ini ({known})"),
        format!("`{text}` isn't a language of this instrument ({known})"),
    );
    Diagnostic::new(codes::UNKNOWN_LANGUAGE, written.span, message)
}

/// The `$` of XLSForm's `${name}`.
fn dollar_before(text: &str, pipe: TextRange) -> Option<TextRange> {
    let start = pipe.start.checked_sub(2)?;
    let dollar = TextRange { start, end: start + 1 };
    (text.get(start as usize..pipe.start as usize) == Some("${")).then_some(dollar)
}

fn dollar_pipe(dollar: Span, expression: &str) -> Diagnostic {
    let message = Message::new(
        format!("`${{{expression}}}` di sini ditulis tanpa `$`: `{{{expression}}}`"),
        format!("`${{{expression}}}` is written without the `$` here: `{{{expression}}}`"),
    );
    Diagnostic::new(codes::BAD_PIPE, dollar, message)
        .hint(Message::new(
            format!("untuk tanda dolar, beri spasi: `$ {{{expression}}}`"),
            format!("for a dollar sign, put a space: `$ {{{expression}}}`"),
        ))
        .fix(Message::new("hapus `$`", "remove the `$`"), dollar, "")
}

fn bad_pipe(map: &TextMap, text: &str, range: TextRange) -> Diagnostic {
    let wrong = text.get(range.start as usize..range.end as usize).unwrap_or_default();
    let message = match wrong {
        "{" => Message::new("`{` ini tidak ditutup dengan `}`", "this `{` is never closed with `}`"),
        "}" => Message::new("`}` ini tanpa `{` di depannya", "this `}` has no `{` before it"),
        _ => Message::new(
            "tidak ada ekspresi di antara kurung ini",
            "there is no expression between these braces",
        ),
    };
    Diagnostic::new(codes::BAD_PIPE, map.span(range), message).hint(Message::new(
        "`{nama}` menyisipkan nilai; untuk menulis kurung itu sendiri, gandakan: `{{` atau `}}`",
        "`{nama}` inserts a value; to write the brace itself, double it: `{{` or `}}`",
    ))
}

fn pipes_differ(other: &Scalar, first: Span, lacks: &[&Arc<str>], surplus: &[&Arc<str>]) -> Diagnostic {
    let list = |names: &[&Arc<str>]| quoted(names.iter().map(|name| &***name));
    let message = match (lacks.is_empty(), surplus.is_empty()) {
        (false, true) => Message::new(
            format!("terjemahan ini tidak menyisipkan {}", list(lacks)),
            format!("this translation doesn't pipe {}", list(lacks)),
        ),
        (true, _) => Message::new(
            format!("terjemahan ini menyisipkan {}, yang tidak ada dalam teks aslinya", list(surplus)),
            format!("this translation pipes {}, which its source doesn't", list(surplus)),
        ),
        (false, false) => Message::new(
            format!("terjemahan ini menyisipkan {}, bukan {}", list(surplus), list(lacks)),
            format!("this translation pipes {} instead of {}", list(surplus), list(lacks)),
        ),
    };
    let note = Message::new("teks dalam bahasa pertama", "the text in the first language");
    Diagnostic::new(codes::PIPES_DIFFER, other.span, message).note(first, note)
}

#[cfg(test)]
mod tests {
    use super::{Part, parts};

    /// The parts of a wording: text as it is, pipes in `‹›`, mistakes in `!!`.
    fn shown(text: &str) -> String {
        let part = |part: Part| {
            let slice = |range: crate::base::TextRange| &text[range.start as usize..range.end as usize];
            match part {
                Part::Text(text) => text,
                Part::Pipe(range) => format!("‹{}›", slice(range)),
                Part::Wrong(range) => format!("!{}!", slice(range)),
            }
        };
        parts(text).into_iter().map(part).collect()
    }

    #[test]
    fn pipes_are_told_from_text() {
        for (text, parts) in [
            ("tanpa apa-apa", "tanpa apa-apa"),
            ("Halo {nama}.", "Halo ‹nama›."),
            ("{a}{b}", "‹a›‹b›"),
            ("{coalesce(nama, '}')} ya", "‹coalesce(nama, '}')› ya"),
            ("{{bukan}} {ya}", "{bukan} ‹ya›"),
            ("{{{nama}}}", "{‹nama›}"),
            ("", ""),
        ] {
            assert_eq!(shown(text), parts, "{text}");
        }
    }

    #[test]
    fn braces_without_a_partner_are_wrong() {
        for (text, parts) in [
            ("a { b", "a !{! b"),
            ("a } b", "a !}! b"),
            ("{} kosong", "!{}! kosong"),
            ("{  }", "!{  }!"),
            ("{a {b}", "!{!a ‹b›"),
            ("{tak'terkutip}", "‹tak'terkutip›"),
        ] {
            assert_eq!(shown(text), parts, "{text}");
        }
    }
}
