//! What a survey means, once: in which order it is computed, what is asked, required, offered and wrong, how rosters
//! get their rows, what scores are and why.
//!
//! **Invariant:** pure functions of (instrument, plan, record). No clock, no files, no memory of what was evaluated
//! before.

mod cycle;
mod forward;
mod graph;
mod order;
mod plan;
mod record;

pub use plan::{Edge, Plan, Role, Step, StepId};
pub use record::{Column, Confirmation, Record, Recorded, RecordedRow, RowPath, Sheet};

use crate::base::Sink;
use crate::model::Instrument;

/// Reports circles of dependencies and conditions about what stands later. Call it on the lowered instrument, before
/// anything is evaluated.
pub fn check_order(instrument: &Instrument, sink: &mut Sink) {
    let plan = Plan::new(instrument);
    cycle::check(instrument, &plan, sink);
    forward::check(instrument, &plan, sink);
}
