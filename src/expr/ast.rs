//! An expression as written: a tree with the text range of every node.
//!
//! Nodes live in one flat list, children before parents, and a chain (`a + b + c`, `a and b and c`, `else if …`) is
//! one node with many children. **Invariant:** no tree is deeper than the limit on nesting, so whatever walks one may
//! recurse.

use std::sync::Arc;

use super::ir::AggregateKind;
pub use super::words::{
    CompareOp, DurationUnit, HasTest, IsTest, LogicOp, MAX_NAME, PREDEFINED, ProductOp, RESERVED, SumOp,
};
use crate::base::{Arena, Id, TextRange};
use crate::value::Decimal;

/// A node of an expression as written.
pub type AstId = Id<AstNode>;

/// A node and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AstNode {
    /// What it is.
    pub kind: Kind,
    /// Its text, parentheses around it not counted.
    pub range: TextRange,
    /// Whether the author put parentheses around it.
    pub parens: bool,
}

/// A name, perhaps dotted: the ranges of its segments, backquotes not counted.
pub type Path = smallvec::SmallVec<[TextRange; 2]>;

/// An aggregate over roster rows as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AggregateForm {
    /// Which.
    pub kind: AggregateKind,
    /// Its name.
    pub name: TextRange,
    /// What is aggregated; none for `count`.
    pub body: Option<AstId>,
    /// The roster's name.
    pub roster: Path,
    /// `as a`.
    pub alias: Option<TextRange>,
    /// `where …`.
    pub filter: Option<AstId>,
    /// `ignoring missing`.
    pub ignoring: Option<TextRange>,
    /// What comes after a further comma: the separator of `join`.
    pub extra: Option<AstId>,
}

/// A limit of a `band`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandLimit {
    /// `up to` (the limit itself included) rather than `below`.
    pub inclusive: bool,
    /// The limit.
    pub limit: AstId,
    /// The value up to there.
    pub value: AstId,
}

/// A call of a function or definition as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallForm {
    /// Its name.
    pub name: TextRange,
    /// Its arguments.
    pub args: Vec<AstId>,
    /// `; min_answered k`: where it stands and k.
    pub least: Option<(TextRange, u32)>,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Something that didn't parse; already reported.
    Error,
    /// A number.
    Number(Decimal),
    /// A text, without its quotes.
    Text(Arc<str>),
    /// `true` or `false`.
    Bool(bool),
    /// `missing`.
    Missing,
    /// `5 days`.
    Duration {
        /// How many.
        count: u32,
        /// Of what.
        unit: DurationUnit,
    },
    /// `date('2024-01-01')` inside a list of constants.
    DateLiteral(Arc<str>),
    /// A name.
    Name(Path),
    /// `.attribute` of something that isn't a plain name.
    Member {
        /// Of what.
        of: AstId,
        /// The attribute.
        name: TextRange,
    },
    /// `-x`.
    Negative(AstId),
    /// `not x`.
    Not(AstId),
    /// `a + b - c`: the first sign is `+`.
    Sum(Vec<(SumOp, AstId)>),
    /// `a * b / c`: the first operator is `*`.
    Product(Vec<(ProductOp, AstId)>),
    /// `a and b and c`.
    Logic(LogicOp, Vec<AstId>),
    /// `a < b`.
    Compare {
        /// Which.
        op: CompareOp,
        /// Where the operator stands.
        at: TextRange,
        /// Left side.
        left: AstId,
        /// Right side.
        right: AstId,
    },
    /// `x between a and b`.
    Between {
        /// The value.
        of: AstId,
        /// The low end.
        low: AstId,
        /// The high end.
        high: AstId,
        /// `not between`.
        negated: bool,
    },
    /// `x is [not] missing`.
    Is {
        /// The value.
        of: AstId,
        /// What is asked.
        test: IsTest,
        /// `is not`.
        negated: bool,
    },
    /// `x [not] in (…)`.
    In {
        /// The value.
        of: AstId,
        /// The constants.
        items: Vec<AstId>,
        /// `not in`.
        negated: bool,
    },
    /// `x has …`.
    Has {
        /// The choices.
        of: AstId,
        /// Which of them.
        test: HasTest,
        /// The codes.
        items: Vec<AstId>,
    },
    /// `if a then b else if c then d else e`.
    If {
        /// Conditions and their values in order.
        arms: Vec<(AstId, AstId)>,
        /// The value otherwise.
        otherwise: AstId,
    },
    /// `let x = value; body`.
    Let {
        /// The name.
        name: TextRange,
        /// What it stands for.
        value: AstId,
        /// Where it does.
        body: AstId,
    },
    /// A call of a function or definition.
    Call(Box<CallForm>),
    /// An aggregate.
    Aggregate(Box<AggregateForm>),
    /// `band(x, up to 3 then …, else …)`.
    Band {
        /// The number.
        of: AstId,
        /// The limits, in order.
        limits: Vec<BandLimit>,
        /// The value above all limits.
        otherwise: AstId,
    },
    /// `lookup(table.column, key = …)`.
    Lookup {
        /// Where the table and its column are named.
        cell: Path,
        /// Keys and their values.
        keys: Vec<(TextRange, AstId)>,
    },
}

