//! Rows of CSV by the letter of RFC 4180: a misplaced quote is a finding, never a guess, and costs its own line only.
//!
//! The `csv` crate reads `"y"z` as `yz`, and an unclosed quote as one row with the rest of the file in it.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use super::header::delimiter_flag;
use crate::base::{DELIMITERS, Limits, Message, announced_delimiter, header_delimiter};
use crate::batch::{Finding, FindingCode};
use crate::import::bytes::{Bytes, Ended, is_blank, without_break};

/// Lines one row may run over before its open quote counts as forgotten.
const MOST_LINES: usize = 1_000;

/// The rows of a CSV file.
#[derive(Debug)]
pub(super) struct Rows<R> {
    bytes: Bytes<R>,
    delimiter: u8,
    /// The caller said which delimiter it is.
    told: bool,
    limit: usize,
    /// Lines read ahead while a quote was open, to be read again.
    again: VecDeque<Line>,
    done: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The physical line it begins at.
    pub(super) line: u64,
    /// Its cells.
    pub(super) cells: Vec<Vec<u8>>,
}

impl Row {
    /// Whether nothing stands in any cell, as in the rows that spreadsheets write below the last one.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| is_blank(cell))
    }
}

#[derive(Debug, Clone)]
struct Line {
    number: u64,
    bytes: Vec<u8>,
    /// All of it was kept.
    whole: bool,
}

impl<R: BufRead> Rows<R> {
    pub(super) fn new(bytes: Bytes<R>, delimiter: Option<u8>, limits: &Limits) -> Self {
        Self {
            bytes,
            delimiter: delimiter.unwrap_or(b','),
            told: delimiter.is_some(),
            limit: limits.record_bytes,
            again: VecDeque::new(),
            done: false,
        }
    }

    /// The bytes before anything is read.
    pub(super) fn start(&self) -> crate::import::bytes::Start {
        self.bytes.start
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        if let Some(line) = self.again.pop_front() {
            return Ok(Some(line));
        }
        if self.done {
            return Ok(None);
        }
        let mut line = Line { number: self.bytes.line, bytes: Vec::new(), whole: true };
        let (ended, whole) = self.bytes.line_into(&mut line.bytes, self.limit)?;
        line.whole = whole;
        self.done = ended == Ended::Input;
        Ok((!self.done || !line.bytes.is_empty() || !whole).then_some(line))
    }

    /// Finds out what stands between cells, unless the caller said so: what a first line such as `sep=;` announces, as
    /// Excel writes it, else what the header is separated by. The announcement is stepped over.
    pub(super) fn find_delimiter(&mut self) -> io::Result<()> {
        let Some(first) = self.line()? else { return Ok(()) };
        if let Some(delimiter) = announced_delimiter(without_break(&first.bytes)) {
            self.delimiter = if self.told { self.delimiter } else { delimiter };
            return Ok(());
        }
        let mut header = Some(first);
        while let Some(line) = header.take_if(|line| line.whole && is_blank(&line.bytes)) {
            drop(line);
            header = self.line()?;
        }
        if let Some(line) = header {
            if !self.told {
                self.delimiter = header_delimiter(without_break(&line.bytes));
            }
            self.again.push_front(line);
        }
        Ok(())
    }

    /// The next row that isn't blank, or what is wrong with it; none at the end.
    pub(super) fn row(&mut self) -> io::Result<Option<Result<Row, Finding>>> {
        let first = loop {
            match self.line()? {
                None => return Ok(None),
                Some(line) if line.whole && is_blank(&line.bytes) => {}
                Some(line) => break line,
            }
        };
        let mut parser = Parser::new(self.delimiter);
        let mut lines = vec![first];
        let mut size = 0;
        loop {
            let Some(line) = lines.last() else { return Ok(None) };
            if !line.whole {
                return Ok(Some(Err(self.give_up(&parser, lines, too_large(self.limit)))));
            }
            size += line.bytes.len();
            match parser.pass(line) {
                State::Ended => break,
                State::BadQuote(byte) => {
                    return Ok(Some(Err(self.give_up(&parser, lines, after_quote(byte)))));
                }
                State::Open if size > self.limit || lines.len() >= MOST_LINES => {
                    return Ok(Some(Err(self.give_up(&parser, lines, open_quote()))));
                }
                State::Open => match self.line()? {
                    Some(line) => lines.push(line),
                    None => return Ok(Some(Err(self.give_up(&parser, lines, open_quote())))),
                },
            }
        }
        let line = lines.first().map_or(0, |line| line.number);
        Ok(Some(Ok(Row { line, cells: parser.cells })))
    }

