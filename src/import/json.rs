//! JSON as records need it: numbers keep their digits, repeated names stay, every field knows its line, and one
//! broken string spoils one answer only. serde_json gives none of these, and stops at the first lone surrogate.

use super::json_error::{JsonError, JsonErrorKind};
use crate::base::Limits;
use crate::model::answer::{Breakage, Raw, RawField};

/// Reads one JSON value that begins at a physical line; nothing but blanks may follow it.
///
/// # Errors
/// When the bytes aren't JSON, or nest deeper or hold more values than the limits allow. Bytes that aren't UTF-8 and
/// lone surrogates inside a string are no error: that string becomes [`Raw::Broken`].
pub fn parse_json(bytes: &[u8], first_line: u32, limits: &Limits) -> Result<Raw, JsonError> {
    let mut parser = Parser { bytes, at: 0, lines: 0, first_line, depth: 0, values: 0, limits };
    let value = parser.value()?;
    parser.blanks();
    if parser.at < bytes.len() { Err(parser.error(JsonErrorKind::Trailing)) } else { Ok(value) }
}

struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Line breaks so far.
    lines: u32,
    first_line: u32,
    depth: usize,
    values: usize,
    limits: &'a Limits,
}

type Parsed<T> = Result<T, JsonError>;

impl Parser<'_> {
    fn error(&self, kind: JsonErrorKind) -> JsonError {
        let kind = if self.at >= self.bytes.len() { JsonErrorKind::End } else { kind };
        JsonError { offset: self.at, lines: self.lines, kind }
    }

    fn limit(&self, kind: JsonErrorKind) -> JsonError {
        JsonError { offset: self.at, lines: self.lines, kind }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(byte @ (b' ' | b'\t' | b'\n' | b'\r')) = self.peek() {
            self.at += 1;
            self.lines += u32::from(byte == b'\n');
        }
    }

    /// Steps over one byte if it is this one.
    fn take(&mut self, byte: u8) -> bool {
        let here = self.peek() == Some(byte);
        self.at += usize::from(here);
        here
    }

    fn value(&mut self) -> Parsed<Raw> {
        self.blanks();
        self.values += 1;
        if self.values > self.limits.record_fields {
            return Err(self.limit(JsonErrorKind::Values(self.limits.record_fields)));
        }
        match self.peek() {
            Some(b'"') => Ok(self.string()?.map_or_else(Raw::Broken, Raw::Text)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::list),
            Some(b't') => self.word("true", Raw::Bool(true)),
            Some(b'f') => self.word("false", Raw::Bool(false)),
            Some(b'n') => self.word("null", Raw::Null),
            Some(_) | None => Err(self.error(JsonErrorKind::Value)),
        }
    }

    fn word(&mut self, word: &str, value: Raw) -> Parsed<Raw> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(value);
        }
        let cut = word.as_bytes().starts_with(rest);
        self.at += if cut { rest.len() } else { 0 };
        Err(self.error(JsonErrorKind::Value))
    }

    fn nested(&mut self, inside: fn(&mut Self) -> Parsed<Raw>) -> Parsed<Raw> {
        let limit = self.limits.record_depth;
        if self.depth >= limit {
            return Err(self.limit(JsonErrorKind::Depth(limit)));
        }
        self.depth += 1;
        self.at += 1;
        let value = inside(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Parsed<Raw> {
        let mut fields = Vec::new();
        self.blanks();
        if self.take(b'}') {
            return Ok(Raw::Object(fields));
        }
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                return Err(self.error(JsonErrorKind::Expected("`\"`")));
            }
            let line = self.first_line.saturating_add(self.lines);
            // A broken name can't be any question's: it is kept as a name nothing has.
            let name = self.string()?.unwrap_or_else(|_| "\u{fffd}".into());
            self.blanks();
            if !self.take(b':') {
                return Err(self.error(JsonErrorKind::Expected("`:`")));
            }
            let value = self.value()?;
            fields.push(RawField { name, line, value });
            self.blanks();
            if self.take(b'}') {
                return Ok(Raw::Object(fields));
            }
            if !self.take(b',') {
                return Err(self.error(JsonErrorKind::Expected("`,` / `}`")));
            }
        }
    }

    fn list(&mut self) -> Parsed<Raw> {
        let mut items = Vec::new();
        self.blanks();
        if self.take(b']') {
            return Ok(Raw::List(items));
        }
        loop {
            items.push(self.value()?);
            self.blanks();
            if self.take(b']') {
                return Ok(Raw::List(items));
            }
            if !self.take(b',') {
                return Err(self.error(JsonErrorKind::Expected("`,` / `]`")));
            }
        }
    }

    fn digits(&mut self) -> bool {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at > from
    }

    /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`, kept as text.
    fn number(&mut self) -> Parsed<Raw> {
        let from = self.at;
        self.take(b'-');
        let leading_zero = self.take(b'0');
        if leading_zero == self.digits() {
            return Err(self.error(JsonErrorKind::Number));
        }
        if self.take(b'.') && !self.digits() {
            return Err(self.error(JsonErrorKind::Number));
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            if !self.digits() {
                return Err(self.error(JsonErrorKind::Number));
            }
        }
        let text = self.bytes.get(from..self.at).and_then(|digits| std::str::from_utf8(digits).ok());
        Ok(Raw::Number(text.unwrap_or_default().into()))
    }

    /// The text of a string, or why it isn't text.
    fn string(&mut self) -> Parsed<Result<Box<str>, Breakage>> {
        self.at += 1;
        let from = self.at;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let text = self.bytes.get(from..self.at).unwrap_or_default();
                    self.at += 1;
                    return Ok(utf8(text).map(Box::from));
                }
                Some(b'\\') => return self.escaped_string(from),
                Some(0..=0x1f) => return Err(self.error(JsonErrorKind::Control)),
                Some(_) => self.at += 1,
                None => return Err(self.error(JsonErrorKind::End)),
            }
        }
    }

    fn escaped_string(&mut self, from: usize) -> Parsed<Result<Box<str>, Breakage>> {
        let mut text: Vec<u8> = self.bytes.get(from..self.at).unwrap_or_default().to_vec();
        let mut broken = None;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(match broken {
                        Some(breakage) => Err(breakage),
                        None => utf8(&text).map(Box::from),
                    });
                }
                Some(b'\\') => {
                    self.at += 1;
                    match self.escape()? {
                        Some(character) => {
                            text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                        }
                        None => broken = Some(Breakage::LoneSurrogate),
                    }
                }
                Some(0..=0x1f) => return Err(self.error(JsonErrorKind::Control)),
                Some(byte) => {
                    text.push(byte);
                    self.at += 1;
                }
                None => return Err(self.error(JsonErrorKind::End)),
            }
        }
    }

    /// What follows a `\`; none for half of a surrogate pair.
    fn escape(&mut self) -> Parsed<Option<char>> {
        let simple = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            Some(_) | None => return Err(self.error(JsonErrorKind::Escape)),
        };
        self.at += 1;
        Ok(Some(simple))
    }

    fn hex4(&mut self) -> Parsed<u32> {
        let digits = self.bytes.get(self.at..self.at + 4);
        let plain = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let text = plain.and_then(|digits| std::str::from_utf8(digits).ok());
        match text.and_then(|text| u32::from_str_radix(text, 16).ok()) {
            Some(unit) => {
                self.at += 4;
                Ok(unit)
            }
            None => {
                // A sequence cut off by the end of the input is an early end.
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                self.at +=
                    if rest.len() < 4 && rest.iter().all(u8::is_ascii_hexdigit) { rest.len() } else { 0 };
                Err(self.error(JsonErrorKind::Escape))
            }
        }
    }

    fn unicode(&mut self) -> Parsed<Option<char>> {
        let high = self.hex4()?;
        if !(0xd800..0xdc00).contains(&high) {
            return Ok(char::from_u32(high));
        }
        let before = self.at;
        if !(self.take(b'\\') && self.take(b'u')) {
            self.at = before;
            return Ok(None);
        }
        let low = self.hex4()?;
        if !(0xdc00..0xe000).contains(&low) {
            self.at = before;
            return Ok(None);
        }
        Ok(char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)))
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, Breakage> {
    std::str::from_utf8(bytes)
        .map_err(|error| Breakage::NotUtf8(u32::try_from(error.valid_up_to()).unwrap_or(u32::MAX)))
}
