//! The tests authors write for their instruments: a record, what must come of it, and for each surprise why it came so.
//!
//! **Invariant:** a test that names what the instrument doesn't have is a diagnostic at its place, never a failure; a
//! test that fails says what was expected, what there is, and the conditions, formulas and values that led there.

mod complaints;
pub mod coverage;
mod earlier;
mod expectation;
mod fields;
mod indicators;
mod like;
mod mutate;
mod report;
mod run;
mod subject;
mod suite;
mod text;
mod why;

pub use expectation::{Covered, Expectation, ExpectedProblem, Scene, Test, Wanted};
pub use indicators::{ExpectedFigure, ExpectedIndicator};
pub use mutate::{Edit, Kind as MutantKind, Mutant, Original, mutants};
pub use report::{Failure, TestResult, Why};
pub use run::run;
pub use subject::{Rows, Subject};
pub use suite::read_tests;
pub use text::lines;
