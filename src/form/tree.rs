//! Expressions as other front ends read them: a small tree of named operations, see the book's chapter on the form
//! model.
//!
//! The engine's own expressions are flat and share nodes. A tree would repeat what is shared and could become deep,
//! so a part used more than once, or one that would make the tree deeper than [`MAX_DEPTH`], gets a name in
//! [`Code::shared`] and is referred to. Replacing every reference by its part gives the plain tree.

// BUDGET: one walk over one tree; its arms are calls.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Serialize;

use crate::expr::{Aggregate, AggregateKind, AttributeRef, Expr, Node, NodeId, StateTest};
use crate::model::Instrument;
use crate::value::{ListId, Type, Value};

/// No tree is deeper than this, so that every JSON reader can take it.
pub const MAX_DEPTH: usize = 24;
/// A part used more than once is named when it has more nodes than this.
const REPEATABLE_NODES: usize = 6;

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Tree {
    /// No value.
    Missing,
    /// A constant.
    Const {
        /// `bool`, `number`, `text`, `date`, `time`, `datetime`, `days`, `months` or `choice`.
        r#type: &'static str,
        /// Its list, for a choice.
        #[serde(skip_serializing_if = "Option::is_none")]
        list: Option<Arc<str>>,
        /// The value as exact text: `12.50`, `true`, `2025-10-06`, a code.
        value: Arc<str>,
    },
    /// A constant set of choices.
    Codes {
        /// Their list.
        list: Arc<str>,
        /// Their codes.
        values: Vec<Arc<str>>,
    },
    /// The effective value of a variable.
    Read {
        /// Its name.
        name: Arc<str>,
        /// The row it is read in.
        #[serde(skip_serializing_if = "is_zero")]
        slot: u8,
    },
    /// A fact about a variable's state.
    State {
        /// Its name.
        name: Arc<str>,
        /// The row it is looked at in.
        #[serde(skip_serializing_if = "is_zero")]
        slot: u8,
        /// `answered`, `unanswered`, `dont_know`, `refused`, `not_applicable` or `not_in_version`.
        is: &'static str,
    },
    /// The 1-based number of a row within its parent row.
    RowIndex {
        /// The roster.
        roster: Arc<str>,
        /// The slot that holds the row.
        slot: u8,
    },
    /// The choice a filter is being decided for.
    CurrentChoice {
        /// Its list.
        list: Arc<str>,
    },
    /// The score of a choice.
    Score {
        /// Its list.
        list: Arc<str>,
        /// The choice.
        of: Box<Self>,
    },
    /// The code of a choice, as text.
    Code {
        /// Its list.
        list: Arc<str>,
        /// The choice.
        of: Box<Self>,
    },
    /// An attribute of a choice.
    Attribute {
        /// Its list.
        list: Arc<str>,
        /// The attribute.
        name: Arc<str>,
        /// The choice.
        of: Box<Self>,
    },
    /// The choice of a list whose code a text is.
    ByCode {
        /// The list.
        list: Arc<str>,
        /// The text.
        of: Box<Self>,
    },
    /// The label of a choice, or of several.
    Label {
        /// Their list.
        list: Arc<str>,
        /// What stands between several.
        #[serde(skip_serializing_if = "Option::is_none")]
        separator: Option<Arc<str>>,
        /// The choice or choices.
        of: Box<Self>,
    },
    /// A function or operator of the catalogue.
    Call {
        /// Its name.
        name: &'static str,
        /// Decimals of the result, if it is a number.
        #[serde(skip_serializing_if = "Option::is_none")]
        scale: Option<u8>,
        /// Its operands.
        args: Vec<Self>,
    },
    /// An aggregate over roster rows.
    Aggregate(Box<Rows>),
    /// A cell of a lookup table.
    Lookup {
        /// The table.
        table: Arc<str>,
        /// The value column.
        column: Arc<str>,
        /// The keys in the table's order.
        keys: Vec<Self>,
    },
    /// The part of this name in the same expression's `shared`.
    Shared {
        /// Its name.
        name: Arc<str>,
    },
}

