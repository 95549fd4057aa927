//! Puts checked expressions together node by node: for the checker, and for what is made without a text (scores).

use smallvec::SmallVec;

use super::funcs::Func;
use super::function::Meaning;
use super::ir::{AttributeRef, Expr, Node, NodeId, NodeInfo, VarId};
use super::rule::{Fault, Operand};
use crate::base::{Arena, Aside, Span, TextRange};
use crate::value::{Decimal, ListId, NumType, Pattern, Type, Value};

/// How much a node amounts to, what it is made of included.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Measure {
    /// Steps at declared roster maxima.
    pub(super) cost: u64,
    /// Levels.
    pub(super) depth: u32,
    /// Nodes, those used twice counted twice.
    pub(super) size: u64,
}

/// Builds an [`Expr`] from nodes.
///
/// ```
/// use monev::expr::{Builder, funcs::Func};
/// use monev::value::{Decimal, NumType, Type, Value};
/// let number = |n| (Value::Num(Decimal::int(n)), Type::Num(NumType::of(Decimal::int(n))));
/// let mut builder = Builder::new();
/// let (value, ty) = number(7);
/// let seven = builder.constant(value, ty);
/// let (value, ty) = number(2);
/// let two = builder.constant(value, ty);
/// let half = builder.call(Func::Div, &[seven, two]);
/// assert_eq!(builder.finish(half).as_constant(), Some(&Value::Num(Decimal::new(3_500_000, 6))));
/// ```
#[derive(Debug, Default)]
pub struct Builder {
    nodes: Arena<Node>,
    info: Vec<NodeInfo>,
    measures: Vec<Measure>,
    patterns: Vec<(NodeId, Pattern)>,
    /// Where in the text the next nodes come from.
    pub(super) range: TextRange,
    /// Where in a definition they are written.
    pub(super) defined: Option<Span>,
}

impl Builder {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a node of a known type.
    pub fn push(&mut self, node: Node, ty: Type) -> NodeId {
        self.push_times(node, ty, 1)
    }

    /// Adds a node whose children are evaluated `times` over.
    pub(super) fn push_times(&mut self, node: Node, ty: Type, times: u64) -> NodeId {
        let mut all = Measure::default();
        node.each_child(|child| {
            let part = self.measure(child);
            all.cost = all.cost.saturating_add(part.cost);
            all.size = all.size.saturating_add(part.size);
            all.depth = all.depth.max(part.depth);
        });
        self.measures.push(Measure {
            cost: all.cost.saturating_mul(times).saturating_add(1),
            depth: all.depth + 1,
            size: all.size.saturating_add(1),
        });
        self.info.push(NodeInfo { ty, range: Aside(self.range), defined: Aside(self.defined) });
        self.nodes.push(node)
    }

    /// A constant.
    pub fn constant(&mut self, value: Value, ty: Type) -> NodeId {
        self.push(Node::Const(value), ty)
    }

    /// A number.
    pub fn number(&mut self, value: Decimal) -> NodeId {
        self.constant(Value::Num(value), Type::Num(NumType::of(value)))
    }

    /// The value of a column in the row that a frame slot holds.
    pub fn read(&mut self, var: VarId, ty: Type, slot: u8) -> NodeId {
        self.push(Node::Read { var, slot }, ty)
    }

    /// A column of the list for a choice.
    pub fn attribute(&mut self, of: NodeId, list: ListId, attribute: AttributeRef, ty: Type) -> NodeId {
        self.push(Node::Attribute { of, list, attribute }, ty)
    }

    /// Copies another expression's nodes; its root's new id.
    pub fn import(&mut self, expr: &Expr) -> NodeId {
        let offset = self.nodes.len();
        let moved = |id: NodeId| NodeId::new(u32::try_from(id.index() + offset).unwrap_or(u32::MAX));
        for (info, node) in expr.info.iter().zip(expr.nodes.values()) {
            self.range = info.range.0;
            self.defined = info.defined.0;
            self.push(node.clone().with_children(moved), info.ty.clone());
        }
        self.patterns.extend(expr.patterns.iter().map(|(id, pattern)| (moved(*id), pattern.clone())));
        let root = moved(expr.root);
        if let Some(measure) = self.measures.get_mut(root.index()) {
            measure.cost = expr.cost;
        }
        root
    }

    /// A call. Its type is the catalogue's; arguments that don't fit give [`Type::Wrong`].
    pub fn call(&mut self, func: Func, args: &[NodeId]) -> NodeId {
        self.try_call(func, args).unwrap_or_else(|_| self.push(Node::Const(Value::Missing), Type::Wrong))
    }

