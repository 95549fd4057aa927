//! An expression as meant: every name an id, every operator a call of a catalogue function, every node typed.
//!
//! Nodes live in one flat arena, children before parents, so that nothing walks a deep tree of boxes. A `let` and a
//! definition are inlined; a node may therefore be used by several others.

use std::sync::Arc;

use smallvec::SmallVec;

use super::funcs::Func;
use crate::base::{Arena, Aside, Id, Span, TextRange};
use crate::value::{ListId, Pattern, RosterId, TableId, Type, Value};

/// A readable cell column: a question, calculation, score, band, given fact, `today`, or one of these of the
/// previous wave. The number is given by whoever implements [`super::Scope`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct VarId(pub u32);

/// A node of an expression.
pub type NodeId = Id<Node>;

/// Which fact about a question's state is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum StateTest {
    /// `is answered`.
    Answered,
    /// `is unanswered`.
    Unanswered,
    /// `is dont_know`.
    DontKnow,
    /// `is refused`.
    Refused,
    /// `is not_applicable`: not asked, or recorded as not applicable.
    NotApplicable,
    /// `is not_in_version`.
    NotInVersion,
}

/// A column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum AttributeRef {
    /// The `score` of the choice.
    Score,
    /// The code itself, as text.
    Code,
    /// The n-th declared attribute.
    Column(u32),
}

/// The aggregates over roster rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum AggregateKind {
    /// How many rows.
    Count,
    /// Sum.
    Sum,
    /// Mean, rounded once to 6 decimals.
    Mean,
    /// Least.
    Min,
    /// Greatest.
    Max,
    /// Kleene `or` over rows.
    Any,
    /// Kleene `and` over rows.
    All,
    /// Value of the first row.
    First,
    /// Value of the last row.
    Last,
    /// Texts joined.
    Join,
}

/// An aggregate: iterates the rows of a roster, opening one frame slot per roster level it goes down.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Aggregate {
    /// Which.
    pub kind: AggregateKind,
    /// The slot whose row the iteration starts under.
    pub base: u8,
    /// The rosters gone down, outermost first; each gets the next slot after those that are open.
    pub path: SmallVec<[RosterId; 2]>,
    /// The first slot opened (slots `first..first + path.len()` hold the current rows).
    pub first: u8,
    /// Only rows for which this is definitely true.
    pub filter: Option<NodeId>,
    /// What is aggregated; none for `count`.
    pub body: Option<NodeId>,
    /// `ignoring missing`.
    pub ignoring: bool,
    /// What `join` puts between.
    pub separator: Option<Arc<str>>,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub enum Node {
    /// A constant.
    Const(Value),
    /// The effective value of a cell: column `var` in the row held by frame slot `slot`.
    Read {
        /// The column.
        var: VarId,
        /// The frame slot whose row is read.
        slot: u8,
    },
    /// A fact about a cell's state.
    State {
        /// The column.
        var: VarId,
        /// The frame slot whose row is read.
        slot: u8,
        /// The fact.
        test: StateTest,
    },
    /// The 1-based number of the row held by a slot, within its parent row.
    RowIndex {
        /// The roster of that slot.
        roster: RosterId,
        /// The slot.
        slot: u8,
    },
    /// The choice a `choices_where` is being decided for.
    CurrentChoice,
    /// A column of the list for the choice `of`; missing if the choice has none.
    Attribute {
        /// A node of type choice.
        of: NodeId,
        /// Its list.
        list: ListId,
        /// The column.
        attribute: AttributeRef,
    },
    /// The ordinary choice of a list whose code a text is; missing if the list has none.
    ByCode {
        /// A node of type text.
        of: NodeId,
        /// The list.
        list: ListId,
    },
    /// The label of a choice, or of several joined by `separator`, in the interview's language.
    Label {
        /// A node of type choice or choices.
        of: NodeId,
        /// Its list.
        list: ListId,
        /// What stands between several labels.
        separator: Option<Arc<str>>,
    },
    /// A catalogue function or operator.
    Call {
        /// Which.
        func: Func,
        /// Its operands.
        args: SmallVec<[NodeId; 3]>,
    },
    /// An aggregate over roster rows.
    Aggregate(Box<Aggregate>),
    /// A cell of a lookup table; missing if a key is missing or no row has these keys.
    Lookup {
        /// The table.
        table: TableId,
        /// The value column.
        column: u32,
        /// The keys in the table's order.
        keys: SmallVec<[NodeId; 3]>,
    },
}

/// Facts about a node that are not its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct NodeInfo {
    /// The deduced type.
    pub ty: Type,
    /// The text it comes from; of what a definition gives, the text that uses the definition.
    #[cfg_attr(feature = "image", serde(skip))]
    pub range: Aside<TextRange>,
    /// For what a definition gives: where in the definition it is written.
    #[cfg_attr(feature = "image", serde(skip))]
    pub defined: Aside<Option<Span>>,
}

