//! Reading numbers exactly, from their digits.

use super::{Answer, Fault, Raw, Reader};
use crate::base::Message;
use crate::model::Bounds;
use crate::value::{Decimal, NumType, Value};

/// How a number type takes its numbers.
#[derive(Debug, Clone, Copy)]
pub(in crate::model) struct NumberForm {
    /// Decimals kept.
    pub(in crate::model) scale: u8,
    /// A JSON string of digits is taken too.
    pub(in crate::model) strings: bool,
}

/// Reads an exact number.
pub(in crate::model) fn read_number(raw: &Raw, form: NumberForm, reader: &mut Reader<'_>) -> Answer {
    let text = match raw {
        Raw::Number(text) => text,
        Raw::Untyped(text) => text.trim(),
        Raw::Text(text) if form.strings => text.trim(),
        Raw::Null | Raw::Bool(_) | Raw::Text(_) | Raw::List(_) | Raw::Object(_) | Raw::Broken(_) => {
            return reader.wrong_type(&wanted(form), raw);
        }
    };
    if matches!(raw, Raw::Untyped(_)) && looks_grouped(text, form.scale) {
        return reader.refuse(Fault::BadNumber, Shape::Grouped.message(form.scale));
    }
    let scaled = match plain_digits(text, form.scale) {
        Ok(number) => number,
        Err(shape) => return reader.refuse(shape.fault(), shape.message(form.scale)),
    };
    if !within(scaled, reader.bounds) {
        return reader.refuse(Fault::OutOfRange, Shape::TooLong.message(form.scale));
    }
    if scaled.units() == 0 && text.starts_with('-') {
        reader.refuse(Fault::NegativeZero, Fault::NegativeZero.summary());
    }
    Answer::Value(Value::Num(scaled))
}

fn wanted(form: NumberForm) -> Message {
    match (form.strings, form.scale) {
        (false, _) => Message::new("bilangan bulat", "a whole number"),
        (true, 0) => {
            Message::new("bilangan bulat atau teks berisi angka", "a whole number or text of digits")
        }
        (true, _) => Message::new("bilangan atau teks berisi angka", "a number or text of digits"),
    }
}

/// Why text isn't a number the question takes.
#[derive(Debug, Clone, Copy)]
enum Shape {
    Exponent,
    Comma,
    Grouped,
    LeadingZero,
    Decimals,
    TooLong,
    Other,
}

impl Shape {
    fn fault(self) -> Fault {
        match self {
            Self::Exponent | Self::Comma | Self::Grouped | Self::LeadingZero | Self::Other => {
                Fault::BadNumber
            }
            Self::Decimals => Fault::TooManyDecimals,
            Self::TooLong => Fault::OutOfRange,
        }
    }

    fn message(self, scale: u8) -> Message {
        match self {
            Self::Exponent => Message::new(
                "bilangan ditulis dengan pangkat (seperti `1E5`); tulislah semua angkanya",
                "the number is written with an exponent (like `1E5`); write out its digits",
            ),
            Self::Comma => Message::new(
                "bilangan ditulis dengan koma atau pemisah ribuan; tulislah seperti `1250000` atau `12.5`",
                "the number is written with commas or separators; write it like `1250000` or `12.5`",
            ),
            Self::Grouped => Message::new(
                "tiga angka di belakang titik tampak seperti ribuan, padahal titik adalah tanda desimal; tulislah seperti \
                 `1250000` atau `12.5`",
                "three digits after the point look like thousands, but the point is the decimal point; write it like \
                 `1250000` or `12.5`",
            ),
            Self::LeadingZero => Message::new(
                "bilangan diawali angka nol; nomor telepon dan kode seharusnya bertipe `text`",
                "the number begins with a zero; phone numbers and codes belong in a question of type `text`",
            ),
            Self::Decimals if scale == 0 => Message::new(
                "harus bilangan bulat, tanpa desimal",
                "must be a whole number, without decimals",
            ),
            Self::Decimals => {
                let plural = if scale == 1 { "" } else { "s" };
                Message::new(
                    format!("paling banyak {scale} angka desimal"),
                    format!("at most {scale} decimal{plural}"),
                )
            }
            Self::TooLong => Message::new(
                "bilangannya di luar batas hitungan (lebih dari 12 angka)",
                "the number is beyond what is computed with (more than 12 digits)",
            ),
            Self::Other => Message::new(
                "bukan bilangan dengan angka biasa, seperti `1250000` atau `12.5`",
                "not a number in plain digits, such as `1250000` or `12.5`",
            ),
        }
    }
}

/// The number of `-?digits[.digits]`, with exactly `scale` decimals; zeros at the end don't count as decimals.
fn plain_digits(text: &str, scale: u8) -> Result<Decimal, Shape> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(decimals) {
        return Err(odd_shape(digits));
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(Shape::LeadingZero);
    }
    if decimals.trim_end_matches('0').len() > usize::from(scale) {
        return Err(Shape::Decimals);
    }
    let kept = if digits.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    Decimal::parse(kept).and_then(|number| number.rescale(scale)).ok_or(Shape::TooLong)
}

/// Whether text of no type may be thousands in groups, as spreadsheets set to Indonesian write them: `1.000` would read
/// as 1. Where the question keeps three decimals or more, it is a number like any other.
fn looks_grouped(text: &str, scale: u8) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    digits.split_once('.').is_some_and(|(whole, decimals)| {
        let group = number(whole) && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
        scale < 3 && group && decimals.len() == 3 && number(decimals)
    })
}

fn odd_shape(digits: &str) -> Shape {
    let made_of = |extra: &str| digits.chars().all(|c| c.is_ascii_digit() || extra.contains(c));
    let starts = digits.starts_with(|c: char| c.is_ascii_digit());
    if starts && digits.contains(['e', 'E']) && made_of(".eE+-") {
        return Shape::Exponent;
    }
    if starts && made_of(".,") { Shape::Comma } else { Shape::Other }
}

fn within(number: Decimal, bounds: Option<&NumType>) -> bool {
    let usual = Bounds::usual(number.scale());
    let (low, high) = bounds.map_or((0, 0), |b| (b.min, b.max));
    number.units() >= low.min(-usual) && number.units() <= high.max(usual)
}