/// An aggregate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rows {
    /// `count`, `sum`, `mean`, `min`, `max`, `any`, `all`, `first`, `last` or `join`.
    pub name: &'static str,
    /// The rosters gone down, outermost first.
    pub rosters: Vec<Arc<str>>,
    /// The slot whose row the iteration starts under (0: the record).
    #[serde(skip_serializing_if = "is_zero")]
    pub under: u8,
    /// The first slot opened: the rows of `rosters` are held by `slot`, `slot + 1`…
    pub slot: u8,
    /// Only rows for which this is definitely true.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#where: Option<Tree>,
    /// What is aggregated; none for `count`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Tree>,
    /// Missing values are left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ignoring_missing: bool,
    /// What `join` puts between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<Arc<str>>,
}

/// An expression: its tree and the parts named in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Code {
    /// The tree.
    pub tree: Tree,
    /// Its named parts; each refers only to earlier ones.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub shared: IndexMap<Arc<str>, Tree>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
fn is_zero(slot: &u8) -> bool {
    *slot == 0
}

impl Code {
    /// The tree of an expression of this instrument.
    pub fn new(instrument: &Instrument, expr: &Expr) -> Self {
        let mut builder = Builder {
            instrument,
            expr,
            uses: uses(expr),
            built: vec![None; expr.nodes.len()],
            shared: IndexMap::new(),
        };
        for id in expr.nodes.ids().take(expr.root.index() + 1) {
            builder.build(id);
        }
        let tree =
            builder.built.get(expr.root.index()).and_then(|part| part.as_ref().map(|p| p.tree.clone()));
        Self { tree: tree.unwrap_or(Tree::Missing), shared: builder.shared }
    }
}

/// How often each node is an operand in the part of the arena the root reaches; 0 for what it doesn't reach.
fn uses(expr: &Expr) -> Vec<u32> {
    let mut uses = vec![0_u32; expr.nodes.len()];
    if let Some(root) = uses.get_mut(expr.root.index()) {
        *root = 1;
    }
    for (id, node) in expr.nodes.iter().rev() {
        if uses.get(id.index()).is_none_or(|n| *n == 0) {
            continue;
        }
        for operand in operands(node) {
            if let Some(n) = uses.get_mut(operand.index()) {
                *n = n.saturating_add(1);
            }
        }
    }
    uses
}

/// The operands of a node in order.
pub fn operands(node: &Node) -> Vec<NodeId> {
    match node {
        Node::Const(_)
        | Node::Read { .. }
        | Node::State { .. }
        | Node::RowIndex { .. }
        | Node::CurrentChoice => Vec::new(),
        Node::Attribute { of, .. } | Node::ByCode { of, .. } | Node::Label { of, .. } => vec![*of],
        Node::Call { args, .. } => args.to_vec(),
        Node::Aggregate(aggregate) => aggregate.filter.into_iter().chain(aggregate.body).collect(),
        Node::Lookup { keys, .. } => keys.to_vec(),
    }
}

/// A finished part with its measures.
#[derive(Debug, Clone)]
struct Part {
    tree: Tree,
    nodes: usize,
    depth: usize,
}

struct Builder<'a> {
    instrument: &'a Instrument,
    expr: &'a Expr,
    uses: Vec<u32>,
    built: Vec<Option<Part>>,
    shared: IndexMap<Arc<str>, Tree>,
}

