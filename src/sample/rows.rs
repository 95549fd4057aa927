//! How many rows a roster gets, and room for their answers.

use super::causes::Cause;
use super::dice::Dice;
use super::profile::Target;
use super::walk::{Purpose, Scene, Walk};
use crate::model::{Roster, Rows};
use crate::rules::{ProblemKind, Recorded, Step, evaluate_step};
use crate::value::{RosterId, Value, ops};

/// Rows beyond the least, where nothing says how many.
const MORE: u32 = 2;

impl Walk<'_> {
    /// Lays out a roster: rows where the respondent adds them, and a recorded row for each the roster has.
    pub(super) fn rows(&mut self, id: RosterId) -> Result<(), Cause> {
        let Scene { instrument, plan, .. } = self.scene;
        let Some(roster) = instrument.roster(id) else { return Ok(()) };
        self.clear(id);
        let step = (Step::Rows(id), 0);
        match roster.rows {
            Rows::Free | Rows::Previous(_) => {
                for parent in 0..self.outcome.row_count(roster.parent) {
                    if self.outcome.asked(roster.item, parent) {
                        self.add_rows(id, roster, parent);
                    }
                }
            }
            Rows::Count(_) | Rows::ForEachTicked(_) | Rows::ForEachChoice(_) => {
                evaluate_step(instrument, plan, &self.record, &mut self.outcome, step);
                self.record_rows(id, roster)?;
            }
        }
        evaluate_step(instrument, plan, &self.record, &mut self.outcome, step);
        Ok(())
    }

    /// Forgets the rows of a roster and of those inside it.
    fn clear(&mut self, id: RosterId) {
        for (roster, columns) in self.scene.course.inside(id) {
            if let Some(rows) = self.record.answers.rosters.get_mut(roster.0 as usize) {
                rows.clear();
            }
            for var in columns {
                if let Some(column) = self.record.answers.columns.get_mut(var.0 as usize) {
                    column.clear();
                }
                self.preset.retain(|(of, _)| of != var);
            }
        }
    }

    fn add_rows(&mut self, id: RosterId, roster: &Roster, parent: u32) {
        let Some(at) = self.outcome.recorded_row(roster.parent, parent) else { return };
        let carried = self.carried(roster, parent);
        for earlier in &carried {
            let row = self.record.answers.add_row(id, at, None);
            for key in &roster.key {
                if let Recorded::Value(value) = self.record.previous.get(*key, *earlier).clone() {
                    self.record.set(*key, row, Recorded::Value(value));
                    self.preset.insert((*key, row));
                }
            }
        }
        let wanted = self.wanted(id, roster, parent);
        let there = u32::try_from(carried.len()).unwrap_or(u32::MAX);
        for _ in there..wanted {
            self.record.answers.add_row(id, at, None);
        }
    }

    /// The rows of the wave before that a roster goes on from.
    fn carried(&self, roster: &Roster, parent: u32) -> Vec<u32> {
        let Rows::Previous(of) = roster.rows else { return Vec::new() };
        let around = match roster.parent {
            None => Some(0),
            Some(outer) => self.outcome.row(outer, parent).and_then(|row| row.previous),
        };
        let rows = (0..).zip(self.record.previous.rows(of));
        let own = rows.filter(|(_, row)| Some(row.parent) == around).map(|(at, _)| at);
        own.take(roster.max as usize).collect()
    }

    /// How many rows a roster should have.
    fn wanted(&self, id: RosterId, roster: &Roster, parent: u32) -> u32 {
        let (own, around) = (u64::from(id.0), u64::from(parent));
        let (least, most) = (i128::from(roster.min), i128::from(roster.max.max(roster.min)));
        let place = (roster.parent, parent);
        let rule = self.rule(Target::Rows(id), place);
        let mut dice = match rule {
            // As many rows in every wave, until that leads nowhere.
            Some(rule) if rule.per_case && self.turn == 0 => {
                let [case, _] = self.place;
                Dice::new(self.scene.options.seed, &[Purpose::Rows as u64, case, own, around])
            }
            Some(_) | None => self.dice(Purpose::Rows, &[own, around]),
        };
        let ruled = rule.and_then(|rule| self.ruled_number(rule, place, (least, most), &mut dice));
        let usual = || dice.clone().between(least, most.min(least + i128::from(MORE)));
        let wanted = ruled.unwrap_or_else(usual).clamp(least, most);
        u32::try_from(wanted).unwrap_or(roster.min)
    }

    /// Records a row for each that a roster has by count or choice.
    fn record_rows(&mut self, id: RosterId, roster: &Roster) -> Result<(), Cause> {
        for parent in 0..self.outcome.row_count(roster.parent) {
            let group = self.outcome.group(id, parent).copied().unwrap_or_default();
            let kind = match (group.bad_count, group.surplus) {
                (true, _) => Some(ProblemKind::BadCount),
                (false, 1..) => Some(ProblemKind::TooManyRows),
                (false, 0) => None,
            };
            if let Some(kind) = kind {
                return Err(Cause { item: roster.item, kind, soft: false });
            }
            let Some(at) = self.outcome.recorded_row(roster.parent, parent) else { continue };
            for row in group.start..group.end {
                let choice = self.outcome.row(id, row).and_then(|row| row.choice);
                self.record.answers.add_row(id, at, choice);
            }
        }
        Ok(())
    }
}

/// A whole number.
pub(super) fn whole(value: &Value) -> Option<i128> {
    ops::as_whole(value).map(i128::from)
}
