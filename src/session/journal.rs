//! The journal of an interview: what was done, one line after another, so that a crash at any byte loses nothing that was
//! acknowledged.
//!
//! ```text
//! monev journal 1
//! 00000000 1c291ca3 {"instrument":"kaltara-uep","version":"1.0.0",…}
//! 00000001 8f3c0a11 {"op":"set","at":"umur","answer":"31"}
//! ```
//!
//! A line is its number, a checksum and what was done, as JSON on one line. The checksum (CRC-32) goes over the checksum of
//! the line before, the number and the JSON, so that a line that is torn, changed, repeated, missing or moved is found.
//! Whoever keeps a journal writes a line, flushes it to the disk, and only then says that it was done.
//!
//! **Invariant:** [`read`] of any bytes gives lines that were written, in their order and from the first on, or none.

use std::fmt::Write;

/// The first line of every journal: the format and its version.
pub const MAGIC: &str = "monev journal 1\n";

/// The most bytes of a line's JSON.
pub const MOST_BYTES: usize = 8 << 20;

/// Where a journal stands: what the next line continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// The number of the next line.
    number: u32,
    /// The checksum of the line before.
    checksum: u32,
}

/// Why a line can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It is not on one line.
    SeveralLines,
    /// It is longer than [`MOST_BYTES`], or the journal has more lines than can be numbered.
    TooLong,
}

impl Position {
    /// How many lines there are.
    pub fn lines(self) -> u32 {
        self.number
    }

    /// The bytes to append for what was done; the journal continues after them.
    ///
    /// ```
    /// use monev::session::journal::{MAGIC, Position, read};
    /// let mut at = Position::default();
    /// let mut bytes = MAGIC.as_bytes().to_vec();
    /// bytes.extend(at.line(r#"{"op":"start"}"#).unwrap());
    /// bytes.extend(at.line(r#"{"op":"set","at":"umur","answer":"31"}"#).unwrap());
    /// assert_eq!(read(&bytes).lines, [r#"{"op":"start"}"#, r#"{"op":"set","at":"umur","answer":"31"}"#]);
    /// // Torn in the middle of the last line, the journal still holds the first.
    /// assert_eq!(read(&bytes[..bytes.len() - 3]).lines, [r#"{"op":"start"}"#]);
    /// ```
    ///
    /// # Errors
    /// When the JSON stands on several lines or is too long.
    pub fn line(&mut self, json: &str) -> Result<Vec<u8>, Refused> {
        if json.contains(['\n', '\r']) {
            return Err(Refused::SeveralLines);
        }
        if json.len() > MOST_BYTES || self.number == u32::MAX {
            return Err(Refused::TooLong);
        }
        let checksum = self.checksum_of(json.as_bytes());
        let mut line = String::with_capacity(json.len() + 19);
        let _ = write!(line, "{:08x} {checksum:08x} ", self.number);
        line.push_str(json);
        line.push('\n');
        self.advance(checksum);
        Ok(line.into_bytes())
    }

    fn checksum_of(self, json: &[u8]) -> u32 {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&self.checksum.to_be_bytes());
        hasher.update(&self.number.to_be_bytes());
        hasher.update(json);
        hasher.finalize()
    }

    fn advance(&mut self, checksum: u32) {
        *self = Self { number: self.number.saturating_add(1), checksum };
    }
}

/// What could be read of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recovered<'b> {
    /// The JSON of the lines, from the first on.
    pub lines: Vec<&'b str>,
    /// How many bytes hold them; what stands behind is to be cut off before anything is appended.
    pub bytes: usize,
    /// What the next line continues.
    pub position: Position,
    /// What stands behind them.
    pub rest: Rest,
}

/// What stands in a journal behind the lines that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rest {
    /// Nothing.
    #[default]
    Nothing,
    /// A line that was being written when something stopped: it was never acknowledged.
    Torn,
    /// More than a torn line: the file was damaged after it was written. Acknowledged lines may be lost.
    Damaged,
    /// It is no journal of this version.
    Foreign,
}

