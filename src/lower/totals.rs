//! Limits on the whole instrument.

use crate::base::{Diagnostic, Limits, Message, Span, codes};
use crate::model::walk;

use super::Lowering;

impl Lowering<'_> {
    /// The steps of all expressions together stay below their limit.
    pub(super) fn check_cost(&mut self) {
        let mut cost: u64 = 0;
        walk::expressions(&self.world.instrument, &mut |seen| cost = cost.saturating_add(seen.expr.cost));
        let most = self.limits.instrument_cost;
        let Some(root) = self.loaded.first().map(|file| file.root().span) else { return };
        if cost > most {
            let start = Span::new(root.file, root.start, root.start);
            let message = Message::new(
                format!("semua ekspresi bersama-sama perlu {cost} langkah, paling banyak {most}"),
                format!("all expressions together take {cost} steps, at most {most}"),
            );
            self.sink.push(limit(start, "instrument_cost", &message));
        }
    }
}

/// A limit of the engine that was exceeded, by its name.
pub(super) fn limit(span: Span, name: &str, message: &Message) -> Diagnostic {
    let flag =
        Limits::TABLE.iter().find(|row| row.name == name).map(crate::base::Limit::flag).unwrap_or_default();
    Diagnostic::new(codes::LIMIT, span, message.clone()).hint(Message::new(
        format!("batas `{name}` dapat dinaikkan dengan `{flag}`"),
        format!("the limit `{name}` can be raised with `{flag}`"),
    ))
}
