//! The parts of aggregates, bands and lookups, each put in its place when it is read.

use super::super::ast::BandLimit;
use super::form::{AggregateStage, BandStage, Form};
use super::messages;
use super::tree::{Builder, Operand};
use crate::base::TextRange;

impl Builder<'_> {
    /// Puts a finished operand where it belongs in the aggregate that is open.
    pub(super) fn aggregate_part(&mut self, operand: Operand, at: TextRange, next: AggregateStage) {
        let roster = self.name_of(operand.id);
        let Some(Form::Aggregate(aggregated)) = self.call_form() else { return };
        let stage = std::mem::replace(&mut aggregated.stage, next);
        let mistake = match (stage, roster) {
            (AggregateStage::Roster, Some(path)) => {
                aggregated.form.roster = path;
                None
            }
            (AggregateStage::Roster, None) => Some(messages::roster_name_expected(operand.outer)),
            (AggregateStage::Filter, _) => {
                aggregated.form.filter = Some(operand.id);
                None
            }
            (AggregateStage::Done(stand_in), _) if stand_in == operand.id => None,
            (AggregateStage::Done(_), _) => Some(messages::not_here("ignoring missing", operand.outer)),
            (AggregateStage::Extra, _)
                if next == AggregateStage::Extra && aggregated.form.extra.is_none() =>
            {
                aggregated.form.extra = Some(operand.id);
                None
            }
            (AggregateStage::Extra, _) => Some(messages::not_here(",", at)),
        };
        if let Some(mistake) = mistake {
            self.structural(mistake);
        }
    }

    pub(super) fn band_part(&mut self, operand: Operand, at: TextRange) {
        let Some(Form::Band { of, limits, stage }) = self.call_form() else { return };
        match (*stage, &of) {
            (BandStage::Start, None) => *of = Some(operand.id),
            (BandStage::Value(inclusive, limit), _) => {
                limits.push(BandLimit { inclusive, limit, value: operand.id });
                *stage = BandStage::Start;
            }
            (BandStage::Start | BandStage::Limit(_) | BandStage::Otherwise, _) => {
                self.structural(messages::band_shape(at));
            }
        }
    }

    /// `key =` inside a lookup, where `=` is not a comparison.
    pub(super) fn lookup_key(&mut self) -> bool {
        let waits = matches!(self.call_form(), Some(Form::Lookup { cell: Some(_), key: None, .. }));
        if !waits {
            return false;
        }
        let operand = self.pop();
        let path = self.name_of(operand.id).filter(|path| path.len() == 1);
        let name = path.and_then(|path| path.first().copied());
        match (self.call_form(), name) {
            (Some(Form::Lookup { key, .. }), Some(name)) => *key = Some(name),
            _ => {
                self.set_current(operand);
                return false;
            }
        }
        true
    }

    pub(super) fn lookup_part(&mut self, operand: Operand, at: TextRange) {
        let path = self.name_of(operand.id).filter(|path| path.len() == 2);
        let Some(Form::Lookup { cell, key, keys }) = self.call_form() else { return };
        match (&cell, key.take(), path) {
            (None, _, Some(path)) => *cell = Some(path),
            (Some(_), Some(key), _) => keys.push((key, operand.id)),
            (None, _, None) | (Some(_), None, _) => self.structural(messages::lookup_shape(at)),
        }
    }
}
