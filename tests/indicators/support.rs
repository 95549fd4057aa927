//! Instruments and records of these tests.

use monev::base::{Files, Limits, MemoryFiles};
use monev::batch::indicators::{IndicatorResult, Tallies};
use monev::batch::{Batch, RawRecord, ReadOptions};
use monev::import::{Format, Input, records};
use monev::model::Instrument;
use monev::rules::Plan;
use monev::value::Decimal;

use crate::repository::Shipped;

/// Compiles an instrument that has no mistakes.
pub(crate) fn compiled(text: &str) -> Instrument {
    compile(&MemoryFiles::new().with("a.yaml", text), "a.yaml")
}

/// An instrument of the repository.
pub(crate) fn shipped(name: &str) -> Instrument {
    compile(&Shipped, &format!("{name}/{name}.yaml"))
}

fn compile(files: &dyn Files, path: &str) -> Instrument {
    let compiled = monev::compile(files, path, &Limits::default());
    let said: Vec<&str> = compiled.diagnostics.iter().map(|found| &*found.message.en).collect();
    compiled.instrument.unwrap_or_else(|| panic!("{path}: {}", said.join("\n")))
}

/// The records of NDJSON.
pub(crate) fn raw(ndjson: &str) -> Vec<RawRecord> {
    let all = records(Input::new(Format::Ndjson, ndjson.as_bytes()), &Limits::default()).expect("readable");
    all.map(|record| record.expect("readable")).collect()
}

/// The indicators over records.
pub(crate) fn over(
    instrument: &Instrument,
    records: impl IntoIterator<Item = RawRecord>,
) -> Vec<IndicatorResult> {
    let plan = Plan::new(instrument);
    let mut batch = Batch::new(instrument, &plan, ReadOptions::default());
    let mut tallies = Tallies::new(instrument);
    for record in records {
        batch.tally(record, &mut tallies);
    }
    tallies.finish()
}

/// The result of an indicator.
pub(crate) fn of<'r>(results: &'r [IndicatorResult], id: &str) -> &'r IndicatorResult {
    results.iter().find(|result| &*result.id == id).unwrap_or_else(|| panic!("no indicator {id}"))
}

/// A number.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    Some(Decimal::parse(text).expect("digits"))
}

/// A record of an instrument of version 1.0.0.
pub(crate) fn record(instrument: &str, case: &str, answers: &str) -> String {
    format!(
        "{{\"instrument\": \"{instrument}\", \"version\": \"1.0.0\", \"case\": \"{case}\", \"answers\": {{{answers}}}}}\n"
    )
}
