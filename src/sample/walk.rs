//! One record being made: the steps of the course in order, going back where something can't be right.
//!
//! **Invariant:** a walk takes a bounded number of steps back and then ends, whatever the instrument asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::causes::{Cause, Ways, ways};
use super::course::{Course, Due, is_drawn, is_ruled};
use super::dice::Dice;
use super::earlier::Earlier;
use super::eyes::{Eyes, Facts};
use super::profile::Profile;
use super::sampler::Options;
use crate::expr::VarId;
use crate::model::{Check, CheckLevel, Instrument, ItemId, ItemKind, Question};
use crate::rules::{Outcome, Plan, ProblemKind, Record, Recorded, Step, begin, evaluate_step};
use crate::value::{RosterId, Value};

/// Most steps back within one attempt.
const STEPS_BACK: usize = 250;
/// Most steps back for one warning.
const FOR_A_WARNING: usize = 10;
/// Most entries kept of which choices are offered.
const OFFERS: usize = 20_000;

/// All that stays the same from record to record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) plan: &'a Plan,
    pub(super) course: &'a Course,
    pub(super) profile: &'a Profile,
    pub(super) options: &'a Options,
}

/// What streams of random numbers are for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    /// Answers.
    Answer,
    /// Whether there is an answer, or why not.
    Reason,
    /// How many rows.
    Rows,
    /// Random numbers of the profile.
    Draw,
    /// The day.
    Day,
    /// Mistakes made on purpose.
    Mistake,
}

/// Which choices a question offers, by what its filter reads.
pub(super) type Offers = BTreeMap<(ItemId, Vec<Value>), Arc<[u32]>>;

/// A record being made.
pub(super) struct Walk<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) record: Record,
    pub(super) outcome: Outcome,
    pub(super) facts: Facts,
    pub(super) earlier: Option<Arc<Earlier>>,
    /// Case and wave, for the streams of chance.
    pub(super) place: [u64; 2],
    pub(super) attempt: u64,
    /// How often the walk went back.
    pub(super) turn: u64,
    /// Keys of rows that go on from the wave before: column and recorded row.
    pub(super) preset: BTreeSet<(VarId, u32)>,
    /// Choices that were tried and led nowhere.
    pub(super) avoid: BTreeMap<(VarId, u32), Vec<u32>>,
    pub(super) offers: Offers,
    /// Answers that are kept from wave to wave, by column and recorded row.
    pub(super) kept: BTreeMap<(VarId, u32), Recorded>,
    /// How often the walk went back to a column.
    pub(super) redrawn: BTreeMap<VarId, u32>,
    /// All that was wrong with the answers tried where the walk went back last.
    pub(super) blamed: Vec<(ItemId, ProblemKind)>,
    ways: BTreeMap<(ItemId, ProblemKind), Arc<Ways>>,
    failures: BTreeMap<(ItemId, ProblemKind), usize>,
}

impl<'a> Walk<'a> {
    /// A walk that has not begun.
    pub(super) fn new(scene: Scene<'a>) -> Self {
        Self {
            scene,
            record: Record::new(scene.instrument),
            outcome: Outcome::new(),
            facts: Facts::default(),
            earlier: None,
            place: [0, 0],
            attempt: 0,
            turn: 0,
            preset: BTreeSet::new(),
            avoid: BTreeMap::new(),
            offers: Offers::new(),
            kept: BTreeMap::new(),
            redrawn: BTreeMap::new(),
            blamed: Vec::new(),
            ways: BTreeMap::new(),
            failures: BTreeMap::new(),
        }
    }

    /// Forgets what stood in the way of other records.
    pub(super) fn forget(&mut self) {
        self.turn = 0;
        self.preset.clear();
        self.avoid.clear();
        self.redrawn.clear();
        self.failures.clear();
        if self.offers.len() > OFFERS {
            self.offers.clear();
        }
    }

    /// A stream of chance of this record.
    pub(super) fn dice(&self, purpose: Purpose, name: &[u64]) -> Dice {
        let [case, wave] = self.place;
        let turn = if let Purpose::Answer | Purpose::Rows = purpose { self.turn } else { 0 };
        let mut whole = [0; 8];
        let parts = [purpose as u64, case, wave, self.attempt, turn];
        for (slot, part) in whole.iter_mut().zip(parts.iter().chain(name)) {
            *slot = *part;
        }
        Dice::new(self.scene.options.seed, &whole)
    }

