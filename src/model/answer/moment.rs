//! Reading dates, months, times and moments.

use super::{Answer, Fault, Raw, Reader};
use crate::base::Message;
use crate::value::Value;

/// Reads what `parse` reads; `form` is how it is written (`2025-10-06`) and `name` what it is called.
pub(in crate::model) fn read_moment(
    raw: &Raw,
    parse: fn(&str) -> Option<Value>,
    (name, form): (&Message, &str),
    reader: &mut Reader<'_>,
) -> Answer {
    let (Raw::Text(text) | Raw::Untyped(text)) = raw else {
        return reader.wrong_type(&written(name, form), raw);
    };
    match parse(text.trim()) {
        Some(value) => Answer::Value(value),
        None => reader.refuse(Fault::BadDate, not_such(name, form)),
    }
}

fn written(name: &Message, form: &str) -> Message {
    Message::new(
        format!("{} berbentuk teks `{form}`", name.id),
        format!("{} written as text, `{form}`", name.en),
    )
}

fn not_such(name: &Message, form: &str) -> Message {
    Message::new(
        format!("bukan {} yang ada dan tertulis seperti `{form}`", name.id),
        format!("not {} that exists and is written like `{form}`", name.en),
    )
}
