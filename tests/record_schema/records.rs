//! Random records, and how they are mended until the engine accepts them.

use monev::batch::Checked;
use monev::form::children_of;
use monev::model::{Instrument, Item, ItemId, ItemKind, QuestionType, Rows};
use monev::value::Type;
use serde_json::{Map, Value as Json, json};

use super::Draw;

/// A record with random answers to random questions.
pub(crate) fn record(instrument: &Instrument, draw: &mut Draw) -> Json {
    let mut answers = Map::new();
    fill(instrument, &instrument.roots, &mut answers, draw);
    let mut record = json!({ "instrument": instrument.id, "version": "1.2.0", "today": "2025-10-06" });
    if let Some(fields) = record.as_object_mut() {
        fields.insert("answers".to_owned(), Json::Object(answers));
        if draw.percent(5) {
            fields.insert("version".to_owned(), json!(draw.pick(&["1.0.7", "2.0.0", ""])));
        }
        if draw.percent(5) {
            fields.remove("today");
        }
    }
    record
}

fn fill(instrument: &Instrument, items: &[ItemId], into: &mut Map<String, Json>, draw: &mut Draw) {
    for id in items {
        let Some(item) = instrument.items.get(*id) else { continue };
        match &item.kind {
            ItemKind::Question(question) => {
                if draw.percent(60) {
                    into.insert(item.id.to_string(), answer(instrument, item, &question.ty, draw));
                }
            }
            ItemKind::Roster(roster) => {
                let Some(model) = instrument.roster(*roster) else { continue };
                if draw.percent(70) {
                    let count = draw.below(4);
                    let rows: Vec<Json> = (0..count).map(|_| row(instrument, model, draw)).collect();
                    into.insert(item.id.to_string(), Json::Array(rows));
                }
            }
            ItemKind::Calc(_) => {
                if draw.percent(5) {
                    into.insert(item.id.to_string(), json!(true));
                }
            }
            ItemKind::Section { .. } | ItemKind::Grid { .. } => {
                fill(instrument, children_of(instrument, item), into, draw);
            }
            ItemKind::Note => {}
        }
    }
    if draw.percent(2) {
        into.insert("tak_dikenal".to_owned(), json!(1));
    }
}

fn row(instrument: &Instrument, roster: &monev::model::Roster, draw: &mut Draw) -> Json {
    let mut row = Map::new();
    fill(instrument, &roster.children, &mut row, draw);
    if let (Rows::ForEachChoice(_), true) = (&roster.rows, draw.percent(50)) {
        row.insert("row".to_owned(), json!(draw.pick(&["a", "b", "c"])));
    }
    Json::Object(row)
}

/// An answer of a question's type, sometimes of another, sometimes nothing or a reason.
fn answer(instrument: &Instrument, item: &Item, ty: &QuestionType, draw: &mut Draw) -> Json {
    match draw.below(40) {
        0 => return Json::Null,
        1 => return json!(draw.pick(&["", "  ", "\u{a0}"])),
        2 => return json!({ "special": draw.pick(&["refused", "dont_know", "mboh"]) }),
        3 => return json!({ "special": "refused", "x": 1 }),
        4 => return json!(draw.pick(&["zz", "12", "2024-02-30", "[]"])),
        5 => return json!([]),
        6 => return json!(true),
        7 => return json!(3),
        _ => {}
    }
    proper(instrument, item, ty, draw)
}

fn proper(instrument: &Instrument, item: &Item, ty: &QuestionType, draw: &mut Draw) -> Json {
    let n = draw.below(16) as i64 - 3;
    match ty {
        QuestionType::SelectOne(list) => {
            let codes = codes(instrument, *list);
            json!(codes[draw.below(codes.len())])
        }
        QuestionType::SelectMultiple(list) | QuestionType::Rank(list) => {
            let mut codes = codes(instrument, *list);
            let most =
                if matches!(ty, QuestionType::Rank(_)) { codes.len() } else { 1 + draw.below(codes.len()) };
            let mut out = Vec::new();
            while out.len() < most {
                out.push(if draw.percent(4) {
                    codes[0].clone()
                } else {
                    codes.remove(draw.below(codes.len()))
                });
            }
            json!(out)
        }
        QuestionType::YesNo => json!(draw.percent(50)),
        QuestionType::Integer => json!(n),
        QuestionType::Money | QuestionType::Decimal { .. } | QuestionType::Percent { .. } => {
            number(item, instrument, draw)
        }
        QuestionType::Date => {
            json!(draw.pick(&[
                "2024-02-29",
                "2023-12-31",
                "2025-01-01",
                "2025-06-15",
                "0001-01-01",
                "2023-02-29"
            ]))
        }
        QuestionType::Month => json!(draw.pick(&["2024-02", "2024-03", "2025-01", "2024-12", "2024-13"])),
        QuestionType::Time => json!(draw.pick(&["08:30", "23:59:59.000", "24:00", "8:30"])),
        QuestionType::DateTime => {
            json!(draw.pick(&["2025-10-06T14:30+07:00", "2025-10-06T14:30:00.125Z", "2025-10-06T14:30"]))
        }
        QuestionType::Text | QuestionType::Barcode => {
            json!(draw.pick(&["abc", " ab ", "a", "abcabc", "b c", "Å b", "é", "ccc\n"]))
        }
        QuestionType::Photo
        | QuestionType::Audio
        | QuestionType::Video
        | QuestionType::File
        | QuestionType::Signature => json!(draw.pick(&["foto.jpg", "a b.png", "..", "x/y.jpg", " . "])),
        QuestionType::Geopoint => json!({ "lat": 2.84, "lon": "117.36" }),
    }
}

