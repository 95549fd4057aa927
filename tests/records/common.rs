//! The instrument the tests of this folder read records with.

use monev::base::{Lang, Limits, MemoryFiles};
use monev::batch::{Checked, RawRecord};
use monev::import::{Format, Input, RosterInput, records};
use monev::model::Instrument;

pub(crate) const CSV: Format = Format::Csv { delimiter: None };

/// Compiles an instrument that has no mistakes.
pub(crate) fn compiled(text: &str) -> Instrument {
    let files = MemoryFiles::new().with("a.yaml", text);
    let compiled = monev::compile(&files, "a.yaml", &Limits::default());
    let said: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|d| format!("{:?} {:?}: {}", compiled.sources.locate(d.span), d.code, d.message.en))
        .collect();
    compiled.instrument.unwrap_or_else(|| panic!("{}", said.join("\n")))
}

pub(crate) fn usaha() -> Instrument {
    compiled(include_str!("usaha.yaml"))
}

/// The raw records of a text.
pub(crate) fn raw(format: Format, text: &[u8]) -> Vec<RawRecord> {
    let all = records(Input::new(format, text), &Limits::default()).expect("no reader error");
    all.map(|record| record.expect("no reader error")).collect()
}

/// The raw records of CSV files: the main one, and rosters by their ids.
pub(crate) fn raw_csv(main: &str, rosters: &[(&str, &str)]) -> Vec<RawRecord> {
    let rosters = rosters
        .iter()
        .map(|(name, text)| RosterInput { name: (*name).into(), reader: text.as_bytes() })
        .collect();
    let input = Input { rosters, ..Input::new(CSV, main.as_bytes()) };
    records(input, &Limits::default())
        .expect("no reader error")
        .map(|r| r.expect("no reader error"))
        .collect()
}

/// What was found in records, as lines in both languages.
pub(crate) fn said(all: &[Checked]) -> String {
    let mut text = String::new();
    for checked in all {
        let (case, wave) = (checked.case.as_deref().unwrap_or("-"), checked.wave.as_deref().unwrap_or("-"));
        text += &format!("#{} line {} {case}/{wave}: {:?}\n", checked.row, checked.line, checked.verdict);
        for finding in &checked.findings {
            let file = if finding.file > 0 { format!("file {}: ", finding.file) } else { String::new() };
            text += &format!("  {file}{}\n  {file}{}\n", finding.text(Lang::En), finding.text(Lang::Id));
        }
        for problem in &checked.problems {
            let (field, level, check) = (&problem.field, problem.level.word(), &problem.check);
            text += &format!("  {field}: {level}[{check}]: {}\n", problem.message.en);
            text += &format!("  {field}: {level}[{check}]: {}\n", problem.message.id);
        }
    }
    text
}
