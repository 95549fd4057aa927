//! One case: its records, wave by wave, each tried until it is right or there have been enough attempts.

use std::sync::Arc;

use super::causes::Cause;
use super::earlier::Earlier;
use super::names::Known;
use super::profile::{From, Rule, Target};
use super::sampler::{Made, Wave};
use super::walk::{Purpose, Walk};
use crate::expr::Expr;
use crate::model::{CheckOrigin, Instrument};
use crate::rules::{Confirmation, Level, Problem, ProblemKind, evaluate_into};
use crate::value::{Date, Value};

/// How often a whole record is tried.
const ATTEMPTS: u64 = 12;
/// The day of the interviews where nothing says one.
const SOME_DAY: &str = "2025-06-30";

impl<'a> Walk<'a> {
    /// The record of a wave of a case, or what couldn't be satisfied.
    pub(super) fn make(&mut self, number: u64, at: usize, wave: &Wave) -> (Made, bool) {
        self.place = [number, at as u64];
        let mut broken = Vec::new();
        for attempt in 0..ATTEMPTS {
            self.attempt = attempt;
            self.prepare(number, at, wave);
            match self.run() {
                Err(Cause { item, kind, .. }) => {
                    broken.clone_from(&self.blamed);
                    broken.push((item, kind));
                    broken.sort_unstable();
                    broken.dedup();
                }
                Ok(()) => {
                    broken = self.broken();
                    if broken.is_empty() {
                        self.confirm();
                        return (self.made(wave, broken), true);
                    }
                }
            }
        }
        (self.made(wave, broken), false)
    }

    fn made(&self, wave: &Wave, broken: Vec<(crate::model::ItemId, ProblemKind)>) -> Made {
        let case = if let Some(Value::Text(case)) = self.facts.known.get(Known::Case as usize) {
            Some(Arc::clone(case))
        } else {
            None
        };
        Made { record: self.record.clone(), case, wave: wave.name.clone(), broken, mistakes: Vec::new() }
    }

    fn prepare(&mut self, number: u64, at: usize, wave: &Wave) {
        self.forget();
        self.record.clear();
        self.record.finished = true;
        self.record.today = self.day(wave);
        if let Some(earlier) = self.earlier.clone() {
            earlier.tell(self.scene.instrument, &mut self.record);
        }
        let whole = |n: u64| crate::value::ops::whole(n);
        let name = wave.name.as_deref().map_or(Value::Missing, Value::text);
        self.facts.known = vec![whole(number), whole(at as u64 + 1), Value::Missing, name];
        self.facts.draws.clear();
        // The day is read by what comes before the first step.
        crate::rules::begin(self.scene.instrument, self.scene.plan, &self.record, &mut self.outcome);
        let today = (crate::rules::Step::Cell(crate::expr::VarId(0)), 0);
        crate::rules::evaluate_step(
            self.scene.instrument,
            self.scene.plan,
            &self.record,
            &mut self.outcome,
            today,
        );
        let case = self.case_name(number);
        if let Some(slot) = self.facts.known.get_mut(Known::Case as usize) {
            *slot = case;
        }
        for (place, rules) in self.scene.profile.draws.iter().enumerate() {
            let value = self.number(place, rules);
            self.facts.draws.push(value);
        }
    }

    fn day(&self, wave: &Wave) -> Option<Date> {
        let (first, last) = wave.days.or_else(|| Date::parse(SOME_DAY).map(|day| (day, day)))?;
        let days = first.days_until(last);
        let mut dice = self.dice(Purpose::Day, &[]);
        first.add_days(i64::try_from(dice.between(0, i128::from(days))).ok()?)
    }

    pub(super) fn case_name(&self, number: u64) -> Value {
        let by_profile = |case: &Expr| self.eyes().eval(case, None, 0);
        match self.scene.profile.case.as_ref().map(by_profile) {
            Some(Value::Text(text)) => Value::text(&text),
            Some(_) | None => Value::text(&usual_name(self.scene.instrument, number)),
        }
    }

    /// A random number of the profile.
    fn number(&self, place: usize, rules: &'a [Rule]) -> Value {
        let holds = |rule: &&Rule| {
            rule.when.as_ref().is_none_or(|when| self.eyes().eval(when, None, 0).truth() == Some(true))
        };
        let Some(rule) = rules.iter().find(holds) else { return Value::Missing };
        let [case, wave] = self.place;
        let wave = if rule.per_case { 0 } else { wave + 1 };
        let attempt = if rule.per_case { 0 } else { self.attempt };
        let name = [Purpose::Draw as u64, case, wave, attempt, place as u64];
        let mut dice = super::dice::Dice::new(self.scene.options.seed, &name);
        let drawn = self.ruled_number(rule, (None, 0), (0, 100), &mut dice);
        let usual = matches!(rule.from, From::Anywhere).then(|| dice.between(0, 100));
        drawn.or(usual).map_or(Value::Missing, crate::value::ops::whole)
    }

    /// What is wrong with the record after all.
    fn broken(&mut self) -> Vec<(crate::model::ItemId, ProblemKind)> {
        evaluate_into(self.scene.instrument, self.scene.plan, &self.record, &mut self.outcome);
        let wrong = |problem: &&Problem| problem.level != Level::Warning;
        self.outcome.problems.iter().filter(wrong).map(|problem| (problem.item, problem.kind)).collect()
    }

    /// Confirms the warnings that are left.
    fn confirm(&mut self) {
        let instrument = self.scene.instrument;
        let said = match crate::rules::engine_language(instrument, self.record.language) {
            crate::base::Lang::Id => "sudah diperiksa (data contoh)",
            crate::base::Lang::En => "checked (sample data)",
        };
        let confirmation = |problem: &Problem| {
            let check = check_of(problem.kind)?;
            let home = instrument.items.get(problem.item)?.home;
            let row = self.outcome.path(home, problem.row);
            Some(Confirmation { item: problem.item, row, check, reason: said.into() })
        };
        self.record.confirmed = self.outcome.problems.iter().filter_map(confirmation).collect();
    }

    /// The record just made, for the wave after it; what is drawn once for a case is kept for all.
    pub(super) fn keep(&mut self) -> Earlier {
        for (target, rules) in &self.scene.profile.rules {
            let Target::Column(var) = target else { continue };
            if !rules.iter().any(|rule| rule.per_case) {
                continue;
            }
            let column = self.record.answers.columns.get(var.0 as usize);
            for (recorded, at) in column.into_iter().flatten().zip(0..) {
                if recorded.is_given() {
                    self.kept.insert((*var, at), recorded.clone());
                }
            }
        }
        Earlier { record: self.record.clone(), outcome: self.outcome.clone() }
    }
}

fn check_of(kind: ProblemKind) -> Option<CheckOrigin> {
    if let ProblemKind::Check(origin) = kind { Some(origin) } else { None }
}

/// `KAL-000012`: three letters of the instrument's id and the number.
fn usual_name(instrument: &Instrument, number: u64) -> String {
    let letters: String = instrument.id.chars().filter(char::is_ascii_alphabetic).take(3).collect();
    format!("{}-{number:06}", letters.to_ascii_uppercase())
}
