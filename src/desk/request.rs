//! Requests: which operation, and its fields as they stand in the JSON, digits and all.

use super::reply::{Error, ErrorCode};
use crate::base::{Limits, nearest};
use crate::import::parse_json;
use crate::model::answer::{Raw, RawField};

/// An operation of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    Start,
    Set,
    Clear,
    AddRow,
    RemoveRow,
    MoveRow,
    Confirm,
    Unconfirm,
    Language,
    Undo,
    Redo,
    Next,
    Why,
    State,
    Draft,
    Finish,
    Test,
}

impl Op {
    pub(super) const ALL: [Self; 17] = [
        Self::Start,
        Self::Set,
        Self::Clear,
        Self::AddRow,
        Self::RemoveRow,
        Self::MoveRow,
        Self::Confirm,
        Self::Unconfirm,
        Self::Language,
        Self::Undo,
        Self::Redo,
        Self::Next,
        Self::Why,
        Self::State,
        Self::Draft,
        Self::Finish,
        Self::Test,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Set => "set",
            Self::Clear => "clear",
            Self::AddRow => "add_row",
            Self::RemoveRow => "remove_row",
            Self::MoveRow => "move_row",
            Self::Confirm => "confirm",
            Self::Unconfirm => "unconfirm",
            Self::Language => "language",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Next => "next",
            Self::Why => "why",
            Self::State => "state",
            Self::Draft => "draft",
            Self::Finish => "finish",
            Self::Test => "test",
        }
    }

    /// The fields it may have beside `op`.
    fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Start => &["today", "language", "given", "prev", "case", "wave", "record"],
            Self::Set => &["at", "answer"],
            Self::Clear | Self::RemoveRow | Self::Why => &["at"],
            Self::AddRow => &["roster"],
            Self::MoveRow => &["at", "to"],
            Self::Confirm => &["at", "check", "reason"],
            Self::Unconfirm => &["at", "check"],
            Self::Language => &["language"],
            Self::Next => &["after"],
            Self::Test => &["name"],
            Self::Undo | Self::Redo | Self::State | Self::Draft | Self::Finish => &[],
        }
    }
}

/// A request.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) op: Op,
    fields: Vec<RawField>,
}

impl Request {
    /// Reads a request. A field its operation doesn't have is refused: it would be silently without effect.
    pub(super) fn read(text: &str, limits: &Limits) -> Result<Self, Error> {
        let raw = parse_json(text.as_bytes(), 1, limits)
            .map_err(|error| Error::new(ErrorCode::NotJson, error.message()))?;
        let Raw::Object(fields) = raw else { return Err(Error::no_object()) };
        let find = |name: &str| fields.iter().find(|field| *field.name == *name).map(|field| &field.value);
        let Some(Raw::Text(word)) = find("op") else { return Err(Error::missing("op")) };
        let Some(op) = Op::ALL.into_iter().find(|op| op.word() == &**word) else {
            return Err(Error::unknown_op(word, nearest(word, Op::ALL.map(Op::word))));
        };
        for (at, field) in fields.iter().enumerate() {
            let name = &*field.name;
            if name != "op" && !op.fields().contains(&name) {
                return Err(Error::unknown_field(
                    op.word(),
                    name,
                    nearest(name, op.fields().iter().copied()),
                ));
            }
            if fields.iter().take(at).any(|earlier| *earlier.name == *name) {
                return Err(Error::repeated(name));
            }
        }
        Ok(Self { op, fields })
    }

    /// A field, if it is there and not `null`.
    pub(super) fn field(&self, name: &str) -> Option<&Raw> {
        let field = self.fields.iter().find(|field| *field.name == *name).map(|field| &field.value);
        field.filter(|value| **value != Raw::Null)
    }

    /// A field that must be there; `null` is a value.
    pub(super) fn answer(&self) -> Result<&Raw, Error> {
        let field = self.fields.iter().find(|field| &*field.name == "answer");
        field.map(|field| &field.value).ok_or(Error::missing("answer"))
    }

    /// A text, if it is there.
    pub(super) fn text(&self, name: &'static str) -> Result<Option<&str>, Error> {
        match self.field(name) {
            None => Ok(None),
            Some(Raw::Text(text)) => Ok(Some(text)),
            Some(_) => Err(Error::not_text(name)),
        }
    }

    /// A text that must be there.
    pub(super) fn needed(&self, name: &'static str) -> Result<&str, Error> {
        self.text(name)?.ok_or(Error::missing(name))
    }

    /// A whole number that must be there.
    pub(super) fn number(&self, name: &'static str) -> Result<u32, Error> {
        match self.field(name) {
            None => Err(Error::missing(name)),
            Some(Raw::Number(digits)) => digits.parse().map_err(|_| Error::not_whole(name)),
            Some(_) => Err(Error::not_whole(name)),
        }
    }
}