/// A checked expression. Equality ignores where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "image", derive(serde::Serialize, serde::Deserialize))]
pub struct Expr {
    /// The operations, children before parents.
    pub nodes: Arena<Node>,
    /// Type and text range of each node, by the same ids.
    pub info: Vec<NodeInfo>,
    /// The whole.
    pub root: NodeId,
    /// Steps it takes at most, at declared roster maxima.
    pub cost: u64,
    /// The compiled pattern of each call of `matches`, by node, in order.
    pub patterns: Vec<(NodeId, Pattern)>,
}

impl Node {
    /// Calls `visit` with every child.
    pub fn each_child(&self, mut visit: impl FnMut(NodeId)) {
        match self {
            Self::Const(_)
            | Self::Read { .. }
            | Self::State { .. }
            | Self::RowIndex { .. }
            | Self::CurrentChoice => {}
            Self::Attribute { of, .. } | Self::ByCode { of, .. } | Self::Label { of, .. } => visit(*of),
            Self::Call { args, .. } => args.iter().for_each(|id| visit(*id)),
            Self::Aggregate(aggregate) => {
                aggregate.filter.iter().chain(&aggregate.body).for_each(|id| visit(*id));
            }
            Self::Lookup { keys, .. } => keys.iter().for_each(|id| visit(*id)),
        }
    }

    /// The same node with every child replaced.
    #[must_use]
    pub(super) fn with_children(mut self, mut new: impl FnMut(NodeId) -> NodeId) -> Self {
        match &mut self {
            Self::Const(_)
            | Self::Read { .. }
            | Self::State { .. }
            | Self::RowIndex { .. }
            | Self::CurrentChoice => {}
            Self::Attribute { of, .. } | Self::ByCode { of, .. } | Self::Label { of, .. } => *of = new(*of),
            Self::Call { args, .. } => args.iter_mut().for_each(|id| *id = new(*id)),
            Self::Aggregate(aggregate) => {
                let Aggregate { filter, body, .. } = &mut **aggregate;
                filter.iter_mut().chain(body).for_each(|id| *id = new(*id));
            }
            Self::Lookup { keys, .. } => keys.iter_mut().for_each(|id| *id = new(*id)),
        }
        self
    }
}

impl Node {
    /// The column whose value it reads, if it reads one.
    pub fn read(&self) -> Option<VarId> {
        if let Self::Read { var, .. } = self { Some(*var) } else { None }
    }

    /// The column whose value or state it reads and the slot that holds the row, if it reads one.
    pub fn reading(&self) -> Option<(VarId, u8)> {
        if let Self::Read { var, slot } | Self::State { var, slot, .. } = self {
            Some((*var, *slot))
        } else {
            None
        }
    }

    /// The rosters whose rows it iterates, outermost first.
    pub fn iterates(&self) -> &[RosterId] {
        if let Self::Aggregate(aggregate) = self { &aggregate.path } else { &[] }
    }
}

impl Expr {
    /// An expression of one constant.
    pub fn constant(value: Value, ty: Type) -> Self {
        let mut nodes = Arena::new();
        let root = nodes.push(Node::Const(value));
        Self {
            nodes,
            info: vec![NodeInfo { ty, range: Aside::default(), defined: Aside::default() }],
            root,
            cost: 1,
            patterns: Vec::new(),
        }
    }

    /// The node of an id.
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the arena that holds the node")]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The pattern of a call of `matches`.
    pub fn pattern(&self, id: NodeId) -> Option<&Pattern> {
        let at = self.patterns.binary_search_by_key(&id, |(node, _)| *node).ok()?;
        self.patterns.get(at).map(|(_, pattern)| pattern)
    }

    /// The type of a node.
    pub fn type_of(&self, id: NodeId) -> &Type {
        self.info.get(id.index()).map_or(&Type::Wrong, |info| &info.ty)
    }

    /// The type of the whole.
    pub fn ty(&self) -> &Type {
        self.type_of(self.root)
    }

    /// The value, if the whole is a constant.
    pub fn as_constant(&self) -> Option<&Value> {
        match self.node(self.root) {
            Node::Const(value) => Some(value),
            Node::Read { .. }
            | Node::State { .. }
            | Node::RowIndex { .. }
            | Node::CurrentChoice
            | Node::Attribute { .. }
            | Node::ByCode { .. }
            | Node::Label { .. }
            | Node::Call { .. }
            | Node::Aggregate(_)
            | Node::Lookup { .. } => None,
        }
    }

    /// Every column it reads, with the text range of the reading, in order of nodes.
    pub fn reads(&self) -> impl Iterator<Item = (VarId, TextRange)> + '_ {
        self.nodes.iter().filter_map(|(id, node)| {
            let range = self.info.get(id.index()).map(|info| info.range.0).unwrap_or_default();
            Some((node.reading()?.0, range))
        })
    }

    /// Every roster whose rows it iterates.
    pub fn iterates(&self) -> impl Iterator<Item = RosterId> + '_ {
        self.nodes.values().flat_map(|node| node.iterates().iter().copied())
    }
}
