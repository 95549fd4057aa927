//! A JSON file of records: one record, an array of records, or `{"records": […]}`. Records are cut out of the stream
//! by their brackets and read one at a time, so that a file of any length takes the memory of one record.

use std::io::{self, BufRead};

use super::bytes::{Bytes, Start};
use super::record::{broken, from_json, too_large, truncated, utf16};
use super::scan::{Cut, Scan};
use crate::base::{Limits, Message};
use crate::batch::{Finding, FindingCode, RawRecord};

/// Where in the file the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    /// In the array, at a record, at `]`, or after a record when `true`.
    Array(bool),
    /// After the array or the record.
    End,
    Done,
}

/// The records of a JSON file.
#[derive(Debug)]
pub(super) struct Tree<R> {
    bytes: Bytes<R>,
    limits: Limits,
    buffer: Vec<u8>,
    /// More bytes were cut out than the limit allows to keep.
    over: bool,
    row: u64,
    place: Place,
    /// Within `{"records": […]}`.
    wrapped: bool,
}

impl<R: BufRead> Tree<R> {
    pub(super) fn new(bytes: Bytes<R>, limits: &Limits) -> Self {
        let (buffer, limits) = (Vec::new(), limits.clone());
        Self { bytes, limits, buffer, over: false, row: 0, place: Place::Start, wrapped: false }
    }

    fn read(&mut self) -> io::Result<Option<RawRecord>> {
        loop {
            let found = match self.place {
                Place::Start => self.start()?,
                Place::Array(after) => self.in_array(after)?,
                Place::End => self.end()?,
                Place::Done => return Ok(None),
            };
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// The next byte that isn't blank, left where it is.
    fn next_byte(&mut self) -> io::Result<Option<u8>> {
        while let Some(byte) = self.bytes.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.bytes.step(byte);
        }
        Ok(None)
    }

    fn keep(&mut self, byte: u8) {
        self.over |= self.buffer.len() >= self.limits.record_bytes;
        if !self.over {
            self.buffer.push(byte);
        }
    }

    fn start(&mut self) -> io::Result<Option<RawRecord>> {
        if self.bytes.start == Start::Utf16 {
            self.place = Place::Done;
            return Ok(Some(utf16()));
        }
        match self.next_byte()? {
            None => {
                self.place = Place::Done;
                let message = Message::new("berkas JSON ini kosong", "this JSON file is empty");
                Ok(Some(self.file_finding(FindingCode::BadJson, message)))
            }
            Some(b'[') => {
                self.bytes.step(b'[');
                self.place = Place::Array(false);
                Ok(None)
            }
            Some(b'{') => self.top_object(),
            Some(_) => {
                self.place = Place::Done;
                let message = Message::new(
                    "berkas JSON harus berupa satu rekaman, larik rekaman, atau `{\"records\": […]}`",
                    "a JSON file is one record, an array of records, or `{\"records\": […]}`",
                );
                Ok(Some(self.file_finding(FindingCode::BadJson, message)))
            }
        }
    }

    fn file_finding(&self, code: FindingCode, message: Message) -> RawRecord {
        broken(0, self.bytes.line, Finding::new(code, (0, self.bytes.line), message))
    }

    /// The object a file begins with: a record itself, or what holds `records`.
    fn top_object(&mut self) -> io::Result<Option<RawRecord>> {
        let line = self.bytes.line;
        self.bytes.step(b'{');
        self.keep(b'{');
        let mut strings = 0;
        let ended = loop {
            let Some(byte) = self.kept_byte()? else { break Cut::Input };
            if byte == b'}' {
                self.bytes.step(byte);
                self.keep(byte);
                break Cut::Whole;
            }
            let from = self.buffer.len();
            let cut = self.cut()?;
            if cut != Cut::Whole {
                break cut;
            }
            if self.buffer.get(from..) == Some(b"\"records\"") && self.at_records()? {
                self.wrapped = true;
                self.place = Place::Array(false);
                return Ok((strings > 0).then(|| self.stray()));
            }
            strings += usize::from(byte == b'"');
        };
        self.place = if ended == Cut::Whole { Place::End } else { Place::Done };
        self.row += 1;
        Ok(Some(self.record((self.row, line), ended)))
    }

    /// The next byte that isn't blank, left where it is; the blanks before it are kept, so that lines stay right.
    fn kept_byte(&mut self) -> io::Result<Option<u8>> {
        while let Some(byte) = self.bytes.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.bytes.step(byte);
            self.keep(byte);
        }
        Ok(None)
    }

    /// After the name `records`: steps over `: [` if that is there.
    fn at_records(&mut self) -> io::Result<bool> {
        if self.kept_byte()? != Some(b':') {
            return Ok(false);
        }
        self.bytes.step(b':');
        self.keep(b':');
        let array = self.kept_byte()? == Some(b'[');
        if array {
            self.bytes.step(b'[');
        }
        Ok(array)
    }