/// What an id of another tree names.
static NO_NODE: AstNode = AstNode { kind: Kind::Error, range: TextRange { start: 0, end: 0 }, parens: false };

/// An expression as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ast {
    text: Arc<str>,
    nodes: Arena<AstNode>,
    root: AstId,
    broken: bool,
}

impl Default for Ast {
    fn default() -> Self {
        let mut nodes = Arena::new();
        let root = nodes.push(AstNode { kind: Kind::Error, range: TextRange::default(), parens: false });
        Self { text: "".into(), nodes, root, broken: true }
    }
}

impl Ast {
    pub(super) fn new(text: &str, nodes: Arena<AstNode>, root: AstId, broken: bool) -> Self {
        Self { text: text.into(), nodes, root, broken }
    }

    /// The text it was parsed from.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// A part of the text.
    pub fn slice(&self, range: TextRange) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// The whole.
    pub fn root(&self) -> AstId {
        self.root
    }

    /// A node.
    pub fn node(&self, id: AstId) -> &AstNode {
        self.nodes.get(id).unwrap_or(&NO_NODE)
    }

    /// All nodes, children before parents. Some (the name of a roster, say) are no one's child.
    pub fn nodes(&self) -> &Arena<AstNode> {
        &self.nodes
    }

    /// Whether something in it didn't parse.
    pub fn is_broken(&self) -> bool {
        self.broken
    }
}

impl Kind {
    /// The segments of a name.
    pub fn as_name(&self) -> Option<&Path> {
        if let Self::Name(path) = self { Some(path) } else { None }
    }

    /// Calls `visit` with every child, in order of the text.
    pub fn each_child(&self, mut visit: impl FnMut(AstId)) {
        match self {
            Self::Error
            | Self::Number(_)
            | Self::Text(_)
            | Self::Bool(_)
            | Self::Missing
            | Self::Duration { .. }
            | Self::DateLiteral(_)
            | Self::Name(_) => {}
            Self::Member { of, .. } | Self::Negative(of) | Self::Not(of) | Self::Is { of, .. } => visit(*of),
            Self::Sum(parts) => parts.iter().for_each(|(_, id)| visit(*id)),
            Self::Product(parts) => parts.iter().for_each(|(_, id)| visit(*id)),
            Self::Logic(_, parts) => parts.iter().for_each(|id| visit(*id)),
            Self::Compare { left, right, .. } => [left, right].into_iter().for_each(|id| visit(*id)),
            Self::Between { of, low, high, .. } => [of, low, high].into_iter().for_each(|id| visit(*id)),
            Self::In { of, items, .. } | Self::Has { of, items, .. } => {
                std::iter::once(of).chain(items).for_each(|id| visit(*id));
            }
            Self::If { arms, otherwise } => {
                arms.iter().flat_map(|(condition, value)| [condition, value]).for_each(|id| visit(*id));
                visit(*otherwise);
            }
            Self::Let { value, body, .. } => [value, body].into_iter().for_each(|id| visit(*id)),
            Self::Call(call) => call.args.iter().for_each(|id| visit(*id)),
            Self::Aggregate(form) => {
                form.body.iter().chain(&form.filter).chain(&form.extra).for_each(|id| visit(*id));
            }
            Self::Band { of, limits, otherwise } => {
                visit(*of);
                limits.iter().flat_map(|limit| [limit.limit, limit.value]).for_each(&mut visit);
                visit(*otherwise);
            }
            Self::Lookup { keys, .. } => keys.iter().for_each(|(_, id)| visit(*id)),
        }
    }
}
