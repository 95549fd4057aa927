//! Catalogue 1: functions and operators, one file each.

/// A function of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Func {
    /// `and`.
    And,
}
