//! What one record shows: every formula decided where the instrument decides it, and what was picked and reached.

use crate::expr::VarId;
use crate::model::{Formula, ItemId, ItemKind, ScoreId, VarKind};
use crate::rules::{Outcome, Record, Recorded, View, is_open_around};
use crate::value::{ListId, RosterId, Special, State, Value};

use super::Coverage;
use super::places::{Base, Gate, overrides};
use super::points::{Kind, Way};
use super::trace::Tracer;

/// A record that was evaluated.
pub(super) struct Seen<'s, 'a> {
    pub(super) coverage: &'s mut Coverage<'a>,
    pub(super) record: &'s Record,
    pub(super) outcome: &'s Outcome,
}

impl Seen<'_, '_> {
    /// Writes down everything that the record shows.
    pub(super) fn add(mut self) {
        let places = std::mem::take(&mut self.coverage.places);
        for at in &places {
            for row in 0..self.outcome.row_count(at.home) {
                if self.is_decided(&at.gate, at.home, row) {
                    self.formula(at, row);
                }
            }
        }
        self.coverage.places = places;
        self.answers();
        self.rosters();
        for (id, _) in self.coverage.instrument.scores.iter() {
            self.score(id);
        }
        self.parts();
    }

    fn view(&self) -> View<'_> {
        self.outcome.view(self.coverage.instrument)
    }

    fn is_decided(&self, gate: &Gate<'_>, home: Option<RosterId>, row: u32) -> bool {
        let instrument = self.coverage.instrument;
        let base = match gate.base {
            Base::Record => true,
            Base::Around(id) => {
                let item = instrument.items.get(id);
                item.is_some_and(|item| is_open_around(&self.view(), item, row))
            }
            Base::Asked(id) => self.outcome.asked(id, row),
            Base::Unfilled(id) => self.outcome.asked(id, row) && self.is_unfilled(id, row),
            Base::Scored(id) => self.outcome.score_asked(id),
        };
        base && self.passes(gate, home, row)
    }

    fn passes(&self, gate: &Gate<'_>, home: Option<RosterId>, row: u32) -> bool {
        let truth = |formula: &Formula| self.view().truth(formula, home, row);
        gate.holds.is_none_or(|formula| truth(formula) == Some(true))
            && gate.fails.is_none_or(|formula| truth(formula) == Some(false))
            && gate.not_true.iter().all(|formula| truth(formula) != Some(true))
    }

    fn is_unfilled(&self, id: ItemId, row: u32) -> bool {
        let Some(item) = self.coverage.instrument.items.get(id) else { return false };
        let ItemKind::Question(question) = &item.kind else { return false };
        let at = self.outcome.recorded_row(item.home, row);
        let recorded = at.map_or(&Recorded::Nothing, |at| self.record.answer(question.var, at));
        !self.record.finished && matches!(recorded, Recorded::Nothing)
    }

    /// A formula in a row, for every choice where it decides about choices.
    fn formula(&mut self, place: &super::Place<'_>, row: u32) {
        if place.points.is_empty() || !self.is_answered_or_decided(place, row) {
            return;
        }
        let view = self.outcome.view(self.coverage.instrument);
        let mut frame = self.outcome.frame(place.home, row);
        let mut tracer = Tracer { place, view, points: &mut self.coverage.points };
        match (place.each_choice, place.gate.base) {
            (true, Base::Asked(item)) => {
                for choice in 0..choices_of(self.coverage.instrument, item) {
                    tracer.view = view.with_choice(choice);
                    tracer.whole(&mut frame);
                }
            }
            (_, _) => tracer.whole(&mut frame),
        }
    }

    /// A check is only called undecided when there is an answer to decide about; that of a roster needs a row.
    fn is_answered_or_decided(&self, place: &super::Place<'_>, row: u32) -> bool {
        let (Some(Kind::Check(_)), Base::Asked(id)) = (place.whole, place.gate.base) else { return true };
        let Some(item) = self.coverage.instrument.items.get(id) else { return false };
        match &item.kind {
            ItemKind::Question(question) => {
                self.outcome.cell(question.var, row).state == State::Answered
                    || self.view().truth(place.formula, place.home, row).is_some()
            }
            ItemKind::Roster(roster) => !self.outcome.rows(*roster, row).is_empty(),
            ItemKind::Section { .. } | ItemKind::Note | ItemKind::Calc(_) | ItemKind::Grid { .. } => false,
        }
    }

    /// Which choices were picked.
    fn answers(&mut self) {
        let instrument = self.coverage.instrument;
        for (id, var) in (0..).map(VarId).zip(&instrument.vars) {
            let (VarKind::Question(_) | VarKind::Given(_), Some(list)) = (var.kind, var.ty.list()) else {
                continue;
            };
            for row in 0..self.outcome.row_count(var.home) {
                self.picked(list, id, row);
            }
        }
    }

    fn picked(&mut self, list: ListId, var: VarId, row: u32) {
        let cell = self.outcome.cell(var, row);
        let picked: Vec<u32> = match (&cell.value, special(cell.state)) {
            (Value::Choice(at), _) => vec![*at],
            (Value::Choices(ticked), _) => ticked.to_vec(),
            (_, Some(special)) => {
                let list = self.coverage.instrument.list(list);
                list.and_then(|list| list.list.special(special)).into_iter().collect()
            }
            (_, None) => Vec::new(),
        };
        for at in picked {
            let point = self.coverage.found.choices.get(&(list, at)).copied();
            self.went(point, Way::Picked);
        }
    }

    fn went(&mut self, point: Option<u32>, way: Way) {
        if let Some(point) = point.and_then(|point| self.coverage.points.get_mut(point as usize)) {
            point.went(way);
        }
    }

    /// How many rows each roster has, under every row of the roster around it.
    fn rosters(&mut self) {
        let instrument = self.coverage.instrument;
        for (id, roster) in (0..).zip(&instrument.rosters) {
            let Some(sizes) = self.coverage.found.rosters.get(&id).copied() else { continue };
            for parent in 0..self.outcome.row_count(roster.parent) {
                let rows = self.outcome.rows(RosterId(id), parent);
                self.went(Some(sizes.point), sizes.way(rows.end - rows.start));
            }
        }
    }

    /// Which band or class a score reached, and whether there was enough for it.
    fn score(&mut self, id: ScoreId) {
        if !self.outcome.score_asked(id) {
            return;
        }
        let instrument = self.coverage.instrument;
        let Some(score) = instrument.scores.get(id) else { return };
        let band = score.band_var.map(|var| &self.outcome.cell(var, 0).value);
        if let Some(Value::Choice(at)) = band {
            let point = self.coverage.found.bands.get(&(id, *at)).copied();
            self.went(point, Way::Reached);
        }
        let overrides = overrides(instrument, id, usize::MAX);
        if overrides.iter().any(|when| self.view().truth(when, None, 0) == Some(true)) {
            return;
        }
        if let Some(var) = score.var {
            let missing = self.outcome.cell(var, 0).value.is_missing();
            let point = self.coverage.found.needs.get(&id).copied();
            self.went(point, if missing { Way::TooFew } else { Way::Enough });
        }
        for (at, part) in (0..).zip(score.method.parts()) {
            let missing = part.var.is_none_or(|var| self.outcome.cell(var, 0).value.is_missing());
            let point = self.coverage.found.mandatory.get(&(id, at)).copied();
            self.went(point, if missing { Way::Missing } else { Way::There });
        }
    }

    /// In how many records and rows each item was asked, each score computed.
    fn parts(&mut self) {
        let instrument = self.coverage.instrument;
        let items = instrument.items.iter().map(|(id, item)| {
            let rows = 0..self.outcome.row_count(item.home);
            rows.filter(|row| self.outcome.asked(id, *row)).count()
        });
        let scores = instrument.scores.ids().map(|id| usize::from(self.outcome.score_asked(id)));
        let indicators = instrument
            .indicators
            .iter()
            .map(|indicator| usize::from(self.view().holds(indicator.among.as_ref(), None, 0)));
        let counts: Vec<usize> = items.chain(scores).chain(indicators).collect();
        for (part, count) in self.coverage.parts.iter_mut().zip(counts) {
            part.count = part.count.saturating_add(count as u64);
        }
    }
}

fn choices_of(instrument: &crate::model::Instrument, item: ItemId) -> u32 {
    let Some(ItemKind::Question(question)) = instrument.items.get(item).map(|item| &item.kind) else {
        return 0;
    };
    let list = question.ty.list().and_then(|list| instrument.list(list));
    list.map_or(0, |list| u32::try_from(list.list.choices.len()).unwrap_or(u32::MAX))
}

/// The special answer that a state comes from.
fn special(state: State) -> Option<Special> {
    match state {
        State::DontKnow => Some(Special::DontKnow),
        State::Refused => Some(Special::Refused),
        State::MarkedNotApplicable => Some(Special::NotApplicable),
        State::Answered | State::Unanswered | State::NotAsked | State::Invalid | State::NotInVersion => None,
    }
}
