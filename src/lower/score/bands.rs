//! Bands: the cut-offs an author wrote, and the least number of each.

use std::sync::Arc;

use super::messages;
use crate::base::Aside;
use crate::lower::Lowering;
use crate::model::Band;
use crate::source::{Block, Key, Scalar};
use crate::value::Decimal;

impl<'a> Lowering<'a> {
    /// The bands from the highest cut-off down.
    pub(super) fn bands(&mut self, block: &'a Block, round: Option<u8>) -> Vec<Band> {
        let mut bands = Vec::new();
        for band in block.blocks(Key::Bands) {
            let label = self.label_of(band, Key::Label, None);
            let cut_off = cut_off(band).and_then(|(written, above)| self.least(written, above, round));
            if let (Some(code), Some((from, above))) = (band.scalar(Key::Band), cut_off) {
                bands.push(Band { code: Arc::clone(&code.text), label, from, above, span: Aside(code.span) });
            }
        }
        bands.sort_by_key(|band| std::cmp::Reverse(band.from));
        bands
    }

    /// The least number of a band: its cut-off, or the next one above it that a score rounded so can have, and then
    /// the cut-off too.
    fn least(
        &mut self,
        written: &Scalar,
        above: bool,
        round: Option<u8>,
    ) -> Option<(Decimal, Option<Decimal>)> {
        let cut_off = self.number_or_param(written)?;
        if !above {
            return Some((cut_off, None));
        }
        let Some(places) = round else {
            self.sink.push(messages::above_without_round(written));
            return None;
        };
        let near = cut_off.rescale(places)?;
        let next = if near > cut_off { Some(near) } else { near.checked_add(Decimal::new(1, places)) };
        Some((next?, Some(cut_off)))
    }
}

/// The cut-off of a band as written, and whether the band begins only above it.
pub(super) fn cut_off(band: &Block) -> Option<(&Scalar, bool)> {
    let from = band.scalar(Key::From).map(|from| (from, false));
    from.or_else(|| band.scalar(Key::Above).map(|above| (above, true)))
}
