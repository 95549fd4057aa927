//! Lists, given facts, params, tables and definitions of the codebook.

use super::items::{personal_tag, type_word};
use super::tell::Teller;
use super::view::{Choice, Constant, Definition, List, Table};
use crate::expr::TableColumn;
use crate::form::names::special_name;
use crate::form::words::value;
use crate::model::{self, ChoiceList, ChoiceText};
use crate::value::{self as values, Type, Value};

/// Choices of one list, and rows of one table, that are printed; the rest are counted, and all are in `form.json`.
const MOST_PRINTED: usize = 1_000;

pub(super) fn lists(teller: &Teller<'_>) -> Vec<List> {
    // Bands and classes are printed with their scores.
    teller.instrument.lists.iter().filter(|list| !list.generated).map(|list| one(teller, list)).collect()
}

fn one(teller: &Teller<'_>, list: &ChoiceList) -> List {
    let choices = || list.list.choices.values();
    let ordered = list.list.ordered.then(|| teller.say("berurutan", "ordered"));
    List {
        id: list.list.name.to_string(),
        notes: ordered.into_iter().chain(teller.formerly(&list.formerly)).collect(),
        scored: choices().any(|choice| choice.score.is_some()),
        columns: list.list.attributes.iter().map(|attribute| attribute.name.to_string()).collect(),
        choices: choices()
            .zip(&list.texts)
            .take(MOST_PRINTED)
            .map(|(v, t)| choice(teller, list, v, t))
            .collect(),
        more: choices().len().saturating_sub(MOST_PRINTED),
    }
}

fn choice(teller: &Teller<'_>, list: &ChoiceList, choice: &values::Choice, text: &ChoiceText) -> Choice {
    let special = choice.special.map(|special| special_name(special).to_owned());
    let alone = text.exclusive.then(|| teller.say("tidak bersama pilihan lain", "not with others"));
    let opens =
        text.specify.as_ref().map(|suffix| format!("{} …_{suffix}", teller.say("membuka isian", "opens")));
    let notes = special.into_iter().chain(alone).chain(opens).chain(teller.formerly(&text.formerly));
    let cells = list.list.attributes.iter().zip(&choice.attributes);
    Choice {
        code: choice.code.to_string(),
        labels: teller.said(Some(&text.label)),
        score: choice.score.map(|score| score.to_string()).unwrap_or_default(),
        notes: notes.collect(),
        cells: cells.map(|(attribute, value)| cell(teller, value, &attribute.ty)).collect(),
    }
}

/// A value in a table: text without quotes, nothing for what is missing.
fn cell(teller: &Teller<'_>, of: &Value, ty: &Type) -> String {
    match of {
        Value::Missing => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Bool(_)
        | Value::Num(_)
        | Value::Date(_)
        | Value::Time(_)
        | Value::DateTime(_)
        | Value::Choice(_)
        | Value::Choices(_)
        | Value::Geo(_)
        | Value::File(_) => value(&teller.speech, of, ty),
    }
}

pub(super) fn givens(teller: &Teller<'_>) -> Vec<Constant> {
    let given = |given: &model::Given| Constant {
        id: given.id.to_string(),
        labels: teller.said(given.label.as_ref()),
        kind: given.ty.entry().name.to_owned(),
        value: given.personal.map(|personal| personal_tag(teller, personal)).unwrap_or_default(),
        source: String::new(),
    };
    teller.instrument.given.iter().map(given).collect()
}

pub(super) fn params(teller: &Teller<'_>) -> Vec<Constant> {
    let param = |param: &model::Param| {
        let unit = param.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
        Constant {
            id: param.id.to_string(),
            labels: teller.said(param.label.as_ref()),
            kind: type_word(teller, &param.ty),
            value: format!("{}{unit}", cell(teller, &param.value, &param.ty)),
            source: param.source.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    };
    teller.instrument.params.values().map(param).collect()
}

pub(super) fn tables(teller: &Teller<'_>) -> Vec<Table> {
    teller.instrument.tables.iter().map(|t| table(teller, t)).collect()
}

fn table(teller: &Teller<'_>, table: &model::Table) -> Table {
    let names = |columns: &[TableColumn]| columns.iter().map(|column| column.name.to_string()).collect();
    let types = || table.shape.keys.iter().chain(&table.shape.values).map(|column| &column.ty);
    let row = |(keys, values): (&Vec<Value>, &Vec<Value>)| {
        keys.iter().chain(values).zip(types()).map(|(value, ty)| cell(teller, value, ty)).collect()
    };
    Table {
        id: table.shape.name.to_string(),
        keys: names(&table.shape.keys),
        values: names(&table.shape.values),
        rows: table.rows.iter().take(MOST_PRINTED).map(row).collect(),
        more: table.rows.len().saturating_sub(MOST_PRINTED),
    }
}

pub(super) fn definitions(teller: &Teller<'_>) -> Vec<Definition> {
    let all = teller.instrument.definitions.iter();
    let definition = all.map(|(name, params, text)| {
        let params: Vec<&str> = params.iter().map(|param| &**param).collect();
        let head =
            if params.is_empty() { name.to_string() } else { format!("{name}({})", params.join(", ")) };
        Definition { name: head, source: text.to_string() }
    });
    definition.collect()
}
