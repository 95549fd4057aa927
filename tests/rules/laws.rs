//! Laws of evaluation over random records of an instrument that has a little of everything.

use monev::expr::VarId;
use monev::model::{Instrument, VarKind};
use monev::rules::{
    Outcome, Plan, Problem, ProblemKind, Record, Recorded, evaluate, evaluate_into, evaluate_step, explain,
    finished,
};
use monev::value::{Decimal, NumType, RosterId, Special, Type, Value};
use proptest::prelude::*;

use crate::draw::Dice;
use crate::support::{compile, var};

pub(crate) const INSTRUMENT: &str = include_str!("../suite/everything.yaml");

/// A record made from random bytes: any answers, any rows, whatever is asked.
pub(crate) fn random(instrument: &Instrument, bytes: &[u8]) -> Record {
    let mut dice = Dice::new(bytes);
    let mut record = Record::new(instrument);
    for (at, roster) in instrument.rosters.iter().enumerate() {
        let id = RosterId(at as u32);
        for sheet in [&mut record.answers, &mut record.previous] {
            let parents = roster.parent.map_or(1, |outer| sheet.rows(outer).len() as u32);
            for parent in 0..parents {
                for _ in 0..dice.below(5) {
                    let choice =
                        roster.row_choice.is_some().then(|| dice.below(3)).filter(|_| dice.below(3) > 0);
                    sheet.add_row(id, parent, choice);
                }
            }
        }
    }
    for (at, var) in instrument.vars.iter().enumerate() {
        let id = VarId(at as u32);
        let (now, before) = match var.kind {
            VarKind::Question(_) => (true, true),
            VarKind::Given(_) => (true, false),
            VarKind::Calc(_) | VarKind::Score(_) | VarKind::Band(_) => (false, true),
            VarKind::Today | VarKind::Part(..) | VarKind::RowChoice(_) | VarKind::Prev(_) => (false, false),
        };
        for (sheet, wanted) in [(&mut record.answers, now), (&mut record.previous, before)] {
            let rows = var.home.map_or(1, |home| sheet.rows(home).len() as u32);
            for row in (0..rows).filter(|_| wanted) {
                sheet.set(id, row, answer(instrument, &var.ty, &mut dice));
            }
        }
    }
    record
}

fn answer(instrument: &Instrument, ty: &Type, dice: &mut Dice<'_>) -> Recorded {
    match dice.below(8) {
        0 => return Recorded::Nothing,
        1 if dice.below(3) == 0 => return Recorded::Special(Special::DontKnow),
        1 if dice.below(3) == 0 => return Recorded::Special(Special::Refused),
        _ => {}
    }
    if dice.below(40) == 39 {
        // What no reader would give, but an embedding app might.
        let odd = [
            Value::Choice(77),
            Value::Bool(true),
            Value::Num(Decimal::new(i128::MAX / 2, 10)),
            Value::Missing,
        ];
        return Recorded::Value(odd[dice.below(4) as usize].clone());
    }
    Recorded::Value(match ty {
        Type::Bool => Value::Bool(dice.below(2) == 0),
        Type::Num(NumType { scale, .. }) => {
            let few = [0, 0, 1, 2, 3, 4, 10, 17, 20, 49, 50, 60, 99, 100, 999, 1000, 5000];
            Value::Num(Decimal::int(few[dice.below(17) as usize]).rescale(*scale).unwrap())
        }
        Type::Choice(list) => {
            Value::Choice(dice.below(instrument.list(*list).unwrap().list.choices.len() as u32))
        }
        Type::Choices(list) => {
            let n = instrument.list(*list).unwrap().list.choices.len() as u32;
            Value::Choices((0..dice.below(4)).map(|_| dice.below(n)).collect())
        }
        _ => Value::Text(["x", "y", "z"][dice.below(3) as usize].into()),
    })
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..220)
}

fn with_instrument(check: impl Fn(&Instrument, &Plan)) {
    thread_local! {
        static COMPILED: (Instrument, Plan) = {
            let instrument = compile(INSTRUMENT);
            let plan = Plan::new(&instrument);
            (instrument, plan)
        };
    }
    COMPILED.with(|(instrument, plan)| check(instrument, plan));
}

/// Everything but that something was left out.
fn kept(outcome: &Outcome) -> Vec<Problem> {
    outcome.problems.iter().copied().filter(|p| p.kind != ProblemKind::NotAsked).collect()
}

