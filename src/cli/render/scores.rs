//! Scored records as a table for people: who, each score with its band, and whether anything is wrong.

use std::sync::Arc;

use crate::base::{Lang, Severity};
use crate::batch::{Checked, Scored, Table};
use crate::cli::console::{Console, style};
use crate::cli::escape;
use crate::cli::render::table::{self, Look};
use crate::model::{Instrument, Score};
use crate::rules::Level;

/// A table that grows row by row up to a limit.
pub(crate) struct ScoreTable<'a> {
    console: &'a Console,
    /// What stands above it: the instrument, and the wave where all records are of one.
    title: String,
    names: Vec<String>,
    columns: Table,
    /// For each score, the places of its number and of its band among the columns of the batch.
    places: Vec<(Option<usize>, Option<usize>)>,
    rows: Vec<Row>,
    more: u64,
}

struct Row {
    record: u64,
    case: Option<Arc<str>>,
    wave: Option<Arc<str>>,
    scores: Vec<(Option<String>, Option<String>)>,
    errors: usize,
    warnings: usize,
}

impl<'a> ScoreTable<'a> {
    /// A table of the scores of an instrument.
    pub(crate) fn new(instrument: &Instrument, columns: &Table, console: &'a Console) -> Self {
        let at = |var| columns.columns.iter().position(|column| column.var == var);
        let place = |score: &Score| (score.var.and_then(at), score.band_var.and_then(at));
        Self {
            console,
            title: format!("{} {}", instrument.id, instrument.version),
            columns: columns.clone(),
            names: instrument.scores.values().map(|score| score.id.to_string()).collect(),
            places: instrument.scores.values().map(place).collect(),
            rows: Vec::new(),
            more: 0,
        }
    }

    /// Adds a record.
    pub(crate) fn add(&mut self, scored: &Scored) {
        let checked = &scored.checked;
        if checked.row == 0 {
            return;
        }
        if self.rows.len() >= self.console.limits.diagnostics {
            self.more += 1;
            return;
        }
        let text = |at: Option<usize>| {
            let value = scored.values.as_ref()?.values.get(at?)?;
            self.columns.columns.get(at?)?.cell(value).map(|cell| cell.text)
        };
        self.rows.push(Row {
            record: checked.row,
            case: checked.case.clone(),
            wave: checked.wave.clone(),
            scores: self.places.iter().map(|(number, band)| (text(*number), text(*band))).collect(),
            errors: count(checked, Severity::Error, Level::Error),
            warnings: count(checked, Severity::Warning, Level::Warning),
        });
    }

    /// The table, and how many rows it leaves out.
    pub(crate) fn finish(self) -> String {
        let Some(first) = self.rows.first() else { return String::new() };
        let one_wave = self.rows.iter().all(|row| row.wave == first.wave);
        let wave = first.wave.as_deref().filter(|_| one_wave).map(|wave| format!(", {}", escape::line(wave)));
        let head = style::HEAD;
        let mut out = format!("{head}{}{}{head:#}\n", self.title, wave.unwrap_or_default());
        let widths: Vec<usize> = (0..self.names.len()).map(|score| self.number_width(score)).collect();
        let rows = self.rows.iter().map(|row| self.cells(row, &widths, one_wave)).collect();
        let table = table::render(&self.head(one_wave), rows, self.console.terminal_width());
        out.push_str(&table.unwrap_or_else(|| self.list(one_wave)));
        if self.more > 0 {
            let more = self.more;
            out.push_str(&match self.console.lang {
                Lang::Id => format!("… dan {more} baris lagi; `--out skor.csv` menulis semuanya\n"),
                Lang::En => format!("… and {more} more rows; `--out scores.csv` writes them all\n"),
            });
        }
        out.push('\n');
        out
    }

