//! Why a record is in neither the numerator nor the denominator of an indicator.

use std::collections::BTreeSet;

use crate::base::Message;
use crate::expr::{Expr, VarId};
use crate::model::{Formula, Instrument, ItemKind, VarKind};
use crate::rules::Outcome;
use crate::value::{RosterId, State};

/// Why a record doesn't count. Where several reasons hold, the first in this order is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// `among` is false.
    Outside,
    /// `among` is unknown, for something it reads is missing.
    OutsideUnknown,
    /// The answer behind the value is "don't know".
    DontKnow,
    /// The answer behind the value was refused.
    Refused,
    /// The answer behind the value isn't valid.
    Invalid,
    /// The answer behind the value is "not applicable".
    NotApplicable,
    /// The question behind the value wasn't answered.
    Unanswered,
    /// The version that collected the record didn't have the question.
    NotInVersion,
    /// The question behind the value wasn't asked.
    NotAsked,
    /// Everything was answered but nothing comes of it: a division by zero, a score without enough parts.
    NoResult,
    /// The weight is missing, or not above 0.
    NoWeight,
    /// It isn't known whether the record is of the treated group, or of the time after.
    NoDesign,
    /// The record doesn't say which unit, or which cluster, it is of.
    NoUnit,
    /// The unit has several records of the same period.
    Repeated,
    /// The unit was in one group before and in the other after.
    Switched,
    /// The unit has no record of the other period that counts.
    Unpaired,
}

impl Reason {
    /// Every reason, in order.
    pub const ALL: [Self; 16] = [
        Self::Outside,
        Self::OutsideUnknown,
        Self::DontKnow,
        Self::Refused,
        Self::Invalid,
        Self::NotApplicable,
        Self::Unanswered,
        Self::NotInVersion,
        Self::NotAsked,
        Self::NoResult,
        Self::NoWeight,
        Self::NoDesign,
        Self::NoUnit,
        Self::Repeated,
        Self::Switched,
        Self::Unpaired,
    ];

    /// Its name in files: `dont_know`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::OutsideUnknown => "outside_unknown",
            Self::DontKnow => "dont_know",
            Self::Refused => "refused",
            Self::Invalid => "invalid",
            Self::NotApplicable => "not_applicable",
            Self::Unanswered => "unanswered",
            Self::NotInVersion => "not_in_version",
            Self::NotAsked => "not_asked",
            Self::NoResult => "no_result",
            Self::NoWeight => "no_weight",
            Self::NoDesign => "no_design",
            Self::NoUnit => "no_unit",
            Self::Repeated => "repeated",
            Self::Switched => "switched",
            Self::Unpaired => "unpaired",
        }
    }

    /// What it says to people.
    pub fn message(self) -> Message {
        let (id, en) = match self {
            Self::Outside => ("di luar cakupan indikator", "outside what the indicator is about"),
            Self::OutsideUnknown => (
                "tidak jelas termasuk atau tidak (jawaban atau skornya tidak ada)",
                "not known whether it is inside (an answer or score is missing)",
            ),
            Self::DontKnow => ("dijawab “tidak tahu”", "answered “don't know”"),
            Self::Refused => ("menolak menjawab", "refused to answer"),
            Self::Invalid => ("jawabannya tidak sah", "the answer is not valid"),
            Self::NotApplicable => ("dijawab “tidak berlaku”", "answered “not applicable”"),
            Self::Unanswered => ("tidak dijawab", "not answered"),
            Self::NotInVersion => ("belum ada di versi itu", "not yet in that version"),
            Self::NotAsked => ("tidak ditanyakan", "not asked"),
            Self::NoResult => ("tidak dapat dihitung", "cannot be computed"),
            Self::NoWeight => ("tanpa bobot", "without a weight"),
            Self::NoDesign => ("kelompok atau waktunya tidak diketahui", "group or period not known"),
            Self::NoUnit => ("tanpa identitas panel atau klaster", "without a panel id or cluster"),
            Self::Repeated => ("unit berulang pada waktu yang sama", "unit repeated in the same period"),
            Self::Switched => ("unit berpindah kelompok", "unit changed groups"),
            Self::Unpaired => ("tanpa pasangan sebelum/sesudah", "no record before or after"),
        };
        Message::new(id, en)
    }
}

