//! What can be wrong with a score as a whole: its range, its bands, its parts.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::base::Span;
use crate::model::{Part, Score};
use crate::source::{Block, Key};
use crate::value::Decimal;

use super::messages;
use super::parts::named;
use super::range::Bounds;
use crate::lower::Lowering;

impl<'a> Lowering<'a> {
    /// The range the author asserts, proved from the parts.
    pub(super) fn asserted(
        &mut self,
        block: &'a Block,
        bounds: Option<Bounds>,
    ) -> Option<(Decimal, Decimal)> {
        let written = block.get(Key::Range)?;
        let (low, high) = self.ends(written)?;
        let bounds = bounds?;
        if bounds.min < low || bounds.max > high {
            self.sink.push(messages::wrong_range(written.span(), (low, high), bounds));
        }
        Some((low, high))
    }

    /// The bands cover what is possible, and each can be reached.
    pub(super) fn check_bands(&mut self, score: &Score) {
        let Some((min, max)) = score.proven else { return };
        for (upper, lower) in score.bands.iter().zip(score.bands.iter().skip(1)) {
            if upper.from == lower.from {
                self.sink.push(messages::same_cutoff(lower, upper));
            }
        }
        if let Some(lowest) = score.bands.last()
            && lowest.from > min
        {
            self.sink.push(messages::band_gap(lowest, min));
        }
        for band in score.bands.iter().filter(|band| band.from > max) {
            self.sink.push(messages::band_out_of_reach(band, max));
        }
        // A band that ends at or below the least possible score holds nobody either.
        let ends = score.bands.iter().zip(score.bands.iter().skip(1));
        for (upper, lower) in ends.filter(|(upper, lower)| upper.from <= min && upper.from > lower.from) {
            self.sink.push(messages::band_below_reach(lower, upper.from, min));
        }
    }

    /// A question counts once.
    pub(super) fn check_repeats(&mut self, block: &'a Block) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for code in named(block) {
            match seen.entry(&code.text) {
                Entry::Vacant(slot) => drop(slot.insert(code.span)),
                Entry::Occupied(first) => self.sink.push(messages::repeated_part(code, *first.get())),
            }
        }
    }

    /// Values that are put together are of one unit.
    pub(super) fn check_units(&mut self, block: &'a Block, parts: &[Part]) -> bool {
        let codes = named(block);
        let mut units = parts.iter().zip(&codes).filter_map(|(part, code)| {
            part.value.expr.ty().as_num()?.unit.as_ref().map(|unit| (unit, *code))
        });
        let Some((first, place)) = units.next() else { return true };
        let Some((other, code)) = units.find(|(unit, _)| *unit != first) else { return true };
        let found = messages::units_differ(code, other, (place, first));
        self.sink.push(found);
        false
    }
}
