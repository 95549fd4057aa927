//! One interview: answers come one at a time, and every call says what it changed.
//!
//! A [`Session`] is a record and what the instrument says of it. It has no meaning of its own: after every operation its
//! [`Outcome`](crate::rules::Outcome) is what [`crate::rules::evaluate`] gives for its record.
//!
//! **Invariant:** no I/O, no clock; the same operations give the same changes in the same order.

mod change;
mod confirm;
mod dirty;
mod edit;
mod form;
mod found;
mod history;
mod interview;
pub mod journal;
mod keys;
mod open;
mod place;
mod refused;
mod rows;
mod settle;
mod tasks;
mod touch;
mod why;

pub use change::Change;
pub use form::Form;
pub use interview::{Inputs, Session};
pub use open::Progress;
pub use place::{Place, RowKey};
pub use refused::Refused;
pub use why::{CheckWhy, Gate, Link, Why};
