//! Reading and writing codes of a list.

use std::collections::BTreeSet;

use smallvec::SmallVec;

use super::{Answer, Fault, Raw, Reader};
use crate::base::{Message, nearest};
use crate::model::{ChoiceList, Piece};
use crate::value::Value;

/// A longer list, such as one of every village, is not searched for a slip of the pen.
const SEARCHED: usize = 2_000;

/// Reads one code.
pub(in crate::model) fn read_one(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let (Raw::Text(text) | Raw::Untyped(text)) = raw else {
        return reader
            .wrong_type(&Message::new("kode pilihan berupa teks", "the code of a choice, as text"), raw);
    };
    match position(text.trim(), reader) {
        Some(choice) => Answer::Value(Value::Choice(choice)),
        None => Answer::Invalid,
    }
}

/// Reads several codes: a JSON array, or codes separated by spaces in a format without types. A code ticked twice is
/// remarked and stays as recorded: `rules/` says what the answer is worth.
pub(in crate::model) fn read_many(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let mut ticked: SmallVec<[u32; 8]> = SmallVec::new();
    let mut seen = BTreeSet::new();
    let mut good = true;
    let mut tick = |code: &str, reader: &mut Reader<'_>| match position(code, reader) {
        Some(choice) => {
            if again(&mut seen, &ticked, choice) {
                reader.refuse(Fault::RepeatedCode, Fault::RepeatedCode.summary());
            }
            ticked.push(choice);
        }
        None => good = false,
    };
    match raw {
        Raw::Untyped(text) => text.split_whitespace().for_each(|code| tick(code, reader)),
        Raw::List(items) => {
            for item in items {
                match item {
                    Raw::Text(text) | Raw::Untyped(text) => tick(text.trim(), reader),
                    Raw::Null
                    | Raw::Bool(_)
                    | Raw::Number(_)
                    | Raw::List(_)
                    | Raw::Object(_)
                    | Raw::Broken(_) => return reader.wrong_type(&codes(), item),
                }
            }
        }
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::Text(_) | Raw::Object(_) | Raw::Broken(_) => {
            return reader.wrong_type(&codes(), raw);
        }
    }
    match (good, ticked.is_empty()) {
        (false, _) => Answer::Invalid,
        (true, true) => Answer::Empty,
        (true, false) => Answer::Value(Value::Choices(ticked.as_slice().into())),
    }
}

/// Whether a choice was ticked before. The few that people tick are looked through; a hostile number is sorted.
fn again(seen: &mut BTreeSet<u32>, ticked: &[u32], choice: u32) -> bool {
    if ticked.len() < 32 {
        return ticked.contains(&choice);
    }
    if seen.is_empty() {
        seen.extend(ticked);
    }
    !seen.insert(choice)
}

fn codes() -> Message {
    Message::new("larik kode pilihan seperti `[\"a\", \"b\"]`", "an array of codes like `[\"a\", \"b\"]`")
}

fn position(code: &str, reader: &mut Reader<'_>) -> Option<u32> {
    let list = reader.list?;
    let found = list.list.position(code);
    if found.is_none() {
        let message = unknown_code(code, list, reader.near && reader.remarks.is_empty());
        reader.refuse(Fault::UnknownCode, message);
    }
    found
}

/// Whether text is the label of a choice in some language, whatever its capitals.
fn is_label(text: &str, list: &ChoiceList) -> bool {
    let wanted = text.to_lowercase();
    let is = |pieces: &Vec<Piece>| matches!(pieces.as_slice(), [Piece::Text(label)] if label.to_lowercase() == wanted);
    list.list.choices.len() <= SEARCHED && list.texts.iter().any(|choice| choice.label.texts.iter().any(is))
}

fn unknown_code(code: &str, list: &ChoiceList, near: bool) -> Message {
    let name = &list.list.name;
    if near && is_label(code, list) {
        return Message::new(
            format!(
                "ini label sebuah pilihan dalam daftar `{name}`, bukan kodenya; ekspor datanya dengan kode"
            ),
            format!(
                "this is the label of a choice of list `{name}`, not its code; export the data with codes"
            ),
        );
    }
    if near && code.strip_suffix(".0").is_some_and(|whole| list.list.position(whole).is_some()) {
        return Message::new(
            format!("sebuah program menambahkan `.0` pada kode dalam daftar `{name}`; tulislah kodenya saja"),
            format!("a program has added `.0` to a code of list `{name}`; write the code alone"),
        );
    }
    let few = near && list.list.choices.len() <= SEARCHED;
    let near = few.then(|| nearest(code, list.list.choices.keys().map(|code| &**code))).flatten();
    match near {
        Some(near) => Message::new(
            format!("bukan kode dalam daftar `{name}`; kode terdekat `{near}`"),
            format!("not a code of list `{name}`; the nearest is `{near}`"),
        ),
        None => {
            Message::new(format!("bukan kode dalam daftar `{name}`"), format!("not a code of list `{name}`"))
        }
    }
}