/// Reads a journal as far as it is whole.
pub fn read(bytes: &[u8]) -> Recovered<'_> {
    let Some(mut rest) = bytes.strip_prefix(MAGIC.as_bytes()) else {
        let torn = MAGIC.as_bytes().starts_with(bytes);
        return Recovered { rest: if torn { Rest::Torn } else { Rest::Foreign }, ..Recovered::default() };
    };
    let mut found = Recovered { bytes: MAGIC.len(), ..Recovered::default() };
    while let Some((json, checksum, length)) = line(rest, found.position) {
        found.lines.push(json);
        found.bytes += length;
        found.position.advance(checksum);
        rest = rest.get(length..).unwrap_or_default();
    }
    found.rest = match rest.iter().position(|byte| *byte == b'\n') {
        _ if rest.is_empty() => Rest::Nothing,
        None => Rest::Torn,
        Some(_) => Rest::Damaged,
    };
    found
}

/// The next line, if it is whole: its JSON, its checksum and how long it is.
fn line(bytes: &[u8], at: Position) -> Option<(&str, u32, usize)> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let text = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let (number, rest) = text.split_once(' ')?;
    let (checksum, json) = rest.split_once(' ')?;
    let expected = at.checksum_of(json.as_bytes());
    let same = number == format!("{:08x}", at.number) && checksum == format!("{expected:08x}");
    same.then_some((json, expected, end + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MAGIC, Position, Recovered, Refused, Rest, read};

    fn journal(lines: &[String]) -> (Vec<u8>, Vec<usize>) {
        let (mut bytes, mut at) = (MAGIC.as_bytes().to_vec(), Position::default());
        let mut ends = Vec::new();
        for line in lines {
            bytes.extend(at.line(line).expect("one line"));
            ends.push(bytes.len());
        }
        (bytes, ends)
    }

    fn lines() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[ -~é]{0,30}", 0..12)
    }

    proptest! {
        #[test]
        fn whatever_is_cut_off_the_whole_lines_are_there(lines in lines(), cut in any::<prop::sample::Index>()) {
            let (bytes, ends) = journal(&lines);
            let cut = cut.index(bytes.len() + 1);
            let found = read(&bytes[..cut]);
            let whole = ends.iter().filter(|end| **end <= cut).count();
            prop_assert_eq!(&found.lines, &lines[..whole]);
            prop_assert!(matches!(found.rest, Rest::Nothing | Rest::Torn));
            // And it can be continued.
            let mut again = bytes[..found.bytes.max(MAGIC.len().min(cut))].to_vec();
            if cut >= MAGIC.len() {
                again.extend(found.position.clone().line("more").expect("one line"));
                let found = read(&again);
                prop_assert_eq!(found.lines.last(), Some(&"more"));
            }
        }

        #[test]
        fn whatever_byte_is_changed_no_line_is_wrong(
            lines in lines(),
            at in any::<prop::sample::Index>(),
            with in 1_u8..=255,
        ) {
            let (mut bytes, ends) = journal(&lines);
            let at = at.index(bytes.len());
            bytes[at] ^= with;
            let found = read(&bytes);
            let before = ends.iter().filter(|end| **end <= at).count();
            prop_assert_eq!(&found.lines, &lines[..before]);
            prop_assert!(found.rest != Rest::Nothing);
        }

        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(read(&bytes).lines.is_empty());
        }
    }

    #[test]
    fn lines_that_are_repeated_missing_or_moved_are_found() {
        let (bytes, ends) = journal(&["a".into(), "b".into(), "c".into()]);
        let (start, a) = (MAGIC.len(), ends[0]);
        let (b, c) = (ends[1], ends[2]);
        let parts = |ranges: &[std::ops::Range<usize>]| -> Vec<u8> {
            std::iter::once(0..start)
                .chain(ranges.iter().cloned())
                .flat_map(|range| bytes[range].to_vec())
                .collect()
        };
        let first = |bytes: &[u8]| {
            let Recovered { lines, rest, .. } = read(bytes);
            (lines.len(), rest)
        };
        assert_eq!(first(&parts(&[start..a, start..a])), (1, Rest::Damaged));
        assert_eq!(first(&parts(&[start..a, b..c])), (1, Rest::Damaged));
        assert_eq!(first(&parts(&[a..b, start..a])), (0, Rest::Damaged));
        assert_eq!(read(b"monev journal 2\n").rest, Rest::Foreign);
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(Position::default().line("a\nb"), Err(Refused::SeveralLines));
        assert_eq!(Position::default().line("a\rb"), Err(Refused::SeveralLines));
    }
}
