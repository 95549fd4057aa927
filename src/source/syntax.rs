//! Where YAML stops being YAML: what the person most likely meant, and how to mend it.

mod brackets;
mod layout;
mod quotes;

use super::keys::Key;
use super::lines::{Line, flow_value_end, quoted, slice};
use super::slips;
use super::yaml::Stop;
use crate::base::{Code, Diagnostic, FileId, Limits, Message, Span, codes};

/// A mistake of YAML's own grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// A quote that nothing closes.
    UnclosedQuote,
    /// Something follows a closing quote.
    AfterQuote(char),
    /// A `\x` YAML doesn't know.
    Escape,
    /// Half of a `\uD83D\uDE00`.
    Surrogate,
    /// A tab where spaces must be.
    Tab,
    /// A `: ` where no key can be.
    Colon,
    /// A line that isn't `key: value`.
    NoColon,
    /// A key or item whose indentation fits nothing.
    Misplaced,
    /// A `- ` behind a key.
    Dash,
    /// Text that begins with a character YAML keeps for itself.
    Opening(char),
    /// `|` or `>` with text behind it.
    BlockHeader,
    /// In brackets, neither a comma nor the end.
    Separator,
    /// A bracket that nothing closes.
    Unclosed(char),
    /// A bracket closed by the other kind.
    Mismatched(char, char),
    /// A closing bracket without an opening one.
    StrayBracket,
    /// A `#` that follows text without a space.
    Comment,
    /// A `? ` key.
    QuestionMark,
    /// `&` or `*` without a name.
    Anchor,
    /// A malformed `!tag`.
    Tag,
    /// A `%` line.
    Directive,
    /// A second document.
    SecondDocument,
    /// Nested too deep.
    TooDeep,
    /// Too many nodes.
    TooManyNodes,
    /// Anything else.
    Other,
}

impl Slip {
    /// Whether nothing after it should be looked at.
    pub(super) fn is_final(self) -> bool {
        matches!(self, Self::SecondDocument | Self::TooDeep | Self::TooManyNodes)
    }
}

/// What is said about a stop, and the byte at which the damage begins.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) diagnostic: Diagnostic,
    pub(super) from: usize,
}

/// The file as far as it matters for one finding.
struct Scene<'t> {
    text: &'t str,
    file: FileId,
    at: usize,
    line: Line,
    bracket: Option<usize>,
    last: (usize, usize),
}

