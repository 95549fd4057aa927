//! One file per command: its arguments and what it does with them.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod conformance;
pub(crate) mod explain;
pub(crate) mod graph;
pub(crate) mod indicators;
pub(crate) mod limits;
pub(crate) mod new;
pub(crate) mod report;
pub(crate) mod rule;
pub(crate) mod sample;
pub(crate) mod score;
pub(crate) mod session;
pub(crate) mod test;
pub(crate) mod validate;
