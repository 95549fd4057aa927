//! Scored records as a table: a row a record, and its calculations, scores and bands as columns, written as CSV or
//! NDJSON with every digit.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::{Checked, Verdict};
use crate::expr::VarId;
use crate::model::{Instrument, QuestionType, VarKind};
use crate::rules::Outcome;
use crate::value::Value;

/// The columns every table begins with.
const FIRST: [&str; 4] = ["record", "case", "wave", "verdict"];

/// A computed column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Its name: `laba_rata`, `score.sku`, `band.sku`.
    pub name: Arc<str>,
    /// Where its values are.
    pub var: VarId,
    /// How its values are written.
    pub ty: QuestionType,
    /// The codes of its list, if its values are choices.
    pub codes: Vec<Arc<str>>,
}

/// The columns of scored records: `record` (its number in the file), `case`, `wave`, `verdict` (`record.case` and so on where
/// a calculation has that id), then calculations, scores and bands in the order of the instrument. Calculations inside
/// rosters have one value per row and are no columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The computed columns.
    pub columns: Vec<TableColumn>,
}

/// The values of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The record's number in the file.
    pub record: u64,
    /// Its case.
    pub case: Option<Arc<str>>,
    /// Its wave.
    pub wave: Option<Arc<str>>,
    /// What became of it: scores of a record with errors were computed without the answers at fault.
    pub verdict: Verdict,
    /// By column.
    pub values: Vec<Value>,
}

/// A value that is not missing, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The value: exact digits, a code, an ISO date, `true`/`false`, text.
    pub text: String,
    /// What it is, which decides how JSON writes it.
    pub kind: CellKind,
}

/// What a cell's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Digits.
    Number,
    /// `true` or `false`.
    Truth,
    /// Anything else.
    Text,
}

/// How CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CsvStyle {
    /// What stands between cells.
    pub delimiter: char,
    /// Put `'` before text that a spreadsheet would take for a formula.
    pub spreadsheet_safe: bool,
}

impl CsvStyle {
    /// A line of cells, each of them text, `\n` at its end.
    pub fn line<'c>(self, cells: impl IntoIterator<Item = &'c str>) -> String {
        line(cells.into_iter().map(|text| csv_cell(text, true, self)), self)
    }

    /// A cell of text.
    pub fn text(self, text: &str) -> String {
        csv_cell(text, true, self)
    }

    /// A cell of a number, or an empty one.
    pub fn number(self, digits: &str) -> String {
        csv_cell(digits, false, self)
    }
}

impl Default for CsvStyle {
    fn default() -> Self {
        Self { delimiter: ',', spreadsheet_safe: false }
    }
}

impl Table {
    /// The table of an instrument.
    pub fn new(instrument: &Instrument) -> Self {
        let vars = (0_u32..).map(VarId).zip(&instrument.vars);
        let computed =
            |kind: VarKind| matches!(kind, VarKind::Calc(_) | VarKind::Score(_) | VarKind::Band(_));
        let columns =
            vars.filter(|(_, var)| var.home.is_none() && computed(var.kind)).filter_map(|(id, var)| {
                let ty = QuestionType::of_type(&var.ty)?;
                let list = ty.list().and_then(|list| instrument.list(list));
                let codes = list.map(|list| list.list.choices.keys().cloned().collect()).unwrap_or_default();
                Some((rank(var.kind), TableColumn { name: var.name.clone(), var: id, ty, codes }))
            });
        let mut columns: Vec<_> = columns.collect();
        columns.sort_by_key(|(rank, column)| (*rank, column.var));
        Self { columns: columns.into_iter().map(|(_, column)| column).collect() }
    }

    /// A record's values.
    pub(super) fn row(&self, outcome: &Outcome, checked: &Checked) -> TableRow {
        let values = self.columns.iter().map(|column| outcome.cell(column.var, 0).value.clone());
        row_of(checked, values.collect())
    }

    /// The row of a record that couldn't be read: no values.
    pub fn blank(&self, checked: &Checked) -> TableRow {
        row_of(checked, vec![Value::Missing; self.columns.len()])
    }

    /// The names of the columns every table begins with.
    fn first_names(&self) -> [Cow<'static, str>; 4] {
        FIRST.map(|name| match self.columns.iter().any(|column| *column.name == *name) {
            true => Cow::Owned(format!("record.{name}")),
            false => Cow::Borrowed(name),
        })
    }