/// How many records don't count, by reason.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excluded {
    counts: [u64; Reason::ALL.len()],
}

impl Excluded {
    /// How many for a reason.
    pub fn get(&self, reason: Reason) -> u64 {
        self.counts.get(reason as usize).copied().unwrap_or(0)
    }

    /// How many together.
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The reasons there are, with how many records, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Reason, u64)> + '_ {
        Reason::ALL.into_iter().map(|reason| (reason, self.get(reason))).filter(|(_, count)| *count > 0)
    }

    pub(super) fn add(&mut self, reason: Reason) {
        if let Some(count) = self.counts.get_mut(reason as usize) {
            *count += 1;
        }
    }
}

/// Why a formula has no value: the weightiest of the reasons why the cells it reads have none. A calculation or score
/// without a result passes on the reasons of what it reads itself.
pub(super) fn why_missing(instrument: &Instrument, outcome: &Outcome, formula: &Formula) -> Reason {
    let mut search = Search { instrument, outcome, seen: BTreeSet::new() };
    search.behind_expr(&formula.expr)
}

/// Follows what a formula reads, every column once.
struct Search<'a> {
    instrument: &'a Instrument,
    outcome: &'a Outcome,
    seen: BTreeSet<VarId>,
}

impl Search<'_> {
    fn behind_expr(&mut self, expr: &Expr) -> Reason {
        let mut found = Reason::NoResult;
        for (var, _) in expr.reads() {
            if self.seen.insert(var) {
                found = found.min(self.of_column(var));
            }
        }
        let mut empty = expr.iterates().filter(|roster| self.outcome.row_count(Some(*roster)) == 0);
        if empty.any(|roster| !self.is_asked(roster)) { found.min(Reason::NotAsked) } else { found }
    }

    fn is_asked(&self, roster: RosterId) -> bool {
        self.instrument.roster(roster).is_none_or(|roster| self.outcome.asked(roster.item, 0))
    }

    fn of_column(&mut self, id: VarId) -> Reason {
        let home = self.instrument.var(id).and_then(|var| var.home);
        let states = (0..self.outcome.row_count(home)).map(|row| self.outcome.cell(id, row).state);
        let own = states.map(|state| match state {
            State::Answered => Reason::NoResult,
            State::Unanswered => Reason::Unanswered,
            State::DontKnow => Reason::DontKnow,
            State::Refused => Reason::Refused,
            State::MarkedNotApplicable => Reason::NotApplicable,
            State::NotAsked => Reason::NotAsked,
            State::Invalid => Reason::Invalid,
            State::NotInVersion => Reason::NotInVersion,
        });
        let own = own.min().unwrap_or(Reason::NoResult);
        if own == Reason::Unanswered { self.behind(id) } else { own }
    }

    /// Why a column that was asked has no value: what a calculation or score reads, else that nobody answered.
    fn behind(&mut self, id: VarId) -> Reason {
        let instrument = self.instrument;
        let Some(var) = instrument.var(id) else { return Reason::NoResult };
        match var.kind {
            VarKind::Calc(item) => match instrument.items.get(item).map(|item| &item.kind) {
                Some(ItemKind::Calc(calc)) => self.behind_expr(&calc.value.expr),
                Some(_) | None => Reason::NoResult,
            },
            VarKind::Score(score) | VarKind::Band(score) => {
                let score = instrument.scores.get(score);
                let whole = score.and_then(|score| score.value.as_ref().or(score.band.as_ref()));
                whole.map_or(Reason::NoResult, |whole| self.behind_expr(whole))
            }
            VarKind::Part(score, part) => {
                let score = instrument.scores.get(score);
                let part = score.and_then(|score| score.method.parts().get(part as usize));
                part.map_or(Reason::NoResult, |part| self.behind_expr(&part.value.expr))
            }
            VarKind::Today
            | VarKind::Given(_)
            | VarKind::Question(_)
            | VarKind::RowChoice(_)
            | VarKind::Prev(_) => Reason::Unanswered,
        }
    }
}
