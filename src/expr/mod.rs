//! The expression language: text → tree as written → typed, resolved expression → value.
//!
//! **Invariant:** nothing here knows of surveys. Names, rosters, lists and tables come through [`Scope`] when an
//! expression is checked and through [`Env`] when it is evaluated.

pub mod ast;
mod build;
mod check;
pub mod conformance;
mod env;
mod eval;
mod fmt;
mod foreign;
pub mod funcs;
mod function;
mod ir;
mod parse;
mod reference;
mod rule;
mod scope;
mod words;

pub use build::Builder;
pub use check::{Place, check, check_definition};
pub use env::{Env, Frame};
pub use eval::{eval, eval_node};
pub use fmt::format;
pub use function::{Category, Example, Function, Operation, Text, Tier, Tiers};
pub use ir::{Aggregate, AggregateKind, AttributeRef, Expr, Node, NodeId, NodeInfo, StateTest, VarId};
pub use parse::{Mistake, Parsed, parse};
pub use reference::reference;
pub use scope::{Attached, Definition, Expected, Name, RosterInfo, Scope, Table, TableColumn};

#[cfg(test)]
mod tests;
