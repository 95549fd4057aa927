//! The answer to one question in one row: whether there is one, and which.

use super::causes::Cause;
use super::course::Planned;
use super::narrow::{Narrow, Solver};
use super::ordinal::Axis;
use super::profile::{Rule, Target};
use super::walk::{Purpose, Scene, Walk};
use crate::expr::VarId;
use crate::model::{
    Allow, CheckLevel, Formula, Instrument, ItemId, ItemKind, QuestionType, Required, VarKind,
};
use crate::rules::{ProblemKind, Recorded, Step, evaluate_step};
use crate::value::{RosterId, State};

/// Most answers drawn for one cell at one time.
const TRIES: u32 = 250;
/// After so many, an answer with a warning will do. One that a rule of the profile gave will do at once.
const WITHOUT_WARNING: u32 = 24;
/// Most that is remembered of what is wrong at one time.
const MOST_BLAMED: usize = 20;

/// What is asked: a question or a given fact.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    /// The question.
    pub(super) item: Option<ItemId>,
    /// Its column.
    pub(super) var: VarId,
    /// The roster it stands in.
    pub(super) home: Option<RosterId>,
    /// Its type.
    pub(super) ty: &'a QuestionType,
    /// Reasons that may stand for an answer.
    pub(super) allow: Allow,
    /// Which choices are offered.
    pub(super) filter: Option<&'a Formula>,
    /// What fills it where nothing is said.
    pub(super) default: Option<&'a Formula>,
}

fn asking(instrument: &Instrument, var: VarId) -> Option<Asking<'_>> {
    let column = instrument.var(var)?;
    let ty = instrument.question_type(column.kind)?;
    let mut asking = Asking {
        item: None,
        var,
        home: column.home,
        ty,
        allow: Allow::default(),
        filter: None,
        default: None,
    };
    if let VarKind::Question(item) = column.kind
        && let ItemKind::Question(question) = &instrument.items.get(item)?.kind
    {
        asking.item = Some(item);
        asking.allow = question.allow;
        asking.filter = question.choices_where.as_ref();
        asking.default = question.default.as_ref();
    }
    Some(asking)
}

impl<'a> Walk<'a> {
    /// Draws the answer of a cell, which is left empty where nothing is asked.
    pub(super) fn draw(&mut self, planned: &Planned, var: VarId, row: u32) -> Result<(), Cause> {
        let Some(asking) = asking(self.scene.instrument, var) else { return Ok(()) };
        let Some(at) = self.outcome.recorded_row(asking.home, row) else {
            self.evaluate(Step::Cell(var), row);
            return Ok(());
        };
        if asking.item.is_some_and(|item| !self.outcome.asked(item, row)) {
            self.put((var, row, at), Recorded::Nothing);
            return Ok(());
        }
        if self.preset.contains(&(var, at)) {
            self.evaluate(Step::Cell(var), row);
            return self.judged(planned, &asking, row).map_or(Ok(()), soft_passes);
        }
        let rule = self.rule(Target::Column(var), (asking.home, row));
        let kept = rule.filter(|rule| rule.per_case).and_then(|_| self.kept(var, at));
        let reason = if kept.is_some() { None } else { self.reason(&asking, rule, row) };
        if let Some(recorded) = kept.or(reason) {
            self.put((var, row, at), recorded);
            return self.judged(planned, &asking, row).map_or(Ok(()), soft_passes);
        }
        self.search(planned, &asking, rule, (row, at))
    }

    /// Draws answers until one will do.
    fn search(
        &mut self,
        planned: &Planned,
        asking: &Asking<'a>,
        rule: Option<&'a Rule>,
        (row, at): (u32, u32),
    ) -> Result<(), Cause> {
        let mut dice = self.dice(Purpose::Answer, &[u64::from(asking.var.0), u64::from(row)]);
        let place = (asking.var, row, at);
        let (mut last, mut passable) = (None, None);
        // What was drawn here before led nowhere: begin further from what is usual.
        let begun = self.redrawn.get(&asking.var).map_or(0, |times| times * 4).min(TRIES / 2);
        for trial in begun..begun + TRIES {
            let mut narrow = self.narrowed(planned, asking, row, &mut dice);
            if trial % 2 == 1 && narrow.is_empty() {
                // Checks contradict each other: whatever comes, so that each of them is told.
                narrow = Narrow::default();
            }
            let proposed = self.propose(asking, rule, &narrow, (row, trial, &mut dice));
            let Some((value, by_rule)) = proposed else { break };
            self.put(place, Recorded::Value(value.clone()));
            match self.judged(planned, asking, row) {
                None => return Ok(()),
                Some(cause) if cause.soft && by_rule => return Ok(()),
                Some(cause) if cause.soft => passable = passable.or(Some(value)),
                Some(cause) => {
                    self.blame(planned, row, &cause);
                    last = Some(cause);
                }
            }
            if passable.is_some() && trial - begun >= WITHOUT_WARNING {
                break;
            }
        }
        if let Some(value) = passable {
            self.put(place, Recorded::Value(value));
            return Ok(());
        }
        self.put(place, Recorded::Nothing);
        match (last, asking.item) {
            (None, Some(item)) if self.must_answer(item, row) => {
                Err(Cause { item, kind: ProblemKind::Required, soft: false })
            }
            (Some(_), Some(item)) if !self.must_answer(item, row) => {
                // Nothing that was tried is right, but leaving it open is.
                self.judged(planned, asking, row).map_or(Ok(()), soft_passes)
            }
            (Some(cause), _) => Err(cause),
            (None, _) => Ok(()),
        }
    }

