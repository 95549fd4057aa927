//! Compiling small instruments and reading small records.

use monev::base::{Limits, MemoryFiles};
use monev::batch::{ReadOptions, RecordReader};
use monev::expr::VarId;
use monev::import::{Format, Input, records};
use monev::model::{Instrument, ItemId};
use monev::rules::{Outcome, Record, RowPath};
use monev::value::{RosterId, Type, Value};
use serde_json::Value as Json;

/// An instrument without mistakes.
pub(crate) fn compile(text: &str) -> Instrument {
    let (instrument, complaints) = try_compile(text);
    instrument.unwrap_or_else(|| panic!("does not compile: {complaints:#?}\n{text}"))
}

/// An instrument and what was said of it: code and English message.
pub(crate) fn try_compile(text: &str) -> (Option<Instrument>, Vec<(String, String)>) {
    let files = MemoryFiles::new().with("contoh.yaml", text);
    let compiled = monev::compile(&files, "contoh.yaml", &Limits::default());
    let said = compiled.diagnostics.iter().map(|d| (d.code.id().to_owned(), d.message.en.clone()));
    (compiled.instrument, said.collect())
}

/// A record, from its fields: `today`, `given`, `prev`, `answers`, `confirmed`.
pub(crate) fn record(instrument: &Instrument, fields: &Json) -> Record {
    let mut whole = serde_json::json!({
        "instrument": &*instrument.id,
        "version": instrument.version.to_string(),
        "case": "1",
    });
    for key in ["today", "given", "prev", "answers", "confirmed"] {
        if let Some(value) = fields.get(key) {
            whole[key] = value.clone();
        }
    }
    let text = whole.to_string();
    let limits = Limits::default();
    let mut raw = records(Input::new(Format::Json, text.as_bytes()), &limits).expect("bytes in memory");
    let raw = raw.next().expect("one record").expect("bytes in memory");
    let read = RecordReader::new(instrument, ReadOptions::default()).read(raw);
    let errors: Vec<_> = read
        .findings
        .iter()
        .filter(|f| f.is_error() && f.code.id() != "special-not-allowed")
        .map(|f| f.message.en.clone())
        .collect();
    assert!(errors.is_empty(), "the record has mistakes: {errors:?}\n{text}");
    Record { finished: false, ..read.record.expect("a record") }
}

/// `name` or `name[1.2]`: the name and the place of the row.
pub(crate) fn split(name: &str) -> (&str, RowPath) {
    match name.strip_suffix(']').and_then(|rest| rest.split_once('[')) {
        Some((name, path)) => (name, path.split('.').map(|n| n.parse().expect("a row number")).collect()),
        None => (name, RowPath::new()),
    }
}

/// The name of a thing in a row, as [`split`] reads it.
pub(crate) fn joined(name: &str, path: &RowPath) -> String {
    let rows: Vec<String> = path.iter().map(ToString::to_string).collect();
    if rows.is_empty() { name.to_owned() } else { format!("{name}[{}]", rows.join(".")) }
}

pub(crate) fn item(instrument: &Instrument, name: &str) -> ItemId {
    let found = instrument.items.iter().find(|(_, item)| &*item.id == name);
    found.unwrap_or_else(|| panic!("no item `{name}`")).0
}

pub(crate) fn var(instrument: &Instrument, name: &str) -> VarId {
    let at = instrument.vars.iter().position(|var| &*var.name == name);
    VarId(at.unwrap_or_else(|| panic!("no column `{name}`")) as u32)
}

pub(crate) fn roster(instrument: &Instrument, name: &str) -> RosterId {
    let at = instrument.rosters.iter().position(|roster| &*instrument.items[roster.item].id == name);
    RosterId(at.unwrap_or_else(|| panic!("no roster `{name}`")) as u32)
}

/// A cell as tests write it: `missing`, digits, a code, codes, an ISO date.
pub(crate) fn plain(instrument: &Instrument, outcome: &Outcome, var: VarId, row: u32) -> String {
    let list = match instrument.var(var).map(|var| &var.ty) {
        Some(Type::Choice(list) | Type::Choices(list)) => instrument.list(*list),
        _ => None,
    };
    let code =
        |at: &u32| list.and_then(|list| list.list.choice(*at)).map(|choice| choice.code.to_string()).unwrap();
    match &outcome.cell(var, row).value {
        Value::Missing => "missing".to_owned(),
        Value::Choice(at) => code(at),
        Value::Choices(ticked) => ticked.iter().map(code).collect::<Vec<_>>().join(" "),
        Value::Bool(yes) => yes.to_string(),
        Value::Num(number) => number.to_string(),
        Value::Text(text) | Value::File(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.to_string(),
        Value::DateTime(moment) => moment.to_string(),
        Value::Geo(place) => format!("{} {}", place.latitude, place.longitude),
    }
}
