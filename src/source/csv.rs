//! CSV beside an instrument: choice lists and lookup tables, every cell with its place in the file.
//!
//! RFC 4180: `"` around cells that need it, `""` for a quote inside. Columns are separated by commas, or by what the
//! header is separated by: where a comma marks decimals, as in Indonesia, Excel writes semicolons. What other readers
//! let pass (a quote in the middle, an unclosed quote, rows of another length) is reported at its place. A cell is
//! text; white space around a cell without quotes isn't part of it. Whoever needs a number reads it strictly, as in
//! YAML.

use std::collections::BTreeMap;

use super::characters;
use super::document::{Scalar, Style};
use super::lines::slice;
use super::report::Report;
use super::slips;
use crate::base::{
    Diagnostic, FileId, Limits, Message, Sink, Span, TextMap, announced_delimiter, codes, header_delimiter,
};

/// A CSV file: a header and rows of as many cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The names of the columns. Each stands once, but several may have none: nobody can ask for those.
    pub header: Vec<Scalar>,
    /// The rows; each has a cell for every column. Those that don't are reported and left out, those without any
    /// text are blank lines.
    pub rows: Vec<Vec<Scalar>>,
}

impl Sheet {
    /// The number of a column, by its name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| &*cell.text == name)
    }
}

/// Reads a CSV file whose columns are separated by commas, semicolons, tabs or bars. What is wrong with it is put into the
/// sink; `None` if there is no header to go by.
///
/// ```
/// use monev::base::{FileId, Limits, Sink};
/// let mut sink = Sink::new();
/// let sheet = monev::source::csv::read(FileId(0), "kode,nama\n65.01,Bulungan\n", &Limits::default(), &mut sink);
/// assert_eq!(sheet.map(|sheet| sheet.rows[0][1].text.to_string()).as_deref(), Some("Bulungan"));
/// ```
pub fn read(file: FileId, text: &str, limits: &Limits, sink: &mut Sink) -> Option<Sheet> {
    let mut report = Report::new(file, sink);
    if text.len() > limits.file_bytes {
        report.push(|file| slips::large_file(Span::new(file, 0, 0), limits.file_bytes));
        return None;
    }
    let checked = characters::check(text, &mut report);
    for (at, character) in &checked.bidi {
        report.push(|file| characters::bidi(file, *at, *character));
    }
    if !checked.readable {
        return None;
    }
    let text = &*checked.text;
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let (separator, at) = separator(text, start);
    Scanner { text, at, separator, report }.sheet()
}

/// What separates the columns, and where the header begins: behind a line `sep=;`, by which Excel is told, or where
/// the text does.
fn separator(text: &str, start: usize) -> (u8, usize) {
    let line = slice(text, start, line_end(text, start));
    if let Some(mark) = announced_delimiter(line.as_bytes()) {
        return (mark, start + line.len());
    }
    let blank = text.len() - text.get(start..).unwrap_or_default().trim_start_matches(['\r', '\n']).len();
    let header = slice(text, blank, line_end(text, blank));
    (header_delimiter(header.as_bytes()), start)
}

/// After so many unclosed quotes the rest of a file is not looked at.
const MOST_QUOTES: usize = 20;

struct Scanner<'t, 's> {
    text: &'t str,
    at: usize,
    separator: u8,
    report: Report<'s>,
}

impl Scanner<'_, '_> {
    fn sheet(mut self) -> Option<Sheet> {
        let header = self.header()?;
        let mut rows = Vec::new();
        let mut quotes = 0;
        while let Some(row) = self.row() {
            match row {
                Ok(row) if row.iter().all(|cell| cell.text.is_empty() && cell.style == Style::Plain) => {}
                Ok(row) if row.len() == header.len() => rows.push(row),
                Ok(row) => self.report.push(|_| ragged(&row, header.len(), self.separator)),
                Err(_) => quotes += 1,
            }
            if quotes > MOST_QUOTES {
                break;
            }
        }
        Some(Sheet { header, rows })
    }

    fn header(&mut self) -> Option<Vec<Scalar>> {
        let Some(Ok(header)) = self.row() else {
            self.report.push(|file| empty(Span::new(file, 0, 0)));
            return None;
        };
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for cell in header.iter().filter(|cell| !cell.text.is_empty()) {
            if let Some(earlier) = seen.insert(&cell.text, cell.span) {
                self.report.push(|_| repeated(cell, earlier));
            }
        }
        Some(header)
    }

    /// The next row that isn't blank; `Err` for one with an unclosed quote, which is reported and passed over.
    fn row(&mut self) -> Option<Result<Vec<Scalar>, Unclosed>> {
        while self.breaks() {}
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let mut row = Vec::new();
        loop {
            match self.cell() {
                Ok(cell) => row.push(cell),
                Err(unclosed) => {
                    self.at = line_end(self.text, start);
                    return Some(Err(unclosed));
                }
            }
            match self.text.as_bytes().get(self.at) {
                Some(mark) if *mark == self.separator => self.at += 1,
                Some(_) | None => {
                    self.breaks();
                    return Some(Ok(row));
                }
            }
        }
    }