impl Builder<'_> {
    fn build(&mut self, id: NodeId) {
        let uses = self.uses.get(id.index()).copied().unwrap_or_default();
        if uses == 0 {
            return;
        }
        let node = self.expr.node(id);
        let below: Vec<Part> = operands(node).into_iter().map(|operand| self.part(operand)).collect();
        let nodes = below.iter().fold(1, |sum: usize, part| sum.saturating_add(part.nodes));
        let depth = below.iter().map(|part| part.depth).max().unwrap_or_default() + 1;
        let mut trees = below.into_iter().map(|part| part.tree);
        let tree = self.tree(id, node, &mut trees);
        let repeated = uses > 1 && nodes > REPEATABLE_NODES;
        let name_it = id != self.expr.root && (repeated || depth >= MAX_DEPTH - 1);
        let part = match name_it {
            true => Part { tree: self.share(tree), nodes: 1, depth: 1 },
            false => Part { tree, nodes, depth },
        };
        if let Some(slot) = self.built.get_mut(id.index()) {
            *slot = Some(part);
        }
    }

    fn part(&self, id: NodeId) -> Part {
        let built = self.built.get(id.index()).and_then(Clone::clone);
        built.unwrap_or(Part { tree: Tree::Missing, nodes: 1, depth: 1 })
    }

    fn share(&mut self, tree: Tree) -> Tree {
        let name: Arc<str> = format!("s{}", self.shared.len() + 1).into();
        self.shared.insert(name.clone(), tree);
        Tree::Shared { name }
    }

    fn tree(&self, id: NodeId, node: &Node, below: &mut impl Iterator<Item = Tree>) -> Tree {
        let mut one = || Box::new(below.next().unwrap_or(Tree::Missing));
        match node {
            Node::Const(value) => constant(self.instrument, value, self.expr.type_of(id)),
            Node::Read { var, slot } => Tree::Read { name: self.variable(*var), slot: *slot },
            Node::State { var, slot, test } => {
                Tree::State { name: self.variable(*var), slot: *slot, is: state_name(*test) }
            }
            Node::RowIndex { roster, slot } => Tree::RowIndex { roster: self.roster(*roster), slot: *slot },
            Node::CurrentChoice => Tree::CurrentChoice { list: self.list_of(self.expr.type_of(id)) },
            Node::Attribute { list, attribute, .. } => self.attribute(*list, *attribute, one()),
            Node::ByCode { list, .. } => Tree::ByCode { list: self.list(*list), of: one() },
            Node::Label { list, separator, .. } => {
                Tree::Label { list: self.list(*list), separator: separator.clone(), of: one() }
            }
            Node::Call { func, .. } => Tree::Call {
                name: func_name(*func),
                scale: scale_of(self.expr.type_of(id)),
                args: spelled(*func, below.collect()),
            },
            Node::Aggregate(aggregate) => Tree::Aggregate(Box::new(self.aggregate(aggregate, below))),
            Node::Lookup { table, column, .. } => self.lookup(*table, *column, below.collect()),
        }
    }

    fn aggregate(&self, aggregate: &Aggregate, below: &mut impl Iterator<Item = Tree>) -> Rows {
        Rows {
            name: aggregate_name(aggregate.kind),
            rosters: aggregate.path.iter().map(|roster| self.roster(*roster)).collect(),
            under: aggregate.base,
            slot: aggregate.first,
            r#where: aggregate.filter.and_then(|_| below.next()),
            of: aggregate.body.and_then(|_| below.next()),
            ignoring_missing: aggregate.ignoring,
            separator: aggregate.separator.clone(),
        }
    }

    fn attribute(&self, list: ListId, attribute: AttributeRef, of: Box<Tree>) -> Tree {
        let name = self.list(list);
        match attribute {
            AttributeRef::Score => Tree::Score { list: name, of },
            AttributeRef::Code => Tree::Code { list: name, of },
            AttributeRef::Column(at) => {
                let column = self.instrument.list(list).and_then(|l| l.list.attributes.get(at as usize));
                Tree::Attribute { list: name, name: column.map(|c| c.name.clone()).unwrap_or_default(), of }
            }
        }
    }

    fn lookup(&self, table: crate::value::TableId, column: u32, keys: Vec<Tree>) -> Tree {
        let shape = self.instrument.table(table).map(|table| &table.shape);
        let column = shape.and_then(|shape| shape.values.get(column as usize));
        Tree::Lookup {
            table: shape.map(|shape| shape.name.clone()).unwrap_or_default(),
            column: column.map(|column| column.name.clone()).unwrap_or_default(),
            keys,
        }
    }

    fn variable(&self, var: crate::expr::VarId) -> Arc<str> {
        self.instrument.var(var).map(|var| var.name.clone()).unwrap_or_default()
    }

    fn roster(&self, roster: crate::value::RosterId) -> Arc<str> {
        self.instrument.roster_info.get(roster.0 as usize).map(|info| info.name.clone()).unwrap_or_default()
    }

    fn list(&self, list: ListId) -> Arc<str> {
        list_name(self.instrument, list)
    }

    fn list_of(&self, ty: &Type) -> Arc<str> {
        ty.list().map(|list| self.list(list)).unwrap_or_default()
    }
}

