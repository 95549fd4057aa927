//! The engine and the naive evaluator say the same of random records of random instruments.

use monev::expr::VarId;
use monev::model::{CheckOrigin, Instrument, VarKind};
use monev::rules::{Confirmation, Outcome, Plan, Problem, Record, evaluate, explain, finished};
use monev::value::RosterId;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};

use crate::draw::{self, Dice};
use crate::naive::Naive;
use crate::{laws, support};

/// A record with some confirmations, true or not.
fn random(instrument: &Instrument, bytes: &[u8]) -> Record {
    let (one, other) = bytes.split_at(bytes.len().min(12));
    let mut record = laws::random(instrument, other);
    let mut dice = Dice::new(one);
    for (id, item) in instrument.items.iter() {
        if dice.below(4) > 0 {
            let depth =
                std::iter::successors(item.home, |at| instrument.rosters[at.0 as usize].parent).count();
            let row = (0..depth).map(|_| 1 + dice.below(2)).collect();
            let (check, reason) = (CheckOrigin::Author(1), "benar".into());
            record.confirmed.push(Confirmation { item: id, row, check, reason });
        }
    }
    record
}

/// Everything that has a name, one line each: by the engine, by the naive evaluator.
fn sides(instrument: &Instrument, record: &Record, outcome: &Outcome) -> (Vec<String>, Vec<String>) {
    let naive = Naive::new(instrument, record);
    let (mut engine, mut other) = (Vec::new(), Vec::new());
    for roster in (0..).map(RosterId).take(instrument.rosters.len()) {
        for row in 0..outcome.row_count(Some(roster)) {
            let r = outcome.row(roster, row).unwrap();
            let at = (r.parent, outcome.row_index(roster, row), r.recorded, r.choice, r.previous);
            engine.push(format!("{roster:?} {at:?}"));
        }
        let rows = naive.rows(roster);
        other.extend(
            rows.iter()
                .map(|r| format!("{roster:?} {:?}", (r.parent, r.index, r.recorded, r.choice, r.previous))),
        );
    }
    if engine != other {
        return (engine, other);
    }
    for (id, item) in instrument.items.iter() {
        for row in 0..outcome.row_count(item.home) {
            let facts = (outcome.asked(id, row), outcome.required(id, row));
            engine.push(format!("{} {row} {facts:?}", item.id));
            other.push(format!("{} {row} {:?}", item.id, (naive.asked(id, row), naive.required(id, row))));
        }
    }
    for (id, var) in (0..).map(VarId).zip(&instrument.vars) {
        // The hidden part that finds the best tiebreak is how the engine does it, not what is meant.
        if matches!(var.kind, VarKind::Part(score, _) if instrument.scores[score].method.parts().iter().any(|p| &*p.id == "tiebreak"))
        {
            continue;
        }
        for row in 0..outcome.row_count(var.home) {
            let cell = outcome.cell(id, row);
            engine.push(format!("{} {row} {:?} {:?}", var.name, cell.state, plain(&cell.value)));
            let (state, value) = naive.cell(id, row);
            other.push(format!("{} {row} {state:?} {:?}", var.name, plain(&value)));
        }
    }
    let place = |p: &Problem| {
        let item = &instrument.items[p.item];
        format!("{}{:?} {}", item.id, outcome.path(item.home, p.row).to_vec(), p.kind.check())
    };
    engine.extend(outcome.problems.iter().map(|p| format!("{} {}", place(p), p.level.word())));
    engine.extend(outcome.confirmed.iter().map(|c| format!("{} confirmed", place(&c.problem))));
    engine.extend(outcome.undecided.iter().map(|u| {
        let kind = monev::rules::ProblemKind::Check(u.check);
        let problem = Problem { item: u.item, row: u.row, kind, level: monev::rules::Level::Error };
        format!("{} undecided", place(&problem))
    }));
    let problems = naive.problems();
    let of = |end: &str| problems.iter().filter(|line| line.ends_with(end)).cloned().collect::<Vec<_>>();
    let rest = |line: &&String| !line.ends_with("confirmed") && !line.ends_with("undecided");
    other.extend(problems.iter().filter(rest).cloned());
    other.extend(of("confirmed"));
    other.extend(of("undecided"));
    (engine, other)
}

/// A value however many zeros it is kept with.
fn plain(value: &monev::value::Value) -> String {
    match value {
        monev::value::Value::Num(number) => number.normalized().to_string(),
        other => format!("{other:?}"),
    }
}

fn first_difference((engine, naive): &(Vec<String>, Vec<String>)) -> Option<String> {
    let longest = engine.len().max(naive.len());
    let at = (0..longest).find(|at| engine.get(*at) != naive.get(*at))?;
    Some(format!("engine {:?}\nnaive  {:?}", engine.get(at), naive.get(at)))
}

#[test]
fn the_engine_agrees_with_the_naive_evaluator() {
    let bytes = |most| prop::collection::vec(any::<u8>(), most / 2..most);
    let records = prop::collection::vec(bytes(300_usize), 6);
    let compiled = std::cell::Cell::new((0, 0));
    let mut runner = TestRunner::new(Config {
        cases: 200,
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    });
    let checked = runner.run(&(bytes(400_usize), records), |(text, records)| {
        let text = draw::instrument(&text);
        let (instrument, said) = support::try_compile(&text);
        let (good, bad) = compiled.get();
        let Some(instrument) = instrument else {
            compiled.set((good, bad + 1));
            let broken = said
                .iter()
                .any(|(code, _)| matches!(code.as_str(), "parse" | "unknown-name" | "unknown-key"));
            prop_assert!(!broken, "{said:?}\n{text}");
            return Ok(());
        };
        compiled.set((good + 1, bad));
        let plan = Plan::new(&instrument);
        for bytes in records {
            let mut record = random(&instrument, &bytes);
            let outcome = evaluate(&instrument, &plan, &record);
            let differs = first_difference(&sides(&instrument, &record, &outcome));
            prop_assert!(differs.is_none(), "{}\n{record:?}\n{text}", differs.unwrap_or_default());
            for (id, _) in instrument.scores.iter() {
                let tree = explain(&instrument, &outcome, id).unwrap();
                prop_assert_eq!(crate::explain::again(&tree), tree.number, "{:#?}", tree);
                crate::explain::band_follows(&tree);
            }
            record = finished(&instrument, &record, &outcome);
            let again = evaluate(&instrument, &plan, &record);
            let differs = first_difference(&sides(&instrument, &record, &again));
            prop_assert!(differs.is_none(), "finished: {}\n{text}", differs.unwrap_or_default());
        }
        Ok(())
    });
    let (good, bad) = compiled.get();
    match checked {
        Ok(()) => {}
        Err(TestError::Fail(why, _) | TestError::Abort(why)) => panic!("{why}"),
    }
    assert!(good > bad * 2, "{good} instruments compiled and {bad} did not");
}