    /// A row's computed values as text, each with the name of its column; none for a missing value.
    pub fn cells<'t>(&'t self, row: &'t TableRow) -> impl Iterator<Item = (&'t str, Option<Cell>)> + 't {
        let columns = self.columns.iter().zip(&row.values);
        columns.map(|(column, value)| (&*column.name, column.cell(value)))
    }

    /// The names of all columns of a file, who it is before what is computed.
    fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let computed = self.columns.iter().map(|column| Cow::Borrowed(&*column.name));
        self.first_names().into_iter().chain(computed)
    }

    /// The header as a line of CSV, `\n` at its end.
    pub fn csv_header(&self, style: CsvStyle) -> String {
        line(self.names().map(|name| csv_cell(&name, true, style)), style)
    }

    /// A row as a line of CSV, `\n` at its end; missing values are empty cells.
    pub fn csv_row(&self, row: &TableRow, style: CsvStyle) -> String {
        let number = row.record.to_string();
        let (case, wave) = (row.case.as_deref().unwrap_or_default(), row.wave.as_deref().unwrap_or_default());
        let first = [&*number, case, wave, row.verdict.word()];
        let first = first.into_iter().map(|text| csv_cell(text, true, style));
        let cells = self.cells(row).map(|(_, cell)| match cell {
            Some(cell) => csv_cell(&cell.text, cell.kind == CellKind::Text, style),
            None => String::new(),
        });
        line(first.chain(cells), style)
    }

    /// A row as a line of NDJSON, `\n` at its end: numbers with decimals are strings of digits, missing values `null`.
    pub fn ndjson_row(&self, row: &TableRow) -> String {
        let text = |text: &Option<Arc<str>>| text.as_deref().map_or(Json::Null, Json::from);
        let mut object = Map::new();
        let first =
            [Json::from(row.record), text(&row.case), text(&row.wave), Json::from(row.verdict.word())];
        object.extend(self.first_names().into_iter().map(String::from).zip(first));
        for (name, cell) in self.cells(row) {
            object.insert(name.to_owned(), cell.as_ref().map_or(Json::Null, json));
        }
        format!("{}\n", Json::Object(object))
    }
}

fn row_of(checked: &Checked, values: Vec<Value>) -> TableRow {
    let (case, wave) = (checked.case.clone(), checked.wave.clone());
    TableRow { record: checked.row, case, wave, verdict: checked.verdict, values }
}

/// Calculations first, then each score with its band.
fn rank(kind: VarKind) -> (u8, usize) {
    match kind {
        VarKind::Score(score) | VarKind::Band(score) => (1, score.index()),
        VarKind::Calc(item) => (0, item.index()),
        VarKind::Today
        | VarKind::Given(_)
        | VarKind::Question(_)
        | VarKind::Part(..)
        | VarKind::RowChoice(_)
        | VarKind::Prev(_) => (2, 0),
    }
}

impl TableColumn {
    /// A value of the column as text; none when it is missing.
    pub fn cell(&self, value: &Value) -> Option<Cell> {
        let code = |at: &u32| self.codes.get(*at as usize).map(|code| code.to_string());
        let (text, kind) = match value {
            Value::Missing => return None,
            // The fewest decimals that keep the value: 60, not 60.000000.
            Value::Num(number) => (number.normalized().to_string(), CellKind::Number),
            Value::Bool(truth) => (truth.to_string(), CellKind::Truth),
            Value::Choice(at) => (code(at)?, CellKind::Text),
            Value::Choices(ticked) => {
                (ticked.iter().filter_map(code).collect::<Vec<_>>().join(" "), CellKind::Text)
            }
            Value::Text(_)
            | Value::Date(_)
            | Value::Time(_)
            | Value::DateTime(_)
            | Value::Geo(_)
            | Value::File(_) => (self.ty.write_text(value, None), CellKind::Text),
        };
        Some(Cell { text, kind })
    }
}

fn json(cell: &Cell) -> Json {
    match cell.kind {
        CellKind::Number => {
            cell.text.parse::<i64>().map_or_else(|_| Json::from(cell.text.as_str()), Json::from)
        }
        CellKind::Truth => Json::Bool(cell.text == "true"),
        CellKind::Text => Json::from(cell.text.as_str()),
    }
}

fn line(cells: impl Iterator<Item = String>, style: CsvStyle) -> String {
    let mut line = String::new();
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            line.push(style.delimiter);
        }
        line.push_str(&cell);
    }
    line.push('\n');
    line
}

/// A cell by RFC 4180: quoted where it holds a quote, a delimiter, a line break, or blanks at its ends.
pub(super) fn csv_cell(text: &str, is_text: bool, style: CsvStyle) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let guarded = is_text && style.spreadsheet_safe && formula;
    let text = if guarded { format!("'{text}") } else { text.to_owned() };
    let special = |c: char| matches!(c, '"' | '\n' | '\r') || c == style.delimiter;
    match text.contains(special) || text.trim() != text {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}
