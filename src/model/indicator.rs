//! Indicators over many records: parsed and checked; computed in `batch/`.

use std::sync::Arc;

use crate::base::{Aside, Span};
use crate::expr::VarId;

use super::{Formula, Label};

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its id.
    pub id: Arc<str>,
    /// Its name.
    pub label: Option<Label>,
    /// What is computed.
    pub kind: IndicatorKind,
    /// Only records for which this is true.
    pub among: Option<Formula>,
    /// What it is broken down by: one column, or several crossed.
    pub by: Vec<Vec<VarId>>,
    /// The column that names the unit whose records of different waves belong together; none for the record's case.
    pub panel: Option<VarId>,
    /// The column that names the cluster a unit belongs to.
    pub cluster: Option<VarId>,
    /// The value aimed at.
    pub target: Option<Formula>,
    /// Which way is good, if the author says so.
    pub better: Option<Better>,
    /// Another figure to compare with: shown, not tested.
    pub reference: Option<Formula>,
    /// Whether a share is shown with its confidence interval.
    pub interval: bool,
    /// The plan a count is compared with.
    pub against: Option<Formula>,
    /// The columns by whose groups the plan is made; none where it is one for all.
    pub per: Vec<VarId>,
    /// What each record weighs.
    pub weight: Option<Formula>,
    /// What the result is multiplied by (100 for a percentage of a ratio).
    pub times: Option<crate::value::Decimal>,
    /// Earlier ids.
    pub formerly: Vec<Arc<str>>,
    /// Compared across waves.
    pub trend: bool,
    /// Where it stands.
    pub span: Aside<Span>,
}

/// Which way an indicator is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// The more the better.
    High,
    /// The less the better.
    Low,
}

/// What an indicator computes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndicatorKind {
    /// Share of records, in percent, for which this is true.
    Share(Formula),
    /// Number of records for which this is true.
    Count(Formula),
    /// Sum.
    Sum(Formula),
    /// Mean.
    Mean(Formula),
    /// Median.
    Median(Formula),
    /// Counts per value.
    Distribution(Formula),
    /// Σ over Σ of the records that have both.
    Ratio(Formula, Formula),
    /// Difference in differences.
    DifferenceInDifferences {
        /// The outcome.
        of: Formula,
        /// In the treatment group.
        treated: Formula,
        /// After the intervention.
        after: Formula,
    },
}
