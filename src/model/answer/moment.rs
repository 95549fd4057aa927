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
        None => reader
            .refuse(Fault::BadDate, odd_shape(text.trim(), form).unwrap_or_else(|| not_such(name, form))),
    }
}

/// What is wrong with a day, month or time written as spreadsheets and programs like to write it; none when it can't be
/// told.
fn odd_shape(text: &str, form: &str) -> Option<Message> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let day = text.split([' ', 'T']).next().unwrap_or_default();
    let mut parts = day.split(['/', '-', '.']);
    let short = parts.clone().count() == 3 && parts.clone().all(|part| digits(part) && part.len() <= 4);
    if short && parts.next().is_some_and(|first| first.len() <= 2) {
        return Some(Message::new(
            format!(
                "urutan hari, bulan dan tahun tidak ditebak; tulislah tahun lebih dulu, seperti `{form}`"
            ),
            format!("the order of day, month and year is not guessed; write the year first, like `{form}`"),
        ));
    }
    if text.len() == 5 && digits(text) && form.starts_with("2025") {
        return Some(Message::new(
            format!("ini nomor hari lembar kerja; atur format kolomnya agar tertulis seperti `{form}`"),
            format!(
                "this is a spreadsheet's number of a day; format its column so that it reads like `{form}`"
            ),
        ));
    }
    if form.contains(':') && text.contains(':') && text.contains('.') {
        return Some(Message::new(
            format!("pecahan detik tidak disimpan; tulislah detik bulat, seperti `{form}`"),
            format!("parts of a second are not kept; write whole seconds, like `{form}`"),
        ));
    }
    let whole_day = day.len() < text.len() && crate::value::Date::parse(day).is_some();
    (whole_day && form.len() == 10).then(|| {
        Message::new(
            format!("ada jam di belakang tanggal; tulislah harinya saja, seperti `{form}`"),
            format!("a time stands behind the day; write the day alone, like `{form}`"),
        )
    })
}

/// Text without the parts of a second, which ODK, Kobo and JavaScript's `toISOString()` write and nothing here keeps.
pub(in crate::model) fn whole_seconds(raw: &Raw) -> Option<Raw> {
    let (Raw::Text(text) | Raw::Untyped(text)) = raw else { return None };
    let (before, after) = text.split_once('.').filter(|(before, _)| before.contains(':'))?;
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    let whole = (rest.len() < after.len()).then(|| format!("{before}{rest}").into())?;
    Some(if matches!(raw, Raw::Text(_)) { Raw::Text(whole) } else { Raw::Untyped(whole) })
}

/// A time of no type without its offset from UTC, which ODK and Kobo write behind it: the clock on the wall is meant.
pub(in crate::model) fn wall_clock(raw: &Raw) -> Option<Raw> {
    let Raw::Untyped(text) = raw else { return None };
    let text = text.trim();
    let clock = text.strip_suffix('Z').or_else(|| {
        let (clock, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
        let zone = offset.strip_prefix(['+', '-'])?;
        crate::value::Time::parse(zone).map(|_| clock)
    })?;
    Some(Raw::Untyped(clock.into()))
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