    fn evaluate(&mut self, step: Step, row: u32) {
        let Scene { instrument, plan, .. } = self.scene;
        evaluate_step(instrument, plan, &self.record, &mut self.outcome, (step, row));
    }

    /// Records an answer and computes its cell.
    fn put(&mut self, (var, row, at): (VarId, u32, u32), recorded: Recorded) {
        if recorded != Recorded::Nothing || *self.record.answer(var, at) != Recorded::Nothing {
            self.record.set(var, at, recorded);
        }
        self.evaluate(Step::Cell(var), row);
    }

    /// What is wrong with an answer as far as that is known: errors before warnings.
    fn judged(&self, planned: &Planned, asking: &Asking<'_>, row: u32) -> Option<Cause> {
        let item = asking.item?;
        if self.outcome.cell(asking.var, row).state == State::Invalid {
            return Some(Cause { item, kind: ProblemKind::NotOffered, soft: false });
        }
        if self.repeats_key(asking, row) {
            return Some(Cause { item, kind: ProblemKind::RepeatedKey, soft: false });
        }
        let mut warning = None;
        for due in planned.due.iter().filter(|due| !due.touched.is_empty()) {
            let Some((home, _, check)) = self.check(due) else { continue };
            if !self.fails(due.item, check, (home, row)) {
                continue;
            }
            let soft = check.level == CheckLevel::Warning;
            let cause = Cause { item: due.item, kind: ProblemKind::Check(check.origin), soft };
            if !soft {
                return Some(cause);
            }
            warning = warning.or(Some(cause));
        }
        warning
    }

    /// Remembers all that is wrong with an answer, to be told if no other will do.
    fn blame(&mut self, planned: &Planned, row: u32, cause: &Cause) {
        if self.blamed.len() > MOST_BLAMED {
            return;
        }
        let mut found = vec![(cause.item, cause.kind)];
        for due in planned.due.iter().filter(|due| !due.touched.is_empty()) {
            let Some((home, _, check)) = self.check(due) else { continue };
            if check.level == CheckLevel::Error && self.fails(due.item, check, (home, row)) {
                found.push((due.item, ProblemKind::Check(check.origin)));
            }
        }
        for what in found {
            if !self.blamed.contains(&what) {
                self.blamed.push(what);
            }
        }
    }

    /// Whether the key of a row stands in an earlier one under the same row.
    fn repeats_key(&self, asking: &Asking<'_>, row: u32) -> bool {
        let Some(home) = asking.home else { return false };
        let Some(roster) = self.scene.instrument.roster(home) else { return false };
        let value = |var: &VarId, row: u32| &self.outcome.cell(*var, row).value;
        if !roster.key.contains(&asking.var) || roster.key.iter().any(|var| value(var, row).is_missing()) {
            return false;
        }
        let parent = self.outcome.row(home, row).map_or(0, |row| row.parent);
        let before = self.outcome.rows(home, parent).take_while(|other| *other < row);
        let same = |other: u32| roster.key.iter().all(|var| value(var, other) == value(var, row));
        before.into_iter().any(same)
    }

    /// What the checks that can be decided here say of the answer.
    fn narrowed(
        &self,
        planned: &Planned,
        asking: &Asking<'_>,
        row: u32,
        dice: &mut super::dice::Dice,
    ) -> Narrow {
        let mut found = Narrow::default();
        let axis = Axis::of(asking.ty);
        for due in planned.due.iter().filter(|due| !due.touched.is_empty()) {
            let Some((home, _, check)) = self.check(due) else { continue };
            let solver = Solver {
                expr: &check.require.expr,
                touched: &due.touched,
                var: asking.var,
                axis,
                eyes: self.eyes(),
                frame: self.outcome.frame(home, row),
                dice: &mut *dice,
                found: &mut found,
            };
            solver.solve();
        }
        found
    }

    /// The rule of the profile that holds here.
    pub(super) fn rule(&self, target: Target, (home, row): (Option<RosterId>, u32)) -> Option<&'a Rule> {
        let rules = self.scene.profile.rules.get(&target)?;
        let holds = |rule: &&Rule| match &rule.when {
            None => true,
            Some(when) => self.eyes().eval(when, home, row).truth() == Some(true),
        };
        rules.iter().find(holds)
    }

    /// The answer of the wave before, where it is kept.
    fn kept(&self, var: VarId, at: u32) -> Option<Recorded> {
        self.kept.get(&(var, at)).cloned()
    }

    /// Whether the question must be answered; where that isn't known yet, it must.
    pub(super) fn must_answer(&mut self, item: ItemId, row: u32) -> bool {
        let required = self.scene.instrument.question(item).map(|(_, question)| &question.required);
        match required {
            Some(Required::Always) => true,
            Some(Required::Never) | None => false,
            Some(Required::When(_)) if !self.scene.course.knows_required(item) => true,
            Some(Required::When(_)) => {
                self.evaluate(Step::Required(item), row);
                self.outcome.required(item, row)
            }
        }
    }
}

fn soft_passes(cause: Cause) -> Result<(), Cause> {
    if cause.soft { Ok(()) } else { Err(cause) }
}
