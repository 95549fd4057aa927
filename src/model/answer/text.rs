//! Reading text, truth and names of files.

use super::{Answer, Breakage, Fault, Raw, Reader};
use crate::base::Message;
use crate::value::Value;

/// Words programs write where there is no value; in a text column they are probably not answers.
const MARKERS: [&str; 12] =
    ["NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "None", "-", "--", "."];

/// Reads text: trimmed and in NFC.
pub(in crate::model) fn read_text(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let text = match raw {
        Raw::Text(text) => text,
        Raw::Untyped(text) => {
            remark_marker(text, reader);
            text
        }
        Raw::Number(_) => return reader.refuse(Fault::NumberForText, number_for_text()),
        Raw::Null | Raw::Bool(_) | Raw::List(_) | Raw::Object(_) | Raw::Broken(_) => {
            return reader.wrong_type(&Message::new("teks", "text"), raw);
        }
    };
    if text.contains('\0') {
        return reader.refuse(Fault::Character, Breakage::Nul.message());
    }
    if text.len() > reader.text_scalars && text.chars().count() > reader.text_scalars {
        return reader.refuse(Fault::TextTooLong, too_long(reader.text_scalars));
    }
    Answer::Value(Value::text(text))
}

/// Remarks that text of no type is a word programs write where there is no value.
pub(in crate::model) fn remark_marker(text: &str, reader: &mut Reader<'_>) {
    if MARKERS.contains(&text.trim()) {
        reader.refuse(Fault::MissingMarker, missing_marker());
    }
}

fn missing_marker() -> Message {
    Message::new(
        "sel berisi penanda kosong seperti `NA`; bila tidak ada jawaban, biarkan sel kosong",
        "the cell holds a missing-value marker such as `NA`; leave the cell empty where there is no answer",
    )
}

fn number_for_text() -> Message {
    Message::new(
        "jawabannya teks tetapi tercatat sebagai bilangan JSON; bilangan bisa kehilangan angka (nol di depan, \
         angka ke-16 dan seterusnya), jadi tulislah di dalam tanda kutip dari sumber aslinya",
        "the answer is text but stands as a JSON number; a number loses digits (leading zeros, the 16th digit \
         and later), so write it in quotes from the original source",
    )
}

fn too_long(limit: usize) -> Message {
    Message::new(
        format!("teksnya lebih dari {limit} karakter (`--limit-text-scalars`)"),
        format!("the text is longer than {limit} characters (`--limit-text-scalars`)"),
    )
}

/// Reads true or false; formats without types may write `ya`/`tidak`, `yes`/`no` or `true`/`false`.
pub(in crate::model) fn read_bool(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let truth = match raw {
        Raw::Bool(truth) => Some(*truth),
        Raw::Untyped(text) => truth_of_word(text.trim()),
        Raw::Null | Raw::Number(_) | Raw::Text(_) | Raw::List(_) | Raw::Object(_) | Raw::Broken(_) => None,
    };
    let wanted = Message::new("`true` atau `false`", "`true` or `false`");
    truth.map_or_else(|| reader.wrong_type(&wanted, raw), |truth| Answer::Value(Value::Bool(truth)))
}

fn truth_of_word(word: &str) -> Option<bool> {
    let is = |words: [&str; 3]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    if is(["true", "ya", "yes"]) {
        return Some(true);
    }
    is(["false", "tidak", "no"]).then_some(false)
}

/// Reads the name of a file: no folders, no control characters, at most 255 bytes.
pub(in crate::model) fn read_file_name(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let (Raw::Text(text) | Raw::Untyped(text)) = raw else {
        return reader.wrong_type(&Message::new("nama berkas", "the name of a file"), raw);
    };
    let name = text.trim();
    let bad = |c: char| matches!(c, '/' | '\\') || c.is_control();
    if matches!(name, "." | "..") || name.len() > 255 || name.contains(bad) {
        let message = Message::new(
            "nama berkas tidak boleh memuat folder atau karakter kendali, paling panjang 255 byte",
            "the name of a file may hold no folder and no control character, and at most 255 bytes",
        );
        return reader.refuse(Fault::BadFileName, message);
    }
    Answer::Value(Value::File(name.into()))
}
