//! Scores and indicators until the checker of expressions is here: their names and columns.

use std::sync::Arc;

use crate::base::Aside;
use crate::model::{Method, Need, Score, ScoreId, VarKind};
use crate::source::{Block, Key};
use crate::value::Type;

use super::Lowering;
use super::names::Meaning;

impl<'a> Lowering<'a> {
    pub(super) fn declare_score(&mut self, block: &'a Block) {
        let Some(name) = block.scalar(Key::Score) else { return };
        let id = self.world.instrument.scores.next_id();
        let number = format!("score.{}", name.text).into();
        let var = Some(self.world.add_var(number, VarKind::Score(id), Type::Wrong, None));
        let band = format!("band.{}", name.text).into();
        let band_var = Some(self.world.add_var(band, VarKind::Band(id), Type::Wrong, None));
        self.world.instrument.scores.push(Score {
            id: Arc::clone(&name.text),
            label: None,
            when: None,
            method: Method::Sum(Vec::new()),
            range: None,
            need: Need::All,
            overrides: Vec::new(),
            round: 0,
            proven: None,
            bands: Vec::new(),
            var,
            value: None,
            band_var,
            band: None,
            band_list: None,
            formerly: Vec::new(),
            trend: false,
            locked: false,
            span: Aside(name.span),
        });
        self.written_scores.push(block);
        self.declare(name, Meaning::Score(id));
    }

    pub(super) fn lower_score(&mut self, _: ScoreId) {}

    pub(super) fn declare_indicator(&mut self, block: &'a Block) {
        let Some(name) = block.scalar(Key::Indicator) else { return };
        self.declare(name, Meaning::Indicator);
        self.written_indicators.push(block);
    }

    pub(super) fn indicators(&mut self) {}
}
