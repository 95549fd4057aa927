//! Where a JSON value ends, found by its brackets and quotes alone, a piece of input at a time.

/// How a value that was cut out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// At its end.
    Whole,
    /// With the end of the input.
    Input,
    /// With a line break inside a string, which JSON doesn't have.
    OpenString,
}

/// Brackets and strings passed so far.
#[derive(Debug, Default)]
pub(super) struct Scan {
    depth: u64,
    in_string: bool,
    escaped: bool,
    /// Neither an object, an array nor a string.
    pub(super) bare: bool,
    seen: bool,
}

impl Scan {
    /// Begins with the value's first byte, not passed yet.
    pub(super) fn new(first: u8) -> Self {
        Self { bare: !matches!(first, b'{' | b'[' | b'"'), ..Self::default() }
    }

    /// Passes as many of the bytes as belong to the value, and says how it ended if it did.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> (usize, Option<Cut>) {
        for (at, byte) in bytes.iter().enumerate() {
            let ends_bare = byte.is_ascii_whitespace() || b",:}]{[\"".contains(byte);
            if self.bare && self.seen && ends_bare {
                return (at, Some(Cut::Whole));
            }
            if self.in_string && *byte == b'\n' {
                return (at, Some(Cut::OpenString));
            }
            if self.step(*byte) && !self.bare {
                return (at + 1, Some(Cut::Whole));
            }
        }
        (bytes.len(), None)
    }

    /// Passes a byte; whether a value ends with it.
    fn step(&mut self, byte: u8) -> bool {
        self.seen = true;
        if self.in_string {
            let closes = byte == b'"' && !self.escaped;
            self.escaped = byte == b'\\' && !self.escaped;
            self.in_string = !closes;
            return closes && self.depth == 0;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}
