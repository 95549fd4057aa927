//! Lists, variables, given facts, params and tables of the form model.

use std::sync::Arc;

use indexmap::IndexMap;

use super::model::{Choice, Format, Given, List, Param, Table, Variable};
use super::names::{personal_name, special_name};
use super::text::{format_of, list_id, shown, text, word};
use super::tree::value_text;
use crate::expr::VarId;
use crate::model::{self, Instrument, VarKind};
use crate::rules::meaning_of_param;
use crate::value;

pub(super) fn lists(instrument: &Instrument) -> IndexMap<Arc<str>, List> {
    instrument.lists.iter().map(|list| (list.list.name.clone(), choice_list(instrument, list))).collect()
}

fn choice_list(instrument: &Instrument, list: &model::ChoiceList) -> List {
    let attributes = list.list.attributes.iter();
    let pairs = list.list.choices.values().zip(&list.texts);
    List {
        ordered: list.list.ordered,
        generated: list.generated,
        attributes: attributes.map(|a| (a.name.clone(), format_of(instrument, &a.ty))).collect(),
        choices: pairs.map(|(value, read)| choice(instrument, &list.list, value, read)).collect(),
    }
}

fn choice(
    instrument: &Instrument,
    list: &value::List,
    choice: &value::Choice,
    read: &model::ChoiceText,
) -> Choice {
    let columns = list.attributes.iter().zip(&choice.attributes);
    let known = |(column, value): (&value::Attribute, &value::Value)| {
        value_text(instrument, value, &column.ty).map(|text| (column.name.clone(), text))
    };
    Choice {
        code: choice.code.clone(),
        label: text(instrument, &read.label),
        special: choice.special.map(special_name),
        exclusive: read.exclusive,
        score: choice.score.map(|score| score.to_string()),
        specify: read.specify.clone(),
        attributes: columns.filter_map(known).collect(),
        formerly: read.formerly.clone(),
    }
}

pub(super) fn variables(instrument: &Instrument) -> IndexMap<Arc<str>, Variable> {
    let ids = (0..).map(VarId);
    ids.zip(&instrument.vars).map(|(id, var)| (var.name.clone(), variable(instrument, id, var))).collect()
}

fn variable(instrument: &Instrument, id: VarId, var: &model::Var) -> Variable {
    let roster = var.home.and_then(|home| instrument.roster_info.get(home.0 as usize));
    Variable {
        kind: kind_name(var.kind),
        format: Format { shown: shown(instrument, id), ..format_of(instrument, &var.ty) },
        roster: roster.map(|info| info.name.clone()),
    }
}

fn kind_name(kind: VarKind) -> &'static str {
    match kind {
        VarKind::Today => "today",
        VarKind::Given(_) => "given",
        VarKind::Question(_) => "question",
        VarKind::Calc(_) => "calc",
        VarKind::Score(_) => "score",
        VarKind::Band(_) => "band",
        VarKind::Part(..) => "part",
        VarKind::RowChoice(_) => "row_choice",
        VarKind::Prev(_) => "prev",
    }
}

pub(super) fn given(instrument: &Instrument) -> Vec<Given> {
    let fact = |given: &model::Given| Given {
        id: given.id.clone(),
        r#type: given.ty.entry().name,
        list: given.ty.list().and_then(|list| list_id(instrument, list)),
        label: given.label.as_ref().map(|label| text(instrument, label)),
        personal: given.personal.map(personal_name),
    };
    instrument.given.iter().map(fact).collect()
}

pub(super) fn params(instrument: &Instrument) -> Vec<Param> {
    let constant = |param: &model::Param| Param {
        id: param.id.clone(),
        format: Format { shown: word(meaning_of_param(param)), ..format_of(instrument, &param.ty) },
        value: value_text(instrument, &param.value, &param.ty),
        label: param.label.as_ref().map(|label| text(instrument, label)),
        source: param.source.clone(),
        unit: param.unit.clone(),
    };
    instrument.params.values().map(constant).collect()
}

pub(super) fn tables(instrument: &Instrument) -> IndexMap<Arc<str>, Table> {
    instrument
        .tables
        .iter()
        .map(|table| (table.shape.name.clone(), lookup_table(instrument, table)))
        .collect()
}

fn lookup_table(instrument: &Instrument, table: &model::Table) -> Table {
    let columns = |columns: &[crate::expr::TableColumn]| {
        columns.iter().map(|column| (column.name.clone(), format_of(instrument, &column.ty))).collect()
    };
    let types = || table.shape.keys.iter().chain(&table.shape.values).map(|column| &column.ty);
    let row = |keys: &[value::Value], values: &[value::Value]| {
        keys.iter().chain(values).zip(types()).map(|(value, ty)| value_text(instrument, value, ty)).collect()
    };
    Table {
        keys: columns(&table.shape.keys),
        values: columns(&table.shape.values),
        rows: table.rows.iter().map(|(keys, values)| row(keys, values)).collect(),
    }
}