    /// What the profile's expressions see.
    pub(super) fn eyes(&self) -> Eyes<'_> {
        Eyes {
            view: self.outcome.view(self.scene.instrument),
            facts: &self.facts,
            earlier: self.earlier.as_ref().map(|earlier| &earlier.outcome),
        }
    }

    /// Makes the record from the first step to the last.
    ///
    /// # Errors
    /// With what couldn't be satisfied.
    pub(super) fn run(&mut self) -> Result<(), Cause> {
        let Scene { instrument, plan, course, .. } = self.scene;
        begin(instrument, plan, &self.record, &mut self.outcome);
        let mut at = 0;
        let mut back = 0;
        while at < course.steps.len() {
            self.blamed.clear();
            let Err(cause) = self.step(at) else {
                at += 1;
                continue;
            };
            back += 1;
            let way = if back > STEPS_BACK { None } else { self.way_back(&cause, at) };
            match way {
                Some(to) => at = self.go_back(to),
                None if cause.soft => at += 1,
                None => return Err(cause),
            }
        }
        Ok(())
    }

    /// Where to go back to; none when everything was tried often enough.
    fn way_back(&mut self, cause: &Cause, at: usize) -> Option<usize> {
        let Scene { instrument, course, profile, .. } = self.scene;
        let key = (cause.item, cause.kind);
        let found =
            self.ways.entry(key).or_insert_with(|| Arc::new(ways(instrument, course, profile, cause)));
        let ways = Arc::clone(found);
        let failures = self.failures.entry(key).or_insert(0);
        *failures += 1;
        let mut left = *failures;
        if cause.soft {
            // What a rule of the profile asks for is kept, and the warning confirmed.
            let (to, _) = ways.iter().find(|(to, _)| *to <= at)?;
            let step = course.steps.get(*to)?.step;
            return (left <= FOR_A_WARNING && !is_ruled(profile, step)).then_some(*to);
        }
        for (to, tries) in ways.iter().filter(|(to, _)| *to <= at) {
            match left.checked_sub(*tries) {
                None | Some(0) => return Some(*to),
                Some(rest) => left = rest,
            }
        }
        None
    }

    /// Goes back to a step, whose answers are drawn anew, as are all after it.
    fn go_back(&mut self, to: usize) -> usize {
        self.turn += 1;
        let course = self.scene.course;
        let later = |var: VarId| course.at(Step::Cell(var)).is_some_and(|at| at > to);
        self.avoid.retain(|(var, _), _| !later(*var));
        if let Some(Step::Cell(var)) = course.steps.get(to).map(|planned| planned.step) {
            *self.redrawn.entry(var).or_insert(0) += 1;
            if let Value::Choice(choice) = self.outcome.cell(var, 0).value {
                self.avoid.entry((var, 0)).or_default().push(choice);
            }
        }
        to
    }

    fn step(&mut self, at: usize) -> Result<(), Cause> {
        let Scene { instrument, plan, course, .. } = self.scene;
        let Some(planned) = course.steps.get(at) else { return Ok(()) };
        match planned.step {
            Step::Rows(roster) => self.rows(roster)?,
            Step::Cell(var) if instrument.var(var).is_some_and(|var| is_drawn(var.kind)) => {
                for row in 0..self.outcome.row_count(planned.home) {
                    self.draw(planned, var, row)?;
                }
            }
            Step::Cell(_)
            | Step::Asked(_)
            | Step::Choices(_)
            | Step::Required(_)
            | Step::ScoreAsked(_)
            | Step::Problems(_) => {
                for row in 0..self.outcome.row_count(planned.home) {
                    evaluate_step(instrument, plan, &self.record, &mut self.outcome, (planned.step, row));
                }
            }
        }
        planned
            .due
            .iter()
            .filter(|due| due.touched.is_empty() || due.across)
            .try_for_each(|due| self.decide(due))
    }

    /// Decides a check in every row.
    fn decide(&self, due: &Due) -> Result<(), Cause> {
        let Some((home, _, check)) = self.check(due) else { return Ok(()) };
        for row in 0..self.outcome.row_count(home) {
            if self.fails(due.item, check, (home, row)) {
                let soft = check.level == CheckLevel::Warning;
                return Err(Cause { item: due.item, kind: ProblemKind::Check(check.origin), soft });
            }
        }
        Ok(())
    }

    /// The check that is due, with its question and its roster.
    pub(super) fn check(&self, due: &Due) -> Option<(Option<RosterId>, &'a Question, &'a Check)> {
        let item = self.scene.instrument.items.get(due.item)?;
        let ItemKind::Question(question) = &item.kind else { return None };
        Some((item.home, question, question.checks.get(due.check)?))
    }

    /// Whether a check fails in a row.
    pub(super) fn fails(&self, item: ItemId, check: &Check, (home, row): (Option<RosterId>, u32)) -> bool {
        let view = self.outcome.view(self.scene.instrument);
        self.outcome.asked(item, row) && view.truth(&check.require, home, row) == Some(false)
    }
}