    /// Reports the line of the offending quote, and reads again from the line after it.
    fn give_up(
        &mut self,
        parser: &Parser,
        lines: Vec<Line>,
        (code, message): (FindingCode, Message),
    ) -> Finding {
        let line = match parser.opened {
            0 => lines.first().map_or(0, |line| line.number),
            opened => opened,
        };
        let later: Vec<Line> = lines.into_iter().filter(|later| later.number > line && later.whole).collect();
        for line in later.into_iter().rev() {
            self.again.push_front(line);
        }
        Finding::new(code, (0, line), message)
    }
}

fn too_large(limit: usize) -> (FindingCode, Message) {
    let message = Message::new(
        format!("baris CSV lebih dari {limit} byte (`--limit-record-bytes`)"),
        format!("the CSV row is larger than {limit} bytes (`--limit-record-bytes`)"),
    );
    (FindingCode::TooLarge, message)
}

fn after_quote(byte: u8) -> (FindingCode, Message) {
    if DELIMITERS.contains(&byte) {
        let flag = delimiter_flag(byte);
        let message = Message::new(
            format!(
                "sesudah tanda kutip penutup ada pemisah lain; bila itu pemisah berkas ini, pakailah {flag}"
            ),
            format!("another delimiter follows a closing quote; if it is that of this file, use {flag}"),
        );
        return (FindingCode::BadQuote, message);
    }
    let message = Message::new(
        "sesudah tanda kutip penutup hanya boleh ada pemisah atau akhir baris; tulislah `\"\"` untuk satu tanda kutip",
        "only a delimiter or the end of the row may follow a closing quote; write `\"\"` for one quote",
    );
    (FindingCode::BadQuote, message)
}

fn open_quote() -> (FindingCode, Message) {
    let message = Message::new(
        "tanda kutip di baris ini tidak pernah ditutup",
        "the quote on this line is never closed",
    );
    (FindingCode::BadQuote, message)
}

/// Where in a row the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Start,
    Bare,
    Quoted,
    /// After a quote inside quotes: the second half of `""`, or the end of the cell.
    Quote,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ended,
    Open,
    /// This byte follows a closing quote.
    BadQuote(u8),
}

#[derive(Debug)]
struct Parser {
    delimiter: u8,
    within: Within,
    cells: Vec<Vec<u8>>,
    cell: Vec<u8>,
    /// The physical line of the last opening quote; 0 without one.
    opened: u64,
}

impl Parser {
    fn new(delimiter: u8) -> Self {
        Self { delimiter, within: Within::Start, cells: Vec::new(), cell: Vec::new(), opened: 0 }
    }

    fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
        self.within = Within::Start;
    }

    /// Passes one more physical line.
    fn pass(&mut self, line: &Line) -> State {
        let end = match line.bytes.as_slice() {
            [rest @ .., b'\r', b'\n'] | [rest @ .., b'\n'] => rest.len(),
            rest => rest.len(),
        };
        for byte in line.bytes.get(..end).unwrap_or_default() {
            if !self.step(*byte, line.number) {
                return State::BadQuote(*byte);
            }
        }
        if self.within == Within::Quoted {
            self.cell.extend_from_slice(line.bytes.get(end..).unwrap_or_default());
            return State::Open;
        }
        self.end_cell();
        State::Ended
    }

    /// Passes one byte; false when it can't stand there.
    fn step(&mut self, byte: u8, line: u64) -> bool {
        match self.within {
            Within::Start if byte == b'"' => {
                self.within = Within::Quoted;
                self.opened = line;
            }
            Within::Start | Within::Bare | Within::Quote if byte == self.delimiter => self.end_cell(),
            Within::Start | Within::Bare => {
                self.within = Within::Bare;
                self.cell.push(byte);
            }
            Within::Quoted if byte == b'"' => self.within = Within::Quote,
            Within::Quoted => self.cell.push(byte),
            Within::Quote if byte == b'"' => {
                self.within = Within::Quoted;
                self.cell.push(byte);
            }
            Within::Quote => return false,
        }
        true
    }
}
