//! Why something is asked or not, a check fails or not, a value is what it is.

use super::expectation::ExpectedProblem;
use super::report::Why;
use crate::base::Message;
use crate::expr::VarId;
use crate::model::{Formula, Instrument, ItemId, ItemKind, Required, ScoreId, VarKind};
use crate::rules::{Outcome, Problem, ProblemKind, Truth, decide, explain, readings};
use crate::value::{RosterId, State};

/// Reasons, read off an outcome.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reasons<'a> {
    instrument: &'a Instrument,
    outcome: &'a Outcome,
}

impl<'a> Reasons<'a> {
    pub(super) fn new(instrument: &'a Instrument, outcome: &'a Outcome) -> Self {
        Self { instrument, outcome }
    }

    fn condition(&self, of: &str, formula: &Formula, place: (Option<RosterId>, u32)) -> Why {
        let condition = decide(self.instrument, self.outcome, formula, place);
        Why::Condition { of: of.to_owned(), condition }
    }

    fn id(&self, item: ItemId) -> &'a str {
        self.instrument.items.get(item).map_or("", |item| &*item.id)
    }

    fn home(&self, item: ItemId) -> Option<RosterId> {
        self.instrument.items.get(item).and_then(|item| item.home)
    }

    /// An item and everything around it, from the outermost in, each with the row it stands in.
    fn chain(&self, item: ItemId, row: u32) -> Vec<(ItemId, u32)> {
        let mut chain = Vec::new();
        let (mut at, mut row) = (Some(item), row);
        while let Some(id) = at {
            chain.push((id, row));
            let parent = self.instrument.items.get(id).and_then(|item| item.parent);
            // Going out of a roster's rows, the row becomes the one around it.
            if let (Some(home), Some(parent)) = (self.home(id), parent)
                && self.home(parent) != Some(home)
            {
                row = self.outcome.row(home, row).map_or(0, |row| row.parent);
            }
            at = parent;
        }
        chain.reverse();
        chain
    }

    /// The conditions of an item and of what is around it.
    fn conditions(&self, item: ItemId, row: u32) -> Vec<Why> {
        let chain = self.chain(item, row).into_iter();
        let when =
            chain.filter_map(|(id, row)| Some((id, row, self.instrument.items.get(id)?.when.as_ref()?)));
        when.map(|(id, row, when)| self.condition(self.id(id), when, (self.home(id), row))).collect()
    }

    /// Why an item is asked: every condition holds.
    pub(super) fn asked(&self, item: ItemId, row: u32) -> Vec<Why> {
        let conditions = self.conditions(item, row);
        match conditions.is_empty() {
            true => vec![Why::note(Message::new(
                "tidak ada syarat: selalu ditanyakan",
                "there is no condition: it is always asked",
            ))],
            false => conditions,
        }
    }

    /// Why an item isn't asked: the first condition that isn't true, or a roster without such a row.
    pub(super) fn not_asked(&self, item: ItemId, row: Option<u32>) -> Vec<Why> {
        let Some(row) = row else {
            return self.no_row(self.home(item)).1;
        };
        let decides = |why: &Why| match why {
            Why::Condition { condition, .. } => condition.result != Truth::True,
            Why::Formula { .. } | Why::Score(_) | Why::Note { .. } => false,
        };
        self.conditions(item, row).into_iter().find(decides).into_iter().collect()
    }

    /// That a row isn't there, and why its roster has no rows if it isn't asked.
    pub(super) fn no_row(&self, home: Option<RosterId>) -> (Message, Vec<Why>) {
        let item = home.and_then(|home| self.instrument.roster(home)).map(|roster| roster.item);
        let id = item.map_or("", |item| self.id(item));
        let rows = self.outcome.row_count(home);
        let got = Message::new("baris itu tidak ada", "there is no such row");
        let note = Message::new(
            format!("roster `{id}` punya {rows} baris"),
            format!("roster `{id}` has {rows} {}", if rows == 1 { "row" } else { "rows" }),
        );
        let mut why = vec![Why::note(note)];
        if let Some(item) = item.filter(|item| rows == 0 && !self.outcome.asked(*item, 0)) {
            why.extend(self.not_asked(item, Some(0)));
        }
        (got, why)
    }

    /// Why a problem is there.
    pub(super) fn problem(&self, problem: &Problem) -> Vec<Why> {
        self.about_check(problem.item, problem.row, &problem.kind.check())
    }

    /// Why a problem isn't there.
    pub(super) fn no_problem(&self, expected: &ExpectedProblem, row: Option<u32>) -> Vec<Why> {
        let Some(row) = row else {
            return self.no_row(self.home(expected.item)).1;
        };
        if !self.outcome.asked(expected.item, row) {
            return self.not_asked(expected.item, Some(row));
        }
        let Some(check) = &expected.check else { return Vec::new() };
        let confirmed = self.outcome.confirmed.iter().any(|confirmed| {
            let kind: ProblemKind = confirmed.problem.kind;
            confirmed.problem.item == expected.item && *kind.check() == **check
        });
        let mut why = self.about_check(expected.item, row, check);
        if confirmed {
            why.push(Why::note(Message::new(
                "peringatan itu sudah dikonfirmasi",
                "that warning is confirmed",
            )));
        }
        why
    }

    /// What a check reads and what came of it.
    fn about_check(&self, id: ItemId, row: u32, check: &str) -> Vec<Why> {
        let Some(item) = self.instrument.items.get(id) else { return Vec::new() };
        let place = (item.home, row);
        if let (ItemKind::Question(question), "required") = (&item.kind, check) {
            return match &question.required {
                Required::When(when) => vec![self.condition(&format!("{} required", item.id), when, place)],
                Required::Never => vec![Why::note(Message::new(
                    "pertanyaan ini tidak wajib dijawab",
                    "this question need not be answered",
                ))],
                Required::Always => Vec::new(),
            };
        }
        let checks = self.instrument.checks(item);
        let found = checks.iter().find(|own| *ProblemKind::Check(own.origin).check() == *check);
        let found = found.map(|own| self.condition(&format!("{} {check}", item.id), &own.require, place));
        found.into_iter().collect()
    }

    /// How a score came about.
    pub(super) fn score(&self, score: ScoreId) -> Vec<Why> {
        explain(self.instrument, self.outcome, score)
            .map(|tree| Why::Score(Box::new(tree)))
            .into_iter()
            .collect()
    }

    /// Why a value is what it is.
    pub(super) fn value(&self, id: VarId, row: u32) -> Vec<Why> {
        let Some(var) = self.instrument.var(id) else { return Vec::new() };
        let not_asked = self.outcome.cell(id, row).state == State::NotAsked;
        match var.kind {
            VarKind::Question(item) | VarKind::Calc(item) if not_asked => self.not_asked(item, Some(row)),
            VarKind::Calc(item) => match self.instrument.items.get(item).map(|item| &item.kind) {
                Some(ItemKind::Calc(calc)) => vec![Why::Formula {
                    of: var.name.to_string(),
                    formula: calc.value.source.0.to_string(),
                    reads: readings(self.instrument, self.outcome, &calc.value.expr, (var.home, row)),
                }],
                Some(_) | None => Vec::new(),
            },
            VarKind::Score(score) | VarKind::Band(score) | VarKind::Part(score, _) => self.score(score),
            VarKind::Question(_)
            | VarKind::Today
            | VarKind::Given(_)
            | VarKind::RowChoice(_)
            | VarKind::Prev(_) => Vec::new(),
        }
    }
}
