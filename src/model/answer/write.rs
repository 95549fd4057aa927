//! Writing values back into records: as the text of a CSV cell, and as JSON.

use std::sync::Arc;

use serde_json::Value as Json;

use super::place::write_place_text;
use crate::model::ChoiceList;
use crate::value::Value;

/// A value as the text of a cell: plain digits, codes separated by spaces, ISO dates; empty for `Missing`.
pub(in crate::model) fn plain_text(value: &Value, list: Option<&ChoiceList>) -> String {
    match value {
        Value::Missing => String::new(),
        Value::Bool(truth) => truth.to_string(),
        Value::Num(number) => number.to_string(),
        Value::Text(text) | Value::File(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.to_string(),
        Value::DateTime(moment) => moment.to_string(),
        Value::Choice(choice) => code(list, *choice).unwrap_or_default().to_string(),
        Value::Choices(choices) => {
            choices.iter().filter_map(|choice| code(list, *choice)).collect::<Vec<_>>().join(" ")
        }
        Value::Geo(_) => write_place_text(value),
    }
}

fn code(list: Option<&ChoiceList>, choice: u32) -> Option<Arc<str>> {
    list?.list.choice(choice).map(|choice| choice.code.clone())
}

/// A whole number as a JSON integer; as a string of digits where that would be too large for one.
pub(in crate::model) fn whole_number(value: &Value) -> Json {
    let Value::Num(number) = value else { return Json::Null };
    match i64::try_from(number.units()) {
        Ok(small) if number.scale() == 0 => Json::from(small),
        Ok(_) | Err(_) => Json::from(number.to_string()),
    }
}

/// Several codes as a JSON array.
pub(in crate::model) fn codes(value: &Value, list: Option<&ChoiceList>) -> Json {
    let Value::Choices(choices) = value else { return Json::Null };
    choices.iter().filter_map(|choice| code(list, *choice)).map(|code| Json::from(&*code)).collect()
}
