//! The instruments of the repository: their tests pass, and their example records give what they gave.

use std::path::PathBuf;

use monev::base::{Files, Lang, Limits, Sink};
use monev::batch::{Batch, CsvStyle, ReadOptions, Summary};
use monev::import::Format;
use monev::rules::Plan;
use monev::scenario::{lines, read_tests, run};
use monev::source::{BlockKind, load, read};

use crate::common::{raw, said};
use crate::repository::Shipped;

/// Files of this ending, by their paths below `instruments`, sorted.
fn files(ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("instruments")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let path = path.strip_prefix("instruments").expect("below it");
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no {ending} below instruments: run from the repository's root");
    found
}

fn compiled(path: &str) -> (monev::base::Sources, monev::model::Instrument) {
    let compiled = monev::compile(&Shipped, path, &Limits::default());
    let instrument = compiled.instrument.unwrap_or_else(|| panic!("{path}: {:?}", compiled.diagnostics));
    (compiled.sources, instrument)
}

#[test]
fn the_tests_of_every_instrument_pass() {
    let limits = Limits::default();
    for path in files(".tests.yaml") {
        let (mut sources, instrument) = compiled(&path.replace(".tests.yaml", ".yaml"));
        let plan = Plan::new(&instrument);
        let mut sink = Sink::new();
        let bytes = Shipped.read(&path).expect("readable");
        let file = load(&mut sources, path.as_str(), bytes, &limits, &mut sink).expect("text");
        let text = sources.get(file).expect("just loaded").text.clone();
        let document = read(file, &text, BlockKind::Tests, &limits, &mut sink);
        let tests = read_tests(&document, &instrument, &mut sink);
        assert!(sink.is_empty() && !tests.is_empty(), "{path}: {:?}", sink.into_sorted(&sources));
        let failed = tests.iter().map(|test| run(&instrument, &plan, test)).filter(|result| !result.passed());
        let said: Vec<String> = failed
            .flat_map(|result| {
                let failures: Vec<String> = result.failures.iter().flat_map(|f| lines(f, Lang::En)).collect();
                [result.name.to_string()].into_iter().chain(failures)
            })
            .collect();
        assert!(said.is_empty(), "{path}:\n{}", said.join("\n"));
    }
}

#[test]
fn example_records_score_as_before() {
    for path in files("records.ndjson") {
        let folder = path.rsplit_once('/').expect("in a folder of its own").0;
        let (_, instrument) = compiled(&format!("{folder}/{folder}.yaml"));
        let plan = Plan::new(&instrument);
        let mut batch = Batch::new(&instrument, &plan, ReadOptions::default());
        let mut summary = Summary::new(&instrument);
        let (mut table, mut checked) = (batch.table().csv_header(CsvStyle::default()), Vec::new());
        for record in raw(Format::Ndjson, &Shipped.read(&path).expect("readable")) {
            let scored = batch.score(record);
            summary.add_scored(&scored, batch.table());
            if let Some(row) = &scored.values {
                table += &batch.table().csv_row(row, CsvStyle::default());
            }
            checked.push(scored.checked);
        }
        insta::assert_snapshot!(format!("{folder}_scores"), table);
        insta::assert_snapshot!(format!("{folder}_findings"), said(&checked));
        insta::assert_debug_snapshot!(format!("{folder}_summary"), summary.bands);
    }
}
