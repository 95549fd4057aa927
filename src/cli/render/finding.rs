//! What is wrong with records: text for people, JSON and CSV for programs. One order of fields everywhere.

use serde_json::{Value, json};

use super::severity_id;
use crate::base::{Lang, Message, Severity};
use crate::batch::{Checked, CsvStyle, Finding, ProblemLine};
use crate::cli::console::style;
use crate::cli::escape;
use crate::rules::Level;

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Info => Severity::Info,
    }
}

/// One thing that is wrong, whether reading or the rules found it.
pub(crate) struct Line<'a> {
    severity: Severity,
    line: Option<(u64, &'a str)>,
    field: &'a str,
    check: String,
    message: &'a Message,
}

impl<'a> Line<'a> {
    fn of_finding(finding: &'a Finding, files: &'a [String]) -> Self {
        let file = usize::try_from(finding.file).ok().and_then(|at| files.get(at)).map_or("", String::as_str);
        Self {
            severity: finding.severity,
            line: (finding.line > 0).then_some((finding.line, file)),
            field: finding.field.as_deref().unwrap_or_default(),
            check: finding.code.id().to_owned(),
            message: &finding.message,
        }
    }

    fn of_problem(problem: &'a ProblemLine) -> Self {
        Self {
            severity: severity(problem.level),
            line: None,
            field: &problem.field,
            check: problem.check.to_string(),
            message: &problem.message,
        }
    }
}

/// Everything that is wrong with a record, in its order.
pub(crate) fn lines<'a>(checked: &'a Checked, files: &'a [String]) -> Vec<Line<'a>> {
    let findings = checked.findings.iter().map(|finding| Line::of_finding(finding, files));
    findings.chain(checked.problems.iter().map(Line::of_problem)).collect()
}

/// A record with what is wrong with it, as text: nothing for a record with nothing to say.
pub(crate) fn text(checked: &Checked, files: &[String], lang: Lang) -> String {
    let lines = lines(checked, files);
    if lines.is_empty() {
        return String::new();
    }
    let mut out = format!("{}\n", heading(checked, files, lang));
    let width = lines.iter().map(|line| line.field.chars().count()).max().unwrap_or(0).min(32);
    for line in &lines {
        out.push_str(&text_line(line, &elsewhere(line, checked, files), width, lang));
    }
    out
}

/// `record 3, case KTR-2025-0003, 2025-TW3  records.ndjson:3`.
fn heading(checked: &Checked, files: &[String], lang: Lang) -> String {
    let (head, dim) = (style::HEAD, style::DIM);
    let file = files.first().map_or("", String::as_str);
    if checked.row == 0 {
        return format!("{head}{file}{head:#}");
    }
    let (record, case) = match lang {
        Lang::Id => ("rekaman", "kasus"),
        Lang::En => ("record", "case"),
    };
    let case = checked.case.as_deref().map(|name| format!(", {case} {}", escape::line(name)));
    let wave = checked.wave.as_deref().map(|name| format!(", {}", escape::line(name)));
    let (case, wave) = (case.unwrap_or_default(), wave.unwrap_or_default());
    format!("{head}{record} {}{case}{wave}{head:#}{dim}  {file}:{}{dim:#}", checked.row, checked.line)
}

/// Where a line stands, if the heading doesn't say it: ` data.barang.csv:3`.
fn elsewhere(line: &Line<'_>, checked: &Checked, files: &[String]) -> String {
    let main = files.first().map_or("", String::as_str);
    let said = |at: &(u64, &str)| *at == (checked.line, main) && checked.row > 0;
    line.line.filter(|at| !said(at)).map_or_else(String::new, |(line, file)| format!(" {file}:{line}"))
}

fn text_line(line: &Line<'_>, place: &str, width: usize, lang: Lang) -> String {
    let (style, word) = match (line.severity, lang) {
        (Severity::Error, Lang::Id) => (style::BAD, "kesalahan"),
        (Severity::Error, Lang::En) => (style::BAD, "error"),
        (Severity::Warning, Lang::Id) => (style::WARN, "peringatan"),
        (Severity::Warning, Lang::En) => (style::WARN, "warning"),
        (Severity::Info, Lang::Id) => (style::DIM, "info"),
        (Severity::Info, Lang::En) => (style::DIM, "info"),
    };
    let pad = if lang == Lang::Id { 10 } else { 7 };
    let field = escape::line(line.field);
    let message = escape::line(line.message.get(lang));
    let dim = style::DIM;
    let check = check_name(&line.check, lang);
    format!("  {style}{word:<pad$}{style:#} {field:<width$}  {message} {dim}[{check}]{place}{dim:#}\n")
}

/// A check as people read it: an author's by its number, the engine's own by their names.
pub(crate) fn check_name(check: &str, lang: Lang) -> String {
    match check.parse::<u32>() {
        Ok(number) if lang == Lang::Id => format!("pemeriksaan {number}"),
        Ok(number) => format!("check {number}"),
        Err(_) => check.to_owned(),
    }
}

/// A record as an object: its place, what became of it, everything that is wrong, and the checks that couldn't be
/// evaluated.
pub(crate) fn json(checked: &Checked, files: &[String]) -> Value {
    let wrong = lines(checked, files).into_iter().map(|line| {
        json!({
            "level": severity_id(line.severity),
            "field": if line.field.is_empty() { Value::Null } else { line.field.into() },
            "code": line.check,
            "message": {"id": line.message.id, "en": line.message.en},
            "file": line.line.map(|(_, file)| file),
            "line": line.line.map(|(line, _)| line),
        })
    });
    json!({
        "record": checked.row,
        "line": checked.line,
        "case": checked.case.as_deref(),
        "wave": checked.wave.as_deref(),
        "verdict": checked.verdict.word(),
        "problems": wrong.collect::<Vec<_>>(),
        "undecided": checked.undecided.iter().map(|one| json!({"field": &*one.field, "code": &*one.check})).collect::<Vec<_>>(),
    })
}

/// The columns of [`csv()`].
pub(crate) const CSV_HEADER: &str = "record,line,case,wave,level,field,code,message\n";

/// A record's problems as rows of CSV.
pub(crate) fn csv(checked: &Checked, files: &[String], lang: Lang, style: CsvStyle) -> String {
    let rows = lines(checked, files).into_iter().map(|line| {
        let at = line.line.map_or(checked.line, |(line, _)| line).to_string();
        let case = checked.case.as_deref().unwrap_or_default();
        let wave = checked.wave.as_deref().unwrap_or_default();
        let (record, message) = (checked.row.to_string(), line.message.get(lang));
        style.line([
            &*record,
            &*at,
            case,
            wave,
            severity_id(line.severity),
            line.field,
            &*line.check,
            message,
        ])
    });
    rows.collect()
}
