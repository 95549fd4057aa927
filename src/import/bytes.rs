//! The caller's bytes, read a piece at a time: byte order marks, line and byte counts, and a buffer with a limit.

use std::io::{self, BufRead, Chain, Cursor, Read};

/// What stands at the very start of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// UTF-8, a byte order mark left out.
    Utf8,
    /// UTF-16, as spreadsheets call "Unicode text".
    Utf16,
}

/// A reader with what is known of its start and of how far it was read.
#[derive(Debug)]
pub(super) struct Bytes<R> {
    reader: Chain<Cursor<Vec<u8>>, R>,
    /// What stands at the start.
    pub(super) start: Start,
    /// Bytes taken, a byte order mark counted.
    pub(super) offset: u64,
    /// The physical line of the next byte, from 1.
    pub(super) line: u64,
}

/// How a piece of input ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// With a line break.
    Line,
    /// With the end of the input.
    Input,
}

impl<R: BufRead> Bytes<R> {
    /// Looks at the first bytes, however few a read gives.
    pub(super) fn open(mut reader: R) -> io::Result<Self> {
        let mut head = Vec::with_capacity(4);
        reader.by_ref().take(4).read_to_end(&mut head)?;
        let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
        let zeros = matches!(head.as_slice(), [0, other, ..] | [other, 0, ..] if *other != 0);
        let mark = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        head.drain(..mark);
        let start = if wide || zeros { Start::Utf16 } else { Start::Utf8 };
        Ok(Self { reader: Cursor::new(head).chain(reader), start, offset: mark as u64, line: 1 })
    }

    /// The bytes at hand; none at the end of the input.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.reader.fill_buf() {
                Ok(_) => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.reader.fill_buf()
    }

    /// Steps over bytes that `fill` gave; `breaks` of them are line breaks.
    pub(super) fn consume(&mut self, count: usize, breaks: u64) {
        self.reader.consume(count);
        self.offset += count as u64;
        self.line += breaks;
    }

    /// The next byte, left where it is.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.fill()?.first().copied())
    }

    /// Steps over one byte that `peek` gave.
    pub(super) fn step(&mut self, byte: u8) {
        self.consume(1, u64::from(byte == b'\n'));
    }

    /// Appends the rest of the line to `into`, its line break included, but never lets `into` grow beyond `limit`
    /// bytes: what is beyond is stepped over. Says how the line ended and whether all of it was kept.
    pub(super) fn line_into(&mut self, into: &mut Vec<u8>, limit: usize) -> io::Result<(Ended, bool)> {
        let mut whole = true;
        loop {
            let chunk = self.fill()?;
            if chunk.is_empty() {
                return Ok((Ended::Input, whole));
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let piece = chunk.get(..end.map_or(chunk.len(), |at| at + 1)).unwrap_or(chunk);
            let count = piece.len();
            whole &= into.len() + count <= limit;
            if whole {
                into.extend_from_slice(piece);
            }
            self.consume(count, u64::from(end.is_some()));
            if end.is_some() {
                return Ok((Ended::Line, whole));
            }
        }
    }
}

/// The content of a line without its line break.
pub(super) fn without_break(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// Whether a line has nothing but blanks.
pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}
