//! The instrument that vectors are compiled against.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_yaml::Value as Yaml;

use super::answers::{attribute_type, special};
use super::format::{FixtureFile, ListFile, QuestionFile, RosterFile, TableFile, define};
use super::record::Record;
use super::{Vector, VectorError, plain};
use crate::base::FileId;
use crate::expr::{Attached, Definition, Frame, Name, RosterInfo, Scope, Table, TableColumn, VarId};
use crate::value::{Attribute, Choice, Decimal, List, ListId, NumType, RosterId, TableId, Type, Value};

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) ty: Type,
    pub(super) home: Option<RosterId>,
}

/// A fixture, resolved.
#[derive(Debug, Default)]
pub(super) struct Fixture {
    pub(super) columns: Vec<Column>,
    pub(super) rosters: Vec<RosterInfo>,
    pub(super) lists: Vec<List>,
    pub(super) labels: Vec<Vec<Arc<str>>>,
    names: IndexMap<String, Entry>,
    tables: Vec<Table>,
    pub(super) rows: Vec<IndexMap<Vec<Value>, Vec<Value>>>,
}

/// What a name of the fixture is.
#[derive(Debug)]
enum Entry {
    Column(u32),
    Roster(RosterId),
    Items(Vec<Arc<str>>),
    Definition(Box<Definition>),
    Param(Value, Type),
}

/// Where a vector's expression stands.
pub(super) struct Standing {
    pub(super) attached: Attached,
    /// Rosters and 1-based rows, outermost first.
    rows: Vec<(RosterId, u32)>,
}

impl Standing {
    pub(super) fn frame(&self, record: &Record<'_>) -> Result<Frame, VectorError> {
        let mut frame: Frame = smallvec::smallvec![0];
        for (roster, number) in &self.rows {
            let above = frame.last().copied().unwrap_or_default();
            let row = record.row(*roster, above, *number);
            frame.push(row.ok_or_else(|| content(format!("there is no row {number}")))?);
        }
        Ok(frame)
    }
}

pub(super) fn content(message: impl Into<String>) -> VectorError {
    VectorError::Content(message.into())
}

impl Fixture {
    pub(super) fn new(file: &FixtureFile) -> Result<Self, VectorError> {
        let mut fixture = Self::default();
        for (name, list) in &file.lists {
            fixture.add_list(name, list)?;
        }
        for (name, roster) in &file.rosters {
            fixture.add_roster(name, roster, file)?;
        }
        for (name, question) in &file.questions {
            fixture.add_column(name, question, None, file)?;
        }
        for (index, roster) in file.rosters.values().enumerate() {
            let home = RosterId(u32::try_from(index).unwrap_or(u32::MAX));
            for (name, question) in &roster.fields {
                fixture.add_column(name, question, Some(home), file)?;
            }
            if let Some(list) = &roster.for_each {
                fixture.add_row_choice(home, fixture.list_id(list, file)?);
            }
        }
        fixture.add_names(file)?;
        Ok(fixture)
    }

    fn add_names(&mut self, file: &FixtureFile) -> Result<(), VectorError> {
        for (name, items) in &file.item_sets {
            let items = items.iter().map(|item| item.as_str().into()).collect();
            self.names.insert(name.clone(), Entry::Items(items));
        }
        for (index, (head, body)) in file.definitions.iter().enumerate() {
            let definition = define(head, body, FileId(u32::try_from(index).unwrap_or(0) + 1));
            self.names.insert(definition.name.to_string(), Entry::Definition(Box::new(definition)));
        }
        for (name, param) in &file.params {
            let question = QuestionFile {
                kind: param.kind.clone(),
                unit: param.unit.clone(),
                ..QuestionFile::default()
            };
            let ty = self.type_of(&question, file)?;
            let value = self.value(&param.value, &ty)?.0;
            let ty = match (&value, ty) {
                (Value::Num(n), Type::Num(num)) => Type::Num(NumType::of(*n).with_unit(num.unit)),
                (_, ty) => ty,
            };
            self.names.insert(format!("param.{name}"), Entry::Param(value, ty));
        }
        file.tables.iter().try_for_each(|(name, table)| self.add_table(name, table, file))
    }

