//! Lists and tables in CSV files beside the instrument.

use std::sync::Arc;

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::base::{Aside, Diagnostic, Message, Span, codes, join_path, nearest};
use crate::model::{ChoiceText, Label, Piece};
use crate::source::csv::Sheet;
use crate::source::{self, Block, Field, Key, Scalar, Written};
use crate::value::{Choice, Value};

use super::Lowering;
use super::attributes::Column;
use super::lists::{WrittenList, duplicate_code};
use super::load::outside;
use super::tables::{Declared, WrittenRow};

impl<'a> Lowering<'a> {
    /// The file that a list or table names; its path is relative to the file that names it. Each file is read once.
    fn sheet(&mut self, block: &Block, file: usize) -> Option<Arc<Sheet>> {
        let written = block.scalar(Key::File)?;
        let from = self.loaded.get(file).map(|file| file.path.as_str()).unwrap_or_default();
        let Some(path) = join_path(from, &written.text) else {
            self.sink.push(outside(written));
            return None;
        };
        if let Some(known) = self.files_read.get(&path) {
            return known.clone();
        }
        let bytes = match self.files.read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.sink.push(source::unreadable(&path, &error, written.span));
                return None;
            }
        };
        let sheet = self.read_sheet(&path, bytes).map(Arc::new);
        self.files_read.insert(path, sheet.clone());
        sheet
    }

    fn read_sheet(&mut self, path: &str, bytes: Vec<u8>) -> Option<Sheet> {
        let file = source::load(&mut self.sources, path, bytes, self.limits, &mut self.sink)?;
        let text = self.sources.get(file).map(|file| file.text.as_str()).unwrap_or_default();
        source::csv::read(file, text, self.limits, &mut self.sink)
    }

    /// The number of a column that a block names; reports one that isn't there.
    fn column_of(&mut self, sheet: &Sheet, name: &str, span: Span) -> Option<usize> {
        let found = sheet.column(name);
        if found.is_none() {
            let near = nearest(name, sheet.header.iter().map(|cell| &*cell.text));
            self.sink.push(no_column(name, span, sheet).suggest(near));
        }
        found
    }

    /// The choices of a list in a CSV file.
    pub(super) fn csv_choices(&mut self, at: usize, written: WrittenList<'a>) {
        let sheet = self.sheet(written.block, written.file);
        let code = match (&sheet, written.block.scalar(Key::Code)) {
            (Some(sheet), Some(name)) => self.column_of(sheet, &name.text, name.span),
            (Some(_) | None, Some(_) | None) => None,
        };
        let (Some(sheet), Some(code)) = (sheet, code) else {
            self.broken_lists.insert(at);
            return;
        };
        let labels = self.label_columns(&sheet, written.block.field(Key::Label));
        let mut choices: IndexMap<Arc<str>, Choice> = IndexMap::with_capacity(sheet.rows.len());
        let mut texts: Vec<ChoiceText> = Vec::with_capacity(sheet.rows.len());
        for row in &sheet.rows {
            let Some(cell) = row.get(code) else { continue };
            match choices.entry(Arc::clone(&cell.text)) {
                Entry::Vacant(slot) => {
                    slot.insert(plain_choice(&cell.text));
                    let span = Aside(cell.span);
                    texts.push(ChoiceText { label: label(row, &labels), span, ..ChoiceText::default() });
                }
                Entry::Occupied(first) => {
                    let first = texts.get(first.index()).map(|text| text.span.0).unwrap_or_default();
                    self.sink.push(duplicate_code(cell, first));
                }
            }
        }
        self.check_label_cells(&sheet, &labels);
        self.set_choices(at, choices, texts);
        self.sheets.insert(at, (sheet, code));
    }

    /// The column of the label in each language of the instrument: one for all, or one each.
    fn label_columns(&mut self, sheet: &Sheet, field: Option<&'a Field>) -> Vec<Option<usize>> {
        let languages = self.world.instrument.languages.clone();
        let Some(field) = field else { return vec![None; languages.len()] };
        if let Some(name) = field.value.scalar() {
            let column = self.column_of(sheet, &name.text, name.span);
            return vec![column; languages.len()];
        }
        let entries = field.value.entries();
        for (language, _) in entries {
            if !languages.contains(&language.text) {
                self.check_language(language, entries);
            }
        }
        let mut missing = Vec::new();
        let mut columns = Vec::with_capacity(languages.len());
        for language in &languages {
            let named = entries.iter().find(|(written, _)| written.text == *language);
            match named.and_then(|(_, column)| column.scalar()) {
                Some(name) => columns.push(self.column_of(sheet, &name.text, name.span)),
                None => {
                    missing.push(&**language);
                    columns.push(None);
                }
            }
        }
        if !missing.is_empty() {
            self.sink.push(super::label::missing_label(field, &missing));
        }
        columns
    }

    /// Empty cells where labels belong: the first of each column is reported, and how many there are.
    fn check_label_cells(&mut self, sheet: &Sheet, labels: &[Option<usize>]) {
        let mut columns: Vec<usize> = labels.iter().copied().flatten().collect();
        columns.sort_unstable();
        columns.dedup();
        for column in columns {
            let cells = sheet.rows.iter().filter_map(|row| row.get(column));
            let mut empty = cells.filter(|cell| cell.text.trim().is_empty());
            if let Some(first) = empty.next() {
                self.sink.push(no_label(first, empty.count()));
            }
        }
    }

    /// Reads the attributes of a list in a CSV file: the columns that it declares.
    pub(super) fn csv_attributes(&mut self, at: usize, block: &Block) {
        let declared = self.declared_attributes(block);
        let Some((sheet, code)) = self.sheets.remove(&at) else { return };
        let spans: Vec<Span> = block
            .get(Key::Attributes)
            .map(Written::entries)
            .unwrap_or_default()
            .iter()
            .map(|(name, _)| name.span)
            .collect();
        for ((name, ty), span) in declared.into_iter().zip(spans) {
            let Some(column) = self.column_of(&sheet, &name, span) else { continue };
            let Some(ty) = ty else { continue };
            let cells = self.attribute_cells(at, &sheet, code, column);
            self.add_attribute(at, Column { name, ty, cells });
        }
    }

    /// The cells of a column with the number of their choice; of a repeated code, the first row counts.
    fn attribute_cells<'t>(
        &self,
        at: usize,
        sheet: &'t Sheet,
        code: usize,
        column: usize,
    ) -> Vec<(usize, &'t Scalar)> {
        let Some(list) = self.world.instrument.lists.get(at) else { return Vec::new() };
        let cell = |row: &'t Vec<Scalar>| {
            let (code, cell) = (row.get(code)?, row.get(column)?);
            let position = list.list.choices.get_index_of(&code.text)?;
            let first = list.texts.get(position).is_some_and(|text| text.span.0 == code.span);
            first.then_some((position, cell))
        };
        sheet.rows.iter().filter_map(cell).collect()
    }

    /// The rows of a table in a CSV file.
    pub(super) fn csv_rows(
        &mut self,
        block: &'a Block,
        file: usize,
        columns: &[Declared],
        rows: &mut IndexMap<Vec<Value>, (Vec<Value>, Span)>,
    ) {
        let Some(sheet) = self.sheet(block, file) else { return };
        let places: Vec<Option<usize>> =
            columns.iter().map(|column| self.column_of(&sheet, &column.name, column.span)).collect();
        if columns.iter().zip(&places).any(|(column, place)| column.is_key && place.is_none()) {
            return;
        }
        for row in &sheet.rows {
            let cells = places.iter().map(|place| place.and_then(|place| row.get(place))).collect();
            let span = row.first().map(|cell| cell.span).unwrap_or_default();
            self.add_row(rows, columns, &WrittenRow { cells, span });
        }
    }
}

