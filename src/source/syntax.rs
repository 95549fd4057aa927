//! Where YAML stops being YAML: what the person most likely meant, and how to mend it.

use super::lines::{Line, quoted, slice};
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

    /// The advice to put a value in quotes, with the fix.
    fn quote(&self, finding: Finding, start: usize) -> Finding {
        let span = self.rest(start);
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

/// Says what is wrong where parsing stopped.
pub(super) fn explain(stop: &Stop, text: &str, file: FileId, limits: &Limits) -> Finding {
    let at = (stop.at as usize).min(text.len());
    let scene = Scene {
        text,
        file,
        at,
        line: Line::of(text, at),
        bracket: stop.bracket.map(|n| n as usize),
        last: (stop.last.start as usize, stop.last.end as usize),
    };
    let here = scene.span(at, at + scene.char().map_or(0, char::len_utf8));
    let direct = |diagnostic| Finding { diagnostic, from: at };
    match stop.slip {
        Slip::TooDeep => direct(slips::deep(here, limits.yaml_depth)),
        Slip::TooManyNodes => direct(slips::many_nodes(here, limits.yaml_nodes)),
        Slip::Tag => direct(slips::tag(scene.rest(at))),
        Slip::UnclosedQuote => unclosed_quote(&scene, at),
        Slip::AfterQuote(quote) => after_quote(&scene, quote),
        Slip::Escape => escape(&scene),
        Slip::Surrogate => surrogate(&scene),
        Slip::Tab => tab(&scene),
        Slip::Colon => colon(&scene),
        Slip::NoColon => no_colon(&scene),
        Slip::Misplaced => misplaced(&scene),
        Slip::Dash => dash(&scene),
        Slip::Opening(character) => opening(&scene, character),
        Slip::Anchor => opening(&scene, scene.char().unwrap_or('&')),
        Slip::BlockHeader => block_header(&scene),
        Slip::Separator => separator(&scene),
        Slip::Unclosed(open) => unclosed(&scene, at, open),
        Slip::Mismatched(open, close) => mismatched(&scene, open, close),
        Slip::StrayBracket => stray_bracket(&scene),
        Slip::Comment => comment(&scene),
        Slip::QuestionMark => question_mark(&scene),
        Slip::Directive => directive(&scene),
        Slip::SecondDocument => second_document(&scene),
        Slip::Other => other(&scene),
    }
}

fn unclosed_quote(scene: &Scene<'_>, at: usize) -> Finding {
    let mut finding =
        scene.find(at, codes::YAML_SYNTAX, "tanda kutip ini tidak ditutup", "this quote is never closed");
    finding.diagnostic = finding.diagnostic.hint(Message::new(
        "tutup dengan tanda kutip yang sama di akhir teks",
        "close it with the same quote at the end of the text",
    ));
    finding
}

/// Text behind a closing quote. When the quote opened on an earlier line, that one was meant to be closed there.
fn after_quote(scene: &Scene<'_>, quote: char) -> Finding {
    let opened = slice(scene.text, scene.last.1, scene.at).find(quote).map(|n| scene.last.1 + n);
    if let Some(opened) = opened.filter(|opened| *opened < scene.line.start) {
        return unclosed_quote(scene, opened);
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
    match opened.filter(|_| scene.bracket.is_none()) {
        Some(opened) => requote(scene, finding, opened, quote),
        None => finding,
    }
}

/// The fix for a value with its own kind of quote inside.
fn requote(scene: &Scene<'_>, mut finding: Finding, opened: usize, quote: char) -> Finding {
    let span = scene.rest(opened);
    let whole = slice(scene.text, span.start as usize, span.end as usize);
    let inner = whole.strip_prefix(quote).and_then(|text| text.strip_suffix(quote)).unwrap_or(whole);
    if !inner.contains('\\') {
        let title = Message::new("pakai tanda kutip yang lain", "use the other kind of quotes");
        let text =
            if inner.contains('"') { format!("'{}'", inner.replace('\'', "''")) } else { quoted(inner) };
        finding.diagnostic = finding.diagnostic.fix(title, span, text);
    }
    finding
}

/// The first `\` in a `"…"` text that YAML doesn't know.
fn escape(scene: &Scene<'_>) -> Finding {
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

fn bad_escape(text: &str, quote: usize) -> Option<usize> {
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

fn surrogate(scene: &Scene<'_>) -> Finding {
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
    let end = if indent.contains('\t') { line.first } else { (from + 1).min(scene.text.len()) };
    let diagnostic = tab_at(scene.span(from, end));
    Finding { diagnostic, from }
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

/// A `: ` where no key can be: text with a colon, or a key indented below a finished value.
fn colon(scene: &Scene<'_>) -> Finding {
    if let Some(open) = scene.bracket.filter(|open| *open < scene.line.start) {
        let bracket = scene.text.get(open..).and_then(|rest| rest.chars().next()).unwrap_or('[');
        return unclosed(scene, open, bracket);
    }
    match scene.line.value.filter(|value| *value <= scene.at && scene.bracket.is_none()) {
        Some(value) => {
            let mut finding = scene.find(
                value,
                codes::YAML_SYNTAX,
                "teks yang memuat `: ` harus dalam tanda kutip",
                "text with `: ` in it must be in quotes",
            );
            finding.from = value;
            scene.quote(finding, value)
        }
        None if scene.bracket.is_some() => {
            let finding = scene.find(
                scene.at,
                codes::YAML_SYNTAX,
                "`:` tidak dapat berada di sini, di dalam kurung",
                "`:` can't stand here, inside brackets",
            );
            finding.with_hint(
                "teks yang memuat `:` ditulis dalam tanda kutip",
                "text with `:` in it goes in quotes",
            )
        }
        None => scene
            .find(
                scene.line.content,
                codes::YAML_SYNTAX,
                "kunci ini lebih menjorok daripada kunci di atasnya, yang sudah bernilai",
                "this key is indented deeper than the one above it, which already has a value",
            )
            .with_hint(
                "samakan jaraknya ke tepi kiri dengan kunci di atasnya",
                "indent it like the key above it",
            ),
    }
}

impl Finding {
    fn with_hint(mut self, id: &str, en: &str) -> Self {
        self.diagnostic = self.diagnostic.hint(Message::new(id, en));
        self
    }
}

fn no_colon(scene: &Scene<'_>) -> Finding {
    let span = scene.rest(scene.line.content);
    let text = slice(scene.text, span.start as usize, span.end as usize);
    let finding = scene.find(
        scene.line.content,
        codes::YAML_SYNTAX,
        "baris ini bukan `kunci: nilai`",
        "this line isn't `key: value`",
    );
    let word = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if let Some((key, _)) = text.split_once(':').filter(|(key, rest)| word(key) && !rest.is_empty()) {
        let after = scene.line.content + key.len() + 1;
        let mut finding = finding.with_hint("beri spasi setelah titik dua", "put a space after the colon");
        finding.diagnostic = finding.diagnostic.fix(
            Message::new("beri spasi setelah titik dua", "put a space after the colon"),
            scene.span(after, after),
            " ",
        );
        return finding;
    }
    if text.len() > 1 && text.starts_with('-') {
        let after = scene.line.content + 1;
        let mut finding = finding.with_hint("beri spasi setelah `-`", "put a space after `-`");
        finding.diagnostic = finding.diagnostic.fix(
            Message::new("beri spasi setelah `-`", "put a space after `-`"),
            scene.span(after, after),
            " ",
        );
        return finding;
    }
    finding.with_hint(
        "tambahkan titik dua dan nilainya; lanjutan teks di atasnya harus lebih menjorok",
        "add a colon and a value; the rest of a text above must be indented deeper",
    )
}

/// A key or item that fits nothing above it, or something behind a closing bracket.
fn misplaced(scene: &Scene<'_>) -> Finding {
    if scene.at > scene.line.content {
        let finding = scene.find(
            scene.at,
            codes::YAML_SYNTAX,
            "ada teks setelah kurung penutup",
            "there is text after the closing bracket",
        );
        return match scene.line.value {
            Some(value) if value < scene.at => {
                let mut quoted = scene.quote(finding, value);
                quoted.from = value;
                quoted
            }
            Some(_) | None => finding,
        };
    }
    let dash = slice(scene.text, scene.line.first, scene.line.first + 1) == "-"
        && scene.line.first < scene.line.content;
    let (id, en) = match dash {
        true => (
            "butir `- ` ini tidak sejajar dengan butir lain di atasnya",
            "this `- ` item doesn't line up with the items above it",
        ),
        false => (
            "jarak baris ini ke tepi kiri tidak cocok dengan baris mana pun di atasnya",
            "the indentation of this line fits no line above it",
        ),
    };
    scene.find(scene.line.first, codes::YAML_SYNTAX, id, en).with_hint(
        "samakan jaraknya dengan baris yang setingkat",
        "indent it like the lines of the same level",
    )
}

fn dash(scene: &Scene<'_>) -> Finding {
    scene
        .find(
            scene.at,
            codes::YAML_SYNTAX,
            "butir `- ` harus dimulai pada barisnya sendiri",
            "a `- ` item must begin on a line of its own",
        )
        .with_hint(
            "pindahkan ke baris berikutnya, lebih menjorok; teks yang diawali `- ` ditulis dalam tanda kutip",
            "move it to the next line, indented; text that begins with `- ` goes in quotes",
        )
}

fn opening(scene: &Scene<'_>, character: char) -> Finding {
    let finding = scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        format!("teks yang diawali `{character}` harus dalam tanda kutip"),
        format!("text that begins with `{character}` must be in quotes"),
    );
    match scene.bracket {
        None if scene.line.value == Some(scene.at) => scene.quote(finding, scene.at),
        Some(_) | None => finding,
    }
}

fn block_header(scene: &Scene<'_>) -> Finding {
    let finding = scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        "setelah `|` atau `>` teksnya harus dimulai pada baris berikutnya",
        "after `|` or `>` the text must begin on the next line",
    );
    let from = scene.line.value.unwrap_or(scene.at);
    let finding = finding.with_hint(
        "sebuah perbandingan diawali yang dibandingkan: `self > 5`",
        "a comparison begins with what is compared: `self > 5`",
    );
    Finding { diagnostic: finding.diagnostic, from }
}

/// In brackets, neither a comma nor the closing bracket.
fn separator(scene: &Scene<'_>) -> Finding {
    if let Some(open) = scene.bracket.filter(|open| *open < scene.line.start) {
        let bracket = scene.text.get(open..).and_then(|rest| rest.chars().next()).unwrap_or('[');
        return unclosed(scene, open, bracket);
    }
    let finding = scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        "di dalam kurung diharapkan `,` atau kurung penutup di sini",
        "inside brackets, `,` or the closing bracket is expected here",
    );
    if scene.char() != Some(':') {
        return finding;
    }
    let start = scene.last.0;
    let rest = slice(scene.text, start, scene.line.end);
    let end = start + rest.find([',', '}', ']']).unwrap_or(rest.len());
    let text = slice(scene.text, start, end).trim_end();
    let mut finding = finding
        .with_hint("teks yang memuat `: ` ditulis dalam tanda kutip", "text with `: ` in it goes in quotes");
    finding.diagnostic = finding.diagnostic.fix(
        Message::new("beri tanda kutip", "put it in quotes"),
        scene.span(start, start + text.len()),
        quoted(text),
    );
    finding
}

fn unclosed(scene: &Scene<'_>, open: usize, bracket: char) -> Finding {
    let close = if bracket == '{' { '}' } else { ']' };
    let mut finding = scene.find(
        open,
        codes::YAML_SYNTAX,
        format!("kurung `{bracket}` ini tidak ditutup"),
        format!("this `{bracket}` is never closed"),
    );
    finding.diagnostic = finding
        .diagnostic
        .hint(Message::new(format!("tutup dengan `{close}`"), format!("close it with `{close}`")));
    finding
}

fn mismatched(scene: &Scene<'_>, open: char, close: char) -> Finding {
    scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        format!("kurung `{open}` ditutup dengan `{close}`"),
        format!("`{open}` is closed by `{close}`"),
    )
}

fn stray_bracket(scene: &Scene<'_>) -> Finding {
    let finding = scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        "kurung penutup ini tidak ada pembukanya",
        "this closing bracket was never opened",
    );
    match scene.line.value {
        Some(value) if value == scene.at && scene.bracket.is_none() => scene.quote(finding, value),
        Some(_) | None => finding,
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
    scene.find(scene.at, codes::YAML_KEY, "kunci tidak ditulis dengan `? `", "keys aren't written with `? `")
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
    scene.find(
        scene.at,
        codes::YAML_SYNTAX,
        "mulai di sini berkas tidak terbaca sebagai YAML",
        "from here the file can't be read as YAML",
    )
}
