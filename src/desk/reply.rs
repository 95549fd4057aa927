//! Answers: what was done, or why not.

use serde_json::{Map, Value as Json, json};

use super::Fields;
use crate::base::Message;
use crate::session::Refused;

/// Why a request wasn't done: a word for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCode {
    /// The text isn't JSON.
    NotJson,
    /// The JSON isn't a request: no object, a field that is missing, unknown, repeated or of the wrong kind.
    BadRequest,
    /// There is no operation of that name.
    UnknownOp,
    /// The draft, the given facts or the previous wave can't be used.
    BadRecord,
    /// The session refused.
    Refused(Refused),
}

impl ErrorCode {
    /// The word: `not_json`, `bad_request`, `no_such_place`.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotJson => "not_json",
            Self::BadRequest => "bad_request",
            Self::UnknownOp => "unknown_op",
            Self::BadRecord => "bad_record",
            Self::Refused(refused) => refused.code(),
        }
    }
}

/// Why a request wasn't done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The word for programs.
    pub code: ErrorCode,
    /// A sentence for people.
    pub message: Message,
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        Self { code: ErrorCode::Refused(refused), message: refused.message() }
    }
}

impl Error {
    pub(super) fn new(code: ErrorCode, message: Message) -> Self {
        Self { code, message }
    }

    fn bad(message: Message) -> Self {
        Self::new(ErrorCode::BadRequest, message)
    }

    pub(super) fn no_object() -> Self {
        Self::bad(Message::new("permintaan harus berupa objek JSON", "a request is a JSON object"))
    }

    pub(super) fn missing(name: &str) -> Self {
        Self::bad(Message::new(format!("`{name}` belum ditulis"), format!("`{name}` is missing")))
    }

    pub(super) fn repeated(name: &str) -> Self {
        Self::bad(Message::new(format!("`{name}` ditulis dua kali"), format!("`{name}` is written twice")))
    }

    pub(super) fn not_text(name: &str) -> Self {
        Self::bad(Message::new(format!("`{name}` harus berupa teks"), format!("`{name}` must be text")))
    }

    pub(super) fn not_whole(name: &str) -> Self {
        Self::bad(Message::new(
            format!("`{name}` harus bilangan bulat mulai dari 0"),
            format!("`{name}` must be a whole number from 0"),
        ))
    }

    pub(super) fn unknown_op(word: &str, near: Option<&str>) -> Self {
        Self::new(
            ErrorCode::UnknownOp,
            meant(format!("tidak ada operasi `{word}`"), format!("there is no operation `{word}`"), near),
        )
    }

    pub(super) fn unknown_field(op: &str, name: &str, near: Option<&str>) -> Self {
        Self::bad(meant(
            format!("operasi `{op}` tidak mengenal `{name}`"),
            format!("the operation `{op}` has no `{name}`"),
            near,
        ))
    }

    pub(super) fn no_check(word: &str) -> Self {
        Self::bad(Message::new(
            format!("tidak ada pemeriksaan `{word}`"),
            format!("there is no check `{word}`"),
        ))
    }

    pub(super) fn no_language(tag: &str) -> Self {
        let code = ErrorCode::Refused(Refused::NoSuchLanguage);
        Self::new(
            code,
            Message::new(
                format!("instrumen tidak tersedia dalam bahasa `{tag}`"),
                format!("the instrument has no language `{tag}`"),
            ),
        )
    }

    pub(super) fn bad_record(why: &Message) -> Self {
        Self::new(
            ErrorCode::BadRecord,
            Message::new(
                format!("rekaman tidak dapat dipakai: {}", why.id),
                format!("the record can't be used: {}", why.en),
            ),
        )
    }
}

fn meant(id: String, en: String, near: Option<&str>) -> Message {
    match near {
        Some(near) => {
            Message::new(format!("{id}; maksudnya `{near}`?"), format!("{en}; did you mean `{near}`?"))
        }
        None => Message::new(id, en),
    }
}

/// `{"ok": true, …}`.
pub(super) fn done(fields: Fields) -> String {
    let mut object = Map::new();
    object.insert("ok".to_owned(), Json::Bool(true));
    object.extend(fields);
    Json::Object(object).to_string()
}

/// `{"ok": false, "error": {"code", "message"}}`.
pub(super) fn refused(error: &Error) -> String {
    let message = json!({ "id": error.message.id, "en": error.message.en });
    json!({ "ok": false, "error": { "code": error.code.word(), "message": message } }).to_string()
}