fn plain_choice(code: &Arc<str>) -> Choice {
    Choice { code: Arc::clone(code), special: None, score: None, attributes: Vec::new() }
}

/// A label whose wordings are cells: data, in which braces mean nothing.
fn label(row: &[Scalar], columns: &[Option<usize>]) -> Label {
    let cell = |column: &Option<usize>| column.and_then(|column| row.get(column));
    let first = columns.iter().find_map(cell);
    let wording = |column| cell(column).or(first).map(|cell| vec![Piece::Text(Arc::clone(&cell.text))]);
    Label { texts: columns.iter().map(|column| wording(column).unwrap_or_default()).collect() }
}

fn no_column(name: &str, span: Span, sheet: &Sheet) -> Diagnostic {
    let spans = (sheet.header.first(), sheet.header.last());
    let header = if let (Some(first), Some(last)) = spans { first.span.join(last.span) } else { span };
    let message = Message::new(
        format!("berkas CSV ini tidak punya kolom `{name}`"),
        format!("the CSV file has no column `{name}`"),
    );
    let note = Message::new("kepala kolom ada di sini", "the header is here");
    Diagnostic::new(codes::BAD_COLUMN, span, message).note(header, note)
}

fn no_label(cell: &Scalar, more: usize) -> Diagnostic {
    let message = match more {
        0 => Message::new("label baris ini kosong", "the label of this row is empty"),
        more => Message::new(
            format!("label baris ini kosong, begitu pula {more} baris lain"),
            format!("the label of this row is empty, like {more} more"),
        ),
    };
    Diagnostic::new(codes::MISSING_LABEL, cell.span, message)
}