    /// The same without columns, for a narrow terminal: a line a record and its scores below.
    fn list(&self, one_wave: bool) -> String {
        let (head, dim) = (style::HEAD, style::DIM);
        let mut out = String::new();
        for row in &self.rows {
            let wave = row.wave.as_deref().filter(|_| !one_wave);
            let names = [row.case.as_deref(), wave].into_iter().flatten();
            let names: String = names.map(|name| format!(" {}", escape::line(name))).collect();
            let (findings, _) = findings(row, self.console.lang);
            out.push_str(&format!("{head}{}{names}{head:#}  {findings}\n", row.record));
            for (name, (number, band)) in self.names.iter().zip(&row.scores) {
                let values: Vec<&str> = [number, band].into_iter().flatten().map(String::as_str).collect();
                if !values.is_empty() {
                    out.push_str(&format!("  {dim}{name}{dim:#} {}\n", escape::line(&values.join(" "))));
                }
            }
        }
        out
    }

    fn head(&self, one_wave: bool) -> Vec<String> {
        let (case, wave, findings) = match self.console.lang {
            Lang::Id => ("kasus", "gelombang", "temuan"),
            Lang::En => ("case", "wave", "findings"),
        };
        let wave = (!one_wave).then_some(wave);
        let names = self.names.iter().map(String::as_str);
        let head = ["#", case].into_iter().chain(wave).chain(names).chain([findings]);
        head.map(str::to_owned).collect()
    }

    /// The widest number of a score, so that numbers stand under each other and bands too.
    fn number_width(&self, score: usize) -> usize {
        let numbers = self.rows.iter().filter_map(|row| row.scores.get(score)?.0.as_ref());
        numbers.map(|number| number.chars().count()).max().unwrap_or(0)
    }

    fn cells(&self, row: &Row, widths: &[usize], one_wave: bool) -> Vec<comfy_table::Cell> {
        let name = |name: &Option<Arc<str>>| match name {
            Some(name) => table::cell(name, Look::Plain),
            None => table::cell("–", Look::Dim),
        };
        let mut cells = vec![table::cell(&row.record.to_string(), Look::Number), name(&row.case)];
        if !one_wave {
            cells.push(name(&row.wave));
        }
        cells.extend(
            row.scores.iter().zip(widths).map(|((number, band), width)| score_cell(number, band, *width)),
        );
        cells.push(findings_cell(row, self.console.lang));
        cells
    }
}

/// How many findings and problems weigh so much.
fn count(checked: &Checked, severity: Severity, level: Level) -> usize {
    let findings = checked.findings.iter().filter(|finding| finding.severity == severity).count();
    findings + checked.problems.iter().filter(|problem| problem.level == level).count()
}

/// `88.75 berhasil`.
fn score_cell(number: &Option<String>, band: &Option<String>, width: usize) -> comfy_table::Cell {
    match (number, band) {
        (None, None) => table::cell(&format!("{:>width$}", "–"), Look::Dim),
        (number, band) => {
            let (number, band) = (number.as_deref().unwrap_or_default(), band.as_deref().unwrap_or_default());
            let gap = if width > 0 && !band.is_empty() { " " } else { "" };
            table::cell(&format!("{number:>width$}{gap}{band}"), Look::Plain)
        }
    }
}

fn findings_cell(row: &Row, lang: Lang) -> comfy_table::Cell {
    let (text, look) = findings(row, lang);
    table::cell(&text, look)
}

/// `2 errors, 1 warning`.
fn findings(row: &Row, lang: Lang) -> (String, Look) {
    let words = [
        (row.errors, super::count(row.errors, "kesalahan", "error", "errors")),
        (row.warnings, super::count(row.warnings, "peringatan", "warning", "warnings")),
    ];
    let parts = words.iter().filter(|(n, _)| *n > 0).map(|(_, word)| word.get(lang));
    let text = parts.collect::<Vec<_>>().join(", ");
    match (row.errors, row.warnings) {
        (0, 0) => ("ok".to_owned(), Look::Good),
        (0, _) => (text, Look::Warn),
        (_, _) => (text, Look::Bad),
    }
}
