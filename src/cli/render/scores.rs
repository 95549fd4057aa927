//! Scored records as a table for people: who, each score with its band, and whether anything is wrong.

use crate::base::{Lang, Severity};
use crate::batch::{Checked, Scored, Table};
use crate::cli::console::Console;
use crate::cli::render::table::{self, Look};
use crate::model::{Instrument, Score};
use crate::rules::Level;

/// A table that grows row by row up to a limit.
pub(crate) struct ScoreTable<'a> {
    console: &'a Console,
    head: Vec<String>,
    columns: Table,
    /// For each score, the places of its number and of its band among the columns of the batch.
    scores: Vec<(Option<usize>, Option<usize>)>,
    rows: Vec<Vec<comfy_table::Cell>>,
    waves: bool,
    more: u64,
}

impl<'a> ScoreTable<'a> {
    /// A table of the scores of an instrument.
    pub(crate) fn new(instrument: &Instrument, columns: &Table, console: &'a Console) -> Self {
        let words = match console.lang {
            Lang::Id => ["kasus", "gelombang", "temuan"],
            Lang::En => ["case", "wave", "findings"],
        };
        let [case, wave, findings] = words.map(str::to_owned);
        let names = instrument.scores.values().map(|score| score.id.to_string());
        let head = ["#".to_owned(), case, wave].into_iter().chain(names).chain([findings]).collect();
        let place = |score: &Score| {
            let at = |var| columns.columns.iter().position(|column| Some(column.var) == var);
            (score.var.and_then(|var| at(Some(var))), score.band_var.and_then(|var| at(Some(var))))
        };
        let scores = instrument.scores.values().map(place).collect();
        let columns = columns.clone();
        Self { console, head, columns, scores, rows: Vec::new(), waves: false, more: 0 }
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
        self.waves |= checked.wave.is_some();
        let name = |name: &Option<std::sync::Arc<str>>| {
            name.as_deref().map_or_else(|| table::cell("–", Look::Dim), |name| table::cell(name, Look::Plain))
        };
        let mut row = vec![
            table::cell(&checked.row.to_string(), Look::Number),
            name(&checked.case),
            name(&checked.wave),
        ];
        row.extend(
            self.scores.iter().map(|(number, band)| score_cell(&self.columns, scored, *number, *band)),
        );
        row.push(findings_cell(checked, self.console.lang));
        self.rows.push(row);
    }

    /// The table, and how many rows it leaves out.
    pub(crate) fn finish(mut self) -> String {
        if !self.waves {
            self.head.remove(2);
            self.rows.iter_mut().for_each(|row| drop(row.remove(2)));
        }
        if self.rows.is_empty() {
            return String::new();
        }
        let mut out = table::render(&self.head, self.rows, self.console.width());
        let more = self.more;
        if more > 0 {
            out.push_str(&match self.console.lang {
                Lang::Id => format!("… dan {more} baris lagi; `--out skor.csv` menulis semuanya\n"),
                Lang::En => format!("… and {more} more rows; `--out scores.csv` writes them all\n"),
            });
        }
        out.push('\n');
        out
    }
}

/// `88.75 berhasil`.
fn score_cell(
    columns: &Table,
    scored: &Scored,
    number: Option<usize>,
    band: Option<usize>,
) -> comfy_table::Cell {
    let text = |at: Option<usize>| {
        let value = scored.values.as_ref()?.values.get(at?)?;
        columns.columns.get(at?)?.cell(value).map(|cell| cell.text)
    };
    match (text(number), text(band)) {
        (Some(number), Some(band)) => table::cell(&format!("{number} {band}"), Look::Plain),
        (Some(number), None) => table::cell(&number, Look::Number),
        (None, Some(band)) => table::cell(&band, Look::Plain),
        (None, None) => table::cell("–", Look::Dim),
    }
}

/// `2 errors, 1 warning`.
fn findings_cell(checked: &Checked, lang: Lang) -> comfy_table::Cell {
    let count = |severity: Severity, level: Level| {
        let findings = checked.findings.iter().filter(|finding| finding.severity == severity).count();
        findings + checked.problems.iter().filter(|problem| problem.level == level).count()
    };
    let errors = count(Severity::Error, Level::Error);
    let warnings = count(Severity::Warning, Level::Warning);
    let words = [
        super::count(errors, "kesalahan", "error", "errors"),
        super::count(warnings, "peringatan", "warning", "warnings"),
    ];
    let parts = [errors, warnings].into_iter().zip(&words).filter(|(n, _)| *n > 0);
    let text = parts.map(|(_, word)| word.get(lang)).collect::<Vec<_>>().join(", ");
    match (errors, warnings) {
        (0, 0) => table::cell("ok", Look::Good),
        (0, _) => table::cell(&text, Look::Warn),
        (_, _) => table::cell(&text, Look::Bad),
    }
}