/// Every cell and fact that has a name.
fn facts(instrument: &Instrument, outcome: &Outcome) -> String {
    let mut text = String::new();
    for (at, var) in instrument.vars.iter().enumerate() {
        for row in 0..outcome.row_count(var.home) {
            text.push_str(&format!("{} {row} {:?}\n", var.name, outcome.cell(VarId(at as u32), row)));
        }
    }
    for (id, item) in instrument.items.iter() {
        for row in 0..outcome.row_count(item.home) {
            text.push_str(&format!(
                "{} {row} {} {}\n",
                item.id,
                outcome.asked(id, row),
                outcome.required(id, row)
            ));
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_used_outcome_is_as_good_as_a_new_one(first in bytes(), second in bytes()) {
        with_instrument(|instrument, plan| {
            let (first, second) = (random(instrument, &first), random(instrument, &second));
            let fresh = evaluate(instrument, plan, &second);
            let mut used = evaluate(instrument, plan, &first);
            evaluate_into(instrument, plan, &second, &mut used);
            assert_eq!(fresh, used);
        });
    }

    #[test]
    fn computing_every_step_again_changes_nothing(bytes in bytes()) {
        with_instrument(|instrument, plan| {
            let record = random(instrument, &bytes);
            let outcome = evaluate(instrument, plan, &record);
            let mut again = outcome.clone();
            for (step, home) in plan.run() {
                // A roster's rows begin its columns anew, so what stands in them is left out here.
                if home.is_some() || matches!(step, monev::rules::Step::Rows(_)) {
                    continue;
                }
                evaluate_step(instrument, plan, &record, &mut again, (*step, 0));
            }
            assert_eq!(outcome, again);
        });
    }

    #[test]
    fn hiding_and_showing_again_restores(bytes in bytes()) {
        with_instrument(|instrument, plan| {
            let mut record = random(instrument, &bytes);
            let gate = var(instrument, "buka");
            record.set(gate, 0, Recorded::Value(Value::Choice(0)));
            let before = evaluate(instrument, plan, &record);
            record.set(gate, 0, Recorded::Value(Value::Choice(1)));
            let hidden = evaluate(instrument, plan, &record);
            assert!(hidden.cell(var(instrument, "omzet"), 0).value.is_missing());
            record.set(gate, 0, Recorded::Value(Value::Choice(0)));
            assert_eq!(before, evaluate(instrument, plan, &record));
        });
    }

    #[test]
    fn a_finished_record_says_the_same_again(bytes in bytes()) {
        with_instrument(|instrument, plan| {
            let record = random(instrument, &bytes);
            let outcome = evaluate(instrument, plan, &record);
            let done = finished(instrument, &record, &outcome);
            let again = evaluate(instrument, plan, &done);
            // Rows above the most, or a count no roster can have, are no longer there to complain about.
            let rows = |p: &Problem| !matches!(p.kind, ProblemKind::TooManyRows);
            let before: Vec<Problem> = kept(&outcome).into_iter().filter(rows).collect();
            assert_eq!(before, again.problems);
            assert_eq!(facts(instrument, &outcome), facts(instrument, &again));
            if outcome.problems.is_empty() {
                assert_eq!(finished(instrument, &done, &again), done);
            }
        });
    }

    #[test]
    fn nothing_hidden_is_seen(bytes in bytes()) {
        with_instrument(|instrument, plan| {
            let record = random(instrument, &bytes);
            let outcome = evaluate(instrument, plan, &record);
            let done = finished(instrument, &record, &outcome);
            // What isn't asked may be anything: take it all out and nothing else changes.
            let mut bare = record.clone();
            for (at, var) in instrument.vars.iter().enumerate() {
                let id = VarId(at as u32);
                let VarKind::Question(item) = var.kind else { continue };
                for row in 0..outcome.row_count(var.home) {
                    let recorded = outcome.recorded_row(var.home, row);
                    if let Some(recorded) = recorded.filter(|_| !outcome.asked(item, row)) {
                        bare.set(id, recorded, Recorded::Nothing);
                    }
                }
            }
            let again = evaluate(instrument, plan, &bare);
            assert_eq!(facts(instrument, &outcome), facts(instrument, &again));
            assert_eq!(done, finished(instrument, &bare, &again));
        });
    }

    #[test]
    fn an_explanation_gives_the_number_again(bytes in bytes()) {
        with_instrument(|instrument, plan| {
            let record = random(instrument, &bytes);
            let outcome = evaluate(instrument, plan, &record);
            for (id, score) in instrument.scores.iter() {
                let tree = explain(instrument, &outcome, id).unwrap();
                assert_eq!(crate::explain::again(&tree), tree.number, "{}: {tree:#?}", score.id);
                crate::explain::band_follows(&tree);
            }
        });
    }

    #[test]
    fn values_are_of_their_type(bytes in bytes()) {
        with_instrument(|instrument, plan| {
            let outcome = evaluate(instrument, plan, &random(instrument, &bytes));
            for (at, var) in instrument.vars.iter().enumerate() {
                for row in 0..outcome.row_count(var.home) {
                    let value = &outcome.cell(VarId(at as u32), row).value;
                    let fits = match (&var.ty, value) {
                        (_, Value::Missing) | (Type::Bool, Value::Bool(_)) | (Type::Text, Value::Text(_)) => true,
                        (Type::Num(ty), Value::Num(number)) => number.scale() <= ty.scale,
                        (Type::Choice(_), Value::Choice(_)) | (Type::Choices(_), Value::Choices(_)) => true,
                        _ => false,
                    };
                    assert!(fits, "{} is {:?}, not {:?}", var.name, value, var.ty);
                }
            }
        });
    }
}
