//! `record.schema.json` against the engine: it never refuses what the engine accepts, and on instruments inside the
//! part of the language that JSON Schema can express, it accepts nothing else.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at a surprise"
)]

#[path = "record_schema/draw.rs"]
mod draw;
#[path = "record_schema/instruments.rs"]
mod instruments;
#[path = "record_schema/records.rs"]
mod records;
#[path = "shared/repository.rs"]
mod repository;

use draw::Draw;
use monev::base::{Files, Limits, MemoryFiles};
use monev::batch::{Batch, Checked, ReadOptions, Verdict};
use monev::export::json_schema;
use monev::import::{Format, Input};
use monev::model::Instrument;
use monev::rules::Plan;
use proptest::prelude::*;
use repository::Shipped;
use serde_json::Value as Json;

/// Both validators of one instrument.
struct Pair<'a> {
    batch: Batch<'a>,
    schema: jsonschema::Validator,
}

impl<'a> Pair<'a> {
    fn new(instrument: &'a Instrument, plan: &'a Plan) -> Self {
        let schema = json_schema::schema(instrument);
        let schema = jsonschema::draft202012::new(&schema).expect("the schema is one");
        let options = ReadOptions { find_duplicates: false, ..ReadOptions::default() };
        Self { batch: Batch::new(instrument, plan, options), schema }
    }

    fn engine(&mut self, record: &Json) -> Checked {
        let text = record.to_string();
        let input = Input::new(Format::Ndjson, text.as_bytes());
        let mut records = monev::import::records(input, &Limits::default()).expect("memory can be read");
        let raw = records.next().expect("one record").expect("memory can be read");
        self.batch.check(raw)
    }
}

fn accepted(checked: &Checked) -> bool {
    matches!(checked.verdict, Verdict::Valid | Verdict::Warnings)
}

fn compile(text: &str) -> Instrument {
    let files = MemoryFiles::new().with("acak.yaml", text);
    let compiled = monev::compile(&files, "acak.yaml", &Limits::default());
    let shown: Vec<String> = compiled
        .diagnostics
        .iter()
        .map(|d| format!("{}: {} in `{}`", d.code.id(), d.message.en, compiled.sources.slice(d.span)))
        .collect();
    compiled.instrument.unwrap_or_else(|| panic!("{}\n{text}", shown.join("\n")))
}

/// Records of one instrument, each mended step by step until the engine accepts it; both validators judge every step.
fn compare(text: &str, seed: u64, exact: bool) -> (u32, u32) {
    let instrument = compile(text);
    if exact {
        assert_eq!(json_schema::unexpressed(&instrument), [], "not inside the expressible part:\n{text}");
    }
    let plan = Plan::new(&instrument);
    let mut pair = Pair::new(&instrument, &plan);
    let mut draw = Draw::new(seed);
    let (mut good, mut bad) = (0, 0);
    for _ in 0..6 {
        let mut record = records::record(&instrument, &mut draw);
        for _ in 0..12 {
            let checked = pair.engine(&record);
            let engine = accepted(&checked);
            let schema = pair.schema.is_valid(&record);
            let why = || {
                let errors: Vec<String> = pair
                    .schema
                    .iter_errors(&record)
                    .map(|e| format!("{e} at {}", e.instance_path()))
                    .collect();
                format!("engine {checked:?}\nschema {errors:#?}\nrecord {record}\n{text}")
            };
            assert!(!engine || schema, "the schema refuses what the engine accepts\n{}", why());
            assert!(!exact || engine || !schema, "the schema accepts what the engine refuses\n{}", why());
            if engine {
                good += 1;
                break;
            }
            bad += 1;
            records::mend(&instrument, &mut record, &checked, &mut draw);
        }
    }
    (good, bad)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_schema_agrees_with_the_engine_where_it_can(seed in any::<u64>()) {
        let mut draw = Draw::new(seed);
        let text = instruments::expressible(&mut draw);
        compare(&text, seed, true);
    }

    #[test]
    fn the_schema_never_refuses_what_the_engine_accepts(seed in any::<u64>()) {
        let mut draw = Draw::new(seed);
        let text = instruments::any(&mut draw);
        compare(&text, seed, false);
    }
}

