//! Reading text, truth and names of files.

use super::{Answer, Breakage, Fault, Raw, Reader};
use crate::base::Message;
use crate::value::Value;

/// Words programs write where there is no value; in a text column they are probably not answers.
const MARKERS: [&str; 19] = [
    "NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "None", "-", "--", ".", "#REF!", "#VALUE!",
    "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "(blank)",
];

/// Reads text: trimmed and in NFC.
pub(in crate::model) fn read_text(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let text = match raw {
        Raw::Text(text) => text,
        Raw::Untyped(text) => {
            if let Some(message) = rewritten(text.trim()) {
                return reader.refuse(Fault::SpreadsheetText, message);
            }
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

/// What a spreadsheet or a data program has made of the text, if it shows: a long number in powers of ten or with a
/// decimal, a formula, a column too narrow for what stood in it.
fn rewritten(text: &str) -> Option<Message> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let power = text.split_once(['e', 'E']).is_some_and(|(number, power)| {
        let (whole, decimals) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        whole.len() == 1 && digits(whole) && digits(decimals) && power.strip_prefix('+').is_some_and(digits)
    });
    let decimal = text.strip_suffix(".0").is_some_and(|whole| whole.len() >= 4 && digits(whole));
    if power || decimal {
        return Some(Message::new(
            "lembar kerja atau program mengubah deretan angka ini menjadi bilangan, sehingga ada angka yang bisa hilang; \
             ambil lagi dari sumber aslinya sebagai teks",
            "a spreadsheet or program has turned these digits into a number and may have lost some; take them again \
             from the original source, as text",
        ));
    }
    let formula = text.strip_prefix("=\"").is_some_and(|rest| rest.ends_with('"'));
    formula.then(|| {
        Message::new(
            "isi sel ini rumus lembar kerja (`=\"…\"`); tulislah teksnya saja",
            "this cell holds a spreadsheet's formula (`=\"…\"`); write only the text",
        )
    })
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
    let wanted = match raw {
        Raw::Untyped(_) => Message::new("`ya` atau `tidak`", "`yes` or `no`"),
        Raw::Null
        | Raw::Bool(_)
        | Raw::Number(_)
        | Raw::Text(_)
        | Raw::List(_)
        | Raw::Object(_)
        | Raw::Broken(_) => Message::new("`true` atau `false`", "`true` or `false`"),
    };
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