    fn stray(&self) -> RawRecord {
        let message = Message::new(
            "isian lain di samping `records` tidak dibaca",
            "other fields beside `records` are not read",
        );
        self.file_finding(FindingCode::StrayContent, message)
    }

    fn in_array(&mut self, after: bool) -> io::Result<Option<RawRecord>> {
        let found = self.next_byte()?;
        match (found, after) {
            (None, _) => {
                self.place = Place::Done;
                let message = Message::new(
                    format!("berkas berakhir sebelum larik rekaman ditutup (byte ke-{})", self.bytes.offset),
                    format!(
                        "the file ends before the array of records is closed (byte {})",
                        self.bytes.offset
                    ),
                );
                Ok(Some(self.file_finding(FindingCode::Truncated, message)))
            }
            (Some(byte @ b']'), _) => {
                self.bytes.step(byte);
                self.place = Place::End;
                Ok(None)
            }
            (Some(byte @ b','), true) => {
                self.bytes.step(byte);
                self.place = Place::Array(false);
                Ok(None)
            }
            (Some(b',' | b'}' | b':'), _) | (Some(_), true) => Ok(Some(self.lost())),
            (Some(_), false) => self.element(),
        }
    }

    /// Something that can't stand between records: the rest can't be told apart.
    fn lost(&mut self) -> RawRecord {
        self.place = Place::Done;
        let message = Message::new(
            "di antara rekaman harus ada satu koma; rekaman sesudahnya tidak terbaca (NDJSON lebih tahan rusak)",
            "one comma belongs between records; those after it cannot be read (NDJSON withstands damage better)",
        );
        self.file_finding(FindingCode::BadJson, message)
    }

    fn element(&mut self) -> io::Result<Option<RawRecord>> {
        self.row += 1;
        let at = (self.row, self.bytes.line);
        self.buffer.clear();
        self.over = false;
        let ended = self.cut()?;
        self.place = if ended == Cut::Whole { Place::Array(true) } else { Place::Done };
        Ok(Some(self.record(at, ended)))
    }

    fn record(&self, at: (u64, u64), ended: Cut) -> RawRecord {
        match (ended, self.over) {
            (Cut::Whole, false) => from_json(&self.buffer, at, None, &self.limits),
            (Cut::Whole | Cut::OpenString, true) => too_large(at, self.limits.record_bytes),
            (Cut::Input, _) => broken(at.0, at.1, truncated(at, self.bytes.offset)),
            (Cut::OpenString, false) => {
                let line = self.bytes.line;
                let message = Message::new(
                    "teks tidak ditutup di baris ini; rekaman sesudahnya tidak terbaca (NDJSON lebih tahan rusak)",
                    "text is not closed on this line; the records after it cannot be read (NDJSON withstands \
                     damage better)",
                );
                broken(at.0, at.1, Finding::new(FindingCode::BadJson, (at.0, line), message))
            }
        }
    }

    /// Moves one value from the stream to the buffer: an object or array up to its closing bracket, a string up to
    /// its closing quote, anything else up to a character that can't belong to it.
    fn cut(&mut self) -> io::Result<Cut> {
        let Some(first) = self.bytes.peek()? else { return Ok(Cut::Input) };
        let mut scan = Scan::new(first);
        loop {
            let chunk = self.bytes.fill()?;
            if chunk.is_empty() {
                return Ok(if scan.bare { Cut::Whole } else { Cut::Input });
            }
            let (taken, ended) = scan.pass(chunk);
            let piece = chunk.get(..taken).unwrap_or_default();
            self.over |= self.buffer.len() + piece.len() > self.limits.record_bytes;
            if !self.over {
                self.buffer.extend_from_slice(piece);
            }
            let breaks = piece.iter().filter(|byte| **byte == b'\n').count();
            self.bytes.consume(taken, breaks as u64);
            if let Some(cut) = ended {
                return Ok(cut);
            }
        }
    }

    fn end(&mut self) -> io::Result<Option<RawRecord>> {
        let next = self.next_byte()?;
        self.place = Place::Done;
        let Some(byte) = next else { return Ok(None) };
        if self.wrapped && byte == b'}' {
            self.wrapped = false;
            self.bytes.step(byte);
            self.place = Place::End;
            return Ok(None);
        }
        if self.wrapped && byte == b',' {
            return Ok(Some(self.stray()));
        }
        let message = Message::new(
            "masih ada isi setelah rekaman; satu rekaman per baris adalah NDJSON (`.ndjson`)",
            "there is more after the records; one record a line is NDJSON (`.ndjson`)",
        );
        Ok(Some(self.file_finding(FindingCode::StrayContent, message)))
    }
}

impl<R: BufRead> Iterator for Tree<R> {
    type Item = io::Result<RawRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.read();
        if record.is_err() {
            self.place = Place::Done;
        }
        record.transpose()
    }
}