    /// Passes over one line break.
    fn breaks(&mut self) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let width = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        self.at += width;
        width > 0
    }

    fn cell(&mut self) -> Result<Scalar, Unclosed> {
        match self.text.as_bytes().get(self.at) {
            Some(b'"') => self.quoted(),
            Some(_) | None => Ok(self.bare()),
        }
    }

    /// A cell without quotes, up to the next separator or break, without the white space around it.
    fn bare(&mut self) -> Scalar {
        let begun = self.at;
        self.at = self.cell_end(begun);
        let cell = slice(self.text, begun, self.at).trim_end();
        let text = cell.trim_start();
        let start = begun + cell.len() - text.len();
        if let Some(quote) = text.find('"') {
            let at = start + quote;
            self.report.push(|file| stray_quote(span(file, at, at + 1)));
        }
        let span = span(self.report.file(), start, start + text.len());
        Scalar { text: text.into(), span, map: TextMap::verbatim(span), style: Style::Plain }
    }

    /// A cell in quotes, which may hold commas, breaks and doubled quotes.
    fn quoted(&mut self) -> Result<Scalar, Unclosed> {
        let open = self.at;
        let (mut text, mut runs) = (String::new(), Vec::new());
        let mut at = open + 1;
        loop {
            let Some(quote) = self.text.get(at..).and_then(|rest| rest.find('"')).map(|n| at + n) else {
                return Err(self.unclosed(open));
            };
            let doubled = self.text.as_bytes().get(quote + 1) == Some(&b'"');
            runs.push((narrow(text.len()), narrow(at)));
            text.push_str(slice(self.text, at, quote + usize::from(doubled)));
            at = quote + 1 + usize::from(doubled);
            if !doubled {
                break;
            }
        }
        let next = self.text.as_bytes().get(at);
        if next.is_some_and(|next| *next != self.separator && !matches!(next, b'\n' | b'\r')) {
            if slice(self.text, open, at).contains('\n') {
                return Err(self.unclosed(open));
            }
            let end = self.cell_end(at);
            self.report.push(|file| after_quote(span(file, at, end)));
            self.at = end;
        } else {
            self.at = at;
        }
        let file = self.report.file();
        let map = TextMap::from_runs(file, runs, narrow(text.len()), narrow(at - 1));
        Ok(Scalar { text: text.into(), span: span(file, open, at), map, style: Style::DoubleQuoted })
    }

    fn cell_end(&self, from: usize) -> usize {
        until(self.text, from, &[self.separator, b'\r', b'\n'])
    }

    fn unclosed(&mut self, open: usize) -> Unclosed {
        let end = line_end(self.text, open);
        self.report.push(|file| unclosed_quote(span(file, open, end)));
        Unclosed
    }
}

/// A cell whose quote is never closed; already reported.
struct Unclosed;

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn span(file: FileId, start: usize, end: usize) -> Span {
    Span::new(file, narrow(start), narrow(end))
}

fn until(text: &str, from: usize, stops: &[u8]) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    from + rest.iter().position(|b| stops.contains(b)).unwrap_or(rest.len())
}

fn line_end(text: &str, from: usize) -> usize {
    until(text, from, b"\r\n")
}

fn bad(span: Span, id: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::BAD_CSV, span, Message::new(id, en))
}

fn empty(span: Span) -> Diagnostic {
    bad(span, "berkas CSV ini kosong", "this CSV file is empty").hint(Message::new(
        "baris pertamanya harus berisi nama kolom",
        "its first row must hold the names of the columns",
    ))
}

fn repeated(cell: &Scalar, earlier: Span) -> Diagnostic {
    let name = &cell.text;
    bad(cell.span, format!("kolom `{name}` ada dua kali"), format!("there are two columns `{name}`"))
        .note(earlier, Message::new("yang pertama di sini", "the first is here"))
}

fn ragged(row: &[Scalar], wanted: usize, separator: u8) -> Diagnostic {
    let found = row.len();
    let cells = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
    let columns = |n: usize| if n == 1 { "is 1 column".to_owned() } else { format!("are {n} columns") };
    let (mark, id, en) = match separator {
        b';' => (";", "titik koma", "semicolon"),
        b'\t' => ("\t", "tab", "tab"),
        b'|' => ("|", "garis tegak", "bar"),
        _ => (",", "koma", "comma"),
    };
    let place = match (row.first(), row.last()) {
        (Some(first), Some(last)) => first.span.join(last.span),
        (Some(_) | None, _) => Span::default(),
    };
    bad(
        place,
        format!("baris ini berisi {found} sel, padahal ada {wanted} kolom"),
        format!("this row has {}, but there {}", cells(found), columns(wanted)),
    )
    .hint(Message::new(
        format!("sel yang memuat {id} ditulis dalam tanda kutip: `\"Jalan Mawar{mark} no. 5\"`"),
        format!("a cell with a {en} goes in quotes: `\"Jalan Mawar{mark} no. 5\"`"),
    ))
}

fn stray_quote(span: Span) -> Diagnostic {
    bad(span, "ada tanda kutip di tengah sel", "there is a quote in the middle of a cell").hint(Message::new(
        "tulis seluruh sel dalam tanda kutip, dan tanda kutip di dalamnya dua kali: `\"kata \"\"ini\"\"\"`",
        "put the whole cell in quotes, and double each quote inside: `\"say \"\"this\"\"\"`",
    ))
}

fn after_quote(span: Span) -> Diagnostic {
    bad(span, "ada teks setelah tanda kutip penutup sel ini", "there is text after this cell's closing quote")
        .hint(Message::new(
            "tanda kutip di dalam sel ditulis dua kali: `\"\"`",
            "a quote inside a cell is written twice: `\"\"`",
        ))
}

fn unclosed_quote(span: Span) -> Diagnostic {
    bad(span, "tanda kutip sel ini tidak ditutup", "the quote of this cell is never closed")
}