/// Seeds for which the two once disagreed.
#[test]
fn what_once_disagreed_agrees() {
    let seeds = [
        4_643_798_081_830_429_826,
        1_395_168_211_041_500_784,
        4_866_455_605_943_272_165,
        2_156_197_752_261_687_454,
    ];
    for seed in seeds {
        compare(&instruments::expressible(&mut Draw::new(seed)), seed, true);
        compare(&instruments::any(&mut Draw::new(seed)), seed, false);
    }
}

/// What random instruments seldom ask: the state of an answer whose surroundings may not be asked.
const STATES: &str = "
monev: 1
instrument: acak
version: 1.2.0
title: {id: Acak, en: Random}
languages: [id, en]
items:
  - {ask: a, type: yes_no, required: true, label: {id: A, en: A}}
  - {ask: b, type: yes_no, label: {id: B, en: B}}
  - section: luar
    title: {id: Luar, en: Outer}
    when: a
    items:
      - {calc: l, value: b is missing}
      - section: dalam
        title: {id: Dalam, en: Inner}
        when: b
        items:
          - {ask: q, type: integer, min: 0, max: 9, allow: [refused], label: {id: Q, en: Q}}
          - {ask: c, type: yes_no, label: {id: C, en: C}, when: not b or q > 2}
          - {calc: k, value: q > 5}
  - {ask: r, type: yes_no, required: true, label: {id: R, en: R}, when: q is unanswered}
  - {ask: s, type: yes_no, required: true, label: {id: S, en: S}, when: q is not_applicable}
  - {ask: t, type: yes_no, required: c is unanswered, label: {id: T, en: T}}
  - {ask: u, type: yes_no, required: c is not_applicable and k is missing, label: {id: U, en: U}}
  - {ask: v, type: yes_no, required: k is false or q is refused, label: {id: V, en: V}}
  - {ask: w, type: yes_no, required: l, label: {id: W, en: W}}
";

#[test]
fn states_in_nested_sections_agree() {
    let (mut good, mut bad) = (0, 0);
    for seed in 0..60 {
        let (g, b) = compare(STATES, seed, true);
        good += g;
        bad += b;
    }
    assert!(good > 200 && bad > 200, "{good} accepted and {bad} refused records are too few to tell");
}

/// A property that is never put to the test proves nothing.
#[test]
fn random_records_are_of_both_kinds() {
    let (mut good, mut bad) = (0, 0);
    for seed in 0..60 {
        let text = instruments::expressible(&mut Draw::new(seed));
        let (g, b) = compare(&text, seed, true);
        good += g;
        bad += b;
    }
    assert!(good > 120 && bad > 120, "{good} accepted and {bad} refused records are too few to tell");
}

/// The example records of a shipped instrument, each changed in up to three random places.
#[test]
fn the_schema_never_refuses_a_changed_example_that_the_engine_accepts() {
    let compiled = monev::compile(&Shipped, "kaltara-uep/kaltara-uep.yaml", &Limits::default());
    let instrument = compiled.instrument.expect("a shipped instrument compiles");
    let plan = Plan::new(&instrument);
    let mut pair = Pair::new(&instrument, &plan);
    let lines = Shipped.read("kaltara-uep/records.ndjson").expect("it has example records");
    let examples: Vec<Json> =
        lines.split(|b| *b == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    let mut draw = Draw::new(6);
    let (mut good, mut refused) = (0, 0);
    for round in 0..40 {
        for example in &examples {
            let mut record = example.clone();
            for _ in 0..round % 4 {
                let donor = &examples[draw.below(examples.len())];
                records::disturb(&mut record["answers"], &donor["answers"], &mut draw);
            }
            let checked = pair.engine(&record);
            let schema = pair.schema.is_valid(&record);
            let errors = || pair.schema.iter_errors(&record).map(|e| e.to_string()).collect::<Vec<_>>();
            assert!(!accepted(&checked) || schema, "{:#?}\n{record}", errors());
            good += u32::from(accepted(&checked));
            refused += u32::from(!schema);
        }
    }
    assert!(good > 80 && refused > 80, "{good} accepted, {refused} refused by the schema");
}