fn list_name(instrument: &Instrument, list: ListId) -> Arc<str> {
    instrument.list(list).map(|list| list.list.name.clone()).unwrap_or_default()
}

fn scale_of(ty: &Type) -> Option<u8> {
    if let Type::Num(number) = ty { Some(number.scale) } else { None }
}

/// The name of a type in `form.json`.
pub fn type_name(ty: &Type) -> &'static str {
    match ty {
        Type::Bool => "bool",
        Type::Num(_) => "number",
        Type::Text | Type::Label | Type::Missing | Type::Wrong => "text",
        Type::Date => "date",
        Type::Time => "time",
        Type::DateTime => "datetime",
        Type::Days => "days",
        Type::Months => "months",
        Type::Choice(_) => "choice",
        Type::Choices(_) => "choices",
        Type::Geo => "geopoint",
        Type::File => "file",
    }
}

/// A value as exact text; a choice as its code. `None` for what is missing or is no single text.
pub fn value_text(instrument: &Instrument, value: &Value, ty: &Type) -> Option<Arc<str>> {
    let text = match value {
        Value::Missing | Value::Choices(_) | Value::Geo(_) => return None,
        Value::Bool(b) => b.to_string(),
        Value::Num(number) => number.to_string(),
        Value::Text(text) | Value::File(text) => return Some(text.clone()),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.to_string(),
        Value::DateTime(moment) => moment.to_string(),
        Value::Choice(at) => return code_at(instrument, ty.list()?, *at),
    };
    Some(text.into())
}

fn code_at(instrument: &Instrument, list: ListId, at: u32) -> Option<Arc<str>> {
    instrument.list(list)?.list.choice(at).map(|choice| choice.code.clone())
}

fn constant(instrument: &Instrument, value: &Value, ty: &Type) -> Tree {
    if let (Value::Choices(places), Some(list)) = (value, ty.list()) {
        let values = places.iter().filter_map(|at| code_at(instrument, list, *at)).collect();
        return Tree::Codes { list: list_name(instrument, list), values };
    }
    let list = ty.list().map(|list| list_name(instrument, list));
    value_text(instrument, value, ty).map_or(Tree::Missing, |value| Tree::Const {
        r#type: type_name(ty),
        list,
        value,
    })
}

fn state_name(test: StateTest) -> &'static str {
    match test {
        StateTest::Answered => "answered",
        StateTest::Unanswered => "unanswered",
        StateTest::DontKnow => "dont_know",
        StateTest::Refused => "refused",
        StateTest::NotApplicable => "not_applicable",
        StateTest::NotInVersion => "not_in_version",
    }
}

fn aggregate_name(kind: AggregateKind) -> &'static str {
    match kind {
        AggregateKind::Count => "count",
        AggregateKind::Sum => "sum",
        AggregateKind::Mean => "mean",
        AggregateKind::Min => "min",
        AggregateKind::Max => "max",
        AggregateKind::Any => "any",
        AggregateKind::All => "all",
        AggregateKind::First => "first",
        AggregateKind::Last => "last",
        AggregateKind::Join => "join",
    }
}

/// The operands of a call; the pattern of `matches` spelled so that every engine of regular expressions reads it alike.
fn spelled(func: crate::expr::funcs::Func, mut args: Vec<Tree>) -> Vec<Tree> {
    if func == crate::expr::funcs::Func::Matches
        && let Some(Tree::Const { value, .. }) = args.get_mut(1)
        && let Ok(pattern) = crate::value::Pattern::new(value)
    {
        *value = pattern.portable().into();
    }
    args
}

fn func_name(func: crate::expr::funcs::Func) -> &'static str {
    func.id()
}
