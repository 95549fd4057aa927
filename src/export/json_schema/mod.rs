//! `record.schema.json`: the finished record as a JSON Schema (2020-12).
//!
//! It never refuses a record that the engine accepts; what it can't express stands in it as notes, `x-monev`. Where
//! there are none it accepts exactly the records that the engine accepts: those of canonical spelling (codes, dates
//! and digits without blanks around them, text in NFC) that read without a finding, without a problem of level error
//! and without an answer that isn't asked.

mod cells;
mod days;
mod finite;
mod intervals;
mod items;
mod logic;
mod numbers;
mod rails;
mod typed;
mod value;

use serde_json::{Map, Value as Json, json};

use super::{ExportError, OutputFile, Target};
use crate::base::Message;
use crate::model::{Given, Instrument};
use items::Builder;
use logic::{any, part};

pub use items::Unexpressed;

pub(super) fn target() -> Target {
    Target {
        id: "json-schema",
        summary: Message::new(
            "skema JSON untuk rekaman yang selesai (record.schema.json)",
            "the JSON Schema of a finished record (record.schema.json)",
        ),
        make,
    }
}

fn make(instrument: &Instrument) -> Result<Vec<OutputFile>, ExportError> {
    let text = serde_json::to_string_pretty(&schema(instrument)).unwrap_or_default();
    Ok(vec![OutputFile::new("record.schema.json", text + "\n")])
}

/// The rules of an instrument that its schema does not express. An instrument without any lies inside the part of the
/// language for which JSON Schema and the engine agree exactly.
pub fn unexpressed(instrument: &Instrument) -> Vec<Unexpressed> {
    let mut builder = Builder::new(instrument);
    builder.answers();
    builder.unexpressed
}

/// The schema of a finished record.
pub fn schema(instrument: &Instrument) -> Json {
    let mut builder = Builder::new(instrument);
    let mut answers = builder.answers();
    // `null` and nothing at all stand for an object without answers.
    let needed = instrument.roots.iter().any(|root| builder.always_there(*root));
    for note in &builder.unexpressed {
        annotate(&mut answers, note);
    }
    let mut parts = value::definitions();
    parts.extend(std::mem::take(&mut builder.cells.parts));
    let notes = builder
        .unexpressed
        .iter()
        .map(|note| json!({ "item": note.item, "rule": note.rule, "source": note.source }));
    let mut out = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": instrument.title.plain(0),
        "description": format!("{} {}", instrument.id, instrument.version),
        "x-monev": { "instrument": instrument.id, "version": instrument.version.to_string(),
                     "complete": builder.unexpressed.is_empty(), "unexpressed": notes.collect::<Vec<Json>>() },
        "type": "object",
        "properties": record(instrument, answers, needed),
        "additionalProperties": false,
        "$defs": parts,
    });
    if let (true, Some(fields)) = (needed, out.as_object_mut()) {
        fields.insert("required".to_owned(), json!(["answers"]));
    }
    out
}

fn record(instrument: &Instrument, answers: Json, needed: bool) -> Json {
    let or_nothing = |schema: Json| any([schema, part("blank")]);
    let version = format!("^{}\\.(?:0|[1-9][0-9]*)\\.(?:0|[1-9][0-9]*)$", instrument.version.major);
    let confirmed = json!({
        "type": "array",
        "items": { "type": "object", "required": ["item", "check", "reason"] },
    });
    json!({
        "instrument": or_nothing(json!({ "const": instrument.id })),
        "version": or_nothing(json!({ "type": "string", "pattern": version })),
        "case": { "type": ["string", "null"] },
        "wave": { "type": ["string", "null"] },
        "today": or_nothing(part("date")),
        "language": or_nothing(json!({ "enum": instrument.languages })),
        "given": any([given(instrument), json!({ "type": "null" })]),
        "prev": { "type": ["object", "null"] },
        "answers": if needed { answers } else { any([answers, json!({ "type": "null" })]) },
        "confirmed": any([confirmed, json!({ "type": "null" })]),
        "log": true,
    })
}

fn given(instrument: &Instrument) -> Json {
    let fact = |given: &Given| (given.id.to_string(), value::fact(instrument, given));
    let properties: Map<String, Json> = instrument.given.iter().map(fact).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Writes a note at the property of its item, wherever that stands.
fn annotate(schema: &mut Json, note: &Unexpressed) {
    let Some(fields) = schema.as_object_mut() else { return };
    if let Some(property) = fields.get_mut("properties").and_then(|all| all.get_mut(&*note.item)) {
        if let Some(fields) = property.as_object_mut() {
            let notes = fields.entry("x-monev").or_insert_with(|| json!([]));
            if let Some(notes) = notes.as_array_mut() {
                notes.push(json!({ "rule": note.rule, "source": note.source }));
            }
        }
        return;
    }
    let properties = fields.get_mut("properties").and_then(Json::as_object_mut);
    for property in properties.into_iter().flat_map(|all| all.values_mut()) {
        if let Some(row) = property.pointer_mut("/anyOf/0/items") {
            annotate(row, note);
        }
    }
}
