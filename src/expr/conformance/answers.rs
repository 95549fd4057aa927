//! Recorded answers and other values of a fixture, as they are written.

use std::sync::Arc;

use serde_yaml::Value as Yaml;

use super::fixture::{Fixture, content};
use super::{VectorError, plain};
use crate::value::{Date, DateTime, Decimal, ListId, NumType, Special, State, TableId, Time, Type, Value};

impl Fixture {
    /// A recorded answer of a type, and the state it leaves.
    ///
    /// # Errors
    /// When it doesn't read as one, or lies outside its bounds.
    pub(super) fn value(&self, yaml: &Yaml, ty: &Type) -> Result<(Value, State), VectorError> {
        if let Some(word) = yaml.get("special").map(plain) {
            let special = special(&word).ok_or_else(|| content(format!("`{word}` is no special answer")))?;
            return Ok((Value::Missing, special_state(special)));
        }
        let text = plain(yaml);
        let value = match ty {
            Type::Bool => yaml.as_bool().map(Value::Bool),
            Type::Num(num) => number(&text, num).map(Value::Num),
            Type::Date => Date::parse(&text).map(Value::Date),
            Type::Time => Time::parse(&text).map(Value::Time),
            Type::DateTime => DateTime::parse(&text).map(Value::DateTime),
            Type::Choice(list) => return self.choice(*list, &text),
            Type::Choices(list) => self.choices(*list, yaml),
            Type::File => Some(Value::File(text.as_str().into())),
            Type::Text | Type::Label => Some(Value::text(&text)),
            Type::Geo | Type::Days | Type::Months | Type::Missing | Type::Wrong => None,
        };
        match value {
            Some(Value::Missing) => Ok((Value::Missing, State::Unanswered)),
            Some(value) => Ok((value, State::Answered)),
            None => Err(content(format!("`{text}` is no answer of its type within its bounds"))),
        }
    }

    fn choice(&self, list: ListId, code: &str) -> Result<(Value, State), VectorError> {
        let found = self.lists.get(list.0 as usize).and_then(|list| Some((list.position(code)?, list)));
        let (position, list) = found.ok_or_else(|| content(format!("`{code}` is no code of its list")))?;
        Ok(match list.choice(position).and_then(|choice| choice.special) {
            Some(special) => (Value::Missing, special_state(special)),
            None => (Value::Choice(position), State::Answered),
        })
    }

    fn choices(&self, list: ListId, yaml: &Yaml) -> Option<Value> {
        let list = self.lists.get(list.0 as usize)?;
        let ticks: Vec<u32> =
            yaml.as_sequence()?.iter().map(|code| list.position(&plain(code))).collect::<Option<_>>()?;
        Some(if ticks.is_empty() { Value::Missing } else { Value::Choices(ticks.into()) })
    }

    pub(super) fn code(&self, list: ListId, position: u32) -> String {
        let choice = self.lists.get(list.0 as usize).and_then(|list| list.choice(position));
        choice.map(|choice| choice.code.to_string()).unwrap_or_default()
    }

    pub(super) fn label(&self, list: ListId, position: u32) -> Option<Arc<str>> {
        self.labels.get(list.0 as usize)?.get(position as usize).cloned()
    }

    pub(super) fn cell(&self, table: TableId, keys: &[Value], column: u32) -> Value {
        let row = self.rows.get(table.0 as usize).and_then(|rows| rows.get(keys));
        row.and_then(|row| row.get(column as usize)).cloned().unwrap_or(Value::Missing)
    }
}

pub(super) fn special(word: &str) -> Option<Special> {
    match word {
        "dont_know" => Some(Special::DontKnow),
        "refused" => Some(Special::Refused),
        "not_applicable" => Some(Special::NotApplicable),
        _ => None,
    }
}

fn special_state(special: Special) -> State {
    match special {
        Special::DontKnow => State::DontKnow,
        Special::Refused => State::Refused,
        Special::NotApplicable => State::MarkedNotApplicable,
    }
}

/// A number with the decimals of its type, if it has no more of them and lies within the bounds.
fn number(text: &str, num: &NumType) -> Option<Decimal> {
    let written = Decimal::parse(text)?;
    written.rescale(num.scale).filter(|n| *n == written && num.contains(*n))
}

/// The type of a column of a list, from its values.
pub(super) fn attribute_type(values: &[&Yaml]) -> Type {
    if values.iter().all(|value| value.is_bool()) {
        return Type::Bool;
    }
    let numbers: Option<Vec<Decimal>> = values.iter().map(|value| Decimal::parse(&plain(value))).collect();
    match numbers {
        Some(numbers) if values.iter().all(|value| value.is_number()) => {
            let scale = numbers.iter().map(|n| n.scale()).max().unwrap_or(0);
            let units = || numbers.iter().filter_map(|n| n.rescale(scale)).map(Decimal::units);
            Type::Num(NumType::new(scale, units().min().unwrap_or(0), units().max().unwrap_or(0)))
        }
        Some(_) | None => Type::Text,
    }
}
