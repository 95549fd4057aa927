//! What a run over many records comes to: the records with something to say, then the numbers.

use std::fmt::Write;

use super::finding;
use crate::base::{Lang, Severity};
use crate::batch::{Checked, Summary};
use crate::cli::console::{Console, style};
use crate::cli::escape;
use crate::cli::exit::{Exit, Failure};

/// Keeps what the records have to say, up to a limit of lines, until the progress bar is gone; the rest are counted.
pub(crate) struct Printer<'a> {
    console: &'a Console,
    files: Vec<String>,
    text: String,
    lines: usize,
    more: usize,
}

impl<'a> Printer<'a> {
    /// A printer for the records of these files.
    pub(crate) fn new(console: &'a Console, files: Vec<String>) -> Self {
        Self { console, files, text: String::new(), lines: 0, more: 0 }
    }

    /// As a printer that has left out so many lines already.
    pub(crate) fn having_left_out(self, more: usize) -> Self {
        Self { more, ..self }
    }

    /// Adds what is wrong with a record.
    pub(crate) fn add(&mut self, checked: &Checked) {
        let lines = finding::lines(checked, &self.files).len();
        if self.lines >= self.console.limits.diagnostics {
            self.more += lines;
            return;
        }
        self.lines += lines;
        self.text.push_str(&finding::text(checked, &self.files, self.console.lang));
    }

    /// Prints it all, says how many were left out, and leaves a line free.
    ///
    /// # Errors
    /// When it can't be written.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let more = self.more;
        let left_out = match self.console.lang {
            _ if more == 0 => String::new(),
            Lang::Id => format!("… dan {more} lainnya\n"),
            Lang::En => format!("… and {more} more\n"),
        };
        let gap = if self.lines > 0 { "\n" } else { "" };
        self.console.print(&format!("{}{left_out}{gap}", self.text))
    }
}

/// `12 records: 7 valid, 3 with warnings, 1 with errors, 1 unreadable`.
pub(crate) fn counts(summary: &Summary, lang: Lang) -> String {
    let Summary { records, valid, with_warnings, with_errors, unreadable, .. } = summary;
    let parts = [
        (valid, style::GOOD, "tanpa masalah", "valid"),
        (with_warnings, style::WARN, "dengan peringatan", "with warnings"),
        (with_errors, style::BAD, "dengan kesalahan", "with errors"),
        (unreadable, style::BAD, "tidak terbaca", "unreadable"),
    ];
    let parts = parts.into_iter().filter(|(count, ..)| **count > 0).map(|(count, style, id, en)| {
        format!("{style}{count} {}{style:#}", if lang == Lang::Id { id } else { en })
    });
    let parts = parts.collect::<Vec<_>>().join(", ");
    let noun = match (lang, records) {
        (Lang::Id, _) => "rekaman",
        (Lang::En, 1) => "record",
        (Lang::En, _) => "records",
    };
    if *records == 0 { format!("0 {noun}\n") } else { format!("{records} {noun}: {parts}\n") }
}

/// Checks printed that couldn't be evaluated; the rest are counted.
const MOST_UNDECIDED: usize = 10;

/// The checks that couldn't be evaluated, the most frequent first: they pass, but nobody knows whether they hold.
pub(crate) fn undecided(summary: &Summary, lang: Lang) -> String {
    if summary.undecided.is_empty() {
        return String::new();
    }
    let mut checks: Vec<_> = summary.undecided.iter().collect();
    checks.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let mut out = match lang {
        Lang::Id => "pemeriksaan yang tidak dapat dievaluasi karena ada isian lain yang kosong:\n".to_owned(),
        Lang::En => {
            "checks that could not be evaluated because something else they read is missing:\n".to_owned()
        }
    };
    let dim = style::DIM;
    for ((field, check), count) in checks.iter().take(MOST_UNDECIDED) {
        let check = finding::check_name(check, lang);
        let _ = writeln!(out, "  {count}× {} {dim}[{check}]{dim:#}", escape::line(field));
    }
    let more = checks.len().saturating_sub(MOST_UNDECIDED);
    let _ = match lang {
        _ if more == 0 => Ok(()),
        Lang::Id => writeln!(out, "  … dan {more} lainnya"),
        Lang::En => writeln!(out, "  … and {more} more"),
    };
    out + "\n"
}

/// A line per score with bands: how many records are in each.
pub(crate) fn bands(summary: &Summary, lang: Lang) -> String {
    let width = summary.bands.keys().map(|name| name.chars().count()).max().unwrap_or(0);
    let none = if lang == Lang::Id { "tanpa" } else { "none" };
    let mut out = String::new();
    for (name, bands) in &summary.bands {
        let counts = bands.counts.iter().rev().filter(|(_, count)| **count > 0);
        let mut parts: Vec<String> =
            counts.map(|(code, count)| format!("{} {count}", escape::line(code))).collect();
        if bands.none > 0 {
            let dim = style::DIM;
            parts.push(format!("{dim}{none} {}{dim:#}", bands.none));
        }
        if !parts.is_empty() {
            let _ = writeln!(out, "{name:<width$}  {}", parts.join(", "));
        }
    }
    out
}

/// How the run ends: records with errors are findings, as are findings about the files themselves.
pub(crate) fn exit(summary: &Summary) -> Exit {
    let about_files = summary.findings.keys().any(|code| code.severity() == Severity::Error);
    if summary.with_errors + summary.unreadable > 0 || about_files { Exit::Findings } else { Exit::Ok }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_in_records_are_findings() {
        let clean = Summary { records: 2, valid: 1, with_warnings: 1, ..Summary::default() };
        assert_eq!(exit(&clean), Exit::Ok);
        assert_eq!(exit(&Summary { with_errors: 1, ..clean.clone() }), Exit::Findings);
        assert_eq!(exit(&Summary { unreadable: 1, ..clean }), Exit::Findings);
    }
}
