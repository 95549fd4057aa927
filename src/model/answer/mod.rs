//! Answers between a record and a value: what stands in a file, what it was read as, and what was wrong with it.
//!
//! What a question type accepts is in `types/<name>.rs`; the reading that several types share is here.
//! **Invariant:** no message made here holds the answer itself: an answer may be personal.

mod choice;
mod fault;
mod moment;
mod number;
mod place;
mod raw;
mod text;
mod write;

pub use fault::{Fault, Remark};
pub use raw::{Breakage, Raw, RawField};

pub(in crate::model) use choice::{read_many, read_one};
pub(in crate::model) use moment::{read_moment, wall_clock, whole_seconds};
pub(in crate::model) use number::{NumberForm, read_number};
pub(in crate::model) use place::{read_place, write_place};
pub(in crate::model) use text::{read_bool, read_file_name, read_text, remark_marker};
pub(in crate::model) use write::{codes, plain_text, whole_number};

use super::ChoiceList;
use crate::base::{Limits, Message};
use crate::value::{NumType, Special, Value};

/// An answer as its question's type understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing: absent, `null`, blank text, no tick.
    Empty,
    /// A value of the question's type (a special choice included).
    Value(Value),
    /// A reason recorded instead of a value.
    Special(Special),
    /// Something that doesn't fit the type; a [`Remark`] says why.
    Invalid,
}

/// What a question type needs to read an answer, and where its remarks go.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The list of a choice type.
    pub list: Option<&'a ChoiceList>,
    /// Bounds of a number type, where they are wider than the usual ±10¹².
    pub bounds: Option<&'a NumType>,
    /// Most Unicode scalar values of a text.
    pub text_scalars: usize,
    /// Look for the nearest code of an unknown one. It costs a walk through the list, so hostile input must not have it
    /// done without end.
    pub near: bool,
    /// What was remarked so far.
    pub remarks: Vec<Remark>,
}

impl Default for Reader<'_> {
    fn default() -> Self {
        let text_scalars = Limits::default().text_scalars;
        Self { list: None, bounds: None, text_scalars, near: true, remarks: Vec::new() }
    }
}

impl Reader<'_> {
    /// Remarks why an answer can't be used.
    pub(in crate::model) fn refuse(&mut self, fault: Fault, message: Message) -> Answer {
        self.remarks.push(Remark { fault, message });
        Answer::Invalid
    }

    /// Remarks that the answer is of another kind than the question wants.
    pub(in crate::model) fn wrong_type(&mut self, wanted: &Message, found: &Raw) -> Answer {
        match found {
            Raw::Broken(breakage) => self.refuse(Fault::Character, breakage.message()),
            Raw::Null
            | Raw::Bool(_)
            | Raw::Number(_)
            | Raw::Text(_)
            | Raw::Untyped(_)
            | Raw::List(_)
            | Raw::Object(_) => self.refuse(Fault::WrongType, wrong_type(wanted, &found.kind())),
        }
    }
}

fn wrong_type(wanted: &Message, found: &Message) -> Message {
    Message::new(
        format!("jawabannya harus {}, bukan {}", wanted.id, found.id),
        format!("the answer must be {}, not {}", wanted.en, found.en),
    )
}

/// The part of reading that is the same for every type: nothing, blank text and `{"special": …}`; `None` for
/// anything the type itself has to read.
pub(in crate::model) fn read_common(raw: &Raw, reader: &mut Reader<'_>) -> Option<Answer> {
    match raw {
        Raw::Null => Some(Answer::Empty),
        Raw::Text(text) | Raw::Untyped(text) if text.trim().is_empty() => Some(Answer::Empty),
        Raw::Object(fields) => match fields.as_slice() {
            [field] if &*field.name == "special" => Some(read_special(&field.value, reader)),
            _ => None,
        },
        Raw::Bool(_) | Raw::Number(_) | Raw::Text(_) | Raw::Untyped(_) | Raw::List(_) | Raw::Broken(_) => {
            None
        }
    }
}

/// The word of a special answer, as records have it: `dont_know`, `refused`, `not_applicable`.
pub fn special_word(special: Special) -> &'static str {
    match special {
        Special::DontKnow => "dont_know",
        Special::Refused => "refused",
        Special::NotApplicable => "not_applicable",
    }
}

/// The special answer of a word.
pub fn special_of_word(word: &str) -> Option<Special> {
    [Special::DontKnow, Special::Refused, Special::NotApplicable]
        .into_iter()
        .find(|special| special_word(*special) == word)
}

fn read_special(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    match raw.as_text().and_then(special_of_word) {
        Some(special) => Answer::Special(special),
        None => reader.refuse(
            Fault::UnknownSpecial,
            Message::new(
                "jawaban khusus hanya `dont_know`, `refused` atau `not_applicable`",
                "a special answer is `dont_know`, `refused` or `not_applicable`",
            ),
        ),
    }
}