fn number(item: &Item, instrument: &Instrument, draw: &mut Draw) -> Json {
    let ty = instrument.vars.iter().find(|var| var.name == item.id).map(|var| &var.ty);
    let scale = if let Some(Type::Num(number)) = ty { number.scale } else { 0 };
    let units = draw.below(2_400) as i128 - 400;
    let text = monev::value::Decimal::new(units, scale).to_string();
    match draw.below(6) {
        0 => json!(units as i64 / 100),
        1 => json!(format!("{text}{}", if scale > 0 { "00" } else { ".0" })),
        2 => json!(format!("0{text}")),
        3 => json!(format!("{}.123", units / 100)),
        _ => json!(text),
    }
}

fn codes(instrument: &Instrument, list: monev::value::ListId) -> Vec<String> {
    let list = instrument.list(list).expect("a list of the instrument");
    list.list.choices.keys().map(|code| code.to_string()).collect()
}

/// Does something about everything the engine complains of.
pub(crate) fn mend(instrument: &Instrument, record: &mut Json, checked: &Checked, draw: &mut Draw) {
    if draw.percent(10) {
        record["version"] = json!("1.2.0");
    }
    let about = checked.findings.iter().filter_map(|finding| finding.field.as_deref().map(|f| (f, false)));
    let problems = checked.problems.iter().map(|problem| (&*problem.field, problem.check == "required"));
    let all: Vec<(String, bool)> =
        about.chain(problems).map(|(field, needed)| (field.to_owned(), needed)).collect();
    for (field, needed) in all {
        if field == "version" {
            record["version"] = json!("1.2.0");
            continue;
        }
        change(instrument, &mut record["answers"], &field, needed, draw);
    }
}

/// Fills in, draws again or removes what stands at `barang[2].nilai`.
fn change(instrument: &Instrument, object: &mut Json, field: &str, needed: bool, draw: &mut Draw) {
    if let Some((roster, rest)) = field.split_once('[')
        && let Some((row, inner)) = rest.split_once("].")
    {
        let at = row.parse::<usize>().unwrap_or(1) - 1;
        let rows = &mut object[roster];
        while rows.as_array().is_none_or(|rows| rows.len() <= at) {
            match rows.as_array_mut() {
                Some(rows) => rows.push(json!({})),
                None => *rows = json!([]),
            }
        }
        change(instrument, &mut rows[at], inner, needed, draw);
        return;
    }
    let item = instrument.items.values().find(|item| &*item.id == field);
    let Some(fields) = object.as_object_mut() else { return };
    match item.map(|item| (item, &item.kind)) {
        Some((item, ItemKind::Question(question))) if needed || draw.percent(50) => {
            fields.insert(field.to_owned(), proper(instrument, item, &question.ty, draw));
        }
        Some((_, ItemKind::Roster(_))) if draw.percent(60) => {
            fields.insert(field.to_owned(), json!([{}]));
        }
        Some(_) | None => {
            fields.remove(field);
        }
    }
}

/// Removes an answer, or puts another record's in its place or beside it.
pub(crate) fn disturb(answers: &mut Json, donor: &Json, draw: &mut Draw) {
    let (Some(own), Some(other)) = (answers.as_object_mut(), donor.as_object()) else { return };
    let keys: Vec<String> = own.keys().chain(other.keys()).cloned().collect();
    let key = &keys[draw.below(keys.len())];
    match (draw.below(5), other.get(key)) {
        (0, _) | (1, None) => {
            own.remove(key);
        }
        (2, _) => {
            own.insert(key.clone(), json!({ "special": "dont_know" }));
        }
        (3, _) => {
            own.insert(key.clone(), Json::Null);
        }
        (_, Some(value)) => {
            own.insert(key.clone(), value.clone());
        }
        (_, None) => {
            if let Some(Json::Array(rows)) = own.get_mut(key)
                && let Some(Json::Object(row)) = rows.first_mut()
            {
                let inner = row.keys().next().cloned().unwrap_or_default();
                row.remove(&inner);
            }
        }
    }
}