    /// A call, or why its arguments don't fit. A call of constants becomes a constant.
    pub(super) fn try_call(&mut self, func: Func, args: &[NodeId]) -> Result<NodeId, Fault> {
        let operation = func.operation();
        let ty = {
            let operands: SmallVec<[Operand<'_>; 8]> = args.iter().map(|id| self.operand(*id)).collect();
            (operation.rule)(&operands)?
        };
        let mut args: SmallVec<[NodeId; 3]> = args.into();
        if let (Type::Num(num), Func::If | Func::Coalesce) = (&ty, func) {
            for arg in &mut args {
                *arg = self.rescaled(*arg, num.scale);
            }
        }
        let constants: Option<SmallVec<[Value; 8]>> =
            args.iter().map(|id| self.value_of(*id).cloned()).collect();
        match (operation.meaning, constants) {
            (Meaning::Eager(meaning), Some(values)) => Ok(self.folded(meaning(&values), ty)),
            (_, _) => Ok(self.push(Node::Call { func, args }, ty)),
        }
    }

    /// A constant that was computed: a number's bounds are itself.
    fn folded(&mut self, value: Value, ty: Type) -> NodeId {
        let ty = match (&value, ty) {
            (Value::Num(n), Type::Num(num)) => Type::Num(NumType::of(*n).with_unit(num.unit)),
            (_, ty) => ty,
        };
        self.constant(value, ty)
    }

    /// The node, with `scale` decimals if it is a number with fewer.
    pub(super) fn rescaled(&mut self, id: NodeId, scale: u8) -> NodeId {
        match self.type_of(id).as_num().is_some_and(|num| num.scale < scale) {
            true => self.same_scale(id, scale),
            false => id,
        }
    }

    /// The node with every value brought to `scale` decimals, where values of several scales stand behind it.
    pub(super) fn same_scale(&mut self, id: NodeId, scale: u8) -> NodeId {
        let places = self.number(Decimal::int(i128::from(scale)));
        self.call(Func::Rescale, &[id, places])
    }

    /// Remembers the pattern of a call of `matches`.
    pub(super) fn set_pattern(&mut self, id: NodeId, pattern: Pattern) {
        self.patterns.push((id, pattern));
    }

    fn operand(&self, id: NodeId) -> Operand<'_> {
        Operand { ty: self.type_of(id), constant: self.value_of(id) }
    }

    /// The type of a node.
    pub fn type_of(&self, id: NodeId) -> &Type {
        self.info.get(id.index()).map_or(&Type::Wrong, |info| &info.ty)
    }

    /// The value of a node that is a constant.
    pub fn value_of(&self, id: NodeId) -> Option<&Value> {
        if let Some(Node::Const(value)) = self.nodes.get(id) { Some(value) } else { None }
    }

    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id)
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn measure(&self, id: NodeId) -> Measure {
        self.measures.get(id.index()).copied().unwrap_or_default()
    }

    /// The expression with this root; nodes it doesn't use are dropped.
    pub fn finish(self, root: NodeId) -> Expr {
        let cost = self.measure(root).cost;
        let mut used = vec![false; self.nodes.len()];
        if let Some(flag) = used.get_mut(root.index()) {
            *flag = true;
        }
        for (id, node) in self.nodes.iter().rev() {
            if used.get(id.index()) == Some(&true) {
                node.each_child(|child| {
                    if let Some(flag) = used.get_mut(child.index()) {
                        *flag = true;
                    }
                });
            }
        }
        match used.iter().all(|used| *used) {
            true => Expr { root, nodes: self.nodes, info: self.info, cost, patterns: self.patterns },
            false => self.compacted(root, cost, &used),
        }
    }

    fn compacted(self, root: NodeId, cost: u64, used: &[bool]) -> Expr {
        let mut nodes = Arena::new();
        let mut info = Vec::with_capacity(used.len());
        let mut ids: Vec<NodeId> = Vec::with_capacity(used.len());
        let mut infos = self.info.into_iter();
        for ((_, node), used) in self.nodes.iter().zip(used) {
            let moved = |id: NodeId| ids.get(id.index()).copied().unwrap_or(id);
            let this = infos.next();
            let Some(this) = this.filter(|_| *used) else {
                ids.push(NodeId::new(0));
                continue;
            };
            let id = nodes.push(node.clone().with_children(moved));
            info.push(this);
            ids.push(id);
        }
        let moved = |id: NodeId| ids.get(id.index()).copied().unwrap_or(id);
        let is_used = |id: NodeId| used.get(id.index()) == Some(&true);
        let mut patterns: Vec<_> =
            self.patterns.into_iter().filter(|(id, _)| is_used(*id)).map(|(id, p)| (moved(id), p)).collect();
        patterns.sort_by_key(|(id, _)| *id);
        Expr { root: moved(root), nodes, info, cost, patterns }
    }
}