    fn add_list(&mut self, name: &str, file: &ListFile) -> Result<(), VectorError> {
        let mut list = List { name: name.into(), ordered: file.ordered, ..List::default() };
        let known = ["code", "label", "special", "score"];
        let extra = |choice: &Yaml| -> Vec<String> {
            let keys = choice.as_mapping().into_iter().flat_map(|map| map.keys()).map(plain);
            keys.filter(|key| !known.contains(&key.as_str())).collect()
        };
        let mut attributes: Vec<String> = file.choices.iter().flat_map(extra).collect();
        attributes.dedup();
        attributes = attributes.into_iter().collect::<indexmap::IndexSet<_>>().into_iter().collect();
        for attribute in &attributes {
            let values: Vec<&Yaml> = file.choices.iter().filter_map(|choice| choice.get(attribute)).collect();
            list.attributes.push(Attribute { name: attribute.as_str().into(), ty: attribute_type(&values) });
        }
        let mut labels: Vec<Arc<str>> = Vec::new();
        for choice in &file.choices {
            let field = |key: &str| choice.get(key).map(plain);
            let code: Arc<str> = field("code").unwrap_or_else(|| plain(choice)).into();
            let cell = |attribute: &Attribute| match choice.get(&*attribute.name) {
                Some(yaml) => self.value(yaml, &attribute.ty).map(|(value, _)| value),
                None => Ok(Value::Missing),
            };
            let cells = list.attributes.iter().map(cell).collect::<Result<_, _>>()?;
            labels.push(field("label").unwrap_or_else(|| code.to_string()).into());
            let choice = Choice {
                code: code.clone(),
                special: field("special").and_then(|word| special(&word)),
                score: field("score").and_then(|score| Decimal::parse(&score)),
                attributes: cells,
            };
            list.choices.insert(code, choice);
        }
        self.lists.push(list);
        self.labels.push(labels);
        Ok(())
    }

    fn add_roster(&mut self, name: &str, roster: &RosterFile, file: &FixtureFile) -> Result<(), VectorError> {
        let id = RosterId(u32::try_from(self.rosters.len()).unwrap_or(u32::MAX));
        let parent = match &roster.parent {
            Some(parent) => {
                let index = file
                    .rosters
                    .get_index_of(parent)
                    .ok_or_else(|| content(format!("no roster {parent}")))?;
                Some(RosterId(u32::try_from(index).unwrap_or(u32::MAX)))
            }
            None => None,
        };
        self.rosters.push(RosterInfo { name: name.into(), parent, max: roster.max, row_choice: None });
        self.names.insert(name.to_owned(), Entry::Roster(id));
        Ok(())
    }

    fn add_row_choice(&mut self, home: RosterId, list: ListId) {
        let var = VarId(u32::try_from(self.columns.len()).unwrap_or(u32::MAX));
        let name = "row_choice".to_owned();
        self.columns.push(Column { name, ty: Type::Choice(list), home: Some(home) });
        if let Some(info) = self.rosters.get_mut(home.0 as usize) {
            info.row_choice = Some((var, list));
        }
    }

    fn add_column(
        &mut self,
        name: &str,
        question: &QuestionFile,
        home: Option<RosterId>,
        file: &FixtureFile,
    ) -> Result<(), VectorError> {
        let var = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        let ty = self.type_of(question, file)?;
        self.columns.push(Column { name: name.to_owned(), ty, home });
        self.names.insert(name.to_owned(), Entry::Column(var));
        Ok(())
    }

    fn add_table(&mut self, name: &str, table: &TableFile, file: &FixtureFile) -> Result<(), VectorError> {
        let column = |(name, question): (&String, &QuestionFile)| -> Result<TableColumn, VectorError> {
            Ok(TableColumn { name: name.as_str().into(), ty: self.type_of(question, file)? })
        };
        let keys: Vec<TableColumn> = table.keys.iter().map(column).collect::<Result<_, _>>()?;
        let values: Vec<TableColumn> = table.values.iter().map(column).collect::<Result<_, _>>()?;
        let mut rows = IndexMap::new();
        for row in &table.rows {
            if row.len() != keys.len() + values.len() {
                return Err(content(format!("a row of the table {name} has {} cells", row.len())));
            }
            let types = keys.iter().chain(&values).map(|column| &column.ty);
            let cells = row.iter().zip(types).map(|(cell, ty)| self.value(cell, ty).map(|(value, _)| value));
            let mut cells: Vec<Value> = cells.collect::<Result<_, _>>()?;
            let rest = cells.split_off(keys.len());
            rows.insert(cells, rest);
        }
        self.tables.push(Table { name: name.into(), keys, values });
        self.rows.push(rows);
        Ok(())
    }