impl Scene<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, narrow(start), narrow(end))
    }

    fn char(&self) -> Option<char> {
        self.text.get(self.at..).and_then(|rest| rest.chars().next())
    }

    /// From a byte to the end of what stands on its line, white space and comment not included.
    fn rest(&self, from: usize) -> Span {
        let line = Line::of(self.text, from);
        let text = slice(self.text, from, line.end);
        let text = text.find(" #").map_or(text, |n| slice(text, 0, n)).trim_end();
        self.span(from, from + text.len())
    }

    fn find(&self, from: usize, code: Code, id: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding { diagnostic: Diagnostic::new(code, self.rest(from), Message::new(id, en)), from }
    }

    /// The place of a value that can't be read: to the end of its line, or of its place in the brackets.
    fn whole(&self, start: usize) -> Span {
        match self.bracket {
            Some(_) => {
                let text = slice(self.text, start, flow_value_end(self.text, start)).trim_end();
                self.span(start, start + text.len())
            }
            None => self.rest(start),
        }
    }

    /// The line above that has anything on it.
    fn above(&self) -> Option<Line> {
        let mut start = self.line.start;
        loop {
            let line = Line::of(self.text, start.checked_sub(1)?);
            if !line.is_blank() {
                return Some(line);
            }
            start = line.start;
        }
    }

    /// The advice to put a value in quotes, with the fix.
    fn quote(&self, finding: Finding, start: usize) -> Finding {
        let span = self.whole(start);
        let text = slice(self.text, span.start as usize, span.end as usize);
        let diagnostic = finding
            .diagnostic
            .hint(Message::new("tulis teks itu dalam tanda kutip", "put the text in quotes"))
            .fix(Message::new("beri tanda kutip", "put it in quotes"), span, quoted(text));
        Finding { diagnostic, from: finding.from }
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A key of the language by its name.
fn key_of(name: &str) -> Option<Key> {
    Key::ALL.iter().copied().find(|key| key.name() == name)
}

/// Says what is wrong where parsing stopped.
pub(super) fn explain(stop: &Stop, text: &str, file: FileId, limits: &Limits) -> Finding {
    let at = (stop.at as usize).min(text.len());
    let line = Line::of(text, at);
    // Of what stands in brackets on one line, the parser tells only when it has read the whole line.
    let bracket = stop.bracket.map(|n| n as usize).or_else(|| line.bracket(text, at));
    let scene =
        Scene { text, file, at, line, bracket, last: (stop.last.start as usize, stop.last.end as usize) };
    let here = scene.span(at, at + scene.char().map_or(0, char::len_utf8));
    let direct = |diagnostic| Finding { diagnostic, from: at };
    match stop.slip {
        Slip::TooDeep => direct(slips::deep(here, limits.yaml_depth)),
        Slip::TooManyNodes => direct(slips::many_nodes(here, limits.yaml_nodes)),
        Slip::Tag => direct(slips::tag(scene.rest(at))),
        Slip::UnclosedQuote => quotes::unclosed_quote(&scene, at),
        Slip::AfterQuote(quote) => quotes::after_quote(&scene, quote),
        Slip::Escape => quotes::escape(&scene),
        Slip::Surrogate => quotes::surrogate(&scene),
        Slip::Tab => tab(&scene),
        Slip::Colon => layout::colon(&scene),
        Slip::NoColon => layout::no_colon(&scene),
        Slip::Misplaced => layout::misplaced(&scene),
        Slip::Dash => layout::dash(&scene),
        Slip::Opening(character) => layout::opening(&scene, character),
        Slip::Anchor => layout::opening(&scene, scene.char().unwrap_or('&')),
        Slip::BlockHeader => layout::block_header(&scene),
        Slip::Separator => brackets::separator(&scene),
        Slip::Unclosed(open) => brackets::unclosed(&scene, at, open),
        Slip::Mismatched(open, close) => brackets::mismatched(&scene, open, close),
        Slip::StrayBracket => brackets::stray_bracket(&scene),
        Slip::Comment => comment(&scene),
        Slip::QuestionMark => question_mark(&scene),
        Slip::Directive => directive(&scene),
        Slip::SecondDocument => second_document(&scene),
        Slip::Other => other(&scene),
    }
}

fn tab(scene: &Scene<'_>) -> Finding {
    let mut line = scene.line;
    while !slice(scene.text, line.start, line.first).contains('\t') {
        match line.next(scene.text) {
            Some(next) => line = Line::from(scene.text, next),
            None => {
                line = scene.line;
                break;
            }
        }
    }
    let indent = slice(scene.text, line.start, line.first);
    let from = indent.find('\t').map_or(scene.at, |n| line.start + n);
    let width = scene.char().map_or(0, char::len_utf8);
    let end = if indent.contains('\t') { line.first } else { from + width };
    let diagnostic = tab_at(scene.span(from, end));
    Finding { diagnostic, from: scene.bracket.unwrap_or(from) }
}

/// A run of tabs in front of a line.
pub(super) fn tab_at(span: Span) -> Diagnostic {
    let spaces = "  ".repeat((span.end - span.start) as usize);
    Diagnostic::new(
        codes::YAML_TAB,
        span,
        Message::new(
            "jarak ke tepi kiri memakai tab; YAML hanya mengenal spasi",
            "the line is indented with a tab; YAML knows only spaces",
        ),
    )
    .hint(Message::new(
        "atur penyunting teks agar tombol Tab menulis spasi",
        "set your editor to write spaces for the Tab key",
    ))
    .fix(Message::new("ganti dengan spasi", "replace with spaces"), span, spaces)
}

impl Finding {
    fn with_hint(mut self, id: &str, en: &str) -> Self {
        self.diagnostic = self.diagnostic.hint(Message::new(id, en));
        self
    }
}

fn comment(scene: &Scene<'_>) -> Finding {
    scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        "komentar `#` harus didahului spasi",
        "a comment `#` needs a space before it",
    )
}

fn question_mark(scene: &Scene<'_>) -> Finding {
    scene
        .find(scene.at, codes::YAML_KEY, "kunci tidak ditulis dengan `? `", "keys aren't written with `? `")
        .with_hint(
            "teks yang diawali `? ` ditulis dalam tanda kutip",
            "text that begins with `? ` goes in quotes",
        )
}

fn directive(scene: &Scene<'_>) -> Finding {
    scene
        .find(
            scene.at,
            codes::YAML_DOCUMENT,
            "baris `%` (arahan YAML) tidak diperbolehkan",
            "a `%` line (a YAML directive) is not allowed",
        )
        .with_hint("hapus baris itu", "remove the line")
}

fn second_document(scene: &Scene<'_>) -> Finding {
    scene
        .find(
            scene.at,
            codes::YAML_DOCUMENT,
            "satu berkas hanya memuat satu dokumen",
            "a file holds one document only",
        )
        .with_hint(
            "simpan selebihnya dalam berkas lain, lalu pakai dengan `use`",
            "put the rest into another file and bring it in with `use`",
        )
}

fn other(scene: &Scene<'_>) -> Finding {
    if scene.char() == Some(',') {
        return scene
            .find(
                scene.at,
                codes::YAML_SYNTAX,
                "tidak ada apa-apa sebelum koma ini",
                "nothing stands before this comma",
            )
            .with_hint("hapus komanya", "remove the comma");
    }
    scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        "mulai di sini berkas tidak terbaca sebagai YAML",
        "from here the file can't be read as YAML",
    )
}
