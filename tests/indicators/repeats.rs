//! Repeated records: a household counts once a wave, in indicators and in the report alike.

use monev::batch::indicators::IndicatorResult;
use monev::batch::{Batch, ReadOptions, Standing};
use monev::export::report::{Collector, Subject};
use monev::rules::Plan;

use crate::support::{compiled, over, raw};

const JUAL: &str = "
monev: 1
instrument: jual
version: 1.0.0
title: Jual
languages: [id]
items:
  - {ask: laku, type: yes_no, label: Laku}
indicators:
  - {indicator: pct_laku, share: laku}
";

/// A record that says whether it sold; `head` holds its case and wave.
fn record(head: &str, sold: bool) -> String {
    format!(
        "{{\"instrument\": \"jual\", \"version\": \"1.0.0\", {head} \"answers\": {{\"laku\": {sold}}}}}\n"
    )
}

fn indicators(ndjson: &str) -> Vec<IndicatorResult> {
    over(&compiled(JUAL), raw(ndjson))
}

/// How many records a report is made of.
fn reported(ndjson: &str) -> u64 {
    let subject = Subject::new(compiled(JUAL));
    let plan = Plan::new(subject.instrument());
    let mut batch = Batch::new(subject.instrument(), &plan, ReadOptions::default());
    let mut collector = Collector::new(&subject);
    for record in raw(ndjson) {
        let checked = batch.check(record);
        collector.add(&checked, batch.outcome());
    }
    collector.finish().used()
}

#[test]
fn the_first_record_of_a_case_and_wave_counts() {
    let (first, second) = (r#""case": "A", "wave": "1","#, r#""case": "A", "wave": "2","#);
    let once = record(first, true) + &record(second, false);
    let twice = record(first, true) + &record(first, false) + &record(second, false) + &record(second, true);
    assert_eq!(indicators(&twice), indicators(&once));
    assert_eq!(indicators(&twice)[0].total.records, 2);
    assert_eq!((reported(&twice), reported(&once)), (2, 2));
    // Whichever comes first.
    let turned = record(first, false) + &record(first, true);
    assert_eq!(indicators(&turned), indicators(&record(first, false)));
}

#[test]
fn records_without_a_wave_are_all_of_one() {
    let visits = [r#""case": "A", "today": "2025-01-06","#, r#""case": "A", "today": "2025-04-06","#];
    let both: String = visits.iter().map(|head| record(head, true)).collect();
    assert_eq!((indicators(&both)[0].total.records, reported(&both)), (1, 1));
}

#[test]
fn records_without_a_case_repeat_none() {
    let two = record("", true) + &record("", true);
    assert_eq!((indicators(&two)[0].total.records, reported(&two)), (2, 2));
}

#[test]
fn a_record_that_cannot_be_read_is_repeated_by_none() {
    let head = r#""case": "A","#;
    let foreign = record(head, true).replace("\"jual\"", "\"lain\"");
    let own = record(head, false);
    assert_eq!(indicators(&(foreign.clone() + &own)), indicators(&own));
    let instrument = compiled(JUAL);
    let plan = Plan::new(&instrument);
    let mut batch = Batch::new(&instrument, &plan, ReadOptions::default());
    let found: Vec<Standing> =
        raw(&(foreign + &own + &own)).into_iter().map(|record| batch.check(record).standing()).collect();
    assert_eq!(found, [Standing::Unreadable, Standing::Counts, Standing::Repeats]);
}
