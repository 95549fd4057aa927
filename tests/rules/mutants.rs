//! Mutants: one of which it is said that nobody could notice it gives the same outcome, however random instruments and
//! records are.

use monev::base::{Limits, MemoryFiles};
use monev::expr::VarId;
use monev::model::Instrument;
use monev::rules::{Outcome, Plan, Record, evaluate};
use monev::scenario::{Original, mutants};
use proptest::prelude::*;

use crate::{draw, laws, support};

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_cannot_be_noticed_changes_nothing(
        text in prop::collection::vec(any::<u8>(), 150..400),
        records in prop::collection::vec(prop::collection::vec(any::<u8>(), 100..300), 8),
    ) {
        let text = draw::instrument(&text);
        let (Some(instrument), _) = support::try_compile(&text) else { return Ok(()) };
        let plan = Plan::new(&instrument);
        let mut records: Vec<Record> = records.iter().map(|bytes| laws::random(&instrument, bytes)).collect();
        records.push(Record::new(&instrument));
        let outcomes: Vec<Outcome> =
            records.iter().map(|record| evaluate(&instrument, &plan, record)).collect();
        let original = Original::new(&instrument, &plan);
        for (line, mutant, changed) in changed(&text) {
            let Some(why) = original.why_never_noticed(&changed) else { continue };
            let plan = Plan::new(&changed);
            for (record, before) in records.iter().zip(&outcomes) {
                let after = evaluate(&changed, &plan, record);
                if let Some(difference) = difference(&instrument, before, &after) {
                    prop_assert!(false, "{line}\n{}: {difference}\n{record:?}\n{mutant}", why.en);
                }
            }
        }
    }
}

/// The mutants that compile: the line that is changed, their text, and what it means.
fn changed(text: &str) -> Vec<(String, String, Instrument)> {
    let files = MemoryFiles::new().with("acak.yaml", text);
    let compiled = monev::compile(&files, "acak.yaml", &Limits::default());
    let found = mutants(&compiled.instrument.unwrap(), &compiled.sources, &Limits::default());
    let of = |mutant: &monev::scenario::Mutant| {
        let (before, after) = mutant.lines(text);
        let applied = mutant.applied(text);
        let (instrument, _) = support::try_compile(&applied);
        Some((format!("- {before}\n+ {after}"), applied, instrument?))
    };
    found.iter().filter_map(of).collect()
}

/// What differs between two outcomes of the same record.
fn difference(instrument: &Instrument, before: &Outcome, after: &Outcome) -> Option<String> {
    for (var, column) in (0..).map(VarId).zip(&instrument.vars) {
        for row in 0..before.row_count(column.home) {
            let (one, two) = (before.cell(var, row), after.cell(var, row));
            if one != two {
                return Some(format!("{} in row {row}: {one:?}, {two:?}", column.name));
            }
        }
    }
    for (id, item) in instrument.items.iter() {
        for row in 0..before.row_count(item.home) {
            let of = |outcome: &Outcome| (outcome.asked(id, row), outcome.required(id, row));
            if of(before) != of(after) {
                return Some(format!("{} in row {row}: {:?}, {:?}", item.id, of(before), of(after)));
            }
        }
    }
    let found =
        |outcome: &Outcome| format!("{:?} {:?} {:?}", outcome.problems, outcome.confirmed, outcome.undecided);
    (found(before) != found(after)).then(|| format!("{}\n{}", found(before), found(after)))
}
