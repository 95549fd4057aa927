//! What a row of a roster is called where its author doesn't say.

use std::sync::Arc;

use crate::base::{Aside, Lang, TextMap};
use crate::expr::VarId;
use crate::model::{Formula, Label, Piece, Roster};
use crate::value::RosterId;

use super::Lowering;
use super::compose::Own;

impl Lowering<'_> {
    /// What a row is called where the author doesn't say: its choice, or its key.
    pub(super) fn usual_row_label(&self, roster: RosterId, key: &[VarId]) -> Option<Label> {
        let choice = self.world.instrument.roster(roster)?.row_choice;
        let pipes: Vec<Piece> = match choice {
            Some((var, _)) => vec![self.key_pipe(roster, var, "row_choice".into())?],
            None => key
                .iter()
                .map(|key| self.key_pipe(roster, *key, Arc::clone(&self.world.instrument.var(*key)?.name)))
                .collect::<Option<_>>()?,
        };
        let comma = || Piece::Text(", ".into());
        let pieces = |_: Lang, _: usize| {
            let mut pieces = Vec::new();
            for pipe in &pipes {
                if !pieces.is_empty() {
                    pieces.push(comma());
                }
                pieces.push(pipe.clone());
            }
            pieces
        };
        (!pipes.is_empty()).then(|| self.own_words(pieces))
    }

    /// A column of a roster as it is shown.
    fn key_pipe(&self, roster: RosterId, var: VarId, source: Arc<str>) -> Option<Piece> {
        let lowered: &Roster = self.world.instrument.roster(roster)?;
        let span = self.world.instrument.items.get(lowered.item)?.span.0;
        let ty = self.world.type_of(var).clone();
        let expr = self.shown(&Own { var, ty, home: Some(roster) });
        let formula = Formula { expr, source: Aside(source), map: Aside(TextMap::verbatim(span)) };
        Some(Piece::Pipe(Box::new(formula)))
    }
}
