//! Reading and writing places on Earth.

use std::sync::Arc;

use serde_json::{Value as Json, json};

use super::{Answer, Fault, Raw, RawField, Reader};
use crate::base::Message;
use crate::value::{Decimal, Geo, Value};

/// Decimals of degrees that are kept: about a centimetre.
const DEGREE_SCALE: u8 = 7;
/// Decimals of metres that are kept.
const METRE_SCALE: u8 = 2;

/// Reads `{"lat": …, "lon": …, "accuracy": …}`, or `2.84 117.36 12` in a format without types; there also `2.84 117.36
/// 30 12` as ODK and Kobo write it, whose third number is the altitude and isn't kept. Devices give more decimals than
/// they can know: degrees are rounded to 7 decimals and metres to 2.
pub(in crate::model) fn read_place(raw: &Raw, reader: &mut Reader<'_>) -> Answer {
    let place = match raw {
        Raw::Object(fields) => from_fields(fields),
        Raw::Untyped(text) => from_text(text),
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::Text(_) | Raw::List(_) | Raw::Broken(_) => {
            let wanted = Message::new("objek dengan `lat` dan `lon`", "an object with `lat` and `lon`");
            return reader.wrong_type(&wanted, raw);
        }
    };
    match place.filter(on_earth) {
        Some(place) => Answer::Value(Value::Geo(Arc::new(place))),
        None => reader.refuse(Fault::BadPlace, bad_place()),
    }
}

fn bad_place() -> Message {
    Message::new(
        "koordinat harus `lat` antara -90 dan 90 dan `lon` antara -180 dan 180, bilangan dengan titik desimal",
        "coordinates must be `lat` from -90 to 90 and `lon` from -180 to 180, numbers with a decimal point",
    )
}

fn from_fields(fields: &[RawField]) -> Option<Geo> {
    let known = fields.iter().all(|field| matches!(&*field.name, "lat" | "lon" | "accuracy"));
    let number = |name: &str, scale: u8| {
        let mut found = fields.iter().filter(|field| &*field.name == name && !field.value.is_blank());
        let first = found.next()?;
        if found.next().is_some() {
            return None;
        }
        match &first.value {
            Raw::Number(text) | Raw::Text(text) | Raw::Untyped(text) => rounded(text.trim(), scale),
            Raw::Null | Raw::Bool(_) | Raw::List(_) | Raw::Object(_) | Raw::Broken(_) => None,
        }
    };
    let has_accuracy = fields.iter().any(|field| &*field.name == "accuracy" && !field.value.is_blank());
    let accuracy = number("accuracy", METRE_SCALE);
    (known && has_accuracy == accuracy.is_some()).then_some(())?;
    Some(Geo { latitude: number("lat", DEGREE_SCALE)?, longitude: number("lon", DEGREE_SCALE)?, accuracy })
}

fn from_text(text: &str) -> Option<Geo> {
    let mut parts = text.split_whitespace();
    let latitude = rounded(parts.next()?, DEGREE_SCALE)?;
    let longitude = rounded(parts.next()?, DEGREE_SCALE)?;
    let mut metres = || parts.next().map(|text| rounded(text, METRE_SCALE).ok_or(())).transpose().ok();
    let (third, fourth) = (metres()?, metres()?);
    parts.next().is_none().then_some(Geo { latitude, longitude, accuracy: fourth.or(third) })
}

/// Plain digits rounded half away from zero; decimals beyond the tenth can't matter at these scales.
fn rounded(text: &str, scale: u8) -> Option<Decimal> {
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let kept = match text.split_once('.') {
        Some((whole, decimals)) if decimals.len() > 10 && all_digits(decimals) => {
            text.get(..whole.len() + 11).unwrap_or_default()
        }
        Some(_) | None => text,
    };
    Decimal::parse(kept)?.rescale(scale)
}

fn on_earth(place: &Geo) -> bool {
    let within = |number: Decimal, most: i128| {
        number.units().abs() <= Decimal::int(most).rescale(number.scale()).map_or(0, Decimal::units)
    };
    let accurate = place.accuracy.is_none_or(|metres| metres.units() >= 0 && within(metres, 100_000_000));
    within(place.latitude, 90) && within(place.longitude, 180) && accurate
}

fn place(value: &Value) -> Option<&Geo> {
    if let Value::Geo(place) = value { Some(place) } else { None }
}

/// A place as the JSON object of a record.
pub(in crate::model) fn write_place(value: &Value) -> Json {
    let Some(place) = place(value) else { return Json::Null };
    let digits = |number: Decimal| number.normalized().to_string();
    let mut object = json!({ "lat": digits(place.latitude), "lon": digits(place.longitude) });
    if let (Some(metres), Some(fields)) = (place.accuracy, object.as_object_mut()) {
        fields.insert("accuracy".to_owned(), Json::from(digits(metres)));
    }
    object
}

/// A place as the text of a CSV cell.
pub(super) fn write_place_text(value: &Value) -> String {
    let Some(place) = place(value) else { return String::new() };
    let digits = |number: Decimal| number.normalized().to_string();
    let accuracy = place.accuracy.map(|metres| format!(" {}", digits(metres))).unwrap_or_default();
    format!("{} {}{accuracy}", digits(place.latitude), digits(place.longitude))
}
