//! How long one record of `kaltara-uep` takes: `cargo bench --bench record`. The first example record (an interview
//! with 67 items asked, two rosters, five scores) is measured alone, then all ten.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark stops at a surprise")]

#[path = "../shared/repository.rs"]
mod repository;

use divan::Bencher;
use monev::base::{Files, Limits};
use monev::batch::{Batch, RawRecord, ReadOptions, RecordReader};
use monev::import::{Format, Input, records};
use monev::model::Instrument;
use monev::rules::{Plan, Record};

use repository::Shipped;

fn main() {
    divan::main();
}

fn instrument() -> Instrument {
    let compiled = monev::compile(&Shipped, "kaltara-uep/kaltara-uep.yaml", &Limits::default());
    compiled.instrument.expect("kaltara-uep compiles")
}

fn raw() -> Vec<RawRecord> {
    let bytes = Shipped.read("kaltara-uep/records.ndjson").unwrap();
    let input = Input::new(Format::Ndjson, bytes.as_slice());
    records(input, &Limits::default()).unwrap().map(Result::unwrap).collect()
}

fn options() -> ReadOptions {
    ReadOptions { find_duplicates: false, ..ReadOptions::default() }
}

fn typed(instrument: &Instrument) -> Vec<Record> {
    let mut reader = RecordReader::new(instrument, options());
    raw().into_iter().filter_map(|raw| reader.read(raw).record).collect()
}

/// Everything a record means (what is asked, checks, calculations, scores, bands), from its typed answers.
#[divan::bench]
fn evaluate_one(bencher: Bencher<'_, '_>) {
    let instrument = instrument();
    let plan = Plan::new(&instrument);
    let record = typed(&instrument).remove(0);
    let mut batch = Batch::new(&instrument, &plan, options());
    bencher.bench_local(|| {
        batch.evaluate(divan::black_box(&record));
    });
}

/// The same for all ten example records.
#[divan::bench]
fn evaluate_ten(bencher: Bencher<'_, '_>) {
    let instrument = instrument();
    let plan = Plan::new(&instrument);
    let records = typed(&instrument);
    let mut batch = Batch::new(&instrument, &plan, options());
    bencher.bench_local(|| {
        for record in &records {
            batch.evaluate(divan::black_box(record));
        }
    });
}

/// From the parsed JSON of a record to its validated, scored row: typing the answers, evaluation, findings and table.
#[divan::bench]
fn validate_and_score_one(bencher: Bencher<'_, '_>) {
    let instrument = instrument();
    let plan = Plan::new(&instrument);
    let mut batch = Batch::new(&instrument, &plan, options());
    let first = raw().remove(0);
    bencher.with_inputs(|| first.clone()).bench_local_values(|raw| batch.score(raw));
}

/// The same from the bytes of the line.
#[divan::bench]
fn from_bytes_one(bencher: Bencher<'_, '_>) {
    let instrument = instrument();
    let plan = Plan::new(&instrument);
    let mut batch = Batch::new(&instrument, &plan, options());
    let bytes = Shipped.read("kaltara-uep/records.ndjson").unwrap();
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap().to_vec();
    bencher.bench_local(|| {
        let input = Input::new(Format::Ndjson, line.as_slice());
        let raw = records(input, &Limits::default()).unwrap().next().unwrap().unwrap();
        batch.score(raw)
    });
}