    fn list_id(&self, name: &str, file: &FixtureFile) -> Result<ListId, VectorError> {
        let index =
            file.lists.get_index_of(name).ok_or_else(|| content(format!("there is no list {name}")))?;
        Ok(ListId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    fn type_of(&self, question: &QuestionFile, file: &FixtureFile) -> Result<Type, VectorError> {
        let list = || question.list.as_deref().ok_or_else(|| content("a choice without a list"));
        let number = |default: u8| {
            let scale = question.scale.unwrap_or(default);
            let end = |y: &Option<Yaml>, other: i128| {
                let end = y.as_ref().and_then(|y| Decimal::parse(&plain(y))).and_then(|n| n.rescale(scale));
                end.map_or(other, Decimal::units)
            };
            let full = NumType::full(scale);
            let num = NumType::new(scale, end(&question.min, full.min), end(&question.max, full.max));
            Type::Num(num.with_unit(question.unit.as_deref().map(Into::into)))
        };
        Ok(match question.kind.as_str() {
            "int" => number(0),
            "decimal" => number(2),
            "text" => Type::Text,
            "date" => Type::Date,
            "time" => Type::Time,
            "datetime" => Type::DateTime,
            "bool" => Type::Bool,
            "geo" => Type::Geo,
            "file" => Type::File,
            "choice" => Type::Choice(self.list_id(list()?, file)?),
            "choices" => Type::Choices(self.list_id(list()?, file)?),
            other => return Err(content(format!("there is no type {other}"))),
        })
    }

    // --- where a vector stands ---

    pub(super) fn place(&self, vector: &Vector) -> Result<Standing, VectorError> {
        let mut rows = Vec::new();
        for pair in vector.row.chunks(2) {
            let [name, number] = pair else { return Err(content("`row` is roster and row in turn")) };
            let Some(Entry::Roster(roster)) = self.names.get(&plain(name)) else {
                return Err(content(format!("there is no roster {}", plain(name))));
            };
            rows.push((*roster, plain(number).parse().unwrap_or(0)));
        }
        let self_var = match &vector.self_id {
            Some(id) => match self.names.get(id) {
                Some(Entry::Column(var)) => {
                    self.columns.get(*var as usize).map(|column| (VarId(*var), column.ty.clone()))
                }
                _ => return Err(content(format!("there is no question {id}"))),
            },
            None => None,
        };
        let list = vector.choice.as_ref().map(|(list, _)| self.list_named(list)).transpose()?;
        let home = rows.last().map(|(roster, _)| *roster);
        Ok(Standing { attached: Attached { home, self_var, choices_of: list }, rows })
    }

    pub(super) fn list_named(&self, name: &str) -> Result<ListId, VectorError> {
        let index = self.lists.iter().position(|list| &*list.name == name);
        let id = index.and_then(|index| u32::try_from(index).ok()).map(ListId);
        id.ok_or_else(|| content(format!("there is no list {name}")))
    }
}

impl Scope for Fixture {
    fn resolve(&self, path: &[&str]) -> Option<Name<'_>> {
        Some(match self.names.get(&path.join("."))? {
            Entry::Column(var) => {
                let column = self.columns.get(*var as usize)?;
                Name::Cell { var: VarId(*var), ty: column.ty.clone(), home: column.home }
            }
            Entry::Roster(roster) => Name::Roster(*roster),
            Entry::Items(items) => Name::ItemSet(items),
            Entry::Definition(definition) => Name::Definition(definition),
            Entry::Param(value, ty) => Name::Constant { value: value.clone(), ty: ty.clone() },
        })
    }

    fn candidates(&self, prefix: &[&str]) -> Vec<String> {
        let prefix = prefix.join(".");
        let fits = |name: &&String| match prefix.is_empty() {
            true => !name.contains('.'),
            false => name.starts_with(&prefix),
        };
        self.names.keys().filter(fits).cloned().collect()
    }

    fn list(&self, list: ListId) -> Option<&List> {
        self.lists.get(list.0 as usize)
    }

    fn list_named(&self, name: &str) -> Option<ListId> {
        Self::list_named(self, name).ok()
    }

    fn lists(&self) -> Vec<String> {
        self.lists.iter().map(|list| list.name.to_string()).collect()
    }

    fn roster(&self, roster: RosterId) -> Option<&RosterInfo> {
        self.rosters.get(roster.0 as usize)
    }

    fn table(&self, name: &str) -> Option<(TableId, &Table)> {
        let index = self.tables.iter().position(|table| &*table.name == name)?;
        Some((TableId(u32::try_from(index).ok()?), self.tables.get(index)?))
    }

    fn tables(&self) -> Vec<String> {
        self.tables.iter().map(|table| table.name.to_string()).collect()
    }
}
