//! Lookup tables: typed key and value columns, rows inline or from a CSV file.

use std::sync::Arc;

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::base::{Aside, Diagnostic, Message, Span, codes, nearest};
use crate::expr::{self, TableColumn};
use crate::model::{QuestionType, Table};
use crate::source::{Block, Key, Scalar, Written};
use crate::value::{TableId, Type, Value, ops};

use super::Lowering;
use super::literal::type_of_values;
use super::names::Meaning;

/// A column as declared; without a type where that was wrong.
pub(super) struct Declared {
    pub(super) name: Arc<str>,
    pub(super) span: Span,
    pub(super) is_key: bool,
    ty: Option<QuestionType>,
}

/// A row as written: for each declared column its cell, if the row has it.
pub(super) struct WrittenRow<'t> {
    pub(super) cells: Vec<Option<&'t Scalar>>,
    pub(super) span: Span,
}

impl<'a> Lowering<'a> {
    /// Lowers the lookup tables of all files.
    pub(super) fn tables(&mut self) {
        let loaded = self.loaded;
        for (file, from) in loaded.iter().enumerate() {
            let entries = from.root().get(Key::Tables).map(Written::entries).unwrap_or_default();
            for (id, written) in entries {
                if let Some(block) = written.block() {
                    self.table(id, block, file);
                }
            }
        }
    }

    fn table(&mut self, id: &'a Scalar, block: &'a Block, file: usize) {
        let number = u32::try_from(self.world.instrument.tables.len()).unwrap_or(u32::MAX);
        self.declare(id, Meaning::Table(TableId(number)));
        let mut columns = self.table_columns(block, Key::Keys, true);
        columns.extend(self.table_columns(block, Key::Values, false));
        let mut rows = IndexMap::new();
        match block.get(Key::Rows) {
            Some(written) => {
                for row in inline_rows(written, &columns) {
                    self.check_row_keys(row.1, &columns);
                    self.add_row(&mut rows, &columns, &row.0);
                }
            }
            None => self.csv_rows(block, file, &columns, &mut rows),
        }
        let mut rows: IndexMap<Vec<Value>, Vec<Value>> = rows.into_iter().map(|(k, (v, _))| (k, v)).collect();
        let (keys, values) = shapes(&columns, &rows);
        rows.values_mut().for_each(|row| even_out(row, &values));
        let shape = expr::Table { name: Arc::clone(&id.text), keys, values };
        self.world.instrument.tables.push(Table { shape, rows, span: Aside(id.span) });
    }

    fn table_columns(&mut self, block: &Block, key: Key, is_key: bool) -> Vec<Declared> {
        let mut columns = Vec::new();
        for (name, written) in block.get(key).map(Written::entries).unwrap_or_default() {
            self.check_id(name);
            let ty = written.scalar().and_then(|scalar| {
                let ty = self.read_type(scalar, None)?;
                self.constant_type(ty, scalar.span)
            });
            columns.push(Declared { name: Arc::clone(&name.text), span: name.span, ty, is_key });
        }
        columns
    }

    /// Keys of an inline row that aren't columns.
    fn check_row_keys(&mut self, entries: &[(Scalar, Written)], columns: &[Declared]) {
        for (name, _) in entries {
            if !columns.iter().any(|column| column.name == name.text) {
                let near = nearest(&name.text, columns.iter().map(|column| &*column.name));
                self.sink.push(no_such_column(name).suggest(near));
            }
        }
    }

    /// Reads a row; two rows of the same key are reported.
    pub(super) fn add_row(
        &mut self,
        rows: &mut IndexMap<Vec<Value>, (Vec<Value>, Span)>,
        columns: &[Declared],
        row: &WrittenRow<'_>,
    ) {
        let (mut keys, mut values, mut whole) = (Vec::new(), Vec::new(), true);
        for (column, cell) in columns.iter().zip(&row.cells) {
            let cell = cell.filter(|cell| !cell.text.trim().is_empty());
            let value = match (cell, &column.ty) {
                (Some(cell), Some(ty)) => self.constant(cell, ty),
                (None, Some(_)) if column.is_key => {
                    self.sink.push(no_key(row.span, &column.name));
                    None
                }
                (Some(_) | None, None) | (None, Some(_)) => None,
            };
            whole &= value.is_some() || !column.is_key;
            let side = if column.is_key { &mut keys } else { &mut values };
            side.push(value.unwrap_or(Value::Missing));
        }
        if !whole {
            return;
        }
        match rows.entry(keys) {
            Entry::Vacant(slot) => {
                slot.insert((values, row.span));
            }
            Entry::Occupied(first) => self.sink.push(duplicate_row(row.span, first.get().1)),
        }
    }
}

/// The rows of `rows: [{…}]` with their entries.
fn inline_rows<'t>(
    written: &'t Written,
    columns: &[Declared],
) -> Vec<(WrittenRow<'t>, &'t [(Scalar, Written)])> {
    let rows = written.elements().iter().filter(|row| matches!(row, Written::Map(..)));
    rows.map(|row| {
        let entries = row.entries();
        let cell = |column: &Declared| {
            let entry = entries.iter().find(|(name, _)| name.text == column.name)?;
            entry.1.scalar()
        };
        let span = entries.first().map_or_else(|| row.span(), |(name, _)| name.span);
        (WrittenRow { cells: columns.iter().map(cell).collect(), span }, entries)
    })
    .collect()
}

/// The shapes of key and value columns; bounds of numbers are those of the rows.
fn shapes(
    columns: &[Declared],
    rows: &IndexMap<Vec<Value>, Vec<Value>>,
) -> (Vec<TableColumn>, Vec<TableColumn>) {
    let side = |is_key: bool| {
        let side = columns.iter().filter(move |column| column.is_key == is_key).enumerate();
        side.map(|(at, column)| {
            let cells = rows.iter().filter_map(
                move |(keys, values)| {
                    if is_key { keys.get(at) } else { values.get(at) }
                },
            );
            let ty = match &column.ty {
                Some(ty) => type_of_values(ty, None, cells),
                None => Type::Wrong,
            };
            TableColumn { name: Arc::clone(&column.name), ty }
        })
        .collect()
    };
    (side(true), side(false))
}

/// Gives each number of a row the decimals of its column.
fn even_out(row: &mut [Value], columns: &[TableColumn]) {
    for (cell, column) in row.iter_mut().zip(columns) {
        if let Some(num) = column.ty.as_num()
            && !cell.is_missing()
        {
            *cell = ops::rescale(cell, num.scale);
        }
    }
}

fn no_such_column(name: &Scalar) -> Diagnostic {
    let text = &name.text;
    let message = Message::new(
        format!("tabel ini tidak punya kolom `{text}`"),
        format!("this table has no column `{text}`"),
    );
    Diagnostic::new(codes::BAD_COLUMN, name.span, message)
}

fn no_key(span: Span, column: &str) -> Diagnostic {
    let message =
        Message::new(format!("baris ini tanpa kunci `{column}`"), format!("this row has no key `{column}`"));
    Diagnostic::new(codes::BAD_COLUMN, span, message)
}

fn duplicate_row(span: Span, first: Span) -> Diagnostic {
    let message =
        Message::new("sudah ada baris dengan kunci yang sama", "there already is a row with the same key");
    let note = Message::new("baris pertama", "the first row");
    Diagnostic::new(codes::DUPLICATE_ROW, span, message).note(first, note)
}
