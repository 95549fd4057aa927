//! An answer as it stands in a record, before its question's type reads it.

use crate::base::Message;

/// An answer as it stands in a file. Numbers keep their digits: nothing goes through a binary float.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Raw {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A JSON number, as written.
    Number(Box<str>),
    /// A JSON string, decoded.
    Text(Box<str>),
    /// Text of a format without types (a CSV cell, a YAML scalar): the question's type says what it is.
    Untyped(Box<str>),
    /// A JSON array.
    List(Vec<Raw>),
    /// A JSON object; a repeated name is still there.
    Object(Vec<RawField>),
    /// Text that can't be text.
    Broken(Breakage),
}

/// One field of a JSON object or one cell of a CSV row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawField {
    /// Its name.
    pub name: Box<str>,
    /// Its physical line in the file, from 1; 0 when it doesn't come from a file.
    pub line: u32,
    /// Its value.
    pub value: Raw,
}

/// Why bytes aren't text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Breakage {
    /// Half of a surrogate pair, `\ud800`.
    LoneSurrogate,
    /// Bytes that aren't UTF-8; the offset of the first within the text.
    NotUtf8(u32),
    /// The character U+0000.
    Nul,
}

impl Breakage {
    /// What is wrong, for people.
    pub fn message(self) -> Message {
        match self {
            Self::LoneSurrogate => Message::new(
                "teksnya memuat setengah pasangan surrogate (`\\ud800`–`\\udfff`)",
                "the text holds half a surrogate pair (`\\ud800`–`\\udfff`)",
            ),
            Self::NotUtf8(at) => Message::new(
                format!("teksnya bukan UTF-8 (byte ke-{}); simpanlah berkasnya sebagai UTF-8", at + 1),
                format!("the text is not UTF-8 (byte {}); save the file as UTF-8", at + 1),
            ),
            Self::Nul => Message::new(
                "teksnya memuat karakter NUL (U+0000)",
                "the text holds the character NUL (U+0000)",
            ),
        }
    }
}

impl Raw {
    /// The text of a string or untyped scalar.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Untyped(text) => Some(text),
            Self::Null
            | Self::Bool(_)
            | Self::Number(_)
            | Self::List(_)
            | Self::Object(_)
            | Self::Broken(_) => None,
        }
    }

    /// The fields, if it is an object.
    pub fn as_object(&self) -> Option<&[RawField]> {
        match self {
            Self::Object(fields) => Some(fields),
            Self::Null
            | Self::Bool(_)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Untyped(_)
            | Self::List(_)
            | Self::Broken(_) => None,
        }
    }

    /// The elements, if it is an array.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            Self::Null
            | Self::Bool(_)
            | Self::Number(_)
            | Self::Text(_)
            | Self::Untyped(_)
            | Self::Object(_)
            | Self::Broken(_) => None,
        }
    }

    /// Whether nothing was given: `null` or blank text.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Null) || self.as_text().is_some_and(|text| text.trim().is_empty())
    }

    /// What kind of thing it is, for people.
    pub fn kind(&self) -> Message {
        match self {
            Self::Null => Message::new("`null`", "`null`"),
            Self::Bool(_) => Message::new("`true`/`false`", "`true`/`false`"),
            Self::Number(_) => Message::new("bilangan JSON", "a JSON number"),
            Self::Text(_) => Message::new("teks", "text"),
            Self::Untyped(_) => Message::new("teks ini", "this text"),
            Self::List(_) => Message::new("larik JSON", "a JSON array"),
            Self::Object(_) => Message::new("objek JSON", "a JSON object"),
            Self::Broken(_) => Message::new("teks yang rusak", "broken text"),
        }
    }
}

impl RawField {
    /// A field that doesn't come from a file.
    pub fn new(name: &str, value: Raw) -> Self {
        Self { name: name.into(), line: 0, value }
    }
}
