//! A record as the JSON object of `language.md`.

use serde_json::{Map, Value as Json, json};

use super::{RecordName, roster_name, rosters_in, row_code, rows_under, vars_in};
use crate::batch::named;
use crate::expr::VarId;
use crate::model::answer::special_word;
use crate::model::{CheckOrigin, Instrument, QuestionType};
use crate::rules::{Confirmation, Record, Recorded, Sheet};
use crate::value::RosterId;

/// A record as JSON: `{"instrument": …, "version": …, "case": …, "answers": {…}}`.
pub fn record_json(instrument: &Instrument, record: &Record, name: &RecordName) -> Json {
    let mut object = Map::new();
    let mut put = |key: &str, value: Json| object.insert(key.to_owned(), value);
    put("instrument", Json::from(&*instrument.id));
    put("version", Json::from(instrument.version.to_string()));
    if let Some(case) = &name.case {
        put("case", Json::from(&**case));
    }
    if let Some(wave) = &name.wave {
        put("wave", Json::from(&**wave));
    }
    if let Some(today) = record.today {
        put("today", Json::from(today.to_string()));
    }
    if let Some(language) = instrument.languages.get(record.language) {
        put("language", Json::from(&**language));
    }
    let (answers, given) = (Writer::answers(instrument, record), Writer::given(instrument, record));
    let previous = Writer::previous(instrument, record);
    for (key, fields) in [("given", given), ("prev", previous)] {
        if !fields.is_empty() {
            put(key, Json::Object(fields));
        }
    }
    put("answers", Json::Object(answers));
    if !record.confirmed.is_empty() {
        put(
            "confirmed",
            record.confirmed.iter().map(|confirmed| confirmation(instrument, confirmed)).collect(),
        );
    }
    Json::Object(object)
}

fn confirmation(instrument: &Instrument, confirmed: &Confirmation) -> Json {
    let item = named::recorded_field(instrument, confirmed.item, &confirmed.row);
    let check = match confirmed.check {
        CheckOrigin::Min => Json::from("min"),
        CheckOrigin::Max => Json::from("max"),
        CheckOrigin::Author(number) => Json::from(number),
    };
    json!({ "item": item, "check": check, "reason": &*confirmed.reason })
}

/// Writes the columns of one sheet.
struct Writer<'a> {
    instrument: &'a Instrument,
    sheet: &'a Sheet,
    /// How a column is written, if it is.
    ty: fn(&Instrument, VarId) -> Option<QuestionType>,
}

impl<'a> Writer<'a> {
    fn answers(instrument: &'a Instrument, record: &'a Record) -> Map<String, Json> {
        Self { instrument, sheet: &record.answers, ty: named::question_type }.object(None, 0)
    }

    fn given(instrument: &'a Instrument, record: &'a Record) -> Map<String, Json> {
        Self { instrument, sheet: &record.answers, ty: named::given_type }.values(None, 0)
    }

    fn previous(instrument: &'a Instrument, record: &'a Record) -> Map<String, Json> {
        Self { instrument, sheet: &record.previous, ty: named::previous_type }.object(None, 0)
    }

    /// The values of the record itself or of a row.
    fn values(&self, home: Option<RosterId>, row: u32) -> Map<String, Json> {
        let mut fields = Map::new();
        for (id, var) in vars_in(self.instrument, home) {
            if let Some(ty) = (self.ty)(self.instrument, id)
                && let Some(value) = self.value(&ty, self.sheet.get(id, row))
            {
                fields.insert(var.name.to_string(), value);
            }
        }
        fields
    }

    /// The values and rosters of the record itself or of a row.
    fn object(&self, home: Option<RosterId>, row: u32) -> Map<String, Json> {
        let mut fields = self.values(home, row);
        for roster in rosters_in(self.instrument, home) {
            let rows = rows_under(self.sheet, roster, row);
            if !rows.is_empty() {
                let rows =
                    rows.into_iter().map(|(number, choice)| self.row(roster, number, choice)).collect();
                fields.insert(roster_name(self.instrument, roster).to_owned(), Json::Array(rows));
            }
        }
        fields
    }

    fn row(&self, roster: RosterId, number: u32, choice: Option<u32>) -> Json {
        let mut fields = self.object(Some(roster), number);
        if let Some(code) = row_code(self.instrument, roster, choice) {
            fields.shift_insert(0, "row".to_owned(), Json::from(code));
        }
        Json::Object(fields)
    }

    fn value(&self, ty: &QuestionType, recorded: &Recorded) -> Option<Json> {
        match recorded {
            Recorded::Value(value) if !value.is_missing() => {
                let list = ty.list().and_then(|list| self.instrument.list(list));
                Some(ty.write_json(value, list))
            }
            Recorded::Special(special) => Some(json!({ "special": special_word(*special) })),
            Recorded::Value(_)
            | Recorded::Nothing
            | Recorded::Cleared
            | Recorded::Unreadable(_)
            | Recorded::NotInVersion => None,
        }
    }
}
