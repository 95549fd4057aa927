//! What a survey means, once: in which order it is computed, what is asked, required, offered and wrong, how rosters
//! get their rows, what scores are and why.
//!
//! **Invariant:** pure functions of (instrument, plan, record). No clock, no files, no memory of what was evaluated
//! before.

mod answers;
mod checks;
mod choices;
mod cycle;
mod evaluate;
mod explain;
mod finish;
mod forward;
mod graph;
mod order;
mod outcome;
mod places;
mod plan;
mod problem;
mod record;
mod relevance;
mod required;
mod rosters;
mod scores;
mod show;
mod view;

pub use checks::{Findings, problems_in, problems_of};
pub use evaluate::{begin, evaluate, evaluate_into, evaluate_step, update_step};
pub use explain::{
    BandTree, Candidate, ClassTree, Condition, Explanation, FormulaTree, LargestTree, MethodTree, NeedLine,
    OverrideTried, PartLine, PartsTree, ReadCell, Reading, RescaleLine, RuleTried, Truth, Words, decide,
    explain, readings,
};
pub use finish::finished;
pub use outcome::{Cell, Confirmed, Group, Outcome, Row, Undecided};
pub use plan::{Edge, Plan, Role, Step, StepId};
pub use problem::{Level, Problem, ProblemKind};
pub use record::{Column, Confirmation, Record, Recorded, RecordedRow, RowPath, Sheet};
pub use relevance::is_open_around;
pub use rosters::update_rows;
pub use show::{
    ELLIPSIS, Meaning, behind, choice_label, meaning, meaning_of, meaning_of_param, show, show_date,
    show_number,
};
pub use view::{View, engine_language};

use crate::base::Sink;
use crate::model::Instrument;

/// Reports circles of dependencies and conditions about what stands later. Call it on the lowered instrument, before
/// anything is evaluated.
pub fn check_order(instrument: &Instrument, sink: &mut Sink) {
    let plan = Plan::new(instrument);
    cycle::check(instrument, &plan, sink);
    forward::check(instrument, &plan, sink);
}
