//! NDJSON: one record a line. A line that doesn't parse, or is too long, costs that record only.

use std::io::{self, BufRead};

use super::bytes::{Bytes, Ended, Start, is_blank, without_break};
use super::record::{broken, from_json, too_large, utf16};
use crate::base::{Limits, Message};
use crate::batch::{Finding, FindingCode, RawRecord};

/// The records of an NDJSON file.
#[derive(Debug)]
pub(super) struct Ndjson<R> {
    bytes: Bytes<R>,
    limits: Limits,
    buffer: Vec<u8>,
    row: u64,
    done: bool,
}

impl<R: BufRead> Ndjson<R> {
    pub(super) fn new(bytes: Bytes<R>, limits: &Limits) -> Self {
        Self { bytes, limits: limits.clone(), buffer: Vec::new(), row: 0, done: false }
    }

    fn read(&mut self) -> io::Result<Option<RawRecord>> {
        if self.bytes.start == Start::Utf16 {
            self.done = true;
            return Ok(Some(utf16()));
        }
        while !self.done {
            self.buffer.clear();
            let line = self.bytes.line;
            // Two more than the limit: the line break isn't part of the record.
            let limit = self.limits.record_bytes.saturating_add(2);
            let (ended, whole) = self.bytes.line_into(&mut self.buffer, limit)?;
            self.done = ended == Ended::Input;
            let text = without_break(&self.buffer);
            let whole = whole && text.len() <= self.limits.record_bytes;
            if whole && is_blank(text) {
                continue;
            }
            self.row += 1;
            let at = (self.row, line);
            let cut_at = (ended == Ended::Input).then_some(self.bytes.offset);
            return Ok(Some(match whole {
                true => from_json(text, at, cut_at, &self.limits),
                false => too_large(at, self.limits.record_bytes),
            }));
        }
        Ok((self.row == 0).then(nothing))
    }
}

/// A file without anything is an export that failed, or one that found nothing: only a file that says so tells which.
fn nothing() -> RawRecord {
    let message = Message::new(
        "berkas NDJSON ini kosong; bila memang tidak ada rekaman, tulis `[]` dalam berkas .json",
        "this NDJSON file is empty; if there are no records, write `[]` in a .json file",
    );
    broken(0, 1, Finding::new(FindingCode::BadJson, (0, 1), message))
}

impl<R: BufRead> Iterator for Ndjson<R> {
    type Item = io::Result<RawRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let record = self.read();
        self.done |= record.is_err();
        record.transpose()
    }
}
