//! An expression as written: a tree with the text range of every node.

/// An expression as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ast {}
