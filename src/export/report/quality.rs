//! How good the data is: what was answered, what was confirmed, what is wrong.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::collect::day_of;
use super::people::{Few, Person};
use crate::batch::{Checked, Finding, FindingCode, Standing, Verdict};
use crate::model::{Instrument, ItemId, ItemKind};
use crate::rules::{Confirmed, Level, Outcome};
use crate::value::{Date, State};

/// More repeats than this are too many to read.
pub(super) const MOST_REPEATS: usize = 30;

/// How a question was answered, by record or, in a roster, by row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Answers {
    pub(super) asked: u64,
    pub(super) answered: u64,
    pub(super) unanswered: u64,
    pub(super) dont_know: u64,
    pub(super) refused: u64,
    pub(super) not_applicable: u64,
    pub(super) invalid: u64,
    /// Who was asked.
    pub(super) people: Few,
}

impl Answers {
    fn add(&mut self, state: State, person: Person) {
        let slot = match state {
            State::NotAsked | State::NotInVersion => return,
            State::Answered => &mut self.answered,
            State::Unanswered => &mut self.unanswered,
            State::DontKnow => &mut self.dont_know,
            State::Refused => &mut self.refused,
            State::MarkedNotApplicable => &mut self.not_applicable,
            State::Invalid => &mut self.invalid,
        };
        *slot += 1;
        self.asked += 1;
        self.people.add(person);
    }
}

/// A check of a question or roster by its name, with how much it weighs.
pub(super) type Failed = (Level, ItemId, Cow<'static, str>);

/// Tallies of data quality.
#[derive(Debug, Clone, Default)]
pub(super) struct Quality {
    /// Records there were.
    pub(super) records: u64,
    /// That couldn't be read or are of another instrument.
    pub(super) unreadable: u64,
    /// Of a case and wave that was there before: left out.
    pub(super) duplicates: u64,
    /// The first of them, each with what it repeats.
    pub(super) repeats: Vec<Finding>,
    /// Used, without anything to say.
    pub(super) valid: u64,
    /// Used, with warnings only.
    pub(super) with_warnings: u64,
    /// Used, with at least one error.
    pub(super) with_errors: u64,
    /// Days of the interviews.
    pub(super) days: Option<(Date, Date)>,
    /// By question.
    pub(super) answers: BTreeMap<ItemId, Answers>,
    /// How often each check failed, and how often that was confirmed.
    pub(super) failed: BTreeMap<Failed, (u64, u64)>,
    /// Findings made while the files were read.
    pub(super) findings: BTreeMap<FindingCode, u64>,
}

impl Quality {
    /// Records the figures are made of.
    pub(super) fn used(&self) -> u64 {
        self.valid + self.with_warnings + self.with_errors
    }

    /// Counts a record; whether it is used.
    pub(super) fn add(&mut self, checked: &Checked) -> bool {
        for finding in &checked.findings {
            *self.findings.entry(finding.code).or_default() += 1;
        }
        if checked.row == 0 {
            return false;
        }
        self.records += 1;
        match checked.standing() {
            Standing::Counts => {}
            Standing::Repeats => {
                self.duplicates += 1;
                let repeats = |finding: &&Finding| finding.code == FindingCode::DuplicateRecord;
                let own = checked.findings.iter().find(repeats).filter(|_| self.repeats.len() < MOST_REPEATS);
                self.repeats.extend(own.cloned());
                return false;
            }
            Standing::Unreadable => {
                self.unreadable += 1;
                return false;
            }
        }
        match checked.verdict {
            Verdict::Valid => self.valid += 1,
            Verdict::Warnings => self.with_warnings += 1,
            Verdict::Errors | Verdict::Unreadable => self.with_errors += 1,
        }
        true
    }

    /// Looks at a record that is used.
    pub(super) fn examine(&mut self, instrument: &Instrument, outcome: &Outcome, person: Person) {
        if let Some(day) = day_of(outcome) {
            let (first, last) = self.days.unwrap_or((day, day));
            self.days = Some((first.min(day), last.max(day)));
        }
        for (id, item) in instrument.items.iter() {
            let ItemKind::Question(question) = &item.kind else { continue };
            let answers = self.answers.entry(id).or_default();
            for row in 0..outcome.row_count(item.home) {
                if outcome.asked(id, row) {
                    answers.add(outcome.cell(question.var, row).state, person);
                }
            }
        }
        for problem in &outcome.problems {
            self.failed.entry((problem.level, problem.item, problem.kind.check())).or_default().0 += 1;
        }
        for Confirmed { problem, .. } in &outcome.confirmed {
            self.failed.entry((problem.level, problem.item, problem.kind.check())).or_default().1 += 1;
        }
    }
}
